;; SPDX-License-Identifier: MIT
(ns jvm-names-test
  "Classes, namespaces and members by the names that programs written for the JVM use."
  (:require [clojure.set :as set]
            [clojure.test :as t :refer [are deftest is testing]]
            [logging]))

(defn- eval-elsewhere
  "Evaluates a form that changes the namespace."
  [form]
  (binding [*ns* *ns*]
    (eval form)))

(deftest map-entry-test
  (let [e (clojure.lang.MapEntry. :a 1)]
    (is (map-entry? e))
    (is (= [:a 1] e))
    (is (= [:a 1] [(key e) (val e)])))
  (is (= [:a 1] (clojure.lang.MapEntry/create :a 1)))
  (is (map-entry? (clojure.lang.MapEntry/create :a 1)))
  (is (= [1 2] (clojure.lang.PersistentVector/create '(1 2)))))

(defprotocol Named (called [x]))
(defprotocol Other (other [x]))
(deftype Brings [] jvm-names-test.Named (called [_] "own"))
(defrecord Rec [a] Named (called [_] "rec"))
(extend-protocol Named String (called [s] s))
(extend-protocol Other jvm_names_test.Named (other [x] [:named (called x)]))

(deftest protocol-class-test
  (testing "a protocol is the interface my.ns.Name"
    (is (class? jvm_names_test.Named))
    (is (instance? jvm_names_test.Named (Brings.)))
    (is (instance? jvm-names-test.Named (->Rec 1)))
    (is (instance? jvm_names_test.Named (reify Named (called [_] 1))))
    (is (not (instance? jvm_names_test.Named "extended only")))
    (is (satisfies? Named "extended only")))
  (testing "and can be extended to, imported, implemented"
    (is (= [:named "own"] (other (Brings.))))
    (is (= [:named "rec"] (other (->Rec 1))))
    (is (= 7 (eval-elsewhere '(do (ns protocol-class-test.a)
                        (defprotocol P (foo [_]))
                        (ns protocol-class-test.b (:import protocol_class_test.a.P))
                        (deftype T [] P (foo [_] 7))
                        (protocol-class-test.a/foo (T.)))))))
  (testing "it is among a class's ancestors"
    (is (contains? (ancestors Brings) jvm_names_test.Named))
    (is (contains? (parents Rec) jvm_names_test.Named))
    (is (contains? (supers Rec) clojure.lang.IRecord))
    (is (isa? Rec jvm_names_test.Named))
    (is (not (isa? Rec jvm_names_test.Other)))))

(deftest interfaces-test
  (are [interface x] (contains? (ancestors (class x)) interface)
    clojure.lang.IFn inc
    clojure.lang.Fn inc
    java.util.concurrent.Callable inc
    clojure.lang.IPersistentVector []
    clojure.lang.Sequential '(1)
    clojure.lang.IPersistentMap {}
    clojure.lang.IDeref (atom 1)
    clojure.lang.Named :a)
  (is (contains? (ancestors Brings) clojure.lang.IType))
  (is (not (contains? (ancestors Rec) clojure.lang.IType))))

(deftest namespaces-test
  (is (= "jvm-names-test" (str (find-ns 'jvm-names-test))))
  (is (= "x.bar" (eval-elsewhere '(do (in-ns 'x.without-core) (ns x.bar) (str *ns*)))))
  (is (= 'x.there (eval-elsewhere '(do (in-ns 'x.without-core2) (in-ns 'x.there) (clojure.core/ns-name clojure.core/*ns*)))))
  (is (= "a_b.c_d" (namespace-munge 'a-b.c-d)))
  (is (contains? @@#'clojure.core/*loaded-libs* 'clojure.set)))

(declare declared-only)

(deftest unbound-test
  (is (= clojure.lang.Var$Unbound (class declared-only)))
  (is (instance? clojure.lang.Var$Unbound @#'declared-only))
  (is (= "Unbound: #'jvm-names-test/declared-only" (str declared-only)))
  (is (= declared-only declared-only))
  (is (not (bound? #'declared-only)))
  (is (thrown-with-msg? IllegalStateException #"Attempting to call unbound fn: #'jvm-names-test/declared-only"
                        (declared-only 1))))

(deftest statics-test
  (are [value form] (= value form)
    127 Byte/MAX_VALUE
    -128 Byte/MIN_VALUE
    32767 Short/MAX_VALUE
    -32768 Short/MIN_VALUE
    2147483647 Integer/MAX_VALUE
    9223372036854775807 Long/MAX_VALUE
    -9223372036854775808 java.lang.Long/MIN_VALUE
    12 (Byte/parseByte "12")
    12 (Short/valueOf "12")
    -255 (Long/parseLong "-ff" 16)
    "11111111111111111111111111111111" (Integer/toBinaryString -1)
    "ff" (Long/toHexString 255)
    3 (Long/bitCount 7)
    true (Double/isNaN ##NaN)
    1.5 (Double/parseDouble "1.5")
    true (Character/isDigit \1)
    "1, 2" (String/join ", " ["1" "2"])
    "a-1" (String/format "%s-%d" "a" 1)
    "null" (String/valueOf nil))
  (is (thrown? NumberFormatException (Byte/parseByte "128")))
  (is (thrown? NumberFormatException (Long/parseLong "x")))
  (is (instance? Byte (byte 1)))
  (is (instance? Short (short 1))))

(deftest syntax-quote-test
  (is (= '[java.lang.String java.lang.StringBuilder. java.lang.Long/MAX_VALUE clojure.lang.MapEntry. java.lang.Exception.]
         `[String StringBuilder. Long/MAX_VALUE clojure.lang.MapEntry. Exception.]))
  (is (= '[jvm_names_test.Rec jvm_names_test.Rec.] `[Rec Rec.]))
  (is (= "1" (eval `(String/valueOf 1))))
  (is (= (->Rec 3) (eval `(Rec. 3))))
  (is (= '[.foo foo/bar jvm-names-test/unknown] `[.foo foo/bar unknown])))

(deftest exceptions-test
  (let [inner (ArithmeticException. "in"), outer (RuntimeException. "out" inner)]
    (is (= "out" (ex-message outer)))
    (is (identical? inner (ex-cause outer)))
    (is (= ["out" inner] (try (throw outer) (catch Exception e [(ex-message e) (ex-cause e)])))))
  (let [inner (Exception. "in"), outer (Exception. inner)]
    (is (identical? inner (ex-cause outer)))
    (is (= "Exception: in" (ex-message outer))))
  (is (nil? (ex-message (Exception.))))
  (is (nil? (ex-cause (Exception. "m" nil))))
  (is (= "m" (ex-message (Exception. "m" nil))))
  (is (= {:a 1} (ex-data (clojure.lang.ExceptionInfo. "m" {:a 1}))))
  (is (= {} (ex-data (ex-info "m" nil))))
  (is (nil? (ex-cause 1))))

(definterface Overloaded
  (^long size [^String s])
  (^long size [^long n]))
(deftype Sizes []
  Overloaded
  (size [_ ^String s] (count s))
  (size [_ ^long n] (* 2 n))
  (size [_ ^clojure.lang.Keyword k] [:keyword k])
  (size [_ a b] [a b]))

(deftest same-arity-test
  (let [s (Sizes.)]
    (are [result form] (= result form)
      3 (.size s "abc")
      8 (.size s 4)
      [:keyword :a] (.size s :a)
      [1 2] (.size s 1 2))
    (is (thrown-with-msg? IllegalArgumentException #"No matching method size" (.size s 1.5)))))

(defprotocol Wide (wide [this a b c d e f g h i j k l m n o p q r s t]))

(deftest twenty-parameters-test
  (is (= 20 (.invoke (reify clojure.lang.IFn (invoke [this a b c d e f g h i j k l m n o p q r s t] t))
                     1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)))
  (is (= 20 ((reify clojure.lang.IFn (invoke [this a b c d e f g h i j k l m n o p q r s t] t))
             1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)))
  (is (= 20 (apply (fn [a b c d e f g h i j k l m n o p q r s t] t) (range 1 21))))
  (is (thrown? Exception (eval '(fn [a b c d e f g h i j k l m n o p q r s t u] t)))))

(deftest unchecked-math-test
  (binding [*unchecked-math* true
            *ns* (find-ns 'jvm-names-test)]
    (are [result form] (= result (eval 'form))
      -9223372036854775808 ((fn [^long a] (+ a 1)) 9223372036854775807)
      -9223372036854775808 ((fn [^long a] (inc a)) 9223372036854775807)
      9223372036854775807 ((fn [^long a] (- a 1)) -9223372036854775808)
      9223372036854775805 (let [x 9223372036854775807] (* x 3))
      1 (let [h (long (identity 9223372036854775807))] (+ (* h 31) h -31 64))
      9223372036854775808 ((fn [a] (+ a 1)) 9223372036854775807)
      1.5 ((fn [^long a] (+ a 0.5)) 1)))
  (is (= 9223372036854775808 ((fn [^long a] (+ a 1)) 9223372036854775807))))

(deftest report-counters-test
  (is (= 1 (binding [t/*report-counters* (ref t/*initial-report-counters*)]
             (t/inc-report-counter :pass)
             (:pass @t/*report-counters*)))))

(deftest trace-element-test
  (is (= '[a/b invoke "f.clj" 3] (StackTraceElement->vec ['a/b "f.clj" 3]))))

(deftest collection-hash-test
  (testing "what a library's type combines by hand, in ints, agrees with our hashes"
    (let [ordered   (fn [xs] (mix-collection-hash (reduce (fn [h x] (unchecked-add-int (unchecked-multiply-int 31 h) (hash x))) (int 1) xs) (count xs)))
          unordered (fn [xs] (mix-collection-hash (reduce (fn [h x] (unchecked-add-int h (hash x))) (int 0) xs) (count xs)))]
      (doseq [xs [[] [1] [1 "b" :c nil 2.5] (vec (range 1000)) [[1 2] {:a 1} #{3}]]]
        (is (= (hash xs) (hash (lazy-seq xs)) (ordered xs) (hash-ordered-coll xs)))
        (is (= (hash (set xs)) (unordered (set xs)) (hash-unordered-coll (set xs)))))
      (is (= (hash {:a 1 :b 2}) (unordered {:a 1 :b 2}))))
    (is (not= (hash []) (hash #{}) (hash 0)))))

(deftest classes-as-keys-test
  (testing "classes that are one here may stand in one literal; the last of them counts"
    (is (= {Long :long} (let [f (fn [] {Integer/TYPE :int, Long/TYPE :long})] (f))))
    (is (= 1 (count (let [f (fn [] #{Integer/TYPE Long/TYPE})] (f)))))
    (is (thrown-with-msg? IllegalArgumentException #"Duplicate key: 1" (let [f (fn [x y] {x 1, y 2})] (f 1 1))))))

(defprotocol Shown (shown [x]) (size-of [x]))
(extend-protocol Shown
  String (shown [_] :string) (size-of [x] (count x))
  Character (shown [_] :character))
(defprotocol Delegated (delegated [x]))
(extend-protocol Delegated
  String (delegated [s] [:string s])
  Character (delegated [c] (conj (delegated (str c)) :character)))
(defprotocol Twice (twice [x]))
(extend-type Character Twice (twice [x] [x x]))
(extend-protocol Twice Long (twice [x] :first) Long (twice [x] (* 2 x)))

(deftest characters-and-strings-test
  (is (= [:string :character :string] (map shown ["ab" \a ""])))
  (is (= [2 1] (map size-of ["ab" \a])))
  (is (= [\a \a] (twice \a)))
  (is (= [[:string "a" :character] [:string "ab"]] (map delegated [\a "ab"])))
  (testing "of methods that are written twice the last counts"
    (is (= 8 (twice 4)))))

(deftest sorted-methods-test
  (let [m (sorted-map 1 :a 2 :b 3 :c), s (sorted-set-by > 1 2 3)]
    (is (= [[2 :b] [3 :c]] (.seqFrom m 2 true)))
    (is (= [[2 :b] [1 :a]] (.seqFrom m 2 false)))
    (is (= [3 2 1] (.seq s true)))
    (is (= [1 2 3] (.seq s false)))
    (is (= -1 (.compare (.comparator m) 1 2)))
    (is (identical? > (.comparator s)))
    (is (= 1 (.entryKey m (first m))))))

(deftest counted-as-java-counts-test
  (is (= 3 (count (reify CharSequence (length [_] 3)))))
  (is (= 4 (count (reify java.util.Collection (size [_] 4)))))
  (is (thrown? UnsupportedOperationException (count (reify Object (toString [_] ""))))))

(deftest logger-test
  (let [log (java.util.logging.Logger/getLogger "jvm-names-test"), seen (atom [])
        handler (proxy [logging/Handler] [] (emit [record] (swap! seen conj [(.-levelname record) (.getMessage record)])))]
    (.setUseParentHandlers log false)
    (.addHandler log handler)
    (.setLevel log java.util.logging.Level/FINE)
    (is (.isLoggable log java.util.logging.Level/INFO))
    (is (not (.isLoggable log java.util.logging.Level/FINER)))
    (.info log "one")
    (.log log java.util.logging.Level/SEVERE "two {0} {1}" (object-array ["a" 2]))
    (.fine log "100%")
    (.finest log "not told")
    (is (= [["INFO" "one"] ["SEVERE" "two a 2"] ["FINE" "100%"]] @seen))
    (is (= "FINE" (.getName (.getLevel log))))))

(deftest sql-types-test
  (is (= "1955-07-12" (str (java.sql.Date. 55 6 12))))
  (is (= (java.sql.Date/valueOf "1955-07-12") (java.sql.Date. 55 6 12)))
  (is (= "2020-01-02 03:04:05.678" (str (java.sql.Timestamp/valueOf "2020-01-02 03:04:05.678"))))
  (is (= "2020-01-02 03:04:05.0" (str (java.sql.Timestamp/valueOf "2020-01-02 03:04:05"))))
  (is (= "10:20:30" (str (java.sql.Time/valueOf "10:20:30"))))
  (is (= 5 (.getTime (java.sql.Timestamp. 5))))
  (is (inst? (java.sql.Date. 0)))
  (is (thrown? IllegalArgumentException (java.sql.Date/valueOf "tomorrow"))))

(deftest thread-state-test
  (let [t (Thread. (fn []))]
    (is (= Thread$State/NEW (.getState t)))
    (.start t)
    (.join t)
    (is (= Thread$State/TERMINATED (.getState t)))))

(deftest names-made-when-named-test
  (is (class? (resolve 'java.util.StringJoiner)) "a class that nothing has named yet")
  (is (nil? (resolve 'java.util.concurrent.NoSuchClass))))

(deftest a-name-too-long-test
  (is (= :none (try (slurp (apply str (repeat 5000 "a"))) (catch java.io.FileNotFoundException _ :none)))))

(deftest locks-test
  (let [lock (java.util.concurrent.locks.ReentrantLock.)
        own  (reify java.util.concurrent.locks.Lock (lock [_] :locked) (unlock [_] nil))]
    (is (instance? java.util.concurrent.locks.Lock lock))
    (is (= :locked (.lock own)))))

(deftest companions-test
  (testing "classes that libraries bring along"
    (import '(com.rpl.specter MutableCell Util))
    (is (= [1 2] (let [cell (eval '(MutableCell. 1))] [(.get cell) (do (.set cell 2) (.get cell))])))
    (is (= 3 (count (eval '(Util/makeObjectArray 3)))))
    (is (= [1 2] (clojure.lang.PersistentUnrolledVector/create 1 2)))
    (is (= {:a 1} (clojure.lang.PersistentUnrolledMap/create :a 1))))
  (testing "an entry asks its map when it is needed"
    (let [asked (atom 0)
          m     (reify clojure.lang.ILookup (valAt [_ k] (swap! asked inc) k))
          entry (potemkin.PersistentMapProxy$MapEntry. m :a)]
      (is (= [:a 0] [(key entry) @asked]))
      (is (= [:a :a] [(val entry) (let [[_ v] entry] v)]))
      (is (= [:a :a] entry)))))

(deftest map-iterators-test
  (is (= [:a 1 false] (let [m {:a 1}, k (.keyIterator m), v (.valIterator m)] [(.next k) (.next v) (.hasNext k)]))))

(deftest reload-all-test
  (testing "what is part of the program is not loaded again"
    (is (nil? (require 'clojure.core.cache :reload-all)))))

(defprotocol Asked (ask [x]))
(defrecord Answer [a])
(deftype LateEntry [k v asked]
  clojure.lang.IMapEntry
  (key [_] k) (getKey [_] k)
  (val [_] (swap! asked inc) v) (getValue [_] (swap! asked inc) v))

(deftest reflector-test
  (are [result form] (= result form)
    "b"  (clojure.lang.Reflector/invokeInstanceMethod "abc" "substring" (to-array [1 2]))
    3    (clojure.lang.Reflector/invokeNoArgInstanceMember "abc" "length")
    3    (clojure.lang.Reflector/invokeStaticMethod Math "abs" (to-array [-3]))
    12   (clojure.lang.Reflector/invokeStaticMethod "java.lang.Long" "parseLong" (to-array ["12"]))
    "x"  (str (clojure.lang.Reflector/invokeConstructor StringBuilder (to-array ["x"])))
    (->Answer 1) (clojure.lang.Reflector/invokeConstructor Answer (to-array [1]))
    (->Answer 5) (.invoke (.getMethod Answer "create" (into-array Class [clojure.lang.IPersistentMap])) nil (into-array Object [{:a 5}]))
    7    (.invoke (.getMethod Long "parseLong" (into-array Class [String])) nil (object-array ["7"]))
    3    (.invoke (.getMethod String "length" (into-array Class [])) "abc" (object-array [])))
  (is (thrown? NoSuchMethodException (.getMethod String "nonesuch" nil))))

(deftest odds-and-ends-test
  (testing "an index of nth is cut to its whole part"
    (is (= [2 3] [(nth [1 2 3] 3/2) (nth (list 1 2 3) 2.7)]))
    (is (= "1" (nth "123" 1/3))))
  (testing "protocols as maps"
    (is (= [true false] [(contains? Asked :on-interface) (contains? Asked :none)])))
  (testing "keys ask entries for no values"
    (let [asked (atom 0)]
      (is (= [[:a :b] 0] [(keys [(LateEntry. :a 1 asked) (LateEntry. :b 2 asked)]) @asked]))
      (is (= [[1 2] 2] [(vals [(LateEntry. :a 1 asked) (LateEntry. :b 2 asked)]) @asked]))))
  (testing "times that are as good as endless"
    (is (= Long/MAX_VALUE (.toNanos java.util.concurrent.TimeUnit/DAYS Long/MAX_VALUE)))
    (is (= 3 (.poll (doto (java.util.concurrent.LinkedBlockingQueue.) (.put 3)) Long/MAX_VALUE java.util.concurrent.TimeUnit/MILLISECONDS)))))

(deftype Due [at label]
  java.util.concurrent.Delayed
  (getDelay [_ unit] (.convert unit (- at (System/currentTimeMillis)) java.util.concurrent.TimeUnit/MILLISECONDS))
  (compareTo [_ other] (compare at (.-at other))))

(deftest delay-queue-test
  (let [q (java.util.concurrent.DelayQueue.), start (System/currentTimeMillis), later (+ start 3600000)]
    (doseq [[label at] [[:last later] [:second (+ start 40)] [:first (- start 1)]]]
      (.put q (Due. at label)))
    (is (= [3 :first :second] [(.size q) (.-label (.take q)) (.-label (.take q))]))
    (is (<= (+ start 40) (System/currentTimeMillis)) "not before it is due")
    (is (= [nil nil :last] [(.poll q) (.poll q 1 java.util.concurrent.TimeUnit/MILLISECONDS) (.-label (.peek q))])))
  (is (= 2 (.convert java.util.concurrent.TimeUnit/SECONDS 2500 java.util.concurrent.TimeUnit/MILLISECONDS))))

(deftest conditional-changes-of-maps-test
  (let [m (java.util.concurrent.ConcurrentHashMap. {:a 1})]
    (is (= [false true nil] [(.remove m :a 2) (.remove m :a 1) (.replace m :b 1)]))
    (.put m :b 1)
    (is (= [1 false true 3] [(.replace m :b 2) (.replace m :b 1 3) (.replace m :b 2 3) (.get m :b)]))))

(deftest uncaught-exceptions-test
  (let [old (Thread/getDefaultUncaughtExceptionHandler)
        handler (fn [f] (reify Thread$UncaughtExceptionHandler (uncaughtException [_ _thread e] (f (ex-message e)))))]
    (try
      (let [told (promise), pool (java.util.concurrent.Executors/newFixedThreadPool 1)]
        (Thread/setDefaultUncaughtExceptionHandler (handler (fn [text] (deliver told text))))
        (.execute pool (fn [] (throw (Exception. "of a pool"))))
        (is (= "of a pool" (deref told 10000 :never)))
        (.shutdown pool))
      (let [told (promise), t (Thread. (fn [] (throw (Exception. "of a thread"))))]
        (.setUncaughtExceptionHandler t (handler (fn [text] (deliver told [:own text]))))
        (.start t)
        (is (= [:own "of a thread"] (deref told 10000 :never))))
      (finally (Thread/setDefaultUncaughtExceptionHandler old)))))
