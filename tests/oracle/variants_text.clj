;; SPDX-License-Identifier: MIT
;; Calls of strings, the reader and the printer with unusual values, at the ends of ranges and in rare arities, for which a wrong answer would not be noticed.
(ns oracle.variants-text
  (:require [clojure.edn :as edn]
            [clojure.pprint :as pp]
            [clojure.string :as str]))
;=> nil

;; --- strings
(str/split "a,b,,c,," #",")
;=> ["a" "b" "" "c"]
(str/split "a,b,,c,," #"," -1)
;=> ["a" "b" "" "c" "" ""]
(str/split "a,b,c" #"," 2)
;=> ["a" "b,c"]
(str/split "" #",")
;=> [""]
(str/split ",a" #",")
;=> ["" "a"]
(str/split "abc" #"")
;=> ["a" "b" "c"]
(str/split "a1b22c" #"\d+")
;=> ["a" "b" "c"]
(str/split "a b" #"x")
;=> ["a b"]
(str/split ",," #",")
;=> []
(str/split-lines "a\r\nb\nc\n\n")
;=> ["a" "b" "c"]
(str/split-lines "")
;=> [""]
(str/split-lines "\n\na")
;=> ["" "" "a"]
(str/split-lines "a\rb")
;=> ["a\rb"]
(str/join nil)
;=> ""
(str/join "," nil)
;=> ""
(str/join "," [1 nil "b" :c])
;=> "1,,b,:c"
(str/join [1 2])
;=> "12"
(str/join \- [1 2])
;=> "1-2"
(str/join ", " {:a 1})
;=> "[:a 1]"
(str/join "," "abc")
;=> "a,b,c"
(str/replace "aXbX" "X" "$1")
;=> "a$1b$1"
(str/replace "abc" #"(b)" "[$1]")
;=> "a[b]c"
(str/replace "abc" #"b" (fn [m] (str m m)))
;=> "abbc"
(str/replace "abc" #"(a)(b)" (fn [[all a b]] (str b a)))
;=> "bac"
(str/replace "a.b" "." "-")
;=> "a-b"
(str/replace "aaa" \a \b)
;=> "bbb"
(str/replace "a\\b" "\\" "/")
;=> "a/b"
(str/replace "abc" #"(?<x>b)" "${x}!")
;=> "ab!c"
(str/replace "abc" #"b" "$2")
;!! IndexOutOfBoundsException
(str/replace "abc" #"b" "\\")
;!! IllegalArgumentException
(str/replace-first "aaa" "a" "b")
;=> "baa"
(str/replace-first "aaa" #"a+" "")
;=> ""
(str/replace-first "abc" #"(b)(c)" "$2$1")
;=> "acb"
(str/replace-first "abc" "z" "y")
;=> "abc"
(str/re-quote-replacement "$1\\")
;=> "\\$1\\\\"
(str/replace-first "a.a" \. \-)
;=> "a-a"
(str/capitalize "hELLO")
;=> "Hello"
(str/capitalize "")
;=> ""
(str/capitalize "ß")
;=> "SS"
(str/upper-case "straße")
;=> "STRASSE"
(str/lower-case "ÀÉ")
;=> "àé"
(str/capitalize "éa")
;=> "Éa"
(str/upper-case "ŉ")
;=> "ʼN"
(str/trim "\u00a0 a\t\n")
;=> "  a"
(str/triml "  a ")
;=> "a "
(str/trimr "  a ")
;=> "  a"
(str/trim-newline "a\r\n\n")
;=> "a"
(str/trim "\u2003a\u2003")
;=> "a"
(str/blank? " \t\n")
;=> true
(str/blank? nil)
;=> true
(str/blank? "\u00a0")
;=> false
(str/trim "\u0000a\u001f")
;=> "\u0000a"
(str/index-of "abcabc" "c")
;=> 2
(str/index-of "abc" "z")
;=> nil
(str/index-of "abcabc" "a" 1)
;=> 3
(str/index-of "abc" "")
;=> 0
(str/last-index-of "abcabc" "a")
;=> 3
(str/last-index-of "abcabc" "a" 2)
;=> 0
(str/index-of "abc" \b)
;=> 1
(str/index-of "abc" "a" -5)
;=> 0
(str/index-of "abc" "c" 10)
;=> nil
(str/last-index-of "abc" "" 1)
;=> 1
(str/starts-with? "abc" "")
;=> true
(str/ends-with? "abc" "bc")
;=> true
(str/includes? "abc" "")
;=> true
(str/starts-with? "" "a")
;=> false
(str/reverse "ab")
;=> "ba"
(str/reverse "")
;=> ""
(str/escape "a<b" {\< "&lt;"})
;=> "a&lt;b"
(str/escape "abc" {})
;=> "abc"
(str/escape "ab" {\a 1})
;=> "1b"
(subs "abc" 1)
;=> "bc"
(subs "abc" 3)
;=> ""
(subs "abc" 1 1)
;=> ""
(str nil)
;=> ""
(str nil 1 :a)
;=> "1:a"
(str [nil "a" \b])
;=> "[nil \"a\" \\b]"
;settled character: "[nil \"a\" \"b\"]"
(str {:a "b"})
;=> "{:a \"b\"}"
(str '(1 "a"))
;=> "(1 \"a\")"
(str #"a")
;=> "a"
(str (list))
;=> "()"
(str 'a/b)
;=> "a/b"
(str :a/b)
;=> ":a/b"
(str \a)
;=> "a"
(str true nil)
;=> "true"
(subs "abc" 4)
;!! StringIndexOutOfBoundsException
(subs "abc" 2 1)
;!! StringIndexOutOfBoundsException
(format "%5d|%-5d|%05d" 1 2 3)
;=> "    1|2    |00003"
(format "%x %X %o" 255 255 8)
;=> "ff FF 10"
(format "%.2f %8.3f" 1.005 3.14159)
;=> "1.01    3.142"
(format "%s %S" :a "b")
;=> ":a B"
(format "%c" \a)
;=> "a"
(format "%b %b" nil 1)
;=> "false true"
(format "%e" 12345.678)
;=> "1.234568e+04"
(format "%,d" 1234567)
;=> "1,234,567"
(format "%+d %(d" 5 -5)
;=> "+5 (5)"
(format "%10s|%-10s|" "a" "b")
;=> "         a|b         |"
(format "%.3s" "abcdef")
;=> "abc"
(format "%%")
;=> "%"
(format "%n")
;=> "\n"
(format "%2$s %1$s" 1 2)
;=> "2 1"
(format "%h" "a")
;=> "61"
(format "%08.2f" -3.14159)
;=> "-0003.14"
(format "%g" 0.0001)
;=> "0.000100000"
(format "%s" nil)
;=> "null"
(format "%d" 12345678901234567890)
;!! IllegalFormatConversionException
;settled number: "12345678901234567890"
(format "% d" 42)
;=> " 42"
(format "%#x" 255)
;=> "0x"
(format "%x" -1)
;=> "ffffffffffffffff"
(format "%d" 1.5)
;!! IllegalFormatConversionException
(format "%s")
;!! MissingFormatArgumentException
(format "%q" 1)
;!! UnknownFormatConversionException
(re-find #"b" "abc")
;=> "b"
(re-find #"(b)(z)?" "abc")
;=> ["b" "b" nil]
(re-matches #"a.c" "abc")
;=> "abc"
(re-matches #"a" "abc")
;=> nil
(re-seq #"\w" "a b")
;=> ("a" "b")
(re-seq #"(\w)(\d)" "a1b2")
;=> (["a1" "a" "1"] ["b2" "b" "2"])
(re-find #"z" "abc")
;=> nil
(re-seq #"" "ab")
;=> ("" "" "")
(re-pattern "a")
;=> #"a"
(re-matches #"(a)|(b)" "b")
;=> ["b" nil "b"]
(re-find #"(?i)ABC" "xabc")
;=> "abc"
(re-find #"(?m)^b$" "a\nb")
;=> "b"
(re-find #"(?s)a.b" "a\nb")
;=> "a\nb"
(re-find #"a.b" "a\nb")
;=> nil
(re-find #"\bfoo\b" "a foo b")
;=> "foo"
(re-seq #"[^,]*" "a,b")
;=> ("a" "" "b" "")
(re-find #"\p{Lu}" "aB")
;=> "B"
(re-find #"[a-z&&[^b]]+" "bac")
;=> "ac"
(re-find #"\Qa.b\E" "a.b")
;=> "a.b"
(re-find #"(?<year>\d+)" "in 2020")
;=> ["2020" "2020"]
(re-find #"^\[^?&&[\]&]" "[^&]")
;=> nil
(re-find #"[a-d&&c-f]+" "abcdef")
;=> "cd"
(re-find #"[[a-c][x-z]]+" "mayz")
;=> "ayz"
(re-find #"\h+" "a \t")
;=> " \t"
(re-find #"\R" "a\r\n")
;=> "\r\n"
(re-find #"a{2,}?" "aaaa")
;=> "aa"
(re-find #"(?:a|ab)(?:c|bcd)" "abcd")
;=> "abcd"
(re-find #"a++b" "aab")
;=> "aab"
(re-find #"(?=b)b" "ab")
;=> "b"
(re-find #"\x41\u0042\0103" "ABC")
;=> "ABC"

;; --- reading
(edn/read-string "#{1 2}")
;=> #{1 2}
(edn/read-string "")
;=> nil
(edn/read-string nil)
;=> nil
(edn/read-string {:eof :e} " ; c")
;=> :e
(edn/read-string "1 2")
;=> 1
(edn/read-string "#_1 2")
;=> 2
(edn/read-string "[#_a]")
;=> []
(edn/read-string "\\newline")
;=> \newline
(edn/read-string "#:a{:b 1 :_/c 2 :d/e 3}")
;=> {:a/b 1, :c 2, :d/e 3}
(edn/read-string "+1")
;=> 1
(edn/read-string "1N")
;=> 1N
(edn/read-string "##Inf")
;=> ##Inf
(edn/read-string {:readers {'f inc}} "#f 1")
;=> 2
(edn/read-string {:default vector} "#g/h 1")
;=> [g/h 1]
(edn/read-string "\"\\u0041\\101\\n\"")
;=> "AA\n"
(edn/read-string "a/b")
;=> a/b
(edn/read-string "-a.b*!")
;=> -a.b*!
(edn/read-string "^:a []")
;=> []
(edn/read-string "#{1 1}")
;!! IllegalArgumentException
(edn/read-string "{:a 1 :a 2}")
;!! IllegalArgumentException
(edn/read-string "{:a}")
;!! RuntimeException
(edn/read-string "#f 1")
;!! RuntimeException
(edn/read-string ")")
;!! RuntimeException
(edn/read-string "[1")
;!! RuntimeException
(edn/read-string "\"a")
;!! RuntimeException
(edn/read-string "@a")
;!! RuntimeException
(edn/read-string "::a")
;!! RuntimeException
(edn/read-string "a/b/c")
;=> a/b/c
(edn/read-string "1a")
;!! NumberFormatException
(edn/read-string "\\abc")
;!! RuntimeException
(edn/read-string "08")
;!! NumberFormatException
(read-string "'a")
;=> (quote a)
(read-string "#'a")
;=> (var a)
(read-string "@a")
;=> (clojure.core/deref a)
(read-string "#(+ % 1)")
;=> (fn* [p1__N#] (+ p1__N# 1))
(read-string "^:a b")
;=> b
(meta (read-string "^{:a 1} ^:b c"))
;=> {:b true, :a 1}
(read-string "#\"a\\d\"")
;=> #"a\d"
(read-string "`a")
;=> (quote oracle.variants-text/a)
(read-string "0x1F")
;=> 31
(read-string "017")
;=> 15
(read-string "2r101")
;=> 5
(read-string "36rZ")
;=> 35
(read-string "1e3")
;=> 1000.0
(read-string "1/2")
;=> 1/2
(read-string "4/2")
;=> 2
(read-string "-0x1")
;=> -1
(read-string "1.5M")
;=> 1.5M
(read-string "\\u0041")
;=> \A
(read-string "\\o101")
;=> \A
(read-string "\\space")
;=> \space
(read-string "#!a\n1")
;=> 1
(read-string "1/0")
;!! ArithmeticException
;settled phase: !! IllegalArgumentException
(read-string "#{a a}")
;!! IllegalArgumentException
(read-string "#<a>")
;!! RuntimeException
(read-string "3r3")
;!! NumberFormatException
(read-string "%")
;=> %
(read-string "#(#(%))")
;!! IllegalStateException
;settled phase: !! IllegalArgumentException
(read-string "{1 2 3}")
;!! RuntimeException
(read-string "\\u00")
;!! IllegalArgumentException
(read-string "\"\\q\"")
;!! RuntimeException
(read-string {:read-cond :allow} "#?(:clj 1 :default 2)")
;=> 1
(read-string {:read-cond :preserve} "#?(:x 1)")
;=> #?(:x 1)
(read-string {:read-cond :allow :features #{:x}} "[#?@(:x [1 2])]")
;=> [1 2]
(read-string {:eof 7} "")
;=> 7
(read-string {:read-cond :allow} "[#?(:nope 1)]")
;=> []
(read-string "#?(:clj 1)")
;!! RuntimeException
(read-string {:read-cond :allow} "#?@(:clj [1])")
;!! RuntimeException

;; --- printing
(pr-str "a\"\\\n\t\u0001é")
;=> "\"a\\\"\\\\\\n\\t\u0001é\""
(pr-str 'a :b nil true \a)
;=> "a :b nil true \\a"
;settled character: "a :b nil true \"a\""
(pr-str [\space \newline \tab])
;=> "[\\space \\newline \\tab]"
;settled character: "[\" \" \"\\n\" \"\\t\"]"
(pr-str #"a\"b\\d")
;=> "#\"a\\\"b\\\\d\""
(pr-str {:a/b 1 :a/c 2})
;=> "{:a/b 1, :a/c 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 :a/c 2}))
;=> "#:a{:b 1, :c 2}"
(binding [*print-length* 2] (pr-str (range 5) {:a 1 :b 2 :c 3}))
;=> "(0 1 ...) {:a 1, :b 2, ...}"
(binding [*print-level* 1] (pr-str [1 [2 [3]]]))
;=> "[1 #]"
(print-str "a" \b [\c "d"])
;=> "a b [c d]"
(prn-str)
;=> "\n"
(println-str "a" nil)
;=> "a nil\n"
(pr-str (symbol "a b"))
;=> "a b"
(pr-str (keyword "a b"))
;=> ":a b"
(pr-str #{})
;=> "#{}"
(pr-str ())
;=> "()"
(pr-str (lazy-seq nil))
;=> "()"
(pr-str ##NaN ##Inf)
;=> "##NaN ##Inf"
(binding [*print-meta* true] (pr-str (with-meta [1] {:a 1}) ^{:tag String} 'x))
;=> "^{:a 1} [1] x"
(binding [*print-readably* false] (pr-str "a" \b ["c"]))
;=> "a b [c]"
(binding [*print-dup* true] (pr-str [1 1.5 "a" :b #{1} '(1)]))
;=> "[1 1.5 \"a\" :b #{1} (1)]"
(with-out-str (newline) (print) (pr))
;=> "\n"
(with-out-str (prn nil) (prn))
;=> "nil\n\n"
(pr-str (sorted-map 2 1 1 2))
;=> "{1 2, 2 1}"
(pr-str (delay 1))
;=> "#object[ {:status :pending, :val nil}]"
(with-out-str (pp/pprint {:a 1 :b [1 2 3]}))
;=> "{:a 1, :b [1 2 3]}\n"
(with-out-str (pp/pprint (range 30)))
;=> "(0\n 1\n 2\n 3\n 4\n 5\n 6\n 7\n 8\n 9\n 10\n 11\n 12\n 13\n 14\n 15\n 16\n 17\n 18\n 19\n 20\n 21\n 22\n 23\n 24\n 25\n 26\n 27\n 28\n 29)\n"
(binding [pp/*print-right-margin* 20] (with-out-str (pp/pprint {:aaaa 1 :bbbb [1 2 3] :cccc "ddddd"})))
;=> "{:aaaa 1,\n :bbbb [1 2 3],\n :cccc \"ddddd\"}\n"
(with-out-str (pp/pprint nil))
;=> "nil\n"
(with-out-str (pp/pprint "a\nb"))
;=> "\"a\\nb\"\n"
(binding [*print-length* 3] (with-out-str (pp/pprint (range 10))))
;=> "(0 1 2 ...)\n"
(with-out-str (pp/print-table [{:a 1 :b "xx"} {:a 22}]))
;=> "\n| :a | :b |\n|----+----|\n|  1 | xx |\n| 22 |    |\n"
(with-out-str (pp/print-table [:b] [{:a 1 :b 2}]))
;=> "\n| :b |\n|----|\n|  2 |\n"
(with-out-str (pp/pp))
;=> "nil\n"
(pp/cl-format nil "~a ~s ~d" "x" "x" 5)
;=> "x \"x\" 5"
(pp/cl-format nil "~{~a~^, ~}" [1 2 3])
;=> "1, 2, 3"
(pp/cl-format nil "~r ~:r ~@r ~:@r" 4 4 4 4)
;=> "four fourth IV IIII"
(pp/cl-format nil "~5d|~5,'0d|~:d" 42 42 1234567)
;=> "   42|00042|1,234,567"
(pp/cl-format nil "~10a|~10@a|" "ab" "cd")
;=> "ab        |        cd|"
(pp/cl-format nil "~[zero~;one~:;many~]" 5)
;=> "many"
(pp/cl-format nil "~p ~:p" 1 2)
;=> " "
(pp/cl-format nil "~b ~o ~x" 5 8 255)
;=> "101 10 ff"
(pp/cl-format nil "~5,2f ~e ~$" 3.14159 1234.5 2.5)
;=> " 3.14 1.2345E+3 2.50"
(pp/cl-format nil "~a~%~a~&~a" 1 2 3)
;=> "1\n2\n3"
(pp/cl-format nil "~*~a" 1 2)
;=> "2"
(pp/cl-format nil "~(ABC~) ~:(abc def~) ~@(abc~) ~:@(abc~)")
;=> "abc Abc Def Abc ABC"
(pp/cl-format nil "~20<a~;b~>")
;=> "a                  b"
(pp/cl-format nil "~c ~:c" \a \space)
;=> "a Space"
(pp/cl-format nil "~?" "~a" [1])
;=> "1"
(pp/cl-format nil "~@{~a~}" 1 2)
;=> "12"
(pp/cl-format nil "~:{<~a>~}" [[1] [2]])
;=> "<1><2>"

[(str String) (str nil Long) (str [String]) (pr-str String) (str clojure.lang.IFn) (print-str Number)]
;=> ["class java.lang.String" "class java.lang.Long" "[java.lang.String]" "java.lang.String" "interface clojure.lang.IFn" "java.lang.Number"]
(str/join "," [String 1])
;=> "class java.lang.String,1"
[(class (ex-info "m" {})) (class (Exception. "m")) (:type (first (:via (Throwable->map (ex-info "m" {})))))]
;=> [clojure.lang.ExceptionInfo java.lang.Exception clojure.lang.ExceptionInfo]
[(str/upper-case 1e100) (str/lower-case 1.5M) (str/capitalize 1/2) (str/upper-case 100000000000000000000N) (str/replace 1e100 #"E" "y")]
;=> ["1.0E100" "1.5" "1/2" "100000000000000000000" "1.0y100"]
