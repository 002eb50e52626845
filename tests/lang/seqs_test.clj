;; SPDX-License-Identifier: MIT
(ns seqs-test
  (:require [clojure.test :refer [are deftest is testing]]))

(defn steps
  "The numbers from 0 below n as a seq without chunks that counts in an atom what is realised."
  [counter n]
  (letfn [(from [i]
            (lazy-seq
              (when (< i n)
                (swap! counter inc)
                (cons i (from (inc i))))))]
    (from 0)))

(defn plain
  "The elements of coll as a seq without chunks."
  [coll]
  (lazy-seq
    (when-let [s (seq coll)]
      (cons (first s) (plain (rest s))))))

(deftest lazy-seq-test
  (is (= () (lazy-seq nil)))
  (is (= () (lazy-seq [])))
  (is (= '(1 2) (lazy-seq [1 2])))
  (is (seq? (lazy-seq nil)))
  (is (nil? (seq (lazy-seq nil))))
  (let [runs (atom 0)
        s    (lazy-seq (swap! runs inc) [1 2 3])]
    (is (= 0 @runs))
    (is (not (realized? s)))
    (is (= 1 (first s)))
    (is (= 3 (count s)))
    (is (realized? s))
    (is (= 1 @runs)))
  (testing "a body that gives a lazy seq that gives a lazy seq …"
    (is (= '(1) (lazy-seq (lazy-seq (lazy-seq [1])))))
    (is (= :end (first (reduce (fn [s _] (lazy-seq s)) [:end] (range 100000)))))))

(deftest concat-test
  (are [result call] (= result call)
    ()              (concat)
    ()              (concat nil)
    ()              (concat [] nil ())
    '(1 2)          (concat [1 2])
    '(1 2 3)        (concat [1] [2 3])
    '(1 2 3 4)      (concat [1] nil [2 3] () [4])
    '(1 2 3 4 5 6)  (concat [1] [2] [3] [4] [5] [6])
    '(\a \b 1)      (concat "ab" [1])
    '([:a 1] 2)     (concat {:a 1} [2]))
  (is (seq? (concat)))
  (is (nil? (seq (concat nil nil))))
  (is (= (range 100) (concat (range 50) (range 50 100))))
  (is (= 0 (first (concat (range) (range)))))
  (testing "nothing is realised that is not asked for"
    (let [n (atom 0)
          s (concat (steps n 5) (steps n 5))]
      (is (= 0 @n))
      (first s)
      (is (= 1 @n))
      (is (= '(0 1 2 3 4 0 1 2 3 4) s))))
  (testing "lazy-cat does not evaluate what is not reached"
    (is (= '(1 2) (take 2 (lazy-cat [1 2] (throw (ex-info "reached" {}))))))
    (is (= '(1 2 3) (lazy-cat [1] [2] [3])))
    (is (= () (lazy-cat)))))

(deftest concat-within-concat-test
  (is (= (range 20000) (reduce concat (map vector (range 20000)))))
  (is (= (range 20000) (reduce #(concat %2 %1) (map vector (reverse (range 20000))))))
  (is (= (range 1000) ((fn between [a b] (if (= a b) [] (let [m (quot (+ a b) 2)] (concat (between a m) [m] (between (inc m) b))))) 0 1000)))
  (testing "what somebody else has is not changed"
    (let [inner (concat [1] [2]), outer (concat inner [3]), other (concat inner [4] [5])]
      (is (= '(1 2 3) outer))
      (is (= '(1 2 4 5) other))
      (is (= '(1 2) inner))))
  (testing "collections that are yet to be made"
    (is (= '(0 1 2 3 4 5) (take 6 (concat (apply concat (map list (range))) [:never]))))
    (is (= '(:a 0 1 2) (take 4 (concat (concat (concat [:a] ()) nil) (mapcat list (range)))))))
  (testing "nothing is realised that is not asked for"
    (let [n (atom 0), s (concat (concat (concat (steps n 2) (steps n 2)) (steps n 2)) (steps n 2))]
      (is (= 0 @n))
      (is (= 0 (first s)))
      (is (= 1 @n))
      (is (= '(0 1 0) (take 3 s)))
      (is (= 3 @n))))
  (testing "what fails does so where it is reached, and again"
    (let [s (concat (concat [1] (lazy-seq (throw (ex-info "reached" {})))) [2])]
      (is (= 1 (first s)))
      (is (thrown-with-msg? Exception #"reached" (second s)))
      (is (thrown-with-msg? Exception #"reached" (second s))))))

(deftest steps-in-place-test
  (testing "a seq that is held elsewhere stays where it is"
    (doseq [coll [[1 2 3] "abc" '(1 2 3) (range 3) {:a 1 :b 2 :c 3} (into-array [1 2 3]) (int-array [1 2 3]) (py/list [1 2 3]) (rseq [1 2 3])
                  (map inc [1 2 3]) #{1 2 3} (sorted-map 1 2 3 4 5 6) (vec (range 100)) (range 100)]]
      (let [s (seq coll), all (vec s)]
        (is (= all (loop [[x & more] s, out []] (if x (recur more (conj out x)) out))))
        (is (= all (loop [s (seq coll), held [] out []] (if s (recur (next s) (conj held s) (conj out (first s))) (do (is (= (count held) (count all))) (mapv first held))))))
        (is (= all (vec s)))
        (is (= (rest all) (rest s) (next s))))))
  (testing "metadata is of that seq alone"
    (let [s (with-meta (seq [1 2 3]) {:m 1})]
      (is (nil? (meta (next s))))
      (is (nil? (meta (loop [s (with-meta (seq [1 2 3]) {:m 1}) n 0] (if (< n 1) (recur (next s) (inc n)) s)))))
      (is (= {:m 1} (meta s))))))

(deftest map-test
  (are [result call] (= result call)
    ()                    (map inc nil)
    ()                    (map inc [])
    '(2 3 4)              (map inc [1 2 3])
    '(2 3 4)              (map inc '(1 2 3))
    '(\b \c)              (map identity "bc")
    '(:a)                 (map key {:a 1})
    '(nil 2)              (map {:b 2} [:a :b])
    '(5 7 9)              (map + [1 2 3] [4 5 6])
    '(5 7)                (map + [1 2 3] [4 5])
    ()                    (map + [1 2 3] [])
    '(12 15)              (map + [1 2] [4 5] [7 8])
    '([1 3 5 7] [2 4 6 8]) (map vector [1 2] [3 4] [5 6] [7 8])
    '([1 2 3 4 5])        (map vector [1] [2 3] [3] [4] (map inc [4])))
  (is (seq? (map inc nil)))
  (is (= (range 1 101) (map inc (range 100))))
  (is (= (range 1 101) (map inc (plain (range 100)))))
  (is (= (range 1 101) (map inc (vec (range 100)))))
  (is (= '(0 2 4) (take 3 (map + (range) (range)))))
  (testing "a seq without chunks is realised element by element"
    (let [n (atom 0)
          s (map inc (steps n 10))]
      (is (= 0 @n))
      (is (= 1 (first s)))
      (is (= 1 @n))
      (is (= 3 (nth s 2)))
      (is (= 3 @n))))
  (testing "a chunked one 32 at a time"
    (let [n (atom 0)
          s (map (fn [x] (swap! n inc) x) (vec (range 100)))]
      (is (= 0 @n))
      (first s)
      (is (= 32 @n))
      (nth s 32)
      (is (= 64 @n))
      (is (chunked-seq? (seq s)))))
  (testing "f is called once for an element"
    (let [n (atom 0)
          s (map (fn [x] (swap! n inc) x) (plain (range 10)))]
      (dorun s)
      (dorun s)
      (is (= 10 @n)))))

(deftest map-indexed-test
  (is (= () (map-indexed vector nil)))
  (is (= '([0 :a] [1 :b]) (map-indexed vector [:a :b])))
  (is (= '([0 :a] [1 :b]) (map-indexed vector '(:a :b))))
  (is (= (map vector (range 70) (range 70)) (map-indexed vector (vec (range 70)))))
  (is (= '([0 \x]) (map-indexed vector "x"))))

(deftest filter-test
  (are [result call] (= result call)
    ()          (filter odd? nil)
    ()          (filter odd? [2 4])
    '(1 3)      (filter odd? [1 2 3])
    '(1 3)      (filter odd? '(1 2 3))
    '(2)        (remove odd? [1 2 3])
    ()          (remove nil? nil)
    '(false)    (remove nil? [nil false nil])
    '([:b 2])   (filter (comp even? val) {:a 1 :b 2}))
  (is (= 50 (count (filter even? (range 100)))))
  (is (= 50 (count (filter even? (plain (range 100))))))
  (is (= '(99999) (filter #{99999} (range 100000))))
  (is (= '(99999) (filter #{99999} (plain (range 100000)))))
  (is (= '(0 2 4) (take 3 (filter even? (range)))))
  (let [n (atom 0)]
    (is (= 1 (first (filter odd? (steps n 10)))))
    (is (= 2 @n))))

(deftest keep-test
  (is (= '(1 false 3) (keep identity [1 nil false nil 3])))
  (is (= '(1 false 3) (keep identity '(1 nil false nil 3))))
  (is (= () (keep identity nil)))
  (is (= '(0 2 4) (keep-indexed (fn [i x] (when (= x :y) i)) [:y :n :y :n :y])))
  (is (= '(0 2) (keep-indexed (fn [i x] (when x i)) '(1 nil 2))))
  (is (= () (keep-indexed vector nil))))

(deftest mapcat-test
  (are [result call] (= result call)
    ()                (mapcat identity nil)
    ()                (mapcat identity [nil [] ()])
    '(1 2 3)          (mapcat identity [[1] [2 3]])
    '(0 0 1 0 1 2)    (mapcat range [1 2 3])
    '(1 :a 2 :b)      (mapcat list [1 2] [:a :b])
    '([:a 1])         (mapcat identity [{:a 1}])
    '(1 2 3 4 5 6)    (mapcat list [1 4] [2 5] [3 6]))
  (is (= '(0 1 0) (take 3 (mapcat range (drop 2 (range))))))
  (testing "collections of each kind, short and long, join as they do one by one"
    (doseq [make [list vector (fn [x] (range x)) (fn [x] (repeat (mod x 40) x)) (fn [x] {x :v, (inc x) :w}) hash-set str
                  (fn [x] (cons x nil)) (fn [x] (cons x (list x))) (fn [x] (cons x [x x])) (fn [x] (cons x (range 40)))
                  (fn [x] (list* x x (map inc [x]))) (fn [x] (rest [x x])) (fn [x] (drop 1 (list x))) (fn [x] (into-array [x x]))
                  (fn [x] (doall (map inc [x x]))) (fn [x] (sorted-map x x)) (fn [x] (first {x x})) (fn [x] (when (odd? x) (list x)))
                  (fn [x] (case (mod x 4) 0 [x] 1 (list x) 2 (str x) #{x}))]
            n    [0 1 31 32 33 100]]
      (is (= (reduce into [] (map make (range n))) (mapcat make (range n)) (apply concat (map make (range n)))))))
  (testing "what is lazy stays so"
    (let [made (atom 0), xs (mapcat (fn [x] (cons x (lazy-seq (swap! made inc) nil))) (range 5))]
      (is (= 0 (first xs)))
      (is (= 0 @made))
      (is (= [0 1 2 3 4] xs))
      (is (= 5 @made)))))

(deftest take-drop-test
  (are [result call] (= result call)
    ()        (take 0 [1 2])
    ()        (take -1 [1 2])
    ()        (take 3 nil)
    '(1 2)    (take 2 [1 2 3])
    '(1 2)    (take 5 [1 2])
    '(1 2 3)  (drop 0 [1 2 3])
    '(1 2 3)  (drop -1 [1 2 3])
    '(3)      (drop 2 [1 2 3])
    ()        (drop 5 [1 2 3])
    ()        (drop 1 nil)
    '(1 2)    (take-while #(< % 3) [1 2 3 1])
    ()        (take-while neg? [1])
    ()        (take-while identity nil)
    '(3 1)    (drop-while #(< % 3) [1 2 3 1])
    ()        (drop-while pos? [1 2])
    '(1 3 5)  (take-nth 2 [1 2 3 4 5])
    '(1 4)    (take-nth 3 [1 2 3 4 5])
    ()        (take-nth 2 nil)
    '(4 5)    (take-last 2 [1 2 3 4 5])
    '(1 2)    (take-last 5 [1 2])
    nil       (take-last 0 [1 2])
    nil       (take-last 2 [])
    '(1 2)    (drop-last [1 2 3])
    '(1)      (drop-last 2 [1 2 3])
    ()        (drop-last 5 [1 2])
    '(1 2)    (drop-last 0 [1 2])
    ['(1 2) '(3)]   (split-at 2 [1 2 3])
    [() '(1)]       (split-at 0 [1])
    ['(1) ()]       (split-at 5 [1])
    ['(1 3) '(4 5)] (split-with odd? [1 3 4 5])
    nil       (butlast [1])
    nil       (butlast nil)
    '(1 2)    (butlast [1 2 3]))
  (is (seq? (take 0 [1])))
  (is (seq? (drop 5 [1])))
  (testing "take realises no more than it gives"
    (let [n (atom 0)]
      (is (= '(0 1 2) (take 3 (steps n 10))))
      (is (= 3 @n))))
  (is (= '(0 1) (take 2 (drop-while neg? (range)))))
  (is (= 1000000 (first (drop 1000000 (range))))))

(deftest partition-test
  (are [result call] (= result call)
    ()                        (partition 2 nil)
    '((1 2) (3 4))            (partition 2 [1 2 3 4 5])
    '((1 2) (4 5))            (partition 2 3 [1 2 3 4 5])
    '((1 2 3) (2 3 4))        (partition 3 1 [1 2 3 4])
    '((1 2) (3 4) (5 :p))     (partition 2 2 [:p :q] [1 2 3 4 5])
    '((1 2 3) (4 :p))         (partition 3 3 [:p] [1 2 3 4])
    '((1 2) (3))              (partition 2 2 [] [1 2 3])
    '((1 2) (3))              (partition 2 2 nil [1 2 3])
    '((1 2) (3 4))            (partition 2 2 [:p] [1 2 3 4])
    ()                        (partition-all 2 nil)
    '((1 2) (3 4) (5))        (partition-all 2 [1 2 3 4 5])
    '((1 2) (4 5))            (partition-all 2 3 [1 2 3 4 5])
    '((1 2 3) (3))            (partition-all 3 2 [1 2 3])
    ()                        (partition-by odd? nil)
    '((1 1) (2) (3 3))        (partition-by odd? [1 1 2 3 3])
    '((nil nil) (1) (nil))    (partition-by identity [nil nil 1 nil]))
  (is (= '(0 1) (first (partition 2 (range)))))
  (is (= '((0 1) (2 3)) (take 2 (partition-all 2 (range)))))
  (is (= '(0 0) (first (partition-by identity (concat [0 0] (range 1 5))))))
  (testing "the groups are seqs"
    (is (every? seq? (partition 2 [1 2 3 4])))
    (is (every? seq? (partition-all 2 [1 2 3])))
    (is (every? seq? (partition-by odd? [1 2 3])))))

(deftest mixture-test
  (are [result call] (= result call)
    ()              (interleave)
    '(1 2)          (interleave [1 2])
    '(1 :a 2 :b)    (interleave [1 2 3] [:a :b])
    ()              (interleave [1] nil)
    '(1 :a \x)      (interleave [1 2] [:a :b] "x")
    ()              (interpose :s nil)
    '(1)            (interpose :s [1])
    '(1 :s 2 :s 3)  (interpose :s [1 2 3])
    '(0 1 3 6)      (reductions + [0 1 2 3])
    '(5 6 8)        (reductions + 5 [1 2])
    '(5)            (reductions + 5 nil)
    '(0)            (reductions + nil)
    '(1 3 :stop)    (reductions (fn [a x] (if (= x 3) (reduced :stop) (+ a x))) [1 2 3 4])
    '(1 2 3)        (distinct [1 2 1 3 2])
    '(nil false)    (distinct [nil false nil])
    ()              (distinct nil)
    '(1 2 1)        (dedupe [1 1 2 2 1])
    '(nil 1)        (dedupe [nil nil 1])
    ()              (dedupe nil)
    '(1 :b 3)       (replace {2 :b} '(1 2 3)))
  (is (= '(0 1 3) (take 3 (reductions + (range)))))
  (is (= '(0 1 2) (take 3 (distinct (mapcat #(vector % %) (range))))))
  (is (= [1 :b nil] (replace {2 :b 3 nil} [1 2 3])))
  (is (vector? (replace {2 :b} [1 2 3]))))

(deftest repeatedly-test
  (let [n (atom 0)]
    (is (= '(1 2 3) (repeatedly 3 #(swap! n inc))))
    (is (= 3 @n))
    (is (= '(4 5) (take 2 (repeatedly #(swap! n inc))))))
  (is (= '(:x :x) (replicate 2 :x)))
  (is (= () (repeatedly 0 rand)))
  (is (every? #(<= 0 % 9) (repeatedly 100 #(rand-int 10))))
  (is (contains? #{1 2 3} (rand-nth [1 2 3]))))

(deftest tree-test
  (is (= '([1 [2 [3]]] 1 [2 [3]] 2 [3] 3) (tree-seq vector? seq [1 [2 [3]]])))
  (is (= '(:leaf) (tree-seq vector? seq :leaf)))
  (are [result x] (= result (flatten x))
    '(1 2 3 4)  [1 [2 '(3 [4])]]
    ()          nil
    ()          5
    ()          {:a 1}
    '({:a [1]}) [[{:a [1]}]]
    '(nil)      [nil])
  (is (= ["a" "b"] (filter string? (xml-seq {:tag :x :content ["a" {:tag :y :content ["b"]}]})))))

(deftest walking-test
  (let [n (atom 0)]
    (is (nil? (dorun (steps n 5))))
    (is (= 5 @n)))
  (let [n (atom 0)]
    (is (= '(0 1 2 3 4) (doall (steps n 5))))
    (is (= 5 @n)))
  (let [n (atom 0)
        s (doall 2 (steps n 5))]
    (is (<= 2 @n 3))
    (is (= 5 (count s))))
  (is (nil? (run! identity [1 2])))
  (let [seen (atom [])]
    (run! #(swap! seen conj %) '(1 2 3))
    (is (= [1 2 3] @seen)))
  (is (= 3 (bounded-count 10 [1 2 3])))
  (is (= 3 (bounded-count 2 [1 2 3])))
  (is (= 5 (bounded-count 5 (plain (range 10)))))
  (is (= 2 (bounded-count 5 (plain [1 2]))))
  (is (nil? (not-empty [])))
  (is (nil? (not-empty nil)))
  (is (= [1] (not-empty [1]))))

(deftest iteration-test
  (let [pages {nil {:items [1 2] :next :b}
               :b  {:items [3] :next :c}
               :c  {:items [4] :next nil}}]
    (is (= '([1 2] [3] [4]) (seq (iteration pages :vf :items :kf :next))))
    (is (= '([3] [4]) (seq (iteration pages :vf :items :kf :next :initk :b)))))
  (is (= '(0 1 2) (seq (iteration (fn [k] (when (< k 3) k)) :kf inc :initk 0))))
  (is (nil? (seq (iteration (constantly nil)))))
  (is (= [:x] (into [] (iteration (fn [k] (if k :done :x)) :somef #{:x} :kf (constantly 1))))))

(deftest sequence-test
  (are [result call] (= result call)
    ()          (sequence nil)
    ()          (sequence [])
    '(1 2)      (sequence [1 2])
    '(2 3)      (sequence (map inc) [1 2])
    ()          (sequence (map inc) nil)
    '(5 7)      (sequence (map +) [1 2] [4 5 6])
    '(1 2 3)    (sequence cat [[1] [2 3]])
    '((1 2) (3)) (map seq (sequence (partition-all 2) [1 2 3]))
    '(0 1)      (sequence (take 2) (range)))
  (is (seq? (sequence (map inc) nil)))
  (are [s] (and (instance? clojure.lang.LazySeq s) (not (realized? s)))
    (sequence (map inc) [1 2])
    (sequence (map +) [1 2] [3 4])
    (dedupe [1 1 2]))
  (is (= (range 0 1000 2) (sequence (filter even?) (range 1000))))
  (is (= '(1 1 1) (take 3 (sequence (mapcat #(repeat 3 %)) (iterate inc 1))))))

(deftest long-seqs
  (is (= 1000000 (count (map inc (range 1000000)))))
  (is (= 100000 (count (plain (range 100000)))))
  (is (= 200000 (count (reduce concat (repeat 200 (range 1000))))))
  (is (= 4999950000 (reduce + (map first (map vector (plain (range 100000))))))))

(deftest a-lazy-seq-fails-in-the-same-way-again
  (doseq [s [(lazy-seq (throw (ex-info "once" {:n 1})))
             (map (fn [x] (throw (ex-info "once" {:n x}))) [1])
             (cons 0 (lazy-seq (throw (ex-info "once" {:n 1}))))
             (lazy-seq (lazy-seq (throw (ex-info "once" {:n 1}))))]]
    (let [failure #(try (dorun s) (catch Exception e e)), e (failure), again (failure)]
      (is (= [{:n 1} {:n 1} {:n 1}] (map ex-data [e again (failure)])))
      (is (= ["once" "once"] (map ex-message [e again]))))))
