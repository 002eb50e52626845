;; SPDX-License-Identifier: MIT
;; Years, days of years, times with an offset; fields and units beside those of
;; ChronoField and ChronoUnit, their ranges; queries. A part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(defn- year-start [y] (days-of y 1 1))

(defn- not-parsed [text]
  (throw (java.time.format.DateTimeParseException. (str "Text '" text "' could not be parsed at index 0"))))

(java/enum java.time.chrono.IsoEra "Before and after the year 1." BCE CE)

;; --- years, days of years ----------------------------------------------------------

(deftype Year [n]
  java.time.temporal.Temporal java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? Year o) (= n (.-n o))))
  (hashCode [_] (hash n))
  (toString [_] (str n))
  (parts_ [_] [(year-start n) nil])
  (fields_ [_] #{"YEAR" "YEAR_OF_ERA" "ERA"})
  (withParts_ [_ d _] (Year. ((ymd d) 0)))
  (plusMonths_ [_ months] (if (zero? (rem months 12)) (Year. (+ n (quot months 12))) (bad "Unsupported unit: Months")))
  (plusNanos_ [_ _] (throw (UnsupportedOperationException. "Unsupported unit: Days")))
  (getValue [_] n)
  (isLeap [_] (leap? n))
  (length [_] (if (leap? n) 366 365))
  (atDay [_ day] (LocalDate. (+ (year-start n) (dec day))))
  (atMonth [_ month] (YearMonth. (+ (* 12 n) (dec (month-number month)))))
  (atMonthDay [_ x] (.atYear x n))
  (isValidMonthDay [_ x] (and (some? x) (.isValidYear x n)))
  (until [this o unit] (until-unit this (Year. (.getYear o)) unit))
  (adjustInto [_ x] (with-field x "YEAR" n))
  Comparable
  (compareTo [_ o] (- n (.-n o))))

(point java.time.Year Year "Years."
  (of "Of a number." (fn [n] (Year. n)))
  (now "This one." (fn [& args] (Year. ((now-in args) 0))))
  (from "That of a date." (fn [x] (if (instance? Year x) x (Year. (point-field x "YEAR")))))
  (parse "Of a text."
    (fn [s & [f]]
      (if f
        (Year. (point-field (.parse f s) "YEAR"))
        (Year. (or (parse-long (str/replace (str s) #"^\+" "")) (not-parsed s))))))
  (isLeap "Has it 366 days?" leap?)
  (MIN_VALUE "The first." -999999999)
  (MAX_VALUE "The last." 999999999))

(deftype MonthDay [month day]
  java.time.temporal.TemporalAccessor
  java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? MonthDay o) (= month (.-month o)) (= day (.-day o))))
  (hashCode [_] (hash [month day]))
  (toString [_] (str "--" (pad month 2) "-" (pad day 2)))
  (parts_ [_] [(days-of 2000 month day) nil])
  (fields_ [_] #{"MONTH_OF_YEAR" "DAY_OF_MONTH"})
  (withParts_ [_ d _] (let [[_ m d] (ymd d)] (MonthDay. m d)))
  (atYear [_ y] (LocalDate. (days-of y month (min day (month-length y month)))))
  (isValidYear [_ y] (<= day (month-length y month)))
  (adjustInto [_ x]
    (let [[y] (ymd (first (.parts_ x)))]
      (.withParts_ x (days-of y month (min day (month-length y month))) (second (.parts_ x)))))
  Comparable
  (compareTo [_ o] (compare [month day] [(.-month o) (.-day o)])))

(defn- month-day [m d] (check-date 2000 (month-number m) d) (MonthDay. (month-number m) d))
(point java.time.MonthDay MonthDay "Days of any year."
  (of "A month and a day of it." month-day)
  (now "Today." (fn [& args] (let [[_ m d] (now-in args)] (MonthDay. m d))))
  (from "That of a date." (fn [x] (MonthDay. (point-field x "MONTH_OF_YEAR") (point-field x "DAY_OF_MONTH"))))
  (parse "Of a text as --12-31."
    (fn [s & [f]]
      (if f
        (let [x (.parse f s)] (MonthDay. (point-field x "MONTH_OF_YEAR") (point-field x "DAY_OF_MONTH")))
        (let [[_ m d] (or (re-matches #"--(\d\d)-(\d\d)" (str s)) (not-parsed s))]
          (month-day (parse-long m) (parse-long d)))))))

(deftype OffsetTime [nanos offset]
  java.time.temporal.Temporal java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? OffsetTime o) (= nanos (.-nanos o)) (= offset (.-offset o))))
  (hashCode [_] (hash [nanos offset]))
  (toString [_] (str (time-text nanos) offset))
  (parts_ [_] [nil nanos])
  (withParts_ [_ _ n] (OffsetTime. n offset))
  (plusNanos_ [_ n] (OffsetTime. (mod (+ nanos n) day-nanos) offset))
  (plusMonths_ [_ _] (bad "Unsupported unit: Months"))
  (utc_ [_] (- nanos (* 1000000000 (.-secs offset))))
  (getOffset [_] offset)
  (toLocalTime [_] (LocalTime. nanos))
  (atDate [_ d] (OffsetDateTime. (+ (* day-nanos (.-days d)) nanos) offset))
  (withOffsetSameLocal [_ o] (OffsetTime. nanos o))
  (withOffsetSameInstant [_ o] (OffsetTime. (mod (+ nanos (* 1000000000 (- (.-secs o) (.-secs offset)))) day-nanos) o))
  (until [this o unit] (quot (- (.utc_ o) (.utc_ this)) (nanos-of-unit unit)))
  Comparable
  (compareTo [this o] (compare [(.utc_ this) nanos] [(.utc_ o) (.-nanos o)])))

(point java.time.OffsetTime OffsetTime "Times of day with an offset."
  (of "A time of day and an offset."
    (fn ([t o] (OffsetTime. (.-nanos t) o)) ([h m s n o] (OffsetTime. (time-of h m s n) o))))
  (now "Now." (fn [& args] (.toOffsetTime ((deref (resolve 'java.time.OffsetDateTime/now))))))
  (from "That of a time."
    (fn [x] (if (instance? OffsetTime x) x (OffsetTime. (.-nanos (.toLocalTime x)) (.getOffset x)))))
  (parse "Of a text as 10:15+01:00."
    (fn [s & [f]]
      (let [x (if f (.parse f s) (iso (str s)))]
        (OffsetTime. (.-nanos (.toLocalTime x)) (or (.getOffset x) (not-parsed s))))))
  (MIN "The first." (OffsetTime. 0 (ZoneOffset. 64800)))
  (MAX "The last." (OffsetTime. (dec day-nanos) (ZoneOffset. -64800))))

(defmethods "OffsetDateTime" (fn [x] (instance? OffsetDateTime x))
  (toOffsetTime "Its time of day and offset." (fn [x] (OffsetTime. (mod (.-nanos x) day-nanos) (.-offset x))))
  (withOffsetSameLocal "The same local time in another offset." (fn [x o] (OffsetDateTime. (.-nanos x) o)))
  (atZoneSimilarLocal "The same local time in a zone." (fn [x z] (zoned (.toLocalDateTime x) z))))
(defmethods "LocalTime" (fn [x] (instance? LocalTime x))
  (atOffset "With an offset." (fn [t o] (OffsetTime. (.-nanos t) o))))

;; --- ranges -------------------------------------------------------------------------

(deftype ValueRange [least most-of-least least-of-most most]
  Object
  (equals [_ o]
    (and (instance? ValueRange o)
         (= [least most-of-least least-of-most most] [(.-least o) (.-most_of_least o) (.-least_of_most o) (.-most o)])))
  (hashCode [_] (hash [least most-of-least least-of-most most]))
  (toString [_]
    (str least (when (not= least most-of-least) (str "/" most-of-least)) " - " least-of-most
         (when (not= least-of-most most) (str "/" most))))
  (getMinimum [_] least)
  (getLargestMinimum [_] most-of-least)
  (getSmallestMaximum [_] least-of-most)
  (getMaximum [_] most)
  (isFixed [_] (and (= least most-of-least) (= least-of-most most)))
  (isIntValue [_] (and (<= -2147483648 least) (<= most 2147483647)))
  (isValidValue [_ n] (<= least n most))
  (isValidIntValue [this n] (and (.isIntValue this) (<= least n most)))
  (checkValidValue [this n field]
    (if (<= least n most) n (bad "Invalid value" (when field (str " for " field)) " (valid values " this "): " n)))
  (checkValidIntValue [this n field] (.checkValidValue this n field)))

(defn- value-range
  ([least most] (ValueRange. least least most most))
  ([least least-of-most most] (ValueRange. least least least-of-most most))
  ([least most-of-least least-of-most most] (ValueRange. least most-of-least least-of-most most)))
(java/enter-class java.time.temporal.ValueRange ValueRange "What values a field may have."
  (of "From the least to the most." value-range))

(def ^:private field-table
  "What is known of each field: its unit, the unit that it is a part of, its range."
  (let [years [-999999999 999999999]]
    {"NANO_OF_SECOND" ["NANOS" "SECONDS" 0 999999999]
     "NANO_OF_DAY" ["NANOS" "DAYS" 0 (dec day-nanos)]
     "MICRO_OF_SECOND" ["MICROS" "SECONDS" 0 999999]
     "MICRO_OF_DAY" ["MICROS" "DAYS" 0 86399999999]
     "MILLI_OF_SECOND" ["MILLIS" "SECONDS" 0 999]
     "MILLI_OF_DAY" ["MILLIS" "DAYS" 0 86399999]
     "SECOND_OF_MINUTE" ["SECONDS" "MINUTES" 0 59]
     "SECOND_OF_DAY" ["SECONDS" "DAYS" 0 86399]
     "MINUTE_OF_HOUR" ["MINUTES" "HOURS" 0 59]
     "MINUTE_OF_DAY" ["MINUTES" "DAYS" 0 1439]
     "HOUR_OF_AMPM" ["HOURS" "HALF_DAYS" 0 11]
     "CLOCK_HOUR_OF_AMPM" ["HOURS" "HALF_DAYS" 1 12]
     "HOUR_OF_DAY" ["HOURS" "DAYS" 0 23]
     "CLOCK_HOUR_OF_DAY" ["HOURS" "DAYS" 1 24]
     "AMPM_OF_DAY" ["HALF_DAYS" "DAYS" 0 1]
     "DAY_OF_WEEK" ["DAYS" "WEEKS" 1 7]
     "ALIGNED_DAY_OF_WEEK_IN_MONTH" ["DAYS" "WEEKS" 1 7]
     "ALIGNED_DAY_OF_WEEK_IN_YEAR" ["DAYS" "WEEKS" 1 7]
     "DAY_OF_MONTH" ["DAYS" "MONTHS" 1 28 31]
     "DAY_OF_YEAR" ["DAYS" "YEARS" 1 365 366]
     "EPOCH_DAY" ["DAYS" "FOREVER" -365249999634 365249999634]
     "ALIGNED_WEEK_OF_MONTH" ["WEEKS" "MONTHS" 1 4 5]
     "ALIGNED_WEEK_OF_YEAR" ["WEEKS" "YEARS" 1 53]
     "MONTH_OF_YEAR" ["MONTHS" "YEARS" 1 12]
     "PROLEPTIC_MONTH" ["MONTHS" "FOREVER" -11999999988 11999999999]
     "YEAR_OF_ERA" ["YEARS" "FOREVER" 1 999999999 1000000000]
     "YEAR" ["YEARS" "FOREVER" -999999999 999999999]
     "ERA" ["ERAS" "FOREVER" 0 1]
     "INSTANT_SECONDS" ["SECONDS" "FOREVER" -9223372036854775808 9223372036854775807]
     "OFFSET_SECONDS" ["SECONDS" "FOREVER" -64800 64800]}))

(defn- range-of-field [field] (apply value-range (drop 2 (get field-table (label field)))))
(defn- unit-named [n] (java.time.temporal.ChronoUnit/valueOf n))
(defn- time-field? [field]
  (let [[unit whole] (get field-table (label field))]
    (and (get unit-nanos unit) (not= "FOREVER" whole) (< (get unit-nanos unit) day-nanos))))

(defn- range-in
  "What a field may be in a date or time."
  [x field]
  (if (py/hasattr field "field_from_")
    (.rangeRefinedBy field x)
    (let [[y m] (when-let [d (first (.parts_ x))] (ymd d))]
      (when-not (.isSupported x field)
        (unsupported-field field))
      (case (label field)
        "DAY_OF_MONTH"          (value-range 1 (month-length y m))
        "DAY_OF_YEAR"           (value-range 1 (if (leap? y) 366 365))
        "ALIGNED_WEEK_OF_MONTH" (value-range 1 (if (= 28 (month-length y m)) 4 5))
        "YEAR_OF_ERA"           (value-range 1 (if (pos? y) 999999999 1000000000))
        (range-of-field field)))))

(defmethods "java.time" point?
  (range "What a field may be in it." range-in)
  (adjustInto "Another time with the parts that it has."
    (fn [x other]
      (let [[days nanos] (.parts_ x) [d n] (.parts_ other)]
        (.withParts_ other (when d (or days d)) (when n (or nanos n))))))
  (getChronology "The calendar: ISO's." (fn [_] (deref (resolve 'java.time.chrono.IsoChronology/INSTANCE))))
  (getEra "CE, or BCE."
    (fn [x] (if (pos? ((ymd (first (.parts_ x))) 0)) java.time.chrono.IsoEra/CE java.time.chrono.IsoEra/BCE))))

(let [chrono-field (class java.time.temporal.ChronoField/YEAR) chrono-unit (class java.time.temporal.ChronoUnit/DAYS)]
  (defmethods "ChronoField" (fn [x] (instance? chrono-field x))
    (range "What it may be." range-of-field)
    (getBaseUnit "What it counts." (fn [field] (unit-named (first (get field-table (label field))))))
    (getRangeUnit "What it is a part of." (fn [field] (unit-named (second (get field-table (label field))))))
    (isTimeBased "Is it a part of a time of day?" (fn [field] (boolean (time-field? field))))
    (isDateBased "Is it a part of a date?"
      (fn [field] (not (or (time-field? field) (#{"INSTANT_SECONDS" "OFFSET_SECONDS"} (label field))))))
    (checkValidValue "The number, if it may be that." (fn [field n] (.checkValidValue (range-of-field field) n field)))
    (checkValidIntValue "The number, if it may be that."
      (fn [field n] (.checkValidValue (range-of-field field) n field)))
    (getFrom "Its value in a time." (fn [field x] (.getLong x field)))
    (adjustInto "A time with another value of it." (fn [field x n] (.with x field n)))
    (isSupportedBy "Has a time such a part?" (fn [field x] (.isSupported x field)))
    (rangeRefinedBy "What it may be in a time." (fn [field x] (.range x field)))
    (getDisplayName "Its name." (fn [field & _] (str field))))
  (doseq [[kind one field top] [["DayOfWeek" java.time.DayOfWeek/MONDAY "DAY_OF_WEEK" 7]
                                ["Month" java.time.Month/MAY "MONTH_OF_YEAR" 12]]
          :let [is? (let [c (class one)] (fn [x] (instance? c x))) value
                (fn [x asked] (if (= field (label asked)) (.getValue x) (unsupported-field asked)))]]
    (defmethods kind is?
      (get "Its number." value)
      (getLong "Its number." value)
      (isSupported "Is it the one field it has?"
        (fn [_ asked] (and (not (py/hasattr asked "field_from_")) (= field (label asked)))))
      (range "What its number may be." (fn [_ _] (value-range 1 top)))
      (adjustInto "A date with it." (fn [x date] (with-field date field (.getValue x))))
      (query "What a query finds in it." (fn [x f] (f x)))))
  (defmethods "Period" (fn [x] (instance? Period x))
    (getUnits "The units it counts." (fn [_] (mapv unit-named ["YEARS" "MONTHS" "DAYS"])))
    (get "How many of a unit."
      (fn [p unit]
        (case (label unit) "YEARS" (.-years p) "MONTHS" (.-months p) "DAYS" (.-days p) (bad "Unsupported unit: " unit))))
    (getChronology "The calendar: ISO's." (fn [_] (deref (resolve 'java.time.chrono.IsoChronology/INSTANCE)))))
  (defmethods "ChronoUnit" (fn [x] (instance? chrono-unit x))
    (isTimeBased "Is it shorter than a day?" (fn [unit] (boolean (some-> (get unit-nanos (label unit)) (< day-nanos)))))
    (isDateBased "Is it a day or longer?"
      (fn [unit] (not (or (= "FOREVER" (label unit)) (some-> (get unit-nanos (label unit)) (< day-nanos))))))
    (isDurationEstimated "Is it a day or longer?"
      (fn [unit] (not (some-> (get unit-nanos (label unit)) (< day-nanos)))))
    (isSupportedBy "Can it be added to a time?" (fn [unit x] (.isSupported x unit)))
    (addTo "A time so many later." (fn [unit x n] (.plus x n unit)))))

;; --- quarters, weeks and days of Julian ---------------------------------------------------

(deftype DateField [text from adjust ranges unit whole]
  java.time.temporal.TemporalField
  Object
  (toString [_] text)
  (name [_] text)
  (field_from_ [_] true)
  (getFrom [_ x] (from x))
  (adjustInto [_ x n] (adjust x n))
  (isSupportedBy [_ x] (and (py/hasattr x "parts_") (some? (first (.parts_ x))) (not (py/hasattr x "fields_"))))
  (range [_] (apply value-range ranges))
  (rangeRefinedBy [_ x] (apply value-range ranges))
  (isDateBased [_] true)
  (isTimeBased [_] false)
  (getBaseUnit [_] unit)
  (getRangeUnit [_] whole)
  (getDisplayName [_ _] text))

(deftype DateUnit [label text]
  java.time.temporal.TemporalUnit
  Object
  (toString [_] text)
  (name [_] label)
  (getDuration [_] (duration (* 2629746000000000 (get unit-months label))))
  (between [this a b] (.until a b this))
  (addTo [this x n] (.plus x n this))
  (isSupportedBy [this x] (.isSupported x this))
  (isDateBased [_] true)
  (isTimeBased [_] false)
  (isDurationEstimated [_] true))

(defn- date-of [x] (or (first (.parts_ x)) (bad "Unable to obtain a date from " x)))
(defn- day-in-week [days first-day] (inc (mod (- (+ days 3) (dec first-day)) 7)))

(defn- week-in
  "The week of a year or month, of the day that is the day-th of it: first-day of the week is 1 to 7, at least so many days make a first week."
  [day day-of-week minimal]
  (let [start (mod (- day day-of-week) 7) offset (if (> (inc start) minimal) (- 7 start) (- start))]
    (quot (+ 6 offset day) 7)))

(defn- week-based
  "[year week] of a day, by years that have whole weeks."
  [days first-day minimal]
  (let [[y] (ymd days) day (inc (- days (year-start y))) week (week-in day (day-in-week days first-day) minimal)]
    (if (zero? week)
      (let [before (dec (year-start y))] [(dec y) (second (week-based before first-day minimal))])
      (let [first-of-next (week-in (+ (if (leap? y) 366 365) minimal)
                                   (day-in-week (+ (year-start y) (if (leap? y) 366 365) (dec minimal)) first-day)
                                   minimal)]
        (if (>= week first-of-next) [(inc y) (inc (- week first-of-next))] [y week])))))

(defn- week-start
  "The first day of the first week of a week-based year."
  [y first-day minimal]
  (let [anchor (+ (year-start y) (dec minimal))]
    (- anchor (dec (day-in-week anchor first-day)))))

(defn- moved-to
  "Sets a field by going as many days further as it has to grow, each so many days."
  [from days]
  (fn [x n] (.plusDays x (* days (- n (from x))))))

(defn- with-week-based-year [first-day minimal]
  (fn [x n]
    (let [days     (date-of x)
          [_ week] (week-based days first-day minimal)
          target   (+ (week-start n first-day minimal) (* 7 (dec week)) (dec (day-in-week days first-day)))
          target   (if (and (= 53 week) (not= n (first (week-based target first-day minimal)))) (- target 7) target)]
      (.plusDays x (- target days)))))

(let [chrono unit-named
      quarter (fn [x] (inc (quot (dec ((ymd (date-of x)) 1)) 3)))
      day-of (fn [x] (let [[y m] (ymd (date-of x))] (inc (- (date-of x) (days-of y (inc (* 3 (quot (dec m) 3))) 1)))))
      week (fn [x] (second (week-based (date-of x) 1 4)))
      quarters (DateUnit. "QUARTER_YEARS" "QuarterYears")
      years (DateUnit. "WEEK_BASED_YEARS" "WeekBasedYears")]
  (statics java.time.temporal.IsoFields "Quarters, and weeks as ISO has them."
    (QUARTER_YEARS "Three months." quarters)
    (WEEK_BASED_YEARS "Years of whole weeks." years)
    (QUARTER_OF_YEAR "1 to 4."
      (DateField. "QuarterOfYear"
                  quarter
                  (fn [x n] (.plusMonths x (* 3 (- n (quarter x)))))
                  [1 4]
                  quarters
                  (chrono "YEARS")))
    (DAY_OF_QUARTER "1 to 92."
      (DateField. "DayOfQuarter" day-of (moved-to day-of 1) [1 90 92] (chrono "DAYS") quarters))
    (WEEK_OF_WEEK_BASED_YEAR "1 to 53."
      (DateField. "WeekOfWeekBasedYear" week (moved-to week 7) [1 52 53] (chrono "WEEKS") years))
    (WEEK_BASED_YEAR "The year that a week belongs to."
      (DateField. "WeekBasedYear"
                  (fn [x] (first (week-based (date-of x) 1 4)))
                  (with-week-based-year 1 4)
                  [-999999999 999999999]
                  years
                  (chrono "FOREVER")))))

(defn- counted-days [text zero]
  (let [from (fn [x] (+ zero (date-of x)))]
    (DateField. text
                from
                (moved-to from 1)
                [(- zero 365243219162) (+ zero 365241780471)]
                (unit-named "DAYS")
                (unit-named "FOREVER"))))
(statics java.time.temporal.JulianFields "Days that are counted."
  (JULIAN_DAY "From noon of 4713 BC." (counted-days "JulianDay" 2440588))
  (MODIFIED_JULIAN_DAY "From 1858." (counted-days "ModifiedJulianDay" 40587))
  (RATA_DIE "From the year 1." (counted-days "RataDie" 719163)))

(deftype WeekFields [first-day minimal]
  Object
  (equals [_ o] (and (instance? WeekFields o) (= [first-day minimal] [(.-first_day o) (.-minimal o)])))
  (hashCode [_] (hash [first-day minimal]))
  (toString [_] (str "WeekFields[" (nth days (dec first-day)) "," minimal "]"))
  (getFirstDayOfWeek [_] (nth days (dec first-day)))
  (getMinimalDaysInFirstWeek [_] minimal)
  (field_ [_ text from days ranges unit whole]
    (DateField. text from (moved-to from days) ranges (unit-named unit) (unit-named whole)))
  (dayOfWeek [this] (.field_ this "DayOfWeek" (fn [x] (day-in-week (date-of x) first-day)) 1 [1 7] "DAYS" "WEEKS"))
  (weekOfMonth [this]
    (.field_ this
             "WeekOfMonth"
             (fn [x] (week-in ((ymd (date-of x)) 2) (day-in-week (date-of x) first-day) minimal))
             7
             [0 1 4 6]
             "WEEKS"
             "MONTHS"))
  (weekOfYear [this]
    (.field_ this
             "WeekOfYear"
             (fn [x]
               (week-in (inc (- (date-of x) (year-start ((ymd (date-of x)) 0))))
                        (day-in-week (date-of x) first-day)
                        minimal))
             7
             [0 1 52 54]
             "WEEKS"
             "YEARS"))
  (weekOfWeekBasedYear [this]
    (.field_ this
             "WeekOfWeekBasedYear"
             (fn [x] (second (week-based (date-of x) first-day minimal)))
             7
             [1 52 53]
             "WEEKS"
             "YEARS"))
  (weekBasedYear [_]
    (DateField. "WeekBasedYear"
                (fn [x] (first (week-based (date-of x) first-day minimal)))
                (with-week-based-year first-day minimal)
                [-999999999 999999999]
                (unit-named "YEARS")
                (unit-named "FOREVER"))))

(defn- week-fields
  "Of a first day and how many days a first week has at least, or of a place: weeks begin on Sunday in America."
  ([locale]
   (if (#{"US" "CA" "MX" "BR" "JP" "IL" "IN"} (.getCountry locale))
     (WeekFields. 7 1)
     (WeekFields. 1 (if (= "" (.getCountry locale)) 1 4))))
  ([day minimal] (WeekFields. (.getValue day) minimal)))
(java/enter-class java.time.temporal.WeekFields WeekFields "How weeks are counted."
  (of "Of a first day and how many days a first week has at least; or of a Locale." week-fields)
  (ISO "Monday, 4." (WeekFields. 1 4))
  (SUNDAY_START "Sunday, 1." (WeekFields. 7 1))
  (WEEK_BASED_YEARS "Years of whole weeks." java.time.temporal.IsoFields/WEEK_BASED_YEARS))

;; --- queries, calendars, rules of zones ----------------------------------------------------

(defn- part-or-nil [method]
  (fn [x] (when (py/hasattr x method) (try ((py/getattr x method)) (catch [Exception Error] _ nil)))))
(def ^:private zone-in (part-or-nil "getZone"))
(def ^:private offset-in (part-or-nil "getOffset"))
(statics java.time.temporal.TemporalQueries "What .query takes."
  (localDate "The date, or nil." (fn [] (part-or-nil "toLocalDate")))
  (localTime "The time of day, or nil." (fn [] (part-or-nil "toLocalTime")))
  (offset "The offset, or nil." (fn [] offset-in))
  (zoneId "The zone, or nil." (fn [] (fn [x] (let [z (zone-in x)] (when-not (instance? OffsetDateTime x) z)))))
  (zone "The zone, or the offset, or nil." (fn [] (fn [x] (or (zone-in x) (offset-in x)))))
  (chronology "The calendar: ISO's." (fn [] (fn [_] (deref (resolve 'java.time.chrono.IsoChronology/INSTANCE)))))
  (precision "The smallest unit."
    (fn []
      (fn [x]
        (unit-named (cond
                      (instance? Year x) "YEARS"
                      (instance? YearMonth x) "MONTHS"
                      (instance? LocalDate x) "DAYS"
                      :else "NANOS"))))))

(deftype IsoChronology []
  java.time.chrono.Chronology
  Object
  (toString [_] "ISO")
  (getId [_] "ISO")
  (getCalendarType [_] "iso8601")
  (isLeapYear [_ y] (leap? y))
  (date [_ y m d] (LocalDate. (check-date y m d)))
  (date [_ x] (.toLocalDate x))
  (dateEpochDay [_ n] (LocalDate. n))
  (range [_ field] (range-of-field field)))
(java/enter-class java.time.chrono.IsoChronology IsoChronology "The calendar."
  (INSTANCE "The one there is." (IsoChronology.)))

(defn- standard-offset [z x]
  (let [secs (fdiv (.-nanos (moment x)) 1000000000)]
    (if (py/hasattr z "info")
      (let [t (.astimezone (+ (dt/datetime 1970 1 1 ** :tzinfo (.-utc dt/timezone))
                              (dt/timedelta 0 (known-second secs)))
                           (.-info z))]
        (- (long (.total_seconds (.utcoffset t))) (long (.total_seconds (.dst t)))))
      (.offsetAt z secs))))

(defn- valid-offsets
  "The offsets that a local time may have in a zone: none where clocks go forward over it, two where they go back."
  [z x]
  (let [secs (fdiv (.-nanos x) 1000000000)]
    (vec (for [o    (distinct (map (fn [near] (.offsetAt z (+ secs near))) [-86400 86400]))
               :when (= o (.offsetAt z (- secs o)))]
           (ZoneOffset. o)))))

(defmethods "ZoneRules" (fn [x] (py/hasattr x "offsetAt"))
  (getStandardOffset "The offset without summer time." (fn [z x] (ZoneOffset. (standard-offset z x))))
  (getDaylightSavings "How much summer time adds."
    (fn [z x] (duration (* 1000000000 (- (.offsetAt z (fdiv (.-nanos (moment x)) 1000000000)) (standard-offset z x))))))
  (isDaylightSavings "Is it summer time?"
    (fn [z x] (not= (.offsetAt z (fdiv (.-nanos (moment x)) 1000000000)) (standard-offset z x))))
  (getValidOffsets "The offsets that a local time may have." valid-offsets)
  (isValidOffset "May a local time have it?" (fn [z x o] (boolean (some (fn [one] (= one o)) (valid-offsets z x))))))
