;; SPDX-License-Identifier: MIT
;; Durations and periods; a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(deftype Duration [nanos]
  java.time.temporal.TemporalAmount
  Object
  (equals [_ o] (and (instance? Duration o) (= nanos (.-nanos o))))
  (hashCode [_] (hash nanos))
  (toNanos [_] nanos)
  (toMillis [_] (fdiv nanos 1000000))
  (toSeconds [_] (fdiv nanos 1000000000))
  (getSeconds [_] (fdiv nanos 1000000000))
  (getNano [_] (mod nanos 1000000000))
  (toMinutes [_] (quot nanos 60000000000))
  (toHours [_] (quot nanos 3600000000000))
  (toDays [_] (quot nanos day-nanos))
  (toHoursPart [_] (rem (quot nanos 3600000000000) 24))
  (toMinutesPart [_] (rem (quot nanos 60000000000) 60))
  (toSecondsPart [_] (rem (quot nanos 1000000000) 60))
  (toMillisPart [_] (quot (mod nanos 1000000000) 1000000))
  (toNanosPart [_] (mod nanos 1000000000))
  (toDaysPart [_] (quot nanos day-nanos))
  (isZero [_] (zero? nanos))
  (isNegative [_] (neg? nanos))
  (isPositive [_] (pos? nanos))
  (negated [_] (Duration. (- nanos)))
  (abs [_] (Duration. (abs nanos)))
  (plus [_ o] (Duration. (+ nanos (.-nanos o))))
  (plus [_ n u] (Duration. (+ nanos (* n (nanos-of-unit u)))))
  (minus [_ o] (Duration. (- nanos (.-nanos o))))
  (minus [_ n u] (Duration. (- nanos (* n (nanos-of-unit u)))))
  (multipliedBy [_ n] (Duration. (* nanos n)))
  (dividedBy [_ n] (if (integer? n) (Duration. (quot nanos n)) (quot nanos (.-nanos n))))
  (plusNanos [_ n] (Duration. (+ nanos n)))
  (plusMillis [_ n] (Duration. (+ nanos (* n 1000000))))
  (plusSeconds [_ n] (Duration. (+ nanos (* n 1000000000))))
  (plusMinutes [_ n] (Duration. (+ nanos (* n 60000000000))))
  (plusHours [_ n] (Duration. (+ nanos (* n 3600000000000))))
  (plusDays [_ n] (Duration. (+ nanos (* n day-nanos))))
  (minusMillis [_ n] (Duration. (- nanos (* n 1000000))))
  (minusSeconds [_ n] (Duration. (- nanos (* n 1000000000))))
  (addTo [_ x] (.plus x (Duration. nanos)))
  (subtractFrom [_ x] (.minus x (Duration. nanos)))
  (toString [_]
    (if (zero? nanos)
      "PT0S"
      (let [h (quot nanos 3600000000000)
            m (quot (rem nanos 3600000000000) 60000000000)
            s (rem nanos 60000000000)
            digits (fn [n]
                     (let [t (pad (abs n) 10)
                           whole (subs t 0 (- (count t) 9))
                           part (.rstrip (subs t (- (count t) 9)) "0")]
                       (str (when (neg? n) "-") whole (when (seq part) (str "." part)))))]
        (str "PT" (when-not (zero? h) (str h "H")) (when-not (zero? m) (str m "M"))
             (when-not (zero? s) (str (digits s) "S"))))))
  Comparable
  (compareTo [_ o] (compare nanos (.-nanos o))))
(defn- duration [n] (Duration. n))
(defn- decimal-nanos [s]
  (let [[_ sign whole part] (re-matches #"([-+]?)(\d*)(?:[.,](\d{0,9}))?" s)
        n (+ (* 1000000000 (parse-long (if (= whole "") "0" whole))) (parse-long (.ljust (or part "") 9 "0")))]
    (if (= sign "-") (- n) n)))
(defn- parse-duration [s]
  (let [[_ sign d h m sec] (re-matches #"(?i)([-+]?)P(?:([-+]?\d+)D)?(?:T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d*(?:[.,]\d*)?)S)?)?"
                                       (str s))
        part (fn [x n] (if x (* n (parse-long (str/replace x "+" ""))) 0))]
    (when-not (or d h m sec)
      (throw (java.time.format.DateTimeParseException. (str "Text cannot be parsed to a Duration: " s))))
    (duration (* (if (= sign "-") -1 1)
                 (+ (part d day-nanos) (part h 3600000000000) (part m 60000000000) (if sec (decimal-nanos sec) 0))))))
(defn- instant-like [x] (if (inst? x) (instant (* 1000000 (inst-ms x))) x))
(defn- moment [x] (if (py/hasattr x "toInstant") (.toInstant x) (instant-like x)))
(defn- nanos-between [a b]
  (cond
    (py/hasattr a "toLocalDateTime") (- (.-nanos (moment b)) (.-nanos (moment a)))
    (py/hasattr a "nanos") (- (.-nanos b) (.-nanos a))
    :else (- (.-nanos (moment b)) (.-nanos (moment a)))))
(java/enter-class java.time.Duration Duration "Amounts of time, in nanoseconds."
  (ZERO "None." (Duration. 0))
  (ofNanos "So many." duration)
  (ofMillis "So many." (fn [n] (duration (* n 1000000))))
  (ofSeconds "So many." (fn ([n] (duration (* n 1000000000))) ([n nano] (duration (+ nano (* n 1000000000))))))
  (ofMinutes "So many." (fn [n] (duration (* n 60000000000))))
  (ofHours "So many." (fn [n] (duration (* n 3600000000000))))
  (ofDays "So many." (fn [n] (duration (* n day-nanos))))
  (of "So many of a unit." (fn [n u] (duration (* n (nanos-of-unit u)))))
  (between "From one to another." (fn [a b] (duration (nanos-between (instant-like a) (instant-like b)))))
  (parse "Of a text as PT1H." parse-duration)
  (from "Itself." identity))

(deftype Period [years months days]
  java.time.chrono.ChronoPeriod
  Object
  (equals [_ o] (and (instance? Period o) (= [years months days] [(.-years o) (.-months o) (.-days o)])))
  (hashCode [_] (hash [years months days]))
  (getYears [_] years)
  (getMonths [_] months)
  (getDays [_] days)
  (toTotalMonths [_] (+ (* 12 years) months))
  (isZero [_] (= 0 years months days))
  (isNegative [_] (or (neg? years) (neg? months) (neg? days)))
  (negated [_] (Period. (- years) (- months) (- days)))
  (multipliedBy [_ n] (Period. (* n years) (* n months) (* n days)))
  (normalized [_] (let [m (+ (* 12 years) months)] (Period. (quot m 12) (rem m 12) days)))
  (plusDays [_ n] (Period. years months (+ days n)))
  (plusMonths [_ n] (Period. years (+ months n) days))
  (plusYears [_ n] (Period. (+ years n) months days))
  (plus [_ o] (Period. (+ years (.-years o)) (+ months (.-months o)) (+ days (.-days o))))
  (toString [_]
    (if (= 0 years months days)
      "P0D"
      (str "P" (when-not (zero? years) (str years "Y")) (when-not (zero? months) (str months "M"))
           (when-not (zero? days) (str days "D"))))))
(java/enter-class java.time.Period Period "Periods of years, months and days."
  (ZERO "None." (Period. 0 0 0))
  (of "Years, months and days." (fn [y m d] (Period. y m d)))
  (ofDays "So many." (fn [n] (Period. 0 0 n)))
  (ofWeeks "So many." (fn [n] (Period. 0 0 (* 7 n))))
  (ofMonths "So many." (fn [n] (Period. 0 n 0)))
  (ofYears "So many." (fn [n] (Period. n 0 0)))
  (between "From one date to another." (fn [a b] (.until a b)))
  (parse "Of a text as P1Y2M."
    (fn [s]
      (let [[_ sign & parts] (or (re-matches #"(?i)([-+]?)P(?:([-+]?\d+)Y)?(?:([-+]?\d+)M)?(?:([-+]?\d+)W)?(?:([-+]?\d+)D)?"
                                             s)
                                 (throw (java.time.format.DateTimeParseException. (str "Text cannot be parsed to a Period: "
                                                                                       s))))
            [y m w d] (map (fn [x] (* (if (= sign "-") -1 1) (if x (parse-long x) 0))) parts)]
        (Period. y m (+ d (* 7 w))))))
  (from "Itself." identity))

(defmethods "Duration" (fn [x] (instance? Duration x))
  (minusDays "Less." (fn [d n] (Duration. (- (.-nanos d) (* n day-nanos)))))
  (minusHours "Less." (fn [d n] (Duration. (- (.-nanos d) (* n 3600000000000)))))
  (minusMinutes "Less." (fn [d n] (Duration. (- (.-nanos d) (* n 60000000000)))))
  (minusNanos "Less." (fn [d n] (Duration. (- (.-nanos d) n))))
  (withSeconds "With other seconds." (fn [d s] (Duration. (+ (* 1000000000 s) (mod (.-nanos d) 1000000000)))))
  (withNanos "With another fraction." (fn [d n] (Duration. (+ (* 1000000000 (fdiv (.-nanos d) 1000000000)) n))))
  (truncatedTo "Without what is less than a unit."
    (fn [d u] (let [n (nanos-of-unit u)] (Duration. (* n (quot (.-nanos d) n))))))
  (getUnits "The units it counts." (fn [_] [java.time.temporal.ChronoUnit/SECONDS java.time.temporal.ChronoUnit/NANOS]))
  (get "How many of a unit."
    (fn [d u]
      (case (label u)
        "SECONDS" (fdiv (.-nanos d) 1000000000)
        "NANOS" (mod (.-nanos d) 1000000000)
        (bad "Unsupported unit: " u)))))
(defmethods "Period" (fn [x] (instance? Period x))
  (withDays "With other days." (fn [p n] (Period. (.-years p) (.-months p) n)))
  (withMonths "With other months." (fn [p n] (Period. (.-years p) n (.-days p))))
  (withYears "With other years." (fn [p n] (Period. n (.-months p) (.-days p))))
  (minus "Less."
    (fn [p o] (Period. (- (.-years p) (.-years o)) (- (.-months p) (.-months o)) (- (.-days p) (.-days o)))))
  (minusDays "Less." (fn [p n] (Period. (.-years p) (.-months p) (- (.-days p) n))))
  (minusMonths "Less." (fn [p n] (Period. (.-years p) (- (.-months p) n) (.-days p))))
  (minusYears "Less." (fn [p n] (Period. (- (.-years p) n) (.-months p) (.-days p))))
  (addTo "A date so much later." (fn [p x] (.plus x p)))
  (subtractFrom "A date so much earlier." (fn [p x] (.minus x p))))
