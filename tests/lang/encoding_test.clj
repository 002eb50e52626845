;; SPDX-License-Identifier: MIT
;; Values and functions as bytes and back; the files of the cache hold the same.
(ns encoding-test
  (:require [cljsh.vm :as vm]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(defn back [x] (vm/decode (vm/encode x)))

(defrecord Pair [a b])
(deftype Plain [x])
(defprotocol Named (name-of [x]))
(def here :here)
(defn add [x y] (+ x y))

(deftest atoms
  (are [x] (let [y (back x)] (and (= x y) (= (class x) (class y)) (= (pr-str x) (pr-str y))))
    nil true false 0 -1 42 16383 -16384 32768 4611686018427387903 4611686018427387904 -4611686018427387905
    9223372036854775807 -9223372036854775808 170141183460469231731687303715884105728
    0.0 -0.0 1.5 -1e-300 1e300 5e-324 ##Inf ##-Inf 22/7 -1/3 1.5M 100000000000000000000.5M
    "" "text" "ünï 𝄞" \a \newline 'a 'a/b :a :a/b :a.b/c
    #inst "2020-02-29T12:34:56.789-00:00" #uuid "12345678-9abc-def0-1234-56789abcdef0"
    (py/bytes [0 1 255]))
  (is (NaN? (back ##NaN))))

(deftest collections
  (are [x] (= x (back x))
    () '(1 2) '(1 (2 [3 {:a #{4}}])) [] [1] (vec (range 2000)) (subvec [1 2 3] 1) {} {:a 1} {nil nil, [1] {2 3}}
    (zipmap (range 200) (map str (range 200))) #{} #{1 [2]} (set (range 200)) (sorted-map 2 :b 1 :a) (sorted-set 3 1 2)
    (map inc [1 2 3]) (range 10) (first {:a 1}) (conj clojure.lang.PersistentQueue/EMPTY 1 2 3))
  (is (= (seq (sorted-map 2 :b 1 :a)) (seq (back (sorted-map 2 :b 1 :a)))))
  (is (= (range 30) (keys (back (apply array-map (interleave (range 30) (range 30)))))))
  (is (map-entry? (back (first {:a 1}))))
  (is (list? (back '(1))))
  (is (seq? (back (map inc [1]))))
  (is (vector? (back [1])))
  (is (= [0 1] (pop (conj (back [0 1]) 2)))))

(deftest metadata
  (are [x] (= {:m [1]} (meta (back (with-meta x {:m [1]}))))
    'a () '(1) [] [1] {} {:a 1} #{} #{1} (sorted-map 1 2) (->Pair 1 2) (fn [] 1) (map inc [1])))

(deftest patterns
  (is (= "(?i)a+" (str (back #"(?i)a+"))))
  (is (= "AAA" (re-find (back #"(?i)a+") "xAAAx"))))

(deftest types
  (let [r (assoc (->Pair 1 [2]) :more 3)]
    (is (= r (back r)))
    (is (= 3 (:more (back r))))
    (is (instance? Pair (back r))))
  (is (= 5 (.-x (back (Plain. 5)))))
  (is (identical? Pair (back Pair))))

(deftest by-name
  (are [x] (identical? x (back x))
    #'here #'clojure.core/map *ns* map + py/len py/dict Exception ValueError add
    (py/__import__ "json") (.-OrderedDict (py/__import__ "collections")) str/upper-case))

(deftest python-values
  (are [x] (= (py/repr x) (py/repr (back x)))
    (py/tuple [1 2.5 "x"]) (py/list [1 (py/list [2])]) (py/dict {"a" (py/tuple [1])}) (py/frozenset [1]))
  (is (= #{1 2} (set (back (py/set [1 2]))))))

(deftest sharing
  (let [x [1 2] [a b {c :c}] (back [x x {:c x}])]
    (is (identical? a b))
    (is (identical? a c))))

(deftest functions
  (are [f args] (= (apply f args) (apply (back f) args))
    (fn [] 1) []
    (fn [x] (* x x)) [5]
    (fn f [n] (if (zero? n) 1 (* n (f (dec n))))) [20]
    (fn ([] 0) ([x] x) ([x & more] [x more])) [1 2 3]
    (fn [{:keys [a b] :or {b 2}} & [c]] [a b c]) [{:a 1} 3]
    (fn [x] (case x (1 2) :few "s" :string [1] :vector :other)) [[1]]
    (fn [x] (try (/ 1 x) (catch ArithmeticException e :zero) (finally nil))) [0]
    (fn [n] (loop [i 0 s 0.0] (if (< i n) (recur (inc i) (+ s 0.5)) s))) [10]
    (fn [n] (letfn [(e? [n] (or (zero? n) (o? (dec n)))) (o? [n] (and (pos? n) (e? (dec n))))] (e? n))) [10]
    (fn [s] (.upper s)) ["x"]
    (fn [m] (:a m)) [{:a 1}]
    (fn [x] (let [y (volatile! x)] (vswap! y inc) @y)) [1]
    (fn [x] (map (fn [y] (* x y)) [1 2 3])) [2]
    (fn [x] (into [] (comp (map inc) (filter odd?)) x)) [[1 2 3 4]]
    (fn [x] [x here (add 1 2)]) [1])
  (testing "closed over"
    (let [a 1 b {:c [2]}]
      (is (= [1 {:c [2]} 3] ((back (fn [x] [a b x])) 3)))))
  (testing "twice"
    (is (= 9 ((back (back (fn [x] (* x x)))) 3))))
  (testing "reify"
    (is (= "<5>" (str ((back (fn [x] (reify Object (toString [_] (str "<" x ">"))))) 5)))))
  (testing "a function that throws says where"
    (is (thrown-with-msg? Exception #"boom" ((back (fn [] (throw (ex-info "boom" {})))))))))

(deftest refused
  (are [x] (thrown? TypeError (vm/encode x))
    (atom 1) (future 1) [1 [(atom 2)]] (reify Object) (py/iter [1]) (range) (sorted-set-by > 1)
    (let [a (atom 1)] (fn [] a)))
  (let [bytes (vm/encode [1 "two" :three (fn [x] (inc x))])]
    (doseq [n (range (count bytes))]
      (is (thrown? ValueError (vm/decode (.__getitem__ bytes (py/slice n))))))
    (is (thrown? ValueError (vm/decode (.__add__ bytes bytes))))))
