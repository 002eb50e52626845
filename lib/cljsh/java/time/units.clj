;; SPDX-License-Identifier: MIT
;; Units and fields; a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(java/enum java.time.DayOfWeek "Days of the week." MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY)
(java/enum java.time.Month
           "Months."
           JANUARY
           FEBRUARY
           MARCH
           APRIL
           MAY
           JUNE
           JULY
           AUGUST
           SEPTEMBER
           OCTOBER
           NOVEMBER
           DECEMBER)
(java/enum java.time.format.TextStyle
           "How names are written."
           FULL
           FULL_STANDALONE
           SHORT
           SHORT_STANDALONE
           NARROW
           NARROW_STANDALONE)
(java/enum java.time.format.FormatStyle "How much is written." FULL LONG MEDIUM SHORT)
(java/enum java.time.format.ResolverStyle "How dates that are none are read." STRICT SMART LENIENT)
(java/enum java.time.temporal.ChronoUnit
           "Units of time."
           NANOS
           MICROS
           MILLIS
           SECONDS
           MINUTES
           HOURS
           HALF_DAYS
           DAYS
           WEEKS
           MONTHS
           YEARS
           DECADES
           CENTURIES
           MILLENNIA
           ERAS
           FOREVER)
(java/enum java.time.temporal.ChronoField
           "Parts of a date or time."
           NANO_OF_SECOND
           NANO_OF_DAY
           MICRO_OF_SECOND
           MICRO_OF_DAY
           MILLI_OF_SECOND
           MILLI_OF_DAY
           SECOND_OF_MINUTE
           SECOND_OF_DAY
           MINUTE_OF_HOUR
           MINUTE_OF_DAY
           HOUR_OF_AMPM
           CLOCK_HOUR_OF_AMPM
           HOUR_OF_DAY
           CLOCK_HOUR_OF_DAY
           AMPM_OF_DAY
           DAY_OF_WEEK
           ALIGNED_DAY_OF_WEEK_IN_MONTH
           ALIGNED_DAY_OF_WEEK_IN_YEAR
           DAY_OF_MONTH
           DAY_OF_YEAR
           EPOCH_DAY
           ALIGNED_WEEK_OF_MONTH
           ALIGNED_WEEK_OF_YEAR
           MONTH_OF_YEAR
           PROLEPTIC_MONTH
           YEAR_OF_ERA
           YEAR
           ERA
           INSTANT_SECONDS
           OFFSET_SECONDS)

;; Enums tell their constants' names to .name; as texts, units and fields are words: Days, DayOfWeek.
(defn- words [label] (str/replace (str/join (map str/capitalize (str/split label #"_"))) "Ampm" "AmPm"))
(doseq [c [(class java.time.temporal.ChronoUnit/DAYS) (class java.time.temporal.ChronoField/YEAR)]
        m ["__str__" "toString"]]
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
        text (fn [this style & _]
               (let [n (str/capitalize (str this))] (case (first (str style)) \F n \S (subs n 0 3) (subs n 0 1))))]
    (py/setattr class "getValue" value)
    (py/setattr class "getDisplayName" text)))
(def ^:private days (vec (java.time.DayOfWeek/values)))
(def ^:private months (vec (java.time.Month/values)))
(doseq [[class all] [[(class (first days)) days] [(class (first months)) months]]]
  (names-methods class nil nil)
  (py/setattr class "plus" (fn [this n] (nth all (mod (+ (.ordinal this) n) (count all)))))
  (py/setattr class "minus" (fn [this n] (nth all (mod (- (.ordinal this) n) (count all))))))
(py/setattr (class (first months)) "length" (fn [this leap] (month-length (if leap 2000 2001) (inc (.ordinal this)))))
(statics java.time.DayOfWeek "Days of the week."
  (of "Of 1 to 7." (fn [n] (nth days (dec n))))
  (from "That of a date." (fn [x] (.getDayOfWeek x))))
(statics java.time.Month "Months."
  (of "Of 1 to 12." (fn [n] (nth months (dec n))))
  (from "That of a date." (fn [x] (.getMonth x))))
(defmethods "Month" (fn [x] (instance? (class java.time.Month/MAY) x))
  (maxLength "Its days in a leap year." (fn [m] (month-length 2000 (inc (.ordinal m)))))
  (minLength "Its days in another year." (fn [m] (month-length 2001 (inc (.ordinal m)))))
  (firstMonthOfQuarter "The first of its quarter." (fn [m] (nth months (* 3 (quot (.ordinal m) 3)))))
  (firstDayOfYear "The day of the year it begins on."
    (fn [m leap] (inc (- (days-of (if leap 2000 2001) (inc (.ordinal m)) 1) (days-of (if leap 2000 2001) 1 1))))))

(def ^:private unit-nanos
  {"NANOS" 1
   "MICROS" 1000
   "MILLIS" 1000000
   "SECONDS" 1000000000
   "MINUTES" 60000000000
   "HOURS" 3600000000000
   "HALF_DAYS" 43200000000000
   "DAYS" day-nanos
   "WEEKS" (* 7 day-nanos)})
(def ^:private unit-months
  {"MONTHS" 1 "QUARTER_YEARS" 3 "YEARS" 12 "WEEK_BASED_YEARS" 12 "DECADES" 120 "CENTURIES" 1200 "MILLENNIA" 12000})
(defn- nanos-of-unit [u] (or (get unit-nanos (label u)) (bad "Unsupported unit: " u)))
(let [unit (class java.time.temporal.ChronoUnit/DAYS)]
  (py/setattr unit "between" (fn [this a b] (.until a b this)))
  (py/setattr unit
              "getDuration"
              (fn [this]
                (duration (or (get unit-nanos (label this)) (* 2629746000000000 (get unit-months (label this))))))))
