// SPDX-License-Identifier: MIT
#include "image/learn.h"

#ifdef CLJSH_IMAGE

#include "image/placement.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT 60 // seconds a trial; it takes about one

// What libraries name most, by number: a library from the cache looks them up.
#define USUAL_NAMES \
    "let defn and or for map - str fn = when name not defn- keys first ns assoc into -> type count key seq apply get " \
    "symbol require use defmacro * set list if-let meta conj cond class merge nil? instance? namespace defmethod binding " \
    "refer val vector second contains? println dissoc when-let keyword map? when-not / + reduce bytes format some loop vec " \
    "case ->> remove import long rest string? atom read filter ex-info < concat doseq test next vector? > future identity " \
    "get-in time inc with-meta promise boolean deliver sequence empty? empty last cons int swap! mapcat identical? comp " \
    "defprotocol partial true? <= symbol? if-not mapv with-open subs pr-str resolve byte keyword? print *out* update range " \
    "vals declare load doto update-in into-array proxy not= gensym reify seq? reset! char eval re-find >= dec *ns* every? " \
    "doall take pos? extend alias .. extend-protocol repeat zero? sequential? nth defmulti realized? while assoc-in " \
    "refer-clojure max defrecord comment cond-> *err* sort peek hash replace some-> re-matches ref byte-array slurp assert " \
    "fn? newline delay methods find constantly deftype coll? partition reverse neg? pop hash-map subseq false? compile " \
    "rsubseq satisfies? extend-type comparator sort-by even? double zipmap alter-var-root spit distinct drop ns-name " \
    "requiring-resolve select-keys number? condp take-while reduce-kv re-pattern keep pr quot *command-line-args* integer? " \
    "list* deref flush short send min ns-resolve aset alength print-method vary-meta var? prn set? dotimes == letfn " \
    "complement merge-with butlast lazy-seq ifn? fnil transient read-string *in* find-ns ns-aliases sorted-map persistent! " \
    "rseq ensure"
#define USUAL_KEYWORDS \
    ":as :added :keys :a :else :b :require :c :refer :doc :import :headers :f :status :type :body :tag :default :e :pre :d " \
    ":foo :private :size :name :freeze :thaw :error :post :or :round :content :arglists :mvn :file :when :form :kind " \
    ":value :bar :dynamic :line :op :session :path :exclude :g :id :refer-clojure :env :init :deprecated :author :all :msg " \
    ":deps :ns :debug :cause :message"

/* What a start does whatever it is for comes first; then the shell, which is
 * started most; then what scripts begin with, and what libraries name.  They write nothing: the
 * system cannot read a buffer that is protected. */
static const char *const trials[PLACEMENT_TRIALS][2] = {
    {"-e", "nil"},
    {"-c", "x=1; for i in a b; do case $i in a) y=${x%1}$i;; esac; [ \"$i\" = b ] && : \"$y\"; done; f() { cd /; }; f"},
    {"/dev/null", NULL}, // a script, and its folder
    {"-e", "(ns app.core) (ns core) (ns example) (ns main) (ns my.script) (ns script) (ns test) (ns trial.core) (ns util) "
           "(run! name (loaded-libs))"}, // where the map of namespaces grows, and the set of libraries
    {"-e", "(ns trial (:require [clojure.data] [clojure.zip :as zip] [clojure.stacktrace :refer [root-cause]]))"}, // libraries that are decoded
    {"-e", "(ns trial (:require [clojure.string :as str] [clojure.set :refer [union]])) (defn f [x & more] (str x more)) "
           "(defn -main [] (with-out-str (println (f 1 2) (str/join (map inc [1 2 3]))))) (-main)"},
    {"-e", "(ns trial (:import [java.util Date])) (defrecord R [a b]) (defprotocol P (m [this])) "
           "(deftype T [a] P (m [_] a)) (defmulti g :a) (defmethod g 1 [_] 1) (defmacro w [& body] `(do ~@body)) "
           "(let [{:keys [a] :as all} (->R 1 2)] (for [x [a] :when x] (g (assoc all :c (m (->T x)))))) "
           "(try (throw (ex-info \"a\" {})) (catch Exception e (ex-data e))) (def state (atom {})) (swap! state assoc :a 1)"},
    {"-e", "(println (read-line)) (doseq [line (line-seq *in*)] (prn line)) (slurp *in*)"},
    {"-e", "(require '[json])"}, // Python's import
    {"-e", "(run! resolve '[" USUAL_NAMES "]) [" USUAL_KEYWORDS "]"},
};

static void run(const char *program, int fd, const char *const *trial) {
    char number[16], *set = NULL;
    snprintf(number, sizeof number, "%d", fd);
    if (asprintf(&set, TOUCHED_VARIABLE "=%s", number) < 0) _exit(71);
    char *environment[] = {set, (char *)"LC_ALL=C.UTF-8", (char *)"PATH=/usr/bin:/bin", (char *)"HOME=/nonexistent", NULL};
    alarm(LIMIT);
    char *arguments[] = {(char *)"cljsh", (char *)trial[0], (char *)trial[1], NULL};
    execve(program, arguments, environment);
    _exit(71);
}

void image_learn(const char *program) {
    for (int i = 0; i < PLACEMENT_TRIALS; i++) {
        int fd = memfd_create("touched", 0), status; // the trial inherits it
        void *touched = fd >= 0 && ftruncate(fd, 2 * TOUCHED_UNITS) == 0 ? mmap(NULL, 2 * TOUCHED_UNITS, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
        pid_t child = touched != MAP_FAILED ? fork() : -1;
        if (child == 0) run(program, fd, trials[i]);
        if (child > 0 && waitpid(child, &status, 0) == child) {
            // What a trial that failed has touched is as good: it is no error, but worth knowing.
            if (status) dprintf(STDERR_FILENO, "cljsh: --dump-image: trial %d ended with status %x\n", i, status);
            placement_learn(i, touched);
        }
        if (touched != MAP_FAILED) munmap(touched, 2 * TOUCHED_UNITS);
        if (fd >= 0) close(fd);
    }
}

#endif
