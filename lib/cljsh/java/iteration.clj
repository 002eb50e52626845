;; SPDX-License-Identifier: MIT
(ns cljsh.java.iteration
  "The methods of Clojure's own classes by which Java goes through them, reduces them, and asks them for their value."
  {:added "1.12"}
  (:require [cljsh.java :refer [class-named defmethods statics]]
            [collections.abc :as abc]))

;; --- iterators that go both ways -------------------------------------------------

(defn- changed?
  "Has a list other elements than an iterator knows of? That of a CopyOnWriteArrayList goes on with the old ones."
  [source elements]
  (and (instance? py/list source)
       (not (== (count source) (count elements)))
       (not (instance? java.util.concurrent.CopyOnWriteArrayList source))))

(deftype ListIterator [source ^:mutable elements ^:mutable place]
  java.util.Iterator
  (hasNext [_] (< place (count elements)))
  (next [_]
    (when-not (< place (count elements))
      (throw (NoSuchElementException.)))
    (when (changed? source elements)
      (throw ((class-named "java.util.ConcurrentModificationException"))))
    (set! place (inc place))
    (nth elements (dec place)))
  Object
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.))))
  (hasPrevious [_] (pos? place))
  (previous [_]
    (when-not (pos? place)
      (throw (NoSuchElementException.)))
    (set! place (dec place))
    (nth elements place))
  (nextIndex [_] place)
  (previousIndex [_] (dec place))
  (remove [_] ; what next gave last, from what is gone through
    (when-not (pos? place)
      (throw (IllegalStateException.)))
    (cond
      (instance? py/list source) (.pop source (dec place))
      (instance? py/dict source) (.pop source (nth elements (dec place)))
      (instance? py/set source)  (.discard source (nth elements (dec place)))
      :else                      (throw (UnsupportedOperationException.)))
    (set! place (dec place))
    (set! elements (into (subvec elements 0 place) (subvec elements (inc place))))
    nil)
  (add [_ x] ; before what next gives
    (.insert source place x)
    (set! elements (into (conj (subvec elements 0 place) x) (subvec elements place)))
    (set! place (inc place))
    nil)
  (set [_ x] (.__setitem__ source (dec place) x) nil))

(defn- list-iterator
  ([coll] (ListIterator. coll (vec coll) 0))
  ([coll i]
   (when-not (<= 0 i (count coll))
     (throw (IndexOutOfBoundsException. (str i))))
   (ListIterator. coll (vec coll) i)))

(defmethods "List" (fn [x] (instance? java.util.List x))
  (listIterator "An iterator that goes both ways, from the start or an index." list-iterator))

;; --- iterators that go on -----------------------------------------------------------

(deftype ForwardIterator [^:mutable remaining]
  java.util.Iterator
  (hasNext [_] (boolean (set! remaining (seq remaining))))
  (next [_]
    (let [s (seq remaining)]
      (when-not s
        (throw (NoSuchElementException.)))
      (set! remaining (rest s))
      (first s)))
  Object
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.))))
  (remove [_] (throw (UnsupportedOperationException.))))

(defn- iterator
  "An iterator over the elements of `coll`; over a seq, which may have no end, one that computes what it is asked for."
  [coll]
  (if (seq? coll) (ForwardIterator. coll) (ListIterator. coll (vec coll) 0)))

(defmethods "Iterable" (fn [x] (instance? java.util.Collection x))
  (iterator "An iterator over the elements." iterator))
(defmethods "Iterable" (fn [x] (instance? abc/KeysView x)) (iterator "An iterator over the keys." iterator))
(defmethods "Iterable" (fn [x] (instance? abc/ValuesView x)) (iterator "An iterator over the values." iterator))

(defmethods "clojure.lang" map?
  (keyIterator "An iterator over its keys." (fn [coll] (iterator (keys coll))))
  (valIterator "An iterator over its values." (fn [coll] (iterator (vals coll)))))

(statics clojure.lang.ArrayIter "Iterators over arrays."
  (create "One over the arguments." (fn [& xs] (iterator xs)))
  (createFromObject "One over an array." iterator))

(statics clojure.lang.Range "Ranges." (create "The range." range))
(statics clojure.lang.LongRange "Ranges of integers." (create "The range." range))
(statics clojure.lang.Repeat "Repeated values."
  (create "One value, endlessly or n times." (fn ([x] (repeat x)) ([n x] (repeat n x)))))
(statics clojure.lang.Cycle "Repeated elements." (create "The elements over and over." cycle))
(statics clojure.lang.Iterate "Functions applied again and again." (create "x, (f x), (f (f x))…" iterate))
(statics clojure.lang.Tuple "Short vectors." (create "A vector of the arguments." vector))

;; --- Clojure's interfaces ----------------------------------------------------------

(defmethods "clojure.lang" coll?
  (reduce "Reduces it." (fn ([coll f] (reduce f coll)) ([coll f init] (reduce f init coll))))
  (kvreduce "Reduces its keys and values." (fn [coll f init] (reduce-kv f init coll)))
  (cons "With x added." (fn [coll x] (if (seq? coll) (cons x coll) (conj coll x))))
  (contains "Is it there?"
    (fn [coll x] (if (or (set? coll) (map? coll)) (contains? coll x) (boolean (some (fn [y] (= x y)) coll))))))

(defmethods "clojure.lang" chunked-seq?
  (chunkedFirst "Its first chunk." chunk-first)
  (chunkedNext "What is behind its first chunk, or nil." chunk-next)
  (chunkedMore "What is behind its first chunk." chunk-rest))

(defmethods "clojure.lang" (fn [x] (and (seq? x) (counted? x)))
  (index "How many steps there are to the last element." (fn [s] (dec (count s)))))

(defmethods "clojure.lang" (fn [x] (instance? clojure.lang.ITransientCollection x))
  (contains "Is it there?" contains?)
  (valAt "The value at a key." get)
  (get "The element that is equal, or nil." get)
  (count "How many there are." count)
  (conj "With x added, in place." conj!)
  (assoc "With a value at a key, in place." assoc!)
  (without "Without a key, in place." dissoc!)
  (disjoin "Without x, in place." disj!)
  (pop "Without the last, in place." pop!)
  (persistent "As a persistent collection." persistent!))

(defmethods "clojure.lang" sorted?
  (seqFrom "From a key on, upwards or downwards."
    (fn [coll k ascending] (if ascending (subseq coll >= k) (rsubseq coll <= k))))
  (vals "An iterator over its values." (fn [coll] (iterator (vals coll))))
  (reverseIterator "An iterator from its end." (fn [coll] (iterator (rseq coll)))))

;; --- java.util.function --------------------------------------------------------------

(defmethods "Supplier" (fn [x] (and (instance? clojure.lang.IDeref x) (not (future? x))))
  (get "Its value." deref)
  (getAsInt "Its value." (fn [x] (int @x)))
  (getAsLong "Its value." (fn [x] (long @x)))
  (getAsDouble "Its value." (fn [x] (double @x)))
  (getAsBoolean "Its value." (fn [x] (boolean @x))))
