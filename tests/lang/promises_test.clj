;; SPDX-License-Identifier: MIT
(ns promises-test
  (:require [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(deftest deliver-once
  (let [p (promise)]
    (is (not (realized? p)))
    (is (identical? p (deliver p 1)))
    (is (realized? p))
    (is (= 1 @p (deref p)))
    (is (nil? (deliver p 2)))
    (is (= 1 @p))))

(deftest any-value
  (are [x] (= x @(doto (promise) (deliver x)))
    nil false true 0 1.5 "" "text" :k 'sym [] {:a 1} 100000000000000000000)
  (let [p (promise)]
    (deliver p nil)
    (is (realized? p))
    (is (nil? (deref p 1 :late)))))

(deftest a-promise-is-a-function
  (let [p (promise)]
    (is (ifn? p))
    (is (not (fn? p)))
    (is (identical? p (p :x)))
    (is (nil? (p :y)))
    (is (= :x @p))
    (is (thrown? IllegalArgumentException (p)))
    (is (thrown? IllegalArgumentException (p 1 2))))
  (is (= [:a] (let [p (promise)] (run! p [:a :b]) [@p]))))

(deftest timeouts
  (let [p (promise)]
    (is (= :late (deref p 0 :late)))
    (is (= :late (deref p -5 :late)))
    (is (= :late (deref p 1 :late)))
    (is (= nil (deref p 1.5 nil)))
    (is (not (realized? p)))
    (deliver p :there)
    (is (= :there (deref p 0 :late)))
    (is (= :there (deref p 100000 :late)))
    (is (thrown? ClassCastException (deref p "soon" :late)))
    (is (thrown? Exception (deref (atom 1) 1 :late)))))

(deftest waiting
  (testing "a thread waits until another delivers"
    (let [asked (promise), answer (promise)
          f (future (deliver asked :question) [:got @answer])]
      (is (= :question @asked))
      (is (not (realized? f)))
      (deliver answer 42)
      (is (= [:got 42] @f))))
  (testing "everybody who waits is woken"
    (let [p (promise)
          fs (doall (for [i (range 20)] (future [i @p])))]
      (deliver p :go)
      (is (= (for [i (range 20)] [i :go]) (map deref fs)))))
  (testing "with a timeout that is not used up"
    (let [p (promise), f (future (deref p 60000 :late))]
      (deliver p :early)
      (is (= :early @f))))
  (testing "one of many deliveries wins"
    (let [p (promise)
          wins (doall (for [i (range 30)] (future (when (deliver p i) i))))
          won (remove nil? (map deref wins))]
      (is (= 1 (count won)))
      (is (= @p (first won))))))

(deftest ping-pong
  (let [n 500
        balls (vec (repeatedly (inc (* 2 n)) promise))
        side  (fn [start] (future (loop [i start]
                                    (when (< i (dec (count balls)))
                                      (deliver (balls (inc i)) (inc @(balls i)))
                                      (recur (+ i 2))))))
        a (side 0), b (side 1)]
    (deliver (balls 0) 0)
    @a @b
    (is (= (* 2 n) @(peek balls)))))

(deftest printing
  (let [p (promise)]
    (is (str/starts-with? (pr-str p) "#object[cljsh.Promise 0x"))
    (is (str/ends-with? (pr-str p) " {:status :pending, :val nil}]"))
    (deliver p [1 "x"])
    (is (str/ends-with? (pr-str p) " {:status :ready, :val [1 \"x\"]}]"))))

(deftest delays-under-threads
  (testing "the body runs once, whoever asks"
    (let [runs (atom 0), start (promise)
          d (delay (swap! runs inc) (cljsh.core/pause 2) :value)
          fs (doall (repeatedly 20 #(future @start @d)))]
      (is (not (realized? d)))
      (deliver start true)
      (is (= (repeat 20 :value) (map deref fs)))
      (is (= 1 @runs))
      (is (realized? d))))
  (testing "an exception is everybody's"
    (let [runs (atom 0)
          d (delay (swap! runs inc) (throw (ex-info "no" {})))
          fs (doall (repeatedly 10 #(future (try @d (catch Exception e (ex-message e))))))]
      (is (= (repeat 10 "no") (map deref fs)))
      (is (= 1 @runs)))))

(deftest lazy-seqs-under-threads
  (let [runs (atom 0)
        s (map (fn [x] (swap! runs inc) (* x x)) (range 2000))
        fs (doall (repeatedly 8 #(future (reduce + s))))
        sum (reduce + (map #(* % %) (range 2000)))]
    (is (= (repeat 8 sum) (map deref fs)))
    (is (= 2000 @runs))))

(deftest atoms-under-threads
  (testing "no change is lost"
    (let [a (atom 0), m (atom {}), v (atom [])
          fs (doall (for [k (range 8)]
                      (future (dotimes [i 500]
                                (swap! a inc)
                                (swap! m update k (fnil inc 0))
                                (swap! v conj k)))))]
      (run! deref fs)
      (is (= 4000 @a))
      (is (= (zipmap (range 8) (repeat 500)) @m))
      (is (= (zipmap (range 8) (repeat 500)) (frequencies @v)))))
  (testing "swap-vals! gives every step once"
    (let [a (atom 0)
          fs (doall (repeatedly 6 #(future (doall (repeatedly 300 (fn [] (swap-vals! a inc)))))))
          steps (sort (mapcat deref fs))]
      (is (= (for [i (range 1800)] [i (inc i)]) steps))))
  (testing "watches see every change once"
    (let [a (atom 0), sum (atom 0)]
      (add-watch a :sum (fn [_ _ old new] (swap! sum + (- new old))))
      (run! deref (doall (repeatedly 6 #(future (dotimes [_ 200] (swap! a + 2))))))
      (is (= 2400 @a @sum))))
  (testing "compare-and-set! is won by one"
    (let [a (atom :free)
          fs (doall (for [i (range 20)] (future (compare-and-set! a :free i))))]
      (is (= 1 (count (filter true? (map deref fs)))))
      (is (number? @a)))))
