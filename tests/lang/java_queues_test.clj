;; SPDX-License-Identifier: MIT
;; ArrayDeque, the queues of java.util.concurrent, lists and what is done with them; each value is what the JVM gives.
(ns java-queues-test
  (:require [clojure.test :refer [are deftest is]])
  (:import [java.util ArrayDeque ArrayList BitSet Collections ConcurrentModificationException HashMap IdentityHashMap LinkedList NoSuchElementException
            Optional Queue Random Stack StringJoiner StringTokenizer]
           [java.util.concurrent ArrayBlockingQueue ConcurrentHashMap ConcurrentLinkedDeque ConcurrentLinkedQueue DelayQueue Delayed LinkedBlockingDeque
            PriorityBlockingQueue Semaphore SynchronousQueue TimeUnit]
           [java.util.function BiFunction Function Predicate]))

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

(deftest lists
  (let [l (LinkedList. [1 2 3])]
    (.add l 1 7)
    (.addAll l 0 [8 9])
    (is (= [8 9 1 7 2 3] (vec l)))
    (is (= [8 3 [9 1 7 2]] [(.remove l) (.removeLast l) (vec (.clone l))]))
    (is (thrown-with-msg? IndexOutOfBoundsException #"Index: 9, Size: 4" (.add l 9 1)))
    (.clear l)
    (doseq [f [#(.removeFirst l) #(.removeLast l) #(.getFirst l) #(.getLast l) #(.element l) #(.remove l) #(.pop l)]]
      (is (thrown? NoSuchElementException (f))))
    (is (= [nil nil nil] [(.poll l) (.peek l) (.pollLast l)])))
  (let [l (ArrayList. [1 2 3]), it (.listIterator l)]
    (.next it)
    (.add it 55)
    (is (= [1 55 2 3] (vec l)))
    (.add l 4)
    (is (thrown? ConcurrentModificationException (.next it))))
  (let [s (Stack.)]
    (.push s :a)
    (.push s :b)
    (is (= [:b false 2 -1] [(.peek s) (.empty s) (.search s :a) (.search s :c)])))
  (is (= [4 6 2 1 7 9 8 5 3 0] (let [l (ArrayList. (range 10))] (Collections/shuffle l (Random. 42)) (vec l))))
  (are [value form] (= value form)
    [3 1]    [(Collections/min [1 3 2] (comparator >)) (Collections/max [1 3 2] (comparator >))]
    [1 3 -1] [(Collections/indexOfSubList [1 2 3 2 3] [2 3]) (Collections/lastIndexOfSubList [1 2 3 2 3] [2 3]) (Collections/indexOfSubList [1] [2])])
  (is (thrown? NoSuchElementException (Collections/max [])))
  (is (thrown-with-msg? IllegalArgumentException #"List length = -1" (Collections/nCopies -1 :a))))

(deftest maps
  (let [m (HashMap.)]
    (is (nil? (.computeIfAbsent m :a (reify Function (apply [_ _] nil)))))
    (is (= 0 (count m))))
  (let [m   (ConcurrentHashMap.)
        add (reify BiFunction (apply [_ a b] (+ a b)))]
    (run! deref (doall (repeatedly 4 #(future (dotimes [_ 100] (.merge m :n 1 add))))))
    (is (= [400 1 true] [(.get m :n) (.mappingCount m) (.contains m 400)]))
    (is (thrown? NullPointerException (.put m nil 1)))
    (is (thrown? NullPointerException (.put m 1 nil))))
  (let [m (IdentityHashMap.), a [1], b (vec (list 1))]
    (.put m a :a)
    (.put m b :b)
    (is (= [2 :a :b nil] [(.size m) (.get m a) (get m b) (.get m (vec (list 1)))]))))

(deftest small-things
  (are [value form] (= value form)
    ["Optional[1]" "Optional.empty" true 3] [(str (Optional/of 1)) (str (Optional/empty)) (= (Optional/of 1) (Optional/of 1)) (.orElse (Optional/empty) 3)]
    [3 "a" " b  " false]                    (let [s (StringTokenizer. "a b  c")] [(.countTokens s) (.nextToken s) (.nextToken s "c") (.hasMoreTokens s)])
    ["a" "," "b" ";"]                       (let [s (StringTokenizer. "a,b;" ",;" true)] (vec (repeatedly 4 #(.nextToken s))))
    ["E" "[a,null,x-y]" 12]                 (let [j (.setEmptyValue (StringJoiner. "," "[" "]") "E"), empty-text (str j)]
                                              (.merge (.add (.add j "a") nil) (.add (.add (StringJoiner. "-") "x") "y"))
                                              [empty-text (str j) (.length j)])
    [false true 0 false]                    (let [s (Semaphore. 2)] [(.tryAcquire s 3) (.tryAcquire s 2) (.availablePermits s) (.tryAcquire s 1 1 TimeUnit/MILLISECONDS)]))
  (is (thrown-with-msg? IndexOutOfBoundsException #"bitIndex < 0: -1" (.set (BitSet.) -1)))
  (is (thrown-with-msg? IndexOutOfBoundsException #"fromIndex: 5 > toIndex: 3" (.set (BitSet.) 5 3)))
  (is (= [1229 9973] (let [sieve (BitSet. 10000)] ; of Eratosthenes
                       (.set sieve 2 10000)
                       (loop [p 2]
                         (when (< (* p p) 10000)
                           (run! #(.clear sieve %) (range (* p p) 10000 p))
                           (recur (.nextSetBit sieve (inc p)))))
                       [(.cardinality sieve) (.previousSetBit sieve 9999)]))))
