;; SPDX-License-Identifier: MIT
;; map, filter and their relatives: lazy over collections, transducers
;; without one.  What comes in chunks goes out in chunks.

(in-ns 'clojure.core)

(defmacro ^:private each-of
  "The chunk of what f gives for the elements of the chunk c, a local, gathered as mode says."
  [mode f c]
  `(each* ~mode ~f ~c (cljsh.core/chunk-room ~c)))

(defmacro ^:private after
  "What (make f coll) gives for what follows the first chunk of the seq s: no lazy seq where that is nothing."
  [make f s]
  `(let* [more# (cljsh.core/chunk-after ~s)]
     (if (identical? more# ()) more# (~make ~f more#))))

(defmacro ^:private chunk-of
  "A chunk with what the body appends to it, for i from 0 below the count of run, a local; with room for as many."
  [[buffer i run] & body]
  `(let* [n# (count ~run), ~buffer (cljsh.core/chunk-room ~run)]
     (loop* [~i 0]
       (if (< ~i n#)
         (do ~@body (recur (inc ~i)))
         nil))
     ~buffer))

(defmacro ^:private step
  "The step function of a transducer that reduce knows, and need not always call.
  It closes over the next step, used first, and the transducer's function, alone."
  [kind & arities]
  `(cljsh.core/known-step ~(str kind) (fn ~@arities)))

(declare cat drop sequence)

(defn map
  "Returns a lazy seq of (f x) for the elements of coll, or a transducer.
  With several collections, of (f x y …) as long as all of them last."
  {:added "1.0"}
  ([f]
   (fn [rf]
     (step map
       ([] (rf))
       ([acc] (rf acc))
       ([acc x] (rf acc (f x)))
       ([acc x & more] (rf acc (apply f x more))))))
  ([f coll]
   (lazy-seq
     (let [s (opened coll)]
       (if s
         (let [c (cljsh.core/first-chunk s)]
           (if (nil? c)
             (cons (f (first s)) (map f (rest s)))
             (cljsh.core/before (each-of map f c) (after map f s))))
         nil))))
  ([f c1 c2]
   (lazy-seq
     (let [s1 (seq c1), s2 (seq c2)]
       (if (and s1 s2)
         (cons (f (first s1) (first s2))
               (map f (rest s1) (rest s2)))
         nil))))
  ([f c1 c2 c3]
   (lazy-seq
     (let [s1 (seq c1), s2 (seq c2), s3 (seq c3)]
       (if (and s1 s2 s3)
         (cons (f (first s1) (first s2) (first s3))
               (map f (rest s1) (rest s2) (rest s3)))
         nil))))
  ([f c1 c2 c3 & colls]
   (let [rows (fn rows [colls]
                (lazy-seq
                  (let [seqs (mapv seq colls)]
                    (if (every? identity seqs)
                      (cons (mapv first seqs) (rows (mapv rest seqs)))
                      nil))))]
     (map (fn [row] (apply f row)) (rows (list* c1 c2 c3 colls))))))

(defn map-indexed
  "Returns a lazy seq of (f 0 a), (f 1 b) … for the elements of coll, or a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (let [index (volatile! -1)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x] (rf acc (f (vreset! index (inc @index)) x)))))))
  ([f coll]
   (let [from (fn from [at coll]
                (lazy-seq
                  (let [s (opened coll)]
                    (if s
                      (let [c (cljsh.core/first-run s)]
                        (if (nil? c)
                          (cons (f at (first s)) (from (inc at) (rest s)))
                          (cljsh.core/before (chunk-of [b i c]
                                               (chunk-append b (f (+ at i) (nth c i))))
                                             (after from (+ at (count c)) s))))
                      nil))))]
     (from 0 coll))))

(defn filter
  "Returns a lazy seq of the elements for which (pred x) is truthy, or a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (step filter
       ([] (rf))
       ([acc] (rf acc))
       ([acc x] (if (pred x) (rf acc x) acc)))))
  ([pred coll]
   (lazy-seq
     (loop [s (opened coll)]
       (if s
         (let [c (cljsh.core/first-chunk s)]
           (if (nil? c)
             (let [x (first s)]
               (if (pred x)
                 (cons x (filter pred (rest s)))
                 (recur (next s))))
             (cljsh.core/before (each-of filter pred c) (after filter pred s))))
         nil)))))

(defn remove
  "Returns a lazy seq of the elements for which (pred x) is falsy, or a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (step remove
       ([] (rf))
       ([acc] (rf acc))
       ([acc x] (if (pred x) acc (rf acc x))))))
  ([pred coll]
   (lazy-seq
     (loop [s (opened coll)]
       (if s
         (let [c (cljsh.core/first-chunk s)]
           (if (nil? c)
             (let [x (first s)]
               (if (pred x)
                 (recur (next s))
                 (cons x (remove pred (rest s)))))
             (cljsh.core/before (each-of remove pred c) (after remove pred s))))
         nil)))))

(defn keep
  "Returns a lazy seq of those values of (f x) that are not nil, or a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (step keep
       ([] (rf))
       ([acc] (rf acc))
       ([acc x]
        (let [y (f x)]
          (if (nil? y) acc (rf acc y)))))))
  ([f coll]
   (lazy-seq
     (loop [s (opened coll)]
       (if s
         (let [c (cljsh.core/first-chunk s)]
           (if (nil? c)
             (let [y (f (first s))]
               (if (nil? y)
                 (recur (next s))
                 (cons y (keep f (rest s)))))
             (cljsh.core/before (each-of keep f c) (after keep f s))))
         nil)))))

(defn keep-indexed
  "Returns a lazy seq of those values of (f index x) that are not nil, or a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (let [index (volatile! -1)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [y (f (vreset! index (inc @index)) x)]
            (if (nil? y) acc (rf acc y))))))))
  ([f coll]
   (let [from (fn from [at coll]
                (lazy-seq
                  (loop [at at, s (opened coll)]
                    (if s
                      (let [c (cljsh.core/first-run s)]
                        (if (nil? c)
                          (let [y (f at (first s))]
                            (if (nil? y)
                              (recur (inc at) (next s))
                              (cons y (from (inc at) (rest s)))))
                          (cljsh.core/before (chunk-of [b i c]
                                               (let [y (f (+ at i) (nth c i))]
                                                 (if (nil? y) nil (chunk-append b y))))
                                             (after from (+ at (count c)) s))))
                      nil))))]
     (from 0 coll))))

(defn- concat-now
  "The elements of the collections of a seq (or nil), of which the first chunk is realised: joined at once if they are there."
  [colls]
  (if (cljsh.core/joinable? colls)
    (cljsh.core/lazy-done (join-pieces colls))
    (concat-all nil colls)))

(defn mapcat
  "Concatenates the collections (f x) lazily, or returns a transducer that does.
  With several collections, f gets an element of each. f is called for the first
  elements at once."
  {:added "1.0"}
  ([f] (comp (map f) cat))
  ([f coll] (concat-now (seq (map f coll))))
  ([f coll & colls] (concat-now (seq (apply map f coll colls)))))

(defn replace
  "Replaces the elements that are keys of smap by their values, or returns a transducer.
  A vector gives a vector, anything else a lazy seq."
  {:added "1.0"}
  ([smap]
   (map (fn [x]
          (let [e (find smap x)]
            (if e (val e) x)))))
  ([smap coll]
   (let [swap (fn [x]
                (let [e (find smap x)]
                  (if e (val e) x)))]
     (if (vector? coll)
       (with-meta (mapv swap coll) (meta coll))
       (map swap coll)))))

(defn cat
  "A transducer that takes apart every input, a collection, into its elements."
  {:added "1.7"}
  [rf]
  (let [guarded (fn [acc x]
                  (let [acc (rf acc x)]
                    (if (reduced? acc) (reduced acc) acc)))]
    (fn
      ([] (rf))
      ([acc] (rf acc))
      ([acc coll] (reduce guarded acc coll)))))

;; --- taking a part ----------------------------------------------------------

(defn take
  "Returns a lazy seq of the first n elements (or all, if fewer), or a transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [left (volatile! n)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [n   @left
                acc (if (> n 0) (rf acc x) acc)]
            (if (pos? (vreset! left (dec n)))
              acc
              (ensure-reduced acc))))))))
  ([n coll]
   (lazy-seq
     (if (> n 0)
       (let [s (seq coll)]
         (if s
           (let [ready (cljsh.core/take-ready n s)]
             (if ready
               (let [left (- n (count (nth ready 0)))]
                 (cljsh.core/cons-all (nth ready 0)
                                      (if (> left 0) (take left (nth ready 1)) ())))
               (cons (first s) (take (dec n) (rest s)))))
           nil))
       nil))))

(defn take-while
  "Returns a lazy seq of the elements before the first with a falsy (pred x), or a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (fn
       ([] (rf))
       ([acc] (rf acc))
       ([acc x]
        (if (pred x)
          (rf acc x)
          (reduced acc))))))
  ([pred coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [x (first s)]
           (if (pred x)
             (cons x (take-while pred (rest s)))
             nil))
         nil)))))

(defn take-nth
  "Returns a lazy seq of every nth element, beginning with the first, or a transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [index (volatile! -1)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (if (zero? (rem (vreset! index (inc @index)) n))
            (rf acc x)
            acc))))))
  ([n coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (cons (first s) (take-nth n (drop n s)))
         nil)))))

(defn drop
  "Returns a lazy seq of all but the first n elements, or a transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [left (volatile! n)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [n @left]
            (if (> n 0)
              (do (vreset! left (dec n)) acc)
              (rf acc x))))))))
  ([n coll]
   (lazy-seq
     (loop [n n, s (seq coll)]
       (if (and (> n 0) s)
         (recur (dec n) (next s))
         s)))))

(defn drop-while
  "Returns a lazy seq from the first element with a falsy (pred x) on, or a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (let [dropping (volatile! true)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (if (and @dropping (pred x))
            acc
            (do (vreset! dropping false)
                (rf acc x))))))))
  ([pred coll]
   (lazy-seq
     (loop [s (seq coll)]
       (if (and s (pred (first s)))
         (recur (next s))
         s)))))

(defn drop-last
  "Returns a lazy seq of all but the last n (1) elements."
  {:added "1.0"}
  ([coll] (drop-last 1 coll))
  ([n coll] (map (fn [x _] x) coll (drop n coll))))

(defn take-last
  "Returns a seq of the last n elements, or nil if there are none."
  {:added "1.1"}
  [n coll]
  (loop [s (seq coll), lead (seq (drop n coll))]
    (if lead
      (recur (next s) (next lead))
      s)))

(defn split-at
  "Returns the vector [(take n coll) (drop n coll)]."
  {:added "1.0"}
  [n coll]
  [(take n coll) (drop n coll)])

(defn split-with
  "Returns the vector [(take-while pred coll) (drop-while pred coll)]."
  {:added "1.0"}
  [pred coll]
  [(take-while pred coll) (drop-while pred coll)])

(defn splitv-at
  "Returns the vector of (take n coll) as a vector, and (drop n coll)."
  {:added "1.12"}
  [n coll]
  [(into [] (take n) coll) (drop n coll)])

(defn distinct
  "Returns a lazy seq of the elements without repetitions, or a transducer."
  {:added "1.0"}
  ([]
   (fn [rf]
     (let [seen (volatile! (transient #{}))]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (if (contains? @seen x)
            acc
            (do (vreset! seen (conj! @seen x))
                (rf acc x))))))))
  ([coll]
   ;; Each cell is made once, and after the one before it: they can share the set.
   (let [seen   (volatile! (transient #{}))
         unseen (fn unseen [coll]
                  (lazy-seq
                    (loop [s (seq coll)]
                      (if s
                        (let [ready (cljsh.core/distinct-ready @seen s)]
                          (cond
                            (nil? ready)
                            (let [x (first s)]
                              (if (contains? @seen x)
                                (recur (next s))
                                (do (vreset! seen (conj! @seen x))
                                    (cons x (unseen (rest s))))))

                            (= 0 (count (nth ready 0)))
                            (recur (seq (nth ready 1)))

                            :else
                            (cljsh.core/cons-all (nth ready 0) (unseen (nth ready 1)))))
                        nil))))]
     (unseen coll))))

(defn dedupe
  "Returns a lazy seq without elements equal to the one before, or a transducer."
  {:added "1.7"}
  ([]
   (fn [rf]
     (let [last-seen (volatile! nothing)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [before @last-seen]
            (vreset! last-seen x)
            (if (= before x)
              acc
              (rf acc x))))))))
  ([coll] (sequence (dedupe) coll)))

(defn random-sample
  "Returns a lazy seq of each element with probability prob, or a transducer."
  {:added "1.7"}
  ([prob] (filter (fn [_] (< (rand) prob))))
  ([prob coll] (filter (fn [_] (< (rand) prob)) coll)))

(defn halt-when
  "A transducer that ends the whole reduction at the first input for which pred is truthy.
  The result is then that input, or (retf result-so-far input)."
  {:added "1.9"}
  ([pred] (halt-when pred nil))
  ([pred retf]
   (fn [rf]
     (fn
       ([] (rf))
       ([acc]
        (if (and (map? acc) (contains? acc ::halt))
          (::halt acc)
          (rf acc)))
       ([acc x]
        (if (pred x)
          (reduced {::halt (if retf (retf (rf acc) x) x)})
          (rf acc x)))))))
