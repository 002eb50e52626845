;; SPDX-License-Identifier: MIT
;; Numbers: arithmetic, ratios, decimals, comparison, conversion, bits.
(ns oracle.numbers (:require [clojure.math :as math]))
;=> nil

;; arithmetic
(+)
;=> 0
(*)
;=> 1
(-)
;!! ArityException
(/)
;!! ArityException
(+ 1)
;=> 1
(- 1)
;=> -1
(/ 2)
;=> 1/2
(/ 0)
;!! ArithmeticException
(- 0.0)
;=> -0.0
(+ nil)
;=> nil
(+ "a")
;!! ClassCastException
(+ :a)
;!! ClassCastException
(+ 1 nil)
;!! NullPointerException
(+ nil 1)
;!! NullPointerException
(- nil)
;!! NullPointerException
(* 2 "a")
;!! ClassCastException
(/ 1 nil)
;!! NullPointerException
(+ 1 2.0)
;=> 3.0
(+ 1/2 1/2)
;=> 1N
(+ 1/2 0.5)
;=> 1.0
(+ 1M 1)
;=> 2M
(+ 1M 1.0)
;=> 2.0
(+ 1M 1/2)
;=> 1.5M
(+ 1N 1)
;=> 2N
(* 1.5M 2)
;=> 3.0M
(- 1.0M 1M)
;=> 0.0M
(/ 1 3)
;=> 1/3
(/ 4 2)
;=> 2
(/ 6 4)
;=> 3/2
(/ -1 2)
;=> -1/2
(/ 1 2.0)
;=> 0.5
(/ 1.0 0)
;=> ##Inf
(/ -1.0 0)
;=> ##-Inf
(/ 0.0 0)
;=> ##NaN
(/ 1 0)
;!! ArithmeticException
(/ 1 0.0)
;=> ##Inf
(/ 1M 0)
;!! ArithmeticException
(/ 1/2 0)
;!! ArithmeticException
(/ 0 5)
;=> 0
(/ 1M 3M)
;!! ArithmeticException
(/ 10M 4M)
;=> 2.5M
(/ 1M 8)
;=> 0.125M
(/ 3/4 1/4)
;=> 3N
(+ 1 1N 1/2 1.5)
;=> 4.0
(* 1/3 3)
;=> 1N
(- 5 3 1)
;=> 1
(inc 1)
;=> 2
(inc 1.5)
;=> 2.5
(inc 1/2)
;=> 3/2
(inc 1M)
;=> 2M
(inc nil)
;!! NullPointerException
(inc "1")
;!! ClassCastException
(dec 0)
;=> -1
(dec nil)
;!! NullPointerException
(inc' 1)
;=> 2
(+' 1 2)
;=> 3
(*' 99999999999 99999999999)
;=> 9999999999800000000001N
(-' 5)
;=> -5
(+ 9223372036854775807N 1)
;=> 9223372036854775808N
(*' 9223372036854775807 2)
;=> 18446744073709551614N
(reduce *' (range 1 25))
;=> 620448401733239439360000N
(quot 7 2)
;=> 3
(quot -7 2)
;=> -3
(quot 7 -2)
;=> -3
(quot 7.5 2)
;=> 3.0
(quot 7 0)
;!! ArithmeticException
(quot 7.0 0)
;!! ArithmeticException
(quot 1/2 1/3)
;=> 1N
(quot 7M 2)
;=> 3M
(quot nil 1)
;!! NullPointerException
(rem 7 2)
;=> 1
(rem -7 2)
;=> -1
(rem 7 -2)
;=> 1
(rem 7.5 2)
;=> 1.5
(rem 7 0)
;!! ArithmeticException
(rem -1/2 1/3)
;=> -1/6
(mod 7 2)
;=> 1
(mod -7 2)
;=> 1
(mod 7 -2)
;=> -1
(mod -7 -2)
;=> -1
(mod 7.5 2)
;=> 1.5
(mod -7.5 2)
;=> 0.5
(mod 7 0)
;!! ArithmeticException
(mod 0 5)
;=> 0
(mod -1/2 1/3)
;=> 1/6
(mod 5M 3)
;=> 2M
(max 1 2 3)
;=> 3
(max 1)
;=> 1
(max)
;!! ArityException
(max 1 2.0)
;=> 2.0
(max 2 2.0)
;=> 2.0
(max 1 ##NaN)
;=> ##NaN
(max ##NaN 1)
;=> ##NaN
(max nil 1)
;!! NullPointerException
(max "a")
;=> "a"
(max "a" "b")
;!! ClassCastException
(min 1 2)
;=> 1
(min 1.0 1)
;=> 1
(min 1/2 0.4)
;=> 0.4
(min ##-Inf 1)
;=> ##-Inf
(min [] 1)
;!! ClassCastException
(abs -1)
;=> 1
(abs 1.5)
;=> 1.5
(abs -1/2)
;=> 1/2
(abs -1M)
;=> 1M
(abs ##-Inf)
;=> ##Inf
(abs ##NaN)
;=> ##NaN
(abs nil)
;!! NullPointerException
(abs "a")
;!! ClassCastException
(numerator 3/4)
;=> 3
(denominator 3/4)
;=> 4
(numerator 1)
;!! ClassCastException
(denominator 0.5)
;!! ClassCastException
(rationalize 0.5)
;=> 1/2
(rationalize 1.25M)
;=> 5/4
(rationalize 3)
;=> 3
(rationalize 0.1)
;=> 1/10
(ratio? (/ 4 2))
;=> false
(class? (class 1))
;=> true

;; comparison
(=)
;!! ArityException
(= 1)
;=> true
(= 1 1 1)
;=> true
(= 1 1.0)
;=> false
(= 1 1N)
;=> true
(= 1 1M)
;=> false
(= 1.0 1.0M)
;=> false
(= 1M 1.0M)
;=> true
(= 1M 1.00M)
;=> true
(= 1/2 0.5)
;=> false
(= 1/2 2/4)
;=> true
(= 0.0 -0.0)
;=> true
(= ##NaN ##NaN)
;=> false
(= nil false)
;=> false
(= nil nil)
;=> true
(== 1 1.0)
;=> true
(== 1 1N 1M)
;=> true
(== 1.0 1M)
;=> true
(== 1M 1.0M)
;=> true
(== 1/2 0.5)
;=> true
(== 0.0 -0.0)
;=> true
(== ##NaN ##NaN)
;=> false
(==)
;!! ArityException
(== 1)
;=> true
(== "a")
;=> true
(== nil nil)
;!! NullPointerException
(== 1 nil)
;!! NullPointerException
(== :a :a)
;!! ClassCastException
(not= 1 2)
;=> true
(not= 1 1)
;=> false
(not= 1)
;=> false
(< 1 2 3)
;=> true
(< 1 3 2)
;=> false
(< 1)
;=> true
(<)
;!! ArityException
(< nil)
;=> true
(< "a")
;=> true
(< nil 1)
;!! NullPointerException
(< 1 nil)
;!! NullPointerException
(< "a" "b")
;!! ClassCastException
(< 1 1.5 3/2)
;=> false
(<= 1 1 2)
;=> true
(<= 1 1.0)
;=> true
(> 3 2 1)
;=> true
(>= 3 3 2)
;=> true
(> 1 ##NaN)
;=> false
(< 1 ##NaN)
;=> false
(< 1 ##Inf)
;=> true
(<= 3/2 1.5)
;=> true
(compare 1 2)
;=> -1
(compare 1 1.0)
;=> 0
(compare 1 1N)
;=> 0
(compare 1.5 3/2)
;=> 0
(compare nil 1)
;=> -1
(compare 1 nil)
;=> 1
(compare nil nil)
;=> 0
(compare 1 "a")
;!! ClassCastException
(compare "a" 1)
;!! ClassCastException
(compare "a" "c")
;=> -2
(compare "c" "a")
;=> 2
(compare "a" "abc")
;=> -2
(compare :a :c)
;=> -2
(compare :a 'a)
;!! ClassCastException
(compare 'a 'b)
;=> -1
(compare :a/b :b)
;=> 1
(compare [1] [1 2])
;=> -1
(compare () ())
;=> 0
(compare {} {})
;=> 0
(compare #{} #{})
;=> 0
(compare true false)
;=> 1
(compare false true)
;=> -1
(compare ##NaN 1)
;=> 0
(compare 1M 1)
;=> 0
(compare #inst "2020" #inst "2021")
;=> -1
(compare #uuid "00000000-0000-0000-0000-000000000001" #uuid "00000000-0000-0000-0000-000000000002")
;=> -1
(identical? nil nil)
;=> true
(identical? :a :a)
;=> true
(identical? 1 1)
;=> true
(identical? [] [])
;=> true
(identical? 'a 'a)
;=> false
(zero? 0)
;=> true
(zero? 0.0)
;=> true
(zero? nil)
;!! NullPointerException
(zero? "0")
;!! ClassCastException
(pos? 1)
;=> true
(pos? 0)
;=> false
(pos? nil)
;!! NullPointerException
(pos? "1")
;!! ClassCastException
(neg? -1/2)
;=> true
(neg? :a)
;!! ClassCastException
(even? 2)
;=> true
(even? 0)
;=> true
(even? -3)
;=> false
(even? 2.0)
;!! IllegalArgumentException
(even? nil)
;!! IllegalArgumentException
(even? 1/2)
;!! IllegalArgumentException
(even? "2")
;!! IllegalArgumentException
(odd? 3)
;=> true
(odd? -1)
;=> true
(odd? 1.0)
;!! IllegalArgumentException
(odd? nil)
;!! IllegalArgumentException
(even? 10N)
;=> true
(even? 2M)
;!! IllegalArgumentException

;; conversion
(int 1.9)
;=> 1
(int -1.9)
;=> -1
(int 1/2)
;=> 0
(int 5M)
;=> 5
(int \a)
;=> 97
(int nil)
;!! NullPointerException
(int "1")
;!! ClassCastException
;settled character: 49
(int :a)
;!! ClassCastException
(int ##NaN)
;=> 0
(int ##Inf)
;!! IllegalArgumentException
(long 1.9)
;=> 1
(long -1.5)
;=> -1
(long 7/2)
;=> 3
(long nil)
;!! NullPointerException
(long "1")
;!! ClassCastException
;settled character: 49
(long \a)
;=> 97
(long ##Inf)
;!! IllegalArgumentException
(long 1e30)
;!! IllegalArgumentException
(double 1)
;=> 1.0
(double 1/2)
;=> 0.5
(double 1M)
;=> 1.0
(double nil)
;!! NullPointerException
(double "1")
;!! ClassCastException
(double \a)
;!! ClassCastException
(float 1)
;=> 1.0
(float 0.5)
;=> 0.5
(float nil)
;!! NullPointerException
(float "a")
;!! ClassCastException
(byte 1)
;=> 1
(byte 127)
;=> 127
(byte 128)
;!! IllegalArgumentException
(byte -128)
;=> -128
(byte -129)
;!! IllegalArgumentException
(byte 1.5)
;=> 1
(byte 127.000001)
;!! IllegalArgumentException
(byte nil)
;!! NullPointerException
(byte "1")
;!! ClassCastException
;settled character: 49
(short 32767)
;=> 32767
(short 32768)
;!! IllegalArgumentException
(short nil)
;!! NullPointerException
(short 1.5)
;=> 1
(num 1)
;=> 1
(num nil)
;=> nil
(num "a")
;!! ClassCastException
(bigint 1)
;=> 1N
(bigint 1.5)
;=> 1N
(bigint "12")
;=> 12N
(bigint "x")
;!! NumberFormatException
(bigint nil)
;!! NullPointerException
(bigint 7/2)
;=> 3N
(biginteger 5)
;=> 5
(biginteger "5")
;=> 5
(bigdec 1)
;=> 1M
(bigdec 1.5)
;=> 1.5M
(bigdec 1/2)
;=> 0.5M
(bigdec 1/3)
;!! ArithmeticException
(bigdec "1.50")
;=> 1.50M
(bigdec "x")
;!! NumberFormatException
(bigdec nil)
;!! NullPointerException
(char 97)
;=> \a
(char 0)
;=> \u0000
(char -1)
;!! IllegalArgumentException
(char nil)
;!! NullPointerException
(char "a")
;!! ClassCastException
;settled character: "a"
(char \a)
;=> \a
(char 1.5)
;=> \u0001
(char 1114112)
;!! IllegalArgumentException
(boolean nil)
;=> false
(boolean false)
;=> false
(boolean 0)
;=> true
(boolean "")
;=> true
(boolean ())
;=> true
(unchecked-inc 1)
;=> 2
(unchecked-add 1 2)
;=> 3
(unchecked-add 1.5 2)
;=> 3.5
(unchecked-subtract 1 2)
;=> -1
(unchecked-multiply 3 4)
;=> 12
(unchecked-negate 5)
;=> -5
(unchecked-dec 1)
;=> 0
(unchecked-int 1.5)
;=> 1
(unchecked-long 2.7)
;=> 2
(unchecked-byte 200)
;=> -56
(unchecked-byte -129)
;=> 127
(unchecked-short 40000)
;=> -25536
(unchecked-char 97)
;=> \a
(unchecked-int 4294967296)
;=> 0
(unchecked-double 1)
;=> 1.0
(unchecked-float 1)
;=> 1.0
(unchecked-add-int 1 2)
;=> 3
(unchecked-divide-int 7 2)
;=> 3
(unchecked-divide-int 7 0)
;!! ArithmeticException
(unchecked-remainder-int 7 2)
;=> 1
(unchecked-inc nil)
;!! NullPointerException
(parse-long "12")
;=> 12
(parse-long "-12")
;=> -12
(parse-long "+12")
;=> 12
(parse-long " 12")
;=> nil
(parse-long "12a")
;=> nil
(parse-long "")
;=> nil
(parse-long "1.0")
;=> nil
(parse-long "0x10")
;=> nil
(parse-long nil)
;!! IllegalArgumentException
(parse-long 12)
;!! IllegalArgumentException
(parse-double "1.5")
;=> 1.5
(parse-double "1")
;=> 1.0
(parse-double "1e3")
;=> 1000.0
(parse-double "-.5")
;=> -0.5
(parse-double "1.")
;=> 1.0
(parse-double "NaN")
;=> ##NaN
(parse-double "Infinity")
;=> ##Inf
(parse-double "-Infinity")
;=> ##-Inf
(parse-double "inf")
;=> nil
(parse-double "x")
;=> nil
(parse-double "")
;=> nil
(parse-double " 1 ")
;=> 1.0
(parse-double nil)
;!! IllegalArgumentException
(parse-double 1)
;!! IllegalArgumentException
(parse-double "1_0")
;=> nil
(parse-boolean "true")
;=> true
(parse-boolean "false")
;=> false
(parse-boolean "True")
;=> nil
(parse-boolean "")
;=> nil
(parse-boolean nil)
;!! IllegalArgumentException
(parse-boolean 1)
;!! IllegalArgumentException
(parse-uuid "00000000-0000-0000-0000-000000000001")
;=> #uuid "00000000-0000-0000-0000-000000000001"
(parse-uuid "x")
;=> nil
(parse-uuid nil)
;!! NullPointerException
(parse-uuid 1)
;!! ClassCastException
(parse-uuid "{00000000-0000-0000-0000-000000000001}")
;=> nil
(rand-int 1)
;=> 0
(rand-int 0)
;=> 0
(rand-int nil)
;!! NullPointerException
(rand-int "a")
;!! ClassCastException
(< -1 (rand) 1)
;=> true
(rand nil)
;!! NullPointerException
(<= 0 (rand 5) 5)
;=> true
(with-precision 3 (/ 1M 3))
;=> 0.333M
(with-precision 3 :rounding FLOOR (/ 2M 3))
;=> 0.666M
(with-precision 3 :rounding UP (/ 1M 3))
;=> 0.334M
(with-precision 2 (* 1.234M 1M))
;=> 1.2M

;; bits
(bit-and 12 10)
;=> 8
(bit-and 12 10 8)
;=> 8
(bit-or 12 10)
;=> 14
(bit-xor 12 10)
;=> 6
(bit-not 5)
;=> -6
(bit-not -1)
;=> 0
(bit-and-not 15 5)
;=> 10
(bit-shift-left 1 4)
;=> 16
(bit-shift-left 1 64)
;=> 1
(bit-shift-left 1 -1)
;=> -9223372036854775808
(bit-shift-right 16 2)
;=> 4
(bit-shift-right -16 2)
;=> -4
(unsigned-bit-shift-right 16 2)
;=> 4
(unsigned-bit-shift-right -1 60)
;=> 15
(bit-set 0 3)
;=> 8
(bit-clear 15 0)
;=> 14
(bit-flip 5 1)
;=> 7
(bit-test 5 0)
;=> true
(bit-test 5 1)
;=> false
(bit-test 5 64)
;=> true
(bit-and 1.5 1)
;!! IllegalArgumentException
(bit-and 1.0 1)
;!! IllegalArgumentException
(bit-and nil 1)
;!! NullPointerException
(bit-and 1 "a")
;!! IllegalArgumentException
(bit-or 1/2 1)
;!! IllegalArgumentException
(bit-not 1.5)
;!! IllegalArgumentException
(bit-not nil)
;!! NullPointerException
(bit-shift-left 1 1.5)
;!! IllegalArgumentException
(bit-shift-left nil 1)
;!! NullPointerException
(bit-test nil 0)
;!! NullPointerException
(bit-and 1)
;!! ArityException
(bit-and 5N 4)
;!! IllegalArgumentException
;settled number: 4
(bit-xor 1M 1)
;!! IllegalArgumentException

;; printed forms
[1 1.0 1.5 -0.0 100.0 1e7 1e6 12345678.9 1e21 1e-3 1e-4 1.0E10 123456789012345680.0]
;=> [1 1.0 1.5 -0.0 100.0 1.0E7 1000000.0 1.23456789E7 1.0E21 0.001 1.0E-4 1.0E10 1.2345678901234568E17]
[1N 1M 1.50M 1E+3M 1E-10M 0M 0.0M 100M]
;=> [1N 1M 1.50M 1E+3M 1E-10M 0M 0.0M 100M]
[##Inf ##-Inf ##NaN]
;=> [##Inf ##-Inf ##NaN]
[1/2 -3/4 10/5]
;=> [1/2 -3/4 2]
[0x10 0xFF 017 2r101 36rZ 16rff -0x10 +5]
;=> [16 255 15 5 35 255 -16 5]
[1e3 1E3 1.5e-5 .5M]
;!! CompilerException
(+ 0.1 0.2)
;=> 0.30000000000000004
(* 1.1 1.1)
;=> 1.2100000000000002
(/ 2 3.0)
;=> 0.6666666666666666
(str 1.0 " " 1e10 " " 1/3 " " 1M " " 1N)
;=> "1.0 1.0E10 1/3 1 1"
(str 1e100)
;=> "1.0E100"
(pr-str 3.0E-5)
;=> "3.0E-5"
(float 0.1)
;=> 0.1
(str (float 0.1))
;=> "0.1"
(double (float 0.5))
;=> 0.5
(= (hash 1) (hash 1N))
;=> true
(= (hash 1.0) (hash 1.0))
;=> true
(= (hash 0.0) (hash -0.0))
;=> true
(= (hash 1/2) (hash 2/4))
;=> true
(= (hash [1 2]) (hash '(1 2)))
;=> true
(= (hash "a") (hash "a"))
;=> true

;; clojure.math
(math/sqrt 4)
;=> 2.0
(math/sqrt -1)
;=> ##NaN
(math/sqrt nil)
;!! NullPointerException
(math/sqrt "4")
;!! ClassCastException
(math/pow 2 10)
;=> 1024.0
(math/pow 0 0)
;=> 1.0
(math/floor 1.5)
;=> 1.0
(math/floor -1.5)
;=> -2.0
(math/ceil 1.2)
;=> 2.0
(math/round 1.5)
;=> 2
(math/round 2.5)
;=> 3
(math/round -1.5)
;=> -1
(math/round ##NaN)
;=> 0
(math/round ##Inf)
;=> 9223372036854775807
(math/rint 2.5)
;=> 2.0
(math/abs -1)
;!! CompilerException
(math/floor-div 7 2)
;=> 3
(math/floor-div -7 2)
;=> -4
(math/floor-div 7 0)
;!! ArithmeticException
(math/floor-mod -7 2)
;=> 1
(math/signum -5.0)
;=> -1.0
(math/signum 0.0)
;=> 0.0
(math/exp 0)
;=> 1.0
(math/log 1)
;=> 0.0
(math/log 0)
;=> ##-Inf
(math/log -1)
;=> ##NaN
(math/log10 1000)
;=> 3.0
(math/cbrt 27)
;=> 3.0
(math/hypot 3 4)
;=> 5.0
(math/to-degrees 0)
;=> 0.0
(math/to-radians 180)
;=> 3.141592653589793
(math/sin 0)
;=> 0.0
(math/cos 0)
;=> 1.0
(math/atan2 0 1)
;=> 0.0
(math/atan2 1 0)
;=> 1.5707963267948966
(math/IEEE-remainder 5 3)
;=> -1.0
(math/copy-sign 1.0 -2.0)
;=> -1.0
(math/add-exact 1 2)
;=> 3
(math/multiply-exact 3 4)
;=> 12
(math/negate-exact 5)
;=> -5
(math/increment-exact 5)
;=> 6
(math/next-up 1.0)
;=> 1.0000000000000002
(math/ulp 1.0)
;=> 2.220446049250313E-16
(math/get-exponent 8.0)
;=> 3
(math/scalb 1.5 2)
;=> 6.0
(math/log1p 0)
;=> 0.0
(math/expm1 0)
;=> 0.0
(math/asin 2)
;=> ##NaN
(math/sinh 0)
;=> 0.0
math/PI
;=> 3.141592653589793
math/E
;=> 2.718281828459045
