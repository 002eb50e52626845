;; SPDX-License-Identifier: MIT
(ns protocols-test
  (:require [clojure.test :refer [deftest is testing are]]
            [cljsh.protocol :as protocol]
            [collections.abc :as abc]))

(defprotocol Shape
  "What has an area."
  (area [this] "The area.")
  (scale [this k] [this kx ky] "Larger by a factor."))

(deftype Square [side]
  Shape
  (area [this] (* side side))
  (scale [this k] (Square. (* k side)))
  (scale [this kx ky] [:rect (* kx side) (* ky side)]))

(deftest defined
  (is (= "What has an area." (:doc (meta #'Shape))))
  (is (= "The area." (:doc (meta #'area))))
  (is (= '([this]) (:arglists (meta #'area))))
  (is (= '([this k] [this kx ky]) (:arglists (meta #'scale))))
  (is (= #'Shape (:protocol (meta #'area))))
  (is (= #{:area :scale} (set (keys (:sigs Shape)))))
  (is (= '([this k] [this kx ky]) (get-in Shape [:sigs :scale :arglists])))
  (is (= "The area." (get-in Shape [:sigs :area :doc])))
  (is (= #'Shape (:var Shape)))
  (is (= 'protocols_test.Shape (:on Shape)))
  (is (= [true (:on-interface Shape) Shape] [(map? Shape) (resolve (:on Shape)) (get {Shape Shape} Shape)]))
  (is (= [#'area #'scale] (sort-by str (keys (:method-builders Shape)))))
  (is (= [{:on 1} (:sigs Shape)] [(select-keys (assoc Shape :on 1) [:on]) (:sigs (into {} Shape))]))
  (is (= 'Empty (eval '(do (ns protocols-test) (defprotocol Empty)))))
  (is (fn? area))
  (is (ifn? area)))

(deftest of-deftype
  (let [s (Square. 3)]
    (is (= 9 (area s)))
    (is (= 36 (area (scale s 2))))
    (is (= [:rect 3 6] (scale s 1 2)))
    (is (= [9 16] (map area [s (Square. 4)])))
    (is (= 9 (apply area [s])))
    (is (satisfies? Shape s))
    (is (extends? Shape Square))
    (is (nil? (extenders Shape)))
    (is (identical? s (find-protocol-impl Shape s)))
    (is (= 9 ((find-protocol-method Shape :area s) s)))))

(deftest missing
  (is (thrown-with-msg? IllegalArgumentException
                        #"No implementation of method: :area of protocol: #'protocols-test/Shape found for class: java.lang.Long"
                        (area 1)))
  (is (thrown-with-msg? IllegalArgumentException #"found for class: nil" (area nil)))
  (is (thrown-with-msg? IllegalArgumentException #"found for class: java.lang.String" (area "x")))
  (is (thrown-with-msg? IllegalArgumentException #":scale of protocol.*cljsh.Vector|found for class: " (scale [1] 2)))
  (is (not (satisfies? Shape 1)))
  (is (not (satisfies? Shape nil)))
  (is (not (extends? Shape String)))
  (is (nil? (find-protocol-impl Shape 1)))
  (is (nil? (find-protocol-method Shape :area 1)))
  (is (thrown? TypeError (area)))
  (is (thrown? TypeError (area (Square. 1) 2)))
  (is (thrown? TypeError (scale (Square. 1) 2 3 4))))

;; --- dispatch ---------------------------------------------------------------

(defprotocol Kind (kind [x]))
(extend-protocol Kind
  nil (kind [_] :nil)
  String (kind [_] :string)
  Long (kind [_] :int)
  Double (kind [_] :float)
  py/list (kind [_] :list)
  LookupError (kind [_] :lookup)
  py/type (kind [_] :class)
  clojure.lang.Keyword (kind [_] :keyword)
  clojure.lang.IPersistentVector (kind [_] :vector)
  clojure.lang.IPersistentMap (kind [_] :map)
  clojure.lang.ISeq (kind [_] :seq)
  clojure.lang.IPersistentCollection (kind [_] :coll)
  abc/Sized (kind [_] :sized)
  Object (kind [_] :object))

(deftest by-class
  (are [x k] (= k (kind x))
    nil                 :nil
    "a"                 :string
    ""                  :string
    1                   :int
    (bit-shift-left 1 70) :int
    123456789012345678901234567890 :int
    1.5                 :float
    0.0                 :float
    true                :object
    false               :object
    (py/list [1])       :list
    (KeyError "x")      :lookup
    (IndexError "x")    :lookup
    (ValueError "x")    :object
    py/int              :class
    :k                  :keyword
    'sym                :object
    [1]                 :vector
    (subvec [1 2 3] 1)  :vector
    {:a 1}              :map
    (zipmap (range 20) (range 20)) :map
    (sorted-map)        :map
    (map inc [1])       :seq
    (seq [1])           :seq
    '(1)                :seq
    #{1}                :coll
    (py/tuple [1])      :sized
    (py/dict)           :sized
    (py/range 3)        :sized
    inc                 :object
    (py/object)         :object))

(deftest many-classes-in-turn
  (is (= [:nil :string :int :float :list :keyword :vector :map :nil :string]
         (map kind [nil "a" 1 1.5 (py/list) :k [] {} nil "b"])))
  (is (= (repeat 50 [:string :int :keyword :vector :map :nil])
         (repeatedly 50 (fn [] (mapv kind ["a" 1 :k [] {} nil]))))))

(deftest at-once
  (eval '(do (ns protocols-test)
             (defprotocol Growing (grow [x]))
             (deftype Plant [])
             (deftype Tree [])))
  (let [grow (eval 'protocols-test/grow)
        plant (eval '(protocols-test.Plant.))
        call (eval '(fn [x] (protocols-test/grow x)))]
    (is (thrown? IllegalArgumentException (call plant)))
    (eval '(extend-type Object protocols-test/Growing (grow [_] :object)))
    (is (= :object (call plant)))
    (eval '(extend-type protocols-test/Plant protocols-test/Growing (grow [_] :plant)))
    (is (= :plant (call plant)))
    (is (= :plant (grow plant)))
    (eval '(extend-type protocols-test/Plant protocols-test/Growing (grow [_] :other)))
    (is (= :other (call plant)))
    (is (= :object (call (eval '(protocols-test.Tree.)))))))

(defprotocol Extended (one [x]) (two [x] [x y]))

(deftest extending
  (is (nil? (extend String Extended {:one (fn [s] [:one s]), :two (fn ([s] [:two s]) ([s y] [:two s y]))})))
  (is (= [:one "a"] (one "a")))
  (is (= [:two "a" 1] (two "a" 1)))
  (is (= [String] (extenders Extended)))
  (is (extends? Extended String))
  (is (satisfies? Extended "a"))
  (is (= [:one "q"] ((:one (find-protocol-impl Extended "a")) "q")))
  (is (= [:one "q"] ((find-protocol-method Extended :one "a") "q")))
  (is (= #{:one :two} (set (keys (get (:impls Extended) String)))))
  (testing "a method left out"
    (extend Long Extended {:one inc})
    (is (= 2 (one 1)))
    (is (thrown? IllegalArgumentException (two 1))))
  (testing "several protocols"
    (extend-type Double Extended (one [x] [:d x]) (two [x] 1) Shape (area [x] 0.0))
    (is (= [:d 1.0] (one 1.0)))
    (is (= 0.0 (area 1.0))))
  (testing "arities one at a time"
    (extend-type py/bytes Extended (two [x] 1) (two [x y] 2))
    (is (= 1 (two (py/bytes 1))))
    (is (= 2 (two (py/bytes 1) 1))))
  (is (thrown? IllegalArgumentException (extend String 1 {})))
  (is (thrown? IllegalArgumentException (extend 1 Extended {})))
  (is (thrown-with-msg? IllegalArgumentException #"already directly implements" (extend Square Shape {:area inc}))))

(deftest extend-does-not-close-over-wrongly
  (let [k 10]
    (extend-type py/set Extended (one [s] (+ k (count s))))
    (is (= 12 (one (py/set [1 2]))))))

;; --- inheritance ------------------------------------------------------------

(def python-classes
  (let [env (py/dict)]
    (py/exec "
class Base: pass
class Middle(Base): pass
class Leaf(Middle): pass
class Other: pass
import abc
class Walker(abc.ABC):
    pass
class Duck: pass
class Robot: pass
class Length(abc.ABC):
    @classmethod
    def __subclasshook__(cls, C):
        return any('__len__' in B.__dict__ for B in C.__mro__)
class WithLength:
    def __len__(self): return 3
" env)
    env))
(defn py-class [n] (get python-classes n))
(defn py-new [n] ((py-class n)))

(defprotocol Walks (walk [x]))

(deftest along-the-mro
  (extend (py-class "Base") Walks {:walk (fn [_] :base)})
  (is (= :base (walk (py-new "Base"))))
  (is (= :base (walk (py-new "Leaf"))))
  (extend (py-class "Middle") Walks {:walk (fn [_] :middle)})
  (is (= :middle (walk (py-new "Leaf"))))
  (is (= :base (walk (py-new "Base"))))
  (is (thrown? IllegalArgumentException (walk (py-new "Other"))))
  (testing "a base that comes later"
    (let [c (py/type "Late" (py/tuple [(py-class "Other")]) (py/dict))
          o (c)]
      (is (thrown? IllegalArgumentException (walk o)))
      (set! (.-__bases__ c) (py/tuple [(py-class "Leaf")]))
      (is (= :middle (walk o))))))

(defprotocol Counts (counts [x]))

(extend-protocol Counts
  Object (counts [_] :object)
  Number (counts [_] :number))

(deftest numbers
  (is (= [:number :number :number :number :number]
         (map counts [1 1.5 1/2 2.5M 100000000000000000000])))
  (is (= [:object :object] (map counts [true "1"])) "true and false are no numbers"))

(deftest virtual-subclasses
  (extend (py-class "Walker") Walks {:walk (fn [_] :walker)})
  (is (thrown? IllegalArgumentException (walk (py-new "Duck"))))
  (.register (py-class "Walker") (py-class "Duck"))
  (is (= :walker (walk (py-new "Duck"))))
  (is (satisfies? Walks (py-new "Duck")))
  (extend Object Walks {:walk (fn [_] :object)})
  (is (= :object (walk (py-new "Robot"))))
  (.register (py-class "Walker") (py-class "Robot"))
  (is (= :walker (walk (py-new "Robot"))))
  (testing "by a hook"
    (extend (py-class "Length") Walks {:walk (fn [x] [:length (count x)])})
    (is (= [:length 3] (walk (py-new "WithLength"))))))

(deftest python-subclass-of-a-deftype
  (let [c (py/type "Special" (py/tuple [Square]) (py/dict))
        o (c 5)]
    (is (= 25 (area o)))
    (is (instance? Square o))
    (is (satisfies? Shape o))
    (set! (.-note o) "x")
    (is (= "x" (.-note o)))
    (is (= 5 (.-side o)))))

;; --- metadata ---------------------------------------------------------------

(defprotocol Noted :extend-via-metadata true (note [x] [x y]))
(defprotocol NotNoted (plain-note [x]))

(deftest via-metadata
  (let [v (with-meta [1 2] {`note (fn ([x] [:meta x]) ([x y] [:meta y]))})]
    (is (= [:meta [1 2]] (note v)))
    (is (= [:meta 3] (note v 3)))
    (is (satisfies? Noted v))
    (is (not (satisfies? Noted [1])))
    (is (thrown? IllegalArgumentException (note [1])))
    (extend clojure.lang.PersistentVector Noted {:note (fn [x] :extended)})
    (is (= :extended (note [1])))
    (is (= [:meta [1 2]] (note v)))
    (is (= :extended (note [1]))))
  (is (thrown? IllegalArgumentException (plain-note (with-meta [1] {`plain-note (fn [_] 1)})))))

(defrecord Direct [] Noted (note [_] :direct))
(deftest direct-before-metadata
  (is (= :direct (note (with-meta (->Direct) {`note (fn [_] :meta)})))))

;; --- as functions -----------------------------------------------------------

(deftest as-values
  (is (= [4 9] (mapv area [(Square. 2) (Square. 3)])))
  (is (= [4 9] (vec (py/map area (py/list [(Square. 2) (Square. 3)])))))
  (is (= 16 (area (scale (Square. 2) 2))))
  (is (= 4 ((comp area identity) (Square. 2))))
  (is (= 4 ((partial area) (Square. 2))))
  (is (= 13 (reduce + (map area [(Square. 2) (Square. 3)]))))
  (is (= "area" (.-__name__ area))))

(defprotocol Recursive (depth [x]))
(extend-protocol Recursive
  nil (depth [_] 0)
  clojure.lang.ISeq (depth [s] (inc (depth (next s)))))
(deftest recursion
  (is (= 3 (depth '(1 2 3))))
  (is (= 20000 (depth (range 20000)))))

(deftest python-isinstance
  (is (py/isinstance (Square. 1) Shape))
  (is (not (py/isinstance 17 Shape)))
  (is (py/issubclass Square Shape)))

(deftest bad-definitions
  (is (thrown-with-msg? Exception #"must take at least one arg" (eval '(defprotocol Bad (foo [])))))
  (is (thrown-with-msg? Exception #"redefined" (eval '(defprotocol Bad (foo [x]) (foo [x y])))))
  (is (thrown? Exception (eval '(defprotocol Bad ("foo" [x]))))))

(deftest errors-inside
  (is (thrown? ArithmeticException (do (extend-type py/complex Extended (one [x] (/ 1 0)))
                                       (one (py/complex 1))))))

;; --- the seeds' example -----------------------------------------------------

(def seqable-classes
  (let [env (py/dict)]
    (py/exec "
class Seqable:
    'Things that have a seq.'
    def seq(self): raise NotImplementedError
    def _hidden(self): pass
class PersistentList(Seqable):
    def __init__(self, *xs): self.xs = xs
    def seq(self): return list(self.xs) or None
class LazySeq(Seqable):
    def seq(self): return ['lazy']
" env)
    env))

(deftest seqable-as-a-protocol
  (let [Seqable (get seqable-classes "Seqable")
        p       (protocol/protocol-from-type "clojure.protocols" Seqable)
        my-seq  (deref (ns-resolve 'clojure.protocols 'seq))]
    (is (= p (protocol/protocol-of Seqable)))
    (is (= "Things that have a seq." (:doc p)))
    (is (nil? (ns-resolve 'clojure.protocols '_hidden)))
    (is (thrown? IllegalArgumentException (my-seq ((get seqable-classes "LazySeq")))))
    (testing "extend-for-types"
      (protocol/extend-for-types my-seq [py/tuple py/list py/str] (fn [obj] (clojure.core/seq obj)))
      (protocol/extend-for-type my-seq nil (fn [_] nil))
      (is (= [1 2] (my-seq (py/tuple [1 2]))))
      (is (= [\a \b] (my-seq "ab")))
      (is (nil? (my-seq nil)))
      (is (nil? (my-seq (py/list)))))
    (testing "extend-for-all-subclasses"
      (protocol/extend-for-all-subclasses Seqable)
      (is (= [1 2] (vec (my-seq ((get seqable-classes "PersistentList") 1 2)))))
      (is (= ["lazy"] (vec (my-seq ((get seqable-classes "LazySeq")))))))
    (testing "from Python"
      (.extendForTypes my-seq (py/list [py/dict]) (fn [d] (vec (sort (keys d)))))
      (is (= [1 2] (my-seq (py/dict {1 2, 2 3}))))
      (.extend my-seq py/int (fn [n] (range n)))
      (is (= [0 1 2] (my-seq 3))))
    (is (thrown? IllegalArgumentException (protocol/extend-for-all-subclasses py/int)))))

;; the same in today's idiom
(defprotocol HasSeq (to-seq [x]))
(extend-protocol HasSeq
  nil      (to-seq [_] nil)
  String   (to-seq [s] (seq s))
  py/tuple (to-seq [t] (seq t))
  py/list  (to-seq [l] (seq l)))

(deftest seqable-in-todays-idiom
  (is (= [1 2] (to-seq (py/tuple [1 2]))))
  (is (nil? (to-seq nil)))
  (is (= [\a] (to-seq "a"))))

(def Unhashable
  (let [meta (py/type "Meta" (py/tuple [py/type])
                      (py/dict {"__hash__" (fn [_] (throw (py/ValueError "no hash")))}))]
    (meta "Unhashable" (py/tuple []) (py/dict {}))))

(defmulti kind-of identity)
(doseq [i (range 20)]
  (defmethod kind-of i [_] :small))

(deftest what-fails-changes-nothing
  (is (thrown? ValueError (extend Unhashable HasSeq {:to-seq (fn [_] nil)})))
  (is (= [\a] (to-seq "a")))
  (is (thrown? ValueError (defmethod kind-of Unhashable [_] :other)))
  (is (thrown? ValueError (remove-method kind-of Unhashable)))
  (is (= :small (kind-of 1))))

(defprotocol Named (label [x]))
(defprotocol Strict (strict [x]))
(defn adder [n] (fn [x] (+ n x)))
(extend-protocol Named (class inc) (label [_] :inc), clojure.lang.Fn (label [_] :fn))
(extend-protocol Strict (class (adder 1)) (strict [_] :adder))

(deftest classes-of-functions
  (is (= [:inc :fn :inc :fn] [(label inc) (label dec) (label inc) (label (fn []))]))
  (is (= [:adder true false] [(strict (adder 2)) (satisfies? Strict (adder 3)) (satisfies? Strict inc)]))
  (is (thrown? IllegalArgumentException (strict inc)))
  (is (= (class (adder 1)) (class (adder 2))))
  (is (not= (class inc) (class dec)))
  (is (= [true false true] [(instance? (class inc) inc) (instance? (class inc) dec) (instance? clojure.lang.Fn inc)]))
  (is (= [true true] [(isa? (class inc) clojure.lang.IFn) (isa? (class inc) clojure.lang.Fn)]))
  (is (= ["clojure.core$inc" "core$inc" "clojure.core$inc"] [(.getName (class inc)) (.getSimpleName (class inc)) (pr-str (class inc))]))
  (is (= "clojure.core/even?" (clojure.repl/demunge (.getName (class even?)))))
  (is (re-matches #"protocols-test/adder.*|protocols-test/fn--\d+" (clojure.lang.Compiler/demunge (.getName (class (adder 1))))))
  (is (thrown? Exception ((class inc)))))

;; Integers are one class here; of the names it is extended by that of literals counts, and the big ones by size.
(defprotocol Sized (size-name [x]))
(extend-protocol Sized
  Byte (size-name [_] :byte)
  Long (size-name [_] :long)
  Integer (size-name [_] :int)
  BigInteger (size-name [_] :big-integer)
  clojure.lang.BigInt (size-name [_] :big)
  Double (size-name [_] :double)
  Float (size-name [_] :float))
(defprotocol Whole (whole-name [x]) (other-name [x]))
(extend-protocol Whole
  clojure.lang.BigInt (whole-name [_] :big) (other-name [_] :other))
(deftest one-class-by-several-names
  (is (= [:long :long :big :double] (map size-name [1 (int 1) (*' 4 Long/MAX_VALUE) 1.5])))
  (is (= [:big :big] (map whole-name [1 (*' 4 Long/MAX_VALUE)])) "where nothing else is said")
  (extend-type Long Whole (whole-name [_] :long))
  (is (= [:long :big :other] [(whole-name 1) (whole-name (*' 4 Long/MAX_VALUE)) (other-name 1)]))
  (extend Long Sized {:size-name (fn [_] :again)})
  (is (= [:again :big] (map size-name [1 (*' 4 Long/MAX_VALUE)]))))

(deftest functions-by-a-type
  (let [f (reify clojure.lang.Fn clojure.lang.IFn (invoke [_] 0) (invoke [_ a] [a]))]
    (is (= [true true 0 [1]] [(fn? f) (ifn? f) (f) (f 1)])))
  (is (= [false true] (let [f (reify clojure.lang.IFn (invoke [_] 0))] [(fn? f) (ifn? f)]))))

;; A type may take a protocol's interface, whose methods have the names that munge makes.
(defprotocol Munged (sound? [x] [x y]) (go-on! [x]))
(deftype MunglyMade [] protocols_test.Munged (sound_QMARK_ [_] :one) (sound_QMARK_ [_ y] [:two y]) (go_on_BANG_ [_] :gone))

(deftest methods-under-their-munged-names
  (is (= [:one [:two 1] :gone] [(sound? (MunglyMade.)) (sound? (MunglyMade.) 1) (go-on! (MunglyMade.))]))
  (is (= 3 (sound? (reify protocols_test.Munged (sound_QMARK_ [_] 3))))))
