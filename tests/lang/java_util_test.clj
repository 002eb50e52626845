;; SPDX-License-Identifier: MIT
;; java.util's smaller classes, java.util.concurrent's, zlib and channels: each value is what the JVM gives.
(ns java-util-test
  (:require [clojure.test :refer [are deftest is testing]])
  (:import [java.io ByteArrayInputStream ByteArrayOutputStream File FileInputStream]
           [java.nio ByteBuffer]
           [java.nio.channels Channels FileChannel ReadableByteChannel]
           [java.nio.file OpenOption StandardOpenOption]
           [java.time DayOfWeek LocalDate Period]
           [java.time.temporal TemporalAdjusters]
           [java.util BitSet Comparator EnumMap EnumSet HexFormat LinkedHashSet LinkedList List LongSummaryStatistics Map Set Vector]
           [java.util.concurrent ConcurrentHashMap ConcurrentSkipListSet CopyOnWriteArraySet ExecutorCompletionService Executors ForkJoinPool FutureTask LinkedBlockingQueue RecursiveTask ThreadPoolExecutor TimeUnit]
           [java.util.concurrent.atomic AtomicLong AtomicMarkableReference AtomicStampedReference DoubleAdder LongAccumulator LongAdder]
           [java.util.concurrent.locks LockSupport ReentrantLock StampedLock]
           [java.util.function Function LongBinaryOperator Predicate UnaryOperator]
           [java.util.zip DataFormatException Deflater DeflaterOutputStream Inflater InflaterInputStream]))

(deftest given-elements
  (are [value form] (= value form)
    [1 2 3] (vec (List/of 1 2 3)), #{1 2} (into #{} (Set/of 1 2)), {:a 1} (into {} (Map/of :a 1)), 1 (.getKey (Map/entry 1 2)), 1 (.size (doto (ConcurrentHashMap/newKeySet) (.add 1) (.add 1)))
    [2 3 3] (let [v (Vector. [1 2])] (.addElement v 3) (.removeElementAt v 0) [(.firstElement v) (.lastElement v) (.elementAt v 1)])
    [1 2]   (let [l (LinkedList. [1 2 1])] (.removeLastOccurrence l 1) (vec l)))
  (is (thrown? NullPointerException (List/of 1 nil)))
  (is (thrown? IllegalArgumentException (Set/of 1 1)))
  (let [s (LinkedHashSet. [3 1 3 :b])]
    (.add s 0)
    (.remove s 1)
    (.addAll s [9 8])
    (is (= [[3 :b 0 9 8] 5 true "[3, :b, 0, 9, 8]" true] [(vec s) (count s) (.contains s 9) (str s) (= #{0 3 :b 9 8} s)]))
    (is (= [true [0 9]] [(.retainAll s [0 9]) (vec s)]))))

(deftest functions
  (is (= 8 (.apply (.andThen (reify Function (apply [_ x] (inc x))) (reify Function (apply [_ x] (* 2 x)))) 3)))
  (is (= [false true] [(.test (.negate (reify Predicate (test [_ x] (odd? x)))) 3) (.test (Predicate/not (reify Predicate (test [_ x] (odd? x)))) 2)]))
  (is (= 3 (.apply (UnaryOperator/identity) 3)))
  (is (= [3 2 1] (sort (.reversed ^Comparator (comparator <)) [3 1 2])))
  (is (= ["a" "c" "ab" "bb"] (sort (.thenComparing ^Comparator (comparator #(< (count %1) (count %2))) ^Comparator (comparator #(neg? (compare %1 %2)))) ["bb" "a" "ab" "c"]))))

(deftest bits-and-digits
  (are [value form] (= value form)
    1069547520 (Float/floatToIntBits 1.5), 4294967295 (Integer/toUnsignedLong -1), -1 (Integer/parseUnsignedInt "4294967295"), 16777216 (Integer/reverseBytes 1)
    "18446744073709551615" (Long/toUnsignedString -1), -1 (Long/parseUnsignedLong "18446744073709551615"), 1 (Math/multiplyHigh 9223372036854775807 4), "  a\n  b\n" (.indent "a\nb" 2)
    "01ff10" (.formatHex (HexFormat/of) (byte-array [1 -1 16])), [1 -1] (vec (.parseHex (HexFormat/ofDelimiter ":") "01:ff")))
  (let [b (doto (BitSet.) (.set 3) (.set 70) (.set 5 8))]
    (is (= ["{3, 5, 6, 7, 70}" 5 71 128 70 8 69] [(str b) (.cardinality b) (.length b) (.size b) (.nextSetBit b 8) (.nextClearBit b 5) (.previousClearBit b 69)]))
    (is (= [[232 64] "{1, 2, 3}" "{0, 2, 64}"] [(vec (.toLongArray b)) (str (.get b 4 8)) (str (BitSet/valueOf (long-array [5 1])))]))
    (let [c (.clone b)]
      (.and c (doto (BitSet.) (.set 3 6)))
      (.flip c 0 4)
      (is (= ["{0, 1, 2, 5}" true false] [(str c) (.intersects c b) (= c b)])))))

(deftest enums
  (are [names xs] (= names (map str xs))
    ["SECONDS" "DAYS"]            (EnumSet/of TimeUnit/DAYS TimeUnit/SECONDS)
    ["SECONDS" "MINUTES" "HOURS"] (EnumSet/range TimeUnit/SECONDS TimeUnit/HOURS)
    ["MONDAY" "TUESDAY"]          (EnumSet/complementOf (EnumSet/range DayOfWeek/WEDNESDAY DayOfWeek/SUNDAY)))
  (is (= 7 (count (EnumSet/allOf TimeUnit)) (count (TimeUnit/values))))
  (is (= [1 1] (let [m (EnumMap. TimeUnit)] (.put m TimeUnit/DAYS 1) [(.get m TimeUnit/DAYS) (.size m)])))
  (is (= [TimeUnit/SECONDS 6 "Hours" 1] [(TimeUnit/valueOf "SECONDS") (.ordinal TimeUnit/DAYS) (str (.toChronoUnit TimeUnit/HOURS)) (compare TimeUnit/DAYS TimeUnit/HOURS)]))
  (is (thrown? IllegalArgumentException (TimeUnit/valueOf "X")))
  (is (= ["2021-01-04" "2021-01-31" "2021-01-15"] (map (fn [f] (str (.with (LocalDate/of 2021 1 15) f))) [(TemporalAdjusters/firstInMonth DayOfWeek/MONDAY) (TemporalAdjusters/lastInMonth DayOfWeek/SUNDAY) (TemporalAdjusters/dayOfWeekInMonth 3 DayOfWeek/FRIDAY)])))
  (is (= ["P1Y2M9D" "2021-03-04"] [(str (.withDays (Period/of 1 2 3) 9)) (str (.addTo (Period/of 1 2 3) (LocalDate/of 2020 1 1)))])))

(deftest shared
  (is (= [[3 1 9] [1 2 3]] [(vec (doto (CopyOnWriteArraySet. [3 1 3]) (.add 9))) (vec (ConcurrentSkipListSet. [3 1 2]))]))
  (is (= [6 1 3 2.0] (let [s (LongSummaryStatistics.)] (run! #(.accept s %) [3 1 2]) [(.getSum s) (.getMin s) (.getMax s) (.getAverage s)])))
  (is (= [3 3 0] (let [a (LongAccumulator. (reify LongBinaryOperator (applyAsLong [_ a b] (max a b))) 0)] (.accumulate a 3) (.accumulate a 2) [(.get a) (.getThenReset a) (.get a)])))
  (is (= [3.5 0.0] (let [a (DoubleAdder.)] (.add a 1.5) (.add a 2) [(.sumThenReset a) (.sum a)])))
  (is (= [5 5 0] (let [a (LongAdder.)] (.increment a) (.add a 5) (.decrement a) [(.sum a) (.sumThenReset a) (.sum a)])))
  (is (= [true :b 2 false] (let [r (AtomicStampedReference. :a 1)] [(.compareAndSet r :a :b 1 2) (.getReference r) (.getStamp r) (.compareAndSet r :a :c 2 3)])))
  (is (= [true true] (let [r (AtomicMarkableReference. :a false)] [(.compareAndSet r :a :b false true) (.isMarked r)])))
  (is (= [5 6 6 18] (let [a (AtomicLong. 5)] [(.compareAndExchange a 5 6) (.getPlain a) (.getAndAccumulate a 3 (reify LongBinaryOperator (applyAsLong [_ a b] (* a b)))) (.get a)]))))

(deftest tasks
  (is (= [42 true 42] (let [f (FutureTask. ^Callable (fn [] 42))] (.run f) [(.get f) (.isDone f) @f])))
  (is (= [1 2] (let [e (Executors/newFixedThreadPool 2), s (ExecutorCompletionService. e)]
                 (.submit s ^Callable (fn [] 1))
                 (.submit s ^Callable (fn [] 2))
                 (let [got (sort [(.get (.take s)) (.get (.take s))])] (.shutdown e) got))))
  (is (= 7 (.invoke (ForkJoinPool/commonPool) (proxy [RecursiveTask] [] (compute [] 7)))))
  (is (= [1 3 10000] (let [p (ThreadPoolExecutor. 1 3 10 TimeUnit/SECONDS (LinkedBlockingQueue.))]
                       (.shutdown p)
                       [(.getCorePoolSize p) (.getMaximumPoolSize p) (.getKeepAliveTime p TimeUnit/MILLISECONDS)])))
  (is (= :on (let [p (promise), t (Thread. (fn [] (LockSupport/park) (deliver p :on)))] (.start t) (LockSupport/unpark t) (deref p 5000 :no))))
  (is (= [2 0] (let [l (ReentrantLock.)] (.lock l) (.lock l) (let [n (.getHoldCount l)] (.unlock l) (.unlock l) [n (.getHoldCount l)]))))
  (is (= [true false true] (let [l (StampedLock.), s (.writeLock l), w (.isWriteLocked l)] (.unlockWrite l s) [w (.isWriteLocked l) (.validate l (.tryOptimisticRead l))]))))

(def text (apply str (repeat 50 "hello world ")))

(deftest deflated
  (doseq [nowrap [true false]]
    (let [buffer (byte-array 1000)
          n      (.deflate (doto (Deflater. 9 nowrap) (.setInput (.getBytes text)) (.finish)) buffer)
          i      (doto (Inflater. nowrap) (.setInput buffer 0 n))
          out    (ByteArrayOutputStream.)
          piece  (byte-array 64)]
      (while (not (.finished i))
        (.write out piece 0 (.inflate i piece)))
      (is (= [true text 600] [(< n 100) (str out) (.getTotalOut i)]))))
  (is (thrown? DataFormatException (.inflate (doto (Inflater.) (.setInput (byte-array [1 2 3 4]))) (byte-array 9))))
  (let [o (ByteArrayOutputStream.)]
    (with-open [d (DeflaterOutputStream. o)] (.write d (.getBytes text)))
    (is (= text (slurp (InflaterInputStream. (ByteArrayInputStream. (.toByteArray o))))))))

(deftest channels
  (let [f (File/createTempFile "channel" ".bin")]
    (try
      (with-open [c (FileChannel/open (.toPath f) (into-array OpenOption [StandardOpenOption/WRITE StandardOpenOption/READ]))]
        (is (= [11 11 11] [(.write c (ByteBuffer/wrap (.getBytes "hello world"))) (.position c) (.size c)]))
        (.position c 6)
        (let [b (ByteBuffer/allocate 20)]
          (is (= [5 -1] [(.read c b) (.read c (ByteBuffer/allocate 4))]))
          (.flip b)
          (is (= "world" (String. (.array b) 0 (.limit b)))))
        (.truncate c 5))
      (is (= "hello" (slurp f)))
      (with-open [in (FileInputStream. f), c (.getChannel in)]
        (is (= [3 true] [(.read c (ByteBuffer/allocate 3)) (instance? ReadableByteChannel c)])))
      (finally (.delete f))))
  (let [o (ByteArrayOutputStream.)]
    (.write (Channels/newChannel o) (ByteBuffer/wrap (.getBytes "xyz")))
    (is (= "xyz" (str o)))))
