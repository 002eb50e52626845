;; SPDX-License-Identifier: MIT
;; ArrayDeque and the queues of java.util.concurrent; each value is what the JVM gives.
(ns java-queues-test
  (:require [clojure.test :refer [are deftest is]])
  (:import [java.util ArrayDeque ArrayList NoSuchElementException Queue]
           [java.util.concurrent ArrayBlockingQueue ConcurrentLinkedDeque ConcurrentLinkedQueue DelayQueue Delayed LinkedBlockingDeque
            PriorityBlockingQueue SynchronousQueue TimeUnit]
           [java.util.function Predicate]))

(deftest array-deque
  (let [d (ArrayDeque. [1 2 3])]
    (are [value form] (= value form)
      "[0, 1, 2, 3]"  (do (.addFirst d 0) (str d))
      [0 3 1 2]       [(.pollFirst d) (.pollLast d) (.peekFirst d) (.peekLast d)]
      9               (do (.push d 9) (.pop d))
      [true 5]        [(.offerLast d 5) (.getLast d)]
      [false true]    [(.remove d 77) (.remove d 2)]
      [1 5]           (vec d)
      [5 1]           (iterator-seq (.descendingIterator d))
      [1 5]           (for [x d] x)
      [6 2 true]      [(reduce + d) (count d) (.contains d 5)]
      [1 5 nil]       [(.remove d) (.poll d) (.poll d)])
    (doseq [f [#(.removeFirst d) #(.removeLast d) #(.getFirst d) #(.getLast d) #(.element d) #(.remove d) #(.pop d)]]
      (is (thrown? NoSuchElementException (f))))
    (is (thrown? NullPointerException (.add d nil))))
  (is (not= (ArrayDeque. [1]) [1]))
  (is (= [1 3 2] (vec (doto (ArrayDeque. [1 2 3 2]) (.removeFirstOccurrence 2)))))
  (is (= [1 2 3] (vec (doto (ArrayDeque. [1 2 3 2]) (.removeLastOccurrence 2)))))
  (is (= [2] (let [d (ArrayDeque. [1 2 3])] (.removeIf d (reify Predicate (test [_ x] (odd? x)))) (vec d))))
  (is (= [1 3] (let [d (ArrayDeque. [1 2 3]), it (.iterator d)] (.next it) (.next it) (.remove it) (vec d)))))

(deftest blocking-queues
  (let [q (ArrayBlockingQueue. 2)]
    (is (= [true true false 0] [(.offer q 1) (.offer q 2) (.offer q 3) (.remainingCapacity q)]))
    (is (thrown-with-msg? IllegalStateException #"Queue full" (.add q 3)))
    (is (= ["[1, 2]" 1 2 nil nil] [(str q) (.poll q) (.poll q) (.poll q) (.poll q 1 TimeUnit/MILLISECONDS)]))
    (is (thrown? NoSuchElementException (.element q)))
    (is (thrown? NoSuchElementException (.remove q)))
    (is (thrown? NullPointerException (.add q nil)))
    (is (thrown? IllegalArgumentException (ArrayBlockingQueue. 0)))
    (let [taken (future [(.take q) (.take q) (.take q)])]
      (run! #(.put q %) [:a :b :c])
      (is (= [:a :b :c] @taken))))
  (let [q (LinkedBlockingDeque.)]
    (.putFirst q 1)
    (.putLast q 2)
    (.addFirst q 0)
    (is (= ["[0, 1, 2]" 2 0 1 nil] [(str q) (.takeLast q) (.takeFirst q) (.pollLast q) (.pollFirst q)]))
    (is (thrown? NoSuchElementException (.getFirst q))))
  (let [q (PriorityBlockingQueue. 3 (comparator >)), into-list (ArrayList.)]
    (.addAll q [1 5 3 4])
    (is (= ["[5, 4, 3, 1]" 5 4 [3 1]] [(str q) (.take q) (.poll q) (vec q)]))
    (is (= [1 [3]] [(.drainTo q into-list 1) into-list])))
  (let [q (ConcurrentLinkedQueue. [1 2 3])]
    (is (= [1 2 "[2, 3]" true [3]] [(.poll q) (.peek q) (str q) (.remove q 2) (vec q)]))
    (is (instance? Queue q)))
  (is (= [3 1 [2]] (let [q (ConcurrentLinkedDeque. [1 2 3])] [(.pollLast q) (.pollFirst q) (vec q)]))))

(deftest from-hand-to-hand
  (let [q (SynchronousQueue.)]
    (is (= [false nil nil 0 false] [(.offer q 1) (.poll q) (.peek q) (.size q) (.offer q 1 2 TimeUnit/MILLISECONDS)]))
    (is (= 7 (let [taken (future (.take q))] (.put q 7) @taken)))
    (is (= [8 :done] (let [done (future (.put q 8) :done)] [(.take q) @done])))))

(deftype Due [at label]
  Delayed
  (getDelay [_ unit] (.convert unit (- at (System/nanoTime)) TimeUnit/NANOSECONDS))
  (compareTo [_ other] (compare at (.-at other))))

(deftest what-is-due
  (let [q (DelayQueue.), now (System/nanoTime)]
    (.add q (Due. (+ now 9000000000) :later))
    (.add q (Due. (+ now 2000000) :soon))
    (.add q (Due. (- now 1) :now))
    (is (= [:now :soon nil 1] [(.-label (.poll q)) (.-label (.take q)) (.poll q) (.size q)]))))
