;; SPDX-License-Identifier: MIT
;; org.joda.time over integers: what shows a calendar has its local time as
;; milliseconds since 1970 in `local`; what is a moment has that moment in `ms`
;; and its zone in `zone` as well. Zones, moments and parts of dates are here,
;; what lies between two of them in joda_periods.clj, texts in joda_format.clj.

(ns cljsh.java.joda
  "org.joda.time: time zones, moments, and dates and times without a zone."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter python-class statics]]
            [cljsh.java.time :as time]
            [clojure.string :as str]
            [datetime]))

(def ^:private days-of @#'time/days-of)
(def ^:private ymd @#'time/ymd)
(def ^:private month-length @#'time/month-length)
(def ^:private pad @#'time/pad)
(def ^:private year-text @#'time/year-text)
(def ^:private day-ms 86400000)
(defn ^:no-doc days-since-1970 "The day of a date." [y m d] (days-of y m d))

(java/class-made-by org.joda.time.IllegalFieldValueException "An IllegalArgumentException." IllegalArgumentException)
(java/class-made-by org.joda.time.IllegalInstantException "An IllegalArgumentException." IllegalArgumentException)

(defn ^:no-doc instance
  "Makes an object of a class with these attributes, without its constructor."
  [class attributes]
  (let [x (.__new__ py/object class)]
    (doseq [[k v] attributes] (py/setattr x k v))
    x))

(defn ^:no-doc joda-class
  "Makes a class of org.joda.time and enters it."
  [full doc bases members]
  (java/note full "" doc)
  (enter full (python-class full bases members)))

(defn- marker [full & bases] (joda-class full "What its classes belong to." (if (seq bases) bases [py/object]) {}))
(def ^:no-doc ReadableInstant (marker "org.joda.time.ReadableInstant"))
(def ^:no-doc ReadableDateTime (marker "org.joda.time.ReadableDateTime" ReadableInstant))
(def ^:no-doc ReadablePartial (marker "org.joda.time.ReadablePartial"))
(def ^:no-doc AbstractInstant (marker "org.joda.time.base.AbstractInstant" ReadableDateTime))
(def ^:no-doc BaseDateTime (marker "org.joda.time.base.BaseDateTime" AbstractInstant))
(def ^:no-doc AbstractPartial (marker "org.joda.time.base.AbstractPartial" ReadablePartial))
(def ^:no-doc BaseLocal (marker "org.joda.time.base.BaseLocal" AbstractPartial))

(defn- floor-div [a b] (java.lang.Math/floorDiv a b))

;; --- the clock ---------------------------------------------------------------------

(def ^:private clock "What gives the time: milliseconds since 1970." (atom #(System/currentTimeMillis)))
(defn ^:no-doc now-ms "The time, as DateTimeUtils has it." [] (@clock))
(statics org.joda.time.DateTimeUtils "The clock of org.joda.time."
  (currentTimeMillis "Its time." now-ms)
  (setCurrentMillisFixed "Stops it." (fn [ms] (reset! clock (constantly ms)) nil))
  (setCurrentMillisOffset "Puts it on or back." (fn [ms] (reset! clock #(+ ms (System/currentTimeMillis))) nil))
  (setCurrentMillisSystem "Makes it that of the system again." (fn [] (reset! clock #(System/currentTimeMillis)) nil))
  (getInstantMillis "The time of a moment; nil is now." (fn [x] (if x (.-ms x) (now-ms)))))

;; --- zones --------------------------------------------------------------------------

(declare DateTimeZone)

(defn- zone? [x] (instance? DateTimeZone x))
(defn ^:no-doc offset-at
  "How far a zone is from UTC at a moment, in milliseconds."
  [zone ms]
  (* 1000 (.offsetAt (.-rule zone) (floor-div ms 1000))))
(defn- offset-of-local [zone local] (* 1000 (.offsetOf (.-rule zone) (floor-div local 1000))))
(defn ^:no-doc offset-text
  "An offset as +hh:mm, with seconds where there are some."
  [offset]
  (let [a (quot (abs offset) 1000) s (mod a 60)]
    (str (if (neg? offset) "-" "+") (pad (quot a 3600) 2) ":" (pad (mod (quot a 60) 60) 2)
         (when (pos? s) (str ":" (pad s 2))))))

(defn- zone-members []
  {"getID" (fn [z] (.-id z))
   "toString" (fn [z] (.-id z))
   "__str__" (fn [z] (.-id z))
   "__eq__" (fn [z o] (and (zone? o) (= (.-id z) (.-id o))))
   "__hash__" (fn [z] (py/hash (.-id z)))
   "isFixed" (fn [z] (.isFixedOffset (.-rule z)))
   "getOffset" (fn [z x] (offset-at z (if (integer? x) x (if x (.-ms x) (now-ms)))))
   "getStandardOffset" (fn [z _] (.getRawOffset (.toTimeZone z)))
   "isStandardOffset" (fn [z ms] (= (offset-at z ms) (.getRawOffset (.toTimeZone z))))
   "getOffsetFromLocal" (fn [z local] (offset-of-local z local))
   "convertUTCToLocal" (fn [z ms] (+ ms (offset-at z ms)))
   "convertLocalToUTC" (fn [z local & _] (- local (offset-of-local z local)))
   "getName" (fn [z & _] (.-id z))
   "getNameKey" (fn [z ms] (.getShortName z ms))
   "getShortName" (fn [z ms & _]
                    (let [rule (.-rule z)]
                      (if (py/hasattr rule "info")
                        (.tzname (.fromtimestamp datetime/datetime (floor-div ms 1000) (.-info rule)))
                        (.-id z))))
   "toTimeZone" (fn [z] (.-rule z))})

(def ^:no-doc DateTimeZone (joda-class "org.joda.time.DateTimeZone" "A time zone." [py/object] (zone-members)))

(def ^:private zones "Those that have been named: id -> zone." (atom {}))
(defn- named-zone [id rule]
  (get (swap! zones (fn [all] (if (contains? all id) all (assoc all id (instance DateTimeZone {"id" id "rule" rule})))))
       id))
(def ^:no-doc utc "The zone UTC." (named-zone "UTC" (@#'time/zone "UTC")))

(defn- fixed-zone [offset]
  (when-not (< -86400000 offset 86400000)
    (throw (IllegalArgumentException. (str "Offset is too large: " offset))))
  (if (zero? offset) utc (named-zone (offset-text offset) (@#'time/zone (offset-text offset)))))

(declare default-zone)
(defn ^:no-doc zone-of-id
  "The zone of an id such as Europe/Paris or +02:00."
  [id]
  (cond
    (nil? id) (default-zone)
    (#{"UTC" "GMT" "UT" "Z" "Etc/UTC"} id) (if (= id "Etc/UTC") (named-zone id (.-rule utc)) utc)
    (re-find #"^[-+]" id) (fixed-zone (* 1000 (@#'time/parse-offset id)))
    :else (or (get @zones id)
              (named-zone id
                          (try
                            (@#'time/zone id)
                            (catch [Exception Error] _
                              (throw (IllegalArgumentException. (str "The datetime zone id '" id "' is not recognised")))))))))

(def ^:private default (atom nil))
(defn ^:no-doc default-zone "The zone of the process, or what setDefault has made it." []
  (or @default (let [rule (@#'time/system-zone)] (zone-of-id (.getId rule)))))

(statics org.joda.time.DateTimeZone "Time zones."
  (UTC "The zone UTC." utc)
  (forID "Of a name, or +hh:mm." zone-of-id)
  (forOffsetHours "So many hours from UTC." (fn [h] (fixed-zone (* 3600000 h))))
  (forOffsetHoursMinutes "So many hours and minutes from UTC."
    (fn [h m]
      (when (or (not (<= -23 h 23)) (not (<= -59 m 59)) (and (pos? h) (neg? m)))
        (throw (IllegalArgumentException. "Hours or minutes out of range")))
      (fixed-zone (* 60000 (if (neg? h) (- (* 60 h) (abs m)) (+ (* 60 h) m))))))
  (forOffsetMillis "So many milliseconds from UTC." fixed-zone)
  (forTimeZone "That of a java.util.TimeZone." (fn [z] (if z (zone-of-id (.getID z)) (default-zone))))
  (getAvailableIDs "The names of all." (fn [] (set (.available_timezones (py/__import__ "zoneinfo")))))
  (getDefault "That of the process." default-zone)
  (setDefault "Changes the default." (fn [z] (reset! default z) nil)))

(def ^:no-doc Chronology
  (joda-class "org.joda.time.Chronology" "A calendar in a zone: the ISO calendar." [py/object]
    {"getZone"  (fn [c] (.-zone c))
     "withZone" (fn [c z] (instance (class c) {"zone" (or z (default-zone))}))
     "withUTC"  (fn [c] (instance (class c) {"zone" utc}))
     "__eq__"   (fn [c o] (and (instance? (class c) o) (= (.-zone c) (.-zone o))))
     "__hash__" (fn [c] (py/hash (.-zone c)))
     "__str__"  (fn [c] (str "ISOChronology[" (.-zone c) "]"))
     "toString" (fn [c] (str c))}))
(defn ^:no-doc iso-chronology "The calendar of a zone." [zone] (instance Chronology {"zone" zone}))
(enter "org.joda.time.chrono.ISOChronology" Chronology)
(statics org.joda.time.chrono.ISOChronology "The ISO calendar."
  (getInstance "That of a zone." (fn [& [z]] (iso-chronology (or z (default-zone)))))
  (getInstanceUTC "That of UTC." (fn [] (iso-chronology utc))))

(defn- zone-argument "The zone that an argument of a constructor names, or nil." [x]
  (cond (zone? x) x (instance? Chronology x) (.-zone x)))

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

;; --- what all that show a calendar have ---------------------------------------------------------

(def ^:private date-fields
  ["year" "era" "yearOfEra" "centuryOfEra" "yearOfCentury" "monthOfYear" "dayOfMonth" "dayOfWeek" "dayOfYear" "weekyear"
   "weekOfWeekyear"])
(def ^:private time-fields
  ["hourOfDay" "minuteOfHour" "minuteOfDay" "secondOfMinute" "secondOfDay" "millisOfSecond" "millisOfDay"])
(defn- capital [s] (str (str/upper-case (subs s 0 1)) (subs s 1)))

(defn- field-members [names]
  (into {} (mapcat (fn [n]
                     {(str "get" (capital n)) (fn [this] (field (.-local this) n))
                      n                       (fn [this] (instance Property {"owner" this "field" n}))
                      (str "with" (capital n)) (fn [this v] (.rebuild_ this (with-field (.-local this) n v)))})
                   names)))

(defn- unit-members [names]
  (into {}
        (mapcat (fn [u]
                  {(str "plus" (capital u)) (fn [this n] (.add_ this u n))
                   (str "minus" (capital u)) (fn [this n] (.add_ this u (- n)))})
                names)))

(defn ^:no-doc field-of-type "The name of a field, of it or of its DateTimeFieldType." [x] (str x))

(defn- add-period
  "An object later by a period: unit by unit, those that it has."
  [this period sign]
  (cond
    (nil? period) this
    (py/hasattr period "values_")
      (reduce (fn [x [u n]] (if (or (zero? n) (not (contains? (.-units_ x) u))) x (.add_ x u (* sign n))))
              this
              (map vector units (.-values_ period)))
    :else (.add_ this "millis" (* sign (if (integer? period) period (.-length period))))))

(defn- shared-members [names supported text]
  (merge (field-members names)
         (unit-members (filter (set supported) units))
         {"units_" (set supported)
          "plus" (fn [this p] (add-period this p 1))
          "minus" (fn [this p] (add-period this p -1))
          "withPeriodAdded" (fn [this p n] (reduce (fn [x _] (add-period x p (if (neg? n) -1 1))) this (range (abs n))))
          "get" (fn [this t] (field (.-local this) (field-of-type t)))
          "isSupported" (fn [_ t] (contains? (set names) (field-of-type t)))
          "property" (fn [this t] (instance Property {"owner" this "field" (field-of-type t)}))
          "withField" (fn [this t v] (.rebuild_ this (with-field (.-local this) (field-of-type t) v)))
          "__str__" text
          "toString" (fn [this & [pattern]]
                       (if pattern ((requiring-resolve 'cljsh.java.joda-format/print-with) pattern this) (text this)))
          "__repr__" text}))

(defn- show-date [local] (let [[y m d] (date-of local)] (str (year-text y) "-" (pad m 2) "-" (pad d 2))))
(defn- show-time [local]
  (let [t (of-day local)]
    (str (pad (quot t 3600000) 2) ":" (pad (mod (quot t 60000) 60) 2) ":" (pad (mod (quot t 1000) 60) 2) "."
         (pad (mod t 1000) 3))))

(defn ^:no-doc local-of-fields
  "The local time of a year, month, day and so on, each in its range."
  [[y m d h mi s ms]]
  (let [m (or m 1) d (or d 1)]
    (check "monthOfYear" m 1 12)
    (check "dayOfMonth" d 1 (month-length y m))
    (doseq [[n v high] [["hourOfDay" h 23] ["minuteOfHour" mi 59] ["secondOfMinute" s 59] ["millisOfSecond" ms 999]]]
      (check n (or v 0) 0 high))
    (of-date y m d (+ (* 3600000 (or h 0)) (* 60000 (or mi 0)) (* 1000 (or s 0)) (or ms 0)))))

(defn ^:no-doc resolve-local
  "The moment of a local time in a zone. A time that the zone leaves out is refused unless `lenient`."
  [local zone lenient]
  (let [ms (- local (offset-of-local zone local))]
    (when-not (or lenient (= local (+ ms (offset-at zone ms))))
      (throw (IllegalArgumentException. (str "Illegal instant due to time zone offset transition (daylight savings time 'gap'): "
                                             (show-date local) "T" (show-time local) " (" zone ")"))))
    ms))

;; --- moments --------------------------------------------------------------------------------------

(declare DateTime)

(defn ^:no-doc moment-of
  "An object of a class of moments."
  [class ms zone]
  (instance class {"ms" ms "zone" zone "local" (+ ms (offset-at zone ms))}))
(defn ^:no-doc date-time "The DateTime of a moment in a zone." [ms zone] (moment-of DateTime ms zone))

(defn ^:no-doc ms-of
  "The moment that something stands for, in milliseconds; nil is now."
  [x]
  (cond
    (nil? x) (now-ms)
    (integer? x) x
    (py/hasattr x "ms") (.-ms x)
    (inst? x) (inst-ms x)
    (py/hasattr x "getTimeInMillis") (.getTimeInMillis x)
    (float? x) (long x)
    :else (throw (IllegalArgumentException. (str "No instant converter found for type: " (.-__name__ (class x)))))))

(defn- read-arguments
  "Moment and zone that the arguments of a constructor say: nothing, a moment, or fields; a zone may be the last."
  [args]
  (let [zone (some zone-argument args)
        values (vec (remove zone-argument (if (and (> (count args) 1) (nil? (last args))) (butlast args) args)))]
    (cond
      (empty? values) [(now-ms) (or zone (default-zone))]
      (next values) (let [z (or zone (default-zone))] [(resolve-local (local-of-fields values) z false) z])
      (string? (first values))
        [((requiring-resolve 'cljsh.java.joda-format/read-moment) (first values) (or zone (default-zone)))
         (or zone (default-zone))]
      :else (let [x (first values)] [(ms-of x) (or zone (when (py/hasattr x "ms") (.-zone x)) (default-zone))]))))

(defn- construct-moment [this & args]
  (let [[ms zone] (read-arguments args)]
    (.start_ this ms zone)
    nil))

(declare LocalDate LocalTime LocalDateTime YearMonth local-object)
(defn- with-ms [this ms] (moment-of (class this) ms (.-zone this)))
(defn- moment-text [this]
  (let [offset (- (.-local this) (.-ms this))]
    (str (show-date (.-local this))
         "T"
         (show-time (.-local this))
         (if (and (zero? offset) (= utc (.-zone this))) "Z" (if (zero? offset) "Z" (offset-text offset))))))

(def ^:private moment-members
  (merge (shared-members (into date-fields time-fields) units moment-text)
         {"__init__" construct-moment
          "start_" (fn [this ms zone]
                     (py/setattr this "ms" ms)
                     (py/setattr this "zone" zone)
                     (py/setattr this "local" (+ ms (offset-at zone ms)))
                     nil)
          "rebuild_" (fn [this local] (with-ms this (resolve-local local (.-zone this) true)))
          "add_" (fn [this unit n]
                   (if (#{"years" "months" "weeks" "days"} unit)
                     (.rebuild_ this (add-local (.-local this) unit n))
                     (with-ms this (+ (.-ms this) (* n (unit-ms unit))))))
          "getMillis" (fn [this] (.-ms this))
          "getZone" (fn [this] (.-zone this))
          "getChronology" (fn [this] (iso-chronology (.-zone this)))
          "withMillis" with-ms
          "withZone" (fn [this z] (moment-of (class this) (.-ms this) (or z (default-zone))))
          "withChronology" (fn [this c] (moment-of (class this) (.-ms this) (.-zone c)))
          "withZoneRetainFields" (fn [this z]
                                   (let [z (or z (default-zone))]
                                     (moment-of (class this) (resolve-local (.-local this) z true) z)))
          "withTimeAtStartOfDay" (fn [this] (.rebuild_ this (- (.-local this) (of-day (.-local this)))))
          "withDate" (fn ([this date] (.rebuild_ this (+ (.-local date) (of-day (.-local this)))))
                         ([this y m d] (.rebuild_ this (+ (local-of-fields [y m d]) (of-day (.-local this))))))
          "withTime" (fn [this & fields]
                       (.rebuild_ this
                                  (+ (- (.-local this) (of-day (.-local this)))
                                     (of-day (if (integer? (first fields))
                                               (local-of-fields (into [1970 1 1] fields))
                                               (.-local (first fields)))))))
          "withEarlierOffsetAtOverlap" identity
          "withLaterOffsetAtOverlap" identity
          "withDurationAdded" (fn [this d n] (with-ms this (+ (.-ms this) (* n (if (integer? d) d (.-length d))))))
          "isEqual" (fn [this o] (= (.-ms this) (ms-of o)))
          "isBefore" (fn [this o] (< (.-ms this) (ms-of o)))
          "isAfter" (fn [this o] (> (.-ms this) (ms-of o)))
          "isEqualNow" (fn [this] (= (.-ms this) (now-ms)))
          "isBeforeNow" (fn [this] (< (.-ms this) (now-ms)))
          "isAfterNow" (fn [this] (> (.-ms this) (now-ms)))
          "compareTo" (fn [this o] (compare (.-ms this) (ms-of o)))
          "__lt__" (fn [this o] (< (.-ms this) (ms-of o)))
          "__gt__" (fn [this o] (> (.-ms this) (ms-of o)))
          "__eq__" (fn [this o]
                     (and (instance? ReadableInstant o) (= (.-ms this) (.-ms o)) (= (.-zone this) (.-zone o))))
          "equals" (fn [this o] (= this o))
          "__hash__" (fn [this] (py/hash (.-ms this)))
          "toDate" (fn [this] (java.util.Date. (.-ms this)))
          "toInstant" (fn [this] (moment-of @(resolve 'cljsh.java.joda/Instant) (.-ms this) utc))
          "toDateTime" (fn [this & [z]] (date-time (.-ms this) (or (zone-argument z) (.-zone this))))
          "toDateTimeISO" (fn [this] (date-time (.-ms this) (.-zone this)))
          "toDateMidnight" (fn [this]
                             (moment-of @(resolve 'cljsh.java.joda/DateMidnight)
                                        (.-ms (.withTimeAtStartOfDay (.toDateTime this)))
                                        (.-zone this)))
          "toMutableDateTime" (fn [this & [z]]
                                (moment-of @(resolve 'cljsh.java.joda/MutableDateTime)
                                           (.-ms this)
                                           (or (zone-argument z) (.-zone this))))
          "toLocalDate" (fn [this] (local-object LocalDate (.-local this)))
          "toLocalTime" (fn [this] (local-object LocalTime (.-local this)))
          "toLocalDateTime" (fn [this] (local-object LocalDateTime (.-local this)))
          "toYearMonthDay" (fn [this] (local-object LocalDate (.-local this)))
          "toCalendar" (fn [this & _] (doto (java.util.Calendar/getInstance) (.setTime (java.util.Date. (.-ms this)))))
          "toGregorianCalendar" (fn [this] (.toCalendar this))}))

(def ^:no-doc DateTime (joda-class "org.joda.time.DateTime" "A moment in a time zone." [BaseDateTime] moment-members))
(def ^:no-doc DateMidnight
  (joda-class "org.joda.time.DateMidnight"
              "The beginning of a day in a time zone."
              [BaseDateTime]
              (assoc moment-members
                     "__init__"
                     (fn [this & args]
                       (let [[ms zone] (read-arguments args) local (+ ms (offset-at zone ms))]
                         (.start_ this (resolve-local (- local (of-day local)) zone true) zone)
                         nil)))))
(def ^:no-doc Instant
  (joda-class "org.joda.time.Instant"
              "A moment in UTC."
              [AbstractInstant]
              (assoc moment-members
                     "__init__"
                     (fn [this & [x]]
                       (.start_ this
                                (if (string? x)
                                  ((requiring-resolve 'cljsh.java.joda-format/read-moment) x utc)
                                  (ms-of x))
                                utc)
                       nil))))
(def ^:no-doc MutableDateTime
  (joda-class "org.joda.time.MutableDateTime"
              "A moment in a time zone, that can be changed."
              [BaseDateTime]
              (merge moment-members
                     (into {}
                           (map (fn [n]
                                  [(str "set" (capital n))
                                   (fn [this v]
                                     (.start_ this
                                              (resolve-local (with-field (.-local this) n v) (.-zone this) true)
                                              (.-zone this))
                                     nil)])
                                (into date-fields time-fields)))
                     (into {}
                           (map (fn [u]
                                  [(str "add" (capital u))
                                   (fn [this n] (.start_ this (.-ms (.add_ this u n)) (.-zone this)) nil)])
                                units))
                     {"setMillis" (fn [this x] (.start_ this (ms-of x) (.-zone this)) nil)
                      "setZone" (fn [this z] (.start_ this (.-ms this) z) nil)
                      "add" (fn [this p] (.start_ this (.-ms (add-period this p 1)) (.-zone this)) nil)})))

(defn- parsed [s formatter]
  (.parseDateTime (or formatter ((requiring-resolve 'cljsh.java.joda-format/default-parser))) s))
(statics org.joda.time.DateTime "A moment in a time zone."
  (now "Now." (fn [& [z]] (date-time (now-ms) (or (zone-argument z) (default-zone)))))
  (parse "Of a text." (fn [s & [formatter]] (parsed s formatter))))
(statics org.joda.time.Instant "A moment in UTC."
  (now "Now." (fn [] (moment-of Instant (now-ms) utc)))
  (ofEpochMilli "Of milliseconds since 1970." (fn [ms] (moment-of Instant ms utc)))
  (ofEpochSecond "Of seconds since 1970." (fn [s] (moment-of Instant (* 1000 s) utc)))
  (parse "Of a text." (fn [s & [formatter]] (.toInstant (parsed s formatter)))))

;; --- dates and times without a zone ----------------------------------------------------------------------

(defn ^:no-doc local-object
  "An object of a class without a zone: what it does not show is left out."
  [class local]
  (instance class {"local" ((.-cut_ class) local)}))

(defn- local-arguments [cut whole args]
  (let [zone (some zone-argument args), values (vec (remove zone-argument args)), x (first values)]
    (cond (empty? values) (let [ms (now-ms)] (+ ms (offset-at (or zone (default-zone)) ms)))
          (or (next values) (and whole (integer? x))) (local-of-fields (whole values))
          (string? x) (.-local (((requiring-resolve 'cljsh.java.joda-format/local-reader)) x))
          (py/hasattr x "local") (.-local x)
          :else (let [ms (ms-of x)] (+ ms (offset-at (or zone (default-zone)) ms))))))

(defn- local-class [full doc names supported cut text whole more]
  (let [cut (py/staticmethod cut)
        class (joda-class full
                          doc
                          [BaseLocal]
                          (merge (shared-members names supported (fn [this] (text (.-local this))))
                                 {"__init__" (fn [this & args]
                                               (py/setattr this "local" (.cut_ this (local-arguments cut whole args)))
                                               nil)
                                  "cut_" cut
                                  "rebuild_" (fn [this local] (local-object (class this) local))
                                  "add_" (fn [this unit n]
                                           (local-object (class this) (add-local (.-local this) unit n)))
                                  "isEqual" (fn [this o] (= (.-local this) (.-local o)))
                                  "isBefore" (fn [this o] (< (.-local this) (.-local o)))
                                  "isAfter" (fn [this o] (> (.-local this) (.-local o)))
                                  "compareTo" (fn [this o] (compare (.-local this) (.-local o)))
                                  "__lt__" (fn [this o] (< (.-local this) (.-local o)))
                                  "__gt__" (fn [this o] (> (.-local this) (.-local o)))
                                  "__eq__" (fn [this o] (and (instance? (class this) o) (= (.-local this) (.-local o))))
                                  "equals" (fn [this o] (= this o))
                                  "__hash__" (fn [this] (py/hash (.-local this)))
                                  "getChronology" (fn [_] (iso-chronology utc))}
                                 more))]
    class))

(defn- at-zone [local z] (let [z (or (zone-argument z) (default-zone))] (date-time (resolve-local local z true) z)))
(def ^:private to-date
  {"toDate" (fn [this & _] (let [z (default-zone)] (java.util.Date. (resolve-local (.-local this) z true))))})

(def ^:no-doc LocalDateTime
  (local-class "org.joda.time.LocalDateTime"
               "A date and time without a zone."
               (into date-fields time-fields)
               units
               identity
               (fn [local] (str (show-date local) "T" (show-time local)))
               (fn [values] (if (next values) values (throw (IllegalArgumentException. "use fields"))))
               (merge to-date
                      {"__init__" (fn [this & args]
                                    (let [x (first (remove zone-argument args))
                                          one (= 1 (count (remove zone-argument args)))]
                                      (py/setattr this
                                                  "local"
                                                  (if (and one (integer? x))
                                                    (+ x (offset-at (or (some zone-argument args) (default-zone)) x))
                                                    (local-arguments identity identity args)))
                                      nil))
                       "toDateTime" (fn [this & [z]] (at-zone (.-local this) z))
                       "toLocalDate" (fn [this] (local-object LocalDate (.-local this)))
                       "toLocalTime" (fn [this] (local-object LocalTime (.-local this)))
                       "withDate" (fn [this y m d]
                                    (.rebuild_ this (+ (local-of-fields [y m d]) (of-day (.-local this)))))
                       "withTime" (fn [this h mi s ms]
                                    (.rebuild_ this
                                               (+ (- (.-local this) (of-day (.-local this)))
                                                  (of-day (local-of-fields [1970 1 1 h mi s ms])))))})))

(def ^:no-doc LocalDate
  (local-class "org.joda.time.LocalDate"
               "A date without a zone."
               date-fields
               ["years" "months" "weeks" "days"]
               (fn [local] (- local (of-day local)))
               show-date
               nil
               (merge to-date
                      {"toDateTimeAtStartOfDay" (fn [this & [z]] (at-zone (.-local this) z))
                       "toDateTimeAtMidnight" (fn [this & [z]] (at-zone (.-local this) z))
                       "toDateMidnight" (fn [this & [z]] (.toDateMidnight (at-zone (.-local this) z)))
                       "toDateTimeAtCurrentTime" (fn [this & [z]]
                                                   (let [z (or z (default-zone)) ms (now-ms)]
                                                     (at-zone (+ (.-local this) (of-day (+ ms (offset-at z ms)))) z)))
                       "toDateTime" (fn [this time & [z]] (at-zone (+ (.-local this) (.-local time)) z))
                       "toLocalDateTime" (fn [this time] (local-object LocalDateTime (+ (.-local this) (.-local time))))})))
(py/setattr LocalDate
            "__init__"
            (fn [this & args]
              (let [values (remove zone-argument args) x (first values) z (or (some zone-argument args) (default-zone))]
                (py/setattr this
                            "local"
                            (.cut_ this
                                   (if (and (= 1 (count values)) (integer? x))
                                     (+ x (offset-at z x))
                                     (local-arguments identity identity args))))
                nil)))

(def ^:no-doc LocalTime
  (local-class "org.joda.time.LocalTime"
               "A time of day without a zone."
               time-fields
               ["hours" "minutes" "seconds" "millis"]
               of-day
               show-time
               (fn [values] (into [1970 1 1] values))
               {"toDateTimeToday" (fn [this & [z]]
                                    (let [z (or (zone-argument z) (default-zone))
                                          ms (now-ms)
                                          local (+ ms (offset-at z ms))]
                                      (at-zone (+ (- local (of-day local)) (.-local this)) z)))
                "toDateTime" (fn [this x] (.withTime (.toDateTime x) this))}))
(py/setattr LocalTime
            "__init__"
            (fn [this & args]
              (let [values (remove zone-argument args) x (first values) z (or (some zone-argument args) (default-zone))]
                (py/setattr this
                            "local"
                            (.cut_ this
                                   (if (and (= 1 (count values)) (integer? x))
                                     (+ x (offset-at z x))
                                     (local-arguments identity (fn [v] (into [1970 1 1] v)) args))))
                nil)))

(def ^:no-doc YearMonth
  (local-class "org.joda.time.YearMonth"
               "A month of a year."
               ["year" "monthOfYear"]
               ["years" "months"]
               (fn [local] (let [[y m] (date-of local)] (of-date y m 1 0)))
               (fn [local] (subs (show-date local) 0 (- (count (show-date local)) 3)))
               identity
               {"toLocalDate" (fn [this d] (local-object LocalDate (with-field (.-local this) "dayOfMonth" d)))}))

(doseq [[name class] {"LocalDate" LocalDate "LocalTime" LocalTime "LocalDateTime" LocalDateTime "YearMonth" YearMonth}
        [member doc f] [["now" "Now."
                         (fn [& [z]]
                           (let [z (or (zone-argument z) (default-zone)) ms (now-ms)]
                             (local-object class (+ ms (offset-at z ms)))))]
                        ["parse" "Of a text."
                         (fn [s & [formatter]]
                           (local-object class
                                         (if formatter
                                           (.-local (.parseLocalDateTime formatter s))
                                           (.-local ((requiring-resolve 'cljsh.java.joda-format/read-local) s)))))]
                        ["fromDateFields" "That of a java.util.Date."
                         (fn [d] (let [ms (inst-ms d)] (local-object class (+ ms (offset-at (default-zone) ms)))))]]]
  (py/setattr class member (py/staticmethod f))
  (java/note (str "org.joda.time." name) member doc))
(py/setattr LocalTime "fromMillisOfDay" (py/staticmethod (fn [ms] (local-object LocalTime ms))))
(py/setattr LocalTime "MIDNIGHT" (local-object LocalTime 0))

(defn ^:no-doc print-as-object [class]
  (defmethod print-method class
    [x ^java.io.Writer w]
    (.write w (java/object-text (str (.-__module__ (clojure.core/class x)) "." (.-__name__ (clojure.core/class x))) x))))
(run! print-as-object
      [DateTime DateMidnight Instant MutableDateTime LocalDate LocalTime LocalDateTime YearMonth DateTimeZone])
