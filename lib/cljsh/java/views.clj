;; SPDX-License-Identifier: MIT
(ns cljsh.java.views
  "What keySet, values and entrySet of Java's hash maps give: what is done to them is done to the map."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter-class]]))

(defn- refuse [] (throw (UnsupportedOperationException.)))
(defn- text [x] (if (nil? x) "null" (str x)))

;; --- entries ---------------------------------------------------------------------------

;; An entry that can be given another value; change tells the map of it, if there is one.
(deftype SimpleEntry [k ^:mutable v change]
  clojure.lang.IMapEntry
  (key [_] k)
  (val [_] v)
  (getKey [_] k)
  (getValue [_] v)
  Object
  (setValue [_ x]
    (let [old v]
      (change k x)
      (set! v x)
      old))
  (nth [_ i] (case i 0 k 1 v (throw (IndexOutOfBoundsException.))))
  (nth [_ i otherwise] (case i 0 k 1 v otherwise))
  (count [_] 2)
  (__getitem__ [this i] (if (< -1 i 2) (.nth this i) (throw (py/IndexError.))))
  (__iter__ [_] (py/iter [k v]))
  (__len__ [_] 2)
  (equals [_ other]
    (and (or (map-entry? other) (instance? java.util.Map$Entry other))
         (= k (.getKey other))
         (= v (.getValue other))))
  (hashCode [_] (bit-xor (if (nil? k) 0 (.hashCode k)) (if (nil? v) 0 (.hashCode v))))
  (toString [_] (str (text k) "=" (text v))))

(defn- entry-maker
  "Makes entries of both their parts, or of another."
  [change]
  (fn ([entry] (SimpleEntry. (key entry) (val entry) change))
      ([k v] (SimpleEntry. k v change))))

(enter-class java.util.AbstractMap$SimpleEntry SimpleEntry "A key and a value."
  (new "Of both, or of another." (entry-maker (fn [_ _] nil))))
(java/enter "java.util.AbstractMap$SimpleImmutableEntry" SimpleEntry)
(def ^:no-doc immutable-entry (entry-maker (fn [_ _] (refuse))))
(java/statics java.util.AbstractMap$SimpleImmutableEntry "A key and a value that stays."
  (new "Of both, or of another." immutable-entry))

(defn- entry-of [m k]
  (SimpleEntry. k (.get py/dict m k) (fn [k v] (.__setitem__ m k v))))

;; --- views -------------------------------------------------------------------------------

;; A view has a function of the map and a key, which gives the element for that key.
(deftype ViewIterator [map ^:mutable left ^:mutable given size element]
  java.util.Iterator
  (hasNext [_] (some? left))
  (next [_]
    (when-not left
      (throw (java.util.NoSuchElementException.)))
    (when-not (or (= @size (count map)) (instance? java.util.concurrent.ConcurrentHashMap map))
      (throw (java.util.ConcurrentModificationException.)))
    (set! given left)
    (set! left (next left))
    (element map (first given)))
  (remove [_]
    (when-not given
      (throw (IllegalStateException.)))
    (.__delitem__ map (first given))
    (reset! size (count map))
    (set! given nil)
    nil)
  Object
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.)))))

(defn- elements [map element] (mapv (fn [k] (element map k)) (py/list map)))

(defn- drop-where
  "Takes the keys away whose elements a predicate holds of; were there any?"
  [map element out?]
  (let [out (filterv (fn [k] (out? (element map k))) (py/list map))]
    (run! (fn [k] (.__delitem__ map k)) out)
    (boolean (seq out))))

(defn- among? [coll] (let [all (set coll)] (fn [x] (contains? all x))))

(defmacro ^:private view-type [type-name interface & own]
  `(deftype ~type-name [~'map ~'element]
     ~interface
     (~'size [~'_] (count ~'map))
     (~'isEmpty [~'_] (zero? (count ~'map)))
     (~'iterator [~'_] (ViewIterator. ~'map (seq (py/list ~'map)) nil (atom (count ~'map)) ~'element))
     (~'add [~'_ ~'_] (refuse))
     (~'addAll [~'_ ~'_] (refuse))
     (~'clear [~'_] (.clear ~'map) nil)
     (~'removeIf [~'_ ~'f] (drop-where ~'map ~'element (fn [x#] (.test ~'f x#))))
     (~'removeAll [~'_ ~'xs] (drop-where ~'map ~'element (among? ~'xs)))
     (~'retainAll [~'_ ~'xs] (drop-where ~'map ~'element (complement (among? ~'xs))))
     clojure.lang.Counted
     (~'count [~'_] (count ~'map))
     clojure.lang.Seqable
     (~'seq [~'_] (seq (elements ~'map ~'element)))
     ~'Object
     (~'toString [~'this] (java/java-text ~'this))
     ~@own))

(view-type KeyView
           java.util.Set
           (contains [_ k] (contains? map k))
           (remove [_ k] (let [there (contains? map k)] (when there (.__delitem__ map k)) there))
           (equals [this other]
                   (or (identical? this other)
                       (and (or (set? other) (instance? java.util.Set other)) (= (set this) (set other)))))
           (hashCode [this] (java/java-hash (set this))))

(view-type EntryView
           java.util.Set
           (contains [_ entry] (and (contains? map (key entry)) (= (val entry) (.__getitem__ map (key entry)))))
           (remove [this entry] (let [there (.contains this entry)] (when there (.__delitem__ map (key entry))) there))
           (equals [this other]
                   (or (identical? this other)
                       (and (instance? java.util.Set other) (= (count this) (count other))
                            (every? (fn [entry] (.contains this entry)) other))))
           (hashCode [_] (java/java-hash map)))

(view-type ValueView java.util.Collection
  (contains [this x] (boolean (some (fn [y] (= x y)) (elements map element))))
  (remove [_ x]
    (let [k (first (filter (fn [k] (= x (element map k))) (py/list map)))
          there (or (some? k) (and (contains? map nil) (= x (element map nil))))]
      (when there
        (.__delitem__ map k))
      there)))

(defn key-view "The keys of a map." [m] (KeyView. m (fn [_ k] k)))
(defn value-view "The values of a map." [m] (ValueView. m (fn [m k] (.get py/dict m k))))
(defn entry-view "The entries of a map." [m] (EntryView. m entry-of))

(doseq [class [KeyView EntryView]]
  (defmethod print-method class [view w] (java/print-set view w)))
(defmethod print-method ValueView [view w] (.write w (java/object-text "java.util.HashMap$Values" view)))
(defmethod print-method SimpleEntry [entry w] (.write w (java/object-text "java.util.AbstractMap$SimpleEntry" entry)))
