;; SPDX-License-Identifier: MIT
;; sort and sort-by: keys of one make are sorted by what their order shows in a
;; word, comparators that are known are not called.  By a function of one's own
;; the same must come out, which is stable.
(ns sorting-test
  (:require [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]))

(defn- numbers
  "n numbers from 0 to limit - 1, in some order."
  [n limit]
  (mapv #(mod (bit-shift-right % 16) limit)
        (take n (iterate #(mod (+ (* % 1103515245) 12345) 4294967296) 42))))

(defn- plainly
  "Sorted by insertion, one comparison after the other."
  [before? coll]
  (reduce (fn [sorted x]
            (let [[smaller larger] (split-with #(not (before? x %)) sorted)]
              (vec (concat smaller [x] larger))))
          [] coll))

(def makes
  {:ints        #(numbers % 1000)
   :few-ints    #(numbers % 3)
   :wide-ints   (fn [n] (map #(* (- % 500) 2305843009213693) (numbers n 1000)))
   :doubles     (fn [n] (map #(/ (- % 500) 7.0) (numbers n 1000)))
   :zeros       (fn [n] (map [0.0 -0.0 1.0 -1.0 ##Inf ##-Inf] (numbers n 6)))
   :mixed       (fn [n] (map [1 1.0 1/2 2 1.5M 3N 100000000000000000000] (numbers n 7)))
   :strings     (fn [n] (map str (numbers n 300)))
   :same-start  (fn [n] (map #(str "a/long/beginning/" %) (numbers n 300)))
   :prefixes    (fn [n] (map #(subs "aaaaaaaaaaaaaaaaaaaaaaaa" 0 %) (numbers n 24)))
   :nul         (fn [n] (map ["" "\u0000" "\u0000\u0000" "a" "a\u0000" "a\u0000b" "ab"] (numbers n 7)))
   :latin       (fn [n] (map ["é" "e" "z" "ÿ" "zz" "éa"] (numbers n 6)))
   :wide        (fn [n] (map ["é" "e" "λ" "z" "€" "😀" ""] (numbers n 7)))
   :keywords    (fn [n] (map #(keyword (str "k" %)) (numbers n 100)))
   :pairs       (fn [n] (map vector (numbers n 10) (numbers n 1000)))
   :entries     (fn [n] (seq (zipmap (numbers n 1000) (range))))
   :big-pairs   (fn [n] (map (fn [a b] [(- 1152921504606846975 a) b]) (numbers n 4) (numbers n 1000)))
   :rows        (fn [n] (map (fn [a b] [a (str "n" b) (- b) a]) (numbers n 4) (rest (numbers (inc n) 20))))
   :halves      (fn [n] (map (fn [a] [a (if (odd? a) :x nil)]) (numbers n 30)))
   :string-rows (fn [n] (map (fn [a] [(str a) a]) (numbers n 50)))
   :floats      (fn [n] (map (fn [a] [(/ a 2.0) (- a)]) (numbers n 50)))
   :lengths     (fn [n] (map #(vec (range % (* 2 %))) (numbers n 5)))
   :long        (fn [n] (map (fn [a] (assoc (vec (range 40)) 35 a)) (numbers n 50)))
   :nils        (fn [n] (map [nil "a" nil "b"] (numbers n 4)))})

(deftest sorted-as-one-comparison-after-the-other-does-it
  (doseq [[make elements] makes
          n               [0 1 2 15 16 17 40 150]
          :let [coll (elements n)]]
    (testing [make n]
      (let [less #(neg? (compare %1 %2))]
        (is (= (map pr-str (plainly less coll)) (map pr-str (sort coll))))
        (is (= (map pr-str (sort coll)) (map pr-str (sort compare coll))))
        (is (= (plainly #(less (first %1) (first %2)) (map vector coll (range)))
               (sort-by first (map vector coll (range)))))))))

(deftest comparators-that-are-known
  (doseq [make [:ints :few-ints :wide-ints :doubles :zeros :mixed]
          :let [coll ((makes make) 150), rows (map vector coll (range))]]
    (testing make
      (is (= (map pr-str (plainly > coll)) (map pr-str (sort > coll))))
      (is (= (map pr-str (plainly < coll)) (map pr-str (sort < coll))))
      (is (= (plainly #(> (first %1) (first %2)) rows) (sort-by first > rows)))
      (is (= (plainly #(< (first %1) (first %2)) rows) (sort-by first < rows)))
      (is (= (dedupe (sort > (map double coll))) (seq (apply sorted-set-by > (map double coll)))))
      (when (every? int? coll)
        (is (= (dedupe (sort < coll)) (seq (apply sorted-set-by < coll))))
        (is (= (dedupe (sort > coll)) (seq (apply sorted-set-by > coll)))))))
  (is (= [3 2 1] (seq (sorted-set-by > 1 2 3))))
  (is (nil? ((sorted-set-by > 1 2 3) 4)))
  (is (thrown? Exception (doall (sort > ["a" "b"]))))
  (is (thrown? Exception (doall (sort < [1 nil 2]))))
  (is (= [2 1] (with-redefs [compare (fn [a b] (< a b))] (sort > [1 2])))))

(deftest what-can-not-be-compared-is-found
  (doseq [coll [(conj (vec (range 100)) "a")
                (conj (mapv str (range 100)) :a)
                (conj (mapv vector (range 100)) ["a"])
                (mapv (fn [i] [1 (if (= i 70) "a" i)]) (range 100))
                (mapv (fn [i] [1 2 3 4 (if (= i 70) "a" i)]) (range 100))]]
    (is (thrown? ClassCastException (sort coll)))
    (is (thrown? ClassCastException (sort-by identity coll)))))

(deftest maps-sorted
  (is (= [[1 :b] [2 :a] [3 :c]] (sort {2 :a 1 :b 3 :c})))
  (is (= [:c :a :b] (map key (sort-by val > {:a 2 :b 1 :c 3}))))
  (let [words (frequencies (str/split (apply str (interpose " " (map #(mod (* % %) 31) (range 500)))) #" "))]
    (is (= (plainly #(neg? (compare [(- (val %1)) (key %1)] [(- (val %2)) (key %2)])) words)
           (sort-by (juxt (comp - val) key) words)))))
