;; SPDX-License-Identifier: MIT
(ns collections-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest vectors-test
  (are [result x] (= result x)
    [] (vector)
    [1 2] (vector 1 2)
    [1 2] (vec '(1 2))
    [] (vec nil)
    [[:a 1]] (vec {:a 1})
    [\a \b] (vec "ab")
    [1 2 3] (conj [1] 2 3)
    [1] (conj [1])
    [1 :x 3] (assoc [1 2 3] 1 :x)
    [1 2] (assoc [1] 1 2)
    [1 :a :b] (assoc [1 2 3] 1 :a 2 :b)
    [2 2 3] (update [1 2 3] 0 inc)
    2 (nth [1 2 3] 1)
    :none (nth [1 2 3] 9 :none)
    :none (nth nil 0 :none)
    nil (nth nil 0)
    2 ([1 2 3] 1)
    2 (get [1 2 3] 1)
    nil (get [1 2 3] 3)
    nil (get [1 2 3] -1)
    :none (get [1 2 3] 3 :none)
    nil (get [1 2 3] :a)
    nil (get [1 2 3] "0")
    3 (peek [1 2 3])
    nil (peek [])
    [1 2] (pop [1 2 3])
    [2 3] (subvec [1 2 3] 1)
    [2] (subvec [1 2 3] 1 2)
    [] (subvec [1 2 3] 3)
    '(3 2 1) (rseq [1 2 3])
    nil (rseq [])
    [1 2] (mapv inc [0 1])
    [5 7 9] (mapv + [1 2 3] [4 5 6])
    [1 3] (filterv odd? [1 2 3])
    3 (count [1 2 3])
    [0 1] (find [1] 0)
    nil (find [1] 1)
    true (contains? [1 2] 1)
    false (contains? [1 2] 2)
    false (contains? [1 2] -1)
    [] (empty [1 2])
    [1 [2 :x]] (assoc-in [1 [2 3]] [1 1] :x)
    3 (get-in [1 [2 3]] [1 1])
    6 (reduce + [1 2 3])
    [0 :a 1 :b] (reduce-kv (fn [r i x] (conj r i x)) [] [:a :b])
    6 (apply + [1 2 3])
    [3 2 1] (into [] (rseq [1 2 3]))
    true (= (vec (range 1000)) (into [] (range 1000)))
    999 (peek (vec (range 1000)))
    500 (nth (vec (range 1000)) 500))
  (is (= (range 1056) (loop [v (vec (range 1056)) s ()] (if (seq v) (recur (pop v) (cons (peek v) s)) s))))
  (is (= [0 1 :x 3] (let [v [0 1 2 3]] (assoc v 2 :x) (assoc v 2 :x))))
  (is (let [v (vec (range 100)) w (assoc v 50 :x)] (and (= 50 (v 50)) (= :x (w 50)))))
  (are [form] (thrown? Exception form)
    (nth [1 2] 2)
    (nth [1 2] -1)
    ([1 2] 2)
    ([1 2] :a)
    (assoc [1] 2 :x)
    (assoc [1] :a :x)
    (assoc [1] -1 :x)
    (pop [])
    (subvec [1 2] 1 3)
    (subvec [1 2] 2 1)
    (subvec [1 2] -1)
    (contains? 1 1)))

(deftest subvectors-test
  (let [s (subvec (vec (range 10)) 2 6)]
    (are [result x] (= result x)
      [2 3 4 5] s
      4 (count s)
      2 (s 0)
      [2 3 4 5 :x] (conj s :x)
      [2 :x 4 5] (assoc s 1 :x)
      [2 3 4] (pop s)
      5 (peek s)
      [3 4] (subvec s 1 3)
      '(5 4 3 2) (rseq s)
      14 (reduce + s)
      [] (empty s))
    (is (vector? s))
    (is (thrown? Exception (nth s 4)))
    (is (= (vec (range 10)) (vec (range 10))))))

(deftest lists-test
  (are [result x] (= result x)
    () (list)
    '(1 2) (list 1 2)
    '(0 1) (cons 0 '(1))
    '(0) (cons 0 nil)
    '(2 1) (conj '(1) 2)
    '(3 2 1) (conj () 1 2 3)
    '(1) (conj nil 1)
    1 (first '(1 2))
    '(2) (rest '(1 2))
    () (rest '(1))
    () (rest ())
    nil (next '(1))
    1 (peek '(1 2))
    nil (peek ())
    '(2) (pop '(1 2))
    2 (nth '(1 2) 1)
    :none (nth '(1) 5 :none)
    nil (get '(1 2) 0)
    2 (count '(1 2))
    () (empty '(1))
    '(1 2 3 4) (list* 1 2 [3 4])
    '(1 2) (list* [1 2])
    nil (list* nil)
    '(1) (list* 1 nil))
  (is (list? (list 1)))
  (is (list? ()))
  (is (not (list? (cons 1 ()))))
  (is (not (list? (rest [1 2]))))
  (is (seq? (cons 1 ())))
  (is (thrown? Exception (pop ())))
  (is (thrown? Exception (nth '(1) 1)))
  (is (thrown? Exception ('(1 2) 0))))

(deftest maps-test
  (are [result x] (= result x)
    {} (hash-map)
    {:a 1} (hash-map :a 1)
    {:a 1} (array-map :a 1)
    {:a 1 :b 2} (assoc {:a 1} :b 2)
    {:a 2} (assoc {:a 1} :a 2)
    {:a 1} (assoc nil :a 1)
    {:a 1 :b 2} (assoc {} :a 1 :b 2)
    {nil nil} (assoc {} nil nil)
    {:b 2} (dissoc {:a 1 :b 2} :a)
    {:a 1} (dissoc {:a 1} :x)
    {:a 1} (dissoc {:a 1})
    {} (dissoc {:a 1 :b 2} :a :b)
    nil (dissoc nil :a)
    1 (get {:a 1} :a)
    nil (get {:a 1} :b)
    :none (get {:a 1} :b :none)
    nil (get {:a nil} :a :none)
    nil (get nil :a)
    :none (get nil :a :none)
    1 ({:a 1} :a)
    :none ({:a 1} :b :none)
    1 (:a {:a 1})
    nil (:a nil)
    :none (:a {} :none)
    nil (:a 5)
    1 ('a {'a 1})
    [:a 1] (find {:a 1} :a)
    nil (find {:a 1} :b)
    [:a nil] (find {:a nil} :a)
    true (contains? {:a nil} :a)
    false (contains? {} nil)
    false (contains? nil :a)
    {:a 1 :b 2} (merge {:a 1} {:b 2})
    {:a 2} (merge {:a 1} {:a 2})
    {:a 1} (merge nil {:a 1})
    {:a 1} (merge {:a 1} nil)
    nil (merge)
    nil (merge nil nil)
    {:a 1} (merge {} [:a 1])
    {:a 3} (merge-with + {:a 1} {:a 2})
    {:a [1 2] :b [3]} (merge-with into {:a [1]} {:a [2] :b [3]})
    nil (merge-with +)
    {:a 1} (conj {} [:a 1])
    {:a 1 :b 2} (conj {:a 1} {:b 2})
    {:a 1} (conj {:a 1} nil)
    {:a 1} (into {} [[:a 1]])
    {:a 1} (into {} {:a 1})
    {:a 1} (select-keys {:a 1 :b 2} [:a :c])
    {} (select-keys nil [:a])
    {:a 1 :b 2} (zipmap [:a :b] [1 2 3])
    {} (zipmap [] [1])
    {:a 2} (update {:a 1} :a inc)
    {:a [1]} (update {} :a (fnil conj []) 1)
    {:a 6} (update {:a 1} :a + 2 3)
    {:a {:b 1}} (assoc-in {} [:a :b] 1)
    {:a {:b 1 :c 2}} (assoc-in {:a {:b 1}} [:a :c] 2)
    1 (get-in {:a {:b 1}} [:a :b])
    nil (get-in {:a 1} [:a :b])
    :none (get-in {} [:a] :none)
    :none (get-in {:a [1 nil]} [:a 2] :none)
    nil (get-in {:a [1 nil]} [:a 1] :none)
    {:a 1} (get-in {:a 1} [] :none)
    :none (get-in {:a {:b 1}} '(:a :c) :none)
    {:a 1} (get-in {:a 1} [])
    {:a {:b 2}} (update-in {:a {:b 1}} [:a :b] inc)
    {:a {1 {:c [1 1]}}} (let [k 1] (update-in {} [:a k :c] (fnil conj []) k k))
    [[1 2] [5 4]] (let [i 1, j 0] (update-in [[1 2] [3 4]] [i j] + 1 1))
    {:a :x} (update {:a {:k :x}} :a :k)
    {:a true} (update {:a 2} :a < 3 4)
    [{:a 2} {:a 0} {:a 1}] (let [m {:a 1}] [(update m :a inc) (update m :a dec) m])
    [{:a [1]} {:a [1 2]}] (let [m {:a [1]}, n (update m :a (fn [v] (conj v (inc (count m)))))] [m n])
    {:a "x"} (let [m {:a "x"}] (try (update m :a inc) (catch Exception _ m)))
    {:a {:b [0 1 2]}} (let [m {:a {:b (vec (range 3))}}] (try (update-in m [:a :b] (fn [v] (conj v (nth v 10)))) (catch Exception _ m)))
    {1.5 {1.5 2.5}} (let [d (+ 1.0 0.5)] (assoc-in {} [d d] (+ d 1)))
    #{:a :b} (set (keys {:a 1 :b 2}))
    #{1 2} (set (vals {:a 1 :b 2}))
    nil (keys {})
    nil (vals nil)
    2 (count {:a 1 :b 2})
    {} (empty {:a 1})
    :a (key (first {:a 1}))
    1 (val (first {:a 1}))
    {:a 2 :b 3} (update-vals {:a 1 :b 2} inc)
    {"a" 1} (update-keys {:a 1} name)
    {:a 3} (reduce-kv (fn [m k v] (assoc m k (inc v))) {} {:a 2})
    {1 [1 3] 0 [2]} (group-by #(mod % 2) [1 2 3])
    {:a 2 :b 1} (frequencies [:a :b :a])
    [:a 1 :b 2] (apply concat (array-map :a 1 :b 2))
    {1 :a} (into {} (map (fn [[k v]] [v k])) {:a 1}))
  (is (nil? (seq {})))
  (is (map-entry? (first {:a 1})))
  (is (not (map-entry? [1 2])))
  (are [form] (thrown? Exception form)
    (hash-map :a)
    (assoc {} :a)
    (conj {} 1)
    (conj {} [1])
    (conj {} [1 2 3])
    (key 1)
    ({:a 1})
    (update-vals 1 inc))
  (is (thrown? Exception (read-string "{:a 1 :a 2}")))
  (is (thrown? Exception (read-string "{:a}"))))

(deftest larger-maps-test
  (let [m (into {} (map #(vector % (* % %))) (range 1000))]
    (is (= 1000 (count m)))
    (is (every? #(= (* % %) (m %)) (range 1000)))
    (is (nil? (m 1000)))
    (is (= 500 (count (reduce dissoc m (range 500)))))
    (is (= {} (reduce dissoc m (range 1000))))
    (is (= (set (range 1000)) (set (keys m))))
    (is (= 332833500 (reduce + (vals m))))
    (is (= 332833500 (reduce-kv (fn [sum k v] (+ sum v)) 0 m))))
  (testing "insertion order of small maps"
    (is (= [:z :y :x :a] (keys {:z 1 :y 2 :x 3 :a 4})))
    (is (= [:b :a] (keys (assoc (array-map :b 1 :a 2) :b 3)))))
  (testing "keys of one hash"
    (let [ks (map #(str "k" %) (range 200))]
      (is (= (zipmap ks (range)) (into {} (shuffle (seq (zipmap ks (range))))))))))

(deftest sets-test
  (are [result x] (= result x)
    #{} (hash-set)
    #{1 2} (hash-set 1 2 1)
    #{1 2} (set [1 2 1])
    #{} (set nil)
    #{\a \b} (set "aba")
    #{1 2} (conj #{1} 2)
    #{1} (conj #{1} 1)
    #{1} (disj #{1 2} 2)
    #{1} (disj #{1} 2)
    #{} (disj #{1 2} 1 2)
    nil (disj nil 1)
    1 (get #{1} 1)
    nil (get #{1} 2)
    :none (get #{1} 2 :none)
    1 (#{1} 1)
    nil (#{1} 2)
    nil (#{nil} nil)
    true (contains? #{nil} nil)
    false (contains? #{1} nil)
    :a (:a #{:a})
    2 (count #{1 2})
    nil (seq #{})
    #{} (empty #{1})
    #{2 3} (into #{} (map inc) [1 2])
    [1 3] (filterv #{1 3} [1 2 3])
    true (= #{1 2 3} (set '(3 2 1)))
    1000 (count (set (range 1000))))
  (is (thrown? Exception (read-string "#{1 1}")))
  (is (thrown? Exception (disj [1] 1)))
  (is (thrown? Exception (#{1}))))

(deftest sorted-test
  (are [result x] (= result x)
    [[:a 1] [:b 2] [:c 3]] (seq (sorted-map :b 2 :c 3 :a 1))
    [[:c 3] [:b 2] [:a 1]] (seq (sorted-map-by #(compare %2 %1) :b 2 :c 3 :a 1))
    [[3 :c] [1 :a]] (seq (sorted-map-by > 1 :a 3 :c))
    [1 2 3] (seq (sorted-set 3 1 2))
    [3 2 1] (seq (sorted-set-by > 3 1 2))
    [1 2 3 4] (seq (conj (sorted-set 4 2) 3 1))
    [[1 :x]] (seq (assoc (sorted-map 1 :a) 1 :x))
    [1 3] (seq (disj (sorted-set 1 2 3) 2))
    [[2 :b]] (seq (dissoc (sorted-map 1 :a 2 :b) 1))
    [2 3] (subseq (sorted-set 1 2 3) > 1)
    [1 2] (subseq (sorted-set 1 2 3) <= 2)
    [2] (subseq (sorted-set 1 2 3) > 1 < 3)
    nil (subseq (sorted-set 1 2) > 2)
    () (subseq (sorted-set 1 2) < 1)
    () (subseq (sorted-set 1 2) > 1 < 2)
    nil (subseq (sorted-set 1 2) > 3 < 9)
    () (rsubseq (sorted-set 1 2) > 2)
    nil (rsubseq (sorted-set 1 2) < 1)
    nil (rsubseq (sorted-set 1 2) > -5 < 0)
    () (rsubseq (sorted-set 1 2) > 1 < 2)
    [3 2] (rsubseq (sorted-set 1 2 3) >= 2)
    [[2 :b]] (subseq (sorted-map 1 :a 2 :b) >= 2)
    [3 2 1] (rseq (sorted-set 1 2 3))
    nil (rseq (sorted-set))
    [1 :a] (first (sorted-map 2 :b 1 :a))
    :a (get (sorted-map 1 :a) 1)
    :none (get (sorted-map 1 :a) 2 :none)
    :a ((sorted-map 1 :a) 1)
    1 ((sorted-set 1 2) 1)
    true (contains? (sorted-set 1) 1)
    [nil 1] (seq (sorted-set 1 nil))
    ["a" "b"] (keys (sorted-map "b" 1 "a" 2))
    (range 500) (seq (into (sorted-set) (shuffle (range 500))))
    (range 0 500 2) (seq (reduce disj (into (sorted-set) (range 500)) (range 1 500 2))))
  (is (sorted? (empty (sorted-map 1 2))))
  (is (= [3 2 1] (seq (into (empty (sorted-set-by >)) [1 2 3]))))
  (is (thrown? Exception (sorted-set 1 "a")))
  (is (thrown? Exception (sorted-map 1 2 :a 3)))
  (is (thrown? Exception (get (sorted-map 1 2) :a))))

(deftest keys-of-sorted-collections-are-in-their-natural-order
  ;; Against a tree whose comparator is a function, and so is called for each pair.
  (doseq [ks [(for [a [0 1 -1 7 134217727 134217728 -134217728 -134217729], b [0 -3 134217727 134217728 -134217729 1.5]] [a b])
              (for [a [0 5 36028797018963967 36028797018963968 -36028797018963969 1000000000000000000000 2.5 -0.5], b ["x" "y"]] [a b])
              (for [a [0 1 2], n [0 1 2 3]] (into [a] (range n)))
              [[] [1] [1.0 2] [2 1] [0 9] [3 3 3]]
              (for [a ["" "a" "ab" "abcdefg" "abcdefgh" "abcdefgi" "b" "\u0000" "a\u0000" "ä" "é" "λ" "zz"], b [1 2 -1]] [a b])
              ["" "a" "ab" "abcdefg" "abcdefgh" "abcdefgi" "abcdefg\u0000" "\u0000" "ä" "ÿ" "λ" "λλ" "zz" "common-1" "common-2" "common-10"]
              [0.0 -1.5 1e300 -1e300 1e-300 3 2 5/2 7N 2.5000000001 2.5000000000000004 ##Inf ##-Inf 1.0E15 1.0E15]
              (map #(subvec [9 % 3] 1) (range 5))
              (concat (seq {3 :a 1 :b}) [[2 :c] [0 :d]])
              [:b :a :x/a nil]]
          seed [7 31 101]
          :let [shuffled (sort-by #(mod (* seed (hash %)) 1009) ks)
                plain (into (sorted-set) shuffled)
                asked (into (sorted-set-by (fn [a b] (compare a b))) shuffled)]]
    (is (= (seq asked) (seq plain)))
    (is (every? #(contains? plain %) ks))
    (let [gone (take-nth 2 shuffled)
          plain (reduce disj plain gone), asked (reduce disj asked gone)]
      (is (= (seq asked) (seq plain)))
      (is (= (map #(contains? asked %) ks) (map #(contains? plain %) ks))))
    (let [m (reduce (fn [m k] (assoc m k k)) (sorted-map) shuffled)]
      (is (= (keys m) (vals m)))
      (is (= (count m) (count (into (sorted-set) ks))))))
  (is (thrown? Exception (sorted-set ["a" 1] [1 1])))
  (is (thrown? Exception (sorted-set "a" 1)))
  (is (thrown? Exception (sorted-set [:a 1] "a"))))

(deftest queues-test
  (let [q (conj (cljsh.core/queue-empty) 1 2 3)]
    (are [result x] (= result x)
      '(1 2 3) q
      1 (peek q)
      '(2 3) (pop q)
      '(1 2 3 4) (conj q 4)
      3 (count q)
      nil (peek (cljsh.core/queue-empty))
      () (pop (cljsh.core/queue-empty))
      () (empty q))))

(deftest transients-test
  (are [result x] (= result x)
    [1 2 3] (persistent! (conj! (conj! (transient [1]) 2) 3))
    [1 :x] (persistent! (assoc! (transient [1 2]) 1 :x))
    [1] (persistent! (pop! (transient [1 2])))
    {:a 1 :b 2} (persistent! (assoc! (transient {:a 1}) :b 2))
    {:b 2} (persistent! (dissoc! (transient {:a 1 :b 2}) :a))
    {:a 1} (persistent! (conj! (transient {}) [:a 1]))
    #{1 2} (persistent! (conj! (transient #{1}) 2))
    #{1} (persistent! (disj! (transient #{1 2}) 2))
    1 (get (transient {:a 1}) :a)
    :a (nth (transient [:a]) 0)
    2 (count (transient [1 2]))
    [] (persistent! (conj!))
    (vec (range 1000)) (persistent! (reduce conj! (transient []) (range 1000)))
    (zipmap (range 100) (range 100)) (persistent! (reduce #(assoc! %1 %2 %2) (transient {}) (range 100))))
  (testing "the original does not change"
    (let [v [1 2 3] m {:a 1} s #{1}]
      (persistent! (conj! (transient v) 4))
      (persistent! (assoc! (transient m) :a 2))
      (persistent! (conj! (transient s) 2))
      (is (= [[1 2 3] {:a 1} #{1}] [v m s]))))
  (testing "a transient ends with persistent!"
    (let [t (transient [])]
      (persistent! t)
      (is (thrown? IllegalAccessError (conj! t 1)))
      (is (thrown? IllegalAccessError (persistent! t)))))
  (is (thrown? Exception (transient '(1))))
  (is (thrown? Exception (conj! [1] 2))))

(deftest records-test
  (defrecord Person [name age])
  (let [p (->Person "A" 1)]
    (are [result x] (= result x)
      "A" (:name p)
      "A" (.-name p)
      "A" (get p :name)
      nil (:other p)
      :none (:other p :none)
      p (map->Person {:name "A" :age 1})
      "B" (:name (assoc p :name "B"))
      1 (:extra (assoc p :extra 1))
      2 (count p)
      3 (count (assoc p :x 1))
      #{:name :age} (set (keys p))
      ["A" 1] (vals p)
      {:name "A" :age 1} (into {} p)
      "A" (let [{:keys [name]} p] name)
      {:name "A"} (dissoc p :age)
      2 (:age (update p :age inc))
      true (contains? p :name)
      true (contains? p :age)
      false (contains? p :x)
      nil (:age (map->Person {:name "A"})))
    (is (record? p))
    (is (map? p))
    (is (record? (assoc p :x 1)))
    (is (record? (dissoc (assoc p :x 1) :x)))
    (is (not (record? (dissoc p :age))))
    (is (instance? Person p))
    (is (not= p {:name "A" :age 1}))
    (is (= {:m 1} (meta (with-meta p {:m 1}))))))

(deftest predicates-test
  (are [pred yes no] (and (every? pred yes) (not-any? pred no))
    coll? [[] () {} #{} (range 3) (lazy-seq nil)] [nil 1 "a" :a]
    seq? [() '(1) (range 3) (lazy-seq nil) (cons 1 nil) (seq [1])] [[] {} #{} nil "a"]
    vector? [[] (subvec [1 2] 1) (first {1 2})] [() {} nil]
    list? [() '(1)] [[] (range 3) nil]
    map? [{} (sorted-map)] [[] nil #{}]
    set? [#{} (sorted-set)] [[] {} nil]
    sequential? [[] () (range 3) (lazy-seq nil)] [{} #{} nil "a"]
    associative? [[] {} (sorted-map)] [() #{} nil]
    counted? [[] {} #{} ()] [(lazy-seq nil) nil]
    sorted? [(sorted-map) (sorted-set)] [{} #{} []]
    reversible? [[] (sorted-map) (sorted-set)] [() {} #{}]
    indexed? [[]] [() {} nil]
    seqable? [nil [] () {} #{} "a"] [1 :a 'a]
    empty? [nil [] () {} #{} "" (lazy-seq nil)] [[1] "a" {1 2} (range)]
    ifn? [inc :a 'a {} #{} [] #'inc (fn [])] [1 "a" nil ()]
    fn? [inc (fn [])] [:a {} nil 'a]
    some? [1 false [] ""] [nil]
    boolean? [true false] [nil 1 "true"]
    ident? [:a 'a] ["a" nil]
    any? [nil 1 false] []))

(deftest shared-structure-test
  (testing "changing one version leaves the others alone"
    (let [v0 (vec (range 40))
          versions (reductions (fn [v i] (assoc v i (- i))) v0 (range 40))]
      (is (= v0 (first versions)))
      (is (every? (fn [[n v]] (= v (into (mapv - (range n)) (range n 40))))
                  (map-indexed vector versions))))
    (let [m0 (zipmap (range 50) (range 50))
          versions (reductions dissoc m0 (range 50))]
      (is (= (range 50 -1 -1) (map count versions)))
      (is (= m0 (first versions))))))

(deftest items-of-a-transient-vector-one-after-the-other
  (testing "any change between two that are near each other"
    (doseq [n [1 31 32 33 64 65 1024 1056 1057 1100 33000]
            :let [plain (vec (range n))
                  places (take 60 (iterate #(mod (+ % (quot n 3) 7) n) 0))]]
      (is (= (reduce #(assoc %1 %2 :x) plain places)
             (persistent! (reduce #(assoc! %1 %2 :x) (transient plain) places))))
      (is (= (reduce (fn [v i] (-> v (assoc i [i]) (conj i) (assoc (dec (count v)) :last) pop (assoc i :y))) plain places)
             (persistent! (reduce (fn [v i]
                                    (let [v (conj! (assoc! v i [i]) i), v (pop! (assoc! v (- (count v) 2) :last))]
                                      (assoc! v i :y)))
                                  (transient plain) places))))
      (is (= (range n) plain))))
  (testing "places that go away and come back"
    (let [t (transient (vec (range 64)))
          t (reduce (fn [t _] (pop! (assoc! t 32 :a))) t (range 31))
          t (pop! (assoc! t 32 :b))
          t (assoc! (conj! (assoc! t 31 :c) :d) 31 :e)]
      (is (= (concat (range 31) [:e :d]) (persistent! t))))
    (is (= [1 2 :x] (persistent! (assoc! (assoc! (transient [1 2]) 1 2) 2 :x))))
    (is (thrown? IndexOutOfBoundsException (assoc! (pop! (assoc! (transient [1 2]) 1 2)) 2 :x)))
    (let [t (assoc! (transient [1 2]) 1 2)]
      (is (= [1 2] (persistent! t)))
      (is (thrown? IllegalAccessError (assoc! t 1 3))))))

(deftest what-has-no-order-is-no-key-of-a-sorted-collection
  (doseq [x [{:a 1} #{1} '(1 2) inc (atom 1)]]
    (is (thrown? ClassCastException (sorted-set x)))
    (is (thrown? ClassCastException (sorted-set nil x)))
    (is (thrown? ClassCastException (sorted-map x 1)))
    (is (= [x] (seq (sorted-set-by (fn [a b] 0) x)))))
  (is (thrown? ClassCastException (sorted-set-by 1)))
  (is (thrown? ClassCastException (sort :k [2 1])))
  (is (= #{nil [1] [2]} (sorted-set [2] nil [1]))))

(deftest vectors-of-one-type-have-an-order
  (are [order a b] (= order (compare a b))
    0  (vector-of :int 1 2) (vector-of :long 1 2)
    0  (vector-of :int 1 2) [1 2]
    0  [1 2] (vector-of :int 1 2)
    -1 (vector-of :int 1) [0 0]
    1  [1 3] (vector-of :int 1 2)
    0  (vector-of :int) [])
  (is (thrown? ClassCastException (compare (vector-of :int 1) '(1)))))

(deftest strided-assoc!
  ;; A transient keeps the place of the last change: strides, conj! and pop! between, against a map that does the same.
  (doseq [n [1 32 33 64 65 1024 1025 1056 1057 2100 33000]]
    (let [v (vec (range n))]
      (loop [t (transient v), m (zipmap (range n) (range n)), k 0, n n]
        (cond
          (= k 2000) (do (is (= (map m (range n)) (persistent! t)))
                         (is (= (range (count v)) v)))
          (zero? (mod k 17)) (recur (conj! t k) (assoc m n k) (inc k) (inc n))
          (and (zero? (mod k 23)) (> n 1)) (recur (pop! t) (dissoc m (dec n)) (inc k) (dec n))
          :else (let [i (mod (* k 37) n), x (if (zero? (mod k 11)) [k] k)]
                  (recur (assoc! t i x) (assoc m i x) (inc k) n))))))
  (testing "transients of one vector do not see each other"
    (let [v (vec (repeat 5000 :v)), a (transient v), b (transient v)]
      (doseq [i (range 0 5000 7)] (assoc! a i :a) (assoc! b i :b))
      (let [a (persistent! a), c (transient a)]
        (doseq [i (range 0 5000 7)] (assoc! c i :c))
        (is (= {:v 4285, :a 715} (frequencies a)))
        (is (= {:v 4285, :b 715} (frequencies (persistent! b))))
        (is (= {:v 4285, :c 715} (frequencies (persistent! c))))
        (is (= {:v 5000} (frequencies v)))))))

(deftest subvecs-poured
  (doseq [n [0 1 5 31 32 33 64 65 100], s (range 0 (inc n) 5), e (range s (inc n) 7)]
    (let [v (vec (range n)), part (subvec v s e)]
      (is (= (range s e) (into [] part) (vec (seq part))))
      (is (= (reverse (range s e)) (vec (rseq part)) (into () part)))
      (is (= (rest (reverse (range s e))) (vec (next (rseq part)))))
      (is (= (concat v part) (into v part)))))
  (is (nil? (meta (vec (with-meta (seq [1 2]) {:a 1}))))))

(deftest update-changes-nothing-that-somebody-else-has
  (let [by-hand (fn [m k f & args] (assoc m k (apply f (get m k) args)))
        steps   (fn [up start keys] (reductions (fn [m i] (up m (nth keys (mod i (count keys))) conj i)) start (range 100)))
        many    (into {} (map (fn [i] [i [i]]) (range 200)))]
    (testing "every version stays what it was"
      (is (= (steps by-hand {} [:a :b :c]) (steps update {} [:a :b :c])))
      (is (= (steps by-hand many [3 77 150 9]) (steps update many [3 77 150 9])))
      (is (= (steps by-hand (mapv vector (range 100)) [0 50 99]) (steps update (mapv vector (range 100)) [0 50 99]))))
    (testing "the last version alone"
      (is (= (last (steps by-hand {} [:a :b])) (reduce (fn [m i] (update m (nth [:a :b] (mod i 2)) conj i)) {} (range 100))))
      (is (= {:a {:b [1 2 3]}} (reduce (fn [m i] (update-in m [:a :b] (fnil conj []) i)) {} [1 2 3])))
      (is (= [[0 0] [0 3]] (reduce (fn [m _] (update-in m [1 1] inc)) [[0 0] [0 0]] (range 3))))
      (is (= {:a {:b 1, :c 2}} (-> {} (assoc-in [:a :b] 1) (assoc-in [:a :c] 2))))))
  (testing "the function may look at the collection, or fail"
    (let [m {:a [1]}]
      (is (= {:a [1 [1]]} (update m :a (fn [v] (conj v (:a m))))))
      (is (thrown? Exception (update m :a (fn [_] (throw (ex-info "no" {}))))))
      (is (= {:a [1]} m))))
  (testing "the hash is that of the new value"
    (let [m (update (doto (assoc {} :a [1]) hash) :a conj 2)]
      (is (= (hash {:a [1 2]}) (hash m))))
    (let [v (update (doto (conj [] [1]) hash) 0 conj 2)]
      (is (= (hash [[1 2]]) (hash v)))))
  (is (= {nil [1]} (update nil nil (fnil conj []) 1)))
  (is (= [nil 1] (update [nil] 1 (fnil inc 0)))))

(deftest strides-through-a-transient-vector
  (doseq [n [100 1025 3000], stride [-1500 -33 -1 1 7 32 33 500 1024 2500]]
    (let [plain  (vec (range n))
          places (take-while #(< -1 % n) (iterate #(+ % stride) (if (neg? stride) (dec n) 0)))]
      (is (= (reduce (fn [v i] (assoc v i [i])) plain places)
             (persistent! (loop [v (transient plain), places places]
                            (if (seq places)
                              (recur (assoc! v (first places) [(first places)]) (rest places))
                              v))))
          [n stride]))))

(deftest changes-of-a-transient-that-fail
  (is (thrown? ClassCastException (conj! [1] 2)))
  (is (thrown? ClassCastException (assoc! {:a 1} :b 2)))
  (is (thrown? IndexOutOfBoundsException (assoc! (transient [1]) 2 :x)))
  (is (thrown? IllegalArgumentException (assoc! (transient [1]) :k :x)))
  (let [t (transient [1])]
    (persistent! t)
    (is (thrown? IllegalAccessError (conj! t 2)))
    (is (thrown? IllegalAccessError (assoc! t 0 2))))
  (testing "the transient is the value, whoever else has it"
    (let [t (transient [1]), u (conj! t 2)]
      (is (identical? t u))
      (is (= [3 2] (persistent! (assoc! u 0 3)))))))

(deftest collections-called-for-each-element
  (are [value form] (= value form)
    [1 3] (filter #{1 3} [1 2 3 4])
    [2 4] (remove #{1 3} [1 2 3 4])
    [] (filter #{nil false} [nil false])
    [nil false] (remove #{nil false} [nil false])
    [:a nil] (map {1 :a} [1 2])
    [:a] (keep {1 :a} [1 2])
    [1] (filterv {1 :a, 2 nil} [1 2 3])
    [[1 2]] (filter #{[1 2]} (list [1 2] [2 1]))
    [50] (filter (zipmap (range 100) (repeat true)) [50 150])
    [10] (into [] (comp (map {1 10}) (remove nil?)) [1 2])))

(deftest long-literals-test
  (let [n        10000
        literal  (fn [open item close] (read-string (apply str open (concat (map item (range n)) [close]))))
        evaluated (atom [])]
    (testing "a literal has as many forms as a generated file gives it, evaluated from left to right"
      (intern 'collections-test 'seen (fn [x] (swap! evaluated conj x) x))
      (is (= (range n) (eval (literal "[" #(str "(collections-test/seen " % ") ") "]"))))
      (is (= (range n) @evaluated))
      (is (vector? (eval (literal "[" #(str "(inc " % ") ") "]"))))
      (is (= (zipmap (range n) (range n)) (eval (literal "{" #(str % " (identity " % ") ") "}"))))
      (is (= (set (range n)) (eval (literal "#{" #(str "(identity " % ") ") "}")))))
    (testing "metadata, and keys that turn out equal"
      (is (= {:a n} (meta (eval (with-meta (literal "[" #(str "(inc " % ") ") "]") {:a n})))))
      (is (thrown-with-msg? IllegalArgumentException #"Duplicate key: 7"
            (eval (literal "#{" #(str "(identity " % ") ") "(inc 6)}"))))
      (is (thrown-with-msg? IllegalArgumentException #"Duplicate key: 7"
            (eval (literal "{" #(str "(identity " % ") 1 ") "(inc 6) 2}")))))))

(deftest paths-are-evaluated-in-order
  (let [seen (atom []), at (fn [k v] (swap! seen conj k) v)
        order (fn [f] (reset! seen []) [(f) @seen])]
    (are [result keys form] (= [result keys] (order (fn [] form)))
      {:a 4}       [:m :k :f :x :y] (update (at :m {:a 1}) (at :k :a) (at :f +) (at :x 1) (at :y 2))
      {1 {2 3}}    [:m 1 2 :v]      (assoc-in (at :m {}) [(at 1 1) (at 2 2)] (at :v 3))
      {1 {2 [nil 3]}} [:m 1 2 :f :v] (update-in (at :m {}) [(at 1 1) (at 2 2)] (at :f vector) (at :v 3))
      3            [:m 1 2]         (get-in (at :m {1 {2 3}}) [(at 1 1) (at 2 2)]))))
