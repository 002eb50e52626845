;; SPDX-License-Identifier: MIT
;; java.time, java.math, java.util.concurrent, java.security and the like: each value is what the JVM gives.
(ns java-time-test
  (:require [clojure.test :refer [are deftest is testing]])
  (:import [java.math BigDecimal RoundingMode MathContext]
           [java.security MessageDigest]
           [java.text DecimalFormat SimpleDateFormat]
           [java.time Duration Instant LocalDate LocalDateTime LocalTime OffsetDateTime Period YearMonth ZonedDateTime ZoneId ZoneOffset]
           [java.time.format DateTimeFormatter DateTimeParseException]
           [java.time.temporal ChronoField ChronoUnit TemporalAdjusters]
           [java.util Date StringTokenizer]
           [java.util.concurrent CountDownLatch ExecutionException Executors LinkedBlockingQueue TimeUnit]))

(def berlin (ZonedDateTime/of 2020 7 1 12 0 0 0 (ZoneId/of "Europe/Berlin")))

(deftest times
  (are [text x] (= text (str x))
    "2020-02-03T04:05:06.789Z"  (Instant/parse "2020-02-03T04:05:06.789Z")
    "1970-01-01T00:00:00Z"      (Instant/ofEpochMilli 0)
    "PT25H1M1.001S"             (Duration/ofMillis 90061001)
    "PT1H1M1S"                  (Duration/between (Instant/ofEpochSecond 0) (Instant/ofEpochSecond 3661))
    "PT-1.5S"                   (Duration/ofMillis -1500)
    "PT1H30M"                   (Duration/parse "PT1H30M")
    "2020-02-29"                (.plusMonths (LocalDate/of 2020 1 31) 1)
    "2020-01-01"                (.withDayOfMonth (LocalDate/of 2020 1 31) 1)
    "P1Y1M1D"                   (.until (LocalDate/of 2020 1 31) (LocalDate/of 2021 3 1))
    "FRIDAY"                    (.getDayOfWeek (LocalDate/of 2020 1 31))
    "2020-01-02T03:04"          (LocalDateTime/of 2020 1 2 3 4)
    "2021-02-03"                (LocalDate/parse "03/02/2021" (DateTimeFormatter/ofPattern "dd/MM/yyyy"))
    "2020-07-01T12:00+02:00[Europe/Berlin]"   berlin
    "2020-07-01T10:00:00Z"      (.toInstant berlin)
    "2020-07-01T06:00-04:00[America/New_York]" (.withZoneSameInstant berlin (ZoneId/of "America/New_York"))
    "2020-10-25T12:00+01:00[Europe/Berlin]"   (.plusDays (ZonedDateTime/of 2020 10 24 12 0 0 0 (ZoneId/of "Europe/Berlin")) 1)
    "2020-01-31"                (.with (LocalDate/of 2020 1 5) (TemporalAdjusters/lastDayOfMonth))
    "2020-02"                   (YearMonth/of 2020 2)
    "10:00"                     (.truncatedTo (LocalTime/of 10 20 30) ChronoUnit/HOURS)
    "2020-01-01T00:00:00.123Z"  (.toInstant #inst "2020-01-01T00:00:00.123Z")
    "P1Y1M2D"                   (Period/between (LocalDate/of 2020 1 1) (LocalDate/of 2021 2 3)))
  (are [result form] (= result form)
    1580702706789 (.toEpochMilli (Instant/parse "2020-02-03T04:05:06.789Z"))
    60            (.between ChronoUnit/DAYS (LocalDate/of 2020 1 1) (LocalDate/of 2020 3 1))
    true          (.isBefore (LocalDate/of 2020 1 1) (LocalDate/of 2021 1 1))
    31            (.getDayOfYear (LocalDate/of 2020 1 31))
    6             (.get (LocalDate/of 2020 5 6) ChronoField/DAY_OF_MONTH)
    true          (= (LocalDate/of 2020 1 1) (LocalDate/parse "2020-01-01"))
    5             (inst-ms (Instant/ofEpochMilli 5))
    2             (.toHours (Duration/ofMinutes 125)))
  (is (thrown? DateTimeParseException (LocalDate/parse "x")))
  (is (thrown? java.time.DateTimeException (LocalDate/of 2021 2 30))))

(deftest parts-by-format
  (let [date  (java.time.LocalDate/of 2020 2 9)
        time  (java.time.LocalTime/of 13 4 5 678000000)
        local (java.time.LocalDateTime/of date time)
        zoned (java.time.ZonedDateTime/of local (java.time.ZoneId/of "Europe/Berlin"))]
    (are [text fmt x] (= text (format fmt x))
      "2020-02-09"              "%tF" date
      "02/09/20 040 20"         "%tD %<tj %<tC" date
      "February, Feb; SUNDAY"   "%tB, %<tb; %<TA" local
      "13:04:05 01:04:05 PM"    "%tT %<tr" time
      "pm 13 1 .678 678000000"  "%tp %<tk %<tl .%<tL %<tN" time
      "1581249845 1581249845678 +0100 CET" "%ts %<tQ %<tz %<tZ" zoned
      "Sun Feb 09 13:04:05 CET 2020" "%tc" zoned
      "1581249845678"           "%tQ" #inst "2020-02-09T12:04:05.678"
      "1581249845678"           "%tQ" 1581249845678
      "     9|"                 "%6te|" date
      "null"                    "%tF" nil)
    (is (= (format "%tF %<tT" 1581249845678) (format "%tF %<tT" (java.util.Date. 1581249845678))))
    (are [fmt x] (thrown? Exception (format fmt x))
      "%tH" date, "%tF" time, "%tz" local, "%tq" date, "%t" date, "%.3tB" date, "%tF" "2020", "%tF" (java.time.Instant/now))))

(deftest formats
  (are [text form] (= text form)
    "2020-01-02 15:04:05 Thu Jan 2 3:04 PM" (.format (LocalDateTime/of 2020 1 2 15 4 5) (DateTimeFormatter/ofPattern "yyyy-MM-dd HH:mm:ss EEE MMM d h:mm a"))
    "CEST Europe/Berlin +02:00 +0200 +02"   (.format berlin (DateTimeFormatter/ofPattern "z VV xxx Z X"))
    "2020-07-01T12:00:00+02:00"             (.format berlin DateTimeFormatter/ISO_OFFSET_DATE_TIME)
    "1970-01-01T00:00:01Z"                  (.format DateTimeFormatter/ISO_INSTANT (Instant/ofEpochSecond 1))
    "Thu, 1 Jan 1970 00:00:01 GMT"          (.format DateTimeFormatter/RFC_1123_DATE_TIME (.atZone (Instant/ofEpochSecond 1) ZoneOffset/UTC))
    "12,345.68"                             (.format (DecimalFormat. "#,##0.00") 12345.678)
    "2020"                                  (.format (doto (SimpleDateFormat. "yyyy") (.setTimeZone (java.util.TimeZone/getTimeZone "UTC"))) #inst "2020-05-05")))

(deftest decimals
  (are [result form] (= result form)
    1.26M   (.setScale 1.255M 2 RoundingMode/HALF_UP)
    3.10M   (BigDecimal. "3.10")
    2       (.scale 3.10M)
    0.333M  (.divide 1M 3M (MathContext. 3))
    true    (instance? BigDecimal 1M)
    1267650600228229401496703205376N (.pow (biginteger 2) 100)
    255N    (BigInteger. "ff" 16)
    258N    (BigInteger. (byte-array [1 2]))
    -1N     (BigInteger. (byte-array [255]))
    10N     BigInteger/TEN
    "1000"  (.toPlainString 1E+3M)))

(deftest threads
  (let [pool (Executors/newFixedThreadPool 2), latch (CountDownLatch. 2)]
    (is (= 42 (.get (.submit pool ^Callable (fn [] (.countDown latch) 42)))))
    (.execute pool (fn [] (.countDown latch)))
    (is (.await latch 5 TimeUnit/SECONDS))
    (is (= "x" (try (.get (.submit pool ^Callable (fn [] (throw (ex-info "x" {}))))) (catch ExecutionException e (ex-message (ex-cause e))))))
    (.shutdown pool)
    (is (.awaitTermination pool 5 TimeUnit/SECONDS)))
  (let [q (LinkedBlockingQueue.)]
    (.put q 1)
    (is (= [1 nil] [(.take q) (.poll q 1 TimeUnit/MILLISECONDS)]))))

(deftest others
  (is (= "0cc175b9c0f1b6a831c399e269772661" (apply str (map #(format "%02x" %) (.digest (MessageDigest/getInstance "MD5") (.getBytes "a"))))))
  (is (thrown? java.security.NoSuchAlgorithmException (MessageDigest/getInstance "none")))
  (is (= ["a" "b" "c"] (let [t (StringTokenizer. "a b,c" " ,")] [(.nextToken t) (.nextToken t) (.nextToken t)])))
  (is (= [1 2 3] (let [q (java.util.PriorityQueue. [3 1 2])] [(.poll q) (.poll q) (.poll q)]))))
