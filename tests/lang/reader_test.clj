;; SPDX-License-Identifier: MIT
(ns reader-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest atoms-test
  (are [result s] (= result (read-string s))
    nil "nil"
    true "true"
    false "false"
    'nilx "nilx"
    'a "a"
    'a.b "a.b"
    'a/b "a/b"
    'a.b/c "a.b/c"
    '/ "/"
    'clojure.core// "clojure.core//"
    '+ "+"
    '- "-"
    '-> "->"
    '+a "+a"
    '-a "-a"
    '*a* "*a*"
    'a' "a'"
    'a# "a#"
    '!a? "!a?"
    '<=> "<=>"
    '. "."
    '.. ".."
    '& "&"
    '%x "%x"
    :a ":a"
    :a/b ":a/b"
    :a.b/c ":a.b/c"
    :+ ":+"
    :1 ":1"
    :a:b ":a:b"
    1 "1"
    1.5 "1.5"
    \a "\\a"
    \newline "\\newline"
    \space "\\space"
    \tab "\\tab"
    \return "\\return"
    \backspace "\\backspace"
    \formfeed "\\formfeed"
    \A "\\u0041"
    \A "\\o101"
    \( "\\("
    \" "\\\""
    \\ "\\\\"
    \; "\\;"
    "" "\"\""
    "a\nb" "\"a\nb\""
    "\n\t\\\"" "\"\\n\\t\\\\\\\"\""
    "A" "\"\\u0041\""
    "A" "\"\\101\""
    ##Inf "##Inf"
    ##-Inf "##-Inf")
  (is (NaN? (read-string "##NaN"))))

(deftest collections-test
  (are [result s] (= result (read-string s))
    () "()"
    '(1 2) "(1 2)"
    '(1 2) "(1,2)"
    '(1 2) "( 1 , 2 )"
    [] "[]"
    [1 [2]] "[1 [2]]"
    {} "{}"
    {:a 1} "{:a 1}"
    #{} "#{}"
    #{1 2} "#{1 2}"
    '(()) "(())"
    '(a b) "(a\n;comment\nb)"
    1 "  1"
    1 ",1"
    1 "1 2"
    1 "#!comment\n1"
    {:a/b 1} "#:a{:b 1}"
    {:a/b 1 :c 2 :x/d 3} "#:a{:b 1 :_/c 2 :x/d 3}"
    '{a/b 1} "#:a{b 1}"
    {"b" 1} "#:a{\"b\" 1}"
    [1 3] "[1 #_2 3]"
    [3] "[#_ #_ 1 2 3]"
    [1] "[1 #_2]"
    {:a 1} "{:a #_0 1}"
    [] "[#_(a b)]")
  (is (vector? (read-string "[1]")))
  (is (list? (read-string "(1)")))
  (is (list? (read-string "()"))))

(deftest macros-test
  (are [result s] (= result (read-string s))
    '(quote a) "'a"
    '(quote (quote a)) "''a"
    '(clojure.core/deref a) "@a"
    '(var a) "#'a"
    '(clojure.core/unquote a) "~a"
    '(clojure.core/unquote-splicing a) "~@a"
    '(quote a) "' a")
  (is (= "a" (str (read-string "#\"a\""))))
  (is (= "\\d\\\"" (str (read-string "#\"\\d\\\"\""))) "the backslash stays in a pattern" )
  (testing "function literals"
    (is (= 'fn* (first (read-string "#(inc %)"))))
    (is (= 2 (eval (read-string "(#(inc %) 1)"))))
    (is (= [1 2] (eval (read-string "(#(vector %1 %2) 1 2)"))))
    (is (= [2] (eval (read-string "(#(vector %2) 1 2)"))))
    (is (= '[1 (2)] (eval (read-string "(#(vector % %&) 1 2)"))))
    (is (thrown? Exception (read-string "#(a #(b))"))))
  (testing "metadata"
    (is (= {:a true} (meta (read-string "^:a x"))))
    (is (= {:tag 'T} (meta (read-string "^T x"))))
    (is (= {:a 1} (meta (read-string "^{:a 1} x"))))
    (is (= {:a true} (meta (read-string "#^:a x"))))
    (is (thrown? Exception (read-string "^1 x")))
    (is (thrown? Exception (read-string "^:a 1"))))
  (testing "positions"
    (let [[a b] '((a)
                  (b))]
      (is (= 1 (- (:line (meta b)) (:line (meta a)))))
      (is (= (:column (meta a)) (:column (meta b)))))
    (is (nil? (meta (read-string "(a)"))) "but not of those in a string")))

(deftest conditionals-test
  (are [result s] (= result (read-string {:read-cond :allow} s))
    1 "#?(:cljsh 1 :default 2)"
    1 "#?(:clj 1 :default 2)"
    1 "#?(:clj 1 :cljs 3 :default 2)"
    [1] "[1 #?(:cljs 2)]"
    [1 2 3] "[1 #?@(:cljsh [2 3])]"
    [1] "[1 #?@(:cljs [2 3])]"
    [1 2] "[1 #?@(:default [2])]"
    :x "#?(:cljs #no/tag 1 #_1 :default :x)"
    1 "#?(:default 1 :clj 2)"
    3 "#?(:clj 2 :bb 3 :cljs 4)"
    4 "#?(:clj #no/tag 2 :bb 3\n :cljsh 4)"
    [4 5] "[#?(:clj #no/tag 2 :cljsh 4) 5]"
    1 "#?(:phel [phel\\async :refer [future]] :default 1)"
    1 "#?(:phel \\ArrayIterator :default 1)"
    1 "#?(:phel \\Phel\\Lang\\Thing :default 1)"
    1 "#?(:phel Phel\\Lang\\Thing :default 1)"
    1 "#?(:phel (new \\Exception \"x\") :default 1)"
    1 "#?(:other [5px 0b101 1_000 a:: \\uZZ \\o9 ##Other 1/0] :default 1)")
  (is (thrown? Exception (read-string "[phel\\async]")))
  (is (= 1 (read-string {:read-cond :allow :features #{:clj}} "#?(:clj 1 :default 2)")))
  (is (thrown? Exception (read-string "#?(:cljsh 1)")))
  (is (reader-conditional? (read-string {:read-cond :preserve} "#?(:clj 1)")))
  (is (= 1 #?(:cljsh 1 :clj 2)))
  (is (= [1 2] [1 #?@(:cljsh [2] :clj [3])])))

(deftest tagged-test
  (are [result x] (= result x)
    #inst "2020-01-01T00:00:00.000Z" #inst "2020-01-01"
    #inst "2020-01-01T01:00:00.000+01:00" #inst "2020-01-01T00:00:00Z"
    true (inst? #inst "2020-01-01")
    0 (inst-ms #inst "1970-01-01")
    true (uuid? #uuid "b6883c0a-0342-4007-9966-bc2dfa6b109e")
    [1] (binding [*data-readers* {'x/y vector}] (read-string "#x/y 1"))
    ['x/z 1] (binding [*default-data-reader-fn* vector] (read-string "#x/z 1")))
  (let [t (binding [*default-data-reader-fn* tagged-literal] (read-string "#x/z [1]"))]
    (is (tagged-literal? t))
    (is (= 'x/z (:tag t)))
    (is (= [1] (:form t)))
    (is (= "#x/z [1]" (pr-str t))))
  (is (thrown? Exception (read-string "#no/such 1")))
  (is (thrown? Exception (read-string "#inst \"x\""))))

(deftest errors-test
  (are [s] (thrown? Exception (read-string s))
    ""
    "   "
    "; only a comment"
    "("
    ")"
    "[1"
    "[1)"
    "{:a 1"
    "{:a}"
    "{:a 1 :a 2}"
    "#{1 1}"
    "\"a"
    "\"\\q\""
    "\\abc"
    "\\u00"
    "1a"
    "1.5.2"
    "0x"
    "08"
    "1/0"
    ":"
    "::"
    "a/"
    ":a/"
    "#"
    "#<a>"
    "'"
    "@"
    "^:a"
    "##Foo"
    "#:{:a 1}"
    "#?(:a)")
  (is (thrown? Exception (read-string nil)))
  (is (thrown? Exception (read-string 1)))
  (is (= :end (read-string {:eof :end} ""))))

(deftest literals-in-code-test
  (are [result x] (= result x)
    [1 2] #_0 [1 #_9 2]
    "a\nb" "a
b"
    3 (+ #_0 1, 2)
    'a 'a))
