;; SPDX-License-Identifier: MIT
;; Seqs of groups, mixtures, trees; sequence and iteration.

(in-ns 'clojure.core)

;; --- groups -----------------------------------------------------------------

;; A group is collected into a vector on the way to where the next one begins
;; if they follow each other; no element behind it is realised.

(defn- rounded-up
  "How many elements take takes for n, which may be between two integers."
  [n]
  (if (or (int? n) (not (number? n)) (not (< -1000000 n 1000000)) (== n (long n)))
    n
    (if (pos? n) (inc (long n)) 0)))

(defn- split-group
  "A chunk of the vector of the first n elements of the seq s, or fewer, and what follows them."
  [n s]
  (loop [both (cljsh.core/add-ready [] s n)]
    (let [group (nth both 0)]
      (if (< (count group) n)
        (let [more (seq (nth both 1))]
          (if more
            (recur (cljsh.core/add-ready group more n))
            both))
        both))))

(defn- as-seq
  "A seq of the elements, never nil."
  [coll]
  (or (seq coll) ()))

(defn- groups
  "The groups of partition and its relatives, of all elements if n is the step; made from vectors by `make`.
  (end group) gives the seq at the end, for the group that is incomplete."
  [make end n step coll]
  (lazy-seq
    (let [s (seq coll)]
      (if s
        (let [ready (cljsh.core/ready-groups n step s (identical? make as-seq))]
          (if ready
            (cljsh.core/cons-all (nth ready 0) (groups make end n step (nth ready 1)))
            (let [both (split-group (rounded-up n) s), group (nth both 0)]
              (if (= n (count group))
                (cons (make group)
                      (groups make end n step (if (= n step) (nth both 1) (nthrest s step))))
                (end group s)))))
        nil))))

(defn- size
  "The number that n is, or is the index of; no larger than any seq is long."
  [n]
  (let [n (if (or (number? n) (nil? n)) n (cljsh.core/index n))]
    (if (and (number? n) (> n 1000000000000000))
      1000000000000000
      n)))

(defn- nothing-more
  "The end of a partition without what is incomplete."
  [_ _]
  nil)

(defn partition
  "Returns a lazy seq of seqs of n elements, each starting step (n) elements after the one before.
  An incomplete group at the end is left out, unless pad is given: then it is
  filled up with elements of pad, as far as they go."
  {:added "1.0"}
  ([n coll] (partition n n coll))
  ([n step coll] (groups as-seq nothing-more (size n) (size step) coll))
  ([n step pad coll]
   (groups as-seq
           (fn [group _] (list (take n (concat group pad))))
           (size n) (size step) coll)))

(defn partitionv
  "Returns a lazy seq of vectors of n elements; as partition otherwise."
  {:added "1.12"}
  ([n coll] (partitionv n n coll))
  ([n step coll] (groups identity nothing-more (size n) (size step) coll))
  ([n step pad coll]
   (groups identity
           (fn [group _] (list (into group (take (- n (count group))) pad)))
           (size n) (size step) coll)))

(defn- incomplete-groups
  "The end of partition-all: what is left, from one step to the next."
  [make n step]
  (fn [group s]
    (cons (make group)
          (groups make (incomplete-groups make n step) n step (nthrest s step)))))

(defn partition-all
  "Returns a lazy seq of seqs of n elements, perhaps fewer at the end, or a transducer giving vectors."
  {:added "1.2"}
  ([n]
   (when-not (number? (size n))
     (throw (ClassCastException. "partition-all needs a number as size")))
   (when (neg? (size n))
     (throw (IllegalArgumentException. (str "Illegal Capacity: " (size n)))))
   (fn [rf]
     (let [n     (long (size n))
           group (volatile! (transient []))]
       (fn
         ([] (rf))
         ([acc]
          (let [g @group]
            (rf (if (zero? (count g))
                  acc
                  (do (vreset! group (transient []))
                      (unreduced (rf acc (persistent! g))))))))
         ([acc x]
          (let [g (conj! @group x)]
            (if (= n (count g))
              (do (vreset! group (transient []))
                  (rf acc (persistent! g)))
              (do (vreset! group g)
                  acc))))))))
  ([n coll] (partition-all n n coll))
  ([n step coll]
   (let [n    (rounded-up (size n))
         step (rounded-up (size step))]
     (groups as-seq (incomplete-groups as-seq n step) n step coll))))

(defn partitionv-all
  "Returns a lazy seq of vectors of n elements, perhaps fewer at the end, or a transducer."
  {:added "1.12"}
  ([n] (partition-all n))
  ([n coll] (partitionv-all n n coll))
  ([n step coll] (groups identity (incomplete-groups identity (size n) (size step)) (size n) (size step) coll)))

(defn- behind
  "What follows as many elements of the seq s as the seq run has, which is walked to its end."
  [run s]
  (loop [run (seq run), s s]
    (if run
      (recur (next run) (next s))
      s)))

(def ^:private effectless
  "Functions of which nobody can tell when they are called."
  #{identity odd? even? pos? neg? zero? nil? some? true? false? boolean not inc dec first count key val
    string? number? integer? keyword? symbol? vector? map? set? char? int long})

(defn partition-by
  "Splits coll wherever the value of (f x) changes, into a lazy seq of seqs; or a transducer giving vectors."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (let [group (volatile! (transient [])), value (volatile! nothing)]
       (fn
         ([] (rf))
         ([acc]
          (let [g @group]
            (rf (if (zero? (count g))
                  acc
                  (do (vreset! group (transient []))
                      (unreduced (rf acc (persistent! g))))))))
         ([acc x]
          (let [before @value, now (f x)]
            (vreset! value now)
            (if (or (identical? before nothing) (= before now))
              (do (vreset! group (conj! @group x))
                  acc)
              (let [g   @group
                    acc (do (vreset! group (transient []))
                            (rf acc (persistent! g)))]
                (if (reduced? acc)
                  acc
                  (do (vreset! group (conj! @group x))
                      acc))))))))))
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [ready (cond
                       (or (cljsh.core/look-up? f) (and (fn? f) (contains? effectless f))) (cljsh.core/ready-runs f false s)
                       (cljsh.core/effectless? f) (cljsh.core/ready-runs f true s)
                       :else nil)]
           (if ready
             (cljsh.core/cons-all (nth ready 0) (partition-by f (nth ready 1)))
             (let [x     (first s)
                   value (f x)
                   run   (cons x (take-while (fn [y] (= value (f y))) (next s)))]
               (cons run (partition-by f (lazy-seq (behind run s)))))))
         nil)))))

;; --- mixtures ---------------------------------------------------------------

(defn interleave
  "Returns a lazy seq of the first of each collection, then the second of each …, as long as all last."
  {:added "1.0"}
  ([] ())
  ([c1] (lazy-seq c1))
  ([c1 c2]
   (lazy-seq
     (let [s1 (seq c1), s2 (seq c2)]
       (if (and s1 s2)
         (let [ready (cljsh.core/interleave-ready s1 s2)]
           (if ready
             (cljsh.core/cons-all (nth ready 0) (interleave (nth ready 1) (nth ready 2)))
             (cons (first s1) (cons (first s2) (interleave (rest s1) (rest s2))))))
         nil))))
  ([c1 c2 & colls]
   (lazy-seq
     (let [colls (list* c1 c2 colls)]
       (if (every? seq colls)
         (concat (mapv first colls) (apply interleave (mapv rest colls)))
         nil)))))

(defn- each-after
  "Returns a lazy seq of the elements with the first of seps, which are endless and equal, before each of them."
  [seps coll]
  (lazy-seq
    (let [s (seq coll)]
      (if s
        (let [ready (cljsh.core/interleave-ready seps s)]
          (if ready
            (cljsh.core/cons-all (nth ready 0) (each-after seps (nth ready 2)))
            (cons (first seps) (cons (first s) (each-after seps (rest s))))))
        nil))))

(defn interpose
  "Returns a lazy seq of the elements with sep between them, or a transducer."
  {:added "1.0"}
  ([sep]
   (fn [rf]
     (let [started (volatile! false)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (if @started
            (let [acc (rf acc sep)]
              (if (reduced? acc)
                acc
                (rf acc x)))
            (do (vreset! started true)
                (rf acc x))))))))
  ([sep coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (cons (first s) (each-after (repeat sep) (rest s)))
         nil)))))

(defn reductions
  "Returns a lazy seq of the steps of (reduce f init coll), beginning with init (the first element)."
  {:added "1.2"}
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (reductions f (first s) (rest s))
         (list (f))))))
  ([f init coll]
   (if (reduced? init)
     (list @init)
     (cons init
           (lazy-seq
             (let [s (seq coll)]
               (if s
                 (reductions f (f init (first s)) (rest s))
                 nil)))))))

(defn repeatedly
  "Returns a lazy seq of the values of (f), infinitely or n of them; f is to have effects."
  {:added "1.0"}
  ([f] (lazy-seq (cons (f) (repeatedly f))))
  ([n f] (take n (repeatedly f))))

(defn replicate
  "Returns a seq of n times x. Superseded by repeat."
  {:added "1.0", :deprecated "1.3"}
  [n x]
  (take n (repeat x)))

;; --- trees ------------------------------------------------------------------

(defn- tree-behind
  "Returns a lazy seq of what comes behind node in a tree: what is below it, then the seqs of nodes in pending."
  [branch? children node pending]
  (lazy-seq
    (loop [pending (if (branch? node) (cons (children node) pending) pending)]
      (when pending
        (if-let [s (seq (first pending))]
          (let [node (first s)]
            (cons node (tree-behind branch? children node (cons (rest s) (next pending)))))
          (recur (next pending)))))))

(defn tree-seq
  "Returns a lazy seq of the nodes of a tree, depth first, each before what is below it.
  branch? tells whether a node can have nodes below it, which children then gives as a seq."
  {:added "1.0"}
  [branch? children root]
  (lazy-seq
    (cons root (tree-behind branch? children root nil))))

(defn- leaves
  "Returns a lazy seq of what coll, and the sequential things in it, contain, then of what the seqs in pending do."
  [coll pending]
  (lazy-seq
    (loop [s (seq coll), pending pending]
      (if s
        (let [x (first s)]
          (if (sequential? x)
            (recur (seq x) (cons (rest s) pending))
            (cons x (leaves (rest s) pending))))
        (if pending
          (recur (seq (first pending)) (next pending))
          nil)))))

(defn flatten
  "Returns a lazy seq of what the nested sequential things in x contain. (flatten nil) is empty."
  {:added "1.2"}
  [x]
  (if (sequential? x)
    (leaves x nil)
    ()))

(defn xml-seq
  "Returns a lazy seq of the elements and texts of a parsed XML tree, depth first."
  {:added "1.0"}
  [root]
  (tree-seq (complement string?) (comp seq :content) root))

;; --- walking through --------------------------------------------------------

(defn dorun
  "Walks through a seq (at most n steps) for the effects of making it. Returns nil."
  {:added "1.0"}
  ([coll]
   (loop [s (seq coll)]
     (if s
       (recur (if (chunked-seq? s) (seq (chunk-rest s)) (next s)))
       nil)))
  ([n coll]
   (loop [n n, s (seq coll)]
     (if (and s (> n 0))
       (recur (dec n) (next s))
       nil))))

(defn doall
  "Walks through a seq (at most n steps) for the effects of making it, and returns it."
  {:added "1.0"}
  ([coll]
   (dorun coll)
   coll)
  ([n coll]
   (dorun n coll)
   coll))

(defn bounded-count
  "Returns the count of a counted collection; counts others up to n only."
  {:added "1.9"}
  [n coll]
  (if (counted? coll)
    (count coll)
    (loop [i 0, s (seq coll)]
      (if (and s (< i n))
        (recur (inc i) (next s))
        i))))

(defn butlast
  "Returns a seq of all elements but the last, or nil."
  {:added "1.0"}
  [coll]
  (loop [acc [], s (seq coll)]
    (if (next s)
      (recur (conj acc (first s)) (next s))
      (seq acc))))

(defn not-empty
  "Returns coll, or nil if it has no elements."
  {:added "1.0"}
  [coll]
  (if (seq coll) coll nil))

(defn rand-nth
  "Returns a random element of an indexed collection (of a seq, in linear time)."
  {:added "1.2"}
  [coll]
  (nth coll (rand-int (count coll))))

;; --- through a transducer ---------------------------------------------------

(defn- feed
  "Gives one element, or all of its chunk, of the seq s to rf, which adds to out.
  Whether it has had enough. What else it makes of an accumulator is nobody's: each gets out."
  [rf out s]
  (if (chunked-seq? s)
    (let [c (chunk-first s), n (count c)]
      (loop [i 0]
        (if (< i n)
          (if (reduced? (rf out (nth c i)))
            true
            (recur (inc i)))
          false)))
    (reduced? (rf out (first s)))))

(defn- transformed
  "What rf, made from conj!, makes out of coll: lazily, a chunk of input at a time."
  [rf coll]
  (lazy-seq
    (let [out (transient [])]
      (loop [s (seq coll)]
        (cond
          (or (nil? s) (feed rf out s))
          (do (rf out)
              (persistent! out))

          (pos? (count out))
          (concat (persistent! out)
                  (transformed rf (if (chunked-seq? s) (chunk-rest s) (rest s))))

          :else
          (recur (if (chunked-seq? s) (chunk-next s) (next s))))))))

(defn- delayed
  "A seq that has elements as a lazy seq that nobody has asked for them, else ()."
  [s]
  (if (seq s) (lazy-seq s) ()))

(defn sequence
  "Returns coll as a seq, never nil; with xform, the lazy seq of what xform makes of its elements.
  With several collections, xform's functions get an element of each."
  {:added "1.0"}
  ([coll]
   (if (seq? coll)
     coll
     (or (seq coll) ())))
  ([xform coll]
   (delayed (transformed (xform conj!) coll)))
  ([xform coll & colls]
   (let [rf (xform conj!)]
     (delayed (transformed (fn
                             ([acc] (rf acc))
                             ([acc args] (apply rf acc args)))
                           (apply map list coll colls))))))

(defn iteration
  "Returns a seq of values got one batch at a time by calling step, as from an interface with pages.
  (step k) returns a batch; the first k is :initk (nil). A batch is used if
  (:somef batch) is truthy (some?), its value is (:vf batch) (the batch), and
  the next k is (:kf batch) (the batch); a nil k ends the iteration."
  {:added "1.11"}
  [step & {:keys [somef vf kf initk]
           :or   {vf identity, kf identity, somef some?, initk nil}}]
  (let [batches (fn batches [k]
                  (let [batch (step k)]
                    (if (somef batch)
                      (cons (vf batch)
                            (let [k (kf batch)]
                              (if (nil? k)
                                nil
                                (lazy-seq (batches k)))))
                      nil)))]
    (lazy-seq (batches initk))))
