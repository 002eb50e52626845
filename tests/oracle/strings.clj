;; SPDX-License-Identifier: MIT
;; str, format, regular expressions and clojure.string.
(ns oracle.strings (:require [clojure.string :as str]))
;=> nil

(str)
;=> ""
(str nil)
;=> ""
(str nil nil)
;=> ""
(str 1)
;=> "1"
(str :a)
;=> ":a"
(str 'a/b)
;=> "a/b"
(str "a" \b 1 nil :c)
;=> "ab1:c"
(str [1 "a" \b nil])
;=> "[1 \"a\" \\b nil]"
;settled character: "[1 \"a\" \"b\" nil]"
(str '(1 2))
;=> "(1 2)"
(str {:a "b"})
;=> "{:a \"b\"}"
(str #{1})
;=> "#{1}"
(str (map inc [1 2]))
;=> "clojure.lang.LazySeq@402"
;settled contents: "(2 3)"
(str (range 3))
;=> "(0 1 2)"
(str (lazy-seq nil))
;=> "clojure.lang.LazySeq@1"
;settled contents: "()"
(str ())
;=> "()"
(str true)
;=> "true"
(str 1.0)
;=> "1.0"
(str 1/2)
;=> "1/2"
(str #"a.b")
;=> "a.b"
(str *ns*)
;=> "oracle.strings"
(str #'str)
;=> "#'clojure.core/str"
(str #uuid "00000000-0000-0000-0000-000000000001")
;=> "00000000-0000-0000-0000-000000000001"
(str (first {:a 1}))
;=> "[:a 1]"
(str [nil true ##Inf ##NaN])
;=> "[nil true ##Inf ##NaN]"
(str ##Inf)
;=> "Infinity"
(str {:a nil})
;=> "{:a nil}"
(subs "abc" 1)
;=> "bc"
(subs "abc" 0 2)
;=> "ab"
(subs "abc" 3)
;=> ""
(subs "abc" 4)
;!! StringIndexOutOfBoundsException
(subs "abc" -1)
;!! StringIndexOutOfBoundsException
(subs "abc" 2 1)
;!! StringIndexOutOfBoundsException
(subs "abc" 0 4)
;!! StringIndexOutOfBoundsException
(subs nil 0)
;!! NullPointerException
(subs 1 0)
;!! ClassCastException
(subs "abc" nil)
;!! NullPointerException
(subs "abc" 1.5)
;=> "bc"
(name :a)
;=> "a"
(name :a/b)
;=> "b"
(name 'a/b)
;=> "b"
(name "a")
;=> "a"
(name nil)
;!! NullPointerException
(name 1)
;!! ClassCastException
(name \a)
;!! ClassCastException
;settled character: "a"
(namespace :a/b)
;=> "a"
(namespace :a)
;=> nil
(namespace 'a)
;=> nil
(namespace "a")
;!! ClassCastException
(namespace nil)
;!! NullPointerException
(namespace 1)
;!! ClassCastException
(keyword "a")
;=> :a
(keyword "a/b")
;=> :a/b
(keyword "a" "b")
;=> :a/b
(keyword 'a/b)
;=> :a/b
(keyword :a)
;=> :a
(keyword nil)
;=> nil
(keyword nil "a")
;=> :a
(keyword "a" nil)
;!! NullPointerException
(keyword 1)
;=> nil
(keyword 'a "b")
;!! ClassCastException
(keyword "")
;=> :
(keyword "a b")
;=> :a b
(keyword "a/b/c")
;=> :a/b/c
(symbol "a")
;=> a
(symbol "a/b")
;=> a/b
(symbol "a" "b")
;=> a/b
(symbol :a/b)
;=> a/b
(symbol 'a)
;=> a
(symbol nil)
;!! IllegalArgumentException
(symbol nil "a")
;=> a
(symbol 1)
;!! IllegalArgumentException
(symbol #'str)
;=> clojure.core/str
(symbol "/")
;=> /
(symbol "a/b/c")
;=> a/b/c
(namespace (symbol "a/b/c"))
;=> "a"
(name (symbol "a/b/c"))
;=> "b/c"
(find-keyword "a")
;=> :a
(find-keyword "never-seen-before-here")
;=> nil
(munge "a-b?")
;=> "a_b_QMARK_"
(munge 'a-b!)
;=> a_b_BANG_
(namespace-munge "a-b.c-d")
;=> "a_b.c_d"
(namespace-munge 'a-b)
;=> "a_b"
(char-escape-string \newline)
;=> "\\n"
(char-escape-string \a)
;=> nil
(char-name-string \newline)
;=> "newline"
(char-name-string \a)
;=> nil
(char-name-string \space)
;=> "space"
(string? "a")
;=> true
(string? \a)
;=> false
;settled character: true
(string? nil)
;=> false

;; format
(format "%d" 1)
;=> "1"
(format "%5d|%-5d|%05d" 1 2 3)
;=> "    1|2    |00003"
(format "%x %X %o" 255 255 8)
;=> "ff FF 10"
(format "%s" nil)
;=> "null"
(format "%s %s" :a [1 "b"])
;=> ":a [1 \"b\"]"
(format "%10s|%-10s|" "ab" "cd")
;=> "        ab|cd        |"
(format "%.2f" 1.005)
;=> "1.01"
(format "%.2f" 3.14159)
;=> "3.14"
(format "%8.3f|" 3.14159)
;=> "   3.142|"
(format "%e" 12345.678)
;=> "1.234568e+04"
(format "%c" \a)
;=> "a"
(format "%b %b" nil 1)
;=> "false true"
(format "%%")
;=> "%"
(format "%n")
;=> "\n"
(format "%d" 1.5)
;!! IllegalFormatConversionException
(format "%d" "a")
;!! IllegalFormatConversionException
(format "%d" nil)
;=> "null"
(format "%f" 1)
;!! IllegalFormatConversionException
;settled number: "1.000000"
(format "%f" nil)
;=> "null"
(format "%s")
;!! MissingFormatArgumentException
(format "%d %d" 1)
;!! MissingFormatArgumentException
(format "%q" 1)
;!! UnknownFormatConversionException
(format nil)
;!! NullPointerException
(format 1)
;!! ClassCastException
(format "a")
;=> "a"
(format "%2$s %1$s" "a" "b")
;=> "b a"
(format "%,d" 1234567)
;=> "1,234,567"
(format "%+d" 5)
;=> "+5"
(format "%(d" -5)
;=> "(5)"
(format "%g" 0.0001)
;=> "0.000100000"
(format "%.3s" "abcdef")
;=> "abc"
(format "%S" "abc")
;=> "ABC"
(format "%x" -1N)
;!! IllegalFormatConversionException
;settled number: "ffffffffffffffff"
(format "%s" 1 2)
;=> "1"
(format "%.0f" 2.5)
;=> "3"
(format "%.1f" 0.25)
;=> "0.3"
(format "%s" (map inc [1]))
;=> "clojure.lang.LazySeq@21"
;settled contents: "(2)"
(format "%5s" :a)
;=> "   :a"
(format "%d" 10000000000000000000N)
;!! IllegalFormatConversionException
;settled number: "10000000000000000000"
(format "% d" 5)
;=> " 5"
(format "%#x" 255)
;=> "0x"
(printf "%d-%s" 1 "a")
;out "1-a"
;=> nil

;; clojure.string
(str/blank? nil)
;=> true
(str/blank? "")
;=> true
(str/blank? " \t\n")
;=> true
(str/blank? "a")
;=> false
(str/blank? 1)
;!! ClassCastException
(str/upper-case "abc")
;=> "ABC"
(str/upper-case "straße")
;=> "STRASSE"
(str/upper-case nil)
;!! NullPointerException
(str/upper-case :a)
;=> ":A"
(str/upper-case 1)
;=> "1"
(str/lower-case "ABC")
;=> "abc"
(str/lower-case 'ABC)
;=> "abc"
(str/lower-case nil)
;!! NullPointerException
(str/capitalize "hELLO")
;=> "Hello"
(str/capitalize "")
;=> ""
(str/capitalize "a")
;=> "A"
(str/capitalize nil)
;!! NullPointerException
(str/capitalize :abc)
;=> ":abc"
(str/reverse "abc")
;=> "cba"
(str/reverse "")
;=> ""
(str/reverse nil)
;!! NullPointerException
(str/reverse 1)
;!! ClassCastException
(str/join [1 2 3])
;=> "123"
(str/join ", " [1 nil "a" :b])
;=> "1, , a, :b"
(str/join nil)
;=> ""
(str/join "," nil)
;=> ""
(str/join "," [])
;=> ""
(str/join \- "abc")
;=> "a-b-c"
(str/join 1 [2 3])
;=> "213"
(str/join nil [1 2])
;=> "12"
(str/join "," 1)
;!! IllegalArgumentException
(str/join 1)
;!! IllegalArgumentException
(str/join "," {:a 1})
;=> "[:a 1]"
(str/split "a,b,c" #",")
;=> ["a" "b" "c"]
(str/split "a,b,,," #",")
;=> ["a" "b"]
(str/split ",a" #",")
;=> ["" "a"]
(str/split "a,b,c" #"," 2)
;=> ["a" "b,c"]
(str/split "a,b,," #"," -1)
;=> ["a" "b" "" ""]
(str/split "a,b,c" #"," 0)
;=> ["a" "b" "c"]
(str/split "a,b,c" #"," 1)
;=> ["a,b,c"]
(str/split "" #",")
;=> [""]
(str/split "abc" #"")
;=> ["a" "b" "c"]
(str/split "a1b2" #"\d")
;=> ["a" "b"]
(str/split nil #",")
;!! NullPointerException
(str/split "a,b" ",")
;!! ClassCastException
(str/split "a,b" nil)
;!! NullPointerException
(str/split "aXbXc" #"(X)")
;=> ["a" "b" "c"]
(str/split 1 #",")
;!! ClassCastException
(str/split " a  b " #"\s+")
;=> ["" "a" "b"]
(str/split-lines "a\nb\r\nc")
;=> ["a" "b" "c"]
(str/split-lines "")
;=> [""]
(str/split-lines "a\n\n")
;=> ["a"]
(str/split-lines nil)
;!! NullPointerException
(str/trim "  a b ")
;=> "a b"
(str/trim "")
;=> ""
(str/trim nil)
;!! NullPointerException
(str/trim 1)
;!! ClassCastException
(str/trim "\t\n a \r")
;=> "a"
(str/triml "  a ")
;=> "a "
(str/trimr "  a ")
;=> "  a"
(str/triml nil)
;!! NullPointerException
(str/trim-newline "a\n\r\n")
;=> "a"
(str/trim-newline "a")
;=> "a"
(str/trim-newline nil)
;!! NullPointerException
(str/replace "abc" "b" "x")
;=> "axc"
(str/replace "aaa" "a" "b")
;=> "bbb"
(str/replace "abc" \b \x)
;=> "axc"
(str/replace "a1b2" #"\d" "#")
;=> "a#b#"
(str/replace "a1b2" #"\d" #(str "<" % ">"))
;=> "a<1>b<2>"
(str/replace "ab" #"(a)(b)" "$2$1")
;=> "ba"
(str/replace "ab" #"(a)(b)" (fn [[all a b]] (str b a all)))
;=> "baab"
(str/replace "abc" "" "-")
;=> "-a-b-c-"
(str/replace "abc" #"" "-")
;=> "-a-b-c-"
(str/replace nil "a" "b")
;!! NullPointerException
(str/replace "abc" nil "b")
;!! IllegalArgumentException
(str/replace "abc" "b" nil)
;!! NullPointerException
(str/replace "abc" #"b" nil)
;!! NullPointerException
(str/replace "abc" "b" 1)
;!! ClassCastException
(str/replace "abc" \b "x")
;!! ClassCastException
;settled character: "axc"
(str/replace "abc" "b" \x)
;!! ClassCastException
;settled character: "axc"
(str/replace "a.b" "." "$1")
;=> "a$1b"
(str/replace "a.b" #"\." "\\$")
;=> "a$b"
(str/replace "a" #"a" "$1")
;!! IndexOutOfBoundsException
(str/replace 1 "a" "b")
;=> "1"
(str/replace "abc" #"b" {"b" "X"})
;=> "aXc"
(str/replace-first "aaa" "a" "b")
;=> "baa"
(str/replace-first "a1b2" #"\d" "#")
;=> "a#b2"
(str/replace-first "a1b2" #"\d" #(str % %))
;=> "a11b2"
(str/replace-first "abc" \b \x)
;=> "axc"
(str/replace-first "abc" "z" "y")
;=> "abc"
(str/replace-first nil "a" "b")
;!! NullPointerException
(str/re-quote-replacement "$1\\")
;=> "\\$1\\\\"
(str/escape "a<b" {\< "&lt;"})
;=> "a&lt;b"
(str/escape "abc" {})
;=> "abc"
(str/escape nil {})
;!! NullPointerException
(str/escape "abc" nil)
;!! NullPointerException
(str/escape "abc" {\a 1})
;=> "1bc"
(str/index-of "abc" "b")
;=> 1
(str/index-of "abc" \c)
;=> 2
(str/index-of "abc" "z")
;=> nil
(str/index-of "abc" "")
;=> 0
(str/index-of "abcabc" "b" 2)
;=> 4
(str/index-of "abc" "a" -5)
;=> 0
(str/index-of "abc" "a" 10)
;=> nil
(str/index-of nil "a")
;!! NullPointerException
(str/index-of "abc" nil)
;!! NullPointerException
(str/index-of "abc" 1)
;!! ClassCastException
(str/last-index-of "abab" "b")
;=> 3
(str/last-index-of "abab" "b" 2)
;=> 1
(str/last-index-of "abab" "z")
;=> nil
(str/last-index-of nil "a")
;!! NullPointerException
(str/starts-with? "abc" "ab")
;=> true
(str/starts-with? "abc" "")
;=> true
(str/starts-with? "" "a")
;=> false
(str/starts-with? nil "a")
;!! NullPointerException
(str/starts-with? "abc" nil)
;!! NullPointerException
(str/starts-with? "abc" \a)
;!! ClassCastException
;settled character: true
(str/ends-with? "abc" "bc")
;=> true
(str/ends-with? "abc" "z")
;=> false
(str/ends-with? nil "c")
;!! NullPointerException
(str/includes? "abc" "b")
;=> true
(str/includes? "abc" "")
;=> true
(str/includes? "abc" "z")
;=> false
(str/includes? nil "a")
;!! NullPointerException
(str/includes? "abc" nil)
;!! NullPointerException
(str/includes? "abc" 1)
;!! ClassCastException

;; regular expressions
#"a\d+"
;=> #"a\d+"
(pr-str #"a\"b")
;=> "#\"a\\\"b\""
(re-pattern "a+")
;=> #"a+"
(re-pattern #"a")
;=> #"a"
(re-pattern nil)
;!! NullPointerException
(re-pattern "(")
;!! PatternSyntaxException
(re-pattern 1)
;!! ClassCastException
(re-find #"\d+" "ab12cd34")
;=> "12"
(re-find #"(\d)(\d)" "ab12")
;=> ["12" "1" "2"]
(re-find #"(a)|(b)" "b")
;=> ["b" nil "b"]
(re-find #"x" "abc")
;=> nil
(re-find #"" "")
;=> ""
(re-find #"a" nil)
;!! NullPointerException
(re-find nil "a")
;!! NullPointerException
(re-find "a" "a")
;!! ClassCastException
(re-find #"a" 1)
;!! ClassCastException
(re-matches #"\d+" "123")
;=> "123"
(re-matches #"\d+" "123a")
;=> nil
(re-matches #"(\w)(\d)" "a1")
;=> ["a1" "a" "1"]
(re-matches #"a?" "")
;=> ""
(re-matches #"a" nil)
;!! NullPointerException
(re-seq #"\d" "a1b2")
;=> ("1" "2")
(re-seq #"(\w)(\d)" "a1b2")
;=> (["a1" "a" "1"] ["b2" "b" "2"])
(re-seq #"x" "abc")
;=> nil
(re-seq #"" "ab")
;=> ("" "" "")
(re-seq #"a" nil)
;!! NullPointerException
(re-seq nil "a")
;!! NullPointerException
(let [m (re-matcher #"(\d)(\d)?" "12 3")] [(re-find m) (re-groups m) (re-find m) (re-find m)])
;=> [["12" "1" "2"] ["12" "1" "2"] ["3" "3" nil] nil]
(re-groups (re-matcher #"a" "a"))
;!! IllegalStateException
(let [m (re-matcher #"a" "b")] (re-find m) (re-groups m))
;!! IllegalStateException
(re-find (re-matcher #"a" "ba"))
;=> "a"
(let [[a b] (re-matcher #"(a)(b)" "ab")] [a b])
;!! IllegalStateException
(re-matcher "a" "a")
;!! ClassCastException
(re-matcher #"a" nil)
;!! NullPointerException
(re-find #"(?i)ABC" "xabc")
;=> "abc"
(re-find #"(?m)^b" "a\nb")
;=> "b"
(re-find #"(?s)a.b" "a\nb")
;=> "a\nb"
(re-find #"a.b" "a\nb")
;=> nil
(re-find #"\bfoo\b" "a foo b")
;=> "foo"
(re-find #"(?<year>\d{4})" "in 2020")
;=> ["2020" "2020"]
(re-find #"\p{L}+" "1äb2")
;=> "äb"
(re-find #"[\[\]]" "a]")
;=> "]"
(re-find #"\Qa.b\E" "xa.b")
;=> "a.b"
(re-find #"(?x) a b " "ab")
;=> "ab"
(re-find #"\u0041" "A")
;=> "A"
(re-find #"[a-c&&[b]]" "ab")
;=> "b"
(re-find #"a{2,3}?" "aaaa")
;=> "aa"
(re-find #"a++b" "aab")
;=> "aab"
(re-find #"(?=b)" "ab")
;=> ""
(re-find #"(?<!a)b" "ab b")
;=> "b"
(re-find #"(a)\1" "aa")
;=> ["aa" "a"]
(= #"a" #"a")
;=> false
(let [p #"a"] (= p p))
;=> true
(str/split "a|b" #"\|")
;=> ["a" "b"]
(re-seq #"(?:a|b)+" "abxba")
;=> ("ab" "ba")
(re-matches #"(.|\n)*" "a\nb")
;=> ["a\nb" "b"]

;; characters
\a
;=> \a
[\newline \space \tab \return \backspace \formfeed \u0041 \o101 \\ \"]
;=> [\newline \space \tab \return \backspace \formfeed \A \A \\ \"]
(seq "ab")
;=> (\a \b)
(first "")
;=> nil
(vec "aé")
;=> [\a \é]
(char? \a)
;=> true
(char? "a")
;=> false
;settled character: true
(= \a "a")
;=> false
;settled character: true
(int \A)
;=> 65
(map int "AZ")
;=> (65 90)
(apply str (reverse "abc"))
;=> "cba"
(apply str (interpose "," "abc"))
;=> "a,b,c"
(sort "banana")
;=> (\a \a \a \b \n \n)
(frequencies "aab")
;=> {\a 2, \b 1}
(contains? #{\a} (first "abc"))
;=> true
(some #{\b} "abc")
;=> \b
(compare \a \b)
;=> -1
(compare \a "a")
;!! ClassCastException
;settled character: 0
(count "héllo")
;=> 5
(into [] (map str) "ab")
;=> ["a" "b"]
