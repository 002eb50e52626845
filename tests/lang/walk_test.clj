;; SPDX-License-Identifier: MIT
(ns walk-test
  (:require [clojure.test :refer [are deftest is testing]]
            [clojure.template :as template]
            [clojure.walk :as walk]))

(deftest walk-test
  (is (= 6 (walk/walk inc #(apply + %) [0 1 2])))
  (is (= "(1 2)" (walk/walk identity pr-str '(1 2))))
  (is (= 1 (walk/walk inc identity 1)))
  (is (nil? (walk/walk inc identity nil)))
  (testing "the type of the collection is kept"
    (are [pred coll] (pred (walk/walk identity identity coll))
      list? '(1 2)
      list? '()
      vector? [1 2]
      map? {1 2}
      set? #{1 2}
      sorted? (sorted-map 1 2)
      sorted? (sorted-set 1 2)
      seq? (map inc [1 2])
      map-entry? (first {1 2})
      string? "abc"))
  (testing "metadata is kept"
    (are [coll] (= {:m 1} (meta (walk/walk identity identity (with-meta coll {:m 1}))))
      '(1 2)
      [1 2]
      {1 2}
      #{1 2}
      (map inc [1 2]))))

(deftest postwalk-test
  (are [result f form] (= result (walk/postwalk f form))
    1 identity 1
    2 inc 1
    [2 [3]] #(if (number? %) (inc %) %) [1 [2]]
    {2 3} #(if (number? %) (inc %) %) {1 2}
    #{2 3} #(if (number? %) (inc %) %) #{1 2}
    '(2 (3 [4 {5 6}])) #(if (number? %) (inc %) %) '(1 (2 [3 {4 5}]))
    nil identity nil
    [] identity []
    6 #(if (coll? %) (reduce + 0 %) %) [1 [2 [3]]]
    [1 nil] #(if (= :x %) nil %) [1 :x])
  (testing "the order is innermost first"
    (let [seen (atom [])]
      (walk/postwalk #(do (swap! seen conj %) %) [1 [2]])
      (is (= [1 2 [2] [1 [2]]] @seen)))))

(deftest prewalk-test
  (are [result f form] (= result (walk/prewalk f form))
    1 identity 1
    [2 [3]] #(if (number? %) (inc %) %) [1 [2]]
    {2 3} #(if (number? %) (inc %) %) {1 2}
    [[1 1] [1 1]] #(if (= :pair %) [1 1] %) [:pair :pair])
  (testing "the order is outermost first"
    (let [seen (atom [])]
      (walk/prewalk #(do (swap! seen conj %) %) [1 [2]])
      (is (= [[1 [2]] 1 [2] 2] @seen)))))

(deftest map-entries-test
  (is (= {:b 1} (walk/postwalk #(if (map-entry? %) [:b (val %)] %) {:a 1})))
  (is (= {:b 1} (walk/prewalk #(if (map-entry? %) [:b (val %)] %) {:a 1})))
  (is (= {} (walk/postwalk #(if (map? %) (into {} (remove (comp nil? val) %)) %) {:a nil}))))

(deftest keys-test
  (are [result m] (= result (walk/keywordize-keys m))
    {:a 1} {"a" 1}
    {:a {:b 1}} {"a" {"b" 1}}
    {:a [{:b 1}]} {"a" [{"b" 1}]}
    {:a 1, 2 3} {"a" 1, 2 3}
    {:a "b"} {:a "b"}
    [] []
    nil nil)
  (are [result m] (= result (walk/stringify-keys m))
    {"a" 1} {:a 1}
    {"a" {"b" 1}} {:a {:b 1}}
    {"b" 1} {:a/b 1}
    {"a" :b, 2 3} {:a :b, 2 3}
    [{"x" 1}] [{:x 1}]
    nil nil))

(deftest replace-test
  (is (= '(+ 1 (* 2 1)) (walk/postwalk-replace '{a 1, b 2} '(+ a (* b a)))))
  (is (= '(+ 1 (* 2 1)) (walk/prewalk-replace '{a 1, b 2} '(+ a (* b a)))))
  (is (= [nil :y] (walk/postwalk-replace {:x nil} [:x :y])))
  (is (= [nil :y] (walk/prewalk-replace {:x nil} [:x :y])))
  (is (= {1 2} (walk/postwalk-replace {:a 1 :b 2} {:a :b})))
  (testing "outside in, what was put in is walked again"
    (is (= [[2]] (walk/prewalk-replace {:a [:b] :b 2} [:a])))
    (is (= [[:b]] (walk/postwalk-replace {:a [:b] :b 2} [:a])))))

(deftest demo-test
  (is (= "Walked: 1\nWalked: 2\nWalked: [1 2]\n" (with-out-str (walk/postwalk-demo [1 2]))))
  (is (= "Walked: [1 2]\nWalked: 1\nWalked: 2\n" (with-out-str (walk/prewalk-demo [1 2])))))

(deftest macroexpand-all-test
  (is (= '(if a (do (if b (do c)))) (walk/macroexpand-all '(when a (when b c)))))
  (is (= 1 (walk/macroexpand-all 1))))

(deftest records-test
  (defrecord Point [x y])
  (is (= (->Point 2 3) (walk/postwalk #(if (number? %) (inc %) %) (->Point 1 2))))
  (is (record? (walk/prewalk identity (->Point 1 2)))))

(deftest template-test
  (is (= '(+ 1 2) (template/apply-template '[x y] '(+ x y) [1 2])))
  (is (= '[1 [1]] (template/apply-template '[x] '[x [x]] [1])))
  (is (thrown? AssertionError (template/apply-template '(x) 'x [1])))
  (is (thrown? AssertionError (template/apply-template [:x] 'x [1])))
  (is (= '(do (f 1 2) (f 3 4)) (macroexpand-1 '(clojure.template/do-template [a b] (f a b) 1 2 3 4)))))
