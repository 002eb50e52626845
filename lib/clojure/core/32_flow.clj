;; SPDX-License-Identifier: MIT
;; Loops over what lazy seqs are made from, where all of one is consumed and
;; nobody else has it (cljsh/vm/flow.c).

(in-ns 'clojure.core)

;; The bodies of these are known by what they close over.
(let [f (fn [x] x), c (list 1), d (list 2), e (list 3)]
  (cljsh.core/known-lazy "map" (map f c) [c f])
  (cljsh.core/known-lazy "filter" (filter f c) [c f])
  (cljsh.core/known-lazy "remove" (remove f c) [c f])
  (cljsh.core/known-lazy "keep" (keep f c) [c f])
  (cljsh.core/known-lazy "take" (take 1 c) [1 c])
  (cljsh.core/known-lazy "take-while" (take-while f c) [c f])
  (cljsh.core/known-lazy "map-2" (map f c d) [c d f])
  (cljsh.core/known-lazy "map-3" (map f c d e) [c d e f])
  (cljsh.core/known-lazy "concat" (concat-all c d) [c d]))

(defn- take-step
  "The step that passes n elements on to f, the last of them with the end."
  [f n]
  (let [left (volatile! n)]
    (fn [acc x]
      (let [acc (f acc x)]
        (if (> (vreset! left (dec @left)) 0)
          acc
          (ensure-reduced acc))))))

(defn- take-while-step
  "The step that passes elements on to f as long as pred holds."
  [f pred]
  (fn [acc x]
    (if (pred x)
      (f acc x)
      (reduced acc))))

(defn- reduce-iterate
  "Reduces x, (g x), (g (g x)) and so on, until f has had enough."
  [f acc g x]
  (loop [acc (f acc x), x x]
    (if (reduced? acc)
      @acc
      (let [x (g x)]
        (recur (f acc x) x)))))

(defn- reduce-map-2
  "Reduces the values of g for the elements of two collections, side by side."
  [f acc g c1 c2]
  (let [v1 (cljsh.core/indexed c1), v2 (cljsh.core/indexed c2)]
   (if (and v1 v2)
    (let [n (min (count v1) (count v2))]
      (loop [acc acc, i 0]
        (if (< i n)
          (let [acc (f acc (g (nth v1 i) (nth v2 i)))]
            (if (reduced? acc)
              @acc
              (recur acc (inc i))))
          acc)))
    (loop [acc acc, s1 (seq c1), s2 (seq c2)]
      (if (and s1 s2)
        (let [acc (f acc (g (first s1) (first s2)))]
          (if (reduced? acc)
            @acc
            (recur acc (next s1) (next s2))))
        acc)))))

(defn- reduce-map-3
  "Reduces the values of g for the elements of three collections, side by side."
  [f acc g c1 c2 c3]
  (let [v1 (cljsh.core/indexed c1), v2 (cljsh.core/indexed c2), v3 (cljsh.core/indexed c3)]
    (if (and v1 v2 v3)
      (let [n (min (count v1) (count v2) (count v3))]
        (loop [acc acc, i 0]
          (if (< i n)
            (let [acc (f acc (g (nth v1 i) (nth v2 i) (nth v3 i)))]
              (if (reduced? acc)
                @acc
                (recur acc (inc i))))
            acc)))
      (loop [acc acc, s1 (seq c1), s2 (seq c2), s3 (seq c3)]
        (if (and s1 s2 s3)
          (let [acc (f acc (g (first s1) (first s2) (first s3)))]
            (if (reduced? acc)
              @acc
              (recur acc (next s1) (next s2) (next s3))))
          acc)))))

(declare reduce-parts)

(defn- reduce-parts-on
  "Does what reduce-parts does, as part of a reduction that goes on: what is reduced stays so."
  [f acc parts]
  (if (= 11 (nth parts 0))
    (let [g (nth parts 1)]
      (g f acc))
    (reduce-parts (fn [acc x]
                    (let [acc (f acc x)]
                      (if (reduced? acc) (reduced acc) acc)))
                  acc parts)))

(defn- reduce-concat
  "Reduces the elements of head, then those of every collection in colls."
  [f acc head colls]
  (loop [acc acc, s (opened head), colls colls]
    (if s
      (let [c (cljsh.core/first-chunk s)]
        (if (nil? c)
          (let [acc (f acc (first s))]
            (if (reduced? acc)
              @acc
              (recur acc (next s) colls)))
          (let [acc (each* reduce f c acc)]
            (if (reduced? acc)
              @acc
              (recur acc (seq (cljsh.core/chunk-after s)) colls)))))
      (let [colls (seq colls)]
        (if colls
          (let [parts (cljsh.core/take-apart (cljsh.core/first-out colls))]
            (if (cljsh.core/apart? parts)
              (let [acc (reduce-parts-on f acc parts)]
                (if (reduced? acc)
                  @acc
                  (recur acc nil (rest colls))))
              (recur acc (opened parts) (rest colls))))
          acc)))))

(defn- short-parts?
  "Was a short lazy seq taken apart?"
  [parts]
  (> (nth parts 0) 11))

(defn- short-values
  "The chunk of what a short lazy seq gives that was taken apart."
  [parts]
  (let [kind (nth parts 0), c (nth parts 1), f (nth parts 2)]
    (case kind
      12 (each-of map f c)
      13 (each-of filter f c)
      14 (each-of remove f c)
      15 (each-of keep f c))))

(defn- reduce-parts
  "Reduces the elements of a lazy seq that was taken apart.
  The parts are let go of before their elements are needed."
  [f acc parts]
  (case (nth parts 0)
    0 (let [g (nth parts 2)]
        (reduce-flow ((map g) f) acc (nth parts 1)))
    1 (let [pred (nth parts 2)]
        (reduce-flow ((filter pred) f) acc (nth parts 1)))
    2 (let [pred (nth parts 2)]
        (reduce-flow ((remove pred) f) acc (nth parts 1)))
    3 (let [g (nth parts 2)]
        (reduce-flow ((keep g) f) acc (nth parts 1)))
    4 (let [n (nth parts 1)]
        (if (> n 0)
          (reduce-flow (take-step f n) acc (nth parts 2))
          acc))
    5 (let [pred (nth parts 2)]
        (reduce-flow (take-while-step f pred) acc (nth parts 1)))
    6 (let [g (nth parts 3), c1 (nth parts 1)]
        (reduce-map-2 f acc g c1 (nth parts 2)))
    7 (let [g (nth parts 4), c1 (nth parts 1), c2 (nth parts 2)]
        (reduce-map-3 f acc g c1 c2 (nth parts 3)))
    8 (let [head (nth parts 1)]
        (reduce-concat f acc head (nth parts 2)))
    9 (let [g (nth parts 1)]
        (reduce-iterate f acc g (nth parts 2)))
    10 (let [g (nth parts 1), x (g (nth parts 2))]
         (reduce-iterate f acc g x))
    11 (let [g (nth parts 1)]
         (unreduced (g f acc)))
    (let [c (short-values parts)]
      (unreduced (each* reduce f c acc)))))

(defn- gather-parts
  "The vector of the elements of a lazy seq that was taken apart."
  [parts]
  (case (nth parts 0)
    0 (let [g (nth parts 2)] (mapv g (nth parts 1)))
    1 (let [pred (nth parts 2)] (filterv pred (nth parts 1)))
    (if (short-parts? parts)
      (cljsh.core/conj-chunk [] (short-values parts))
      (reduce-parts conj [] parts))))

(defn- count-parts
  "How many elements a lazy seq has that was taken apart."
  [parts]
  (if (short-parts? parts)
    (count (short-values parts))
    (reduce-parts (fn [n _] (inc n)) 0 parts)))

;; What primitives need all of, in tasklets.
(defn- walk-ahead
  "Realises a seq, to its end."
  [s]
  (loop [s (seq s)]
    (if s
      (if (nil? (cljsh.core/first-chunk s))
        (recur (next s))
        (recur (seq (cljsh.core/chunk-after s))))
      0)))

(defn- realised
  "A seq, all elements of which are there; anything else as it is."
  [x]
  (let [x (cljsh.core/take-apart x)]
    (if (cljsh.core/apart? x)
      (or (list* (reduce-parts conj [] x)) ())
      (do
        (if (seq? x) (walk-ahead x))
        x))))

(defn- all-ahead
  "Says of f that it needs all elements of its last argument."
  [f]
  (cljsh.core/ahead f (fn ([coll] (f (realised coll)))
                          ([x coll] (f (realised x) (realised coll)))
                          ([x y coll] (f (realised x) (realised y) (realised coll))))))

(all-ahead vec)
(all-ahead set)
(all-ahead sort)
(all-ahead sort-by)
(all-ahead reverse)
(all-ahead shuffle)
(all-ahead clojure.string/join)
(all-ahead to-array)
(all-ahead into-array)
(all-ahead boolean-array)
(all-ahead byte-array)
(all-ahead char-array)
(all-ahead short-array)
(all-ahead int-array)
(all-ahead long-array)
(all-ahead float-array)
(all-ahead double-array)
(all-ahead object-array)

;; As instructions of the interpreter these keep no thread.
(cljsh.core/ahead count (fn [coll] (count coll)))
(cljsh.core/ahead nth (fn ([coll i] (nth coll i))
                          ([coll i missing]
                           (let [s (if (< i 0) nil (nthnext coll i))]
                             (if s (first s) missing)))))
;; These show or keep the seq itself.
(cljsh.core/ahead hash (fn [x] (walk-ahead x) (hash x)))
(cljsh.core/ahead cljsh.core/kwargs-map (fn [s] (walk-ahead s) (cljsh.core/kwargs-map s)))

(defn- shown
  "x, with all there that is shown of it: a seq is cut behind that when *print-length* is set."
  [x]
  (if (seq? x)
    (if (nil? *print-length*)
      (do
        (walk-ahead x)
        x)
      (loop [s (seq x), v [], n *print-length*]
        (if (and s (>= n 0))
          (recur (next s) (conj v (first s)) (dec n))
          (with-meta (or (list* v) ()) (meta x)))))
    x))

(cljsh.core/ahead str (fn [& xs] (apply str (mapv shown xs))))
(cljsh.core/ahead pr-str (fn [& xs] (apply pr-str (mapv shown xs))))
(cljsh.core/ahead empty? (fn [coll] (not (seq coll))))
(cljsh.core/ahead second (fn [coll] (first (next coll))))
(cljsh.core/ahead fnext (fn [coll] (first (next coll))))
(cljsh.core/ahead nnext (fn [coll] (next (next coll))))
(cljsh.core/ahead ffirst (fn [coll] (first (first coll))))
(cljsh.core/ahead nfirst (fn [coll] (next (first coll))))
(cljsh.core/ahead last (fn [coll]
                         (loop [s (seq coll), found nil]
                           (if s
                             (let [x (first s)]
                               (recur (next s) x))
                             found))))
(cljsh.core/ahead nthnext (fn [coll n]
                            (loop [s (seq coll), n (realised n)]
                              (if (and s (> n 0))
                                (recur (next s) (dec n))
                                s))))
(cljsh.core/ahead nthrest (fn [coll n]
                            (loop [coll coll, n n]
                              (if (and (> n 0) (seq coll))
                                (recur (rest coll) (dec n))
                                (if (> n 0) () coll)))))

(cljsh.core/delay-ahead
 (fn [d]
   (let [f (cljsh.core/delay-begin d)]
     (if f
       (try
         (cljsh.core/delay-end d (f) nil)
         (catch [Exception Error] e
           (cljsh.core/delay-end d nil e))
         (finally
           (cljsh.core/delay-left d f)))))
   (deref d)))

;; Atoms with watches or a validator, in tasklets: these may park.
(let [validate (fn [a x]
                 (when-some [valid? (get-validator a)]
                   (when-not (valid? x) (cljsh.core/state-refused))))
      notify   (fn [a old new]
                 (loop [watches (seq (cljsh.core/watches a))]
                   (when watches
                     (let [[k f] (first watches)]
                       (when (some? f) (f k a old new))
                       (recur (next watches))))))]
  (cljsh.core/atom-ahead
   (fn [a old new]
     (validate a new)
     (let [before (cljsh.core/atom-change! a old new)]
       (if before
         (do (notify a (nth before 0) new) true)
         false)))
   (fn [a new]
     (validate a new)
     (notify a (cljsh.core/atom-exchange! a new) new)
     new)
   (fn [a new]
     (validate a new)
     (let [old (cljsh.core/atom-exchange! a new)]
       (notify a old new)
       [old new]))))

;; What apply does with millions of arguments.
(defn- folds
  "Says of f that it takes its arguments one after the other."
  [f]
  (cljsh.core/many f (fn [begun more] (reduce f (apply f begun) more))))

(folds +)
(folds -)
(folds *)
(folds max)
(folds min)
(folds +')
(folds -')
(folds *')
(cljsh.core/many vector (fn [begun more] (into begun more)))
(cljsh.core/many hash-set (fn [begun more] (into (set begun) more)))
(cljsh.core/many str (fn [begun more] (clojure.string/join (cons (apply str begun) more))))
