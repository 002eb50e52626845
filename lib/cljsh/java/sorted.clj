;; SPDX-License-Identifier: MIT
(ns cljsh.java.sorted
  "java.util.TreeMap and TreeSet, and those of java.util.concurrent: a place that holds a sorted map of ours, and views of parts of it."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter enter-class]] [clojure.string :as str]))

;; A map of Java's is a place (an atom, since ConcurrentSkipListMap is shared)
;; with a sorted map of ours, and the range of keys that it shows: low and high
;; are nil or [key inclusive?].  headMap and its like are the same place with
;; another range, so that what is done to one is done to the other; a
;; descending map is the same read backwards.

(defn- text [x this holder] (cond (identical? x this) holder (nil? x) "null" :else (str x)))

(defn- below-low? [order [k inclusive :as low] x]
  (when low
    (let [c (.compare order x k)]
      (or (neg? c) (and (zero? c) (not inclusive))))))

(defn- above-high? [order [k inclusive :as high] x]
  (when high
    (let [c (.compare order x k)]
      (or (pos? c) (and (zero? c) (not inclusive))))))

(defn- from-test [[_ inclusive]] (if inclusive >= >))
(defn- to-test [[_ inclusive]] (if inclusive <= <))

(defn- between
  "The entries of a sorted map from low to high, as part gives them (subseq or rsubseq) and all (seq or rseq), or nil."
  [part all m low high]
  (cond
    (and low high) (seq (part m (from-test low) (first low) (to-test high) (first high)))
    low            (seq (part m (from-test low) (first low)))
    high           (seq (part m (to-test high) (first high)))
    :else          (all m)))

(defn- upwards [m low high] (between subseq seq m low high))
(defn- downwards [m low high] (between rsubseq rseq m low high))

(defn- none-there [] (throw (java.util.NoSuchElementException.)))
(defn- key-of [entry] (when (some? entry) (key entry)))

(defn- narrower
  "The bound of a view of a view, which must lie in the old range."
  [map k inclusive complaint]
  (when-not (.within_ map k inclusive)
    (throw (IllegalArgumentException. complaint)))
  [k inclusive])

(declare set-over)

(deftype SortedIterator [map ^:mutable entries of ^:mutable left ^:mutable given]
  java.util.Iterator
  (hasNext [_] (some? entries))
  (next [_]
    (when-not entries
      (none-there))
    (when (and left (not= left (.held_ map)))
      (throw (java.util.ConcurrentModificationException.)))
    (let [entry (first entries)]
      (set! entries (next entries))
      (set! given entry)
      (of entry)))
  (remove [_]
    (when (nil? given)
      (throw (IllegalStateException.)))
    (when (and left (not= left (.held_ map)))
      (throw (java.util.ConcurrentModificationException.)))
    (.remove map (key given))
    (set! given nil)
    (when left
      (set! left (.held_ map)))
    nil)
  Object
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.)))))

;; What keySet, values and entrySet give: `of` is key, val or identity.
(deftype SortedView [map of]
  java.util.Collection
  (size [_] (.size map))
  (isEmpty [_] (.isEmpty map))
  (contains [this x] (boolean (some (fn [y] (= x y)) this)))
  (iterator [_] (.over_ map of))
  (remove [this x]
    (let [entry (first (filter (fn [e] (= x (of e))) (.entries_ map)))]
      (when entry (.remove map (key entry)))
      (some? entry)))
  (clear [_] (.clear map))
  (removeIf [_ f]
    (let [out (filterv (fn [e] (.test f (of e))) (.entries_ map))]
      (run! (fn [e] (.remove map (key e))) out)
      (boolean (seq out))))
  clojure.lang.Counted
  (count [_] (.size map))
  clojure.lang.Seqable
  (seq [_] (seq (clojure.core/map of (.entries_ map))))
  Object
  (equals [this other]
    (if (identical? of val)
      (identical? this other)
      (and (or (set? other) (instance? java.util.Set other)) (= (set this) (set other)))))
  (hashCode [this] (if (identical? of val) (System/identityHashCode this) (java/java-hash (set this))))
  (toString [this]
    (str "["
      (str/join ", "
        (clojure.core/map (fn [e] (if (identical? of val) (text e nil nil) (str (key e) "=" (text (val e) nil nil))))
                          this))
      "]")))

(deftype TreeMap [place order given low high backwards shared]
  java.util.NavigableMap
  (get [this k] (when (.shows_ this k) (get @place k)))
  (getOrDefault [this k otherwise] (if (.shows_ this k) (get @place k otherwise) otherwise))
  (containsKey [this k] (and (.shows_ this k) (contains? @place k)))
  (containsValue [this v] (boolean (some (fn [e] (= v (val e))) (.entries_ this))))
  (size [this] (if (or low high) (count (.entries_ this)) (count @place)))
  (isEmpty [this] (nil? (.entries_ this)))
  (put [this k v]
    (when-not (.shows_ this k)
      (throw (IllegalArgumentException. "key out of range")))
    (if shared
      (do (when (nil? v) (throw (NullPointerException.)))
          (get (first (swap-vals! place assoc k v)) k))
      (let [old (get @place k)]
        (swap! place assoc k v)
        old)))
  (putAll [this m]
    (run! (fn [[k v]] (.put this k v)) m)
    nil)
  (remove [this k]
    (when (.shows_ this k)
      (get (first (swap-vals! place dissoc k)) k)))
  (remove [this k v] (if (and (.containsKey this k) (= v (.get this k))) (do (.remove this k) true) false))
  (clear [this]
    (if (or low high)
      (run! (fn [e] (.remove this (key e))) (vec (.entries_ this)))
      (swap! place empty))
    nil)

  ;; the ends
  (firstEntry [this] (first (.entries_ this)))
  (lastEntry [this] (first (.entries_back_ this)))
  (firstKey [this] (key (or (.firstEntry this) (none-there))))
  (lastKey [this] (key (or (.lastEntry this) (none-there))))
  (pollFirstEntry [this] (.take_ this (if backwards downwards upwards)))
  (pollLastEntry [this] (.take_ this (if backwards upwards downwards)))

  ;; neighbours of a key
  (lowerEntry [this k] (if backwards (.above_ this k false) (.below_ this k false)))
  (floorEntry [this k] (if backwards (.above_ this k true) (.below_ this k true)))
  (ceilingEntry [this k] (if backwards (.below_ this k true) (.above_ this k true)))
  (higherEntry [this k] (if backwards (.below_ this k false) (.above_ this k false)))
  (lowerKey [this k] (key-of (.lowerEntry this k)))
  (floorKey [this k] (key-of (.floorEntry this k)))
  (ceilingKey [this k] (key-of (.ceilingEntry this k)))
  (higherKey [this k] (key-of (.higherEntry this k)))

  ;; views
  (headMap [this k] (.headMap this k false))
  (headMap [this k inclusive] (.part_ this nil (narrower this k inclusive "toKey out of range")))
  (tailMap [this k] (.tailMap this k true))
  (tailMap [this k inclusive] (.part_ this (narrower this k inclusive "fromKey out of range") nil))
  (subMap [this from to] (.subMap this from true to false))
  (subMap [this from from-inclusive to to-inclusive]
    (let [start (narrower this from from-inclusive "fromKey out of range")
          end   (narrower this to to-inclusive "toKey out of range")
          c     (.compare order from to)]
      (when (if backwards (neg? c) (pos? c))
        (throw (IllegalArgumentException. "fromKey > toKey")))
      (.part_ this start end)))
  (descendingMap [_] (TreeMap. place order given low high (not backwards) shared))
  (navigableKeySet [this] (set-over this))
  (keySet [this] (set-over this))
  (descendingKeySet [this] (set-over (.descendingMap this)))
  (values [this] (SortedView. this val))
  (entrySet [this] (SortedView. this identity))
  (comparator [_] (if backwards (java.util.Collections/reverseOrder order) given))

  (replaceAll [this f]
    (run! (fn [e] (.put this (key e) (.apply f (key e) (val e)))) (.entries_ this))
    nil)
  (forEach [this f]
    (run! (fn [e] (.accept f (key e) (val e))) (.entries_ this))
    nil)
  (clone [this] (TreeMap. (atom (into (empty @place) (.entries_ this))) order given nil nil backwards shared))

  clojure.lang.Counted
  (count [this] (.size this))
  clojure.lang.Seqable
  (seq [this] (.entries_ this))
  Object
  (equals [this other]
    (or (identical? this other)
        (and (or (map? other) (instance? java.util.Map other))
             (= (into {} (.entries_ this)) (into {} other)))))
  (hashCode [this] (java/java-hash (into {} (.entries_ this))))
  (toString [this]
    (str "{" (str/join ", " (map (fn [[k v]] (str (text k this "(this Map)") "=" (text v this "(this Map)"))) (.entries_ this))) "}"))

  ;; what the methods above are made of
  (part_ [_ start end] ; what lies between two bounds, in its own direction; nil: its own bound
    (TreeMap. place order given
              (or (if backwards end start) low)
              (or (if backwards start end) high)
              backwards shared))
  (held_ [_] (count @place))
  (over_ [this of] (SortedIterator. this (.entries_ this) of (when-not shared (count @place)) nil))
  (entries_ [_] (if backwards (downwards @place low high) (upwards @place low high)))
  (entries_back_ [_] (if backwards (upwards @place low high) (downwards @place low high)))
  (shows_ [_ k]
    (when (and (nil? k) (nil? given))
      (throw (NullPointerException.)))
    (and (not (below-low? order low k)) (not (above-high? order high k))))
  (within_ [this k inclusive] ; can a bound be there?
    (when (and (nil? k) (nil? given))
      (throw (NullPointerException.)))
    (or (.shows_ this k)
        (and (not inclusive)
             (not (below-low? order (when low [(first low) true]) k))
             (not (above-high? order (when high [(first high) true]) k)))))
  (below_ [this k inclusive]
    (if (.shows_ this k)
      (let [e (first (rsubseq @place (if inclusive <= <) k))]
        (when-not (or (nil? e) (below-low? order low (key e)))
          e))
      (when (above-high? order high k)
        (first (downwards @place low high)))))
  (above_ [this k inclusive]
    (if (.shows_ this k)
      (let [e (first (subseq @place (if inclusive >= >) k))]
        (when-not (or (nil? e) (above-high? order high (key e)))
          e))
      (when (below-low? order low k)
        (first (upwards @place low high)))))
  (take_ [_ entries] ; the first of them, at once: another thread may take one, too
    (let [[before] (swap-vals! place (fn [m]
                                       (if-some [e (first (entries m low high))]
                                         (dissoc m (key e))
                                         m)))]
      (first (entries before low high)))))

(defn- maker
  "What makes maps: empty ones, in an order, or of another map, whose order a sorted one keeps."
  [shared]
  (let [in-order (fn [comparator]
                   (TreeMap. (atom (if (nil? comparator) (sorted-map) (sorted-map-by comparator)))
                             (if (nil? comparator) compare comparator) comparator nil nil false shared))]
    (fn
      ([] (in-order nil))
      ([x]
       (if (or (map? x) (instance? java.util.Map x))
         (doto (in-order (when (instance? java.util.SortedMap x) (.comparator x)))
           (.putAll x))
         (in-order x))))))

(enter-class java.util.TreeMap TreeMap "A map in the order of its keys."
  (new "Empty, with a comparator, or of a map." (maker false)))
(enter "java.util.concurrent.ConcurrentSkipListMap" TreeMap)
(java/statics java.util.concurrent.ConcurrentSkipListMap "A map in the order of its keys, for several threads."
  (new "Empty, with a comparator, or of a map." (maker true)))

;; --- sets: the keys of a map ------------------------------------------------------

(deftype TreeSet [map]
  java.util.NavigableSet
  (contains [_ x] (.containsKey map x))
  (containsAll [this xs] (every? (fn [x] (.contains this x)) xs))
  (add [_ x] (if (.containsKey map x) false (do (.put map x true) true)))
  (addAll [this xs] (reduce (fn [changed x] (or (.add this x) changed)) false (vec xs)))
  (remove [_ x] (if (.containsKey map x) (do (.remove map x) true) false))
  (removeAll [this xs] (reduce (fn [changed x] (or (.remove this x) changed)) false (vec xs)))
  (retainAll [this xs] (.removeIf this (fn [x] (not (.contains xs x)))))
  (removeIf [this f]
    (let [out (filterv (fn [x] (.test f x)) this)]
      (run! (fn [x] (.remove map x)) out)
      (boolean (seq out))))
  (clear [_] (.clear map))
  (size [_] (.size map))
  (isEmpty [_] (.isEmpty map))
  (iterator [_] (.over_ map key))
  (descendingIterator [_] (.over_ (.descendingMap map) key))
  (forEach [this f]
    (run! (fn [x] (.accept f x)) this)
    nil)
  (first [_] (.firstKey map))
  (last [_] (.lastKey map))
  (pollFirst [_] (key-of (.pollFirstEntry map)))
  (pollLast [_] (key-of (.pollLastEntry map)))
  (lower [_ x] (.lowerKey map x))
  (floor [_ x] (.floorKey map x))
  (ceiling [_ x] (.ceilingKey map x))
  (higher [_ x] (.higherKey map x))
  (headSet [_ x] (TreeSet. (.headMap map x)))
  (headSet [_ x inclusive] (TreeSet. (.headMap map x inclusive)))
  (tailSet [_ x] (TreeSet. (.tailMap map x)))
  (tailSet [_ x inclusive] (TreeSet. (.tailMap map x inclusive)))
  (subSet [_ from to] (TreeSet. (.subMap map from to)))
  (subSet [_ from from-inclusive to to-inclusive] (TreeSet. (.subMap map from from-inclusive to to-inclusive)))
  (descendingSet [_] (TreeSet. (.descendingMap map)))
  (comparator [_] (.comparator map))
  (clone [_] (TreeSet. (.clone map)))
  clojure.lang.Counted
  (count [_] (.size map))
  clojure.lang.Seqable
  (seq [_] (keys (.entries_ map)))
  Object
  (equals [this other]
    (or (identical? this other)
        (and (or (set? other) (instance? java.util.Set other))
             (= (set this) (set other)))))
  (hashCode [this] (java/java-hash (set this)))
  (toString [this] (str "[" (str/join ", " (clojure.core/map (fn [x] (text x this "(this Collection)")) this)) "]")))

(defn- set-over [map] (TreeSet. map))

(defn- set-maker [make]
  (fn
    ([] (TreeSet. (make)))
    ([x]
     (if (or (coll? x) (instance? java.util.Collection x))
       (doto (TreeSet. (make (when (instance? java.util.SortedSet x) (.comparator x))))
         (.addAll x))
       (TreeSet. (make x))))))

(enter-class java.util.TreeSet TreeSet "A set in order."
  (new "Empty, with a comparator, or of a collection." (set-maker (maker false))))
(enter "java.util.concurrent.ConcurrentSkipListSet" TreeSet)
(java/statics java.util.concurrent.ConcurrentSkipListSet "A set in order, for several threads."
  (new "Empty, with a comparator, or of a collection." (set-maker (maker true))))

;; Clojure prints the one as a map, the other as a set.
(defn- print-all [w start xs end show]
  (.write w start)
  (loop [xs (seq xs)]
    (when xs
      (show (first xs))
      (when (next xs)
        (.write w (if (= start "{") ", " " ")))
      (recur (next xs))))
  (.write w end))

(defmethod print-method TreeMap [m w]
  (print-all w "{" m "}" (fn [[k v]]
                           (print-method k w)
                           (.write w " ")
                           (print-method v w))))
(defmethod print-method TreeSet [s w]
  (print-all w "#{" s "}" (fn [x] (print-method x w))))
(defmethod print-method SortedView
  [v w]
  (print-all w
             (if (identical? val (.-of v)) "(" "#{")
             v
             (if (identical? val (.-of v)) ")" "}")
             (fn [x] (print-method x w))))
