;; SPDX-License-Identifier: MIT
;; What is made of elements that are there already, some at once, is the same
;; as what is made one by one; nothing that is not there is realised for it.
(ns ready-test
  (:require [clojure.test :refer [deftest is are testing]]))

(defn- one-by-one [coll]
  (lazy-seq (when-let [s (seq coll)] (cons (first s) (one-by-one (rest s))))))

(defn- noisy
  "Elements from i on, each of which adds itself to seen when it is realised."
  [seen i]
  (lazy-seq (swap! seen conj i) (cons i (noisy seen (inc i)))))

(defn- iterate-to [n] (take n (iterate inc 0)))

(defmulti ^:private by-class class)
(defmethod by-class Long [x] x)

(def ^:private kinds
  "Collections of the integers below n."
  [range
   (fn [n] (vec (range n)))
   (fn [n] (apply list (range n)))
   (fn [n] (map identity (vec (range n))))
   (fn [n] (filter (constantly true) (range n)))
   (fn [n] (concat (vec (range (quot n 2))) (apply list (range (quot n 2) n))))
   (fn [n] (subvec (vec (range -3 (+ n 2))) 3 (+ n 3)))
   (fn [n] (rest (vec (range -1 n))))
   (fn [n] (rest (map identity (range -1 n))))
   (fn [n] (py/tuple (range n)))
   (fn [n] (doall (one-by-one (range n))))
   (fn [n] (let [s (one-by-one (range n))] (dorun (quot n 2) s) s))
   (fn [n] (take n (iterate inc 0)))])

(deftest groups
  (doseq [n [0 1 5 32 33 70 270], kind kinds]
    (let [coll (kind n), slow (one-by-one (range n))]
      (doseq [size [1 3 32 260], step [1 3 40]]
        (is (= (partition size step slow) (partition size step coll)))
        (is (= (partition size step [:a :b] slow) (partition size step [:a :b] coll)))
        (is (= (partition-all size step slow) (partition-all size step coll)))
        (is (= (partitionv-all size step slow) (partitionv-all size step coll))))
      (is (= (partition-by #(quot % 3) slow) (partition-by #(quot % 3) coll)))
      (is (= (take 40 slow) (take 40 coll)))
      (is (= (interleave slow slow) (interleave coll coll) (interleave slow coll) (interleave coll slow)))
      (is (= (interpose :x slow) (interpose :x coll)))
      (is (= (mapcat (fn [x] [x x]) slow) (mapcat (fn [x] (list x x)) coll)))
      (is (= (distinct (map #(rem % 10) slow)) (distinct (map #(rem % 10) coll))))
      (is (= (map-indexed vector slow) (map-indexed vector coll)))
      (is (= (zipmap slow slow) (zipmap coll coll)))
      (when (sequential? coll)
        (is (= (flatten [slow [slow]]) (flatten [coll [coll]])))))))

(deftest short-collections
  (doseq [n (range 40)]
    (let [v (vec (range n)), s (set v), m (zipmap v v)]
      (is (= (map inc (one-by-one v)) (map inc v)))
      (is (= (set (map inc (one-by-one s))) (set (map inc s))))
      (is (= (seq s) (seq (map identity s)) (seq (for [x s] x)) (seq (reduce conj [] s))))
      (is (= (seq m) (seq (map identity m)) (seq (for [x m] x)) (seq (reduce conj [] m)) (seq (mapcat list m))))
      (is (= (reduce + v) (reduce + s) (reduce (fn [a [k x]] (+ a x)) 0 m)))
      (is (= (for [x (one-by-one v), y (one-by-one v) :when (odd? (+ x y))] [x y])
             (for [x v, y v :when (odd? (+ x y))] [x y])))
      (is (= (some #(if (> % 30) %) (one-by-one v)) (some #(if (> % 30) %) v)))
      (is (= (every? #(< % 30) (one-by-one v)) (every? #(< % 30) v))))))

(deftest over-and-over
  (doseq [coll [[1] [1 2 3] '(1 2) (range 5) (range 40) "ab" (one-by-one [1 2 3])], n [0 1 5 31 32 33 100]]
    (let [slow (take n (apply concat (repeat n (seq coll))))]
      (is (= slow (take n (cycle coll)) (take n (one-by-one (cycle coll)))))
      (is (= (rest slow) (take (dec n) (rest (cycle coll)))))
      (is (= (interleave (range n) slow) (interleave (range n) (cycle coll)) (interleave (one-by-one (range n)) (cycle coll))))
      (is (= (partition 2 slow) (partition 2 (take n (cycle coll))) (take (quot n 2) (partition 2 (cycle coll)))))))
  (doseq [n [1 5 31 32 33 100]]
    (is (= (take 40 (one-by-one (repeat n :x))) (take 40 (repeat n :x)) (take 40 (concat (repeat n :x) nil))))
    (is (= (interleave (range 50) (one-by-one (repeat n :x))) (interleave (range 50) (repeat n :x)) (interleave (range 50) (take n (repeat :x)))))
    (is (= (partition 3 (one-by-one (repeat n :x))) (partition 3 (repeat n :x))))))

(deftest one-by-one-stays-so
  (doseq [form [#(map inc %) #(filter (constantly true) %) #(remove nil? %) #(keep identity %) #(take-while number? %) #(take 50 %)
                #(concat % [1]) #(map inc (filter number? (map inc %)))]]
    (let [seen (atom []), s (form (noisy seen 0))]
      (is (= [] @seen))
      (first s)
      (is (= [0] @seen))
      (next s)
      (is (= [0 1] @seen))
      (rest (rest s))
      (is (= [0 1] @seen))))
  (testing "what fails does so again, and what comes before it stays"
    (doseq [form [#(map (fn [x] (quot 1 (- 3 x))) %) #(filter (fn [x] (quot 1 (- 3 x)) true) %) #(take-while (fn [x] (quot 1 (- 3 x)) true) %)
                  #(map identity (remove (fn [x] (quot 1 (- 3 x)) false) %))]]
      (let [s (form (iterate inc 0))]
        (is (= 3 (count (take 3 s))))
        (is (thrown? ArithmeticException (nth s 3)))
        (is (thrown? ArithmeticException (nth s 3)))
        (is (= 3 (count (take 3 s)))))))
  (testing "however many there are within each other"
    (is (= 10000 (first (nth (iterate #(map inc %) (iterate inc 0)) 10000))))
    (is (= 3000 (second (nth (iterate #(filter (constantly true) (map inc %)) (iterate inc 0)) 2999)))))
  (testing "numbers of other kinds"
    (are [n] (= [0 1 2] (take n (iterate inc 0)) (take n (map identity (iterate inc 0))) (take n (one-by-one (range 9))))
      3 2.5 3.0 5/2 3N 2.5M)
    (is (= [] (take -1 (iterate inc 0)) (take 0.0 (iterate inc 0)) (take -1/2 (iterate inc 0)) (take -5N (one-by-one [1]))))
    (is (= 2 (count (take 1e30 (one-by-one [1 2]))) (count (take 100000000000000000000 (one-by-one [1 2]))))))
  (testing "functions of other kinds"
    (is (= [1 nil 2] (map :a (list {:a 1} {} {:a 2}))))
    (is (= [:b] (map {1 :b} (list 1))))
    (is (= [2 4] (filter #{2 4} (iterate-to 5)) (remove (complement #{2 4}) (iterate-to 5))))
    (is (= [1 2] (map by-class (list 1 2))))
    (is (thrown? Exception (doall (map 5 (list 1)))))
    (is (thrown? Exception (doall (map (fn []) (list 1)))))))

(deftest reduce-kv-of-maps
  (doseq [n [0 1 8 9 31 32 33 64 65 1000]]
    (let [m (zipmap (range n) (range 1000 2000))]
      (is (= (reduce (fn [acc e] (conj acc [(key e) (val e)])) [] m) (reduce-kv (fn [acc k v] (conj acc [k v])) [] m)))
      (is (= (min n 3) (reduce-kv (fn [acc _ _] (if (= acc 2) (reduced 3) (inc acc))) 0 m))))))

(deftest nothing-is-realised-for-others
  (are [realised form] (= realised (let [seen (atom []), s (noisy seen 0)] (form s) @seen))
    [0 1 2]   #(first (partition 3 %))
    [0]       #(first (take 2 (map inc %)))
    [0 1]     #(doall (take 2 %))
    [0]       #(first (distinct %))
    [0]       #(first (interpose :x %))
    [0 1]     #(dorun (take 3 (interleave [:a :b :c :d] %)))
    [0 1]     #(dorun (take 4 (interleave (cycle '(:a)) %)))
    [0 1]     #(dorun (take 4 (interleave % (repeat :a))))
    []        #(first (concat (list :a) %)))
  (let [calls (atom [])]
    (first (map #(do (swap! calls conj %) %) (partition 2 [1 2 3 4 5 6])))
    (is (= ['(1 2)] @calls)))
  (let [calls (atom [])]
    (first (map #(do (swap! calls conj %) %) (take 3 [1 2 3 4])))
    (is (= [1] @calls))))

(deftest what-has-no-hash-fails-in-its-turn
  (let [bad (reify Object (hashCode [_] (throw (ex-info "no hash" {}))))
        s   (distinct [1 2 bad 3])]
    (is (= [1 2] (take 2 s)))
    (is (thrown-with-msg? Exception #"no hash" (nth s 2)))))

(deftest chunks-are-finished
  (let [b (chunk-buffer 3)]
    (chunk-append b 1)
    (let [c (chunk b)]
      (is (thrown? Exception (chunk-append b 2)))
      (is (= '(1 2) (chunk-cons c '(2))))))
  (let [b (chunk-buffer 2)]
    (chunk-append b 1)
    (chunk-append b 2)
    (is (thrown? Exception (chunk-append b 3)))))

(deftest a-next-leaves-what-others-have
  (let [s (map inc (range 40))]
    (is (= 41 (loop [t s, n 1] (if-let [t (next t)] (recur t (inc n)) (inc n)))))
    (is (= (range 1 41) s)))
  (let [s (rest (map inc (range 5))), t (rest s)]
    (is (= [2 3 4 5] s))
    (is (= [3 4 5] t))
    (is (= [3 4 5] (next s)))))

(deftest collections-without-cycles-are-not-tracked
  (let [gc (py/__import__ "gc"), tracked? #(.is_tracked gc %)]
    (are [x] (not (tracked? x))
      {[1 2] [3 4]}
      #{[1 2] [3 [4]]}
      (into {} (map (fn [i] [[i i] {:a [i]}]) (range 100)))
      (into #{} (map (fn [i] [i (str i)])) (range 100))
      (sorted-map [1] {:a 1}))
    (are [x] (tracked? x)
      {:a (atom nil)}
      {[(atom nil)] 1}
      (into #{} (map (fn [i] [i (atom i)])) (range 100))
      (assoc (into {} (map (fn [i] [i [i]])) (range 100)) 50 [(py/list)])
      (sorted-map 1 [(volatile! nil)]))))

(deftest cycles-are-found
  (let [gc (py/__import__ "gc"), weakref (py/__import__ "weakref")
        held (let [o ((py/type "Held" (py/tuple []) (py/dict {})))
                   m (into {} (map (fn [i] [[i] {:x [i]}])) (range 50))]
               (py/setattr o "m" (assoc m [7] {:x [[o]]}))
               (.ref weakref o))]
    (.collect gc)
    (is (nil? (held)))))

(deftest runs
  (doseq [n [0 1 5 31 32 33 64 70 270 900], kind kinds, width [1 2 7 40 300]]
    (let [f    #(quot % width)
          coll (map f (kind n))]
      (is (= (partition-by f (one-by-one (range n))) (partition-by f (kind n))))
      (is (= (partition-by #(identity %) (one-by-one coll)) (partition-by identity coll)))
      (is (= (partition-by identity (one-by-one coll)) (partition-by identity (vec coll))))))
  (is (= '((\a \a) (\b) (\a)) (partition-by identity "aaba")))
  (is (every? seq? (partition-by identity [1 1 2])))
  (is (= [[1 3] [2 4] [5]] (partition-by odd? '(1 3 2 4 5))))
  (is (= [[{:a 1} {:a 1, :b 2}] [{:a 2}]] (partition-by :a [{:a 1} {:a 1, :b 2} {:a 2}])))
  (is (= [[1] [2 2] [1]] (partition-by #{1 2 3} [1 2 2 1])))
  (testing "a function is called ahead only if nobody can tell"
    (let [n 3, told (atom 3)]
      (are [told? f] (= told? (not (cljsh.core/effectless? f)))
        false #(quot % 3), false #(quot % n), false #(if (= % "a") :x 1), false #(case % 1 :a 2 :b :c), false #(< 1 % 3)
        true #(quot % @told), true #(do (swap! told inc) %), true #(loop [i 0] (if (< i %) (recur (inc i)) i)), true #(first (list %)),
        true (fn [_] (throw (ex-info "" {}))), true (fn [& xs] xs), true (fn [a b] a), true #(try (quot 1 %) (catch Exception _ 0)),
        true 1, true nil))
    (let [runs (partition-by #(quot 6 %) [1 1 2 0 3])]
      (is (= [1 1] (first runs)))
      (is (thrown? ArithmeticException (doall runs))))
    (let [calls (atom 0)]
      (is (= [0 0 0] (first (partition-by (fn [x] (swap! calls inc) (quot x 3)) (concat [0 0 0 9] (range))))))
      (is (= 4 @calls))))
  (is (= [[1 2] [3] [1]] (partition-by {1 :x, 2 :x} [1 2 3 1])))
  (testing "what fails does so when its turn comes"
    (let [all (partition-by pos? [1 2 -1 :a])]
      (is (= [1 2] (first all)))
      (is (thrown? TypeError (dorun all)))))
  (testing "nothing behind the element that ends a run is realised"
    (let [seen (atom [])]
      (is (= [0] (first (partition-by identity (noisy seen 0)))))
      (is (= [0] (take 1 @seen)))
      (is (>= 2 (count @seen)))))
  (testing "f is called as late as ever where that can be seen"
    (let [seen (atom [])]
      (is (= [1 1] (first (partition-by #(do (swap! seen conj %) %) [1 1 2 3 4]))))
      (is (= [1 1 2] @seen)))))

(deftest comprehensions-of-short-collections
  (let [rows [[] [1] [1 2 3] (vec (range 32)) (vec (range 33)) '(1 2) #{1 2} {1 2} nil (range 40) "ab" (map inc [1 2])]]
    (doseq [outer rows, inner rows]
      (is (= (mapcat (fn [x] (map (fn [y] [x y]) inner)) outer)
             (for [x outer, y inner] [x y])))
      (is (= (mapcat (fn [x] (map (fn [y] [x y]) (remove #{2} (take-while #(not= 3 %) inner)))) outer)
             (for [x outer, y inner :while (not= y 3) :when (not= y 2)] [x y])))
      (is (= (mapcat (fn [x] (mapcat (fn [y] (map (fn [z] [x y z]) inner)) outer)) inner)
             (for [x inner, y outer, z inner] [x y z])))))
  (is (= [3 7] (for [[a b] [[1 2] [3 4]] :let [c (+ a b)]] c)))
  (testing "an outer element is looked at when the ones before it are used up"
    (let [seen (atom [])]
      (is (= [1 :a] (first (for [x [1 2 3], y [:a :b]] (do (swap! seen conj x) [x y])))))
      (is (= [1 1] @seen))))
  (testing "what is much code has its loop once"
    (is (= (for [x [1 2], y [3 4]] (+ x y))
           (for [x [1 2], y [3 4]]
             (let [a (+ x 0) b (+ y 0) c (+ a 0) d (+ b 0) e (+ c 0) f (+ d 0) g (+ e 0) h (+ f 0)
                   i (+ g 0) j (+ h 0) k (+ i 0) l (+ j 0) m (+ k 0) n (+ l 0) o (+ m 0) p (+ n 0)]
               (+ o p))))))
  (is (thrown? ZeroDivisionError (dorun (for [x [1 0], y [1 2]] (quot y x))))))

(deftest vectors-of-many-at-once
  (doseq [n [0 1 3 4 5 31 32 33 64 65 1100], m [0 1 3 31 32 33 100 1100], kind kinds]
    (let [to (vec (range n)), all (into to (kind m))]
      (is (= (concat (range n) (range m)) all))
      (is (= (count all) (+ n m)))
      (is (= to (range n)) "what it was made from is as it was")
      (is (= (range m) (vec (kind m))))))
  (let [v [1 2 3]]
    (is (= [1 2 3 1 2 3] (into v v)))
    (is (= [1 2 3 2 3] (into v (subvec v 1))))
    (is (= [3 2 1 1 2 3] (into (vec (rseq v)) v))))
  (is (= {:m 1} (meta (into ^{:m 1} [1] [2 3]))))
  (is (nil? (into nil [])))
  (is (= '(2 1) (into nil [1 2])))
  (is (= #{1 2} (into #{} [1 2])))
  (is (= {1 2} (into {} [[1 2]])))
  (is (thrown? Exception (into 1 [1])))
  (is (thrown? Exception (into [] 1)))
  (testing "what can be part of a cycle is tracked"
    (is (.is_tracked (py/__import__ "gc") (into [1] [(atom nil)])))))

(deftest the-first-of-what-is-sorted
  (doseq [n [1 3 4 5 31 36 37 100]]
    (let [m (into (sorted-map) (map (fn [i] [i (- i)])) (range n)), s (into (sorted-set) (range n))]
      (is (= (range n) (keys m) (seq s) (map first m)))
      (is (= (reverse (range n)) (rseq s) (map key (rseq m))))
      (doseq [i (range -1 (inc n))]
        (is (= (drop-while #(< % i) (range n)) (or (subseq s >= i) ())))
        (is (= (take-while #(< % i) (range n)) (map key (subseq m < i))))
        (is (= (reverse (take-while #(<= % i) (range n))) (or (rsubseq s <= i) ())))
        (is (= (get m i) (when (< -1 i n) (- i))))
        (is (= (seq (disj s i)) (seq (remove #{i} (range n))))))))
  (testing "integers among other numbers"
    (let [s (sorted-set 1 2.5 3 7/2 4 100000000000000000000 -1.5)]
      (is (= [-1.5 1 2.5 3 7/2 4 100000000000000000000] (seq s)))
      (is (every? s [1 3 4 2.5 7/2]))
      (is (not-any? s [0 2 5]))
      (is (= [2.5 3 7/2 4 100000000000000000000] (subseq s > 2)))))
  (is (thrown? TypeError (conj (sorted-set "a" "b") 1))))

(deftest remembered-by-arguments
  (let [calls (atom 0), f (memoize (fn [& args] (swap! calls inc) (vec args)))]
    (is (= [[] [1] [nil] [[1 2]] [1 2] [1 2 3]] [(f) (f 1) (f nil) (f [1 2]) (f 1 2) (f 1 2 3)]))
    (is (= 6 @calls))
    (is (= [[] [1] [nil] [[1 2]] [1 2] [1 2 3]] [(f) (f 1) (f nil) (f '(1 2)) (f 1 2) (f 1 2 3)]))
    (is (= 6 @calls)))
  (let [calls (atom 0), f (memoize (fn [x] (swap! calls inc) nil))]
    (is (= [nil nil] [(f 1) (f 1)]))
    (is (= 1 @calls)))
  (is (thrown? Exception ((memoize (fn [x] x)) 1 2))))

(deftest signs-and-differences
  (are [x p n] (= [p n] [(pos? x) (neg? x)])
    1 true false, 0 false false, -1 false true, 1.5 true false, -0.0 false false, ##NaN false false,
    1/2 true false, -1/2 false true, 10000000000000000000000 true false, -10000000000000000000000 false true)
  (is (= [true false] (mapv pos? [1 -1])))
  (doseq [x [nil "a" :a]]
    (is (thrown? TypeError (pos? x)))
    (is (thrown? TypeError (neg? x))))
  (let [a 1, b 1, c 2]
    (is (= [false true true true] [(not= a b 1) (not= a b c) (not= c a b) (not= a c a)]))
    (is (= :same (if (not= a b 1) :other :same)))
    (is (= :other (if (not= a c a) :other :same)))))

(deftest bodies-of-lazy-seqs
  (testing "a cycle through what a body closes over is found, before it has run and after"
    (let [gc (py/__import__ "gc"), weakref (py/__import__ "weakref"), Held (py/type "Held" (py/tuple []) (py/dict {}))
          hold (fn [run?]
                 (let [o (Held), s (lazy-seq (cons 1 (lazy-seq (list o))))]
                   (when run? (first s))
                   (py/setattr o "s" s)
                   (.ref weakref o)))
          before (hold false), after (hold true)]
      (.collect gc)
      (is (nil? (before)))
      (is (nil? (after)))))
  (testing "one that fails does so again"
    (let [n 1, calls (atom 0), s (lazy-seq (swap! calls inc) (throw (ex-info "no" {:n n})))]
      (is (thrown-with-msg? Exception #"no" (seq s)))
      (is (thrown-with-msg? Exception #"no" (first s)))
      (is (= 1 @calls))))
  (let [x 1] (is (= [1] (lazy-seq [x]) (lazy-seq (lazy-seq (lazy-seq [x])))))))
