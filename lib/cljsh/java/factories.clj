;; SPDX-License-Identifier: MIT
;; Collections of given elements, functions made of functions, and small members
;; of java.lang and java.util: a part of cljsh.java.

(in-ns 'cljsh.java)

;; --- collections that are not changed -----------------------------------------------

(defn- no-nil [xs] (if (some nil? xs) (throw (NullPointerException.)) xs))
(defn- all-different [kind xs]
  (if (= (count xs) (count (set xs))) xs (throw (IllegalArgumentException. (str "duplicate " kind)))))
(defn- elements-of
  "Those given one by one, or all of an array."
  [xs]
  (if (and (= 1 (count xs)) (py/isinstance (first xs) py/list)) (vec (first xs)) (vec xs)))

(statics java.util.List "Lists that are not changed: vectors."
  (of "Of these elements." (fn [& xs] (no-nil (elements-of xs))))
  (copyOf "Of those in a collection." (fn [xs] (no-nil (vec xs)))))
(statics java.util.Set "Sets that are not changed: Clojure's."
  (of "Of these elements." (fn [& xs] (set (all-different "element" (no-nil (elements-of xs))))))
  (copyOf "Of those in a collection." (fn [xs] (set (no-nil (vec xs))))))
(statics java.util.Map "Maps that are not changed: Clojure's."
  (of "Of these keys and values." (fn [& kvs] (all-different "key" (take-nth 2 kvs)) (no-nil kvs) (apply hash-map kvs)))
  (entry "A key and a value." (fn [k v] (clojure.lang.MapEntry/create k v)))
  (ofEntries "Of entries." (fn [& entries] (into {} (map (fn [e] [(.getKey e) (.getValue e)])) (elements-of entries))))
  (copyOf "Of those in another." (fn [m] (into {} m))))
(statics java.util.Map$Entry "A key and a value."
  (comparingByKey "What orders them by their keys."
    (fn ([] (fn [a b] (compare (key a) (key b)))) ([c] (fn [a b] (.compare c (key a) (key b))))))
  (comparingByValue "What orders them by their values."
    (fn ([] (fn [a b] (compare (val a) (val b)))) ([c] (fn [a b] (.compare c (val a) (val b)))))))
(statics java.util.concurrent.ConcurrentHashMap "Maps that threads share."
  (newKeySet "A set." (fn [& _] (java.util.HashSet.))))

(defmethods "List" (has py/list)
  (trimToSize "Does nothing." (fn [_] nil))
  (ensureCapacity "Does nothing." (fn [_ _] nil))
  (removeFirstOccurrence "Takes the first that is equal away; was it there?"
    (fn [l x] (let [i (.indexOf l x)] (if (neg? i) false (do (take-out l i) true)))))
  (removeLastOccurrence "Takes the last that is equal away; was it there?"
    (fn [l x] (let [i (.lastIndexOf l x)] (if (neg? i) false (do (take-out l i) true)))))
  (descendingIterator "An iterator from its end." (fn [l] (py/iter (vec (reverse l)))))
  (addIfAbsent "Adds x at the end if it is not there; was it new?"
    (fn [l x] (if (some (fn [y] (= x y)) l) false (do (.append l x) true))))
  (addElement "Adds at the end." (fn [l x] (.append l x) nil))
  (elementAt "The element at an index." (fn [l i] (nth l i)))
  (firstElement "The first." first)
  (lastElement "The last." last)
  (removeElement "Takes x away; was it there?"
    (fn [l x] (let [i (.indexOf l x)] (if (neg? i) false (do (take-out l i) true)))))
  (removeElementAt "Takes the element at an index away." (fn [l i] (take-out l i) nil))
  (removeAllElements "Takes all away." (fn [l] (.clear l) nil))
  (setElementAt "Puts another element at an index." (fn [l x i] (.__setitem__ l i x) nil))
  (insertElementAt "Adds at an index." (fn [l x i] (.insert l i x) nil)))

(let [in? (fn [xs] (fn [x] (if (set? xs) (contains? xs x) (boolean (some (fn [y] (= x y)) xs)))))]
  (defmethods "Collection" (fn [x] (or (instance? py/list x) (instance? py/set x)))
    (removeAll "Takes away what is in another; was there any?" (fn [c xs] (.removeIf c (in? (vec xs)))))
    (retainAll "Takes away what is not in another; was there any?"
      (fn [c xs] (.removeIf c (complement (in? (vec xs))))))))

(defmethods "Iterator" (fn [x] (instance? java.util.Iterator x))
  (forEachRemaining "Calls a function with each that is left." (fn [it f] (while (.hasNext it) (f (.next it))))))

;; --- functions ---------------------------------------------------------------------------

(defn- call-of
  "What calls one of java.util.function's, a program's own or a function."
  [f]
  (or (py/getattr f "apply" nil) (py/getattr f "test" nil) (py/getattr f "accept" nil) f))

(defn- functional? [x] (or (fn? x) (py/hasattr x "apply") (py/hasattr x "test") (py/hasattr x "accept")))
(defmethods "Function" functional?
  (andThen "The other after this one; what gives nothing is called with the same."
    (fn [f g]
      (if (py/hasattr f "accept")
        (fn [& xs] (apply (call-of f) xs) (apply (call-of g) xs))
        (comp (call-of g) (call-of f)))))
  (compose "This one after the other." (fn [f g] (comp (call-of f) (call-of g))))
  (negate "Is it false of something?" (fn [f] (complement (call-of f))))
  (and "Do both hold?" (fn [f g] (fn [& xs] (boolean (and (apply (call-of f) xs) (apply (call-of g) xs))))))
  (or "Does one hold?" (fn [f g] (fn [& xs] (boolean (or (apply (call-of f) xs) (apply (call-of g) xs)))))))
(statics java.util.function.UnaryOperator "Functions." (identity "identity" (fn [] identity)))
(statics java.util.function.Predicate "What holds or not."
  (not "Where another does not hold." (fn [f] (complement (call-of f))))
  (isEqual "Is something equal to x?" (fn [x] (fn [y] (= x y)))))
(statics java.util.function.BinaryOperator "Functions of two."
  (minBy "The one that comes first." (fn [c] (fn [a b] (if (pos? (.compare c a b)) b a))))
  (maxBy "The one that comes last." (fn [c] (fn [a b] (if (neg? (.compare c a b)) b a)))))

(defn- ordering
  "How a comparator orders two, as a function."
  [c]
  (fn [a b] (let [n (.compare c a b)] (if (boolean? n) (cond n -1 (.compare c b a) 1 :else 0) n))))
(defn- then [c other] (fn [a b] (let [n ((ordering c) a b)] (if (zero? n) ((ordering other) a b) n))))
(defn- by [key-of & [c]]
  (let [key-of (call-of key-of) order (if c (ordering c) compare)] (fn [a b] (order (key-of a) (key-of b)))))
(defmethods "Comparator" (fn [x] (or (fn? x) (py/hasattr x "compare")))
  (reversed "What orders the other way." (fn [c] (fn [a b] ((ordering c) b a))))
  (thenComparing "What orders by another, or by a key, where this one says nothing."
    (fn ([c x] (then c (if (or (fn? x) (py/hasattr x "compare")) x (by x)))) ([c k other] (then c (by k other)))))
  (thenComparingInt "What orders by a number where this one says nothing." (fn [c k] (then c (by k))))
  (thenComparingLong "What orders by a number where this one says nothing." (fn [c k] (then c (by k))))
  (thenComparingDouble "What orders by a number where this one says nothing." (fn [c k] (then c (by k)))))

;; --- numbers, texts ------------------------------------------------------------------------

(defn- unpack [from to] (fn [x] (first (.unpack (module "struct") from (.pack (module "struct") to x)))))
(statics java.lang.Float "Floats."
  (floatToIntBits "The bits of its four bytes." (unpack ">i" ">f"))
  (floatToRawIntBits "The bits of its four bytes." (unpack ">i" ">f"))
  (intBitsToFloat "Of the bits of four bytes." (unpack ">f" ">i"))
  (MIN_NORMAL "The least that is as precise." 1.1754943508222875E-38))
(statics java.lang.Double "Doubles." (MIN_NORMAL "The least that is as precise." 2.2250738585072014E-308))
(statics java.lang.Integer "Integers."
  (toUnsignedLong "Without a sign." (fn [n] (bit-and n 0xffffffff)))
  (toUnsignedString "Without a sign."
    (fn ([n] (str (bit-and n 0xffffffff))) ([n radix] (Long/toString (bit-and n 0xffffffff) radix))))
  (parseUnsignedInt "Of digits."
    (fn ([s] (unchecked-int (Long/parseLong s))) ([s radix] (unchecked-int (Long/parseLong s radix)))))
  (reverseBytes "With its bytes in the other order." (unpack "<i" ">i")))
(statics java.lang.Long "Longs."
  (toUnsignedString "Without a sign."
    (fn ([n] (str (.__and__ n 18446744073709551615)))
        ([n radix] (.toString (biginteger (.__and__ n 18446744073709551615)) radix))))
  (parseUnsignedLong "Of digits." (fn ([s] (unchecked-long (bigint s))) ([s radix] (unchecked-long (py/int s radix)))))
  (reverseBytes "With its bytes in the other order." (unpack "<q" ">q")))
(statics java.lang.Byte "Bytes."
  (toUnsignedInt "Without a sign." (fn [b] (bit-and b 255)))
  (toUnsignedLong "Without a sign." (fn [b] (bit-and b 255))))
(statics java.lang.Short "Shorts."
  (toUnsignedInt "Without a sign." (fn [n] (bit-and n 65535)))
  (toUnsignedLong "Without a sign." (fn [n] (bit-and n 65535)))
  (reverseBytes "With its bytes in the other order." (unpack "<h" ">h")))
(statics java.lang.Boolean "Booleans."
  (compare "false comes first." compare)
  (hashCode "1231, or 1237." (fn [b] (if b 1231 1237)))
  (logicalAnd "Both?" (fn [a b] (and a b)))
  (logicalOr "One?" (fn [a b] (or a b)))
  (logicalXor "Just one?" (fn [a b] (not= a b))))
(statics java.lang.Math "Functions of numbers."
  (multiplyFull "The product." *)
  (multiplyHigh "The upper half of the product." (fn [a b] (long (.__rshift__ (*' a b) 64))))
  (absExact "Without its sign." abs))
(statics java.lang.Thread "Threads." (MIN_PRIORITY "1" 1) (NORM_PRIORITY "5" 5) (MAX_PRIORITY "10" 10))

(defmethods "String" string?
  (codePointCount "How many characters there are from one index to another." (fn ([s i j] (- j i))))
  (codePointBefore "The code of the character before an index." (fn [s i] (py/ord (nth s (dec i)))))
  (offsetByCodePoints "The index so many characters further." (fn [s i n] (+ i n)))
  (formatted "As format has it." (fn [s & args] (apply format s (elements-of args))))
  (getChars "Puts characters into an array."
    (fn [s i j array at] (doseq [k (range i j)] (aset array (+ at (- k i)) (nth s k))) nil))
  (indent "With spaces before each line, or without."
    (fn [s n]
      (apply str
             (map (fn [line]
                    (str (if (neg? n)
                           (str/replace line (re-pattern (str "^\\s{0," (- n) "}")) "")
                           (str (apply str (repeat n " ")) line))
                         "\n"))
                  (.splitlines s)))))
  (stripIndent "Without the spaces that all lines begin with." (fn [s] (.dedent (module "textwrap") s)))
  (transform "What a function makes of it." (fn [s f] ((call-of f) s))))
