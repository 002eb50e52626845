;; SPDX-License-Identifier: MIT
;; Running other programs.
;;
;; Everything is data before it runs.  A command is a map
;;
;;   {:argv ["ls" "-l"] :env {"LANG" "C"} :dir "/tmp" :redirects [[1 :write "out.txt"]]}
;;
;; (the header of cljsh/shell/launch.h lists what it may hold), a function
;; that takes part in a pipeline is {:fn f}, and a pipeline is a vector of
;; such stages.  cmd, pipe, redirect, env-with and dir-with make them; start,
;; run and their relatives run them.  The macros $ $< $? $& write them down as
;; a shell would.

(ns cljsh.process
  "Running other programs: commands, pipelines and jobs as values."
  {:added "1.0"}
  (:require [clojure.string :as str]))

(alias 'prim 'cljsh.process.prim)

;; --- describing ------------------------------------------------------------

(defn job?
  "Is x a job?"
  {:added "1.0"}
  [x]
  (prim/job? x))

(defn- stage?
  "Is x a command or a function stage?"
  [x]
  (and (map? x) (or (contains? x :argv) (contains? x :fn))))

(defn- stages-of
  "Returns the stages of a command, a function or a pipeline, as a vector."
  [x]
  (cond
    (stage? x)                       [x]
    (fn? x)                          [{:fn x}]
    (and (vector? x) (every? stage? x)) x
    (sequential? x)                  (into [] (mapcat stages-of) x)
    :else (throw (py/TypeError (str "not a command or a pipeline: " (cljsh.core/show x))))))

(defn- file-object?
  "Is x a descriptor or something that has one?"
  [x]
  (or (integer? x) (py/hasattr x "fileno")))

(defn- input
  "Returns the redirection of a command's standard input to what target says."
  [target]
  (cond
    (nil? target)                     [0 :null]
    (keyword? target)                 (case target
                                        (:null :inherit :close) [0 target]
                                        :pipe [0 :in-pipe]
                                        (throw (py/ValueError (str "no such input: " target))))
    (or (string? target)
        (instance? py/bytes target))  [0 :text target]
    (file-object? target)             [0 :file target]
    (py/hasattr target "__fspath__")  [0 :read target]
    (and (vector? target)
         (= :file (first target)))    [0 :read (second target)]
    :else                             [0 :lines target]))

(defn- output
  "Returns the redirection of descriptor fd of a command to what target says."
  [fd target]
  (cond
    (nil? target)          [fd :null]
    (keyword? target)      (case target
                             (:null :inherit :close) [fd target]
                             (:capture :pipe) [fd (if (= fd 2) :err-pipe :out-pipe)]
                             :out [fd :dup 1]
                             :err [fd :dup 2]
                             (throw (py/ValueError (str "no such output: " target))))
    (vector? target)       (case (first target)
                             :append [fd :append (second target)]
                             :file [fd :write (second target)]
                             (throw (py/ValueError (str "no such output: " (cljsh.core/show target)))))
    (file-object? target)  [fd :file target]
    :else                  [fd :write target]))

(defn file-redirect
  "Returns the redirection [fd op file]; file may also be a descriptor, a file object, or :null and the like."
  {:added "1.0"}
  [fd op file]
  (cond
    (keyword? file)     (output fd file)
    (nil? file)         (throw (py/ValueError "a redirection to nil"))
    (file-object? file) [fd :file file]
    :else               [fd op file]))

(defn- text-redirect
  "Returns the redirection of standard input to text or to a seq of lines."
  [text]
  (if (or (string? text) (instance? py/bytes text))
    [0 :text (if (string? text) (str text "\n") text)]
    [0 :lines text]))

(defn- redirections
  "Returns the redirections that one key and target of `redirect` stand for."
  [key target]
  (case key
    :in   [(input target)]
    :out  [(output 1 target)]
    :err  [(output 2 target)]
    :<    [(file-redirect 0 :read target)]
    :<>   [(file-redirect 0 :read-write target)]
    :<<<  [(text-redirect target)]
    :>    [(file-redirect 1 :write target)]
    :>>   [(file-redirect 1 :append target)]
    :2>   [(file-redirect 2 :write target)]
    :2>>  [(file-redirect 2 :append target)]
    :&>   [(file-redirect 1 :write target) [2 :dup 1]]
    :&>>  [(file-redirect 1 :append target) [2 :dup 1]]
    (if (integer? key)
      [(if (zero? key) (input target) (output key target))]
      (throw (py/ValueError (str "no such redirection: " (cljsh.core/show key)))))))

(defn- add-redirection
  "Adds a redirection to the stages it is about: input to the first, output to the last, others to all."
  [stages redirection]
  (let [add (fn [stage] (assoc stage :redirects (conj (vec (:redirects stage)) redirection)))]
    (case (first redirection)
      0 (assoc stages 0 (add (first stages)))
      1 (conj (pop stages) (add (peek stages)))
      (mapv add stages))))

(defn redirect
  "Returns a command or pipeline with redirections added, given as keys and targets.

  :in      a string or bytes to read, a seq of lines, [:file name] or a path, a
           descriptor or file object, :null, :inherit, :pipe
  :out :err  a file name or path, [:append name], a descriptor or file object,
           :null, :inherit, :capture, :out or :err (the other one)
  :< :> :>> :2> :2>> :&> :&>> :<> :<<<   as in a shell, with a file name (:<<< text)
  a number   any other descriptor"
  {:added "1.0"}
  [x & {:as redirects}]
  (reduce add-redirection
          (stages-of x)
          (mapcat (fn [[key target]] (redirections key target)) redirects)))

(defn env-with
  "Returns a command or pipeline that runs with variables added to its environment; a nil value removes one."
  {:added "1.0"}
  [x env]
  (mapv (fn [stage] (update stage :env merge env)) (stages-of x)))

(defn dir-with
  "Returns a command or pipeline that runs in a directory."
  {:added "1.0"}
  [x dir]
  (mapv (fn [stage] (assoc stage :dir dir)) (stages-of x)))

(defn with-options
  "Returns a stage changed as a map of options says: :env :clear-env :dir, and what redirect takes."
  {:added "1.0"}
  [stage options]
  (reduce-kv (fn [stage key value]
               (case key
                 :env       (update stage :env merge value)
                 (:dir :clear-env :argv :fn) (assoc stage key value)
                 :redirects (update stage :redirects (fnil into []) value)
                 (update stage :redirects (fnil into []) (redirections key value))))
             stage
             options))

(defn cmd
  "Returns a command of these words.

  A word is a string, a number, a keyword, a path…; a collection stands for its
  elements, nil for no word. A map has options, as for with-options."
  {:added "1.0"}
  [& words]
  (reduce with-options
          {:argv (prim/words (remove map? words))}
          (filter map? words)))

(defn pipe
  "Returns the pipeline of commands, functions and pipelines, each reading what the one before writes.

  A function gets the seq of lines and returns a seq of lines; a transducer
  works on lines."
  {:added "1.0"}
  [& stages]
  (into [] (mapcat stages-of) stages))

;; --- functions as stages ---------------------------------------------------

(defn- in-thread
  "Calls f on a thread of its own; returns a lock that is free when it has ended."
  [f]
  (let [threads (py/__import__ "_thread")
        ended   (.allocate_lock threads)]
    (.acquire ended)
    (.start_new_thread threads
                       (fn []
                         (try
                           (f)
                           (finally (.release ended))))
                       (py/tuple))
    ended))

(defn- join
  "Waits for the thread that holds a lock."
  [lock]
  (.acquire lock)
  (.release lock))

(defn- apply-stage
  "Gives the lines to a function, or through a transducer."
  [f lines]
  (let [result (f lines)]
    (if (fn? result)
      (sequence f lines) ; f has only wrapped what it took for a reducing function
      result)))

(defn- write-result
  "Writes what a function stage returned: a collection's elements as lines, anything else as one."
  [writer result]
  (cond
    (nil? result)                            nil
    (and (not (string? result))
         (not (instance? py/bytes result))
         (seqable? result))                  (prim/write-lines writer result)
    :else                                    (prim/write-line writer result)))

(defn- run-function
  "Runs function stage number i of a job, between its pipes."
  [job i f]
  (let [in     (or (prim/take-fd job :fn-in i) 0)
        out    (or (prim/take-fd job :fn-out i) 1)
        writer (prim/line-writer out)
        reader (prim/line-reader in nil writer)]
    (try
      (write-result writer (apply-stage f (prim/reader-lines reader)))
      (prim/finish-stage job i (if (.flush writer) 0 141)) ; as a command would die of SIGPIPE
      (catch Throwable e
        (prim/finish-stage job i 1)
        (prim/job-put job :error e))
      (finally
        (.close reader)
        (.close writer)))))

(defn- feed
  "Writes a seq of lines to a job's standard input."
  [job lines]
  (let [writer (prim/line-writer (prim/take-fd job :in nil))]
    (try
      (prim/write-lines writer lines)
      (catch Throwable e
        (prim/job-put job :error e))
      (finally
        (.close writer)))))

(defn- lines-redirect?
  [redirect]
  (= :lines (second redirect)))

(defn- special?
  "Must this process do something for the stage while it runs?"
  [stage]
  (or (:fn stage) (some lines-redirect? (:redirects stage))))

(defn- start-special
  "Starts a pipeline of which this process is a part: function stages, or a seq as input."
  [stages foreground]
  (let [inputs (into [] (comp (mapcat :redirects) (filter lines-redirect?)) stages)
        _      (when (next inputs)
                 (throw (py/ValueError "only one stage of a pipeline can read a seq of lines")))
        job    (prim/launch (mapv (fn [stage]
                                    (if (:redirects stage)
                                      (update stage :redirects
                                              (partial mapv (fn [r] (if (lines-redirect? r) [(first r) :in-pipe] r))))
                                      stage))
                                  stages)
                            foreground false)
        fns    (keep-indexed (fn [i stage]
                               (when-let [f (:fn stage)]
                                 (fn [] (run-function job i f))))
                             stages)
        feeds  (map (fn [[_ _ lines]] (fn [] (feed job lines))) inputs)]
    (prim/job-put job :threads (mapv in-thread (concat fns feeds)))))

(defn- launch
  "Starts stages and returns their job."
  [stages foreground]
  (flush)
  (if (some special? stages)
    (start-special stages foreground)
    (prim/launch stages foreground false)))

;; --- jobs ------------------------------------------------------------------

(defn wait
  "Waits until a job has ended and returns its exit status, or nil when that takes longer than ms milliseconds.

  The status is 0 if all stages succeeded, else that of the last one that
  failed; 128 + N means killed by signal N. (:statuses job) has them all."
  {:added "1.0"}
  ([job]
   (prim/wait-job job nil)
   (run! join (:threads job))
   (:status job))
  ([job ms]
   (when (prim/wait-job job (/ ms 1000.0))
     (run! join (:threads job))
     (:status job))))

(defn kill
  "Sends a signal, by default :term, to all processes of a job; returns the job."
  {:added "1.0"}
  ([job] (kill job :term))
  ([job signal] (prim/signal-job job signal)))

(def ^:private tail-lines
  "How many lines of captured stderr an exception carries."
  20)

(defn- tail
  "Returns the last lines of a text."
  [text]
  (when text
    (str/join "\n" (take-last tail-lines (str/split-lines text)))))

(defn- pipe-closed?
  "Did the job only fail because nobody reads our own standard output any more?"
  [job]
  (and (:plain-output job)
       (= 141 (peek (:statuses job)))
       (every? #{0 141} (:statuses job))))

(defn check
  "Returns a finished job; throws when a stage of it has failed.

  The exception's data has :job, :statuses and, if stderr was captured,
  :stderr-tail. A stage that died of SIGPIPE because a later one stopped
  reading has not failed."
  {:added "1.0"}
  [job]
  (when-let [error (:error job)]
    (throw error))
  (when-let [message (prim/failure job)]
    (if (pipe-closed? job)
      (throw (py/BrokenPipeError 32 "Broken pipe"))
      (throw (ex-info message {:type        ::failed
                               :job         job
                               :statuses    (:statuses job)
                               :stderr-tail (tail (:err job))}))))
  job)

(defn- read-output
  "Reads what a job writes to us until it ends: sets :out and :err of the job, as bytes and text."
  [job]
  (let [out (prim/take-fd job :out nil)
        err (prim/take-fd job :err nil)]
    (when (or out err)
      (let [[out-bytes err-bytes] (prim/read-fds [out err])]
        (when out (prim/job-put job :out-bytes out-bytes))
        (when err (prim/job-put job :err (prim/text err-bytes)))))))

(defn- run-to-end
  "Runs stages in the foreground until they have ended; what goes wrong here ends them, too."
  [stages]
  (let [job   (launch stages true)
        ended (volatile! false)]
    (try
      (read-output job)
      (wait job)
      (vreset! ended true)
      (finally
        (when-not @ended
          (kill job))))
    job))

(defn run-job
  "Runs a command or pipeline in the foreground and returns the finished job, whether it failed or not.

  What is redirected to :capture is in (:out job) and (:err job), as text."
  {:added "1.0"}
  [x]
  (let [stages (stages-of x)
        job    (run-to-end stages)]
    (when-let [out (:out-bytes job)]
      (prim/job-put job :out (prim/text out)))
    (when-not (some (fn [r] (= 1 (first r))) (:redirects (peek stages)))
      (prim/job-put job :plain-output true))
    job))

(defn- report-start-errors
  "Says on stderr which commands could not be started."
  [job]
  (doseq [message (prim/start-errors job)]
    (binding [*out* *err*]
      (println (str "cljsh: " message)))))

(defn run
  "Runs a command or pipeline in the foreground and returns the finished job; throws when it fails.

  What is redirected to :capture is in (:out job) and (:err job)."
  {:added "1.0"}
  [x]
  (check (run-job x)))

(defn run?
  "Runs a command or pipeline in the foreground: does it succeed?"
  {:added "1.0"}
  [x]
  (let [job (run-job x)]
    (when-let [error (:error job)]
      (throw error))
    (report-start-errors job)
    (zero? (:status job))))

(defn- capturing
  "Returns stages whose last one writes to us."
  [x]
  (let [stages (stages-of x)
        end    (peek stages)]
    (conj (pop stages) (assoc end :redirects (into [[1 :out-pipe]] (:redirects end))))))

(defn- run-capturing
  "Runs a pipeline and returns the finished job, its output in :out-bytes."
  [x]
  (run-to-end (capturing x)))

(defn run-bytes
  "Runs a command or pipeline and returns what it writes to standard output, as bytes; throws when it fails."
  {:added "1.0"}
  [x]
  (:out-bytes (check (run-capturing x))))

(defn run-str
  "Runs a command or pipeline and returns what it writes to standard output, without the last newline; throws when it fails."
  {:added "1.0"}
  [x]
  (prim/text-without-newline (run-bytes x)))

(defn- collect-stderr
  "Reads a job's stderr on a thread while something else happens."
  [job]
  (when-let [fd (prim/take-fd job :err nil)]
    (prim/job-put job :threads
                  (conj (vec (:threads job))
                        (in-thread (fn []
                                     (prim/job-put job :err (prim/text (first (prim/read-fds [fd]))))))))))

(defn job-lines
  "Returns a lazy seq of the lines that a job, started with :out :pipe, writes.

  At the end it waits for the job and throws when that has failed. When the seq
  is dropped before, the pipe is closed."
  {:added "1.0"}
  [job]
  (if-let [out (prim/take-fd job :out nil)]
    (prim/reader-lines
      (prim/line-reader out
                        (fn []
                          (wait job)
                          (check job))
                        nil))
    (throw (py/ValueError "the output of this job does not come here, or is being read already"))))

(defn job-writer
  "Returns a writer to the standard input of a job that was started with :in :pipe.

  prim/write-line and its methods flush and close work on it; the job sees the
  end of its input when it is closed."
  {:added "1.0"}
  [job]
  (if-let [in (prim/take-fd job :in nil)]
    (prim/line-writer in)
    (throw (py/ValueError "the input of this job does not come from here, or is being written already"))))

(defn run-lines
  "Runs a command or pipeline and returns a lazy seq of the lines it writes.

  The command runs while the seq is read. The end of the seq throws when it has
  failed. When the seq is dropped before, its pipe is closed, and the process is
  reaped when it ends."
  {:added "1.0"}
  [x]
  (let [job (launch (capturing x) true)]
    (collect-stderr job)
    (job-lines job)))

(defn start
  "Starts a command or pipeline in the background and returns its job.

  Its standard input is empty, unless it is redirected. Deref or wait gives the
  exit status, kill sends a signal. What cannot be started is told on stderr."
  {:added "1.0"}
  [x]
  (let [stages (stages-of x)
        begin  (first stages)
        job    (launch (assoc stages 0 (assoc begin :redirects (into [[0 :null]] (:redirects begin)))) false)]
    (collect-stderr job)
    (report-start-errors job)
    job))

(defn external
  "Returns the external command of a name as a function of its words, which runs it in the foreground."
  {:added "1.0"}
  [name]
  (fn [& words]
    (run (apply cmd name words))))

(defn exec
  "Runs a command in place of this process, of which nothing remains; throws when it cannot be run."
  {:added "1.0"}
  [& words]
  (flush)
  (binding [*out* *err*] (flush))
  (prim/replace-process words))

;; --- lists of pipelines ----------------------------------------------------

(defn run-list
  "Runs pipelines joined by :and and :or, as steps of [connective function-that-runs-it].

  A function returns a job that has ended; the last one that ran must not have
  failed. Returns the vector of jobs that ran."
  {:added "1.0"}
  [steps]
  (loop [steps steps, jobs []]
    (if-let [[connective step] (first steps)]
      (let [succeeded (or (empty? jobs) (zero? (:status (peek jobs))))]
        (if (case connective
              :and succeeded
              :or  (not succeeded)
              true)
          (let [job (step)]
            (when-let [error (:error job)]
              (throw error))
            (recur (next steps) (conj jobs job)))
          (recur (next steps) jobs)))
      jobs)))

(defn- list-bytes
  "Returns the joined output of a list of pipelines, the last of which must succeed."
  [steps]
  (let [jobs (run-list (mapv (fn [[connective x]] [connective (fn [] (run-capturing (x)))]) steps))]
    (check (peek jobs))
    (.join (py/bytes) (map :out-bytes jobs))))

(defn run-all
  "Runs a list of pipelines for a macro: mode is what is wanted of it."
  {:added "1.0"}
  [mode steps]
  (case mode
    :run   (check (peek (run-list (mapv (fn [[connective x]] [connective (fn [] (run-job (x)))]) steps))))
    :test  (let [job (peek (run-list (mapv (fn [[connective x]] [connective (fn [] (run-job (x)))]) steps)))]
             (report-start-errors job)
             (zero? (:status job)))
    :str   (prim/text-without-newline (list-bytes steps))
    :bytes (list-bytes steps)))

;; --- the macros' language --------------------------------------------------

(defn dynamic-stage
  "Returns the stages that a value alone between two pipes stands for: a function, a command, a pipeline, or words."
  {:added "1.0"}
  [x redirects]
  (let [stages (cond
                 (fn? x)                               [{:fn x}]
                 (stage? x)                            [x]
                 (and (vector? x) (stage? (first x)))  x
                 :else                                 [{:argv [x]}])]
    (reduce add-redirection stages redirects)))

(defn- literal
  "Returns the text of a form that stands for itself as a word; nil for forms that are values."
  [form]
  (cond
    (string? form)                 form
    (or (symbol? form)
        (keyword? form)
        (boolean? form))           (str form)
    (nil? form)                    "nil"
    (decimal? form)                (str form "M")
    (number? form)                 (str form)
    :else                          nil))

(defn- unquoted
  "Returns the expression of a form that is a value."
  [form]
  (if (and (seq? form)
           (contains? #{'clojure.core/unquote 'clojure.core/unquote-splicing} (first form)))
    (second form)
    form))

(defn- operand
  "Returns the code for what stands behind an operator."
  [form]
  (or (literal form) (unquoted form)))

(defn- default-fd
  [op]
  (if (= \< (first op)) 0 1))

(defn- operator
  "Returns what a symbol means in a command: a keyword and its parts, or nil when it is a word."
  [form]
  (when (and (symbol? form) (nil? (namespace form)))
    (let [text (name form)]
      (case text
        "|"   [:pipe]
        "|&"  [:pipe-both]
        "&&"  [:and]
        "||"  [:or]
        "&"   [:background]
        "&>"  [:both :write]
        "&>>" [:both :append]
        (when (some #{\< \>} text)
          (if-let [[_ fd op] (re-matches #"([0-9]*)(<|>|>>|<>|>\||<<<)" text)]
            [(if (= op "<<<") :text :file)
             (if (= fd "") (default-fd op) (py/int fd))
             (case op
               "<" :read
               "<>" :read-write
               ">>" :append
               :write)]
            (when-let [[_ fd op from] (re-matches #"([0-9]*)([<>])&([0-9]+|-)" text)]
              (let [fd (if (= fd "") (default-fd op) (py/int fd))]
                [:dup (if (= from "-") [fd :close] [fd :dup (py/int from)])]))))))))

(def ^:private empty-stage {:words [] :redirects [] :options []})

(defn- complain
  [& text]
  (throw (py/SyntaxError (apply str text))))

(defn- parse-redirect
  "Returns the code of the redirections of an operator with its operand."
  [[kind fd op] target]
  (let [file (fn [fd op]
               (if (and (literal target) (not (keyword? target)))
                 [fd op (literal target)]
                 `(file-redirect ~fd ~op ~(unquoted target))))]
    (case kind
      :file [(file fd op)]
      :both [(file 1 fd) [2 :dup 1]]
      :text [`(#'text-redirect ~(operand target))])))

(defn- parse
  "Turns the forms of a command into a list of [connective stages background?]."
  [forms]
  (loop [forms forms, stage empty-stage, stages [], connective nil, pipelines []]
    (let [done (fn []
                 (when (= stage empty-stage)
                   (complain (if (empty? stages) "a command is missing" "a command is missing behind |")))
                 (conj stages stage))]
      (if (empty? forms)
        (conj pipelines [connective (done)])
        (let [form          (first forms)
              [kind :as op] (operator form)]
          (case kind
            nil
            (recur (next forms)
                   (cond
                     (map? form)         (update stage :options conj form)
                     (literal form)      (update stage :words conj [:literal (literal form)])
                     :else               (update stage :words conj [:value (unquoted form)]))
                   stages connective pipelines)

            :pipe
            (recur (next forms) empty-stage (done) connective pipelines)

            :pipe-both
            (let [stage (update stage :redirects conj [2 :dup 1])]
              (when (empty? (:words stage))
                (complain "a command is missing before |&"))
              (recur (next forms) empty-stage (conj stages stage) connective pipelines))

            (:and :or)
            (recur (next forms) empty-stage [] kind (conj pipelines [connective (done)]))

            :background
            (if (next forms)
              (complain "& must be the last word of a command")
              (conj pipelines [connective (done) :background]))

            :dup
            (recur (next forms) (update stage :redirects conj (second op)) stages connective pipelines)

            (if (next forms)
              (recur (nnext forms)
                     (update stage :redirects into (parse-redirect op (second forms)))
                     stages connective pipelines)
              (complain "a file name is missing behind " form))))))))

(defn- stage-code
  "Returns the code of one stage, and whether it may stand for several."
  [{:keys [words redirects options]}]
  (let [[[kind word] & others] words]
    (if (and (= kind :value) (nil? others) (empty? options))
      {:code `(dynamic-stage ~word ~redirects) :several true}
      {:code (reduce (fn [code form] `(with-options ~code ~form))
                     (cond-> {:argv (mapv second words)}
                       (seq redirects) (assoc :redirects redirects))
                     options)})))

(defn- pipeline-code
  "Returns the code of a pipeline."
  [stages]
  (let [codes (map stage-code stages)]
    (if (some :several codes)
      `(pipe ~@(map :code codes))
      (mapv :code codes))))

(defn- expand
  "Returns the code that runs forms in a mode; one-pipeline is the function for the usual case."
  [forms mode one-pipeline]
  (let [[[_ stages background] & more :as pipelines] (parse forms)]
    (cond
      (and background (= mode :run))   `(start ~(pipeline-code stages))
      (some #(nth % 2 nil) pipelines)  (complain "& cannot stand here")
      (nil? more)                      `(~one-pipeline ~(pipeline-code stages))
      (nil? mode)                      (complain "&& and || cannot stand here")
      :else `(run-all ~mode [~@(map (fn [[connective stages]]
                                       [connective `(fn [] ~(pipeline-code stages))])
                                     pipelines)]))))

(defmacro $
  "Runs a command, a pipeline or a list of them in the foreground and returns the finished job; throws when it fails.

  Words are literal. ~expr and (expr) are values of Clojure: a collection stands
  for several words, nil for none, and strings are never split. A map gives
  options (with-options). The operators | |& && || < > >> <> 2> 2>> 2>&1 &> &>>
  <<< and & at the end mean what they mean in a shell, with a file name or :null
  behind them; a function or transducer of lines may stand between pipes, as ~expr.

  ($ make -j4 all)
  ($ git log --oneline -n ~n | head -5 > \"out.txt\")"
  {:added "1.0"}
  [& words]
  (expand words :run `run))

(defmacro $?
  "Runs a command like $: does it succeed?"
  {:added "1.0"}
  [& words]
  (expand words :test `run?))

(defmacro $<
  "Runs a command like $ and returns what it writes to standard output, without the last newline."
  {:added "1.0"}
  [& words]
  (expand words :str `run-str))

(defmacro $<bytes
  "Runs a command like $ and returns what it writes to standard output, as bytes."
  {:added "1.0"}
  [& words]
  (expand words :bytes `run-bytes))

(defmacro $<lines
  "Runs a command like $ and returns a lazy seq of the lines it writes; see run-lines."
  {:added "1.0"}
  [& words]
  (expand words nil `run-lines))

(defmacro $<json
  "Runs a command like $ and returns the JSON value it writes, as Clojure data with keywords as keys."
  {:added "1.0"}
  [& words]
  `((requiring-resolve 'cljsh.io/parse-json) ($< ~@words)))

(defmacro $<edn
  "Runs a command like $ and returns the EDN value it writes."
  {:added "1.0"}
  [& words]
  `((requiring-resolve 'clojure.edn/read-string) ($< ~@words)))

(defmacro $&
  "Starts a command like $ in the background and returns its job."
  {:added "1.0"}
  [& words]
  (expand words nil `start))

;; --- surroundings ----------------------------------------------------------

(defn call-with-env
  "Calls f with variables set in the environment, and sets them back."
  {:added "1.0"}
  [vars f]
  (let [text   (fn [k] (if (keyword? k) (name k) k))
        before (into {} (map (fn [k] [(text k) (getenv (text k))])) (keys vars))]
    (try
      (run! (fn [[k v]] (setenv (text k) v)) vars)
      (f)
      (finally
        (run! (fn [[k v]] (setenv k v)) before)))))

(defmacro with-env
  "Evaluates body with variables of the environment set, as a map of names and values says; nil removes one."
  {:added "1.0"}
  [vars & body]
  `(call-with-env ~vars (fn [] ~@body)))

(defn call-with-dir
  "Calls f in a directory and returns to the current one."
  {:added "1.0"}
  [dir f]
  (let [before (pwd)
        old    (getenv "OLDPWD")]
    (cd dir)
    (try
      (f)
      (finally
        (cd before)
        (setenv "OLDPWD" old)))))

(defmacro with-dir
  "Evaluates body in a directory."
  {:added "1.0"}
  [dir & body]
  `(call-with-dir ~dir (fn [] ~@body)))

(defn call-with-timeout
  "Calls f; throws TimeoutError when it takes longer than ms milliseconds."
  {:added "1.0"}
  [ms f]
  (cljsh.core/limit-begin ms)
  (try
    (f)
    (finally
      (cljsh.core/limit-end))))

(defmacro with-timeout
  "Evaluates body; throws TimeoutError when it takes longer than ms milliseconds.

  A command that runs in the foreground then is killed."
  {:added "1.0"}
  [ms & body]
  `(call-with-timeout ~ms (fn [] ~@body)))

(def ^:private directory-stack
  "The directories that pushd has left, the last one first."
  (atom ()))

(defn pushd
  "Changes the current directory and remembers the one before for popd; returns the new one."
  {:added "1.0"}
  [dir]
  (let [before (pwd)
        after  (cd dir)]
    (swap! directory-stack conj before)
    after))

(defn popd
  "Goes back to the directory that pushd has left; returns it."
  {:added "1.0"}
  []
  (if-let [dir (first @directory-stack)]
    (do (swap! directory-stack rest)
        (cd dir))
    (throw (py/IndexError "the stack of directories is empty"))))

(defn dirs
  "Returns the current directory and those that pushd has left."
  {:added "1.0"}
  []
  (cons (pwd) @directory-stack))
