;; SPDX-License-Identifier: MIT
;; What tasks wait for each other with: locks, latches, barriers, phases, timers; each value is what the JVM gives.
(ns java-locks-test
  (:require [clojure.test :refer [are deftest is]])
  (:import [java.util ArrayList Collections HashMap HashSet IdentityHashMap LinkedHashMap Random Timer TimerTask TreeMap TreeSet]
           [java.util.concurrent BrokenBarrierException ConcurrentHashMap ConcurrentSkipListMap CountDownLatch CyclicBarrier Exchanger LinkedBlockingQueue Phaser Semaphore TimeoutException TimeUnit]
           [java.util.concurrent.locks LockSupport ReentrantLock ReentrantReadWriteLock StampedLock]
           [java.util.function BiFunction Function]))

(defmacro tried
  "The value of body, or what it throws, as a keyword."
  [& body]
  `(try
     (do ~@body)
     (catch TimeoutException _# :timeout)
     (catch BrokenBarrierException _# :broken)
     (catch UnsupportedOperationException _# :unsupported)
     (catch IllegalMonitorStateException _# :state)
     (catch IllegalStateException _# :state)
     (catch IllegalArgumentException _# :argument)
     (catch InterruptedException _# :interrupted)))

(defmacro elsewhere [& body] `(deref (future (tried ~@body)) 5000 :hangs))
(defn- outcome [f] (deref f 5000 :hangs))

(defn- eventually
  "Waits until f gives true, some seconds at most."
  [f]
  (loop [n 0]
    (when (and (not (f)) (< n 5000))
      (Thread/sleep 1)
      (recur (inc n)))))

(deftest latches
  (let [l (CountDownLatch. 2)]
    (are [value form] (= value form)
      [2 false]    [(.getCount l) (.await l 1 TimeUnit/MILLISECONDS)]
      [nil nil 0]  [(.countDown l) (.countDown l) (do (.countDown l) (.getCount l))]
      [nil true]   [(.await l) (.await l 1 TimeUnit/MILLISECONDS)]
      :argument    (tried (CountDownLatch. -1))
      "[Count = 0]" (re-find #"\[.*" (str l))))
  (let [l (CountDownLatch. 1)]
    (.start (Thread. #(.countDown l)))
    (is (nil? (.await l)))))

(deftest barriers
  (let [times (atom 0)
        b     (CyclicBarrier. 3 #(swap! times inc))
        three #(doall (repeatedly 3 (fn [] (future (.await b)))))]
    (is (= [[0 1 2] [0 1 2] 2] [(sort (map outcome (three))) (sort (map outcome (three))) @times]))
    (let [both (doall (repeatedly 2 #(future (tried (.await b 5 TimeUnit/MILLISECONDS)))))]
      (is (contains? (set (map outcome both)) :timeout)) ; the other one as well, or it finds the barrier broken
      (is (= [true :broken nil false] [(.isBroken b) (tried (.await b)) (.reset b) (.isBroken b)])))
    (let [f (future (tried (.await b)))]
      (eventually #(= 1 (.getNumberWaiting b)))
      (.reset b)
      (is (= [:broken false 0] [(outcome f) (.isBroken b) (.getNumberWaiting b)]))))
  (let [b (CyclicBarrier. 1 #(throw (IllegalStateException. "x")))]
    (is (= [:state true :argument] [(tried (.await b)) (.isBroken b) (tried (CyclicBarrier. 0))]))))

(deftest semaphores
  (let [s (Semaphore. 1 true), f (future (.acquire s 2) :got)]
    (eventually #(.hasQueuedThreads s))
    (is (= [1 true :argument] [(.getQueueLength s) (.isFair s) (tried (.release s -1))]))
    (.release s)
    (is (= [:got 0 "[Permits = 0]"] [(outcome f) (.availablePermits s) (re-find #"\[.*" (str s))]))))

(deftest phasers
  (let [p (Phaser. 1)]
    (are [value form] (= value form)
      [0 0 0 1 1]      [(.register p) (.arrive p) (.getPhase p) (.getArrivedParties p) (.getUnarrivedParties p)]
      [0 1 1 4]        [(.arrive p) (.getPhase p) (.bulkRegister p 2) (.getRegisteredParties p)]
      [1 1 1 1 false]  [(.arriveAndDeregister p) (.arriveAndDeregister p) (.arriveAndDeregister p) (.awaitAdvance p 0) (.isTerminated p)]
      [1 true]         [(.arriveAndDeregister p) (.isTerminated p)]
      [-2147483646 -2147483646 -2147483646] [(.getPhase p) (.register p) (.arrive p)]))
  (let [p (Phaser.)]
    (is (= [:state :timeout nil -2147483648]
           [(tried (.arrive p)) (tried (.awaitAdvanceInterruptibly p 0 1 TimeUnit/MILLISECONDS)) (.forceTermination p) (.getPhase p)])))
  (let [seen (atom [])
        p    (proxy [Phaser] [2] (onAdvance [phase n] (swap! seen conj [phase n]) (= phase 1)))
        f    (future (dotimes [_ 2] (.arriveAndAwaitAdvance p)) :done)]
    (dotimes [_ 2]
      (.arriveAndAwaitAdvance p))
    (is (= [:done [[0 2] [1 2]] true] [(outcome f) @seen (.isTerminated p)]))))

(deftest exchanges
  (let [e (Exchanger.)]
    (is (= (range 10) (sort (map outcome (doall (for [i (range 10)] (future (.exchange e i))))))))
    (is (= :timeout (tried (.exchange e 1 1 TimeUnit/MILLISECONDS))))))

(deftest locks-belong-to-tasks
  (let [l (ReentrantLock. true), c (.newCondition l)]
    (are [value form] (= value form)
      :state         (tried (.unlock l))
      [nil true 2]   [(.lock l) (.tryLock l) (.getHoldCount l)]
      [true true]    [(.isLocked l) (.isHeldByCurrentThread l)]
      [false false]  [(elsewhere (.tryLock l)) (elsewhere (.tryLock l 1 TimeUnit/MILLISECONDS))]
      [true :state 0] [(elsewhere (.isLocked l)) (elsewhere (.unlock l)) (elsewhere (.getHoldCount l))]
      [false true 2] [(.await c 1 TimeUnit/MILLISECONDS) (neg? (.awaitNanos c 1000)) (.getHoldCount l)]
      [nil nil]      [(.unlock l) (.unlock l)]
      [:state :state :state false true] [(tried (.unlock l)) (tried (.await c)) (tried (.signal c)) (.isLocked l) (.isFair l)])
    (let [n (atom 0)
          f (future (.lock l)
                    (.lock l)
                    (try
                      (while (< @n 2)
                        (.await c))
                      (.getHoldCount l)
                      (finally (.unlock l) (.unlock l))))]
      (dotimes [_ 2]
        (.lock l)
        (swap! n inc)
        (.signalAll c)
        (.unlock l))
      (is (= 2 (outcome f))))
    (let [total (atom 0)
          all   (doall (for [_ (range 8)]
                         (future (dotimes [_ 20]
                                   (.lock l)
                                   (let [x @total]
                                     (Thread/yield)
                                     (reset! total (inc x)))
                                   (.unlock l)))))]
      (run! outcome all)
      (is (= 160 @total)))))

(deftest many-read-or-one-writes
  (let [rw (ReentrantReadWriteLock.), r (.readLock rw), w (.writeLock rw)]
    (are [value form] (= value form)
      [nil nil 2 2]     [(.lock r) (.lock r) (.getReadLockCount rw) (.getReadHoldCount rw)]
      [true true 2]     [(elsewhere (let [got (.tryLock r)] (.unlock r) got)) (not (.tryLock w)) (.getReadHoldCount rw)]
      [nil nil :state]  [(.unlock r) (.unlock r) (tried (.unlock r))]
      [nil nil nil]     [(.lock w) (.lock w) (.lock r)] ; who writes may read
      [true true 2]     [(.isWriteLocked rw) (.isWriteLockedByCurrentThread rw) (.getWriteHoldCount rw)]
      [false false :state :state] [(elsewhere (.isWriteLockedByCurrentThread rw)) (elsewhere (.tryLock r)) (elsewhere (.unlock w)) (elsewhere (.unlock r))]
      [nil nil true]    [(.unlock w) (.unlock w) (elsewhere (let [got (.tryLock r)] (.unlock r) got))]
      [nil :state :unsupported :state] [(.unlock r) (tried (.unlock w)) (tried (.newCondition r)) (tried (.await (.newCondition w)))])
    (let [c (.newCondition w)
          x (atom nil)
          f (future (.lock w)
                    (.lock w)
                    (while (nil? @x)
                      (.await c))
                    (let [n (.getHoldCount w)]
                      (.unlock w)
                      (.unlock w)
                      n))]
      (.lock w)
      (reset! x 1)
      (.signal c)
      (.unlock w)
      (is (= 2 (outcome f)))))
  (let [l (StampedLock.), seen (.tryOptimisticRead l), stamp (.writeLock l)]
    (is (= [false 0 0 true] [(.validate l seen) (.tryOptimisticRead l) (.tryReadLock l) (.isWriteLocked l)]))
    (is (= [:state nil false] [(tried (.unlockRead l stamp)) (.unlockWrite l stamp) (.validate l seen)]))
    (let [a (.readLock l), b (.readLock l)]
      (is (= [2 0 0] [(.getReadLockCount l) (.tryWriteLock l) (.tryConvertToWriteLock l a)]))
      (.unlock l a)
      (is (= [true true false] [(pos? (.tryConvertToWriteLock l b)) (.isWriteLocked l) (.isReadLocked l)])))))

(deftest any-object-is-waited-for
  (let [o (Object.), x (atom nil), f (future (locking o (while (nil? @x) (.wait o)) @x))]
    (locking o
      (reset! x 5)
      (.notifyAll o))
    (is (= [5 :state :state nil nil] [(outcome f) (tried (.wait o)) (tried (.notify o)) (locking o (.wait o 1)) (locking o (.notify o))]))))

(deftest an-interrupt-ends-waiting
  (let [interrupted (fn [f]
                      (let [result (promise), t (Thread. #(deliver result (tried (f))))]
                        (.start t)
                        (.interrupt t)
                        (outcome result)))]
    (is (= :interrupted (interrupted #(.take (LinkedBlockingQueue.)))))
    (is (= :interrupted (interrupted #(.await (CountDownLatch. 1)))))
    (is (= true (interrupted #(do (LockSupport/park) (Thread/interrupted)))))))

(deftest timers
  (let [timer (Timer. true)
        log   (atom [])
        task  (fn [x] (proxy [TimerTask] [] (run [] (swap! log conj x))))
        a (task :a), b (task :b), c (task :c)]
    (.schedule timer b 20)
    (.schedule timer a 1)
    (.schedule timer c 10)
    (are [value form] (= value form)
      [true false]   [(.cancel c) (.cancel c)]
      [:state :state] [(tried (.schedule timer c 5)) (tried (.schedule timer a 5))]
      [:argument :argument] [(tried (.schedule timer (task 1) -1)) (tried (.schedule timer (task 1) 1 0))])
    (eventually #(= 2 (count @log)))
    (is (= [[:a :b] false false 0] [@log (.cancel a) (.cancel b) (.purge timer)]))
    (let [n (atom 0), d (proxy [TimerTask] [] (run [] (when (= 3 (swap! n inc)) (.cancel this))))]
      (.scheduleAtFixedRate timer d 1 1)
      (eventually #(= 3 @n))
      (is (= false (.cancel d))))
    (is (= [nil :state] [(.cancel timer) (tried (.schedule timer (task 1) 1))]))))

;; --- collections that tasks share -------------------------------------------------------

(defn- of-two [f] (reify BiFunction (apply [_ a b] (f a b))))

(deftest what-depends-on-the-value-that-is-there
  (let [answers (fn [m]
                  (let [r (Random. 7)
                        k #(nth [:a :b :c :d] (.nextInt r 4))
                        v #(.nextInt r 5)]
                    [(vec (for [_ (range 60) :let [k (k), x (v), y (v)]]
                            (case (.nextInt r 8)
                              0 (.put m k x)
                              1 (.putIfAbsent m k x)
                              2 (.remove m k)
                              3 (.replace m k x)
                              4 (.computeIfAbsent m k (reify Function (apply [_ _] (when (< x 3) x))))
                              5 (.computeIfPresent m k (of-two (fn [_ old] (when (< x 3) [old x]))))
                              6 (.compute m k (of-two (fn [_ old] (when (< x 3) [old x]))))
                              7 (.merge m k x (of-two (fn [a b] (when (< y 3) [a b])))))))
                     (into {} m)]))
        all     [(HashMap.) (TreeMap.) (LinkedHashMap.) (ConcurrentHashMap.) (ConcurrentSkipListMap.) (IdentityHashMap.)
                 (Collections/synchronizedMap (HashMap.)) (Collections/synchronizedSortedMap (TreeMap.))]]
    (is (apply = (map answers all)))
    (is (= [1 [1 2] nil {:b 5}]
           (let [m (IdentityHashMap.)]
             [(.computeIfAbsent m :a (reify Function (apply [_ _] 1)))
              (.merge m :a 2 (of-two vector))
              (do (.put m :b 5) (.compute m :a (of-two (fn [_ _] nil))))
              (into {} m)])))))

(deftest synchronized-collections
  (let [l (Collections/synchronizedList (ArrayList. [3 1 2]))]
    (are [value form] (= value form)
      [true 3 3 1]         [(.add l 5) (.get l 0) (.set l 0 9) (.remove l (int 1))]
      [[9 2 5] "[9, 2, 5]" "[9 2 5]"] [l (str l) (pr-str l)]
      [true true 3 5]      [(= l [9 2 5]) (= [9 2 5] l) (count l) (nth l 2)]
      [[9 2] [10 3 6] 16]  [(.subList l 0 2) (map inc l) (reduce + l)])
    (is (thrown? NullPointerException (Collections/synchronizedList nil))))
  (let [m (Collections/synchronizedMap (HashMap. {:a 1}))]
    (is (= [nil 1 true {:a 1 :b 2} #{:a :b}] [(.put m :b 2) (get m :a) (contains? m :b) m (set (.keySet m))]))
    (is (= [true {:b 2}] [(.remove (.keySet m) :a) (into {} m)])))
  (is (= [true false #{1 2}] (let [s (Collections/synchronizedSet (HashSet. [1]))] [(.add s 2) (.add s 2) s])))
  (is (= ["[1, 2]" "[2, 3]" 3] (let [s (Collections/synchronizedSortedSet (TreeSet. [3 1 2]))] [(str (.headSet s 3)) (str (.tailSet s 2)) (.last s)])))
  (let [m (Collections/synchronizedMap (HashMap.))]
    (run! outcome (doall (for [_ (range 8)]
                           (future (dotimes [_ 10]
                                     (.merge m :n 1 (of-two (fn [a b] (Thread/yield) (+ a b)))))))))
    (is (= {:n 80} m))
    (let [held (promise)
          f    (future (locking m
                         (deliver held true)
                         (Thread/sleep 5)
                         (.put m :x 1)))]
      @held
      (is (= [1 nil] [(.get m :x) (outcome f)])))))
