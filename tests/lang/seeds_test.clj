;; SPDX-License-Identifier: MIT
(ns seeds-test
  (:require [cljsh.protocol :as protocol]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]
            [contextlib]
            [io]))

;; The examples of Clojure-Py's posts, each beside what is written today. Where
;; the text is not the post's, the post announced the change, or Python has.

(defn- python
  "The names that a text of Python defines, as a dict."
  [text & names]
  (let [d (py/dict (apply hash-map names))]
    (py/exec text d)
    d))

(defmacro printed [& body]
  `(let [out# (io/StringIO)]
     (with-open [_# (contextlib/redirect_stdout out#)] ~@body)
     (.getvalue out#)))

;; --- April 27, 2012: IFn vs __call__ ------------------------------------------

(def ifn-classes
  (python "
class MyObject(object):
  def __call__(self, arg):
     return arg + 1

assert(MyObject()(1) == 2)

def foo(*args):
   if len(args) == 0:
      return 'no arg'
   elif len(args) == 2:
      return 'two args'
   elif len(args) >= 3:
      return 'more than two args'

class MyFn(IFn):
     def invoke2(self, x, y):
         return x + y
     def __call__(self, x, y):
         return self.invoke2(x, y)
" "IFn" py/object))

(deftest python-callables
  (let [[MyObject foo MyFn] (map (partial get ifn-classes) ["MyObject" "foo" "MyFn"])]
    (is (= 2 ((MyObject) 1)))
    (is (= [3 3] [((MyFn) 1 2) (.invoke2 (MyFn) 1 2)]))
    (are [text args] (= text (apply foo args))
      "no arg" [], "two args" [1 2], "more than two args" [1 2 3])))

;; the post: (deftype Foo (invoke [x y] (+ x y)))
(deftype Foo []
  IFn
  (invoke [this x y] (+ x y)))

(defn sum
   ([] 0)
   ([x] x)
   ([x y] (+ x y))
   ([x y & more] (reduce sum (+ x y) more)))

(deftest arities
  (is (= 3 ((Foo.) 1 2)))
  (is (= 3 (get (python "r = foo(1, 2)" "foo" (Foo.)) "r")))
  (is (thrown? TypeError ((Foo.) 1)))
  (are [n form] (= n form)
    0 (sum), 1 (sum 1), 3 (sum 1 2), 15 (sum 1 2 3 4 5))
  (is (= [0 3 10] (vec (get (python "r = [sum(), sum(1, 2), sum(1, 2, 3, 4)]" "sum" sum) "r")))))

;; (tuple takes one argument.)
(deftest tuples
  (is (= [1 2] (py/tuple [1 2])))
  (is (= [1 2] (. py (tuple [1 2]))))
  (is (= [1 2] (let [x (wrap-fn (.-tuple py))]
                 (x [1 2]))))
  (is (thrown? TypeError (let [x (wrap-fn (.-tuple py))]
                           (x 1 2)))))

;; --- April 2012: generators ---------------------------------------------------

(deftest generators
  (testing "a generator is a seq, read once"
    (let [z (seq ((get (python "
def gen_test():
  yield 1
  yield 2
  yield 3
") "gen_test")))]
      (is (= [1 2 3] z))
      (is (= [1 2 3] z))))
  (testing "and a coroutine"
    (let [z ((get (python "
def print_stuff():
  while True:
    x = yield 'Ready'
    if x == 'Stop':
      return
    else:
      print(x)
") "print_stuff"))]
      (is (= "Ready" (py/next z)))
      (is (= "1\n1\n4\n5\n" (printed (run! (fn [x] (is (= "Ready" (.send z x)))) [1 1 4 5]))))
      (is (thrown? StopIteration (.send z "Stop"))))))

;; --- Clojure-Py 0.2 -------------------------------------------------------------

(defprotocol Speaker (speak [this] [this to]))
(deftype Dog [dog-name]
  Speaker
  (speak [this] (str dog-name " barks"))
  (speak [this to] (str dog-name " barks at " to)))
(extend py/str Speaker {:speak (fn ([s] s) ([s to] (str s ", " to)))})
(defrecord Point [x y])
(def ^:dynamic *level* 1)
(defmulti area :shape)
(defmethod area :square [{:keys [a]}] (* a a))
(defmethod area :default [_] nil)

(deftest version-0-2
  (are [expected form] (= expected form)
    ["Rex barks" "Rex barks at me"]     [(speak (Dog. "Rex")) (speak (->Dog "Rex") "me")]
    ["hi" "hi, you"]                    [(speak "hi") (speak "hi" "you")]
    "reified"                           (speak (reify Speaker (speak [_] "reified")))
    [1 {:x 1, :y 5}]                    [(:x (Point. 1 2)) (into {} (assoc (->Point 1 2) :y 5))]
    [2 1]                               [(binding [*level* 2] *level*) *level*]
    [9 nil]                             [(area {:shape :square, :a 3}) (area {:shape :circle})]
    [true false]                        (let [h (derive (make-hierarchy) ::dog ::animal)] [(isa? h ::dog ::animal) (isa? h ::animal ::dog)])
    true                                (contains? (supers py/bool) py/object)
    [py/int]                            (bases py/bool)
    [2 :caught]                         (let [log (atom [])]
                                          [(try 2 (finally (swap! log conj :finally)))
                                           (try (throw (KeyError.)) (catch KeyError _ :caught) (finally (swap! log conj :finally)))])
    [1 true]                            (let [f (io/StringIO)] [(with-open [_ f] 1) (.-closed f)])
    [[0 0] [1 1]]                       (map vec (py/enumerate (py/iter [0 1])))))

;; --- March 28, 2012: constants --------------------------------------------------

(deftest constants
  (is (= "(1 2)\n" (printed (py/print '(1 2)))))
  (let [f (fn [] '(1 {:a [2]}))]
    (is (identical? (f) (f))) ; built once, when the function is compiled
    (is (= (f) (.loads (py/__import__ "pickle") (.dumps (py/__import__ "pickle") (f)))))))

;; --- March 13, 2012: how to use protocols ----------------------------------------

;; The post's seq, before: a chain of isinstance.
(def before
  (python "
class Seqable(object):
    'What has a seq.'
    def seq(self): pass

class PersistentList(Seqable):
    def __init__(self, *xs): self.xs = xs
    def seq(self): return self.xs or None

class IndexedSeq:
    def __init__(self, obj, i): self.obj, self.i = obj, i

def seq(obj):
    if isinstance(obj, Seqable):
        return obj.seq()
    elif isinstance(obj, tuple):
        return IndexedSeq(obj, 0)
"))
(def Seqable (get before "Seqable"))
(def PersistentList (get before "PersistentList"))
(def IndexedSeq (get before "IndexedSeq"))
(def protocolFromType protocol/protocol-from-type)
(def extendForAllSubclasses protocol/extend-for-all-subclasses)

(deftest seq-by-protocol
  (is (= [1 2] ((get before "seq") (PersistentList 1 2))))
  (is (nil? ((get before "seq") "closed")))
  (protocolFromType "seeds.protocols" Seqable)
  (let [pseq (deref (ns-resolve 'seeds.protocols 'seq))]
    (.extendForTypes pseq [py/tuple (py/type []) py/str] (fn [obj] (IndexedSeq obj 0)))
    (.extend pseq (py/type nil) (fn [x] nil))
    (extendForAllSubclasses Seqable)
    (is (= [1 2] (pseq (PersistentList 1 2))))
    (is (instance? IndexedSeq (pseq (py/tuple [1 2]))))
    (is (instance? IndexedSeq (pseq "abc")))
    (is (nil? (pseq nil)))
    (testing "a class made later"
      (let [LazySeq (get (python "class LazySeq(Seqable):\n  def seq(self): return ['lazy']" "Seqable" Seqable) "LazySeq")]
        (extendForAllSubclasses Seqable)
        (is (= ["lazy"] (vec (pseq (LazySeq)))))))))

;; today
(defprotocol HasSeq (to-seq [x]))
(extend-protocol HasSeq
  nil      (to-seq [_] nil)
  py/tuple (to-seq [t] (IndexedSeq t 0))
  py/str   (to-seq [s] (IndexedSeq s 0)))
(extend Seqable HasSeq {:to-seq (fn [x] (.seq x))})

(deftest seq-today
  (is (= [1 2] (to-seq (PersistentList 1 2))))
  (is (instance? IndexedSeq (to-seq (py/tuple [1 2]))))
  (is (nil? (to-seq nil))))

;; --- March 7, 2012: thoughts on protocols ------------------------------------------

(defn print-int [x] (str "int " x))
(defn print-float [x] (str "float " x))
(defn print-mytype [x] (str "mine " (.-n x)))
(def mytype (get (python "class mytype:\n  def __init__(self, n): self.n = n") "mytype"))

(def impls {py/int print-int
            py/float print-float
            mytype print-mytype})

(defn print-by-map [x & args]
  (apply (get impls (py/type x)) x args))

;; (setattr is py/setattr; it refuses built-in classes, for which the post falls back to a map.)
(def closed-classes (atom {}))

(defn install-fn [type name fn]
  (try
    (py/setattr type (str "__proto__" name) fn)
    (catch TypeError _ (swap! closed-classes assoc-in [type name] fn))))

(install-fn py/int "print" print-int)
(install-fn py/float "print" print-float)
(install-fn mytype "print" print-mytype)

(defn print-by-attribute [x & args]
  (let [t (py/type x)]
    (apply (or (get-in @closed-classes [t "print"]) (.-__proto__print t)) x args)))

;; today
(defprotocol Printed (print-it [x]))
(extend-protocol Printed
  py/int   (print-it [x] (print-int x))
  py/float (print-it [x] (print-float x))
  mytype   (print-it [x] (print-mytype x)))

(deftest three-ways
  (doseq [f [print-by-map print-by-attribute print-it]]
    (is (= ["int 1" "float 1.5" "mine 2"] (map f [1 1.5 (mytype 2)])))
    (is (thrown? Exception (f :neither)))))
