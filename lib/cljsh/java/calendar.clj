;; SPDX-License-Identifier: MIT
(ns cljsh.java.calendar
  "java.util.Calendar: a moment and a time zone, by the fields of a calendar."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [clojure.string :as str]
            [datetime]))

(def ^:private fields
  "The fields by the numbers they have on the JVM."
  {0 :era
   1 :year
   2 :month
   3 :week
   4 :week-of-month
   5 :day
   6 :day-of-year
   7 :weekday
   8 :weekday-in-month
   9 :half
   10 :hour12
   11 :hour
   12 :minute
   13 :second
   14 :millisecond
   15 :zone-offset
   16 :dst-offset})

(defn- delta [& {:as units}]
  (datetime/timedelta ** :days (:days units 0) :seconds (:seconds units 0) :microseconds (* 1000 (:millis units 0))))

(defn- midnight [t]
  (.replace t ** :hour 0 :minute 0 :second 0 :microsecond 0))

(defn- days-in-month [t]
  (second (.monthrange (py/__import__ "calendar") (.-year t) (.-month t))))

(defn- day-of-year [t] (.-tm_yday (.timetuple t)))

(defn- add-months
  "A moment so many months later, or on that month's last day."
  [t n]
  (let [months (+ (* 12 (.-year t)) (dec (.-month t)) n)
        first-day (.replace t ** :year (quot months 12) :month (inc (mod months 12)) :day 1)]
    (.replace first-day ** :day (min (.-day t) (days-in-month first-day)))))

(defn- field-value [t field]
  (case field
    :era 1
    :year (.-year t)
    :month (dec (.-month t))
    :day (.-day t)
    :day-of-year (day-of-year t)
    :weekday (inc (mod (.isoweekday t) 7))
    :weekday-in-month (inc (quot (dec (.-day t)) 7))
    :week (let [start (mod (.isoweekday (.replace t ** :month 1 :day 1)) 7)]
            (inc (quot (+ (dec (day-of-year t)) start) 7)))
    :week-of-month (let [start (mod (.isoweekday (.replace t ** :day 1)) 7)] (inc (quot (+ (dec (.-day t)) start) 7)))
    :half (if (< (.-hour t) 12) 0 1)
    :hour12 (mod (.-hour t) 12)
    :hour (.-hour t)
    :minute (.-minute t)
    :second (.-second t)
    :millisecond (quot (.-microsecond t) 1000)
    :zone-offset (long (* 1000 (.total_seconds (- (or (.utcoffset t) (delta)) (or (.dst t) (delta))))))
    :dst-offset (long (* 1000 (.total_seconds (or (.dst t) (delta)))))))

(defn- with-field
  "A moment with another value of a field; beyond its range it goes on into the next larger one."
  [t field n]
  (let [by (fn [unit factor] (+ t (delta unit (* factor (- n (field-value t field))))))]
    (case field
      :year (add-months t (* 12 (- n (.-year t))))
      :month (add-months t (- n (dec (.-month t))))
      (:day :day-of-year :weekday) (by :days 1)
      (:week :week-of-month :weekday-in-month) (by :days 7)
      :half (by :seconds 43200)
      (:hour :hour12) (by :seconds 3600)
      :minute (by :seconds 60)
      :second (by :seconds 1)
      :millisecond (by :millis 1)
      (throw (IllegalArgumentException. (str "this field cannot be set: " (name field)))))))

(defn- zone-info
  "Python's time zone for one of the JVM's, by its name; nil is the local one."
  [zone]
  (cond
    (nil? zone) (.-tzinfo (.astimezone (.now datetime/datetime)))
    (contains? #{"UTC" "GMT" "Z"} (.getID zone)) (.-utc datetime/timezone)
    :else ((.-ZoneInfo (py/__import__ "zoneinfo")) (.getID zone))))

(deftype Calendar [^:mutable t ^:mutable zone]
  Object
  (get [_ field] (field-value t (fields field)))
  (set [_ field n] (set! t (with-field t (fields field) n)) nil)
  (set [this year month day]
    (set! t (+ (add-months (.replace t ** :year year :month 1 :day 1) month) (delta :days (dec day))))
    nil)
  (set [this year month day hour minute]
    (.set this year month day)
    (set! t
          (+ (midnight t)
             (delta :seconds (+ (* 3600 hour) (* 60 minute) (.-second t)) :millis (quot (.-microsecond t) 1000))))
    nil)
  (set [this year month day hour minute second]
    (.set this year month day)
    (set! t
          (+ (midnight t) (delta :seconds (+ (* 3600 hour) (* 60 minute) second) :millis (quot (.-microsecond t) 1000))))
    nil)
  (add [_ field n] (let [f (fields field)] (set! t (with-field t f (+ n (field-value t f))))) nil)
  (clear [_] (set! t (.replace (midnight t) ** :year 1970 :month 1 :day 1)) nil)
  (clear [_ field]
    (let [f (fields field)] (set! t (with-field t f (if (#{:day :day-of-year} f) 1 (if (= f :year) 1970 0)))))
    nil)
  (getTime [_] (.astimezone t (.-utc datetime/timezone)))
  (setTime [_ date] (set! t (.astimezone date (zone-info zone))) nil)
  (getTimeInMillis [this] (inst-ms (.getTime this)))
  (setTimeInMillis [this ms] (.setTime this (java.util.Date. ms)))
  (toInstant [this] (.toInstant (.getTime this)))
  (getTimeZone [_] (or zone (java.util.TimeZone/getDefault)))
  (setTimeZone [_ z] (set! zone z) (set! t (.astimezone t (zone-info z))) nil)
  (getActualMaximum [_ field]
    (case (fields field)
      :day (days-in-month t)
      :day-of-year (day-of-year (.replace t ** :month 12 :day 31))
      :month 11
      :hour 23
      (:minute :second) 59
      :millisecond 999))
  (getActualMinimum [_ field] (case (fields field) (:day :day-of-year :weekday :week :year) 1 0))
  (getFirstDayOfWeek [_] 1)
  (setFirstDayOfWeek [_ _] nil)
  (setLenient [_ _] nil)
  (before [this other] (neg? (compare (.getTimeInMillis this) (.getTimeInMillis other))))
  (after [this other] (pos? (compare (.getTimeInMillis this) (.getTimeInMillis other))))
  (clone [_] (Calendar. t zone))
  (toString [_] (str "java.util.GregorianCalendar[time=" (inst-ms (.astimezone t (.-utc datetime/timezone))) "]"))
  (hashCode [_] (hash t))
  (equals [this other]
    (and (instance? Calendar other) (= (.getTimeInMillis this) (.getTimeInMillis other))
         (= (.utcoffset t) (.utcoffset (.-t other)))))
  Comparable
  (compareTo [this other] (compare (.getTimeInMillis this) (.getTimeInMillis other)))
  clojure.core.Inst
  (inst-ms* [this] (inst-ms (.getTime this))))

(defn- calendar
  "A calendar of now, or of the numbers of a day and time."
  ([] (Calendar. (.now datetime/datetime (zone-info nil)) nil))
  ([zone] (if (instance? java.util.Locale zone) (calendar) (Calendar. (.now datetime/datetime (zone-info zone)) zone)))
  ([zone _locale] (calendar zone))
  ([year month day] (doto (calendar) (.clear) (.set year month day)))
  ([year month day hour minute] (calendar year month day hour minute 0))
  ([year month day hour minute second] (doto (calendar) (.clear) (.set year month day hour minute second))))

(defn ^:no-doc of-datetime
  "A calendar of a datetime, in the zone that this has."
  [t]
  (let [minutes (quot (long (.total_seconds (.utcoffset t))) 60)
        [h m]   [(quot (abs minutes) 60) (mod (abs minutes) 60)]]
    (Calendar. t (java.util.TimeZone/getTimeZone (format "GMT%s%02d:%02d" (if (neg? minutes) "-" "+") h m)))))

(defn- instant-text
  "A calendar as the reader has it, with its offset: #inst \"2010-11-12T13:14:15.666-06:00\"."
  [c]
  (let [t (.-t c)]
    (str "#inst \"" (.strftime t "%Y-%m-%dT%H:%M:%S.") (format "%03d" (quot (.-microsecond t) 1000))
         (str/replace (.strftime t "%z") #"(\d\d)$" ":$1") "\"")))

(defmethod print-method Calendar [c ^java.io.Writer w] (.write w (instant-text c)))
(defmethod print-dup Calendar [c ^java.io.Writer w] (.write w (instant-text c)))

(doseq [full ["java.util.Calendar" "java.util.GregorianCalendar"]]
  (cljsh.core/name-class! full Calendar)
  (enter full Calendar))

(statics java.util.GregorianCalendar "A moment by the fields of a calendar."
  (new "Of now, in a time zone, or of a year, month (from 0), day, hour, minute and second." calendar))

(statics java.util.Calendar "A moment by the fields of a calendar."
  (getInstance "That of now, in a time zone." calendar)
  (ERA "A field." 0)
  (YEAR "A field." 1)
  (MONTH "A field, from 0." 2)
  (WEEK_OF_YEAR "A field." 3)
  (WEEK_OF_MONTH "A field." 4)
  (DATE "The day of the month." 5)
  (DAY_OF_MONTH "A field." 5)
  (DAY_OF_YEAR "A field." 6)
  (DAY_OF_WEEK "A field; Sunday is 1." 7)
  (DAY_OF_WEEK_IN_MONTH "A field." 8)
  (AM_PM "A field." 9)
  (HOUR "A field, of the half day." 10)
  (HOUR_OF_DAY "A field." 11)
  (MINUTE "A field." 12)
  (SECOND "A field." 13)
  (MILLISECOND "A field." 14)
  (ZONE_OFFSET "A field." 15)
  (DST_OFFSET "A field." 16)
  (AM "Before noon." 0)
  (PM "After noon." 1)
  (SUNDAY "A day." 1)
  (MONDAY "A day." 2)
  (TUESDAY "A day." 3)
  (WEDNESDAY "A day." 4)
  (THURSDAY "A day." 5)
  (FRIDAY "A day." 6)
  (SATURDAY "A day." 7)
  (JANUARY "A month." 0)
  (FEBRUARY "A month." 1)
  (MARCH "A month." 2)
  (APRIL "A month." 3)
  (MAY "A month." 4)
  (JUNE "A month." 5)
  (JULY "A month." 6)
  (AUGUST "A month." 7)
  (SEPTEMBER "A month." 8)
  (OCTOBER "A month." 9)
  (NOVEMBER "A month." 10)
  (DECEMBER "A month." 11))
