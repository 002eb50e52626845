;; SPDX-License-Identifier: MIT
(ns clojure.math.combinatorics
  "Combinations, permutations, partitions, in order."
  {:added "1.12"})

(defn- index-combinations
  "The combinations of t of the numbers below n, in order."
  [t n]
  (letfn [(after [c]
            (lazy-seq
              (cons c (when-let [i (loop [i (dec t)] (cond (neg? i) nil (< (nth c i) (- n (- t i))) i :else (recur (dec i))))]
                        (let [x (inc (nth c i))] (after (into (subvec c 0 i) (range x (+ x (- t i))))))))))]
    (cond (zero? t) (list []) (> t n) () :else (after (vec (range t))))))

(defn- multi
  "The ways to take t of things of which there are so many each: seqs of [index how-many]."
  [t counts]
  (letfn [(go [i t]
            (lazy-seq
              (cond (zero? t) (list ())
                    (= i (count counts)) ()
                    :else (mapcat (fn [k] (map (fn [more] (if (zero? k) more (cons [i k] more))) (go (inc i) (- t k)))) (range (min t (nth counts i)) -1 -1)))))]
    (go 0 t)))

(defn combinations "Returns a lazy seq of all combinations of t of items; equal items are not told apart." {:added "1.12"} [items t]
  (let [v (vec items)]
    (cond
      (or (zero? t)) (list ())
      (apply distinct? (if (seq v) v [0])) (map (fn [c] (map v c)) (index-combinations t (count v)))
      :else (let [ds (vec (distinct v)), counts (mapv (frequencies v) ds)] (map (fn [c] (mapcat (fn [[i k]] (repeat k (nth ds i))) c)) (multi t counts))))))
(defn subsets "Returns a lazy seq of all subsets of items, the smaller first." {:added "1.12"} [items] (mapcat (fn [n] (combinations items n)) (range (inc (count items)))))
(defn cartesian-product "Returns a lazy seq of all ways to take one of each of several collections." {:added "1.12"} [& seqs]
  (if (empty? seqs) (list ()) (letfn [(go [ss] (if (empty? ss) (list ()) (for [x (first ss), more (go (rest ss))] (cons x more))))] (go seqs))))
(defn selections "Returns a lazy seq of all ways to take n times one of items." {:added "1.12"} [items n] (apply cartesian-product (repeat n items)))

(defn- next-permutation
  "The permutation after one of numbers, or nil."
  [v]
  (let [n (count v), i (loop [i (- n 2)] (cond (neg? i) nil (< (nth v i) (nth v (inc i))) i :else (recur (dec i))))]
    (when i
      (let [j (loop [j (dec n)] (if (< (nth v i) (nth v j)) j (recur (dec j)))), v (assoc v i (nth v j) j (nth v i))]
        (into (subvec v 0 (inc i)) (rseq (subvec v (inc i))))))))
(defn permutations "Returns a lazy seq of all orders of items; equal items are not told apart." {:added "1.12"} [items]
  (let [v (vec items), sorted? (try (and (every? number? v) (apply <= (if (seq v) v [0]))) (catch Throwable _ false))]
    (cond
      (empty? v) (list ())
      :else (let [ds (vec (distinct v)), at (into {} (map-indexed (fn [i x] [x i])) ds), start (vec (sort (map at v)))]
              (map (fn [p] (map ds p)) (take-while some? (iterate (fn [p] (when p (next-permutation p))) (if (apply distinct? v) (vec (range (count v))) start))))))))
(defn permuted-combinations "Returns a lazy seq of all orders of all combinations of t of items." {:added "1.12"} [items t] (mapcat permutations (combinations items t)))

(defn- factorial [n] (reduce *' (range 1 (inc n))))
(defn n-take-k "Returns how many combinations of k of n there are." {:added "1.12"} [n k] (cond (neg? k) 0 (> k n) 0 :else (let [k (min k (- n k))] (reduce (fn [acc i] (quot (*' acc (- n i)) (inc i))) 1 (range k)))))
(defn count-permutations "Returns how many permutations there are." {:added "1.12"} [l] (reduce (fn [n k] (quot n (factorial k))) (factorial (count l)) (vals (frequencies l))))
(defn count-combinations "Returns how many combinations there are." {:added "1.12"} [items t] (if (or (empty? items) (apply distinct? items)) (n-take-k (count items) t) (count (multi t (vec (vals (frequencies items)))))))
(defn count-subsets "Returns how many subsets there are." {:added "1.12"} [items] (if (or (empty? items) (apply distinct? items)) (reduce *' (repeat (count items) 2)) (reduce *' (map inc (vals (frequencies items))))))
(defn nth-permutation "Returns the nth permutation." {:added "1.12"} [items n]
  (when (>= n (count-permutations items)) (throw (IllegalArgumentException. (str n " is too large."))))
  (loop [pool (let [order (into {} (map-indexed (fn [i x] [x i])) (distinct items))] (if (apply distinct? items) (vec items) (vec (sort-by order items)))), n n, out []]
    (if (empty? pool)
      out
      (let [[x k] (loop [xs (distinct pool), n n] (let [i (.indexOf pool (first xs)), rest-pool (into (subvec pool 0 i) (subvec pool (inc i))), c (count-permutations rest-pool)] (if (< n c) [(first xs) n] (recur (rest xs) (- n c))))), i (.indexOf pool x)]
        (recur (into (subvec pool 0 i) (subvec pool (inc i))) k (conj out x))))))
(defn drop-permutations "Returns the permutations from the nth on." {:added "1.12"} [items n] (drop n (permutations items)))
(defn nth-combination "Returns the nth combination." {:added "1.12"} [items t n] (when (>= n (count-combinations items t)) (throw (IllegalArgumentException. (str n " is too large.")))) (nth (combinations items t) n))
(defn nth-subset "Returns the nth subset." {:added "1.12"} [items n] (nth (subsets items) n))
(defn permutation-index "Returns which permutation of the sorted items it is." {:added "1.12"} [items]
  (loop [v (vec items), i 0]
    (if (empty? v) i
      (let [smaller (distinct (filter (fn [x] (neg? (compare x (first v)))) v))]
        (recur (subvec v 1) (reduce (fn [i x] (let [j (.indexOf v x)] (+ i (count-permutations (into (subvec v 0 j) (subvec v (inc j))))))) i smaller))))))

(defn- growth-strings
  "All ways to put n things into groups: vectors of the groups' numbers, in order."
  [n least most]
  (letfn [(go [prefix top] (lazy-seq (if (= (count prefix) n) (when (>= (inc top) least) (list prefix)) (when (>= (+ (inc top) (- n (count prefix))) least) (mapcat (fn [g] (go (conj prefix g) (max top g))) (range (min most (+ top 2))))))))]
    (go [] -1)))
(defn partitions "Returns a lazy seq of all ways to divide items into groups. Options :min and :max, how many groups." {:added "1.12"} [items & {:keys [min max]}]
  (let [v (vec items), n (count v)]
    (if (zero? n) (if (pos? (or min 0)) () (list ()))
      (let [all (map (fn [g] (let [groups (group-by (fn [i] (nth g i)) (range n))] (map (fn [k] (map v (get groups k))) (sort (keys groups))))) (growth-strings n (or min 1) (or max n)))]
        (if (apply distinct? v) all (distinct (map (fn [p] (sort-by vec p)) all)))))))
