;; SPDX-License-Identifier: MIT
(ns clojure.test.junit
  "Reports of clojure.test as the XML that JUnit writes: (with-junit-output (run-tests 'my.tests))."
  {:added "1.1"}
  (:require [clojure.stacktrace :as stack]
            [clojure.string :as str]
            [clojure.test :as t]))

(def ^{:dynamic true :added "1.1"} *var-context* "The vars of the tests that are running." nil)
(def ^{:dynamic true :added "1.1"} *depth* "How deep the element is that is being written." nil)

(defn- escaped [text]
  (str/escape (str text) {\' "&apos;", \" "&quot;", \< "&lt;", \> "&gt;", \& "&amp;"}))

(defn indent
  "Prints the blanks before an element."
  {:added "1.1"}
  []
  (dotimes [_ (* *depth* 4)] (print " ")))

(defn start-element
  "Prints an element's start."
  {:added "1.1"}
  [tag pretty & [attrs]]
  (when pretty (indent))
  (print (str "<" tag))
  (doseq [[k v] attrs]
    (print (str " " (name k) "=\"" (escaped v) "\"")))
  (print ">")
  (when pretty (println))
  (set! *depth* (inc *depth*)))

(defn element-content
  "Prints the text of an element."
  {:added "1.1"}
  [content]
  (print (escaped content)))

(defn finish-element
  "Prints an element's end."
  {:added "1.1"}
  [tag pretty]
  (set! *depth* (dec *depth*))
  (when pretty (indent))
  (print (str "</" tag ">"))
  (when pretty (println)))

(defn test-name
  "Returns the names of vars, the outermost first, with points between them."
  {:added "1.1"}
  [vars]
  (str/join "." (reverse (map (fn [v] (:name (meta v))) vars))))

(defn package-class
  "Returns what stands before the last point of a name, and what is behind it."
  {:added "1.1"}
  [name]
  (let [i (.rfind name ".")]
    (if (neg? i)
      [nil name]
      [(subs name 0 i) (subs name (inc i))])))

(defn start-case
  "Prints the start of a test."
  {:added "1.1"}
  [name classname]
  (start-element "testcase" true {:name name :classname classname}))

(defn finish-case
  "Prints the end of a test."
  {:added "1.1"}
  []
  (finish-element "testcase" true))

(defn suite-attrs
  "Returns the attributes of a suite."
  {:added "1.1"}
  [package classname]
  (cond-> {:name classname}
    package (assoc :package package)))

(defn start-suite
  "Prints the start of the tests of a namespace."
  {:added "1.1"}
  [name]
  (let [[package classname] (package-class name)]
    (start-element "testsuite" true (suite-attrs package classname))))

(defn finish-suite
  "Prints the end of the tests of a namespace."
  {:added "1.1"}
  []
  (finish-element "testsuite" true))

(defn message-el
  "Prints an element that tells what was expected, and what came."
  {:added "1.1"}
  [tag message expected-str actual-str]
  (indent)
  (start-element tag false (when message {:message message}))
  (element-content
    (let [[file line] (t/file-position 5)]
      (str/join "\n" [(str "expected: " expected-str)
                      (str "  actual: " actual-str)
                      (str "      at: " file ":" line)])))
  (finish-element tag false)
  (println))

(defn failure-el
  "Prints that an assertion does not hold."
  {:added "1.1"}
  [message expected actual]
  (message-el "failure" message (pr-str expected) (pr-str actual)))

(defn error-el
  "Prints that something was thrown."
  {:added "1.1"}
  [message expected actual]
  (message-el "error" message (pr-str expected)
              (if (instance? Throwable actual)
                (with-out-str (stack/print-cause-trace actual t/*stack-trace-depth*))
                (pr-str actual))))

(defmulti ^:dynamic junit-report
  "Takes the place of clojure.test's report."
  :type)

(defmethod junit-report :default [_])

(defmethod junit-report :begin-test-ns [m]
  (t/with-test-out
    (start-suite (name (ns-name (:ns m))))))

(defmethod junit-report :end-test-ns [_]
  (t/with-test-out
    (finish-suite)))

(defmethod junit-report :begin-test-var [m]
  (t/with-test-out
    (let [v (:var m)]
      (binding [*var-context* (conj *var-context* v)]
        (start-case (test-name *var-context*) (name (ns-name (:ns (meta v)))))))))

(defmethod junit-report :end-test-var [_]
  (t/with-test-out
    (finish-case)))

(defmethod junit-report :pass [_]
  (t/with-test-out
    (t/inc-report-counter :pass)))

(defmethod junit-report :fail [m]
  (t/with-test-out
    (t/inc-report-counter :fail)
    (failure-el (:message m) (:expected m) (:actual m))))

(defmethod junit-report :error [m]
  (t/with-test-out
    (t/inc-report-counter :error)
    (error-el (:message m) (:expected m) (:actual m))))

(defmacro with-junit-output
  "Evaluates body with the reports of tests as XML of JUnit."
  {:added "1.1"}
  [& body]
  `(binding [t/report junit-report
             *var-context* (list)
             *depth* 1]
     (t/with-test-out
       (println "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
       (println "<testsuites>"))
     (let [result# (do ~@body)]
       (t/with-test-out (println "</testsuites>"))
       result#)))
