;; SPDX-License-Identifier: MIT
(ns clojure.math
  "Mathematical functions on doubles, and integer arithmetic that stays within 64 bits.
  Where Python's math raises an exception, these return NaN or an infinity, as
  IEEE 754 has it.  The functions of doubles are primitives of cljsh.")

(def ^{:added "1.11" :doc "The base of the natural logarithms."} E 2.718281828459045)
(def ^{:added "1.11" :doc "The ratio of a circle's circumference to its diameter."} PI 3.141592653589793)

;;; Integers of 64 bits

(def ^:private long-max 9223372036854775807)
(def ^:private long-min -9223372036854775808)

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
