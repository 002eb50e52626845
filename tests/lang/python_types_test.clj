;; SPDX-License-Identifier: MIT
(ns python-types-test
  (:require [abc]
            [clojure.test :refer [are deftest is testing]]
            [collections.abc :as cabc]
            [copy]
            [enum]
            [functools]
            [inspect]
            [pickle]))

;; Classes made for Python: hints, decorators, abstract methods, bases.

(defn- python [statements expression & names]
  (let [d (py/dict (apply hash-map names))]
    (py/exec statements d)
    (py/eval expression d)))

;; --- hints ------------------------------------------------------------------

(deftype Hinted [^py/int n ^String text other ^Unknown u]
  Object
  (^py/int twice [this ^py/int x] (* 2 x)))
(defrecord HintedRecord [^py/float x])

(deftest annotations
  (is (= {"n" py/int, "text" py/str, "u" "Unknown"} (.-__annotations__ Hinted)))
  (is (= {"x" py/float} (.-__annotations__ HintedRecord)))
  (is (= {"x" py/int} (.-__annotations__ (.-twice Hinted))))
  (is (= "(this, x: int)" (str (inspect/signature (.-twice Hinted)))))
  (is (= ["n" "text" "other" "u"] (vec (.-__match_args__ Hinted)))))

;; --- decorators -------------------------------------------------------------

(def calls (atom 0))
(defn ^{:decorators [functools/cache]} cached "Counts." [x] (swap! calls inc) (* 2 x))
(defn twice [f] (fn [& args] [(apply f args) (apply f args)]))
(defn ^{:decorators [twice twice]} doubled [x] x)
(defn- renamed [c] (set! (.-label c) "decorated") c)

(deftype ^{:decorators [renamed]} Shape [^:mutable w h]
  Object
  (^:property area [this] (* w h))
  (^:property width [this] w)
  (^{:setter width} set-width [this x] (set! w x))
  (^:static unit [] (Shape. 1 1))
  (^:classmethod square [cls n] (cls n n))
  (^{:decorators [twice]} both [this x] x))

(deftest decorators
  (is (= [4 4 6] [(cached 2) (cached 2) (cached 3)]))
  (is (= 2 @calls))
  (is (= "Counts." (:doc (meta #'cached))))
  (is (= [[1 1] [1 1]] (doubled 1)))
  (is (= "decorated" (.-label Shape)))
  (let [s (Shape. 2 3)]
    (is (= 6 (.-area s)))
    (set! (.-width s) 5)
    (is (= [5 15] [(.-width s) (.-area s)]))
    (is (thrown? AttributeError (set! (.-area s) 1)))
    (is (= 1 (.-area (Shape/unit))))
    (is (= 9 (.-area (Shape/square 3))))
    (is (= [7 7] (.both s 7)))
    (is (= 21 (python "s.width = 7" "s.area" "s" s)))))

;; --- abstract ---------------------------------------------------------------

(definterface Shaped (area []) (scale [by]))
(definterface Named (label []))
(deftype Whole [n] Shaped (area [_] n) (scale [_ by] (Whole. (* n by))))
(deftype Half [n] Shaped (area [_] n))
(gen-interface :name python_types_test.Wide :extends [Shaped] :methods [[wide [] py/bool]])
(deftype Narrow [] Wide (area [_] 1) (scale [_ _] 2))

(deftest interfaces
  (is (= 6 (.area (.scale (Whole. 2) 3))))
  (is (instance? Shaped (Whole. 1)))
  (testing "what lacks a method can be made, and to call that is an error"
    (is (= [1 1 1] (map (fn [x] (.area x)) [(Half. 1) (->Half 1) (python "" "H(1)" "H" Half)])))
    (is (= 1 (.area (Narrow.))))
    (is (thrown-with-msg? AbstractMethodError #"python_types_test.Half does not have the method scale of Shaped" (.scale (Half. 1) 2)))
    (is (thrown-with-msg? AbstractMethodError #"Narrow does not have the method wide of Wide" (.wide (Narrow.))))
    (is (thrown-with-msg? AbstractMethodError #"method label of Named" (.label (reify Named))))
    (is (= "x" (str (reify Named (toString [_] "x"))))))
  (is (= "x" (.label (reify Named (label [_] "x"))))))

(deftype Sized [n] cabc/Sized (__len__ [_] n))
(deftype Unsized [n] cabc/Sized)
(def Base (python "import abc
class Base(abc.ABC):
    @abc.abstractmethod
    def go(self): ...
    @property
    @abc.abstractmethod
    def size(self): ...
    def both(self): return [self.go(), self.size]
" "Base"))
(deftype Goer [n] Base (go [_] n) (^:property size [_] 3))
(deftype Stayer [n] Base (go [_] n))

(deftest abstract-classes-of-python
  (is (= 3 (count (Sized. 3))))
  (is (thrown-with-msg? TypeError #"abstract" (Unsized. 3)))
  (is (= [1 3] (vec (.both (Goer. 1)))))
  (is (thrown-with-msg? TypeError #"abstract class Stayer.*size" (Stayer. 1))))

;; --- bases ------------------------------------------------------------------

(def Cooperative (python "class A:
    def __init__(self, *, a=1, **more): super().__init__(**more); self.a = a
class B:
    def __init__(self, *, b=2, **more): super().__init__(**more); self.b = b
class C(A, B): pass" "C"))
(deftype Joined [x] Cooperative (sum [this] (+ x (.-a this) (.-b this))))
(deftype Problem [code detail] ValueError (__str__ [_] (str code ": " detail)))
(deftype Counting [] py/dict (__missing__ [this k] (aset this k 0) 0))

(deftest bases
  (is (= [8 13] [(.sum (Joined. 5)) (.sum (Joined. 5 ** :a 6))]))
  (is (thrown? TypeError (Joined. 5 ** :nothing 6)))
  (is (thrown? TypeError (Joined.)))
  (is (= [404 "404: gone"] (try (throw (Problem. 404 "gone")) (catch ValueError e [(.-code e) (str e)]))))
  (let [c (Counting.)]
    (is (= 0 (aget c :a)))
    (is (= {:a 0} c)))
  (testing "what allows no subclasses"
    (is (thrown-with-msg? TypeError #"Never cannot inherit from bool" (eval '(deftype Never [] py/bool))))
    (is (thrown-with-msg? TypeError #"cannot inherit from NoneType" (eval '(do (ns python-types-test) (def N (py/type nil)) (deftype Never [] N))))))
  (testing "a base by the full name of its module"
    (is (= [enum/Enum] (vec (.-__bases__ (eval '(do (require 'enum) (deftype Colour [] enum/Enum) Colour)))))))
  (testing "a base that is not known when the form is compiled"
    (is (thrown-with-msg? IllegalStateException #"not known yet" (eval '(do (ns python-types-test) (let [] (def Late py/dict) (deftype TooSoon [] Late))))))))

;; --- values -----------------------------------------------------------------

(defrecord Rec [a b])
(deftype Plain [a b])

(deftest records-are-mappings
  (let [r (assoc (->Rec 1 [2]) :c 3)]
    (is (instance? cabc/Mapping r))
    (is (py/issubclass Rec cabc/Mapping))
    (is (= {:a 1, :b [2], :c 3} (py/dict r) (into {} r)))
    (is (= "mapping" (python "match r:\n  case {}: kind = 'mapping'" "kind" "r" r)))))

(deftest copies
  (doseq [x [(->Rec 1 [2]) (assoc (->Rec 1 nil) :c 3)]]
    (is (= x (pickle/loads (pickle/dumps x)) (copy/copy x) (copy/deepcopy x)))
    (is (record? (copy/deepcopy x))))
  (let [p (Plain. [1] (Plain. 2 nil)), q (pickle/loads (pickle/dumps p)), l (copy/deepcopy (Plain. (py/list [1]) 2))]
    (is (= [[1] 2] [(.-a q) (.-a (.-b q))]))
    (is (= [1] (vec (.-a l)))))
  (let [e (pickle/loads (pickle/dumps (Problem. 1 "d")))]
    (is (= [1 "d"] [(.-code e) (.-detail e)])))
  (let [j (pickle/loads (pickle/dumps (Joined. 5)))]
    (is (= 8 (.sum j)))))

;; --- abstract classes of collections --------------------------------------------

(defrecord Registered [a])

(deftest collections-are-registered
  (are [x class] (py/isinstance x class)
    [1]              cabc/Sequence
    (subvec [1 2] 1) cabc/Sequence
    (first {:a 1})   cabc/Sequence
    {}               cabc/Mapping
    (zipmap (range 20) (range)) cabc/Mapping
    (sorted-map 1 2) cabc/Mapping
    (->Registered 1) cabc/Mapping
    #{}              cabc/Set
    (sorted-set 1)   cabc/Set
    '(1)             cabc/Collection
    ()               cabc/Collection
    (map inc [1])    cabc/Collection
    (range)          cabc/Collection
    inc              cabc/Callable
    :a               cabc/Callable)
  (are [x class] (not (py/isinstance x class))
    {}             cabc/MutableMapping
    []             cabc/MutableSequence
    (transient []) cabc/Collection
    :a             cabc/Collection))

(definterface Figure (area []) (scale [by]))
(deftype Tile [side] Figure (area [_] (* side side)) (scale [_ by] (Tile. (* by side))))

(deftest interfaces-are-abstract
  (is (inspect/isabstract Figure))
  (is (thrown-with-msg? TypeError #"abstract" (Figure)))
  (is (= 9 (.area (Tile. 3)) (.area (.scale (Tile. 1) 3))))
  (is (instance? Figure (Tile. 1)))
  (is (= 4 (.area (reify Figure (area [_] 4) (scale [this _] this))))))

(defn squared [x] (* x x))

(deftest functions-and-vars-pickle-by-name
  (let [again (fn [x] (pickle/loads (pickle/dumps x)))]
    (is (identical? squared (again squared)))
    (is (identical? map (again map)))
    (is (identical? #'squared (again #'squared)))
    (is (= [1 4] (map (again squared) [1 2]))))
  (is (thrown-with-msg? TypeError #"no var of that name" (pickle/dumps (let [y 1] (fn [] y)))))
  (let [f (fn [] 1)]
    (is (identical? f (copy/copy f)))
    (is (identical? f (:f (copy/deepcopy {:f f}))))))
