;; SPDX-License-Identifier: MIT
;; Lazy seqs that are consumed as a whole, and by nobody else, are not built:
;; but what can be seen of it is as if they were.
(ns flow-test
  (:require [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(def ^:private log (atom []))

(defn- noting
  "A function that notes its arguments under a name, and gives (f args…)."
  [name f]
  (fn [& args]
    (swap! log conj (into [name] args))
    (apply f args)))

(defmacro logged
  "The value of the form, and what was noted."
  [form]
  `(do (reset! log [])
       (let [value# ~form]
         [value# @log])))

(defn- own [n] (lazy-seq (when (pos? n) (cons n (own (dec n))))))

(deftest values
  (are [value form] (= value form)
    10 (reduce + (take 5 (iterate inc 0)))
    10 (reduce + 0 (take 5 (iterate inc 0)))
    0 (reduce + (take 0 (iterate inc 1)))
    0 (reduce + (take-while neg? (iterate inc 1)))
    1 (reduce + (take 1 (iterate inc 1)))
    5 (count (take-while #(< % 5) (iterate inc 0)))
    5 (count (take 5 (map inc (iterate inc 0))))
    [1 3 5] (into [] (take 3 (filter odd? (iterate inc 0))))
    [1 3 5] (vec (take 3 (filter odd? (iterate inc 0))))
    [2 3] (mapv inc (take 2 (iterate inc 1)))
    [2 4] (filterv even? (take 4 (iterate inc 1)))
    #{1 2} (set (take 2 (iterate inc 1)))
    "123" (apply str (take 3 (iterate inc 1)))
    "1,2,3" (str/join "," (take 3 (iterate inc 1)))
    [3 2 1] (reverse (take 3 (iterate inc 1)))
    [1 2 3] (sort (take 3 (iterate dec 3)))
    [5 7 9] (vec (map + [1 2 3] [4 5 6 7]))
    21 (reduce + (map + [1 2 3] '(4 5 6 7)))
    45 (reduce + (map + [1 2 3] (list 4 5 6 7) [7 8 9]))
    [1 2 3 4] (into [] (concat [1 2] (list 3 4)))
    10 (reduce + (concat [1 2] nil [3] (take 1 (iterate inc 4))))
    6 (count (mapcat (fn [x] [x x]) (own 3)))
    [3 3 2 2 1 1] (vec (mapcat (fn [x] [x x]) (own 3)))
    true (every? pos? (take 3 (iterate inc 1)))
    false (every? odd? (take 3 (iterate inc 1)))
    4 (some #(when (> % 3) %) (iterate inc 0))
    nil (some neg? (take 3 (iterate inc 0)))
    true (not-any? neg? (take 3 (iterate inc 0)))
    [2 3] (keep #(when (> % 1) %) (take 3 (iterate inc 1)))
    2 (count (keep #(when (> % 1) %) (take 3 (iterate inc 1))))
    3 (count (take 2.5 (iterate inc 0)))
    6 (reduce (fn [a x] (if (> x 3) (reduced a) (+ a x))) 0 (map identity (iterate inc 0)))
    3 (reduce (fn [a x] (if (> x 3) (reduced a) (+ a x))) 0 (concat [1 2] [4] [5]))
    [0 1] (into [] (take 2) (take-while some? (iterate inc 0)))
    {1 2, 2 1} (frequencies (take 3 (map #(max 1 (- % 1)) (iterate inc 1)))))
  (is (thrown? ClassCastException (count (take "a" (iterate inc 0)))))
  (is (thrown? ClassCastException (reduce + (take :a [1 2])))))

(deftest calls-and-their-order
  (are [value calls form] (= [value calls] (logged form))
    3 [[:f 1] [:f 2]]
    (reduce + (take 2 (map (noting :f identity) (iterate inc 1))))
    ;; f of one element, then the sum, then f of the next
    3 [[:f 1] [:f 2] [:+ 1 2]]
    (reduce (noting :+ +) (map (noting :f identity) (list 1 2)))
    ;; a whole chunk first
    6 [[:f 1] [:f 2] [:f 3] [:+ 1 2] [:+ 3 3]]
    (reduce (noting :+ +) (map (noting :f identity) [1 2 3]))
    2 [[:p 1] [:p 2] [:p 3]]
    (count (take-while (noting :p #(< % 3)) (iterate inc 1)))
    1 [[:i 1]]
    (count (take-while #(< % 2) (iterate (noting :i inc) 1)))
    3 [[:i 1] [:i 2]]
    (count (take 3 (iterate (noting :i inc) 1)))
    2 [[:q 1] [:q 2]]
    (some (noting :q #(when (even? %) %)) (map identity (iterate inc 1)))))

(deftest what-others-have-stays
  (let [calls (atom 0)
        s     (map (fn [x] (swap! calls inc) x) (take 3 (iterate inc 1)))]
    (is (= 6 (reduce + s)))
    (is (= 3 (count s)))
    (is (= [1 2 3] (vec s)))
    (is (= 3 @calls)))
  (let [calls (atom 0)
        inner (filter (fn [x] (swap! calls inc) (odd? x)) (list 1 2 3))]
    (is (= 4 (reduce + (map identity inner))))
    (is (= [1 3] (vec inner)))
    (is (= 3 @calls)))
  (let [it (iterate inc 1)]
    (is (= 6 (reduce + (take 3 it))))
    (is (= [1 2] (take 2 it)))
    (is (= 9 (reduce + (take 3 (rest it)))))))

(deftest failures
  (is (thrown? ArithmeticException (reduce + (map (fn [x] (/ 6 x)) (list 3 2 0)))))
  (is (thrown? ArithmeticException (count (map (fn [x] (/ 6 x)) (list 3 2 0)))))
  (is (= 1/2 (first (map / (list 1 1) (list 2 0))))))

(deftest for-in-levels
  (are [value calls form] (= [value calls] (logged form))
    ;; one element of the outer level, and all of a chunk of the inner one
    [1 :a] [[:f 1 :a] [:f 1 :b]]
    (first (for [x [1 2], y [:a :b]] ((noting :f vector) x y)))
    [[1 :a] [1 :b] [2 :a]] [[:f 1 :a] [:f 1 :b] [:f 2 :a] [:f 2 :b]]
    (doall (take 3 (for [x [1 2 3], y [:a :b]] ((noting :f vector) x y))))
    ;; :let once for each element
    [[2 :a] [2 :b] [3 :a] [3 :b]] [[:i 1] [:i 2]]
    (vec (for [x [1 2] :let [z ((noting :i inc) x)], y [:a :b]] [z y])))
  (are [value form] (= value form)
    [[2 1]] (for [x (range 3), y (range x) :when (odd? y)] [x y])
    [[0 :c] [1 :c]] (for [x (iterate inc 0) :while (< x 2), y [1], z [y] :let [w :c]] [x w])
    [[0 1] [1 1]] (for [x (range 5) :while (< x 2), y (range 9) :while (< y 2) :when (= y 1)] [x y])
    [[1 1 1] [2 1 1] [2 2 1] [2 2 2]] (for [x (range 3), y (range 1 (inc x)), z (range 1 (inc y))] [x y z])
    3200 (count (for [x (range 40), y (range 80)] 1))
    [0 1 2] (map second (take 3 (for [x (range), y (range)] [x y])))
    [[1 2] [1 3]] (take 2 (for [x (own 3) :when (= x 1), y (iterate inc 2)] [x y]))
    () (for [x nil, y [1]] [x y])
    100000 (count (for [x (range 100000), y [x] :when y] y))
    0 (count (for [x (range 100000), y [] ] y))
    [[0 63] [0 64]] (subvec (vec (for [x (range 1), y (range 70)] [x y])) 63 65)))

(deftest one-chunk
  (are [value calls form] (= [value calls] (logged form))
    9 [[:f 1] [:f 2] [:r 2 3] [:r 5 4]]
    (reduce (noting :r +) 2 (map (noting :f #(+ % 2)) [1 2]))
    7 [[:f 1] [:f 2] [:r 3 4]]
    (reduce (noting :r +) (map (noting :f #(+ % 2)) [1 2]))
    1 [[:f 1] [:f 2] [:f 3]]
    (reduce (fn [_ x] (reduced x)) nil (filter (noting :f odd?) [1 2 3]))
    2 [[:f 1] [:f 2]] (count (map (noting :f inc) [1 2]))
    false [[:f 1] [:f 2]] (every? neg? (map (noting :f inc) [1 2])))
  (are [value form] (= value form)
    3 (reduce + (map inc [2]))
    0 (reduce + (map inc []))
    0 (reduce + (filter odd? [2 4]))
    4 (reduce + (filter odd? [1 2 3]))
    [[2] [4]] (map vector (remove odd? [1 2 3 4]))
    [1 2] (into [] (keep first [[1] nil [2] [nil]]))
    #{:a :b} (set (map key {:a 1, :b 2}))
    {1 :a, 2 :b} (into {} (map (fn [[k v]] [v k]) {:a 1, :b 2}))
    3 (apply max (map inc #{1 2}))
    "23" (apply str (map inc [1 2]))
    [-2 -1] (sort (map - [1 2]))
    :r (reduce (fn [a x] (if (= x 2) (reduced :r) a)) (map identity [1 2 3]))
    2 (count (remove odd? [1 2 4]))
    [5 5] (let [s (map inc [1 2])] [(reduce + s) (reduce + s)])
    (* 33 17) (reduce + (map inc (vec (range 33)))))
  (is (thrown? IllegalArgumentException (reduce + (chunk (chunk-buffer 1)))))
  (is (thrown? ArithmeticException (reduce + (map (fn [x] (/ 6 x)) [3 2 0])))))

(deftest gathered-into-vectors
  (are [value form] (= value form)
    [2 3] (mapv inc [1 2])
    (range 1 101) (mapv inc (range 100))
    (range 1 101) (mapv #(+ % 1) (vec (range 100)))
    ["a" "b"] (mapv str "ab")
    [:a] (mapv key {:a 1})
    [2 3 4] (mapv inc (cons 1 [2 3]))
    [2 3] (mapv inc (rest [0 1 2]))
    [] (mapv inc nil)
    [] (mapv inc [])
    (filter odd? (range 70)) (filterv odd? (range 70))
    (filter odd? (range 70)) (filterv #(odd? %) (vec (range 70)))
    [1] (filterv #{1 2} #{1 5})
    [3 1] (filterv odd? (own 3)))
  (is (vector? (mapv inc (range 40))))
  (are [form] (thrown? Exception form)
    (mapv inc 3)
    (mapv inc [1 :a])
    (filterv (fn [x] (/ 1 x)) (range 40))))

(deftest for-reduced
  (are [value calls form] (= [value calls] (logged form))
    ;; what a chunk of the inner level gives is all there before it is reduced; the outer level goes on afterwards
    12 [[:f 0 1] [:f 0 2] [:r 0 1] [:r 1 2] [:f 3 1] [:f 3 2] [:r 3 4] [:r 7 5]]
    (reduce (noting :r +) 0 (for [x [0 3], y [1 2]] ((noting :f +) x y)))
    3 [[:f 0 1] [:f 0 2]]
    (reduce (fn [a x] (if (= x 2) (reduced (+ a x)) (+ a x))) 0 (for [x [0 3], y [1 2]] ((noting :f +) x y)))
    [1 2] [[:f 3 2] [:g 1] [:f 3 1] [:g 2]]
    (into [] (map (noting :g identity)) (for [x (own 2)] ((noting :f -) 3 x))))
  (are [value form] (= value form)
    [[2 1] [3 1]] (into [] (for [x (range 4) :let [z x], y (range x) :when (odd? y)] [z y]))
    [[0 1] [1 1]] (into [] (for [x (range 5) :while (< x 2), y (range 9) :while (< y 2) :when (= y 1)] [x y]))
    3200 (reduce + (for [x (range 40), _ (range 80) :when x] 1))
    [0 1 2] (into [] (comp (map second) (take 3)) (for [x (range), y (range)] [x y]))
    {0 1, 1 2, 2 2} (frequencies (mapcat (fn [x] (for [y [0 1] :when (< (+ x y) 3)] (+ x y))) [1 2 0 3]))
    [1 2 3] (into [] (take 3) (mapcat (fn [x] (for [y (iterate inc x)] y)) [1]))
    [1 1 2 3 4] (into [] (mapcat (fn [x] (for [y (range x)] (inc y)))) [1 4])
    [:a 1 2] (reduce conj [:a] (mapcat (fn [x] (if (odd? x) (for [y [x]] y) (take 1 (iterate inc x)))) [1 2]))
    () (for [x nil] x)
    [7] (into [7] (for [x nil, y [1]] y))
    [[1 2] [1 2]] (let [s (for [x [1 2]] x)] [(into [] s) (into [] s)])
    500000500000 (reduce + (for [x (range 1000001)] x)))
  (is (thrown? ArithmeticException (reduce + (for [x [1 0], y [2]] (/ y x))))))

(deftest keys-of-a-part
  (let [m (into (sorted-map) (map (fn [i] [i (* i i)])) (range 100))]
    (are [value form] (= value form)
      [96 97 98 99] (keys (subseq m > 95))
      [16 9 4 1 0] (vals (rsubseq m < 5))
      90 (count (keys (subseq m >= 10)))
      [1 2] (take 2 (keys (next (seq m))))
      [:a] (keys (seq {:a 1}))
      [2] (vals (rest (seq {:a 1, :b 2}))))))

(deftest groups-of-anything
  (are [value form] (= value form)
    [[1 2 3] [2 3 4]] (partition 3 1 [1 2 3 4])
    [[0 1] [2 3] [4]] (partition-all 2 (range 5))
    [[0] [1] [2]] (into [] (partition-all 1.5) (range 3))
    [[\a \b] [\c]] (partition-all 2 "abc")
    [(range 40) (range 40 80)] (partition 40 (range 90))
    [(range 40) (range 40 80) (range 80 90)] (partition-all 40 (map identity (range 90)))
    [[3 2] [1 :x]] (partition 2 2 [:x :y] (own 3))
    [[1 2] [4 5]] (partition 2 3 (list 1 2 3 4 5 6))
    [[7 7] [7]] (partition-all 2 (repeat 3 7))
    [[1 2] [3 4]] (take 2 (partition 2 (iterate inc 1)))
    [[] []] (take 2 (partition 0 [1])))
  (are [value calls form] (= [value calls] (logged form))
    [0 1] [[:f 0] [:f 1]] (first (partition 2 (map (noting :f identity) (iterate inc 0))))
    [0 1] [[:f 0] [:f 1] [:f 2]] (first (partition 2 (map (noting :f identity) [0 1 2])))))

(deftest paths-and-firsts
  (are [value form] (= value form)
    {:a {:b 3}} (update-in {:a {:b 1}} [:a :b] + 2)
    {:a {:b 6}} (update-in {:a {:b 1}} [:a :b] + 2 3)
    {:a {:b 2}} (update-in {:a {:b 1}} '(:a :b) inc)
    {:a {:b 3}} (update-in {:a {:b 1}} '(:a :b) + 2)
    {:a {:b [1 2 3 4]}} (update-in {:a {:b [1]}} '(:a :b) conj 2 3 4)
    {:a {:b {:c 5}}} (update-in nil [:a :b :c] (fnil + 0) 5)
    {nil 7} (update-in {} [] (fn [_ x] x) 7)
    {:a {:b 1, nil 1}} (assoc-in {:a {:b 1}} [:a nil] 1)
    {nil 1} (assoc-in {} [] 1)
    {nil 1} (update-in {} [] (constantly 1))
    {:a 1} (get-in {:a 1} [])
    2 (get-in [1 [2]] [1 0])
    [:a 1] (first {:a 1})
    [1 :a] (first (sorted-map 2 :b, 1 :a))
    3 (first (sorted-set-by > 1 2 3))
    nil (first (sorted-map))
    nil (first {})
    nil (first #{})
    1 (first #{1})
    true (let [m (zipmap (range 100) (range))] (= (first m) (first (seq m))))
    true (let [s (set (range 100))] (= (first s) (first (seq s))))
    [5 7 9] (mapv + [1 2 3] (range 4 7))
    ["a1" "b2"] (mapv str "abc" [1 2])
    [0 1 1 2] (keep-indexed (fn [i x] (when x (- x i))) [0 2 nil 4 6])
    {1 2, 3 4} (into {1 2} [[3 4]])
    [1 2 3] (into [1] '(2 3))
    '(3 2 1) (into '(1) [2 3])
    #{1 [2 nil]} (into #{1} {2 nil})))

(deftest chunks-step-by-step
  (testing "values, over what comes in chunks"
    (are [value form] (= value form)
      [2 3 4] (map inc [1 2 3])
      (range 1 101) (map inc (range 100))
      [97 99] (filter odd? (drop 96 (range 100)))
      [96 97] (filter (fn [x] (> x 95)) (range 98))
      [] (remove (fn [_] true) (vec (range 100)))
      [0 2 198] (keep (fn [x] (when (#{0 1 99} x) (* 2 x))) (range 100))
      ["a" "b"] (map str "ab")
      #{1 2} (set (map key {1 :a, 2 :b}))
      (range 50) (loop [s (range 50), n 0] (if (< n 2000) (recur (filter (fn [_] true) s) (inc n)) s))
      1001 (first (filter (fn [x] (> x 1000)) (range)))))
  (testing "a chunk at a time"
    (is (= [0 32] (let [n (atom 0), s (map (fn [x] (swap! n inc) x) (range 100))] [(first s) @n])))
    (is (= [40 64] (let [n (atom 0), s (filter (fn [x] (swap! n inc) (= x 40)) (range 100))] [(first s) @n])))
    (is (= [clojure.lang.LazySeq clojure.lang.LazySeq]
           (let [s (filter (fn [x] (zero? (rem x 32))) (range 100))] [(class s) (class (rest s))]))))
  (testing "a failure is the same again"
    (let [n (atom 0)
          s (map (fn [x] (swap! n inc) (if (= x 40) (throw (ex-info "forty" {})) x)) (range 100))]
      (is (= [0 1 2] (take 3 s)))
      (is (thrown-with-msg? Exception #"forty" (doall s)))
      (is (thrown-with-msg? Exception #"forty" (doall s)))
      (is (= 41 @n)))))

(deftest concatenations-that-are-there
  (are [value form] (= value form)
    [1 1 2 2 3 3] (mapcat (fn [x] [x x]) [1 2 3])
    [] (mapcat (fn [_] nil) [1 2])
    [2 1 4 3] (mapcat reverse [[1 2] [3 4]])
    [1 2 3] (apply concat [[1 2] nil () [3]])
    (for [x (range 100), y (range x)] y) (mapcat (fn [x] (vec (range x))) (range 100))
    (for [x (range 70), y [x x]] y) (mapcat (fn [x] [x x]) (range 70))
    [1 2 3 2 3 4] (take 6 (mapcat (fn [x] (take 3 (iterate inc x))) [1 2]))
    [1 2 3 4] (mapcat (fn [[k v]] [k v]) (sorted-map 1 2, 3 4))
    [1 :a 2 :b] (mapcat vector [1 2] [:a :b])
    [1 2 3 4] (mapcat (fn f [x] (if (vector? x) (mapcat f x) [x])) [[1 [2 [3]]] 4])
    clojure.lang.LazySeq (class (mapcat (fn [x] [x]) [1]))
    nil (seq (mapcat (fn [_] []) [1 2 3]))
    () (mapcat list nil))
  (testing "what is not there is not made sooner"
    (is (= [[1 2 3] [[:f 1] [:f 2] [1 1] [1 2] [1 3]]]
           (logged (doall (take 3 (mapcat (fn [x]
                                            (swap! log conj [:f x])
                                            (map (fn [y] (swap! log conj [x y]) y) [1 2 3]))
                                          [1 2]))))))))

(deftest along-paths
  (let [m {:a {:b [1 2 3]}}]
    (is (= [{:a {:b [1 3 3]}} m {:a {:b [1 2 3 4]}} m]
           [(update-in m [:a :b 1] inc) m (update-in m [:a :b] conj 4) m]))
    (is (= [{:a {:b [1 2 3], :c {:d 5}}} m] [(assoc-in m [:a :c :d] 5) m]))
    (is (= {:a {:b [1 2 :x]}} (assoc-in m [:a :b 2] :x))))
  (is (= [[1 2] [:x 4]] (assoc-in [[1 2] [3 4]] [1 0] :x)))
  (is (= {1 {2 3}} (assoc-in (sorted-map 1 {}) [1 2] 3)))
  (is (thrown? Exception (assoc-in {:a 1} [:a :b] 2)))
  (is (thrown? Exception (update-in {:a {:b 1}} [:a :b :c] inc)))
  (testing "the function sees what it always saw, and a failure leaves what others have"
    (let [held (atom {:a {:b [1]}})]
      (is (thrown-with-msg? Exception #"no" (swap! held update-in [:a :b] (fn [v] (throw (ex-info (str "no" v) {}))))))
      (is (= {:a {:b [1]}} @held)))))

(deftest texts-and-many-arguments
  (are [value form] (= value form)
    "1, , \u00e9, \u65e5" (str/join ", " [1 nil "\u00e9" "\u65e5"])
    "\u00e9\u65e5a" (str/join ["\u00e9" "\u65e5" "a"])
    "a\u00e9b" (str/join "\u00e9" ["a" "b"])
    "a" (str/join "\u00e9" ["a"])
    "[1 \"b\"]{:a \"q\"}:k" (str/join [[1 "b"] {:a "q"} :k])
    "" (str/join "," [])
    20000 (count (apply str (vec (repeat 20000 "x"))))
    (count (apply str (range 10000))) (reduce + (map (comp count str) (range 10000)))
    49995000 (apply + (vec (range 10000)))
    9999 (apply max (shuffle (range 10000)))
    10000 (count (apply hash-set (range 10000)))
    true (= (vec (range 10000)) (apply vector (range 10000)) (vec (apply list (range 10000))))
    [:a :a :a] (vec (repeat 3 :a))
    true (= (vec (repeat 100 [1])) (mapv (fn [_] [1]) (range 100)))))

(deftest arguments-in-runs
  (are [value form] (= value form)
    "234" (apply str (map inc [1 2 3]))
    (range 1 101) (apply list (map inc (range 100)))
    (range 1 70) (apply vector (rest (vec (range 70))))
    49 (apply max (concat [1 2] (vec (range 50)) '(3)))
    (range 40) (apply conj [] (seq (vec (range 40))))
    1000 (apply (fn [& r] (count r)) (map inc (range 1000)))
    [1 2 3] (apply (fn ([a b c] [a b c])) (filter pos? [0 1 2 3])))
  (is (thrown? Exception (apply (fn [a] a) (vec (range 100)))))
  (is (thrown-with-msg? Exception #"fifty" (apply + (map (fn [x] (if (= x 50) (throw (ex-info "fifty" {})) x)) (range 100)))))
  (is (thrown-with-msg? Exception #"two" (apply + (map (fn [x] (if (= x 2) (throw (ex-info "two" {})) x)) [1 2])))))

(deftest runs-of-one-value
  (are [value form] (= value form)
    [[1 1] [2 2] [3]] (partition-by odd? [1 1 2 2 3])
    [[0 1 2] [3 4 5] [6]] (partition-by #(quot % 3) (range 7))
    [40 40 20] (map count (partition-by #(quot % 40) (range 100)))
    [[1 2 3]] (partition-by (fn [_] nil) [1 2 3])
    () (partition-by (fn [x] x) [])
    (range 35) (take-while #(< % 35) (vec (range 100)))
    [[1 2]] (take-while #(< (key %) 2) (sorted-map 1 2, 3 4)))
  (testing "as far as it is looked at"
    (is (= [0 1 [3 4 5] 5]
           (let [n (atom 0), p (partition-by (fn [x] (swap! n inc) (quot x 3)) (map identity (iterate inc 0)))]
             [(first (first p)) @n (second p) @n])))))

(deftest the-first-of-a-vector
  (doseq [n [-1 0 1 2 3 5 31 32 33 70], size [0 1 2 3 33 70]
          :let [v (vec (range size)), some (vec (range (max 0 (min n size)))), f (fn [] (take n v))]]
    (is (= some (vec (f)) (into [] (f)) (mapv identity (f)) (filterv any? (f)) (reduce conj [] (f)) (f)))
    (is (= (reverse some) (reverse (f))))
    (is (= (count some) (count (f))))
    (is (= (pr-str (seq some)) (pr-str (seq (f)))))
    (is (= (set some) (set (f)))))
  (is (= "(1 2)" (str (take 2 [1 2 3])) (pr-str (take 2 (first {1 2})))))
  (is (= '(nil ()) [(seq (take 0 [1])) (take 0 [1])]))
  (is (= [0 1] (vec (take 1.5 [0 1 2])))))
