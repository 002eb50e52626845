;; SPDX-License-Identifier: MIT
(ns clojure.pprint.numerals
  "Integers as text: in any base, in English, in Roman numerals."
  (:require [clojure.string :as str]))

(defn in-base
  "Returns an integer's digits in a base of 2 to 36."
  [n base]
  (if (neg? n)
    (str "-" (in-base (- n) base))
    (loop [n n, digits ()]
      (let [digits (cons (nth "0123456789abcdefghijklmnopqrstuvwxyz" (rem n base)) digits)]
        (if (< n base)
          (apply str digits)
          (recur (quot n base) digits))))))

(def ^:private units
  ["zero" "one" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "eleven" "twelve" "thirteen"
   "fourteen" "fifteen" "sixteen" "seventeen" "eighteen" "nineteen"])

(def ^:private tens
  ["" "" "twenty" "thirty" "forty" "fifty" "sixty" "seventy" "eighty" "ninety"])

(def ^:private scales
  ["" "thousand" "million" "billion" "trillion" "quadrillion" "quintillion" "sextillion" "septillion" "octillion"
   "nonillion" "decillion" "undecillion" "duodecillion" "tredecillion" "quattuordecillion" "quindecillion"
   "sexdecillion" "septendecillion" "octodecillion" "novemdecillion" "vigintillion"])

(defn- below-hundred
  [n]
  (if (< n 20)
    (units n)
    (str (tens (quot n 10)) (when (pos? (rem n 10)) (str "-" (units (rem n 10)))))))

(defn- below-thousand
  [n]
  (str/join " " (cond-> []
                  (>= n 100) (conj (units (quot n 100)) "hundred")
                  (or (pos? (rem n 100)) (zero? n)) (conj (below-hundred (rem n 100))))))

(defn- with-commas
  "The digits of an integer in groups of three."
  [n]
  (py/format n ","))

(defn cardinal
  "Returns an integer in English: one hundred, two thousand, three. Of other numbers the fraction does not count."
  [n]
  (cond
    (not (integer? n)) (cardinal (bigint n))
    (neg? n) (str "minus " (cardinal (- n)))
    (zero? n) "zero"
    :else (let [groups (loop [n n, groups ()]
                         (if (zero? n) groups (recur (quot n 1000) (cons (rem n 1000) groups))))]
            (if (> (count groups) (count scales))
              (with-commas n)
              (->> (map vector groups (reverse (take (count groups) scales)))
                   (remove (comp zero? first))
                   (map (fn [[group scale]] (str (below-thousand group) (when (not= "" scale) (str " " scale)))))
                   (str/join ", "))))))

(def ^:private irregular-ordinals
  {"one" "first", "two" "second", "three" "third", "five" "fifth", "eight" "eighth", "nine" "ninth"
   "twelve" "twelfth"})

(defn ordinal
  "Returns an integer's ordinal in English: one hundred and so on, twenty-third."
  [n]
  (let [text (cardinal n)
        [_ before word] (re-matches #"(?s)(.*?)([a-z]+|\d+)" text)
        low (rem (abs (bigint n)) 100)]
    (str before
         (cond
           (re-find #"\d" word) (str word (if (<= 11 low 13) "th" (get {1 "st", 2 "nd", 3 "rd"} (rem low 10) "th")))
           (irregular-ordinals word) (irregular-ordinals word)
           (str/ends-with? word "y") (str (subs word 0 (dec (count word))) "ieth")
           :else (str word "th")))))

(def ^:private roman-numerals
  [[1000 "M"] [900 "CM"] [500 "D"] [400 "CD"] [100 "C"] [90 "XC"] [50 "L"] [40 "XL"] [10 "X"] [9 "IX"] [5 "V"]
   [4 "IV"] [1 "I"]])

(defn- in-numerals
  [n numerals]
  (loop [n n, numerals numerals, text ""]
    (if-let [[[value numeral] & more] (seq numerals)]
      (if (>= n value)
        (recur (- n value) numerals (str text numeral))
        (recur n more text))
      text)))

(defn roman
  "Returns an integer of 1 to 3999 in Roman numerals, others in decimal digits."
  [n]
  (let [n (bigint n)]
    (if (< 0 n 4000) (in-numerals n roman-numerals) (with-commas n))))

(defn old-roman
  "Returns an integer of 1 to 4999 in Roman numerals without subtraction: IIII."
  [n]
  (let [n (bigint n)]
    (if (< 0 n 5000)
      (in-numerals n (filter (fn [[_ numeral]] (= 1 (count numeral))) roman-numerals))
      (with-commas n))))
