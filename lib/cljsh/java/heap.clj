;; SPDX-License-Identifier: MIT
(ns cljsh.java.heap
  "java.util.PriorityQueue: a binary heap in a list of Python's, whose order is the JVM's, that of equal elements, too."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter-class]]
            [clojure.string :as str]))

;; The element at k is not greater than those at 2k+1 and 2k+2.  What is added
;; rises from the end; what takes the place of one that was removed sinks, or
;; rises where it did not sink: as the JDK's documentation has it, since the
;; order of iteration, and which of two equal elements is first, shows.

(defn- rise!
  "Puts x at k, or above: what is greater there comes down."
  [heap k x order]
  (loop [k k]
    (if (pos? k)
      (let [parent (bit-shift-right (dec k) 1)
            above  (aget heap parent)]
        (if (neg? (order x above))
          (do (aset heap k above)
              (recur parent))
          (aset heap k x)))
      (aset heap k x))))

(defn- sink!
  "Puts x at k, or below: what is less there comes up."
  [heap k x order]
  (let [n    (count heap)
        half (bit-shift-right n 1)]
    (loop [k k]
      (if (< k half)
        (let [left   (inc (* 2 k))
              right  (inc left)
              right? (and (< right n) (pos? (order (aget heap left) (aget heap right))))
              child  (if right? right left)
              below  (aget heap child)]
          (if (pos? (order x below))
            (do (aset heap k below)
                (recur child))
            (aset heap k x)))
        (aset heap k x)))))

(defn add!
  "Adds an element to a heap."
  [heap x order]
  (when (nil? x)
    (throw (NullPointerException.)))
  (let [k (count heap)]
    (when (and (zero? k) (identical? order compare))
      (order x x)) ; one that cannot be compared is an error, as on the JVM
    (.append heap x)
    (try
      (rise! heap k x order)
      (catch Throwable e
        (.pop heap) ; nothing has moved before the first comparison
        (throw e)))
    nil))

(defn poll!
  "Takes the least element away and returns it, or nil."
  [heap order]
  (let [n (count heap)]
    (when (pos? n)
      (let [least (aget heap 0)
            x     (.pop heap)]
        (when (> n 1)
          (sink! heap 0 x order))
        least))))

(defn remove-at!
  "Takes the element at k away; returns what came into a place before k, or nil."
  [heap k order]
  (let [x (.pop heap)]
    (when (< k (count heap))
      (sink! heap k x order)
      (when (identical? x (aget heap k))
        (rise! heap k x order)
        (when-not (identical? x (aget heap k))
          x)))))

(defn heapify!
  "Makes a heap of a list."
  [heap order]
  (loop [k (dec (bit-shift-right (count heap) 1))]
    (when-not (neg? k)
      (sink! heap k (aget heap k) order)
      (recur (dec k))))
  heap)

(defn order-of
  "The function of two elements that a comparator is, or compare."
  [comparator]
  (if (nil? comparator)
    compare
    (fn [a b] (.compare comparator a b))))

(defn- index-of [heap x]
  (let [n (count heap)]
    (loop [k 0]
      (cond (= k n)              nil
            (= x (aget heap k))  k
            :else                (recur (inc k))))))

;; What is removed while it is gone through may bring an element from the end
;; to a place that was passed already: such ones are late, and given at the end.
(deftype PriorityQueueIterator [queue heap ^:mutable at ^:mutable last-at ^:mutable late ^:mutable last-late
                                ^:mutable changes]
  java.util.Iterator
  (hasNext [_] (or (< at (count heap)) (boolean (seq late))))
  (next [_]
    (when-not (= changes (.changes_ queue)) (throw (java.util.ConcurrentModificationException.)))
    (cond
      (< at (count heap)) (do (set! last-at at) (set! at (inc at)) (aget heap last-at))
      (seq late) (do (set! last-at -1) (set! last-late (peek late)) (set! late (pop late)) last-late)
      :else (throw (java.util.NoSuchElementException.))))
  (remove [_]
    (when-not (= changes (.changes_ queue)) (throw (java.util.ConcurrentModificationException.)))
    (cond
      (not (neg? last-at))
        (let [moved (.remove_at_ queue last-at)]
          (set! last-at -1)
          (if (nil? moved) (set! at (dec at)) (set! late (conj late moved))))
      (not (nil? last-late)) (do (.remove_same_ queue last-late) (set! last-late nil))
      :else (throw (IllegalStateException.)))
    (set! changes (.changes_ queue))
    nil)
  Object
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.)))))

(deftype PriorityQueue [heap order given ^:mutable changes]
  java.util.Queue
  (add [_ x]
    (set! changes (inc changes))
    (add! heap x order)
    true)
  (offer [this x] (.add this x))
  (addAll [this xs]
    (when (identical? this xs)
      (throw (IllegalArgumentException.)))
    (let [before (count heap)]
      (run! (fn [x] (.add this x)) xs)
      (not= before (count heap))))
  (peek [_] (when (pos? (count heap)) (aget heap 0)))
  (element [this] (if (pos? (count heap)) (aget heap 0) (throw (java.util.NoSuchElementException.))))
  (poll [_]
    (set! changes (inc changes))
    (poll! heap order))
  (remove [this] (if (pos? (count heap)) (.poll this) (throw (java.util.NoSuchElementException.))))
  (remove [this x]
    (let [k (index-of heap x)]
      (when k
        (.remove_at_ this k))
      (some? k)))
  (size [_] (count heap))
  (isEmpty [_] (zero? (count heap)))
  (contains [_ x] (some? (index-of heap x)))
  (containsAll [this xs] (every? (fn [x] (.contains this x)) xs))
  (clear [_]
    (set! changes (inc changes))
    (.clear heap)
    nil)
  (removeIf [this f] (.keep_ this (fn [x] (not (.test f x)))))
  (removeAll [this xs] (.keep_ this (fn [x] (not (.contains xs x)))))
  (retainAll [this xs] (.keep_ this (fn [x] (.contains xs x))))
  (forEach [_ f] (run! (fn [x] (.accept f x)) (vec heap)) nil)
  (comparator [_] given)
  (iterator [this] (PriorityQueueIterator. this heap 0 -1 clojure.lang.PersistentQueue/EMPTY nil changes))
  clojure.lang.Counted
  (count [_] (count heap))
  clojure.lang.Seqable
  (seq [_] (seq (vec heap)))
  Object
  (toString [_] (str "[" (str/join ", " heap) "]"))
  (changes_ [_] changes)
  (heap_ [_] heap)
  (remove_at_ [_ k]
    (set! changes (inc changes))
    (remove-at! heap k order))
  (remove_same_ [this x] (.remove_at_ this (first (keep-indexed (fn [k y] (when (identical? x y) k)) heap))))
  (keep_ [_ keep?]
    (let [kept (filterv keep? (vec heap))
          less (not= (count kept) (count heap))]
      (when less
        (set! changes (inc changes))
        (.clear heap)
        (.extend heap kept)
        (heapify! heap order))
      less)))

(defn- empty-queue [comparator]
  (PriorityQueue. (py/list) (order-of comparator) comparator 0))

(defn- filled-queue
  "A queue of the elements of a collection; that of another queue or a sorted set keeps its order."
  [xs]
  (when (some nil? xs)
    (throw (NullPointerException.)))
  (let [comparator (cond (instance? PriorityQueue xs)        (.comparator xs)
                         (instance? java.util.SortedSet xs)  (.comparator xs))
        order      (order-of comparator)
        heap       (py/list (vec xs))]
    (PriorityQueue. (if (instance? PriorityQueue xs) heap (heapify! heap order)) order comparator 0)))

(defn- checked [capacity]
  (when (< capacity 1)
    (throw (IllegalArgumentException.))))

(enter-class java.util.PriorityQueue PriorityQueue "A heap: the least first."
  (new "Empty, or with a comparator or elements."
    (fn ([] (empty-queue nil))
        ([x] (cond (integer? x)                                                (do (checked x) (empty-queue nil))
                   (or (coll? x) (instance? java.util.Collection x)) (filled-queue x)
                   :else                                                       (empty-queue x)))
        ([capacity comparator]
         (checked capacity)
         (empty-queue comparator)))))
