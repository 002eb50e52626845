;; SPDX-License-Identifier: MIT
;; The rest of java.util, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- uuid-module [] (py/__import__ "uuid"))
(class-made-by java.util.UUID "uuid.UUID." (.-UUID (uuid-module)))
(statics java.util.UUID "UUIDs: uuid.UUID."
  (randomUUID "A random one." random-uuid)
  (fromString "The one of a text."
    (fn [s] (or (parse-uuid s) (throw (IllegalArgumentException. (str "Invalid UUID string: " s))))))
  (nameUUIDFromBytes "The one of a name."
    (fn [b] ((.-UUID (uuid-module)) ** :bytes (.digest (.md5 (py/__import__ "hashlib") (py/bytes b))) :version 3)))
  (new "Of its two halves."
    (fn [high low] ((.-UUID (uuid-module)) ** :int (+ (* 18446744073709551616 (unsigned high 64)) (unsigned low 64))))))

(defmethods "UUID" uuid?
  (getMostSignificantBits "Its first half." (fn [u] (unchecked-long (bit-shift-right (.-int u) 64))))
  (getLeastSignificantBits "Its second half." (fn [u] (unchecked-long (bit-and (.-int u) 18446744073709551615))))
  (timestamp "When it was made." (fn [u] (.-time u)))
  (clockSequence "Its clock sequence." (fn [u] (.-clock_seq u))))

(defn- datetime-class [] (.-datetime (py/__import__ "datetime")))
(defn- utc [] (.-utc (.-timezone (py/__import__ "datetime"))))
(defn- instant-of-ms [ms]
  (+ ((datetime-class) 1970 1 1 0 0 0 0 (utc)) ((.-timedelta (py/__import__ "datetime")) ** :microseconds (* 1000 ms))))
(class-made-by org.yaml.snakeyaml.error.YAMLException "PyYAML's error." (.-YAMLError (py/__import__ "yaml")))
(class-made-by org.yaml.snakeyaml.constructor.DuplicateKeyException "A key of a map of YAML that is there twice."
  (python-class "org.yaml.snakeyaml.constructor.DuplicateKeyException" [(.-YAMLError (py/__import__ "yaml"))] {}))
(class-made-by java.util.Date "datetime.datetime in UTC." (datetime-class))
(defn- date-of [year month day h m s]
  ((datetime-class) (+ 1900 year (quot month 12)) (inc (rem month 12)) day h m s 0 (utc)))
(statics java.util.Date "Moments: datetime.datetime in UTC."
  (new "Now, or so many milliseconds after 1970; or year (less 1900), month (from 0), day and time."
    (fn ([] (.now (datetime-class) (utc)))
        ([ms] (instant-of-ms ms))
        ([year month day] (date-of year month day 0 0 0))
        ([year month day h m] (date-of year month day h m 0))
        ([year month day h m s] (date-of year month day h m s)))))
(defmethods "Date" inst?
  (getTime "Milliseconds since 1970." inst-ms)
  (before "Is it earlier?" (fn [a b] (< (inst-ms a) (inst-ms b))))
  (after "Is it later?" (fn [a b] (> (inst-ms a) (inst-ms b))))
  (toInstant "Itself." identity)
  (toEpochMilli "Milliseconds since 1970." inst-ms)
  (setTime "Dates cannot be changed here."
    (fn [_ _] (throw (UnsupportedOperationException. "a java.util.Date cannot be changed in cljsh"))))
  (toGMTString "Its text." (fn [d] (.strftime d "%-d %b %Y %H:%M:%S GMT")))
  (clone "Itself." identity))

(defn- base64 [] (py/__import__ "base64"))
(deftype ^:private Codec [encode decode]
  Object
  (encode [_ b] (encode (py/bytes b)))
  (encodeToString [_ b] (.decode (encode (py/bytes b)) "ascii"))
  (decode [_ x] (signed-bytes (decode (if (string? x) (.encode x "ascii") (py/bytes x)))))
  (withoutPadding [_] (Codec. (fn [b] (.rstrip (encode b) (.encode "="))) decode)))
(defn- padded [b] (.__add__ b (.encode (.__mul__ "=" (mod (- (count b)) 4)))))
(def ^:private standard-codec
  (Codec. (fn [b] (.b64encode (base64) b)) (fn [b] (.b64decode (base64) (padded b) ** :validate true))))
(def ^:private url-codec
  (Codec. (fn [b] (.urlsafe_b64encode (base64) b)) (fn [b] (.urlsafe_b64decode (base64) (padded b)))))
(statics java.util.Base64 "Bytes as text."
  (getEncoder "Encodes." (fn [] standard-codec)) (getDecoder "Decodes." (fn [] standard-codec))
  (getMimeEncoder "Encodes." (fn [] standard-codec)) (getMimeDecoder "Decodes." (fn [] standard-codec))
  (getUrlEncoder "Encodes for URLs." (fn [] url-codec)) (getUrlDecoder "Decodes that." (fn [] url-codec)))

;; The JVM's generator: a seed gives the numbers it gives there.
(deftype Random [^:mutable seed ^:mutable gaussian]
  Object
  (bits [_ n]
    (set! seed (bit-and (+ (* seed 25214903917) 11) 281474976710655))
    (let [x (bit-shift-right seed (- 48 n))]
      (if (and (= n 32) (bit-test x 31)) (- x 4294967296) x)))
  (setSeed [_ n] (set! gaussian nil) (set! seed (bit-and (bit-xor n 25214903917) 281474976710655)) nil)
  (nextInt [this] (.bits this 32))
  (nextInt [this bound]
    (when-not (pos? bound) (throw (IllegalArgumentException. "bound must be positive")))
    (if (zero? (bit-and bound (dec bound)))
      (bit-shift-right (* bound (.bits this 31) ) 31)
      (loop []
        (let [n (bit-and (.bits this 31) 2147483647), x (rem n bound)]
          (if (> (+ (- n x) (dec bound)) 2147483647) (recur) x)))))
  (nextLong [this] (let [high (.bits this 32), low (.bits this 32)] (unchecked-long (+ (* high 4294967296) low))))
  (nextBoolean [this] (not (zero? (.bits this 1))))
  (nextDouble [this]
    (let [high (bit-and (.bits this 26) 67108863), low (bit-and (.bits this 27) 134217727)]
      (* (+ (* high 134217728) low) 1.1102230246251565E-16)))
  (nextFloat [this] (/ (bit-and (.bits this 24) 16777215) 16777216.0))
  (nextGaussian [this]
    (if gaussian
      (let [x gaussian] (set! gaussian nil) x)
      (loop []
        (let [a (dec (* 2 (.nextDouble this))), b (dec (* 2 (.nextDouble this))), s (+ (* a a) (* b b))]
          (if (or (>= s 1) (zero? s))
            (recur)
            (let [f (math/sqrt (/ (* -2 (math/log s)) s))]
              (set! gaussian (* b f))
              (* a f)))))))
  (nextBytes [this a]
    (loop [i 0]
      (when (< i (count a))
        (let [n (.nextInt this)]
          (dotimes [k (min 4 (- (count a) i))]
            (aset a (+ i k) (unchecked-byte (bit-shift-right n (* 8 k)))))
          (recur (+ i 4)))))))
(enter "java.util.Random" Random)
(statics java.util.Random "Random numbers; a seed gives those of the JVM."
  (new "With a seed, or any."
    (fn ([] (let [r (Random. 0 nil)] (.setSeed r (now-ns)) r)) ([seed] (let [r (Random. 0 nil)] (.setSeed r seed) r)))))

;; --- java.util.concurrent ----------------------------------------------------------------------------

(defn- operator
  "A function, or what one of java.util.function's does."
  [f]
  (or (py/getattr f "applyAsLong" nil) (py/getattr f "applyAsInt" nil) (py/getattr f "applyAsDouble" nil)
      (py/getattr f "apply" nil) f))

(deftype AtomicNumber [value]
  clojure.lang.IDeref
  (deref [_] @value)
  Object
  (get [_] @value)
  (intValue [_] @value)
  (longValue [_] @value)
  (set [_ x] (reset! value x) nil)
  (lazySet [_ x] (reset! value x) nil)
  (incrementAndGet [_] (swap! value inc))
  (decrementAndGet [_] (swap! value dec))
  (addAndGet [_ n] (swap! value + n))
  (getAndIncrement [_] (dec (swap! value inc)))
  (getAndDecrement [_] (inc (swap! value dec)))
  (getAndAdd [_ n] (first (swap-vals! value + n)))
  (getAndSet [_ x] (first (reset-vals! value x)))
  (compareAndSet [_ old x] (compare-and-set! value old x))
  (updateAndGet [_ f] (swap! value (operator f)))
  (getAndUpdate [_ f] (first (swap-vals! value (operator f))))
  (accumulateAndGet [_ x f] (swap! value (operator f) x))
  (toString [_] (str @value)))
(defmacro ^:private atomics [& entries]
  `(do
     ~@(for [[full start] entries]
         `(do
            (enter ~(str full) AtomicNumber)
            (statics ~full "A value that changes at once."
              (~'new "With a value." (fn ([] (AtomicNumber. (atom ~start))) ([x#] (AtomicNumber. (atom x#))))))))))
(atomics [java.util.concurrent.atomic.AtomicLong 0] [java.util.concurrent.atomic.AtomicInteger 0]
         [java.util.concurrent.atomic.AtomicReference nil] [java.util.concurrent.atomic.AtomicBoolean false])

(defn- saturated
  "The whole part of n, or the long that is nearest."
  [n]
  (long (max Long/MIN_VALUE (min Long/MAX_VALUE n))))

(def ^:private time-units ["NANOSECONDS" "MICROSECONDS" "MILLISECONDS" "SECONDS" "MINUTES" "HOURS" "DAYS"])
(deftype TimeUnit [label seconds]
  Comparable
  (compareTo [_ unit] (compare seconds (.-seconds unit)))
  Object
  (toString [_] label)
  (name [_] label)
  (ordinal [_] (.indexOf time-units label))
  (toChronoUnit [_]
    ((requiring-resolve 'cljsh.java.time/unit-named) (get ["NANOS" "MICROS" "MILLIS" "SECONDS" "MINUTES" "HOURS" "DAYS"]
                                                          (.indexOf time-units label))))
  (convert [_ n unit] (saturated (/ (* n (.-seconds unit)) seconds)))
  (sleep [_ n] (cljsh.core/pause (* 1000 n seconds)))
  (toMillis [_ n] (saturated (* n seconds 1000)))
  (toSeconds [_ n] (saturated (* n seconds)))
  (toNanos [_ n] (saturated (* n seconds 1000000000)))
  (toMicros [_ n] (saturated (* n seconds 1000000)))
  (toMinutes [_ n] (long (/ (* n seconds) 60)))
  (toHours [_ n] (long (/ (* n seconds) 3600)))
  (toDays [_ n] (long (/ (* n seconds) 86400))))
(enter "java.util.concurrent.TimeUnit" TimeUnit)
(statics java.util.concurrent.TimeUnit "Units of time."
  (NANOSECONDS "1e-9 s" (TimeUnit. "NANOSECONDS" 1/1000000000))
  (MICROSECONDS "1e-6 s" (TimeUnit. "MICROSECONDS" 1/1000000))
  (MILLISECONDS "1e-3 s" (TimeUnit. "MILLISECONDS" 1/1000))
  (SECONDS "1 s" (TimeUnit. "SECONDS" 1))
  (MINUTES "60 s" (TimeUnit. "MINUTES" 60))
  (HOURS "3600 s" (TimeUnit. "HOURS" 3600))
  (DAYS "86400 s" (TimeUnit. "DAYS" 86400))
  (values "All."
    (fn [] (py/list (map (fn [label] @(ns-resolve 'java.util.concurrent.TimeUnit (symbol label))) time-units))))
  (valueOf "The one of a name."
    (fn [label]
      (if (some #{label} time-units)
        @(ns-resolve 'java.util.concurrent.TimeUnit (symbol label))
        (throw (IllegalArgumentException. (str "No enum constant java.util.concurrent.TimeUnit." label)))))))
