;; SPDX-License-Identifier: MIT
(ns cljsh.otp.report
  "What is told of processes that go wrong: to whoever listens, by default on standard error."
  (:require [cljsh.tasklet :refer [process-info self]]))

(defn reason
  "Returns the reason that a process ends with which throws e: what die was given, else e itself."
  [e]
  (if (instance? ProcessExit e) (.-reason e) e))

(defn- shown [x]
  (binding [*print-length* 20, *print-level* 5]
    (if (instance? BaseException x)
      (str (.-__name__ (class x)) ": " (ex-message x))
      (let [s (pr-str x)] (if (> (count s) 400) (str (subs s 0 400) "…") s)))))

(defn- process-shown
  "A pid, and the name that it is registered by."
  [pid name]
  (str (shown pid) (when (some? name) (str " " (shown name)))))

(defn print-report
  "Writes a report, a map with :event, to standard error. Returns nil."
  [{:keys [event pid name reason last-message recent state message supervisor child restarts] :as report}]
  (binding [*out* *err*]
    (case event
      :crash
      (do (println (str "*** " (process-shown pid name) " ended: " (shown reason)))
          (when (contains? report :last-message) (println "    last message:" (shown last-message)))
          (when (contains? report :state) (println "    state:" (shown state)))
          (doseq [m (butlast recent)] (println "    before it:" (shown m))))
      :unexpected
      (println (str "*** " (process-shown pid name) " dropped a message that it does not know: " (shown message)))
      :supervisor
      (println (str "*** supervisor " (process-shown supervisor name) ": child " (shown child) " " (shown pid) " ended: " (shown reason)
                    (when restarts (str "; " restarts)))))
    (flush)))

(def ^:dynamic *listener*
  "The function that gets each report."
  #'print-report)

(defn- tell [report]
  (try (*listener* report) (catch [Exception Error] _ nil))
  nil)

(defn- named
  "The report of an event, with the :name that who makes it is registered by."
  [event who m]
  (assoc m :event event, :name (when (= who (self)) (:name (process-info who)))))

(defn crash "Tells of the end of this process: :pid :reason :last-message :recent :state." [m] (tell (named :crash (:pid m) m)))
(defn unexpected "Tells of a message that this process does not take: :pid :message." [m] (tell (named :unexpected (:pid m) m)))
(defn supervisor "Tells what a supervisor sees: :supervisor :child :pid :reason :restarts." [m] (tell (named :supervisor (:supervisor m) m)))
