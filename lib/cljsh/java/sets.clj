;; SPDX-License-Identifier: MIT
(ns cljsh.java.sets
  "Sets of java.util's that are made for something: of small integers, of enums, of what several threads read; and numbers in hexadecimal."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter enter-class statics]]
            [clojure.string :as str]))

;; --- BitSet: the bits of one integer ------------------------------------------------

(defn- ones
  "An integer whose bits from an index up to another are 1."
  [from to]
  (if (< from to) (.__lshift__ (dec' (.__lshift__ 1 (- to from))) from) 0))

(defn- bit-on? [bits i] (odd? (.__rshift__ bits i)))

(deftype BitSet [^:mutable bits]
  Object
  (bits_ [_] bits)
  (equals [_ o] (and (instance? BitSet o) (= bits (.bits_ o))))
  (hashCode [_] (hash bits))
  (toString [this] (str "{" (str/join ", " (.indexes_ this)) "}"))
  (indexes_ [_] (filter (fn [i] (bit-on? bits i)) (range (.bit_length bits))))
  (get [_ i] (bit-on? bits i))
  (get [_ from to] (BitSet. (.__rshift__ (.__and__ bits (ones from to)) from)))
  (set [_ i] (set! bits (.__or__ bits (ones i (inc i)))) nil)
  (set [this i x] (cond (boolean? x) (if x (.set this i) (.clear this i)) :else (do (set! bits (.__or__ bits (ones i x))) nil)))
  (set [this from to on] (if on (.set this from to) (.clear this from to)))
  (clear [_] (set! bits 0) nil)
  (clear [this i] (.clear this i (inc i)))
  (clear [_ from to] (let [part (ones from to)] (set! bits (.__xor__ (.__or__ bits part) part)) nil))
  (flip [this i] (.flip this i (inc i)))
  (flip [_ from to] (set! bits (.__xor__ bits (ones from to))) nil)
  (and [_ o] (set! bits (.__and__ bits (.bits_ o))) nil)
  (or [_ o] (set! bits (.__or__ bits (.bits_ o))) nil)
  (xor [_ o] (set! bits (.__xor__ bits (.bits_ o))) nil)
  (andNot [_ o] (set! bits (.__xor__ bits (.__and__ bits (.bits_ o)))) nil)
  (intersects [_ o] (not (zero? (.__and__ bits (.bits_ o)))))
  (cardinality [_] (.bit_count bits))
  (isEmpty [_] (zero? bits))
  (length [_] (.bit_length bits))
  (size [_] (* 64 (max 1 (quot (+ 63 (.bit_length bits)) 64))))
  (nextSetBit [this i] (or (first (drop-while (fn [k] (< k i)) (.indexes_ this))) -1))
  (nextClearBit [_ i] (first (remove (fn [k] (bit-on? bits k)) (iterate inc i))))
  (previousSetBit [this i] (or (last (take-while (fn [k] (<= k i)) (.indexes_ this))) -1))
  (previousClearBit [_ i] (or (first (remove (fn [k] (bit-on? bits k)) (range i -1 -1))) -1))
  (clone [_] (BitSet. bits))
  (stream [this] ((requiring-resolve 'cljsh.java.util-stream/stream-of) (vec (.indexes_ this))))
  (toLongArray [_] (long-array (for [i (range (quot (+ 63 (.bit_length bits)) 64))] (unchecked-long (.__and__ (.__rshift__ bits (* 64 i)) 18446744073709551615)))))
  (toByteArray [_] (byte-array (map unchecked-byte (.to_bytes bits (quot (+ 7 (.bit_length bits)) 8) "little")))))

(enter-class java.util.BitSet BitSet "Bits that are counted from 0."
  (new "With none of them set." (fn [& _] (BitSet. 0)))
  (valueOf "The bits of an array of numbers or bytes."
    (fn [a] (BitSet. (if (bytes? a) (.from_bytes py/int (py/bytes (map (fn [b] (bit-and b 255)) a)) "little")
                       (reduce (fn [bits [i n]] (.__or__ bits (.__lshift__ (.__and__ n 18446744073709551615) (* 64 i)))) 0 (map-indexed vector a)))))))

;; --- enums -------------------------------------------------------------------------------

(defn- constants [class] (vec ((deref (resolve (symbol (.getName class) "values"))))))
(defn- in-order [xs] (java.util.LinkedHashSet. (sort-by (fn [x] (.ordinal x)) (distinct xs))))
(statics java.util.EnumSet "Sets of an enum's constants."
  (of "Of these." (fn [x & more] (in-order (cons x (mapcat (fn [m] (if (py/isinstance m py/list) m [m])) more)))))
  (noneOf "Empty." (fn [_] (java.util.LinkedHashSet.)))
  (allOf "All of an enum." (fn [class] (in-order (constants class))))
  (copyOf "Of those in a collection." in-order)
  (complementOf "All that are not in another." (fn [s] (if-let [x (first s)] (in-order (remove (set s) (constants (class x)))) (java.util.LinkedHashSet.))))
  (range "From one to another." (fn [a b] (in-order (filter (fn [x] (<= (.ordinal a) (.ordinal x) (.ordinal b))) (constants (class a)))))))
(statics java.util.EnumMap "Maps whose keys are an enum's constants."
  (new "An empty one, or a copy." (fn [x] (if (map? x) (java.util.LinkedHashMap. x) (if (instance? py/dict x) (java.util.LinkedHashMap. x) (java.util.LinkedHashMap.))))))

;; --- sets that threads share, and sums ------------------------------------------------------

(defn- set-class [full doc base]
  (enter full (java/python-class full [base] {}))
  (java/note full "" doc))
(set-class "java.util.concurrent.CopyOnWriteArraySet" "A set that keeps the order things were added in." java.util.LinkedHashSet)

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
  (formatHex [this bytes] (str/join delimiter (map (fn [b] (str prefix (.cased_ this (format "%02x" (bit-and b 255))) suffix)) bytes)))
  (formatHex [this bytes from to] (.formatHex this (take (- to from) (drop from bytes))))
  (parseHex [_ s]
    (let [parts (if (and (= "" delimiter) (= "" prefix) (= "" suffix)) (re-seq #"(?s)..?" s) (map (fn [p] (subs p (count prefix) (- (count p) (count suffix)))) (if (= s "") [] (str/split s (re-pattern (java.util.regex.Pattern/quote delimiter))))))]
      (byte-array (map (fn [p] (if (re-matches #"[0-9a-fA-F]{2}" p) (unchecked-byte (Integer/parseInt p 16)) (throw (IllegalArgumentException. (str "string is not hexadecimal: " s))))) parts))))
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
