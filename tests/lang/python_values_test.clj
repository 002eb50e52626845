;; SPDX-License-Identifier: MIT
;; Values of Python beside ours: what is = is found, on both sides.
(ns python-values-test
  (:require [clojure.test :refer [are deftest is testing]]
            [collections]
            [datetime]
            [decimal :refer [Decimal]]
            [enum]
            [fractions :refer [Fraction]]
            [numpy :as np]
            [operator]
            [pathlib]))

;; --- a property: = agrees with hash, with look-up and with itself ----------------

(def Point (collections/namedtuple "Point" "x y"))
(defrecord Pair [a b])
(deftype Plain [])
(def Colour (enum/IntEnum "Colour" "RED GREEN"))

(def python
  "Classes written in Python: a subclass of each kind, and one that says by hand what it is equal to."
  (let [env (py/dict)]
    (py/exec "
class Float(float): pass
class Int(int): pass
class Str(str): pass
class List(list): pass
class Tuple(tuple): pass
class Dict(dict): pass
class Set(frozenset): pass
class Like:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return self.x == (other.x if isinstance(other, Like) else other)
    def __hash__(self): return hash(self.x)
class Index:
    def __init__(self, i): self.i = i
    def __index__(self): return self.i
class Less:
    def __init__(self, i): self.i = i
    def __lt__(self, other): return self.i < other.i
" env)
    env))
(defn made [class-name & args] (apply (get python class-name) args))

(def scalars
  [nil true false 0 4 5 100 255 1 -1 -2 2 3 7 31 32 1000000007 2305843009213693951 -2305843009213693952 (bigint 1e30)
   0.0 -0.0 1.0 -1.0 0.5 1.5 -2.0 3.0 1e300 ##Inf ##-Inf 1/2 -3/2 7/3 1M 1.5M 0.5M -1M
   "" "a" "b" "ab" "abc" "é" :a :b :c :x/a 'a 'b 'x/a
   (np/int64 1) (np/int64 -1) (np/int8 -2) (np/uint8 7) (np/int32 31) (np/uint64 1000000007)
   (np/float64 0.5) (np/float32 1.5) (np/float64 1.0) (np/float16 -2.0) (np/float64 -1.0) (np/bool_ true) (np/bool_ false)
   (np/longdouble 0.5) (np/complex64 1.0) (py/complex 1 0) (py/complex 1 2) (np/str_ "a")
   (Fraction 1 2) (Fraction -3 2) (Fraction 7 3) (Fraction 2 1) (Fraction -1 1) (Decimal "1.5") (Decimal "1") (Decimal "0.5")
   (made "Float" 0.5) (made "Float" 1.0) (made "Int" 1) (made "Int" -1) (made "Str" "a")
   (made "Like" 1) (made "Like" -1) (made "Like" 0.5) (made "Like" 1.5) (made "Index" 1)
   (.-RED Colour) (.-GREEN Colour)
   (datetime/date 2020 1 1) (datetime/datetime 2020 1 1) (datetime/timedelta 1) (pathlib/Path "a")
   (.encode "a") (py/bytearray (.encode "a")) (py/memoryview (.encode "a")) #"a" py/int inc])

(def collections
  [[] () [1] '(1) [1 2] '(1 2) (range 1 3) (map inc [0 1]) (lazy-seq [1 2]) (subvec [0 1 2] 1) (first {1 2}) [1 [2]] [1.0] [nil] ["a"]
   [1.0 2.0] [:a] [[:a 1]] [true] [0.5] [1/2] [[]] [{}] [#{}] [{:a 1}] [#{1}]
   {} {1 2} {:a 1} {:b 1} {:a 2} {"a" 1} {1.0 2} {[1 2] 3} {1 [2]} {nil nil} (sorted-map 1 2) (hash-map 1 2) (zipmap (range 20) (range 20))
   #{} #{1} #{2} #{1 2} #{:a} #{1.0} #{"a"} #{[1 2]} (sorted-set 1 2) (set (range 20)) #{nil} (->Pair 1 2) (->Pair 1 [2])
   (py/list) (py/tuple) (py/list [1]) (py/tuple [1]) (py/list [1 2]) (py/tuple [1 2]) (py/list [1.0]) (py/tuple [1.0]) (py/tuple [0.5])
   (py/list [true]) (py/tuple [1 (py/list [2])]) (py/tuple [(py/dict)]) (py/tuple [(py/set)]) (py/list ["a"]) (py/tuple [(Fraction 1 2)])
   (py/tuple [nil]) (py/tuple [(np/int64 1) (np/int32 2)]) (np/arange 2) (np/array [1.0])
   (Point 1 2) (made "List" [1 2]) (made "Tuple" [1 2]) (made "Like" (py/tuple [1 2]))
   (py/dict) (py/dict {1 2}) (py/dict {"a" 1}) (py/dict {1.0 2}) (py/dict {(py/tuple [1 2]) 3}) (py/dict {:a 1}) (py/dict {1 (py/list [2])})
   (made "Dict" {1 2}) (collections/OrderedDict {1 2}) (collections/Counter (py/list [1 1])) (collections/defaultdict py/int {"a" 1})
   (py/dict (zipmap (range 20) (range 20)))
   (py/set) (py/frozenset) (py/set [1]) (py/frozenset [1]) (py/frozenset [1 2]) (py/frozenset [1.0]) (py/set ["a"]) (py/frozenset [(py/tuple [1 2])])
   (made "Set" [1 2]) (py/set (range 20)) (py/frozenset [nil]) (.keys (py/dict {1 2})) (py/range 1 3) (collections/deque [1 2])])

(def values (vec (concat scalars collections)))

(defn hashed
  "The hash of x, or :none if it has none, as mutable things of Python have."
  [x]
  (try (hash x) (catch TypeError _ :none)))

(defn python-equal
  "Python's ==; false where it fails: a Decimal cannot be compared with an integer of numpy."
  [a b]
  (try (operator/eq a b) (catch TypeError _ false)))

(defn ours? [x] (= "cljsh" (py/getattr (py/type x) "__module__" nil)))

(defn python-hash [x] (try (py/hash x) (catch TypeError _ :none)))

(defn differences
  "Of all pairs of values, those for which the predicate does not hold."
  [holds?]
  (for [a values, b values :when (not (holds? a b))] [a b (type a) (type b)]))

(deftest properties
  (is (<= 200 (count values)))
  (testing "= is symmetric"
    (is (empty? (differences (fn [a b] (= (= a b) (= b a)))))))
  (testing "= is transitive, but for what says that it equals numbers of several kinds"
    (let [plain (remove (fn [x] (instance? (get python "Like") x)) values)]
      (is (empty? (for [a plain, b plain :when (= a b), c plain :when (not= (= a c) (= b c))] [a b c])))))
  (testing "what is = has the same hash"
    (is (empty? (differences (fn [a b] (or (not= a b) (= (hashed a) (hashed b))))))))
  (testing "what is = is found, and nothing else, in small and large maps and sets"
    (let [more (map (fn [i] [:filler i]) (range 40))]
      (doseq [a values :when (not= :none (hashed a))]
        (let [small {a :found}, large (into {a :found} (zipmap more more)), s (into #{a} more)]
          (doseq [b values :when (not= :none (hashed b))]
            (let [expected (when (= a b) :found)]
              (when-not (and (= expected (get small b)) (= expected (get large b))
                             (= (some? expected) (contains? s b)))
                (is (= [expected expected expected]
                       [(get small b) (get large b) (when (contains? s b) :found)])
                    (pr-str a b (type a) (type b))))))))))
  (testing "on Python's side what is == has the same hash"
    (is (empty? (differences (fn [a b] (or (= :none (python-hash a)) (= :none (python-hash b))
                                           (not (identical? true (python-equal a b)))
                                           (= (python-hash a) (python-hash b)))))))
    (is (empty? (differences (fn [a b] (or (not (or (ours? a) (ours? b)))
                                           (= (str (python-equal a b)) (str (python-equal b a))))))))))

(deftest found-on-both-sides
  (are [result form] (= result form)
    :v (get (hash-map [1 2] :v) (py/tuple [1 2]))
    :v (get {[1 2] :v} (py/list [1 2]))
    :v (get (hash-map (py/tuple [1 2]) :v) [1 2])
    :v (get (hash-map {:a 1} :v) (py/dict {:a 1}))
    :v (get (hash-map #{1 2} :v) (py/frozenset [2 1]))
    :v (get (hash-map 1/2 :v) (Fraction 1 2))
    :v (get (hash-map 0.5 :v) (np/float32 0.5))
    :v (get (hash-map -1 :v) (np/int64 -1))
    :v (get (py/dict {(py/tuple [1 2]) :v}) [1 2])
    :v (get (py/dict {[1 2] :v}) (py/tuple [1 2]))
    :v (get (py/dict {(py/frozenset [1 2]) :v}) #{1 2})
    true (contains? (py/set [(py/tuple [1 2])]) '(1 2))
    1  (count (py/set [[1 2] (py/tuple [1 2]) '(1 2) (Point 1 2)]))
    1  (count (into #{} [[1 2] (py/tuple [1 2]) (py/list [1 2]) '(1 2) (Point 1 2)]))
    2  (count (into #{} [1 1.0 (np/int64 1) (np/float64 1.0) (Fraction 1 1)]))))

;; --- booleans and integers of other makes -------------------------------------------

(deftest false-of-numpy
  (are [result form] (= result form)
    0       (count (filter np/isnan [1.0 2.0]))
    []      (filterv np/isnan [1.0])
    :no     (if (np/bool_ false) :yes :no)
    :no     (if (first (np/array [false])) :yes :no)
    :no     (if (> (np/int64 1) 2) :yes :no)
    true    (true? (np/bool_ true))
    true    (false? (np/bool_ false))
    true    (boolean? (np/bool_ true))
    true    (= false (np/bool_ false))
    true    (not (np/bool_ false))
    nil     (some identity (np/array [false false]))
    [false true] (vec (np/array [false true]))
    {:a false}   {:a (np/bool_ false)}
    #{true}      (set (np/array [true true]))))

(deftest indexes
  (doseq [[i three] [[(np/int64 1) (np/int64 3)] [(made "Index" 1) (made "Index" 3)] [(np/uint8 1) (np/int16 3)]]]
    (are [result form] (= result form)
      20        (nth [10 20] i)
      20        (nth '(10 20) i)
      20        (get [10 20] i)
      20        ([10 20] i)
      20        (get (py/list [10 20]) i)
      20        (get-in [[10 20]] [0 i])
      true      (contains? [10 20] i)
      20        (val (find [10 20] i))
      [10 :x]   (assoc [10 20] i :x)
      [10 21]   (update [10 20] i inc)
      [10 :x]   (persistent! (assoc! (transient [10 20]) i :x))
      "b"       (nth "abc" i)
      "b"       (get "abc" i)
      "bc"      (subs "abc" i)
      "bc"      (subs "abcd" i three)
      [2 3]     (subvec [1 2 3 4] i three)
      [2 2 2]   (repeat three 2)
      [0 1 2]   (range three)
      [2 3]     (nthrest [1 2 3] i)
      [1 2 3]   (take three (range 1 9))
      [4]       (drop three [1 2 3 4])
      "1/003"   (format "%d/%03d" i three)
      "3"       (format "%x" three)
      false     (even? i)
      true      (odd? i)
      3         (count (int-array three))
      2         (aget (int-array [1 2]) i)
      [[1 2 3]] (partition three [1 2 3 4])
      [[1 2 3] [2 3 4]] (partition three i [1 2 3 4])
      [[1 2 3] [4 :x]]  (partition three three [:x] [1 2 3 4])
      [[1 2 3] [4]]     (partition-all three [1 2 3 4])
      [[1 2 3] [4]]     (into [] (partition-all three) [1 2 3 4])
      [[1 2 3]]         (partitionv three [1 2 3 4])
      [[1 2 3] [4]]     (partitionv-all three [1 2 3 4])
      [1 3 2 2]         [(bit-and i 3) (bit-or i 3) (bit-xor i 3) (bit-and-not three i)]
      2                 (clojure.string/index-of "aba" "a" i)
      3.0       (double three)
      3         (int three)
      ["a" "b,c,d"] (if (= 1 (int i)) (clojure.string/split "a,b,c,d" #"," 2) nil)))
  (let [i (made "Index" 1), three (made "Index" 3)]
    (is (= [-1 1 -4] [(- i) (abs i) (bit-not three)]))
    (is (= [1/3 3 4] [(/ i three) (* i three) (+ three i)])))
  (is (= [true true true true] ((juxt integer? int? number? rational?) (np/int64 1))))
  (is (= [true true false] ((juxt float? number? integer?) (np/float32 1))))
  (is (= [false false] ((juxt number? integer?) (made "Index" 1))) "an index, no number")
  (is (not= 1 (made "Index" 1)))
  (is (thrown? TypeError (nth [1 2] (np/array [0 1]))))
  (is (thrown? IllegalArgumentException (even? (np/float64 1.0)))))

;; --- operators ------------------------------------------------------------------------

(deftest operators-reach-the-objects
  (are [result form] (= result form)
    (pathlib/Path "a/b")  (/ (pathlib/Path "a") "b")
    (pathlib/Path "a/b")  (/ "a" (pathlib/Path "b"))
    [false false]         (vec (== (np/array [1 2]) nil))
    [true false]          (vec (== (np/array ["a" "b"]) "a"))
    [true false]          (vec (== "a" (np/array ["a" "b"])))
    #{2}                  (- (py/set [1 2]) #{1})
    #{1 2}                (bit-or (py/set [1]) #{2})
    [1 2 3]               (vec (+ (np/array [0 1 2]) [1 1 1]))
    true                  (= (np/array [1 2]) (np/array [1 2]))
    false                 (= (np/array [1 2]) (np/array [1 3]))
    false                 (= (np/array [1 2]) (np/array [1 2 3]))
    false                 (= (np/array [1 1]) 1))
  (is (thrown? TypeError (+ (pathlib/Path "a") nil)))
  (is (thrown? TypeError (+ "a" 1)))
  (is (thrown? TypeError (+ [1] 1))))

(deftype Ranked [n]
  Object
  (__lt__ [_ other] (< n (.-n other))))

(deftest order-by-less-than
  (let [a (made "Less" 1), b (made "Less" 2), c (made "Less" 3)]
    (is (= [a b c] (sort [c a b])))
    (is (= [c b a] (sort > [c a b])))
    (is (= [a b c] (sort-by identity [b c a])))
    (is (= [true false true] [(< a b) (< b a) (> b a)]))
    (is (neg? (compare a b)))
    (is (zero? (compare a (made "Less" 1)))))
  (let [a (Ranked. 1), b (Ranked. 2)]
    (is (= [a b] (sort [b a])))
    (is (< a b))
    (is (pos? (compare b a))))
  (is (= [(datetime/date 2020 1 1) (datetime/date 2021 1 1)] (sort [(datetime/date 2021 1 1) (datetime/date 2020 1 1)])))
  (is (= [(py/tuple [1 2]) (py/tuple [2 1])] (sort [(py/tuple [2 1]) (py/tuple [1 2])])))
  (is (= (map (fn [x] (pathlib/Path x)) ["a" "b"]) (sort [(pathlib/Path "b") (pathlib/Path "a")]))))
