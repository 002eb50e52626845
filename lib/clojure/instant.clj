;; SPDX-License-Identifier: MIT
(ns clojure.instant
  "Reading instants as RFC 3339 writes them; parts may be left out from the right.")

(def ^:private timestamp
  "yyyy-MM-ddThh:mm:ss.fff+hh:mm, or the beginning of it, with or without offset."
  (re-pattern
    (str "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:T(\\d{2})(?::(\\d{2})(?::(\\d{2})(?:\\.(\\d+))?)?)?)?)?)?"
         "(?:Z|([-+])(\\d{2}):(\\d{2}))?")))

(defn- number-in
  "The number that digits write, or one that stands for those left out."
  [digits default]
  (if digits
    (parse-long digits)
    default))

(defn parse-timestamp
  "Calls new-instant with what an RFC 3339 timestamp says.
  The arguments are years, months, days, hours, minutes, seconds, nanoseconds,
  and the offset from UTC: its sign (-1, 0 or 1), hours and minutes. They are
  not checked; see validated."
  [new-instant cs]
  (let [[_ years months days hours minutes seconds fraction sign offset-hours offset-minutes :as found]
        (re-matches timestamp cs)]
    (when-not found
      (throw (RuntimeError. (str "Unrecognized date/time syntax: " cs))))
    (new-instant (number-in years 0)
                 (number-in months 1)
                 (number-in days 1)
                 (number-in hours 0)
                 (number-in minutes 0)
                 (number-in seconds 0)
                 (if fraction
                   (parse-long (subs (str fraction "00000000") 0 9))
                   0)
                 (case sign "-" -1 "+" 1 0)
                 (number-in offset-hours 0)
                 (number-in offset-minutes 0))))

(defn- leap-year?
  [year]
  (and (zero? (mod year 4))
       (or (pos? (mod year 100)) (zero? (mod year 400)))))

(defn- days-in-month
  [month leap?]
  (case month
    2          (if leap? 29 28)
    (4 6 9 11) 30
    31))

(defn- verify
  "Throws unless what was found is so."
  [ok? message]
  (when-not ok?
    (throw (RuntimeError. (str "failed: " message)))))

(defn validated
  "Returns a function of the arguments that parse-timestamp gives, which calls new-instance if they are in range."
  [new-instance]
  (fn [years months days hours minutes seconds nanoseconds offset-sign offset-hours offset-minutes]
    (verify (<= 1 months 12) "1 <= months <= 12")
    (verify (<= 1 days (days-in-month months (leap-year? years))) "1 <= days <= days in the month")
    (verify (<= 0 hours 23) "0 <= hours <= 23")
    (verify (<= 0 minutes 59) "0 <= minutes <= 59")
    (verify (<= 0 seconds (if (= minutes 59) 60 59)) "0 <= seconds <= 59, or 60 at the end of an hour")
    (verify (<= 0 nanoseconds 999999999) "0 <= nanoseconds <= 999999999")
    (verify (<= -1 offset-sign 1) "the sign of the offset is -1, 0 or 1")
    (verify (<= 0 offset-hours 23) "0 <= hours of the offset <= 23")
    (verify (<= 0 offset-minutes 59) "0 <= minutes of the offset <= 59")
    (new-instance years months days hours minutes seconds nanoseconds
                  offset-sign offset-hours offset-minutes)))

(defn- new-datetime
  "A datetime with the offset as its timezone; below microseconds there is nothing."
  [years months days hours minutes seconds nanoseconds sign offset-hours offset-minutes]
  (let [datetimes (py/__import__ "_datetime")
        delta     (fn [& args] (apply (.-timedelta datetimes) args))
        offset    (delta 0 (* sign 60 (+ (* 60 offset-hours) offset-minutes)))
        zone      ((.-timezone datetimes) offset)]
    (+ ((.-datetime datetimes) years months days hours minutes 0 (quot nanoseconds 1000) zone)
       (delta 0 seconds))))

(defn- read-datetime
  "A datetime that keeps the offset as its timezone."
  [cs]
  (parse-timestamp (validated new-datetime) cs))

(defn- in-utc
  [datetime]
  (.astimezone datetime (.-utc (.-timezone (py/__import__ "_datetime")))))

(defn read-instant-calendar
  "Reads a timestamp as a java.util.Calendar, which keeps the offset."
  {:added "1.2"}
  [cs]
  ((requiring-resolve 'cljsh.java.calendar/of-datetime) (read-datetime cs)))

(defn read-instant-date
  "Reads a timestamp as a datetime in UTC, of whole milliseconds."
  {:added "1.2"}
  [cs]
  (let [t (in-utc (read-datetime cs))]
    (.replace t ** :microsecond (* 1000 (quot (.-microsecond t) 1000)))))

(defn read-instant-timestamp
  "Reads a timestamp as a java.sql.Timestamp, which has the nanoseconds."
  {:added "1.2"}
  [cs]
  (let [nanos (parse-timestamp (fn [_ _ _ _ _ _ nanoseconds & _] nanoseconds) cs)]
    ((requiring-resolve 'cljsh.java.sql/of-datetime) (in-utc (read-datetime cs)) nanos)))

(defn- per-thread-format
  "What stands for a ThreadLocal of a SimpleDateFormat: printers of other libraries look for it under Clojure's private names."
  [pattern]
  (reify Object
    (get [_]
      (cljsh.core/java-class-named "java.text.SimpleDateFormat") ; which loads it
      (let [format ((resolve 'java.text.SimpleDateFormat/new) pattern)]
        (.setTimeZone format ((resolve 'java.util.TimeZone/getTimeZone) "GMT"))
        format))))

(def ^:private thread-local-utc-date-format (per-thread-format "yyyy-MM-dd'T'HH:mm:ss.SSS-00:00"))
(def ^:private thread-local-utc-timestamp-format (per-thread-format "yyyy-MM-dd'T'HH:mm:ss"))
