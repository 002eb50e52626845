;; SPDX-License-Identifier: MIT
(ns cljsh.otp.report
  "What is told of processes that go wrong: to whoever listens, by default on standard error.")

(defn reason
  "Returns the reason that a process ends with which throws e: what die was given, else e itself."
  [e]
  (if (instance? ProcessExit e) (.-reason e) e))

(defn- shown [x]
  (binding [*print-length* 20, *print-level* 5]
    (if (instance? BaseException x)
      (str (.-__name__ (class x)) ": " (ex-message x))
      (let [s (pr-str x)] (if (> (count s) 400) (str (subs s 0 400) "…") s)))))

(defn print-report
  "Writes a report, a map with :event, to standard error. Returns nil."
  [{:keys [event pid reason last-message recent state message supervisor child restarts] :as report}]
  (binding [*out* *err*]
    (case event
      :crash
      (do (println (str "*** " (shown pid) " ended: " (shown reason)))
          (when (contains? report :last-message) (println "    last message:" (shown last-message)))
          (when (contains? report :state) (println "    state:" (shown state)))
          (doseq [m (butlast recent)] (println "    before it:" (shown m))))
      :unexpected
      (println (str "*** " (shown pid) " dropped a message that it does not know: " (shown message)))
      :supervisor
      (println (str "*** supervisor " (shown supervisor) ": child " (shown child) " " (shown pid) " ended: " (shown reason)
                    (when restarts (str "; " restarts)))))
    (flush)))

(def ^:dynamic *listener*
  "The function that gets each report."
  #'print-report)

(defn- tell [report]
  (try (*listener* report) (catch [Exception Error] _ nil))
  nil)

(defn crash "Tells of the end of a process: :pid :reason :last-message :recent :state." [m] (tell (assoc m :event :crash)))
(defn unexpected "Tells of a message nobody takes: :pid :message." [m] (tell (assoc m :event :unexpected)))
(defn supervisor "Tells what a supervisor sees: :supervisor :child :pid :reason :restarts." [m] (tell (assoc m :event :supervisor)))
