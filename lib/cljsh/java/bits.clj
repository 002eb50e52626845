;; SPDX-License-Identifier: MIT
(ns cljsh.java.bits
  "java.util.BitSet: a bytearray of Python's with a byte for each bit, so that one is found, set and counted without the others."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter-class]] [clojure.string :as str]))

(defn- index
  "An index of a bit, which must not be negative."
  [i]
  (if (neg? i) (throw (IndexOutOfBoundsException. (str "bitIndex < 0: " i))) i))

(defn- checked-range [from to]
  (cond
    (neg? from) (throw (IndexOutOfBoundsException. (str "fromIndex < 0: " from)))
    (neg? to)   (throw (IndexOutOfBoundsException. (str "toIndex < 0: " to)))
    (> from to) (throw (IndexOutOfBoundsException. (str "fromIndex: " from " > toIndex: " to)))))

(defn- number-of
  "The integer whose digits to the base 256 are the bits."
  [bits]
  (.from_bytes py/int bits "little"))

(defn- run-of
  "n bytes, all of them 0 or 1."
  [bit n]
  (.__mul__ (py/bytes [bit]) n))

(deftype BitSet [bits ^:mutable words]
  Object
  (bits_ [_] bits)
  ;; has places up to an index, which is not among them; the JVM's size grows by doubling
  (room_ [_ n]
    (when (< (count bits) n)
      (.extend bits (py/bytes (max (- n (count bits)) (bit-shift-right (count bits) 1)))))
    (let [needed (quot (+ n 63) 64)]
      (when (< words needed)
        (set! words (max needed (* 2 words))))))
  (put_ [this from to bit]
    (checked-range from to)
    (let [to (if (= bit 1) to (max from (min to (count bits))))]
      (when (= bit 1)
        (.room_ this to))
      (when (< from to)
        (.__setitem__ bits (py/slice from to) (run-of bit (- to from)))))
    nil)
  ;; puts what an operation on two integers makes of the bits of both
  (with_ [this other operation]
    (.room_ this (.length other))
    (let [n (count bits)]
      (.__setitem__ bits (py/slice nil nil) (.to_bytes (operation (number-of bits) (number-of (.bits_ other))) n "little"))
      nil))
  (get [_ i] (and (< (index i) (count bits)) (= 1 (aget bits i))))
  (get [_ from to]
    (checked-range from to)
    (BitSet. (py/bytearray (.__getitem__ bits (py/slice from to))) (max 1 (quot (+ (- (min to (max from (count bits))) from) 63) 64))))
  (set [this i]
    (when (>= (index i) (count bits))
      (.room_ this (inc i)))
    (aset bits i 1)
    nil)
  (set [this i x]
    (if (boolean? x)
      (if x (.set this i) (.clear this i))
      (.put_ this i x 1)))
  (set [this from to on] (.put_ this from to (if on 1 0)))
  (clear [_] (.clear bits) nil)
  (clear [_ i]
    (when (< (index i) (count bits))
      (aset bits i 0))
    nil)
  (clear [this from to] (.put_ this from to 0))
  (flip [this i] (if (.get this i) (.clear this i) (.set this i)))
  (flip [this from to]
    (checked-range from to)
    (.room_ this to)
    (when (< from to)
      (.__setitem__ bits (py/slice from to) (.translate (.__getitem__ bits (py/slice from to)) (py/bytes (cons 1 (repeat 255 0))))))
    nil)
  (and [this other] (.with_ this other (fn [a b] (.__and__ a b))))
  (or [this other] (.with_ this other (fn [a b] (.__or__ a b))))
  (xor [this other] (.with_ this other (fn [a b] (.__xor__ a b))))
  (andNot [this other] (.with_ this other (fn [a b] (.__xor__ a (.__and__ a b)))))
  (intersects [_ other] (not (zero? (.__and__ (number-of bits) (number-of (.bits_ other))))))
  (cardinality [_] (.count bits 1))
  (isEmpty [_] (neg? (.find bits 1)))
  (length [_] (inc (.rfind bits 1)))
  (size [_] (* 64 words))
  (nextSetBit [_ from]
    (when (neg? from)
      (throw (IndexOutOfBoundsException. (str "fromIndex < 0: " from))))
    (.find bits 1 from))
  (nextClearBit [_ from]
    (when (neg? from)
      (throw (IndexOutOfBoundsException. (str "fromIndex < 0: " from))))
    (let [i (.find bits 0 from)]
      (if (neg? i) (max from (count bits)) i)))
  (previousSetBit [_ from] (if (neg? from) -1 (.rfind bits 1 0 (inc from))))
  (previousClearBit [_ from]
    (cond
      (neg? from)            -1
      (>= from (count bits)) from
      :else                  (.rfind bits 0 0 (inc from))))
  (clone [this] (BitSet. (py/bytearray bits) words))
  (stream [this] ((requiring-resolve 'cljsh.java.util-stream/stream-of) (vec (.indexes_ this))))
  (toLongArray [this]
    (let [n    (.length this)
          text (.__getitem__ bits (py/slice 0 n))]
      (long-array (for [start (range 0 n 64)]
                    (unchecked-long (reduce (fn [number bit] (+ (* 2N number) bit)) 0 (reverse (.__getitem__ text (py/slice start (+ start 64))))))))))
  (toByteArray [this]
    (let [longs (.toLongArray this), n (quot (+ 7 (.length this)) 8)]
      (byte-array n (for [i (range n)] (unchecked-byte (bit-and 255 (bit-shift-right (aget longs (quot i 8)) (* 8 (rem i 8)))))))))
  (indexes_ [_]
    (letfn [(from [i]
              (let [found (.find bits 1 i)]
                (when-not (neg? found)
                  (lazy-seq (cons found (from (inc found)))))))]
      (from 0)))
  (equals [_ other]
    (and (instance? BitSet other)
         (= (number-of bits) (number-of (.bits_ other)))))
  (hashCode [this]
    (let [h (reduce bit-xor 1234 (map-indexed (fn [i word] (unchecked-multiply word (inc i))) (.toLongArray this)))]
      (unchecked-int (bit-xor h (bit-shift-right h 32)))))
  (toString [this] (str "{" (str/join ", " (.indexes_ this)) "}")))

(defn- bits-of
  "The bits of an array of numbers, so many of each."
  [numbers width]
  (let [set (BitSet. (py/bytearray) 1)]
    (doseq [[k number] (map-indexed vector numbers)
            i          (range width)
            :when      (bit-test number i)]
      (.set set (+ (* width k) i)))
    set))

(enter-class java.util.BitSet BitSet "Bits that are counted from 0."
  (new "With none of them set; n: how many are to come."
    (fn
      ([] (BitSet. (py/bytearray) 1))
      ([n]
       (when (neg? n)
         (throw (NegativeArraySizeException. (str "nbits < 0: " n))))
       (BitSet. (py/bytearray) (quot (+ n 63) 64)))))
  (valueOf "The bits of an array of numbers or bytes." (fn [xs] (bits-of xs (if (bytes? xs) 8 64)))))
