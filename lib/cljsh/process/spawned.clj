;; SPDX-License-Identifier: MIT
(ns cljsh.process.spawned
  "Commands as processes: spawn-process.

  Four kinds of tasklets make one up. The one whose pid is given writes what it
  is sent to the command's standard input. Readers turn the output into
  messages. One waits for the command's end, and a guard sees the ends of the
  owner, of the pid and of the command, and has the others follow."
  (:require [cljsh.io :as io]
            [cljsh.process :as process]
            [cljsh.process.descriptors :as descriptors]
            [cljsh.process.prim :as prim]
            [cljsh.tasklet :refer [! end-process kill-process mailbox-limit monitor pid? process-info receive self spawn spawn-link]]
            [clojure.edn :as edn]
            [clojure.string :as str]
            [time]))

;; --- output ------------------------------------------------------------------

(defn- each-line [f fd]
  (run! f (descriptors/reader-lines (prim/line-reader fd))))

(defn- each-chunk [f fd]
  (try
    (loop []
      (when-let [bytes (prim/read-some fd 65536)]
        (f bytes)
        (recur)))
    (finally
      (prim/close-fd fd))))

(def ^:private nothing (Object.))

(defn- each-edn
  "Calls f with the EDN values that stand one after the other; one may take several lines."
  [f fd]
  (let [held (volatile! "")]
    (each-line (fn [line]
                 (let [text   (str @held line "\n")
                       stream (java.io.PushbackReader. (java.io.StringReader. text))
                       values (try
                                (into [] (take-while #(not (identical? nothing %)))
                                      (repeatedly #(edn/read {:eof nothing} stream)))
                                (catch [Exception Error] e
                                  (when-not (or (py/getattr e "incomplete" false) (re-find #"(?i)EOF" (str (ex-message e))))
                                    (throw e))))]
                   (vreset! held (if values "" text))
                   (run! f values)))
               fd)
    (when-not (str/blank? @held)
      (throw (EOFError. "EOF while reading what a command writes")))))

(defn- each-json [f fd]
  (each-line (fn [line] (when-not (str/blank? line) (f (io/parse-json line)))) fd))

(def ^:private reading
  {:lines each-line, :chunks each-chunk, :edn each-edn, :json each-json})

(defn- watched?
  "Is there who is told of the end of the process, beside its guard?"
  [pid guard]
  (let [{:keys [links monitored-by]} (process-info pid)]
    (boolean (or (seq links) (seq (remove #{guard} monitored-by))))))

(defn- read-output
  "Sends what comes from fd; data that cannot be read ends the process pid, and is reported where nobody is told of that."
  [fd how to pid guard which]
  (try
    ((reading how) (fn [x] (! to [pid which x])) fd)
    (catch [Exception Error] e
      (when-not (watched? pid @guard) (spawn (fn [] (throw e))))
      (end-process pid e))))

;; --- input -------------------------------------------------------------------

(def ^:private writing
  {:lines  (fn [x] (if (instance? py/bytes x) x (str x "\n")))
   :chunks (fn [x] (if (instance? py/bytes x) x (str x)))
   :edn    (fn [x] (str (pr-str x) "\n"))
   :json   (fn [x] (str (io/json-str x) "\n"))})

(def ^:private most-waiting
  "So many messages for a command's input wait at most; then senders do."
  100)

(defn- write-input
  "Writes messages to fd, until :eof or for ever; nobody reads what comes later."
  [fd encode]
  (mailbox-limit most-waiting :wait)
  (let [writer (prim/line-writer fd)]
    (try
      (loop [message (cljsh.core/receive-first nil)]
        (if (identical? message :cljsh.receive/none) ; all that is there has been put into the buffer
          (do (prim/flush-writer writer)
              (recur (cljsh.core/receive-first nil)))
          (let [x (cljsh.core/receive-take)]
            (when-not (= :eof x)
              (prim/write-raw writer (encode x))
              (recur (cljsh.core/receive-first 0))))))
      (prim/flush-writer writer)
      (finally
        (.abandon writer)))))

(defn- discard []
  (mailbox-limit nil)
  (loop []
    (cljsh.core/receive-first nil)
    (cljsh.core/receive-take)
    (recur)))

;; --- the end -----------------------------------------------------------------

(defn- end-job
  "Ends what is left of a command: its process group has so many milliseconds; nil: nobody waits for its end."
  [job ms]
  (when-not (= :done (:state job))
    (try
      (prim/signal-job job :term)
      (prim/signal-job job :cont)
      (when-not (or (nil? ms) (prim/wait-job job (/ ms 1000.0)))
        (prim/signal-job job :kill)
        (prim/wait-job job nil))
      (catch OSError _ nil))))

(def ^:private running
  "The jobs that have not been ended: those that are left at the end of the program get a signal."
  (atom #{}))

(def ^:private at-exit
  (delay (.register (py/__import__ "atexit")
                    (fn [] (doseq [job @running] (end-job job nil))))))

(defn- reason-of [status]
  (if (zero? status) :normal [:exit-status status]))

(def ^:private grace
  "For so many milliseconds after a command's end its output may still come, from what it has left running."
  1000)

(defn- now [] (* 1000 (time/monotonic)))

(defn- await-end
  "Tells the guard of the command's end, when what it has written has been read."
  [guard job readers]
  (let [status (process/wait job)
        ends   (+ (now) grace)]
    (doseq [reader readers]
      (try
        (deref reader (max 1 (- ends (now))) nil)
        (catch IllegalStateException _ nil))) ; it was cancelled
    (! guard [:ended status])))

(defn- guard-it
  [owner to pid job readers ms]
  (let [me          (self)
        owner-ends  (monitor owner)
        pid-ends    (monitor pid)
        waiting     (spawn (fn [] (await-end me job readers)))]
    (loop []
      (receive
        [:DOWN owner-ends :process _ _]  (do (end-process pid :shutdown) (recur))
        [:DOWN pid-ends :process _ _]    nil
        [:ended status]                  (do (! to [pid :exit status])
                                             (end-process pid (reason-of status))
                                             (recur))))
    (kill-process waiting :kill)
    (run! future-cancel readers)
    (end-job job ms)
    (swap! running disj job)))

;; --- the beginning -----------------------------------------------------------

(defn- to-us
  "Returns the redirections of what is to come from and go to this process."
  [{:keys [in out err]}]
  (into [] (keep (fn [[fd how pipe]] (case how :inherit nil, :null [fd :null], [fd pipe])))
        [[0 in :in-pipe] [1 out :out-pipe] [2 err :err-pipe]]))

(defn- check-options [{:keys [in out err to shutdown] :as options}]
  (let [bad (fn [what] (throw (IllegalArgumentException. (str "spawn-process: " what))))]
    (when-let [unknown (seq (remove #{:in :out :err :to :link :shutdown} (keys options)))]
      (bad (str "there is no option " (str/join " " unknown))))
    (doseq [[k how] {:out out :err err}]
      (when-not (or (reading how) (#{:inherit :null} how)) (bad (str k " is :lines, :chunks, :edn, :json, :inherit or :null, not " (pr-str how)))))
    (when-not (or (writing in) (#{:inherit :null} in)) (bad (str ":in is :lines, :chunks, :edn, :json, :inherit or :null, not " (pr-str in))))
    (when-not (or (pid? to) (keyword? to) (symbol? to)) (bad (str ":to is a process, not " (pr-str to))))
    (when-not (nat-int? shutdown) (bad (str ":shutdown is a number of milliseconds, not " (pr-str shutdown))))))

(defn start
  "What spawn-process* does: x is a command, a pipeline or a job, options a map."
  [x options]
  (let [owner   (self)
        data    (#{:edn :json} (:out options))
        options (merge {:in (or data :lines), :out :lines, :err :lines, :to owner, :link false, :shutdown 5000} options)
        {:keys [in out err to link shutdown]} options
        _       (check-options options)
        job     (if (process/job? x) x (#'process/launch-apart (prim/pipeline x) (to-us options)))]
    (when-let [[message] (seq (prim/start-errors job))]
      (end-job job 0)
      (throw (ex-info message {:type :cljsh.process/failed, :job job})))
    (let [input   (prim/take-fd job :in nil)
          pid     ((if link spawn-link spawn)
                   (fn []
                     (when input (write-input input (or (writing in) (writing :lines))))
                     (discard)))
          guard   (promise)
          read    (fn [fd how which]
                    (when fd
                      (let [done (cljsh.core/future*)]
                        (cljsh.core/future-helper done (fn [] (read-output fd (if (reading how) how :lines) to pid guard which)))
                        done)))
          readers (vec (remove nil? [(read (prim/take-fd job :out nil) out :out)
                                     (read (prim/take-fd job :err nil) err :err)]))]
      @at-exit
      (swap! running conj job)
      (deliver guard (spawn guard-it owner to pid job readers shutdown))
      pid)))
