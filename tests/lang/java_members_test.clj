;; SPDX-License-Identifier: MIT
(ns java-members-test
  "Members of the JVM's classes that few programs name."
  (:require [clojure.string :as str]
            [clojure.test :refer [deftest is testing]])
  (:import [java.time Duration LocalDate Year]
           [java.time.format DateTimeFormatter]
           [java.time.temporal ChronoUnit]
           [java.util ArrayList Collections Comparator HashMap LinkedHashMap LinkedHashSet Properties TreeMap]))

(defn- loaded [text] (let [p (Properties.)] (.load p (java.io.StringReader. text)) (into {} p)))
(deftest properties-are-read-and-written
  (is (= {"a" "1" "b" "2" "c" "x y" "d" "" "e f" "A\n"} (loaded "# c\na=1\n! no\nb: 2\n c = x \\\n   y\nd\ne\\ f=\\u0041\\n")))
  (is (= {"k" "C:\\dir"} (loaded "k=C:\\\\dir")))
  (let [p (Properties.), w (java.io.StringWriter.)]
    (.setProperty p "a b" "c=d\n")
    (.store p w "hi")
    (is (str/starts-with? (str w) "#hi\n"))
    (is (= {"a b" "c=d\n"} (loaded (str w))))
    (is (= #{"a b"} (.stringPropertyNames p)))))

(deftest maps-that-are-changed-by-functions
  (let [m (HashMap. {:a 1})]
    (is (= 6 (.merge m :a 5 +)))
    (is (= 5 (.merge m :b 5 +)))
    (is (= 7 (.compute m :a (fn [_ v] (inc v)))))
    (is (nil? (.computeIfPresent m :b (fn [_ _] nil))))
    (is (= {:a 7} (into {} m))))
  (let [m (doto (TreeMap.) (.put 1 :a) (.put 2 :b) (.put 3 :c))]
    (is (= [[1 2] [2 3] [2]] [(keys (.headMap m 3)) (keys (.tailMap m 2)) (keys (.subMap m 2 3))]))))

(deftest maps-and-sets-in-order
  (let [keys-in-order (shuffle (range 50))
        m             (LinkedHashMap.)]
    (doseq [k keys-in-order] (.put m k (- k)))
    (is (= keys-in-order (vec (.keySet m)) (map key (.entrySet m)) (vec (LinkedHashSet. keys-in-order))))
    (is (= (range 50) (vec (.keySet (TreeMap. m)))))
    (is (= (set keys-in-order) (.keySet m))))
  (let [s (LinkedHashSet. [30 10 20])]
    (is (= [true false] [(.add s 5) (.add s 10)]))
    (is (= [true false] [(.remove s 30) (.remove s 30)]))
    (is (.add s 30))
    (is (= [10 20 5 30] (vec s)))
    (is (= "#{10 20 5 30}" (pr-str s)))
    (is (= #{5 10 20 30} s))
    (is (= [true [20 5]] [(.removeAll s [10 30]) (vec s)]))
    (is (= [true [5]] [(.retainAll s [1 5]) (vec s)])))
  (let [l (ArrayList. [1 nil 2 1])]
    (is (= [true [2]] [(.removeAll l [1 nil]) (vec l)]))
    (is (false? (.retainAll l [2])))))

(deftest maps-that-forget-what-is-not-used
  (let [m (LinkedHashMap. 16 0.75 true)]
    (doseq [k [1 2 3]] (.put m k k))
    (.get m 1)
    (.put m 2 :again)
    (is (= [3 1 2] (vec (.keySet m)))))
  (let [recent (proxy [LinkedHashMap] [16 0.75 true] (removeEldestEntry [_] (> (count this) 2)))]
    (doseq [k [1 2]] (.put recent k k))
    (.get recent 1)
    (.put recent 3 3)
    (is (= [1 3] (vec (.keySet recent))))))

(deftest collections-and-comparators
  (is (= [1 -3] [(Collections/binarySearch [1 3 5] 3) (Collections/binarySearch [1 3 5] 4)]))
  (is (= [3 1 2] (vec (doto (ArrayList. [1 2 3]) (Collections/rotate 1)))))
  (is (= [3 2 1] (vec (doto (ArrayList. [1 2 3]) (Collections/swap 0 2)))))
  (is (= [2 1] (sort (Comparator/reverseOrder) [1 2])))
  (is (= [2 1] (sort (Comparator/comparing -) [1 2])))
  (is (= [nil 1 2] (sort (Comparator/nullsFirst compare) [2 nil 1])))
  (is (= 2 (.lastIndexOf [1 2 1] 1))))

(deftest references-by-their-methods
  (is (= 3 (dosync (.alter (ref 1) + [2]))))
  (is (= {:m 1} (.meta (atom 1 :meta {:m 1}))))
  (is (false? (.isRealized (delay 1))))
  (is (.containsKey [1] 0)))

(deftest times
  (is (.isLeap (Year/of 2020)))
  (is (= "2020-02-29" (str (.atDay (Year/of 2020) 60))))
  (is (= ["2020-W05-5" "2020-031"] (map (fn [f] (.format (LocalDate/of 2020 1 31) f)) [DateTimeFormatter/ISO_WEEK_DATE DateTimeFormatter/ISO_ORDINAL_DATE])))
  (is (= "2020-W53-5" (.format (LocalDate/of 2021 1 1) DateTimeFormatter/ISO_WEEK_DATE)))
  (is (= "PT1M" (str (.truncatedTo (Duration/ofSeconds 90) ChronoUnit/MINUTES)))))

(defrecord Pair [left right-hand])
(defn named-function? [_] true)
(deftest classes-and-their-members
  (testing "of a class whose instances have a method of that name"
    (is (= ["java.io.File" "File" "java.lang.Thread"] [(.getName (class (java.io.File. "a"))) (.getSimpleName java.io.File) (.getName (class (Thread/currentThread)))]))
    (is (= "a" (.getName (java.io.File. "a")))))
  (is (= "[Ljava.lang.Object;" (.getName (class (object-array 1)))))
  (is (= ["left" "right_hand"] (map #(.getName %) (.getDeclaredFields Pair))))
  (is (= 1 (.get (first (.getDeclaredFields Pair)) (->Pair 1 2))))
  (is (= #{"MAX_VALUE" "MIN_VALUE"} (into #{} (filter #{"MAX_VALUE" "MIN_VALUE"}) (map #(.getName %) (.getFields Long)))))
  (is (contains? (set (map #(.getName %) (.getMethods StringBuilder))) "append"))
  (is (= [true false 7] [(.isEnum java.util.concurrent.TimeUnit) (.isEnum String) (count (.getEnumConstants java.util.concurrent.TimeUnit))]))
  (is (= "java.lang" (.getName (.getPackage String))))
  (testing "(Class/FIELD) is the field, though its value can be called"
    (is (= [{} [] #{}] [(clojure.lang.PersistentArrayMap/EMPTY) (clojure.lang.PersistentVector/EMPTY) (clojure.lang.PersistentHashSet/EMPTY)]))))

(deftest texts-of-functions
  (is (re-matches #"clojure\.core\$inc@[0-9a-f]+" (str inc)))
  (is (re-matches #"java_members_test\$named_function_QMARK_@[0-9a-f]+" (str named-function?)))
  (is (= "java-members-test/named-function?" (clojure.main/demunge (first (re-find #"^([^@]*)" (str named-function?)))))))

(deftest numbers-for-people
  (let [us java.util.Locale/US, de java.util.Locale/GERMANY
        formatted (fn [pattern x] (.format (java.text.DecimalFormat. pattern) x))]
    (is (= ["1,234.57" "0.5" "1.235E3" "12%" "007" "-1,234.5" "5"]
           [(formatted "#,##0.00" 1234.567) (formatted "0.###" 0.5) (formatted "0.###E0" 1234.567) (formatted "0%" 0.123) (formatted "000" 7)
            (formatted "#,##0.###" -1234.5) (formatted "#.#" 5)]))
    (is (= ["1,234.5" "1.234,5" "$1,234.50"]
           [(.format (java.text.NumberFormat/getInstance us) 1234.5) (.format (java.text.NumberFormat/getInstance de) 1234.5) (.format (java.text.NumberFormat/getCurrencyInstance us) 1234.5)]))
    (is (= [1234 1.5 1234.5] [(.parse (java.text.NumberFormat/getInstance us) "1,234") (.parse (java.text.NumberFormat/getInstance us) "1.5 m") (.parse (java.text.NumberFormat/getInstance de) "1.234,5")]))
    (is (thrown? java.text.ParseException (.parse (java.text.NumberFormat/getInstance us) "x")))
    (is (= "1.50" (.format (doto (java.text.NumberFormat/getInstance us) (.setMinimumFractionDigits 2)) 1.5)))))

(deftest digits-of-another-radix
  (is (= ["ff" "-1010" "cc175b9c0f1b6a831c399e269772661"]
         [(.toString (biginteger 255) 16) (.toString -10 2)
          (.toString (BigInteger. 1 (.digest (java.security.MessageDigest/getInstance "MD5") (.getBytes "a"))) 16)])))

(deftest what-clojure-is-made-of
  (is (= [1 1 1 [1] {1 2} 1] [@(clojure.lang.Atom. 1) @(clojure.lang.Volatile. 1) @(clojure.lang.Reduced. 1) (clojure.lang.LazySeq. (fn [] [1]))
                            (clojure.lang.PersistentArrayMap. (object-array [1 2])) (clojure.lang.EdnReader/readString "1" {})]))
  (is (= [1 2] (clojure.lang.ChunkedCons. (clojure.lang.ArrayChunk. (object-array [1 2])) nil)))
  (let [b (clojure.lang.Box. false)]
    (set! (.-val b) true)
    (is (true? (.-val b))))
  (is (= "Wrong number of args (3) passed to: f" (ex-message (clojure.lang.ArityException. 3 "f"))))
  (let [i (.listIterator (ArrayList. [1 2 3]) 1)]
    (is (= [true 1 2 2 0] [(.hasPrevious i) (.nextIndex i) (.next i) (.previous i) (.previousIndex i)])))
  (is (= "e" (.replaceAll "e\u0301" "\\p{InCombiningDiacriticalMarks}+" ""))))

(defprotocol Labelled (labelled [x]))
(defmacro label-classes [label & names]
  `(extend-protocol Labelled ~@(mapcat (fn [n] [(symbol n) (list 'labelled ['_] label)]) names)))
(label-classes :bytes "[B")
(label-classes :seq "clojure.lang.PersistentVector$ChunkedSeq" "clojure.lang.APersistentMap$KeySeq")
(deftest classes-that-macros-name
  (is (= [:bytes :seq :seq] (map labelled [(byte-array 1) (seq [1]) (keys {1 2})])))
  (is (= (class (byte-array 1)) (eval (symbol "[B")) (resolve (symbol "[B")))))

(deftest fields-of-vars
  (is (= ['inc (the-ns 'clojure.core) 'inc] [(.-sym #'inc) (.-ns #'inc) (.sym #'inc)])))

(deftest members-of-nil
  (is (= :caught (try (.length nil) (catch NullPointerException _ :caught))))
  (is (= :caught (try (.-length nil) (catch NullPointerException _ :caught))))
  (is (= :caught (try (.length nil) (catch AttributeError _ :caught))) "as Python says it"))

(deftest elements-of-sets
  (is (= [1 nil] [(.get #{1} 1) (.get #{1} 2)])))

(deftest characters-by-unicode
  (is (= [2 1 9 12 26 23] (mapv (fn [c] (Character/getType c)) "aA1 $_")))
  (is (= [true false true true] [(Character/isJavaIdentifierStart \$) (Character/isJavaIdentifierStart \1) (Character/isJavaIdentifierPart \1) (Character/isIdeographic 0x4E00)]))
  (is (= [false true true] [(Character/isSurrogate \a) (Character/isSupplementaryCodePoint 0x10000) (Character/isValidCodePoint 0x10FFFF)]))
  (is (= 0x1F600 (Character/toCodePoint (Character/highSurrogate 0x1F600) (Character/lowSurrogate 0x1F600))))
  (is (= ["LATIN CAPITAL LETTER A" 0 36 Character/UPPERCASE_LETTER] [(Character/getName 65) (Character/getDirectionality \a) Character/MAX_RADIX (Character/getType \A)])))

(deftest beans-of-objects-of-java
  (is (= #{:cause :class :localizedMessage :message :stackTrace :suppressed} (set (keys (bean (RuntimeException. "x"))))))
  (is (= {:message "m" :data {:a 1}} (select-keys (bean (ex-info "m" {:a 1})) [:message :data])))
  (is (= {:year 70 :month 0 :time 0} (select-keys (bean (java.util.Date. 0)) [:year :month :time])))
  (is (= {:name "x" :path "/tmp/x" :parent "/tmp"} (select-keys (bean (java.io.File. "/tmp/x")) [:name :path :parent]))))

(defprotocol Kind (kind [x]))
(extend-protocol Kind Enum (kind [x] (.name x)) Object (kind [_] :other))
(deftest enumerations
  (is (= ["MONDAY" :other] (map kind [java.time.DayOfWeek/MONDAY 1])))
  (is (instance? Enum ChronoUnit/DAYS))
  (is (= java.time.Month (.getDeclaringClass java.time.Month/MAY)))
  (is (= #{"MONDAY" "TUESDAY" "WEDNESDAY" "THURSDAY" "FRIDAY" "SATURDAY" "SUNDAY"}
         (set (for [f (.getFields java.time.DayOfWeek) :when (.isAssignableFrom java.time.DayOfWeek (.getType f))] (.getName f)))))
  (is (not-any? #{"pattern" "elements"} (map (fn [f] (.getName f)) (.getFields DateTimeFormatter)))))

(deftest entries-of-other-types
  (let [e (reify java.util.Map$Entry (getKey [_] :k) (getValue [_] :v))]
    (is (= [:k :v true {:k :v} {:k :v}] [(key e) (val e) (map-entry? e) (into {} [e]) (conj {} e)]))
    (is (= [:k :v] (let [[k v] e] [k v])))))

(deftest look-ups-without-another-value
  (let [m (reify clojure.lang.ILookup (valAt [_ k] [:one k]) (valAt [_ k absent] [:two k absent]))]
    (is (= [[:one 1] [:one :a] [:two 1 2]] [(get m 1) (:a m) (get m 1 2)]))))

(deftest names-that-clojure-imports
  (is (= "_QMARK_" (get (Compiler/CHAR_MAP) \?)))
  (is (= ["x" "y"] [(try (throw (NoSuchMethodError. "x")) (catch NoSuchMethodError e (ex-message e)))
                    (try (throw (InternalError. "y")) (catch InternalError e (ex-message e)))]))
  (is (= "main" (.getName (Thread/currentThread))))
  (is (= 1 (peek (conj (clojure.lang.PersistentQueue/EMPTY) 1))))
  (is (= [-1640531462 0] [(clojure.lang.Util/hashCombine 1 2) (let [h (clojure.lang.Util/hashCombine (hash :a) (hash :b))] (- h (unchecked-int h)))])
      "32 bits")
  (let [f (clojure.lang.MultiFn. "f" class :default #'clojure.core/global-hierarchy)]
    (.addMethod f Long (fn [x] [:long x]))
    (is (= [:long 1] (f 1))))
  (is (= "Entry" (.getSimpleName java.util.Map$Entry)))
  (is (= [Number nil] [(.getSuperclass Long) (.getSuperclass java.util.Map)])))

;; Types that bring transients, atoms and names of their own, by the methods of Clojure's interfaces.
(deftype OwnTransient [^:unsynchronized-mutable m]
  clojure.lang.ITransientMap
  (assoc [this k v] (set! m (assoc m k v)) this)
  (without [this k] (set! m (dissoc m k)) this)
  (conj [this e] (set! m (conj m e)) this)
  (valAt [_ k] (get m k))
  (valAt [_ k absent] (get m k absent))
  (count [_] (count m))
  (persistent [_] m))
(deftype OwnTransientSet [^:unsynchronized-mutable s]
  clojure.lang.ITransientSet
  (disjoin [this x] (set! s (disj s x)) this)
  (conj [this x] (set! s (conj s x)) this)
  (contains [_ x] (contains? s x))
  (get [_ x] (get s x))
  (count [_] (count s))
  (persistent [_] s))
(deftype Editable [m] clojure.lang.IEditableCollection (asTransient [_] (OwnTransient. m)))

(deftest transients-of-other-types
  (is (= {:b 2 :c 3} (persistent! (-> (transient (Editable. {:a 1})) (assoc! :b 2 :c 3) (dissoc! :a)))))
  (is (= {:a 1 :b 2} (persistent! (conj! (transient (Editable. {:a 1})) [:b 2]))))
  (is (= #{2} (persistent! (disj! (conj! (OwnTransientSet. #{1}) 2 ) 1))))
  (is (= [1 2 :none] (let [t (OwnTransient. {:a 1 :b 2})] [(get t :a) (count t) (get t :z :none)])))
  (is (thrown-with-msg? ClassCastException #"assoc! needs a transient" (assoc! {} 1 2)))
  (is (thrown? ClassCastException (pop! (OwnTransient. {})))))

(deftype OwnAtom [^:volatile-mutable v]
  clojure.lang.IAtom2
  (reset [_ x] (set! v x) x)
  (compareAndSet [_ old new] (if (identical? old v) (do (set! v new) true) false))
  (resetVals [_ x] (let [old v] (set! v x) [old x]))
  clojure.lang.IDeref
  (deref [_] v))
(extend-protocol Kind clojure.lang.IAtom (kind [_] :atom))

(deftest atoms-of-other-types
  (let [a (OwnAtom. 1)]
    (is (= [2 2 3 [3 9] true [10 11] 11]
           [(reset! a 2) @a (swap! a inc) (reset-vals! a 9) (compare-and-set! a 9 10) (swap-vals! a inc) @a])))
  (is (= [true true false] (map (fn [x] (instance? clojure.lang.IAtom x)) [(atom 1) (OwnAtom. 1) 1])))
  (is (= [:atom :atom] [(kind (atom 1)) (kind (OwnAtom. 1))]))
  (is (isa? clojure.lang.Atom clojure.lang.IAtom)))

(deftest names-of-other-types
  (let [x (reify clojure.lang.Named (getName [_] "n") (getNamespace [_] "ns"))]
    (is (= ["n" "ns" 'ns/n] [(name x) (namespace x) (symbol x)]))))
