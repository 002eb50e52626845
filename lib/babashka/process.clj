;; SPDX-License-Identifier: MIT
(ns babashka.process
  "Child processes: started, joined into pipelines, waited for."
  {:added "1.12"}
  (:require [cljsh.java.process :as jp]
            [clojure.java.io :as io]
            [clojure.string :as str]))

(declare start)

;; what pb makes
(defrecord ^:private Builder [cmd opts prev])

;; --- words -------------------------------------------------------------------------

(defn tokenize
  "Returns a vector of the words of a text: between blanks, or in quotes. A backslash stands for itself, but for \\\" in double quotes."
  {:added "1.12"}
  [s]
  (loop [cs (seq s), word nil, quote nil, words []]
    (if-let [[c & more] cs]
      (cond
        (and (= quote \") (= c \\) (= \" (first more))) (recur (next more) (str word \") quote words)
        quote (if (= c quote) (recur more word nil words) (recur more (str word c) quote words))
        (or (= c \') (= c \")) (recur more (or word "") c words)
        (str/blank? c) (recur more nil nil (if word (conj words word) words))
        :else (recur more (str word c) nil words))
      (if word (conj words word) words))))

(defn ^:no-doc default-program-resolver [program] program)

(def ^:dynamic *defaults*
  "The options of process that count where a call gives none."
  {:shutdown nil :escape identity :program-resolver default-program-resolver})

(defn- words-of [xs]
  (let [[x & more] xs]
    (cond
      (nil? x)        []
      (sequential? x) (into (mapv str x) (map str) more)
      ;; the name of a file may have blanks in it
      :else           (into (let [text (str x)] (if (.exists (io/file text)) [text] (tokenize text))) (map str) more))))

(defn parse-args
  "Returns a map of :prev, :cmd and :opts of the arguments of process."
  {:added "1.12"}
  [args]
  (let [process? (fn [x] (or (and (map? x) (contains? x :proc)) (instance? Builder x)))
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

(declare finished finished-within)

(ns-unmap *ns* 'Process) ; that of java.lang

(defrecord Process [proc exit in out err prev cmd]
  clojure.lang.IDeref
  (deref [this] (finished this))
  clojure.lang.IBlockingDeref
  (deref [this timeout-ms timeout-value] (finished-within this timeout-ms timeout-value)))

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

(defn- finished-within [process timeout-ms timeout-value]
  (if (.waitFor (:proc process) timeout-ms java.util.concurrent.TimeUnit/MILLISECONDS)
    (finished process)
    timeout-value))

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
  (let [text (fn [m] (into {} (map (fn [[k v]] [(if (keyword? k) (name k) (str k)) (str v)])) m))]
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

(defn- result-of [kind stream encoding]
  (case kind
    :string (future (slurp stream :encoding (or encoding "UTF-8")))
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
        _    (when (empty? cmd) (throw (IllegalArgumentException. "a process needs a command")))
        cmd  (mapv (or (:escape opts) identity) cmd)
        cmd  (if-let [resolve (:program-resolver opts)] (update cmd 0 resolve) cmd)
        prev (if (instance? Builder prev) (start prev) prev)
        _    (when pre-start-fn (pre-start-fn {:cmd cmd}))
        source (when prev (let [o (:out prev)] (if (future? o) nil o)))
        direct (when (and source (py/hasattr source "inner")) (.-inner source))
        ;; each target once: to open a file that is written to cuts off what is in it
        out-to (out-target out out-file ":out")
        err-to (out-target err err-file ":err")
        proc (jp/start cmd {:dir dir :env (environment opts) :in (if direct direct (in-target in prev)) :out out-to :err err-to})
        _    (when direct (.close direct))
        input (cond
                (and prev (not direct)) (feed (:out prev) proc)
                (or (nil? in) (keyword? in) (instance? java.io.File in)) nil
                (= :pipe (in-target in prev)) (feed in proc))
        p    (map->Process {:proc proc :exit nil :in (.getOutputStream proc)
                            :out (when (= :pipe out-to) (result-of out (.getInputStream proc) (:out-enc opts)))
                            :err (when (= :pipe err-to) (result-of err (.getErrorStream proc) (:err-enc opts)))
                            :prev prev :cmd cmd :input-done input :exit-fn (volatile! exit-fn)})]
    (when shutdown
      (.register (py/__import__ "atexit") (fn [] (when (.isAlive proc) (shutdown p)))))
    (when exit-fn (future @p))
    p))

(defn process
  "Starts a process and returns a map of :proc :in :out :err :cmd :prev; deref waits for its end and has :exit, too.
  Arguments: a process to read from, a map of options, and words, the first of which is split; or a collection of words and options.
  Options: :in (a text, stream, File, :inherit), :out and :err (:string, :bytes, :inherit, :write or :append with
  :out-file and :err-file, :discard, a File, a stream), :err also :out, :out-enc, :err-enc (of a :string), :inherit, :dir,
  :env, :extra-env, :escape, :program-resolver, :shutdown (destroy-tree), :exit-fn, :pre-start-fn.
  deref with milliseconds and a value waits no longer than that, and gives the value then."
  {:added "1.12"}
  [& args]
  (process* (parse-args args)))

(defn pb
  "Returns a process to be started by start or pipeline; its first argument may be one whose output it reads."
  {:added "1.12"}
  [& args]
  (map->Builder (parse-args args)))
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

(defn ^:no-doc start-words
  "Starts a process of a form's values: perhaps a process to read from and a map of options, then words."
  [form-opts values]
  (let [[prev values] (if (or (process? (first values)) (instance? Builder (first values))) [(first values) (rest values)] [nil values])
        [opts values] (if (map? (first values)) [(first values) (rest values)] [nil values])
        flat (fn [w] (if (sequential? w) (map str w) [(str w)]))
        [x & more] values]
    (process* {:prev prev
               :cmd (vec (concat (if (and (string? x) (empty? more)) (words-of [x]) (flat x)) (mapcat flat more)))
               :opts (merge form-opts opts)})))

(defmacro $
  "Starts a process of words: symbols stand for themselves, ~x for a value. In front a process to read from and a map of
  options may stand, which is metadata, too."
  {:added "1.12"}
  [& args]
  (let [unquoted? (fn [form] (and (seq? form) (contains? #{'unquote 'clojure.core/unquote} (first form))))
        expression? (fn [form] (or (and (seq? form) (not (unquoted? form))) (and (symbol? form) (contains? &env form))))
        value (fn [form] (cond (unquoted? form) (second form) (symbol? form) (str form) :else form))
        [x & more] args]
    `(start-words ~(not-empty (dissoc (or (meta &form) {}) :line :column :end-line :end-column :file))
                  [~@(when (seq args) [(if (expression? x) x (value x))]) ~@(map value more)])))
