;; SPDX-License-Identifier: MIT
;; Multimethods, hierarchies, protocols, records, types.
(ns oracle.types (:require [clojure.walk :as walk] [clojure.data :as data] [clojure.zip :as zip] [clojure.template :as template] [clojure.string :as str]))
;=> nil

;; multimethods and hierarchies
(defmulti mm1 :type)
;=> #'oracle.types/mm1
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
;=> #'oracle.types/mm2
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
;=> #'oracle.types/mm3
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
;=> #'oracle.types/mm4
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
;=> #{:oracle.types/shape}
(ancestors ::square)
;=> #{:oracle.types/shape}
(descendants ::shape)
;=> #{:oracle.types/circle :oracle.types/square}
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
;=> #'oracle.types/mm5
(defmethod mm5 :else [_] :fallback)
;=> #object[]
(mm5 1)
;=> :fallback
(derive ::both ::p1)
;=> nil
(derive ::both ::p2)
;=> nil
(defmulti mm6 identity)
;=> #'oracle.types/mm6
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
;=> {:oracle.types/p1 #{:oracle.types/p2}}
(prefer-method mm6 ::p2 ::p1)
;!! IllegalStateException
(defmulti mm7)
;=> #'oracle.types/mm7
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
;=> oracle.types.Rec
(pm (->Rec 1 2))
;=> [1 2]
(->Rec 1 2)
;=> #oracle.types.Rec{:a 1, :b 2}
(->Rec 1)
;!! ArityException
(map->Rec {:a 1})
;=> #oracle.types.Rec{:a 1, :b nil}
(map->Rec {:a 1 :c 3})
;=> #oracle.types.Rec{:a 1, :b nil, :c 3}
(map->Rec nil)
;=> #oracle.types.Rec{:a nil, :b nil}
(Rec. 1 2)
;=> #oracle.types.Rec{:a 1, :b 2}
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
;=> #oracle.types.Rec{:a 5, :b 2}
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
;=> #oracle.types.Rec{:a 1, :b 3}
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
;=> #oracle.types.Rec{:a 3, :b 2}
(empty (->Rec 1 2))
;!! UnsupportedOperationException
(reduce-kv (fn [a k v] (conj a [k v])) [] (->Rec 1 2))
;=> [[:a 1] [:b 2]]
(let [{:keys [a b]} (->Rec 1 2)] [a b])
;=> [1 2]
(update (->Rec 1 2) :a inc)
;=> #oracle.types.Rec{:a 2, :b 2}
(meta (with-meta (->Rec 1 2) {:m 1}))
;=> {:m 1}
(instance? Rec (->Rec 1 2))
;=> true
(instance? Rec {:a 1})
;=> false
(hash-map (->Rec 1 2) :x)
;=> {#oracle.types.Rec{:a 1, :b 2} :x}
(get {(->Rec 1 2) :x} (->Rec 1 2))
;=> :x
(deftype Typ [x ^:unsynchronized-mutable y] P (pm [_] x) (pn [_ v] (set! y v) y))
;=> oracle.types.Typ
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
(reify NoSuchP)
;!! CompilerException
(deftype D [] Object (toString [_] "I am D"))
;=> oracle.types.D
(str (D.))
;=> "I am D"
(deftype E [v] clojure.lang.IDeref (deref [_] v))
;=> oracle.types.E
@(E. 5)
;=> 5
(deftype F [v] clojure.lang.IFn (invoke [_ a] [v a]))
;=> oracle.types.F
((F. 1) 2)
;=> [1 2]
((F. 1))
;!! AbstractMethodError
;settled kind: !! ArityException
(deftype G [v] clojure.lang.Counted (count [_] v))
;=> oracle.types.G
(count (G. 7))
;=> 7
(deftype H [s] clojure.lang.Seqable (seq [_] (seq s)))
;=> oracle.types.H
(map inc (H. [1 2]))
;=> (2 3)
(first (H. [1 2]))
;=> 1
(deftype I [m] clojure.lang.ILookup (valAt [_ k] (get m k)) (valAt [_ k d] (get m k d)))
;=> oracle.types.I
(:a (I. {:a 1}))
;=> 1
(get (I. {:a 1}) :b :none)
;=> :none
(let [{:keys [a]} (I. {:a 1})] a)
;=> 1
(def r1 (reify clojure.lang.IDeref (deref [_] 3) Object (toString [_] "r")))
;=> #'oracle.types/r1
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
;=> #'oracle.types/st
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
