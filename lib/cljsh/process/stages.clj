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

(defn- lines-redirect?
  [redirect]
  (= :lines (second redirect)))

(defn- special?
  "Must this process do something for the stage while it runs?"
  [stage]
  (or (:fn stage) (some lines-redirect? (:redirects stage))))

(defn- start-special
  "Starts a pipeline of which this process is a part: function stages, or a seq as input."
  [stages foreground apart]
  (let [inputs (into [] (comp (mapcat :redirects) (filter lines-redirect?)) stages)
        _      (when (next inputs)
                 (throw (py/ValueError "only one stage of a pipeline can read a seq of lines")))
        job    (prim/launch (mapv (fn [stage]
                                    (if (:redirects stage)
                                      (update stage :redirects
                                              (partial mapv (fn [r] (if (lines-redirect? r) [(first r) :in-pipe] r))))
                                      stage))
                                  stages)
                            foreground apart)
        fns    (keep-indexed (fn [i stage]
                               (when-let [f (:fn stage)]
                                 (fn [] (run-function job i f))))
                             stages)
        feeds  (map (fn [[_ _ lines]] (fn [] (feed job lines))) inputs)]
    (prim/job-put job :helpers (mapv in-tasklet (concat fns feeds)))))

(defn- launch-apart
  "Starts stages in the background, in a process group of their own, and returns their job."
  [stages]
  (flush)
  (if (some special? stages)
    (start-special stages false true)
    (prim/launch stages false true)))

(defn- redirects?
  "Does a stage redirect descriptor fd?"
  [stage fd]
  (some #(= fd (first %)) (:redirects stage)))

(defn- redirect-first
  "Returns a stage with a redirection before its own ones."
  [stage redirect]
  (assoc stage :redirects (into [redirect] (:redirects stage))))

(defn- copy
  "Writes what comes from one of a job's pipes to a Python stream, in a tasklet."
  [job which stream]
  (when-let [fd (prim/take-fd job which nil)]
    (prim/job-put job :helpers
                  (conj (vec (:helpers job))
                        (in-tasklet (fn []
                                     (.write stream (prim/text (first (descriptors/read-fds [fd]))))))))))

(defn- launch
  "Starts stages and returns their job.

  What they do not redirect goes where *out* and *err* are bound to."
  [stages foreground]
  (flush)
  (let [[out out-fd] (when-not (redirects? (peek stages) 1) (prim/redirected #'*out*))
        [err err-fd] (when-not (some #(redirects? % 2) stages) (prim/redirected #'*err*))
        stages (cond-> stages
                 out (update (dec (count stages)) redirect-first (if out-fd [1 :file out] [1 :out-pipe]))
                 err (->> (mapv #(redirect-first % (if err-fd [2 :file err] [2 :err-pipe])))))
        job    (if (some special? stages)
                 (start-special stages foreground false)
                 (prim/launch stages foreground false))]
    (when (and out (not out-fd))
      (copy job :out out))
    (when (and err (not err-fd))
      (copy job :err err))
    job))
