;; SPDX-License-Identifier: MIT
;; Calls of numbers with unusual values, at the ends of ranges and in rare arities, for which a wrong answer would not be noticed.
(ns oracle.variants-numbers)
;=> nil

;; --- core: numbers
(quot -7 2)
;=> -3
(rem -7 2)
;=> -1
(mod -7 2)
;=> 1
(mod 7 -2)
;=> -1
(mod -7 -2)
;=> -1
(mod 5.5 2)
;=> 1.5
(mod -5.5 2)
;=> 0.5
(quot 7.5 2)
;=> 3.0
(rem 7.5 -2)
;=> 1.5
(mod 1/2 1/3)
;=> 1/6
(quot 7/2 1)
;=> 3N
(rem 7/2 1)
;=> 1/2
(mod 5 ##Inf)
;=> ##NaN
(rem 5 ##Inf)
;=> ##NaN
(mod 5 0)
;!! ArithmeticException
(quot 5.0 0)
;!! ArithmeticException
(/ 6 3)
;=> 2
(/ 6 4)
;=> 3/2
(/ 2)
;=> 1/2
(/ 1.0 0)
;=> ##Inf
(/ 0.0 0)
;=> ##NaN
(/ 1M 4)
;=> 0.25M
(/ 1/2 2)
;=> 1/4
(/ -6 4)
;=> -3/2
(/ 0 5)
;=> 0
(/ 4 2.0)
;=> 2.0
(/ 1M 3)
;!! ArithmeticException
(/ 1 0)
;!! ArithmeticException
(== 1 1.0 1M 1N)
;=> true
(= 1 1N)
;=> true
(= 1 1.0)
;=> false
(= 1M 1.0M)
;=> true
(== 1M 1.0M)
;=> true
(= 1/2 0.5)
;=> false
(== 1/2 0.5)
;=> true
(= ##NaN ##NaN)
;=> false
(= 0.0 -0.0)
;=> true
(== 0 -0.0)
;=> true
(= [1] [1.0])
;=> false
(hash 1N)
;=> 1392991556
;settled number: -2996345967259921035
(= {1 :a} {1N :a})
;=> true
(get {1 :a} 1N)
;=> :a
(get {1.0 :a} 1)
;=> nil
(get {1M :a} 1.0M)
;=> :a
(contains? #{1.0M} 1M)
;=> true
(= #{1} #{1N})
;=> true
(= 1.0 1.0M)
;=> false
(bit-and 12 10 8)
;=> 8
(bit-or 1 2 4)
;=> 7
(bit-xor 5 1)
;=> 4
(bit-not 0)
;=> -1
(bit-shift-left 1 62)
;=> 4611686018427387904
(bit-shift-right -8 1)
;=> -4
(unsigned-bit-shift-right -8 60)
;=> 15
(bit-test 5 2)
;=> true
(bit-set 0 3)
;=> 8
(bit-clear 15 0)
;=> 14
(bit-flip 5 0)
;=> 4
(bit-and-not 15 5)
;=> 10
(bit-shift-left 1 64)
;=> 1
(bit-shift-left 1 65)
;=> 2
(bit-shift-right 256 65)
;=> 128
(unsigned-bit-shift-right -1 64)
;=> -1
(bit-shift-left 1 -1)
;=> -9223372036854775808
(bit-test 1 64)
;=> true
(int 3.9)
;=> 3
(int -3.9)
;=> -3
(int \a)
;=> 97
(long 3.99)
;=> 3
(long 1/2)
;=> 0
(double 1/3)
;=> 0.3333333333333333
(float 0.1)
;=> 0.1
(short 5.5)
;=> 5
(byte -128)
;=> -128
(char 97)
;=> \a
(bigint 3.7)
;=> 3N
(bigdec 1/4)
;=> 0.25M
(bigdec 0.1)
;=> 0.1M
(rationalize 0.25)
;=> 1/4
(rationalize 1.1)
;=> 11/10
(num 1)
;=> 1
(int 3000000000)
;!! ArithmeticException
;settled strict: !! IllegalArgumentException
(long 1e20)
;!! IllegalArgumentException
(byte 128)
;!! IllegalArgumentException
(short -32769)
;!! IllegalArgumentException
(char 65536)
;!! IllegalArgumentException
;settled character: "𐀀"
(char -1)
;!! IllegalArgumentException
(numerator 6/4)
;=> 3
(denominator 6/4)
;=> 2
(ratio? 4/2)
;=> false
(integer? 1.0)
;=> false
(rational? 1.0)
;=> false
(rational? 1M)
;=> true
(decimal? 1M)
;=> true
(float? 1/2)
;=> false
(int? 1N)
;=> false
;settled number: true
(pos-int? 0)
;=> false
(nat-int? 0)
;=> true
(neg-int? -1)
;=> true
(double? 1)
;=> false
(NaN? ##NaN)
;=> true
(infinite? ##-Inf)
;=> true
(inc 9223372036854775806)
;=> 9223372036854775807
(dec' -9223372036854775808)
;=> -9223372036854775809N
(*' 9223372036854775807 2)
;=> 18446744073709551614N
(+' 9223372036854775807 1)
;=> 9223372036854775808N
(-' -9223372036854775808)
;=> 9223372036854775808N
(inc' 9223372036854775807)
;=> 9223372036854775808N
(unchecked-inc 9223372036854775807)
;=> -9223372036854775808
(unchecked-add 9223372036854775807 1)
;=> -9223372036854775808
(unchecked-multiply 9223372036854775807 2)
;=> -2
(unchecked-int 4294967295)
;=> -1
(unchecked-byte 200)
;=> -56
(unchecked-short 40000)
;=> -25536
(unchecked-char 97)
;=> \a
(unchecked-long 1.9)
;=> 1
(unchecked-negate -9223372036854775808)
;=> -9223372036854775808
(unchecked-dec-int -2147483648)
;=> 2147483647
(abs -9223372036854775807)
;=> 9223372036854775807
(abs -1/2)
;=> 1/2
(abs -0.0)
;=> 0.0
(abs -1M)
;=> 1M
(abs ##-Inf)
;=> ##Inf
(clojure.math/floor-mod -7 3)
;1.12 2
(clojure.math/round 2.5)
;1.12 3
(clojure.math/round -2.5)
;1.12 -2
(clojure.math/rint 2.5)
;1.12 2.0
(clojure.math/signum -3.0)
;1.12 -1.0
(Math/round 0.49999999999999994)
;=> 0
(Math/floorDiv -7 2)
;=> -4
(str 1.0)
;=> "1.0"
(str 1e7)
;=> "1.0E7"
(str 1e-3)
;=> "0.001"
(str 1e-4)
;=> "1.0E-4"
(str 123456789.0)
;=> "1.23456789E8"
(str 0.1)
;=> "0.1"
(str 1e21)
;=> "1.0E21"
(str 100.0)
;=> "100.0"
(str 1.0E10)
;=> "1.0E10"
(str -0.0)
;=> "-0.0"
(str ##Inf)
;=> "Infinity"
(str 1e22)
;=> "1.0E22"
(str 12345678.9)
;=> "1.23456789E7"
(str 9999999.0)
;=> "9999999.0"
(str 1.0E-5)
;=> "1.0E-5"
(str 1M)
;=> "1"
(str 1.50M)
;=> "1.50"
(str 1E+3M)
;=> "1E+3"
(str 1e-10M)
;=> "1E-10"
(pr-str 1N)
;=> "1N"
;settled number: "1"
(str 12345678901234567890)
;=> "12345678901234567890"
(pr-str 1/2)
;=> "1/2"
(str 0.000001M)
;=> "0.000001"
(str 0.0000001M)
;=> "1E-7"
(str 1E10M)
;=> "1E+10"
(+ 0.1 0.2)
;=> 0.30000000000000004
(+ 1M 0.1)
;=> 1.1
(+ 1/2 0.5)
;=> 1.0
(+ 1/2 1/2)
;=> 1N
(* 2 1/2)
;=> 1N
(- 1/3 1/3)
;=> 0N
(+ 1N 1)
;=> 2N
(* 1.0 0)
;=> 0.0
(- 0.0)
;=> -0.0
(- 5)
;=> -5
(+)
;=> 0
(*)
;=> 1
(* 3N 1/3)
;=> 1N
(+ 1/2 1M)
;=> 1.5M
(parse-long "12")
;=> 12
(parse-long "+12")
;=> 12
(parse-long " 12")
;=> nil
(parse-long "0x1")
;=> nil
(parse-long "")
;=> nil
(parse-long "9223372036854775808")
;=> nil
(parse-double "1e3")
;=> 1000.0
(parse-double "1.")
;=> 1.0
(parse-double ".5")
;=> 0.5
(parse-double "NaN")
;=> ##NaN
(parse-double "1d")
;=> 1.0
(parse-double "-Infinity")
;=> ##-Inf
(parse-boolean "True")
;=> nil
(parse-boolean "true")
;=> true
(parse-uuid "x")
;=> nil
(parse-long nil)
;!! IllegalArgumentException
(parse-long 5)
;!! IllegalArgumentException
(Integer/parseInt "-7f" 16)
;=> -127
(Long/toString 255 16)
;=> "ff"
(Integer/toBinaryString 5)
;=> "101"
(Long/parseLong "zz" 36)
;=> 1295
(Long/valueOf 3)
;=> 3
(Double/parseDouble " 1.5 ")
;=> 1.5
(Integer/toString -255 16)
;=> "-ff"
(Long/toBinaryString -1)
;=> "1111111111111111111111111111111111111111111111111111111111111111"
(Integer/toOctalString 8)
;=> "10"
(Long/compare 1 2)
;=> -1
(Integer/signum -5)
;=> -1
(Double/compare 0.0 -0.0)
;=> 1
(even? -2)
;=> true
(odd? -3)
;=> true
(zero? -0.0)
;=> true
(pos? 0.1)
;=> true
(neg? -1/2)
;=> true
(even? 0)
;=> true
(odd? 1N)
;=> true
(even? 1.0)
;!! IllegalArgumentException
(< 1 2 2)
;=> false
(<= 1 1.0 2)
;=> true
(> 3 2 1)
;=> true
(< 1)
;=> true
(>= 1 1 2)
;=> false
(< 1/2 0.6 1M)
;=> true
(< ##NaN 1)
;=> false
(> ##NaN 1)
;=> false
(= 1)
;=> true
(not= 1 1 2)
;=> true
(== 1)
;=> true
(< nil 1)
;!! NullPointerException
(< "a" "b")
;!! ClassCastException

[(quot 10 ##-Inf) (quot -1e-300 9223372036854775808N) (quot -1.0 3) (quot -0.0 2)]
;=> [0.0 0.0 0.0 0.0]
[(rem -0.0 1e-7) (rem -1.0 3) (rem 0.0 -5) (mod -0.0 3) (mod 0.0 -3)]
;=> [-0.0 -1.0 0.0 -0.0 0.0]
[(Math/cbrt 1.0E-3) (Math/cbrt 100.0) (Math/cbrt 27.0) (Math/cbrt -0.001)]
;=> [0.1 4.641588833612779 3.0 -0.1]
