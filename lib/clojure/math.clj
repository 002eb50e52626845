;; SPDX-License-Identifier: MIT
(ns clojure.math
  "Mathematical functions on doubles, and integer arithmetic that stays within 64 bits.
  Where Python's math raises an exception, these return NaN or an infinity, as
  IEEE 754 has it."
  (:require [math :as m]))

(def ^{:added "1.11" :doc "The base of the natural logarithms."} E m/e)
(def ^{:added "1.11" :doc "The ratio of a circle's circumference to its diameter."} PI m/pi)

(defn- finite?
  [x]
  (m/isfinite x))

(defn sin
  "Returns the sine of an angle in radians."
  {:added "1.11"}
  [a]
  (let [a (double a)] (if (finite? a) (m/sin a) ##NaN)))

(defn cos
  "Returns the cosine of an angle in radians."
  {:added "1.11"}
  [a]
  (let [a (double a)] (if (finite? a) (m/cos a) ##NaN)))

(defn tan
  "Returns the tangent of an angle in radians."
  {:added "1.11"}
  [a]
  (let [a (double a)] (if (finite? a) (m/tan a) ##NaN)))

(defn asin
  "Returns the arc sine, between -pi/2 and pi/2; NaN outside [-1, 1]."
  {:added "1.11"}
  [a]
  (let [a (double a)] (if (<= -1.0 a 1.0) (m/asin a) ##NaN)))

(defn acos
  "Returns the arc cosine, between 0 and pi; NaN outside [-1, 1]."
  {:added "1.11"}
  [a]
  (let [a (double a)] (if (<= -1.0 a 1.0) (m/acos a) ##NaN)))

(defn atan
  "Returns the arc tangent, between -pi/2 and pi/2."
  {:added "1.11"}
  [a]
  (m/atan (double a)))

(defn atan2
  "Returns the angle of the point (x, y) in polar coordinates, between -pi and pi."
  {:added "1.11"}
  [y x]
  (m/atan2 (double y) (double x)))

(defn to-radians
  "Converts an angle from degrees to radians."
  {:added "1.11"}
  [deg]
  (m/radians (double deg)))

(defn to-degrees
  "Converts an angle from radians to degrees."
  {:added "1.11"}
  [r]
  (m/degrees (double r)))

(defn exp
  "Returns e to the power of a."
  {:added "1.11"}
  [a]
  (let [a (double a)]
    (if (and (> a 709.0) (finite? a))
      (try (m/exp a) (catch py/OverflowError _ ##Inf))
      (m/exp a))))

(defn expm1
  "Returns e to the power of x, minus one, exact also near zero."
  {:added "1.11"}
  [x]
  (let [x (double x)]
    (if (and (> x 709.0) (finite? x))
      (try (m/expm1 x) (catch py/OverflowError _ ##Inf))
      (m/expm1 x))))

(defn- logarithm
  "f where a logarithm is defined, -Inf at zero, NaN below."
  [f x]
  (cond
    (pos? x) (f x)
    (zero? x) ##-Inf
    :else ##NaN))

(defn log
  "Returns the natural logarithm of a; -Inf for zero, NaN below."
  {:added "1.11"}
  [a]
  (logarithm m/log (double a)))

(defn log10
  "Returns the logarithm of a to base 10; -Inf for zero, NaN below."
  {:added "1.11"}
  [a]
  (logarithm m/log10 (double a)))

(defn log1p
  "Returns the natural logarithm of 1 + x, exact also near zero."
  {:added "1.11"}
  [x]
  (let [x (double x)]
    (cond
      (> x -1.0) (m/log1p x)
      (= x -1.0) ##-Inf
      :else ##NaN)))

(defn sqrt
  "Returns the square root of a; NaN when a is negative."
  {:added "1.11"}
  [a]
  (let [a (double a)] (if (neg? a) ##NaN (m/sqrt a))))

(defn cbrt
  "Returns the cube root of a, which may be negative."
  {:added "1.11"}
  [a]
  (let [a (double a)
        r (m/cbrt a)]
    ;; The C library's result may be off by one in its last place: a step of Newton's method.
    (if (or (zero? r) (not (m/isfinite r)))
      r
      (- r (/ (- (* r r r) a) (* 3.0 r r))))))

(defn hypot
  "Returns the square root of x squared plus y squared, without overflow in between."
  {:added "1.11"}
  [x y]
  (m/hypot (double x) (double y)))

(defn- odd-integer?
  [x]
  (and (finite? x) (= 1.0 (m/fabs (m/fmod x 2.0)))))

(defn pow
  "Returns a to the power of b, as IEEE 754 has it."
  {:added "1.11"}
  [a b]
  (let [a (double a)
        b (double b)]
    (cond
      (NaN? b) ##NaN
      ;; C's pow says 1 in these cases, Java's NaN.
      (and (= 1.0 (m/fabs a)) (infinite? b)) ##NaN
      (and (NaN? a) (not (zero? b))) ##NaN
      (and (zero? a) (neg? b)) (if (odd-integer? b) (m/copysign ##Inf a) ##Inf)
      (and (neg? a) (finite? a) (finite? b) (not (== b (m/floor b)))) ##NaN
      :else (try
              (m/pow a b)
              (catch py/OverflowError _
                (if (and (neg? a) (odd-integer? b)) ##-Inf ##Inf))))))

(defn IEEE-remainder
  "Returns dividend - n * divisor for the integer n nearest to the exact quotient, the even one of two."
  {:added "1.11"}
  [dividend divisor]
  (let [dividend (double dividend)
        divisor (double divisor)]
    (if (or (infinite? dividend) (zero? divisor))
      ##NaN
      (m/remainder dividend divisor))))

(defn sinh
  "Returns the hyperbolic sine of x."
  {:added "1.11"}
  [x]
  (let [x (double x)]
    (try (m/sinh x) (catch py/OverflowError _ (if (neg? x) ##-Inf ##Inf)))))

(defn cosh
  "Returns the hyperbolic cosine of x."
  {:added "1.11"}
  [x]
  (try (m/cosh (double x)) (catch py/OverflowError _ ##Inf)))

(defn tanh
  "Returns the hyperbolic tangent of x."
  {:added "1.11"}
  [x]
  (m/tanh (double x)))

;;; Rounding

(defn- integral
  "Applies a function that rounds to an integer, and makes the result a double with a's sign."
  [f a]
  (let [a (double a)]
    (if (finite? a)
      (m/copysign (double (f a)) a)
      a)))

(defn ceil
  "Returns the smallest integer not below a, as a double."
  {:added "1.11"}
  [a]
  (integral m/ceil a))

(defn floor
  "Returns the largest integer not above a, as a double."
  {:added "1.11"}
  [a]
  (integral m/floor a))

(defn rint
  "Returns the integer nearest to a as a double, the even one of two."
  {:added "1.11"}
  [a]
  (integral py/round a))

(def ^:private long-max 9223372036854775807)
(def ^:private long-min -9223372036854775808)

(defn round
  "Returns the integer nearest to a, the higher one of two; 0 for NaN, the nearest of 64 bits beyond them."
  {:added "1.11"}
  [a]
  (let [a (double a)]
    (cond
      (NaN? a) 0
      (>= a long-max) long-max
      (<= a long-min) long-min
      :else (let [below (m/floor a)]
              (if (>= (- a below) 0.5) (inc below) below)))))

;;; Integers of 64 bits

(defn- exact
  [n]
  (if (<= long-min n long-max)
    n
    (throw (ArithmeticException. "long overflow"))))

(defn add-exact
  "Returns x + y; throws when it does not fit 64 bits."
  {:added "1.11"}
  [x y]
  (exact (+ (long x) (long y))))

(defn subtract-exact
  "Returns x - y; throws when it does not fit 64 bits."
  {:added "1.11"}
  [x y]
  (exact (- (long x) (long y))))

(defn multiply-exact
  "Returns x * y; throws when it does not fit 64 bits."
  {:added "1.11"}
  [x y]
  (exact (* (long x) (long y))))

(defn increment-exact
  "Returns a + 1; throws when it does not fit 64 bits."
  {:added "1.11"}
  [a]
  (exact (inc (long a))))

(defn decrement-exact
  "Returns a - 1; throws when it does not fit 64 bits."
  {:added "1.11"}
  [a]
  (exact (dec (long a))))

(defn negate-exact
  "Returns -a; throws when it does not fit 64 bits."
  {:added "1.11"}
  [a]
  (exact (- (long a))))

(defn floor-mod
  "Returns x - (floor-div x y) * y, which has the sign of y."
  {:added "1.11"}
  [x y]
  (mod (long x) (long y)))

(defn floor-div
  "Returns the largest integer not above x / y."
  {:added "1.11"}
  [x y]
  (let [x (long x)
        y (long y)]
    (quot (- x (mod x y)) y)))

;;; What doubles are made of

(defn ulp
  "Returns the distance from d to the next double away from zero."
  {:added "1.11"}
  [d]
  (m/ulp (double d)))

(defn signum
  "Returns 1.0 or -1.0 with the sign of d; zeros and NaN as they are."
  {:added "1.11"}
  [d]
  (let [d (double d)]
    (if (or (zero? d) (NaN? d)) d (m/copysign 1.0 d))))

(defn copy-sign
  "Returns magnitude with the sign of sign."
  {:added "1.11"}
  [magnitude sign]
  (m/copysign (double magnitude) (double sign)))

(defn get-exponent
  "Returns the exponent of d to base 2: -1023 for zeros and subnormals, 1024 for NaN and infinities."
  {:added "1.11"}
  [d]
  (let [d (double d)]
    (if (finite? d)
      (let [[_ exponent] (m/frexp d)]
        (if (zero? d) -1023 (max -1023 (dec exponent))))
      1024)))

(defn next-after
  "Returns the double after start in the direction of another one."
  {:added "1.11"}
  [start direction]
  (m/nextafter (double start) (double direction)))

(defn next-up
  "Returns the next double above d."
  {:added "1.11"}
  [d]
  (m/nextafter (double d) ##Inf))

(defn next-down
  "Returns the next double below d."
  {:added "1.11"}
  [d]
  (m/nextafter (double d) ##-Inf))

(defn scalb
  "Returns d times two to the power of scaleFactor, rounded once."
  {:added "1.11"}
  [d scaleFactor]
  (let [d (double d)]
    (try
      (m/ldexp d (int scaleFactor))
      (catch py/OverflowError _ (m/copysign ##Inf d)))))

(defn random
  "Returns a random double from 0.0 up to but not including 1.0."
  {:added "1.11"}
  []
  (rand))
