;; SPDX-License-Identifier: MIT
(ns cljsh.java.wrapped
  "Other collections seen through java.util.Collections: those that one cannot change, and a deque as a stack."
  {:added "1.12"}
  (:require [cljsh.java :as java]
            [cljsh.java.views :as views]))

(defn- refuse [] (throw (UnsupportedOperationException.)))

(deftype ReadingIterator [inner]
  java.util.Iterator
  (hasNext [_] (.hasNext inner))
  (next [_] (.next inner))
  (remove [_] (refuse))
  Object
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.)))))

(defmacro ^:private refusing-type
  "A type of collections over another one, inner, which refuses the methods that would change that."
  [type-name [interface & refused] & own]
  `(deftype ~type-name [~'inner]
     ~interface
     (~'size [~'_] (count ~'inner))
     (~'isEmpty [~'_] (zero? (count ~'inner)))
     ~@(for [method refused]
         `(~(symbol (name method)) [~'_ ~'& ~'_] (refuse)))
     clojure.lang.Counted
     (~'count [~'_] (count ~'inner))
     ~@own
     ~'Object
     (~'equals [~'this ~'other] (or (identical? ~'this ~'other) (= ~'inner ~'other)))
     (~'hashCode [~'_] (.hashCode ~'inner))
     (~'toString [~'_] (str ~'inner))))

(defmacro ^:private refusing-collection [type-name interface & own]
  `(refusing-type ~type-name
                  [~interface add addAll remove removeAll retainAll removeIf clear set sort replaceAll addFirst addLast
                   removeFirst removeLast __setitem__]
                  ~'clojure.lang.Seqable
                  (~'seq [~'_] (seq ~'inner))
                  ~interface
                  (~'iterator [~'_] (ReadingIterator. (.iterator ~'inner)))
                  (~'contains [~'_ ~'x] (.contains ~'inner ~'x))
                  ~@own))

(refusing-collection UnmodifiableCollection java.util.Collection)
(refusing-collection UnmodifiableSet java.util.Set)
(refusing-collection UnmodifiableList java.util.List
  (get [_ i] (.get inner i))
  (indexOf [_ x] (.indexOf inner x))
  (lastIndexOf [_ x] (.lastIndexOf inner x))
  (subList [_ from to] (UnmodifiableList. (.subList inner from to)))
  clojure.lang.Sequential ; so that a vector is equal to it
  clojure.lang.Indexed
  (nth [_ i] (nth inner i))
  (nth [_ i otherwise] (nth inner i otherwise)))

(refusing-type UnmodifiableMap
               [java.util.Map put putAll putIfAbsent remove replace replaceAll clear compute computeIfAbsent
                computeIfPresent merge]
               clojure.lang.Seqable
               (seq [_] (seq (map (fn [entry] (views/immutable-entry (key entry) (val entry))) inner)))
               java.util.Map
               (get [_ k] (get inner k))
               (getOrDefault [_ k otherwise] (get inner k otherwise))
               (containsKey [_ k] (contains? inner k))
               (containsValue [_ v] (boolean (some (fn [x] (= x v)) (vals inner))))
               (keySet [_] (UnmodifiableSet. (.keySet inner)))
               (values [_] (UnmodifiableCollection. (.values inner)))
               (entrySet [this] (UnmodifiableSet. (java.util.LinkedHashSet. (vec this))))
               (forEach [_ f] (.forEach inner f)))

(doseq [[class kind] {UnmodifiableList vec, UnmodifiableSet set, UnmodifiableMap (fn [m] (into {} (.-inner m)))}]
  (defmethod print-method class [coll w] (print-method (kind coll) w)))
(defmethod print-method UnmodifiableCollection [coll w]
  (.write w (java/object-text "java.util.Collections$UnmodifiableCollection" coll)))

(deftype LifoQueue [inner]
  java.util.Queue
  (add [_ x] (.addFirst inner x) true)
  (offer [_ x] (.addFirst inner x) true)
  (addAll [_ xs] (run! (fn [x] (.addFirst inner x)) xs) (boolean (seq xs)))
  (peek [_] (.peekFirst inner))
  (element [_] (.getFirst inner))
  (poll [_] (.pollFirst inner))
  (remove [_] (.removeFirst inner))
  (remove [_ x] (.remove inner x))
  (removeIf [_ f] (.removeIf inner f))
  (contains [_ x] (.contains inner x))
  (size [_] (count inner))
  (isEmpty [_] (zero? (count inner)))
  (iterator [_] (.iterator inner))
  (clear [_] (.clear inner) nil)
  clojure.lang.Counted
  (count [_] (count inner))
  clojure.lang.Seqable
  (seq [_] (seq inner))
  Object
  (toString [_] (str inner)))
