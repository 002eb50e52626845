;; SPDX-License-Identifier: MIT
;; Strings, characters, regular expressions, names: a form or more for each thing that a test of the language would ask.
(ns oracle.text (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

[(str) (str nil) (str 1) (str nil "a") (str \a :b 'c 1.0 1N 1M 1/2 [1 "a"] #{} {} nil)]
;=> ["" "" "1" "a" "a:bc1.0111/2[1 \"a\"]#{}{}"]
[(subs "abc" 1) (subs "abc" 1 2) (subs "abc" 3) (subs "" 0)]
;=> ["bc" "b" "" ""]
(subs "abc" 4)
;!! StringIndexOutOfBoundsException
(subs "abc" 2 1)
;!! StringIndexOutOfBoundsException
(subs "abc" -1)
;!! StringIndexOutOfBoundsException
(subs nil 0)
;!! NullPointerException
[(str/join [1 2]) (str/join "," [1 nil 2]) (str/join nil) (str/join "," []) (str/join \- "abc")]
;=> ["12" "1,,2" "" "" "a-b-c"]
[(str/split "a,b,,c,," #",") (str/split "a,b,,c,," #"," -1) (str/split "a,b,c" #"," 2) (str/split "" #",") (str/split "abc" #"") (str/split "a1b2" #"\d") (str/split " a b" #" ") (str/split ",a" #",") (str/split "a" #"b")]
;=> [["a" "b" "" "c"] ["a" "b" "" "c" "" ""] ["a" "b,c"] [""] ["a" "b" "c"] ["a" "b"] ["" "a" "b"] ["" "a"] ["a"]]
(str/split nil #",")
;!! NullPointerException
(str/split "a" ",")
;!! ClassCastException
[(str/split-lines "a\nb\r\nc") (str/split-lines "") (str/split-lines "a\n\n") (str/split-lines "\na")]
;=> [["a" "b" "c"] [""] ["a"] ["" "a"]]
[(str/replace "aba" "a" "x") (str/replace "aba" \a \x) (str/replace "aba" #"a" "x") (str/replace "aba" #"(a)" "<$1>") (str/replace "aba" #"a" str/upper-case) (str/replace "a.b" "." "$1") (str/replace "ab" #"(a)(b)" (fn [[_ a b]] (str b a))) (str/replace-first "aba" "a" "x") (str/replace-first "aba" #"b" "$0$0") (str/replace-first "aba" #"z" "x") (str/replace "abc" #"" "-")]
;=> ["xbx" "xbx" "xbx" "<a>b<a>" "AbA" "a$1b" "ba" "xba" "abba" "aba" "-a-b-c-"]
(str/replace "a" \a "b")
;!! ClassCastException
;settled character: "b"
(str/replace "a" "a" \b)
;!! ClassCastException
;settled character: "b"
(str/replace "a" #"a" "$1")
;!! IndexOutOfBoundsException
(str/replace "a" #"a" "\\")
;!! IllegalArgumentException
(str/replace nil "a" "b")
;!! NullPointerException
(str/replace "a" "a" nil)
;!! NullPointerException
[(str/re-quote-replacement "$1\\") (str/replace "a" #"a" (str/re-quote-replacement "$1"))]
;=> ["\\$1\\\\" "$1"]
[(str/trim " a ") (str/triml " a ") (str/trimr " a ") (str/trim-newline "a\r\n\n") (str/trim "\u2003a") (str/trim "") (str/blank? nil) (str/blank? " \t\n") (str/blank? "a")]
;=> ["a" "a " " a" "a" "a" "" true true false]
(str/trim nil)
;!! NullPointerException
(str/blank? 1)
;!! ClassCastException
[(str/upper-case "aé") (str/lower-case "AÉ") (str/capitalize "hELLO wORLD") (str/capitalize "") (str/upper-case :a) (str/reverse "abc") (str/reverse "")]
;=> ["AÉ" "aé" "Hello world" "" ":A" "cba" ""]
(str/upper-case nil)
;!! NullPointerException
(str/capitalize nil)
;!! NullPointerException
(str/reverse nil)
;!! NullPointerException
[(str/starts-with? "abc" "ab") (str/ends-with? "abc" "bc") (str/includes? "abc" "b") (str/includes? "abc" "") (str/index-of "abc" "c") (str/index-of "abc" \c) (str/index-of "abc" "z") (str/index-of "aa" "a" 1) (str/last-index-of "aba" "a") (str/last-index-of "aba" "a" 1) (str/index-of "abc" "a" 10) (str/index-of "abc" "a" -5)]
;=> [true true true true 2 2 nil 1 2 0 nil 0]
(str/starts-with? nil "a")
;!! NullPointerException
(str/starts-with? "a" nil)
;!! NullPointerException
(str/includes? "a" nil)
;!! NullPointerException
(str/index-of nil "a")
;!! NullPointerException
[(str/escape "a<b" {\< "&lt;"}) (str/escape "" {}) (str/escape "ab" {\a 1})]
;=> ["a&lt;b" "" "1b"]
(str/escape nil {})
;!! NullPointerException
[(format "%d %s %x %5.2f %05d %+d %,d %e %b %c %%" 1 "a" 255 1.5 42 3 1234567 1.5 true \a) (format "%-5s|%5s|" "a" "b") (format "%s" nil) (format "%S" "a") (format "%o" 8) (format "%X" 255) (format "%2$s %1$s" "a" "b") (format "%n") (format "%.3s" "abcdef") (format "%08.2f" 3.14159) (format "%g" 0.0001)]
;=> ["1 a ff  1.50 00042 +3 1,234,567 1.500000e+00 true a %" "a    |    b|" "null" "A" "10" "FF" "b a" "\n" "abc" "00003.14" "0.000100000"]
(format "%d" "a")
;!! IllegalFormatConversionException
(format "%d" 1.5)
;!! IllegalFormatConversionException
(format "%s")
;!! MissingFormatArgumentException
(format "%q" 1)
;!! UnknownFormatConversionException
(format "%f" 1)
;!! IllegalFormatConversionException
;settled number: "1.000000"
(format nil)
;!! NullPointerException
[(name :a/b) (name 'a) (name "s") (namespace :a/b) (namespace :a) (namespace 'x/y) (keyword "a") (keyword "a" "b") (keyword 'a/b) (keyword nil) (keyword :a) (symbol "a") (symbol "a" "b") (symbol :a/b) (keyword "a/b/c") (namespace (keyword "a/b/c"))]
;=> ["b" "a" "s" "a" nil "x" :a :a/b :a/b nil :a a a/b a/b :a/b/c "a"]
(name nil)
;!! NullPointerException
(name 1)
;!! ClassCastException
(namespace "a")
;!! ClassCastException
(keyword 1)
;=> nil
(symbol 1)
;!! IllegalArgumentException
(symbol nil)
;!! IllegalArgumentException
(keyword "a" nil)
;!! NullPointerException
[(find-keyword "conformance-none") (find-keyword "a") (keyword? :a) (symbol? 'a) (ident? :a) (simple-keyword? :a/b) (qualified-symbol? 'a/b) (qualified-ident? :a) (simple-symbol? 'a)]
;=> [nil :a true true true false true false true]
[(:a nil) (:a {:a 1}) (:a {} 2) (:a #{:a}) (:a [1]) (:a "s") ('a {'a 1}) ('a nil 3) (:a 5 :d)]
;=> [nil 1 2 :a nil nil 1 3 :d]
(:a)
;!! ArityException
(:a 1 2 3)
;!! ArityException
(:a {} 1 2)
;!! ArityException
('a)
;!! ArityException
[(re-find #"a(b)?" "ab") (re-find #"a(b)?" "a") (re-find #"z" "a") (re-matches #"a+" "aa") (re-matches #"a" "ab") (re-seq #"\d" "1a2") (re-seq #"(a)(b)" "abab") (re-seq #"z" "a") (re-pattern "a") (re-groups (doto (re-matcher #"(a)b" "ab") .find)) (re-find (re-matcher #"a" "ba")) (re-seq #"" "ab")]
;=> [["ab" "b"] ["a" nil] nil "aa" nil ("1" "2") (["ab" "a" "b"] ["ab" "a" "b"]) nil #"a" ["ab" "a"] "a" ("" "" "")]
(re-find "a" "a")
;!! ClassCastException
(re-find #"a" nil)
;!! NullPointerException
(re-pattern "(")
;!! PatternSyntaxException
(re-groups (re-matcher #"a" "a"))
;!! IllegalStateException
(re-matches #"a" 1)
;!! ClassCastException
[(subs "héllo" 1 2) (count "héllo") (seq "é") (map int "aé") (char-escape-string \newline) (char-name-string \space) (char-escape-string \a)]
;=> ["é" 5 (\é) (97 233) "\\n" "space" nil]
[(str/join "," (map str [1 2])) (apply str (interpose "," [1 2])) (str (StringBuilder. "ab")) (str 'a/b) (str :a/b) (str #"a") (str 1e10) (str 1e-5) (str 100.0) (str 1.0E7) (str 123456789.123) (str 0.001) (str 1e21) (str (float 0.1)) (str 1/3) (str ##Inf) (str ##NaN)]
;=> ["1,2" "1,2" "ab" "a/b" ":a/b" "a" "1.0E10" "1.0E-5" "100.0" "1.0E7" "1.23456789123E8" "0.001" "1.0E21" "0.1" "1/3" "Infinity" "NaN"]
