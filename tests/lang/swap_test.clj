;; SPDX-License-Identifier: MIT
;; swap! on maps, which are changed in place where only their atom has them.
(ns swap-test (:require [clojure.test :refer [deftest is testing]]))

(def many (zipmap (range 100) (range)))

(deftest what-was-read-stays
  (doseq [start [{:a 1} many (sorted-map :a 1) nil]]
    (let [a (atom start), before @a
          one (swap! a assoc :k 1), two (swap! a assoc :k 2), three (swap! a update :k inc), four (swap! a update :n conj :x)]
      (is (= before start))
      (is (= one (assoc start :k 1)))
      (is (= two (assoc start :k 2)))
      (is (= three (assoc start :k 3)))
      (is (= four @a (assoc start :k 3 :n '(:x)))))))

(deftest nobody-else-has-it
  (let [a (atom {})]
    (dotimes [i 1000] (swap! a assoc i (str i)) (swap! a assoc i i) (swap! a update (rem i 10) inc))
    (is (= 1000 (count @a)))
    (is (= (reduce + (range 1000)) (- (reduce + (vals @a)) 1000)))
    (is (= (hash @a) (hash (into {} @a))))
    (swap! a assoc 0 :changed)
    (is (= (hash @a) (hash (into {} @a))) "the hash is of what is there now")))

(deftest a-literal-stays
  (let [make (fn [] (atom {:a 1}))]
    (swap! (make) assoc :a 2)
    (swap! (make) update :a inc)
    (is (= {:a 1} @(make)))))

(deftest metadata-stays
  (let [a (atom (with-meta {} {:m 1}))]
    (swap! a assoc :k 1)
    (swap! a update :k inc)
    (is (= {:m 1} (meta @a)))
    (is (= {:k 2} @a))))

(deftest functions-that-fail-change-nothing
  (let [a (atom {:k 1})]
    (is (thrown? Exception (swap! a update :k (fn [_] (throw (ex-info "no" {}))))))
    (is (= {:k 1} @a))
    (is (thrown? Exception (swap! (atom 1) assoc :k 1)))
    (is (thrown? Exception (swap! (atom [1]) assoc 5 1)))))

(deftest functions-that-change-the-same-atom
  (testing "another key: what both did is there"
    (let [a (atom {:k 1})]
      (swap! a update :k (fn [v] (swap! a assoc :other true) (inc v)))
      (is (= {:k 2 :other true} @a))))
  (testing "the same key: the function is called again with what is there"
    (let [a (atom {:k 1}), seen (atom [])]
      (swap! a update :k (fn [v] (swap! seen conj v) (when (= v 1) (swap! a assoc :k 10)) (inc v)))
      (is (= {:k 11} @a))
      (is (= [1 10] @seen)))))

(deftest watches-and-validators
  (let [a (atom {:k 1} :validator map?), seen (atom [])]
    (add-watch a :w (fn [_ _ before now] (swap! seen conj [before now])))
    (swap! a assoc :k 2)
    (swap! a update :k inc)
    (is (= [[{:k 1} {:k 2}] [{:k 2} {:k 3}]] @seen))
    (remove-watch a :w)
    (set-validator! a #(< (:k %) 5))
    (is (thrown? Exception (swap! a assoc :k 5)))
    (is (thrown? Exception (swap! a update :k + 5)))
    (is (= {:k 3} @a))))

(deftest another-assoc-counts
  (let [a (atom {})]
    (with-redefs [assoc (fn [m k v] [:mine m k v])]
      (swap! a assoc :k 1))
    (is (= [:mine {} :k 1] @a))))

(deftest many-at-once
  (let [a (atom {})]
    (run! deref (doall (for [_ (range 8)] (future (dotimes [i 500] (swap! a update (rem i 7) (fnil inc 0)) (swap! a update :n (fnil + 0) 1))))))
    (is (= (* 8 500) (:n @a)))
    (is (= (* 8 500) (reduce + (vals (dissoc @a :n)))))))
