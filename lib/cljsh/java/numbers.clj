;; SPDX-License-Identifier: MIT
;; Numbers, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- parse-int
  ([s] (parse-int s 10))
  ([s radix]
   (if (and (string? s) (re-find #"^[+-]?[0-9a-zA-Z]+$" s))
     (try (py/int s radix)
       (catch ValueError _ (throw (NumberFormatException. (str "For input string: " (cljsh.core/show s))))))
     (throw (NumberFormatException. (str "For input string: " (cljsh.core/show s)))))))

(defn- bounded
  "Of a text, in base 10 or another: its integer, if it has one within the bounds."
  [least most]
  (let [checked (fn [n text]
                  (if (<= least n most)
                    n
                    (throw (NumberFormatException. (str "Value out of range: " (cljsh.core/show text))))))]
    (fn ([text] (checked (or (if (string? text) (parse-long text) nil) (parse-int text)) text))
        ([text radix] (checked (parse-int text radix) text)))))

(def ^:private max-int 2147483647)
(def ^:private min-int -2147483648)
(def ^:private max-long 9223372036854775807)
(def ^:private min-long -9223372036854775808)

(defn- digits-in
  "An integer in another base; negative ones in two's complement of that many bits."
  [format-spec bits]
  (fn [n] (py/format (if (neg? n) (+ n (py/pow 2 bits)) n) format-spec)))

(defn- in-radix
  ([n] (str n))
  ([n radix]
   (if (neg? n)
     (str "-" (in-radix (- n) radix))
     (loop [n n, digits ()]
       (let [digits (cons (get "0123456789abcdefghijklmnopqrstuvwxyz" (rem n radix)) digits)]
         (if (< n radix) (str/join digits) (recur (quot n radix) digits)))))))

(defn- sign [n] (cond (neg? n) -1 (pos? n) 1 :else 0))
(defn- unsigned [n bits] (if (neg? n) (+ n (py/pow 2 bits)) n))
(defn- bit-count [bits] (fn [n] (.bit_count (py/int (unsigned n bits)))))
(defn- trailing-zeros [bits] (fn [n] (if (zero? n) bits (dec (.bit_length (py/int (bit-and n (- n))))))))
(defn- leading-zeros [bits] (fn [n] (- bits (.bit_length (py/int (unsigned n bits))))))
(defn- signed [n bits] (if (>= n (py/pow 2 (dec bits))) (- n (py/pow 2 bits)) n))
(defn- reversed-bits [bits]
  (fn [n] (signed (py/int (str/reverse (.zfill (py/format (unsigned n bits) "b") bits)) 2) bits)))
(defn- rotated [n k bits]
  (let [text (.zfill (py/format (unsigned n bits) "b") bits), k (mod k bits)]
    (signed (py/int (str (subs text k) (subs text 0 k)) 2) bits)))
(defn- compare-sign [a b] (sign (compare a b)))

(defn- property-integer
  ([property] (property-integer property nil))
  ([property otherwise]
   (let [text ((resolve 'java.lang.System/getProperty) property)]
     (if (and text (re-matches #"[+-]?\d+" text)) (py/int text) otherwise))))

(defmacro ^:private integer-class [class-name doc bits least most]
  `(statics ~class-name ~doc
     (~'TYPE "The class of the primitive ones." py/int)
     (~'MAX_VALUE "The largest." ~most)
     (~'MIN_VALUE "The smallest." ~least)
     (~'SIZE "Its number of bits." ~bits)
     (~'BYTES "Its number of bytes." ~(quot bits 8))
     (~(symbol (get {"java.lang.Integer" "parseInt"
                     "java.lang.Long" "parseLong"
                     "java.lang.Short" "parseShort"
                     "java.lang.Byte" "parseByte"}
                    (str class-name))) "The integer that a text says, in base 10 or another."
                                       (bounded ~least ~most))
     (~'valueOf "The integer that a text or number says."
       (let [parse# (bounded ~least ~most)]
         (fn ([x#] (if (string? x#) (parse# x#) (long x#))) ([x# radix#] (parse# x# radix#)))))
     (~'decode "The integer that a text says, 0x and 0 in front counting."
       (fn [s#] (py/int (str/replace s# "#" "0x") 0)))
     ~@(when-let [getter ({"java.lang.Integer" "getInteger" "java.lang.Long" "getLong"} (str class-name))]
         [(list (symbol getter) "The integer that a system property says, another or nil." `property-integer)])
     (~'toString "The text of an integer, in base 10 or another." in-radix)
     (~'toHexString "In base 16, as bits." (digits-in "x" ~bits))
     (~'toOctalString "In base 8, as bits." (digits-in "o" ~bits))
     (~'toBinaryString "In base 2, as bits." (digits-in "b" ~bits))
     (~'compare "-1, 0 or 1." compare-sign)
     (~'signum "-1, 0 or 1." sign)
     (~'max "The larger." max)
     (~'min "The smaller." min)
     (~'sum "The sum." +)
     (~'bitCount "How many bits are set." (bit-count ~bits))
     (~'numberOfTrailingZeros "How many bits are 0 at the low end." (trailing-zeros ~bits))
     (~'reverse "Its bits in reverse order." (reversed-bits ~bits))
     (~'highestOneBit "The highest bit of it."
       (fn [n#] (if (neg? n#) ~least (if (zero? n#) 0 (bit-shift-left 1 (dec (.bit_length (py/int n#))))))))
     (~'lowestOneBit "The lowest bit of it."
       (fn [n#] (signed (bit-and (unsigned n# ~bits) (- (unsigned n# ~bits))) ~bits)))
     (~'remainderUnsigned "The remainder of two without signs."
       (fn [a# b#] (signed (rem (unsigned a# ~bits) (unsigned b# ~bits)) ~bits)))
     (~'divideUnsigned "The quotient of two without signs."
       (fn [a# b#] (signed (quot (unsigned a# ~bits) (unsigned b# ~bits)) ~bits)))
     (~'compareUnsigned "-1, 0 or 1, of two without signs."
       (fn [a# b#] (compare-sign (unsigned a# ~bits) (unsigned b# ~bits))))
     (~'rotateLeft "Its bits, moved round to the left." (fn [n# k#] (rotated n# k# ~bits)))
     (~'rotateRight "Its bits, moved round to the right." (fn [n# k#] (rotated n# (- k#) ~bits)))
     (~'numberOfLeadingZeros "How many bits are 0 at the high end." (leading-zeros ~bits))
     (~'hashCode "A hash." hash)
     (~'new "The integer that a text or number says."
       (let [parse# (bounded ~least ~most)] (fn [x#] (if (string? x#) (parse# x#) (long x#)))))))

(integer-class java.lang.Integer "Integers of 32 bits; here integers have any size." 32 -2147483648 2147483647)
(integer-class java.lang.Long
               "Integers of 64 bits; here integers have any size."
               64
               -9223372036854775808
               9223372036854775807)
(integer-class java.lang.Short "Integers of 16 bits." 16 -32768 32767)
(integer-class java.lang.Byte "Integers of 8 bits." 8 -128 127)

(defn- parse-float-slowly [s]
  (if (and (string? s) (re-find #"^\s*[+-]?(NaN|Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?)\s*$" s))
    (py/float (str/replace (str/trim s) #"[dDfF]$" ""))
    (if (nil? s)
      (throw (NullPointerException. "a text is needed, not nil"))
      (throw (NumberFormatException. (str "For input string: " (cljsh.core/show s)))))))

(defn- parse-float [s] (or (if (string? s) (parse-double s) nil) (parse-float-slowly s)))

(defn- float-bits [x] (first (.unpack (py/__import__ "struct") ">q" (.pack (py/__import__ "struct") ">d" x))))
(defn- bits-float [n] (first (.unpack (py/__import__ "struct") ">d" (.pack (py/__import__ "struct") ">q" n))))

(defn- compare-floats
  "The order of all floats: as < has it, -0.0 below 0.0, NaN above all."
  [a b]
  (cond
    (< a b) -1
    (> a b) 1
    :else   (let [place (fn [x] (if (NaN? x) 2 (if (neg? (float-bits x)) 0 1)))]
              (compare (place a) (place b)))))

(defmacro ^:private float-class [class-name parse most least]
  `(statics ~class-name "Floats."
     (~'TYPE "The class of the primitive ones." py/float)
     (~'MAX_VALUE "The largest finite one." ~most)
     (~'MIN_VALUE "The smallest above 0." ~least)
     (~'POSITIVE_INFINITY "∞" ##Inf)
     (~'NEGATIVE_INFINITY "-∞" ##-Inf)
     (~'NaN "Not a number." ##NaN)
     (~parse "The float that a text says." parse-float)
     (~'valueOf "The float that a text or number says." (fn [x#] (if (string? x#) (parse-float x#) (double x#))))
     (~'toString "The text of a float." str)
     (~'isNaN "Is it NaN?" NaN?)
     (~'isInfinite "Is it infinite?" infinite?)
     (~'isFinite "Is it neither infinite nor NaN?" (fn [x#] (not (or (NaN? x#) (infinite? x#)))))
     (~'compare "-1, 0 or 1: -0.0 is below 0.0, and NaN above all." compare-floats)
     (~'hashCode "A hash." hash)
     (~'max "The larger." max)
     (~'min "The smaller." min)
     (~'sum "The sum." +)
     (~'MAX_EXPONENT "The largest exponent." 1023)
     (~'MIN_EXPONENT "The smallest exponent that is not subnormal." -1022)
     (~'SIZE "Its number of bits." 64)
     (~'BYTES "Its number of bytes." 8)
     (~'doubleToLongBits "Its bits as an integer." float-bits)
     (~'doubleToRawLongBits "Its bits as an integer." float-bits)
     (~'longBitsToDouble "The float of bits." bits-float)
     (~'toHexString "Its text in base 16." (fn [x#] (.hex (py/float x#))))
     (~'new "The float that a text or number says." (fn [x#] (if (string? x#) (parse-float x#) (double x#))))))

(float-class java.lang.Double parseDouble 1.7976931348623157e308 4.9e-324)
(float-class java.lang.Float parseFloat 3.4028234663852886e38 1.401298464324817e-45)

(defn- parse-boolean [s] (and (string? s) (= "true" (str/lower-case s))))

(statics java.lang.Void "Nothing." (TYPE "The class of nil." (class nil)))

(statics java.lang.Boolean "true and false."
  (TYPE "The class of the primitive ones." py/bool)
  (TRUE "true" true)
  (FALSE "false" false)
  (parseBoolean "Is the text \"true\", in whatever case?" parse-boolean)
  (getBoolean "Is the system property \"true\"?"
    (fn [property] (boolean (parse-boolean ((resolve 'java.lang.System/getProperty) property)))))
  (valueOf "The boolean that a text says, or the boolean itself." (fn [x] (if (boolean? x) x (parse-boolean x))))
  (toString "Its text." str)
  (new "The boolean that a text says, or the boolean itself." (fn [x] (if (boolean? x) x (parse-boolean x)))))

(defn- exact [f]
  (fn [& args]
    (let [n (apply f args)]
      (if (<= min-long n max-long) n (throw (ArithmeticException. "long overflow"))))))

(statics java.lang.Math "Functions of numbers; clojure.math has them under names with -."
  (PI "π" math/PI)
  (E "e" math/E)
  (abs "The absolute value." abs)
  (max "The larger." max)
  (min "The smaller." min)
  (sqrt "The square root." math/sqrt)
  (cbrt "The cube root." math/cbrt)
  (pow "a to the b." math/pow)
  (floor "The next integer below, as a float." math/floor)
  (ceil "The next integer above, as a float." math/ceil)
  (round "The nearest integer; of two the higher." math/round)
  (rint "The nearest integer as a float; of two the even one." math/rint)
  (sin "Sine." math/sin)
  (cos "Cosine." math/cos)
  (tan "Tangent." math/tan)
  (asin "Its inverse." math/asin)
  (acos "Its inverse." math/acos)
  (atan "Its inverse." math/atan)
  (atan2 "The angle of a point." math/atan2)
  (sinh "Hyperbolic sine." math/sinh)
  (cosh "Hyperbolic cosine." math/cosh)
  (tanh "Hyperbolic tangent." math/tanh)
  (exp "e to the x." math/exp)
  (expm1 "e to the x, less 1." math/expm1)
  (log "The natural logarithm." math/log)
  (log10 "The logarithm to base 10." math/log10)
  (log1p "That of 1 + x." math/log1p)
  (hypot "The length of the hypotenuse." math/hypot)
  (signum "-1.0, 0.0 or 1.0." math/signum)
  (toRadians "Degrees in radians." math/to-radians)
  (toDegrees "Radians in degrees." math/to-degrees)
  (scalb "x times 2 to the n." math/scalb)
  (ulp "The distance to the next float." math/ulp)
  (getExponent "The exponent." math/get-exponent)
  (nextUp "The next float above." math/next-up)
  (nextDown "The next float below." math/next-down)
  (nextAfter "The next float towards another." math/next-after)
  (copySign "The size of one with the sign of another." math/copy-sign)
  (IEEEremainder "The remainder of IEEE 754." math/IEEE-remainder)
  (fma "a b + c, rounded once."
    (fn [a b c] (double (+ (* (rationalize (bigdec a)) (rationalize (bigdec b))) (rationalize (bigdec c))))))
  (random "A random float from 0 to 1." rand)
  (floorDiv "The quotient, rounded down."
    (fn [a b] (if (zero? b) (throw (ArithmeticException. "/ by zero")) (quot (- a (mod a b)) b))))
  (floorMod "The remainder with the sign of b." mod)
  (addExact "The sum; beyond 64 bits an error." (exact +))
  (subtractExact "The difference; beyond 64 bits an error." (exact -))
  (multiplyExact "The product; beyond 64 bits an error." (exact *))
  (incrementExact "One more." (exact inc))
  (decrementExact "One less." (exact dec))
  (negateExact "The negative." (exact -))
  (toIntExact "The same; beyond 32 bits an error."
    (fn [n] (if (<= min-int n max-int) n (throw (ArithmeticException. "integer overflow"))))))

(statics java.lang.Character "Characters; here strings of length 1."
  (TYPE "The class of the primitive ones." py/str)
  (isDigit "Is it a digit?" cljsh.core/digit-char?)
  (isLetter "Is it a letter?" cljsh.core/letter-char?)
  (isAlphabetic "Is it a letter?" cljsh.core/letter-char?)
  (isLetterOrDigit "Is it a letter or a digit?" cljsh.core/letter-or-digit-char?)
  (isWhitespace "Is it white space?" cljsh.core/space-char?)
  (isSpaceChar "Is it a space, or does it end a line or paragraph?"
    (fn [c] (contains? #{"Zs" "Zl" "Zp"} (.category (py/__import__ "unicodedata") (if (string? c) c (py/chr c))))))
  (isUpperCase "Is it a capital letter?" cljsh.core/upper-char?)
  (isLowerCase "Is it a small letter?" cljsh.core/lower-char?)
  (isISOControl "Is it a control character?"
    (fn [c] (let [n (if (string? c) (py/ord c) c)] (or (< n 32) (<= 127 n 159)))))
  (toUpperCase "Its capital letter." (fn [c] (if (string? c) (str/upper-case c) (py/ord (.upper (py/chr c))))))
  (toLowerCase "Its small letter." (fn [c] (if (string? c) (str/lower-case c) (py/ord (.lower (py/chr c))))))
  (getNumericValue "What the digit or letter is worth, or -1." (fn [c] (try (py/int c 36) (catch ValueError _ -1))))
  (digit "What the digit is worth in a base, or -1." (fn [c radix] (try (py/int c radix) (catch ValueError _ -1))))
  (forDigit "The digit of a number in a base." (fn [n radix] (get "0123456789abcdefghijklmnopqrstuvwxyz" n)))
  (toString "The string." (fn [c] (if (string? c) c (py/chr c))))
  (toChars "The characters of a code point." (fn [n] (py/list [(py/chr n)])))
  (valueOf "The character." identity)
  (codePointAt "The code of the character at an index of a text." (fn [s i] (py/ord (nth s i))))
  (charCount "How many 16-bit units a code point takes; here always 1." (fn [_] 1))
  (MAX_VALUE "The last of 16 bits." "\uffff")
  (MIN_VALUE "The first." "\u0000"))

(defmethods "BigInteger" integer?
  (toString "Its digits, decimal or of another radix." (fn ([n] (str n)) ([n radix] (in-radix n radix))))
  (bitCount "How many bits are set." (fn [n] (.bit_count n)))
  (setBit "With a bit." bit-set)
  (clearBit "Without a bit." bit-clear)
  (flipBit "With a bit changed." bit-flip)
  (andNot "bit-and-not" bit-and-not)
  (getLowestSetBit "The index of the lowest bit that is set."
    (fn [n] (if (zero? n) -1 (dec (.bit_length (bit-and n (- n)))))))
  (divideAndRemainder "quot and rem." (fn [a b] (into-array [(quot a b) (rem a b)]))))
