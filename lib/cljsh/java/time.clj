;; SPDX-License-Identifier: MIT
;; java.time over integers: a date is days since 1970, a time of day and an
;; instant nanoseconds, as precise as there; Python's zoneinfo knows the zones.

(ns cljsh.java.time
  "java.time: instants, durations, dates and times, zones, and formats of them."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [defmethods statics]]
            [clojure.string :as str]
            [datetime :as dt]))

(declare iso parsed leniently check-date instant duration local-date local-time local-date-time zoned offset-time zone
         period unit-nanos text-in formatter ->ZonedDateTime ->OffsetDateTime)

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
  (let [y (if (<= m 2) (dec y) y)
        era (quot (if (neg? y) (- y 399) y) 400)
        yoe (- y (* era 400))
        doy (+ (quot (+ (* 153 (+ m (if (> m 2) -3 9))) 2) 5) (dec d))
        doe (+ (* yoe 365) (quot yoe 4) (- (quot yoe 100)) doy)]
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
  (cond
    (zero? n) ""
    (zero? (mod n 1000000)) (str "." (pad (quot n 1000000) 3))
    (zero? (mod n 1000)) (str "." (pad (quot n 1000) 6))
    :else (str "." (pad n 9))))
(defn- time-text [n]
  (let [s (quot n 1000000000) f (mod n 1000000000)]
    (str (pad (quot s 3600) 2)
         ":"
         (pad (mod (quot s 60) 60) 2)
         (when (or (pos? (mod s 60)) (pos? f)) (str ":" (pad (mod s 60) 2) (fraction f))))))
(defn- year-text [y] (cond (<= 0 y 9999) (pad y 4) (neg? y) (str "-" (pad (- y) 4)) :else (str "+" y)))
(defn- date-text [days] (let [[y m d] (ymd days)] (str (year-text y) "-" (pad m 2) "-" (pad d 2))))
(load "time/units")
(load "time/amounts")
(load "time/zones")
(load "time/shared")
(load "time/dates")
(load "time/fields")
(load "time/formats")

(def ^:private iso-re
  #"(?:([-+]?\d{4,9})-?(\d\d)-?(\d\d))?(?:[T ]?(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?:(Z|z|[-+]\d\d(?::?\d\d)?(?::?\d\d)?))?(?:\[([^\]]+)\])?")
(defn- iso [s]
  (let [[all y m d h mi sec f o z] (or (re-matches iso-re s)
                                       (throw (java.time.format.DateTimeParseException. (str "Text '" s
                                                                                             "' could not be parsed at index 0"))))]
    (try
      (parsed (into {:zone (some-> z zone)}
                    (filter second)
                    (let [n (fn [x] (some-> x parse-long))]
                      {"YEAR" (n y)
                       "MONTH_OF_YEAR" (n m)
                       "DAY_OF_MONTH" (n d)
                       "HOUR_OF_DAY" (n h)
                       "MINUTE_OF_HOUR" (n mi)
                       "SECOND_OF_MINUTE" (or (n sec) (when h 0))
                       "NANO_OF_SECOND" (or (some-> f (.ljust 9 "0") parse-long) (when h 0))
                       "OFFSET_SECONDS" (some-> o parse-offset)}))
              nil
              "STRICT")
      (catch java.time.DateTimeException e (parse-failed s (str ": " (ex-message e)))))))
(defn- text-in [s kind]
  (let [s (str s)
        fail (fn []
               (throw (java.time.format.DateTimeParseException. (str "Text '" s "' could not be parsed at index 0"))))
        x (iso s)
        ok (case kind
             :date (and (.-days x) (nil? (.-nanos x)))
             :time (and (nil? (.-days x)) (.-nanos x))
             :date-time (and (.-days x) (.-nanos x) (nil? (.-secs x)))
             (and (.-days x) (.-nanos x) (.-secs x)))]
    (if-not ok
      (fail)
      (case kind
        :date (.toLocalDate x)
        :time (.toLocalTime x)
        :date-time (.toLocalDateTime x)
        :instant (.toInstant x)
        :offset (.toOffsetDateTime x)
        :zoned (zoned (.toInstant (.toOffsetDateTime x)) (or (.-zone x) (ZoneOffset. (.-secs x))))))))
(defn- local-text [x]
  (let [[d n] (.parts_ x) s (quot (or n 0) 1000000000)]
    (str (when d (date-text d))
         (when n
           (str (when d "T")
                (pad (quot s 3600) 2)
                ":"
                (pad (mod (quot s 60) 60) 2)
                ":"
                (pad (mod s 60) 2)
                (let [f (.rstrip (pad (mod n 1000000000) 9) "0")] (when (seq f) (str "." f))))))))
(defn- iso-format [name write] (DateTimeFormatter. nil name nil "STRICT" write iso))
(def ^:private with-offset
  (fn [x] (str (local-text x) (offset-text (or (first (zone-parts x)) (bad "Unable to extract the offset"))))))
(entered java.time.format.DateTimeFormatter
         DateTimeFormatter
         (ofPattern "Of letters." formatter)
         (ISO_LOCAL_DATE "2020-01-31" (iso-format "ISO_LOCAL_DATE" (fn [x] (date-text (first (.parts_ x))))))
         (ISO_DATE "2020-01-31" (iso-format "ISO_DATE" (fn [x] (date-text (first (.parts_ x))))))
         (ISO_LOCAL_TIME "10:15:30" (iso-format "ISO_LOCAL_TIME" (fn [x] (local-text (.toLocalTime x)))))
         (ISO_TIME "10:15:30" (iso-format "ISO_TIME" (fn [x] (local-text (.toLocalTime x)))))
         (ISO_LOCAL_DATE_TIME "2020-01-31T10:15:30" (iso-format "ISO_LOCAL_DATE_TIME" local-text))
         (ISO_OFFSET_DATE_TIME "2020-01-31T10:15:30+01:00" (iso-format "ISO_OFFSET_DATE_TIME" with-offset))
         (ISO_INSTANT "2020-01-31T10:15:30Z" (iso-format "ISO_INSTANT" (fn [x] (str (moment x)))))
         (ISO_ZONED_DATE_TIME "With the zone."
           (iso-format "ISO_ZONED_DATE_TIME"
             (fn [x]
               (str (with-offset x)
                    (let [z (second (zone-parts x))] (when (and z (not (instance? ZoneOffset z))) (str "[" z "]")))))))
         (ISO_DATE_TIME "With the zone if there is one."
           (iso-format "ISO_DATE_TIME" (fn [x] (if (first (zone-parts x)) (with-offset x) (local-text x)))))
         (BASIC_ISO_DATE "20200131"
           (iso-format "BASIC_ISO_DATE" (fn [x] (str/replace (date-text (first (.parts_ x))) "-" ""))))
         (RFC_1123_DATE_TIME "Tue, 3 Jun 2008 11:05:30 GMT"
           (DateTimeFormatter. (conj (pattern-elements "EEE, d MMM yyyy HH:mm:ss ") (offset-element "+HHMM" "GMT"))
                               "RFC_1123_DATE_TIME"
                               nil
                               "SMART"
                               nil
                               nil))
         (ofLocalizedDate "As it is usual."
           (fn [style]
             (formatter (case (str style)
                          "SHORT" "M/d/yy"
                          "MEDIUM" "MMM d, yyyy"
                          "LONG" "MMMM d, yyyy"
                          "EEEE, MMMM d, yyyy")))))

;; --- java.util.Date and java.text ---------------------------------------------------------------------------

(defn- zdt-of [x z] (zoned (instant (* 1000000 (inst-ms x))) z))
(defmethods "Date" (fn [x] (and (inst? x) (not (point? x)))) ; the times of java.time have such methods of their own
  (toInstant "Its Instant." (fn [d] (if (point? d) (moment d) (instant (* 1000 (quot (+ (* 1000 (inst-ms d)) (mod (py/getattr d "microsecond" 0) 1000)) 1))))))
  (getYear "Years since 1900." (fn [d] (- (.-year d) 1900)))
  (getMonth "The month, from 0." (fn [d] (dec (.-month d)))) (getDate "The day of the month." (fn [d] (.-day d)))
  (getDay "The day of the week, Sunday is 0." (fn [d] (mod (.isoweekday d) 7))) (getTimezoneOffset "0." (fn [_] 0))
  (getHours "The hour." (fn [d] (.-hour d))) (getMinutes "The minute." (fn [d] (.-minute d))) (getSeconds "The second." (fn [d] (.-second d))))
(statics java.util.Date "Moments: datetime.datetime in UTC."
  (from "That of an Instant." (fn [i] (java.util.Date. (.toEpochMilli i)))))

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
(entered java.text.SimpleDateFormat
         SimpleDateFormat
         (new "Of letters." (fn [pattern & _] (SimpleDateFormat. pattern (system-zone) true))))
(defmethods "TimeZone" (fn [x] (py/hasattr x "offsetAt"))
  (getID "Its name." (fn [z] (if (= "Z" (.getId z)) "UTC" (.getId z))))
  (toZoneId "Itself." identity)
  (getRawOffset "Its difference from UTC in milliseconds, without summer time."
    (fn [z] (* 1000 (min (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
  (inDaylightTime "Is it summer time?"
    (fn [z d] (not= (.offsetAt z (quot (inst-ms d) 1000)) (min (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
  (useDaylightTime "Has it summer time?" (fn [z] (not= (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
(statics java.util.TimeZone "Zones."
  (getTimeZone "Of a name." (fn [id] (if (string? id) (try (zone id) (catch ValueError _ (zone "UTC"))) id)))
  (getDefault "That of the process." (fn [] (system-zone)))
  (setDefault "Does nothing." (fn [_] nil)))

(load "time/number_format")

(statics java.text.Normalizer "Unicode's forms."
  (normalize "In a form." (fn [s form] (.normalize (py/__import__ "unicodedata") (str form) s))))
(java/enum java.text.Normalizer$Form "Unicode's forms." NFC NFD NFKC NFKD)

(defn- show [x ^java.io.Writer w]
  (.write w (java/object-text (str (.-__module__ (class x)) "." (.-__name__ (class x))) x)))
(doseq [c [Instant Duration Period LocalDate LocalTime LocalDateTime ZonedDateTime OffsetDateTime OffsetTime ZoneOffset
           ZoneRegion Year YearMonth MonthDay DateTimeFormatter]]
  (defmethod print-method c [x w] (show x w)))

(load "time/members")
