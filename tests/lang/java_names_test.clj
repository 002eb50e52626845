;; SPDX-License-Identifier: MIT
;; The names of the JVM's classes: each value is what Clojure's JVM gives.
(ns java-names-test
  (:require [clojure.test :refer [are deftest is testing]])
  (:import [java.util ArrayList Arrays Base64 Collections HashMap HashSet Random UUID]
           [java.util.concurrent.atomic AtomicLong]
           java.util.regex.Pattern
           java.no.such.Thing
           [no.such.package Gone Other]))

(deftest static-members
  (are [result form] (= result form)
    3.0    (Math/sqrt 9)
    2      (Math/abs -2)
    1.5    (Math/abs -1.5)
    3      (Math/round 2.5)
    -2     (Math/round -2.5)
    2.0    (Math/floor 2.7)
    -3     (Math/floorDiv -7 3)
    2      (Math/floorMod -7 3)
    8.0    (Math/pow 2 3)
    3      (Math/max 2 3)
    12     (Integer/parseInt "12")
    -255   (Integer/parseInt "-ff" 16)
    12     (Long/parseLong "12")
    12     (Integer/valueOf "12")
    "ff"   (Integer/toHexString 255)
    "ffffffff" (Integer/toHexString -1)
    "101"  (Integer/toBinaryString 5)
    "zz"   (Integer/toString 1295 36)
    "-7b"  (Long/toString -123 16)
    2147483647 Integer/MAX_VALUE
    9223372036854775807 Long/MAX_VALUE
    -9223372036854775808 Long/MIN_VALUE
    5      (Long/bitCount 31)
    3      (Long/numberOfTrailingZeros 8)
    60     (Long/numberOfLeadingZeros 8)
    -1     (Integer/compare 1 2)
    1.5    (Double/parseDouble "1.5")
    1000.0 (Double/parseDouble " 1e3 ")
    true   (Double/isNaN Double/NaN)
    ##Inf  Double/POSITIVE_INFINITY
    true   (Boolean/parseBoolean "TRUE")
    false  (Boolean/parseBoolean "yes")
    true   (Character/isDigit \1)
    true   (Character/isDigit 48)
    false  (Character/isDigit "²")
    true   (Character/isDigit "٣")
    true   (Character/isLetter "é")
    false  (Character/isLetterOrDigit \_)
    true   (Character/isUpperCase \A)
    false  (Character/isLowerCase \A)
    false  (Character/isWhitespace "\u00a0")
    true   (Character/isSpaceChar "\u00a0")
    false  (Character/isSpaceChar "\n")
    99162322 (.hashCode "hello")
    0      (.hashCode "")
    1772899 (.hashCode "😀")
    -2147483648 (.hashCode "polygenelubricants")
    42     (Integer/parseInt "+42")
    -2147483648 (Integer/parseInt "-2147483648")
    1.5    (Double/parseDouble " 1.5d ")
    false  (Character/isLetter \1)
    true   (Character/isWhitespace \space)
    \A     (Character/toUpperCase \a)
    15     (Character/digit \f 16)
    "1-a"  (String/format "%d-%s" (to-array [1 "a"]))
    "a,b"  (String/join "," ["a" "b"])
    "1"    (String/valueOf 1)
    "abc"  (String. "abc")
    "é"    (String. (.getBytes "é" "UTF-8") "UTF-8")
    true   (java.util.Objects/equals [1] '(1))
    "\n"   (System/lineSeparator)
    true   (string? (System/getProperty "user.dir"))
    nil    (System/getProperty "no.such.property")
    :x     (System/getProperty "no.such.property" :x)
    nil    (System/getenv "NO_SUCH_VARIABLE")
    true   (string? (System/getenv "PATH"))
    true   (< 1600000000000 (System/currentTimeMillis))
    true   (<= (System/nanoTime) (System/nanoTime))
    nil    (Thread/sleep 1)
    "SGk=" (.encodeToString (Base64/getEncoder) (.getBytes "Hi"))
    "Hi"   (String. (.decode (Base64/getDecoder) "SGk="))
    "00000000-0000-0001-0000-000000000002" (str (UUID. 1 2))
    true   (instance? UUID (UUID/randomUUID))
    "a+b%26" (java.net.URLEncoder/encode "a b&" "UTF-8")
    "a b&" (java.net.URLDecoder/decode "a+b%26" "UTF-8")
    String (Class/forName "java.lang.String"))
  (are [class form] (thrown? class (eval 'form))
    NumberFormatException (Integer/parseInt "x")
    NumberFormatException (Integer/parseInt "")
    NumberFormatException (Integer/parseInt "99999999999")
    NumberFormatException (Long/parseLong "1.5")
    NumberFormatException (Double/parseDouble "x")
    ArithmeticException   (Math/addExact Long/MAX_VALUE 1)
    ClassNotFoundException (Class/forName "no.such.Name")
    StringIndexOutOfBoundsException (.charAt "abc" 9)
    StringIndexOutOfBoundsException (.substring "abc" 2 1)))

(deftype Long-name [text] Object (length [_] (str "of " text)))
(deftest a-call-of-many-classes
  (let [length #(.length %)]
    (is (= [3 0 "of x" 2 3 "of y" 1] (map length ["abc" "" (Long-name. "x") (StringBuilder. "de") (String. "fgh") (Long-name. "y") "é"])))
    (is (thrown? AttributeError (length 5)))
    (is (= 4 (length "wxyz"))))
  (is (thrown? TypeError (.charAt "abc" 1 2))))

(deftest methods-of-strings
  (are [result form] (= result form)
    3        (.length "abc")
    \b       (.charAt "abc" 1)
    1        (.indexOf "abcb" "b")
    3        (.indexOf "abcb" "b" 2)
    -1       (.indexOf "abc" "x")
    3        (.lastIndexOf "abcb" "b")
    1        (.lastIndexOf "abcb" "b" 2)
    "bc"     (.substring "abc" 1)
    "b"      (.substring "abc" 1 2)
    true     (.startsWith "abc" "ab")
    true     (.endsWith "abc" "bc")
    "ABC"    (.toUpperCase "abc")
    "abc"    (.toLowerCase "ABC")
    "a"      (.trim " a\n")
    "xbc"    (.replace "abc" "a" "x")
    "-b-b"   (.replaceAll "a1b22b" "[a-z0-9&&[^b]]+" "-")
    true     (.isEmpty "")
    true     (.contains "abc" "b")
    "ab"     (.concat "a" "b")
    true     (.equals "a" "a")
    false    (.equals "a" 1)
    true     (.equalsIgnoreCase "aB" "Ab")
    true     (neg? (.compareTo "a" "b"))
    true     (.matches "abc" "a.*")
    97       (.codePointAt "a" 0)
    "ababab" (.repeat "ab" 3)
    [\a \b]  (seq (.toCharArray "ab"))
    [97 98]  (seq (.getBytes "ab"))
    "a"      (.toString "a")
    true     (.regionMatches "xabc" 1 "abc" 0 3)))

(deftest methods-of-objects
  (are [result form] (= result form)
    "1"      (.toString 1)
    "[1 2]"  (.toString [1 2])
    true     (.equals [1] [1])
    true     (.equals 1 1)
    "a"      (.getMessage (Exception. "a"))
    "a"      (.getMessage (ex-info "a" {}))
    {:x 1}   (.getData (ex-info "a" {:x 1}))
    "b"      (.getMessage (.getCause (ex-info "a" {} (Exception. "b"))))
    nil      (.getCause (Exception. "a"))
    3        (.intValue 3.7)
    3.0      (.doubleValue 3)
    "a"      (.getName :x/a)
    "x"      (.getNamespace :x/a)
    'a       (.sym :a)
    1        (.valAt {:a 1} :a)
    2        (.nth [1 2] 1)
    2        (.count [1 2])
    2        (.size [1 2])
    true     (.isEmpty {})
    true     (.containsKey {:a 1} :a)
    1        (.get {:a 1} :a)
    2        (.getOrDefault {:a 1} :b 2)
    :a       (.getKey (first {:a 1}))
    1        (.getValue (first {:a 1}))
    1        (.deref (atom 1))
    3        (.invoke + 1 2)
    true     (.isInstance String "a")
    true     (.contains [1 2] 2)))

(deftest patterns
  (let [m (.matcher (Pattern/compile "(\\d+)-(\\d+)") "a 12-34 b 5-6")]
    (is (.find m))
    (is (= ["12-34" "12" "34" 2] [(.group m) (.group m 1) (.group m 2) (.groupCount m)]))
    (is (= [2 7 5 7] [(.start m) (.end m) (.start m 2) (.end m 2)]))
    (is (.find m))
    (is (= "5-6" (.group m)))
    (is (not (.find m))))
  (let [m (re-matcher #"(a)(b)?" "a")]
    (is (.matches m))
    (is (= ["a" nil] [(.group m 1) (.group m 2)])))
  (is (not (.matches (re-matcher #"a" "ab"))))
  (is (= "a.b" (re-find (re-pattern (Pattern/quote "a.b")) "xa.bx")))
  (is (some? (re-find (Pattern/compile "ABC" Pattern/CASE_INSENSITIVE) "xabcx")))
  (is (= "(\\d+)" (.pattern #"(\d+)"))))

(deftest string-builders
  (let [sb (StringBuilder. "x")]
    (is (identical? sb (.append sb "a")))
    (.append sb 1) (.append sb \c) (.append sb nil)
    (is (= "xa1cnull" (str sb) (.toString sb)))
    (is (= 8 (.length sb)))
    (.setLength sb 3)
    (is (= "xa1" (str sb)))
    (is (= "1ax" (str (.reverse sb))))
    (is (= "1-ax" (str (.insert sb 1 "-"))))
    (is (= "1ax" (str (.deleteCharAt sb 1))))
    (.setCharAt sb 0 \z)
    (is (= "zax" (str sb)))
    (is (= \a (.charAt sb 1))))
  (is (= "" (str (StringBuilder.)) (str (StringBuilder. 100)))))

(deftest collections
  (let [l (ArrayList. [3 1 2])]
    (is (true? (.add l 5)))
    (.add l 0 9)
    (is (= [9 3 1 2 5] l (vec l)))
    (is (= 5 (.size l) (count l)))
    (is (= 3 (.get l 1)))
    (is (= 3 (.set l 1 4)))
    (is (= 9 (.remove l 0)))
    (is (= [4 1 2 5] l))
    (is (= 2 (.indexOf l 2)))
    (Collections/sort l)
    (is (= [1 2 4 5] l))
    (Collections/reverse l)
    (is (= [5 4 2 1] l))
    (is (= [4 2] (.subList l 1 3)))
    (testing "what is done to a part of a list is done to the list"
      (let [l (ArrayList. [5 3 9 1 0]), part (.subList l 1 4)]
        (Collections/sort part)
        (is (= [[5 1 3 9 0] [1 3 9]] [l part]))
        (.add part 7)
        (.set part 0 8)
        (.clear (.subList part 1 3))
        (is (= [[5 8 7 0] [8 7] "[8, 7]"] [l part (str part)]))
        (is (thrown? IndexOutOfBoundsException (.subList l 3 9)))))
    (is (= [true true true] [(instance? java.util.Deque (java.util.ArrayDeque.)) (instance? java.util.Comparator compare) (instance? clojure.lang.AReference (atom 1))]))
    (let [it (.iterator l)]
      (is (= [5 4 2 1] (loop [xs []] (if (.hasNext it) (recur (conj xs (.next it))) xs))))))
  (let [m (HashMap.)]
    (is (nil? (.put m :a 1)))
    (is (= 1 (.put m :a 2)))
    (is (= 2 (.get m :a) (get m :a)))
    (is (nil? (.get m :b)))
    (is (.containsKey m :a))
    (is (= 2 (.remove m :a)))
    (is (.isEmpty m)))
  (let [s (HashSet. [1 2])]
    (is (true? (.add s 3)))
    (is (false? (.add s 3)))
    (is (.contains s 2))
    (is (true? (.remove s 2)))
    (is (false? (.remove s 2)))
    (is (= #{1 3} (set s))))
  (is (= [1 2 3] (Arrays/asList (to-array [1 2 3]))))
  (let [n (AtomicLong. 5)]
    (is (= [6 6 8 8] [(.incrementAndGet n) (.getAndAdd n 2) (.get n) @n]))
    (is (true? (.compareAndSet n 8 1)))))

(deftest the-jvms-random-numbers
  (let [r (Random. 42)]
    (is (= [-1170105035 234785527 -1360544799] (repeatedly 3 (fn [] (.nextInt r))))))
  (let [r (Random. 42)] (is (= [0 3 8 4 0] (repeatedly 5 (fn [] (.nextInt r 10))))))
  (let [r (Random. 42)] (is (= -5025562857975149833 (.nextLong r))))
  (let [r (Random. 42)] (is (= 0.7275636800328681 (.nextDouble r))))
  (let [r (Random. 42)] (is (< (abs (- 1.1419053154730547 (.nextGaussian r))) 1e-14)))
  (let [r (Random. 0)] (is (= [true true false] (repeatedly 3 (fn [] (.nextBoolean r)))))))

(defprotocol Sort (sort-of [x]))
(extend-protocol Sort
  java.util.Map (sort-of [_] :map)
  java.util.List (sort-of [_] :list)
  java.util.Set (sort-of [_] :set)
  CharSequence (sort-of [_] :text)
  Number (sort-of [_] :number)
  no.such.package.Type (sort-of [_] :never)
  Object (sort-of [_] :object))

(deftest abstract-classes
  (are [class yes no] (and (every? (fn [x] (instance? class x)) yes) (not-any? (fn [x] (instance? class x)) no))
    java.util.Map        [{} (sorted-map) (py/dict) (HashMap.)]            [[] #{} "a" nil 1]
    java.util.List       [[] () (range 3) (py/list) (py/tuple) (ArrayList.)] [{} #{} "a" 1]
    java.util.Set        [#{} (sorted-set) (py/set) (py/frozenset)]        [[] {} 1]
    java.util.Collection [[] () #{} (py/list) (py/set)]                    [{} "a" 1]
    Iterable             [[] () #{} {} (py/list)]                          ["a" 1]
    Comparable           [1 1.5 "a" :a 'a [1] true 1M 1/2]                 [{} #{} inc]
    CharSequence         ["a"]                                             [:a 1]
    Number               [1 1.5 1/2 1M]                                    ["a" true]
    Runnable             [inc (fn [] 1) py/len]                            [1 "a"]
    java.util.concurrent.Callable [inc]                                    [1]
    java.util.Iterator   [(py/iter (py/list))]                             [[] 1]
    java.util.Map$Entry  [(first {1 2})]                                   [[1 2] {}])
  (is (= [:map :list :set :text :number :object] (map sort-of [(py/dict) [1] (py/set) "a" 1 :a]))))

(deftest classes-that-are-not-here
  (testing "may be named"
    (is (class? Thing))
    (is (false? (instance? Thing 1)))
    (is (false? (instance? no.such.package.Other 1)))
    (is (= 1 ((fn [^Gone x] x) 1)))
    (is (= 1 (if true 1 (Thing. 2))))
    (is (= :other (try (throw (Exception.)) (catch Gone _ :gone) (catch Exception _ :other))))
    (is (= 1 (try 1 (catch java.no.such.Error _ 2)))))
  (testing "are an error when they are used"
    (is (thrown-with-msg? ClassNotFoundException #"java\.no\.such\.Thing is not available" (Thing. 1)))
    (is (thrown-with-msg? AttributeError #"no\.such\.package\.Gone" (Gone/member 1)))
    (is (thrown-with-msg? AttributeError #"java\.nio\.file\.Watch.*pathlib" (eval '(java.nio.file.Watch/of 1))))))

(deftest functional-interfaces
  (testing "an object of an interface that stands for a function can be called"
    (is (= [3 2 1] (sort (reify java.util.Comparator (compare [_ a b] (- b a))) [1 2 3])))
    (is (= [3 2 1] (seq (sorted-set-by (reify java.util.Comparator (compare [_ a b] (- b a))) 1 2 3))))
    (is (= 5 @(future-call (reify Callable (call [_] 5)))))
    (is (= 6 ((reify java.util.function.Function (apply [_ x] (* 2 x))) 3))))
  (testing "and a function has the interface's method"
    (is (= -1 (.compare < 1 2)))
    (is (= 1 (.compare < 2 1)))
    (is (= 0 (.compare compare 1 1)))
    (is (= 3 (.apply inc 2)))))

(deftest not-here
  (testing "a class or a static member that is not here is an error when it is used, not where it is named"
    (is (thrown? AttributeError (Math/noSuchMember 1)))
    (is (fn? (fn [] (System/noSuchMember))))
    (is (fn? (fn [] (reify no.such.Interface (m [_] 1)))))
    (is (= 1 (.m (reify no.such.Interface (m [_] 1)))))
    (is (not (instance? no.such.Interface 1)))))

(deftest static-members-by-dot
  (is (= 1 (. Math abs -1) (. Math (abs -1))))
  (is (= Math/PI (. Math PI)))
  (is (string? (.. Thread currentThread getName)))
  (is (= 1 (let [Math "a"] (. Math length)))))

(deftype Entry [k v] clojure.lang.IMapEntry (key [_] k) (val [_] v) (getKey [_] k) (getValue [_] v))
(deftype Segment [text] CharSequence (charAt [_ i] (nth text i)) (length [_] (count text)) (toString [_] text))

(deftest own-entries
  (let [e (Entry. :a 1)]
    (is (= [:a 1] [(key e) (val e)]))
    (is (= :a (nth e 0)))
    (is (= [:a 1] (let [[k v] e] [k v])))
    (is (= {:a 1} (into {} [e])))
    (is (= [:a] (keys [e])))))

(deftest char-sequences
  (is (instance? CharSequence "a"))
  (is (instance? CharSequence (Segment. "ab")))
  (is (= "ab" (str (Segment. "ab"))))
  (is (= "a" (re-find (re-matcher #"a" (Segment. "ab"))))))

(deftest names-of-classes
  (is (= ["java.lang.String" "String" "clojure.lang.Keyword"] [(.getName String) (.getSimpleName String) (.getName (class :a))]))
  (is (= java.util.Locale/US (java.util.Locale/US))))

(defn macro-to-be [_form _env x] (list 'inc x))

(deftest macros-by-metadata
  (alter-meta! #'macro-to-be assoc :macro true)
  (is (= 2 (eval '(java-names-test/macro-to-be 1))))
  (alter-meta! #'macro-to-be dissoc :macro)
  (is (= '(inc 1) (macro-to-be nil nil 1))))

(deftest string-builders
  (let [b (StringBuilder. "ab")]
    (doseq [x [1 nil \c 1.5 :k [1 2] true (char-array "xy")]] (.append b x))
    (.append b "hello" 1 3)
    (is (= "ab1nullc1.5:k[1 2]truexyel" (str b) (.toString b)))
    (is (= [26 26 \a \b] [(.length b) (count b) (.charAt b 0) (nth b 1)]))
    (is (instance? CharSequence b))
    (is (= ["1" "AB1"] [(re-find #"\d+" b) (subs (clojure.string/upper-case b) 0 3)]))
    (.setLength b 3)
    (.append b "ü€😀")
    (is (= "ab1ü€😀" (str b)))
    (is (= [3 -1 5] [(.indexOf b "ü") (.indexOf b "a" 1) (.lastIndexOf b "😀")]))
    (is (= ["b1" "1ü€😀" "ab"] [(.substring b 1 3) (.substring b 2) (.subSequence b 0 2)]))
    (is (= "<ab1ü€😀" (str (.insert b 0 "<"))))
    (is (= "<1ü€😀" (str (.delete b 1 3))))
    (is (= "1ü€😀" (str (.deleteCharAt b 0))))
    (.setCharAt b 0 \€)
    (is (= "€--😀" (str (.replace b 1 3 "--"))))
    (is (= "😀--€" (str (.reverse b))))
    (is (= 128512 (.codePointAt b 0)))
    (.setLength b 5)
    (is (= (str "😀--€" (char 0)) (str b)))
    (is (= "" (str (doto b (.setLength 0))) (str (StringBuilder.)) (str (StringBuilder. 64))))
    (is (.isEmpty b)))
  (is (thrown? StringIndexOutOfBoundsException (.charAt (StringBuilder. "abc") 3)))
  (is (thrown? StringIndexOutOfBoundsException (.substring (StringBuilder. "abc") 2 1)))
  (is (thrown? StringIndexOutOfBoundsException (.insert (StringBuilder. "abc") 4 "x")))
  (is (= "ab" (str (.delete (StringBuilder. "abc") 2 100))))
  (let [b (StringBuilder.)]
    (dotimes [i 1000] (.append b (char (+ 32 (* i 70)))))
    (is (= 1000 (count (str b))))
    (is (= (apply str (map (fn [i] (char (+ 32 (* i 70)))) (range 1000))) (str b))))
  (let [w (java.io.StringWriter.)]
    (.write w "abc")
    (.setLength (.getBuffer w) 1)
    (.append w \d)
    (binding [*out* w] (print :e))
    (is (= "ad:e" (str w) (str (.getBuffer w))))))

(deftest split-by-regular-expressions
  (testing "what has a backslash, a class, something repeated or alternatives is the JVM's: a regular expression, without empty strings at the end"
    (is (= ["a" "b" "c"] (vec (.split "a, b,c" ", *")) (vec (.split "a  b c" " +")) (vec (.split "aandborc" "and|or"))))
    (is (= ["a|b"] (vec (.split "a|b" "||"))))
    (is (= ["a" "b" "c"] (vec (.split "abc" ""))))
    (is (= ["a" "b" "c"] (vec (.split "a.b.c" "\\.")) (vec (.split "a  b c" "\\s+")) (vec (.split "a,b;c" "[,;]"))))
    (is (= ["a" "b"] (vec (.split "a|b||" "\\|"))))
    (is (= ["x" "1=2"] (vec (.split "x=1=2" "\\=" 2))))
    (is (= ["a" "b" "c"] (let [f (fn [^String s p] (.split s p))] (vec (f "a1b22c" "\\d+"))))))
  (testing "a limit of two or more counts parts, as on the JVM"
    (is (= ["a" "b=c"] (vec (.split "a=b=c" "=" 2))))
    (is (= ["a" "b" "c"] (vec (.split "a.b.c" "." 5))))
    (is (= ["a" "b" "" ""] (vec (.split "a,b,," "," -1)))))
  (testing "all else is Python's"
    (is (= ["a" "b=c"] (vec (.split "a=b=c" "=" 1))))
    (is (= ["a" "b" "c"] (vec (.split "a.b.c" "."))))
    (is (= ["a" "b" ""] (vec (.split "a,b," ","))))
    (is (= ["a" "b"] (vec (.split "a[b" "[")) (vec (.split "a  b")) (vec (.split "a[]b" "[]"))))))

(deftest matchers
  (let [m (re-matcher #"(?<digit>\d)(\w)?" "x1a 2 3c")]
    (is (= 2 (.groupCount m)))
    (is (.find m))
    (is (= ["1" "1" "a" 1] [(.group m "digit") (.group m 1) (.group m 2) (.start m "digit")]))
    (is (.find m 5))
    (is (= "3c" (.group m)))
    (.reset m)
    (is (.find m))
    (is (= "1a" (.group m)))
    (is (false? (.lookingAt m))))
  (is (= ["a<1>b<2>" "a_b2"] [(.replaceAll (re-matcher #"(\d)" "a1b2") "<$1>") (.replaceFirst (re-matcher #"\d" "a1b2") "_")]))
  (let [m (re-matcher #"(\d)" "a1bé2c"), b (StringBuffer.)]
    (while (.find m)
      (.appendReplacement m b (java.util.regex.Matcher/quoteReplacement (str "$" (.group m 1)))))
    (.appendTail m b)
    (is (= "a$1bé$2c" (str b))))
  (testing "did the search look at the end?"
    (is (= [true true] (let [m (re-matcher #"\d+" "12")] [(.find m) (.hitEnd m)])))
    (is (= [true false] (let [m (re-matcher #"\d+" "12 ")] [(.find m) (.hitEnd m)])))
    (is (= [false true] (let [m (re-matcher #"ab" "a")] [(.matches m) (.hitEnd m)])))
    (is (= [false false] (let [m (re-matcher #"ab" "xy")] [(.matches m) (.hitEnd m)]))))
  (is (= [true false] [(.lookingAt (re-matcher #"ab" "abc")) (.lookingAt (re-matcher #"bc" "abc"))])))

(deftest calendars
  (let [c (doto (java.util.Calendar/getInstance (java.util.TimeZone/getTimeZone "UTC")) (.setTime (java.util.Date. 1143215340000)))]
    (is (= [2006 2 24 15 6 12] (map (fn [f] (.get c f)) [java.util.Calendar/YEAR java.util.Calendar/MONTH java.util.Calendar/DATE java.util.Calendar/HOUR_OF_DAY
                                                       java.util.Calendar/DAY_OF_WEEK java.util.Calendar/WEEK_OF_YEAR])))
    (.add c java.util.Calendar/MONTH 11)
    (is (= #inst "2007-02-24T15:49:00" (.getTime c)))
    (.set c java.util.Calendar/DAY_OF_MONTH 31)
    (is (= #inst "2007-03-03T15:49:00" (.getTime c)))
    (.set c 2024 java.util.Calendar/FEBRUARY 29 23 59 58)
    (is (= [#inst "2024-02-29T23:59:58" 29] [(.getTime c) (.getActualMaximum c java.util.Calendar/DAY_OF_MONTH)]))))

(deftest message-formats
  (is (= "Hello Bob, it's 12,345 {x} 3.14 null"
         (java.text.MessageFormat/format "Hello {0}, it''s {1} '{x}' {2,number,#.##} {3}" (into-array Object ["Bob" 12345 3.14159 nil]))))
  (is (= "There are 1,200 files."
         (.format (java.text.MessageFormat. "There {0,choice,0#are no files|1#is one file|1<are {0,number,integer} files}.") (to-array [1200]))))
  (is (= "1{1}" (java.text.MessageFormat/format "{0}{1}" (to-array [1]))))
  (is (thrown? IllegalArgumentException (java.text.MessageFormat. "{0"))))

(defn- hex [b] (apply str (map (fn [x] (format "%02x" x)) b)))

(deftest ciphers ; the figures are the JVM's
  (let [k  (javax.crypto.spec.SecretKeySpec. (byte-array (range 16)) "AES")
        iv (javax.crypto.spec.IvParameterSpec. (byte-array (range 16 32)))]
    (doseq [[transformation expected] {"AES/CBC/PKCS5Padding" "4696765fcaefe2879f92f9e380625b9ba4d6b33af78940f971d531d7ed5b0ce1"
                                       "AES/CTR/NoPadding"    "4f9b83188ef92319ff7c8275a2b4e6fbfbb1e56dab2cf6673e0d"}]
      (let [coder (fn [mode] (doto (javax.crypto.Cipher/getInstance transformation) (.init mode k iv)))
            coded (.doFinal (coder javax.crypto.Cipher/ENCRYPT_MODE) (.getBytes "Hello, world, this is text"))]
        (is (= expected (hex coded)))
        (is (= "Hello, world, this is text" (String. (.doFinal (coder javax.crypto.Cipher/DECRYPT_MODE) coded))))))
    (is (thrown? javax.crypto.BadPaddingException
                 (.doFinal (doto (javax.crypto.Cipher/getInstance "AES/CBC/PKCS5Padding") (.init javax.crypto.Cipher/DECRYPT_MODE k iv)) (byte-array 16))))
    (let [coder (fn [mode] (doto (javax.crypto.Cipher/getInstance "AES/GCM/NoPadding")
                             (.init mode k (javax.crypto.spec.GCMParameterSpec. 128 (byte-array 12))) (.updateAAD (.getBytes "aad"))))
          coded (.doFinal (coder javax.crypto.Cipher/ENCRYPT_MODE) (.getBytes "Hello"))]
      (is (= "01b3eb3ff636a10e3feaf00cdc13b2fd97fda7237d" (hex coded)))
      (is (= "Hello" (String. (.doFinal (coder javax.crypto.Cipher/DECRYPT_MODE) coded))))))
  (is (= "0a38253555ce37f5c72a6b703f996814ebf241f203af146e93dcdeb031c5567e"
         (hex (.getEncoded (.generateSecret (javax.crypto.SecretKeyFactory/getInstance "PBKDF2WithHmacSHA256")
                                            (javax.crypto.spec.PBEKeySpec. (.toCharArray "pw") (.getBytes "salt") 1000 256)))))))

(def ^:dynamic *conveyed* 1)
(deftest binding-frames
  (let [frame (binding [*conveyed* 2] (clojure.lang.Var/cloneThreadBindingFrame)), own (clojure.lang.Var/getThreadBindingFrame)]
    (clojure.lang.Var/resetThreadBindingFrame frame)
    (is (= 2 *conveyed*))
    (clojure.lang.Var/resetThreadBindingFrame own)
    (is (= 1 *conveyed*))))

(deftest removal-by-iterators
  (let [l (java.util.LinkedList. [1 2 3 4]), i (.iterator l)]
    (while (.hasNext i)
      (when (even? (.next i)) (.remove i)))
    (is (= [1 3] (vec l))))
  (let [m (java.util.TreeMap. {1 :a 5 :b 9 :c})]
    (is (= [5 :b] (.ceilingEntry m 2)))
    (is (= [1 :a] (.firstEntry m) (.floorEntry m 4)))
    (is (nil? (.higherEntry m 9)))))

(deftest reflection-tells-static-members
  (let [members (:members ((requiring-resolve 'clojure.reflect/type-reflect) System))
        copying (first (filter (fn [m] (= 'arraycopy (:name m))) members))]
    (is (= 5 (count (:parameter-types copying))))
    (is (contains? (:flags copying) :static))
    (is (some (fn [m] (= 'out (:name m))) members))))

(deftest errors-of-linking
  (are [class kind] (and (isa? class kind) (isa? class Error) (not (isa? class Exception)))
    LinkageError               Error
    NoClassDefFoundError       LinkageError
    ExceptionInInitializerError LinkageError
    NoSuchMethodError          IncompatibleClassChangeError
    UnsupportedClassVersionError ClassFormatError)
  (is (= "x" (try (throw (NoClassDefFoundError. "x")) (catch Exception _ nil) (catch LinkageError e (.getMessage e))))))
