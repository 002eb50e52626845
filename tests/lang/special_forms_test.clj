;; SPDX-License-Identifier: MIT
(ns special-forms-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest if-do-test
  (are [result x] (= result x)
    1 (if true 1 2)
    2 (if false 1 2)
    2 (if nil 1 2)
    nil (if false 1)
    1 (if 0 1 2)
    1 (if "" 1 2)
    1 (if [] 1 2)
    1 (if () 1 2)
    1 (if :k 1 2)
    nil (do)
    3 (do 1 2 3)
    1 (if (if true false true) 2 1)
    :a (if (not nil) :a :b)
    1 (when true 0 1)
    nil (when false 1)
    nil (when true)
    1 (when-not false 1)
    1 (if-not false 1 2)))

(deftest quote-test
  (are [result x] (= result x)
    'a (quote a)
    '(a b) (list 'a 'b)
    '[a] (vector 'a)
    true (symbol? 'a)
    true (list? '(1))
    true (list? '())
    'quote (first ''a)
    nil 'nil
    true 'true
    {'a 'b} '{a b}
    #{'a} '#{a}))

(deftest let-test
  (are [result x] (= result x)
    1 (let [a 1] a)
    nil (let [a 1])
    nil (let [])
    2 (let [a 1 a (inc a)] a)
    [1 2] (let [a 1] [a (let [a 2] a)])
    3 (let [a 1 b (+ a 1) c (+ b 1)] c)
    6 (let [f (fn [x] (* x 2))] (f 3))
    1 (let [a 1 f (fn [] a)] (let [a 2] (f)))))

(deftest closures-test
  (let [fs (mapv (fn [i] (fn [] i)) (range 5))]
    (is (= [0 1 2 3 4] (mapv #(%) fs))))
  (is (= [0 1 2] (mapv #(%) (loop [i 0 fs []] (if (< i 3) (recur (inc i) (conj fs (fn [] i))) fs)))))
  (is (= 6 ((((fn [a] (fn [b] (fn [c] (+ a b c)))) 1) 2) 3))))

(deftest functions-test
  (are [result x] (= result x)
    1 ((fn [] 1))
    nil ((fn []))
    [1 2] ((fn [a b] [a b]) 1 2)
    [1 nil] ((fn [a & b] [a b]) 1)
    [1 '(2 3)] ((fn [a & b] [a b]) 1 2 3)
    [:none] ((fn ([] [:none]) ([a] [a]) ([a & b] [a b])))
    [1] ((fn ([] [:none]) ([a] [a]) ([a & b] [a b])) 1)
    [1 '(2)] ((fn ([] [:none]) ([a] [a]) ([a & b] [a b])) 1 2)
    120 ((fn f [n] (if (zero? n) 1 (* n (f (dec n))))) 5)
    3 (#(+ %1 %2) 1 2)
    '(2 3) (#(do %& %&) 2 3)
    [1 '(2)] (#(vector %1 %&) 1 2)
    3 (#(+ % 1) 2)
    [3] (#(vector %3) 1 2 3)
    20 ((fn [a b c d e f g h i j k l m n o p q r s t] t) 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
    '(21 22) ((fn [a b c d e f g h i j k l m n o p q r s t & u] u)
              1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22)
    10000 ((fn f [n] (if (= n 10000) n (recur (inc n)))) 0)
    [1 nil] ((fn [a & b] (if (> a 1) (recur (dec a) nil) [a b])) 5 6))
  (testing "arity"
    (is (thrown? Exception ((fn [a] a))))
    (is (thrown? Exception ((fn [a] a) 1 2)))
    (is (thrown? Exception ((fn [a & b] a))))
    (is (thrown? Exception ((fn ([a] a) ([a b c] a)) 1 2)))
    (is (thrown-with-msg? IllegalArgumentException #"(?i)wrong number of arg" ((fn named [a] a)))))
  (testing "deep recursion"
    (is (= 100000 ((fn f [n] (if (zero? n) 0 (inc (f (dec n))))) 100000)))))

(deftest conditions-test
  (let [f (fn [x] {:pre [(pos? x)] :post [(< % 10)]} (* x 2))]
    (is (= 4 (f 2)))
    (is (thrown-with-msg? AssertionError #"Assert failed: \(pos\? x\)" (f -1)))
    (is (thrown-with-msg? AssertionError #"Assert failed: \(< % 10\)" (f 6))))
  (is (= {:pre 1} ((fn [] {:pre 1}))) "a lone map is the body")
  (is (thrown? AssertionError ((fn [{:keys [a]}] {:pre [a]} a) {})))
  (defn ^:private conditional {:pre 1} [x] {:pre [(string? x)]} x)
  (is (= "a" (conditional "a")))
  (is (thrown? AssertionError (conditional 1))))

(deftest loop-recur-test
  (are [result x] (= result x)
    10 (loop [i 0] (if (< i 10) (recur (inc i)) i))
    [1 2] (loop [a 2 b 1] (if (= a 1) [a b] (recur b a)))
    55 (loop [i 10 sum 0] (if (pos? i) (recur (dec i) (+ sum i)) sum))
    nil (loop [] nil)
    [0 1 2] (loop [i 0 v []] (cond (= i 3) v :else (recur (inc i) (conj v i))))
    1000000 (loop [i 0] (if (< i 1000000) (recur (inc i)) i))
    6 (loop [i 0 n 0] (if (< i 3) (recur (inc i) (loop [j 0 n n] (if (< j 2) (recur (inc j) (inc n)) n))) n))
    5 (loop [x 0] (let [y (inc x)] (if (< y 5) (recur y) y)))
    5 (loop [x 0] (when true (if (< x 5) (do nil (recur (inc x))) x)))
    3.0 (loop [x 0.0] (if (< x 3) (recur (+ x 1.0)) x))
    :b (loop [x 1] (case x 1 (recur 2) 2 (recur 3) :b)))
  (testing "misuse"
    (are [form] (thrown? Exception (eval form))
      '(loop [x 1] (inc (recur 2)))
      '(loop [x 1] (recur))
      '(loop [x 1] (recur 1 2))
      '(fn [x] (recur))
      '(loop [x 1] (recur 1) 2)
      '(loop [x 1] (try (recur 1) (catch Exception e))))))

(deftest letfn-test
  (is (= [true false]
         (letfn [(even* [n] (if (zero? n) true (odd* (dec n))))
                 (odd* [n] (if (zero? n) false (even* (dec n))))]
           [(even* 10) (even* 11)])))
  (is (= 3 (letfn [(f ([] (f 3)) ([x] x))] (f))))
  (is (nil? (letfn []))))

(deftest def-test
  (is (var? (eval '(def a-var))))
  (is (= 1 (eval '(do (def another-var 1) another-var))))
  (def ^{:doc "Doc." :k (+ 1 2)} with-meta-var 1)
  (is (= "Doc." (:doc (meta #'with-meta-var))))
  (is (= 3 (:k (meta #'with-meta-var))))
  (def doc-var "The doc." 5)
  (is (= 5 doc-var))
  (is (= "The doc." (:doc (meta #'doc-var))))
  (is (= 'doc-var (:name (meta #'doc-var))))
  (is (= 'special-forms-test (ns-name (:ns (meta #'doc-var)))))
  (is (integer? (:line (meta #'doc-var))))
  (testing "def without a value leaves a value alone"
    (def kept 1)
    (def kept)
    (is (= 1 kept)))
  (defonce once 1)
  (defonce once 2)
  (is (= 1 once))
  (declare later)
  (is (not (bound? #'later)))
  (is (thrown? Exception (eval '(def))))
  (is (thrown? Exception (eval '(def 1 2))))
  (is (thrown? Exception (eval '(def a 1 2)))))

(deftest defn-test
  (defn documented "What it does." {:added "1"} [a b] [a b])
  (is (= [1 2] (documented 1 2)))
  (is (= {:doc "What it does." :added "1" :arglists '([a b])}
         (select-keys (meta #'documented) [:doc :added :arglists])))
  (defn many ([] 0) ([a] 1) ([a & b] 2))
  (is (= [0 1 2] [(many) (many 1) (many 1 2)]))
  (is (= '([] [a] [a & b]) (:arglists (meta #'many))))
  (defn- hidden [] 1)
  (is (:private (meta #'hidden)))
  (defn with-attributes ([] 1) {:k :v})
  (is (= :v (:k (meta #'with-attributes))))
  (defn ^{:arglists '([x])} own-arglists [& args] args)
  (is (= '([& args]) (:arglists (meta #'own-arglists))))
  (defn attr-arglists {:arglists '([x y])} [& args] args)
  (is (= '([x y]) (:arglists (meta #'attr-arglists))))
  (testing "of functions in C: ascending, & last"
    (is (= '([] [x] [x y] [x y & more]) (:arglists (meta #'+))))
    (is (= '([coll] [separator coll]) (:arglists (meta #'clojure.string/join)))))
  (is (= '[name doc-string? attr-map? [params*] prepost-map? body] (first (:arglists (meta #'defn)))))
  (are [form] (thrown? Exception (eval form))
    '(defn)
    '(defn 1 [])
    '(defn f)
    '(defn f "doc")
    '(defn f (a b))
    '(fn)))

(deftest var-test
  (is (var? (var first)))
  (is (= #'first (var clojure.core/first)))
  (is (thrown? Exception (eval '(var no-such-var-here))))
  (is (= 1 (#'first [1 2]))))

(deftest set!-test
  (def ^:dynamic *d* 1)
  (is (= 2 (binding [*d* 1] (set! *d* 2) *d*)))
  (is (= 1 *d*))
  (is (thrown? Exception (set! *d* 3))))

(deftest case-test
  (let [f #(case %
             1 :one
             (2 3) :few
             "s" :string
             :k :keyword
             sym :symbol
             [1 2] :vector
             {:a 1} :map
             nil :nil
             true :true
             \c :char
             1.5 :double
             #{1} :set
             :default)]
    (are [result x] (= result (f x))
      :one 1
      :few 2
      :few 3
      :string "s"
      :keyword :k
      :symbol 'sym
      :vector [1 2]
      :vector '(1 2)
      :map {:a 1}
      :nil nil
      :true true
      :char \c
      :double 1.5
      :set #{1}
      :default 1.0
      :default false
      :default 99
      :default 'other
      :default ()))
  (is (thrown-with-msg? IllegalArgumentException #"No matching clause: 5" (case 5 1 2)))
  (is (= :x (case 1 :x)))
  (is (= :a (case (inc 0) 1 :a 2 :b))))

(deftest threading-and-logic-test
  (are [result x] (= result x)
    true (and)
    1 (and 1)
    2 (and 1 2)
    nil (and nil 2)
    false (and 1 false 2)
    nil (or)
    1 (or 1 2)
    2 (or nil 2)
    false (or nil false)
    nil (or false nil)
    2 (-> 1 inc)
    -1 (-> 1 (- 2))
    1 (->> 1 (- 2))
    [1 2] (-> 1 (vector 2))
    3 (as-> 1 x (+ x 1) (+ 1 x))
    2 (some-> {:a 1} :a inc)
    nil (some-> {:a nil} :a inc)
    3 (some->> [1 2] (reduce +))
    3 (cond-> 1 true inc false dec true inc)
    [1 2] (cond->> [2] true (cons 1))
    :b (cond false :a true :b)
    nil (cond false :a)
    nil (cond)
    :c (cond nil 1 :else :c)
    "2" (condp = 2 1 "1" 2 "2" "none")
    "none" (condp = 3 1 "1" 2 "2" "none")
    [:got 4] (condp some [1 2 3 4] #{0 9} :>> #(vector :zero %) #{4} :>> #(vector :got %))
    3 (doto 3 inc)
    [1 2] (deref (doto (atom []) (swap! conj 1) (swap! conj 2)))
    nil (dotimes [i 3] i)
    nil (while false))
  (is (thrown? IllegalArgumentException (condp = 3 1 "1")))
  (is (thrown? Exception (eval '(cond 1)))))

(deftest evaluation-test
  (are [result form] (= result (eval form))
    3 '(+ 1 2)
    nil nil
    :a :a
    [1 2] '[1 (inc 1)]
    {:a 2} '{:a (inc 1)}
    #{2} '#{(inc 1)}
    () '()
    "s" "s"
    1 '(let [a 1] a)
    [2 1] '((fn [a b] [b a]) 1 2)
    1 '(:a {:a 1})
    1 '({:a 1} :a)
    2 '([1 2] 1)
    :a '(#{:a} :a)
    1 '('a {'a 1}))
  (testing "order of evaluation is left to right"
    (let [seen (atom [])
          see #(do (swap! seen conj %) %)]
      [(see 1) {(see 2) (see 3)} (see 4)]
      ((do (see 5) +) (see 6) (see 7))
      (is (= [1 2 3 4 5 6 7] @seen))))
  (are [form] (thrown? Exception (eval form))
    'no-such-symbol-here
    '(no-such-function-here 1)
    'no.such.ns/x
    '(1 2)
    '("a" 1)
    '(nil)
    '(if)
    '(if 1 2 3 4)
    '(let*)
    '(new)))

(defn- nested
  "Returns the form after n calls of around on it."
  [n around form]
  (if (zero? n) form (recur (dec n) around (around form))))

(deftest depth-costs-no-more-than-its-measure
  (are [result around] (= result ((eval (list 'fn '[x] (nested 20000 around 'x))) 7))
    7 #(list 'let '[y 1] %)
    7 #(list 'when 'true %)
    7 #(list 'do 1 %)))
