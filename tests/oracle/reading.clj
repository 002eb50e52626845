;; SPDX-License-Identifier: MIT
;; Printing and reading: a form or more for each thing that a test of the language would ask.
(ns oracle.reading (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

(map pr-str [nil true 1 1.0 1N 1M 1/2 :a :a/b 'a 'a/b "a\"b\\\n\t" #"a\"b" [] () {} #{} '(quote a) ''a '@a '#'a '`a])
;=> ("nil" "true" "1" "1.0" "1N" "1M" "1/2" ":a" ":a/b" "a" "a/b" "\"a\\\"b\\\\\\n\\t\"" "#\"a\\\"b\"" "[]" "()" "{}" "#{}" "(quote a)" "(quote a)" "(clojure.core/deref a)" "(var a)" "(quote oracle.reading/a)")
;settled number: ("nil" "true" "1" "1.0" "1" "1M" "1/2" ":a" ":a/b" "a" "a/b" "\"a\\\"b\\\\\\n\\t\"" "#\"a\\\"b\"" "[]" "()" "{}" "#{}" "(quote a)" "(quote a)" "(clojure.core/deref a)" "(var a)" "(quote oracle.reading/a)")
(pr-str {:a/b 1 :a/c 2})
;=> "{:a/b 1, :a/c 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 :a/c 2}))
;=> "#:a{:b 1, :c 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 :c 2}))
;=> "{:a/b 1, :c 2}"
(binding [*print-namespace-maps* true] (pr-str {'a/b {:x/y 1}}))
;=> "#:a{b #:x{:y 1}}"
(binding [*print-length* 2] (pr-str [1 2 3] '(1 2 3) {1 2 3 4 5 6} #{1} [[1 2 3]]))
;=> "[1 2 ...] (1 2 ...) {1 2, 3 4, ...} #{1} [[1 2 ...]]"
(binding [*print-level* 1] (pr-str [1 [2]] {:a {:b 1}} '((1)) #{[1]}))
;=> "[1 #] {:a #} (#) #{#}"
(binding [*print-level* 0] (pr-str [1] 1 "a"))
;=> "# 1 \"a\""
(binding [*print-length* 0] (pr-str [1] {} () {1 2}))
;=> "[...] {} () {...}"
(binding [*print-meta* true] (pr-str ^{:a 1} [1] (with-meta 'x {:tag String}) ^:b {}))
;=> "^{:a 1} [1] ^java.lang.String x ^{:b true} {}"
(binding [*print-readably* false] (pr-str "a\nb" \a [\a "b"]))
;=> "a\nb a [a b]"
(binding [*print-dup* true] (pr-str 1 "a" :a [1] 'b nil))
;=> "1 \"a\" :a [1] b nil"
(binding [*print-dup* true] (pr-str 1N 1M 1/2))
;=> "1N 1M 1/2"
;settled number: "1 1M 1/2"
[(pr-str (range 3)) (pr-str (map inc [1])) (pr-str (lazy-seq nil)) (pr-str (cons 1 nil)) (pr-str (sorted-map 1 2)) (pr-str (first {1 2})) (pr-str (seq {1 2}))]
;=> ["(0 1 2)" "(2)" "()" "(1)" "{1 2}" "[1 2]" "([1 2])"]
[(print-str "a" \b :c nil [1 "x"]) (prn-str "a") (println-str "a" 1) (with-out-str (print)) (with-out-str (prn)) (with-out-str (println "a" "b")) (with-out-str (pr "a" 1)) (with-out-str (newline))]
;=> ["a b :c nil [1 x]" "\"a\"\n" "a 1\n" "" "\n" "a b\n" "\"a\" 1" "\n"]
(pr-str (atom 1))
;=> "#object[ {:status :ready, :val 1}]"
(pr-str #'inc)
;=> "#'clojure.core/inc"
(pr-str ##Inf ##-Inf ##NaN [##Inf])
;=> "##Inf ##-Inf ##NaN [##Inf]"
(pr-str 1e7 1e-3 1e-4 123456.789 1e21 1.0E100 0.1 (float 0.5) -0.0 100.0)
;=> "1.0E7 0.001 1.0E-4 123456.789 1.0E21 1.0E100 0.1 0.5 -0.0 100.0"
(pr-str "é\u0000\u007f" \space \newline \tab)
;=> "\"é\u0000\u007f\" \\space \\newline \\tab"
;settled character: "\"é\u0000\u007f\" \" \" \"\\n\" \"\\t\""
(pr-str (symbol "a b") (keyword "a b") (symbol ""))
;=> "a b :a b "
(pr-str #inst "2020-01-02T03:04:05.678Z" #uuid "00000000-0000-0000-0000-000000000001")
;=> "#inst \"2020-01-02T03:04:05.678-00:00\" #uuid \"00000000-0000-0000-0000-000000000001\""
[(read-string "1") (read-string "[1 ;c\n 2]") (read-string "#_1 2") (read-string "#_ #_ 1 2 3") (read-string "'a") (read-string "@a") (read-string "#'a") (read-string "^:a b") (read-string "#(+ % 1)") ]
;=> [1 [1 2] 2 3 (quote a) (clojure.core/deref a) (var a) b (fn* [p1__N#] (+ p1__N# 1))]
(read-string "")
;!! RuntimeException
(read-string ")")
;!! RuntimeException
(read-string "(1")
;!! RuntimeException
(read-string "[1}")
;!! RuntimeException
(read-string "{1}")
;!! RuntimeException
(read-string "{1 2 1 3}")
;!! IllegalArgumentException
(read-string "#{1 1}")
;!! IllegalArgumentException
(read-string "\"a")
;!! RuntimeException
(read-string "\"\\q\"")
;!! RuntimeException
(read-string "\\abc")
;!! RuntimeException
[(read-string "\\u0041") (read-string "\\o101") (read-string "\\newline") (read-string "\"\\u0041\\101\"")]
;=> [\A \A \newline "AA"]
(read-string "\\o400")
;!! RuntimeException
(read-string "\\ud800")
;!! RuntimeException
(read-string "\"\\u12\"")
;!! IllegalArgumentException
[(read-string ":a/b") (read-string "a/b") (read-string "a.b/c") (read-string "/") (read-string "a//") (read-string "+") (read-string "-") (read-string "->a") (read-string ".a") (read-string "a.") (read-string "a'b") (read-string "a#") (read-string "-a") (read-string "+1") (read-string "a:b") (read-string "&") (read-string "%")]
;=> [:a/b a/b a.b/c / a// + - ->a .a a. a'b a# -a 1 a:b & %]
(read-string ":")
;!! RuntimeException
(read-string "::")
;!! RuntimeException
(read-string ":a/")
;!! RuntimeException
(read-string "/a")
;!! RuntimeException
;settled path: /a
(read-string "a/")
;!! RuntimeException
(read-string "a:")
;!! RuntimeException
(read-string ":a:")
;!! RuntimeException
(read-string "a::b")
;!! RuntimeException
(read-string "1a")
;!! NumberFormatException
(read-string "1/0")
;!! ArithmeticException
;settled kind: !! IllegalArgumentException
(read-string "08")
;!! NumberFormatException
(read-string "0x")
;!! NumberFormatException
(read-string "1.2.3")
;!! NumberFormatException
(read-string "2r2")
;!! NumberFormatException
(read-string "37r1")
;!! NumberFormatException
(read-string "1e")
;!! NumberFormatException
(read-string "#")
;!! RuntimeException
(read-string "#<a>")
;!! RuntimeException
(read-string "#a 1")
;!! RuntimeException
(read-string "#inst \"x\"")
;!! RuntimeException
(read-string "#inst 1")
;!! ClassCastException
;settled kind: !! IllegalArgumentException
(read-string "#uuid \"x\"")
;!! IllegalArgumentException
(read-string "^1 a")
;!! IllegalArgumentException
(read-string "^:a 1")
;!! IllegalArgumentException
(read-string "^")
;!! RuntimeException
(read-string "'")
;!! RuntimeException
(read-string "#_")
;!! RuntimeException
(read-string "#?(:clj 1)")
;!! RuntimeException
[(read-string {:read-cond :allow} "#?(:clj 1 :default 2)") (read-string {:read-cond :allow} "[#?@(:clj [1 2])]") (read-string {:read-cond :preserve} "#?(:clj 1)") (read-string {:read-cond :allow :features #{:x}} "#?(:x 1 :clj 2)")]
;=> [1 [1 2] #?(:clj 1) 1]
(read-string {:read-cond :allow} "#?(:clj)")
;!! RuntimeException
(read-string {:read-cond :allow} "#?@(:clj [1])")
;!! RuntimeException
(read-string {:read-cond :allow} "#?(1 2)")
;!! RuntimeException
(read-string {:eof :x} "")
;=> :x
(read-string nil)
;!! NullPointerException
(read-string 1)
;!! ClassCastException
(read-string "#:a{:b 1 :_/c 2 d 3 \"e\" 4}")
;=> {:a/b 1, :c 2, a/d 3, "e" 4}
(read-string "#::{:b 1}")
;=> {:oracle.reading/b 1}
(read-string "#:a 1")
;!! RuntimeException
(read-string "#:a{:b}")
;!! RuntimeException
(read-string "#::nope{:a 1}")
;!! RuntimeException
(read-string "::nope/a")
;!! RuntimeException
[(read-string "#\"a\\d\\\"\"") (read-string "#=(+ 1 2)") (read-string "##Inf") (read-string "##NaN")]
;=> [#"a\d\"" 3 ##Inf ##NaN]
(read-string "##x")
;!! RuntimeException
(binding [*read-eval* false] (read-string "#=(+ 1 2)"))
;!! RuntimeException
(binding [*read-eval* :unknown] (read-string "1"))
;!! RuntimeException
;settled lenient: 1
(binding [*default-data-reader-fn* vector] (read-string "#foo 1"))
;=> [foo 1]
(binding [*data-readers* {'foo inc}] (read-string "#foo 1"))
;=> 2
(map meta [(read-string "^{:a 1} ^:b ^String x") (read-string "^\"S\" x")])
;=> ({:tag String, :b true, :a 1} {:tag "S"})
['`a '`(a ~b ~@c) `(inc ~(+ 1 2) ~@[3 4] x#) `[~@[1 2]] `{~:a ~1} `#{~:a} `nil `:a `"a" `inc `foo/bar `.a `String `&]
;=> [(quote oracle.reading/a) (clojure.core/seq (clojure.core/concat (clojure.core/list (quote oracle.reading/a)) (clojure.core/list b) c)) (clojure.core/inc 3 3 4 x__N__auto__) [1 2] {:a 1} #{:a} nil :a "a" clojure.core/inc foo/bar .a java.lang.String &]
`(let [x# 1] x#)
;=> (clojure.core/let [x__N__auto__ 1] x__N__auto__)
(let [[_ [a b] c] (read-string "(let [x y] z)")] [a b c])
;=> [x y z]
[(= '~a '(clojure.core/unquote a)) '~@a '@a]
;=> [true (clojure.core/unquote-splicing a) (clojure.core/deref a)]
~a
;!! CompilerException
(eval '~a)
;!! CompilerException
(eval '(~@[1]))
;!! IllegalStateException
`~@[1]
;!! IllegalStateException
;settled kind: !! IllegalArgumentException
[#(+ %1 %2) (#(do %&) 1 2) (#(vector %2 %1) 1 2) (#(identity %) 1)]
;=> [#object[] (1 2) [2 1] 1]
(#(do %&))
;=> nil
#(#(%))
;!! IllegalStateException
;settled kind: !! IllegalArgumentException
[(edn/read-string "1") (edn/read-string "") (edn/read-string nil) (edn/read-string "#_1 2") (edn/read-string "[1 #inst \"2020\" nil true a :b/c \"s\" 1.5M 2N #{1} {1 2} (1)]") (edn/read-string {:eof 1} "") (edn/read-string {:readers {'a inc}} "#a 1") (edn/read-string {:default vector} "#a 1")]
;=> [1 nil nil 2 [1 #inst "2020-01-01T00:00:00.000-00:00" nil true a :b/c "s" 1.5M 2N #{1} {1 2} (1)] 1 2 [a 1]]
(edn/read-string "#a 1")
;!! RuntimeException
(edn/read-string "#(+ 1)")
;!! RuntimeException
(edn/read-string "'a")
;=> 'a
(edn/read-string "@a")
;!! RuntimeException
(edn/read-string "`a")
;!! RuntimeException
(edn/read-string "#'a")
;!! RuntimeException
(edn/read-string "#=(+ 1 2)")
;!! RuntimeException
(edn/read-string "#\"a\"")
;!! RuntimeException
(edn/read-string "::a")
;!! RuntimeException
(edn/read-string "#?(:clj 1)")
;!! RuntimeException
(edn/read-string "^:a [1]")
;=> [1]
(edn/read-string "\\a")
;=> \a
(edn/read-string "#:a{:b 1}")
;=> {:a/b 1}
(edn/read-string "{1 2 1 3}")
;!! IllegalArgumentException
(edn/read-string "1/2")
;=> 1/2
(edn/read-string "(")
;!! RuntimeException
(edn/read-string ")")
;!! RuntimeException
(edn/read-string "##Inf")
;=> ##Inf
(edn/read-string "#!x\n1")
;!! RuntimeException
(with-in-str "1 2" [(read) (read)])
;=> [1 2]
(with-in-str "" (read))
;!! ReaderException
(with-in-str "" (read *in* false :eof))
;=> :eof
(with-in-str "a\nb" [(read-line) (read-line) (read-line)])
;=> ["a" "b" nil]
(read+string (java.io.PushbackReader. (java.io.StringReader. " 1 2")))
;!! ClassCastException
;settled lenient: [1 "1"]
