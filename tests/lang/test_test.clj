;; SPDX-License-Identifier: MIT
(ns test-test
  "clojure.test, tested with itself: assertions run with report replaced, so
  that what they report can be looked at."
  (:require [clojure.string :as str]
            [clojure.test :as t :refer [are deftest is testing]]
            [io]))

(defmacro reports
  "The reports the body makes, as a vector."
  [& body]
  `(let [log# (atom [])]
     (with-redefs [t/report (fn [m#] (swap! log# conj m#))]
       ~@body)
     @log#))

(defmacro types [& body] `(mapv :type (reports ~@body)))

(deftest is-test
  (are [result x] (= result x)
    [:pass] (types (is true))
    [:pass] (types (is 1))
    [:fail] (types (is false))
    [:fail] (types (is nil))
    [:pass] (types (is (= 1 1)))
    [:fail] (types (is (= 1 2)))
    [:pass] (types (is (not= 1 2)))
    [:pass] (types (is (and true 1)))
    [:fail] (types (is (and true nil)))
    [:error] (types (is (throw (Exception. "x"))))
    [:error] (types (is (= 1 (/ 1 0))))
    [:pass] (types (is (instance? Exception (Exception. "x"))))
    [:fail] (types (is (instance? Exception 1)))
    [:pass] (types (is (thrown? ArithmeticException (/ 1 0))))
    [:pass] (types (is (thrown? Exception (/ 1 0))))
    [:fail] (types (is (thrown? Exception 1)))
    [:error] (types (is (thrown? ArithmeticException (throw (IllegalArgumentException. "x")))))
    [:pass] (types (is (thrown-with-msg? Exception #"abc" (throw (Exception. "xabcx")))))
    [:fail] (types (is (thrown-with-msg? Exception #"abc" (throw (Exception. "x")))))
    [:fail] (types (is (thrown-with-msg? Exception #"abc" 1)))
    [:pass :fail :pass] (types (is 1) (is nil) (is 2))
    [:pass] (types (is ()))
    [] (types 1)))

(deftest values-test
  (let [value (atom :none)]
    (reports (reset! value (is (= 1 1))))
    (is (true? @value))
    (reports (reset! value (is (= 1 2))))
    (is (false? @value))
    (reports (reset! value (is 5)))
    (is (= 5 @value))
    (reports (reset! value (is (thrown? Exception (throw (Exception. "x"))))))
    (is (instance? Exception @value))))

(deftest report-contents-test
  (let [[m] (reports (is (= 1 (+ 1 1)) "message"))]
    (is (= '(= 1 (+ 1 1)) (:expected m)))
    (is (= '(not (= 1 2)) (:actual m)))
    (is (= "message" (:message m)))
    (is (integer? (:line m)))
    (is (str/ends-with? (:file m) "test_test.clj")))
  (let [[m] (reports (is (= 1 1)))]
    (is (= '(= 1 1) (:expected m) (:actual m)))
    (is (nil? (:message m))))
  (let [[m] (reports (is (throw (Exception. "x"))))]
    (is (= "x" (ex-message (:actual m))))
    (is (integer? (:line m))))
  (let [[m] (reports (is false))]
    (is (= false (:expected m) (:actual m)))))

(deftest are-test
  (is (= [:pass :pass :fail] (types (are [x y] (= x y) 1 1 2 2 3 4))))
  (is (= [:pass] (types (are [x] x 1))))
  (is (= [:pass :fail] (types (are [x] (thrown? Exception x) (/ 1 0) 1))))
  (is (thrown? Exception (eval '(clojure.test/are [x y] (= x y) 1))))
  (is (thrown? Exception (eval '(clojure.test/are [x y] (= x y))))))

(deftest testing-test
  (is (= "" (t/testing-contexts-str)))
  (testing "outer"
    (is (= "outer" (t/testing-contexts-str)))
    (testing "inner"
      (is (= "outer inner" (t/testing-contexts-str))))
    (is (= ["outer"] t/*testing-contexts*)))
  (is (= 3 (testing "value" 1 2 3))))

(defmethod t/assert-expr 'close-to? [msg form]
  `(let [[x# y#] [~@(rest form)]]
     (t/do-report {:type (if (< (abs (- x# y#)) 0.1) :pass :fail)
                   :message ~msg :expected '~form :actual [x# y#]})))

(deftest assert-expr-test
  (is (close-to? 1.0 1.05))
  (let [[m] (reports (is (close-to? 1 2)))]
    (is (= :fail (:type m)))
    (is (integer? (:line m)))))

;;; A namespace of tests, run below

(def events (atom []))

(defn note [x] (swap! events conj x))

(defn make-namespace
  "A namespace with the tests that the forms define."
  [name & forms]
  (binding [*ns* *ns*]
    (eval `(ns ~name (:require [clojure.test :refer [~'deftest ~'is ~'testing ~'use-fixtures]])))
    (doseq [form forms] (eval form)))
  (the-ns name))

(defn run-quietly
  "The summary of a run and what it printed."
  [f]
  (let [out (io/StringIO)]
    [(binding [t/*test-out* out, t/*report-counters* nil, t/*testing-vars* (), t/*testing-contexts* ()]
       (f))
     (.getvalue out)]))

(deftest run-tests-test
  (let [ns (make-namespace 'test-test-sample
                           '(deftest passes (is (= 1 1)) (is true))
                           '(deftest fails (testing "context" (is (= 1 2) "message")))
                           '(deftest breaks (is (throw (Exception. "inside"))) (is true))
                           '(deftest dies (throw (Exception. "outside"))))
        [summary out] (run-quietly #(t/run-tests ns))]
    (is (= {:test 4 :pass 3 :fail 1 :error 2} (select-keys summary [:test :pass :fail :error])))
    (is (= :summary (:type summary)))
    (is (not (t/successful? summary)))
    (are [text] (str/includes? out text)
      "Testing test-test-sample"
      "FAIL in (fails)"
      "context"
      "message"
      "expected: (= 1 2)"
      "  actual: (not (= 1 2))"
      "ERROR in (breaks)"
      "inside"
      "ERROR in (dies)"
      "outside"
      "Uncaught exception, not in assertion."
      "Ran 4 tests containing 6 assertions."
      "1 failures, 2 errors.")
    (remove-ns 'test-test-sample))
  (is (t/successful? {:pass 1 :fail 0 :error 0}))
  (is (not (t/successful? {:pass 1 :fail 1 :error 0})))
  (is (not (t/successful? {:pass 1 :fail 0 :error 1}))))

(deftest fixtures-test
  (reset! events [])
  (let [ns (make-namespace 'test-test-fixtures
                           '(use-fixtures :once
                              (fn [f] (test-test/note :once-in) (f) (test-test/note :once-out)))
                           '(use-fixtures :each
                              (fn [f] (test-test/note :a-in) (f) (test-test/note :a-out))
                              (fn [f] (test-test/note :b-in) (f) (test-test/note :b-out)))
                           '(deftest one (test-test/note :one))
                           '(deftest two (test-test/note :two)))]
    (run-quietly #(t/run-tests ns))
    (is (= [:once-in
            :a-in :b-in :one :b-out :a-out
            :a-in :b-in :two :b-out :a-out
            :once-out]
           @events))
    (reset! events [])
    (run-quietly #(t/test-vars [(ns-resolve ns 'two)]))
    (is (= [:once-in :a-in :b-in :two :b-out :a-out :once-out] @events))
    (remove-ns 'test-test-fixtures))
  (is (= [:x :y :body] (let [log (atom [])]
                         ((t/compose-fixtures (fn [f] (swap! log conj :x) (f))
                                              (fn [f] (swap! log conj :y) (f)))
                          #(swap! log conj :body))
                         @log)))
  (is (= 1 ((t/join-fixtures []) (fn [] 1)))))

(deftest hook-test
  (reset! events [])
  (let [ns (make-namespace 'test-test-hook
                           '(deftest one (test-test/note :one))
                           '(deftest two (test-test/note :two))
                           '(defn test-ns-hook [] (two)))]
    (run-quietly #(t/run-tests ns))
    (is (= [:two] @events))
    (remove-ns 'test-test-hook)))

(deftest definitions-test
  (let [ns (make-namespace 'test-test-definitions
                           '(deftest ^:slow tagged (is true))
                           '(clojure.test/deftest- hidden (is true))
                           '(clojure.test/with-test (defn f [x] x) (is (= 1 (f 1))))
                           '(def plain 1)
                           '(clojure.test/set-test plain (is (= 1 plain))))]
    (is (:slow (meta (ns-resolve ns 'tagged))))
    (is (:private (meta (ns-resolve ns 'hidden))))
    (are [name] (fn? (:test (meta (ns-resolve ns name))))
      'tagged 'hidden 'f 'plain)
    (is (= 4 (:pass (first (run-quietly #(t/run-tests ns))))))
    (is (= 1 (:pass (first (run-quietly #(t/run-test-var (ns-resolve ns 'f)))))))
    (remove-ns 'test-test-definitions))
  (is (nil? (binding [t/*load-tests* false] (eval '(clojure.test/deftest never-defined))))))

(deftest helpers-test
  (is (t/function? 'inc))
  (is (t/function? inc))
  (is (not (t/function? 'when)))
  (is (not (t/function? 'no-such-name)))
  (is (not (t/function? 1)))
  (is (= "(a b) (file.clj:3)"
         (binding [t/*testing-vars* (list (intern 'test-test 'b) (intern 'test-test 'a))]
           (t/testing-vars-str {:file "file.clj" :line 3}))))
  (binding [t/*report-counters* (ref {:pass 1})]
    (t/inc-report-counter :pass)
    (t/inc-report-counter :new)
    (is (= {:pass 2 :new 1} (select-keys @t/*report-counters* [:pass :new]))))
  (is (nil? (binding [t/*report-counters* nil] (t/inc-report-counter :pass)))))
