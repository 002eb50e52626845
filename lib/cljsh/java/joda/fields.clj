;; SPDX-License-Identifier: MIT
;; The fields of a local time, and of one object; a part of cljsh.java.joda.

(in-ns 'cljsh.java.joda)

;; --- the fields of a local time ---------------------------------------------------------

(defn- date-of [local] (ymd (floor-div local day-ms)))
(defn- of-date [y m d time-of-day] (+ (* day-ms (days-of y m d)) time-of-day))
(defn- of-day [local] (mod local day-ms))
(defn- weekday [local] (inc (mod (+ 3 (floor-div local day-ms)) 7)))
(defn- year-start [y] (days-of y 1 1))
(defn- week-start "The day on which the first week of a year begins." [y]
  (let [fourth (days-of y 1 4)] (- fourth (mod (+ 3 fourth) 7))))
(defn- week-year [local]
  (let [day (floor-div local day-ms), [y] (ymd day)]
    (cond (< day (week-start y)) (dec y) (>= day (week-start (inc y))) (inc y) :else y)))
(defn- weeks-in [y] (quot (- (week-start (inc y)) (week-start y)) 7))

(defn ^:no-doc field
  "The value of a field of a local time."
  [local name]
  (let [[y m d] (date-of local) t (of-day local) h (quot t 3600000)]
    (case name
      "year" y
      "era" (if (pos? y) 1 0)
      "yearOfEra" (if (pos? y) y (- 1 y))
      "centuryOfEra" (quot (abs y) 100)
      "yearOfCentury" (mod y 100)
      "monthOfYear" m
      "dayOfMonth" d
      "dayOfWeek" (weekday local)
      "dayOfYear" (inc (- (floor-div local day-ms) (year-start y)))
      "weekyear" (week-year local)
      "weekOfWeekyear" (inc (quot (- (floor-div local day-ms) (week-start (week-year local))) 7))
      "hourOfDay" h
      "clockhourOfDay" (if (zero? h) 24 h)
      "hourOfHalfday" (mod h 12)
      "clockhourOfHalfday" (if (zero? (mod h 12)) 12 (mod h 12))
      "halfdayOfDay" (quot h 12)
      "minuteOfHour" (mod (quot t 60000) 60)
      "minuteOfDay" (quot t 60000)
      "secondOfMinute" (mod (quot t 1000) 60)
      "secondOfDay" (quot t 1000)
      "millisOfSecond" (mod t 1000)
      "millisOfDay" t)))

(defn- limits [local name]
  (let [[y m] (date-of local)]
    (case name
      "monthOfYear" [1 12]
      "dayOfMonth" [1 (month-length y m)]
      "dayOfWeek" [1 7]
      "dayOfYear" [1 (- (year-start (inc y)) (year-start y))]
      "weekOfWeekyear" [1 (weeks-in (week-year local))]
      "hourOfDay" [0 23]
      "clockhourOfDay" [1 24]
      "hourOfHalfday" [0 11]
      "clockhourOfHalfday" [1 12]
      "halfdayOfDay" [0 1]
      "minuteOfHour" [0 59]
      "minuteOfDay" [0 1439]
      "secondOfMinute" [0 59]
      "secondOfDay" [0 86399]
      "millisOfSecond" [0 999]
      "millisOfDay" [0 (dec day-ms)]
      "era" [0 1]
      "centuryOfEra" [0 2922789]
      "yearOfCentury" [0 99]
      [-292275054 292278993])))

(defn ^:no-doc check "Refuses a value that a field cannot have." [name v low high]
  (when-not (<= low v high)
    (throw (IllegalArgumentException. (str "Value " v " for " name " must be in the range [" low "," high "]")))))

(defn- in-month
  "The same time of a day of a month, or of its last day."
  [local y m d]
  (of-date y m (min d (month-length y m)) (of-day local)))

(defn ^:no-doc with-field
  "A local time with another value of a field."
  [local name v]
  (let [[y m d] (date-of local)
        [low high] (limits local name)
        by (fn [unit] (+ local (* unit (- v (field local name)))))]
    (check name v low high)
    (case name
      ("year" "yearOfEra") (in-month local v m d)
      "monthOfYear" (in-month local y v d)
      "yearOfCentury" (in-month local (+ (- y (mod y 100)) v) m d)
      ("dayOfMonth" "dayOfWeek" "dayOfYear") (by day-ms)
      "weekOfWeekyear" (by (* 7 day-ms))
      "weekyear" (+ (* day-ms
                       (+ (week-start v)
                          (* 7 (dec (min (field local "weekOfWeekyear") (weeks-in v))))
                          (dec (weekday local))))
                    (of-day local))
      ("hourOfDay" "hourOfHalfday") (by 3600000)
      ("clockhourOfDay" "clockhourOfHalfday") (let [size (if (= name "clockhourOfDay") 24 12)]
                                                (+ local (* 3600000 (- (mod v size) (mod (field local name) size)))))
      "halfdayOfDay" (by 43200000)
      ("minuteOfHour" "minuteOfDay") (by 60000)
      ("secondOfMinute" "secondOfDay") (by 1000)
      ("millisOfSecond" "millisOfDay") (by 1)
      (throw (IllegalArgumentException. (str "Field '" name "' cannot be set"))))))

(def ^:no-doc unit-ms
  "How long the units are that have one length."
  {"weeks" (* 7 day-ms) "days" day-ms "hours" 3600000 "minutes" 60000 "seconds" 1000 "millis" 1})
(def ^:no-doc units
  "The units of periods, from the largest."
  ["years" "months" "weeks" "days" "hours" "minutes" "seconds" "millis"])

(defn ^:no-doc add-local
  "A local time so many units later."
  [local unit n]
  (if-let [ms (unit-ms unit)]
    (+ local (* n ms))
    (let [[y m d] (date-of local), months (+ (* 12 y) (dec m) (if (= unit "years") (* 12 n) n))]
      (in-month local (floor-div months 12) (inc (mod months 12)) d))))

;; --- properties: one field of one object ------------------------------------------------------

(def ^:private month-names
  ["January" "February" "March" "April" "May" "June" "July" "August" "September" "October" "November" "December"])
(def ^:private day-names ["Monday" "Tuesday" "Wednesday" "Thursday" "Friday" "Saturday" "Sunday"])
(defn ^:no-doc field-text
  "The value of a field in words, long or short."
  [name v short?]
  (let [named (fn [all] (let [t (nth all (dec v))] (if short? (subs t 0 3) t)))]
    (case name
      "monthOfYear" (named month-names)
      "dayOfWeek" (named day-names)
      "halfdayOfDay" (["AM" "PM"] v)
      "era" (["BC" "AD"] v)
      (str v))))

(def ^:private field-unit
  {"year" "years"
   "monthOfYear" "months"
   "dayOfMonth" "days"
   "dayOfWeek" "days"
   "dayOfYear" "days"
   "weekOfWeekyear" "weeks"
   "hourOfDay" "hours"
   "minuteOfHour" "minutes"
   "minuteOfDay" "minutes"
   "secondOfMinute" "seconds"
   "secondOfDay" "seconds"
   "millisOfSecond" "millis"
   "millisOfDay" "millis"
   "weekyear" "years"})
(defn- floor-field [local name]
  (let [[y m] (date-of local) day (- local (of-day local)) cut (fn [ms] (- local (mod local ms)))]
    (case (field-unit name)
      "years" (if (= name "weekyear") (* day-ms (week-start (week-year local))) (of-date y 1 1 0))
      "months" (of-date y m 1 0)
      "weeks" (- day (* day-ms (dec (weekday local))))
      "days" day
      "hours" (cut 3600000)
      "minutes" (cut 60000)
      "seconds" (cut 1000)
      local)))
(defn- property-value [p] (field (.-local (.-owner p)) (.-field p)))
(defn- changed [p f] (let [o (.-owner p)] (.rebuild_ o (f (.-local o) (.-field p)))))
(def ^:private Property
  (python-class "org.joda.time.DateTime$Property"
    [py/object]
    {"get" property-value
     "getName" (fn [p] (.-field p))
     "getAsText" (fn [p & _] (field-text (.-field p) (property-value p) false))
     "getAsShortText" (fn [p & _] (field-text (.-field p) (property-value p) true))
     "getAsString" (fn [p] (str (property-value p)))
     "getMinimumValue" (fn [p] (first (limits (.-local (.-owner p)) (.-field p))))
     "getMaximumValue" (fn [p] (second (limits (.-local (.-owner p)) (.-field p))))
     "withMinimumValue" (fn [p] (changed p (fn [local name] (with-field local name (first (limits local name))))))
     "withMaximumValue" (fn [p] (changed p (fn [local name] (with-field local name (second (limits local name))))))
     "setCopy" (fn [p v & _] (changed p (fn [local name] (with-field local name (if (string? v) (parse-long v) v)))))
     "addToCopy" (fn [p n] (changed p (fn [local name] (add-local local (field-unit name) n))))
     "roundFloorCopy" (fn [p] (changed p floor-field))
     "roundCeilingCopy" (fn [p]
                          (changed p
                                   (fn [local name]
                                     (let [low (floor-field local name)]
                                       (if (= low local) local (add-local low (field-unit name) 1))))))
     "isLeap" (fn [p] (= 366 (let [y (field (.-local (.-owner p)) "year")] (- (year-start (inc y)) (year-start y)))))
     "toString" (fn [p] (str "Property[" (.-field p) "]"))}))
