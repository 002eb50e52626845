;; SPDX-License-Identifier: MIT
(ns functions-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest making-functions
  (are [result call] (= result call)
    1            (identity 1)
    7            ((constantly 7))
    7            ((constantly 7) 1 2 3 4)
    true         ((complement nil?) 1)
    false        ((complement nil?) nil)
    true         ((complement <) 2 1)
    false        ((complement <) 1 2 3)
    true         ((complement (constantly nil)))
    1            ((comp) 1)
    2            ((comp inc) 1)
    -2           ((comp - inc) 1)
    6            ((comp inc +) 1 2 2)
    7            ((comp inc +) 1 2 2 1)
    "[3]"        ((comp str vector inc) 2)
    3            ((partial + 1) 2)
    1            ((partial + 1))
    [1 2 3 4 5 6] ((partial vector 1) 2 3 4 5 6)
    [1 2 3]      ((partial vector 1 2) 3)
    [1 2 3 4]    ((partial vector 1 2 3) 4)
    [1 2 3 4 5 6] ((partial vector 1 2 3 4) 5 6)
    [1 2 3 4 5]  ((partial vector 1 2 3 4 5))
    [2]          ((juxt inc) 1)
    [2 0]        ((juxt inc dec) 1)
    [2 0 1]      ((juxt inc dec identity) 1)
    [3 2 1 [1 2]] ((juxt + max min vector) 1 2)
    [10 4 1]     ((juxt + max min) 1 2 3 4)
    [1 2]        ((juxt :a :b) {:a 1 :b 2})
    1            ((fnil inc 0) nil)
    6            ((fnil inc 0) 5)
    5            ((fnil + 0) nil 5)
    [1 2 3]      ((fnil vector 1 2) nil nil 3)
    [1 2 3]      ((fnil vector 1 2 3) nil nil nil)
    [9 2 3 nil]  ((fnil vector 1 2 3) 9 nil nil nil)
    [1 false]    ((fnil vector 1 2) nil false))
  (is (= \1 ((comp first str inc -) 0)))
  (is (identical? identity (comp)))
  (is (identical? inc (partial inc))))

(deftest predicates-of-predicates
  (are [result call] (= result call)
    true   ((every-pred odd?))
    true   ((every-pred odd?) 1)
    false  ((every-pred odd?) 1 3 4)
    true   ((every-pred odd? pos?) 1 3 5 7)
    false  ((every-pred odd? pos?) 1 3 -5)
    true   ((every-pred odd? pos? int?) 1)
    false  ((every-pred odd? pos? #(< % 5)) 1 3 5)
    false  ((every-pred identity) nil)
    nil    ((some-fn :a))
    1      ((some-fn :a) {:a 1})
    2      ((some-fn :a :b) {:b 2})
    nil    ((some-fn :a :b) {:c 2})
    3      ((some-fn :a :b :c) {} {:c 3})
    4      ((some-fn :a :b :c :d) {} {} {} {:d 4})
    5      ((some-fn :a) {} {} {} {:a 5}))
  (is (true? ((every-pred #(do % 1)) 1))))

(deftest trampoline-test
  (letfn [(ev? [n] (if (zero? n) true #(od? (dec n))))
          (od? [n] (if (zero? n) false #(ev? (dec n))))]
    (is (true? (trampoline ev? 10000)))
    (is (false? (trampoline od? 10000)))
    (is (= 1 (trampoline (constantly 1))))
    (is (= 3 (trampoline + 1 2)))))

(deftest memoize-test
  (let [n (atom 0)
        f (memoize (fn ([] (swap! n inc) nil) ([x] (swap! n inc) (when (pos? x) x)) ([x y] (swap! n inc) [x y])))]
    (is (= 1 (f 1)))
    (is (= 1 (f 1)))
    (is (= 1 @n))
    (testing "nil is remembered, too"
      (is (nil? (f -1)))
      (is (nil? (f -1)))
      (is (= 2 @n)))
    (is (nil? (f)))
    (is (nil? (f)))
    (is (= 3 @n))
    (is (= [1 2] (f 1 2) (f 1 2)))
    (is (= 4 @n))))

(deftest comparing
  (is (= [3 2 1] (sort (comparator >) [2 3 1])))
  (is (= [-1 1 0] [((comparator <) 1 2) ((comparator <) 2 1) ((comparator <) 1 1)]))
  (are [result call] (= result call)
    "abc"   (max-key count "abc")
    "abc"   (max-key count "a" "abc" "ab")
    "ab"    (max-key count "a" "ab")
    "cd"    (max-key count "ab" "cd")
    "ef"    (max-key count "ab" "cd" "ef")
    "a"     (min-key count "abc" "a" "ab")
    "b"     (min-key count "a" "b")
    "c"     (min-key count "a" "b" "c")
    [1 3]   (apply max-key second [[1 1] [1 3] [2 2]])))

(deftest distinct?-test
  (are [result call] (= result call)
    true  (distinct? 1)
    true  (distinct? 1 2)
    false (distinct? 1 1)
    true  (distinct? 1 2 3 nil)
    false (distinct? 1 2 3 2)
    false (distinct? nil 1 nil)))

(deftest memfn-test
  (is (= 5 (apply max (map (fn [f] (f "abcde")) [count])))))

(deftest test-test
  (is (= :no-test (test (with-meta (fn []) {}))))
  (is (= :ok (test (with-meta (fn []) {:test (fn [] 1)})))))

(deftest taps
  (let [seen (promise)
        f    (fn [x] (deliver seen x))]
    (add-tap f)
    (is (true? (tap> :tapped)))
    (is (= :tapped (deref seen 60000 :nothing)))
    (remove-tap f)))

(deftest ids
  (is (uuid? (random-uuid)))
  (is (not= (random-uuid) (random-uuid)))
  (is (not (uuid? "6b0e9ab3-d20f-4cf9-9c9a-8c9f1d0ad2aa")))
  (is (= 36 (count (str (random-uuid)))))
  (is (uuid? #uuid "6b0e9ab3-d20f-4cf9-9c9a-8c9f1d0ad2aa"))
  (is (inst? #inst "2020-01-01"))
  (is (not (inst? 0)))
  (is (= 0 (inst-ms #inst "1970-01-01")))
  (is (= 1577836800123 (inst-ms #inst "2020-01-01T00:00:00.123Z")))
  (is (not (uri? "http://x"))))

(deftest arrays
  (let [a (int-array [1 2 3])]
    (is (= [2 4 6] (seq (amap a i ret (* 2 (aget a i))))))
    (is (= [1 2 3] (seq a)))
    (is (= 6 (areduce a i sum 0 (+ sum (aget a i)))))))

(deftest reading-and-writing-arrays
  (let [a (double-array 3), n (long-array [1 2]), o (object-array 2)]
    (is (= 1.5 (aset a 0 1.5)))
    (is (= 2.5 (do (aset a 0 2.5) (aget a 0))))
    (let [old (aget a 0)] ; is not what is put there afterwards
      (aset a 0 9.5)
      (is (= [2.5 9.5] [old (aget a 0)])))
    (is (= [9.5 0.0 0.0] (vec a)))
    (loop [i 0] (when (< i 2) (aset o i (inc i)) (recur (inc i))))
    (is (= [1 2] (vec o)))
    (is (= [:x :x] (let [x :x] [(aset o 1 x) (aget o 1)])))
    (is (= [3 [3 2]] (loop [i 0, x 0] (if (< i 3) (recur (inc i) (aset n 0 (if (zero? i) 0 (+ i (aget n 0))))) [x (vec n)]))))
    (is (= [5 5] (loop [i 0, x nil, y nil] (if (< i 1) (recur (inc i) (aset n 0 5) (aget n 0)) [x y]))) "in the order written")
    (is (= [5 7] (loop [i 0, x nil, y nil] (if (< i 1) (recur (inc i) (aget n 0) (aset n 0 7)) [x y]))))
    (let [copy (aclone a)]
      (aset copy 0 0.5)
      (is (= [9.5 0.5] [(aget a 0) (aget copy 0)])))
    (let [twice (into-array [a a])]
      (is (= 9.5 (aget twice 1 0)))
      (is (= 4.5 (aset twice 1 2 4.5)))
      (is (= 4.5 (aget a 2))))
    (is (thrown? IndexError (aget a 3)))
    (is (thrown? IndexError (aget a -1)))
    (is (thrown? IndexError (aset a 3 1.0)))
    (is (thrown? IndexError (aset a -1 1.0)))
    (is (thrown? Exception (aget a :k)))
    (is (thrown? Exception (aget nil 0)))
    (is (thrown? Exception (aset nil 0 1)))
    (is (= [1 -1] (let [b (byte-array [1 2])] (aset b 1 255) (vec b))))
    (is (= :v (let [d (py/dict)] (aset d "k" :v) (aget d "k"))))
    (with-redefs [aget (fn [_ i] [:mine i])]
      (is (= [:mine 0] (eval '(aget 1 0)))))))

(deftest versions
  (is (string? (clojure-version)))
  (is (= 1 (:major *clojure-version*))))

(deftest special-symbols
  (is (every? special-symbol? '[monitor-enter monitor-exit def if do let* loop* recur fn* quote var throw try set! . new]))
  (is (not-any? special-symbol? '[when let defn x])))

(deftest throwable-map
  (let [m (Throwable->map (ex-info "outer" {:a 1} (ex-info "inner" {:b 2})))]
    (is (= "inner" (:cause m)))
    (is (= {:b 2} (:data m)))
    (is (= ["outer" "inner"] (map :message (:via m))))
    (is (= [{:a 1} {:b 2}] (map :data (:via m))))))

(deftest classes-and-names
  (is (= (class 1) (type 1)))
  (is (= ::t (type (with-meta [] {:type ::t}))))
  (is (nil? (type nil)))
  (is (= "x" (cast String "x")))
  (is (nil? (cast String nil)))
  (is (thrown? ClassCastException (cast String 1)))
  (is (bytes? (byte-array 2)))
  (is (not (bytes? [1 2])))
  (is (= "a_b_QMARK_" (munge "a-b?")))
  (is (= 'a_BANG_ (munge 'a!)))
  (is (integer? (hash-combine (hash 1) 2)))
  (is (not= (hash-combine 1 2) (hash-combine 2 1)))
  (is (= {:a 1} (seq-to-map-for-destructuring '(:a 1))))
  (is (= {:a 1} (seq-to-map-for-destructuring '({:a 1}))))
  (is (= {} (seq-to-map-for-destructuring nil))))

(deftype Moment [ms]
  Inst
  (inst-ms* [_] ms))

(deftest own-instants
  (is (inst? (Moment. 5)))
  (is (= 1577836800123 (inst-ms* #inst "2020-01-01T00:00:00.123Z")))
  (is (= [true false] (map (fn [x] (satisfies? Inst x)) [#inst "2020" "2020"])))
  (is (= 5 (inst-ms (Moment. 5))))
  (is (not (inst? "2020")))
  (is (thrown? Exception (inst-ms "2020"))))

;; However the last argument of apply holds its elements.
(deftest apply-of-anything
  (let [fixed (fn [a b c] [a b c]), rest-of (fn [a & more] [a more]), both (fn ([a] [:one a]) ([a b & more] [a b more]))]
    (doseq [args [[1 2 3] '(1 2 3) (range 1 4) (map inc [0 1 2]) (into-array [1 2 3]) (subvec [0 1 2 3] 1) (lazy-seq [1 2 3])]]
      (is (= [1 2 3] (apply fixed args)))
      (is (= [1 [2 3]] (apply rest-of args)))
      (is (= [1 2 [3]] (apply both args)))
      (is (= [0 [1 2 3]] (apply rest-of 0 args)))
      (is (= 6 (apply + args)))
      (is (= [1 2 3] (apply vector args)))
      (is (thrown? Exception (apply fixed 0 args))))
    (is (= [1 nil] (apply rest-of [1])))
    (is (= [:one 1] (apply both [1])))
    (is (= [1 nil] (apply rest-of 1 [])))
    (is (= [1 nil] (apply rest-of 1 nil)))
    (doseq [n [19 20 21 22 64 100 5000]]
      (is (= (reduce + (range n)) (apply + (vec (range n)))))
      (is (= (vec (range n)) (apply vector (apply list (range n)))))
      (is (= n (count (apply (fn [& xs] xs) (vec (range n))))))
      (is (= (range 1 n) (second (apply rest-of (vec (range n)))))))))
