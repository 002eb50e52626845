;; SPDX-License-Identifier: MIT
(ns zip-test
  (:require [clojure.test :refer [are deftest is testing]]
            [clojure.zip :as zip]))

(def data '[[a * b] + [c * d]])
(def dz (zip/vector-zip data))

(deftest moving-test
  (are [result loc] (= result (zip/node loc))
    data dz
    '[a * b] (-> dz zip/down)
    '+ (-> dz zip/down zip/right)
    '[c * d] (-> dz zip/down zip/right zip/right)
    '[c * d] (-> dz zip/down zip/rightmost)
    '[a * b] (-> dz zip/down zip/rightmost zip/leftmost)
    'd (-> dz zip/down zip/rightmost zip/down zip/rightmost)
    '* (-> dz zip/down zip/rightmost zip/down zip/rightmost zip/left)
    '[c * d] (-> dz zip/down zip/rightmost zip/down zip/up)
    data (-> dz zip/down zip/rightmost zip/down zip/up zip/up)
    '[a * b] (-> dz zip/down zip/right zip/left)
    '[c * d] (-> dz zip/down zip/rightmost zip/rightmost)
    '[a * b] (-> dz zip/down zip/leftmost))
  (are [loc] (nil? loc)
    (zip/up dz)
    (zip/left dz)
    (zip/right dz)
    (zip/prev dz)
    (-> dz zip/down zip/left)
    (-> dz zip/down zip/rightmost zip/right)
    (-> dz zip/down zip/right zip/down)
    (zip/down (zip/vector-zip []))))

(deftest looking-test
  (is (zip/branch? dz))
  (is (not (zip/branch? (-> dz zip/down zip/right))))
  (is (= '([a * b] + [c * d]) (zip/children dz)))
  (is (thrown? Exception (zip/children (-> dz zip/down zip/right))))
  (is (= [data '[c * d]] (zip/path (-> dz zip/down zip/rightmost zip/down))))
  (is (nil? (zip/path dz)))
  (is (= '([a * b]) (zip/lefts (-> dz zip/down zip/right))))
  (is (= '([c * d]) (zip/rights (-> dz zip/down zip/right))))
  (is (nil? (zip/lefts (zip/down dz))))
  (is (nil? (zip/rights (-> dz zip/down zip/rightmost))))
  (is (= data (zip/root (-> dz zip/down zip/rightmost zip/down)))))

(deftest editing-test
  (are [result loc] (= result (zip/root loc))
    '[[a * b] - [c * d]] (-> dz zip/down zip/right (zip/replace '-))
    '[[a * b] "+" [c * d]] (-> dz zip/down zip/right (zip/edit str))
    '[[a * b] + [c * d] e] (-> dz (zip/append-child 'e))
    '[e [a * b] + [c * d]] (-> dz (zip/insert-child 'e))
    '[[a * b] x + [c * d]] (-> dz zip/down zip/right (zip/insert-left 'x))
    '[[a * b] + x [c * d]] (-> dz zip/down zip/right (zip/insert-right 'x))
    '[[a * b] [c * d]] (-> dz zip/down zip/right zip/remove)
    '[+ [c * d]] (-> dz zip/down zip/remove)
    '[[* b] + [c * d]] (-> dz zip/down zip/down zip/remove)
    '[[a / b] + [c * d]] (-> dz zip/down zip/down zip/right (zip/edit (constantly '/)))
    42 (zip/replace dz 42))
  (is (= '[[a * b :x 1] + [c * d]]
         (-> dz zip/down (zip/edit conj :x 1) zip/root)))
  (testing "several changes"
    (is (= '[[x * y] + [c * d]]
           (-> dz zip/down zip/down (zip/replace 'x) zip/rightmost (zip/replace 'y) zip/root))))
  (testing "at the top"
    (is (thrown? Exception (zip/insert-left dz 1)))
    (is (thrown? Exception (zip/insert-right dz 1)))
    (is (thrown? Exception (zip/remove dz)))))

(deftest walking-test
  (is (= '[a * b + c * d]
         (->> dz (iterate zip/next) (take-while (complement zip/end?)) (map zip/node) (remove vector?))))
  (is (= 10 (count (->> dz (iterate zip/next) (take-while (complement zip/end?))))))
  (testing "the end stays the end"
    (let [end (->> dz (iterate zip/next) (drop-while (complement zip/end?)) first)]
      (is (zip/end? end))
      (is (zip/end? (zip/next end)))
      (is (= data (zip/root end)))))
  (testing "backwards"
    (is (= 'b (-> dz zip/down zip/right zip/prev zip/node)))
    (is (= data (-> dz zip/down zip/prev zip/node)))
    (is (= 'd (-> dz zip/down zip/rightmost zip/down zip/rightmost zip/node))))
  (testing "changes on the way"
    (is (= '[[a / b] + [c / d]]
           (loop [loc dz]
             (cond
               (zip/end? loc) (zip/root loc)
               (= '* (zip/node loc)) (recur (zip/next (zip/replace loc '/)))
               :else (recur (zip/next loc))))))
    (is (= '[[a b] + [c d]]
           (loop [loc dz]
             (cond
               (zip/end? loc) (zip/root loc)
               (= '* (zip/node loc)) (recur (zip/next (zip/remove loc)))
               :else (recur (zip/next loc))))))))

(deftest seq-zip-test
  (let [z (zip/seq-zip '(+ (* 1 2) 3))]
    (is (= '(* 1 2) (-> z zip/down zip/right zip/node)))
    (is (= '(+ 2 3) (-> z zip/down zip/right (zip/replace 2) zip/root)))
    (is (= {:m 1} (meta (-> (zip/seq-zip (with-meta '(1 2) {:m 1})) zip/down (zip/replace 3) zip/root))))))

(deftest xml-zip-test
  (let [z (zip/xml-zip {:tag :a :content [{:tag :b :content ["x"]} "y"]})]
    (is (= "x" (-> z zip/down zip/down zip/node)))
    (is (= "y" (-> z zip/down zip/right zip/node)))
    (is (= {:tag :a :content [{:tag :b :content ["z"]} "y"]}
           (-> z zip/down zip/down (zip/replace "z") zip/root)))
    (is (= {:tag :a :content ["y"]} (-> z zip/down zip/remove zip/root)))))

(deftest zipper-test
  (let [z (zip/zipper map? #(map val (sort-by key %)) (fn [node children] (zipmap (sort (keys node)) children))
                      {:a 1 :b {:c 2}})]
    (is (= 1 (-> z zip/down zip/node)))
    (is (= {:a 1 :b {:c 3}} (-> z zip/down zip/right zip/down (zip/edit inc) zip/root)))))

(deftest changed-root-test
  (is (= [[2] {:changed? true}] (zip/replace (zip/vector-zip [1]) [2]))))
