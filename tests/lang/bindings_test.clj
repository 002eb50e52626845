;; SPDX-License-Identifier: MIT
(ns bindings-test
  (:require [clojure.test :refer [are deftest is testing]]))

(def ^:dynamic *x* :root)
(def ^:dynamic *y* :root-y)
(def plain-var :plain)
(defn get-x [] *x*)
(defn plain-fn [x] [:original x])

(deftest binding-test
  (is (= :root *x*))
  (binding [*x* :bound]
    (is (= :bound *x* (get-x)))
    (binding [*x* :inner *y* *x*]
      (is (= :inner (get-x)))
      (is (= :bound *y*)))
    (is (= :bound (get-x)))
    (is (= :root-y *y*)))
  (is (= :root (get-x)))
  (is (= 3 (binding [*x* 1] (+ *x* 2))))
  (is (nil? (binding [*x* 1])))
  (testing "an exception ends it"
    (is (thrown? Exception (binding [*x* :bound] (throw (ex-info "" {})))))
    (is (= :root (get-x))))
  (testing "set! changes the binding"
    (binding [*x* 1]
      (set! *x* 2)
      (is (= 2 (get-x))))
    (is (= :root (get-x))))
  (is (thrown? Exception (eval '(binding [bindings-test/plain-var 1] 1)))))

(deftest binding-functions
  (is (= :bound (with-bindings {#'*x* :bound} (get-x))))
  (is (= [:bound 1 2] (with-bindings* {#'*x* :bound} (fn [& args] (into [(get-x)] args)) 1 2)))
  (is (= :root (get-x)))
  (let [[f g] (binding [*x* :captured] [(bound-fn [] (get-x)) (bound-fn* (fn [a b] [(get-x) a b]))])]
    (is (= :captured (f)))
    (is (= [:captured 1 2] (g 1 2)))
    (is (= :root (get-x))))
  (is (not (thread-bound? #'*x*)))
  (binding [*x* 1]
    (is (thread-bound? #'*x*))
    (is (not (thread-bound? #'*x* #'*y*)))
    (is (= 1 (get (get-thread-bindings) #'*x*))))
  (is (bound? #'*x* #'plain-var)))

;; Calls of these are instructions, until somebody gives the var another value.
(deftest redefined-core-functions-are-called
  (with-redefs [not= (fn [a b] [:mine a b])]
    (is (= [:mine 1 2] (eval '(not= 1 2))))
    (is (= [:mine 2 1] ((eval '(fn [x] (not= x 1))) 2))))
  (with-redefs [some? (fn [a] [:mine a])]
    (is (= [:mine nil] (eval '(some? nil)))))
  (with-redefs [reduced? (fn [_] true)]
    (is (= :yes (eval '(if (reduced? 1) :yes :no)))))
  (with-redefs [rem (fn [a b] [:mine a b])]
    (is (= [[:mine 7 2]] (map (eval '(fn [x] (rem x 2))) [7]))))
  (is (= [true true false 1] (eval '[(not= 1 2) (some? 1) (reduced? 1) (rem 7 2)]))))

(deftest with-redefs-test
  (is (= [:original 1] (plain-fn 1)))
  (with-redefs [plain-fn (fn [x] [:redefined x]) plain-var 2]
    (is (= [:redefined 1] (plain-fn 1)))
    (is (= 2 plain-var)))
  (is (= [:original 1] (plain-fn 1)))
  (is (= :plain plain-var))
  (is (thrown? Exception (with-redefs [plain-var 3] (throw (ex-info "" {})))))
  (is (= :plain plain-var))
  (is (= 5 (with-redefs-fn {#'plain-var 5} (fn [] plain-var)))))

(deftest local-vars
  (is (= [1 3] (with-local-vars [a 1 b 2]
                 (var-set b (+ @a @b))
                 [(var-get a) @b])))
  (is (= 24 ((fn [n] (with-local-vars [acc 1 left n]
                       (while (pos? @left)
                         (var-set acc (* @acc @left))
                         (var-set left (dec @left)))
                       @acc))
             4))))

(deftest atoms
  (let [a (atom 1)]
    (are [result call] (= result call)
      2      (swap! a inc)
      5      (swap! a + 3)
      10     (swap! a + 3 2)
      20     (swap! a + 3 2 5)
      [20 21] (swap-vals! a inc)
      [21 22] (swap-vals! a + 1)
      [22 25] (swap-vals! a + 1 2)
      [25 35] (swap-vals! a + 1 2 3 4)
      35     @a
      0      (reset! a 0)
      [0 1]  (reset-vals! a 1)
      true   (compare-and-set! a 1 2)
      false  (compare-and-set! a 1 3)
      2      @a))
  (testing "watches and validators"
    (let [seen (atom [])
          a    (atom 0 :validator #(< % 10) :meta {:m 1})]
      (add-watch a :w (fn [k r old new] (swap! seen conj [k (identical? r a) old new])))
      (swap! a inc)
      (is (thrown? Exception (swap! a + 100)))
      (remove-watch a :w)
      (swap! a inc)
      (is (= 2 @a))
      (is (= [[:w true 0 1]] @seen))
      (is (= {:m 1} (meta a)))))
  (testing "an exception leaves the value"
    (let [a (atom {:a 1})]
      (is (thrown? Exception (swap! a (fn [_] (throw (ex-info "" {}))))))
      (is (= {:a 1} @a)))))

(deftest volatiles
  (let [v (volatile! 1)]
    (is (= 2 (vswap! v inc)))
    (is (= 7 (vswap! v + 2 3)))
    (is (= 7 @v))
    (is (= 0 (vreset! v 0)))
    (is (volatile? v))))

(deftest metadata
  (is (= {:a 1} (meta (vary-meta [] assoc :a 1))))
  (is (= {:a 1 :b 2} (meta (vary-meta (with-meta [] {:a 1}) assoc :b 2))))
  (is (= {:a 1 :b 2 :c 3} (meta (vary-meta (with-meta [] {:a 1}) assoc :b 2 :c 3))))
  (is (nil? (meta (vary-meta (with-meta [1] {:a 1}) (constantly nil)))))
  (let [a (atom 0 :meta {:n 1})]
    (is (= {:n 3} (alter-meta! a update :n + 2)))
    (is (= {:n 3} (meta a)))
    (is (= {:x 1} (reset-meta! a {:x 1})))
    (is (= {:x 1} (meta a)))))

(deftest with-precision-test
  (is (= "0.3333333333" (str (with-precision 10 (/ 1M 3)))))
  (is (= "0.67" (str (with-precision 2 (/ 2M 3)))))
  (is (= "0.66" (str (with-precision 2 :rounding DOWN (/ 2M 3))))))
