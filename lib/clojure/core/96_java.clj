;; SPDX-License-Identifier: MIT
;; What programs written for the JVM name: its classes, and the static members
;; of those that stand for numbers, characters and strings. The members of
;; java.lang.Long are vars of a namespace of that name.

(in-ns 'clojure.core)

(doseq [[full class] {"clojure.lang.Ref"                (class (ref nil))
                      "clojure.lang.Agent"              (class (agent nil))
                      "clojure.lang.Ratio"              (class (/ 1 2))
                      "clojure.lang.PersistentTreeSet"  (class (sorted-set))
                      "clojure.lang.LongRange"          (class (range 3))
                      "clojure.lang.Repeat"             (class (repeat 1))
                      "clojure.lang.Iterate"            (class (iterate inc 1))
                      "clojure.lang.Cycle"              (class (cycle [1]))
                      "clojure.lang.TaggedLiteral"      (class (tagged-literal 'a 1))
                      "clojure.lang.ReaderConditional"  (class (reader-conditional '(:clj 1) false))
                      "clojure.lang.IAtom"              (class (atom nil))
                      "clojure.lang.IExceptionInfo"     ExceptionInfo
                      "clojure.lang.Var$Unbound"        (.-Unbound (py/__import__ "cljsh"))}]
  (cljsh.core/name-class! full class))

(defn- statics!
  "Makes static members of a class of java.lang: a map from names, strings, to constants and functions."
  [class members]
  (let [ns (create-ns (symbol (str "java.lang." class)))]
    (doseq [[member value] members]
      (intern ns
              (with-meta (symbol member)
                         {:doc   (str "As " class "/" member " of Java.")
                          :const (number? value)})
              value))))

(defn- parser
  "A function that reads an integer within bounds, in a base, as Java's parse functions do."
  [class least most]
  (fn parse
    ([s] (parse s 10))
    ([s radix]
     (let [n (when (and (string? s) (re-matches #"[+-]?[0-9A-Za-z]+" s))
               (try (py/int s radix) (catch ValueError _ nil)))]
       (if (and n (<= least n most))
         n
         (throw (NumberFormatException. (str "For input string: " (pr-str s)
                                             (when n (str " (out of the range of " class ")"))))))))))

(defn- unsigned
  "The bits of an integer, of that many, as a number without sign."
  [n bits]
  (bit-and n (dec (.__lshift__ 1 bits))))

(defn- signed
  "The integer whose lowest bits, of that many, are those of n."
  [n bits]
  (let [n (unsigned n bits)]
    (if (>= n (.__lshift__ 1 (dec bits)))
      (- n (.__lshift__ 1 bits))
      n)))

(defn- digits
  "An integer in a base from 2 to 36, as text."
  [n radix]
  (loop [n (abs n), text (if (zero? n) "0" ""), sign (if (neg? n) "-" "")]
    (if (zero? n)
      (str sign text)
      (recur (quot n radix) (str (nth "0123456789abcdefghijklmnopqrstuvwxyz" (rem n radix)) text) sign))))

(defn- integer-statics
  "The static members that all of Java's classes of integers have."
  [class bits]
  (let [most  (dec (.__lshift__ 1 (dec bits)))
        least (- (inc most))
        parse (parser class least most)]
    {"MAX_VALUE" most
     "MIN_VALUE" least
     "SIZE"      bits
     "BYTES"     (quot bits 8)
     "TYPE"      py/int
     "valueOf"   (fn ([x] (if (string? x) (parse x) x)) ([s radix] (parse s radix)))
     "toString"  (fn ([n] (str n))
                   ([n radix] (digits n radix)))
     "decode"    (fn [s] (py/int s 0))
     "compare"   (fn [a b] (compare a b))
     "hashCode"  (fn [n] (hash n))
     (str "parse" (if (= class "Integer") "Int" class)) parse}))

(defn- wide-statics
  "The static members that Integer and Long have besides."
  [bits]
  {"toBinaryString"        (fn [n] (py/format (unsigned n bits) "b"))
   "toHexString"           (fn [n] (py/format (unsigned n bits) "x"))
   "toOctalString"         (fn [n] (py/format (unsigned n bits) "o"))
   "bitCount"              (fn [n] (.bit_count (unsigned n bits)))
   "numberOfLeadingZeros"  (fn [n] (- bits (.bit_length (unsigned n bits))))
   "numberOfTrailingZeros" (fn [n] (let [n (unsigned n bits)]
                                     (if (zero? n) bits (dec (.bit_length (bit-and n (- n)))))))
   "highestOneBit"         (fn [n] (let [n (unsigned n bits)]
                                     (if (zero? n) 0 (signed (.__lshift__ 1 (dec (.bit_length n))) bits))))
   "lowestOneBit"          (fn [n] (signed (bit-and n (- n)) bits))
   "reverse"               (fn [n]
                             (let [text (.zfill (py/format (unsigned n bits) "b") bits)]
                               (signed (py/int (apply str (reverse text)) 2) bits)))
   "rotateLeft"            (fn [n k]
                             (let [u (unsigned n bits), k (mod k bits)]
                               (signed (bit-or (.__lshift__ u k) (.__rshift__ u (- bits k))) bits)))
   "rotateRight"           (fn [n k]
                             (let [u (unsigned n bits), k (mod k bits)]
                               (signed (bit-or (.__rshift__ u k) (.__lshift__ u (- bits k))) bits)))
   "signum"                (fn [n] (compare n 0))
   "sum"                   (fn [a b] (signed (+ a b) bits))
   "max"                   (fn [a b] (max a b))
   "min"                   (fn [a b] (min a b))
   "abs"                   (fn [n] (abs n))})

(defn- float-statics
  "The static members of Java's classes of floating-point numbers."
  [class bits]
  (let [parse (fn [s]
                (if-some [x (and (string? s) (parse-double s))]
                  x
                  (throw (NumberFormatException. (str "For input string: " (pr-str s))))))]
    {"POSITIVE_INFINITY" ##Inf
     "NEGATIVE_INFINITY" ##-Inf
     "NaN"               ##NaN
     "SIZE"              bits
     "BYTES"             (quot bits 8)
     "TYPE"              py/float
     "isNaN"             (fn [x] (NaN? x))
     "isInfinite"        (fn [x] (infinite? x))
     "isFinite"          (fn [x] (not (or (NaN? x) (infinite? x))))
     "compare"           (fn [a b] (compare a b))
     "toString"          (fn [x] (str x))
     "valueOf"           (fn [x] (if (string? x) (parse x) (double x)))
     "max"               (fn [a b] (max a b))
     "min"               (fn [a b] (min a b))
     "sum"               (fn [a b] (+ a b))
     (str "parse" class) parse}))

(doseq [[class bits] {"Byte" 8, "Short" 16, "Integer" 32, "Long" 64}]
  (statics! class (cond-> (integer-statics class bits)
                    (>= bits 32) (merge (wide-statics bits)))))

(statics! "Double" (assoc (float-statics "Double" 64) "MAX_VALUE" 1.7976931348623157e308 "MIN_VALUE" 4.9e-324))
(statics! "Float" (assoc (float-statics "Float" 32) "MAX_VALUE" 3.4028234663852886e38 "MIN_VALUE" 1.401298464324817e-45))

(statics! "Boolean" {"TRUE"         true
                     "FALSE"        false
                     "TYPE"         py/bool
                     "parseBoolean" (fn [s] (= "true" (some-> s (.lower))))
                     "valueOf"      (fn [x] (if (string? x) (= "true" (.lower x)) (boolean x)))
                     "toString"     (fn [b] (str b))})

(statics! "Character" {"MAX_VALUE"       (char 65535)
                       "MIN_VALUE"       (char 0)
                       "TYPE"            py/str
                       "isDigit"         (fn [c] (.isdecimal (str (char c))))
                       "isLetter"        (fn [c] (.isalpha (str (char c))))
                       "isLetterOrDigit" (fn [c] (let [s (str (char c))] (or (.isalpha s) (.isdecimal s))))
                       "isAlphabetic"    (fn [c] (.isalpha (str (char c))))
                       "isWhitespace"    (fn [c] (.isspace (str (char c))))
                       "isSpaceChar"     (fn [c] (.isspace (str (char c))))
                       "isUpperCase"     (fn [c] (.isupper (str (char c))))
                       "isLowerCase"     (fn [c] (.islower (str (char c))))
                       "toUpperCase"     (fn [c] (.upper (str (char c))))
                       "toLowerCase"     (fn [c] (.lower (str (char c))))
                       "digit"           (fn [c radix] (try (py/int (str (char c)) radix) (catch ValueError _ -1)))
                       "forDigit"        (fn [n radix] (if (< -1 n radix) (nth "0123456789abcdefghijklmnopqrstuvwxyz" n) (char 0)))
                       "getNumericValue" (fn [c] (try (py/int (str (char c)) 36) (catch ValueError _ -1)))
                       "toString"        (fn [c] (str (char c)))
                       "valueOf"         (fn [c] (char c))
                       "compare"         (fn [a b] (- (int a) (int b)))})

(statics! "String" {"valueOf"              (fn [x] (if (nil? x) "null" (str x)))
                    "format"               (fn [fmt & args]
                                             (apply format fmt (if (and (= 1 (count args)) (instance? py/list (first args)))
                                                                 (first args)
                                                                 args)))
                    "join"                 (fn [separator & parts]
                                             (.join (str separator)
                                                    (map str (if (and (= 1 (count parts)) (not (string? (first parts))))
                                                               (first parts)
                                                               parts))))
                    "CASE_INSENSITIVE_ORDER" (fn [a b] (compare (.lower a) (.lower b)))})

;; What *print-dup* writes of sorted collections is read back by these.
(intern (create-ns 'clojure.lang.PersistentTreeMap)
        (with-meta 'create {:doc "Makes a sorted map of a map."})
        (fn [m] (into (sorted-map) m)))
(intern (create-ns 'clojure.lang.PersistentTreeSet)
        (with-meta 'create {:doc "Makes a sorted set of a collection."})
        (fn [coll] (into (sorted-set) coll)))
