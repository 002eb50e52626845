;; SPDX-License-Identifier: MIT
(ns clojure.test
  "Tests: assertions that report what they saw, test functions, fixtures, and
  running them all.

    (deftest addition
      (testing \"with zero\"
        (is (= 4 (+ 4 0))))
      (are [x y] (= x (+ y y))
        2 1
        4 2))

    (run-tests)

  What happens is told to the multimethod report, in maps with :type :pass :fail
  :error :begin-test-ns :end-test-ns :begin-test-var :end-test-var or :summary;
  what (is form) makes of a form is up to the multimethod assert-expr."
  (:require [clojure.stacktrace :as stack]
            [clojure.string :as str]
            [clojure.template :as template]))

;;; Settings and state

(defonce ^{:dynamic true
           :doc "Are tests defined when deftest, set-test and with-test are evaluated?"
           :added "1.1"}
  *load-tests* true)

(def ^{:dynamic true
       :doc "How many lines of a stack trace are printed for an error; nil: all."
       :added "1.1"}
  *stack-trace-depth* nil)

(def ^{:dynamic true
       :doc "An atom with the numbers of :test, :pass, :fail and :error during a run, or nil."}
  *report-counters* nil)

(def ^{:doc "What the counters of a run start with."
       :dynamic true}
  *initial-report-counters* {:test 0, :pass 0, :fail 0, :error 0})

(def ^{:dynamic true
       :doc "The vars of the tests that are running, the innermost first."}
  *testing-vars* (list))

(def ^{:dynamic true
       :doc "The strings of the testing forms one is in, the innermost first."}
  *testing-contexts* (list))

(def ^{:dynamic true
       :doc "Where reports are printed; nil: *out*."}
  *test-out* nil)

(defmacro with-test-out
  "Evaluates body with *out* bound to where reports are printed."
  {:added "1.1"}
  [& body]
  `(binding [*out* (or *test-out* *out*)]
     ~@body))

;; Where the assertion stands that was entered last: the position in reports
;; made by assert-expr methods that know of none.
(def ^:private last-position (volatile! nil))

(defn file-position
  "Returns [file line] of the assertion that was entered last; n is not used."
  {:added "1.1"
   :deprecated "1.2"}
  [n]
  @last-position)

(defn file-and-line
  "Returns the :file and :line of a step of an exception's trace; depth counts from the innermost, 0."
  {:added "1.1"
   :deprecated "1.9"}
  [exception depth]
  (let [[_ file line] (nth (cljsh.core/ex-trace exception) depth nil)]
    {:file file, :line line}))

(defn- stacktrace-file-and-line
  "The :file and :line of the innermost step of a trace, an array of StackTraceElement."
  [stacktrace]
  (if-let [step (first stacktrace)]
    {:file (.getFileName step), :line (.getLineNumber step)}
    {:file nil, :line nil}))

(defn testing-vars-str
  "Returns the names of the running tests and the position in the report m as a string."
  {:added "1.1"}
  [m]
  (let [{:keys [file line]} m]
    (str (reverse (map #(:name (meta %)) *testing-vars*))
         " (" file ":" line ")")))

(defn testing-contexts-str
  "Returns the strings of the testing forms one is in, outermost first, separated by spaces."
  {:added "1.1"}
  []
  (str/join " " (reverse *testing-contexts*)))

(defn inc-report-counter
  "Adds one to the counter of that name, when a run is on."
  {:added "1.1"}
  [name]
  (when *report-counters*
    (dosync (commute *report-counters* update name (fnil inc 0)))))

;;; Reports

(defmulti
  ^{:doc "Is told what happens, in a map whose :type chooses the method."
    :dynamic true
    :added "1.1"}
  report :type)

(defn do-report
  "Passes a report on, with the position of the assertion when it is a failure or error that has none."
  {:added "1.2"}
  [m]
  (report
   (if (and (#{:fail :error} (:type m)) (not (contains? m :line)))
     (let [[file line] @last-position]
       (merge {:file file, :line line} m))
     m)))

(defmethod report :default [m]
  (with-test-out (prn m)))

(defmethod report :pass [m]
  (inc-report-counter :pass))

(defn- print-failure
  "Prints what :fail and :error have in common."
  [heading m]
  (println (str "\n" heading " in") (testing-vars-str m))
  (when (seq *testing-contexts*) (println (testing-contexts-str)))
  (when-let [message (:message m)] (println message))
  (println "expected:" (pr-str (:expected m))))

(defmethod report :fail [m]
  (with-test-out
    (inc-report-counter :fail)
    (print-failure "FAIL" m)
    (println "  actual:" (pr-str (:actual m)))))

(defmethod report :error [m]
  (with-test-out
    (inc-report-counter :error)
    (print-failure "ERROR" m)
    (print "  actual: ")
    (let [actual (:actual m)]
      (if (instance? Throwable actual)
        (stack/print-cause-trace actual *stack-trace-depth*)
        (prn actual)))))

(defmethod report :summary [m]
  (with-test-out
    (println "\nRan" (:test m) "tests containing"
             (+ (:pass m) (:fail m) (:error m)) "assertions.")
    (println (str (:fail m) " failures, " (:error m) " errors."))))

(defmethod report :begin-test-ns [m]
  (with-test-out
    (println "\nTesting" (ns-name (:ns m)))))

(defmethod report :end-test-ns [m])
(defmethod report :begin-test-var [m])
(defmethod report :end-test-var [m])

;;; Assertions

(defn get-possibly-unbound-var
  "Returns the var's value, or nil when it has none."
  {:added "1.1"}
  [v]
  (when (bound? v) @v))

(defn function?
  "Is x a function, or a symbol that names one (and no macro)?"
  {:added "1.1"}
  [x]
  (if (symbol? x)
    (when-let [v (resolve x)]
      (and (var? v)
           (not (:macro (meta v)))
           (fn? (get-possibly-unbound-var v))))
    (fn? x)))

(defn- position
  "Code for the entries of a report that tell where form stands."
  [form]
  {:file *file*, :line (or (:line (meta form)) (second @last-position))})

(defn report-result
  "Reports a pass if the result is true, otherwise a failure; returns the result.
  actual is (not actual) in a failure."
  {:no-doc true}
  [result message expected actual file line]
  (if result
    (do-report {:type :pass, :message message, :expected expected, :actual actual})
    (do-report {:type :fail, :message message, :expected expected,
                :actual (list 'not actual), :file file, :line line}))
  result)

(defn assert-predicate
  "Returns code that calls the function form begins with, and reports its arguments' values."
  {:added "1.1"}
  [msg form]
  (let [pred (first form)
        {:keys [file line]} (position form)]
    `(let [values# (list ~@(rest form))]
       (report-result (apply ~pred values#) ~msg '~form (cons '~pred values#) ~file ~line))))

(defn assert-any
  "Returns code that reports whether any form's value is true."
  {:added "1.1"}
  [msg form]
  (let [{:keys [file line]} (position form)]
    `(let [value# ~form]
       (if value#
         (do-report {:type :pass, :message ~msg, :expected '~form, :actual value#})
         (do-report {:type :fail, :message ~msg, :expected '~form, :actual value#
                     :file ~file, :line ~line}))
       value#)))

(defmulti
  ^{:doc "Returns the code of an assertion for (is form msg), chosen by the symbol the form begins with."
    :added "1.1"}
  assert-expr
  (fn [msg form]
    (cond
      (nil? form) :always-fail
      (seq? form) (first form)
      :else :default)))

(defmethod assert-expr :always-fail [msg form]
  (let [{:keys [file line]} (position form)]
    `(do-report {:type :fail, :message ~msg, :expected nil, :actual nil, :file ~file, :line ~line})))

(defmethod assert-expr :default [msg form]
  (if (and (sequential? form) (function? (first form)))
    (assert-predicate msg form)
    (assert-any msg form)))

(defmethod assert-expr 'instance? [msg form]
  (let [{:keys [file line]} (position form)]
    `(let [class# ~(nth form 1)
           object# ~(nth form 2)
           result# (instance? class# object#)]
       (do-report {:type (if result# :pass :fail), :message ~msg, :expected '~form
                   :actual (type object#), :file ~file, :line ~line})
       result#)))

(defmethod assert-expr 'thrown? [msg form]
  (let [[_ class & body] form
        {:keys [file line]} (position form)]
    `(try
       ~@body
       (do-report {:type :fail, :message ~msg, :expected '~form, :actual nil, :file ~file, :line ~line})
       (catch ~class e#
         (do-report {:type :pass, :message ~msg, :expected '~form, :actual e#})
         e#))))

(defmethod assert-expr 'thrown-with-msg? [msg form]
  (let [[_ class re & body] form
        {:keys [file line]} (position form)]
    `(try
       ~@body
       (do-report {:type :fail, :message ~msg, :expected '~form, :actual nil, :file ~file, :line ~line})
       (catch ~class e#
         (do-report {:type (if (re-find ~re (or (ex-message e#) "")) :pass :fail)
                     :message ~msg, :expected '~form, :actual e#, :file ~file, :line ~line})
         e#))))

(def ^:private own-assertions
  "The symbols whose methods above know their position."
  '#{instance? thrown? thrown-with-msg?})

(defn- foreign-assertion?
  "Does a method that is not of this namespace make the form's code?"
  [form]
  (and (seq? form)
       (not (own-assertions (first form)))
       (contains? (methods assert-expr) (first form))))

(defmacro try-expr
  "Evaluates an assertion, and reports what it throws as an error.  Used by is."
  {:added "1.1"}
  [msg form]
  (let [{:keys [file line]} (position (if (:line (meta form)) form &form))]
    (vreset! last-position [file line])
    `(try
       ~@(when (foreign-assertion? form)
           [`(vreset! @#'last-position [~file ~line])])
       ~(assert-expr msg form)
       (catch Throwable t#
         (do-report {:type :error, :message ~msg, :expected '~form, :actual t#
                     :file ~file, :line ~line})))))

(defmacro is
  "Asserts that form is true; reports what its arguments were if it is not.
  msg is shown with a failure. Two forms are special:
  (is (thrown? class body...)) asserts that an exception of the class is thrown,
  (is (thrown-with-msg? class re body...)) also that its message matches."
  {:added "1.1"}
  ([form] (with-meta `(is ~form nil) (meta &form)))
  ([form msg] (with-meta `(try-expr ~msg ~form) (meta &form))))

(defmacro are
  "Asserts expr for every group of arguments that fills argv.

    (are [x y] (= x y)
      2 (+ 1 1)
      4 (* 2 2))"
  {:added "1.1"}
  [argv expr & args]
  (if (or (and (empty? argv) (empty? args))
          (and (pos? (count argv))
               (pos? (count args))
               (zero? (mod (count args) (count argv)))))
    ;; Each assertion stands where its first argument does, as far as that is known.
    `(do ~@(for [values (partition (count argv) args)]
             (let [line (or (some #(:line (meta %)) values) (:line (meta expr)) (:line (meta &form)))
                   assertion (template/apply-template argv expr values)]
               (with-meta
                 (list `is (if (seq? assertion) (vary-meta assertion assoc :line line) assertion))
                 {:line line}))))
    (throw (IllegalArgumentException.
            "The number of args doesn't match are's argv."))))

(defmacro testing
  "Evaluates body with string added to the contexts that reports show."
  {:added "1.1"}
  [string & body]
  `(binding [*testing-contexts* (conj *testing-contexts* ~string)]
     ~@body))

;;; Defining tests

(defmacro with-test
  "Evaluates a definition, and makes body the test of the var it defines."
  {:added "1.1"}
  [definition & body]
  (if *load-tests*
    `(doto ~definition (alter-meta! assoc :test (fn [] ~@body)))
    definition))

(defmacro deftest
  "Defines a test: a function of no arguments in whose var's metadata body is found under :test."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body))
       (fn [] (test-var (var ~name))))))

(defmacro deftest-
  "Defines a test as deftest, in a private var."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body) :private true)
       (fn [] (test-var (var ~name))))))

(defmacro set-test
  "Makes body the test of an existing var."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    `(alter-meta! (var ~name) assoc :test (fn [] ~@body))))

;;; Fixtures

(defmulti use-fixtures
  "Wraps tests of the current namespace in functions of a function of no arguments.
  :each wraps every test, :once all of them together."
  {:added "1.1"}
  (fn [fixture-type & args] fixture-type))

(defmethod use-fixtures :each [_ & fixtures]
  (alter-meta! *ns* assoc ::each-fixtures fixtures))

(defmethod use-fixtures :once [_ & fixtures]
  (alter-meta! *ns* assoc ::once-fixtures fixtures))

(defn- no-fixture
  [f]
  (f))

(defn compose-fixtures
  "Returns a fixture that wraps f2 in f1."
  {:added "1.1"}
  [f1 f2]
  (fn [g] (f1 (fn [] (f2 g)))))

(defn join-fixtures
  "Returns one fixture made of many, the first outermost; it always calls the test."
  {:added "1.1"}
  [fixtures]
  (reduce compose-fixtures no-fixture fixtures))

;;; Running tests

(defn test-var
  "Runs the test of a var, if it has one, and reports what it throws as an error."
  {:dynamic true
   :added "1.1"}
  [v]
  (when-let [t (:test (meta v))]
    (binding [*testing-vars* (conj *testing-vars* v)]
      (do-report {:type :begin-test-var, :var v})
      (inc-report-counter :test)
      (try
        (t)
        (catch Throwable e
          (do-report {:type :error, :message "Uncaught exception, not in assertion."
                      :expected nil, :actual e
                      :file (:file (meta v)), :line (:line (meta v))})))
      (do-report {:type :end-test-var, :var v}))))

(defn test-vars
  "Runs the tests of the vars, each namespace's in its fixtures."
  {:added "1.6"}
  [vars]
  (doseq [[ns vars] (group-by (comp :ns meta) vars)]
    (let [once (join-fixtures (::once-fixtures (meta ns)))
          each (join-fixtures (::each-fixtures (meta ns)))]
      (once
       (fn []
         (doseq [v vars]
           (when (:test (meta v))
             (each (fn [] (test-var v))))))))))

(defn test-all-vars
  "Runs the tests of all vars of a namespace, in its fixtures and in the order of definition."
  {:added "1.1"}
  [ns]
  (test-vars (sort-by (fn [v] (or (:line (meta v)) 0)) (vals (ns-interns ns)))))

(defn test-ns
  "Runs all tests of a namespace, and returns the counters.
  When it has a function test-ns-hook, that is called instead."
  {:added "1.1"}
  [ns]
  (binding [*report-counters* (ref *initial-report-counters*)]
    (let [ns-obj (the-ns ns)]
      (do-report {:type :begin-test-ns, :ns ns-obj})
      (if-let [hook (find-var (symbol (str (ns-name ns-obj)) "test-ns-hook"))]
        ((var-get hook))
        (test-all-vars ns-obj))
      (do-report {:type :end-test-ns, :ns ns-obj}))
    @*report-counters*))

(defn- run
  "Calls f for each of the things to test, adds up its counters, and reports the sum."
  [f things]
  (let [summary (assoc (apply merge-with + *initial-report-counters* (map f things))
                       :type :summary)]
    (do-report summary)
    summary))

(defn run-tests
  "Runs all tests of the namespaces, the current one if none is given; returns a map of counters."
  {:added "1.1"}
  ([] (run-tests *ns*))
  ([& namespaces] (run test-ns namespaces)))

(defn run-all-tests
  "Runs all tests of all namespaces, or of those whose whole name matches the pattern."
  {:added "1.1"}
  ([] (apply run-tests (all-ns)))
  ([re] (apply run-tests (filter #(re-matches re (name (ns-name %))) (all-ns)))))

(defn successful?
  "Does this result of run-tests show no failure and no error?"
  {:added "1.1"}
  [summary]
  (and (zero? (:fail summary 0))
       (zero? (:error summary 0))))

(defn run-test-var
  "Runs the test of one var, in its namespace's fixtures, and reports a summary."
  {:added "1.11"}
  [v]
  (run (fn [v]
         (binding [*report-counters* (ref *initial-report-counters*)]
           (let [ns-obj (:ns (meta v))]
             (do-report {:type :begin-test-ns, :ns ns-obj})
             (test-vars [v])
             (do-report {:type :end-test-ns, :ns ns-obj}))
           @*report-counters*))
       [v]))

(defmacro run-test
  "Runs the test a symbol names, and reports a summary."
  {:added "1.11"}
  [test-symbol]
  (let [test-var (resolve test-symbol)]
    (cond
      (nil? test-var)
      (binding [*out* *err*]
        (println "Unable to resolve" test-symbol "to a test function."))

      (not (:test (meta test-var)))
      (binding [*out* *err*]
        (println test-symbol "is not a test."))

      :else `(run-test-var ~test-var))))
