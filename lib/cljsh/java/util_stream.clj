;; SPDX-License-Identifier: MIT
(ns cljsh.java.util-stream
  "java.util.stream and java.util.Spliterator: elements that are gone through once, from a seq that is made as far as it is asked for."
  {:added "1.12"}
  (:require [cljsh.java :refer [defmethods statics enter]] [cljsh.java.optional] [clojure.string :as str]))

(defn- optional [found? x]
  (if found?
    (java.util.Optional/of x)
    (java.util.Optional/empty)))

(defn- compare-by [f a b]
  (let [x (f a b)]
    (cond (number? x) x
          x           -1
          (f b a)     1
          :else       0)))

(declare stream-of)

(defn- first-of [xs]
  (let [s (seq xs)]
    (optional (some? s) (first s))))

(defn- extreme
  "The first element that no other goes before, in an Optional."
  [before? xs]
  (let [s (seq xs)]
    (optional (some? s) (when s (reduce (fn [a b] (if (before? b a) b a)) s)))))

(deftype Stream [elements ^:mutable used]
  java.lang.Iterable
  (iterator [this] (.iterator (sequence (.take this))))
  Object
  (take [_]
    (when used
      (throw (IllegalStateException. "stream has already been operated upon or closed")))
    (set! used true)
    elements)
  (__iter__ [this] (py/iter (or (seq (.take this)) [])))
  ;; what gives another stream
  (map [this f] (stream-of (map (fn [x] (f x)) (.take this))))
  (mapToObj [this f] (.map this f))
  (mapToInt [this f] (.map this f))
  (mapToLong [this f] (.map this f))
  (mapToDouble [this f] (.map this f))
  (asLongStream [this] this)
  (asDoubleStream [this] (.map this double))
  (filter [this f] (stream-of (filter (fn [x] (f x)) (.take this))))
  (flatMap [this f] (stream-of (mapcat (fn [x] (.take (f x))) (.take this))))
  (limit [this n] (stream-of (take n (.take this))))
  (skip [this n] (stream-of (drop n (.take this))))
  (takeWhile [this f] (stream-of (take-while (fn [x] (f x)) (.take this))))
  (dropWhile [this f] (stream-of (drop-while (fn [x] (f x)) (.take this))))
  (distinct [this] (stream-of (distinct (.take this))))
  (sorted [this] (stream-of (lazy-seq (sort (.take this)))))
  (sorted [this comparator] (stream-of (lazy-seq (sort comparator (.take this)))))
  (peek [this f] (stream-of (map (fn [x] (f x) x) (.take this))))
  (boxed [this] this)
  (parallel [this] this)
  (sequential [this] this)
  (unordered [this] this)
  (onClose [this f] this)
  (isParallel [_] false)
  (close [_] (set! used true) nil)
  ;; what ends it
  (forEach [this f] (run! (fn [x] (f x)) (.take this)))
  (forEachOrdered [this f] (.forEach this f))
  (collect [this collector] (collector (.take this)))
  (count [this] (count (.take this)))
  (sum [this] (reduce + (.take this)))
  (average [this] (let [s (seq (.take this))] (optional (some? s) (when s (double (/ (reduce + s) (count s)))))))
  (min [this] (extreme < (.take this)))
  (min [this comparator] (extreme (fn [a b] (neg? (compare-by comparator a b))) (.take this)))
  (max [this] (extreme > (.take this)))
  (max [this comparator] (extreme (fn [a b] (pos? (compare-by comparator a b))) (.take this)))
  (toArray [this] (to-array (.take this)))
  (toArray [this _make] (to-array (.take this)))
  (toList [this] (vec (.take this)))
  (anyMatch [this f] (boolean (some (fn [x] (f x)) (.take this))))
  (allMatch [this f] (every? (fn [x] (f x)) (.take this)))
  (noneMatch [this f] (not-any? (fn [x] (f x)) (.take this)))
  (findFirst [this] (first-of (.take this)))
  (findAny [this] (first-of (.take this))))

;; Not a method of the type: reduce would take it for Clojure's, whose arguments are the other way round.
(defmethods "Stream" (fn [x] (instance? Stream x))
  (reduce "One value: by a function in an Optional, by an initial value and a function as it is."
    (fn ([s f] (let [xs (seq (.take s))] (optional (some? xs) (when xs (reduce f xs)))))
        ([s init f] (reduce f init (.take s))))))

(defn stream-of
  "A stream of the elements of a collection or seq."
  [elements]
  (Stream. elements false))

;; --- where they come from ----------------------------------------------------------

(defn- all-of
  "Elements that are given one by one, or in one array."
  [xs]
  (stream-of (if (and (= 1 (count xs)) (or (list? (first xs)) (py/isinstance (first xs) py/list)))
               (vec (first xs))
               xs)))

(defn- numbers [from to] (stream-of (range from to)))

(defmacro ^:private numeric [class-name]
  `(statics ~class-name "Streams of numbers."
     (~'range "From one to below another." numbers)
     (~'rangeClosed "From one to another." (fn [from# to#] (numbers from# (inc to#))))
     (~'of "Of the arguments." (fn [& xs#] (all-of xs#)))
     (~'empty "Without elements." (fn [] (stream-of ())))
     (~'generate "What a function gives, over and over." (fn [f#] (stream-of (repeatedly f#))))
     (~'iterate "x, (f x), (f (f x))…" (fn ([x# f#] (stream-of (iterate f# x#)))
                                           ([x# more?# f#] (stream-of (take-while more?# (iterate f# x#))))))
     (~'concat "One after the other." (fn [a# b#] (stream-of (concat (.take a#) (.take b#)))))))

(numeric java.util.stream.Stream)
(numeric java.util.stream.IntStream)
(numeric java.util.stream.LongStream)
(numeric java.util.stream.DoubleStream)
(enter "java.util.stream.BaseStream" Stream)

(statics java.util.stream.StreamSupport "Streams over what has elements."
  (stream "Of a Spliterator or a collection." (fn [x & _] (stream-of (if (py/hasattr x "left") (.left x) (seq x))))))

;; --- what .collect makes -------------------------------------------------------------

(defn- grouping
  ([f] (grouping f vec))
  ([f collector] (fn [xs] (update-vals (group-by (fn [x] (f x)) xs) collector))))

(defn- averaging [f] (fn [xs] (if (seq xs) (/ (reduce + 0.0 (map (fn [x] (f x)) xs)) (count xs)) 0.0)))
(defn- foremost
  "An Optional of the element that a comparator puts before all others."
  [comparator]
  (fn [xs] (java.util.Optional/ofNullable (first (sort comparator xs)))))

(statics java.util.stream.Collectors "What .collect makes."
  (toList "A vector." (fn [] vec))
  (toUnmodifiableList "A vector." (fn [] vec))
  (toSet "A set." (fn [] set))
  (toMap "A map of keys and values by two functions."
    (fn ([k v]
         (fn [xs]
           (reduce (fn [m x]
                     (when (contains? m (k x)) (throw (IllegalStateException. (str "Duplicate key " (k x)))))
                     (assoc m (k x) (v x)))
                   {}
                   xs)))
        ([k v both]
         (fn [xs] (reduce (fn [m x] (if (contains? m (k x)) (update m (k x) both (v x)) (assoc m (k x) (v x)))) {} xs)))))
  (joining "A text."
    (fn ([] str/join)
        ([between] (fn [xs] (str/join between xs)))
        ([between before after] (fn [xs] (str before (str/join between xs) after)))))
  (counting "How many." (fn [] count))
  (summingInt "The sum by a function." (fn [f] (fn [xs] (reduce + (map (fn [x] (f x)) xs)))))
  (summingLong "The sum by a function." (fn [f] (fn [xs] (reduce + (map (fn [x] (f x)) xs)))))
  (summingDouble "The sum by a function." (fn [f] (fn [xs] (reduce + 0.0 (map (fn [x] (f x)) xs)))))
  (averagingDouble "The mean by a function." averaging)
  (averagingLong "The mean by a function." averaging)
  (averagingInt "The mean by a function." averaging)
  (minBy "The least by a comparator, as an Optional." foremost)
  (maxBy "The greatest by a comparator, as an Optional." (fn [c] (foremost (fn [a b] (.compare c b a)))))
  (flatMapping "Another's of what the streams of a function have."
    (fn [f collector] (fn [xs] (collector (mapcat (fn [x] (.toList (f x))) xs)))))
  (toCollection "A collection that a function makes."
    (fn [make] (fn [xs] (let [coll (make)] (doseq [x xs] (.add coll x)) coll))))
  (toUnmodifiableSet "A set." (fn [] set))
  (teeing "What a function makes of two others'." (fn [a b f] (fn [xs] (f (a xs) (b xs)))))
  (mapping "Another's of the values of a function." (fn [f collector] (fn [xs] (collector (map (fn [x] (f x)) xs)))))
  (filtering "Another's of what a function holds of."
    (fn [f collector] (fn [xs] (collector (filter (fn [x] (f x)) xs)))))
  (reducing "One value." (fn [init f] (fn [xs] (reduce f init xs))))
  (groupingBy "Vectors, or another's, by the values of a function." grouping)
  (partitioningBy "The same for true and false."
    (fn ([f] (fn [xs] (merge {true [] false []} ((grouping (comp boolean f)) xs))))
        ([f collector] (fn [xs] (update-vals (merge {true [] false []} ((grouping (comp boolean f)) xs)) collector)))))
  (collectingAndThen "A function of another's." (fn [collector f] (fn [xs] (f (collector xs))))))

;; --- spliterators ----------------------------------------------------------------------

(deftype Spliterator [elements ^:mutable at end]
  Object
  (left [_] (let [from at] (map (fn [i] (nth elements i)) (range from end))))
  (estimateSize [_] (- end at))
  (getExactSizeIfKnown [_] (- end at))
  (characteristics [_] 0x4450) ; ordered, sized, subsized, immutable
  (hasCharacteristics [_ bits] (= bits (bit-and bits 0x4450)))
  (tryAdvance [_ f]
    (let [more (< at end)]
      (when more
        (set! at (inc at))
        (f (nth elements (dec at))))
      more))
  (forEachRemaining [_ f]
    (loop []
      (when (< at end)
        (set! at (inc at))
        (f (nth elements (dec at)))
        (recur))))
  (trySplit [_]
    (let [from at, middle (quot (+ at end) 2)]
      (when (< from middle)
        (set! at middle)
        (Spliterator. elements from middle)))))

(defn spliterator
  "Goes through a collection, or through parts of it."
  [coll]
  (let [v (if (vector? coll) coll (vec coll))]
    (Spliterator. v 0 (count v))))
