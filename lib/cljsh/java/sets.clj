;; SPDX-License-Identifier: MIT
(ns cljsh.java.sets
  "Sets of java.util's that are made for something: of enums, of what several threads read; and numbers in hexadecimal."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter enter-class statics]]
            [clojure.string :as str]))

;; --- enums -------------------------------------------------------------------------------

(defn- constants [class] (vec ((deref (resolve (symbol (.getName class) "values"))))))
(defn- in-order [xs] (java.util.TreeSet. (vec xs)))
(statics java.util.EnumSet "Sets of an enum's constants."
  (of "Of these." (fn [x & more] (in-order (cons x (mapcat (fn [m] (if (py/isinstance m py/list) m [m])) more)))))
  (noneOf "Empty." (fn [_] (java.util.TreeSet.)))
  (allOf "All of an enum." (fn [class] (in-order (constants class))))
  (copyOf "Of those in a collection." in-order)
  (complementOf "All that are not in another."
    (fn [s] (if-let [x (first s)] (in-order (remove (set s) (constants (class x)))) (java.util.TreeSet.))))
  (range "From one to another."
    (fn [a b] (in-order (filter (fn [x] (<= (.ordinal a) (.ordinal x) (.ordinal b))) (constants (class a)))))))
(statics java.util.EnumMap "Maps whose keys are an enum's constants, in their order."
  (new "An empty one, or a copy." (fn [x] (if (class? x) (java.util.TreeMap.) (java.util.TreeMap. x)))))

;; --- sets that threads share, and sums ------------------------------------------------------

(defn- set-class [full doc base]
  (enter full (java/python-class full [base] {}))
  (java/note full "" doc))
(set-class "java.util.concurrent.CopyOnWriteArraySet"
  "A set that keeps the order things were added in."
  java.util.LinkedHashSet)

(deftype SummaryStatistics [^:mutable n ^:mutable sum ^:mutable least ^:mutable most as none]
  Object
  (accept [_ x]
    (set! n (inc n))
    (set! sum (+ sum x))
    (set! least (min least x))
    (set! most (max most x))
    nil)
  (combine [_ o]
    (set! n (+ n (.getCount o)))
    (set! sum (+ sum (.getSum o)))
    (set! least (min least (.getMin o)))
    (set! most (max most (.getMax o)))
    nil)
  (getCount [_] n)
  (getSum [_] (as sum))
  (getMin [_] least)
  (getMax [_] most)
  (getAverage [_] (if (zero? n) 0.0 (double (/ sum n)))))
(enter-class java.util.LongSummaryStatistics SummaryStatistics "How many, their sum, the least and the greatest."
  (new "Of none." (fn [] (SummaryStatistics. 0 0 Long/MAX_VALUE Long/MIN_VALUE identity nil))))
(statics java.util.IntSummaryStatistics "How many, their sum, the least and the greatest."
  (new "Of none." (fn [] (SummaryStatistics. 0 0 Integer/MAX_VALUE Integer/MIN_VALUE identity nil))))
(statics java.util.DoubleSummaryStatistics "How many, their sum, the least and the greatest."
  (new "Of none." (fn [] (SummaryStatistics. 0 0 ##Inf ##-Inf double nil))))

;; --- hexadecimal -------------------------------------------------------------------------------

(deftype HexFormat [upper delimiter prefix suffix]
  Object
  (cased_ [_ s] (if upper (str/upper-case s) s))
  (formatHex [this bytes]
    (str/join delimiter (map (fn [b] (str prefix (.cased_ this (format "%02x" (bit-and b 255))) suffix)) bytes)))
  (formatHex [this bytes from to] (.formatHex this (take (- to from) (drop from bytes))))
  (parseHex [_ s]
    (let [parts (if (and (= "" delimiter) (= "" prefix) (= "" suffix))
                  (re-seq #"(?s)..?" s)
                  (map (fn [p] (subs p (count prefix) (- (count p) (count suffix))))
                       (if (= s "") [] (str/split s (re-pattern (java.util.regex.Pattern/quote delimiter))))))]
      (byte-array (map (fn [p]
                         (if (re-matches #"[0-9a-fA-F]{2}" p)
                           (unchecked-byte (Integer/parseInt p 16))
                           (throw (IllegalArgumentException. (str "string is not hexadecimal: " s)))))
                       parts))))
  (toHexDigits [this n] (.cased_ this (format "%016x" n)))
  (toHexDigits [this n digits] (let [t (format "%016x" n)] (.cased_ this (subs t (- 16 digits)))))
  (withUpperCase [_] (HexFormat. true delimiter prefix suffix))
  (withLowerCase [_] (HexFormat. false delimiter prefix suffix))
  (withDelimiter [_ d] (HexFormat. upper d prefix suffix))
  (withPrefix [_ p] (HexFormat. upper delimiter p suffix))
  (withSuffix [_ s] (HexFormat. upper delimiter prefix s)))
(enter-class java.util.HexFormat HexFormat "Bytes as hexadecimal digits."
  (of "In small letters." (fn [] (HexFormat. false "" "" "")))
  (ofDelimiter "With something between the bytes." (fn [d] (HexFormat. false d "" "")))
  (isHexDigit "Is it one?" (fn [c] (boolean (re-matches #"[0-9a-fA-F]" (str c)))))
  (fromHexDigits "The number of digits." (fn [s] (Long/parseLong (str s) 16)))
  (fromHexDigit "The number of a digit." (fn [c] (Character/digit c 16))))
