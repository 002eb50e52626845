;; SPDX-License-Identifier: MIT
;; Eager passes over a collection: reduce and what is made with it.
;;
;; All of them loop over a seq chunk by chunk, in the caller's own frame, so
;; that a function called for the elements can wait or be preempted.

(in-ns 'clojure.core)

(def ^:private nothing
  "Stands for a value that is not there; identical to nothing but itself."
  (volatile! nil))

(defmacro ^:private fold
  "Computes acc anew by expr for every x of coll, and returns the last one.
  The seq is taken a step further only after expr."
  [[acc init x coll] expr]
  `(loop* [~acc ~init, s# (opened ~coll)]
     (if s#
       (let* [run# (cljsh.core/first-run s#)]
         (if (nil? run#)
           (recur (let* [~x (first s#)] ~expr) (next s#))
           (let* [n# (count run#)]
             (recur (loop* [~acc ~acc, i# 0]
                      (if (< i# n#)
                        (recur (let* [~x (nth run# i#)] ~expr) (inc i#))
                        ~acc))
                    (seq (cljsh.core/chunk-after s#))))))
       ~acc)))

(defn- reduce-seq
  "Reduces what is left of a seq (or nil), honouring reduced."
  [f acc s]
  (loop [acc acc, s s]
    (if s
      (let [c (cljsh.core/first-chunk s)]
        (if (nil? c)
          (let [acc (f acc (first s))]
            (if (reduced? acc)
              @acc
              (recur acc (next s))))
          (let [acc (each* reduce f c acc)]
            (if (reduced? acc)
              @acc
              (recur acc (seq (cljsh.core/chunk-after s)))))))
      acc)))

(declare reduce-parts short-parts? short-values)

(defn- reduce-short
  "Reduces the elements of a vector from index i on, without making seqs and chunks for them."
  [f acc v i]
  (let [n (count v)]
    (loop [acc acc, i i]
      (if (< i n)
        (let [acc (f acc (nth v i))]
          (if (reduced? acc)
            @acc
            (recur acc (inc i))))
        acc))))

(defn- reduce-flow
  "Reduces coll, by a loop over what it is made from if that can be known (see reduce-parts)."
  [f acc coll]
  (let [coll (cljsh.core/take-apart coll)]
    (if (cljsh.core/apart? coll)
      (reduce-parts f acc coll)
      (reduce-seq f acc (opened coll)))))

(defn- reduce-from
  "Reduces coll, which may know how to do that itself, beginning with init."
  [f init coll]
  (let [r (cljsh.core/own-reduce coll 2)]
    (if r
      (unreduced (r coll f init))
      (if (cljsh.core/short-vector? coll)
        (reduce-short f init coll 0)
        (reduce-flow f init coll)))))

(defn reduce
  "Combines the elements of coll with f, from the left: (f (f (f init a) b) c).
  Without init the first element is where it starts; an empty coll then gives
  (f), and a single element is returned without calling f. When f returns a
  reduced value, that is the result at once."
  {:added "1.0"}
  ([f coll]
   (let [r (cljsh.core/own-reduce coll 1)]
     (if r
       (unreduced (r coll f))
       (if (cljsh.core/short-vector? coll)
         (reduce-short f (nth coll 0) coll 1)
         (let [coll (cljsh.core/take-apart-short coll)]
           (if (cljsh.core/apart? coll)
             (let [c (short-values coll)]
               (if (= 0 (count c))
                 (f)
                 (reduce-short f (nth c 0) c 1)))
             (let [s (seq coll)]
               (if s
                 (reduce-flow f (first s) (rest s))
                 (f)))))))))
  ([f init coll]
   (reduce-from f init coll)))

(defn reduce-kv
  "Combines the entries of a map, or the elements of a vector with their indices: (f acc key value).
  When f returns a reduced value, that is the result at once."
  {:added "1.4"}
  [f init coll]
  (cond
    (vector? coll)
    (let [n (count coll)]
      (loop [acc init, i 0]
        (if (< i n)
          (let [acc (f acc i (nth coll i))]
            (if (reduced? acc)
              @acc
              (recur acc (inc i))))
          acc)))

    (cljsh.core/own-reduce coll :kv)
    (unreduced ((cljsh.core/own-reduce coll :kv) coll f init))

    ;; No entries are made for the keys and values of a map.
    (cljsh.core/plain-map? coll)
    (loop [acc init, ks (keys coll), vs (vals coll)]
      (if ks
        (let [kc (cljsh.core/first-chunk ks), vc (cljsh.core/first-chunk vs), n (count kc)
              acc (loop [acc acc, i 0]
                    (if (< i n)
                      (let [acc (f acc (nth kc i) (nth vc i))]
                        (if (reduced? acc)
                          acc
                          (recur acc (inc i))))
                      acc))]
          (if (reduced? acc)
            @acc
            (recur acc (seq (cljsh.core/chunk-after ks)) (seq (cljsh.core/chunk-after vs)))))
        acc))

    :else
    (loop [acc init, s (seq coll)]
      (if s
        (let [e   (first s)
              acc (f acc (key e) (val e))]
          (if (reduced? acc)
            @acc
            (recur acc (next s))))
        acc))))

(defn completing
  "Makes a reducing function from f of two arguments; cf (identity, if not given) completes the result."
  {:added "1.7"}
  ([f] (completing f identity))
  ([f cf]
   (fn
     ([] (f))
     ([acc] (cf acc))
     ([acc x] (f acc x)))))

(defn transduce
  "Reduces coll with f transformed by xform, and completes the result.
  Without init it starts with (f)."
  {:added "1.7"}
  ([xform f coll]
   (transduce xform f (f) coll))
  ([xform f init coll]
   (let [rf (xform f)]
     (rf (reduce-from rf init coll)))))

(defn into
  "Adds the elements of from, transformed by xform if given, to the collection to."
  {:added "1.0"}
  ([] [])
  ([to] to)
  ([to from]
   (or (cljsh.core/into-plain to from)
       (if (cljsh.core/own-reduce from 2)
         (reduce-from conj to from)
         (let [from (cljsh.core/take-apart from)]
           (if (cljsh.core/apart? from)
             (if (short-parts? from)
               (cljsh.core/conj-chunk to (short-values from))
               (reduce-parts conj to from))
             (fold [acc to, x from] (conj acc x)))))))
  ([to xform from]
   (let [rf (xform conj)]
     (rf (reduce-from rf to from)))))

(defn run!
  "Calls proc with every element of coll, for its effects. Returns nil."
  {:added "1.7"}
  [proc coll]
  (reduce (fn [_ x] (proc x)) nil coll)
  nil)

(defmacro ^:private gather
  "The vector of what f gives for the elements x of coll, a local, gathered chunk by chunk as the mode of each* says;
  by expr where they come one by one, or are so few that a chunk is not worth it."
  [mode f coll [acc x] expr]
  `(if (cljsh.core/short-vector? ~coll)
     (let* [n# (count ~coll)]
       (loop* [~acc [], i# 0]
         (if (< i# n#)
           (recur (let* [~x (nth ~coll i#)] ~expr) (inc i#))
           ~acc)))
     (loop* [~acc [], s# (opened ~coll)]
       (if s#
         (let* [c# (cljsh.core/first-chunk s#)]
           (if (nil? c#)
             (recur (let* [~x (first s#)] ~expr) (next s#))
             (recur (cljsh.core/conj-chunk ~acc (each* ~mode ~f c# (cljsh.core/chunk-room c#)))
                    (seq (cljsh.core/chunk-after s#)))))
         ~acc))))

(defn mapv
  "Returns the vector of (f x) for the elements, or of (f x y …) for those of several collections."
  {:added "1.4"}
  ([f coll]
   (let [coll (cljsh.core/take-apart coll)]
     (if (cljsh.core/apart? coll)
       (reduce-parts (fn [acc x] (conj acc (f x))) [] coll)
       (gather map f coll [acc x] (conj acc (f x))))))
  ([f c1 c2]
   (let [v1 (cljsh.core/indexed c1), v2 (cljsh.core/indexed c2)]
     (if (and v1 v2)
       (let [n (min (count v1) (count v2))]
         (loop [acc [], i 0]
           (if (< i n)
             (recur (conj acc (f (nth v1 i) (nth v2 i))) (inc i))
             acc)))
   (loop [acc [], s1 (seq c1), s2 (seq c2)]
     (if (and s1 s2)
       (recur (conj acc (f (first s1) (first s2))) (next s1) (next s2))
       acc)))))
  ([f c1 c2 c3]
   (loop [acc [], s1 (seq c1), s2 (seq c2), s3 (seq c3)]
     (if (and s1 s2 s3)
       (recur (conj acc (f (first s1) (first s2) (first s3))) (next s1) (next s2) (next s3))
       acc)))
  ([f c1 c2 c3 & colls]
   (loop [acc [], seqs (mapv seq (list* c1 c2 c3 colls))]
     (if (every? identity seqs)
       (recur (conj acc (apply f (mapv first seqs))) (mapv next seqs))
       acc))))

(defn filterv
  "Returns the vector of the elements for which (pred x) is truthy."
  {:added "1.4"}
  [pred coll]
  (let [coll (cljsh.core/take-apart coll)]
    (if (cljsh.core/apart? coll)
      (reduce-parts (fn [acc x] (if (pred x) (conj acc x) acc)) [] coll)
      (gather filter pred coll [acc x] (if (pred x) (conj acc x) acc)))))

;; --- maps out of collections ------------------------------------------------

(defn frequencies
  "Returns a map from the distinct elements of coll to how often they occur."
  {:added "1.2"}
  [coll]
  (persistent! (reduce cljsh.core/tally! (transient {}) coll)))

(defn group-by
  "Returns a map from the values of (f x) to vectors of the elements that gave them, in order."
  {:added "1.2"}
  [f coll]
  ;; Vectors are built as transients, so that none is copied on the way.
  (let [groups (fold [groups {}, x coll]
                 (let [k     (f x)
                       group (get groups k)]
                   (if group
                     (do (conj! group x) groups)
                     (assoc groups k (conj! (transient []) x)))))]
    (fold [out groups, e groups]
      (assoc out (key e) (persistent! (val e))))))

(defn zipmap
  "Returns a map from the keys to the vals, pair by pair, as long as both last."
  {:added "1.0"}
  [keys vals]
  (let [v1 (cljsh.core/indexed keys), v2 (if v1 (cljsh.core/indexed vals) nil)]
    (if v2
      (let [n (min (count v1) (count v2))]
        (loop [acc {}, i 0]
          (if (< i n)
            (recur (assoc acc (nth v1 i) (nth v2 i)) (inc i))
            acc)))
      (loop [acc {}, ks (seq keys), vs (seq vals)]
        (if (and ks vs)
          (recur (assoc acc (first ks) (first vs)) (next ks) (next vs))
          acc)))))

(defn merge
  "Returns a map with the entries of all maps; of equal keys the last one counts.
  The result has the first map's type; nil if all are nil."
  {:added "1.0"}
  ([] nil)
  ([m] (or m nil))
  ([m & maps]
   (if (or m (some identity maps))
     (fold [acc (or m {}), x maps]
       (conj acc x))
     nil)))

(defn merge-with
  "Merges maps, calling (f old new) for the value of a key that occurs before."
  {:added "1.0"}
  [f & maps]
  (if (some identity maps)
    (fold [acc (or (first maps) {}), m (next maps)]
      (fold [acc acc, e m]
        (let [k (key e), v (val e)]
          (if (contains? acc k)
            (assoc acc k (f (get acc k) v))
            (assoc acc k v)))))
    nil))

(defn select-keys
  "Returns the map of those entries of map whose key is in keyseq. Keeps the metadata."
  {:added "1.0"}
  [map keyseq]
  (with-meta
    (fold [acc {}, k keyseq]
      (let [e (find map k)]
        (if e
          (conj acc e)
          acc)))
    (meta map)))

(defn update-vals
  "Returns a map with every value v of m replaced by (f v). Keeps the metadata."
  {:added "1.11"}
  [m f]
  (with-meta
    (if (vector? m)
      (mapv f m)
      (fold [acc {}, e m]
        (assoc acc (key e) (f (val e)))))
    (meta m)))

(defn update-keys
  "Returns a map with every key k of m replaced by (f k). Keeps the metadata.
  When f makes keys equal, which value stays is not defined."
  {:added "1.11"}
  [m f]
  (with-meta
    (if (vector? m)
      (reduce-kv (fn [acc i x] (assoc acc (f i) x)) {} m)
      (fold [acc {}, e m]
        (assoc acc (f (key e)) (val e))))
    (meta m)))

;; --- maps in maps -----------------------------------------------------------

(defn get-in
  "Looks up a path of keys in nested associative collections; nil or not-found where it ends."
  {:added "1.2"}
  ([m ks]
   (if (vector? ks)
     (let [n (count ks)]
       (loop [m m, i 0]
         (if (< i n)
           (recur (get m (nth ks i)) (inc i))
           m)))
     (fold [m m, k ks] (get m k))))
  ([m ks not-found]
   (if (vector? ks)
     (let [n (count ks)]
       (loop [m m, i 0]
         (if (< i n)
           (let [m (get m (nth ks i) nothing)]
             (if (identical? m nothing)
               not-found
               (recur m (inc i))))
           m)))
     (loop [m m, ks (seq ks)]
       (if ks
         (let [m (get m (first ks) nothing)]
           (if (identical? m nothing)
             not-found
             (recur m (next ks))))
         m)))))

(defn- update-along
  "update-in with the path as a seq."
  [m ks f]
  (let [k (first ks), more (next ks)]
    (assoc m k (if more
                 (update-along (cljsh.core/take-value m k) more f)
                 (f (cljsh.core/take-value m k))))))

(defn assoc-in
  "Sets the value at a path of keys in nested associative collections, making maps where there are none."
  {:added "1.0"}
  [m ks v]
  (if (cljsh.core/short-vector? ks)
    (cljsh.core/assoc-along m ks v)
    (let [k (first ks), more (next ks)]
      (if more
        (assoc m k (assoc-in (cljsh.core/take-value m k) more v))
        (assoc m k v)))))

(defn update
  "Replaces the value v of key k by (f v & args); v is nil when the key is missing."
  {:added "1.7"}
  ([m k f] (assoc m k (f (cljsh.core/take-value m k))))
  ([m k f x] (assoc m k (f (cljsh.core/take-value m k) x)))
  ([m k f x y] (assoc m k (f (cljsh.core/take-value m k) x y)))
  ([m k f x y z] (assoc m k (f (cljsh.core/take-value m k) x y z)))
  ([m k f x y z & more] (assoc m k (apply f (cljsh.core/take-value m k) x y z more))))

(defn update-in
  "Replaces the value v at a path of keys by (f v & args), making maps where there are none."
  {:added "1.0" :arglists '([m ks f & args])}
  ([m ks f]
   (if (cljsh.core/short-vector? ks)
     (let [v (f (cljsh.core/take-along m ks))]
       (cljsh.core/assoc-along m ks v))
     (update-along m (seq ks) f)))
  ([m ks f x]
   (if (cljsh.core/short-vector? ks)
     (let [v (f (cljsh.core/take-along m ks) x)]
       (cljsh.core/assoc-along m ks v))
     (update-along m (seq ks) (fn [v] (f v x)))))
  ([m ks f x & more]
   (update-in m ks (fn [v] (apply f v x more)))))
