;; SPDX-License-Identifier: MIT
(ns cljsh.java.synchronized
  "What java.util.Collections/synchronizedList and its like give: collections that several tasks may change."
  {:added "1.12"}
  (:require [cljsh.java :as java]))

;; Each method has the lock of the collection, or for a view of one that of
;; the whole: mutex is nil for the collection itself.  Who goes through the
;; elements takes the lock himself, with `locking`, as on the JVM.

(defmacro ^:private having-lock [& body]
  `(locking (if (nil? ~'mutex) ~'this ~'mutex)
     ~@body))

(defmacro ^:private synchronized-type
  "A type over another collection, inner.  methods are those that only ask that one: name, how many arguments, …"
  [type-name interface methods & own]
  `(deftype ~type-name [~'inner ~'mutex]
     ~interface
     ~@(for [[method n] (partition 2 methods)
             :let [args (repeatedly n gensym)]]
         `(~method [~'this ~@args] (having-lock (~(symbol (str "." method)) ~'inner ~@args))))
     ~@own
     clojure.lang.Counted
     (~'count [~'this] (having-lock (count ~'inner)))
     clojure.lang.Seqable
     (~'seq [~'_] (seq ~'inner))
     ~'Object
     (~'toString [~'this] (having-lock (str ~'inner)))))

(defmacro ^:private view
  "The method of a view: a type over what inner gives, with the same lock."
  [type-name call]
  `(having-lock (~(symbol (str type-name ".")) ~call (if (nil? ~'mutex) ~'this ~'mutex))))

(defmacro ^:private synchronized-collection [type-name interface methods & own]
  `(synchronized-type ~type-name
                      ~interface
                      [~'size 0 ~'isEmpty 0 ~'contains 1 ~'containsAll 1 ~'toArray 0 ~'toArray 1 ~'add 1 ~'addAll 1
                       ~'remove 1 ~'removeAll 1 ~'retainAll 1 ~'removeIf 1 ~'clear 0 ~'forEach 1 ~@methods]
                      (~'iterator [~'_] (.iterator ~'inner))
                      ~@own))

(synchronized-collection SynchronizedCollection java.util.Collection [])

(synchronized-collection SynchronizedSet java.util.Set [hashCode 0]
  (equals [this other] (or (identical? this other) (having-lock (= inner other)))))

(synchronized-collection SynchronizedNavigableSet java.util.NavigableSet
  [hashCode 0 comparator 0 first 0 last 0 pollFirst 0 pollLast 0 lower 1 floor 1 ceiling 1 higher 1]
  (equals [this other] (or (identical? this other) (having-lock (= inner other))))
  (descendingIterator [_] (.descendingIterator inner))
  (descendingSet [this] (view SynchronizedNavigableSet (.descendingSet inner)))
  (headSet [this to] (view SynchronizedNavigableSet (.headSet inner to)))
  (headSet [this to inclusive] (view SynchronizedNavigableSet (.headSet inner to inclusive)))
  (tailSet [this from] (view SynchronizedNavigableSet (.tailSet inner from)))
  (tailSet [this from inclusive] (view SynchronizedNavigableSet (.tailSet inner from inclusive)))
  (subSet [this from to] (view SynchronizedNavigableSet (.subSet inner from to)))
  (subSet [this from from-inclusive to to-inclusive]
          (view SynchronizedNavigableSet (.subSet inner from from-inclusive to to-inclusive))))

(synchronized-collection SynchronizedList java.util.List
  [hashCode 0 get 1 set 2 add 2 addAll 2 indexOf 1 lastIndexOf 1 sort 1]
  (equals [this other] (or (identical? this other) (having-lock (= inner other))))
  (subList [this from to] (view SynchronizedList (.subList inner from to)))
  clojure.lang.Sequential ; so that a vector is equal to it
  clojure.lang.Indexed
  (nth [this i] (having-lock (nth inner i)))
  (nth [this i otherwise] (having-lock (nth inner i otherwise))))

(defmacro ^:private synchronized-map [type-name interface methods & own]
  `(synchronized-type ~type-name
                      ~interface
                      [~'size 0 ~'isEmpty 0 ~'containsKey 1 ~'containsValue 1 ~'get 1 ~'getOrDefault 2 ~'put 2
                       ~'putAll 1 ~'putIfAbsent 2 ~'remove 1 ~'remove 2 ~'replace 2 ~'replace 3 ~'compute 2
                       ~'computeIfAbsent 2 ~'computeIfPresent 2 ~'merge 3 ~'clear 0 ~'forEach 1 ~'hashCode 0 ~@methods]
                      (~'equals [~'this ~'other] (or (identical? ~'this ~'other) (having-lock (= ~'inner ~'other))))
                      (~'keySet [~'this] (view SynchronizedSet (.keySet ~'inner)))
                      (~'values [~'this] (view SynchronizedCollection (.values ~'inner)))
                      (~'entrySet [~'this] (view SynchronizedSet (.entrySet ~'inner)))
                      ~@own))

(synchronized-map SynchronizedMap java.util.Map [])

(synchronized-map SynchronizedNavigableMap java.util.NavigableMap
  [comparator 0 firstKey 0 lastKey 0 firstEntry 0 lastEntry 0 pollFirstEntry 0 pollLastEntry 0
   lowerEntry 1 lowerKey 1 floorEntry 1 floorKey 1 ceilingEntry 1 ceilingKey 1 higherEntry 1 higherKey 1]
  (navigableKeySet [this] (view SynchronizedNavigableSet (.navigableKeySet inner)))
  (descendingKeySet [this] (view SynchronizedNavigableSet (.descendingKeySet inner)))
  (descendingMap [this] (view SynchronizedNavigableMap (.descendingMap inner)))
  (headMap [this to] (view SynchronizedNavigableMap (.headMap inner to)))
  (headMap [this to inclusive] (view SynchronizedNavigableMap (.headMap inner to inclusive)))
  (tailMap [this from] (view SynchronizedNavigableMap (.tailMap inner from)))
  (tailMap [this from inclusive] (view SynchronizedNavigableMap (.tailMap inner from inclusive)))
  (subMap [this from to] (view SynchronizedNavigableMap (.subMap inner from to)))
  (subMap [this from from-inclusive to to-inclusive]
          (view SynchronizedNavigableMap (.subMap inner from from-inclusive to to-inclusive))))

(doseq [class [SynchronizedSet SynchronizedNavigableSet SynchronizedList SynchronizedMap SynchronizedNavigableMap]]
  (defmethod print-method class [coll w] (print-method (.-inner coll) w)))
(defmethod print-method SynchronizedCollection [coll w]
  (.write w (java/object-text "java.util.Collections$SynchronizedCollection" coll)))
