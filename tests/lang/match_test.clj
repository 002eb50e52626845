;; SPDX-License-Identifier: MIT
;; clojure.core.match, from its documentation; and random matches against a
;; matcher that tries one clause after the other.
(ns match-test
  (:require [clojure.core.match :as m :refer [defpred match match-let matchm matchv]]
            [clojure.core.match.date]
            [clojure.core.match.java :refer [bean-match]]
            [clojure.core.match.protocols :as protocols]
            [clojure.core.match.regex]
            [clojure.test :refer [are deftest is testing]]))

(deftest literals-and-names
  (let [both (fn [x y] (match [x y] [1 2] :lits [nil b] [:nil b] [:k "s"] :ks ['sym true] :sym [\a 1.5] :char :else :none))]
    (are [x y r] (= r (both x y))
      1 2 :lits, nil 7 [:nil 7], :k "s" :ks, 'sym true :sym, "a" 1.5 :char, 1 3 :none, 1.0 2 :none))
  (is (= 4 (let [x true, y true, z true]
             (match [x y z] [_ false true] 1, [false true _] 2, [_ _ false] 3, [_ _ true] 4, :else 5))))
  (is (= ["1" "2" "Fizz" "4" "Buzz" "Fizz" "7" "8" "Fizz" "Buzz" "11" "Fizz" "13" "14" "FizzBuzz"]
         (for [x (range 1 16)]
           (match [(mod x 3) (mod x 5)] [0 0] "FizzBuzz" [0 _] "Fizz" [_ 0] "Buzz" :else (str x)))))
  (testing "one value"
    (is (= :b (match (inc 1) 1 :a 2 :b :else :c)))
    (is (= 3 (match 3 x x))))
  (testing "a local is what it is equal to, _ never"
    (is (= :y (let [y 2] (match [2] [0] :zero [y] :y :else :none))))
    (is (= :two (let [_ 1, x 2] (match [x 3] [1 1] :one [_ 2] :no [2 3] :two :else :none)))))
  (testing "collections as quoted literals"
    (is (= :l (match ['(1 2)] ['(1 2)] :l :else :none)))
    (is (= 10 (let [e 'quote, f 10] (match [e f] ['quote quote] quote)))))
  (testing "nothing is evaluated twice, or that no clause needs"
    (let [n (atom 0)]
      (is (= 1 (match [(swap! n inc)] [2] :two [x] x)))
      (is (= 1 @n)))))

(deftest no-clause
  (is (thrown-with-msg? IllegalArgumentException #"No matching clause: 1 \[2\]" (match [1 [2]] [2 _] :x)))
  (is (thrown? ArithmeticException (match :a :a (/ 1 0) :else 2))))

(deftest vectors
  (let [f (fn [v] (match [v] [[]] :empty [[1]] :one [[1 2]] [1 2] [[a b]] [a b] [[0 & r]] [:zero r] [[_ _ _ & [x y]]] [x y] :else :none))]
    (are [v r] (= r (f v))
      [] :empty, [1] :one, [1 2] [1 2], [3 4] [3 4], [0 1 2] [:zero [1 2]], [0] [:zero []], [1 2 3 4 5] [4 5],
      [5] :none, '(1) :none, nil :none, {} :none, "ab" :none))
  (is (= [:a1 2 [1 2]] (match [[[1 2]]] [[3 1]] :a0 [[([1 a] :as b)]] [:a1 a b])))
  (is (= [:black 1 2 3 3 4 5 6]
         (match [[:black [:red [:red 1 2 3] 3 4] 5 6]]
           [(:or [:black [:red [:red a x b] y c] z d] [:black [:red a x [:red b y c]] z d]
                 [:black a x [:red [:red b y c] z d]] [:black a x [:red b y [:red c z d]]])] [:black a x b y c z d]
           :else :valid))))

(deftest seqs
  (let [f (fn [s] (match [s] [([] :seq)] :empty [([1] :seq)] :one [([1 2 b] :seq)] b [([1 & r] :seq)] [:r r]
                         [([_ 2 & ([a & b] :seq)] :seq)] [a b] :else :none))]
    (are [s r] (= r (f s))
      () :empty, [] :empty, [1] :one, '(1 2 4) 4, '(1 3) [:r '(3)], '(0 2 3 4) [3 '(4)], '(0 2) :none, nil :none, "" :none, {} :none))
  (is (= [1 2 [3]] (match ['(1 2 3)] [([a & [b & c]] :seq)] [a b c])))
  (testing "an infinite seq is realised only as far as the patterns look"
    (is (= [0 1] (match [(range)] [([5 5] :seq)] :no [([a b & _] :seq)] [a b])))
    (let [realised (atom 0)
          s        ((fn f [] (lazy-seq (swap! realised inc) (cons 1 (f)))))]
      (is (= 1 (match [s] [([1 & _] :seq)] 1)))
      (is (= 1 @realised)))))

(deftest maps
  (let [f (fn [m] (match [m] [{:a _ :b 2}] :a0 [{:a 1 :b x}] [:a1 x] [{:c 3 :d _ :e 4}] :a2 [{:n nil}] :nil [{"s" 1}] :s :else :none))]
    (are [m r] (= r (f m))
      {:a 5 :b 2} :a0, {:a 1 :b 1} [:a1 1], {:c 3 :d nil :e 4} :a2, {:c 3 :e 4} :none, {:a 1} :none,
      {:n nil} :nil, {} :none, {"s" 1} :s, nil :none, [1] :none, (py/dict {"s" 1}) :s))
  (is (= :empty (match [{:a 1}] [{}] :empty)))
  (let [f (fn [m] (match [m] [({:a _ :b 2} :only [:a :b])] :only [{:a 1}] :some :else :none))]
    (are [m r] (= r (f m)) {:a 1 :b 2} :only, {:a 1 :b 2 :c 3} :some, {:a 2 :b 2 :c 3} :none)))

(defrecord Point [x y])
(deftype Opaque [n])
(extend-protocol m/IMatchLookup Opaque (val-at [this k not-found] (if (= k :n) (.-n this) not-found)))

(deftest what-maps-match
  (is (= 3 (match [(->Point 1 2)] [{:x 1 :y y}] (inc y))))
  (is (= 7 (matchm [(Opaque. 7)] [{:m _}] :m [{:n n}] n)))
  (is (= :none (match [3] [{:a _}] :a :else :none))))

(defn div3? [n] (zero? (mod n 3)))
(defpred div3?)

(deftest guards
  (is (= :b (match ['(2 3 4 5)] [([_ (a :when even?) _ _] :seq)] :a [([_ (b :when [odd? div3?]) _ _] :seq)] :b :else :none)))
  (is (= 9 (match [2 3 [4 5]] [a :when even? _ [b c] :as d] (+ (first d) c) :else 0)))
  (is (= :a2 (match [1 2] [(a :guard #(odd? %)) (b :when odd?)] :a1 [(a :guard #(odd? %)) _] :a2 :else :a3)))
  (is (= :list (match [1] [(_ :guard [odd? pos? #(< % 2)])] :list)))
  (testing "a guard sees only what its pattern matches"
    (is (= :no (match [[:a "x"]] [[:b (n :guard odd?)]] n :else :no))))
  (testing ":when as a literal"
    (is (= :yes (match [1 :when] [a ':when] :yes)))))

(deftest other-patterns
  (is (= :a1 (match [4 6] [(:or 1 2 3) _] :a0 [4 (:or 5 6 7)] :a1)))
  (is (= [:x 1] (match [[1 :x]] [(:or [a 2] [a :x])] [:x a])))
  (is (= [5 4] (match [4] [(5 :<< inc)] [5 4])))
  (is (= "bc" (match ["abc"] [([_ x] :<< #(vector 1 (subs % 1)))] x)))
  (is (= :b (match ["b1" 2] [#"a.*" _] :a [#"b\d" 3] :no [#"b\d" _] :b :else :none)))
  (is (= :none (match [5] [#"5"] :five :else :none)))
  (is (= [1 2] (match-let [x 1, y [1 2]] [1 [a b]] [a b])))
  (is (= 2 (matchv ::m/array [(py/list [1 2])] [[1 x]] x))))

(deftest actions-may-recur
  (is (= :a2 ((fn [x done]
                (if done done (match [x] [[1]] (recur x :a0) [1] (recur x :a1) [[2]] (recur x :a2) [2] (recur x :a3) :else :a4)))
              [2] false)))
  (is (= 10 (loop [s (range 5), sum 0] (match [s] [([] :seq)] sum [([x & r] :seq)] (recur r (+ sum x)))))))

(defrecord Between [low high])
(defmethod m/emit-pattern-for-syntax [:between :default] [[_ low high]] (->Between low high))
(defmethod m/to-source Between [p ocr] `(<= ~(:low p) ~ocr ~(:high p)))

(deftest new-patterns
  (is (= [:low :high :none] (map #(match [%] [(:between 1 5)] :low [(:between 6 9)] :high :else :none) [3 7 10]))))

(defmacro fails [re & match] `(is (~'thrown-with-msg? Exception ~re (eval '(clojure.core.match/match ~@match)))))

(deftest bad-clauses
  (fails #"Clause 1: its patterns must stand in a vector: \[1\], not 1" [3] 1 :a)
  (fails #"Clause 2: \[1 2\] has 2 patterns for 1 values" [3] [1] :a [1 2] :b)
  (fails #"The last clause, \[1\], has no expression" [3] [2] :a [1])
  (fails #"Clause 1: :else must be the last one" [3] :else 1 [1] 1)
  (fails #"binds a more than once" [1 2] [a a] a)
  (fails #"No pattern is written \(1 :what a\): :what is not known" [1] [(1 :what a)] 1)
  (fails #"One pattern must follow the &" [[1]] [[a & b c]] 1))

;; --- random matches -----------------------------------------------------------------

(defn try-all
  "The names a pattern binds for v, added to env; nil if it does not match."
  [p v env]
  (cond
    (= '_ p)    env
    (symbol? p) (assoc env p v)
    (vector? p) (when (vector? v)
                  (let [[before [_ r]] (split-with #(not= '& %) p), n (count before)]
                    (when (if r (>= (count v) n) (= (count v) n))
                      (let [env (reduce (fn [env [p v]] (some->> env (try-all p v))) env (map vector before v))]
                        (if (and env r) (try-all r (subvec v n) env) env)))))
    (map? p)    (when (or (map? v) (vector? v)) ; vectors are looked up, too
                  (reduce (fn [env [k p]] (when (and env (not= ::none (get v k ::none))) (try-all p (get v k) env))) env p))
    (and (seq? p) (= :or (first p))) (some #(try-all % v env) (rest p))
    (and (seq? p) (= :seq (second p)))
    (when (sequential? v)
      (let [[before [_ r]] (split-with #(not= '& %) (first p)), n (count before)]
        (when (if r (>= (count v) n) (= (count v) n))
          (let [env (reduce (fn [env [p v]] (some->> env (try-all p v))) env (map vector before v))]
            (if (and env r) (try-all r (drop n v) env) env)))))
    (and (seq? p) (= :guard (second p))) (when-let [env (try-all (first p) v env)] (when ((resolve (nth p 2)) v) env))
    :else       (when (= p v) env)))

(def names (atom 0))
(defn random-name [] (symbol (str "n" (swap! names inc))))

(defn random-pattern [random depth]
  (let [r (fn [n] (.randrange random n))
        sub #(random-pattern random (dec depth))]
    (case (if (zero? depth) (r 4) (r 9))
      0 '_
      1 (random-name)
      (2 3) (r 3)
      4 (vec (repeatedly (r 4) sub))
      5 (conj (vec (repeatedly (r 3) sub)) '& (if (zero? (r 2)) '_ (random-name)))
      6 (into {} (map (fn [k] [k (sub)])) (take (r 3) [:a :b]))
      7 (list (let [v (vec (repeatedly (r 3) sub))] (if (zero? (r 2)) v (conj v '& (random-name)))) :seq)
      8 (case (r 2)
          0 (list :or (r 3) (r 3) (vec (repeatedly (r 2) #(r 3))))
          1 (list (sub) :guard 'match-test/fine?)))))

(defn fine? [x] (not= x [0]))

(defn random-value [random depth]
  (let [r (fn [n] (.randrange random n)), sub #(random-value random (dec depth))]
    (case (if (zero? depth) 0 (r 5))
      (0 1) (r 3)
      2 (vec (repeatedly (r 4) sub))
      3 (apply list (repeatedly (r 3) sub))
      4 (into {} (map (fn [k] [k (sub)])) (take (r 3) [:a :b])))))

(defn names-in [p] (filter #(and (symbol? %) (re-matches #"n\d+" (name %))) (tree-seq coll? seq p)))

(deftest random-matches
  (let [seed (or (System/getenv "FUZZ_SEED") (str (py/hash (py/object)))), random (.Random (py/__import__ "random") seed)]
    (dotimes [_ 150]
      (let [rows   (vec (repeatedly (+ 1 (.randrange random 5)) (fn [] [(random-pattern random 2) (random-pattern random 1)])))
            f      (try
                     (eval `(fn [x# y#] (match [x# y#] ~@(mapcat (fn [i row] [row [i (into {} (map (fn [n] [`'~n n])) (names-in row))]]) (range) rows)
                                               :else :none)))
                     ;; A tree may grow beyond what a function can be.
                     (catch Exception e (when-not (re-find #"too large" (ex-message e)) (throw e))))]
        (dotimes [_ (if f 40 0)]
          (let [x (random-value random 2), y (random-value random 1)
                expected (or (first (keep-indexed (fn [i [p q]] (some->> (try-all p x {}) (try-all q y) (vector i))) rows)) :none)
                got      (f x y)]
            (when-not (= expected got)
              (is (= expected got) (pr-str {:seed seed :rows rows :x x :y y})))))))
    (is true)))

(deftest getters-under-map-patterns
  (bean-match java.io.File)
  (is (= "/tmp/x" (matchm [(java.io.File. "/tmp/x")] [{:directory? true}] :directory, [{:absolute-path p}] p)))
  (is (= [109 10] (matchm [(java.util.Date. 109 10 1)] [{:year y, :month m}] [y m], :else :wrong)))
  (is (= :none (matchm [(java.io.File. "/tmp/x")] [{:colour _}] :colour, :else :none)))
  (is (= 1 (protocols/val-at {:a 1} :a nil))))
