;; SPDX-License-Identifier: MIT
(ns clojure.math.combinatorics
  "Combinations, permutations, partitions, in order."
  {:added "1.12"})

(defn- all-distinct? [items]
  (or (empty? items) (apply distinct? items)))

(defn- ranks
  "The different items with the number of each, in the order in which they come."
  [items]
  (into {} (map-indexed (fn [i x] [x i])) (distinct items)))

(defn- without
  "A vector without its i-th element."
  [v i]
  (into (subvec v 0 i) (subvec v (inc i))))

(defn- last-index
  "The last of the numbers from i down to 0 that pred holds of, or nil."
  [pred i]
  (cond
    (neg? i) nil
    (pred i) i
    :else    (recur pred (dec i))))

(defn- too-large [n]
  (throw (IllegalArgumentException. (str n " is too large."))))

;; --- combinations ------------------------------------------------------------

(defn- next-combination
  "The combination of t of the numbers below n after one, or nil."
  [c t n]
  (when-let [i (last-index (fn [i] (< (nth c i) (- n (- t i)))) (dec t))]
    (let [x (inc (nth c i))]
      (into (subvec c 0 i) (range x (+ x (- t i)))))))

(defn- index-combinations
  "The combinations of t of the numbers below n, in order."
  [t n]
  (letfn [(from [c]
            (lazy-seq
              (cons c (when-let [c (next-combination c t n)]
                        (from c)))))]
    (cond
      (zero? t) (list [])
      (> t n)   ()
      :else     (from (vec (range t))))))

(defn- multi
  "The ways to take t of things of which there are so many each: seqs of [index how-many]."
  [t counts]
  (letfn [(take-of [i k t]
            (let [others (ways (inc i) (- t k))]
              (if (zero? k)
                others
                (map (fn [more] (cons [i k] more)) others))))
          (ways [i t]
            (lazy-seq
              (cond
                (zero? t)            (list ())
                (= i (count counts)) ()
                :else                (mapcat (fn [k] (take-of i k t))
                                             (range (min t (nth counts i)) -1 -1)))))]
    (ways 0 t)))

(defn combinations
  "Returns a lazy seq of all combinations of t of items; equal items are not told apart."
  {:added "1.12"}
  [items t]
  (let [v (vec items)]
    (cond
      (zero? t)         (list ())
      (all-distinct? v) (map (fn [c] (map v c))
                             (index-combinations t (count v)))
      :else             (let [ds     (vec (distinct v))
                              counts (mapv (frequencies v) ds)]
                          (map (fn [c] (mapcat (fn [[i k]] (repeat k (nth ds i))) c))
                               (multi t counts))))))

(defn subsets
  "Returns a lazy seq of all subsets of items, the smaller first."
  {:added "1.12"}
  [items]
  (mapcat (fn [n] (combinations items n))
          (range (inc (count items)))))

(defn cartesian-product
  "Returns a lazy seq of all ways to take one of each of several collections."
  {:added "1.12"}
  [& seqs]
  (if (empty? seqs)
    (list ())
    (for [x    (first seqs)
          more (apply cartesian-product (rest seqs))]
      (cons x more))))

(defn selections
  "Returns a lazy seq of all ways to take n times one of items."
  {:added "1.12"}
  [items n]
  (apply cartesian-product (repeat n items)))

;; --- permutations ------------------------------------------------------------

(defn- next-permutation
  "The permutation after one of numbers, or nil."
  [v]
  (let [end (dec (count v))]
    (when-let [i (last-index (fn [i] (< (nth v i) (nth v (inc i)))) (dec end))]
      (let [j       (last-index (fn [j] (< (nth v i) (nth v j))) end)
            swapped (assoc v i (nth v j) j (nth v i))]
        (into (subvec swapped 0 (inc i))
              (rseq (subvec swapped (inc i))))))))

(defn permutations
  "Returns a lazy seq of all orders of items; equal items are not told apart."
  {:added "1.12"}
  [items]
  (if (empty? items)
    (list ())
    (let [ds    (vec (distinct items))
          start (vec (sort (map (ranks items) items)))]
      (map (fn [p] (map ds p))
           (take-while some? (iterate (fn [p] (when p (next-permutation p))) start))))))

(defn permuted-combinations
  "Returns a lazy seq of all orders of all combinations of t of items."
  {:added "1.12"}
  [items t]
  (mapcat permutations (combinations items t)))

;; --- how many ----------------------------------------------------------------

(defn- factorial [n]
  (reduce *' (range 1 (inc n))))

(defn n-take-k
  "Returns how many combinations of k of n there are."
  {:added "1.12"}
  [n k]
  (if (or (neg? k) (> k n))
    0
    (reduce (fn [acc i] (quot (*' acc (- n i)) (inc i)))
            1
            (range (min k (- n k))))))

(defn count-permutations
  "Returns how many permutations there are."
  {:added "1.12"}
  [l]
  (reduce (fn [n k] (quot n (factorial k)))
          (factorial (count l))
          (vals (frequencies l))))

(defn count-combinations
  "Returns how many combinations there are."
  {:added "1.12"}
  [items t]
  (if (all-distinct? items)
    (n-take-k (count items) t)
    (count (multi t (vec (vals (frequencies items)))))))

(defn count-subsets
  "Returns how many subsets there are."
  {:added "1.12"}
  [items]
  (reduce *' (map inc (vals (frequencies items)))))

;; --- the nth, and from the nth on --------------------------------------------

(defn- nth-first
  "The first element of the nth permutation of pool: [its index, which permutation of the others follows]."
  [pool n]
  (loop [[x & more] (distinct pool), n n]
    (let [i (.indexOf pool x)
          c (count-permutations (without pool i))]
      (if (< n c)
        [i n]
        (recur more (- n c))))))

(defn nth-permutation
  "Returns the nth permutation."
  {:added "1.12"}
  [items n]
  (when (>= n (count-permutations items))
    (too-large n))
  (loop [pool (vec (sort-by (ranks items) items)), n n, out []]
    (if (empty? pool)
      out
      (let [[i n] (nth-first pool n)]
        (recur (without pool i) n (conj out (nth pool i)))))))

(defn drop-permutations
  "Returns the permutations from the nth on."
  {:added "1.12"}
  [items n]
  (drop n (permutations items)))

(defn nth-combination
  "Returns the nth combination."
  {:added "1.12"}
  [items t n]
  (when (>= n (count-combinations items t))
    (too-large n))
  (nth (combinations items t) n))

(defn nth-subset
  "Returns the nth subset."
  {:added "1.12"}
  [items n]
  (nth (subsets items) n))

(defn- before
  "How many permutations of a vector begin with what is smaller than its first element."
  [v]
  (let [smaller (filter (fn [x] (neg? (compare x (first v)))) v)]
    (reduce (fn [n x] (+ n (count-permutations (without v (.indexOf v x)))))
            0
            (distinct smaller))))

(defn permutation-index
  "Returns which permutation of the sorted items it is."
  {:added "1.12"}
  [items]
  (loop [v (vec items), i 0]
    (if (empty? v)
      i
      (recur (subvec v 1) (+ i (before v))))))

;; --- partitions --------------------------------------------------------------

(defn- growth-strings
  "All ways to put n things into groups: vectors of the groups' numbers, in order."
  [n least most]
  (letfn [(go [prefix top]
            (let [groups (inc top)
                  left   (- n (count prefix))]
              (lazy-seq
                (when (>= (+ groups left) least)
                  (if (zero? left)
                    (list prefix)
                    (mapcat (fn [g] (go (conj prefix g) (max top g)))
                            (range (min most (inc groups)))))))))]
    (go [] -1)))

(defn- grouped
  "The elements of a vector in the groups that a growth string says."
  [v numbers]
  (let [groups (group-by numbers (range (count v)))]
    (map (fn [k] (map v (get groups k)))
         (sort (keys groups)))))

(defn partitions
  "Returns a lazy seq of all ways to divide items into groups. Options :min and :max, how many groups."
  {:added "1.12"}
  [items & {:keys [min max]}]
  (let [v (vec items)
        n (count v)]
    (if (zero? n)
      (if (pos? (or min 0)) () (list ()))
      (let [all (map (fn [numbers] (grouped v numbers))
                     (growth-strings n (or min 1) (or max n)))]
        (if (all-distinct? v)
          all
          (distinct (map (fn [p] (sort-by vec p)) all)))))))
