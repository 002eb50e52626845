;; SPDX-License-Identifier: MIT
(ns types-test
  (:require [clojure.reflect]
            [clojure.test :refer [deftest is testing are]]
            [collections.abc :as abc]
            [copy]
            [pickle]))

(defprotocol Counter (tick! [this] [this n]) (total [this]))

(deftype Point [x y])
(deftype Cell [^:unsynchronized-mutable n ^:volatile-mutable log name]
  Counter
  (tick! [this] (set! n (inc n)))
  (tick! [this k]
    (set! log (conj log k))
    (set! n (+ n k))
    this)
  (total [_] [name n log]))

(deftest instances
  (let [p (Point. 1 2)]
    (is (= 1 (.-x p)))
    (is (= 2 (.-y p)))
    (is (= [3 4] (let [q (->Point 3 4)] [(.-x q) (.-y q)])))
    (is (= [3 4] (let [q (new Point 3 4)] [(.-x q) (.-y q)])))
    (is (= [3 4] (let [q (apply ->Point [3 4])] [(.-x q) (.-y q)])))
    (is (= [[1 2] [3 4]] (map (fn [q] [(.-x q) (.-y q)]) (map ->Point [1 3] [2 4]))))
    (is (instance? Point p))
    (is (not (instance? Point 1)))
    (is (= Point (class p) (type p)))
    (is (class? Point))
    (is (not (map? p)))
    (is (not (record? p)))
    (is (not= p (Point. 1 2)))
    (is (= p p))
    (is (= #{p} (conj #{p} p)))
    (is (= "#types_test.Point[1 2]" (pr-str p)))
    (is (= "Point" (.-__name__ Point)))
    (is (= "types_test" (.-__module__ Point)))))

(deftest names-of-the-class
  (is (= 1 (.-x (types-test.Point. 1 2))))
  (is (instance? types_test.Point (Point. 1 2)))
  (is (= 5 (.-x (read-string "#types_test.Point[5 6]"))))
  (is (= 5 (.-x #types_test.Point[5 6])))
  (is (= types-test.Point Point)))

(deftest wrong-numbers
  (is (thrown-with-msg? IllegalArgumentException #"Wrong number of args \(1\) passed to: types_test.Point" (Point. 1)))
  (is (thrown-with-msg? TypeError #"Wrong number of args \(3\)" (Point. 1 2 3)))
  (is (thrown? IllegalArgumentException (->Point 1)))
  (is (thrown? TypeError (py/list (py/map Point [1])))))

(deftest missing-attributes
  (is (thrown-with-msg? AttributeError #"z" (.-z (Point. 1 2))))
  (is (thrown? AttributeError (.foo (Point. 1 2) 1))))

(deftest mutable-fields
  (let [c (Cell. 0 [] "c")]
    (is (= 1 (tick! c)))
    (is (= 2 (tick! c)))
    (is (identical? c (tick! c 10)))
    (is (= ["c" 12 [10]] (total c)))
    (tick! c 1)
    (is (= ["c" 13 [10 1]] (total c)))
    (is (= 13 (.-n c))))
  (testing "immutable ones can't be set"
    (is (thrown? Exception (eval '(deftype Bad [a] Object (toString [_] (set! a 1))))))
    (is (thrown? AttributeError (set! (.-x (Point. 1 2)) 3)))))

(deftype Box [^:unsynchronized-mutable v]
  clojure.lang.IDeref
  (deref [_] v)
  clojure.lang.IFn
  (invoke [_] v)
  (invoke [this f] (set! v (f v)) this)
  (invoke [this f a] (let [f' (fn [] (f v a))]
                       (set! v (f'))
                       this)))

(deftest mutable-fields-in-closures
  (let [b (Box. 1)]
    (is (= 1 @b))
    (is (= 2 @(b inc)))
    (is (= 12 @(b + 10)))
    (is (= 12 (b)))
    (is (= [1 2] @(b (fn [_] [1 2]))))))

(deftype Loop [items ^:unsynchronized-mutable seen]
  Counter
  (total [this]
    (loop [i 0, sum 0]
      (if (< i (count items))
        (do (set! seen (inc seen))
            (recur (inc i) (+ sum (nth items i))))
        [sum seen])))
  (tick! [this n]
    (if (pos? n)
      (do (set! seen (+ seen n))
          (recur (dec n)))
      seen))
  (tick! [this] (try (/ 1 0)
                     (catch ArithmeticException _ (set! seen :caught))
                     (finally (set! seen [seen :finally])))
    seen))

(deftest bodies
  (is (= [6 3] (total (Loop. [1 2 3] 0))))
  (is (= 6 (tick! (Loop. [] 0) 3)))
  (is (= [:caught :finally] (tick! (Loop. [] 0)))))

(deftype Shadow [a b]
  Counter
  (total [this] (let [a 10] [a b (.-a this)]))
  (tick! [a] (instance? Shadow a))
  (tick! [_ b] [a b]))

(deftest shadowing
  (is (= [10 2 1] (total (Shadow. 1 2))))
  (is (= true (tick! (Shadow. 1 2))))
  (is (= [1 :b] (tick! (Shadow. 1 2) :b))))

(deftype Patterns [m]
  Counter
  (total [_] (let [{:keys [a]} m] a))
  (tick! [_ [x & more]] [x more m]))

(deftest destructuring
  (is (= 1 (total (Patterns. {:a 1}))))
  (is (= [1 [2 3] nil] (tick! (Patterns. nil) [1 2 3]))))

(deftype Tree [l v r]
  Counter
  (total [this] (+ v (if l (total l) 0) (if r (total r) 0)))
  (tick! [this n] (Tree. this n nil)))

(deftest referring-to-itself
  (is (= 6 (total (Tree. (Tree. nil 1 nil) 2 (Tree. nil 3 nil)))))
  (is (= 8 (total (tick! (Tree. nil 1 nil) 7)))))

(deftype Dashed-Name [first-name is-ok?])

(deftest names
  (let [d (Dashed-Name. "a" true)]
    (is (= "a" (.-first-name d)))
    (is (= "a" (.-first_name d)))
    (is (= true (.-is-ok? d)))
    (is (= "a" (py/getattr d "first_name")))))

(deftype Many [a b c d e f g h i j k l m n o p q r s t u v])
(deftest many-fields
  (let [x (apply ->Many (range 22))]
    (is (= 21 (.-v x)))
    (is (= 0 (.-a x)))
    (is (= 21 (.-v (Many. 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21))))
    (is (thrown? TypeError (->Many 1)))))

(deftype Empty [])
(deftest no-fields
  (is (instance? Empty (Empty.)))
  (is (instance? Empty (->Empty)))
  (is (= "#types_test.Empty[]" (pr-str (Empty.)))))

;; --- Object and the interfaces -----------------------------------------------

(deftype Id [id note]
  Object
  (toString [_] (str "id-" id))
  (equals [_ other] (and (instance? Id other) (= id (.-id other))))
  (hashCode [_] (hash id))
  Comparable
  (compareTo [_ other] (compare id (.-id other))))

(deftest object-methods
  (is (= "id-1" (str (Id. 1 nil))))
  (is (= "id-1" (py/str (Id. 1 nil))))
  (is (= (Id. 1 :a) (Id. 1 :b)))
  (is (not= (Id. 1 :a) (Id. 2 :a)))
  (is (not= (Id. 1 :a) 1))
  (is (= 1 (count (hash-set (Id. 1 :a) (Id. 1 :b)))))
  (is (= :found (get {(Id. 1 nil) :found} (Id. 1 :x))))
  (is (= (hash (Id. 1 nil)) (hash (Id. 1 :x))))
  (is (py/eval "a == b" (py/dict {"a" (Id. 1 1), "b" (Id. 1 2)})))
  (is (= 1 (py/len (py/set [(Id. 1 1) (Id. 1 2)]))))
  (is (neg? (compare (Id. 1 nil) (Id. 2 nil))))
  (is (= [1 2 3] (map (fn [i] (.-id i)) (sort [(Id. 3 nil) (Id. 1 nil) (Id. 2 nil)]))))
  (is (py/eval "a < b" (py/dict {"a" (Id. 1 1), "b" (Id. 2 2)})))
  (is (= "id-7" (.toString (Id. 7 nil))))
  (is (= true (.equals (Id. 7 nil) (Id. 7 1)))))

(deftype Range2 [from to]
  clojure.lang.Seqable (seq [_] (seq (range from to)))
  clojure.lang.Counted (count [_] (- to from))
  clojure.lang.Indexed
  (nth [_ i] (if (< -1 i (- to from)) (+ from i) (throw (IndexOutOfBoundsException. "out"))))
  (nth [this i nf] (if (< -1 i (- to from)) (+ from i) nf))
  clojure.lang.ILookup
  (valAt [this k] (.valAt this k nil))
  (valAt [_ k nf] (case k :from from :to to nf))
  clojure.lang.IPersistentCollection
  (cons [_ x] (Range2. from x))
  (empty [_] (Range2. 0 0))
  (equiv [_ o] (and (instance? Range2 o) (= [from to] [(.-from o) (.-to o)]))))

(deftest collections
  (let [r (Range2. 2 5)]
    (are [x y] (= x y)
      '(2 3 4)       (seq r)
      2              (first r)
      '(3 4)         (rest r)
      3              (count r)
      3              (nth r 1)
      :none          (nth r 9 :none)
      2              (:from r)
      5              (get r :to)
      nil            (:other r)
      :d             (get r :other :d)
      9              (reduce + r)
      [3 4 5]        (map inc r)
      [2 3 4]        (vec r)
      (Range2. 2 9)  (conj r 9)
      (Range2. 0 0)  (empty r)
      true           (= r (Range2. 2 5))
      false          (= r [2 3 4])
      true           (counted? r)
      true           (indexed? r)
      true           (seqable? r)
      true           (coll? r)
      false          (sequential? r)
      false          (seq? r)
      [2 3]          (let [[a b] r] [a b])
      [2 5]          (let [{:keys [from to]} r] [from to])
      true           (instance? clojure.lang.Counted r)
      true           (instance? clojure.lang.ILookup r)
      false          (instance? clojure.lang.IFn r))
    (is (thrown? IndexOutOfBoundsException (nth r 9)))
    (testing "in Python"
      (is (= 3 (py/len r)))
      (is (= [2 3 4] (vec (py/list r))))
      (is (= 9 (py/sum r))))))

(deftype Stack [items m]
  clojure.lang.ISeq
  (first [_] (first items))
  (next [_] (when (next items) (Stack. (next items) nil)))
  (more [_] (Stack. (rest items) nil))
  (cons [_ x] (Stack. (cons x items) m))
  (count [_] (count items))
  (empty [_] (Stack. () nil))
  (equiv [_ o] (= items (seq o)))
  (seq [this] (when (seq items) this))
  clojure.lang.Sequential
  clojure.lang.IPersistentStack
  (peek [_] (first items))
  (pop [_] (Stack. (rest items) m))
  clojure.lang.IObj
  (meta [_] m)
  (withMeta [_ new-meta] (Stack. items new-meta)))

(deftest seqs
  (let [s (Stack. '(1 2 3) nil)]
    (are [x y] (= x y)
      true      (seq? s)
      true      (sequential? s)
      1         (first s)
      2         (second s)
      [2 3]     (next s)
      3         (count s)
      [0 1 2 3] (conj s 0)
      1         (peek s)
      [2 3]     (pop s)
      [1 2 3]   s
      true      (= [1 2 3] s)
      true      (= s '(1 2 3))
      6         (apply + s)
      [2 3 4]   (map inc s)
      "(1 2 3)" (pr-str s)
      nil       (meta s)
      {:a 1}    (meta (with-meta s {:a 1}))
      {:a 1}    (meta (vary-meta s assoc :a 1))
      nil       (seq (empty s)))
    (is (= [1 2 3] (with-meta s {:a 1})))))

(deftype Dict [m]
  clojure.lang.IPersistentMap
  (assoc [_ k v] (Dict. (assoc m k v)))
  (without [_ k] (Dict. (dissoc m k)))
  (valAt [_ k] (get m k))
  (valAt [_ k nf] (get m k nf))
  (containsKey [_ k] (contains? m k))
  (entryAt [_ k] (find m k))
  (count [_] (count m))
  (seq [_] (seq m))
  (cons [_ e] (Dict. (conj m e)))
  (empty [_] (Dict. {}))
  (equiv [_ o] (= m o))
  clojure.lang.IHashEq
  (hasheq [_] (hash m))
  clojure.lang.IKVReduce
  (kvreduce [_ f init] (reduce-kv f init m)))

(deftest maps
  (let [d (Dict. {:a 1, :b 2})]
    (are [x y] (= x y)
      true         (map? d)
      true         (associative? d)
      1            (:a d)
      nil          (:z d)
      :no          (:z d :no)
      1            (get d :a)
      {:a 1 :b 2}  (into {} d)
      3            (:c (assoc d :c 3))
      1            (count (dissoc d :a))
      true         (contains? d :a)
      false        (contains? d :q)
      [:a 1]       (find d :a)
      [:a :b]      (sort (keys d))
      [1 2]        (sort (vals d))
      {:a 2 :b 2}  (into {} (update d :a inc))
      {:a 1}       (select-keys d [:a])
      true         (= d {:a 1 :b 2})
      (hash {:a 1 :b 2}) (hash d)
      3            (reduce-kv (fn [acc k v] (+ acc v)) 0 d)
      1            (let [{:keys [a]} d] a)
      {:a 1 :b 2 :c 3} (merge {:c 3} d)
      1            (py/eval "d[k]" (py/dict {"d" d, "k" :a}))
      2            (py/len d))
    (is (= "{:a 1, :b 2}" (pr-str d)))))

(deftype Lazy [f ^:unsynchronized-mutable v]
  clojure.lang.IDeref (deref [_] (when (nil? v) (set! v (f))) v)
  clojure.lang.IPending (isRealized [_] (some? v)))

(deftest references
  (let [l (Lazy. (fn [] 42) nil)]
    (is (not (realized? l)))
    (is (= 42 @l))
    (is (realized? l))
    (is (= 42 (deref l)))))

(deftype Summing [items]
  clojure.lang.IReduceInit
  (reduce [_ f init]
    (loop [acc init, s (seq items)]
      (if (and s (not (reduced? acc)))
        (recur (f acc (first s)) (next s))
        (unreduced acc))))
  clojure.lang.IReduce
  (reduce [this f] (.reduce this f (f))))

(deftest reducing
  (is (= 6 (reduce + 0 (Summing. [1 2 3]))))
  (is (= 6 (reduce + (Summing. [1 2 3]))))
  (is (= [2 3 4] (into [] (map inc) (Summing. [1 2 3]))))
  (is (= 9 (transduce (map inc) + (Summing. [1 2 3]))))
  (is (= [1 2 3] (into [] (Summing. [1 2 3])))))

;; --- Python's names -----------------------------------------------------------

(deftype Pythonic [items ^:unsynchronized-mutable log]
  Object
  (__len__ [_] (count items))
  (__iter__ [_] (py/iter items))
  (__getitem__ [_ i] (nth items i))
  (__contains__ [_ x] (boolean (some #{x} items)))
  (__call__ [_ x] (conj items x))
  (__enter__ [this] (set! log (conj log :enter)) this)
  (__exit__ [_ t v tb] (set! log (conj log :exit)) nil)
  (__repr__ [_] "<pythonic>")
  (__bool__ [_] false)
  (__add__ [_ o] (+ o 100)))

(deftest dunder-methods
  (let [p (Pythonic. [1 2 3] [])]
    (is (= 3 (py/len p) (count p)))
    (is (= [1 2 3] (vec (py/list p)) (vec (seq p))))
    (is (= 2 (.__getitem__ p 1)))
    (is (= 2 (py/eval "p[1]" (py/dict {"p" p}))))
    (is (= [true false] (py/eval "[2 in p, 9 in p]" (py/dict {"p" p}))))
    (is (= [1 2 3 4] (p 4)))
    (is (= [1 2 3 4] (py/eval "p(4)" (py/dict {"p" p}))))
    (is (= [:enter] (with-open [q p] (.-log q))))
    (is (= [:enter :exit] (.-log p)))
    (is (= "<pythonic>" (py/repr p)))
    (is (= false (py/bool p)))
    (is (= 105 (py/eval "p + 5" (py/dict {"p" p}))))))

;; --- classes of Python as bases -----------------------------------------------

(deftype AppError [msg code] Exception
  (describe [this] (str msg "/" code))
  Counter
  (total [_] code))

(deftype Scored [name ^:unsynchronized-mutable score] py/dict
  (bump [this] (set! score (inc score)) (.__setitem__ this name score) this)
  (__missing__ [this k] [:missing k]))

(deftype Items [xs] abc/Sequence
  (__len__ [_] (count xs))
  (__getitem__ [_ i] (if (< i (count xs)) (nth xs i) (throw (IndexError. "end")))))

(deftest exceptions
  (let [e (try (throw (AppError. "bad" 7))
               (catch AppError e e))]
    (is (= "bad" (.-msg e)))
    (is (= 7 (.-code e) (total e)))
    (is (= "bad/7" (.describe e)))
    (is (instance? Exception e))
    (is (= :caught (try (throw (->AppError "x" 1)) (catch Exception _ :caught))))
    (is (satisfies? Counter e))))

(deftest dicts
  (let [s (Scored. "k" 1)]
    (.bump s)
    (.bump s)
    (is (= 3 (.-score s)))
    (is (= 3 (get s "k")))
    (is (= [:missing 9] (.__getitem__ s 9)))
    (is (instance? py/dict s))))

(deftest abstract-classes
  (let [i (Items. [1 2 3])]
    (is (= 3 (count i)))
    (is (= [1 2 3] (vec i)))
    (is (= 1 (.index i 2)))
    (is (= [3 2 1] (vec (py/reversed i))))
    (is (instance? abc/Sequence i)))
  (is (thrown? TypeError ((eval '(do (ns types-test) (deftype Half [] abc/Sequence (__len__ [_] 1)) Half))))))

(def trace (atom []))
(deftype WithInit [a b] py/list
  (__init__ [this a b]
    (swap! trace conj [a b])
    (.__init__ (py/super WithInit this) [a b])
    (set! (.-a this) a)
    (set! (.-b this) (* 2 b))))

(deftest cooperative-init
  (let [w (WithInit. 1 2)]
    (is (= [[1 2]] @trace))
    (is (= [1 2] (vec w)))
    (is (= [1 4] [(.-a w) (.-b w)]))))

;; --- values of Python -----------------------------------------------------------

(deftest from-python
  (is (= [1 2] (let [p (Point. 1 2)] [(py/getattr p "x") (py/getattr p "y")])))
  (is (= 3 (.-x (Point. ** :x 3 :y 4))))
  (is (= 4 (.-y (py/eval "P(3, y=4)" (py/dict {"P" Point})))))
  (is (thrown? TypeError (py/eval "P(3, z=4)" (py/dict {"P" Point}))))
  (is (= ["c" 0 []] (.total (Cell. 0 [] "c"))))
  (is (= 1 (py/eval "c.tick_bang() if False else 1" (py/dict {"c" (Cell. 0 [] "c")}))))
  (is (thrown? TypeError ((py/getattr Cell "total") 42)))
  (is (thrown? TypeError (py/eval "C.total(42)" (py/dict {"C" Cell}))))
  (is (= ["c" 0 []] (py/eval "C.total(c)" (py/dict {"C" Cell, "c" (Cell. 0 [] "c")}))))
  (testing "match"
    (let [env (py/dict {"P" Point, "p" (Point. 1 2)})]
      (py/exec "match p:\n  case P(a, b): r = [a, b]" env)
      (is (= [1 2] (vec (get env "r")))))))

(deftest copies
  (let [p (Point. [1] {:a (Point. 1 2)})
        back (pickle/loads (pickle/dumps p))
        c    (copy/copy p)
        d    (copy/deepcopy p)]
    (is (= [1] (.-x back) (.-x c) (.-x d)))
    (is (= 2 (.-y (:a (.-y back)))))
    (is (instance? Point c))
    (is (not (identical? c p)))))

(deftest subclassed
  (let [env (py/dict {"Id" Id, "Range2" Range2})]
    (py/exec "
class Sub(Id):
    def __init__(self, id, note): self.extra = [id]
    def twice(self): return self.id * 2
class Sub2(Range2): pass
s = Sub(21, None)
r = Sub2(1, 4)
" env)
    (let [s (get env "s"), r (get env "r")]
      (is (= 42 (.twice s)))
      (is (= "id-21" (str s)))
      (is (= [21] (vec (.-extra s))))
      (is (= s (Id. 21 :x)))
      (is (= 3 (count r) (py/len r)))
      (is (= [1 2 3] (vec r) (vec (py/list r)))))))

(def finalized (atom 0))
(deftype Node [^:unsynchronized-mutable target]
  Object
  (link [this n] (set! target n) this)
  (__del__ [_] (swap! finalized inc)))

(deftest collected
  (let [gc (py/__import__ "gc")]
    (dotimes [_ 10] (let [n (Node. nil)] (.link n n)))
    (.collect gc 2)
    (is (= 10 @finalized))
    (dotimes [_ 10] (Node. 1))
    (is (= 20 @finalized))))

(deftype Link [tail])
(deftest long-chains
  (is (instance? Link (loop [i 0, l nil] (if (< i 300000) (recur (inc i) (Link. l)) l)))))

(deftest bad-definitions
  (are [form] (thrown? Exception (eval 'form))
    (deftype Bad 1)
    (deftype Bad [1])
    (deftype Bad [a a])
    (deftype Bad [a/b])
    (deftype Bad [] Object (foo []))
    (deftype Bad [] Object ("foo" [_]))
    (deftype Bad [] 17 (foo [_]))
    (deftype Bad [] map (foo [_] 1))))

;; --- definterface -----------------------------------------------------------

(definterface Greeter (^String greet [who]))
(deftype Polite [] Greeter (greet [_ who] (str "Dear " who)))

(deftest interfaces
  (is (= "Dear X" (.greet (Polite.) "X")))
  (is (instance? Greeter (Polite.)))
  (is (not (instance? Greeter 1)))
  (is (py/isinstance (Polite.) Greeter)))

(definterface Counting (^long up-to [n]) (down [n]))
(definterface Hinted (^"[J" longs [^String s ^int n]) (^void plain [^bytes b x]))
(definterface Above)
(gen-interface :name types_test.Below :extends [types_test.Above] :methods [[take [ints String] boolean]])
(defprotocol Asked (^String some-name [x] [x y]) (other [x]))

(deftest methods-are-told
  (let [told (fn [c] (set (map (fn [m] [(.getName m) (vec (.getParameterTypes m)) (.getReturnType m)]) (.getMethods c))))]
    (is (= #{["longs" [String Integer] (class (long-array 0))]
             ["plain" [(class (byte-array 0)) Object] Void]}
           (told Hinted)))
    (is (= #{["take" [(class (int-array 0)) String] Boolean]} (told types_test.Below)))
    (is (= ["other" "some_name" "some_name"] (sort (map (fn [m] (.getName m)) (.getMethods types_test.Asked)))))
    (is (= #{[] [Object]} (set (map (fn [m] (vec (.getParameterTypes m))) (.getMethods types_test.Asked)))))
    (is (= #{String Object} (set (map (fn [m] (.getReturnType m)) (.getMethods types_test.Asked))))))
  (testing "by reflection"
    (let [{:keys [bases flags members]} (clojure.reflect/reflect types_test.Below)]
      (is (= '[#{types_test.Above} #{:interface :public :abstract}] [bases flags]))
      (is (= '[[take java.lang.Boolean types_test.Below #{:public :abstract}]] (map (juxt :name :return-type :declaring-class :flags) members))))))

(deftest methods-of-interfaces
  (testing "what no interface declares"
    (are [form] (thrown? Exception (eval 'form))
      (reify Counting (sideways [_ n] n))
      (reify Counting (down [_ n] n) (sideways [_ n] n))
      (deftype Sideways [] Counting (sideways [_ n] n))
      (defrecord Sideways [] Counting (sideways [_ n] n))))
  (testing "what one of them declares, by either spelling, or Object"
    (is (= 3 (.up-to (reify Counting (up-to [_ n] n)) 3)))
    (is (some? (reify Counting (up_to [_ n] n) Greeter (greet [_ who] who) Object (toString [_] "counting"))))
    (is (some? (reify Counting (down [_ n] n) Comparable (compareTo [_ other] 0))))))

(deftest known-interfaces
  (are [c x] (instance? c x)
    clojure.lang.IFn inc
    clojure.lang.IFn :k
    clojure.lang.IFn {}
    clojure.lang.Keyword :k
    clojure.lang.Symbol 'a
    clojure.lang.IPersistentVector []
    clojure.lang.IPersistentMap {}
    clojure.lang.IPersistentSet #{}
    clojure.lang.ISeq '(1)
    clojure.lang.Seqable []
    clojure.lang.IDeref (atom 1)
    clojure.lang.Atom (atom 1)
    clojure.lang.Var #'inc
    clojure.lang.Named :a
    clojure.lang.IObj []
    clojure.lang.LazySeq (map inc [1])
    String "a"
    java.lang.String "a"
    Object 1)
  (are [c x] (not (instance? c x))
    clojure.lang.IFn 1
    clojure.lang.ISeq []
    clojure.lang.IPersistentMap []
    clojure.lang.IObj 1
    clojure.lang.Counted (map inc [1])
    clojure.lang.Seqable "a")
  (is (= [1] (conj clojure.lang.PersistentQueue/EMPTY 1))))

;; --- properties, class and static methods, decorators, annotations -----------

(defn doubled [f] (fn [this] (* 2 (f this))))

(deftype Circle [^Double r ^String color-name]
  Object
  (^:property area [_] (* 3 r r))
  (^:static unit [] (Circle. 1 "none"))
  (^:classmethod named [cls n] [(.-__name__ cls) n])
  (^{:decorators [doubled]} radius [_] r))

(deftype HostCircle [r] py/object
  (^:property area [_] (* 3 r r)))

(def decorated (atom []))
(defn register [c] (swap! decorated conj (.-__name__ c)) c)
(deftype ^{:decorators [register]} Registered [])

(deftest decorations
  (let [c (Circle. 2 "red")]
    (is (= 12 (.-area c)))
    (is (= 12 (py/eval "c.area" (py/dict {"c" c}))))
    (is (= 1 (.-r (py/eval "C.unit()" (py/dict {"C" Circle})))))
    (is (= 1 (.-r (Circle/unit))))
    (is (= ["Circle" 5] (Circle/named 5)))
    (is (= 4 (py/eval "c.radius()" (py/dict {"c" c}))))
    (is (= {"r" Double, "color_name" String} (into {} (.-__annotations__ Circle))))
    (is (= ["Registered"] @decorated))))

;; --- clojure.core.protocols -----------------------------------------------------

(require '[clojure.core.protocols :as core-protocols])
(def Reduced (py/type "Reduced" (py/tuple [py/list]) (py/dict)))
(extend-protocol core-protocols/CollReduce
  Reduced
  (coll-reduce
    ([r f] [:reduced r])
    ([r f init] [:reduced init])))

(deftest extended-reduce
  (is (= [:reduced 0] (reduce + 0 (Reduced [1]))))
  (is (= [:reduced [1]] (reduce + (Reduced [1]))))
  (is (= [:reduced []] (into [] (Reduced [1]))))
  (is (= 6 (reduce + 0 [1 2 3]) (reduce + [1 2 3])))
  (is (= 6 (core-protocols/coll-reduce [1 2 3] + 0)))
  (is (= 3 (core-protocols/kv-reduce {:a 1 :b 2} (fn [a k v] (+ a v)) 0)))
  (is (= 3 (reduce + 0 (py/list [1 2]))))
  (is (= [1] (core-protocols/datafy [1])))
  (is (= :data (core-protocols/datafy (with-meta [1] {`core-protocols/datafy (fn [_] :data)}))))
  (is (= 2 (core-protocols/nav [1] 0 2))))

;; What is ordered by a type of a program's own: subseq and rsubseq go by clojure.lang.Sorted.
(deftype Ordered [elements]
  clojure.lang.Seqable (seq [_] (seq elements))
  clojure.lang.Sorted
  (comparator [_] compare)
  (entryKey [_ e] e)
  (seq [_ ascending?] (seq (if ascending? elements (reverse elements))))
  (seqFrom [_ k ascending?] (seq (if ascending? (drop-while #(< % k) elements) (drop-while #(> % k) (reverse elements))))))
(deftest parts-of-a-sorted-type
  (let [o (Ordered. [1 3 5 7]), s (sorted-set 1 3 5 7)]
    (is (sorted? o))
    (doseq [k (range 9), test [< <= > >=]]
      (is (= (subseq s test k) (subseq o test k)) (str test k))
      (is (= (rsubseq s test k) (rsubseq o test k)) (str test k)))
    (doseq [a (range 9), b (range 9)]
      (is (= (subseq s > a <= b) (subseq o > a <= b)))
      (is (= (rsubseq s >= a < b) (rsubseq o >= a < b))))))
