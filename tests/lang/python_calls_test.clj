;; SPDX-License-Identifier: MIT
(ns python-calls-test
  (:require [clojure.test :refer [are deftest is testing]]
            [cljsh.python :as python]
            [contextvars]
            [inspect]
            [threading]))

;; Calls both ways, operators, items: what product.md, section 3, says.

(defn- python-eval [code & names]
  (py/eval code (py/dict (apply hash-map names))))

(defn two [a b] [a b])
(defn named [first-name & {:keys [sep end] :or {end "!"}}] [first-name sep end])
(defn ^{:kwargs :collect} collect "Collects." [a opts] [a opts])
(defn several ([] 0) ([a] [a]) ([a b & more] [a b more]))

(deftest positional-from-python
  (are [expected code] (= expected (python-eval code "two" two "several" several))
    [1 2]         "two(1, 2)"
    [1 2]         "two(*[1, 2])"
    0             "several()"
    [1]           "several(1)"
    [1 2 nil]     "several(1, 2)"
    [1 2 [3 4]]   "several(1, 2, 3, 4)"
    [[1 2] [3 4]] "[two(*p) for p in [(1, 2), (3, 4)]]"
    true          "callable(two)")
  (is (thrown-with-msg? TypeError #"Wrong number of args \(1\) passed to: python-calls-test/two; it takes 2" (python-eval "f(1)" "f" two)))
  (is (thrown-with-msg? TypeError #"Wrong number of args \(3\).*it takes 2" (python-eval "f(1, 2, 3)" "f" two))))

(deftest keywords-from-python
  (are [expected code] (= expected (python-eval code "two" two "named" named "several" several "var" #'two))
    [1 2]            "two(a=1, b=2)"
    [1 2]            "two(b=2, a=1)"
    [1 2]            "two(1, b=2)"
    [1 2]            "two(**{'a': 1, 'b': 2})"
    [1 2]            "var(1, b=2)"
    [1 nil "!"]      "named(1)"
    [1 "," "!"]      "named(1, sep=',')"
    [1 nil "?"]      "named(end='?', first_name=1)"
    [7]              "several(a=7)"
    [1 2 nil]        "several(b=2, a=1)")
  (are [re code] (thrown-with-msg? TypeError re (python-eval code "two" two "several" several "k" :k))
    #"two got an unexpected keyword argument 'c'; its parameters are a, b" "two(1, c=2)"
    #"got multiple values for argument 'a'"                                "two(1, a=2)"
    #"Wrong number of args \(1\)"                                          "two(b=2)"
    #"unexpected keyword argument 'x'"                                     "several(1, 2, x=3)"
    #"takes no keyword arguments"                                          "k({}, x=3)"))

(deftest collecting
  (are [expected code] (= expected (python-eval code "f" collect))
    [1 {}]                   "f(1)"
    [1 {:sep 2}]             "f(1, sep=2)"
    [1 {:long-name 2}]       "f(1, long_name=2)"
    [1 {:_private 2}]        "f(1, _private=2)"
    [1 {:sep 2}]             "f(sep=2, a=1)")
  (is (= [1 {:a-b 2}] (collect 1 {:a-b 2})))
  (is (= [1 {:a-b 2}] (collect 1 ** :a-b 2)))
  (is (= [1 {:x 1}] ((fn ^{:kwargs :collect} [a m] [a m]) 1 ** :x 1)))
  (is (= [1 {:x 1}] (^{:kwargs :collect} (fn [a m] [a m]) 1 ** :x 1)))
  (is (= [1 2] ((fn ^{:kwargs :collect} [a {:keys [x]}] [a x]) 1 ** :x 2)))
  (is (= {:a 1} (meta ^{:a 1} (fn [])))))

(deftest keyword-arguments-to-python
  (are [expected form] (= expected form)
    {"a" 1, "b_c" 2} (py/dict ** :a 1 :b-c 2)
    {"a" 1}          (py/dict ** {:a 1})
    {"a" 1, "b" 2}   (apply-kw py/dict [] {:a 1 "b" 2})
    {"a" 1, "b" 2}   (apply-kw py/dict [[["a" 1]]] {'b 2})
    {"a" 1, "c" 3}   (apply-kw py/dict [] (sorted-map :a 1 :c 3)))
  (is (= [3 2 1] (vec (apply-kw py/sorted [[1 3 2]] {:reverse true}))))
  (is (= [1 2 {:c 3}] (apply-kw (fn ^{:kwargs :collect} [a b m] [a b m]) 1 [2] {:c 3})))
  (is (thrown? TypeError (apply-kw py/dict [] {1 2})))
  (is (thrown? IllegalArgumentException (apply-kw py/dict [] 1))))

(deftype Adder [n]
  IFn
  (invoke [_] n)
  (invoke [_ a] (+ n a))
  (invoke [_ a b] (+ n a b)))
(defrecord Rec [n] IFn (invoke [_ a] [n a]))

(deftest types-that-are-called
  (are [expected code] (= expected (python-eval code "f" (Adder. 10) "r" (Rec. 1) "o" (reify IFn (invoke [_ x y] [x y]))))
    10    "f()"
    16    "f(1, 5)"
    16    "f(1, b=5)"
    [1 2] "r(2)"
    [1 2] "r(a=2)"
    [1 2] "o(y=2, x=1)")
  (is (thrown-with-msg? TypeError #"it takes 0, 1, 2" (python-eval "f(1, 2, 3)" "f" (Adder. 1)))))

(defmulti area :shape)
(defmethod area :square [{:keys [a]}] (* a a))

(deftest everything-is-called-and-applied
  (are [expected form] (= expected form)
    1        (apply :a [{:a 1}])
    2        (apply :b [{:a 1} 2])
    1        (apply 'a [{'a 1}])
    1        (apply {:a 1} [:a])
    :a       (apply #{:a} [:a])
    2        (apply [1 2] [1])
    [1 2]    (apply #'two [1 2])
    [1 2]    (apply (partial two 1) [2])
    9        (apply area [{:shape :square, :a 3}])
    15       (apply + 1 2 [3 4 5])
    4950     (apply + (range 100))
    [1 2]    (vec (apply py/list [[1 2]]))
    "1-2"    (apply str 1 ["-" 2]))
  (are [expected f] (= expected (python-eval "f(x)" "f" f "x" {:a 1}))
    1 :a, nil 'a, nil {:b 1}, nil #{})
  (is (= [1 nil 3] (vec (py/map {:a 1 :b 3} [:a :c :b])))))

(deftest the-ways-to-a-builtin
  (are [x] (= (py/tuple [1 2]) x)
    (. py (tuple [1 2]))
    ((.-tuple py) [1 2])
    (py/tuple [1 2])
    (let [x (wrap-fn (.-tuple py))] (x [1 2]))))

(deftest wrapped-functions
  (let [f (wrap-fn (python-eval "lambda a, b=2, *, c=3: (a, b, c)")), v (wrap-fn (python-eval "lambda a, *more: (a, more)"))]
    (is (fn? f))
    (is (= [1 2 3] (f 1)))
    (is (= [1 5 3] (f 1 5)))
    (is (= [1 5 3] (f ** :b 5 :a 1)))
    (is (= '([a] [a b]) (:arglists (meta f))))
    (is (thrown-with-msg? TypeError #"Wrong number of args \(0\) passed to: .*<lambda>; it takes 1, 2" (f)))
    (is (thrown? TypeError (f 1 2 3)))
    (is (= [1 [2 3]] (v 1 2 3)))
    (is (thrown? TypeError (v)))
    (is (= 3 ((wrap-fn py/len) [1 2 3])))
    (is (thrown-with-msg? TypeError #"builtins/len; it takes 1" ((wrap-fn py/len) 1 2)))
    (is (= 3 ((wrap-fn py/max) 1 2 3)))
    (is (= inc (wrap-fn inc)))
    (is (= :a (wrap-fn :a)))
    (is (thrown? IllegalArgumentException (wrap-fn (python-eval "lambda *, a: a"))))
    (is (thrown? ClassCastException (wrap-fn 1)))))

(defn hinted "Adds." ^py/int [^py/int a ^String b] a)

(deftest what-tools-see
  (are [expected form] (= expected form)
    "hinted"            (.-__name__ hinted)
    "python_calls_test" (.-__module__ hinted)
    "Adds."             (.-__doc__ hinted)
    {"a" py/int, "b" py/str} (.-__annotations__ hinted)
    "(a, b)"            (str (inspect/signature two))
    "(a: int, b: str)"  (str (inspect/signature hinted))
    "(a, **kwargs)"     (str (inspect/signature collect))
    "(first_name, *args, **kwargs)" (str (inspect/signature named))))

;; --- operators --------------------------------------------------------------

(def module (py/dict))
(py/exec "
class Amount:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, Amount) and self.n == o.n
    def __add__(self, o): return Amount(self.n + (o.n if isinstance(o, Amount) else o))
    __radd__ = __add__
    def __rsub__(self, o): return Amount(o - self.n)
    def __mul__(self, o): return Amount(self.n * o)
    def __truediv__(self, o): return Amount(self.n / o)
    def __neg__(self): return Amount(-self.n)
    def __abs__(self): return Amount(abs(self.n))
    def __lt__(self, o): return self.n < o
    def __gt__(self, o): return self.n > o
    def __and__(self, o): return Amount(self.n & o)
    def __invert__(self): return Amount(~self.n)
    def __lshift__(self, o): return Amount(self.n << o)
    def __mod__(self, o): return Amount(self.n % o)
    def __floordiv__(self, o): return Amount(self.n // o)
class Broken:
    def __add__(self, o): raise KeyError('broken')
    def __eq__(self, o): raise KeyError('broken eq')
    def __hash__(self): raise KeyError('broken hash')
    def __iter__(self): return self
    def __next__(self): raise KeyError('broken next')
    def __len__(self): raise KeyError('broken len')
" module)

(def Amount (get module "Amount"))
(def Broken (get module "Broken"))

(deftest operators
  (are [n form] (= (Amount n) form)
    3  (+ (Amount 1) 2)
    3  (+ 1 (Amount 2))
    6  (+ 1 (Amount 2) 3)
    3  (- 5 (Amount 2))
    6  (* (Amount 3) 2)
    4  (/ (Amount 8) 2)
    -3 (- (Amount 3))
    3  (abs (Amount -3))
    2  (bit-and (Amount 6) 3)
    -7 (bit-not (Amount 6))
    12 (bit-shift-left (Amount 6) 1)
    1  (mod (Amount 7) 3)
    2  (quot (Amount 7) 3)
    4  (inc (Amount 3))
    3  (reduce + [(Amount 1) 2])
    3  (apply + [(Amount 1) 2]))
  (is (true? (< (Amount 1) 2)))
  (is (false? (> (Amount 1) 2)))
  (is (= :yes (if (< (Amount 1) 2) :yes :no)))
  (is (= [1 2 3] (vec (+ (py/list [1 2]) (py/list [3])))))
  (is (= [1 1] (vec (* 2 (py/list [1])))))
  (is (= #{2} (bit-and (py/set [1 2]) (py/set [2 3]))))
  (is (= #{1} (- (py/set [1 2]) (py/set [2]))))
  (testing "what is no number of Python's either"
    (are [form] (thrown? TypeError form)
      (+ 1 nil) (+ 1 "a") (+ :a 1) (+ [1] [2]) (* 2 "a") (+ 1 {}) (< 1 "a") (+ (py/object) 1) (< (py/object) 1))))

(deftest broken-operators
  (let [b (Broken)]
    (are [re form] (thrown-with-msg? KeyError re form)
      #"broken"      (+ b 1)
      #"broken eq"   (= b 1)
      #"broken eq"   (= [b] [1])
      #"broken hash" (hash b)
      #"broken hash" (hash-set b)
      #"broken hash" (assoc (into {} (map vector (range 20) (range 20))) b 1)
      #"broken hash" (contains? (set (range 20)) b)
      #"broken next" (first b)
      #"broken next" (into [1] b)
      #"broken next" (reduce + b)
      #"broken next" (py/list (map inc b))
      #"broken len"  (count b))
    (testing "what it was done to is as it was"
      (let [m (into {} (map vector (range 20) (range 20)))]
        (is (thrown? KeyError (assoc! (transient m) b 1)))
        (is (= 20 (count m)))
        (is (= (zipmap (range 20) (range 20)) m)))
      (let [a (atom #{1 2 3})]
        (is (thrown? KeyError (swap! a conj b)))
        (is (= #{1 2 3} @a))))))

(deftest broken-iterators
  (let [d    (py/dict)
        _    (py/exec "def f():\n  yield 1\n  yield 2\n  raise KeyError('k')\n" d)
        s    (seq ((get d "f")))]
    (is (= 1 (first s)))
    (is (= 2 (second s)))
    (is (thrown? KeyError (nth s 2)))
    (is (= 1 (first s)))
    (is (= [1 2] (take 2 s)))))

(deftest broken-finalizers
  (let [d (py/dict)]
    (py/exec "class F:\n  def __del__(self): raise KeyError('del')\n" d)
    (let [seen (atom [])
          sys  (py/__import__ "sys")
          hook (.-unraisablehook sys)]
      (try
        (set! (.-unraisablehook sys) (fn [x] (swap! seen conj (str (.-exc_value x)))))
        ((get d "F"))
        (let [v [((get d "F")) 2]] (count v))
        (finally (set! (.-unraisablehook sys) hook)))
      (is (= ["'del'" "'del'"] @seen)))))

;; --- items ------------------------------------------------------------------

(deftest items-and-slices
  (let [l (py/list [1 2 3 4])]
    (are [expected form] (= expected form)
      [1 2]   (vec (get l (py/slice 0 2)))
      [2 4]   (vec (nth l (py/slice 1 nil 2)))
      [1 2]   (vec (aget l (py/slice 2)))
      "el"    (get "hello" (py/slice 1 3))
      [2 3]   (nth [1 2 3 4] (py/slice 1 3))
      [1 2]   (python-eval "v[0:2]" "v" [1 2 3])
      3       (python-eval "v[-1]" "v" [1 2 3])
      nil     (get l 10)
      :none   (get l 10 :none)
      [9 3 4] (do (aset l (py/slice 0 2) [9]) (vec l))
      [9 4]   (vec (python/del-item! l 1))
      7       (python/set-item! l 0 7)
      [7 4]   (vec l))
    (is (thrown? IndexError (python/get-item l 10)))
    (is (thrown? IndexError (python/set-item! l 10 1)))
    (is (thrown? KeyError (python/del-item! (py/dict) :a))))
  (let [d (py/dict {"a" 1})]
    (aset d "b" 2)
    (is (= {"a" 1, "b" 2} d))
    (is (= {"b" 2} (python/del-item! d "a")))))

(deftest attributes
  (let [o ((py/type "Box" (py/tuple [py/object]) (py/dict)))]
    (set! (.-some-name o) 1)
    (is (= 1 (.-some_name o) (.-some-name o)))
    (python/del-attr! o :some-name)
    (is (thrown? AttributeError (.-some-name o)))
    (is (thrown-with-msg? AttributeError #"str has no attribute 'uper'. Did you mean: upper" (.uper "a")))
    (is (thrown-with-msg? AttributeError #"append" (.-apend (py/list))))
    (is (thrown? AttributeError (set! (.-x (py/object)) 1)))))

(deftest iteration-over-anything
  (are [expected form] (= expected form)
    [0 1 2]       (vec (py/range 3))
    [1 2]         (vec (py/iter [1 2]))
    ["a" "b"]     (vec "ab")
    [97 98]       (vec (.encode "ab"))
    [[0 :a]]      (vec (map vec (py/enumerate [:a])))
    #{1 2}        (set (py/frozenset [1 2]))
    [["k" 1]]     (vec (py/dict {"k" 1}))
    [2 3]         (map inc (py/tuple [1 2]))
    6             (reduce + (py/map inc [0 1 2]))
    [1 4]         (into [] (map #(* % %)) (py/iter [1 2]))
    [3 2 1]       (vec (py/reversed [1 2 3]))
    [[1 :a]]      (vec (map vec (py/zip [1] [:a]))))
  (is (= [0 1 2] (let [s (seq (py/iter (py/range 3)))] (vec s) (vec s))))
  (is (= ["x"] (vec (.splitlines "x\n")))))

(deftest bytes-and-buffers
  (let [b (py/bytearray [1 2 3]), m (python/buffer b)]
    (aset m 0 9)
    (is (= [9 2 3] (vec b)))
    (is (= [9 2] (vec (get m (py/slice 0 2)))))
    (is (= 3 (count m) (count b) (count (py/bytes b))))
    (is (= 9 (nth m 0) (first b) (get b 0)))
    (is (bytes? b))
    (is (= (py/bytes [1 2]) (py/bytes [1 2])))
    (is (= "a" (.decode (py/bytes [97]))))
    (is (= [1 2] (vec (byte-array [1 2]))))))

;; --- threads and contexts ---------------------------------------------------

(deftest callbacks-from-threads
  (let [done (promise)
        t    (threading/Thread ** :target (fn [a & {:keys [b]}] (deliver done [a b])) :args [1] :kwargs (py/dict {"b" 2}))]
    (.start t)
    (.join t)
    (is (= [1 2] (deref done 60000 :late))))
  (let [n  (atom 0)
        ts (mapv (fn [_] (threading/Thread ** :target (fn [] (dotimes [_ 1000] (swap! n inc))))) (range 4))]
    (run! #(.start %) ts)
    (run! #(.join %) ts)
    (is (= 4000 @n))))

(deftest context-variables
  (let [v (contextvars/ContextVar "v" ** :default 0)]
    (is (= 0 (.get v)))
    (is (= [1 0] [(python/with-context [v 1] (.get v)) (.get v)]))
    (is (thrown? KeyError (python/with-context [v 1] (throw (KeyError. "x")))))
    (is (= 0 (.get v)))
    (let [f (python/with-context [v 2] (python/in-context #(.get v)))]
      (is (= 2 (f) @(future (f)))))))

;; --- data -------------------------------------------------------------------

(deftest data-of-python
  (let [x (python-eval "{'a': [1, (2, 3)], 'b': {4}, 'c-d': {'e': None}}")]
    (are [y form] (= y form)
      {"a" [1 [2 3]], "b" #{4}, "c-d" {"e" nil}} (py->clj x)
      {:a [1 [2 3]], :b #{4}, :c-d {:e nil}}     (py->clj x :keywordize-keys true)
      x                                          (py->clj x :depth 0)
      1                                          (py->clj 1)
      "s"                                        (py->clj "s")
      [1]                                        (py->clj [1]))
    (is (vector? (get (py->clj x) "a")))
    (is (instance? py/list (get (py->clj x :depth 1) "a")))
    (is (vector? (get (py->clj x :depth 2) "a")))
    (is (instance? py/tuple (second (get (py->clj x :depth 2) "a"))))
    (is (map? (py->clj (.OrderedDict (py/__import__ "collections") ** :a 1)))))
  (let [l (py/list)]
    (.append l l)
    (is (thrown-with-msg? ValueError #"contains itself" (py->clj l)))))

(deftest data-for-python
  (are [code x] (= (python-eval code) (clj->py x))
    "{'a': [1, 2], 'b': {3}}"  {:a [1 2], :b #{3}}
    "{('x', 1): None}"         {[:x 1] nil}
    "{frozenset({1})}"         #{#{1}}
    "['a', 'b', 1.5]"          [:a 'b 1.5]
    "[[0, 1], []]"             (list (range 2) ())
    "{'k': {'l': {}}}"         (sorted-map :k {:l {}}))
  (is (instance? py/dict (clj->py {:a 1})))
  (is (= {":a/b" 1} (clj->py {:a/b 1} :keyword-fn str)))
  (is (= [1 2] (get (clj->py {:a [1 2]} :depth 1) "a")))
  (is (vector? (get (clj->py {:a [1 2]} :depth 1) "a")))
  (is (= {"n" 1} (clj->py (->Rec 1)))))

;; --- functions as Python's functions are ------------------------------------------------

(defn ^{:k 1} plain "Its doc." [a b] (+ a b))

(deftest attributes-of-functions
  (let [f (fn [x] x)]
    (set! (.-retries f) 3)
    (is (= 3 (.-retries f) (py/getattr f "retries")))
    (is (= {"retries" 3} (.-__dict__ f)))
    (is (= 7 (f 7)))
    (is (= {:m 1} (meta (with-meta f {:m 1}))))
    (is (= 3 (.-retries (with-meta f {:m 1}))))
    (is (nil? (meta f)))
    (py/delattr f "retries")
    (is (thrown? AttributeError (.-retries f)))
    (is (thrown? AttributeError (py/delattr f "retries"))))
  (let [f (with-meta (fn [] 1) {:m 1})]
    (set! (.-a f) 1)
    (is (= {:m 1} (meta f)))
    (set! (.-__name__ f) "renamed")
    (is (= "renamed" (.-__name__ f)))))

(deftest wrapped-functions
  (let [wraps  (.-wraps (py/__import__ "functools"))
        traced ((wraps plain) (fn [& args] (inc (apply plain args))))]
    (is (= 4 (traced 1 2)))
    (is (= "plain" (.-__name__ traced)))
    (is (= "Its doc." (.-__doc__ traced)))
    (is (identical? plain (.-__wrapped__ traced)))
    (is (= "(a, b)" (str (.signature (py/__import__ "inspect") traced)))))
  (let [d (py/dict)]
    (py/exec "import functools
def deco(f):
    @functools.wraps(f)
    def inner(*args): return f(*args) * 10
    return inner
cached = functools.lru_cache(None)" d)
    (is (= 30 (((get d "deco") plain) 1 2)))
    (is (= "plain" (.-__name__ ((get d "deco") plain))))
    (is (= 3 (((get d "cached") plain) 1 2)))))

(deftest weak-references-to-functions
  (let [weakref (py/__import__ "weakref")
        f       (fn [] 1)
        r       ((.-ref weakref) f)
        seen    ((.-WeakSet weakref))
        table   ((.-WeakKeyDictionary weakref))]
    (is (identical? f (r)))
    (.add seen f)
    (.__setitem__ table f :v)
    (is (= [1 :v] [(count seen) (get table f)])))
  (let [weakref (py/__import__ "weakref")
        died    (atom false)
        r       ((.-ref weakref) (let [x (py/object)] (fn [] x)) (fn [_] (reset! died true)))]
    (.collect (py/__import__ "gc"))
    (is (nil? (r)))
    (is @died)))
