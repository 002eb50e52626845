;; SPDX-License-Identifier: MIT
;; Methods of dates, numbers, futures and collections that few programs name, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- present [m k] (.get m k))
(defmethods "Map" (fn [x] (instance? py/dict x))
  (replaceAll "Puts what a function makes of each key and value."
    (fn [m f] (doseq [k (vec (.keys m))] (.__setitem__ m k (.apply f k (present m k)))) nil))
  (clone "A copy." (fn [m] (let [c ((class m))] (.update c m) c))))

(defmethods "java.util.concurrent.Future" future?
  (get "Its value, waiting for it; at most so long, then TimeoutException."
       (fn ([f] @f)
           ([f n unit] (let [v (deref f (/ (.toNanos unit n) 1e6) ::late)]
                         (if (= v ::late) (throw (TimeoutError. "the future has no value yet")) v)))))
  (isDone "future-done?" future-done?) (isCancelled "future-cancelled?" future-cancelled?)
  (cancel "future-cancel" (fn [f _] (future-cancel f))))
(defmethods "Date" inst?
  (setTime "Dates cannot be changed here."
    (fn [_ _] (throw (UnsupportedOperationException. "a java.util.Date cannot be changed in cljsh"))))
  (toGMTString "Its text." (fn [d] (.strftime d "%-d %b %Y %H:%M:%S GMT")))
  (clone "Itself." identity))
(defmethods "UUID" uuid?
  (timestamp "When it was made." (fn [u] (.-time u)))
  (clockSequence "Its clock sequence." (fn [u] (.-clock_seq u))))
(defmethods "BigInteger" integer?
  (bitCount "How many bits are set." (fn [n] (.bit_count n)))
  (setBit "With a bit." bit-set)
  (clearBit "Without a bit." bit-clear)
  (flipBit "With a bit changed." bit-flip)
  (andNot "bit-and-not" bit-and-not)
  (getLowestSetBit "The index of the lowest bit that is set."
    (fn [n] (if (zero? n) -1 (dec (.bit_length (bit-and n (- n)))))))
  (divideAndRemainder "quot and rem." (fn [a b] (into-array [(quot a b) (rem a b)]))))
(defmethods "List" sequential?
  (lastIndexOf "The last index of x, or -1."
    (fn [s x] (loop [i 0 found -1 xs (seq s)] (if xs (recur (inc i) (if (= x (first xs)) i found) (next xs)) found)))))
(defmethods "Deque" (fn [x] (instance? py/list x))
  (offerLast "Adds at the end." (fn [l x] (.append l x) true))
  (offerFirst "Adds at the beginning." (fn [l x] (.insert l 0 x) true)))
