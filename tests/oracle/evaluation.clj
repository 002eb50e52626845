;; SPDX-License-Identifier: MIT
;; Macros, special forms and evaluation: a form or more for each thing that a test of the language would ask.
(ns oracle.evaluation (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

(defmacro conf-m [& xs] (list 'quote [(count xs) (boolean &form) (map? &env)]))
;=> #'oracle.evaluation/conf-m
(let [a 1] (conf-m 1 2))
;=> [2 true true]
(conf-m)
;=> [0 true false]
(defmacro conf-n ([a] `(inc ~a)) ([a b] `(+ ~a ~b)))
;=> #'oracle.evaluation/conf-n
[(conf-n 1) (conf-n 1 2)]
;=> [2 3]
(conf-n)
;!! ArityException
;settled phase: !! CompilerException
(conf-n 1 2 3)
;!! ArityException
;settled phase: !! CompilerException
[(macroexpand-1 '(conf-n 1)) (macroexpand '(conf-n 1 2)) (macroexpand 1) (macroexpand '(foo 1)) (macroexpand-1 '(.a b c)) (macroexpand-1 '(A. 1)) (macroexpand ())]
;=> [(clojure.core/inc 1) (clojure.core/+ 1 2) 1 (foo 1) (. b a c) (new A 1) ()]
[(-> 1 inc) (-> 1 (+ 2)) (->> [1] (map inc)) (-> 1) (->> 1) (some-> nil inc) (some-> 1 inc) (some->> [1] first inc) (cond-> 1 true inc false dec) (cond->> [1] true (map inc)) (as-> 1 x (inc x) (* x 2)) (doto [1] conj) (.. "a" toString toUpperCase)]
;=> [2 3 (2) 1 1 nil 2 2 2 (2) 4 [1] "A"]
(cond-> 1 true)
;!! CompilerException
(as-> 1 x)
;=> 1
(->)
;!! ArityException
;settled phase: !! CompilerException
[(cond) (cond false 1) (cond nil 1 :else 2) (condp = 1 1 :a) (condp = 2 1 :a :b) (condp some [1 2] #{1} :>> inc) (case 1 1 :a) (case 2 1 :a :d) (case 'a a 1) (case "a" "a" 1) (case [1 2] [1 2] :v) (case 1 (1 2) :l) (case nil nil 1) (case :a (:a :b) 1) (case \a \a 1) (case '(1) ((1)) :x :y) (case 1.0 1.0 :f) (case {:a 1} {:a 1} :m) (case #{1} #{1} :s)]
;=> [nil nil 2 :a :b 2 :a :d 1 1 :v :l 1 1 1 :x :f :m :s]
(cond 1)
;!! CompilerException
(condp = 2 1 :a)
;!! IllegalArgumentException
(case 3 1 :a)
;!! IllegalArgumentException
(case 1 1 :a 1 :b)
;!! CompilerException
(case)
;!! ArityException
;settled phase: !! CompilerException
(case 1)
;!! IllegalArgumentException
[(if-let [a 1] a) (if-let [a nil] a 2) (when-let [a 1] a) (if-some [a false] a) (when-some [a nil] a) (when-first [a [1]] a) (when-first [a []] a) (when 1) (when-not nil 1) (if-not nil 1 2) (if-not 1 2) (when nil 1)]
;=> [1 2 1 false nil 1 nil nil 1 1 nil nil]
(if-let [a 1 b 2] a)
;!! CompilerException
(if-let a 1)
;!! CompilerException
(when-let [] 1)
;!! CompilerException
(if-let [a 1] 1 2 3)
;!! CompilerException
(if-not)
;!! ArityException
;settled phase: !! CompilerException
[(and) (and 1) (and 1 nil 2) (and nil) (or) (or nil) (or nil false) (or nil 1) (and 1 2)]
;=> [true 1 nil nil nil nil false 1 2]
[(let [[a & b :as c] "abc"] [a b c]) (let [{:keys [a] :or {a 1} :as m} {}] [a m]) (let [{a :a b "b" c 'c} {:a 1 "b" 2 'c 3}] [a b c]) (let [{:strs [a] :syms [b]} {"a" 1 'b 2}] [a b]) (let [{:keys [x/a :y/b]} {:x/a 1 :y/b 2}] [a b]) (let [{:x/keys [a]} {:x/a 1}] a) (let [[[a] {b :b}] [[1] {:b 2}]] [a b]) (let [{[a b] :v} {:v [1 2]}] [a b]) (let [& 1] 2)]
;!! CompilerException
(let [[a b] nil {c :c} nil] [a b c])
;=> [nil nil nil]
(let [[a] 1] a)
;!! UnsupportedOperationException
(let [{a :a} 1] a)
;!! CompilerException
;settled phase: nil
(let [{a :a} '(:a 1)] a)
;=> 1
(let [{a :a} '(:a 1 :b)] a)
;!! IllegalArgumentException
(let [{a :a} '({:a 2})] a)
;=> 2
(let [[a] #{1}] a)
;!! UnsupportedOperationException
(let [[a] {1 2}] a)
;!! UnsupportedOperationException
(let [{a 0} [5]] a)
;=> 5
((fn [& {:keys [a b] :as m}] [a b m]) :a 1 :b 2)
;=> [1 2 {:a 1, :b 2}]
((fn [& {:keys [a b] :as m}] [a b m]) {:a 1})
;=> [1 nil {:a 1}]
((fn [& {:keys [a b] :as m}] [a b m]) :a 1 {:b 2})
;=> [1 2 {:a 1, :b 2}]
((fn [& {:keys [a]}] a) :a)
;=> nil
((fn [[a b] {c :c}] [a b c]) [1 2] {:c 3})
;=> [1 2 3]
((fn ([] 0) ([a] 1) ([a & b] :n)) 1 2 3)
;=> :n
((fn [a]) )
;!! ArityException
(fn [a a] a)
;=> #object[]
(fn [&])
;!! CompilerException
(fn [a & b c])
;!! CompilerException
(fn ([a] 1) ([b] 2))
;!! CompilerException
(fn ([& a] 1) ([& b] 2))
;!! CompilerException
(fn ([a b] 1) ([& b] 2))
;!! CompilerException
(fn [a] {:pre [(pos? a)]} a)
;=> #object[]
((fn [a] {:pre [(pos? a)]} a) -1)
;!! AssertionError
((fn [a] {:post [(pos? %)]} a) -1)
;!! AssertionError
((fn f [n] (if (pos? n) (recur (dec n)) :done)) 1000)
;=> :done
(letfn [(ev? [n] (or (zero? n) (od? (dec n)))) (od? [n] (and (pos? n) (ev? (dec n))))] (ev? 100))
;=> true
(defn conf-f "doc" {:a 1} ([x] x) ([x y] y) {:b 2})
;=> #'oracle.evaluation/conf-f
(select-keys (meta #'conf-f) [:doc :a :b :arglists])
;=> {:doc "doc", :a 1, :b 2, :arglists ([x] [x y])}
(defn conf-g [x] "not doc")
;=> #'oracle.evaluation/conf-g
(:doc (meta #'conf-g))
;=> nil
(defn)
;!! CompilerException
(defn 1 [])
;!! CompilerException
(defn f)
;!! CompilerException
(defn conf-h "d" 1)
;!! CompilerException
(def)
;!! CompilerException
(def 1 2)
;!! CompilerException
(def a/b 1)
;!! CompilerException
(def conf-x 1 2 3)
;!! CompilerException
(def conf-y "doc" 2)
;=> #'oracle.evaluation/conf-y
[(:doc (meta #'conf-y)) (do (def ^{:foo 1} conf-z) (:foo (meta #'conf-z)))]
;=> ["doc" 1]
(do (def ^:dynamic *conf* 1) (binding [*conf* 2] *conf*))
;=> 2
(binding [conf-y 1] 1)
;!! IllegalStateException
(binding [nope-nope 1] 1)
;!! CompilerException
(set! conf-y 1)
;!! IllegalStateException
(set! *conf* 1)
;!! IllegalStateException
(binding [*conf* 1] (set! *conf* 5) *conf*)
;=> 5
[(defonce conf-once 1) (defonce conf-once 2) conf-once]
;=> [#'oracle.evaluation/conf-once nil 1]
(declare conf-d)
;=> #'oracle.evaluation/conf-d
conf-d
;=> #object[]
(conf-d)
;!! IllegalStateException
[(bound? #'conf-d) (thread-bound? #'conf-y) (var? #'conf-y) (var-get #'conf-y) @#'conf-y (.sym #'conf-y)]
;=> [false false true 2 2 conf-y]
nope-nope
;!! CompilerException
nope/nope
;!! CompilerException
(nope-nope)
;!! CompilerException
(var nope-nope)
;!! CompilerException
(. nil)
;!! CompilerException
(new)
;!! CompilerException
(Foo.)
;!! CompilerException
(Nope/x)
;!! CompilerException
(.nope "a")
;!! IllegalArgumentException
;settled kind: !! RuntimeException
(.nope nil)
;!! NullPointerException
;settled kind: !! RuntimeException
(throw)
;!! CompilerException
(throw nil)
;!! NullPointerException
(throw 1)
;!! ClassCastException
(throw "a")
;!! ClassCastException
(try)
;=> nil
(try 1 (catch))
;!! CompilerException
(try 1 (catch Exception))
;!! CompilerException
(try (catch Exception e))
;=> nil
(try 1 (finally 2))
;=> 1
(try (throw (ex-info "a" {})) (catch clojure.lang.ExceptionInfo e :ei) (catch Exception e :e))
;=> :ei
(try (throw (Exception. "x")) (catch clojure.lang.ExceptionInfo e :ei) (catch Exception e (.getMessage e)))
;=> "x"
(try 1 (finally) (catch Exception e))
;!! CompilerException
(try 1 (catch Nope e))
;!! CompilerException
[(ex-message (ex-info "a" {})) (ex-data (ex-info "a" {:b 1})) (ex-data (Exception.)) (ex-message 1) (ex-data nil) (ex-message nil)]
;=> ["a" {:b 1} nil nil nil nil]
(ex-info "a")
;!! ArityException
(ex-info "a" 1)
;!! ClassCastException
(assert false)
;!! AssertionError
(assert nil "m")
;!! AssertionError
(assert true)
;=> nil
(try (assert (= 1 2) "msg") (catch AssertionError e (.getMessage e)))
;=> "Assert failed: msg\n(= 1 2)"
[(eval 1) (eval '(+ 1 2)) (eval ()) (eval nil) (eval [1 '(+ 1 1)]) (eval {:a '(+ 1 2)}) (eval (list + 1 2)) (eval :a) (eval "a") ]
;=> [1 3 () nil [1 2] {:a 3} 3 :a "a"]
(eval 'nope-nope)
;!! CompilerException
(eval '(1 2))
;!! ClassCastException
(1 2)
;!! ClassCastException
("a")
;!! ClassCastException
(nil)
;!! CompilerException
(true 1)
;!! ClassCastException
((quote a))
;!! ArityException
([1 2] 0)
;=> 1
([1 2] 5)
;!! IndexOutOfBoundsException
([1 2])
;!! ArityException
([1 2] 0 1)
;!! ArityException
({1 2} 1)
;=> 2
({1 2})
;!! ArityException
({} 1 2 3)
;!! ArityException
(#{1} 1)
;=> 1
(#{1})
;!! ArityException
(#{1} 1 2)
;!! ArityException
(recur)
;.. late
(loop [x 1] (recur x x))
;!! CompilerException
(quote)
;!! CompilerException
(loop [a])
;!! CompilerException
(do (defn conf-rec [n] (if (zero? n) 0 (inc (conf-rec (dec n))))) (conf-rec 1000))
;=> 1000
(fn* [a] a)
;=> #object[]
(let* [a 1 b a] b)
;=> 1
(monitor-enter)
;!! NullPointerException
;settled kind: !! CompilerException
(import 'java.util.Nope)
;!! ClassNotFoundException
;settled class: java.util.Nope
(in-ns 1)
;!! ClassCastException
(ns)
;!! CompilerException
(ns 1)
;!! CompilerException
(ns conf.a "doc" (:nope x))
;!! CompilerException
(require 'nope.nope)
;!! FileNotFoundException
(require '[clojure.string :nope 1])
;=> nil
(require '[clojure.string :as])
;!! IllegalArgumentException
(require 1)
;!! IllegalArgumentException
(use '[clojure.string :only [nope]])
;!! IllegalAccessError
(refer 'clojure.string :only '[nope])
;!! IllegalAccessError
(refer 'nope)
;!! Exception
(alias 'a 'nope)
;!! Exception
(do (alias 'cst 'clojure.string) (alias 'cst 'clojure.set))
;!! IllegalStateException
(resolve 'nope-nope)
;=> nil
(resolve 'nope.nope/a)
;=> nil
(ns-resolve 'nope 'a)
;!! Exception
(find-ns 'nope)
;=> nil
(the-ns 'nope)
;!! Exception
(ns-name 'nope)
;!! Exception
(remove-ns 'nope)
;=> nil
[(ns-name 'clojure.core) (ns-name (the-ns 'clojure.core)) (find-var 'clojure.core/inc) (find-var 'clojure.core/nope)]
;=> [clojure.core clojure.core #'clojure.core/inc nil]
(find-var 'inc)
;!! IllegalArgumentException
(find-var 'nope/a)
;!! IllegalArgumentException
(intern 'nope 'a)
;!! Exception
(do (create-ns 'conf.b) (intern 'conf.b 'x 5) [@(ns-resolve 'conf.b 'x) (keys (ns-publics 'conf.b)) (keys (ns-interns 'conf.b)) (ns-unmap 'conf.b 'x) (ns-publics 'conf.b)])
;=> [5 (x) (x) nil {}]
(ns-unmap 'conf.b 1)
;!! ClassCastException
[(special-symbol? 'if) (special-symbol? 'let) (special-symbol? 'let*) (special-symbol? 'nope)]
;=> [true false true false]
