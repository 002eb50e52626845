;; SPDX-License-Identifier: MIT
(ns clojure.core.reducers
  "Reducing in steps that make no seqs, and in parallel parts.

  A reducer is a collection together with a transformation of the function it
  is reduced by; a folder can be reduced in parts too, as long as its
  collection can."
  (:refer-clojure :exclude [reduce map mapcat filter remove take take-while drop flatten cat])
  (:require [clojure.core :as core]
            [clojure.core.protocols :refer [CollReduce coll-reduce]]))

;; --- where parts are computed -----------------------------------------------

(def pool
  "What computes the parts of a fold: starts a function on another thread and returns a future."
  (delay future-call))

(defn fjtask
  "Returns a task of calling f, as fold makes them; a delay."
  [f]
  (delay (f)))

;; --- reducing ---------------------------------------------------------------

(defn reduce
  "Like clojure.core/reduce, but begins with (f) where no init is given, and takes maps by key and value.
  That is, a map's f is called with result, key and value."
  ([f coll] (reduce f (f) coll))
  ([f init coll]
   (if (map? coll)
     (reduce-kv f init coll)
     (coll-reduce coll f init))))

(defprotocol CollFold
  "Collections that can be reduced in parts."
  (coll-fold [coll n combinef reducef]
    "Reduces parts of about n elements with reducef and the results with combinef, as fold."))

(defn fold
  "Reduces a collection in parts of about n (512) elements, in parallel where it can be divided.
  Each part is reduced by reducef from (combinef), and the results by
  combinef, which must be associative; without it, it is reducef."
  {:added "1.5"}
  ([reducef coll] (fold reducef reducef coll))
  ([combinef reducef coll] (fold 512 combinef reducef coll))
  ([n combinef reducef coll] (coll-fold coll n combinef reducef)))

(deftype Reducer [coll xf]
  IReduce
  (reduce [this f] (coll-reduce this f (f)))
  (reduce [this f init] (coll-reduce this f init))

  CollReduce
  (coll-reduce [this f] (coll-reduce this f (f)))
  (coll-reduce [_ f init] (coll-reduce coll (xf f) init)))

(deftype Folder [coll xf]
  IReduce
  (reduce [this f] (coll-reduce this f (f)))
  (reduce [this f init] (coll-reduce this f init))

  CollReduce
  (coll-reduce [this f] (coll-reduce this f (f)))
  (coll-reduce [_ f init] (coll-reduce coll (xf f) init))

  CollFold
  (coll-fold [_ n combinef reducef] (coll-fold coll n combinef (xf reducef))))

(defn reducer
  "Returns coll as something that is reduced by (xf f) where f is asked for."
  {:added "1.5"}
  [coll xf]
  (Reducer. coll xf))

(defn folder
  "Returns coll as something that is reduced and folded by (xf f) where f is asked for."
  {:added "1.5"}
  [coll xf]
  (Folder. coll xf))

;; --- transformations --------------------------------------------------------
;;
;; Each exists without its collection too, then as a function of it.

(defmacro ^:private defcurried
  "Defines a function of some arguments and a collection, and that of the former alone which waits for the latter."
  [name doc args & body]
  `(defn ~name
     ~doc
     {:added "1.5"}
     (~(pop args) (fn [coll#] (~name ~@(pop args) coll#)))
     (~args ~@body)))

(defn- stepping
  "A transformation: (step f acc x), and (step f acc k v) for maps."
  [step]
  (fn [f]
    (fn
      ([] (f))
      ([acc x] (step f acc x))
      ([acc k v] (step f acc k v)))))

(defcurried map
  "Applies f to every element of coll, when it is reduced."
  [f coll]
  (folder coll (stepping (fn
                           ([g acc x] (g acc (f x)))
                           ([g acc k v] (g acc (f k v)))))))

(defcurried mapcat
  "Applies f to every element of coll and takes the elements of the results, when it is reduced."
  [f coll]
  (let [into-acc (fn [g acc part]
                   ;; a reduced value must end this reduction and that around it
                   (reduce (fn [acc x]
                             (let [acc (g acc x)]
                               (if (reduced? acc) (reduced acc) acc)))
                           acc part))]
    (folder coll (stepping (fn
                             ([g acc x] (into-acc g acc (f x)))
                             ([g acc k v] (into-acc g acc (f k v))))))))

(defcurried filter
  "Keeps the elements of coll for which pred is truthy, when it is reduced."
  [pred coll]
  (folder coll (stepping (fn
                           ([g acc x] (if (pred x) (g acc x) acc))
                           ([g acc k v] (if (pred k v) (g acc k v) acc))))))

(defcurried remove
  "Leaves out the elements of coll for which pred is truthy, when it is reduced."
  [pred coll]
  (filter (complement pred) coll))

(defn flatten
  "Takes the elements of nested sequential things, when coll is reduced."
  {:added "1.5"}
  ([] (fn [coll] (flatten coll)))
  ([coll]
   (folder coll (stepping (fn flat [g acc x]
                            (if (sequential? x)
                              (reduce (fn [acc y]
                                        (let [acc (flat g acc y)]
                                          (if (reduced? acc) (reduced acc) acc)))
                                      acc x)
                              (g acc x)))))))

(defcurried take-while
  "Takes the elements of coll up to the first for which pred is not truthy, when it is reduced."
  [pred coll]
  (reducer coll (stepping (fn
                            ([g acc x] (if (pred x) (g acc x) (reduced acc)))
                            ([g acc k v] (if (pred k v) (g acc k v) (reduced acc)))))))

(defn- counted-down
  "A reducer of coll that calls (step left f acc x…) with how many of n are left before the element."
  [n coll step]
  (reducer coll (fn [f]
                  (let [left (atom (inc n))]
                    (fn
                      ([] (f))
                      ([acc x] (step (swap! left dec) #(f acc x) acc))
                      ([acc k v] (step (swap! left dec) #(f acc k v) acc)))))))

(defcurried take
  "Takes the first n elements of coll, when it is reduced."
  [n coll]
  (counted-down n coll (fn [left go acc]
                         (if (pos? left) (go) (reduced acc)))))

(defcurried drop
  "Leaves out the first n elements of coll, when it is reduced."
  [n coll]
  (counted-down n coll (fn [left go acc]
                         (if (pos? left) acc (go)))))

;; --- concatenation ----------------------------------------------------------

(deftype Cat [cnt left right]
  Counted
  (count [_] cnt)

  Seqable
  (seq [_] (concat (seq left) (seq right)))

  IReduce
  (reduce [this f] (coll-reduce this f (f)))
  (reduce [this f init] (coll-reduce this f init))

  CollReduce
  (coll-reduce [this f] (coll-reduce this f (f)))
  (coll-reduce [_ f init]
    (let [acc (coll-reduce left (fn [acc x]
                                  (let [acc (f acc x)]
                                    (if (reduced? acc) (reduced acc) acc)))
                           init)]
      (if (reduced? acc)
        @acc
        (coll-reduce right f acc))))

  CollFold
  (coll-fold [_ n combinef reducef]
    (let [task (@pool (fn [] (fold n combinef reducef right)))]
      (combinef (fold n combinef reducef left) @task))))

(defn cat
  "Concatenates two collections without copying them: the combining function of foldcat.
  With one argument a function like it, of which (ctor) is the empty
  collection; without one, an empty collection that append! adds to."
  {:added "1.5"}
  ([] (py/list))
  ([ctor]
   (fn
     ([] (ctor))
     ([left right] (cat left right))))
  ([left right]
   (cond
     (zero? (count left))  right
     (zero? (count right)) left
     :else (Cat. (+ (count left) (count right)) left right))))

(defn append!
  "Adds x to the end of acc, a Python list, and returns it."
  {:added "1.5"}
  [acc x]
  (.append acc x)
  acc)

(defn foldcat
  "Computes the elements of coll, in parallel parts, to a collection that can be reduced, folded, counted and made a seq."
  {:added "1.5"}
  [coll]
  (fold cat append! coll))

(defn monoid
  "Returns a function that is op of two arguments and (ctor) of none; for combinef."
  {:added "1.5"}
  [op ctor]
  (fn
    ([] (ctor))
    ([a b] (op a b))))

;; --- dividing ---------------------------------------------------------------

(defn- fold-vector
  "Folds a vector by halves."
  [v n combinef reducef]
  (cond
    (empty? v)       (combinef)
    (<= (count v) n) (reduce reducef (combinef) v)
    :else
    (let [middle (quot (count v) 2)
          task   (@pool (fn [] (fold-vector (subvec v middle) n combinef reducef)))]
      (combinef (fold-vector (subvec v 0 middle) n combinef reducef) @task))))

(extend-protocol CollFold
  nil
  (coll-fold [_ _ combinef _] (combinef))

  Object
  (coll-fold [coll n combinef reducef]
    (cond
      (and (vector? coll) (not (map-entry? coll)))
      (fold-vector coll n combinef reducef)

      (and (map? coll) (> (count coll) n))
      (try
        (core/reduce combinef
                     (pmap (fn [part] (core/reduce (fn [acc [k v]] (reducef acc k v)) (combinef) part))
                           (partition-all n coll)))
        (catch java.util.concurrent.ExecutionException e
          (throw (ex-cause e))))

      :else
      (reduce reducef (combinef) coll))))
