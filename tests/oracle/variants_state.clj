;; SPDX-License-Identifier: MIT
;; Calls of what holds state, and of others with unusual values, at the ends of ranges and in rare arities, for which a wrong answer would not be noticed.
(ns oracle.variants-state
  (:require [clojure.test :as t]))
;=> nil

;; --- state and others
(let [a (atom {:n 1})] [(swap! a update :n inc) (swap-vals! a assoc :z 1) (reset-vals! a 5) (compare-and-set! a 5 6) (compare-and-set! a 5 7) @a (do (add-watch a :k (fn [k _ o n] (print k o n))) (reset! a 7)) (do (remove-watch a :k) (reset! a 8))])
;out ":k 6 7"
;=> [{:n 2} [{:n 2} {:n 2, :z 1}] [{:n 2, :z 1} 5] true false 6 7 8]
(atom 1 :validator even?)
;!! IllegalStateException
(let [a (atom 2 :validator even? :meta {:m 1})] [(meta a) (try (reset! a 3) (catch IllegalStateException e (ex-message e))) @a])
;=> [{:m 1} "Invalid reference state" 2]
(let [v (volatile! 1)] [(vswap! v + 2) @v (vreset! v 0) (volatile? v) (volatile? (atom 1))])
;=> [3 3 0 true false]
(let [d (delay (print "once") 5)] [(realized? d) @d @d (force d) (force 6) (realized? d)])
;out "once"
;=> [false 5 5 5 6 true]
(let [p (promise)] [(realized? p) (deref p 1 :late) (some? (deliver p 1)) (deliver p 2) @p])
;=> [false :late true nil 1]
(do (defmulti area :shape) (defmethod area :sq [{w :w}] (* w w)) (defmethod area :default [_] :none) [(area {:shape :sq :w 3}) (area {}) (get-method area :zz) (count (methods area)) (do (remove-method area :default) (try (area {}) (catch IllegalArgumentException e :no-method)))])
;=> [9 :none #object[] 2 :no-method]
(do (derive ::sq ::shape) (derive ::shape ::thing) [(isa? ::sq ::thing) (isa? [::sq 1] [::thing 1]) (parents ::sq) (ancestors ::sq) (descendants ::thing) (isa? ::thing ::sq) (isa? Long Number) (underive ::sq ::shape) (isa? ::sq ::thing)])
;=> [true true #{:oracle.variants-state/shape} #{:oracle.variants-state/thing :oracle.variants-state/shape} #{:oracle.variants-state/sq :oracle.variants-state/shape} false true nil false]
(let [t (transient [1 2])] [(count t) (nth t 0) (get t 5 :x) (persistent! (pop! (conj! t 3 )))])
;=> [2 1 :x [1 2]]
(let [{:keys [a b] :or {b 5} :as m} {:a 1} [x & [y :as r]] [1 2 3] {[p] :v, q 'q, :strs [s] :syms [z]} {:v [9] 'q 1 "s" 2 'z 3}] [a b m x y r p q s z])
;=> [1 5 {:a 1} 1 2 (2 3) 9 1 2 3]
(let [[a [b :as c] & d :as e] [1 [2 3] 4 5] {:keys [:k n/l]} {:k 1 :n/l 2} [f g] "xy" [h] nil {i 0} [7]] [a b c d e k l f g h i])
;=> [1 2 [2 3] (4 5) [1 [2 3] 4 5] 1 2 \x \y nil 7]
(loop [[x & xs] [1 2 3] acc []] (if x (recur xs (conj acc x)) acc))
;=> [1 2 3]
(for [x (range 3) :when (odd? x) y [1 2] :let [z (+ x y)] :while (< z 3)] [x y z])
;=> ([1 1 2])
(for [x [1 2 3] :while (< x 3)] x)
;=> (1 2)
(for [[k v] {:a 1}] [v k])
;=> ([1 :a])
(case 1 (1 2) :a :b)
;=> :a
(case "x" "x" 1 2)
;=> 1
(case nil nil :n :d)
;=> :n
(case [1] [1] :v :d)
;=> :v
(case 'a a 1 2)
;=> 1
(case 3.0 3 :int :none)
;=> :none
(case \a \a 1 2)
;=> 1
(case :z :a 1 :default)
;=> :default
(case 5 1 2)
;!! IllegalArgumentException
(cond)
;=> nil
(cond nil 1)
;=> nil
(cond nil 1 :else 2)
;=> 2
(condp = 1 1 :a :b)
;=> :a
(condp some [1 2] #{3} :no #{2} :>> inc)
;=> 3
(if-let [x nil] 1 2)
;=> 2
(when-let [[a] [1]] a)
;=> 1
(if-some [x false] [x] 2)
;=> [false]
(when-some [x nil] 1)
;=> nil
(if-not false 1 2)
;=> 1
(when-first [x [nil 1]] [x])
;=> [nil]
(condp = 5 1 :a)
;!! IllegalArgumentException
(-> 1 inc (- 5))
;=> -3
(->> [1 2] (map inc) (reduce +))
;=> 5
(some-> nil inc)
;=> nil
(some->> [1] (map inc))
;=> (2)
(cond-> 1 true inc false (* 10))
;=> 2
(cond->> [1] true (map inc))
;=> (2)
(as-> 1 x (+ x 1) (* x x))
;=> 4
(doto (java.util.ArrayList.) (.add 1))
;=> [1]
(.. "abc" (substring 1) length)
;=> 2
(try (throw (ex-info "m" {:a 1} (Exception. "c"))) (catch Exception e [(ex-message e) (ex-data e) (ex-message (ex-cause e))]))
;=> ["m" {:a 1} "c"]
(try 1 (finally (print "f")))
;out "f"
;=> 1
(try (assert (= 1 2) "why") (catch AssertionError e (ex-message e)))
;=> "Assert failed: why\n(= 1 2)"
(try (assert nil) (catch AssertionError e (ex-message e)))
;=> "Assert failed: nil"
(boolean nil)
;=> false
(boolean "false")
;=> true
(true? 1)
;=> false
(false? nil)
;=> false
(nil? false)
;=> false
(some? false)
;=> true
(any? nil)
;=> true
(ident? :a)
;=> true
(qualified-ident? 'a)
;=> false
(simple-keyword? :a/b)
;=> false
(special-symbol? 'if)
;=> true
(special-symbol? 'when)
;=> false
(sequential? '(1))
;=> true
(sequential? {})
;=> false
(associative? [1])
;=> true
(associative? '(1))
;=> false
(ifn? {})
;=> true
(fn? :a)
;=> false
(coll? "a")
;=> false
(seqable? "a")
;=> true
(seqable? nil)
;=> true
(reversible? [1])
;=> true
(indexed? [1])
;=> true
(uuid? 1)
;=> false
(inst? #inst "2020-01-01")
;=> true
(map-entry? (first {:a 1}))
;=> true
(map-entry? [1 2])
;=> false
(name :a/b)
;=> "b"
(namespace :a/b)
;=> "a"
(namespace 'a)
;=> nil
(keyword "a" "b")
;=> :a/b
(keyword "a/b/c")
;=> :a/b/c
(namespace (keyword "a/b/c"))
;=> "a"
(symbol "a/b")
;=> a/b
(symbol :a/b)
;=> a/b
(keyword 'a/b)
;=> :a/b
(keyword nil)
;=> nil
(find-keyword "zzz-nope")
;=> nil
(symbol #'inc)
;=> clojure.core/inc
(name "s")
;=> "s"
(keyword "")
;=> :
(name 'a/b)
;=> "b"
(name nil)
;!! NullPointerException
(symbol nil)
;!! IllegalArgumentException
(inst-ms #inst "1970-01-01T00:00:01Z")
;=> 1000
#inst "2020-02-29"
;=> #inst "2020-02-29T00:00:00.000-00:00"
#inst "2020-01-01T00:00:00.5+02:00"
;=> #inst "2019-12-31T22:00:00.500-00:00"
(= #inst "2020-01-01" #inst "2020-01-01T00:00:00Z")
;=> true
(compare #inst "2020-01-01" #inst "2021-01-01")
;=> -1
#uuid "00000000-0000-0000-0000-00000000000A"
;=> #uuid "00000000-0000-0000-0000-00000000000a"
(uuid? #uuid "00000000-0000-0000-0000-000000000001")
;=> true
(t/is (= 1 1))
;=> true
(with-out-str (binding [t/*test-out* *out*] (t/is (= 1 1))))
;=> ""
(t/function? 'inc)
;=> true
(t/function? 'when)
;=> false
(t/get-possibly-unbound-var #'inc)
;=> #object[]
(do (t/deftest adds (t/testing "sum" (t/is (= 2 (+ 1 1))) (t/is (= 3 (+ 1 1)) "off by one") (t/is (thrown? ArithmeticException (/ 1 0))) (t/are [x y] (= x y) 1 1 2 3))) (let [c (binding [t/*test-out* (java.io.StringWriter.)] (t/test-vars [#'adds]) 1)] c))
;=> 1

