;; SPDX-License-Identifier: MIT
(ns ifn-test
  (:require [clojure.test :refer [deftest is testing are]]))

;; The seeds' IFn: a call enters the body for its number of arguments.

(deftype Adder [n]
  clojure.lang.IFn
  (invoke [_] n)
  (invoke [_ a] (+ n a))
  (invoke [_ a b] (+ n a b))
  (invoke [_ a b c] (+ n a b c)))

(deftype Foo []
  IFn
  (invoke [_ x y] (+ x y)))

(deftest by-arity
  (let [f (Adder. 10)]
    (are [x y] (= x y)
      10       (f)
      11       (f 1)
      13       (f 1 2)
      16       (f 1 2 3)
      16       (apply f [1 2 3])
      16       (apply f 1 2 [3])
      10       (apply f [])
      [11 12]  (map f [1 2])
      [11 13]  (map f [1 2] [0 1])
      26       (reduce f [0 -14 0 10])
      11       ((partial f 1))
      12       ((comp f inc) 1)
      [10 11]  ((juxt (fn [_] (f)) f) 1)
      [11 12]  (mapv f [1 2])
      [1 2]    (sort-by f [2 1])
      {11 [1]} (group-by f [1])
      true     (ifn? f)
      false    (fn? f)))
  (is (= 3 ((Foo.) 1 2)))
  (is (thrown-with-msg? TypeError #"Wrong number of args \(1\) passed to: ifn_test.Foo; it takes 2" ((Foo.) 1)))
  (is (thrown-with-msg? IllegalArgumentException #"Wrong number of args \(4\) passed to: ifn_test.Adder; it takes 0, 1, 2, 3"
                        ((Adder. 1) 1 2 3 4)))
  (is (thrown? TypeError (apply (Adder. 1) (range 100)))))

(deftest as-a-callable
  (let [f (Adder. 10), env (py/dict {"f" f})]
    (are [x code] (= x (py/eval code env))
      10 "f()"
      11 "f(1)"
      16 "f(1, 2, 3)"
      16 "f(*[1, 2, 3])"
      [11 12] "list(map(f, [1, 2]))"
      true "callable(f)")
    (is (thrown? TypeError (py/eval "f(1, 2, 3, 4)" env)))
    (is (thrown? TypeError (py/eval "f(no=1)" env)))
    (is (= [3 2 1] (vec (py/sorted [1 2 3] ** :key (reify IFn (invoke [_ x] (- x)))))))))

(deftype Deep []
  IFn
  (invoke [this n] (if (zero? n) :bottom (this (dec n)))))
(deftype Counting [^:unsynchronized-mutable n]
  IFn
  (invoke [_] (set! n (inc n))))

(deftest deep-and-changing
  (is (= :bottom ((Deep.) 100000)))
  (let [c (Counting. 0)]
    (dotimes [_ 9] (c))
    (is (= 10 (c)))))

(deftype Rest []
  IFn
  (invoke [_ a] [:one a])
  (applyTo [_ args] [:all (vec args)]))

(deftest apply-to
  (is (= [:one 1] ((Rest.) 1)))
  (is (= [:all [1 2]] ((Rest.) 1 2)))
  (is (= [:all []] ((Rest.))))
  (is (= [:all (vec (range 30))] (apply (Rest.) (range 30)))))

(deftype Many []
  IFn
  (invoke [_ a b c d e f g h i j k l m n o p q r s] [a s]))
(deftest many-arguments
  (is (= [0 18] (apply (Many.) (range 19))))
  (is (= [0 18] ((Many.) 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18))))

(deftype PyCall []
  Object
  (__call__ [_ x] [:called x]))
(deftest dunder-call
  (is (= [:called 1] ((PyCall.) 1)))
  (is (= [:called 1] (apply (PyCall.) [1])))
  (is (ifn? (PyCall.))))

(defmulti multi identity)
(defmethod multi 1 [_] :one)
(defprotocol P (p [x y]))
(extend-protocol P Long (p [x y] (+ x y)))
(defn named [a b] [a b])

(deftest everything-callable
  (are [x y] (= x y)
    1          (:a {:a 1})
    :d         (:b {:a 1} :d)
    1          ('a {'a 1})
    :d         ('b {'a 1} :d)
    1          ({:a 1} :a)
    :d         ({:a 1} :b :d)
    :a         (#{:a} :a)
    nil        (#{:a} :b)
    2          ([1 2] 1)
    [1 2]      (#'named 1 2)
    :one       (multi 1)
    3          (p 1 2)
    [1 2]      (apply #'named [1 2])
    [1 nil]    (map :a [{:a 1} {}])
    [:a nil]   (map #{:a} [:a :b])
    [2 1]      (map [1 2] [1 0])
    [:one]     (map multi [1])
    [3 5]      (map p [1 2] [2 3])
    6          (apply + 1 [2 3])
    [1 2]      ((partial named 1) 2)
    3          ((. py -len) [1 2 3])
    3          (py/len [1 2 3])))

(deftest not-callable
  (are [form] (thrown? TypeError form)
    (1 2)
    ("a" 1)
    ((identity nil) 1)
    ((Object.) 1)
    ([1] 1 2 3)
    (:a)
    ({})))

(def sum
  (fn ([] 0) ([x] x) ([x y] (+ x y)) ([x y & more] (reduce + (+ x y) more))))

(deftest the-seeds-sum
  (is (= [0 1 3 10] [(sum) (sum 1) (sum 1 2) (sum 1 2 3 4)]))
  (is (= 10 (apply sum [1 2 3 4])))
  (is (= 3 (py/eval "sum(1, 2)" (py/dict {"sum" sum})))))

;; IFn's longest invoke has 22 parameters: the instance, twenty arguments and an array of the others.
(deftype Longest []
  clojure.lang.IFn
  (invoke [_ a b c d e f g h i j k l m n o p q r s t] [:twenty a t])
  (invoke [_ a b c d e f g h i j k l m n o p q r s t more] [:more a t (seq more)])
  (applyTo [this args] (clojure.lang.AFn/applyToHelper this args)))

(deftest more-than-twenty-arguments
  (let [f (->Longest)]
    (is (= [:twenty 1 20] (f 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)))
    (is (= [:more 1 20 [21]] (f 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21)))
    (is (= [:more 0 19 (range 20 30)] (apply f (range 30))))
    (is (thrown? clojure.lang.ArityException (f 1))))
  (is (thrown-with-msg? Throwable #"Can't specify more than 20 params"
                        (eval '(fn [a b c d e f g h i j k l m n o p q r s t u] 1)))))

(deftest proxies-of-functions
  (let [f (proxy [clojure.lang.AFn] [] (invoke ([a] [:one a]) ([a b] [a b])))]
    (is (= [[:one 1] [1 2]] [(f 1) (apply f [1 2])]))
    (is (ifn? f)))
  (is (fn? (proxy [clojure.lang.AFunction] [] (invoke ([] nil))))))
