;; SPDX-License-Identifier: MIT
(ns babashka.process
  "Child processes: started, joined into pipelines, waited for."
  {:added "1.12"}
  (:require [cljsh.java.process :as jp]
            [clojure.java.io :as io]
            [clojure.string :as str]))

;; --- words -------------------------------------------------------------------------

(defn tokenize
  "Returns a vector of the words of a text: between blanks, or in quotes."
  {:added "1.12"}
  [s]
  (loop [cs (seq s), word nil, quote nil, words []]
    (if-let [[c & more] cs]
      (cond
        quote (if (= c quote) (recur more word nil words) (recur more (str word c) quote words))
        (or (= c \') (= c \")) (recur more (or word "") c words)
        (= c \\) (recur (next more) (str word (first more)) nil words)
        (str/blank? c) (recur more nil nil (if word (conj words word) words))
        :else (recur more (str word c) nil words))
      (if word (conj words word) words))))

(def ^:dynamic *defaults*
  "The options of process that count where a call gives none."
  {:shutdown nil :extra-env nil})

(defn- word [x] (cond (string? x) x (keyword? x) (subs (str x) 1) :else (str x)))
(defn- words-of [xs]
  (let [[x & more] xs]
    (cond
      (nil? x)           []
      (sequential? x)    (mapv word x)
      :else              (into (tokenize (word x)) (map word) more))))

(defn parse-args
  "Returns a map of :prev, :cmd and :opts of the arguments of process."
  {:added "1.12"}
  [args]
  (let [process? (fn [x] (and (map? x) (contains? x :proc)))
        prev     (when (process? (first args)) (first args))
        args     (if prev (rest args) args)
        args     (if (nil? (first args)) (rest args) args)
        [opts args] (cond
                      (and (map? (first args)) (not (process? (first args)))) [(first args) (rest args)]
                      ;; the command as a collection, behind it options
                      (and (sequential? (first args)) (map? (second args))) [(second args) [(first args)]]
                      (and (string? (first args)) (map? (last args)) (next args) (not-any? map? (butlast args))) [(last args) (butlast args)]
                      :else [nil args])
        prev     (or prev (:prev opts))
        cmd      (or (when (and (nil? (seq args)) (:cmd opts)) (words-of [(:cmd opts)])) (words-of args))]
    {:prev prev :cmd cmd :opts (dissoc (or opts {}) :prev)}))

;; --- processes ---------------------------------------------------------------------------

(declare finished)

(ns-unmap *ns* 'Process) ; that of java.lang

(defrecord Process [proc exit in out err prev cmd]
  clojure.lang.IDeref
  (deref [this] (finished this)))

(defn- finished [process]
  (let [status (.waitFor (:proc process))
        out    (:out process), err (:err process)
        done   (assoc process :exit status
                      :out (if (and (instance? clojure.lang.IDeref out) (future? out)) @out out)
                      :err (if (and (instance? clojure.lang.IDeref err) (future? err)) @err err))]
    (when-let [f (:input-done process)] (deref f 1000 nil))
    (when-let [f @(:exit-fn process)]
      (vreset! (:exit-fn process) nil)
      (f done))
    (dissoc done :input-done)))

(defmethod print-method Process [p ^java.io.Writer w] (print-method (into {} (dissoc p :input-done :exit-fn)) w))

(defn- stream-in? [x] (or (nil? x) (= :pipe x)))

(defn- in-target [in prev]
  (cond
    prev                         :pipe
    (nil? in)                    :pipe
    (= in :inherit)              :inherit
    (instance? java.io.File in)  (py/open (str in) "rb")
    (and (py/hasattr in "fileno") (not (py/hasattr in "inner"))) (try (.fileno in) in (catch Throwable _ :pipe))
    :else                        :pipe))

(defn- out-target [out out-file kind]
  (case out
    (nil :stream :pipe :string :bytes) :pipe
    :inherit :inherit
    :discard :null
    (:write :append) (let [f (or out-file (throw (IllegalArgumentException. (str "where to? " kind "-file is missing"))))] (py/open (str f) (if (= out :append) "ab" "wb")))
    :out :out
    (if (or (string? out) (py/hasattr out "__fspath__")) (py/open (str out) "wb") :pipe)))

(defn- environment [{:keys [env extra-env]}]
  (let [text (fn [m] (into {} (map (fn [[k v]] [(word k) (word v)])) m))]
    (when (or env extra-env)
      (merge (if env (text env) (into {} (.items (.-environ (py/__import__ "os"))))) (text extra-env)))))

(defn- feed
  "Copies what a process is to read into it, on a thread of its own."
  [in proc]
  (future
    (let [to (.getOutputStream proc)]
      (try
        (if (string? in) (.write to (.encode in "utf-8" "surrogateescape")) (io/copy in to))
        (catch OSError _ nil)
        (finally (try (.close to) (catch OSError _ nil)))))))

(defn- result-of [kind stream]
  (case kind
    :string (future (slurp stream))
    :bytes  (future (.read_all stream))
    (nil :stream :pipe) stream
    (if (or (py/hasattr kind "write")) (future (try (io/copy stream kind) (finally nil)) nil) nil)))

(defn process*
  "Starts a process of what parse-args returned."
  {:added "1.12"}
  [{:keys [prev cmd opts]}]
  (let [opts (merge *defaults* opts)
        {:keys [in out err out-file err-file dir shutdown pre-start-fn exit-fn]} opts
        inherit (:inherit opts)
        in   (if (and inherit (nil? in)) :inherit in)
        out  (if (and inherit (nil? out)) :inherit out)
        err  (if (and inherit (nil? err)) :inherit err)
        cmd  (vec (if-let [escape (:escape opts)] (map escape cmd) cmd))
        _    (when (empty? cmd) (throw (IllegalArgumentException. "a process needs a command")))
        _    (when pre-start-fn (pre-start-fn {:cmd cmd}))
        source (when prev (let [o (:out prev)] (if (future? o) nil o)))
        direct (when (and source (py/hasattr source "inner")) (.-inner source))
        proc (jp/start cmd {:dir dir :env (environment opts)
                            :in (if direct direct (in-target in prev)) :out (out-target out out-file ":out") :err (out-target err err-file ":err")})
        _    (when direct (.close direct))
        input (cond
                (and prev (not direct)) (feed (:out prev) proc)
                (or (nil? in) (keyword? in) (instance? java.io.File in)) nil
                (= :pipe (in-target in prev)) (feed in proc))
        p    (map->Process {:proc proc :exit nil :in (.getOutputStream proc)
                            :out (when (= :pipe (out-target out out-file ":out")) (result-of out (.getInputStream proc)))
                            :err (when (and (not= err :out) (= :pipe (out-target err err-file ":err"))) (result-of err (.getErrorStream proc)))
                            :prev prev :cmd cmd :input-done input :exit-fn (volatile! exit-fn)})]
    (when shutdown
      (.register (py/__import__ "atexit") (fn [] (when (.isAlive proc) (shutdown p)))))
    (when exit-fn (future @p))
    p))

(defn process
  "Starts a process and returns a map of :proc :in :out :err :cmd :prev; deref waits for its end and has :exit, too.
  Arguments: a process to read from, a map of options, and words, the first of which is split; or a collection of words and options.
  Options: :in (a text, stream, File, :inherit), :out and :err (:string, :bytes, :inherit, :write or :append with
  :out-file and :err-file, :discard, a File, a stream), :err also :out, :inherit, :dir, :env, :extra-env, :escape,
  :shutdown (destroy-tree), :exit-fn, :pre-start-fn."
  {:added "1.12"}
  [& args]
  (process* (parse-args args)))

(defn pb "Returns what parse-args gives, to be started by start." {:added "1.12"} [& args] (parse-args args))
(defn start "Starts what pb returned." {:added "1.12"} [pb] (process* pb))
(defn process? "Is it a process?" {:added "1.12"} [x] (instance? Process x))
(defn alive? "Does it run?" {:added "1.12"} [p] (.isAlive (:proc p)))

(defn check
  "Waits for the end of a process and those it reads from; throws when its status is not 0. Returns it."
  {:added "1.12"}
  [proc]
  (let [proc @proc, exit (:exit proc), err (:err proc)]
    (if (and exit (not (zero? exit)))
      (throw (ex-info (let [text (cond (string? err) err (and err (py/hasattr err "read_all")) (try (slurp err) (catch Throwable _ "")) :else "")]
                        (if (str/blank? text) (str "Process exited with code " exit ": " (str/join " " (:cmd proc))) text))
                      (into {:type ::error} (dissoc proc :exit-fn :input-done))))
      proc)))

(defn destroy "Ends a process; returns it." {:added "1.12"} [proc] (.destroy (:proc proc)) proc)
(defn destroy-tree
  "Ends a process and all that it started; returns it."
  {:added "1.12"}
  [proc]
  (let [handle (.toHandle (:proc proc))]
    (run! (fn [h] (.destroy h)) (.descendants handle))
    (.destroy handle))
  proc)


(defn sh
  "Runs a program as process does, with :out and :err as text, and waits for it."
  {:added "1.12"}
  [& args]
  (let [{:keys [opts] :as parsed} (parse-args args)]
    @(process* (assoc parsed :opts (merge {:out :string :err :string} opts)))))

(defn shell
  "Runs a program that reads and writes where this one does, and waits; a status other than 0 is an error.
  Options as those of process; :continue true or a function of the process, where no status is an error."
  {:added "1.12"}
  [& args]
  (let [{:keys [opts] :as parsed} (parse-args args)
        proc @(process* (assoc parsed :opts (merge {:in :inherit :out :inherit :err :inherit :shutdown destroy-tree} opts)))]
    (if-let [c (:continue opts)]
      (do (when (fn? c) (c proc)) proc)
      (check proc))))

(defn exec
  "Runs a program in place of this one. Options :env :extra-env."
  {:added "1.12"}
  [& args]
  (let [{:keys [cmd opts]} (parse-args args)]
    (flush)
    (if-let [env (environment opts)]
      (.execvpe (py/__import__ "os") (first cmd) (py/list cmd) (py/dict env))
      (.execvp (py/__import__ "os") (first cmd) (py/list cmd)))))

(defn pipeline
  "Returns the processes of a pipeline in order; with arguments that pb made, starts them, each reading what the one before writes."
  {:added "1.12"}
  ([proc] (if-let [prev (:prev proc)] (conj (pipeline prev) proc) [proc]))
  ([pb & pbs] (reduce (fn [all pb] (conj all (process* (assoc pb :prev (peek all))))) [(process* pb)] pbs)))

(defn- quoted [form] (if (and (seq? form) (= 'unquote (first form))) (second form) (if (symbol? form) (str form) (if (or (string? form) (number? form) (keyword? form)) form form))))
(defmacro $
  "Starts a process of words: symbols stand for themselves, ~x for a value. A map in front, or as metadata, has options."
  {:added "1.12"}
  [& args]
  (let [opts (meta &form)
        opts (not-empty (dissoc (or opts {}) :line :column :end-line :end-column :file))
        [more args] (if (map? (first args)) [(first args) (rest args)] [nil args])
        prev (when (and (seq args) (symbol? (first args)) (contains? &env (first args))) (first args))
        args (if prev (rest args) args)
        word (fn [form] (let [q (quoted form)] (if (and (seq? form) (= 'clojure.core/unquote (first form))) (second form) q)))]
    `(let [prev# ~prev, words# [~@(map word args)]]
       (if (or (nil? prev#) (process? prev#))
         (process* {:prev prev# :cmd (expand-words words#) :opts (merge ~opts ~more)})
         (process* {:prev nil :cmd (expand-words (cons prev# words#)) :opts (merge ~opts ~more)})))))
(defn ^:no-doc expand-words [words]
  (let [[x & more] words, flat (fn [w] (if (sequential? w) (map word w) [(word w)]))]
    (vec (concat (if (and (string? x) (empty? more)) (tokenize x) (flat x)) (mapcat flat more)))))
