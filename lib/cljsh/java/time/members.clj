;; SPDX-License-Identifier: MIT
;; Members of java.time that few programs name, a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(java/enum java.time.format.SignStyle "When a sign is written." NORMAL ALWAYS NEVER NOT_NEGATIVE EXCEEDS_PAD)

(statics java.time.ZoneId "Time zones."
  (SHORT_IDS "Three letters for some."
    {"EST" "-05:00"
     "MST" "-07:00"
     "HST" "-10:00"
     "PST" "America/Los_Angeles"
     "CST" "America/Chicago"
     "JST" "Asia/Tokyo"
     "CTT" "Asia/Shanghai"
     "IST" "Asia/Kolkata"
     "ECT" "Europe/Paris"
     "AET" "Australia/Sydney"})
  (ofOffset "That of an offset." (fn [_ offset] offset)))
(statics java.time.ZoneOffset "Offsets."
  (MIN "The least." (ZoneOffset. -64800))
  (MAX "The greatest." (ZoneOffset. 64800))
  (from "That of a time." (fn [x] (.getOffset x)))
  (ofHoursMinutesSeconds "Of all three." (fn [h m s] (ZoneOffset. (+ (* 3600 h) (* 60 m) s)))))
(statics java.time.LocalTime "Times of day." (ofInstant "That of a zone." (fn [i z] (.toLocalTime (zoned i z)))))
(statics java.time.ZonedDateTime "Times in a zone."
  (ofLocal "Of a local time, a zone and an offset, of which the last may be nil." (fn [x z _] (zoned x z)))
  (ofStrict "Of a local time, an offset and a zone." (fn [x _ z] (zoned x z))))
(statics java.time.OffsetDateTime "Times with an offset."
  (MIN "The first." (OffsetDateTime. (* day-nanos -365243219162) (ZoneOffset. 64800)))
  (MAX "The last." (OffsetDateTime. (dec (* day-nanos 365241780472)) (ZoneOffset. -64800))))

(defn- iso-part [name write] (iso-format name write))
(statics java.time.format.DateTimeFormatter "How times are written."
  (ISO_OFFSET_DATE "2020-01-31+01:00"
    (iso-part "ISO_OFFSET_DATE" (fn [x] (str (date-text (first (.parts_ x))) (offset-text (first (zone-parts x)))))))
  (ISO_OFFSET_TIME "10:15:30+01:00"
    (iso-part "ISO_OFFSET_TIME" (fn [x] (str (local-text (.toLocalTime x)) (offset-text (first (zone-parts x)))))))
  (ISO_ORDINAL_DATE "2020-031"
    (iso-part "ISO_ORDINAL_DATE" (fn [x] (str (year-text (.getYear x)) "-" (pad (.getDayOfYear x) 3)))))
  (ISO_WEEK_DATE "2020-W05-5"
    (iso-part "ISO_WEEK_DATE"
      (fn [x]
        (let [[d] (.parts_ x) w (mod (+ 3 d) 7) thursday (+ d (- 3 w)) [y] (ymd thursday)]
          (str (year-text y) "-W" (pad (inc (quot (- thursday (days-of y 1 1)) 7)) 2) "-" (inc w))))))
  (ofLocalizedTime "As it is usual."
    (fn [style] (formatter (case (str style) "SHORT" "h:mm a" "MEDIUM" "h:mm:ss a" "h:mm:ss a z"))))
  (ofLocalizedDateTime "As it is usual."
    (fn [d & [t]]
      (formatter (str (case (str d) "SHORT" "M/d/yy" "MEDIUM" "MMM d, yyyy" "LONG" "MMMM d, yyyy" "EEEE, MMMM d, yyyy")
                      ", "
                      (case (str (or t d)) "SHORT" "h:mm a" "MEDIUM" "h:mm:ss a" "h:mm:ss a z"))))))

(defmethods "Duration" (fn [x] (instance? Duration x))
  (minusDays "Less." (fn [d n] (Duration. (- (.-nanos d) (* n day-nanos)))))
  (minusHours "Less." (fn [d n] (Duration. (- (.-nanos d) (* n 3600000000000)))))
  (minusMinutes "Less." (fn [d n] (Duration. (- (.-nanos d) (* n 60000000000)))))
  (minusNanos "Less." (fn [d n] (Duration. (- (.-nanos d) n))))
  (withSeconds "With other seconds." (fn [d s] (Duration. (+ (* 1000000000 s) (mod (.-nanos d) 1000000000)))))
  (withNanos "With another fraction." (fn [d n] (Duration. (+ (* 1000000000 (fdiv (.-nanos d) 1000000000)) n))))
  (truncatedTo "Without what is less than a unit."
    (fn [d u] (let [n (nanos-of-unit u)] (Duration. (* n (quot (.-nanos d) n))))))
  (getUnits "The units it counts." (fn [_] [java.time.temporal.ChronoUnit/SECONDS java.time.temporal.ChronoUnit/NANOS]))
  (get "How many of a unit."
    (fn [d u]
      (case (label u)
        "SECONDS" (fdiv (.-nanos d) 1000000000)
        "NANOS" (mod (.-nanos d) 1000000000)
        (bad "Unsupported unit: " u)))))
(defmethods "Month" (fn [x] (instance? (class java.time.Month/MAY) x))
  (maxLength "Its days in a leap year." (fn [m] (month-length 2000 (inc (.ordinal m)))))
  (minLength "Its days in another year." (fn [m] (month-length 2001 (inc (.ordinal m)))))
  (firstMonthOfQuarter "The first of its quarter." (fn [m] (nth months (* 3 (quot (.ordinal m) 3)))))
  (firstDayOfYear "The day of the year it begins on."
    (fn [m leap] (inc (- (days-of (if leap 2000 2001) (inc (.ordinal m)) 1) (days-of (if leap 2000 2001) 1 1))))))
(defmethods "ZonedDateTime" (fn [x] (instance? ZonedDateTime x))
  (withEarlierOffsetAtOverlap "Itself." identity)
  (withLaterOffsetAtOverlap "Itself." identity)
  (withFixedOffsetZone "In the zone of its offset." (fn [x] (zoned (.toInstant x) (.getOffset x)))))

(defn- in-month
  "The n-th such day of a month; of a negative number, counted from its end."
  [n day]
  (adjust (fn [d]
            (let [[y m] (ymd d) want (.ordinal day)]
              (cond
                (pos? n) (let [start (days-of y m 1)] (+ start (mod (- want (mod (+ start 3) 7)) 7) (* 7 (dec n))))
                (zero? n) (let [start (days-of y m 1)] (+ start (mod (- want (mod (+ start 3) 7)) 7) -7))
                :else (let [end (days-of y m (month-length y m))]
                        (- end (mod (- (mod (+ end 3) 7) want) 7) (* 7 (- (inc n))))))))))
(statics java.time.temporal.TemporalAdjusters "What .with takes."
  (dayOfWeekInMonth "The n-th such day of the month." in-month)
  (firstInMonth "The first such day of the month." (fn [day] (in-month 1 day)))
  (lastInMonth "The last such day of the month." (fn [day] (in-month -1 day)))
  (ofDateAdjuster "What a function makes of the date."
    (fn [f]
      (fn [x]
        (let [[_ t] (.parts_ x) call (if (py/hasattr f "apply") (fn [d] (.apply f d)) f)]
          (.withParts_ x (.-days (call (.toLocalDate x))) t))))))

(defn- ticking [size] (fn [c d] (let [n (size d)] (Clock. (fn [] (* n (fdiv (.-nanos (.instant c)) n))) (.getZone c)))))
(defn- ticking-system [n] (fn [z] (Clock. (fn [] (* n (fdiv (now-nanos) n))) z)))
(statics java.time.Clock "Clocks."
  (tick "Another, in steps." (ticking (fn [d] (.-nanos d))))
  (tickMillis "In steps of milliseconds." (ticking-system 1000000))
  (tickSeconds "In steps of seconds." (ticking-system 1000000000))
  (tickMinutes "In steps of minutes." (ticking-system 60000000000)))
(statics java.time.Period "Periods." (from "Itself." identity))
(defmethods "Period" (fn [x] (instance? Period x))
  (withDays "With other days." (fn [p n] (Period. (.-years p) (.-months p) n)))
  (withMonths "With other months." (fn [p n] (Period. (.-years p) n (.-days p))))
  (withYears "With other years." (fn [p n] (Period. n (.-months p) (.-days p))))
  (minus "Less."
    (fn [p o] (Period. (- (.-years p) (.-years o)) (- (.-months p) (.-months o)) (- (.-days p) (.-days o)))))
  (minusDays "Less." (fn [p n] (Period. (.-years p) (.-months p) (- (.-days p) n))))
  (minusMonths "Less." (fn [p n] (Period. (.-years p) (- (.-months p) n) (.-days p))))
  (minusYears "Less." (fn [p n] (Period. (- (.-years p) n) (.-months p) (.-days p))))
  (addTo "A date so much later." (fn [p x] (.plus x p)))
  (subtractFrom "A date so much earlier." (fn [p x] (.minus x p))))
(defmethods "YearMonth" (fn [x] (instance? YearMonth x))
  (isValidDay "Has it such a day?" (fn [x d] (<= 1 d (.lengthOfMonth x)))))
(defmethods "LocalTime" (fn [x] (instance? LocalTime x))
  (toEpochSecond "Seconds since 1970 of a date at that time."
    (fn [t d o] (- (+ (* 86400 (.-days d)) (quot (.-nanos t) 1000000000)) (.-secs o)))))
