;; SPDX-License-Identifier: MIT
(ns cljsh.java.deques
  "java.util.ArrayDeque, over Python's deque: both ends are as near."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter-class]]
            [clojure.string :as str]
            [collections]))

(defn- none-there [] (throw (java.util.NoSuchElementException.)))

(defn- some-element [x]
  (if (nil? x) (throw (NullPointerException.)) x))

(deftype DequeIterator [items ^:mutable at step ^:mutable given]
  java.util.Iterator
  (hasNext [_] (< -1 at (count items)))
  (next [_]
    (when-not (< -1 at (count items))
      (none-there))
    (set! given at)
    (set! at (+ at step))
    (nth items given))
  (remove [_]
    (when-not given
      (throw (IllegalStateException.)))
    (.__delitem__ items given)
    (when (pos? step)
      (set! at given))
    (set! given nil)
    nil)
  Object
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.)))))

(deftype ArrayDeque [items]
  java.util.Deque
  (addFirst [_ x] (.appendleft items (some-element x)) nil)
  (addLast [_ x] (.append items (some-element x)) nil)
  (offerFirst [_ x] (.appendleft items (some-element x)) true)
  (offerLast [_ x] (.append items (some-element x)) true)
  (peekFirst [_] (when (pos? (count items)) (nth items 0)))
  (peekLast [_] (when (pos? (count items)) (nth items (dec (count items)))))
  (pollFirst [_] (when (pos? (count items)) (.popleft items)))
  (pollLast [_] (when (pos? (count items)) (.pop items)))
  (getFirst [_] (if (pos? (count items)) (nth items 0) (none-there)))
  (getLast [_] (if (pos? (count items)) (nth items (dec (count items))) (none-there)))
  (removeFirst [_] (if (pos? (count items)) (.popleft items) (none-there)))
  (removeLast [_] (if (pos? (count items)) (.pop items) (none-there)))
  ;; as a queue, and as a stack
  (add [_ x] (.append items (some-element x)) true)
  (offer [_ x] (.append items (some-element x)) true)
  (poll [this] (.pollFirst this))
  (remove [this] (.removeFirst this))
  (peek [this] (.peekFirst this))
  (element [this] (.getFirst this))
  (push [_ x] (.appendleft items (some-element x)) nil)
  (pop [this] (.removeFirst this))
  ;; as a collection
  (size [_] (count items))
  (isEmpty [_] (zero? (count items)))
  (contains [_ x] (boolean (some (fn [y] (= x y)) (vec items))))
  (containsAll [this xs] (every? (fn [x] (.contains this x)) xs))
  (addAll [this xs]
    (run! (fn [x] (.add this x)) (vec xs))
    (boolean (seq xs)))
  (remove [this x] (.removeFirstOccurrence this x))
  (removeFirstOccurrence [this x] (.remove_at_ this (first (keep-indexed (fn [i y] (when (= x y) i)) (vec items)))))
  (removeLastOccurrence [this x] (.remove_at_ this (last (keep-indexed (fn [i y] (when (= x y) i)) (vec items)))))
  (removeIf [this f] (.keep_ this (fn [x] (not (.test f x)))))
  (removeAll [this xs] (.keep_ this (fn [x] (not (.contains xs x)))))
  (retainAll [this xs] (.keep_ this (fn [x] (.contains xs x))))
  (clear [_] (.clear items) nil)
  (forEach [_ f]
    (run! (fn [x] (.accept f x)) (vec items))
    nil)
  (clone [_] (ArrayDeque. (.copy items)))
  (iterator [_] (DequeIterator. items 0 1 nil))
  (descendingIterator [_] (DequeIterator. items (dec (count items)) -1 nil))
  clojure.lang.Counted
  (count [_] (count items))
  clojure.lang.Seqable
  (seq [_] (seq (vec items)))
  Object
  (toString [this] (str "[" (str/join ", " (map (fn [x] (if (identical? x this) "(this Collection)" x)) items)) "]"))
  (remove_at_ [_ i]
    (when i
      (.__delitem__ items i))
    (some? i))
  (keep_ [_ keep?]
    (let [kept (filterv keep? (vec items))
          less (not= (count kept) (count items))]
      (when less
        (.clear items)
        (.extend items kept))
      less)))

(enter-class java.util.ArrayDeque ArrayDeque "A queue with two ends, and a stack."
  (new "Empty, or with the elements of a collection."
    (fn
      ([] (ArrayDeque. (collections/deque)))
      ([x] (ArrayDeque. (if (integer? x) (collections/deque) (collections/deque (map some-element x))))))))
