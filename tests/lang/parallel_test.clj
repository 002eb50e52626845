;; SPDX-License-Identifier: MIT
(ns parallel-test
  (:require [clojure.test :refer [are deftest is testing]]))

(def ^:dynamic *k* 1)

(deftest pmap-values
  (are [expected actual] (= expected actual)
    []                   (pmap inc [])
    []                   (pmap inc nil)
    [1 2 3]              (pmap inc [0 1 2])
    (range 1 201)        (pmap inc (range 200))
    [[1 :a] [2 :b]]      (pmap vector [1 2 3] [:a :b])
    [[1 :a "x"]]         (pmap vector [1 2 3] [:a :b] ["x"])
    [nil false]          (pmap identity [nil false])
    [2 4]                (take 2 (pmap #(* 2 %) (iterate inc 1)))
    [0 1 2]              (take 3 (pmap identity (range)))
    [[:a 1] [:b 2]]      (pmap identity {:a 1 :b 2}))
  (is (seq? (pmap inc [1])))
  (is (= (map inc (range 1000)) (pmap inc (vec (range 1000))))))

(deftest pmap-is-lazy-and-a-little-ahead
  (let [calls (atom 0)]
    (pmap (fn [x] (swap! calls inc) x) (range 1000))
    (is (zero? @calls)))
  (let [calls (atom 0), s (pmap (fn [x] (swap! calls inc) x) (range 10000))]
    (is (= 0 (first s)))
    (is (< @calls 1000))))

(deftest pmap-at-the-same-time
  (testing "two calls can wait for each other"
    (let [a (promise) b (promise)]
      (is (= [:b :a]
             (pmap (fn [i] (if (zero? i) (do (deliver a :a) @b) (do (deliver b :b) @a)))
                   [0 1]))))))

(deftest pmap-exceptions
  (is (thrown? Exception (doall (pmap #(/ 1 %) [1 0]))))
  (is (= "no" (try (doall (pmap (fn [_] (throw (ex-info "no" {}))) [1]))
                   (catch Exception e (ex-message (ex-cause e))))))
  (is (= 1 (first (pmap #(/ 1 %) [1 0])))))

(deftest bindings
  (binding [*k* 10]
    (is (= [10 20 30] (pmap #(* *k* %) [1 2 3])))
    (is (= [10 11] (pcalls (fn [] *k*) (fn [] (inc *k*)))))
    (is (= [10 100] (pvalues *k* (* *k* *k*))))))

(deftest pcalls-and-pvalues
  (is (= [] (pcalls)))
  (is (= [1 2 3] (pcalls (fn [] 1) (constantly 2) #(+ 1 2))))
  (is (= [] (pvalues)))
  (is (= [3 7 nil] (pvalues (+ 1 2) (+ 3 4) nil)))
  (is (thrown? Exception (doall (pvalues 1 (/ 1 0))))))

(deftest seque-values
  (are [expected actual] (= expected actual)
    []                (seque [])
    []                (seque nil)
    [1 2 3]           (seque [1 2 3])
    [nil false nil]   (seque [nil false nil])
    (range 1000)      (seque (range 1000))
    (range 1000)      (seque 1 (range 1000))
    (range 50)        (seque 7 (map identity (range 50)))
    [0 1 2 3 4]       (take 5 (seque (range)))
    [0 1 2 3 4]       (take 5 (seque 2 (iterate inc 0))))
  (is (seq? (seque [1]))))

(deftest seque-ahead-but-not-far
  (let [made (atom 0)
        unchunked (fn f [i] (lazy-seq (swap! made inc) (cons i (f (inc i)))))
        s (seque 5 (unchunked 0))]
    (is (= 0 (first s)))
    (is (= [0 1 2] (take 3 s)))
    (is (<= @made 12))))

(deftest seque-computes-elsewhere
  (let [gate (promise)
        s (seque (lazy-seq (cons @gate nil)))]
    (deliver gate :x)
    (is (= [:x] s)))
  (testing "two passes over one, and two threads in one"
    (let [s (seque 3 (range 300))
          fs (doall (repeatedly 4 #(future (reduce + s))))]
      (is (= (repeat 4 44850) (map deref fs)))
      (is (= 44850 (reduce + s))))))

(deftest seque-exceptions
  (let [s (seque (map #(/ 12 %) (list 1 2 0 3)))]
    (is (= [12 6] (take 2 s)))
    (is (thrown? ArithmeticException (doall s)))))

(deftest fairness
  (testing "a busy thread lets others work, and one that waits for it too"
    (let [stop (atom false)
          busy (doall (repeatedly 3 #(future (loop [i 0] (if @stop i (recur (inc i)))))))
          quick (doall (for [i (range 20)] (future (cljsh.core/pause 0) i)))]
      (is (= (range 20) (map deref quick)))
      (reset! stop true)
      (is (every? nat-int? (map deref busy))))))

(deftest python-threads
  (testing "Clojure functions on threads that Python starts"
    (let [threading (py/__import__ "threading")
          sum (atom 0), seen (atom [])
          ts (binding [*k* 5]
               (doall (for [i (range 5)]
                        (.Thread threading ** {:target (fn [] (dotimes [_ 100] (swap! sum inc))
                                                         (swap! seen conj *k*))}))))]
      (run! #(.start %) ts)
      (run! #(.join %) ts)
      (is (= 500 @sum))
      (is (= [1 1 1 1 1] @seen))))
  (testing "and back"
    (let [threading (py/__import__ "threading"), p (promise)
          t (.Thread threading ** {:target (fn [] (deliver p @(future (binding [*k* 2] *k*))))})]
      (.start t)
      (is (= 2 @p))
      (.join t))))
