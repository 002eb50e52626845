;; SPDX-License-Identifier: MIT
;; Numbers and arithmetic: a form or more for each thing that a test of the language would ask.
(ns oracle.arithmetic (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

[(+) (+ 1) (*) (* 2) (- 1) (/ 2) (/ 1 2) (/ 4 2) (/ 1.0 0) (/ 0.0 0)]
;=> [0 1 1 2 -1 1/2 1/2 2 ##Inf ##NaN]
(+ 1 nil)
;!! NullPointerException
(+ "a" 1)
;!! ClassCastException
(+ :a)
;!! ClassCastException
(+ nil)
;=> nil
(* nil)
;=> nil
(-)
;!! ArityException
(/)
;!! ArityException
(/ 1 0)
;!! ArithmeticException
(/ 1 0M)
;!! ArithmeticException
(quot 1 0)
;!! ArithmeticException
(rem 1 0)
;!! ArithmeticException
(mod 1 0)
;!! ArithmeticException
(mod 1.0 0)
;!! ArithmeticException
(quot 1.0 0)
;!! ArithmeticException
[(quot 7 2) (quot -7 2) (quot 7 -2) (rem -7 2) (mod -7 2) (mod 7 -2) (mod -7 -2) (quot 7.5 2) (mod 7.5 2) (rem -7.5 2) (mod -1/2 1/3) (quot 5/2 1/2) (rem 5/2 1/3)]
;=> [3 -3 -3 -1 1 -1 -1 3.0 1.5 -1.5 1/6 5N 1/6]
[(mod 0 3) (mod 3 3) (mod -3 3) (mod 2.5 -1) (quot 1e20 1) (rem 1M 0.3M) (quot 1M 0.3M)]
;=> [0 0 0 -0.5 1.0E20 0.1M 3M]
[(inc 1.5) (dec 1/2) (inc' 1) (dec' 1) (+' 1 2) (*' 2 3) (-' 1) (- 1/2) (- 0) (- 0.0)]
;=> [2.5 -1/2 2 0 3 6 -1 -1/2 0 -0.0]
(inc nil)
;!! NullPointerException
(inc "a")
;!! ClassCastException
(inc :a)
;!! ClassCastException
(dec [])
;!! ClassCastException
[(< 1) (< 1 2) (< 1 2 2) (<= 1 2 2) (> 3 2 1) (>= 3 3 1) (= 1) (== 1) (< 1 1.5 2N) (< 1/3 0.34)]
;=> [true true false true true true true true true true]
(< "a" 1)
;!! ClassCastException
(< nil 1)
;!! NullPointerException
(< 1 nil)
;!! NullPointerException
(== "a" 1)
;!! ClassCastException
(== 1 :a)
;!! ClassCastException
[(< ##NaN 1) (> ##NaN 1) (= ##NaN ##NaN) (== ##NaN ##NaN) (< 1 ##Inf) (= ##Inf ##Inf) (max 1 ##NaN) (min ##NaN 1)]
;=> [false false false false true true ##NaN ##NaN]
[(zero? 0.0) (zero? -0.0) (pos? 0) (neg? -0.0) (even? 0) (odd? -1) (even? -2) (zero? 0M) (pos? 1/2)]
;=> [true true false false true true true true true]
(zero? nil)
;!! NullPointerException
(pos? "a")
;!! ClassCastException
(even? 1.0)
;!! IllegalArgumentException
(odd? 1/2)
;!! IllegalArgumentException
(even? nil)
;!! IllegalArgumentException
[(nat-int? 0) (pos-int? 0) (neg-int? -1) (int? 1N) (integer? 1N) (rational? 1M) (ratio? 1/2) (ratio? 1) (decimal? 1M) (float? 1.0) (double? 1.0) (number? 1/2) (rational? 1.0)]
;=> [true false true false true true true false true true true true false]
;settled number: [true false true true true true true false true true true true false]
[(int 1.9) (int -1.9) (long 1.9) (int \a) (double 1/2) (float 1) (short 1) (byte 127) (bigint 1.9) (bigdec 1.5) (bigdec 1/2) (biginteger 3) (num 1) (boolean 0) (boolean nil) (char 97)]
;=> [1 -1 1 97 0.5 1.0 1 127 1N 1.5M 0.5M 3 1 true false \a]
(int "1")
;!! ClassCastException
;settled character: 49
(int nil)
;!! NullPointerException
(int 2147483648)
;!! ArithmeticException
;settled kind: !! IllegalArgumentException
(long 1e20)
;!! IllegalArgumentException
(long "1")
;!! ClassCastException
;settled character: 49
(byte 128)
;!! IllegalArgumentException
(short 40000)
;!! IllegalArgumentException
(char -1)
;!! IllegalArgumentException
(char "a")
;!! ClassCastException
;settled character: "a"
(double "1")
;!! ClassCastException
(double nil)
;!! NullPointerException
(float 1e40)
;!! IllegalArgumentException
(bigdec 1/3)
;!! ArithmeticException
(bigint "a")
;!! NumberFormatException
(bigint "12")
;=> 12N
(bigdec "1.5")
;=> 1.5M
(num "a")
;!! ClassCastException
[(numerator 2/4) (denominator 2/4) (rationalize 0.5) (rationalize 1.5M) (rationalize 1/3) (rationalize 3)]
;=> [1 2 1/2 3/2 1/3 3]
(numerator 1)
;!! ClassCastException
(denominator 0.5)
;!! ClassCastException
[(bit-and 12 10) (bit-or 12 10) (bit-xor 12 10) (bit-not 0) (bit-and-not 12 10) (bit-shift-left 1 10) (bit-shift-right -8 1) (unsigned-bit-shift-right -1 60) (bit-set 0 3) (bit-clear 15 0) (bit-flip 0 1) (bit-test 4 2) (bit-shift-left 1 64) (bit-shift-left 1 -1)]
;=> [8 14 6 -1 4 1024 -4 15 8 14 2 true 1 -9223372036854775808]
(bit-and 1.0 1)
;!! IllegalArgumentException
(bit-and 1)
;!! ArityException
(bit-and nil 1)
;!! NullPointerException
(bit-shift-left 1.5 1)
;!! IllegalArgumentException
[(abs -1) (abs 1.5) (abs -1/2) (abs -1M) (abs ##-Inf) (abs -0.0) (abs 0)]
;=> [1 1.5 1/2 1M ##Inf 0.0 0]
(abs nil)
;!! NullPointerException
(abs "a")
;!! ClassCastException
[(NaN? ##NaN) (NaN? 1) (infinite? ##Inf) (infinite? 1.0)]
;=> [true false true false]
(NaN? "a")
;!! ClassCastException
(infinite? nil)
;!! NullPointerException
[(parse-long "1") (parse-long "+1") (parse-long "-1") (parse-long "1.0") (parse-long "") (parse-long " 1") (parse-long "99999999999999999999") (parse-double "1") (parse-double "1e3") (parse-double "NaN") (parse-double "abc") (parse-double "Infinity") (parse-boolean "true") (parse-boolean "True") (parse-uuid "x") (parse-double "1.") (parse-double ".5") (parse-double " 1 ") (parse-double "1f") (parse-double "1d") (parse-double "0x1p3")]
;=> [1 1 -1 nil nil nil nil 1.0 1000.0 ##NaN nil ##Inf true nil nil 1.0 0.5 1.0 1.0 1.0 8.0]
(parse-long nil)
;!! IllegalArgumentException
(parse-double 1)
;!! IllegalArgumentException
(parse-boolean nil)
;!! IllegalArgumentException
(parse-uuid nil)
;!! NullPointerException
[(compare 1 2) (compare 1 1.0) (compare nil 1) (compare 1 nil) (compare nil nil) (compare "a" "b") (compare :a :b) (compare 'a 'b) (compare [1 2] [1 3]) (compare [1] [1 1]) (compare [2] [1 1]) (compare true false) (compare \a \b)]
;=> [-1 0 -1 1 0 -1 -1 -1 -1 -1 -1 1 -1]
(compare 1 "a")
;!! ClassCastException
(compare :a 'a)
;!! ClassCastException
(compare [1] '(1))
;!! ClassCastException
(compare {} {})
;=> 0
(compare #{1} #{1})
;!! ClassCastException
(compare '(1) '(1))
;!! ClassCastException
[(unchecked-add 9223372036854775807 1) (unchecked-subtract -9223372036854775808 1) (unchecked-multiply 9223372036854775807 2) (unchecked-inc 9223372036854775807) (unchecked-dec -9223372036854775808) (unchecked-negate -9223372036854775808) (unchecked-int 4294967296) (unchecked-byte 200) (unchecked-short 40000) (unchecked-char 97) (unchecked-long 1.9) (unchecked-add-int 2147483647 1) (unchecked-inc-int 2147483647) (unchecked-divide-int 7 2) (unchecked-remainder-int 7 2) (unchecked-float 1) (unchecked-double 1) (unchecked-negate-int 1) (unchecked-multiply-int 65536 65536) (unchecked-subtract-int 0 1) (unchecked-dec-int 0)]
;=> [-9223372036854775808 9223372036854775807 -2 -9223372036854775808 9223372036854775807 -9223372036854775808 0 -56 -25536 \a 1 -2147483648 -2147483648 3 1 1.0 1.0 -1 0 -1 -1]
[0x1F 017 2r101 36rZ 1e3 1E-2 1.5M 10N -0 +5 -1/2 0.0 -0.0 1e400]
;=> [31 15 5 35 1000.0 0.01 1.5M 10N 0 5 -1/2 0.0 -0.0 ##Inf]
[(* 1.0M 3) (+ 1.10M 2) (/ 1M 4) (- 1M 1.00M) (* 2 1.50M) (with-precision 3 (/ 1M 3)) (with-precision 3 :rounding FLOOR (/ 2M 3)) (with-precision 3 :rounding CEILING (* 1.2345M 1))]
;=> [3.0M 3.10M 0.25M 0.00M 3.00M 0.333M 0.666M 1.24M]
(/ 1M 3)
;!! ArithmeticException
[(+ 1/2 1/2) (* 2 1/2) (+ 1/2 0.5) (+ 1/2 1M) (/ 6 4) (/ -6 4) (/ 6 -4) (/ 1/2 2)]
;=> [1N 1N 1.0 1.5M 3/2 -3/2 -3/2 1/4]
[(math/sqrt 4) (math/pow 2 10) (math/floor 1.5) (math/ceil 1.2) (math/round 1.5) (math/round -1.5) (math/abs -1.0)]
;!! CompilerException
[(math/round 2.5) (math/round -2.5) (math/rint 2.5) (math/signum -2.0) (math/floor-div -7 2) (math/floor-mod -7 2) (math/cbrt 27.0) (math/hypot 3 4) (math/exp 0) (math/log 1) (math/log10 1000) (math/to-degrees math/PI) (math/IEEE-remainder 5 3) (math/copy-sign 1.0 -2.0) (math/ulp 1.0) (math/next-up 1.0) (math/scalb 1.0 3) (math/get-exponent 8.0) (math/log1p 0.0) (math/expm1 0.0) (math/atan2 0 1)]
;=> [3 -2 2.0 -1.0 -4 1 3.0 5.0 1.0 0.0 3.0 180.0 -1.0 -1.0 2.220446049250313E-16 1.0000000000000002 8.0 3 0.0 0.0 0.0]
(math/add-exact 9223372036854775807 1)
;!! ArithmeticException
(math/negate-exact -9223372036854775808)
;!! ArithmeticException
(math/round ##NaN)
;=> 0
(math/round ##Inf)
;=> 9223372036854775807
(math/sqrt -1)
;=> ##NaN
(math/floor-div 1 0)
;!! ArithmeticException
(math/sqrt "a")
;!! ClassCastException
