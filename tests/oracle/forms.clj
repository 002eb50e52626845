;; SPDX-License-Identifier: MIT
;; Special forms, functions, destructuring, macros.
(ns oracle.forms (:require [clojure.walk :as walk] [clojure.data :as data] [clojure.zip :as zip] [clojure.template :as template] [clojure.string :as str]))
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
;=> #'oracle.forms/d1
d1
;=> #object[]
(def d2 "doc" 5)
;=> #'oracle.forms/d2
(:doc (meta #'d2))
;=> "doc"
(def ^:private d3 1)
;=> #'oracle.forms/d3
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
;=> #'oracle.forms/x2
(time)
;!! ArityException
;settled phase: !! CompilerException
(string? (with-out-str (time 1)))
;=> true
(lazy-seq 1 2)
;!! IllegalArgumentException
(delay)
;=> #object[ {:status :pending, :val nil}]
(binding [] 1)
;=> 1
(binding [inc dec] (inc 1))
;!! IllegalStateException
(def ^:dynamic *dyn* 1)
;=> #'oracle.forms/*dyn*
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
(resolve nil)
;!! NullPointerException
(resolve "str")
;!! ClassCastException
(ns-resolve 'clojure.core 'str)
;=> #'clojure.core/str
(ns-resolve 'nosuch 'str)
;!! Exception
(ns-name *ns*)
;=> oracle.forms
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
;settled phase: !! RuntimeException
(clojure.set/nosuch 1)
;!! CompilerException
String
;=> java.lang.String
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
;=> #'oracle.forms/f1
(:doc (meta #'f1))
;=> "doc"
(:arglists (meta #'f1))
;=> ([x])
(:added (meta #'f1))
;=> "1"
(defn f2 ([a] 1) ([a b] 2))
;=> #'oracle.forms/f2
(:arglists (meta #'f2))
;=> ([a] [a b])
(f2)
;!! ArityException
(f2 1 2 3)
;!! ArityException
(defn f3 [x] {:pre [(pos? x)] :post [(odd? %)]} x)
;=> #'oracle.forms/f3
(f3 1)
;=> 1
(f3 2)
;!! AssertionError
(f3 -1)
;!! AssertionError
(defn f4 [& {:as m}] m)
;=> #'oracle.forms/f4
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
;=> #'oracle.forms/f5
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
;=> #'oracle.forms/m1
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
;=> #'oracle.forms/m2
(m2 1 2)
;=> 2
(m2)
;=> nil
(defmacro m3 [x] (list 'quote (list x &form)))
;=> #'oracle.forms/m3
(m3 1)
;=> (1 (m3 1))
(defmacro m4 [] (vec (sort (keys &env))))
;=> #'oracle.forms/m4
(let [a 1 b 2] (m4))
;=> [1 2]
m1
;!! CompilerException
(map m1 [1])
;!! CompilerException
(defmacro m5 [] (throw (ex-info "in macro" {:m 5})))
;=> #'oracle.forms/m5
(m5)
;!! CompilerException
(defmacro m6 ([] 0) ([a] 1) ([a & b] 2))
;=> #'oracle.forms/m6
[(m6) (m6 1) (m6 1 2)]
;=> [0 1 2]
(defmacro)
;!! ArityException
;settled phase: !! CompilerException
(defmacro m7)
;!! CompilerException
(defmacro m8 [x] `(let [y# ~x] (* y# y#)))
;=> #'oracle.forms/m8
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
;=> #'oracle.forms/ev
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
;=> #'oracle.forms/dinc
(dinc 1)
;=> 2
