;; SPDX-License-Identifier: MIT
(ns reify-test
  (:require [clojure.test :refer [deftest is testing are]]
            [collections.abc :as abc]))

(defprotocol P (one [_]) (two [_ x] [_ x y]))

(defn make [a b]
  (reify P
    (one [this] [a (instance? (class this) this)])
    (two [_ x] (+ a b x))
    (two [this x y] (+ (two this x) y))))

(deftest closing-over
  (let [x (make 1 2), y (make 10 20)]
    (is (= [1 true] (one x)))
    (is (= [10 true] (one y)))
    (is (= 6 (two x 3)))
    (is (= 37 (two y 3 4)))
    (is (satisfies? P x))
    (is (identical? (class x) (class y)) "one class per form")
    (is (not= x y))
    (is (= x x))))

(deftest nothing-to-close-over
  (is (= :x (one (reify P (one [_] :x)))))
  (is (thrown? IllegalArgumentException (two (reify P (one [_] 1)) 2))))

(deftest locals-of-all-kinds
  (let [a 1.5
        b [1]
        f (fn [n] (reify P
                    (one [_] (map (fn [x] (* n x)) b))
                    (two [_ x] (loop [i 0, acc a] (if (< i x) (recur (inc i) (+ acc n)) acc)))
                    (two [_ x y] (let [g (fn [] [a b n x y])] (g)))))]
    (is (= [2] (one (f 2))))
    (is (= 7.5 (two (f 2) 3)))
    (is (= [1.5 [1] 2 :x :y] (two (f 2) :x :y)))))

(deftest parameters-hide-locals
  (let [x 1 y 2]
    (is (= [7 2] (two (reify P (two [_ x] [x y])) 7)))
    (is (= [:this? 1] (one (reify P (one [y] [(if (satisfies? P y) :this? :no) x])))))))

(deftest nested
  (let [k 1
        outer (reify P
                (one [_] (reify P (one [_] [:inner k])))
                (two [_ x] (reify P (two [_ y] [k x y]))))]
    (is (= [:inner 1] (one (one outer))))
    (is (= [1 2 3] (two (two outer 2) 3)))))

(deftype Holder [a ^:unsynchronized-mutable b]
  P
  (one [_] (reify P (one [_] [a b])))
  (two [_ x] (set! b x))
  (two [_ x y] (fn [z] [a x y z])))

(deftest in-a-deftype
  (let [h (Holder. 1 2)
        inner (one h)]
    (is (= [1 2] (one inner)))
    (two h 5)
    (is (= [1 5] (one inner)))
    (is (= [1 :x :y :z] ((two h :x :y) :z)))))

(deftest recursion
  (let [r (reify P (two [this x] (if (pos? x) (recur (dec x)) [:done x])))]
    (is (= [:done 0] (two r 100000))))
  (let [r (reify P (two [this x] (if (pos? x) (+ 1 (two this (dec x))) 0)))]
    (is (= 10000 (two r 10000)))))

(deftest interfaces
  (let [state (atom 0)
        d (reify clojure.lang.IDeref (deref [_] (swap! state inc)))
        f (reify clojure.lang.IFn (invoke [_] :none) (invoke [_ x] [:one x]))
        s (reify clojure.lang.Seqable (seq [_] (list 1 2)))
        c (reify clojure.lang.Counted (count [_] 7))
        o (reify Object (toString [_] "me") (equals [_ x] (= x :me)) (hashCode [_] 17))
        l (reify clojure.lang.ILookup (valAt [_ k] [:v k]) (valAt [_ k d] [:v k d]))]
    (is (= [1 2] [@d @d]))
    (is (= [:none [:one 1]] [(f) (f 1)]))
    (is (= [[:one 1] [:one 2]] (map f [1 2])))
    (is (= [1 2] (seq s) (vec s)))
    (is (= 7 (count c)))
    (is (= "me" (str o)))
    (is (= o :me))
    (is (= 17 (hash o)))
    (is (= [:v :k] (:k l)))
    (is (= [:v :k :d] (:k l :d)))))

(deftest iteration
  (let [up-to (fn [n] (let [left (atom n)]
                        (reify java.util.Iterator
                          (hasNext [_] (pos? @left))
                          (next [_] (swap! left dec)))))
        all   (reify Iterable (iterator [_] (up-to 3)))]
    (is (= [2 1 0] (seq all) (vec all) (map identity all) (iterator-seq (up-to 3)) (vec (py/list all))))
    (is (= 3 (reduce + all) (apply + all)))
    (is (nil? (iterator-seq (up-to 0))))
    (is (= [1 2] (vec (proxy [Iterable] [] (iterator [] (.iterator [1 2]))))))))

(deftest metadata
  (let [r (reify P (one [_] 1))]
    (is (nil? (meta r)))
    (is (= {:a 1} (meta (with-meta r {:a 1}))))
    (is (= 1 (one (with-meta r {:a 1}))))
    (is (= {:b 2} (meta ^{:b 2} (reify P (one [_] 1)))))
    (is (instance? clojure.lang.IObj r))))

(deftest python-side
  (let [r (make 1 2)]
    (is (= 6 (.two r 3)))
    (is (= 6 (py/eval "r.two(3)" (py/dict {"r" r}))))
    (is (= 3 (py/len (reify Object (__len__ [_] 3)))))
    (is (= [[:one 5]] (vec (py/map (reify clojure.lang.IFn (invoke [_ x] [:one x])) [5]))))
    (is (thrown? TypeError (.two (class r) 1 2)))))

(deftest with-a-class-of-python
  (let [k 10
        s (reify abc/Sequence (__len__ [_] 2) (__getitem__ [_ i] (if (< i 2) (* k i) (throw (IndexError. "x")))))]
    (is (= [0 10] (vec s)))
    (is (instance? abc/Sequence s))
    (is (= 1 (.index s 10)))))

(deftest errors
  (is (thrown? ArithmeticException (one (reify P (one [_] (/ 1 0))))))
  (is (thrown? Exception (eval '(reify P (one [])))))
  (is (thrown-with-msg? IllegalArgumentException #"Duplicate method" (eval '(reify Object (toString [_] "a") (toString [_] "b")))))
  (is (thrown-with-msg? IllegalArgumentException #"Duplicate method" (eval '(deftype Twice [] Object (toString [_] "a") (toString [_] "b")))))
  (is (thrown? IllegalArgumentException (eval '(defprotocol Twice (m [x] [y])))))
  (is (thrown? Exception (eval '(reify 17 (one [_]))))))

(deftest garbage
  (testing "what is closed over goes with the object"
    (let [weak (py/__import__ "weakref")
          log (volatile! 0)
          o (py/set [1])
          w (.ref weak o)
          r (volatile! (reify P (one [_] o)))]
      (is (= o (one @r))))))

;; --- proxy --------------------------------------------------------------------

(deftest proxies
  (let [log (atom [])
        d (proxy [py/dict] [{"a" 1}]
            (__getitem__ [k] (swap! log conj k) (proxy-super __getitem__ k))
            (size [] (count this))
            (size [x] [x (count this)]))]
    (is (= 1 (.__getitem__ d "a")))
    (is (= ["a"] @log))
    (is (= 1 (.size d)))
    (is (= [:x 1] (.size d :x)))
    (is (instance? py/dict d))
    (testing "replaced functions"
      (update-proxy d {"size" (fn [this] :changed)})
      (is (= :changed (.size d)))
      (is (fn? (get (proxy-mappings d) "size")))))
  (testing "methods of Java's names from above"
    (let [l (proxy [java.util.ArrayList] [] (add [x] (proxy-super add (inc x))))]
      (.add l 1)
      (is (= [2] (vec l))))
    (is (= "<m>" (.getMessage (proxy [Exception] ["m"] (getMessage [] (str "<" (proxy-super getMessage) ">")))))))
  (testing "of interfaces only"
    (is (= 5 @(proxy [clojure.lang.IDeref] [] (deref [] 5)))))
  (testing "of an exception"
    (is (= "told" (try (throw (proxy [Exception] ["told"] (extra [] 1)))
                       (catch Exception e (ex-message e)))))))
