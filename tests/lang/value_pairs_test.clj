;; SPDX-License-Identifier: MIT
;; All pairs of some 200 values of Clojure's and Python's types: `=` is
;; symmetric, what is `=` has one hash and is found in maps and sets of every
;; size, and on Python's side `==` goes with hash() and dict in the same way.
;; What two types of Python's have among themselves is their affair: numpy's
;; datetime64 is == a date and has another hash.
(ns value-pairs-test
  (:require [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]))

(defrecord Point [x y])
(defrecord Place [x y])
(deftype Opaque [x])

(py/exec "
import collections, decimal, fractions, datetime, uuid, enum, dataclasses, types, array
Pair = collections.namedtuple('Pair', 'a b')
Triple = collections.namedtuple('Triple', 'a b c')
class Colour(enum.Enum):
    RED = 1
    BLUE = 2
class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2
class Float(float): pass
class Int(int): pass
class Text(str): pass
class List(list): pass
class Tuple(tuple): pass
class Dict(dict): pass
class Set(frozenset): pass
@dataclasses.dataclass(frozen=True)
class Data:
    a: int
    b: int
class Same:
    def __eq__(self, other): return isinstance(other, (Same, int)) and other == 7 if isinstance(other, int) else isinstance(other, Same)
    def __hash__(self): return hash(7)
VALUES = [
    Pair(1, 2), Pair('a', None), Triple(1, 2, 3), Colour.RED, Colour.BLUE, Level.LOW, Level.HIGH,
    Float(1.5), Float(2.0), Float(0.0), Int(1), Int(2), Int(-1), Text('a'), Text(''), List([1, 2]), List(), Tuple((1, 2)), Tuple(),
    Dict(a=1), Dict(), Set([1, 2]), Set(), Data(1, 2), Data(2, 1), Same(),
    (), (1,), (1, 2), (1, 2, 3), ('a', None), ((1, 2), [3]), [], [1], [1, 2], [[1, 2], [3]], [None], (None,),
    {}, {'a': 1}, {1: 2}, {1.0: 2}, {(1, 2): [3]}, set(), {1, 2}, {'a'}, frozenset(), frozenset([1, 2]), frozenset(['a']),
    decimal.Decimal(1), decimal.Decimal('1.0'), decimal.Decimal('1.5'), decimal.Decimal('1.50'), decimal.Decimal(0), decimal.Decimal('-0'), decimal.Decimal('0.1'),
    decimal.Decimal(10) ** 30,
    fractions.Fraction(1, 2), fractions.Fraction(3, 2), fractions.Fraction(1, 1), fractions.Fraction(0), fractions.Fraction(1, 3),
    complex(1, 0), complex(1, 1), complex(0, 0), 1j,
    b'', b'a', b'ab', bytearray(b'a'), bytearray(), memoryview(b'a'), array.array('i', [1, 2]),
    range(0), range(3), range(1, 3), datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1), datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc),
    datetime.timedelta(1), uuid.UUID(int=1), uuid.UUID(int=2), collections.OrderedDict(a=1), collections.OrderedDict(), collections.Counter('a'), collections.deque([1, 2]),
    collections.defaultdict(int, a=1), types.MappingProxyType({'a': 1}), types.SimpleNamespace(a=1), Ellipsis, NotImplemented, int, str, len, slice(1, 2),
]
try:
    import numpy as np
    VALUES += [np.int64(1), np.int8(2), np.uint64(2**63), np.float64(1.5), np.float32(1.5), np.float32(0.1), np.float64(0.1), np.bool_(True), np.bool_(False),
               np.str_('a'), np.bytes_(b'a'), np.complex128(1), np.float64(2), np.int32(-1), np.longdouble(1.5)]
except ImportError:
    pass
" (py/vars (get (.-modules (py/__import__ "sys")) "__main__")))

(def foreign (vec (.-VALUES (get (.-modules (py/__import__ "sys")) "__main__"))))

(def ours
  [nil true false 0 1 2 3 -1 -2 7 10 100 9223372036854775807 9223372036854775808 -9223372036854775808 1000000000000000000000000000000 (- 1000000000000000000000000000000)
   0.0 -0.0 1.0 1.5 2.0 -1.0 0.1 1e30 ##Inf ##-Inf 1/2 3/2 1/3 -1/2 0M 1M 1.0M 1.5M 1.50M 0.1M 1e30M
   "" "a" "b" "ab" "1" \a \b 'a 'b 'n/a :a :b :n/a #"a"
   [] [1] [1 2] [1 2 3] ["a" nil] [[1 2] [3]] [nil] [1.0 2.0] [:a 1] (vec (range 40)) (subvec [0 1 2] 1)
   () '(1) '(1 2) '(1 2 3) '(a b) '(nil) (range 3) (range 1 3) (map inc [0 1]) (lazy-seq nil) (cons 1 [2]) (seq [1 2]) (rseq [2 1]) (iterate inc 1/2) (repeat 2 1) (seq {:a 1})
   {} {:a 1} {"a" 1} {1 2} {1.0 2} {[1 2] [3]} {nil nil} {:x 1 :y 2} (sorted-map :a 1) (sorted-map) (zipmap (range 40) (range 40)) (first {:a 1})
   #{} #{1 2} #{"a"} #{:a} #{nil} (sorted-set 1 2) (sorted-set) (set (range 40))
   (->Point 1 2) (->Place 1 2) (->Point 2 1) (->Opaque 1) (conj clojure.lang.PersistentQueue/EMPTY 1 2) (vector-of :long 1 2) (long-array [1 2]) (byte-array [97])
   #uuid "00000000-0000-0000-0000-000000000001" #inst "2020-01-01" inc #'inc (atom 1) (byte 1) (first "a") (struct-map (create-struct :a) :a 1)])

(def values
  "All that can be compared and end."
  (into (vec (remove (fn [x] (and (seq? x) (not (counted? x)) (= 1/2 (first x)))) ours)) foreign))

(defn- attempt
  "The value of a function, or :error."
  [f]
  (try (f) (catch Throwable _ :error)))

(defn- wrong
  "The first pairs for which a claim does not hold: [type printed type printed what]."
  [claim]
  (take 10 (for [a values, b values
                 :let [said (claim a b)]
                 :when said]
             (str (.-__name__ (py/type a)) " " (pr-str a) " / " (.-__name__ (py/type b)) " " (pr-str b) " " said))))

(defn- same? [a b] (boolean (attempt (fn [] (= a b)))))

;; A map of a single key, one of some, and a large one, with the key among others.
(defn- with-key [k n] (into {} (cons [k ::there] (map (fn [i] [[::other i] i]) (range n)))))

(def maps (vec (for [n [0 6 50]] (mapv (fn [a] (attempt (fn [] (with-key a n)))) values))))
(def sets (vec (for [n [0 50]] (mapv (fn [a] (attempt (fn [] (into #{a} (map (fn [i] [::other i]) (range n)))))) values))))

(deftest equality-is-symmetric
  (is (empty? (wrong (fn [a b] (when (not= (same? a b) (same? b a)) "is not symmetric"))))))

(deftest what-is-equal-has-one-hash
  (is (empty? (wrong (fn [a b]
                       (when (same? a b)
                         (let [x (attempt (fn [] (hash a))), y (attempt (fn [] (hash b)))]
                           (when (and (not= x y)) (str "hash " x " " y)))))))))

(deftest what-is-equal-is-found
  (doseq [[i all] (map-indexed vector maps)]
    (testing (str "maps " i)
      (is (empty? (take 10 (for [[a m] (map vector values all), b values
                                 :when (not= m :error)
                                 :let [found (attempt (fn [] (get m b :absent)))
                                       wanted (if (same? a b) ::there :absent)]
                                 :when (and (not= found :error) (not (and (identical? a b) (= found ::there))) (not= found wanted))]
                             [(py/type a) (pr-str a) (py/type b) (pr-str b) found]))))))
  (doseq [[i all] (map-indexed vector sets)]
    (testing (str "sets " i)
      (is (empty? (take 10 (for [[a s] (map vector values all), b values
                                 :when (not= s :error)
                                 :let [found (attempt (fn [] (contains? s b)))]
                                 :when (and (not= found :error) (not (identical? a b)) (not= found (same? a b)))]
                             [(py/type a) (pr-str a) (py/type b) (pr-str b) found])))))))

(py/exec "
def attempt(f, *args):
    try:
        return f(*args)
    except Exception:
        return 'error'
def equal(a, b):
    r = a == b # an array of numpy's is no answer
    return bool(r) if type(r).__name__ in ('bool', 'bool_') else 'none'
def python_wrong(values, ours):
    wrong, ours = [], set(map(id, ours))
    for a in values:
        for b in values:
            if id(a) not in ours and id(b) not in ours: continue
            one, other = attempt(equal, a, b), attempt(equal, b, a)
            if 'none' in (one, other): continue
            if one != other:
                wrong.append(('symmetric', type(a).__name__, repr(a), type(b).__name__, repr(b), one, other))
            if one is True and a is not b:
                x, y = attempt(hash, a), attempt(hash, b)
                if x != y and 'error' not in (x, y):
                    wrong.append(('hash', type(a).__name__, repr(a), type(b).__name__, repr(b)))
                if x == y and x != 'error' and {a: 1}.get(b) != 1:
                    wrong.append(('dict', type(a).__name__, repr(a), type(b).__name__, repr(b)))
    return wrong
" (py/vars (get (.-modules (py/__import__ "sys")) "__main__")))

(deftest on-python's-side
  (is (= [] (vec (take 10 ((.-python_wrong (get (.-modules (py/__import__ "sys")) "__main__")) (py/list values)
                         (py/list (filter (fn [x] (re-find #"^(cljsh|value_pairs_test)" (.-__module__ (py/type x)))) values))))))))

(deftest there-are-many
  (is (<= 200 (count values))))
