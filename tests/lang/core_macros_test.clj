;; SPDX-License-Identifier: MIT
(ns core-macros-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest conditionals
  (are [result call] (= result call)
    nil    (when false 1)
    nil    (when nil 1)
    2      (when true 1 2)
    nil    (when true)
    1      (when-not nil 1)
    nil    (when-not 0 1)
    :then  (if-not false :then :else)
    :else  (if-not 0 :then :else)
    nil    (if-not 0 :then)
    nil    (cond)
    nil    (cond false 1 nil 2)
    2      (cond false 1 0 2 :else 3)
    3      (cond false 1 :else 3)
    true   (and)
    nil    (and nil 1)
    false  (and 1 false)
    3      (and 1 2 3)
    nil    (or)
    1      (or nil false 1 2)
    false  (or nil false)
    nil    (or false nil))
  (testing "what need not be evaluated is not"
    (let [n (atom 0)]
      (and 1 nil (swap! n inc))
      (or 1 (swap! n inc))
      (cond 1 :x (swap! n inc) :y)
      (when nil (swap! n inc))
      (is (= 0 @n)))))

(deftest conditionals-that-bind
  (are [result call] (= result call)
    2        (if-let [x 1] (inc x) :none)
    :none    (if-let [x nil] x :none)
    :none    (if-let [x false] x :none)
    nil      (if-let [x nil] x)
    [1 2]    (if-let [[a b] [1 2]] [a b])
    1        (if-let [{:keys [a]} {:a 1}] a)
    [nil nil] (if-let [[a b] []] [a b] :none)
    2        (when-let [x 1] :ignored (inc x))
    nil      (when-let [x false] :called)
    3        (when-let [[a b] [1 2]] (+ a b))
    false    (if-some [x false] x :none)
    :none    (if-some [x nil] x :none)
    nil      (if-some [x nil] x)
    false    (when-some [x false] x)
    nil      (when-some [x nil] :called)
    1        (when-first [x [1 2]] x)
    nil      (when-first [x []] :called)
    [nil]    (when-first [x [nil]] [x])
    1        (when-first [[a] [[1 2]]] a))
  (testing "else does not see the binding"
    (is (= :outer (let [x :outer] (if-let [x nil] x x))))
    (is (= :outer (let [x :outer] (if-some [x nil] x x)))))
  (testing "the expression is evaluated once"
    (let [n (atom 0)]
      (when-let [x (swap! n inc)] x)
      (if-some [x (swap! n inc)] x)
      (when-first [x (do (swap! n inc) [1])] x)
      (is (= 3 @n)))))

(deftest threading
  (are [result call] (= result call)
    1            (-> 1)
    3            (-> 1 inc inc)
    -1           (-> 1 (- 2))
    [1 2 3]      (-> [1] (conj 2) (conj 3))
    1            (-> {:a {:b 1}} :a :b)
    1            (->> 1)
    1            (->> 1 (- 2))
    9            (->> (range 5) (filter odd?) (map inc) (reduce + 3))
    [1 2]        (as-> 1 x [x (inc x)])
    1            (as-> 1 x)
    6            (as-> 1 x (+ x x) (* x 3))
    1            (some-> 1)
    2            (some-> {:a 1} :a inc)
    nil          (some-> {:a 1} :b inc)
    nil          (some-> nil inc)
    false        (some-> 1 (> 2))
    '(2 3)       (some->> [1 2] (map inc))
    nil          (some->> nil (map inc))
    1            (cond-> 1)
    2            (cond-> 1 true inc)
    1            (cond-> 1 false inc)
    5            (cond-> 1 true inc false (* 10) :always (+ 3))
    '(2 4)       (cond->> [1 2 3] true (filter even?) true (cons 4) true reverse))
  (is (= [1 2 3] (doto (vec [1 2 3]) (conj 4) count)))
  (let [a (atom 0)]
    (is (identical? a (doto a (reset! 1) (swap! inc))))
    (is (= 2 @a)))
  (testing "macros may be threaded through"
    (is (= :yes (-> true (if :yes :no))))
    (is (= [2 1] (-> 1 (as-> x [(inc x) x]))))))

(deftest case-test
  (let [f (fn [x]
            (case x
              1          :one
              (2 3)      :two-or-three
              "s"        :string
              \c         :char
              :k         :keyword
              sym        :symbol
              nil        :nil
              true       :true
              [1 :a]     :vector
              {:a 1}     :map
              #{1 2}     :set
              (:x (4))   :list
              1.5        :double
              :default))]
    (are [result x] (= result (f x))
      :one          1
      :two-or-three 2
      :two-or-three 3
      :string       "s"
      :char         \c
      :keyword      :k
      :symbol       'sym
      :nil          nil
      :true         true
      :vector       [1 :a]
      :vector       '(1 :a)
      :map          {:a 1}
      :set          #{2 1}
      :list         '(4)
      :list         :x
      :double       1.5
      :default      4
      :default      false
      :default      1.0
      :default      "c "
      :default      'other))
  (testing "hash collisions and many constants"
    (let [f (fn [n] (case n 0 :a 1 :b 2 :c 3 :d 4 :e 5 :f 100 :g 1000000 :h -1 :i :none))]
      (is (= [:a :b :c :d :e :f :g :h :i :none] (map f [0 1 2 3 4 5 100 1000000 -1 7])))))
  (is (= :x (case 1 :x)))
  (is (thrown-with-msg? IllegalArgumentException #"No matching clause: 5" (case 5 1 :one)))
  (is (thrown? Exception (eval '(case 1 1 :a 1 :b))))
  (testing "the value is evaluated once, clauses only when chosen"
    (let [n (atom 0)]
      (is (= :two (case (swap! n inc) 1 :two 2 (swap! n inc))))
      (is (= 1 @n)))))

(deftest condp-test
  (are [result x] (= result (condp = x 1 :one 2 :two :other))
    :one 1, :two 2, :other 3)
  (is (= :yes (condp some [1 2 3] #{9} :no #{3 4} :yes)))
  (is (= 3 (condp some [1 2] #{9} :>> inc #{2} :>> inc)))
  (is (= :default (condp some [1 2] #{9} :>> inc :default)))
  (is (thrown-with-msg? IllegalArgumentException #"No matching clause: 5" (condp = 5 1 :one))))

(deftest loops
  (let [a (atom [])]
    (is (nil? (dotimes [i 3] (swap! a conj i))))
    (is (= [0 1 2] @a)))
  (is (nil? (dotimes [i 0] (throw (ex-info "called" {})))))
  (is (nil? (dotimes [_ -1] (throw (ex-info "called" {})))))
  (let [n (atom 3)]
    (is (nil? (while (pos? @n) (swap! n dec))))
    (is (= 0 @n)))
  (is (= [0 1 2] (let [fs (atom [])]
                   (dotimes [i 3] (swap! fs conj (fn [] i)))
                   (mapv #(%) @fs)))))

(defn seen
  "What f gave to the function it gets; f must return nil."
  [f]
  (let [a (atom [])]
    (is (nil? (f #(swap! a conj %))))
    @a))

(deftest doseq-test
  (are [result body] (= result (seen (fn [see] body)))
      [1 2 3]              (doseq [x [1 2 3]] (see x))
      [1 2 3]              (doseq [x '(1 2 3)] (see x))
      []                   (doseq [x nil] (see x))
      [[:a 1]]             (doseq [e {:a 1}] (see e))
      [3]                  (doseq [[a b] [[1 2]]] (see (+ a b)))
      [[1 :a] [1 :b] [2 :a] [2 :b]] (doseq [x [1 2] y [:a :b]] (see [x y]))
      [[2 0] [2 1] [3 0] [3 1] [3 2]] (doseq [x [2 3] y (range x)] (see [x y]))
      [1 3]                (doseq [x [1 2 3] :when (odd? x)] (see x))
      [1 2]                (doseq [x [1 2 3 1] :while (< x 3)] (see x))
      [2 4]                (doseq [x [1 2] :let [y (* 2 x)]] (see y))
      [[1 :a] [2 :a]]      (doseq [:let [y :a] x [1 2]] (see [x y]))
      []                   (doseq [:when false x [1 2]] (see x))
      [:once]              (doseq [:while true] (see :once))
      [[1 10] [3 10] [3 30]] (doseq [x (range 5) :when (odd? x) :let [m (* 10 x)]
                                    y [10 20 30] :while (<= y m) :when (not= 20 y)]
                               (see [x y])))
  (testing "every kind of seq"
    (doseq [coll [(range 100) (vec (range 100)) (apply list (range 100)) (map identity (range 100))
                  (concat (range 50) (apply list (range 50 100)))]]
      (let [sum (atom 0)]
        (doseq [x coll] (swap! sum + x))
        (is (= 4950 @sum)))))
  (testing "a while ends its own level only"
    (is (= [[0 0] [1 0] [1 1] [2 0] [2 1]]
           (seen (fn [see] (doseq [x (range 3) y (range 3) :while (and (<= y x) (< y 2))] (see [x y])))))))
  (testing "an infinite seq left by an exception"
    (let [n (atom 0)]
      (is (thrown? Exception (doseq [x (range)] (when (= x 40) (throw (ex-info "" {}))) (swap! n inc))))
      (is (= 40 @n)))))

(deftest for-test
  (are [result call] (= result call)
    ()                   (for [x nil] x)
    '(2 3 4)             (for [x [1 2 3]] (inc x))
    '(2 3 4)             (for [x '(1 2 3)] (inc x))
    '([1 :a] [1 :b] [2 :a] [2 :b]) (for [x [1 2] y [:a :b]] [x y])
    '([1 0] [2 0] [2 1]) (for [x [0 1 2] y (range x)] [x y])
    '(1 3)               (for [x (range 5) :when (odd? x)] x)
    '(0 1 2)             (for [x (range) :while (< x 3)] x)
    '(0 1 2)             (for [x (iterate inc 0) :while (< x 3)] x)
    '(1 9)               (for [x (range 5) :when (odd? x) :let [y (* x x)]] y)
    '([1 2] [3 4])       (for [[a b] [[1 2] [3 4]]] [a b])
    '([:a 1])            (for [[k v] {:a 1}] [k v])
    '([0 1] [0 2] [1 2]) (for [x (range 3) y (range 3) :when (< x y)] [x y])
    '([1 0] [2 0] [2 1]) (for [x (range 3) y (range) :while (< y x)] [x y])
    '([0 0] [0 1])       (for [x (range) :while (< x 1) y (range 2)] [x y])
    '([1 2 3] [1 2 4])   (for [a [1] b [2] c [3 4]] [a b c])
    '(10 20 30)          (for [x [1 2 3] :let [y 10 z (* x y)]] z))
  (is (= (range 100) (for [x (vec (range 100))] x)))
  (is (= 10000 (count (for [x (range 100) y (range 100)] 1))))
  (is (seq? (for [x nil] x)))
  (testing "laziness"
    (let [n (atom 0)
          s (for [x (iterate inc 0)] (do (swap! n inc) x))]
      (is (= 0 @n))
      (is (= 0 (first s)))
      (is (= 1 @n)))
    (is (= '([0 0] [0 1]) (take 2 (for [x (range) y (range)] [x y]))))
    (is (chunked-seq? (seq (for [x (vec (range 5))] x)))))
  (testing "long stretches that :when leaves out"
    (is (= '(99999) (for [x (range 100000) :when (= x 99999)] x)))
    (is (= '(99999) (for [x (take 100000 (iterate inc 0)) :when (= x 99999)] x)))
    (is (= '([50000 0]) (for [x (range 100000) y (range 1) :when (= x 50000)] [x y]))))
  (testing "closures keep their own element"
    (is (= [0 1 2] (map #(%) (for [x (range 3)] (fn [] x)))))))

(deftest definitions
  (is (nil? (comment (this is not evaluated))))
  (testing "declare and defonce"
    (eval '(do (declare declared-var) (defn uses-declared [] declared-var) (def declared-var 1)))
    (is (= 1 (eval '(uses-declared))))
    (eval '(defonce once-var 1))
    (eval '(defonce once-var (throw (ex-info "evaluated again" {}))))
    (is (= 1 (eval 'once-var))))
  (testing "definline"
    (eval '(definline plus-ten "Adds ten." [x] `(+ ~x 10)))
    (is (= [11 12] (eval '(map plus-ten [1 2]))))
    (is (= '(clojure.core/+ y 10) ((:inline (meta (eval '(var plus-ten)))) 'y)))
    (is (= "Adds ten." (:doc (meta (eval '(var plus-ten)))))))
  (testing "delay"
    (let [n (atom 0)
          d (delay (swap! n inc) :value)]
      (is (delay? d))
      (is (not (realized? d)))
      (is (= 0 @n))
      (is (= :value @d (force d) (deref d)))
      (is (realized? d))
      (is (= 1 @n))
      (is (= 5 (force 5))))
    (let [n (atom 0)
          d (delay (swap! n inc) (throw (ex-info "failed" {:n @n})))]
      (is (thrown-with-msg? Exception #"failed" @d))
      (is (thrown-with-msg? Exception #"failed" @d))
      (is (= 1 @n)))))

(deftest assert-test
  (is (nil? (assert true)))
  (is (nil? (assert 1 "message")))
  (is (thrown-with-msg? AssertionError #"Assert failed: \(= 1 2\)" (assert (= 1 2))))
  (is (thrown-with-msg? AssertionError #"(?s)Assert failed: oops.*false" (assert false "oops")))
  (is (nil? (binding [*assert* false] (eval '(assert false))))))

(deftest wrong-forms
  (are [form] (thrown? Exception (eval form))
    '(cond 1)
    '(if-let [x] x)
    '(if-let (x 1) x)
    '(when-let [x 1 y 2] x)
    '(for x x)
    '(for [x] x)
    '(for [x [1] :wen x] x)
    '(doseq [x] x)
    '(doseq (x [1]) x)
    '(dotimes [i] i)
    '(binding [x] x)))
