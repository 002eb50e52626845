;; SPDX-License-Identifier: MIT
;; java.time's fields, ranges and formats, and SimpleDateFormat: each value is what the JVM gives.
(ns java-time-format-test
  (:require [clojure.test :refer [are deftest is testing]])
  (:import [java.text SimpleDateFormat]
           [java.time DayOfWeek Duration Instant LocalDate LocalDateTime LocalTime Month MonthDay OffsetDateTime OffsetTime Period Year YearMonth ZonedDateTime ZoneId ZoneOffset]
           [java.time.chrono ChronoLocalDate]
           [java.time.format DateTimeFormatter DateTimeFormatterBuilder ResolverStyle SignStyle TextStyle]
           [java.time.temporal ChronoField ChronoUnit IsoFields JulianFields Temporal TemporalAccessor TemporalAdjuster TemporalAmount TemporalField TemporalQueries TemporalQuery TemporalUnit ValueRange WeekFields]
           [java.util Date Locale TimeZone]))

(def day (LocalDate/of 2021 1 3))
(def moment (LocalDateTime/of 2020 2 29 13 14 15 123456789))
(def berlin (ZonedDateTime/of moment (ZoneId/of "Europe/Berlin")))
(defn pattern [p] (DateTimeFormatter/ofPattern p Locale/US))

(defprotocol Kind (kind [x]))
(extend-protocol Kind
  TemporalAccessor (kind [_] :time)
  TemporalAmount   (kind [_] :amount)
  TemporalUnit     (kind [_] :unit)
  Object           (kind [_] :other))

(deftest interfaces
  (are [xs class] (= xs (mapv (fn [x] (instance? class x)) [day berlin (Year/of 2020) DayOfWeek/MONDAY (MonthDay/of 1 2) Duration/ZERO]))
    [true true true true true false]     TemporalAccessor
    [true true true false false false]   Temporal
    [true false true true true false]    TemporalAdjuster
    [false false false false false true] TemporalAmount
    [true false false false false false] ChronoLocalDate)
  (is (= [:time :time :amount :amount :unit :unit :other] (map kind [day Month/MAY Duration/ZERO Period/ZERO ChronoUnit/DAYS IsoFields/QUARTER_YEARS 1])))
  (is (instance? TemporalField (.weekOfYear WeekFields/ISO)))
  (is (= "2021-01-04" (str (.with day (reify TemporalAdjuster (adjustInto [_ t] (.plus t 1 ChronoUnit/DAYS))))))))

(deftest fields
  (are [value field x] (= value (.getLong x field))
    53 IsoFields/WEEK_OF_WEEK_BASED_YEAR day, 2020 IsoFields/WEEK_BASED_YEAR day, 60 IsoFields/DAY_OF_QUARTER moment
    1 (.weekOfWeekBasedYear WeekFields/SUNDAY_START) (LocalDate/of 2000 12 31), 54 (.weekOfYear WeekFields/SUNDAY_START) (LocalDate/of 2000 12 31)
    0 (.weekOfMonth WeekFields/ISO) (LocalDate/of 2000 1 1), 2459218 JulianFields/JULIAN_DAY day
    5 ChronoField/ALIGNED_WEEK_OF_MONTH moment, 24241 ChronoField/PROLEPTIC_MONTH moment, 1582978455 ChronoField/INSTANT_SECONDS berlin
    1 ChronoField/CLOCK_HOUR_OF_AMPM moment, 5 ChronoField/DAY_OF_WEEK DayOfWeek/FRIDAY)
  (are [text x] (= text (str x))
    "2020-03-08"  (.with day IsoFields/WEEK_OF_WEEK_BASED_YEAR 10)
    "2018-12-30"  (.with day IsoFields/WEEK_BASED_YEAR 2018)
    "2021-07-03"  (.plus day 2 IsoFields/QUARTER_YEARS)
    "2021-01-09"  (.with day (.dayOfWeek WeekFields/SUNDAY_START) 7)
    "2020-01-11T13:14:15.123456789" (.with moment ChronoField/ALIGNED_WEEK_OF_YEAR 2)
    "2020-02-29T00:07:15.123456789" (.with moment ChronoField/MINUTE_OF_DAY 7)
    "1 - 29"      (.range (LocalDate/of 2020 2 1) ChronoField/DAY_OF_MONTH)
    "1 - 28/31"   (.range ChronoField/DAY_OF_MONTH)
    "0/1 - 4/6"   (.range (.weekOfMonth WeekFields/ISO))
    "HalfDays"    ChronoUnit/HALF_DAYS
    "AmPmOfDay"   ChronoField/AMPM_OF_DAY
    "Europe/Berlin" (.query berlin (TemporalQueries/zone))
    "2021-01-03T13:14:15.123456789" (.adjustInto day moment)
    "2020-02-29T12:14:15.123456789Z" (Instant/from berlin))
  (testing "what a time has no part of"
    (are [supported x what] (= supported (.isSupported x what))
      false day ChronoUnit/HOURS, true day ChronoUnit/DAYS, false (Year/of 1) ChronoField/MONTH_OF_YEAR, false (Instant/now) ChronoUnit/YEARS, true day IsoFields/QUARTER_OF_YEAR)
    (are [message form] (= message (try form (catch java.time.DateTimeException e (ex-message e))))
      "Unsupported field: HourOfDay" (.get day ChronoField/HOUR_OF_DAY)
      "Unsupported unit: Hours"      (.minus day 1 ChronoUnit/HOURS)
      "Invalid value for HourOfDay (valid values 0 - 23): 25" (.checkValidValue ChronoField/HOUR_OF_DAY 25))))

(deftest years
  (are [text x] (= text (str x))
    "2020" (Year/of 2020), "2020-02-29" (.atDay (Year/of 2020) 60), "1999-01-03" (.with day (Year/of 1999)), "2040" (.plus (Year/of 2020) 2 ChronoUnit/DECADES)
    "--12-03" (MonthDay/parse "--12-03"), "2021-02-28" (.atYear (MonthDay/of 2 29) 2021)
    "12:15:30+03:00" (.withOffsetSameInstant (OffsetTime/parse "10:15:30+01:00") (ZoneOffset/ofHours 3))
    "[+02:00, +01:00]" (str "[" (first (.getValidOffsets (.getRules (ZoneId/of "Europe/Berlin")) (LocalDateTime/parse "2020-10-25T02:30"))) ", "
                            (second (.getValidOffsets (.getRules (ZoneId/of "Europe/Berlin")) (LocalDateTime/parse "2020-10-25T02:30"))) "]"))
  (is (= [true 365 true -1] [(.isLeap (Year/of 2020)) (.length (Year/of 2021)) (= (Year/of 1) (Year/of 1)) (compare (Year/of 1) (Year/of 2))]))
  (is (.isDaylightSavings (.getRules (ZoneId/of "Europe/Berlin")) (Instant/parse "2020-07-01T00:00:00Z"))))

(deftest written
  (are [text p] (= text (.format berlin (pattern p)))
    "2020/2/29" "uuuu/M/d", "20" "yy", "02020" "yyyyy", "Feb F" "MMM MMMMM", "Saturday S" "EEEE EEEEE", "13:14:15.123" "HH:mm:ss.SSS", "1 PM" "h a"
    "'20'" "''yy''", "Europe/Berlin CET" "VV z", "+01 +0100 +01:00" "X XX XXX", "GMT+1 GMT+01:00" "O OOOO", " 29" "pppd", "2020-02" "[yyyy][-MM]")
  (is (= "2020-02-29T13:14" (.format moment (pattern "yyyy-MM-dd'T'HH:mm[ VV]"))))
  (is (= "Sat, 29 Feb 2020 13:14:15 +0100" (.format berlin DateTimeFormatter/RFC_1123_DATE_TIME)))
  (is (= "1970-01-01 09:00" (.format (.withZone (pattern "yyyy-MM-dd HH:mm") (ZoneId/of "Asia/Tokyo")) (Instant/ofEpochMilli 0)))))

(deftest parsed
  (are [text x] (= text (str x))
    "2021-02-28"  (LocalDate/parse "2021-02-30" (pattern "yyyy-MM-dd"))
    "2021-02-03"  (LocalDate/parse "20210203" (pattern "yyyyMMdd"))
    "2099-01-02"  (LocalDate/parse "99-1-2" (pattern "yy-M-d"))
    "2021-02-03T16:05" (LocalDateTime/parse "2021-02-03 4:05 PM" (pattern "yyyy-MM-dd h:mm a"))
    "2021-02-03T04:05:06.789" (LocalDateTime/parse "20210203040506789" (pattern "yyyyMMddHHmmssSSS"))
    "2021-02-03T04:05+01:00[Europe/Paris]" (ZonedDateTime/parse "2021-02-03 04:05 Europe/Paris" (pattern "yyyy-MM-dd HH:mm VV"))
    "2021-02-03T04:05+01:00" (OffsetDateTime/parse "2021-02-03 04:05 +01:00" (pattern "yyyy-MM-dd HH:mm XXX"))
    "2021-03"     (YearMonth/parse "2021/03" (pattern "yyyy/MM"))
    "2021-02-03T04:05:06" (LocalDateTime/parse "2021-02-03T04:05:06" (pattern "yyyy-MM-dd'T'HH:mm[:ss]"))
    "2"           (.get (.parse (pattern "yyyy-MM") "2021-02") ChronoField/MONTH_OF_YEAR)
    "2008-06-03"  (LocalDate/parse "Tue, 3 Jun 2008 11:05:30 GMT" DateTimeFormatter/RFC_1123_DATE_TIME))
  (are [message form] (= message (try form (catch java.time.DateTimeException e (ex-message e))))
    "Text '2021-02-30' could not be parsed: Invalid date 'FEBRUARY 30'"        (LocalDate/parse "2021-02-30" (.withResolverStyle (pattern "uuuu-MM-dd") ResolverStyle/STRICT))
    "Text '2021-02-03x' could not be parsed, unparsed text found at index 10"  (LocalDate/parse "2021-02-03x" (pattern "yyyy-MM-dd"))
    "Text '2021-02' could not be parsed at index 7"                            (LocalDate/parse "2021-02" (pattern "yyyy-MM-dd"))
    "Text '3 feb 2021' could not be parsed at index 2"                         (LocalDate/parse "3 feb 2021" (pattern "d MMM yyyy"))))

(deftest built
  (let [f (-> (DateTimeFormatterBuilder.) (.appendPattern "yyyy-MM-dd") (.appendLiteral "T") (.appendValue ChronoField/HOUR_OF_DAY 2) (.appendLiteral \:) (.appendValue ChronoField/MINUTE_OF_HOUR 2)
              (.optionalStart) (.appendLiteral ":") (.appendValue ChronoField/SECOND_OF_MINUTE 2) (.appendFraction ChronoField/NANO_OF_SECOND 0 9 true) (.optionalEnd) (.toFormatter))]
    (is (= ["2020-02-29T13:14:15.123456789" "2020-01-02T03:04" "2020-01-02T03:04:05.500"]
           [(.format moment f) (str (LocalDateTime/parse "2020-01-02T03:04" f)) (str (LocalDateTime/parse "2020-01-02T03:04:05.5" f))])))
  (are [text x] (= text (str x))
    "2020-03-04" (LocalDate/parse "2020-W10-3" (-> (DateTimeFormatterBuilder.) (.appendValue IsoFields/WEEK_BASED_YEAR 4) (.appendLiteral "-W") (.appendValue IsoFields/WEEK_OF_WEEK_BASED_YEAR 2)
                                                   (.appendLiteral "-") (.appendValue ChronoField/DAY_OF_WEEK 1) (.toFormatter)))
    "2020-03-04T00:00" (LocalDateTime/parse "2020-03-04" (-> (DateTimeFormatterBuilder.) (.append DateTimeFormatter/ISO_LOCAL_DATE) (.parseDefaulting ChronoField/HOUR_OF_DAY 0) (.toFormatter)))
    "2021-02-03" (LocalDate/parse "3 FEB 2021" (-> (DateTimeFormatterBuilder.) (.parseCaseInsensitive) (.appendPattern "d MMM yyyy") (.toFormatter Locale/US)))
    "Sat ii*2020+0100Europe/Berlin" (.format (-> (DateTimeFormatterBuilder.) (.appendText ChronoField/DAY_OF_WEEK TextStyle/SHORT) (.appendLiteral " ") (.appendText ChronoField/MONTH_OF_YEAR {1 "i" 2 "ii"})
                                                 (.padNext 5 \*) (.appendValue ChronoField/YEAR) (.appendOffset "+HHMM" "UTC") (.appendZoneId) (.toFormatter Locale/US)) berlin)
    "+12345" (.format (-> (DateTimeFormatterBuilder.) (.appendValue ChronoField/YEAR 4 10 SignStyle/EXCEEDS_PAD) (.toFormatter)) (LocalDate/of 12345 1 1))))

(deftest simple-date-format
  (let [gmt (fn [p] (doto (SimpleDateFormat. p Locale/US) (.setTimeZone (TimeZone/getTimeZone "GMT"))))]
    (are [ms p text] (= ms (.getTime (.parse (gmt p) text)))
      784111777000  "EEEE, dd-MMM-yy HH:mm:ss zzz" "Sunday, 06-Nov-94 08:49:37 GMT"
      784111777000  "EEE MMM d HH:mm:ss yyyy"      "Sun Nov  6 08:49:37 1994"
      1577930645678 "yyyy-MM-dd'T'HH:mm:ss.SSSZ"   "2020-01-02T03:04:05.678+0100"
      1580774400000 "yyyy-MM-dd"                   "2020-01-35"
      1593615600000 "yyyy-MM-dd HH:mm z"           "2020-07-01 10:00 EST"
      1112486400000 "dd/MM/yy"                     "3/4/05")
    (is (= "Sun, 06 Nov 1994 08:49:37 GMT" (.format (gmt "EEE, dd MMM yyyy HH:mm:ss zzz") (Date. 784111777000))))
    (is (thrown? java.text.ParseException (.parse (gmt "yyyy-MM-dd") "nonsense")))))
