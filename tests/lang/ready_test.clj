;; SPDX-License-Identifier: MIT
;; What is made of elements that are there already, some at once, is the same
;; as what is made one by one; nothing that is not there is realised for it.
(ns ready-test
  (:require [clojure.test :refer [deftest is are]]))

(defn- one-by-one [coll]
  (lazy-seq (when-let [s (seq coll)] (cons (first s) (one-by-one (rest s))))))

(defn- noisy
  "Elements from i on, each of which adds itself to seen when it is realised."
  [seen i]
  (lazy-seq (swap! seen conj i) (cons i (noisy seen (inc i)))))

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
   (fn [n] (py/tuple (range n)))])

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

(deftest nothing-is-realised-for-others
  (are [realised form] (= realised (let [seen (atom []), s (noisy seen 0)] (form s) @seen))
    [0 1 2]   #(first (partition 3 %))
    [0]       #(first (take 2 (map inc %)))
    [0 1]     #(doall (take 2 %))
    [0]       #(first (distinct %))
    [0]       #(first (interpose :x %))
    [0 1]     #(dorun (take 3 (interleave [:a :b :c :d] %)))
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
