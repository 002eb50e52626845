;; SPDX-License-Identifier: MIT
(ns data-test
  (:require [clojure.data :as data :refer [diff]]
            [clojure.test :refer [are deftest is testing]]))

(deftest diff-test
  (are [result a b] (= result (diff a b))
    [nil nil nil] nil nil
    [1 2 nil] 1 2
    [nil nil 1] 1 1
    [1 nil nil] 1 nil
    [nil 1 nil] nil 1
    ["a" "b" nil] "a" "b"
    [:a 1 nil] :a 1

    [nil nil []] [] []
    [nil nil [1 2]] [1 2] [1 2]
    [nil nil [1 2]] [1 2] '(1 2)
    [[nil 2] [nil 3] [1]] [1 2] [1 3]
    [nil [nil nil 3] [1 2]] [1 2] [1 2 3]
    [[nil nil 3] nil [1 2]] [1 2 3] [1 2]
    [[1] nil nil] [1] []
    [nil [1] nil] [] [1]
    [[[nil 2]] [[nil 3]] [[1]]] [[1 2]] [[1 3]]

    [nil nil {}] {} {}
    [nil nil {:a 1}] {:a 1} {:a 1}
    [{:a 1} {:b 1} nil] {:a 1} {:b 1}
    [{:a 1} {:a 2} {:b 2}] {:a 1 :b 2} {:a 2 :b 2}
    [{:a 1} nil nil] {:a 1} {}
    [nil {:a 1} nil] {} {:a 1}
    [{:a {:b 1}} {:a {:b 2}} {:a {:c 3}}] {:a {:b 1 :c 3}} {:a {:b 2 :c 3}}
    [{:a nil} {:a false} {:b nil :c false}] {:a nil :b nil :c false} {:a false :b nil :c false}
    [{:a nil} nil nil] {:a nil} {}

    [nil nil #{}] #{} #{}
    [#{1} #{3} #{2}] #{1 2} #{2 3}
    [#{1} nil nil] #{1} #{}
    [nil #{1} nil] #{} #{1}

    [[1] #{1} nil] [1] #{1}
    [[1] {:a 1} nil] [1] {:a 1}
    [{:a 1} :b nil] {:a 1} :b
    [1 1.0 nil] 1 1.0))

(deftest partitions-test
  (are [result x] (= result (data/equality-partition x))
    :atom nil
    :atom 1
    :atom "s"
    :atom :k
    :map {}
    :map {:a 1}
    :map (sorted-map)
    :set #{}
    :set (sorted-set)
    :sequential []
    :sequential ()
    :sequential (map inc [1])
    :sequential (range 3)))

(deftest similar-test
  (is (= [nil nil {:a 1}] (data/diff-similar {:a 1} {:a 1})))
  (is (= [#{1} #{2} nil] (data/diff-similar #{1} #{2})))
  (is (= [1 2 nil] (data/diff-similar 1 2))))
