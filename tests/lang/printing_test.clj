;; SPDX-License-Identifier: MIT
(ns printing-test
  (:require [clojure.test :refer [are deftest is testing]]
            [io]))

(deftest pr-str-test
  (are [result x] (= result (pr-str x))
    "nil" nil
    "true" true
    "false" false
    "1" 1
    "\"a\"" "a"
    "\"\"" ""
    "\"a\\\"b\\\\c\\n\\t\\r\\f\\b\"" "a\"b\\c\n\t\r\f\b"
    "\"é\"" "é"
    ":a" :a
    ":a/b" :a/b
    "a" 'a
    "a/b" 'a/b
    "[]" []
    "[1 2]" [1 2]
    "()" ()
    "(1 2)" '(1 2)
    "(1 2)" (map inc [0 1])
    "(0 1 2)" (range 3)
    "{}" {}
    "{:a 1}" {:a 1}
    "{:a 1, :b 2}" {:a 1 :b 2}
    "#{}" #{}
    "#{1}" #{1}
    "[nil \"a\" :b]" [nil "a" :b]
    "[[1 [2]]]" [[1 [2]]]
    "(quote a)" ''a
    "#\"a\\d\"" #"a\d"
    "[:a 1]" (first {:a 1})
    "#'clojure.core/inc" #'inc
    "#inst \"2020-01-02T03:04:05.678-00:00\"" #inst "2020-01-02T03:04:05.678Z"
    "#uuid \"b6883c0a-0342-4007-9966-bc2dfa6b109e\"" #uuid "b6883c0a-0342-4007-9966-bc2dfa6b109e"))

(deftest several-test
  (are [result x] (= result x)
    "" (pr-str)
    "1 \"a\" :b" (pr-str 1 "a" :b)
    "1 a :b" (print-str 1 "a" :b)
    "[a]" (print-str ["a"])
    "1\n" (prn-str 1)
    "\"a\"\n" (prn-str "a")
    "a b\n" (println-str "a" "b")
    "\n" (println-str)
    "nil" (print-str nil)))

(deftest output-test
  (are [result x] (= result x)
    "1 2" (with-out-str (pr 1 2))
    "\"a\"\n" (with-out-str (prn "a"))
    "a" (with-out-str (print "a"))
    "a b\n" (with-out-str (println "a" "b"))
    "\n" (with-out-str (newline))
    "" (with-out-str)
    "a1" (with-out-str (printf "%s%d" "a" 1))
    "12" (with-out-str (print 1) (print 2))
    "[[a]]" (with-out-str (print [["a"]]))
    "inner" (with-out-str (print (with-out-str (print "inner")))))
  (are [x] (nil? x)
    (let [r (atom :none)] (with-out-str (reset! r (println 1))) @r)
    (let [r (atom :none)] (with-out-str (reset! r (pr 1))) @r)
    (let [r (atom :none)] (with-out-str (reset! r (flush))) @r)))

(deftest limits-test
  (are [result x] (= result x)
    "[1 2 ...]" (binding [*print-length* 2] (pr-str [1 2 3]))
    "[1 2]" (binding [*print-length* 2] (pr-str [1 2]))
    "(0 1 ...)" (binding [*print-length* 2] (pr-str (range)))
    "#{...}" (binding [*print-length* 0] (pr-str #{1}))
    "{:a 1, ...}" (binding [*print-length* 1] (pr-str {:a 1 :b 2}))
    "[1 #]" (binding [*print-level* 1] (pr-str [1 [2]]))
    "[1 [2 #]]" (binding [*print-level* 2] (pr-str [1 [2 [3]]]))
    "#" (binding [*print-level* 0] (pr-str [1]))
    "{:a #}" (binding [*print-level* 1] (pr-str {:a {:b 1}}))
    "1" (binding [*print-level* 0] (pr-str 1))
    "a" (binding [*print-readably* nil] (pr-str "a"))
    "[a]" (binding [*print-readably* false] (pr-str ["a"]))
    "^{:m 1} [1]" (binding [*print-meta* true] (pr-str ^{:m 1} [1]))
    "[1]" (pr-str ^{:m 1} [1])
    "#:a{:b 1, :c 2}" (binding [*print-namespace-maps* true] (pr-str {:a/b 1 :a/c 2}))
    "{:a/b 1, :c 2}" (binding [*print-namespace-maps* true] (pr-str {:a/b 1 :c 2}))
    "{:a/b 1}" (binding [*print-namespace-maps* false] (pr-str {:a/b 1}))))

(deftest str-test
  (are [result x] (= result (str x))
    "" nil
    "a" "a"
    "[\"a\" nil]" ["a" nil]
    "(\"a\")" (map identity ["a"])
    "{\"a\" \"b\"}" {"a" "b"}
    "#{\"a\"}" #{"a"}
    ":a" :a
    "a" 'a
    "1/2" 1/2
    "1.5" 1.5M
    "Infinity" ##Inf
    "a\\d" #"a\d"
    "b6883c0a-0342-4007-9966-bc2dfa6b109e" #uuid "b6883c0a-0342-4007-9966-bc2dfa6b109e"))

(deftest str-of-strings-and-integers
  (testing "joined at once, whatever characters there are"
    (let [parts ["" "a" "bc" "é" "日本" "😀" nil 0 7 -1 42 -2305843009213693952 2305843009213693951
                 2305843009213693952 9223372036854775807 -9223372036854775808 123456789012345678901234567890N 1.5 :k true]
          one   (fn [x] (if (nil? x) "" (py/str (if (keyword? x) ":k" (if (true? x) "true" x)))))]
      (is (every? true? (for [x parts, y parts, z parts]
                          (= (str x y z) (.join "" (py/list [(one x) (one y) (one z)]))))))
      (is (= (apply str (range 100)) (.join "" (py/list (map py/str (range 100))))))
      (is (= ["" "0" "x" "é"] [(str nil nil) (str "" 0) (str "x" nil) (str "" "é")]))
      (is (= [3 2 4] [(count (str "日" 12)) (count (str "😀" 1)) (count (str "é" "日" "😀" 1))])))))

(deftest round-trip-test
  (are [x] (= x (read-string (pr-str x)) (read-string (pr-str (read-string (pr-str x)))))
    nil
    true
    -12
    12345678901234567890123
    1.5
    1e-300
    -0.1
    1/3
    1.50M
    "quote \" backslash \\ newline \n tab \t"
    "äöü 😀 \u0000 \u001f"
    :a/b
    'a/b
    [1 [2 #{3} {4 '(5)}]]
    {:a {:b [1 2 {:c nil}]}}
    #{[] {} #{1}}
    '(quote (a b))
    #uuid "b6883c0a-0342-4007-9966-bc2dfa6b109e"
    #inst "2020-01-02T03:04:05.678Z"))

(deftest records-and-types-test
  (defrecord Point [x y])
  (is (= "#printing_test.Point{:x 1, :y 2}" (pr-str (->Point 1 2))))
  (is (= "#printing_test.Point{:x 1, :y 2, :z 3}" (pr-str (assoc (->Point 1 2) :z 3)))))

(deftest print-method-test
  (deftype Celsius [degrees])
  (defmethod print-method Celsius [c ^java.io.Writer w]
    (.write w (str (.-degrees c) "°C")))
  (is (= "20°C" (pr-str (->Celsius 20))))
  (is (= "[20°C]" (pr-str [(->Celsius 20)])))
  (is (= "20°C" (print-str (->Celsius 20))))
  (defrecord Money [amount])
  (defmethod print-method Money [m w] (.write w (str "$" (:amount m))))
  (is (= "{:price $5}" (pr-str {:price (->Money 5)})))
  (testing "str of an object is not its print-method's affair, what is in a collection is"
    (is (= "#printing_test.Money{:amount 5}" (str (->Money 5))))
    (is (= "[$5]" (str [(->Money 5)])))
    (is (= "$5" (print-str (->Money 5))))))

(deftest what-clojure-main-sets
  (testing "namespace maps are printed as such, as in a program of the JVM's"
    (is (true? *print-namespace-maps*))
    (is (= "#:a{:b 1, :c 2}" (pr-str {:a/b 1 :a/c 2}))))
  (testing "an eduction is a seq to pr, and an object to print"
    (is (= "(2 3)" (pr-str (eduction (map inc) [1 2]))))
    (is (re-find #"^#object\[clojure.core.Eduction " (print-str (eduction (map inc) [1 2]))))))

(deftest references-test
  (is (re-find #"Atom" (pr-str (atom 1))))
  (is (re-find #"1" (pr-str (atom 1))))
  (is (string? (pr-str inc)))
  (is (string? (pr-str (Exception. "x"))))
  (is (string? (pr-str (ex-info "x" {:a 1}))))
  (is (string? (pr-str (Object.)))))

(deftest tap-and-misc-test
  (is (= "1\n2\n" (with-out-str (run! println [1 2]))))
  (is (= ["a" "b"] (line-seq (io/StringIO "a\nb\n"))))
  (is (= "a" (with-in-str "a\nb" (read-line))))
  (is (= 'x (with-in-str "x y" (read))))
  (is (nil? (with-in-str "" (read-line)))))

(defmethod print-method ::point [p writer] (.write writer (str "<" (:x p) ">")))

(deftest methods-by-the-type-in-the-metadata
  (let [p (with-meta {:x 1} {:type ::point})]
    (is (= "<1>" (pr-str p)))
    (is (= "[<1>]" (pr-str [p])))
    (is (= "<1>" (str p)))
    (is (= "{:x 1}" (pr-str (with-meta p nil))))
    (is (= "java.lang.Long" (pr-str Long)))))

(deftest classes-have-the-names-that-clojure-knows-them-by
  (is (= "[java.lang.String java.lang.Long java.lang.Double java.lang.Boolean java.lang.Object]" (pr-str [String Long Double Boolean Object])))
  (is (= "(not (instance? java.lang.String :a))" (pr-str (list 'not (list 'instance? String :a)))) "as schemas say it")
  (is (= "clojure.lang.Keyword" (pr-str (class :a))))
  (is (= "java.util.regex.Pattern" (pr-str (class #"a"))))
  (is (= "clojure.lang.PersistentVector" (pr-str (class []))))
  (is (= "dict" (pr-str py/dict)) "Python's own keep theirs")
  (is (= "int" (pr-str (py/type "int" (py/tuple [py/object]) (py/dict {"__module__" "builtins"})))) "and so does a class that is called like one"))

(deftest what-print-does-not-quote
  (testing "a decimal keeps its M, the text of an object has no quotes"
    (is (= "1.5M [1.5M] {:a 1E+3M}\n" (with-out-str (println 1.5M [1.5M] {:a 1e3M}))))
    (is (= "1.5M" (print-str 1.5M)))
    (is (= "1.5" (str 1.5M)))
    (is (re-matches #"#object\[java.io.File 0x\w+ a\]" (print-str (java.io.File. "a"))))
    (is (re-matches #"#object\[java.io.File 0x\w+ \"a\"\]" (pr-str (java.io.File. "a"))))
    (is (= "#uuid \"00000000-0000-0000-0000-000000000001\"" (print-str (java.util.UUID/fromString "00000000-0000-0000-0000-000000000001")))))
  (testing "quotes in a regular expression can be read again"
    (is (= "#\"a\\\"b\"" (pr-str (re-pattern "a\"b")) (print-str (re-pattern "a\"b"))))
    (is (= "#\"a\\\"b\\\\\\\"c\"" (pr-str (re-pattern "a\"b\\\\\"c"))))
    (is (= "#\"\\Qa\\E\\\"\\Qb\\E\\\"\"" (pr-str (re-pattern "\\Qa\"b\\E\""))))
    (is (re-matches (read-string (pr-str (re-pattern "é\"\\d"))) "é\"1"))))

(defrecord Shown [a])
(defmethod print-method Shown [r ^java.io.Writer w]
  (.write w (str "<" *print-readably* " "))
  (print-method (:a r) w)
  (.write w ">"))

(deftest print-methods-know-what-print-wants
  (is (= "< x>\n" (with-out-str (println (->Shown "x"))) (println-str (->Shown "x"))))
  (is (= "<true \"x\">\n" (with-out-str (prn (->Shown "x")))))
  (is (= "[< x>]" (print-str [(->Shown "x")])))
  (is (= "a <false b>\n" (binding [*print-readably* false] (with-out-str (prn "a" (->Shown "b"))))))
  (is (true? *print-readably*)))
