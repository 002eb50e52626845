;; SPDX-License-Identifier: MIT
(ns string-test
  (:require [clojure.string :as s]
            [clojure.test :refer [are deftest is testing]]))

(deftest case-test
  (are [result x] (= result x)
    "ABC" (s/upper-case "abc")
    "ABC" (s/upper-case "aBc")
    "" (s/upper-case "")
    "abc" (s/lower-case "ABC")
    "" (s/lower-case "")
    "Abc" (s/capitalize "abc")
    "Abc" (s/capitalize "ABC")
    "A" (s/capitalize "a")
    "" (s/capitalize "")
    "1ab" (s/capitalize "1AB")
    ":KEY" (s/upper-case :key)
    "sym" (s/lower-case 'SYM)
    "ÄÖ" (s/upper-case "äö")
    "äö" (s/lower-case "ÄÖ"))
  (is (thrown? Exception (s/upper-case nil)))
  (is (thrown? Exception (s/lower-case nil)))
  (is (thrown? Exception (s/capitalize nil))))

(deftest trim-test
  (are [result x] (= result x)
    "abc" (s/trim "  abc \t\r\n")
    "a b" (s/trim " a b ")
    "" (s/trim "   ")
    "" (s/trim "")
    "abc " (s/triml "  abc ")
    "" (s/triml " \n")
    "  abc" (s/trimr "  abc \n")
    "" (s/trimr "\t ")
    "abc" (s/trim-newline "abc\n")
    "abc" (s/trim-newline "abc\r\n\r\n")
    "abc " (s/trim-newline "abc \n")
    "\nabc" (s/trim-newline "\nabc")
    "" (s/trim-newline "\n")
    "" (s/trim-newline "")
    "abc" (s/trim "\u2002abc\u3000"))
  (is (thrown? Exception (s/trim nil))))

(deftest blank-test
  (are [x] (s/blank? x)
    nil "" " " "\t\n\r" "  \u2002")
  (are [x] (not (s/blank? x))
    "a" " a " "." "0"))

(deftest join-test
  (are [result x] (= result x)
    "" (s/join nil)
    "" (s/join [])
    "1" (s/join [1])
    "123" (s/join [1 2 3])
    "12" (s/join [1 nil 2])
    ":a\"b\"" (s/join [:a (pr-str "b")])
    "" (s/join "," nil)
    "" (s/join "," [])
    "1" (s/join "," [1])
    "1,2,3" (s/join "," [1 2 3])
    "1, 2" (s/join ", " (list 1 2))
    "a-b-c" (s/join \- "abc")
    "1 and 2" (s/join " and " (range 1 3))
    ",," (s/join "," [nil nil nil])
    "1:a2" (s/join :a [1 2]))
  (is (= "" (s/join "," (filter pos? [-1]))))
  (is (= "0 1 2" (s/join " " (map identity (range 3)))))
  (is (= "a1b" (s/join 1 ["a" "b"]))))

(deftest split-test
  (are [result x] (= result x)
    ["a" "b"] (s/split "a,b" #",")
    ["a" "b"] (s/split "a,b,," #",")
    ["a" "b" "" ""] (s/split "a,b,," #"," -1)
    ["" "a"] (s/split ",a" #",")
    ["a" "b,c"] (s/split "a,b,c" #"," 2)
    ["a" "b" "c"] (s/split "a,b,c" #"," 5)
    ["a,b"] (s/split "a,b" #"," 1)
    ["abc"] (s/split "abc" #",")
    [""] (s/split "" #",")
    [] (s/split "," #",")
    ["a" "b"] (s/split "a  b" #" +")
    ["a" "b" "c"] (s/split "abc" #"")
    ["a1" "b2"] (s/split "a1-b2" #"-")
    ["a" "b"] (s/split "a1b2" #"\d"))
  (is (vector? (s/split "a b" #" ")))
  (is (thrown? Exception (s/split nil #","))))

(deftest split-lines-test
  (are [result x] (= result (s/split-lines x))
    ["a" "b"] "a\nb"
    ["a" "b"] "a\r\nb"
    ["a" "" "b"] "a\n\nb"
    ["a"] "a\n"
    [""] ""
    ["a"] "a\n\n\n"
    ["" "a"] "\na"))

(deftest replace-test
  (are [result x] (= result x)
    "bbc" (s/replace "abc" "a" "b")
    "bbb" (s/replace "aaa" \a \b)
    "xbxb" (s/replace "abab" "a" "x")
    "" (s/replace "aa" "a" "")
    "abc" (s/replace "abc" "z" "x")
    "a$b" (s/replace "a.b" "." "$")
    "$1c" (s/replace "abc" "ab" "$1")
    "-a-b-" (s/replace "ab" "" "-")
    "*b*" (s/replace "aba" #"a" "*")
    "ba" (s/replace "ab" #"(a)(b)" "$2$1")
    "a$1" (s/replace "ab" #"(b)" "\\$1")
    "[a][b]" (s/replace "ab" #"." "[$0]")
    "AbC" (s/replace "abc" #"[ac]" s/upper-case)
    "b-a" (s/replace "a-b" #"(\w)-(\w)" (fn [[_ x y]] (str y "-" x)))
    "$$" (s/replace "ab" #"." (constantly "$"))
    "1-2" (s/replace "1 2" #"\s" "-")
    "x" (s/replace "x" #"y" "z"))
  (is (thrown? Exception (s/replace nil "a" "b"))))

(deftest replace-first-test
  (are [result x] (= result x)
    "xba" (s/replace-first "aba" "a" "x")
    "xba" (s/replace-first "aba" \a \x)
    "xba" (s/replace-first "aba" #"a" "x")
    "aba" (s/replace-first "aba" #"z" "x")
    "aba" (s/replace-first "aba" "z" "x")
    "Aba" (s/replace-first "aba" #"a" s/upper-case)
    "bac" (s/replace-first "abc" #"(a)(b)" "$2$1")
    "-ab" (s/replace-first "ab" "" "-")
    "ab.c" (s/replace-first "a.b.c" "." "")))

(deftest quote-replacement-test
  (is (= "a$1b" (s/replace "axb" #"(x)" (s/re-quote-replacement "$1"))))
  (is (= "a\\b" (s/replace "axb" #"x" (s/re-quote-replacement "\\")))))

(deftest reverse-test
  (are [result x] (= result (s/reverse x))
    "cba" "abc"
    "" ""
    "a" "a"
    "öa" "aö")
  (is (thrown? Exception (s/reverse nil))))

(deftest escape-test
  (are [result x cmap] (= result (s/escape x cmap))
    "abc" "abc" {}
    "&lt;a&gt;" "<a>" {\< "&lt;" \> "&gt;"}
    "" "" {\a "b"}
    "faa" "foo" {\o \a}
    "A-" "a-" #(when (= \a %) "A")))

(deftest index-test
  (are [result x] (= result x)
    0 (s/index-of "abc" "a")
    1 (s/index-of "abc" \b)
    nil (s/index-of "abc" "z")
    0 (s/index-of "abc" "")
    3 (s/index-of "abcabc" "a" 1)
    nil (s/index-of "abc" "a" 1)
    nil (s/index-of "abc" "a" 10)
    0 (s/index-of "abc" "a" -5)
    3 (s/last-index-of "abcabc" "a")
    0 (s/last-index-of "abcabc" "a" 2)
    3 (s/last-index-of "abcabc" \a 3)
    nil (s/last-index-of "abc" "z")
    3 (s/last-index-of "abc" "")
    1 (s/index-of "äöü" "ö")
    1 (s/index-of "😀x" "x")))

(deftest predicates-test
  (are [x] (true? x)
    (s/starts-with? "abc" "ab")
    (s/starts-with? "abc" "")
    (s/starts-with? "" "")
    (s/ends-with? "abc" "bc")
    (s/ends-with? "abc" "")
    (s/includes? "abc" "b")
    (s/includes? "abc" "")
    (s/includes? "abc" "abc"))
  (are [x] (false? x)
    (s/starts-with? "abc" "bc")
    (s/starts-with? "a" "abc")
    (s/ends-with? "abc" "ab")
    (s/ends-with? "" "a")
    (s/includes? "abc" "d")
    (s/includes? "" "a")))

(deftest core-string-functions-test
  (are [result x] (= result x)
    "" (str)
    "" (str nil)
    "1" (str 1)
    "1:a" (str 1 :a)
    "ab" (str "a" nil "b")
    "[1 \"a\"]" (str [1 "a"])
    "(1 2)" (str '(1 2))
    "{:a nil}" (str {:a nil})
    "a/b" (str 'a/b)
    "1.0" (str 1.0)
    "true" (str true)
    "bc" (subs "abc" 1)
    "b" (subs "abc" 1 2)
    "" (subs "abc" 3)
    "" (subs "abc" 1 1)
    3 (count "abc")
    0 (count "")
    \b (nth "abc" 1)
    :none (nth "abc" 5 :none)
    \a (first "abc")
    [\a \b] (vec "ab")
    nil (seq "")
    \a (get "abc" 0)
    nil (get "abc" 9)
    true (contains? "abc" 2)
    false (contains? "abc" 3)
    "cba" (apply str (reverse "abc"))
    "a 1" (format "%s %d" "a" 1)
    "1.50" (format "%.2f" 1.5)
    "00ff" (format "%04x" 255)
    "  a|b  " (format "%3s|%-3s" "a" "b")
    "100%" (format "%d%%" 100))
  (testing "parts of a moment"
    (let [moment #inst "2024-05-06T17:08:09.012Z"]
      (are [text spec] (= text (format spec moment))
        "2024-05-06" "%tF"
        "17:08:09" "%tT"
        "2024/05/06 17:08" "%1$tY/%1$tm/%1$td %1$tR"
        "05/06/24" "%tD"
        "05:08:09 PM" "%tr"
        "012 012000000" "%tL %<tN"
        "17 5 05 pm PM" "%tk %<tl %<tI %<tp %<Tp"
        "20 24 127 6" "%tC %<ty %<tj %<te"
        "1715015289 1715015289012" "%ts %<tQ"
        "+0000 UTC" "%tz %<tZ"
        "Monday Mon May May MAY" "%tA %<ta %<tB %<tb %<Th"
        "Mon May 06 17:08:09 UTC 2024" "%tc"
        "|      2024|2024  |" "|%10tY|%<-6tY|")
      (is (= (format "%tQ" moment) (format "%tQ" 1715015289012)))
      (is (= "null" (format "%tY" nil)))
      (is (= "2024-05-06" (format "%tF" (.date moment))))
      (are [spec x] (thrown? Exception (format spec x))
        "%tY" "2024"
        "%tx" moment
        "%t" moment
        "%.2tY" moment)))
  (is (thrown? Exception (subs "abc" 4)))
  (is (thrown? Exception (subs "abc" 2 1)))
  (is (thrown? Exception (nth "abc" 3)))
  (is (= 97 (int \a)))
  (is (= \a (char 97)))
  (are [result x] (= result (parse-long x))
    1 "1"
    -12 "-12"
    12 "+12"
    nil "1.5"
    nil ""
    nil "x"
    nil " 1")
  (are [result x] (= result (parse-double x))
    1.0 "1"
    1.5 "1.5"
    -0.5 "-.5"
    1e10 "1e10"
    nil "x"
    nil "")
  (are [result x] (= result (parse-boolean x))
    true "true"
    false "false"
    nil "TRUE"
    nil "yes")
  (is (thrown? Exception (parse-long 1)))
  (is (uuid? (parse-uuid "b6883c0a-0342-4007-9966-bc2dfa6b109e")))
  (are [uuid s] (= uuid (parse-uuid s))
    nil                                          "x"
    #uuid "00000001-0002-0003-0004-000000000005" "1-2-3-4-5"
    #uuid "23456789-bcde-0003-0004-000000000005" "123456789-ABCDE-3-4-5"
    nil                                          "1-2-3-4"
    nil                                          "1-2-3-4-5-6"
    nil                                          "-1-2-3-4-5"
    nil                                          "1--3-4-5"
    nil                                          "1-2-3-4-g"
    nil                                          "b6883c0a-0342-4007-9966-bc2dfa6b109e0"
    nil                                          "ffffffffffffffff-2-3-4-5"))

(deftest what-is-no-string-test
  (is (= "A" (s/capitalize #"a")))
  (is (= "a\\d" (s/lower-case #"A\d")))
  (is (= "true" (s/re-quote-replacement true)))
  (is (s/includes? true "rue")))
