;; SPDX-License-Identifier: MIT
;; pr, print, their settings; reading and EDN; pprint and cl-format.
(ns oracle.printing (:require [clojure.edn :as edn] [clojure.pprint :as pp] [clojure.string :as str]))
;=> nil

(pr-str)
;=> ""
(pr-str nil)
;=> "nil"
(pr-str 1 "a" :b 'c)
;=> "1 \"a\" :b c"
(pr-str "a\"b\\c\n\t\r\f\b")
;=> "\"a\\\"b\\\\c\\n\\t\\r\\f\\b\""
(pr-str "é€")
;=> "\"é€\""
(pr-str (str (char 0) (char 27)))
;=> "\"\u0000\u001b\""
(print-str "a" \b nil 1)
;=> "a b nil 1"
(prn-str "a" 1)
;=> "\"a\" 1\n"
(println-str "a" nil)
;=> "a nil\n"
(with-out-str (pr "a" 1))
;=> "\"a\" 1"
(with-out-str (prn))
;=> "\n"
(with-out-str (print))
;=> ""
(with-out-str (println "a" nil :b))
;=> "a nil :b\n"
(with-out-str (println))
;=> "\n"
(with-out-str (newline))
;=> "\n"
(with-out-str (print [1 "a" \b {:k "v"} '(x "y")]))
;=> "[1 a b {:k v} (x y)]"
(with-out-str (prn [1 "a" {:k "v"}]))
;=> "[1 \"a\" {:k \"v\"}]\n"
(pr "a")
;out "\"a\""
;=> nil
(prn 1 2)
;out "1 2\n"
;=> nil
(print "a" 1.0 nil)
;out "a 1.0 nil"
;=> nil
(println [\a "b"])
;out "[a b]\n"
;=> nil
(pr-str [])
;=> "[]"
(pr-str ())
;=> "()"
(pr-str {})
;=> "{}"
(pr-str #{})
;=> "#{}"
(pr-str [nil true false])
;=> "[nil true false]"
(pr-str '(quote a))
;=> "(quote a)"
(pr-str ''a)
;=> "(quote a)"
(pr-str '@a)
;=> "(clojure.core/deref a)"
(pr-str '#'a)
;=> "(var a)"
(pr-str '`a)
;=> "(quote oracle.printing/a)"
(pr-str '(fn [x] x))
;=> "(fn [x] x)"
(pr-str {:a {:b [1 #{2}]}})
;=> "{:a {:b [1 #{2}]}}"
(pr-str {:a/b 1 :a/c 2})
;=> "{:a/b 1, :a/c 2}"
(pr-str {:a/b 1 :c 2})
;=> "{:a/b 1, :c 2}"
(pr-str {:a/b 1})
;=> "{:a/b 1}"
(pr-str {'a/b 1 'a/c 2})
;=> "{a/b 1, a/c 2}"
(pr-str {:a/b 1 "a/c" 2})
;=> "{:a/b 1, \"a/c\" 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 :a/c {:a/d 1}}))
;=> "#:a{:b 1, :c #:a{:d 1}}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 :c/d 2}))
;=> "{:a/b 1, :c/d 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 'a/c 2}))
;=> "#:a{:b 1, c 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b.c/d 1 'a/e 2}))
;=> "#:a{:b.c/d 1, e 2}"
(binding [*print-namespace-maps* true] (pr-str {(keyword "a/b" "c") 1}))
;=> "#:a/b{:c 1}"
(binding [*print-namespace-maps* true] (pr-str ['{a// 1} '{/ 1} '{a/_ 1} {(keyword "" "b") 1} {(keyword nil "a/b") 1}]))
;=> "[#:a{/ 1} {/ 1} #:a{_ 1} #:{:b 1} {:a/b 1}]"
(keys (read-string "#:a{:b/c 1, :_/d 2, :e 3}"))
;=> (:b/c :d :a/e)
(binding [*print-namespace-maps* true] (pr-str {}))
;=> "{}"
(pr-str (range 5))
;=> "(0 1 2 3 4)"
(pr-str (map inc [1 2]))
;=> "(2 3)"
(pr-str (lazy-seq nil))
;=> "()"
(pr-str (first {:a 1}))
;=> "[:a 1]"
(pr-str (sorted-map :b 1 :a 2))
;=> "{:a 2, :b 1}"
(pr-str (sorted-set 3 1 2))
;=> "#{1 2 3}"
(pr-str 'sym)
;=> "sym"
(pr-str :a/b)
;=> ":a/b"
(pr-str (keyword "a b"))
;=> ":a b"
(pr-str (symbol "a b"))
;=> "a b"
(pr-str #'str)
;=> "#'clojure.core/str"
(pr-str #inst "2020-01-02T03:04:05.678Z")
;=> "#inst \"2020-01-02T03:04:05.678-00:00\""
(pr-str #uuid "00000000-0000-0000-0000-000000000001")
;=> "#uuid \"00000000-0000-0000-0000-000000000001\""
(pr-str (tagged-literal 'a/b [1]))
;=> "#a/b [1]"
(pr-str (reader-conditional '(:clj 1) false))
;=> "#?(:clj 1)"
(pr-str (reader-conditional '(:clj [1]) true))
;=> "#?@(:clj [1])"
(pr-str #"a\.b\"c")
;=> "#\"a\\.b\\\"c\""
(pr-str (re-pattern "a/b"))
;=> "#\"a/b\""
(pr-str 1.0 1/2 1M 1N)
;=> "1.0 1/2 1M 1N"
;settled number: "1.0 1/2 1M 1"
(pr-str \a \space \newline \" \\)
;=> "\\a \\space \\newline \\\" \\\\"
;settled character: "\"a\" \" \" \"\\n\" \"\\\"\" \"\\\\\""
(print-str \a \space)
;=> "a  "
(pr-str String)
;=> "java.lang.String"
(defrecord R [a b])
;=> oracle.printing.R
(pr-str (->R 1 "x"))
;=> "#oracle.printing.R{:a 1, :b \"x\"}"
(print-str (->R 1 "x"))
;=> "#oracle.printing.R{:a 1, :b x}"
(pr-str (assoc (->R 1 2) :c 3))
;=> "#oracle.printing.R{:a 1, :b 2, :c 3}"
(pr-str {:r (->R nil nil)})
;=> "{:r #oracle.printing.R{:a nil, :b nil}}"
#oracle.printing.R[1 2]
;=> #oracle.printing.R{:a 1, :b 2}
#oracle.printing.R{:a 1}
;=> #oracle.printing.R{:a 1, :b nil}
(pr-str [(->R 1 2)])
;=> "[#oracle.printing.R{:a 1, :b 2}]"

;; settings
(binding [*print-length* 3] (pr-str (range 10)))
;=> "(0 1 2 ...)"
(binding [*print-length* 3] (pr-str [1 2 3]))
;=> "[1 2 3]"
(binding [*print-length* 2] (pr-str {:a 1 :b 2 :c 3}))
;=> "{:a 1, :b 2, ...}"
(binding [*print-length* 0] (pr-str [1 2]))
;=> "[...]"
(binding [*print-length* 0] (pr-str []))
;=> "[]"
(binding [*print-length* 3] (pr-str (range)))
;=> "(0 1 2 ...)"
(binding [*print-length* 1] (pr-str #{1 2}))
;=> "#{1 ...}"
(binding [*print-length* 1] (pr-str "abc"))
;=> "\"abc\""
(binding [*print-length* 2] (print-str [1 2 3]))
;=> "[1 2 ...]"
(binding [*print-level* 1] (pr-str [1 [2 [3]]]))
;=> "[1 #]"
(binding [*print-level* 2] (pr-str [1 [2 [3]]]))
;=> "[1 [2 #]]"
(binding [*print-level* 0] (pr-str [1]))
;=> "#"
(binding [*print-level* 0] (pr-str 1))
;=> "1"
(binding [*print-level* 1] (pr-str {:a {:b 1}}))
;=> "{:a #}"
(binding [*print-level* 1] (pr-str #{[1]}))
;=> "#{#}"
(binding [*print-level* 1 *print-length* 2] (pr-str [[1] 2 3]))
;=> "[# 2 ...]"
(binding [*print-meta* true] (pr-str ^:a [1]))
;=> "^{:a true} [1]"
(binding [*print-meta* true] (pr-str ^{:a 1 :b 2} [1]))
;=> "^{:a 1, :b 2} [1]"
(binding [*print-meta* true] (pr-str (with-meta 'a {:tag 'String})))
;=> "^String a"
(binding [*print-meta* true] (pr-str [1]))
;=> "[1]"
(binding [*print-meta* true] (pr-str (with-meta [1] {:tag 'x})))
;=> "^x [1]"
(binding [*print-readably* false] (pr-str "a\"b"))
;=> "a\"b"
(binding [*print-readably* nil] (pr-str ["a" \b]))
;=> "[a b]"
(binding [*print-readably* false] (print-str "a"))
;=> "a"
(binding [*print-dup* true] (pr-str [1 2]))
;=> "[1 2]"
(binding [*print-dup* true] (pr-str {:a 1}))
;=> "#=(clojure.lang.PersistentArrayMap/create {:a 1})"
;settled class: "{:a 1}"
(binding [*print-dup* true] (pr-str #{1}))
;=> "#{1}"
(binding [*print-dup* true] (pr-str '(1 2)))
;=> "(1 2)"
(binding [*print-dup* true] (pr-str "a" :b 'c nil true 1.5))
;=> "\"a\" :b c nil true 1.5"
(binding [*print-dup* true] (pr-str 1/2))
;=> "1/2"
(binding [*print-dup* true] (pr-str #'str))
;=> "#=(var clojure.core/str)"
(binding [*print-dup* true] (pr-str #"a"))
;=> "#\"a\""
(binding [*print-dup* true] (pr-str (->R 1 2)))
;=> "#oracle.printing.R[1, 2]"
(binding [*print-dup* true] (print-str "a"))
;=> "\"a\""
(binding [*print-length* nil *print-level* nil] (pr-str [[[1]]]))
;=> "[[[1]]]"
(binding [*flush-on-newline* false] (with-out-str (prn 1)))
;=> "1\n"
(defmethod print-method :point [p w] (.write w (str "<" (:x p) ">")))
;=> #object[]
(pr-str ^{:type :point} {:x 1})
;=> "<1>"
(print-str ^{:type :point} {:x 1})
;=> "<1>"
(str ^{:type :point} {:x 1})
;=> "<1>"
(pr-str [^{:type :point} {:x 1}])
;=> "[<1>]"
(deftype T [a])
;=> oracle.printing.T
(defmethod print-method T [t w] (.write w (str "#T" (.-a t))))
;=> #object[]
(pr-str [(T. 1)])
;=> "[#T1]"
(with-in-str "1 2" (read))
;=> 1
(with-in-str "a\nb" [(read-line) (read-line) (read-line)])
;=> ["a" "b" nil]
(with-in-str "" (read))
;!! ReaderException
(with-in-str "" (read *in* false :eof))
;=> :eof
(with-in-str "(1 " (read *in* false :eof))
;!! ReaderException
(with-in-str "1 2 3" (read *in*) (read *in*))
;=> 2

;; reading
(read-string "1")
;=> 1
(read-string "1 2")
;=> 1
(read-string "")
;!! RuntimeException
(read-string "  ")
;!! RuntimeException
(read-string ";c")
;!! RuntimeException
(read-string nil)
;!! NullPointerException
(read-string 1)
;!! ClassCastException
(read-string "(")
;!! RuntimeException
(read-string ")")
;!! RuntimeException
(read-string "[1 2")
;!! RuntimeException
(read-string "[1 2)")
;!! RuntimeException
(read-string "{:a 1 :b}")
;!! RuntimeException
(read-string "{:a 1 :a 2}")
;!! IllegalArgumentException
(read-string "#{:a :a}")
;!! IllegalArgumentException
(read-string "\"abc")
;!! RuntimeException
(read-string "\"a\\nb\"")
;=> "a\nb"
(read-string "\"\\u0041\"")
;=> "A"
(read-string "\"\\101\"")
;=> "A"
(read-string "\"\\q\"")
;!! RuntimeException
(read-string "\"\\u00\"")
;!! IllegalArgumentException
(read-string "\"\\0800\"")
;!! IllegalArgumentException
(read-string "\"\\400\"")
;!! RuntimeException
(read-string "\"\\377\"")
;=> "ÿ"
(read-string "\\a")
;=> \a
(read-string "\\newline")
;=> \newline
(read-string "\\newlin")
;!! RuntimeException
(read-string "\\u0041")
;=> \A
(read-string "\\o101")
;=> \A
(read-string "\\o400")
;!! RuntimeException
(read-string "\\ud800")
;!! RuntimeException
(read-string "\\ab")
;!! RuntimeException
(read-string "\\")
;!! RuntimeException
(read-string "\\(")
;=> \(
(read-string ":a")
;=> :a
(read-string ":a/b")
;=> :a/b
(read-string ":")
;!! RuntimeException
(read-string "::a")
;=> :oracle.printing/a
(read-string "::nosuch/a")
;!! RuntimeException
(read-string ":a:")
;!! RuntimeException
(read-string ":a:b")
;=> :a:b
(read-string "a:")
;!! RuntimeException
(read-string "a/")
;!! RuntimeException
(read-string "/")
;=> /
(read-string "a/b/c")
;=> a/b/c
(read-string "/a")
;!! RuntimeException
;settled path: /a
(read-string ":1")
;=> :1
(read-string ":/")
;=> :/
(read-string ":a/")
;!! RuntimeException
(read-string "+")
;=> +
(read-string "-1")
;=> -1
(read-string "+1")
;=> 1
(read-string "1a")
;!! NumberFormatException
(read-string "01")
;=> 1
(read-string "08")
;!! NumberFormatException
(read-string "0x")
;!! NumberFormatException
(read-string "0xfg")
;!! NumberFormatException
(read-string "1/2")
;=> 1/2
(read-string "1/0")
;!! ArithmeticException
;settled phase: !! IllegalArgumentException
(read-string "0/5")
;=> 0
(read-string "1/2/3")
;!! NumberFormatException
(read-string "1.5")
;=> 1.5
(read-string "1.")
;=> 1.0
(read-string ".5")
;=> .5
(read-string "1e5")
;=> 100000.0
(read-string "1e")
;!! NumberFormatException
(read-string "1N")
;=> 1N
(read-string "1.5N")
;!! NumberFormatException
(read-string "1M")
;=> 1M
(read-string "1.5M")
;=> 1.5M
(read-string "1e3M")
;=> 1E+3M
(read-string "0x1F")
;=> 31
(read-string "2r102")
;!! NumberFormatException
(read-string "37r1")
;!! NumberFormatException
(read-string "36rZZ")
;=> 1295
(read-string "1r0")
;!! NumberFormatException
(read-string "-0")
;=> 0
(read-string "-0.0")
;=> -0.0
(read-string "nil")
;=> nil
(read-string "true")
;=> true
(read-string "nilx")
;=> nilx
(read-string "'a")
;=> (quote a)
(read-string "''a")
;=> (quote (quote a))
(read-string "@a")
;=> (clojure.core/deref a)
(read-string "#'a")
;=> (var a)
(read-string "^:a b")
;=> b
(meta (read-string "^:a b"))
;=> {:a true}
(meta (read-string "^{:a 1} [b]"))
;=> {:a 1}
(meta (read-string "^String x"))
;=> {:tag String}
(meta (read-string "^\"foo\" x"))
;=> {:tag "foo"}
(meta (read-string "^:a ^:b x"))
;=> {:b true, :a true}
(meta (read-string "^{:a 1} ^{:a 2} x"))
;=> {:a 1}
(meta (read-string "^[a b] x"))
;1.12 {:param-tags [a b]}
(read-string "^:a 1")
;!! IllegalArgumentException
(read-string "^1 a")
;!! IllegalArgumentException
(read-string "^:a")
;!! RuntimeException
(read-string "#^:a b")
;=> b
(read-string "#_a b")
;=> b
(read-string "#_ #_ a b c")
;=> c
(read-string "[#_a]")
;=> []
(read-string "#_a")
;!! RuntimeException
(read-string "[1 #_2 3]")
;=> [1 3]
(read-string "#(+ % 1)")
;=> (fn* [p1__N#] (+ p1__N# 1))
(first (read-string "#(+ %2 %1)"))
;=> fn*
(count (second (read-string "#(+ %3 1)")))
;=> 3
(read-string "#(#(1))")
;!! IllegalStateException
;settled phase: !! IllegalArgumentException
(read-string "#()")
;=> (fn* [] ())
(read-string "%")
;=> %
(read-string "#\"a\\d\"")
;=> #"a\d"
(read-string "#\"a")
;!! RuntimeException
(read-string "#\"(\"")
;!! PatternSyntaxException
(read-string "#:a{:b 1 c 2 :d/e 3 :_/f 4}")
;=> {:a/b 1, a/c 2, :d/e 3, :f 4}
(read-string "#:a{}")
;=> {}
(read-string "#:a [1]")
;!! RuntimeException
(read-string "#: a{:b 1}")
;!! RuntimeException
(read-string "#::{:a 1}")
;=> {:oracle.printing/a 1}
(read-string "#::nosuch{:a 1}")
;!! RuntimeException
(read-string "#:a{:b 1 :b 2}")
;!! IllegalArgumentException
(read-string "##Inf")
;=> ##Inf
(read-string "##NaN")
;=> ##NaN
(read-string "##Foo")
;!! RuntimeException
(read-string "## Inf")
;=> ##Inf
(read-string "#=(+ 1 2)")
;=> 3
(binding [*read-eval* false] (read-string "#=(+ 1 2)"))
;!! RuntimeException
(read-string "#foo 1")
;!! RuntimeException
(read-string "#foo/bar [1]")
;!! RuntimeException
(binding [*default-data-reader-fn* (fn [t v] [t v])] (read-string "#foo 1"))
;=> [foo 1]
(binding [*data-readers* {'foo inc}] (read-string "#foo 1"))
;=> 2
(read-string "#inst \"2020\"")
;=> #inst "2020-01-01T00:00:00.000-00:00"
(read-string "#inst \"2020-02-30\"")
;!! RuntimeException
(read-string "#inst \"2020-01-01T00:00:00.123456789123Z\"")
;=> #inst "2020-01-01T00:00:00.123-00:00"
;settled instant: #inst "2020-01-01T00:00:00.123456-00:00"
(read-string "#inst \"x\"")
;!! RuntimeException
(read-string "#inst 1")
;!! ClassCastException
;settled phase: !! IllegalArgumentException
(read-string "#inst \"2020-01-01T12:00:00+02:00\"")
;=> #inst "2020-01-01T10:00:00.000-00:00"
(read-string "#inst \"2020-13-01\"")
;!! RuntimeException
(read-string "#inst \"2019-02-29\"")
;!! RuntimeException
(read-string "#inst \"2020-01-01T24:00\"")
;!! RuntimeException
(read-string "#uuid \"00000000-0000-0000-0000-000000000001\"")
;=> #uuid "00000000-0000-0000-0000-000000000001"
(read-string "#uuid \"x\"")
;!! IllegalArgumentException
(read-string "#uuid 1")
;!! AssertionError
;settled phase: !! IllegalArgumentException
(read-string "#<a>")
;!! RuntimeException
(read-string "#!a\n1")
;=> 1
(read-string "#")
;!! RuntimeException
(read-string "#1")
;!! RuntimeException
(read-string "#?(:clj 1)")
;!! RuntimeException
(read-string {:read-cond :allow} "#?(:clj 1 :default 2)")
;=> 1
(read-string {:read-cond :allow} "[#?(:nope 1)]")
;=> []
(read-string {:read-cond :allow} "[#?@(:default [1 2])]")
;=> [1 2]
(read-string {:read-cond :allow} "#?@(:default [1 2])")
;!! RuntimeException
(read-string {:read-cond :preserve} "#?(:a 1 :b 2)")
;=> #?(:a 1 :b 2)
(read-string {:read-cond :allow :features #{:x}} "#?(:x 1 :default 2)")
;=> 1
(read-string {:read-cond :allow} "#?(:clj)")
;!! RuntimeException
(read-string {:read-cond :allow} "#?[1]")
;!! RuntimeException
(read-string {:read-cond :allow} "#?(a 1)")
;!! RuntimeException
(read-string {:eof :end} "")
;=> :end
(read-string {:eof :end} "1")
;=> 1
(read-string {} "")
;!! RuntimeException
(read-string "`a")
;=> (quote oracle.printing/a)
(read-string "`:a")
;=> :a
(read-string "`~a")
;=> a
(read-string "`1")
;=> 1
(eval (read-string "`(a ~(+ 1 2) ~@[3 4])"))
;=> (oracle.printing/a 3 3 4)
(eval (read-string "`[~@nil]"))
;=> []
(eval (read-string "`{:a ~(inc 1)}"))
;=> {:a 2}
(eval (read-string "`#{~1}"))
;=> #{1}
(eval (read-string "`()"))
;=> ()
(eval (read-string "`~@[1]"))
;!! IllegalStateException
;settled phase: !! IllegalArgumentException
`inc
;=> clojure.core/inc
`foo
;=> oracle.printing/foo
`foo/bar
;=> foo/bar
`String
;=> java.lang.String
`.foo
;=> .foo
`if
;=> if
`&
;=> &
`nil
;=> nil
`(if ~'x)
;=> (if x)
(= (first `(a# a#)) (second `(a# a#)))
;=> false
``a
;=> (quote oracle.printing/a)
`(~@[1 2] ~@[])
;=> (1 2)
`[a ~@"bc"]
;=> [oracle.printing/a \b \c]
`^:k [a]
;=> [oracle.printing/a]
'[a , b]
;=> [a b]
'{a b, c d}
;=> {a b, c d}
(read-string "a;c\nb")
;=> a
(read-string "(a;c\n b)")
;=> (a b)
(read-string "a#")
;=> a#
(read-string "a'b")
;=> a'b
(read-string "a%")
;=> a%
(read-string "->a")
;=> ->a
(read-string "a.b")
;=> a.b
(read-string ".a")
;=> .a
(read-string "a.")
;=> a.
(read-string "..")
;=> ..
(read-string "*a*")
;=> *a*
(read-string "~a")
;=> (clojure.core/unquote a)
(read-string "~@a")
;=> (clojure.core/unquote-splicing a)
(read-string "[a]b")
;=> [a]
(read-string "\"a\"b")
;=> "a"
(read-string "1\"a\"")
;=> 1

;; edn
(edn/read-string "1")
;=> 1
(edn/read-string "")
;=> nil
(edn/read-string nil)
;=> nil
(edn/read-string 1)
;!! ClassCastException
(edn/read-string {:eof :end} "")
;=> :end
(edn/read-string "[1 :a \"b\" \\c nil true 1.5 sym a/b #{1} {:k v}]")
;=> [1 :a "b" \c nil true 1.5 sym a/b #{1} {:k v}]
(edn/read-string "(1 2")
;!! RuntimeException
(edn/read-string ")")
;!! RuntimeException
(edn/read-string "{:a}")
;!! RuntimeException
(edn/read-string "{:a 1 :a 2}")
;!! IllegalArgumentException
(edn/read-string "#{1 1}")
;!! IllegalArgumentException
(edn/read-string "'a")
;=> 'a
(edn/read-string "@a")
;!! RuntimeException
(edn/read-string "`a")
;!! RuntimeException
(edn/read-string "#(a)")
;!! RuntimeException
(edn/read-string "#\"a\"")
;!! RuntimeException
(edn/read-string "#=(+ 1 2)")
;!! RuntimeException
(edn/read-string "#'a")
;!! RuntimeException
(edn/read-string "::a")
;!! RuntimeException
(edn/read-string "#_a b")
;=> b
(edn/read-string "#foo 1")
;!! RuntimeException
(edn/read-string {:readers {'foo inc}} "#foo 1")
;=> 2
(edn/read-string {:default vector} "#foo 1")
;=> [foo 1]
(edn/read-string {:default (fn [t v] (str t v))} "[#a/b 1]")
;=> ["a/b1"]
(edn/read-string "#inst \"2020-01-01\"")
;=> #inst "2020-01-01T00:00:00.000-00:00"
(edn/read-string "#uuid \"00000000-0000-0000-0000-000000000001\"")
;=> #uuid "00000000-0000-0000-0000-000000000001"
(edn/read-string "^:a [1]")
;=> [1]
(meta (edn/read-string "^:a [1]"))
;=> {:a true}
(edn/read-string "1/2")
;=> 1/2
(edn/read-string "1N")
;=> 1N
(edn/read-string "1.0M")
;=> 1.0M
(edn/read-string "0x1F")
;=> 31
(edn/read-string "##Inf")
;=> ##Inf
(edn/read-string "#:a{:b 1}")
;=> {:a/b 1}
(edn/read-string "#::{:b 1}")
;!! RuntimeException
(edn/read-string "\\newline")
;=> \newline
(edn/read-string "\"\\u0041\"")
;=> "A"
(edn/read-string ":a/b")
;=> :a/b
(edn/read-string "a;b")
;=> a
(edn/read-string "1 2")
;=> 1
(edn/read-string "#?(:clj 1)")
;!! RuntimeException
(edn/read-string ":")
;!! RuntimeException
(edn/read-string "5a")
;!! NumberFormatException
(edn/read-string "\\foo")
;!! RuntimeException
(edn/read-string "#")
;!! RuntimeException
(edn/read-string "~a")
;!! RuntimeException

;; pprint
(with-out-str (pp/pprint nil))
;=> "nil\n"
(with-out-str (pp/pprint 1))
;=> "1\n"
(with-out-str (pp/pprint "a\nb"))
;=> "\"a\\nb\"\n"
(with-out-str (pp/pprint [1 2 3]))
;=> "[1 2 3]\n"
(with-out-str (pp/pprint {}))
;=> "{}\n"
(with-out-str (pp/pprint {:a 1 :b {:c 2}}))
;=> "{:a 1, :b {:c 2}}\n"
(with-out-str (pp/pprint (range 50)))
;=> "(0\n 1\n 2\n 3\n 4\n 5\n 6\n 7\n 8\n 9\n 10\n 11\n 12\n 13\n 14\n 15\n 16\n 17\n 18\n 19\n 20\n 21\n 22\n 23\n 24\n 25\n 26\n 27\n 28\n 29\n 30\n 31\n 32\n 33\n 34\n 35\n 36\n 37\n 38\n 39\n 40\n 41\n 42\n 43\n 44\n 45\n 46\n 47\n 48\n 49)\n"
(with-out-str (pp/pprint (vec (range 40))))
;=> "[0\n 1\n 2\n 3\n 4\n 5\n 6\n 7\n 8\n 9\n 10\n 11\n 12\n 13\n 14\n 15\n 16\n 17\n 18\n 19\n 20\n 21\n 22\n 23\n 24\n 25\n 26\n 27\n 28\n 29\n 30\n 31\n 32\n 33\n 34\n 35\n 36\n 37\n 38\n 39]\n"
(with-out-str (pp/pprint (zipmap (map #(keyword (str "key" %)) (range 6)) (range 100000000 100000006))))
;=> "{:key0 100000000,\n :key1 100000001,\n :key2 100000002,\n :key3 100000003,\n :key4 100000004,\n :key5 100000005}\n"
(with-out-str (pp/pprint {:aaaaaaaaaaaaaaaaaaaaaa {:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 1 :cccccccccccccccccccccccccccc 2} :d [1 2]}))
;=> "{:aaaaaaaaaaaaaaaaaaaaaa\n {:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 1, :cccccccccccccccccccccccccccc 2},\n :d [1 2]}\n"
(with-out-str (pp/pprint [{:name "aaaaaaaaaaaaaaaaaaaaaaaaaa" :value 1} {:name "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" :value 2}]))
;=> "[{:name \"aaaaaaaaaaaaaaaaaaaaaaaaaa\", :value 1}\n {:name \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\", :value 2}]\n"
(with-out-str (pp/pprint '(defn foo [a b] (let [x (+ a b)] (println x) x))))
;=> "(defn foo [a b] (let [x (+ a b)] (println x) x))\n"
(with-out-str (pp/pprint #{1}))
;=> "#{1}\n"
(with-out-str (pp/pprint (sorted-set 1 2 3)))
;=> "#{1 2 3}\n"
(with-out-str (pp/pprint (->R 1 2)))
;=> "{:a 1, :b 2}\n"
(with-out-str (pp/pprint "abc"))
;=> "\"abc\"\n"
(with-out-str (pp/pprint \a))
;=> "\\a\n"
;settled character: "\"a\"\n"
(with-out-str (pp/pprint (map str (range 30))))
;=> "(\"0\"\n \"1\"\n \"2\"\n \"3\"\n \"4\"\n \"5\"\n \"6\"\n \"7\"\n \"8\"\n \"9\"\n \"10\"\n \"11\"\n \"12\"\n \"13\"\n \"14\"\n \"15\"\n \"16\"\n \"17\"\n \"18\"\n \"19\"\n \"20\"\n \"21\"\n \"22\"\n \"23\"\n \"24\"\n \"25\"\n \"26\"\n \"27\"\n \"28\"\n \"29\")\n"
(with-out-str (pp/pprint {[1 2] #{3}}))
;=> "{[1 2] #{3}}\n"
(with-out-str (pp/pprint '(quote a)))
;=> "'a\n"
(with-out-str (pp/pprint ''a))
;=> "'a\n"
(with-out-str (pp/pprint '#(inc %)))
;=> "(fn* [p1__N#] (inc p1__N#))\n"
(with-out-str (pp/pprint (into [] (repeat 5 (apply str (repeat 20 "x"))))))
;=> "[\"xxxxxxxxxxxxxxxxxxxx\"\n \"xxxxxxxxxxxxxxxxxxxx\"\n \"xxxxxxxxxxxxxxxxxxxx\"\n \"xxxxxxxxxxxxxxxxxxxx\"\n \"xxxxxxxxxxxxxxxxxxxx\"]\n"
(binding [pp/*print-right-margin* 20] (with-out-str (pp/pprint (range 20))))
;=> "(0\n 1\n 2\n 3\n 4\n 5\n 6\n 7\n 8\n 9\n 10\n 11\n 12\n 13\n 14\n 15\n 16\n 17\n 18\n 19)\n"
(binding [pp/*print-right-margin* 20] (with-out-str (pp/pprint {:a [1 2 3 4 5] :b [6 7 8 9 10]})))
;=> "{:a [1 2 3 4 5],\n :b [6 7 8 9 10]}\n"
(binding [pp/*print-right-margin* 10] (with-out-str (pp/pprint [:aaaa :bbbb :cccc])))
;=> "[:aaaa\n :bbbb\n :cccc]\n"
(binding [*print-length* 3] (with-out-str (pp/pprint (range 10))))
;=> "(0 1 2 ...)\n"
(binding [*print-level* 2] (with-out-str (pp/pprint [[[1]]])))
;=> "[[#]]\n"
(binding [pp/*print-right-margin* 30] (with-out-str (pp/with-pprint-dispatch pp/code-dispatch (pp/pprint '(let [a 1 b 2] (if (> a b) (foo a) (bar b)))))))
;=> "(let \n  [a 1 b 2]\n  (if\n    (> a b)\n    (foo a)\n    (bar b)))\n"
;settled layout: "(let [a 1 b 2]\n  (if\n    (> a b)\n    (foo a)\n    (bar b)))\n"
(binding [pp/*print-right-margin* 40] (with-out-str (pp/with-pprint-dispatch pp/code-dispatch (pp/pprint '(defn hello [name] (println "hello" name) (inc 1))))))
;=> "(defn \n  hello\n  [name]\n  (println \"hello\" name)\n  (inc 1))\n"
;settled layout: "(defn hello\n  [name]\n  (println \"hello\" name)\n  (inc 1))\n"
(with-out-str (pp/with-pprint-dispatch pp/code-dispatch (pp/pprint '(cond (a) b (c) d :else e))))
;=> "(cond (a) b (c) d :else e)\n"
(with-out-str (pp/with-pprint-dispatch pp/code-dispatch (pp/pprint '#(+ % 1))))
;=> "#(+ % 1)\n"
(with-out-str (pp/with-pprint-dispatch pp/code-dispatch (pp/pprint ''a)))
;=> "'a\n"
(with-out-str (pp/print-table [{:a 1 :b 2} {:a 10 :b 20}]))
;=> "\n| :a | :b |\n|----+----|\n|  1 |  2 |\n| 10 | 20 |\n"
(with-out-str (pp/print-table [:a] [{:a 1 :b 2}]))
;=> "\n| :a |\n|----|\n|  1 |\n"
(with-out-str (pp/print-table []))
;=> ""
(with-out-str (pp/print-table [:a :c] [{:a "x"} {:a nil}]))
;=> "\n| :a | :c |\n|----+----|\n|  x |    |\n|    |    |\n"
(pp/write [1 2] :stream nil)
;=> "[1 2]"
(pp/write 10 :base 16 :stream nil)
;=> "a"
(pp/write 10 :base 2 :radix true :stream nil)
;=> "#b1010"
(pp/write '(a b) :stream nil :pretty false)
;=> "(a b)"
(binding [pp/*print-base* 2] (with-out-str (pp/pprint 5)))
;=> "101\n"
(binding [pp/*print-pretty* false] (with-out-str (pp/pprint [1 2])))
;=> "[1 2]\n"
(binding [pp/*print-suppress-namespaces* true] (with-out-str (pp/pprint 'a/b)))
;=> "b\n"
(with-out-str (pp/fresh-line))
;=> "\n"
;settled layout: ""
(pp/cl-format nil "abc")
;=> "abc"
(pp/cl-format nil "~a ~s" "x" "x")
;=> "x \"x\""
(pp/cl-format nil "~a" nil)
;=> "nil"
(pp/cl-format nil "~10a|~10@a|" "ab" "cd")
;=> "ab        |        cd|"
(pp/cl-format nil "~d ~5d ~5,'0d" 1 2 3)
;=> "1     2 00003"
(pp/cl-format nil "~:d" 1234567)
;=> "1,234,567"
(pp/cl-format nil "~@d" 5)
;=> "+5"
(pp/cl-format nil "~d" "a")
;=> "a"
(pp/cl-format nil "~d" 1.5)
;=> "1.5"
(pp/cl-format nil "~b ~o ~x" 5 8 255)
;=> "101 10 ff"
(pp/cl-format nil "~r" 42)
;=> "forty-two"
(pp/cl-format nil "~:r" 42)
;=> "forty-second"
(pp/cl-format nil "~@r" 1999)
;=> "MCMXCIX"
(pp/cl-format nil "~:@r" 4)
;=> "IIII"
(pp/cl-format nil "~3r" 10)
;=> "101"
(pp/cl-format nil "~r" 0)
;=> "zero"
(pp/cl-format nil "~r" -5)
;=> "minus five"
(pp/cl-format nil "~r" 1000000)
;=> "one million"
(pp/cl-format nil "~@r" 5000)
;=> "5,000"
(pp/cl-format nil "~f" 3.14159)
;=> "3.14159"
(pp/cl-format nil "~,2f" 3.14159)
;=> "3.14"
(pp/cl-format nil "~8,2f|" 3.14159)
;=> "    3.14|"
(pp/cl-format nil "~5f" 3.14159)
;=> "3.142"
(pp/cl-format nil "~f" 1)
;=> "1.0"
(pp/cl-format nil "~e" 12345.678)
;=> "1.2345678E+4"
(pp/cl-format nil "~,2e" 12345.678)
;=> "1.23E+4"
(pp/cl-format nil "~g" 3.5)
;=> "3.5    "
(pp/cl-format nil "~$" 3.14159)
;=> "3.14"
(pp/cl-format nil "~10$" 3.14159)
;=> "3.1415900000"
(pp/cl-format nil "~%~%")
;=> "\n\n"
(pp/cl-format nil "~&a~&b")
;=> "a\nb"
(pp/cl-format nil "~3%")
;=> "\n\n\n"
(pp/cl-format nil "~~")
;=> "~"
(pp/cl-format nil "~3~")
;=> "~~~"
(pp/cl-format nil "~c" \a)
;=> "a"
(pp/cl-format nil "~@c" \a)
;=> "\\a"
(pp/cl-format nil "~:c" \space)
;=> "Space"
(pp/cl-format nil "~{~a~^, ~}" [1 2 3])
;=> "1, 2, 3"
(pp/cl-format nil "~{~a=~a ~}" [:a 1 :b 2])
;=> ":a=1 :b=2 "
(pp/cl-format nil "~:{~a-~a ~}" [[1 2] [3 4]])
;=> "1-2 3-4 "
(pp/cl-format nil "~@{~a ~}" 1 2 3)
;=> "1 2 3 "
(pp/cl-format nil "~2{~a ~}" [1 2 3])
;=> "1 2 "
(pp/cl-format nil "~{~}" "~a" [1])
;=> "1"
(pp/cl-format nil "~[zero~;one~;two~]" 1)
;=> "one"
(pp/cl-format nil "~[zero~;one~:;many~]" 5)
;=> "many"
(pp/cl-format nil "~[zero~;one~]" 5)
;=> ""
(pp/cl-format nil "~:[false~;true~]" nil)
;=> "false"
(pp/cl-format nil "~@[got ~a~]" 1)
;=> "got 1"
(pp/cl-format nil "~@[got ~a~]" nil)
;=> ""
(pp/cl-format nil "~a~*~a" 1 2 3)
;=> "13"
(pp/cl-format nil "~a~:*~a" 1)
;=> "11"
(pp/cl-format nil "~2@*~a" 1 2 3)
;=> "3"
(pp/cl-format nil "~d file~:p" 1)
;=> "1 file"
(pp/cl-format nil "~d file~:p" 2)
;=> "2 files"
(pp/cl-format nil "~d famil~:@p" 2)
;=> "2 families"
(pp/cl-format nil "~(ABC~)")
;=> "abc"
(pp/cl-format nil "~:(abc def~)")
;=> "Abc Def"
(pp/cl-format nil "~@(abc def~)")
;=> "Abc def"
(pp/cl-format nil "~:@(abc~)")
;=> "ABC"
(pp/cl-format nil "~10<abc~>")
;=> "       abc"
(pp/cl-format nil "~10:<abc~>")
;=> "       abc"
(pp/cl-format nil "~10<a~;b~>")
;=> "a        b"
(pp/cl-format nil "~10:@<abc~>")
;=> "    abc   "
(pp/cl-format nil "~?" "~a-~a" [1 2])
;=> "1-2"
(pp/cl-format nil "~@?" "~a-~a" 1 2)
;=> "1-2"
(pp/cl-format nil "a~10tb")
;=> "a         b"
(pp/cl-format nil "a~10,5tb")
;=> "a         b"
(pp/cl-format nil "~a")
;!! Exception
(pp/cl-format nil "~z" 1)
;!! RuntimeException
(pp/cl-format nil "~{~a" [1])
;!! RuntimeException
(pp/cl-format nil "~}")
;!! NullPointerException
;settled phase: !! IllegalArgumentException
(pp/cl-format nil "~a" 1 2)
;=> "1"
(pp/cl-format nil "~w" "a")
;=> "\"a\""
(pp/cl-format nil "~5,,,'*a|" "ab")
;=> "ab***|"
(pp/cl-format nil "~v,'0d" 5 42)
;=> "00042"
(pp/cl-format nil "~#[none~;one~;two~]" 1 2)
;=> "two"
(pp/cl-format nil "a~
   b")
;=> "ab"
(pp/cl-format nil "~7,2,1f" 3.14)
;=> "  31.40"
(pp/cl-format nil nil)
;=> ""
(pp/cl-format true "~a" 1)
;out "1"
;=> nil
((pp/formatter "~a!") nil 1)
;=> "1!"
(with-out-str (pp/cl-format true "~d" 5))
;=> "5"

(with-in-str "1 2" (read+string))
;=> [1 "1"]
(with-in-str " [1 2] 3" (read+string))
;=> [[1 2] "[1 2]"]
(with-in-str "[1] 2" (edn/read))
;=> [1]
(with-in-str "" (edn/read {:eof :end} *in*))
;=> :end
(with-in-str "" (edn/read))
;!! ReaderException
(with-in-str "1" [(edn/read) (edn/read {:eof :end} *in*)])
;=> [1 :end]
(with-in-str "a\nb\n\nc" (doall (line-seq *in*)))
;!! ClassCastException
;settled lenient: ("a" "b" "" "c")
(with-in-str "" (line-seq *in*))
;!! ClassCastException
;settled lenient: nil
