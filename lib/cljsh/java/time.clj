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
(load "time/elements")
(load "time/formats")
(load "time/iso")
(load "time/text")
(load "time/number_format")

(defn- show [x ^java.io.Writer w]
  (.write w (java/object-text (str (.-__module__ (class x)) "." (.-__name__ (class x))) x)))
(doseq [c [Instant Duration Period LocalDate LocalTime LocalDateTime ZonedDateTime OffsetDateTime OffsetTime ZoneOffset
           ZoneRegion Year YearMonth MonthDay DateTimeFormatter]]
  (defmethod print-method c [x w] (show x w)))
