;; SPDX-License-Identifier: MIT
(ns joda-test
  "org.joda.time, as its documentation has it: what clj-time stands on."
  (:require [clojure.test :refer [deftest is testing]])
  (:import [org.joda.time DateTime DateTimeZone DateTimeUtils Days Duration Hours Interval LocalDate LocalDateTime LocalTime Months Period PeriodType ReadableInstant ReadablePeriod Seconds YearMonth Years]
           [org.joda.time.format DateTimeFormat DateTimeFormatterBuilder DateTimeParser ISODateTimeFormat]))

(def utc (DateTimeZone/UTC))
(def paris (DateTimeZone/forID "Europe/Paris"))
(defn at [y m d & [h mi s ms]] (DateTime. y m d (or h 0) (or mi 0) (or s 0) (or ms 0) utc))

(deftest moments
  (is (= "1998-04-25T01:02:03.004Z" (str (at 1998 4 25 1 2 3 4))))
  (is (= 893462400000 (.getMillis (at 1998 4 25))))
  (is (= "1998-04-25T02:00:00.000+02:00" (str (.withZone (at 1998 4 25) paris))))
  (is (= "1998-04-25T00:00:00.000+02:00" (str (.withZoneRetainFields (at 1998 4 25) paris))))
  (is (= (at 2010 1 1) (DateTime. 1262304000000 utc)))
  (is (not= (at 2010 1 1) (.withZone (at 2010 1 1) paris)) "the same moment, another zone")
  (is (.isEqual (at 2010 1 1) (.withZone (at 2010 1 1) paris)))
  (is (neg? (compare (at 2010 1 1) (at 2010 1 2))))
  (is (instance? ReadableInstant (at 2010 1 1)))
  (is (thrown? IllegalArgumentException (DateTime. 2010 13 1 0 0 utc)))
  (is (thrown-with-msg? IllegalArgumentException #"Value 30 for dayOfMonth must be in the range \[1,28\]" (DateTime. 2010 2 30 0 0 utc)))
  (is (thrown? IllegalArgumentException (DateTime. 2021 3 28 2 30 paris)) "the clock jumps over it"))

(deftest fields
  (let [t (at 2011 1 2 23 59 58 7)]
    (is (= [2011 1 2 7 2 23 59 58 7] [(.getYear t) (.getMonthOfYear t) (.getDayOfMonth t) (.getDayOfWeek t) (.getDayOfYear t) (.getHourOfDay t) (.getMinuteOfHour t) (.getSecondOfMinute t) (.getMillisOfSecond t)]))
    (is (= [2010 52] [(.getWeekyear t) (.getWeekOfWeekyear t)]))
    (is (= "2011-01-31T23:59:58.007Z" (str (.. t dayOfMonth withMaximumValue))))
    (is (= "Sunday" (.. t dayOfWeek getAsText)))
    (is (= "2012-02-29" (str (.toLocalDate (.withYear (at 2012 2 29) 2012)))))
    (is (= "2011-02-28" (str (.toLocalDate (.withYear (at 2012 2 29) 2011)))))
    (is (= "2011-01-01T00:00:00.000Z" (str (.. t monthOfYear roundFloorCopy))))))

(deftest arithmetic
  (is (= "1986-12-05T00:00:00.000Z" (str (-> (at 1986 10 14) (.plus (Months/months 1)) (.plus (org.joda.time.Weeks/weeks 3))))))
  (is (= "2011-02-28T00:00:00.000Z" (str (.plusMonths (at 2011 1 31) 1))))
  (is (= "2021-03-28T03:30:00.000+02:00" (str (.plusDays (DateTime. 2021 3 27 3 30 paris) 1))) "a day by the clock")
  (is (= "2021-03-28T04:30:00.000+02:00" (str (.plusHours (DateTime. 2021 3 27 3 30 paris) 24))) "24 hours that pass")
  (is (= "23:30:00.000" (str (.minusHours (LocalTime. 0 30) 1))))
  (is (= "2010-03" (str (.plusMonths (YearMonth. 2009 12) 3))))
  (is (= "2010-01-04" (str (.plus (LocalDate. 2010 1 1) (.toPeriod (Days/days 3)))))))

(deftest periods
  (is (= "P1Y2M3W4DT5H6M7.008S" (str (Period. 1 2 3 4 5 6 7 8))))
  (is (= "PT0S" (str (Period.))))
  (is (= (Period. 1 2 0 4 0 0 0 500) (Period/parse "P1Y2M4DT0.500S")))
  (is (= 17280 (.getMinutes (.toPeriod (Interval. (at 1986 10 2) (at 1986 10 14)) (PeriodType/minutes)))))
  (is (= "P1Y1M1D" (str (Period. (at 2010 1 31) (at 2011 3 1) (PeriodType/yearMonthDayTime)))))
  (is (= 12 (.getMonths (Months/monthsBetween (LocalDate. 2010 1 1) (LocalDate. 2011 1 15)))))
  (is (= -2 (.getDays (Days/daysBetween (at 2010 1 3) (at 2010 1 1)))))
  (is (= 3600 (-> (Hours/hours 1) .toPeriod .toStandardSeconds .getSeconds)))
  (is (thrown-with-msg? UnsupportedOperationException #"contains months and months vary in length" (-> (Months/months 1) .toPeriod .toStandardSeconds)))
  (is (instance? ReadablePeriod (Years/years 1)))
  (is (= "PT90.500S" (str (Duration. 90500))))
  (is (= 36 (.getStandardHours (Duration/standardMinutes 2160)))))

(deftest intervals
  (let [i (Interval. (at 2010 1 1) (at 2011 1 1))]
    (is (.contains i (at 2010 1 1)))
    (is (not (.contains i (at 2011 1 1))) "the end does not belong to it")
    (is (.overlaps i (Interval. (at 2010 12 31) (at 2012 1 1))))
    (is (.abuts i (Interval. (at 2011 1 1) (at 2012 1 1))))
    (is (= "2010-01-01T00:00:00.000Z/2011-01-01T00:00:00.000Z" (str i)))
    (is (thrown? IllegalArgumentException (Interval. (at 2011 1 1) (at 2010 1 1))))))

(deftest zones
  (is (= "+05:30" (str (DateTimeZone/forOffsetHoursMinutes 5 30))))
  (is (identical? utc (DateTimeZone/forID "UTC")))
  (is (= 3600000 (.getOffset paris (at 2010 1 1))))
  (is (thrown-with-msg? IllegalArgumentException #"'Nowhere/At' is not recognised" (DateTimeZone/forID "Nowhere/At")))
  (is (contains? (DateTimeZone/getAvailableIDs) "Europe/Paris")))

(deftest formats
  (let [f (fn [p] (.withZone (DateTimeFormat/forPattern p) utc)), t (at 2010 3 11 17 49 20 881)]
    (is (= "20100311" (.print (f "yyyyMMdd") t)))
    (is (= (at 2010 3 11) (.parseDateTime (f "yyyyMMdd") "20100311")))
    (is (= "Thu, 11 Mar 2010 17:49:20 +0000" (.print (f "EEE, dd MMM yyyy HH:mm:ss Z") t)))
    (is (= "5 o'clock PM" (.print (f "h 'o''clock' a") t)))
    (is (= 1997 (.getYear (.parseDateTime (f "yy/dd/MM") "97/17/06"))))
    (is (= 17 (.getHourOfDay (.parseDateTime (f "hh:mm a") "05:49 PM"))))
    (is (= "2010-03-11T17:49:20.881Z" (.print (.withZone (ISODateTimeFormat/dateTime) utc) t)))
    (is (= "20100311T174920.881Z" (.print (.withZone (ISODateTimeFormat/basicDateTime) utc) t)))
    (is (= "2010-W10-4" (.print (ISODateTimeFormat/weekDate) t)))
    (is (= (at 2010 3 11) (.parseDateTime (.withZone (ISODateTimeFormat/weekDate) utc) "2010-W10-4")))
    (is (= "2010-03-11T15:49:20.000Z" (str (.parseDateTime (.withZone (ISODateTimeFormat/dateTimeParser) utc) "2010-03-11T17:49:20+02:00"))))
    (is (= "2010-03-11T17:49:20.000" (str (.parseLocalDateTime (ISODateTimeFormat/localDateOptionalTimeParser) "2010-03-11T17:49:20"))))
    (is (thrown-with-msg? IllegalArgumentException #"malformed at \"x\"" (.parseDateTime (f "yyyy") "2010x")))
    (is (thrown? IllegalArgumentException (.parseDateTime (f "yyyy-MM-dd") "2010-02-30")))
    (testing "several parsers"
      (let [made (.toFormatter (.append (DateTimeFormatterBuilder.) (.getPrinter (f "yyyy")) (into-array DateTimeParser [(.getParser (f "yyyy-MM-dd")) (.getParser (f "dd/MM/yyyy"))])))]
        (is (= (.parseLocalDate made "2010-03-11") (.parseLocalDate made "11/03/2010")))
        (is (= "2010" (.print made t)))))))

(deftest the-clock
  (try
    (DateTimeUtils/setCurrentMillisFixed 0)
    (is (= "1970-01-01T00:00:00.000Z" (str (DateTime. utc))))
    (is (= (LocalDate. 1970 1 1) (LocalDate. utc)))
    (finally (DateTimeUtils/setCurrentMillisSystem)))
  (is (> (.getYear (DateTime. utc)) 2020)))
