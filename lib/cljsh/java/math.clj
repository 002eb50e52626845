;; SPDX-License-Identifier: MIT
(ns cljsh.java.math
  "java.math: decimals and integers of any size, which are Python's decimal.Decimal and int."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [defmethods enter statics]]
            [decimal]))

(enter "java.math.BigDecimal" decimal/Decimal)
(java/note 'java.math.BigDecimal "" "decimal.Decimal.")

(java/enum java.math.RoundingMode
           "How numbers are rounded."
           UP
           DOWN
           CEILING
           FLOOR
           HALF_UP
           HALF_DOWN
           HALF_EVEN
           UNNECESSARY)

(defn- rounding [mode]
  (let [n (if (integer? mode) mode (.ordinal mode))]
    (nth [decimal/ROUND_UP decimal/ROUND_DOWN decimal/ROUND_CEILING decimal/ROUND_FLOOR decimal/ROUND_HALF_UP
          decimal/ROUND_HALF_DOWN decimal/ROUND_HALF_EVEN decimal/ROUND_HALF_EVEN]
         n)))

(declare context-of)
(deftype MathContext [precision mode]
  Object
  (getPrecision [_] precision)
  (getRoundingMode [_] mode)
  (__getattr__ [this n] (py/getattr (context-of this) n)) ; where it stands for a context of Python's, as in *math-context*
  (toString [_] (str "precision=" precision " roundingMode=" mode)))
(enter "java.math.MathContext" MathContext)
(statics java.math.MathContext "How many digits are kept."
  (new "So many digits." (fn ([n] (MathContext. n java.math.RoundingMode/HALF_UP)) ([n mode] (MathContext. n mode))))
  (DECIMAL32 "7 digits." (MathContext. 7 java.math.RoundingMode/HALF_EVEN))
  (DECIMAL64 "16 digits." (MathContext. 16 java.math.RoundingMode/HALF_EVEN))
  (DECIMAL128 "34 digits." (MathContext. 34 java.math.RoundingMode/HALF_EVEN))
  (UNLIMITED "All." (MathContext. 0 java.math.RoundingMode/HALF_UP)))

(declare wide)

(defn- context [^MathContext mc]
  (if (zero? (.-precision mc)) (wide) (decimal/Context (.-precision mc) (rounding (.-mode mc)))))
(defn- wide [] (decimal/Context 5000))
(defn- context-of [mc] (context mc))

(defn- big
  ([x]
   (cond
     (string? x) (try
                   (decimal/Decimal x)
                   (catch ArithmeticError _ (throw (NumberFormatException. (str "Not a number: " x)))))
     (instance? decimal/Decimal x) x
     (ratio? x) (/ (decimal/Decimal (py/int (numerator x))) (decimal/Decimal (py/int (denominator x))))
     :else (decimal/Decimal x)))
  ([x y] (if (instance? MathContext y) (.plus (context y) (big x)) (.scaleb (big x) (- y)))))

(defn- scale [d] (- (.-exponent (.as_tuple d))))
(defn- rescale [d n mode] (.quantize d (.scaleb (decimal/Decimal 1) (- n)) (rounding mode) (wide)))

(statics java.math.BigDecimal "Decimals."
  (new "Of a text or number." big)
  (valueOf "Of a number." (fn ([x] (if (float? x) (decimal/Decimal (str x)) (big x))) ([x scale] (big x scale))))
  (ZERO "0" (decimal/Decimal 0))
  (ONE "1" (decimal/Decimal 1))
  (TEN "10" (decimal/Decimal 10))
  (ROUND_UP "Away from 0." 0)
  (ROUND_DOWN "Towards 0." 1)
  (ROUND_CEILING "Up." 2)
  (ROUND_FLOOR "Down." 3)
  (ROUND_HALF_UP "To the nearest." 4)
  (ROUND_HALF_DOWN "To the nearest." 5)
  (ROUND_HALF_EVEN "To the nearest." 6)
  (ROUND_UNNECESSARY "Never." 7))

(statics java.math.BigInteger "Integers; here all have any size."
  (new "Of a text in a base, or of bytes."
    (fn ([x]
         (if (string? x)
           (try
             (py/int x)
             (catch ValueError _ (throw (NumberFormatException. (str "For input string: " (cljsh.core/show x))))))
           (.from_bytes py/int (py/bytes (map (fn [b] (bit-and b 255)) x)) "big" ** :signed true)))
        ([x y]
         (cond
           (string? x) (py/int x y)
           (integer? x) (if (integer? y) y (* x (.from_bytes py/int (py/bytes (map (fn [b] (bit-and b 255)) y)) "big")))))))
  (valueOf "Of a number." bigint)
  (ZERO "0" 0N)
  (ONE "1" 1N)
  (TWO "2" 2N)
  (TEN "10" 10N))

(defn- big? [x] (instance? decimal/Decimal x))
(defmethods "BigDecimal" big?
  (setScale "With so many digits behind the point." (fn ([d n] (rescale d n 7)) ([d n mode] (rescale d n mode))))
  (scale "How many digits are behind the point." scale)
  (precision "How many digits there are." (fn [d] (count (.-digits (.as_tuple d)))))
  (unscaledValue "Its digits as an integer."
    (fn [d] (let [t (.as_tuple d)] (reduce (fn [n x] (+ (* 10N n) x)) 0N (.-digits t)))))
  (stripTrailingZeros "Without zeros at its end." (fn [d] (.normalize d (wide))))
  (toPlainString "Without an exponent." (fn [d] (py/format d "f")))
  (toBigInteger "Its integer part." (fn [d] (bigint d)))
  (movePointLeft "Divided by a power of 10." (fn [d n] (.scaleb d (- n))))
  (movePointRight "Multiplied by a power of 10." (fn [d n] (.scaleb d n)))
  (round "To so many digits." (fn [d mc] (.plus (context mc) d)))
  (divide "The quotient."
    (fn ([a b] (/ a b))
        ([a b x] (if (instance? MathContext x) (.divide (context x) a b) (rescale (.divide (wide) a b) (scale a) x)))
        ([a b n mode] (rescale (.divide (wide) a b) n mode))))
  (add "The sum." (fn ([a b] (+ a b)) ([a b mc] (.add (context mc) a b))))
  (multiply "The product." (fn ([a b] (* a b)) ([a b mc] (.multiply (context mc) a b))))
  (pow "To a power." (fn ([a n] (.power (wide) a n)) ([a n mc] (.power (context mc) a n))))
  (remainder "What division leaves." rem))
(defmethods "BigInteger" integer?
  (pow "To a power." (fn [a n] (reduce * 1N (repeat n a))))
  (mod "The remainder, never negative." (fn [a b] (let [r (mod a b)] (if (neg? r) (+ r b) r))))
  (remainder "What division leaves." rem)
  (shiftLeft "Multiplied by a power of 2." (fn [a n] (.__lshift__ (py/int a) n)))
  (shiftRight "Divided by one." (fn [a n] (.__rshift__ (py/int a) n)))
  (and "bit-and" bit-and)
  (or "bit-or" bit-or)
  (xor "bit-xor" bit-xor)
  (not "bit-not" bit-not)
  (max "The larger." max)
  (min "The smaller." min)
  (modInverse "The inverse modulo another." (fn [a m] (py/pow a -1 m)))
  (sqrt "The integer square root." (fn [a] (.isqrt (py/__import__ "math") a)))
  (toByteArray "Its bytes, in two's complement."
    (fn [a] (java/signed-bytes (.to_bytes (py/int a) (inc (quot (.bit_length (py/int a)) 8)) "big" ** :signed true))))
  (longValueExact "Itself, within 64 bits." long)
  (intValueExact "Itself, within 32 bits." int))
