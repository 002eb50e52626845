;; SPDX-License-Identifier: MIT
;; Special forms, macros, functions, destructuring, types and their errors.
(ns oracle.language (:require [clojure.walk :as walk] [clojure.data :as data] [clojure.zip :as zip] [clojure.template :as template] [clojure.string :as str]))
;=> nil

;; special forms
(if nil 1)
;=> nil
(if true 1 2)
;=> 1
(if)
;!! CompilerException
(if 1)
;!! CompilerException
(if 1 2 3 4)
;!! CompilerException
(if false 1)
;=> nil
(if () 1 2)
;=> 1
(if 0 1 2)
;=> 1
(do)
;=> nil
(do 1 2)
;=> 2
(let [])
;=> nil
(let [a 1] a)
;=> 1
(let [a 1 b (inc a)] [a b])
;=> [1 2]
(let [a])
;!! CompilerException
(let a 1)
;!! CompilerException
(let (a 1) a)
;!! CompilerException
(let [1 2])
;!! CompilerException
(let [:a 2])
;!! CompilerException
(let ["a" 2])
;!! CompilerException
(let [a/b 1])
;!! CompilerException
(let [a 1 a 2] a)
;=> 2
(let)
;!! CompilerException
(let [x 1])
;=> nil
(let [& 1] &)
;!! CompilerException
(let [& 42] &)
;!! CompilerException
(loop [i 0] (if (< i 3) (recur (inc i)) i))
;=> 3
(loop [i 0 acc []] (if (= i 3) acc (recur (inc i) (conj acc i))))
;=> [0 1 2]
(loop [])
;=> nil
(loop [i 0] (recur))
;!! CompilerException
(loop [i 0] (recur 1 2))
;!! CompilerException
(loop [i 0] (recur 1) 2)
;!! CompilerException
(loop [i 0] (try (recur 1) (catch Exception e)))
;!! CompilerException
(fn [x] (recur))
;!! CompilerException
(loop [[a & more] [1 2 3] n 0] (if a (recur more (+ n a)) n))
;=> 6
(quote)
;!! CompilerException
(quote a)
;=> a
(quote a b)
;!! CompilerException
(var str)
;=> #'clojure.core/str
(var nosuch)
;!! CompilerException
(var)
;!! CompilerException
(var 1)
;!! CompilerException
(def)
;!! CompilerException
(def 1)
;!! CompilerException
(def a 1 2 3)
;!! CompilerException
(def :a 1)
;!! CompilerException
(def d1)
;=> #'oracle.language/d1
d1
;=> #object[]
(def d2 "doc" 5)
;=> #'oracle.language/d2
(:doc (meta #'d2))
;=> "doc"
(def ^:private d3 1)
;=> #'oracle.language/d3
(:private (meta #'d3))
;=> true
(def nosuch.ns/x 1)
;!! CompilerException
(def oracle.nosuch/x 1)
;!! CompilerException
(do (def d4 1) d4)
;=> 1
(set! d2 1)
;!! IllegalStateException
(set! 1 2)
;!! CompilerException
(let [a 1] (set! a 2))
;!! CompilerException
(throw nil)
;!! NullPointerException
(throw 1)
;!! ClassCastException
(throw "a")
;!! ClassCastException
(throw (Exception. "x"))
;!! Exception
(throw)
;!! CompilerException
(try)
;=> nil
(try 1)
;=> 1
(try 1 (finally (print "f")))
;out "f"
;=> 1
(try (throw (Exception. "a")) (catch Exception e (print "c") 1) (finally (print "f") 2))
;out "cf"
;=> 1
(try (/ 1 0) (catch ArithmeticException e :arith))
;=> :arith
(try (/ 1 0) (catch NullPointerException e :npe) (catch Exception e :other))
;=> :other
(try (throw (ex-info "x" {})) (catch clojure.lang.ExceptionInfo e (ex-data e)))
;=> {}
(try (throw (Exception. "a")) (finally (print "f")))
;out "f"
;!! Exception
(try (throw (Exception. "a")) (catch Exception e (throw (Exception. "b"))) (finally (print "f")))
;out "f"
;!! Exception
(try (catch Exception e 1))
;=> nil
(try 1 (catch NoSuchClass e 2))
;!! CompilerException
(try 1 (catch Exception))
;!! CompilerException
(try 1 (catch))
;!! CompilerException
(try 1 (finally 2) (catch Exception e))
;!! CompilerException
(try 1 (finally) (finally))
;!! CompilerException
(catch Exception e)
;!! CompilerException
(finally 1)
;!! CompilerException
(new)
;!! CompilerException
(new NoSuch)
;!! CompilerException
(.)
;!! CompilerException
(.)
;!! CompilerException
(case 1 1 :one 2 :two)
;=> :one
(case 3 1 :one :default)
;=> :default
(case 3 1 :one)
;!! IllegalArgumentException
(case :a (:a :b) :ab)
;=> :ab
(case 'x x :sym)
;=> :sym
(case "a" "a" 1)
;=> 1
(case [1 2] [1 2] :vec)
;=> :vec
(case nil nil :nil)
;=> :nil
(case 1.0 1 :int :other)
;=> :other
(case 1N 1 :int :other)
;=> :int
(case \a \a 1)
;=> 1
(case {:a 1} {:a 1} :map)
;=> :map
(case 1)
;!! IllegalArgumentException
(case)
;!! ArityException
;settled phase: !! CompilerException
(case 1 1 :a 1 :b)
;!! CompilerException
(case 1 (1 2) :a 3)
;=> :a
(case true true :t false :f)
;=> :t
(cond)
;=> nil
(cond nil 1)
;=> nil
(cond nil 1 :else 2)
;=> 2
(cond 1)
;!! CompilerException
(cond false 1 true)
;!! CompilerException
(condp = 2 1 :one 2 :two)
;=> :two
(condp = 3 1 :one :default)
;=> :default
(condp = 3 1 :one)
;!! IllegalArgumentException
(condp some [1 2] #{2} :>> inc)
;=> 3
(condp = 1)
;!! IllegalArgumentException
(when nil 1)
;=> nil
(when 1 2 3)
;=> 3
(when)
;!! ArityException
;settled phase: !! CompilerException
(when-not nil 1)
;=> 1
(when-let [a 1] a)
;=> 1
(when-let [a nil] a)
;=> nil
(when-let [a 1 b 2] a)
;!! CompilerException
(when-let a 1)
;!! CompilerException
(when-some [a false] [a])
;=> [false]
(when-first [a [1 2]] a)
;=> 1
(when-first [a []] a)
;=> nil
(if-let [a nil] 1 2)
;=> 2
(if-let [[a b] nil] 1 2)
;=> 2
(if-let [a 1])
;!! CompilerException
(if-let [a 1] a 2 3)
;!! CompilerException
(if-some [a false] :some :none)
;=> :some
(if-some [a nil] :some :none)
;=> :none
(if-not nil 1 2)
;=> 1
(if-not 1 2)
;=> nil
(while false 1)
;=> nil
(let [a (atom 3)] (while (pos? @a) (print (swap! a dec))))
;out "210"
;=> nil
(and)
;=> true
(and nil)
;=> nil
(and 1 2)
;=> 2
(and 1 nil 2)
;=> nil
(or)
;=> nil
(or nil false)
;=> false
(or nil 1)
;=> 1
(or false nil)
;=> nil
(-> 1)
;=> 1
(-> 1 inc (+ 2))
;=> 4
(-> {:a 1} :a)
;=> 1
(->> [1 2] (map inc) (reduce +))
;=> 5
(->)
;!! ArityException
;settled phase: !! CompilerException
(-> 1 (fn [x] x))
;!! CompilerException
(as-> 1 x (inc x) (* x 2))
;=> 4
(as-> 1 x)
;=> 1
(some-> {:a 1} :a inc)
;=> 2
(some-> nil inc)
;=> nil
(some-> {:a nil} :a inc)
;=> nil
(some->> [1 2] (map inc))
;=> (2 3)
(some->> nil (map inc))
;=> nil
(cond-> 1 true inc false (* 10))
;=> 2
(cond-> 1)
;=> 1
(cond-> 1 true)
;!! CompilerException
(cond->> [1 2] true (map inc))
;=> (2 3)
(doto (atom 1) (swap! inc))
;=> #object[ {:status :ready, :val 2}]
@(doto (atom 1) (swap! inc))
;=> 2
(doto 1)
;=> 1
(dotimes [i])
;!! CompilerException
(dotimes i 1)
;!! CompilerException
(letfn [(f [x] (if (pos? x) (g (dec x)) :done)) (g [x] (f x))] (f 5))
;=> :done
(letfn [])
;=> nil
(letfn [(f [] 1)] (f))
;=> 1
(assert true)
;=> nil
(assert false)
;!! AssertionError
(assert nil "msg")
;!! AssertionError
(assert 1 "x")
;=> nil
(comment 1 2)
;=> nil
(declare x1 x2)
;=> #'oracle.language/x2
(time)
;!! ArityException
;settled phase: !! CompilerException
(string? (with-out-str (time 1)))
;=> true
(lazy-seq 1 2)
;!! IllegalArgumentException
(delay)
;=> #object[ {:status :pending, :val nil}]
;settled text: #object[]
(binding [] 1)
;=> 1
(binding [inc dec] (inc 1))
;!! IllegalStateException
(def ^:dynamic *dyn* 1)
;=> #'oracle.language/*dyn*
(binding [*dyn* 2] *dyn*)
;=> 2
(binding [*dyn* 2] (set! *dyn* 3) *dyn*)
;=> 3
*dyn*
;=> 1
(set! *dyn* 5)
;!! IllegalStateException
(binding [nosuch 1] 1)
;!! CompilerException
(binding [*dyn*] 1)
;!! CompilerException
(binding *dyn* 1)
;!! CompilerException
(with-redefs [inc dec] (map inc [1 2]))
;=> (0 1)
(with-redefs [d2 :x] d2)
;=> :x
(with-local-vars [a 1] (var-set a 2) (var-get a))
;=> 2
(with-bindings {#'*dyn* 7} *dyn*)
;=> 7
(with-bindings* {#'*dyn* 7} (fn [x] [x *dyn*]) 1)
;=> [1 7]
((bound-fn [] *dyn*))
;=> 1
(thread-bound? #'*dyn*)
;=> false
(bound? #'d1)
;=> false
(bound? #'d2)
;=> true
(bound? #'d1 #'d2)
;=> false
(var-get #'d2)
;=> 5
(var-get 1)
;!! ClassCastException
(find-var 'clojure.core/str)
;=> #'clojure.core/str
(find-var 'str)
;!! IllegalArgumentException
(find-var 'nosuch.ns/str)
;!! IllegalArgumentException
(find-var 'clojure.core/nosuch)
;=> nil
(resolve 'str)
;=> #'clojure.core/str
(resolve 'nosuch)
;=> nil
(resolve 'clojure.core/str)
;=> #'clojure.core/str
(resolve 'nosuch.ns/str)
;=> nil
(resolve 'String)
;=> java.lang.String
;settled class: str
(resolve nil)
;!! NullPointerException
(resolve "str")
;!! ClassCastException
(ns-resolve 'clojure.core 'str)
;=> #'clojure.core/str
(ns-resolve 'nosuch 'str)
;!! Exception
(ns-name *ns*)
;=> oracle.language
(ns-name 'clojure.core)
;=> clojure.core
(ns-name 'nosuch)
;!! Exception
(ns-name nil)
;!! NullPointerException
(find-ns 'nosuch)
;=> nil
(find-ns nil)
;!! NullPointerException
(the-ns 'nosuch)
;!! Exception
(the-ns 1)
;!! ClassCastException
(create-ns 'oracle.made)
;=> #object[]
(str (create-ns 'oracle.made))
;=> "oracle.made"
(ns-publics 'oracle.made)
;=> {}
(intern 'oracle.made 'v 5)
;=> #'oracle.made/v
oracle.made/v
;=> 5
(intern 'nosuch.ns 'v 5)
;!! Exception
(intern 'oracle.made 'w)
;=> #'oracle.made/w
(ns-unmap 'oracle.made 'v)
;=> nil
(ns-resolve 'oracle.made 'v)
;=> nil
(alias 'm 'oracle.made)
;=> nil
(get (ns-aliases *ns*) 'm)
;=> #object[]
(alias 'm2 'nosuch.ns)
;!! Exception
(ns-unalias *ns* 'm)
;=> nil
(remove-ns 'oracle.made)
;=> #object[]
(require 'nosuch.namespace)
;!! FileNotFoundException
(require nil)
;!! CompilerException
;settled phase: !! IllegalArgumentException
(require 1)
;!! IllegalArgumentException
(require "clojure.set")
;!! IllegalArgumentException
(require '[clojure.set])
;=> nil
(require '[clojure.set :as])
;!! IllegalArgumentException
(require '[clojure.set :foo bar])
;=> nil
(require '[clojure.set :refer [nosuch]])
;!! IllegalAccessError
(require '[clojure.set :refer (union)])
;=> nil
(union #{1} #{2})
;=> #{1 2}
(require 'clojure.set :reload)
;=> nil
(use '[clojure.set :only [difference]])
;=> nil
(difference #{1 2} #{1})
;=> #{2}
(refer 'nosuch.ns)
;!! Exception
(refer 'clojure.set :only '[nosuch])
;!! IllegalAccessError
(requiring-resolve 'clojure.set/union)
;=> #'clojure.set/union
(requiring-resolve 'union)
;!! IllegalArgumentException
(requiring-resolve nil)
;!! IllegalArgumentException
nosuch
;!! CompilerException
(nosuch)
;!! CompilerException
nosuch/a
;!! CompilerException
clojure.core/nosuch
;!! CompilerException
(clojure.set/nosuch 1)
;!! CompilerException
String
;=> java.lang.String
;settled class: str
(1 2)
;!! ClassCastException
("a" 1)
;!! ClassCastException
(nil)
;!! CompilerException
(nil 1)
;!! CompilerException
(true)
;!! ClassCastException
(1.5 :a)
;!! ClassCastException
(:a)
;!! ArityException
((fn []))
;=> nil
(())
;!! ClassCastException
(do ("abc"))
;!! ClassCastException
((range))
;!! ClassCastException
((cycle [1]) 3)
;!! ClassCastException
([] 0)
;!! IndexOutOfBoundsException
({} 0)
;=> nil

;; functions
((fn [] 1))
;=> 1
((fn [a] a))
;!! ArityException
((fn [a] a) 1 2)
;!! ArityException
((fn [a & b] [a b]) 1)
;=> [1 nil]
((fn [a & b] [a b]) 1 2 3)
;=> [1 (2 3)]
((fn ([] 0) ([a] 1) ([a & b] 2)))
;=> 0
((fn ([] 0) ([a] 1) ([a & b] 2)) 1 2 3)
;=> 2
((fn f [n] (if (zero? n) :done (f (dec n)))) 3)
;=> :done
(fn)
;!! CompilerException
(fn [a] [b])
;!! CompilerException
(fn a)
;!! CompilerException
(fn [a b a] a)
;=> #object[]
(fn [1])
;!! CompilerException
(fn [&])
;!! CompilerException
(fn [& a b])
;!! CompilerException
(fn ([a]) ([b]))
;!! CompilerException
(fn ([& a]) ([& b]))
;!! CompilerException
(fn ([a b]) ([& a]))
;!! CompilerException
(fn [a & b] (recur 1 nil))
;=> #object[]
((fn [& {:keys [a b]}] [a b]) :a 1)
;=> [1 nil]
((fn [& {:keys [a]}] a) {:a 2})
;=> 2
((fn [& {:keys [a b]}] [a b]) :a 1 {:b 2})
;=> [1 2]
((fn [& {:keys [a]}] a) :a)
;=> nil
(defn f1 "doc" {:added "1"} [x] x)
;=> #'oracle.language/f1
(:doc (meta #'f1))
;=> "doc"
(:arglists (meta #'f1))
;=> ([x])
(:added (meta #'f1))
;=> "1"
(defn f2 ([a] 1) ([a b] 2))
;=> #'oracle.language/f2
(:arglists (meta #'f2))
;=> ([a] [a b])
(f2)
;!! ArityException
(f2 1 2 3)
;!! ArityException
(defn f3 [x] {:pre [(pos? x)] :post [(odd? %)]} x)
;=> #'oracle.language/f3
(f3 1)
;=> 1
(f3 2)
;!! AssertionError
(f3 -1)
;!! AssertionError
(defn f4 [& {:as m}] m)
;=> #'oracle.language/f4
(f4 :a 1)
;=> {:a 1}
(f4)
;=> nil
(f4 {:a 1})
;=> {:a 1}
(defn)
;!! CompilerException
(defn foo)
;!! CompilerException
(defn foo a)
;!! CompilerException
(defn "foo" [] 1)
;!! CompilerException
(defn :foo [] 1)
;!! CompilerException
(defn foo (a) 1)
;!! CompilerException
(defn- f5 [] 1)
;=> #'oracle.language/f5
(:private (meta #'f5))
;=> true
(#(+ %1 %2) 1 2)
;=> 3
(#(apply + %&) 1 2)
;=> 3
(#(do %) 1)
;=> 1
(#(vector %2) 1 2)
;=> [2]
(#() 1)
;!! ArityException
((constantly 1) 2 3)
;=> 1
((comp) 1)
;=> 1
((comp inc) 1)
;=> 2
((comp inc +) 1 2)
;=> 4
((comp str inc *) 2 3)
;=> "7"
((comp nil) 1)
;!! NullPointerException
((partial +) 1)
;=> 1
((partial + 1) 2)
;=> 3
((partial + 1 2 3 4) 5)
;=> 15
((partial nil) 1)
;!! NullPointerException
((complement nil?) 1)
;=> true
((juxt inc dec) 1)
;=> [2 0]
((juxt :a :b) {:a 1})
;=> [1 nil]
(juxt)
;!! ArityException
((fnil inc 0) nil)
;=> 1
((fnil + 1 2) nil nil)
;=> 3
((fnil + 1 2 3) nil nil nil 4)
;=> 10
((fnil inc 0))
;!! ArityException
((every-pred pos? odd?) 1)
;=> true
((every-pred pos? odd?) 1 3 2)
;=> false
((every-pred pos?))
;=> true
((some-fn pos? nil?) -1 nil)
;!! NullPointerException
((some-fn :a :b) {:b 2})
;=> 2
(every-pred)
;!! ArityException
(identity)
;!! ArityException
(identity nil)
;=> nil
(trampoline (fn [] (fn [] 1)))
;=> 1
(trampoline (fn f [n] (if (pos? n) #(f (dec n)) :done)) 5)
;=> :done
(trampoline 1)
;!! ClassCastException
(let [n (atom 0) f (memoize (fn [x] (swap! n inc) x))] [(f 1) (f 1) (f nil) (f nil) @n])
;=> [1 1 nil nil 2]
(apply (fn [& r] (count r)) (range 30))
;=> 30
(apply + 1 2 3 4 [5])
;=> 15
(apply #(first %&) (range))
;=> 0
(apply hash-map [:a 1])
;=> {:a 1}
(apply nil nil)
;!! NullPointerException
(fn? inc)
;=> true
(fn? :a)
;=> false
(ifn? :a)
;=> true
(ifn? 1)
;=> false
(= inc inc)
;=> true
(= (fn []) (fn []))
;=> false
((fn [a b c d e f g h i j k l m n o p q r s t] t) 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
;=> 20
(eval '(fn [a b c d e f g h i j k l m n o p q r s t u] u))
;!! CompilerException
((fn [a b c d e f g h i j k l m n o p q r s t & u] u) 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21)
;=> (21)

;; destructuring
(let [[a b] [1 2]] [a b])
;=> [1 2]
(let [[a b] [1]] [a b])
;=> [1 nil]
(let [[a b] nil] [a b])
;=> [nil nil]
(let [[a & b] [1 2 3]] [a b])
;=> [1 (2 3)]
(let [[a & b] [1]] [a b])
;=> [1 nil]
(let [[a :as all] [1 2]] [a all])
;=> [1 [1 2]]
(let [[a [b c]] [1 [2 3]]] [a b c])
;=> [1 2 3]
(let [[a b] "xy"] [a b])
;=> [\x \y]
(let [[a b] '(1 2)] [a b])
;=> [1 2]
(let [[a b] 1] a)
;!! UnsupportedOperationException
(let [[a] {:a 1}] a)
;!! UnsupportedOperationException
(let [[a] #{1}] a)
;!! UnsupportedOperationException
(let [[a & b] {:a 1}] [a b])
;=> [[:a 1] nil]
(let [[k v] (first {:a 1})] [k v])
;=> [:a 1]
(let [{a :a} {:a 1}] a)
;=> 1
(let [{a :a} nil] a)
;=> nil
(let [{:keys [a b]} {:a 1}] [a b])
;=> [1 nil]
(let [{:keys [a] :or {a 5}} {}] a)
;=> 5
(let [{:keys [a] :or {a 5}} {:a nil}] a)
;=> nil
(let [{:keys [a] :as m} {:a 1}] [a m])
;=> [1 {:a 1}]
(let [{:strs [a]} {"a" 1}] a)
;=> 1
(let [{:syms [a]} {'a 1}] a)
;=> 1
(let [{:keys [:a :b/c]} {:a 1 :b/c 2}] [a c])
;=> [1 2]
(let [{:keys [x/a]} {:x/a 1}] a)
;=> 1
(let [{:x/keys [a b]} {:x/a 1 :x/b 2}] [a b])
;=> [1 2]
(let [{:x/syms [a]} {'x/a 1}] a)
;=> 1
(let [{[a b] :v} {:v [1 2]}] [a b])
;=> [1 2]
(let [{{c :c} :b} {:b {:c 1}}] c)
;=> 1
(let [{a 0 b 1} [10 20]] [a b])
;=> [10 20]
(let [{:keys [a]} '(:a 1)] a)
;=> 1
(let [{:keys [a]} '(:a 1 {:a 2})] a)
;=> 2
(let [{:keys [a]} '(:a)] a)
;=> nil
(let [{:keys [a]} '({:a 3})] a)
;=> 3
(let [{:keys [a]} ()] a)
;=> nil
(let [{:keys a} {}] a)
;!! CompilerException
(let [{:keys [1]} {}] 1)
;!! CompilerException
(let [{:keys ["a"]} {}] 1)
;!! CompilerException
(let [{:a/keys [b/c]} {}] c)
;!! CompilerException
(let [[a &] [1]] a)
;!! CompilerException
(let [[a & b c] [1]] a)
;!! CompilerException
(let [{a} {}] a)
;!! RuntimeException
(let [[a b & [c d :as e]] [1 2 3 4]] [a b c d e])
;=> [1 2 3 4 (3 4)]
(let [[_ _ x] [1 2 3]] x)
;=> 3
(let [{:keys [a] :or {a (inc b)} b :b} {:b 1}] a)
;=> 2
((fn [[a b] {:keys [c]}] [a b c]) [1 2] {:c 3})
;=> [1 2 3]
(for [[a b] [[1 2] [3 4]] {:keys [c]} [{:c 5}]] [a b c])
;=> ([1 2 5] [3 4 5])
(destructure '[a 1])
;=> [a 1]
(let [[a b :as c & d] [1 2 3]] c)
;!! CompilerException
;settled lenient: [1 2 3]

;; macros
(macroexpand-1 '(when a b))
;=> (if a (do b))
(macroexpand-1 '(if-not a b))
;=> (clojure.core/if-not a b nil)
;settled expansion: (if a nil b)
(macroexpand-1 '(-> a (b c)))
;=> (b a c)
(macroexpand-1 '(->> a (b c) d))
;=> (d (b c a))
(macroexpand-1 '(and))
;=> true
(macroexpand-1 '(and a))
;=> a
(macroexpand-1 '(cond))
;=> nil
(macroexpand-1 '(cond a b))
;=> (if a b (clojure.core/cond))
;settled expansion: (if a b nil)
(macroexpand-1 'a)
;=> a
(macroexpand-1 '(inc 1))
;=> (inc 1)
(macroexpand-1 '(.foo a b))
;=> (. a foo b)
(macroexpand-1 '(Foo. 1))
;=> (new Foo 1)
(macroexpand-1 1)
;=> 1
(macroexpand-1 nil)
;=> nil
(macroexpand-1 ())
;=> ()
(macroexpand '(-> a b c))
;=> (c (b a))
(macroexpand '(when-not a b))
;=> (if a nil (do b))
(macroexpand-1 '(declare a))
;=> (do (def a))
(macroexpand-1 '(comment a))
;=> nil
(macroexpand-1 '(doto a))
;=> (clojure.core/let [G__N a] G__N)
;settled expansion: (let* [it__N a] it__N)
(macroexpand '(when))
;!! ArityException
(defmacro m1 [a] `(list ~a ~a))
;=> #'oracle.language/m1
(m1 1)
;=> (1 1)
(m1)
;!! ArityException
;settled phase: !! CompilerException
(m1 1 2)
;!! ArityException
;settled phase: !! CompilerException
(macroexpand '(m1 1 2))
;!! ArityException
(macroexpand-1 '(m1 x))
;=> (clojure.core/list x x)
(defmacro m2 [& body] `(do ~@body))
;=> #'oracle.language/m2
(m2 1 2)
;=> 2
(m2)
;=> nil
(defmacro m3 [x] (list 'quote (list x &form)))
;=> #'oracle.language/m3
(m3 1)
;=> (1 (m3 1))
(defmacro m4 [] (vec (sort (keys &env))))
;=> #'oracle.language/m4
(let [a 1 b 2] (m4))
;=> [1 2]
m1
;!! CompilerException
(map m1 [1])
;!! CompilerException
(defmacro m5 [] (throw (ex-info "in macro" {:m 5})))
;=> #'oracle.language/m5
(m5)
;!! CompilerException
(defmacro m6 ([] 0) ([a] 1) ([a & b] 2))
;=> #'oracle.language/m6
[(m6) (m6 1) (m6 1 2)]
;=> [0 1 2]
(defmacro)
;!! ArityException
;settled phase: !! CompilerException
(defmacro m7)
;!! CompilerException
(defmacro m8 [x] `(let [y# ~x] (* y# y#)))
;=> #'oracle.language/m8
(m8 3)
;=> 9
(:macro (meta #'m8))
;=> true
(eval '(+ 1 2))
;=> 3
(eval nil)
;=> nil
(eval :a)
;=> :a
(eval '[1 (+ 1 1)])
;=> [1 2]
(eval '{:a (+ 1 1)})
;=> {:a 2}
(eval ())
;=> ()
(eval '(def ev 1))
;=> #'oracle.language/ev
(eval 'nosuch)
;!! CompilerException
(eval (list + 1 2))
;=> 3
(load-string "1 2 3")
;=> 3
(load-string "")
;=> nil
(load-string "(")
;!! CompilerException
;settled phase: !! IllegalArgumentException
(load-string "(def ls 5) (inc ls)")
;=> 6
(definline dinc [x] `(inc ~x))
;=> #'oracle.language/dinc
(dinc 1)
;=> 2

;; multimethods and hierarchies
(defmulti mm1 :type)
;=> #'oracle.language/mm1
(defmethod mm1 :a [_] :was-a)
;=> #object[]
(defmethod mm1 :default [_] :was-default)
;=> #object[]
(mm1 {:type :a})
;=> :was-a
(mm1 {:type :b})
;=> :was-default
(mm1 {})
;=> :was-default
(mm1)
;!! ArityException
(mm1 nil)
;=> :was-default
(defmulti mm2 class)
;=> #'oracle.language/mm2
(defmethod mm2 String [_] :string)
;=> #object[]
(defmethod mm2 nil [_] :nil)
;=> #object[]
(mm2 "a")
;=> :string
(mm2 nil)
;=> :nil
(mm2 1)
;!! IllegalArgumentException
(mm2 :a)
;!! IllegalArgumentException
(defmulti mm3 (fn [a b] [a b]))
;=> #'oracle.language/mm3
(defmethod mm3 [1 2] [_ _] :12)
;=> #object[]
(mm3 1 2)
;=> :12
(mm3 2 1)
;!! IllegalArgumentException
(sort-by str (keys (methods mm1)))
;=> (:a :default)
(fn? (get-method mm1 :a))
;=> true
(get-method mm1 :nosuch)
;=> #object[]
(get-method mm2 :nosuch)
;=> nil
(remove-method mm1 :a)
;=> #object[]
(mm1 {:type :a})
;=> :was-default
(remove-all-methods mm1)
;=> #object[]
(mm1 {:type :a})
;!! IllegalArgumentException
(defmulti mm4 identity)
;=> #'oracle.language/mm4
(derive ::square ::shape)
;=> nil
(derive ::circle ::shape)
;=> nil
(defmethod mm4 ::shape [_] :shape)
;=> #object[]
(mm4 ::square)
;=> :shape
(isa? ::square ::shape)
;=> true
(isa? ::square ::square)
;=> true
(isa? [::square ::circle] [::shape ::shape])
;=> true
(isa? [::square] [::shape ::shape])
;=> false
(isa? 1 1)
;=> true
(isa? nil nil)
;=> true
(isa? String Object)
;=> true
(isa? :a :b)
;=> false
(parents ::square)
;=> #{:oracle.language/shape}
(ancestors ::square)
;=> #{:oracle.language/shape}
(descendants ::shape)
;=> #{:oracle.language/circle :oracle.language/square}
(parents :nosuch)
;=> nil
(ancestors nil)
;=> nil
(descendants String)
;!! UnsupportedOperationException
(derive ::shape ::square)
;!! Exception
(derive ::a ::a)
;!! AssertionError
(derive :a :b)
;!! AssertionError
(derive nil ::b)
;!! AssertionError
(derive 'a 'b)
;!! AssertionError
(derive "a" ::b)
;!! AssertionError
(derive nil :a :b)
;!! NullPointerException
;settled strict: !! IllegalArgumentException
(underive ::square ::shape)
;=> nil
(isa? ::square ::shape)
;=> false
(underive nil :a :b)
;!! NullPointerException
;settled strict: !! IllegalArgumentException
(make-hierarchy)
;=> {:parents {}, :descendants {}, :ancestors {}}
(derive (make-hierarchy) :a :b)
;=> {:parents {:a #{:b}}, :ancestors {:a #{:b}}, :descendants {:b #{:a}}}
(isa? (derive (make-hierarchy) :a :b) :a :b)
;=> true
(underive (derive (make-hierarchy) :a :b) :a :b)
;=> {:parents {}, :descendants {}, :ancestors {}}
(parents (derive (make-hierarchy) :a :b) :a)
;=> #{:b}
(derive (derive (make-hierarchy) :a :b) :b :a)
;!! Exception
(derive (make-hierarchy) 1 2)
;!! AssertionError
(defmulti mm5 identity :default :else)
;=> #'oracle.language/mm5
(defmethod mm5 :else [_] :fallback)
;=> #object[]
(mm5 1)
;=> :fallback
(derive ::both ::p1)
;=> nil
(derive ::both ::p2)
;=> nil
(defmulti mm6 identity)
;=> #'oracle.language/mm6
(defmethod mm6 ::p1 [_] 1)
;=> #object[]
(defmethod mm6 ::p2 [_] 2)
;=> #object[]
(mm6 ::both)
;!! IllegalArgumentException
(prefer-method mm6 ::p1 ::p2)
;=> #object[]
(mm6 ::both)
;=> 1
(prefers mm6)
;=> {:oracle.language/p1 #{:oracle.language/p2}}
(prefer-method mm6 ::p2 ::p1)
;!! IllegalStateException
(defmulti mm7)
;=> #'oracle.language/mm7
;settled strict: !! CompilerException
(defmulti)
;!! ArityException
;settled phase: !! CompilerException
(defmethod nosuch-mm :a [x] x)
;!! CompilerException
(defmethod inc :a [x] x)
;!! ClassCastException
(defmethod mm1)
;!! ArityException
;settled phase: !! CompilerException
(methods 1)
;!! ClassCastException

;; protocols, records, types
(defprotocol P "doc" (pm [this] "method doc") (pn [this a] [this a b]))
;=> P
(:doc (meta #'P))
;=> "doc"
(:doc (meta #'pm))
;=> "method doc"
(:arglists (meta #'pn))
;=> ([this a] [this a b])
(pm 1)
;!! IllegalArgumentException
(pm nil)
;!! IllegalArgumentException
(extend-type String P (pm [s] (str "s:" s)) (pn ([s a] [s a]) ([s a b] [s a b])))
;=> nil
(pm "a")
;=> "s:a"
(pn "a" 1)
;=> ["a" 1]
(pn "a" 1 2)
;=> ["a" 1 2]
(pn "a")
;!! CompilerException
;settled phase: !! ArityException
(pn "a" 1 2 3)
;!! CompilerException
;settled phase: !! ArityException
(pm)
;!! CompilerException
;settled phase: !! ArityException
(extend-protocol P nil (pm [_] :nil) Number (pm [n] (inc n)))
;=> nil
(pm nil)
;=> :nil
(pm 5)
;=> 6
(pm 1.5)
;=> 2.5
(pn 5 1)
;!! IllegalArgumentException
(pm :a)
;!! IllegalArgumentException
(satisfies? P "a")
;=> true
(satisfies? P :a)
;=> false
(satisfies? P nil)
;=> true
(extends? P String)
;=> true
(extends? P nil)
;=> true
(extends? P clojure.lang.Keyword)
;=> false
(count (extenders P))
;=> 3
(satisfies? 1 1)
;!! NullPointerException
(pm (reify P (pm [_] :reified)))
;=> :reified
(pn (reify P (pm [_] :reified)) 1)
;!! AbstractMethodError
(pm (reify))
;!! IllegalArgumentException
(defrecord Rec [a b] P (pm [_] [a b]))
;=> oracle.language.Rec
(pm (->Rec 1 2))
;=> [1 2]
(->Rec 1 2)
;=> #oracle.language.Rec{:a 1, :b 2}
(->Rec 1)
;!! ArityException
(map->Rec {:a 1})
;=> #oracle.language.Rec{:a 1, :b nil}
(map->Rec {:a 1 :c 3})
;=> #oracle.language.Rec{:a 1, :b nil, :c 3}
(map->Rec nil)
;=> #oracle.language.Rec{:a nil, :b nil}
(Rec. 1 2)
;=> #oracle.language.Rec{:a 1, :b 2}
(:a (->Rec 1 2))
;=> 1
(:c (->Rec 1 2))
;=> nil
(:c (->Rec 1 2) :none)
;=> :none
(.-a (->Rec 1 2))
;=> 1
((->Rec 1 2) :a)
;!! ClassCastException
(get (->Rec 1 2) :a)
;=> 1
(assoc (->Rec 1 2) :a 5)
;=> #oracle.language.Rec{:a 5, :b 2}
(record? (assoc (->Rec 1 2) :c 5))
;=> true
(dissoc (->Rec 1 2) :a)
;=> {:b 2}
(record? (dissoc (assoc (->Rec 1 2) :c 5) :c))
;=> true
(= (->Rec 1 2) (->Rec 1 2))
;=> true
(= (->Rec 1 2) {:a 1 :b 2})
;=> false
(= {:a 1 :b 2} (->Rec 1 2))
;=> false
(keys (->Rec 1 2))
;=> (:a :b)
(vals (->Rec 1 2))
;=> (1 2)
(seq (->Rec 1 2))
;=> ([:a 1] [:b 2])
(count (->Rec 1 2))
;=> 2
(into {} (->Rec 1 2))
;=> {:a 1, :b 2}
(merge (->Rec 1 2) {:b 3})
;=> #oracle.language.Rec{:a 1, :b 3}
(select-keys (->Rec 1 2) [:a])
;=> {:a 1}
(contains? (->Rec 1 2) :a)
;=> true
(contains? (->Rec 1 2) :z)
;=> false
(record? (->Rec 1 2))
;=> true
(map? (->Rec 1 2))
;=> true
(conj (->Rec 1 2) [:a 3])
;=> #oracle.language.Rec{:a 3, :b 2}
(empty (->Rec 1 2))
;!! UnsupportedOperationException
(reduce-kv (fn [a k v] (conj a [k v])) [] (->Rec 1 2))
;=> [[:a 1] [:b 2]]
(let [{:keys [a b]} (->Rec 1 2)] [a b])
;=> [1 2]
(update (->Rec 1 2) :a inc)
;=> #oracle.language.Rec{:a 2, :b 2}
(meta (with-meta (->Rec 1 2) {:m 1}))
;=> {:m 1}
(instance? Rec (->Rec 1 2))
;=> true
(instance? Rec {:a 1})
;=> false
(hash-map (->Rec 1 2) :x)
;=> {#oracle.language.Rec{:a 1, :b 2} :x}
(get {(->Rec 1 2) :x} (->Rec 1 2))
;=> :x
(deftype Typ [x ^:unsynchronized-mutable y] P (pm [_] x) (pn [_ v] (set! y v) y))
;=> oracle.language.Typ
(pm (Typ. 1 2))
;=> 1
(pn (Typ. 1 2) 5)
;=> 5
(.-x (Typ. 1 2))
;=> 1
(.-y (Typ. 1 2))
;!! IllegalArgumentException
;settled class: 2
(:x (Typ. 1 2))
;=> nil
(= (Typ. 1 2) (Typ. 1 2))
;=> false
(->Typ 1)
;!! ArityException
(set! (.-x (Typ. 1 2)) 3)
;!! IllegalAccessError
(instance? Typ 1)
;=> false
(defrecord Bad [a a])
;!! CompilerException
(defrecord Bad2 [__meta])
;!! CompilerException
;settled lenient: oracle.language.Bad2
(deftype Bad3 [1])
;!! CompilerException
(defprotocol Bad4 (m []))
;!! CompilerException
(defprotocol Bad5 (m [this]) (m [this a]))
;!! CompilerException
(extend-type String NoSuchP (m [this]))
;!! CompilerException
(extend-type NoSuch P (pm [_]))
;!! CompilerException
(reify P (nosuchm [_]))
;!! CompilerException
;settled lenient: #object[]
(reify NoSuchP)
;!! CompilerException
(deftype D [] Object (toString [_] "I am D"))
;=> oracle.language.D
(str (D.))
;=> "I am D"
(deftype E [v] clojure.lang.IDeref (deref [_] v))
;=> oracle.language.E
@(E. 5)
;=> 5
(deftype F [v] clojure.lang.IFn (invoke [_ a] [v a]))
;=> oracle.language.F
((F. 1) 2)
;=> [1 2]
((F. 1))
;!! AbstractMethodError
(deftype G [v] clojure.lang.Counted (count [_] v))
;=> oracle.language.G
(count (G. 7))
;=> 7
(deftype H [s] clojure.lang.Seqable (seq [_] (seq s)))
;=> oracle.language.H
(map inc (H. [1 2]))
;=> (2 3)
(first (H. [1 2]))
;=> 1
(deftype I [m] clojure.lang.ILookup (valAt [_ k] (get m k)) (valAt [_ k d] (get m k d)))
;=> oracle.language.I
(:a (I. {:a 1}))
;=> 1
(get (I. {:a 1}) :b :none)
;=> :none
(let [{:keys [a]} (I. {:a 1})] a)
;=> 1
(def r1 (reify clojure.lang.IDeref (deref [_] 3) Object (toString [_] "r")))
;=> #'oracle.language/r1
[@r1 (str r1)]
;=> [3 "r"]
(defprotocol Q :extend-via-metadata true (qm [this]))
;=> Q
(qm (with-meta [] {`qm (fn [_] :via-meta)}))
;=> :via-meta
(qm [])
;!! IllegalArgumentException
(str (proxy [Object] [] (toString [] "proxied")))
;=> "proxied"
(instance? String "a")
;=> true
(instance? "a" String)
;!! ClassCastException
(instance? nil 1)
;!! NullPointerException
(instance? Number 1)
;=> true
(instance? Object nil)
;=> false
(cast String "a")
;=> "a"
(cast String 1)
;!! ClassCastException
(cast String nil)
;=> nil
(class nil)
;=> nil
(type nil)
;=> nil
(type (with-meta [] {:type :x}))
;=> :x
(defstruct st :a :b)
;=> #'oracle.language/st
(struct st 1 2)
;=> {:a 1, :b 2}
(struct st 1)
;=> {:a 1, :b nil}
(struct st 1 2 3)
;!! IllegalArgumentException
(struct-map st :a 1 :c 3)
;=> {:a 1, :b nil, :c 3}
((accessor st :a) (struct st 1 2))
;=> 1
(dissoc (struct st 1 2) :a)
;!! RuntimeException
(create-struct :x)
;=> #object[]
;settled class: #clojure.core.StructDefinition[[:x]]
(create-struct)
;!! IllegalArgumentException
(bean nil)
;!! NullPointerException
;settled lenient: {:class nil}

;; exceptions
(ex-message (ex-info "m" {}))
;=> "m"
(ex-data (ex-info "m" {:a 1}))
;=> {:a 1}
(ex-data (Exception. "m"))
;=> nil
(ex-data nil)
;=> nil
(ex-data 1)
;=> nil
(ex-message nil)
;=> nil
(ex-message 1)
;=> nil
(ex-message (Exception. "m"))
;=> "m"
(ex-message (Exception.))
;=> nil
(ex-message (ex-cause (ex-info "m" {} (Exception. "c"))))
;=> "c"
(ex-cause (Exception. "m"))
;=> nil
(ex-cause nil)
;=> nil
(ex-info "m")
;!! ArityException
(ex-info "m" 1)
;!! ClassCastException
(ex-info 1 {})
;!! ClassCastException
;settled lenient: #error {:cause "1", :data {}, :via [{:type cljsh.ExceptionInfo, :message "1"}]}
(throw (ex-info "m" {:a [1 2]}))
;!! ExceptionInfo "m" "{:a [1 2]}"
(ex-message (Exception. "m" (Exception. "c")))
;=> "m"
(ex-message (ex-cause (Exception. "m" (Exception. "c"))))
;=> "c"
(ex-message (ex-cause (Exception. (Exception. "c"))))
;=> "c"
(:cause (Throwable->map (ex-info "m" {:a 1} (Exception. "inner"))))
;=> "inner"
(map :message (:via (Throwable->map (ex-info "m" {:a 1} (Exception. "inner")))))
;=> ("m" "inner")
(try (throw (IllegalArgumentException. "iae")) (catch IllegalArgumentException e (ex-message e)))
;=> "iae"
(try (throw (IllegalStateException. "ise")) (catch RuntimeException e (ex-message e)))
;=> "ise"
(try (throw (UnsupportedOperationException.)) (catch UnsupportedOperationException e (ex-message e)))
;=> nil
(try (nth [] 0) (catch IndexOutOfBoundsException e :ioobe))
;=> :ioobe
(try (assert false "boom") (catch AssertionError e (ex-message e)))
;=> "Assert failed: boom\nfalse"
(try ((fn [a])) (catch clojure.lang.ArityException e :arity))
;=> :arity
(try (throw (Error. "err")) (catch Exception e :exc) (catch Error e :err))
;=> :err
;settled error: :exc
(try (throw (ex-info "a" {})) (catch Throwable t (class? (class t))))
;=> true
(slurp "/no/such/file")
;!! FileNotFoundException
(slurp nil)
;!! IllegalArgumentException
(spit "/no/such/dir/file" "x")
;!! FileNotFoundException
(load-file "/no/such/file.clj")
;!! FileNotFoundException
(load "/no/such/lib")
;!! FileNotFoundException

;; metadata
(meta nil)
;=> nil
(meta 1)
;=> nil
(meta [])
;=> nil
(meta ^:a [1])
;=> {:a true}
(meta ^{:a 1} {})
;=> {:a 1}
(meta 'a)
;=> nil
(meta (with-meta 'a {:x 1}))
;=> {:x 1}
(with-meta [1] nil)
;=> [1]
(with-meta [1] {:a 1})
;=> [1]
(with-meta 1 {})
;!! ClassCastException
(with-meta "a" {})
;!! ClassCastException
(with-meta :a {})
;!! ClassCastException
(with-meta nil {})
;!! NullPointerException
(with-meta [1] 5)
;!! ClassCastException
(meta (with-meta (fn []) {:a 1}))
;=> {:a 1}
((with-meta (fn [] 5) {:a 1}))
;=> 5
(meta (vary-meta [1] assoc :a 1))
;=> {:a 1}
(vary-meta 1 assoc :a 1)
;!! ClassCastException
(meta (conj ^:a [1] 2))
;=> {:a true}
(meta (assoc ^:a {} :b 1))
;=> {:a true}
(meta (map inc ^:a [1]))
;=> nil
(meta (seq ^:a [1]))
;=> nil
(meta (into ^:a [] [1]))
;=> {:a true}
(meta (vec ^:a [1]))
;=> nil
(meta (set ^:a #{1}))
;=> nil
(meta (empty ^:a [1]))
;=> {:a true}
(meta (pop ^:a [1]))
;=> {:a true}
(meta (rest ^:a '(1 2)))
;=> nil
(meta (first [^:a []]))
;=> {:a true}
(meta (merge ^:a {} {:b 1}))
;=> {:a true}
(meta (with-meta (range 3) {:a 1}))
;=> {:a 1}
(meta (with-meta (lazy-seq [1]) {:a 1}))
;=> {:a 1}
(= ^:a [1] [1])
;=> true
(meta '^:a b)
;=> {:a true}
(meta (quote ^{:a 1} (1 2)))
;=> {:a 1}
(:line (meta '(1)))
;=> nil
(alter-meta! (atom 1) assoc :a 1)
;=> {:a 1}
(reset-meta! (atom 1) {:b 2})
;=> {:b 2}
(meta (atom 1 :meta {:a 1}))
;=> {:a 1}
(alter-meta! 1 assoc)
;!! ClassCastException
(:name (meta #'str))
;=> str
(ns-name (:ns (meta #'str)))
;=> clojure.core
(let [x ^{:a (+ 1 2)} [1]] (meta x))
;=> {:a 3}
(meta (subvec ^:a [1 2] 1))
;=> nil
(meta (update-vals ^:a {:b 1} inc))
;=> {:a true}
(meta (select-keys ^:a {:b 1} [:b]))
;=> {:a true}
(meta (filterv odd? ^:a [1]))
;=> nil
(meta (sort ^:a [1 2]))
;=> {:a true}
(meta (dissoc ^:a {:b 1} :b))
;=> {:a true}
(meta (disj ^:a #{1} 1))
;=> {:a true}
(meta (reverse ^:a [1]))
;=> nil
(meta (list* ^:a [1]))
;=> nil
(meta (persistent! (transient ^:a {})))
;=> nil
(meta (zipmap ^:a [:x] [1]))
;=> nil

;; state
@(atom 1)
;=> 1
(deref (atom 1))
;=> 1
(deref 1)
;!! ClassCastException
@nil
;!! NullPointerException
(atom)
;!! ArityException
(swap! (atom 1) inc)
;=> 2
(swap! (atom 1) + 2 3 4)
;=> 10
(swap! 1 inc)
;!! ClassCastException
(swap! (atom 1) nil)
;!! NullPointerException
(reset! (atom 1) 2)
;=> 2
(swap-vals! (atom 1) inc)
;=> [1 2]
(reset-vals! (atom 1) 2)
;=> [1 2]
(compare-and-set! (atom 1) 1 2)
;=> true
(compare-and-set! (atom 1) 5 2)
;=> false
(atom 1 :validator odd?)
;=> #object[ {:status :ready, :val 1}]
(atom 2 :validator odd?)
;!! IllegalStateException
(swap! (atom 1 :validator odd?) inc)
;!! IllegalStateException
(reset! (atom 1 :validator odd?) 2)
;!! IllegalStateException
(get-validator (atom 1))
;=> nil
(set-validator! (atom 2) odd?)
;!! IllegalStateException
(let [a (atom 1)] (set-validator! a odd?) (reset! a 3))
;=> 3
(let [a (atom 1) log (atom [])] (add-watch a :k (fn [k r o n] (swap! log conj [k o n]))) (swap! a inc) (remove-watch a :k) (swap! a inc) @log)
;=> [[:k 1 2]]
(add-watch 1 :k identity)
;!! ClassCastException
(volatile! 1)
;=> #object[ {:status :ready, :val 1}]
@(volatile! 1)
;=> 1
(vreset! (volatile! 1) 2)
;=> 2
(vswap! (volatile! 1) + 2)
;=> 3
(vreset! (atom 1) 2)
;!! ClassCastException
@(delay 1)
;=> 1
(force (delay 1))
;=> 1
(force 1)
;=> 1
(realized? (delay 1))
;=> false
(let [d (delay 1)] @d (realized? d))
;=> true
(realized? 1)
;!! ClassCastException
(realized? (lazy-seq [1]))
;=> false
(realized? (range 3))
;!! ClassCastException
(let [n (atom 0) d (delay (swap! n inc))] @d @d @n)
;=> 1
(let [d (delay (throw (ex-info "once" {})))] [(try @d (catch Exception e (ex-message e))) (try @d (catch Exception e (ex-message e)))])
;=> ["once" "once"]
(delay? (delay 1))
;=> true
(let [p (promise)] (deliver p 1) (deliver p 2) @p)
;=> 1
(deref (promise) 10 :timeout)
;=> :timeout
(realized? (promise))
;=> false
(deliver (promise) nil)
;=> #object[ {:status :ready, :val nil}]
(let [p (promise)] (deliver p 1))
;=> #object[ {:status :ready, :val 1}]
@(future 1)
;=> 1
(deref (future 1) 1000 :timeout)
;=> 1
@(future (throw (ex-info "f" {})))
;!! ExecutionException
(let [f (future 1)] @f [(future-done? f) (future-cancelled? f) (realized? f) (future? f)])
;=> [true false true true]
(future-cancel 1)
;!! ClassCastException
(let [r (ref 1)] (dosync (alter r inc)) @r)
;=> 2
(let [r (ref 1)] (dosync (ref-set r 5) (commute r inc)) @r)
;=> 6
(alter (ref 1) inc)
;!! IllegalStateException
(ref-set (ref 1) 2)
;!! IllegalStateException
(commute (ref 1) inc)
;!! IllegalStateException
(ensure (ref 1))
;!! IllegalStateException
(dosync)
;=> nil
(dosync (ensure (ref 1)))
;=> 1
(ref 1 :validator even?)
;!! IllegalStateException
(dosync (alter (ref 2 :validator even?) inc))
;!! IllegalStateException
(let [r (ref 1)] (try (dosync (ref-set r 2) (throw (Exception. "x"))) (catch Exception e)) @r)
;=> 1
(io! 1)
;=> 1
(dosync (io! 1))
;!! IllegalStateException
(dosync (io! "msg" 1))
;!! IllegalStateException
(let [a (agent 1)] (send a inc) (await a) @a)
;=> 2
(let [a (agent 1)] (send-off a + 5) (await a) @a)
;=> 6
(agent 1 :validator even?)
;!! IllegalStateException
(send 1 inc)
;!! ClassCastException
(await 1)
;!! ClassCastException
(let [a (agent 1)] (send a (fn [_] (throw (ex-info "ag" {})))) (deref (promise) 100 nil) [(ex-message (agent-error a)) (try (send a inc) (catch Exception e (ex-message e)))])
;=> ["ag" "Agent is failed, needs restart"]
(let [a (agent 1 :error-mode :continue)] (send a (fn [_] (throw (ex-info "ag" {})))) (send a inc) (await a) @a)
;=> 2
(let [a (agent 1)] (send a / 0) (deref (promise) 100 nil) (restart-agent a 5) (send a inc) (await a) @a)
;=> 6
(error-mode (agent 1))
;=> :fail
(error-mode (agent 1 :error-handler prn))
;=> :continue
(pmap inc [1 2 3])
;=> (2 3 4)
(pmap inc nil)
;=> ()
(pmap + [1 2] [3 4])
;=> (4 6)
(pcalls (constantly 1) (constantly 2))
;=> (1 2)
(pvalues 1 (+ 1 1))
;=> (1 2)
(locking 1 2)
;=> 2
(locking nil 2)
;!! NullPointerException
(alter-var-root #'d2 inc)
;=> 6
(alter-var-root #'d2 nil)
;!! NullPointerException
(alter-var-root 1 inc)
;!! ClassCastException
(let [a (atom nil)] (swap! a assoc :x 1) @a)
;=> {:x 1}
(let [p (promise) f (fn [v] (deliver p v))] (add-tap f) (tap> 5) [(deref p 1000 :late) (remove-tap f)])
;=> [5 nil]

;; laziness: how much is realised
(defn noisy [n] (map (fn [x] (print x "") x) (iterate inc n)))
;=> #'oracle.language/noisy
(do (take 2 (noisy 0)) nil)
;=> nil
(do (doall (take 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (first (noisy 0)) nil)
;out "0 "
;=> nil
(do (rest (noisy 0)) nil)
;out "0 "
;=> nil
(do (next (noisy 0)) nil)
;out "0 1 "
;=> nil
(do (seq (drop 2 (noisy 0))) nil)
;out "0 1 2 "
;=> nil
(do (nth (noisy 0) 2) nil)
;out "0 1 2 "
;=> nil
(do (second (noisy 0)) nil)
;out "0 1 "
;=> nil
(do (let [[a b] (noisy 0)] a) nil)
;out "0 1 "
;=> nil
(do (let [[a & b] (noisy 0)] a) nil)
;out "0 1 "
;=> nil
(do (first (map (fn [x] (print x "") x) (range 100))) nil)
;out "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 "
;=> nil
(do (first (map (fn [x] (print x "") x) [1 2 3])) nil)
;out "1 2 3 "
;=> nil
(do (first (filter (fn [x] (print x "") (odd? x)) '(2 4 5 6))) nil)
;out "2 4 5 "
;=> nil
(do (take-while (fn [x] (print x "") (< x 2)) (iterate inc 0)) nil)
;=> nil
(do (doall (take-while (fn [x] (print x "") (< x 2)) (iterate inc 0))) nil)
;out "0 1 2 "
;=> nil
(do (concat (noisy 0) (noisy 1)) nil)
;=> nil
(do (first (concat (noisy 0) (noisy 1))) nil)
;out "0 "
;=> nil
(do (first (mapcat (fn [x] (print x "") [x]) (iterate inc 0))) nil)
;out "0 1 2 3 "
;=> nil
;settled lazier: nil
(do (apply (fn [a & b] a) (noisy 0)) nil)
;out "0 1 2 "
;=> nil
;settled lazier: nil
(do (apply (fn [& b] 1) (noisy 0)) nil)
;out "0 1 "
;=> nil
;settled lazier: nil
(do (apply (fn [a b & c] 1) (noisy 0)) nil)
;out "0 1 2 3 "
;=> nil
;settled lazier: nil
(do (apply concat (take 3 (noisy 0))) nil)
;out "0 1 2 "
;=> nil
(do (interleave (noisy 0) (noisy 10)) nil)
;=> nil
(do (first (interleave (noisy 0) (noisy 10))) nil)
;out "0 10 "
;=> nil
(do (first (partition 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (first (partition-all 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (first (partition-by #(quot % 2) (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (some #{2} (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (every? #(< % 2) (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (not-any? #(> % 1) (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (empty? (noisy 0)) nil)
;out "0 "
;=> nil
(do (cons 1 (noisy 0)) nil)
;=> nil
(do (first (distinct (noisy 0))) nil)
;out "0 "
;=> nil
(do (first (dedupe (take 40 (noisy 0)))) nil)
;out "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 "
;=> nil
;settled lazier: nil
(do (first (sequence (map identity) (take 5 (noisy 0)))) nil)
;out "0 1 2 3 4 "
;=> nil
;settled lazier: nil
(do (first (reductions + (noisy 0))) nil)
;out "0 "
;=> nil
(do (take 2 (reductions + (noisy 0))) nil)
;=> nil
(do (first (cycle (take 3 (noisy 0)))) nil)
;out "0 "
;=> nil
(do (first (keep identity (noisy 0))) nil)
;out "0 "
;=> nil
(do (first (map-indexed vector (noisy 0))) nil)
;out "0 "
;=> nil
(do (split-at 2 (noisy 0)) nil)
;=> nil
(do (first (split-with #(< % 2) (noisy 0))) nil)
;=> nil
(do (drop-last 2 (noisy 0)) nil)
;=> nil
(do (first (drop-last 2 (noisy 0))) nil)
;out "0 1 2 "
;=> nil
(do (first (take-nth 2 (noisy 0))) nil)
;out "0 "
;=> nil
(do (first (for [x (noisy 0)] x)) nil)
;out "0 "
;=> nil
(do (first (for [x (noisy 0) y [1]] x)) nil)
;out "0 "
;=> nil
(do (lazy-cat (noisy 0) (noisy 1)) nil)
;=> nil
(do (first (flatten [(take 3 (noisy 0))])) nil)
;out "0 1 2 "
;=> nil
;settled lazier: nil
(do (first (map + (noisy 0) (noisy 10))) nil)
;out "0 10 "
;=> nil
(do (first (remove odd? (noisy 1))) nil)
;out "1 2 "
;=> nil
(do (first (tree-seq sequential? identity (take 3 (noisy 0)))) nil)
;out "0 1 2 "
;=> nil
;settled lazier: nil
(do (first (repeatedly #(print "r"))) nil)
;out "r"
;=> nil
(do (first (iterate #(do (print %) (inc %)) 0)) nil)
;=> nil
(do (second (iterate #(do (print %) (inc %)) 0)) nil)
;out "0"
;=> nil
(do (first (interpose :x (noisy 0))) nil)
;out "0 "
;=> nil
(do (list* 1 (noisy 0)) nil)
;=> nil
(do (lazy-seq (print "never")) nil)
;=> nil
(do (bounded-count 2 (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (reduce (fn [_ x] (if (= x 2) (reduced x) x)) (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (vec (take 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (= [0 1] (take 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (= [5] (noisy 0)) nil)
;out "0 "
;=> nil
(do (zipmap [:a :b] (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (mapv + [1 2] (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (into [] (take 2) (noisy 0)) nil)
;out "0 1 "
;=> nil
(do (transduce (take 2) + (noisy 0)) nil)
;out "0 1 "
;=> nil
(do (dorun (sequence (take 2) (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (nthrest (noisy 0) 2) nil)
;out "0 1 "
;=> nil
(do (nthnext (noisy 0) 2) nil)
;out "0 1 2 "
;=> nil
(do (ffirst [(noisy 0)]) nil)
;out "0 "
;=> nil
(do (replace {0 :z} (noisy 0)) nil)
;=> nil
(let [s (map (fn [x] (print x "") x) '(1 2))] [(doall s) (doall s)])
;out "1 2 "
;=> [(1 2) (1 2)]
(let [n (atom 0) s (lazy-seq (swap! n inc) nil)] (seq s) (seq s) @n)
;=> 1
(let [n (atom 0) s (lazy-seq (swap! n inc) (throw (ex-info "lazy" {:n @n})))] [(try (seq s) (catch Exception e (ex-data e))) (try (seq s) (catch Exception e (ex-data e))) @n])
;=> [{:n 1} nil 1]
;settled again: [{:n 1} {:n 1} 1]

;; transducers
(into [] (comp (map inc) (filter odd?)) (range 5))
;=> [1 3 5]
(into [] (take 2) [1 2 3])
;=> [1 2]
(into [] (take 0) [1 2 3])
;=> []
(into [] (drop 1) [1 2 3])
;=> [2 3]
(into [] (take-while odd?) [1 3 4 5])
;=> [1 3]
(into [] (drop-while odd?) [1 3 4 5])
;=> [4 5]
(into [] (take-nth 2) [1 2 3])
;=> [1 3]
(into [] (partition-all 2) [1 2 3])
;=> [[1 2] [3]]
(into [] (partition-by odd?) [1 1 2 3])
;=> [[1 1] [2] [3]]
(into [] (mapcat range) [1 2 3])
;=> [0 0 1 0 1 2]
(into [] (distinct) [1 1 2])
;=> [1 2]
(into [] (dedupe) [1 1 2 1])
;=> [1 2 1]
(into [] (interpose :x) [1 2 3])
;=> [1 :x 2 :x 3]
(into [] (keep #(when (odd? %) %)) [1 2 3])
;=> [1 3]
(into [] (keep-indexed #(when (odd? %1) %2)) [:a :b :c])
;=> [:b]
(into [] (map-indexed vector) [:a :b])
;=> [[0 :a] [1 :b]]
(into [] (remove odd?) [1 2])
;=> [2]
(into [] (replace {1 :a}) [1 2])
;=> [:a 2]
(into [] (random-sample 1) [1 2])
;=> [1 2]
(into [] (comp cat (map inc)) [[1] [2]])
;=> [2 3]
(into [] (comp (take 2) (partition-all 3)) [1 2 3])
;=> [[1 2]]
(transduce (map inc) + [1 2])
;=> 5
(transduce (map inc) + 10 [1 2])
;=> 15
(transduce (map inc) conj nil)
;=> []
(transduce (map inc) + 1)
;!! IllegalArgumentException
(transduce nil + [1])
;!! NullPointerException
(transduce identity + [1 2])
;=> 3
(sequence (comp (partition-all 2) (map vec)) (range 5))
;=> ([0 1] [2 3] [4])
(sequence (take 2) (range))
;=> (0 1)
(eduction (take 2) (range))
;=> (0 1)
(reduce + (eduction (map inc) [1 2]))
;=> 5
((map inc) nil)
;=> #object[]
(((map inc) conj) [] 1)
;=> [2]
(((map +) conj) [] 1 2)
;=> [3]
(run! print (eduction (map inc) [1 2]))
;out "23"
;=> nil

;; walk, data, zip, template
(walk/postwalk #(if (number? %) (inc %) %) [1 {:a 2} '(3)])
;=> [2 {:a 3} (4)]
(walk/prewalk #(if (vector? %) (seq %) %) [1 [2]])
;=> (1 (2))
(walk/walk inc vec [1 2])
;=> [2 3]
(walk/walk inc identity 5)
;=> 5
(walk/keywordize-keys {"a" {"b" 1} 2 3})
;=> {:a {:b 1}, 2 3}
(walk/stringify-keys {:a {:b 1}})
;=> {"a" {"b" 1}}
(walk/postwalk-replace {:a :b} [:a {:a :a}])
;=> [:b {:b :b}]
(walk/prewalk-replace {1 2} [1 [1]])
;=> [2 [2]]
(walk/macroexpand-all '(when a (when b c)))
;=> (if a (do (if b (do c))))
(walk/postwalk identity nil)
;=> nil
(walk/keywordize-keys nil)
;=> nil
(walk/postwalk identity (first {:a 1}))
;=> [:a 1]
(with-out-str (walk/postwalk-demo [1 [2]]))
;=> "Walked: 1\nWalked: 2\nWalked: [2]\nWalked: [1 [2]]\n"
(data/diff 1 1)
;=> [nil nil 1]
(data/diff 1 2)
;=> [1 2 nil]
(data/diff [1 2] [1 3])
;=> [[nil 2] [nil 3] [1]]
(data/diff {:a 1 :b 2} {:a 1 :c 3})
;=> ({:b 2} {:c 3} {:a 1})
(data/diff #{1 2} #{2 3})
;=> [#{1} #{3} #{2}]
(data/diff nil 1)
;=> [nil 1 nil]
(data/diff [1] '(1))
;=> [nil nil [1]]
(data/diff {:a {:b 1 :c 2}} {:a {:b 1}})
;=> ({:a {:c 2}} nil {:a {:b 1}})
(data/diff "a" "b")
;=> ["a" "b" nil]
(data/diff [1 2 3] [1 2])
;=> [[nil nil 3] nil [1 2]]
(-> (zip/vector-zip [1 [2 3]]) zip/down zip/node)
;=> 1
(-> (zip/vector-zip [1 [2 3]]) zip/down zip/right zip/down zip/node)
;=> 2
(-> (zip/vector-zip [1 [2 3]]) zip/down (zip/edit inc) zip/root)
;=> [2 [2 3]]
(-> (zip/vector-zip [1 2]) zip/down zip/remove zip/root)
;=> [2]
(-> (zip/vector-zip [1 2]) zip/down (zip/insert-right :x) zip/root)
;=> [1 :x 2]
(-> (zip/vector-zip [1 2]) (zip/append-child 3) zip/root)
;=> [1 2 3]
(-> (zip/vector-zip [1 2]) zip/down zip/rightmost zip/node)
;=> 2
(-> (zip/vector-zip [1 2]) zip/up)
;=> nil
(-> (zip/vector-zip [1 2]) zip/remove)
;!! Exception
(-> (zip/vector-zip []) zip/down)
;=> nil
(zip/node nil)
;!! NullPointerException
(->> (zip/vector-zip [1 [2]]) (iterate zip/next) (take-while (complement zip/end?)) (map zip/node))
;=> ([1 [2]] 1 [2] 2)
(-> (zip/seq-zip '(1 (2))) zip/next zip/next zip/children)
;=> (2)
(-> (zip/vector-zip [1 [2]]) zip/down zip/right zip/path)
;=> [[1 [2]]]
(template/apply-template '[a b] '(+ a b) [1 2])
;=> (+ 1 2)
(template/do-template [a] (print a) 1 2)
;out "12"
;=> nil

;; arrays
(alength (int-array 3))
;=> 3
(aget (int-array [1 2]) 1)
;=> 2
(aget (int-array [1 2]) 2)
;!! ArrayIndexOutOfBoundsException
(aget (int-array [1 2]) -1)
;!! ArrayIndexOutOfBoundsException
(let [a (int-array 2)] (aset a 0 5) (vec a))
;=> [5 0]
(let [a (object-array 2)] (aset a 0 :x) (vec a))
;=> [:x nil]
(aset (int-array 1) 5 1)
;!! ArrayIndexOutOfBoundsException
(vec (int-array [1 2]))
;=> [1 2]
(vec (int-array 2))
;=> [0 0]
(vec (int-array 2 7))
;=> [7 7]
(vec (double-array [1 2]))
;=> [1.0 2.0]
(vec (long-array 2 (range 5)))
;=> [0 1]
(vec (boolean-array 2))
;=> [false false]
(vec (object-array 2))
;=> [nil nil]
(vec (char-array "ab"))
;=> [\a \b]
(vec (byte-array [1 -1 127]))
;=> [1 -1 127]
(vec (byte-array [128]))
;=> [-128]
(vec (short-array [1]))
;=> [1]
(vec (float-array [1.5]))
;=> [1.5]
(int-array nil)
;=> #object[]
;settled array: #py/list []
(int-array -1)
;!! NegativeArraySizeException
(int-array "ab")
;!! ClassCastException
;settled character: !! IllegalArgumentException
(int-array [1 "a"])
;!! ClassCastException
;settled character: !! IllegalArgumentException
(vec (to-array [1 2]))
;=> [1 2]
(vec (to-array nil))
;=> []
(to-array 1)
;!! RuntimeException
(map vec (to-array-2d [[1] [2 3]]))
;=> ([1] [2 3])
(vec (into-array [1 2]))
;=> [1 2]
(vec (into-array nil))
;=> []
(vec (into-array String ["a"]))
;=> ["a"]
(alength (make-array Object 2 3))
;=> 2
(aget (make-array Object 2 3) 1 2)
;=> nil
(vec (aclone (int-array [1 2])))
;=> [1 2]
(amap (int-array [1 2]) i ret (+ 1 (aget ret i)))
;=> #object[]
;settled array: #py/list [2 3]
(vec (amap (int-array [1 2]) i ret (int (+ 1 (aget ret i)))))
;=> [2 3]
(areduce (int-array [1 2 3]) i acc 0 (+ acc (aget (int-array [1 2 3]) i)))
;=> 6
(= (int-array [1]) (int-array [1]))
;=> false
;settled array: true
(seq (int-array 0))
;=> nil
(count (int-array 3))
;=> 3
(first (int-array [7]))
;=> 7
(map inc (int-array [1 2]))
;=> (2 3)
(reduce + (int-array [1 2]))
;=> 3
(sort (int-array [2 1]))
;=> (1 2)
(bytes (byte-array 1))
;=> #object[]
;settled array: #py/bytearray "\000"
(bytes "a")
;!! ClassCastException
(ints (int-array 0))
;=> #object[]
;settled array: #py/list []
(ints [1])
;!! ClassCastException
(longs nil)
;=> nil

;; numbers where Clojure's JVM compiles differently when it knows the type
(let [x (identity 1) {a :a} x] a)
;=> nil
(alength (identity nil))
;!! NullPointerException
(aclone (identity nil))
;!! NullPointerException
(ex-message (ex-info nil {}))
;=> nil
(let [p (promise) f (fn [v] (when (= v ::here) (deliver p v)))] (add-tap f) [(tap> ::here) (deref p 2000 :late) (remove-tap f)])
;=> [true :oracle.language/here nil]
(try (ex-message (throw (Exception. "a"))) (catch Exception e (ex-message e)))
;=> "a"
(. "abc" toString)
;=> "abc"
(try (throw (Exception. "a")) (catch Exception e (ex-message e)))
;=> "a"
(map? (Throwable->map (ex-info "m" {:a 1})))
;=> true
(select-keys (Throwable->map (ex-info "m" {:a 1})) [:cause :data])
;=> {:cause "m", :data {:a 1}}
