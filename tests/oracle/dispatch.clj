;; SPDX-License-Identifier: MIT
;; Protocols, types and multimethods: a form or more for each thing that a test of the language would ask.
(ns oracle.dispatch (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

(defprotocol ConfP "doc" (cp1 [x] "d1") (cp2 [x] [x y]))
;=> ConfP
[(satisfies? ConfP 1) (extends? ConfP Long) (extenders ConfP) (:on ConfP) (map? ConfP) (keys (:sigs ConfP))]
;=> [false false nil oracle.dispatch.ConfP true (:cp1 :cp2)]
(cp1 1)
;!! IllegalArgumentException
(cp1)
;!! CompilerException
;settled phase: !! ArityException
(cp1 1 2)
;!! CompilerException
;settled phase: !! ClassCastException
(extend-type Long ConfP (cp1 [x] [:long x]) (cp2 ([x] :one) ([x y] [:two y])))
;=> nil
[(cp1 1) (cp2 1) (cp2 1 2) (satisfies? ConfP 1) (extends? ConfP Long)]
;=> [[:long 1] :one [:two 2] true true]
(extend-protocol ConfP nil (cp1 [_] :nil) String (cp1 [s] (str s "!")) Object (cp1 [_] :obj))
;=> nil
[(cp1 nil) (cp1 "a") (cp1 :k) (cp1 1)]
;=> [:nil "a!" :obj [:long 1]]
(cp2 "a")
;!! IllegalArgumentException
(extend String ConfP {:cp2 (fn [x] :s2)})
;=> nil
[(cp2 "a") (cp1 "a")]
;!! IllegalArgumentException
(defprotocol)
;!! ArityException
;settled phase: !! CompilerException
(defprotocol ConfQ (a))
;!! CompilerException
(defprotocol ConfQ (a []))
;!! CompilerException
(defrecord ConfR [a b])
;=> oracle.dispatch.ConfR
[(->ConfR 1 2) (map->ConfR {:a 1 :c 3}) (:a (->ConfR 1 2)) (assoc (->ConfR 1 2) :c 3) (dissoc (->ConfR 1 2) :a) (record? (->ConfR 1 2)) (= (->ConfR 1 2) {:a 1 :b 2}) (= {:a 1 :b 2} (->ConfR 1 2)) (= (->ConfR 1 2) (->ConfR 1 2)) (count (->ConfR 1 2)) (keys (->ConfR 1 2)) (into {} (->ConfR 1 2)) (get (->ConfR 1 2) :z 5) (contains? (->ConfR 1 2) :a) (.a (->ConfR 1 2)) (map? (->ConfR 1 2)) (meta (with-meta (->ConfR 1 2) {:m 1})) (seq (->ConfR 1 2)) (merge (->ConfR 1 2) {:a 5}) (ConfR/getBasis)]
;=> [#oracle.dispatch.ConfR{:a 1, :b 2} #oracle.dispatch.ConfR{:a 1, :b nil, :c 3} 1 #oracle.dispatch.ConfR{:a 1, :b 2, :c 3} {:b 2} true false false true 2 (:a :b) {:a 1, :b 2} 5 true 1 true {:m 1} ([:a 1] [:b 2]) #oracle.dispatch.ConfR{:a 5, :b 2} [a b]]
(->ConfR 1)
;!! ArityException
(ConfR. 1)
;!! CompilerException
;settled phase: !! ArityException
(map->ConfR nil)
;=> #oracle.dispatch.ConfR{:a nil, :b nil}
(map->ConfR [1])
;!! IllegalArgumentException
;settled kind: !! IllegalStateException
((->ConfR 1 2) :a)
;!! ClassCastException
(.z (->ConfR 1 2))
;!! IllegalArgumentException
;settled kind: !! RuntimeException
(empty (->ConfR 1 2))
;!! UnsupportedOperationException
(conj (->ConfR 1 2) [:a 9])
;=> #oracle.dispatch.ConfR{:a 9, :b 2}
(conj (->ConfR 1 2) 1)
;!! IllegalArgumentException
(defrecord ConfR2 [a a])
;!! CompilerException
(defrecord ConfR3 (a))
;!! CompilerException
(defrecord ConfR4 [:a])
;!! CompilerException
(deftype ConfT [x ^:unsynchronized-mutable y] ConfP (cp1 [_] x) (cp2 [_ v] (set! y v) y) Object (toString [_] (str "T" x)))
;=> oracle.dispatch.ConfT
[(cp1 (ConfT. 1 2)) (cp2 (ConfT. 1 2) 5) (str (->ConfT 7 8)) (.x (ConfT. 1 2)) (= (ConfT. 1 2) (ConfT. 1 2)) (map? (ConfT. 1 2))]
;=> [1 5 "T7" 1 false false]
(.y (ConfT. 1 2))
;!! IllegalArgumentException
;settled lenient: 2
(set! (.x (ConfT. 1 2)) 5)
;!! IllegalAccessError
(ConfT.)
;!! CompilerException
;settled phase: !! ArityException
(deftype ConfT2 [x] ConfP (cp1 [_] (set! x 1)))
;!! CompilerException
(let [r (reify ConfP (cp1 [this] (identical? this this)) Object (toString [_] "r"))] [(cp1 r) (str r) (satisfies? ConfP r) (instance? clojure.lang.IObj r)])
;=> [true "r" true true]
(cp2 (reify ConfP (cp1 [_] 1)))
;!! AbstractMethodError
(reify ConfP (cp1 [] 1))
;!! CompilerException
(defmulti conf-mm (fn [x & _] (:t x)) :default :other)
;=> #'oracle.dispatch/conf-mm
(conf-mm {:t 1})
;!! IllegalArgumentException
(defmethod conf-mm 1 [_] :one)
;=> #object[]
(defmethod conf-mm :other [x & more] [:other more])
;=> #object[]
[(conf-mm {:t 1}) (conf-mm {} 1 2) (count (methods conf-mm)) (boolean (get-method conf-mm 1)) (boolean (get-method conf-mm :zz))]
;=> [:one [:other (1 2)] 2 true true]
(defmulti conf-mm identity)
;=> nil
(defmethod conf-nope 1 [])
;!! CompilerException
(defmethod inc 1 [x])
;!! ClassCastException
(do (derive ::sq ::sh) (defmulti conf-h2 identity) (defmethod conf-h2 ::sh [_] :sh) (conf-h2 ::sq))
;=> :sh
(do (derive ::sq ::rd) (defmethod conf-h2 ::rd [_] :rd) (conf-h2 ::sq))
;!! IllegalArgumentException
(do (prefer-method conf-h2 ::rd ::sh) [(conf-h2 ::sq) (prefers conf-h2)])
;=> [:rd {:oracle.dispatch/rd #{:oracle.dispatch/sh}}]
(prefer-method conf-h2 ::sh ::rd)
;!! IllegalStateException
(do (remove-method conf-h2 ::rd) (conf-h2 ::sq))
;=> :sh
[(isa? ::sq ::sh) (isa? [::sq 1] [::sh 1]) (isa? Long Number) (isa? 1 1) (parents ::sq) (ancestors ::sq) (descendants ::sh) (underive ::sq ::sh) (isa? ::sq ::sh)]
;=> [true true true true #{:oracle.dispatch/sh :oracle.dispatch/rd} #{:oracle.dispatch/sh :oracle.dispatch/rd} #{:oracle.dispatch/sq} nil false]
(derive ::a ::a)
;!! AssertionError
(do (derive ::x1 ::y1) (derive ::y1 ::x1))
;!! Exception
(derive 'a 'b)
;!! AssertionError
(derive :a ::b)
;!! AssertionError
(derive ::a 1)
;!! ClassCastException
;settled kind: !! AssertionError
(derive "a" ::b)
;!! AssertionError
(let [h (-> (make-hierarchy) (derive :a :b) (derive :b :c))] [(isa? h :a :c) (ancestors h :a) (descendants h :c) (parents h :a) h])
;=> [true #{:c :b} #{:b :a} #{:b} {:parents {:a #{:b}, :b #{:c}}, :ancestors {:a #{:c :b}, :b #{:c}}, :descendants {:b #{:a}, :c #{:b :a}}}]
(do (defmulti conf-v (fn [a b] [a b])) (defmethod conf-v [Long String] [a b] 1) (try (conf-v 1 2) (catch IllegalArgumentException e :none)))
;=> :none
(remove-all-methods conf-v)
;=> #object[]
