;; SPDX-License-Identifier: MIT
(ns exceptions-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest try-test
  (are [result x] (= result x)
    1 (try 1)
    nil (try)
    1 (try 1 (catch Exception e 2))
    2 (try (throw (Exception. "x")) (catch Exception e 2))
    1 (try 1 (finally 2))
    "x" (try (throw (Exception. "x")) (catch Exception e (ex-message e)))
    :second (try (throw (IllegalArgumentException. "x"))
                 (catch ArithmeticException e :first)
                 (catch IllegalArgumentException e :second))
    :general (try (throw (RuntimeException. "x"))
                  (catch ArithmeticException e :first)
                  (catch Throwable e :general))
    nil (try (throw (Exception. "x")) (catch Exception e))
    3 (try (inc (try (throw (Exception. "x")) (catch Exception e 2))) (catch Exception e 9))
    :outer (try (try (throw (Exception. "x")) (catch ArithmeticException e :inner))
                (catch Exception e :outer))
    :again (try (try (throw (Exception. "x")) (catch Exception e (throw (Exception. "y"))))
                (catch Exception e (if (= "y" (ex-message e)) :again :no)))
    [1 2] (let [a 1] (try [a (throw (Exception. "x"))] (catch Exception e [a 2])))
    10 (loop [i 0] (if (< i 10) (recur (try (inc i) (catch Exception e 0))) i))
    6 (reduce (fn [n x] (try (if (= x 3) (throw (Exception. "x")) (+ n x)) (catch Exception e (+ n 3))))
              0 [1 2 3])))

(deftest finally-test
  (let [log (atom [])
        note #(swap! log conj %)]
    (is (= 1 (try 1 (finally (note :a)))))
    (is (= 2 (try (throw (Exception. "x")) (catch Exception e 2) (finally (note :b)))))
    (is (thrown? Exception (try (throw (Exception. "x")) (finally (note :c)))))
    (is (thrown-with-msg? Exception #"inner"
          (try (throw (Exception. "outer"))
               (catch Exception e (throw (Exception. "inner")))
               (finally (note :d)))))
    (try (try (note :e) (finally (note :f))) (finally (note :g)))
    (is (= [:a :b :c :d :e :f :g] @log)))
  (testing "what finally gives is not the value"
    (is (= 1 (try 1 (finally 2))))
    (is (= :caught (try (throw (Exception. "x")) (catch Exception e :caught) (finally :ignored)))))
  (testing "an exception in finally replaces another one"
    (is (thrown-with-msg? Exception #"second"
          (try (throw (Exception. "first")) (finally (throw (Exception. "second"))))))))

(deftest ex-info-test
  (let [e (ex-info "message" {:a 1})]
    (is (instance? ExceptionInfo e))
    (is (instance? Exception e))
    (is (instance? Throwable e))
    (is (instance? RuntimeException e))
    (is (= "message" (ex-message e)))
    (is (= {:a 1} (ex-data e)))
    (is (nil? (ex-cause e))))
  (let [cause (Exception. "cause")
        e (ex-info "message" {} cause)]
    (is (identical? cause (ex-cause e)))
    (is (= {} (ex-data e))))
  (are [x] (nil? x)
    (ex-data (Exception. "x"))
    (ex-data 1)
    (ex-data nil)
    (ex-message 1)
    (ex-message nil)
    (ex-cause 1)
    (ex-cause (Exception. "x")))
  (is (thrown-with-msg? ExceptionInfo #"broken" (throw (ex-info "broken" {}))))
  (is (= {:k :v} (try (throw (ex-info "x" {:k :v})) (catch ExceptionInfo e (ex-data e)))))
  (is (= :v (try (throw (ex-info "x" {:k :v})) (catch Exception e (:k (ex-data e)))))))

(deftest kinds-test
  (testing "the classes a Clojure programmer catches"
    (are [class form] (thrown? class form)
      ArithmeticException (/ 1 0)
      ArithmeticException (quot 1 0)
      ArithmeticException (rem 1 0)
      ArithmeticException (mod 1 0)
      ArithmeticException (/ 1/2 0)
      ClassCastException (+ 1 "a")
      ClassCastException (inc :a)
      ClassCastException (+ 1 [])
      NullPointerException (+ 1 nil)
      IndexOutOfBoundsException (nth [1 2] 5)
      IndexOutOfBoundsException (nth '(1 2) 5)
      IndexOutOfBoundsException (assoc [1] 5 :x)
      IndexOutOfBoundsException (subvec [1 2] 1 5)
      IllegalArgumentException (seq 5)
      IllegalArgumentException (hash-map 1)
      IllegalArgumentException (cons 1 2)
      IllegalStateException (pop [])
      IllegalArgumentException ((fn [a] a))
      AssertionError (assert false)
      AssertionError (assert nil "message")
      NumberFormatException (throw (NumberFormatException. "x"))
      Exception (first 5)
      Exception (throw (Exception. "x"))
      Throwable (throw (Error. "x"))
      Exception (let [x 1] (x 2))
      Exception (let [x nil] (x 1))
      UnsupportedOperationException (throw (UnsupportedOperationException. "x"))))
  (testing "their hierarchy"
    (are [sub super] (try (throw sub) (catch super e true))
      (IllegalArgumentException. "x") RuntimeException
      (ArithmeticException. "x") RuntimeException
      (IllegalStateException. "x") RuntimeException
      (ClassCastException. "x") RuntimeException
      (NullPointerException. "x") RuntimeException
      (IndexOutOfBoundsException. "x") RuntimeException
      (UnsupportedOperationException. "x") RuntimeException
      (RuntimeException. "x") Exception
      (Exception. "x") Throwable
      (Error. "x") Throwable
      (ex-info "x" {}) RuntimeException)))

(deftest errors-test
  (testing "an Error is no Exception"
    (are [e] (= :error (try (throw e) (catch Exception _ :exception) (catch RuntimeException _ :runtime) (catch Error _ :error)))
      (Error. "x")
      (AssertionError. "x")
      (StackOverflowError. "x")
      (OutOfMemoryError. "x")
      (java.lang.AbstractMethodError. "x")
      (java.lang.IllegalAccessError. "x"))
    (are [form] (= :error (try (eval 'form) (catch Exception _ :exception) (catch Error _ :error)))
      (assert false)
      ((fn [x] {:pre [(pos? x)]} x) -1)
      ((fn f [x] (inc (f x))) 1)
      (let [t (transient [])] (persistent! t) (conj! t 1)))
    (is (= [true false true] (map (fn [c] (instance? c (AssertionError. "x"))) [Error Exception Throwable])))
    (is (= [false true] (map (fn [c] (instance? c (Exception. "x"))) [Error Exception])))
    (is (= [true false] (map (fn [c] (isa? AssertionError c)) [Error Exception])))
    (is (= [[Error] #{Error Throwable Object}] [(bases AssertionError) (supers AssertionError)])))
  (testing "what is caught by any of several classes"
    (is (= :caught (try (assert false) (catch [Exception Error] _ :caught)))))
  (testing "Python has its own tree"
    (is (isa? (py/type (Error. "x")) Throwable))
    (is (py/isinstance (Error. "x") py/Exception))
    (is (= :error (try (throw (py/RecursionError "x")) (catch RuntimeError _ :runtime) (catch Error _ :error))))))

(deftest assert-test
  (is (nil? (assert true)))
  (is (nil? (assert 1 "message")))
  (is (thrown-with-msg? AssertionError #"Assert failed: \(= 1 2\)" (assert (= 1 2))))
  (is (thrown-with-msg? AssertionError #"Assert failed: why\n\(= 1 2\)" (assert (= 1 2) "why"))))

(deftest python-exceptions-test
  (is (thrown? py/ValueError (py/int "x")))
  (is (thrown? py/KeyError (.pop (py/dict) "a")))
  (is (thrown? Exception (py/int "x")))
  (is (= "x" (try (throw (py/KeyError "x")) (catch py/LookupError e (first (.-args e))))))
  (is (thrown? Exception (throw 1)))
  (is (thrown? Exception (throw nil))))

(deftest exceptions-and-laziness-test
  (is (thrown? ArithmeticException (doall (map #(/ 1 %) [1 0]))))
  (is (= 1 (first (map #(/ 1 %) (list 1 0)))) "a list is not chunked")
  (testing "a lazy seq whose body fails fails again"
    (let [s (lazy-seq (throw (Exception. "why")))]
      (is (thrown-with-msg? Exception #"why" (seq s)))
      (is (thrown-with-msg? Exception #"why" (seq s))))))

(deftest throwable-map-test
  (let [m (Throwable->map (ex-info "a" {:x 1} (ex-info "b" {:y 2})))]
    (is (= "b" (:cause m)))
    (is (= {:y 2} (:data m)))
    (is (= ["a" "b"] (map :message (:via m))))
    (is (vector? (:trace m)))))

(deftest with-open-test
  (let [log (atom [])
        resource (reify Object (close [this] (swap! log conj :closed)))]
    (is (= :value (with-open [r resource] (swap! log conj :body) :value)))
    (is (= [:body :closed] @log))
    (is (thrown? Exception (with-open [r resource] (throw (Exception. "x")))))
    (is (= [:body :closed :closed] @log))))

(deftest java-names
  (is (= :caught (try (throw (java.io.IOException. "x")) (catch java.io.IOException _ :caught))))
  (is (= :caught (try (slurp "/nonexistent") (catch java.io.FileNotFoundException _ :caught))))
  (is (identical? clojure.lang.ExceptionInfo ExceptionInfo))
  (is (identical? java.lang.RuntimeException RuntimeException)))
