;; SPDX-License-Identifier: MIT
;; Instants, dates and times; a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

;; --- instants --------------------------------------------------------------------------------------

(deftype Instant [nanos]
  java.time.temporal.Temporal
  java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? Instant o) (= nanos (.-nanos o))))
  (hashCode [_] (hash nanos))
  (parts_ [_] [(fdiv nanos day-nanos) (mod nanos day-nanos)])
  (withParts_ [_ d n] (Instant. (+ (* d day-nanos) n)))
  (plusNanos_ [_ n] (Instant. (+ nanos n)))
  (plusMonths_ [_ _] (throw (UnsupportedOperationException. "Unsupported unit: Months")))
  (fields_ [_] #{"NANO_OF_SECOND" "MICRO_OF_SECOND" "MILLI_OF_SECOND" "INSTANT_SECONDS"})
  (toEpochMilli [_] (fdiv nanos 1000000))
  (getEpochSecond [_] (fdiv nanos 1000000000))
  (getNano [_] (mod nanos 1000000000))
  (toInstant [this] this)
  (until [_ o u] (quot (- (.-nanos (moment o)) nanos) (nanos-of-unit u)))
  (atZone [this z] (zoned this z))
  (atOffset [this o] (->OffsetDateTime (+ nanos (* 1000000000 (.-secs o))) o))
  (toString [_]
    (let [n (mod nanos day-nanos) f (mod n 1000000000) s (quot n 1000000000)]
      (str (date-text (fdiv nanos day-nanos)) "T" (pad (quot s 3600) 2) ":" (pad (mod (quot s 60) 60) 2) ":"
           (pad (mod s 60) 2) (fraction f) "Z")))
  Comparable
  (compareTo [_ o] (compare nanos (.-nanos (moment o)))))
(extend-protocol Inst Instant (inst-ms* [i] (.toEpochMilli i)))
(defn- instant [n] (Instant. n))
(defn- now-nanos [] (.time_ns (py/__import__ "time")))
(defn- clock-nanos [args]
  (if-let [c (first (filter (fn [x] (py/hasattr x "millis")) args))] (.-nanos (.instant c)) (now-nanos)))
(point java.time.Instant Instant "Moments."
  (now "Now." (fn [& args] (Instant. (clock-nanos args))))
  (EPOCH "1970." (Instant. 0))
  (ofEpochMilli "Milliseconds since 1970." (fn [n] (Instant. (* n 1000000))))
  (MIN "The first." (Instant. -31557014167219200000000000))
  (MAX "The last." (Instant. 31556889864403199999999999))
  (ofEpochSecond "Seconds since 1970."
    (fn ([n] (Instant. (* n 1000000000))) ([n nano] (Instant. (+ nano (* n 1000000000))))))
  (parse "Of a text as 2020-01-01T00:00:00Z." (fn [s] (moment (text-in s :instant))))
  (from "That of a time." (fn [x] (moment x))))

(deftype Clock [f zone]
  java.time.InstantSource
  Object
  (instant [_] (Instant. (f))) (millis [_] (fdiv (f) 1000000)) (getZone [_] zone) (withZone [_ z] (Clock. f z)))
(defn- ticking [size] (fn [c d] (let [n (size d)] (Clock. (fn [] (* n (fdiv (.-nanos (.instant c)) n))) (.getZone c)))))
(defn- ticking-system [n] (fn [z] (Clock. (fn [] (* n (fdiv (now-nanos) n))) z)))
(java/enter-class java.time.Clock Clock "Clocks."
  (systemUTC "What time it is." (fn [] (Clock. now-nanos (ZoneOffset. 0))))
  (systemDefaultZone "What time it is." (fn [] (Clock. now-nanos (system-zone))))
  (system "What time it is." (fn [z] (Clock. now-nanos z)))
  (fixed "One time for ever." (fn [i z] (let [n (.-nanos i)] (Clock. (fn [] n) z))))
  (offset "That of another, moved." (fn [c d] (Clock. (fn [] (+ (.-nanos (.instant c)) (.-nanos d))) (.getZone c))))
  (tick "Another, in steps." (ticking (fn [d] (.-nanos d))))
  (tickMillis "In steps of milliseconds." (ticking-system 1000000))
  (tickSeconds "In steps of seconds." (ticking-system 1000000000))
  (tickMinutes "In steps of minutes." (ticking-system 60000000000)))

;; --- dates and times --------------------------------------------------------------------------------

(deftype LocalDate [days]
  java.time.chrono.ChronoLocalDate
  Object
  (equals [_ o] (and (instance? LocalDate o) (= days (.-days o))))
  (hashCode [_] (hash days))
  (python_ [this] (as-python this))
  (parts_ [_] [days nil])
  (withParts_ [_ d _] (LocalDate. d))
  (plusNanos_ [_ n] (LocalDate. (+ days (quot n day-nanos))))
  (plusMonths_ [_ n] (LocalDate. (add-months days n)))
  (toEpochDay [_] days)
  (toString [_] (date-text days))
  (toLocalDate [this] this)
  (atStartOfDay [_] (local-date-time (* days day-nanos)))
  (atStartOfDay [_ z] (zoned (local-date-time (* days day-nanos)) z))
  (atTime [_ t] (local-date-time (+ (* days day-nanos) (.-nanos t))))
  (atTime [_ h m] (local-date-time (+ (* days day-nanos) (* h 3600000000000) (* m 60000000000))))
  (atTime [_ h m s] (local-date-time (+ (* days day-nanos) (* h 3600000000000) (* m 60000000000) (* s 1000000000))))
  (until [_ o]
    (let [n (months-between days (.-days o))] (Period. (quot n 12) (rem n 12) (- (.-days o) (add-months days n)))))
  (until [this o u] (until-unit this (if (py/hasattr o "toLocalDate") (.toLocalDate o) o) u))
  (datesUntil [_ o] (map (fn [d] (LocalDate. d)) (range days (.-days o))))
  Comparable
  (compareTo [_ o] (compare days (.-days o))))
(defn- local-date [d] (LocalDate. d))
(declare local-now)
(defn- now-in "Year, month and day of now." [args] (ymd (fdiv (local-now args) day-nanos)))
(defn- local-now [args]
  (let [n (clock-nanos args)
        z (or (first (filter (fn [x] (py/hasattr x "offsetAt")) args))
              (some (fn [x] (when (py/hasattr x "millis") (.getZone x))) args)
              (system-zone))]
    (+ n (* 1000000000 (.offsetAt z (fdiv n 1000000000))))))
(point java.time.LocalDate LocalDate "Dates."
  (now "Today." (fn [& args] (LocalDate. (fdiv (local-now args) day-nanos))))
  (of "Year, month, day." (fn [y m d] (LocalDate. (check-date y (month-number m) d))))
  (ofEpochDay "Days since 1970." local-date)
  (ofYearDay "Year and day." (fn [y d] (LocalDate. (+ (days-of y 1 1) (dec d)))))
  (ofInstant "That of a zone." (fn [i z] (.toLocalDate (zoned i z))))
  (parse "Of a text." (fn ([s] (text-in s :date)) ([s f] (.toLocalDate (.parse f s)))))
  (from "That of a time." (fn [x] (.toLocalDate x)))
  (MIN "The first." (LocalDate. -365243219162))
  (MAX "The last." (LocalDate. 365241780471))
  (EPOCH "1970." (LocalDate. 0)))

(deftype LocalTime [nanos]
  java.time.temporal.Temporal
  java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? LocalTime o) (= nanos (.-nanos o))))
  (hashCode [_] (hash nanos))
  (python_ [this] (as-python this))
  (parts_ [_] [nil nanos])
  (withParts_ [_ _ n] (LocalTime. n))
  (plusNanos_ [_ n] (LocalTime. (mod (+ nanos n) day-nanos)))
  (plusMonths_ [_ _] (bad "Unsupported unit: Months"))
  (toNanoOfDay [_] nanos)
  (toSecondOfDay [_] (quot nanos 1000000000))
  (toString [_] (time-text nanos))
  (toLocalTime [this] this)
  (atDate [_ d] (local-date-time (+ (* day-nanos (.-days d)) nanos)))
  (until [this o u] (until-unit this (.toLocalTime o) u))
  Comparable
  (compareTo [_ o] (compare nanos (.-nanos o))))
(defn- local-time [n] (LocalTime. n))
(defn- time-of
  ([h m] (time-of h m 0 0))
  ([h m s] (time-of h m s 0))
  ([h m s n]
   (when-not (and (<= 0 h 23) (<= 0 m 59) (<= 0 s 59)) (bad "Invalid value for time: " h ":" m ":" s))
   (+ (* h 3600000000000) (* m 60000000000) (* s 1000000000) n)))
(point java.time.LocalTime LocalTime "Times of day."
  (now "Now." (fn [& args] (LocalTime. (mod (local-now args) day-nanos))))
  (of "Hour, minute …." (fn [& xs] (LocalTime. (apply time-of xs))))
  (ofNanoOfDay "Of nanoseconds." local-time)
  (ofSecondOfDay "Of seconds." (fn [s] (LocalTime. (* s 1000000000))))
  (MIDNIGHT "00:00." (LocalTime. 0))
  (NOON "12:00." (LocalTime. (quot day-nanos 2)))
  (MIN "00:00." (LocalTime. 0))
  (MAX "The last." (LocalTime. (dec day-nanos)))
  (parse "Of a text." (fn ([s] (text-in s :time)) ([s f] (.toLocalTime (.parse f s)))))
  (from "That of a time." (fn [x] (.toLocalTime x)))
  (ofInstant "That of a zone." (fn [i z] (.toLocalTime (zoned i z)))))

(deftype LocalDateTime [nanos]
  java.time.chrono.ChronoLocalDateTime
  Object
  (equals [_ o] (and (instance? LocalDateTime o) (= nanos (.-nanos o))))
  (hashCode [_] (hash nanos))
  (python_ [this] (as-python this))
  (parts_ [_] [(fdiv nanos day-nanos) (mod nanos day-nanos)])
  (withParts_ [_ d n] (LocalDateTime. (+ (* (or d (fdiv nanos day-nanos)) day-nanos) (or n (mod nanos day-nanos)))))
  (plusNanos_ [_ n] (LocalDateTime. (+ nanos n)))
  (plusMonths_ [_ n] (LocalDateTime. (+ (* day-nanos (add-months (fdiv nanos day-nanos) n)) (mod nanos day-nanos))))
  (toLocalDate [_] (LocalDate. (fdiv nanos day-nanos)))
  (toLocalTime [_] (LocalTime. (mod nanos day-nanos)))
  (toLocalDateTime [this] this)
  (atZone [this z] (zoned this z))
  (atOffset [_ o] (->OffsetDateTime nanos o))
  (toInstant [_ o] (Instant. (- nanos (* 1000000000 (.-secs o)))))
  (toEpochSecond [_ o] (- (fdiv nanos 1000000000) (.-secs o)))
  (until [this o u] (until-unit this (.toLocalDateTime o) u))
  (toString [_] (str (date-text (fdiv nanos day-nanos)) "T" (time-text (mod nanos day-nanos))))
  Comparable
  (compareTo [_ o] (compare nanos (.-nanos o))))
(defn- local-date-time [n] (LocalDateTime. n))
(point java.time.LocalDateTime LocalDateTime "Dates with a time of day."
  (now "Now." (fn [& args] (LocalDateTime. (local-now args))))
  (of "Year, month, day, hour, minute …; or a date and a time."
    (fn ([d t] (LocalDateTime. (+ (* day-nanos (.-days d)) (.-nanos t))))
        ([y m d h mi & more]
         (LocalDateTime. (+ (* day-nanos (check-date y (month-number m) d)) (apply time-of h mi more))))))
  (ofInstant "That of a zone." (fn [i z] (.toLocalDateTime (zoned i z))))
  (ofEpochSecond "Seconds since 1970." (fn [s n o] (LocalDateTime. (+ n (* 1000000000 (+ s (.-secs o)))))))
  (parse "Of a text." (fn ([s] (text-in s :date-time)) ([s f] (.toLocalDateTime (.parse f s)))))
  (from "That of a time." (fn [x] (.toLocalDateTime x)))
  (MIN "The first." (LocalDateTime. (* -365243219162 day-nanos)))
  (MAX "The last." (LocalDateTime. (* 365241780471 day-nanos))))

(defn- secs-of [z nanos] (.offsetAt z (fdiv nanos 1000000000)))
(deftype ZonedDateTime [utc zone]
  java.time.chrono.ChronoZonedDateTime
  Object
  (equals [_ o] (and (instance? ZonedDateTime o) (= utc (.-utc o)) (= zone (.-zone o))))
  (hashCode [_] (hash [utc zone]))
  (local_ [_] (+ utc (* 1000000000 (secs-of zone utc))))
  (python_ [this] (as-python this))
  (parts_ [this] (let [n (.local_ this)] [(fdiv n day-nanos) (mod n day-nanos)]))
  (withParts_ [this d n]
    (let [[d0 n0] (.parts_ this)] (zoned (LocalDateTime. (+ (* (or d d0) day-nanos) (or n n0))) zone)))
  (plusNanos_ [this n]
    (if (zero? (mod n day-nanos)) (zoned (LocalDateTime. (+ (.local_ this) n)) zone) (ZonedDateTime. (+ utc n) zone)))
  (plusMonths_ [this n] (zoned (.plusMonths_ (LocalDateTime. (.local_ this)) n) zone))
  (toInstant [_] (Instant. utc))
  (toEpochSecond [_] (fdiv utc 1000000000))
  (getZone [_] zone)
  (getOffset [_] (ZoneOffset. (secs-of zone utc)))
  (toLocalDate [this] (LocalDate. (fdiv (.local_ this) day-nanos)))
  (toLocalTime [this] (LocalTime. (mod (.local_ this) day-nanos)))
  (toLocalDateTime [this] (LocalDateTime. (.local_ this)))
  (toOffsetDateTime [this] (->OffsetDateTime (.local_ this) (.getOffset this)))
  (withZoneSameInstant [_ z] (ZonedDateTime. utc (zone-of z)))
  (withZoneSameLocal [this z] (zoned (LocalDateTime. (.local_ this)) z))
  (until [this o u]
    (if (get unit-months (label u)) (until-unit this o u) (quot (- (.-nanos (moment o)) utc) (nanos-of-unit u))))
  (toString [this]
    (let [o (offset-text (secs-of zone utc)) id (str zone)]
      (str (LocalDateTime. (.local_ this)) o (when-not (= o id) (str "[" id "]")))))
  Comparable
  (compareTo [_ o] (compare utc (.-nanos (moment o)))))
(extend-protocol Inst ZonedDateTime (inst-ms* [z] (.toEpochMilli (.toInstant z))))
(defn- zoned [x z]
  (let [z (zone-of z)]
    (if (instance? LocalDateTime x)
      (ZonedDateTime. (- (.-nanos x) (* 1000000000 (.offsetOf z (fdiv (.-nanos x) 1000000000)))) z)
      (ZonedDateTime. (.-nanos (moment x)) z))))
(point java.time.ZonedDateTime ZonedDateTime "Times in a zone."
  (now "Now."
    (fn [& args]
      (ZonedDateTime. (clock-nanos args)
                      (or (first (filter (fn [x] (py/hasattr x "offsetAt")) args))
                          (some (fn [x] (when (py/hasattr x "millis") (.getZone x))) args)
                          (system-zone)))))
  (of "Of a local time and a zone."
    (fn ([x z] (zoned x z))
        ([d t z] (zoned (LocalDateTime. (+ (* day-nanos (.-days d)) (.-nanos t))) z))
        ([y m d h mi s n z]
         (zoned (LocalDateTime. (+ (* day-nanos (check-date y (month-number m) d)) (time-of h mi s n))) z))))
  (ofInstant "At an instant." (fn [i z] (zoned i z)))
  (parse "Of a text."
    (fn ([s] (text-in s :zoned))
        ([s f]
         (let [x (.parse f s)]
           (if (instance? ZonedDateTime x)
             x
             (zoned (.toLocalDateTime x)
                    (or (.getZone x) (.getOffset x) (bad "Unable to obtain ZonedDateTime from TemporalAccessor: " x))))))))
  (from "That of a time." (fn [x] (if (instance? ZonedDateTime x) x (zoned x (.getOffset x)))))
  (ofLocal "Of a local time, a zone and an offset, of which the last may be nil." (fn [x z _] (zoned x z)))
  (ofStrict "Of a local time, an offset and a zone." (fn [x _ z] (zoned x z))))

(deftype OffsetDateTime [nanos offset]
  java.time.temporal.Temporal
  java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? OffsetDateTime o) (= nanos (.-nanos o)) (= offset (.-offset o))))
  (hashCode [_] (hash [nanos offset]))
  (python_ [this] (as-python this))
  (parts_ [_] [(fdiv nanos day-nanos) (mod nanos day-nanos)])
  (withParts_ [_ d n]
    (OffsetDateTime. (+ (* (or d (fdiv nanos day-nanos)) day-nanos) (or n (mod nanos day-nanos))) offset))
  (plusNanos_ [_ n] (OffsetDateTime. (+ nanos n) offset))
  (plusMonths_ [_ n] (OffsetDateTime. (.-nanos (.plusMonths_ (LocalDateTime. nanos) n)) offset))
  (toInstant [_] (Instant. (- nanos (* 1000000000 (.-secs offset)))))
  (toEpochSecond [_] (- (fdiv nanos 1000000000) (.-secs offset)))
  (getOffset [_] offset)
  (getZone [_] offset)
  (toLocalDate [_] (LocalDate. (fdiv nanos day-nanos)))
  (toLocalTime [_] (LocalTime. (mod nanos day-nanos)))
  (toLocalDateTime [_] (LocalDateTime. nanos))
  (toZonedDateTime [this] (zoned this offset))
  (atZoneSameInstant [this z] (zoned this z))
  (withOffsetSameInstant [_ o] (OffsetDateTime. (+ nanos (* 1000000000 (- (.-secs o) (.-secs offset)))) o))
  (until [this o u] (quot (- (.-nanos (moment o)) (.-nanos (moment this))) (nanos-of-unit u)))
  (toString [_] (str (LocalDateTime. nanos) offset))
  Comparable
  (compareTo [this o] (compare (.-nanos (moment this)) (.-nanos (moment o)))))
(extend-protocol Inst OffsetDateTime (inst-ms* [z] (.toEpochMilli (.toInstant z))))
(point java.time.OffsetDateTime OffsetDateTime "Times with an offset."
  (now "Now."
    (fn [& args]
      (let [z (or (first (filter (fn [x] (py/hasattr x "offsetAt")) args)) (system-zone))
            n (clock-nanos args)
            s (secs-of z n)]
        (OffsetDateTime. (+ n (* 1000000000 s)) (ZoneOffset. s)))))
  (of "Of a local time and an offset."
    (fn ([x o] (OffsetDateTime. (.-nanos x) o))
        ([y m d h mi s n o] (OffsetDateTime. (+ (* day-nanos (check-date y m d)) (time-of h mi s n)) o))))
  (ofInstant "At an instant." (fn [i z] (.toOffsetDateTime (zoned i z))))
  (parse "Of a text."
    (fn ([s] (text-in s :offset))
        ([s f] (let [x (.parse f s)] (OffsetDateTime. (.-nanos (.toLocalDateTime x)) (.getOffset x))))))
  (from "That of a time." (fn [x] (if (instance? OffsetDateTime x) x (.toOffsetDateTime x))))
  (MIN "The first." (OffsetDateTime. (* day-nanos -365243219162) (ZoneOffset. 64800)))
  (MAX "The last." (OffsetDateTime. (dec (* day-nanos 365241780472)) (ZoneOffset. -64800))))

(deftype YearMonth [months_]
  java.time.temporal.Temporal
  java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? YearMonth o) (= months_ (.-months_ o))))
  (hashCode [_] (hash months_))
  (python_ [this] (as-python this))
  (parts_ [_] [(days-of (fdiv months_ 12) (inc (mod months_ 12)) 1) nil])
  (plusMonths_ [_ n] (YearMonth. (+ months_ n)))
  (plusNanos_ [_ _] (bad "Unsupported unit"))
  (fields_ [_] #{"MONTH_OF_YEAR" "PROLEPTIC_MONTH" "YEAR" "YEAR_OF_ERA" "ERA"})
  (withParts_ [_ d _] (let [[y m] (ymd d)] (YearMonth. (+ (* 12 y) (dec m)))))
  (atDay [_ d] (LocalDate. (check-date (fdiv months_ 12) (inc (mod months_ 12)) d)))
  (atEndOfMonth [_] (let [y (fdiv months_ 12) m (inc (mod months_ 12))] (LocalDate. (days-of y m (month-length y m)))))
  (toString [_] (str (year-text (fdiv months_ 12)) "-" (pad (inc (mod months_ 12)) 2)))
  Comparable
  (compareTo [_ o] (compare months_ (.-months_ o))))
(defn- year-month-of [x] (YearMonth. (+ (* 12 (point-field x "YEAR")) (dec (point-field x "MONTH_OF_YEAR")))))
(point java.time.YearMonth YearMonth "Months of a year."
  (of "Year and month." (fn [y m] (YearMonth. (+ (* 12 y) (dec (month-number m))))))
  (now "This one."
    (fn [& args] (let [[y m] (ymd (fdiv (local-now args) day-nanos))] (YearMonth. (+ (* 12 y) (dec m))))))
  (from "That of a date." year-month-of)
  (parse "Of a text."
    (fn [s & [f]]
      (if f
        (year-month-of (.parse f s))
        (let [[_ y m] (or (re-matches #"(-?\d{4,})-(\d\d)" (str s)) (bad "Text '" s "' could not be parsed at index 0"))]
          (YearMonth. (+ (* 12 (parse-long y)) (dec (parse-long m)))))))))

(defn- adjust [f] (fn [x & _] (let [[d n] (.parts_ x)] (.withParts_ x (f d) n))))
(defn- to-weekday [step test]
  (fn [day] (adjust (fn [d] (let [want (.ordinal day) at (mod (+ d 3) 7)] (test d want at step))))))
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
  (firstDayOfMonth "The 1st." (fn [] (adjust (fn [d] (let [[y m] (ymd d)] (days-of y m 1))))))
  (lastDayOfMonth "The last." (fn [] (adjust (fn [d] (let [[y m] (ymd d)] (days-of y m (month-length y m)))))))
  (firstDayOfNextMonth "The 1st of the next."
    (fn [] (adjust (fn [d] (let [[y m] (ymd d)] (add-months (days-of y m 1) 1))))))
  (firstDayOfYear "January 1st." (fn [] (adjust (fn [d] (days-of ((ymd d) 0) 1 1)))))
  (lastDayOfYear "December 31st." (fn [] (adjust (fn [d] (days-of ((ymd d) 0) 12 31)))))
  (firstDayOfNextYear "January 1st." (fn [] (adjust (fn [d] (days-of (inc ((ymd d) 0)) 1 1)))))
  (next "The next such day." (to-weekday 1 (fn [d want at _] (+ d (let [k (mod (- want at) 7)] (if (zero? k) 7 k))))))
  (nextOrSame "This or the next such day." (to-weekday 1 (fn [d want at _] (+ d (mod (- want at) 7)))))
  (previous "The last such day."
    (to-weekday -1 (fn [d want at _] (- d (let [k (mod (- at want) 7)] (if (zero? k) 7 k))))))
  (previousOrSame "This or the last such day." (to-weekday -1 (fn [d want at _] (- d (mod (- at want) 7)))))
  (dayOfWeekInMonth "The n-th such day of the month." in-month)
  (firstInMonth "The first such day of the month." (fn [day] (in-month 1 day)))
  (lastInMonth "The last such day of the month." (fn [day] (in-month -1 day)))
  (ofDateAdjuster "What a function makes of the date."
    (fn [f]
      (fn [x]
        (let [[_ t] (.parts_ x) call (if (py/hasattr f "apply") (fn [d] (.apply f d)) f)]
          (.withParts_ x (.-days (call (.toLocalDate x))) t))))))

(defmethods "ZonedDateTime" (fn [x] (instance? ZonedDateTime x))
  (withEarlierOffsetAtOverlap "Itself." identity)
  (withLaterOffsetAtOverlap "Itself." identity)
  (withFixedOffsetZone "In the zone of its offset." (fn [x] (zoned (.toInstant x) (.getOffset x)))))
(defmethods "YearMonth" (fn [x] (instance? YearMonth x))
  (isValidDay "Has it such a day?" (fn [x d] (<= 1 d (.lengthOfMonth x)))))
(defmethods "LocalTime" (fn [x] (instance? LocalTime x))
  (toEpochSecond "Seconds since 1970 of a date at that time."
    (fn [t d o] (- (+ (* 86400 (.-days d)) (quot (.-nanos t) 1000000000)) (.-secs o)))))
