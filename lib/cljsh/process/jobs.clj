;; SPDX-License-Identifier: MIT
;; Running pipelines, waiting for them, and what becomes of their output.

(in-ns 'cljsh.process)

;; --- jobs -------------------------------------------------------------------

(defn wait
  "Waits until a job has ended and returns its exit status, or nil when that takes longer than ms milliseconds.

  The status is 0 if all stages succeeded, else that of the last one that
  failed; 128 + N means killed by signal N. (:statuses job) has them all."
  {:added "1.0"}
  ([job]
   (prim/wait-job job nil)
   (run! join (:helpers job))
   (:status job))
  ([job ms]
   (when (prim/wait-job job (/ ms 1000.0))
     (run! join (:helpers job))
     (:status job))))

(defn- process? [x] (or (cljsh.tasklet/pid? x) (keyword? x) (symbol? x)))

(defn kill
  "Sends a signal, by default :term, to all processes of a job; returns the job.
  To a process, a pid or its registered name, the second argument is the reason of an exit signal, by default :kill;
  returns what it was given."
  {:added "1.0"}
  ([job] (kill job (if (process? job) :kill :term)))
  ([job signal]
   (if (process? job)
     (do (cljsh.tasklet/kill-process job signal) job)
     (prim/signal-job job signal))))

(defn jobs
  "Returns a vector of the background jobs of this shell, in the order of their numbers, whichever language has started them: $& or &.

  (:number job) is that of %1 in the command language, whose jobs, wait and fg
  speak of the same ones. A job is one of them until it has been waited for, or,
  at a prompt, until its end has been told."
  {:added "1.12"}
  []
  (prim/jobs))

(defn find-job
  "Returns the background job of a name as the command language has it, or nil: %1, %+ (the current one), %- (the one before), %make, %?all, or the number of a process.
  A number is that of the job."
  {:added "1.12"}
  [spec]
  (prim/find-job (if (integer? spec) (str "%" spec) spec)))

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
       (every? #{0 141} (:statuses job))
       (prim/unread? 1)))

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
      (throw (ex-info message ^{:cljsh.core/shown {"stderr" :stderr-tail}}
                      {:type        ::failed
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
      (let [[out-bytes err-bytes] (descriptors/read-fds [out err])]
        (when out (prim/job-put job :out-bytes out-bytes))
        (when err (prim/job-put job :err (prim/text err-bytes)))))))

(defn- run-to-end
  "Runs a pipeline in the foreground until it has ended; what goes wrong here ends it, too."
  [pipeline around]
  (let [job   (launch pipeline true around)
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
  (let [pipeline (prim/pipeline x)
        job      (run-to-end pipeline [])]
    (when-let [out (:out-bytes job)]
      (prim/job-put job :out (prim/text out)))
    (when-not (prim/redirects? pipeline 1)
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

(defn- run-capturing
  "Runs a pipeline and returns the finished job, its output in :out-bytes."
  [x]
  (run-to-end (prim/pipeline x) [[1 :out-pipe]]))

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

(defn- collect
  "Reads what a job writes to one of its pipes in a tasklet while something else happens: it becomes (which job), as text."
  [job which]
  (when-let [fd (prim/take-fd job which nil)]
    (prim/job-put job :helpers
                  (conj (vec (:helpers job))
                        (in-tasklet (fn []
                                     (prim/job-put job which (prim/text (first (descriptors/read-fds [fd]))))))))))

(defn job-lines
  "Returns a lazy seq of the lines that a job, started with :out :pipe, writes.

  At the end it waits for the job and throws when that has failed. When the seq
  is dropped before, the pipe is closed."
  {:added "1.0"}
  [job]
  (if-let [out (prim/take-fd job :out nil)]
    (descriptors/reader-lines
      (prim/line-reader out
                        (fn []
                          (wait job)
                          (check job))
                        nil
                        (fn [] (kill job))))
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
  (let [job (launch (prim/pipeline x) true [[1 :out-pipe]])]
    (collect job :err)
    (job-lines job)))

(defn start
  "Starts a command or pipeline in the background and returns its job.

  Its standard input is empty, unless it is redirected. Deref or wait gives the
  exit status, kill sends a signal. What is redirected to :capture is in
  (:out job) and (:err job) when the job has been waited for; :pipe is for
  job-lines. What cannot be started is told on stderr."
  {:added "1.0"}
  [x]
  (let [pipeline (prim/pipeline x)
        job      (launch pipeline false [[0 :null]])]
    (collect job :err)
    (when (prim/captured? pipeline)
      (collect job :out))
    (report-start-errors job)
    job))

(defn external
  "Returns the external command of a name as a function of its words, which runs it in the foreground."
  {:added "1.0"}
  [name]
  (fn [& words]
    (run (apply cmd name words))))

;; sh/ls is the command ls. What cljsh.sh has for shell text is found there without a require, too.
(def ^:private of-texts #{"call" "forms" "function" "lines" "out" "parse" "status" "unparse"})

(defn- member [name]
  (if (of-texts name) @(requiring-resolve (symbol "cljsh.sh" name)) (external name)))

(cljsh.core/set-maker! 'sh #'member)

(defn exec
  "Runs a command in place of this process, of which nothing remains; throws when it cannot be run."
  {:added "1.0"}
  [& words]
  (flush)
  (binding [*out* *err*] (flush))
  (prim/replace-process words))

;; --- lists of pipelines -----------------------------------------------------

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
