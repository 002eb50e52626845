;; SPDX-License-Identifier: MIT
(ns clojure.test.tap
  "Reports of clojure.test in the Test Anything Protocol: (with-tap-output (run-tests 'my.tests))."
  {:added "1.1"}
  (:require [clojure.stacktrace :as stack]
            [clojure.string :as str]
            [clojure.test :as t]))

(defn print-tap-plan
  "Prints the line that tells how many results there are: 1..n."
  {:added "1.1"}
  [n]
  (println (str "1.." n)))

(defn print-tap-diagnostic
  "Prints the lines of data as diagnostics."
  {:added "1.1"}
  [data]
  (doseq [line (str/split-lines data)]
    (println "#" line)))

(defn print-tap-pass
  "Prints a result that is as it should be."
  {:added "1.1"}
  [msg]
  (println "ok" msg))

(defn print-tap-fail
  "Prints a result that is not as it should be."
  {:added "1.1"}
  [msg]
  (println "not ok" msg))

(defn print-diagnostics
  "Prints what is known of an assertion: contexts, message, what was expected and what came."
  {:added "1.2"}
  [data]
  (when (seq t/*testing-contexts*)
    (print-tap-diagnostic (t/testing-contexts-str)))
  (when (:message data)
    (print-tap-diagnostic (:message data)))
  (print-tap-diagnostic (str "expected:" (pr-str (:expected data))))
  (if (= :pass (:type data))
    (print-tap-diagnostic (str "  actual:" (pr-str (:actual data))))
    (print-tap-diagnostic
      (str "  actual:" (with-out-str
                         (if (instance? Throwable (:actual data))
                           (stack/print-cause-trace (:actual data) t/*stack-trace-depth*)
                           (prn (:actual data))))))))

(defmulti ^:dynamic tap-report
  "Takes the place of clojure.test's report."
  :type)

(defmethod tap-report :default [data]
  (t/with-test-out
    (print-tap-diagnostic (pr-str data))))

(defn- print-result [print-it data]
  (print-it (t/testing-vars-str data))
  (print-diagnostics data))

(defmethod tap-report :pass [data]
  (t/with-test-out
    (t/inc-report-counter :pass)
    (print-result print-tap-pass data)))

(defmethod tap-report :fail [data]
  (t/with-test-out
    (t/inc-report-counter :fail)
    (print-result print-tap-fail data)))

(defmethod tap-report :error [data]
  (t/with-test-out
    (t/inc-report-counter :error)
    (print-result print-tap-fail data)))

(defmethod tap-report :summary [{:keys [pass fail error]}]
  (t/with-test-out
    (print-tap-plan (+ pass fail error))))

(defmacro with-tap-output
  "Evaluates body with the reports of tests in the Test Anything Protocol."
  {:added "1.1"}
  [& body]
  `(binding [t/report tap-report]
     ~@body))
