;; SPDX-License-Identifier: MIT
(ns numbers-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest arithmetic-test
  (are [result x] (= result x)
    0 (+)
    1 (+ 1)
    3 (+ 1 2)
    10 (+ 1 2 3 4)
    -1 (- 1)
    1 (- 3 2)
    -4 (- 1 2 3)
    1 (*)
    2 (* 2)
    24 (* 1 2 3 4)
    1/2 (/ 2)
    2 (/ 4 2)
    2/3 (/ 4 6)
    1/6 (/ 1 2 3)
    3.5 (+ 1 2.5)
    1.5 (+ 1/2 1.0)
    1 (+ 1/2 1/2)
    5/6 (+ 1/2 1/3)
    2.0 (/ 4.0 2)
    0.5 (/ 1 2.0)
    3 (inc 2)
    1 (dec 2)
    3/2 (inc 1/2)
    1.5 (dec 2.5)
    -1/2 (- 1/2)
    0 (* 0 5)
    1.5M (+ 1 0.5M)
    0.75M (* 0.5M 1.5M)
    2.5 (+ 1.5M 1.0)
    3 (+' 1 2)
    6 (*' 2 3)
    -1 (-' 1)
    2 (inc' 1)
    0 (dec' 1)
    3 (unchecked-add 1 2)
    3 (unchecked-inc 2))
  (testing "integers have any size"
    (are [result x] (= result x)
      9223372036854775808 (inc 9223372036854775807)
      -9223372036854775809 (dec -9223372036854775808)
      18446744073709551616 (* 4294967296 4294967296)
      4611686018427387904 (+ 2305843009213693952 2305843009213693952)
      2305843009213693952 (inc 2305843009213693951)
      -2305843009213693953 (dec -2305843009213693952)
      0 (- 9223372036854775808 9223372036854775808)
      1 (/ 100000000000000000000 100000000000000000000)
      93326215443944152681699238856266700490715968264381621468592963895217599993229915608941463976156518286253697920827223758251185210916864000000000000000000000000
      (reduce * (range 1 101))
      9223372036854775808 (- -9223372036854775808)
      1000000000000000000000N (* 1000000000000 1000000000)))
  (testing "doubles"
    (are [result x] (= result x)
      ##Inf (/ 1.0 0)
      ##-Inf (/ -1.0 0)
      ##Inf (+ ##Inf 1)
      0.30000000000000004 (+ 0.1 0.2)
      1.0E10 (* 1e5 1e5)
      -0.5 (- 0.5)
      5e-324 (/ 5e-324 1)
      1.7976931348623157E308 (* 1 1.7976931348623157E308))
    (is (NaN? (- ##Inf ##Inf)))
    (is (NaN? (/ 0.0 0)))
    (is (NaN? (+ ##NaN 1))))
  (are [form] (thrown? Exception form)
    (+ 1 "1")
    (+ :a 1)
    (- nil)
    (* 1 nil)
    (/ 1 0)
    (/ 0 0)
    (/ 1.5M 0)
    (inc nil)
    (inc "a")
    (+ 1 true)
    (+ 1 [1])))

(deftest division-test
  (are [q r m n d] (and (= q (quot n d)) (= r (rem n d)) (= m (mod n d)))
    3 1 1 10 3
    -3 -1 2 -10 3
    -3 1 -2 10 -3
    3 -1 -1 -10 -3
    0 0 0 0 5
    0 3 3 3 5
    0 -3 2 -3 5
    2.0 1.0 1.0 5.0 2
    -2.0 -1.0 1.0 -5.0 2
    1 1/6 1/6 1/2 1/3
    10000000000 0 0 100000000000000000000 10000000000)
  (are [form] (thrown? ArithmeticException form)
    (quot 1 0)
    (rem 1 0)
    (mod 1 0)
    (quot 1.0 0)))

(deftest comparison-test
  (are [x] (true? x)
    (< 1)
    (< 1 2)
    (< 1 2 3)
    (<= 1 1 2)
    (> 3 2 1)
    (>= 3 3 1)
    (== 1 1.0)
    (== 1 1 1)
    (== 1/2 0.5)
    (== 1M 1 1.0)
    (< 1 1.5 2)
    (< 1/3 0.5 1)
    (< ##-Inf 0 ##Inf)
    (> 9223372036854775808 9223372036854775807)
    (< -9223372036854775809 0)
    (not= 1 2)
    (= 1 1N)
    (zero? 0)
    (zero? 0.0)
    (zero? -0.0)
    (zero? 0M)
    (pos? 1)
    (pos? 0.1)
    (pos? 1/2)
    (neg? -1)
    (neg? -1/2)
    (even? 0)
    (even? -2)
    (odd? 1)
    (odd? -1)
    (even? 100000000000000000000)
    (odd? 100000000000000000001))
  (are [x] (false? x)
    (< 1 1)
    (< 1 2 2)
    (> 1 2)
    (<= 2 1)
    (== 1 2)
    (= 1 1.0)
    (= 0.5 1/2)
    (= 1 1M)
    (< ##NaN 1)
    (> ##NaN 1)
    (== ##NaN ##NaN)
    (= ##NaN ##NaN)
    (zero? 1)
    (pos? 0)
    (neg? 0)
    (even? 1)
    (odd? 2))
  (are [form] (thrown? Exception form)
    (< 1 "a")
    (< nil 1)
    (> :a 1)
    (zero? nil)
    (zero? "0")
    (even? 1.5)
    (odd? 1/2)
    (even? nil)))

(deftest predicates-test
  (are [pred yes no] (and (every? pred yes) (not-any? pred no))
    number? [1 1.5 1/2 1M 1N ##NaN 100000000000000000000] [nil true false "1" :a \1 []]
    integer? [0 -1 1N 100000000000000000000] [1.0 1/2 1M nil true "1"]
    int? [0 -1 9223372036854775807] [1.0 1/2 nil]
    float? [1.0 ##Inf ##NaN] [1 1/2 1M nil]
    double? [1.0 ##Inf] [1 nil]
    ratio? [1/2 -3/4] [1 0.5 4/2]
    rational? [1 1/2 1M] [0.5 nil]
    decimal? [1M 1.50M] [1 1.0 1/2]
    pos-int? [1 2] [0 -1 1.0 nil]
    neg-int? [-1] [0 1 -1.0 nil]
    nat-int? [0 1] [-1 0.0 nil]
    NaN? [##NaN] [0 1.0 ##Inf]
    infinite? [##Inf ##-Inf] [0 1.0 ##NaN]))

(deftest min-max-abs-test
  (are [result x] (= result x)
    1 (min 1)
    1 (min 3 1 2)
    3 (max 3 1 2)
    1.5 (max 1 1.5)
    1/2 (min 1/2 1)
    1 (abs -1)
    1 (abs 1)
    0.5 (abs -0.5)
    1/2 (abs -1/2)
    1.5M (abs -1.5M)
    9223372036854775808 (abs -9223372036854775808)
    [:a 9] (apply max-key second [[:b 3] [:a 9] [:c 1]])
    [:c 1] (apply min-key second [[:b 3] [:a 9] [:c 1]]))
  (is (NaN? (min 1 ##NaN)))
  (is (NaN? (max ##NaN 1)))
  (is (thrown? Exception (min)))
  (is (thrown? Exception (max nil 1))))

(deftest bits-test
  (are [result x] (= result x)
    2r1000 (bit-and 2r1100 2r1010)
    2r1110 (bit-or 2r1100 2r1010)
    2r0110 (bit-xor 2r1100 2r1010)
    2r0100 (bit-and-not 2r1100 2r1010)
    -1 (bit-not 0)
    0 (bit-not -1)
    8 (bit-shift-left 1 3)
    1 (bit-shift-right 8 3)
    -1 (bit-shift-right -8 3)
    2r1010 (bit-set 2r1000 1)
    2r1000 (bit-clear 2r1010 1)
    2r1000 (bit-flip 2r1010 1)
    true (bit-test 2r1010 1)
    false (bit-test 2r1010 0)
    7 (bit-or 1 2 4)
    0 (bit-and 1 2 4)
    1 (unsigned-bit-shift-right 8 3)
    9223372036854775807 (unsigned-bit-shift-right -1 1)))

(deftest coercion-test
  (are [result x] (= result x)
    1 (int 1.9)
    -1 (int -1.9)
    97 (int \a)
    1 (long 1.9)
    1 (long 3/2)
    1.0 (double 1)
    0.5 (double 1/2)
    0.5 (float 0.5)
    1N (bigint 1)
    1 (bigint 1.9)
    1.5M (bigdec 1.5)
    1 (num 1)
    3 (short 3)
    100 (byte 100)
    1/2 (rationalize 0.5)
    3/2 (rationalize 1.5)
    1 (numerator 1/2)
    2 (denominator 1/2)
    0 (bigint 0)
    "1.5" (str 1.5M))
  (is (thrown? Exception (int "12")))
  (is (thrown? Exception (long nil)))
  (is (thrown? Exception (double "x")))
  (is (thrown? IllegalArgumentException (byte 200)))
  (is (thrown-with-msg? IllegalArgumentException #"Value out of range for byte: NaN" (byte ##NaN)))
  (is (thrown? IllegalArgumentException (short ##NaN)))
  (is (= [0 0] [(int ##NaN) (long ##NaN)])))

(deftest literals-test
  (are [result x] (= result x)
    255 0xff
    255 0XFF
    -255 -0xff
    8 010
    5 2r101
    35 36rz
    1 +1
    1000.0 1e3
    0.001 1e-3
    1200.0 1.2E3
    1/2 2/4
    -1/2 -1/2
    1 3/3
    100000000000000000000 100000000000000000000N
    1.5M 1.5M
    1M 1M
    0 -0))

(deftest printing-test
  (are [result x] (= result (pr-str x))
    "1" 1
    "-1" -1
    "1.0" 1.0
    "0.1" 0.1
    "-0.0" -0.0
    "1.0E10" 1e10
    "1.0E-5" 1e-5
    "123456.789" 123456.789
    "1/2" 1/2
    "1.50M" 1.50M
    "##Inf" ##Inf
    "##-Inf" ##-Inf
    "##NaN" ##NaN
    "1.7976931348623157E308" 1.7976931348623157E308))

(deftest random-test
  (is (every? #(<= 0 % 9) (repeatedly 100 #(rand-int 10))))
  (is (every? #(and (<= 0.0 %) (< % 1.0)) (repeatedly 100 rand)))
  (is (every? #(and (<= 0 %) (< % 5)) (repeatedly 100 #(rand 5))))
  (is (contains? #{1 2 3} (rand-nth [1 2 3]))))

(deftest hashes-test
  (are [a b] (= (hash a) (hash b))
    1 1N
    1 (long 1)
    1/2 2/4
    1.5 1.5
    1.0M 1.0M
    100000000000000000000 100000000000000000000N)
  (is (= :found ({1 :found} 1N)))
  (is (nil? ({1 :found} 1.0)))
  (is (= 2 (count (hash-set 1 1.0)))))

(deftest of-nil-alone
  (is (= [nil nil nil nil nil] [(+ nil) (* nil) (+' nil) (*' nil) (rationalize nil)]))
  (are [x] (thrown? Exception x)
    (- nil)
    (/ nil)
    (+ nil 1)
    (+ "a")))

(deftest reciprocals-of-zero
  (are [x] (thrown? ArithmeticException x)
    (/ 0)
    (/ 0.0)
    (/ -0.0)
    (/ 0M))
  (is (= ##Inf (/ 1 0.0)) "of two numbers one of which is a float"))

(deftest integers-of-large-floats
  (are [integer x] (= integer x)
    10000000000000000000000000000000 (bigint 1e31)
    -1500000000000000000000000000000 (bigint -1.5e30)
    9007199254740992 (bigint 9007199254740993.0)
    1000000000000000000000000 (biginteger 1e24)
    3 (bigint 3.99))
  (is (= (* 17976931348623157 (reduce * (repeat 292 10))) (bigint Double/MAX_VALUE)))
  (is (thrown? Exception (bigint ##NaN)))
  (is (thrown? Exception (biginteger ##-Inf))))

(deftest digits-of-whole-quotients
  (testing "as many after the point as num has more than div, as with java.math.BigDecimal"
    (are [text x] (= text (pr-str x))
      "0.0M"   (quot 1.5M 10)
      "0.00M"  (quot 1.50M 10)
      "12.0M"  (quot 1.23M 0.1M)
      "-3.0M"  (quot -7.5M 2)
      "14M"    (quot 100M 7M)
      "2M"     (quot 7 2.5M)
      "666M"   (quot 1E+3M 1.5M)
      "1E+3M"  (quot 1E+3M 1M)
      "0E+3M"  (quot 0E+3M 7)
      "3.0"    (quot 7.5M 2.0))))

(deftest chains-of-comparisons
  (let [up (fn [a b c] [(< a b c) (<= a b c) (> a b c) (>= a b c) (= a b c) (if (< a b c) :up :not)])]
    (is (= [true true false false false :up] (up 1 2 3)))
    (is (= [false false true true false :not] (up 3 2 1)))
    (is (= [false true false true true :not] (up 2 2 2)))
    (is (= [true true false false false :up] (up 1/2 1.5 2N))))
  (testing "what comes after the first false is not compared"
    (is (false? (let [a 2, b 1, c nil] (< a b c))))
    (is (thrown? Exception (let [a 1, b 2, c nil] (< a b c)))))
  (testing "but evaluated"
    (let [seen (atom [])
          note (fn [x] (swap! seen conj x) x)]
      (is (false? (< (note 2) (note 1) (note 3))))
      (is (= [2 1 3] @seen)))))

(deftest a-number-beside-a-value
  (let [f (fn [x] [(* 3 x) (* x -2) (quot x 7) (rem x 7) (mod x 7) (mod x -7) (bit-and x 6) (bit-or x 8) (bit-xor x 5) (bit-shift-left x 3) (bit-shift-right x 1)])]
    (is (= [300 -200 14 2 2 -5 4 108 97 800 50] (f 100)))
    (is (= [-300 200 -14 -2 5 -2 4 -100 -103 -800 -50] (f -100))))
  (is (= [4.5 21/2 3.0] [(* 3 (identity 1.5)) (* (identity 7/2) 3) (mod (identity 10.0) 7)]))
  (is (thrown? ArithmeticException (quot (identity 5) 0))))

(deftest equal-to-a-constant
  (let [f (fn [x] [(if (= x :a) 1 2) (if (= "s" x) 1 2) (if (= x nil) 1 2) (if (not= true x) 1 2)])]
    (is (= [[1 2 2 1] [2 1 2 1] [2 2 1 1] [2 2 2 2] [2 2 2 1] [2 2 2 1]] (map f [:a "s" nil true [:a] 1])))))
