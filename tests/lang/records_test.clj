;; SPDX-License-Identifier: MIT
(ns records-test
  (:require [clojure.set :as set]
            [clojure.string :as str]
            [clojure.test :refer [deftest is testing are]]
            [clojure.walk :as walk]
            [copy]
            [pickle]))

(defprotocol Area (area [_]) (grow [_ k]))
(defrecord Rect [w h]
  Area
  (area [_] (* w h))
  (grow [this k] (assoc this :w (* k w) :h (* k h))))
(defrecord Other [w h])
(defrecord Maker [n]
  Area
  (area [_] (map->Maker {:n (inc n)}))
  (grow [_ k] (->Maker (* n k))))
(defrecord None [])

(def r (->Rect 2 3))

(deftest making
  (are [x] (= r x)
    (Rect. 2 3)
    (->Rect 2 3)
    (map->Rect {:w 2 :h 3})
    (map->Rect {:h 3 :w 2})
    (new Rect 2 3)
    (apply ->Rect [2 3])
    #records_test.Rect{:w 2, :h 3}
    #records_test.Rect[2 3]
    (read-string "#records_test.Rect{:w 2, :h 3}")
    (read-string (pr-str r))
    (Rect. ** :h 3 :w 2)
    (assoc (map->Rect {:w 2}) :h 3))
  (is (= {:w 2, :h nil} (into {} (map->Rect {:w 2}))))
  (is (= 9 (:x (map->Rect {:w 2, :x 9}))))
  (is (= {:w nil, :h nil} (into {} (map->Rect nil))))
  (is (thrown-with-msg? IllegalArgumentException #"Wrong number of args \(1\) passed to: records_test.Rect" (Rect. 1)))
  (is (thrown? TypeError (->Rect 1 2 3))))

(deftest methods-make-others
  (is (= [(->Maker 6) (->Maker 3)] [(grow (->Maker 2) 3) (area (->Maker 2))])))

(deftest looking-up
  (are [x y] (= x y)
    2          (:w r)
    3          (:h r)
    nil        (:x r)
    :d         (:x r :d)
    2          (:w r :d)
    2          (get r :w)
    :d         (get r :x :d)
    nil        (get r "w")
    2          (.-w r)
    true       (contains? r :w)
    false      (contains? r :x)
    [:w 2]     (find r :w)
    nil        (find r :x)
    [2 3]      ((juxt :w :h) r)
    [2 3]      (let [{:keys [w h]} r] [w h])
    [2 {:w 2 :h 3}] (let [{:keys [w] :as all} r] [w (into {} all)])
    2          (get-in {:a r} [:a :w])
    6          (area r)
    24         (area (grow r 2)))
  (is (= [2 2 2] (map :w (repeat 3 r))))
  (testing "the same place in the code, of several types"
    (is (= [2 5 7 nil nil 2]
           (map (fn [m] (:w m)) [r (->Other 5 6) {:w 7} {} nil (->Rect 2 1)]))))
  (testing "not a function"
    (is (thrown? TypeError (r :w)))))

(deftest changing
  (are [x y] (= x y)
    (->Rect 9 3)      (assoc r :w 9)
    9                 (:x (assoc r :x 9))
    (->Rect 2 3)      (dissoc (assoc r :x 9) :x)
    {:h 3}            (dissoc r :w)
    {:h 3 :x 9}       (dissoc (assoc r :x 9) :w)
    (->Rect 2 3)      (dissoc r :x)
    (->Rect 3 3)      (update r :w inc)
    (->Rect 2 4)      (conj r [:h 4])
    (->Rect 7 8)      (conj r {:w 7 :h 8})
    (->Rect 7 8)      (merge r {:w 7 :h 8})
    (->Rect 7 8)      (into r {:w 7 :h 8})
    (->Rect 7 8)      (into r [[:w 7] [:h 8]])
    {:w 2 :h 3 :x 1}  (merge {:x 1} r)
    (->Rect 3 3)      (merge-with + r {:w 1})
    (->Rect 2 3)      (with-meta r {:a 1})
    {:w 2}            (select-keys r [:w])
    (->Rect {:a 1} 3) (assoc-in r [:w] {:a 1})
    {2 :w 3 :h}       (set/map-invert r)
    (->Rect 3 4)      (reduce-kv (fn [m k v] (assoc m k (inc v))) r r))
  (is (= r (->Rect 2 3)) "the original is as it was")
  (are [x] (record? x)
    r (assoc r :x 1) (dissoc (assoc r :x 1) :x) (assoc r :w 1))
  (is (not (record? (dissoc r :w))))
  (is (instance? clojure.lang.PersistentArrayMap (dissoc r :w)))
  (is (thrown? UnsupportedOperationException (empty r))))

(deftest as-maps
  (are [x y] (= x y)
    2                  (count r)
    3                  (count (assoc r :x 1))
    0                  (count (->None))
    [:w :h]            (keys r)
    [2 3]              (vals r)
    [:w :h :x]         (keys (assoc r :x 1))
    [[:w 2] [:h 3]]    (seq r)
    nil                (seq (->None))
    [:w 2]             (first r)
    {:w 2 :h 3}        (into {} r)
    [[:w 2] [:h 3]]    (vec r)
    5                  (reduce + (vals r))
    5                  (reduce-kv (fn [a k v] (+ a v)) 0 r)
    [[:w 2] [:h 3]]    (map identity r)
    [:w :h]            (map key r)
    true               (map? r)
    true               (record? r)
    true               (associative? r)
    true               (coll? r)
    true               (counted? r)
    true               (seqable? r)
    false              (vector? r)
    false              (sequential? r)
    false              (record? {})
    false              (ifn? r)
    true               (every? map-entry? r)
    true               (empty? (->None))
    false              (empty? r)))

(deftest equality
  (are [x] x
    (= r (->Rect 2 3))
    (= (assoc r :x 1) (assoc (->Rect 2 3) :x 1))
    (not= r (->Rect 2 4))
    (not= r (->Other 2 3))
    (not= r {:w 2 :h 3})
    (not= {:w 2 :h 3} r)
    (not= (assoc r :x 1) r)
    (not= r (assoc r :x 1))
    (not= r nil)
    (not= r [2 3])
    (= (hash r) (hash (->Rect 2 3)))
    (not= (hash r) (hash (->Other 2 3)))
    (= (hash (assoc r :x 1)) (hash (assoc (->Rect 2 3) :x 1)))
    (= (hash r) (hash (dissoc (assoc r :x 1) :x)))
    (= :yes (get {(->Rect 2 3) :yes} r))
    (nil? (get {(->Rect 2 3) :yes} {:w 2 :h 3}))
    (= 1 (count (hash-set r (->Rect 2 3))))
    (= 2 (count (hash-set r (->Other 2 3))))
    (= (->Rect [1 2] nil) (->Rect '(1 2) nil))
    (= (->None) (->None))))

(deftest hash-of-a-changed-one
  (let [a (->Rect 1 1)]
    (hash a)
    (is (= (hash (assoc a :w 2)) (hash (->Rect 2 1))))
    (is (= (hash (loop [i 0, x (->Rect 0 0)] (if (< i 5) (do (hash x) (recur (inc i) (update x :w inc))) x)))
           (hash (->Rect 5 0))))))

(deftest metadata
  (let [m (with-meta r {:a 1})]
    (is (= {:a 1} (meta m)))
    (is (nil? (meta r)))
    (is (= {:a 1} (meta (assoc m :w 7)) (meta (assoc m :x 7)) (meta (dissoc m :x))))
    (is (= {:a 1} (meta (dissoc m :w))))
    (is (= {:a 2} (meta (vary-meta m update :a inc))))))

(deftest printing
  (are [s x] (= s (pr-str x))
    "#records_test.Rect{:w 2, :h 3}"          r
    "#records_test.Rect{:w 2, :h 3, :x \"q\"}" (assoc r :x "q")
    "#records_test.None{}"                    (->None)
    "[#records_test.Rect{:w nil, :h nil}]"    [(map->Rect nil)])
  (is (= "#records_test.Rect{:w 2, :h 3}" (str r) (py/repr r) (py/str r)))
  (is (= "#records_test.Rect{:w 2, :h 3}\n" (with-out-str (println r))))
  (is (= r (eval r)))
  (is (= [r] (eval [r])))
  (is (= "#records_test.Rect{:w 2, ...}" (binding [*print-length* 1] (pr-str r))))
  (is (thrown? Exception (read-string "#records_test.Rect 5")))
  (is (thrown? Exception (read-string "#records_test.Rect[1]")))
  (is (thrown? Exception (read-string "#records_test.Missing[1]"))))

(defrecord Own [id note]
  Object
  (toString [_] (str "<" id ">"))
  Comparable
  (compareTo [_ o] (compare id (:id o)))
  clojure.lang.IFn
  (invoke [_ x] [id x])
  clojure.lang.IDeref
  (deref [_] note))

(deftest own-methods
  (let [o (->Own 1 :n)]
    (is (= "<1>" (str o)))
    (is (= "#records_test.Own{:id 1, :note :n}" (pr-str o)))
    (is (= [1 2] (o 2)))
    (is (= [[1 5] [1 6]] (map o [5 6])))
    (is (ifn? o))
    (is (= :n @o))
    (is (= [1 2 3] (map :id (sort [(->Own 3 0) (->Own 1 0) (->Own 2 0)]))))))

(defrecord Tree [left value right]
  Area
  (area [_] (+ value (if left (area left) 0) (if right (area right) 0))))

(deftest trees
  (let [t (->Tree (->Tree nil 1 nil) 2 (->Tree nil 3 nil))]
    (is (= 6 (area t)))
    (is (= 9 (area (walk/postwalk (fn [x] (if (int? x) (inc x) x)) t))))
    (is (instance? Tree (walk/postwalk identity t)))))

(deftest in-python
  (let [env (py/dict {"r" (assoc r :x 5), "Rect" Rect})]
    (are [x code] (= x (py/eval code env))
      2     "r.w"
      3     "len(r)"
      true  "r == Rect(2, 3) or True"
      false "Rect(2, 3) == Rect(2, 4)"
      true  "Rect(2, 3) == Rect(2, 3)"
      true  "hash(Rect(2, 3)) == hash(Rect(2, 3))"
      true  "isinstance(r, Rect)"
      "Rect" "type(r).__name__"))
  (is (= [:w :h] (vec (py/list r))))
  (is (= [2 3] (vec (py/list (.values r)))))
  (is (= 2 (py/eval "r[k]" (py/dict {"r" r, "k" :w}))))
  (is (thrown? KeyError (py/eval "r[1]" (py/dict {"r" r}))))
  (is (thrown? AttributeError (set! (.-w r) 1))))

(deftest copies
  (doseq [x [r (assoc r :x [1 2])]]
    (is (= x (pickle/loads (pickle/dumps x))))
    (is (= x (copy/copy x)))
    (is (= x (copy/deepcopy x)))))

(deftest in-place
  (testing "an unshared record changes where it is"
    (is (= (->Rect 1000 0) (loop [i 0, x (->Rect 0 0)] (if (< i 1000) (recur (inc i) (assoc x :w (inc i))) x)))))
  (testing "a shared one does not"
    (let [a (->Rect 1 [1])
          b (assoc a :w 2)
          c (assoc b :x 1)
          d (assoc c :x 2 :y 3)]
      (is (= [1 2 2 2] (map :w [a b c d])))
      (is (= [nil nil 1 2] (map :x [a b c d]))))))

(defrecord Hinted [^long a ^String b])
(deftest hints
  (is (= 1 (:a (->Hinted 1 "x")))))

(deftest bad-definitions
  (are [form] (thrown? Exception (eval 'form))
    (defrecord Bad [^:unsynchronized-mutable a])
    (defrecord Bad [a a])
    (defrecord Bad (a))
    (defrecord Bad [] Exception)))

(deftest redefined
  (eval '(do (ns records-test) (defrecord Changing [a])))
  (let [old (eval '(records-test/->Changing 1))]
    (eval '(do (ns records-test) (defrecord Changing [a b])))
    (is (= 1 (:a old)))
    (is (= 2 (:b (eval '(records-test/->Changing 1 2)))))
    (is (not= old (eval '(records-test/->Changing 1 nil))))))

(deftest non-top-level
  (let [k 5]
    (is (= 1 (do (defrecord Inner [z]) (:z (->Inner 1)))))))
