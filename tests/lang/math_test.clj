;; SPDX-License-Identifier: MIT
(ns math-test
  (:require [clojure.math :as m]
            [clojure.test :refer [are deftest is testing]]))

(defn near? [x y] (< (abs (- x y)) 1e-12))

(deftest constants-test
  (is (near? 3.141592653589793 m/PI))
  (is (near? 2.718281828459045 m/E)))

(deftest trigonometry-test
  (are [x y] (near? x y)
    0.0 (m/sin 0)
    1.0 (m/sin (/ m/PI 2))
    1.0 (m/cos 0)
    -1.0 (m/cos m/PI)
    1.0 (m/tan (/ m/PI 4))
    (/ m/PI 2) (m/asin 1)
    0.0 (m/acos 1)
    (/ m/PI 4) (m/atan 1)
    (/ m/PI 4) (m/atan2 1 1)
    m/PI (m/atan2 0 -1)
    m/PI (m/to-radians 180)
    180.0 (m/to-degrees m/PI)
    0.0 (m/sinh 0)
    1.0 (m/cosh 0)
    0.0 (m/tanh 0))
  (are [x] (NaN? x)
    (m/sin ##NaN)
    (m/sin ##Inf)
    (m/cos ##-Inf)
    (m/tan ##Inf)
    (m/asin 2)
    (m/acos -1.5)
    (m/atan ##NaN)))

(deftest powers-test
  (are [x y] (near? x y)
    1.0 (m/exp 0)
    m/E (m/exp 1)
    0.0 (m/exp ##-Inf)
    0.0 (m/expm1 0)
    0.0 (m/log 1)
    1.0 (m/log m/E)
    2.0 (m/log10 100)
    0.0 (m/log1p 0)
    3.0 (m/sqrt 9)
    3.0 (m/cbrt 27)
    -2.0 (m/cbrt -8)
    5.0 (m/hypot 3 4)
    8.0 (m/pow 2 3)
    0.25 (m/pow 2 -2)
    1.0 (m/pow 0 0)
    -8.0 (m/pow -2 3)
    2.0 (m/pow 4 0.5))
  (are [x y] (= x y)
    ##Inf (m/exp 1000)
    ##Inf (m/exp ##Inf)
    ##-Inf (m/log 0)
    ##-Inf (m/log10 0)
    ##-Inf (m/log1p -1)
    ##Inf (m/pow 0 -1)
    ##Inf (m/pow 10 400)
    ##-Inf (m/pow -10 401)
    ##Inf (m/sinh 1000)
    ##-Inf (m/sinh -1000)
    ##Inf (m/cosh -1000)
    ##Inf (m/sqrt ##Inf))
  (are [x] (NaN? x)
    (m/log -1)
    (m/log10 -1)
    (m/log1p -2)
    (m/sqrt -1)
    (m/pow -8 0.5)
    (m/pow 1 ##Inf)
    (m/pow ##NaN 1))
  (is (= 1.0 (m/pow ##NaN 0))))

(deftest rounding-test
  (are [result f x] (and (= result (f x)) (double? (f x)))
    2.0 m/ceil 1.5
    -1.0 m/ceil -1.5
    3.0 m/ceil 3
    1.0 m/floor 1.5
    -2.0 m/floor -1.5
    3.0 m/floor 3
    2.0 m/rint 1.5
    2.0 m/rint 2.5
    -2.0 m/rint -2.5
    1.0 m/rint 1.2
    ##Inf m/ceil ##Inf
    ##-Inf m/floor ##-Inf
    1e300 m/floor 1e300)
  (is (= "-0.0" (str (m/ceil -0.5))))
  (is (NaN? (m/floor ##NaN)))
  (are [result x] (= result (m/round x))
    2 1.5
    3 2.5
    -2 -2.5
    -3 -2.6
    0 0.4
    0 0.49999999999999994
    0 ##NaN
    9223372036854775807 ##Inf
    -9223372036854775808 ##-Inf
    9223372036854775807 1e30
    7 7))

(deftest exact-test
  (are [result x] (= result x)
    3 (m/add-exact 1 2)
    -1 (m/subtract-exact 1 2)
    6 (m/multiply-exact 2 3)
    2 (m/increment-exact 1)
    0 (m/decrement-exact 1)
    -1 (m/negate-exact 1)
    2 (m/floor-div 5 2)
    -3 (m/floor-div -5 2)
    -3 (m/floor-div 5 -2)
    1 (m/floor-mod 5 2)
    1 (m/floor-mod -5 2)
    -1 (m/floor-mod 5 -2))
  (are [f x y] (thrown? ArithmeticException (f x y))
    m/add-exact 9223372036854775807 1
    m/subtract-exact -9223372036854775808 1
    m/multiply-exact 9223372036854775807 2
    m/floor-div 1 0
    m/floor-mod 1 0)
  (is (thrown? ArithmeticException (m/increment-exact 9223372036854775807)))
  (is (thrown? ArithmeticException (m/decrement-exact -9223372036854775808)))
  (is (thrown? ArithmeticException (m/negate-exact -9223372036854775808))))

(deftest doubles-test
  (are [result x] (= result x)
    1.0 (m/signum 3)
    -1.0 (m/signum -0.5)
    0.0 (m/signum 0.0)
    -2.0 (m/copy-sign 2 -1)
    2.0 (m/copy-sign -2 1)
    2.220446049250313E-16 (m/ulp 1.0)
    0 (m/get-exponent 1.0)
    1 (m/get-exponent 2.0)
    -1 (m/get-exponent 0.5)
    -1023 (m/get-exponent 0.0)
    1024 (m/get-exponent ##Inf)
    1024 (m/get-exponent ##NaN)
    1.0000000000000002 (m/next-up 1.0)
    0.9999999999999999 (m/next-down 1.0)
    1.0000000000000002 (m/next-after 1.0 2)
    0.9999999999999999 (m/next-after 1.0 0)
    1.0 (m/next-after 1.0 1)
    8.0 (m/scalb 1 3)
    ##Inf (m/scalb 1 5000)
    1.0 (m/IEEE-remainder 5 4)
    -1.0 (m/IEEE-remainder 3 4))
  (is (NaN? (m/signum ##NaN)))
  (is (NaN? (m/IEEE-remainder 1 0)))
  (is (NaN? (m/IEEE-remainder ##Inf 1)))
  (is (every? #(and (<= 0.0 %) (< % 1.0)) (repeatedly 100 m/random)))
  (is (thrown? Exception (m/sin "x")))
  (is (thrown? Exception (m/sqrt nil))))

;; Calls are instructions on raw doubles; the functions themselves are what map and apply call.
(deftest functions-and-their-calls-agree
  (doseq [[f call] [[m/sqrt (fn [x] (m/sqrt x))] [m/floor (fn [x] (m/floor x))] [m/signum (fn [x] (m/signum x))]
                    [m/ulp (fn [x] (m/ulp x))] [m/log (fn [x] (m/log x))] [m/rint (fn [x] (m/rint x))]]
          x [0 1 2.5 -2.5 1/3 1.0E300 1e-320 10000000000000000000000 2.5M ##Inf ##-Inf ##NaN]]
    (is (= (str (f x)) (str (call x)))))
  (doseq [[f call] [[m/pow (fn [x y] (m/pow x y))] [m/atan2 (fn [x y] (m/atan2 x y))]]
          x [0 -1 2.5 ##NaN ##Inf], y [0 1 -1 0.5 ##Inf ##NaN]]
    (is (= (str (f x y)) (str (call x y)))))
  (is (= 5.0 (loop [x 0.0, n 0] (if (< n 5) (recur (+ x (m/sqrt (m/copy-sign 1.0 x))) (inc n)) x))))
  (is (= 3.0 (let [x 9] (m/sqrt x))))
  (is (thrown? TypeError (m/sqrt "4")))
  (is (thrown? TypeError (m/pow 2 nil)))
  (with-redefs [m/cbrt (fn [_] :mine)]
    (is (= :mine (eval '(clojure.math/cbrt 8)))))
  (is (= 2.0 (eval '(clojure.math/cbrt 8)))))
