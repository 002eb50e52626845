;; SPDX-License-Identifier: MIT
;; What this process does in a pipeline: functions as stages, a seq as input.

(in-ns 'cljsh.process)

(defn- in-tasklet
  "Calls f in a tasklet, in these surroundings; returns a promise that it has ended."
  [f]
  (let [ended (promise)]
    (cljsh.core/spawn-helper (fn []
                               (try
                                 (f)
                                 (finally (deliver ended true)))))
    ended))

(defn- join
  "Waits for what in-tasklet has started."
  [ended]
  @ended)

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
         (seqable? result))                  (descriptors/write-lines writer result)
    :else                                    (descriptors/write-lines writer [result])))

(defn- run-function
  "Runs function stage number i of a job, between its pipes."
  [job i f]
  (let [in     (or (prim/take-fd job :fn-in i) 0)
        out    (or (prim/take-fd job :fn-out i) 1)
        writer (prim/line-writer out)
        reader (prim/line-reader in nil writer)]
    (try
      (write-result writer (apply-stage f (descriptors/reader-lines reader)))
      (prim/finish-stage job i (if (prim/flush-writer writer) 0 141)) ; as a command would die of SIGPIPE
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
      (descriptors/write-lines writer lines)
      (catch Throwable e
        (prim/job-put job :error e))
      (finally
        (descriptors/close-writer writer)))))

(defn- parts-here
  "Returns what this process has to do for a pipeline; see prim/parts-here."
  [pipeline]
  (let [parts (prim/parts-here pipeline)]
    (when (next (filter #(= :lines (first %)) parts))
      (throw (py/ValueError "only one stage of a pipeline can read a seq of lines")))
    parts))

(defn- helper
  "Returns the function that does such a part for a job."
  [job [kind i what]]
  (if (= kind :fn)
    (fn [] (run-function job i what))
    (fn [] (feed job what))))

(defn- launch-around
  "Starts a pipeline and what this process does for it, redirected as said unless its own redirections say otherwise."
  [pipeline foreground apart around]
  (let [parts (parts-here pipeline)
        job   (prim/launch pipeline foreground apart around)]
    (when (seq parts)
      (prim/job-put job :helpers (mapv #(in-tasklet (helper job %)) parts)))
    job))

(defn- launch-apart
  "Starts a pipeline in the background, in a process group of its own, and returns its job."
  [pipeline around]
  (flush)
  (launch-around pipeline false true around))

(defn- copy
  "Writes what comes from one of a job's pipes to a Python stream, in a tasklet."
  [job which stream]
  (when-let [fd (prim/take-fd job which nil)]
    (prim/job-put job :helpers
                  (conj (vec (:helpers job))
                        (in-tasklet (fn []
                                     (.write stream (prim/text (first (descriptors/read-fds [fd]))))))))))

(defn- launch
  "Starts a pipeline and returns its job.

  What neither it nor around redirects goes where *out* and *err* are bound to."
  [pipeline foreground around]
  (flush)
  (let [free?        (fn [fd] (not (or (prim/redirects? pipeline fd) (some #(= fd (first %)) around))))
        [out out-fd] (when (free? 1) (prim/redirected #'*out*))
        [err err-fd] (when (free? 2) (prim/redirected #'*err*))
        job          (launch-around pipeline foreground false
                                    (cond-> around
                                      out (conj (if out-fd [1 :file out] [1 :out-pipe]))
                                      err (conj (if err-fd [2 :file err] [2 :err-pipe]))))]
    (when (and out (not out-fd))
      (copy job :out out))
    (when (and err (not err-fd))
      (copy job :err err))
    job))
