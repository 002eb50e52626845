;; SPDX-License-Identifier: MIT
;; java.time over integers: a date is days since 1970, a time of day and an
;; instant nanoseconds, as precise as there; Python's zoneinfo knows the zones.

(ns cljsh.java.time
  "java.time: instants, durations, dates and times, zones, and formats of them."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [defmethods statics]]
            [clojure.string :as str]
            [datetime :as dt]))

(declare iso parsed leniently check-date instant duration local-date local-time local-date-time zoned offset-time zone period unit-nanos text-in formatter ->ZonedDateTime ->OffsetDateTime)

(defn- bad [& text] (throw (java.time.DateTimeException. (apply str text))))
(java/class-made-by java.time.DateTimeException "ValueError." py/ValueError)
(java/class-made-by java.time.format.DateTimeParseException "ValueError." py/ValueError)
(java/class-made-by java.time.temporal.UnsupportedTemporalTypeException "ValueError." py/ValueError)

(defmacro ^:private entered [full class & members]
  `(java/enter-class ~full ~class "A class of java.time." ~@members))

(def ^:private day-nanos 86400000000000)
(def ^:private epoch (.toordinal (dt/date 1970 1 1)))

;; Days since 1970 and year, month, day: for all years, which Python's dates are not.
(defn- days-of [y m d]
  (let [y (if (<= m 2) (dec y) y), era (quot (if (neg? y) (- y 399) y) 400), yoe (- y (* era 400))
        doy (+ (quot (+ (* 153 (+ m (if (> m 2) -3 9))) 2) 5) (dec d)), doe (+ (* yoe 365) (quot yoe 4) (- (quot yoe 100)) doy)]
    (+ (* era 146097) doe -719468)))
(defn- ymd [days]
  (let [z (+ days 719468), era (quot (if (neg? z) (- z 146096) z) 146097), doe (- z (* era 146097))
        yoe (quot (- doe (quot doe 1460) (- (quot doe 36524)) (quot doe 146096)) 365)
        doy (- doe (- (+ (* 365 yoe) (quot yoe 4)) (quot yoe 100))), mp (quot (+ (* 5 doy) 2) 153)
        d (inc (- doy (quot (+ (* 153 mp) 2) 5))), m (if (< mp 10) (+ mp 3) (- mp 9))]
    [(+ yoe (* era 400) (if (<= m 2) 1 0)) m d]))
(defn- leap? [y] (and (zero? (mod y 4)) (or (pos? (mod y 100)) (zero? (mod y 400)))))
(defn- month-length [y m] (case (int m) 2 (if (leap? y) 29 28) (4 6 9 11) 30 31))

(defn- fdiv [a b] (java.lang.Math/floorDiv a b))
(defn- pad [n width] (.zfill (str n) width))
(defn- fraction
  "Nanoseconds as a fraction with 3, 6 or 9 digits."
  [n]
  (cond (zero? n) "" (zero? (mod n 1000000)) (str "." (pad (quot n 1000000) 3)) (zero? (mod n 1000)) (str "." (pad (quot n 1000) 6)) :else (str "." (pad n 9))))
(defn- time-text [n]
  (let [s (quot n 1000000000), f (mod n 1000000000)]
    (str (pad (quot s 3600) 2) ":" (pad (mod (quot s 60) 60) 2) (when (or (pos? (mod s 60)) (pos? f)) (str ":" (pad (mod s 60) 2) (fraction f))))))
(defn- year-text [y] (cond (<= 0 y 9999) (pad y 4) (neg? y) (str "-" (pad (- y) 4)) :else (str "+" y)))
(defn- date-text [days] (let [[y m d] (ymd days)] (str (year-text y) "-" (pad m 2) "-" (pad d 2))))

;; --- units and fields -------------------------------------------------------------------

(java/enum java.time.DayOfWeek "Days of the week." MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY)
(java/enum java.time.Month "Months." JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER)
(java/enum java.time.format.TextStyle "How names are written." FULL FULL_STANDALONE SHORT SHORT_STANDALONE NARROW NARROW_STANDALONE)
(java/enum java.time.format.FormatStyle "How much is written." FULL LONG MEDIUM SHORT)
(java/enum java.time.format.ResolverStyle "How dates that are none are read." STRICT SMART LENIENT)
(java/enum java.time.temporal.ChronoUnit "Units of time." NANOS MICROS MILLIS SECONDS MINUTES HOURS HALF_DAYS DAYS WEEKS MONTHS YEARS DECADES CENTURIES MILLENNIA ERAS FOREVER)
(java/enum java.time.temporal.ChronoField "Parts of a date or time."
  NANO_OF_SECOND NANO_OF_DAY MICRO_OF_SECOND MICRO_OF_DAY MILLI_OF_SECOND MILLI_OF_DAY SECOND_OF_MINUTE SECOND_OF_DAY MINUTE_OF_HOUR MINUTE_OF_DAY
  HOUR_OF_AMPM CLOCK_HOUR_OF_AMPM HOUR_OF_DAY CLOCK_HOUR_OF_DAY AMPM_OF_DAY DAY_OF_WEEK ALIGNED_DAY_OF_WEEK_IN_MONTH ALIGNED_DAY_OF_WEEK_IN_YEAR
  DAY_OF_MONTH DAY_OF_YEAR EPOCH_DAY ALIGNED_WEEK_OF_MONTH ALIGNED_WEEK_OF_YEAR MONTH_OF_YEAR PROLEPTIC_MONTH YEAR_OF_ERA YEAR ERA INSTANT_SECONDS OFFSET_SECONDS)

;; Enums tell their constants' names to .name; as texts, units and fields are words: Days, DayOfWeek.
(defn- words [label] (str/replace (str/join (map str/capitalize (str/split label #"_"))) "Ampm" "AmPm"))
(doseq [c [(class java.time.temporal.ChronoUnit/DAYS) (class java.time.temporal.ChronoField/YEAR)], m ["__str__" "toString"]]
  (py/setattr c m (fn [this] (words (.name this)))))
(java/implementing! (class java.time.temporal.ChronoUnit/DAYS) ["java.time.temporal.TemporalUnit"])
(java/implementing! (class java.time.temporal.ChronoField/YEAR) ["java.time.temporal.TemporalField"])
(doseq [c [(class java.time.DayOfWeek/MONDAY) (class java.time.Month/MAY)]]
  (java/implementing! c ["java.time.temporal.TemporalAccessor" "java.time.temporal.TemporalAdjuster"]))
(defn- label
  "The name of a unit or field."
  [x]
  (if (string? x) x (.name x)))

(defn- names-methods [class full short]
  (let [value (fn [this] (inc (.ordinal this)))
        text  (fn [this style & _] (let [n (str/capitalize (str this))] (case (first (str style)) \F n \S (subs n 0 3) (subs n 0 1))))]
    (py/setattr class "getValue" value)
    (py/setattr class "getDisplayName" text)))
(def ^:private days (vec (java.time.DayOfWeek/values)))
(def ^:private months (vec (java.time.Month/values)))
(doseq [[class all] [[(class (first days)) days] [(class (first months)) months]]]
  (names-methods class nil nil)
  (py/setattr class "plus" (fn [this n] (nth all (mod (+ (.ordinal this) n) (count all)))))
  (py/setattr class "minus" (fn [this n] (nth all (mod (- (.ordinal this) n) (count all))))))
(py/setattr (class (first months)) "length" (fn [this leap] (month-length (if leap 2000 2001) (inc (.ordinal this)))))
(statics java.time.DayOfWeek "Days of the week." (of "Of 1 to 7." (fn [n] (nth days (dec n)))) (from "That of a date." (fn [x] (.getDayOfWeek x))))
(statics java.time.Month "Months." (of "Of 1 to 12." (fn [n] (nth months (dec n)))) (from "That of a date." (fn [x] (.getMonth x))))

(def ^:private unit-nanos
  {"NANOS" 1 "MICROS" 1000 "MILLIS" 1000000 "SECONDS" 1000000000 "MINUTES" 60000000000 "HOURS" 3600000000000 "HALF_DAYS" 43200000000000
   "DAYS" day-nanos "WEEKS" (* 7 day-nanos)})
(def ^:private unit-months {"MONTHS" 1 "QUARTER_YEARS" 3 "YEARS" 12 "WEEK_BASED_YEARS" 12 "DECADES" 120 "CENTURIES" 1200 "MILLENNIA" 12000})
(defn- nanos-of-unit [u] (or (get unit-nanos (label u)) (bad "Unsupported unit: " u)))
(let [unit (class java.time.temporal.ChronoUnit/DAYS)]
  (py/setattr unit "between" (fn [this a b] (.until a b this)))
  (py/setattr unit "getDuration" (fn [this] (duration (or (get unit-nanos (label this)) (* 2629746000000000 (get unit-months (label this))))))))

;; --- durations and periods -----------------------------------------------------------------

(deftype Duration [nanos]
  java.time.temporal.TemporalAmount
  Object
  (equals [_ o] (and (instance? Duration o) (= nanos (.-nanos o)))) (hashCode [_] (hash nanos))
  (toNanos [_] nanos) (toMillis [_] (fdiv nanos 1000000)) (toSeconds [_] (fdiv nanos 1000000000)) (getSeconds [_] (fdiv nanos 1000000000)) (getNano [_] (mod nanos 1000000000))
  (toMinutes [_] (quot nanos 60000000000)) (toHours [_] (quot nanos 3600000000000)) (toDays [_] (quot nanos day-nanos))
  (toHoursPart [_] (rem (quot nanos 3600000000000) 24)) (toMinutesPart [_] (rem (quot nanos 60000000000) 60)) (toSecondsPart [_] (rem (quot nanos 1000000000) 60))
  (toMillisPart [_] (quot (mod nanos 1000000000) 1000000)) (toNanosPart [_] (mod nanos 1000000000)) (toDaysPart [_] (quot nanos day-nanos))
  (isZero [_] (zero? nanos)) (isNegative [_] (neg? nanos)) (isPositive [_] (pos? nanos)) (negated [_] (Duration. (- nanos))) (abs [_] (Duration. (abs nanos)))
  (plus [_ o] (Duration. (+ nanos (.-nanos o)))) (plus [_ n u] (Duration. (+ nanos (* n (nanos-of-unit u))))) (minus [_ o] (Duration. (- nanos (.-nanos o)))) (minus [_ n u] (Duration. (- nanos (* n (nanos-of-unit u)))))
  (multipliedBy [_ n] (Duration. (* nanos n))) (dividedBy [_ n] (if (integer? n) (Duration. (quot nanos n)) (quot nanos (.-nanos n))))
  (plusNanos [_ n] (Duration. (+ nanos n))) (plusMillis [_ n] (Duration. (+ nanos (* n 1000000)))) (plusSeconds [_ n] (Duration. (+ nanos (* n 1000000000)))) (plusMinutes [_ n] (Duration. (+ nanos (* n 60000000000))))
  (plusHours [_ n] (Duration. (+ nanos (* n 3600000000000)))) (plusDays [_ n] (Duration. (+ nanos (* n day-nanos)))) (minusMillis [_ n] (Duration. (- nanos (* n 1000000)))) (minusSeconds [_ n] (Duration. (- nanos (* n 1000000000))))
  (addTo [_ x] (.plus x (Duration. nanos))) (subtractFrom [_ x] (.minus x (Duration. nanos)))
  (toString [_]
    (if (zero? nanos)
      "PT0S"
      (let [h (quot nanos 3600000000000), m (quot (rem nanos 3600000000000) 60000000000), s (rem nanos 60000000000)
            digits (fn [n] (let [t (pad (abs n) 10), whole (subs t 0 (- (count t) 9)), part (.rstrip (subs t (- (count t) 9)) "0")] (str (when (neg? n) "-") whole (when (seq part) (str "." part)))))]
        (str "PT" (when-not (zero? h) (str h "H")) (when-not (zero? m) (str m "M")) (when-not (zero? s) (str (digits s) "S"))))))
  Comparable (compareTo [_ o] (compare nanos (.-nanos o))))
(defn- duration [n] (Duration. n))
(defn- decimal-nanos [s] (let [[_ sign whole part] (re-matches #"([-+]?)(\d*)(?:[.,](\d{0,9}))?" s) n (+ (* 1000000000 (parse-long (if (= whole "") "0" whole))) (parse-long (.ljust (or part "") 9 "0")))] (if (= sign "-") (- n) n)))
(defn- parse-duration [s]
  (let [[_ sign d h m sec] (re-matches #"(?i)([-+]?)P(?:([-+]?\d+)D)?(?:T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d*(?:[.,]\d*)?)S)?)?" (str s))
        part (fn [x n] (if x (* n (parse-long (str/replace x "+" ""))) 0))]
    (when-not (or d h m sec) (throw (java.time.format.DateTimeParseException. (str "Text cannot be parsed to a Duration: " s))))
    (duration (* (if (= sign "-") -1 1) (+ (part d day-nanos) (part h 3600000000000) (part m 60000000000) (if sec (decimal-nanos sec) 0))))))
(defn- instant-like [x] (if (inst? x) (instant (* 1000000 (inst-ms x))) x))
(defn- moment [x] (if (py/hasattr x "toInstant") (.toInstant x) (instant-like x)))
(defn- nanos-between [a b] (cond (py/hasattr a "toLocalDateTime") (- (.-nanos (moment b)) (.-nanos (moment a))) (py/hasattr a "nanos") (- (.-nanos b) (.-nanos a)) :else (- (.-nanos (moment b)) (.-nanos (moment a)))))
(entered java.time.Duration Duration
  (ZERO "None." (Duration. 0)) (ofNanos "So many." duration) (ofMillis "So many." (fn [n] (duration (* n 1000000))))
  (ofSeconds "So many." (fn ([n] (duration (* n 1000000000))) ([n nano] (duration (+ nano (* n 1000000000)))))) (ofMinutes "So many." (fn [n] (duration (* n 60000000000))))
  (ofHours "So many." (fn [n] (duration (* n 3600000000000)))) (ofDays "So many." (fn [n] (duration (* n day-nanos)))) (of "So many of a unit." (fn [n u] (duration (* n (nanos-of-unit u)))))
  (between "From one to another." (fn [a b] (duration (nanos-between (instant-like a) (instant-like b))))) (parse "Of a text as PT1H." parse-duration) (from "Itself." identity))

(deftype Period [years months days]
  java.time.chrono.ChronoPeriod
  Object
  (equals [_ o] (and (instance? Period o) (= [years months days] [(.-years o) (.-months o) (.-days o)]))) (hashCode [_] (hash [years months days]))
  (getYears [_] years) (getMonths [_] months) (getDays [_] days) (toTotalMonths [_] (+ (* 12 years) months)) (isZero [_] (= 0 years months days)) (isNegative [_] (or (neg? years) (neg? months) (neg? days)))
  (negated [_] (Period. (- years) (- months) (- days))) (multipliedBy [_ n] (Period. (* n years) (* n months) (* n days))) (normalized [_] (let [m (+ (* 12 years) months)] (Period. (quot m 12) (rem m 12) days)))
  (plusDays [_ n] (Period. years months (+ days n))) (plusMonths [_ n] (Period. years (+ months n) days)) (plusYears [_ n] (Period. (+ years n) months days))
  (plus [_ o] (Period. (+ years (.-years o)) (+ months (.-months o)) (+ days (.-days o))))
  (toString [_] (if (= 0 years months days) "P0D" (str "P" (when-not (zero? years) (str years "Y")) (when-not (zero? months) (str months "M")) (when-not (zero? days) (str days "D"))))))
(entered java.time.Period Period
  (ZERO "None." (Period. 0 0 0)) (of "Years, months and days." (fn [y m d] (Period. y m d))) (ofDays "So many." (fn [n] (Period. 0 0 n))) (ofWeeks "So many." (fn [n] (Period. 0 0 (* 7 n)))) (ofMonths "So many." (fn [n] (Period. 0 n 0))) (ofYears "So many." (fn [n] (Period. n 0 0)))
  (between "From one date to another." (fn [a b] (.until a b)))
  (parse "Of a text as P1Y2M." (fn [s] (let [[_ sign & parts] (or (re-matches #"(?i)([-+]?)P(?:([-+]?\d+)Y)?(?:([-+]?\d+)M)?(?:([-+]?\d+)W)?(?:([-+]?\d+)D)?" s) (throw (java.time.format.DateTimeParseException. (str "Text cannot be parsed to a Period: " s))))
                                              [y m w d] (map (fn [x] (* (if (= sign "-") -1 1) (if x (parse-long x) 0))) parts)] (Period. y m (+ d (* 7 w)))))))

;; --- zones --------------------------------------------------------------------------------------

(defn- offset-text [s] (if (zero? s) "Z" (let [a (abs s)] (str (if (neg? s) "-" "+") (pad (quot a 3600) 2) ":" (pad (mod (quot a 60) 60) 2) (when (pos? (mod a 60)) (str ":" (pad (mod a 60) 2)))))))
(deftype ZoneOffset [secs]
  java.time.temporal.TemporalAccessor java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? ZoneOffset o) (= secs (.-secs o)))) (hashCode [_] (hash secs)) (getId [_] (offset-text secs)) (getTotalSeconds [_] secs) (toString [_] (offset-text secs)) (getRules [this] this) (normalized [this] this)
  (offsetAt [_ _] secs) (offsetOf [_ _] secs) (getOffset [this _] this) (isFixedOffset [_] true) (getDisplayName [_ _ _] (offset-text secs))
  Comparable (compareTo [_ o] (compare (.-secs o) secs)))
;; Python knows the years from 1 to 9999: outside of them a zone is as at their limits.
(defn- known-second [secs] (max -62135510400 (min secs 253402214400)))
(deftype ZoneRegion [id info]
  Object
  (equals [_ o] (and (instance? ZoneRegion o) (= id (.-id o)))) (hashCode [_] (hash id)) (getId [_] id) (toString [_] id) (getRules [this] this) (normalized [this] this) (isFixedOffset [_] false) (getDisplayName [_ _ _] id)
  (offsetAt [_ secs] (let [t (+ (dt/datetime 1970 1 1 ** :tzinfo (.-utc dt/timezone)) (dt/timedelta 0 (known-second secs)))] (long (.total_seconds (.utcoffset (.astimezone t info))))))
  (offsetOf [_ secs] ; of a local time: where it is there twice, the first; where it is not, as before the change
    (long (.total_seconds (.utcoffset (.replace (+ (dt/datetime 1970 1 1) (dt/timedelta 0 (known-second secs))) ** :tzinfo info)))))
  (getOffset [this x] (ZoneOffset. (if (py/hasattr x "toLocalTime") (.offsetOf this (fdiv (.-nanos x) 1000000000)) (.offsetAt this (fdiv (.-nanos (moment x)) 1000000000))))))
(defn- parse-offset [s]
  (if (#{"Z" "z"} s) 0
    (let [[_ sign h m sec] (or (re-matches #"([-+])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?" s) (bad "Invalid ID for ZoneOffset, invalid format: " s))]
      (* (if (= sign "-") -1 1) (+ (* 3600 (parse-long h)) (* 60 (parse-long (or m "0"))) (parse-long (or sec "0")))))))
(defn- region [id] (try (ZoneRegion. id (.ZoneInfo (py/__import__ "zoneinfo") id)) (catch [Exception Error] _ (bad "Unknown time-zone ID: " id))))
(defn- zone [id]
  (cond (re-find #"^([-+]|[zZ]$)" id) (ZoneOffset. (parse-offset id))
        (#{"UTC" "GMT" "UT"} id) (ZoneRegion. id (.ZoneInfo (py/__import__ "zoneinfo") "UTC"))
        :else (region id)))
(defn- system-zone []
  (or (some-> (.get (.-environ (py/__import__ "os")) "TZ") not-empty (str/replace ":" "") zone)
      (let [p (.realpath (.-path (py/__import__ "os")) "/etc/localtime"), i (.find p "zoneinfo/")]
        (if (neg? i) (zone "UTC") (let [id (subs p (+ i 9))] (if (#{"UTC" "Etc/UTC"} id) (zone "UTC") (zone (.removeprefix id "Etc/"))))))
      (zone "UTC")))
(entered java.time.ZoneOffset ZoneOffset (UTC "That of UTC." (ZoneOffset. 0)) (of "Of a text." (fn [s] (ZoneOffset. (parse-offset s)))) (ofHours "So many." (fn [h] (ZoneOffset. (* 3600 h)))) (ofHoursMinutes "So many." (fn [h m] (ZoneOffset. (+ (* 3600 h) (* 60 m))))) (ofTotalSeconds "So many." (fn [s] (ZoneOffset. s)))
  (systemDefault "That of the process." (fn [] (system-zone))))
(entered java.time.ZoneId ZoneRegion (of "Of a name." (fn [id & _] (zone id))) (systemDefault "That of the process." (fn [] (system-zone))) (getAvailableZoneIds "All names." (fn [] (set (.available_timezones (py/__import__ "zoneinfo"))))) (from "That of a time." (fn [x] (.getZone x))))

;; --- what all have ---------------------------------------------------------------------------------

(defn- zone-of [z] (if (string? z) (zone z) z))
(defn- unsupported-field [field] (throw (java.time.temporal.UnsupportedTemporalTypeException. (str "Unsupported field: " (if (string? field) (words field) field)))))

(defn- field-value
  "A part of a date or time: days is nil where there is no date, nanos where there is no time of day."
  [field days nanos]
  (let [[y m d] (when days (ymd days))
        need    (fn [x v] (if x (v) (unsupported-field field)))
        day     #(inc (- days (days-of y 1 1)))
        hour    #(quot nanos 3600000000000)]
    (case (label field)
      "YEAR" (need days #(do y)) "YEAR_OF_ERA" (need days #(if (pos? y) y (- 1 y))) "ERA" (need days #(if (pos? y) 1 0)) "PROLEPTIC_MONTH" (need days #(+ (* 12 y) (dec m)))
      "MONTH_OF_YEAR" (need days #(do m)) "DAY_OF_MONTH" (need days #(do d)) "DAY_OF_WEEK" (need days #(inc (mod (+ days 3) 7)))
      "DAY_OF_YEAR" (need days day) "EPOCH_DAY" (need days #(do days))
      "ALIGNED_WEEK_OF_MONTH" (need days #(inc (quot (dec d) 7))) "ALIGNED_WEEK_OF_YEAR" (need days #(inc (quot (dec (day)) 7)))
      "ALIGNED_DAY_OF_WEEK_IN_MONTH" (need days #(inc (mod (dec d) 7))) "ALIGNED_DAY_OF_WEEK_IN_YEAR" (need days #(inc (mod (dec (day)) 7)))
      "HOUR_OF_DAY" (need nanos hour) "MINUTE_OF_HOUR" (need nanos #(mod (quot nanos 60000000000) 60)) "SECOND_OF_MINUTE" (need nanos #(mod (quot nanos 1000000000) 60))
      "CLOCK_HOUR_OF_DAY" (need nanos #(if (zero? (hour)) 24 (hour))) "CLOCK_HOUR_OF_AMPM" (need nanos #(let [h (mod (hour) 12)] (if (zero? h) 12 h)))
      "NANO_OF_SECOND" (need nanos #(mod nanos 1000000000)) "MILLI_OF_SECOND" (need nanos #(quot (mod nanos 1000000000) 1000000)) "MICRO_OF_SECOND" (need nanos #(quot (mod nanos 1000000000) 1000))
      "SECOND_OF_DAY" (need nanos #(quot nanos 1000000000)) "MINUTE_OF_DAY" (need nanos #(quot nanos 60000000000)) "NANO_OF_DAY" (need nanos #(do nanos)) "MILLI_OF_DAY" (need nanos #(quot nanos 1000000)) "MICRO_OF_DAY" (need nanos #(quot nanos 1000))
      "AMPM_OF_DAY" (need nanos #(if (< nanos (quot day-nanos 2)) 0 1)) "HOUR_OF_AMPM" (need nanos #(mod (quot nanos 3600000000000) 12))
      (unsupported-field field))))

(defn- point-field
  "A part of a point in time: a field of ours, or one that knows itself what it is."
  [x field]
  (cond
    (and (py/hasattr x "read_") (.read_ x field)) (.read_ x field)
    (py/hasattr field "field_from_")    (.getFrom field x)
    (and (py/hasattr x "fields_") (not (contains? (.fields_ x) (label field)))) (unsupported-field field)
    (= "INSTANT_SECONDS" (label field)) (if (py/hasattr x "toInstant") (.getEpochSecond (moment x)) (unsupported-field field))
    (= "OFFSET_SECONDS" (label field))  (if (py/hasattr x "getOffset") (.getTotalSeconds (.getOffset x)) (unsupported-field field))
    :else                               (let [[days nanos] (.parts_ x)] (field-value field days nanos))))

(defn- with-field [x field n]
  (if (py/hasattr field "field_from_")
    (.adjustInto field x n)
    (let [[d t] (.parts_ x)
          [y m dd] (when d (ymd d))
          need     (fn [part v] (if part (v) (unsupported-field field)))
          date     (fn [y m dd] (need d #(.withParts_ x (days-of y m (min dd (month-length y m))) t)))
          moved    (fn [days] (need d #(.withParts_ x (+ d days) t)))
          set-time (fn [size modulus] (need t #(.withParts_ x d (+ t (* size (- n (mod (quot t size) modulus)))))))
          value    (fn [field] (field-value field d t))]
      (case (label field)
        "YEAR" (date n m dd) "YEAR_OF_ERA" (date (if (pos? y) n (- 1 n)) m dd) "ERA" (if (= n (value field)) x (date (- 1 y) m dd)) "MONTH_OF_YEAR" (date y n dd)
        "PROLEPTIC_MONTH" (date (fdiv n 12) (inc (mod n 12)) dd) "DAY_OF_MONTH" (.withParts_ x (check-date y m n) t) "DAY_OF_YEAR" (.withParts_ x (+ (days-of y 1 1) (dec n)) t)
        "EPOCH_DAY" (.withParts_ x n t)
        ("DAY_OF_WEEK" "ALIGNED_DAY_OF_WEEK_IN_MONTH" "ALIGNED_DAY_OF_WEEK_IN_YEAR") (moved (- n (value field)))
        ("ALIGNED_WEEK_OF_MONTH" "ALIGNED_WEEK_OF_YEAR") (moved (* 7 (- n (value field))))
        "HOUR_OF_DAY" (set-time 3600000000000 24) "MINUTE_OF_HOUR" (set-time 60000000000 60) "SECOND_OF_MINUTE" (set-time 1000000000 60) "NANO_OF_SECOND" (set-time 1 1000000000)
        "HOUR_OF_AMPM" (set-time 3600000000000 12) "CLOCK_HOUR_OF_DAY" (with-field x "HOUR_OF_DAY" (mod n 24)) "CLOCK_HOUR_OF_AMPM" (with-field x "HOUR_OF_AMPM" (mod n 12)) "AMPM_OF_DAY" (set-time (quot day-nanos 2) 2)
        "NANO_OF_DAY" (.withParts_ x d n) "MICRO_OF_DAY" (.withParts_ x d (* 1000 n)) "MILLI_OF_DAY" (.withParts_ x d (* 1000000 n))
        "SECOND_OF_DAY" (.withParts_ x d (+ (* 1000000000 n) (mod t 1000000000))) "MINUTE_OF_DAY" (.withParts_ x d (+ (* 60000000000 n) (mod t 60000000000)))
        "MICRO_OF_SECOND" (.withParts_ x d (+ (* 1000000000 (quot t 1000000000)) (* n 1000))) "MILLI_OF_SECOND" (.withParts_ x d (+ (* 1000000000 (quot t 1000000000)) (* n 1000000)))
        (unsupported-field field)))))

(defn- check-date [y m d]
  (when-not (<= 1 m 12) (bad "Invalid value for MonthOfYear (valid values 1 - 12): " m))
  (when-not (<= 1 d 31) (bad "Invalid value for DayOfMonth (valid values 1 - 28/31): " d))
  (when (> d (month-length y m)) (bad "Invalid date '" (str (nth months (dec m))) " " d "'"))
  (days-of y m d))
(defn- add-months [days n] (let [[y m d] (ymd days), k (+ (* 12 y) (dec m) n), y (fdiv k 12), m (inc (mod k 12))] (days-of y m (min d (month-length y m)))))
(defn- months-between [a b] (let [[y m d] (ymd a), [y2 m2 d2] (ymd b), n (- (+ (* 12 y2) m2) (+ (* 12 y) m))] (cond (and (pos? n) (< d2 d)) (dec n) (and (neg? n) (> d2 d)) (inc n) :else n)))
(defn- month-number [m] (if (integer? m) m (.getValue m)))

(defmacro ^:private deftime
  "A class of points in time: what is common to all is written here once, with (plus-months this n) (plus-nanos this n) (parts this) -> [days nanos]."
  [name fields & body]
  `(deftype ~name ~fields
     ~@body))

(defn- plus-unit [x n u]
  (if-let [months (get unit-months (label u))] (.plusMonths_ x (* n months)) (.plusNanos_ x (* n (nanos-of-unit u)))))
(defn- check-unit [x u]
  (when-not (.isSupported x u)
    (throw (java.time.temporal.UnsupportedTemporalTypeException. (str "Unsupported unit: " u)))))
(defn- plus-amount [x amount sign]
  (cond
    (instance? Period amount)
    (-> x (.plusMonths_ (* sign (.toTotalMonths amount))) (.plusNanos_ (* sign (.getDays amount) day-nanos)))
    (instance? Duration amount)
    (.plusNanos_ x (* sign (.-nanos amount)))
    :else
    (if (pos? sign) (.addTo amount x) (.subtractFrom amount x))))
(defn- until-unit [a b u]
  (let [[d1 n1] (.parts_ a), [d2 n2] (.parts_ b)]
    (if-let [months (get unit-months (label u))]
      (let [d2 (cond (and (> d2 d1) (< (or n2 0) (or n1 0))) (dec d2) (and (< d2 d1) (> (or n2 0) (or n1 0))) (inc d2) :else d2)] (quot (months-between d1 d2) months))
      (quot (- (+ (* (or d2 0) day-nanos) (or n2 0)) (+ (* (or d1 0) day-nanos) (or n1 0))) (nanos-of-unit u)))))

(defn- as-python
  "The point in time as Python's date, time or datetime, with its zone if it has one: what format's %t wants."
  [x]
  (let [[d n] (.parts_ x)
        zone  (when (and d n (py/hasattr x "getOffset"))
                (if (and (py/hasattr x "getZone") (py/hasattr (.getZone x) "info"))
                  (.-info (.getZone x))
                  (dt/timezone (dt/timedelta 0 (.getTotalSeconds (.getOffset x))))))
        time  (when n
                (let [seconds (quot n 1000000000)]
                  [(quot seconds 3600) (mod (quot seconds 60) 60) (mod seconds 60) (quot (mod n 1000000000) 1000)]))]
    (cond
      (nil? n) (apply dt/date (ymd d))
      (nil? d) (apply dt/time time)
      :else    (apply dt/datetime (concat (ymd d) time [zone])))))

(def ^:private common
  "Methods that all points in time have; those with a number are made from units."
  (merge
    {"plus"  (fn ([x amount] (plus-amount x amount 1)) ([x n u] (check-unit x u) (plus-unit x n u)))
     "minus" (fn ([x amount] (plus-amount x amount -1)) ([x n u] (check-unit x u) (plus-unit x (- n) u)))
     "isBefore" (fn [a b] (neg? (compare a b))) "isAfter" (fn [a b] (pos? (compare a b))) "isEqual" (fn [a b] (zero? (compare a b)))
     "get" point-field "getLong" point-field
     "isSupported" (fn [x field]
                     (cond
                       (nil? field)                          false
                       (py/hasattr field "field_from_")      (.isSupportedBy field x)
                       (get unit-nanos (label field))        (let [[days nanos] (.parts_ x), n (get unit-nanos (label field))]
                                                               (cond (py/hasattr x "toEpochMilli") (<= n day-nanos) (< n day-nanos) (some? nanos) :else (some? days)))
                       (get unit-months (label field))       (and (some? (first (.parts_ x))) (not (py/hasattr x "toEpochMilli")))
                       :else                                 (try (point-field x field) true (catch Throwable _ false))))
     "format" (fn [x f] (.format f x)) "query" (fn [x f] (if (py/hasattr f "queryFrom") (.queryFrom f x) (f x)))
     "getYear" (fn [x] ((ymd (first (.parts_ x))) 0)) "getMonthValue" (fn [x] ((ymd (first (.parts_ x))) 1)) "getDayOfMonth" (fn [x] ((ymd (first (.parts_ x))) 2))
     "getMonth" (fn [x] (nth months (dec ((ymd (first (.parts_ x))) 1)))) "getDayOfWeek" (fn [x] (nth days (mod (+ 3 (first (.parts_ x))) 7)))
     "getDayOfYear" (fn [x] (field-value "DAY_OF_YEAR" (first (.parts_ x)) nil))
     "getHour" (fn [x] (field-value "HOUR_OF_DAY" nil (second (.parts_ x)))) "getMinute" (fn [x] (field-value "MINUTE_OF_HOUR" nil (second (.parts_ x)))) "getSecond" (fn [x] (field-value "SECOND_OF_MINUTE" nil (second (.parts_ x)))) "getNano" (fn [x] (mod (second (.parts_ x)) 1000000000))
     "with" (fn ([x adjuster] (if (fn? adjuster) (adjuster x) (.adjustInto adjuster x)))
                ([x field n] (with-field x field n)))
     "truncatedTo" (fn [x u] (let [[d t] (.parts_ x), n (nanos-of-unit u)] (.withParts_ x d (* n (quot t n)))))
     "lengthOfMonth" (fn [x] (let [[y m] (ymd (first (.parts_ x)))] (month-length y m))) "lengthOfYear" (fn [x] (if (leap? ((ymd (first (.parts_ x))) 0)) 366 365)) "isLeapYear" (fn [x] (leap? ((ymd (first (.parts_ x))) 0)))}
    (into {} (for [[m u] {"Years" "YEARS" "Months" "MONTHS" "Weeks" "WEEKS" "Days" "DAYS" "Hours" "HOURS" "Minutes" "MINUTES" "Seconds" "SECONDS" "Millis" "MILLIS" "Nanos" "NANOS"}
                   [sign k] [["plus" 1] ["minus" -1]]]
               [(str sign m) (fn [x n] (plus-unit x (* k n) u))]))
    (into {} (for [[m f] {"Year" "YEAR" "Month" "MONTH_OF_YEAR" "DayOfMonth" "DAY_OF_MONTH" "DayOfYear" "DAY_OF_YEAR" "Hour" "HOUR_OF_DAY" "Minute" "MINUTE_OF_HOUR" "Second" "SECOND_OF_MINUTE" "Nano" "NANO_OF_SECOND"}]
               [(str "with" m) (fn [x n] (.with x f (month-number n)))]))))

(def ^:private time-classes (atom #{}))
(defn- point? [x] (contains? @time-classes (class x)))
(doseq [[m f] common] (swap! java/method-table update m (fn [all] (into [[point? f]] all))))
(doseq [m (keys common)] (java/note "java.time" m "As of java.time."))
(defmacro ^:private point [full class & members] `(do (swap! time-classes conj ~class) (entered ~full ~class ~@members)))

;; --- instants --------------------------------------------------------------------------------------

(deftype Instant [nanos]
  java.time.temporal.Temporal java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? Instant o) (= nanos (.-nanos o)))) (hashCode [_] (hash nanos))
  (parts_ [_] [(fdiv nanos day-nanos) (mod nanos day-nanos)]) (withParts_ [_ d n] (Instant. (+ (* d day-nanos) n))) (plusNanos_ [_ n] (Instant. (+ nanos n)))
  (plusMonths_ [_ _] (throw (UnsupportedOperationException. "Unsupported unit: Months")))
  (fields_ [_] #{"NANO_OF_SECOND" "MICRO_OF_SECOND" "MILLI_OF_SECOND" "INSTANT_SECONDS"})
  (toEpochMilli [_] (fdiv nanos 1000000)) (getEpochSecond [_] (fdiv nanos 1000000000)) (getNano [_] (mod nanos 1000000000)) (toInstant [this] this)
  (until [_ o u] (quot (- (.-nanos (moment o)) nanos) (nanos-of-unit u))) (atZone [this z] (zoned this z)) (atOffset [this o] (->OffsetDateTime (+ nanos (* 1000000000 (.-secs o))) o))
  (toString [_] (let [n (mod nanos day-nanos), f (mod n 1000000000), s (quot n 1000000000)]
                  (str (date-text (fdiv nanos day-nanos)) "T" (pad (quot s 3600) 2) ":" (pad (mod (quot s 60) 60) 2) ":" (pad (mod s 60) 2) (fraction f) "Z")))
  Comparable (compareTo [_ o] (compare nanos (.-nanos (moment o)))))
(extend-protocol Inst Instant (inst-ms* [i] (.toEpochMilli i)))
(defn- instant [n] (Instant. n))
(defn- now-nanos [] (.time_ns (py/__import__ "time")))
(defn- clock-nanos [args] (if-let [c (first (filter (fn [x] (py/hasattr x "millis")) args))] (.-nanos (.instant c)) (now-nanos)))
(point java.time.Instant Instant
  (now "Now." (fn [& args] (Instant. (clock-nanos args)))) (EPOCH "1970." (Instant. 0)) (ofEpochMilli "Milliseconds since 1970." (fn [n] (Instant. (* n 1000000))))
  (MIN "The first." (Instant. -31557014167219200000000000)) (MAX "The last." (Instant. 31556889864403199999999999))
  (ofEpochSecond "Seconds since 1970." (fn ([n] (Instant. (* n 1000000000))) ([n nano] (Instant. (+ nano (* n 1000000000))))))
  (parse "Of a text as 2020-01-01T00:00:00Z." (fn [s] (moment (text-in s :instant)))) (from "That of a time." (fn [x] (moment x))))

(deftype Clock [f zone]
  java.time.InstantSource
  Object
  (instant [_] (Instant. (f))) (millis [_] (fdiv (f) 1000000)) (getZone [_] zone) (withZone [_ z] (Clock. f z)))
(entered java.time.Clock Clock
  (systemUTC "What time it is." (fn [] (Clock. now-nanos (ZoneOffset. 0)))) (systemDefaultZone "What time it is." (fn [] (Clock. now-nanos (system-zone)))) (system "What time it is." (fn [z] (Clock. now-nanos z)))
  (fixed "One time for ever." (fn [i z] (let [n (.-nanos i)] (Clock. (fn [] n) z)))) (offset "That of another, moved." (fn [c d] (Clock. (fn [] (+ (.-nanos (.instant c)) (.-nanos d))) (.getZone c)))))

;; --- dates and times --------------------------------------------------------------------------------

(deftype LocalDate [days]
  java.time.chrono.ChronoLocalDate
  Object
  (equals [_ o] (and (instance? LocalDate o) (= days (.-days o)))) (hashCode [_] (hash days)) (python_ [this] (as-python this)) (parts_ [_] [days nil]) (withParts_ [_ d _] (LocalDate. d))
  (plusNanos_ [_ n] (LocalDate. (+ days (quot n day-nanos)))) (plusMonths_ [_ n] (LocalDate. (add-months days n))) (toEpochDay [_] days) (toString [_] (date-text days)) (toLocalDate [this] this)
  (atStartOfDay [_] (local-date-time (* days day-nanos))) (atStartOfDay [_ z] (zoned (local-date-time (* days day-nanos)) z)) (atTime [_ t] (local-date-time (+ (* days day-nanos) (.-nanos t)))) (atTime [_ h m] (local-date-time (+ (* days day-nanos) (* h 3600000000000) (* m 60000000000))))
  (atTime [_ h m s] (local-date-time (+ (* days day-nanos) (* h 3600000000000) (* m 60000000000) (* s 1000000000))))
  (until [_ o] (let [n (months-between days (.-days o))] (Period. (quot n 12) (rem n 12) (- (.-days o) (add-months days n))))) (until [this o u] (until-unit this (if (py/hasattr o "toLocalDate") (.toLocalDate o) o) u))
  (datesUntil [_ o] (map (fn [d] (LocalDate. d)) (range days (.-days o))))
  Comparable (compareTo [_ o] (compare days (.-days o))))
(defn- local-date [d] (LocalDate. d))
(declare local-now)
(defn- now-in "Year, month and day of now." [args] (ymd (fdiv (local-now args) day-nanos)))
(defn- local-now [args] (let [n (clock-nanos args), z (or (first (filter (fn [x] (py/hasattr x "offsetAt")) args)) (some (fn [x] (when (py/hasattr x "millis") (.getZone x))) args) (system-zone))] (+ n (* 1000000000 (.offsetAt z (fdiv n 1000000000))))))
(point java.time.LocalDate LocalDate
  (now "Today." (fn [& args] (LocalDate. (fdiv (local-now args) day-nanos)))) (of "Year, month, day." (fn [y m d] (LocalDate. (check-date y (month-number m) d)))) (ofEpochDay "Days since 1970." local-date) (ofYearDay "Year and day." (fn [y d] (LocalDate. (+ (days-of y 1 1) (dec d)))))
  (ofInstant "That of a zone." (fn [i z] (.toLocalDate (zoned i z)))) (parse "Of a text." (fn ([s] (text-in s :date)) ([s f] (.toLocalDate (.parse f s))))) (from "That of a time." (fn [x] (.toLocalDate x))) (MIN "The first." (LocalDate. -365243219162)) (MAX "The last." (LocalDate. 365241780471)) (EPOCH "1970." (LocalDate. 0)))

(deftype LocalTime [nanos]
  java.time.temporal.Temporal java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? LocalTime o) (= nanos (.-nanos o)))) (hashCode [_] (hash nanos)) (python_ [this] (as-python this)) (parts_ [_] [nil nanos]) (withParts_ [_ _ n] (LocalTime. n)) (plusNanos_ [_ n] (LocalTime. (mod (+ nanos n) day-nanos))) (plusMonths_ [_ _] (bad "Unsupported unit: Months"))
  (toNanoOfDay [_] nanos) (toSecondOfDay [_] (quot nanos 1000000000)) (toString [_] (time-text nanos)) (toLocalTime [this] this) (atDate [_ d] (local-date-time (+ (* day-nanos (.-days d)) nanos))) (until [this o u] (until-unit this (.toLocalTime o) u))
  Comparable (compareTo [_ o] (compare nanos (.-nanos o))))
(defn- local-time [n] (LocalTime. n))
(defn- time-of ([h m] (time-of h m 0 0)) ([h m s] (time-of h m s 0)) ([h m s n] (when-not (and (<= 0 h 23) (<= 0 m 59) (<= 0 s 59)) (bad "Invalid value for time: " h ":" m ":" s)) (+ (* h 3600000000000) (* m 60000000000) (* s 1000000000) n)))
(point java.time.LocalTime LocalTime
  (now "Now." (fn [& args] (LocalTime. (mod (local-now args) day-nanos)))) (of "Hour, minute …." (fn [& xs] (LocalTime. (apply time-of xs)))) (ofNanoOfDay "Of nanoseconds." local-time) (ofSecondOfDay "Of seconds." (fn [s] (LocalTime. (* s 1000000000)))) (MIDNIGHT "00:00." (LocalTime. 0)) (NOON "12:00." (LocalTime. (quot day-nanos 2))) (MIN "00:00." (LocalTime. 0)) (MAX "The last." (LocalTime. (dec day-nanos)))
  (parse "Of a text." (fn ([s] (text-in s :time)) ([s f] (.toLocalTime (.parse f s))))) (from "That of a time." (fn [x] (.toLocalTime x))))

(deftype LocalDateTime [nanos]
  java.time.chrono.ChronoLocalDateTime
  Object
  (equals [_ o] (and (instance? LocalDateTime o) (= nanos (.-nanos o)))) (hashCode [_] (hash nanos)) (python_ [this] (as-python this)) (parts_ [_] [(fdiv nanos day-nanos) (mod nanos day-nanos)]) (withParts_ [_ d n] (LocalDateTime. (+ (* (or d (fdiv nanos day-nanos)) day-nanos) (or n (mod nanos day-nanos)))))
  (plusNanos_ [_ n] (LocalDateTime. (+ nanos n))) (plusMonths_ [_ n] (LocalDateTime. (+ (* day-nanos (add-months (fdiv nanos day-nanos) n)) (mod nanos day-nanos))))
  (toLocalDate [_] (LocalDate. (fdiv nanos day-nanos))) (toLocalTime [_] (LocalTime. (mod nanos day-nanos))) (toLocalDateTime [this] this) (atZone [this z] (zoned this z)) (atOffset [_ o] (->OffsetDateTime nanos o)) (toInstant [_ o] (Instant. (- nanos (* 1000000000 (.-secs o))))) (toEpochSecond [_ o] (- (fdiv nanos 1000000000) (.-secs o)))
  (until [this o u] (until-unit this (.toLocalDateTime o) u)) (toString [_] (str (date-text (fdiv nanos day-nanos)) "T" (time-text (mod nanos day-nanos))))
  Comparable (compareTo [_ o] (compare nanos (.-nanos o))))
(defn- local-date-time [n] (LocalDateTime. n))
(point java.time.LocalDateTime LocalDateTime
  (now "Now." (fn [& args] (LocalDateTime. (local-now args)))) (of "Year, month, day, hour, minute …; or a date and a time." (fn ([d t] (LocalDateTime. (+ (* day-nanos (.-days d)) (.-nanos t)))) ([y m d h mi & more] (LocalDateTime. (+ (* day-nanos (check-date y (month-number m) d)) (apply time-of h mi more))))))
  (ofInstant "That of a zone." (fn [i z] (.toLocalDateTime (zoned i z)))) (ofEpochSecond "Seconds since 1970." (fn [s n o] (LocalDateTime. (+ n (* 1000000000 (+ s (.-secs o))))))) (parse "Of a text." (fn ([s] (text-in s :date-time)) ([s f] (.toLocalDateTime (.parse f s))))) (from "That of a time." (fn [x] (.toLocalDateTime x))) (MIN "The first." (LocalDateTime. (* -365243219162 day-nanos))) (MAX "The last." (LocalDateTime. (* 365241780471 day-nanos))))

(defn- secs-of [z nanos] (.offsetAt z (fdiv nanos 1000000000)))
(deftype ZonedDateTime [utc zone]
  java.time.chrono.ChronoZonedDateTime
  Object
  (equals [_ o] (and (instance? ZonedDateTime o) (= utc (.-utc o)) (= zone (.-zone o)))) (hashCode [_] (hash [utc zone])) (local_ [_] (+ utc (* 1000000000 (secs-of zone utc)))) (python_ [this] (as-python this)) (parts_ [this] (let [n (.local_ this)] [(fdiv n day-nanos) (mod n day-nanos)])) (withParts_ [this d n] (let [[d0 n0] (.parts_ this)] (zoned (LocalDateTime. (+ (* (or d d0) day-nanos) (or n n0))) zone)))
  (plusNanos_ [this n] (if (zero? (mod n day-nanos)) (zoned (LocalDateTime. (+ (.local_ this) n)) zone) (ZonedDateTime. (+ utc n) zone))) (plusMonths_ [this n] (zoned (.plusMonths_ (LocalDateTime. (.local_ this)) n) zone))
  (toInstant [_] (Instant. utc)) (toEpochSecond [_] (fdiv utc 1000000000)) (getZone [_] zone) (getOffset [_] (ZoneOffset. (secs-of zone utc))) (toLocalDate [this] (LocalDate. (fdiv (.local_ this) day-nanos))) (toLocalTime [this] (LocalTime. (mod (.local_ this) day-nanos))) (toLocalDateTime [this] (LocalDateTime. (.local_ this)))
  (toOffsetDateTime [this] (->OffsetDateTime (.local_ this) (.getOffset this))) (withZoneSameInstant [_ z] (ZonedDateTime. utc (zone-of z))) (withZoneSameLocal [this z] (zoned (LocalDateTime. (.local_ this)) z)) (until [this o u] (if (get unit-months (label u)) (until-unit this o u) (quot (- (.-nanos (moment o)) utc) (nanos-of-unit u))))
  (toString [this] (let [o (offset-text (secs-of zone utc)), id (str zone)] (str (LocalDateTime. (.local_ this)) o (when-not (= o id) (str "[" id "]")))))
  Comparable (compareTo [_ o] (compare utc (.-nanos (moment o)))))
(extend-protocol Inst ZonedDateTime (inst-ms* [z] (.toEpochMilli (.toInstant z))))
(defn- zoned [x z] (let [z (zone-of z)] (if (instance? LocalDateTime x) (ZonedDateTime. (- (.-nanos x) (* 1000000000 (.offsetOf z (fdiv (.-nanos x) 1000000000)))) z) (ZonedDateTime. (.-nanos (moment x)) z))))
(point java.time.ZonedDateTime ZonedDateTime
  (now "Now." (fn [& args] (ZonedDateTime. (clock-nanos args) (or (first (filter (fn [x] (py/hasattr x "offsetAt")) args)) (some (fn [x] (when (py/hasattr x "millis") (.getZone x))) args) (system-zone)))))
  (of "Of a local time and a zone." (fn ([x z] (zoned x z)) ([d t z] (zoned (LocalDateTime. (+ (* day-nanos (.-days d)) (.-nanos t))) z)) ([y m d h mi s n z] (zoned (LocalDateTime. (+ (* day-nanos (check-date y (month-number m) d)) (time-of h mi s n))) z))))
  (ofInstant "At an instant." (fn [i z] (zoned i z))) (parse "Of a text." (fn ([s] (text-in s :zoned)) ([s f] (let [x (.parse f s)] (if (instance? ZonedDateTime x) x (zoned (.toLocalDateTime x) (or (.getZone x) (.getOffset x) (bad "Unable to obtain ZonedDateTime from TemporalAccessor: " x)))))))) (from "That of a time." (fn [x] (if (instance? ZonedDateTime x) x (zoned x (.getOffset x))))))

(deftype OffsetDateTime [nanos offset]
  java.time.temporal.Temporal java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? OffsetDateTime o) (= nanos (.-nanos o)) (= offset (.-offset o)))) (hashCode [_] (hash [nanos offset])) (python_ [this] (as-python this)) (parts_ [_] [(fdiv nanos day-nanos) (mod nanos day-nanos)]) (withParts_ [_ d n] (OffsetDateTime. (+ (* (or d (fdiv nanos day-nanos)) day-nanos) (or n (mod nanos day-nanos))) offset)) (plusNanos_ [_ n] (OffsetDateTime. (+ nanos n) offset)) (plusMonths_ [_ n] (OffsetDateTime. (.-nanos (.plusMonths_ (LocalDateTime. nanos) n)) offset))
  (toInstant [_] (Instant. (- nanos (* 1000000000 (.-secs offset))))) (toEpochSecond [_] (- (fdiv nanos 1000000000) (.-secs offset))) (getOffset [_] offset) (getZone [_] offset) (toLocalDate [_] (LocalDate. (fdiv nanos day-nanos))) (toLocalTime [_] (LocalTime. (mod nanos day-nanos))) (toLocalDateTime [_] (LocalDateTime. nanos)) (toZonedDateTime [this] (zoned this offset)) (atZoneSameInstant [this z] (zoned this z)) (withOffsetSameInstant [_ o] (OffsetDateTime. (+ nanos (* 1000000000 (- (.-secs o) (.-secs offset)))) o))
  (until [this o u] (quot (- (.-nanos (moment o)) (.-nanos (moment this))) (nanos-of-unit u))) (toString [_] (str (LocalDateTime. nanos) offset))
  Comparable (compareTo [this o] (compare (.-nanos (moment this)) (.-nanos (moment o)))))
(extend-protocol Inst OffsetDateTime (inst-ms* [z] (.toEpochMilli (.toInstant z))))
(point java.time.OffsetDateTime OffsetDateTime
  (now "Now." (fn [& args] (let [z (or (first (filter (fn [x] (py/hasattr x "offsetAt")) args)) (system-zone)), n (clock-nanos args), s (secs-of z n)] (OffsetDateTime. (+ n (* 1000000000 s)) (ZoneOffset. s))))) (of "Of a local time and an offset." (fn ([x o] (OffsetDateTime. (.-nanos x) o)) ([y m d h mi s n o] (OffsetDateTime. (+ (* day-nanos (check-date y m d)) (time-of h mi s n)) o))))
  (ofInstant "At an instant." (fn [i z] (.toOffsetDateTime (zoned i z)))) (parse "Of a text." (fn ([s] (text-in s :offset)) ([s f] (let [x (.parse f s)] (OffsetDateTime. (.-nanos (.toLocalDateTime x)) (.getOffset x)))))) (from "That of a time." (fn [x] (if (instance? OffsetDateTime x) x (.toOffsetDateTime x)))))

(deftype YearMonth [months_]
  java.time.temporal.Temporal java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? YearMonth o) (= months_ (.-months_ o)))) (hashCode [_] (hash months_)) (python_ [this] (as-python this)) (parts_ [_] [(days-of (fdiv months_ 12) (inc (mod months_ 12)) 1) nil]) (plusMonths_ [_ n] (YearMonth. (+ months_ n))) (plusNanos_ [_ _] (bad "Unsupported unit")) (fields_ [_] #{"MONTH_OF_YEAR" "PROLEPTIC_MONTH" "YEAR" "YEAR_OF_ERA" "ERA"}) (withParts_ [_ d _] (let [[y m] (ymd d)] (YearMonth. (+ (* 12 y) (dec m)))))
  (atDay [_ d] (LocalDate. (check-date (fdiv months_ 12) (inc (mod months_ 12)) d))) (atEndOfMonth [_] (let [y (fdiv months_ 12) m (inc (mod months_ 12))] (LocalDate. (days-of y m (month-length y m))))) (toString [_] (str (year-text (fdiv months_ 12)) "-" (pad (inc (mod months_ 12)) 2)))
  Comparable (compareTo [_ o] (compare months_ (.-months_ o))))
(defn- year-month-of [x] (YearMonth. (+ (* 12 (point-field x "YEAR")) (dec (point-field x "MONTH_OF_YEAR")))))
(point java.time.YearMonth YearMonth (of "Year and month." (fn [y m] (YearMonth. (+ (* 12 y) (dec (month-number m)))))) (now "This one." (fn [& args] (let [[y m] (ymd (fdiv (local-now args) day-nanos))] (YearMonth. (+ (* 12 y) (dec m)))))) (from "That of a date." year-month-of)
  (parse "Of a text." (fn [s & [f]] (if f (year-month-of (.parse f s)) (let [[_ y m] (or (re-matches #"(-?\d{4,})-(\d\d)" (str s)) (bad "Text '" s "' could not be parsed at index 0"))] (YearMonth. (+ (* 12 (parse-long y)) (dec (parse-long m)))))))))

(defn- adjust [f] (fn [x & _] (let [[d n] (.parts_ x)] (.withParts_ x (f d) n))))
(defn- to-weekday [step test] (fn [day] (adjust (fn [d] (let [want (.ordinal day), at (mod (+ d 3) 7)] (test d want at step))))))
(statics java.time.temporal.TemporalAdjusters "What .with takes."
  (firstDayOfMonth "The 1st." (fn [] (adjust (fn [d] (let [[y m] (ymd d)] (days-of y m 1)))))) (lastDayOfMonth "The last." (fn [] (adjust (fn [d] (let [[y m] (ymd d)] (days-of y m (month-length y m)))))))
  (firstDayOfNextMonth "The 1st of the next." (fn [] (adjust (fn [d] (let [[y m] (ymd d)] (add-months (days-of y m 1) 1)))))) (firstDayOfYear "January 1st." (fn [] (adjust (fn [d] (days-of ((ymd d) 0) 1 1))))) (lastDayOfYear "December 31st." (fn [] (adjust (fn [d] (days-of ((ymd d) 0) 12 31))))) (firstDayOfNextYear "January 1st." (fn [] (adjust (fn [d] (days-of (inc ((ymd d) 0)) 1 1)))))
  (next "The next such day." (to-weekday 1 (fn [d want at _] (+ d (let [k (mod (- want at) 7)] (if (zero? k) 7 k)))))) (nextOrSame "This or the next such day." (to-weekday 1 (fn [d want at _] (+ d (mod (- want at) 7)))))
  (previous "The last such day." (to-weekday -1 (fn [d want at _] (- d (let [k (mod (- at want) 7)] (if (zero? k) 7 k)))))) (previousOrSame "This or the last such day." (to-weekday -1 (fn [d want at _] (- d (mod (- at want) 7))))))

(load "time_fields")
(load "time_format")

(def ^:private iso-re #"(?:([-+]?\d{4,9})-?(\d\d)-?(\d\d))?(?:[T ]?(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?:(Z|z|[-+]\d\d(?::?\d\d)?(?::?\d\d)?))?(?:\[([^\]]+)\])?")
(defn- iso [s]
  (let [[all y m d h mi sec f o z] (or (re-matches iso-re s) (throw (java.time.format.DateTimeParseException. (str "Text '" s "' could not be parsed at index 0"))))]
    (try
      (parsed (into {:zone (some-> z zone)} (filter second)
                    (let [n (fn [x] (some-> x parse-long))]
                      {"YEAR" (n y) "MONTH_OF_YEAR" (n m) "DAY_OF_MONTH" (n d) "HOUR_OF_DAY" (n h) "MINUTE_OF_HOUR" (n mi) "SECOND_OF_MINUTE" (or (n sec) (when h 0))
                       "NANO_OF_SECOND" (or (some-> f (.ljust 9 "0") parse-long) (when h 0)) "OFFSET_SECONDS" (some-> o parse-offset)}))
              nil "STRICT")
      (catch java.time.DateTimeException e (parse-failed s (str ": " (ex-message e)))))))
(defn- text-in [s kind]
  (let [s (str s), fail (fn [] (throw (java.time.format.DateTimeParseException. (str "Text '" s "' could not be parsed at index 0")))), x (iso s)
        ok (case kind :date (and (.-days x) (nil? (.-nanos x))) :time (and (nil? (.-days x)) (.-nanos x)) :date-time (and (.-days x) (.-nanos x) (nil? (.-secs x))) (and (.-days x) (.-nanos x) (.-secs x)))]
    (if-not ok (fail)
      (case kind :date (.toLocalDate x) :time (.toLocalTime x) :date-time (.toLocalDateTime x) :instant (.toInstant x) :offset (.toOffsetDateTime x) :zoned (zoned (.toInstant (.toOffsetDateTime x)) (or (.-zone x) (ZoneOffset. (.-secs x))))))))
(defn- local-text [x] (let [[d n] (.parts_ x), s (quot (or n 0) 1000000000)] (str (when d (date-text d)) (when n (str (when d "T") (pad (quot s 3600) 2) ":" (pad (mod (quot s 60) 60) 2) ":" (pad (mod s 60) 2) (let [f (.rstrip (pad (mod n 1000000000) 9) "0")] (when (seq f) (str "." f))))))))
(defn- iso-format [name write] (DateTimeFormatter. nil name nil "STRICT" write iso))
(def ^:private with-offset (fn [x] (str (local-text x) (offset-text (or (first (zone-parts x)) (bad "Unable to extract the offset"))))))
(entered java.time.format.DateTimeFormatter DateTimeFormatter
  (ofPattern "Of letters." formatter) (ISO_LOCAL_DATE "2020-01-31" (iso-format "ISO_LOCAL_DATE" (fn [x] (date-text (first (.parts_ x)))))) (ISO_DATE "2020-01-31" (iso-format "ISO_DATE" (fn [x] (date-text (first (.parts_ x)))))) (ISO_LOCAL_TIME "10:15:30" (iso-format "ISO_LOCAL_TIME" (fn [x] (local-text (.toLocalTime x))))) (ISO_TIME "10:15:30" (iso-format "ISO_TIME" (fn [x] (local-text (.toLocalTime x)))))
  (ISO_LOCAL_DATE_TIME "2020-01-31T10:15:30" (iso-format "ISO_LOCAL_DATE_TIME" local-text)) (ISO_OFFSET_DATE_TIME "2020-01-31T10:15:30+01:00" (iso-format "ISO_OFFSET_DATE_TIME" with-offset)) (ISO_INSTANT "2020-01-31T10:15:30Z" (iso-format "ISO_INSTANT" (fn [x] (str (moment x)))))
  (ISO_ZONED_DATE_TIME "With the zone." (iso-format "ISO_ZONED_DATE_TIME" (fn [x] (str (with-offset x) (let [z (second (zone-parts x))] (when (and z (not (instance? ZoneOffset z))) (str "[" z "]"))))))) (ISO_DATE_TIME "With the zone if there is one." (iso-format "ISO_DATE_TIME" (fn [x] (if (first (zone-parts x)) (with-offset x) (local-text x)))))
  (BASIC_ISO_DATE "20200131" (iso-format "BASIC_ISO_DATE" (fn [x] (str/replace (date-text (first (.parts_ x))) "-" "")))) (RFC_1123_DATE_TIME "Tue, 3 Jun 2008 11:05:30 GMT" (DateTimeFormatter. (conj (pattern-elements "EEE, d MMM yyyy HH:mm:ss ") (offset-element "+HHMM" "GMT")) "RFC_1123_DATE_TIME" nil "SMART" nil nil))
  (ofLocalizedDate "As it is usual." (fn [style] (formatter (case (str style) "SHORT" "M/d/yy" "MEDIUM" "MMM d, yyyy" "LONG" "MMMM d, yyyy" "EEEE, MMMM d, yyyy")))))

;; --- java.util.Date and java.text ---------------------------------------------------------------------------

(defn- zdt-of [x z] (zoned (instant (* 1000000 (inst-ms x))) z))
(defmethods "Date" (fn [x] (and (inst? x) (not (point? x)))) ; the times of java.time have such methods of their own
  (toInstant "Its Instant." (fn [d] (if (point? d) (moment d) (instant (* 1000 (quot (+ (* 1000 (inst-ms d)) (mod (py/getattr d "microsecond" 0) 1000)) 1))))))
  (getYear "Years since 1900." (fn [d] (- (.-year d) 1900)))
  (getMonth "The month, from 0." (fn [d] (dec (.-month d)))) (getDate "The day of the month." (fn [d] (.-day d)))
  (getDay "The day of the week, Sunday is 0." (fn [d] (mod (.isoweekday d) 7))) (getTimezoneOffset "0." (fn [_] 0))
  (getHours "The hour." (fn [d] (.-hour d))) (getMinutes "The minute." (fn [d] (.-minute d))) (getSeconds "The second." (fn [d] (.-second d))))
(statics java.util.Date "Moments: datetime.datetime in UTC." (from "That of an Instant." (fn [i] (java.util.Date. (.toEpochMilli i)))))

(deftype SimpleDateFormat [^:mutable pattern ^:mutable zone ^:mutable lenient]
  Object
  (setTimeZone [_ z] (set! zone (if (py/hasattr z "offsetAt") z (cljsh.java.time/zone (.getID z)))) nil)
  (getTimeZone [_] zone)
  (setLenient [_ on] (set! lenient on) nil)
  (isLenient [_] lenient)
  (toPattern [_] pattern)
  (applyPattern [_ p] (set! pattern p) nil)
  (format [_ d] (.format (formatter pattern) (zoned (instant (* 1000000 (if (integer? d) d (inst-ms d)))) zone)))
  (parse [_ s] (java.util.Date. (.toEpochMilli (leniently pattern (str s) zone lenient)))))
(entered java.text.SimpleDateFormat SimpleDateFormat (new "Of letters." (fn [pattern & _] (SimpleDateFormat. pattern (system-zone) true))))
(defmethods "TimeZone" (fn [x] (py/hasattr x "offsetAt"))
  (getID "Its name." (fn [z] (if (= "Z" (.getId z)) "UTC" (.getId z))))
  (toZoneId "Itself." identity)
  (getRawOffset "Its difference from UTC in milliseconds, without summer time." (fn [z] (* 1000 (min (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
  (inDaylightTime "Is it summer time?" (fn [z d] (not= (.offsetAt z (quot (inst-ms d) 1000)) (min (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
  (useDaylightTime "Has it summer time?" (fn [z] (not= (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
(statics java.util.TimeZone "Zones." (getTimeZone "Of a name." (fn [id] (if (string? id) (try (zone id) (catch ValueError _ (zone "UTC"))) id))) (getDefault "That of the process." (fn [] (system-zone))) (setDefault "Does nothing." (fn [_] nil)))

(load "number_format")

(statics java.text.Normalizer "Unicode's forms." (normalize "In a form." (fn [s form] (.normalize (py/__import__ "unicodedata") (str form) s))))
(java/enum java.text.Normalizer$Form "Unicode's forms." NFC NFD NFKC NFKD)

(defn- show [x ^java.io.Writer w] (.write w (java/object-text (str (.-__module__ (class x)) "." (.-__name__ (class x))) x)))
(doseq [c [Instant Duration Period LocalDate LocalTime LocalDateTime ZonedDateTime OffsetDateTime OffsetTime ZoneOffset ZoneRegion Year YearMonth MonthDay DateTimeFormatter]] (defmethod print-method c [x w] (show x w)))

(load "time_more")
