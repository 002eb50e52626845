;; SPDX-License-Identifier: MIT
;; What all dates and times have; a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(defn- zone-of [z] (if (string? z) (zone z) z))
(defn- unsupported-field [field]
  (throw (java.time.temporal.UnsupportedTemporalTypeException. (str "Unsupported field: "
                                                                    (if (string? field) (words field) field)))))

(defn- field-value
  "A part of a date or time: days is nil where there is no date, nanos where there is no time of day."
  [field days nanos]
  (let [[y m d] (when days (ymd days))
        need (fn [x v] (if x (v) (unsupported-field field)))
        day #(inc (- days (days-of y 1 1)))
        hour #(quot nanos 3600000000000)]
    (case (label field)
      "YEAR" (need days #(do y))
      "YEAR_OF_ERA" (need days #(if (pos? y) y (- 1 y)))
      "ERA" (need days #(if (pos? y) 1 0))
      "PROLEPTIC_MONTH" (need days #(+ (* 12 y) (dec m)))
      "MONTH_OF_YEAR" (need days #(do m))
      "DAY_OF_MONTH" (need days #(do d))
      "DAY_OF_WEEK" (need days #(inc (mod (+ days 3) 7)))
      "DAY_OF_YEAR" (need days day)
      "EPOCH_DAY" (need days #(do days))
      "ALIGNED_WEEK_OF_MONTH" (need days #(inc (quot (dec d) 7)))
      "ALIGNED_WEEK_OF_YEAR" (need days #(inc (quot (dec (day)) 7)))
      "ALIGNED_DAY_OF_WEEK_IN_MONTH" (need days #(inc (mod (dec d) 7)))
      "ALIGNED_DAY_OF_WEEK_IN_YEAR" (need days #(inc (mod (dec (day)) 7)))
      "HOUR_OF_DAY" (need nanos hour)
      "MINUTE_OF_HOUR" (need nanos #(mod (quot nanos 60000000000) 60))
      "SECOND_OF_MINUTE" (need nanos #(mod (quot nanos 1000000000) 60))
      "CLOCK_HOUR_OF_DAY" (need nanos #(if (zero? (hour)) 24 (hour)))
      "CLOCK_HOUR_OF_AMPM" (need nanos #(let [h (mod (hour) 12)] (if (zero? h) 12 h)))
      "NANO_OF_SECOND" (need nanos #(mod nanos 1000000000))
      "MILLI_OF_SECOND" (need nanos #(quot (mod nanos 1000000000) 1000000))
      "MICRO_OF_SECOND" (need nanos #(quot (mod nanos 1000000000) 1000))
      "SECOND_OF_DAY" (need nanos #(quot nanos 1000000000))
      "MINUTE_OF_DAY" (need nanos #(quot nanos 60000000000))
      "NANO_OF_DAY" (need nanos #(do nanos))
      "MILLI_OF_DAY" (need nanos #(quot nanos 1000000))
      "MICRO_OF_DAY" (need nanos #(quot nanos 1000))
      "AMPM_OF_DAY" (need nanos #(if (< nanos (quot day-nanos 2)) 0 1))
      "HOUR_OF_AMPM" (need nanos #(mod (quot nanos 3600000000000) 12))
      (unsupported-field field))))

(defn- point-field
  "A part of a point in time: a field of ours, or one that knows itself what it is."
  [x field]
  (cond
    (and (py/hasattr x "read_") (.read_ x field)) (.read_ x field)
    (py/hasattr field "field_from_") (.getFrom field x)
    (and (py/hasattr x "fields_") (not (contains? (.fields_ x) (label field)))) (unsupported-field field)
    (= "INSTANT_SECONDS" (label field))
      (if (py/hasattr x "toInstant") (.getEpochSecond (moment x)) (unsupported-field field))
    (= "OFFSET_SECONDS" (label field))
      (if (py/hasattr x "getOffset") (.getTotalSeconds (.getOffset x)) (unsupported-field field))
    :else (let [[days nanos] (.parts_ x)] (field-value field days nanos))))

(defn- with-field [x field n]
  (if (py/hasattr field "field_from_")
    (.adjustInto field x n)
    (let [[d t] (.parts_ x)
          [y m dd] (when d (ymd d))
          need (fn [part v] (if part (v) (unsupported-field field)))
          date (fn [y m dd] (need d #(.withParts_ x (days-of y m (min dd (month-length y m))) t)))
          moved (fn [days] (need d #(.withParts_ x (+ d days) t)))
          set-time (fn [size modulus] (need t #(.withParts_ x d (+ t (* size (- n (mod (quot t size) modulus)))))))
          value (fn [field] (field-value field d t))]
      (case (label field)
        "YEAR" (date n m dd)
        "YEAR_OF_ERA" (date (if (pos? y) n (- 1 n)) m dd)
        "ERA" (if (= n (value field)) x (date (- 1 y) m dd))
        "MONTH_OF_YEAR" (date y n dd)
        "PROLEPTIC_MONTH" (date (fdiv n 12) (inc (mod n 12)) dd)
        "DAY_OF_MONTH" (.withParts_ x (check-date y m n) t)
        "DAY_OF_YEAR" (.withParts_ x (+ (days-of y 1 1) (dec n)) t)
        "EPOCH_DAY" (.withParts_ x n t)
        ("DAY_OF_WEEK" "ALIGNED_DAY_OF_WEEK_IN_MONTH" "ALIGNED_DAY_OF_WEEK_IN_YEAR") (moved (- n (value field)))
        ("ALIGNED_WEEK_OF_MONTH" "ALIGNED_WEEK_OF_YEAR") (moved (* 7 (- n (value field))))
        "HOUR_OF_DAY" (set-time 3600000000000 24)
        "MINUTE_OF_HOUR" (set-time 60000000000 60)
        "SECOND_OF_MINUTE" (set-time 1000000000 60)
        "NANO_OF_SECOND" (set-time 1 1000000000)
        "HOUR_OF_AMPM" (set-time 3600000000000 12)
        "CLOCK_HOUR_OF_DAY" (with-field x "HOUR_OF_DAY" (mod n 24))
        "CLOCK_HOUR_OF_AMPM" (with-field x "HOUR_OF_AMPM" (mod n 12))
        "AMPM_OF_DAY" (set-time (quot day-nanos 2) 2)
        "NANO_OF_DAY" (.withParts_ x d n)
        "MICRO_OF_DAY" (.withParts_ x d (* 1000 n))
        "MILLI_OF_DAY" (.withParts_ x d (* 1000000 n))
        "SECOND_OF_DAY" (.withParts_ x d (+ (* 1000000000 n) (mod t 1000000000)))
        "MINUTE_OF_DAY" (.withParts_ x d (+ (* 60000000000 n) (mod t 60000000000)))
        "MICRO_OF_SECOND" (.withParts_ x d (+ (* 1000000000 (quot t 1000000000)) (* n 1000)))
        "MILLI_OF_SECOND" (.withParts_ x d (+ (* 1000000000 (quot t 1000000000)) (* n 1000000)))
        (unsupported-field field)))))

(defn- check-date [y m d]
  (when-not (<= 1 m 12) (bad "Invalid value for MonthOfYear (valid values 1 - 12): " m))
  (when-not (<= 1 d 31) (bad "Invalid value for DayOfMonth (valid values 1 - 28/31): " d))
  (when (> d (month-length y m)) (bad "Invalid date '" (str (nth months (dec m))) " " d "'"))
  (days-of y m d))
(defn- add-months [days n]
  (let [[y m d] (ymd days) k (+ (* 12 y) (dec m) n) y (fdiv k 12) m (inc (mod k 12))]
    (days-of y m (min d (month-length y m)))))
(defn- months-between [a b]
  (let [[y m d] (ymd a) [y2 m2 d2] (ymd b) n (- (+ (* 12 y2) m2) (+ (* 12 y) m))]
    (cond (and (pos? n) (< d2 d)) (dec n) (and (neg? n) (> d2 d)) (inc n) :else n)))
(defn- month-number [m] (if (integer? m) m (.getValue m)))

(defmacro ^:private deftime
  "A class of points in time: what is common to all is written here once, with (plus-months this n) (plus-nanos this n) (parts this) -> [days nanos]."
  [name fields & body]
  `(deftype ~name ~fields ~@body))

(defn- plus-unit [x n u]
  (if-let [months (get unit-months (label u))] (.plusMonths_ x (* n months)) (.plusNanos_ x (* n (nanos-of-unit u)))))
(defn- check-unit [x u]
  (when-not (.isSupported x u)
    (throw (java.time.temporal.UnsupportedTemporalTypeException. (str "Unsupported unit: " u)))))
(defn- plus-amount [x amount sign]
  (cond
    (instance? Period amount)
    (-> x (.plusMonths_ (* sign (.toTotalMonths amount))) (.plusNanos_ (* sign (.getDays amount) day-nanos)))
    (instance? Duration amount)
    (.plusNanos_ x (* sign (.-nanos amount)))
    :else
    (if (pos? sign) (.addTo amount x) (.subtractFrom amount x))))
(defn- until-unit [a b u]
  (let [[d1 n1] (.parts_ a) [d2 n2] (.parts_ b)]
    (if-let [months (get unit-months (label u))]
      (let [d2 (cond
                 (and (> d2 d1) (< (or n2 0) (or n1 0))) (dec d2)
                 (and (< d2 d1) (> (or n2 0) (or n1 0))) (inc d2)
                 :else d2)]
        (quot (months-between d1 d2) months))
      (quot (- (+ (* (or d2 0) day-nanos) (or n2 0)) (+ (* (or d1 0) day-nanos) (or n1 0))) (nanos-of-unit u)))))

(defn- as-python
  "The point in time as Python's date, time or datetime, with its zone if it has one: what format's %t wants."
  [x]
  (let [[d n] (.parts_ x)
        zone  (when (and d n (py/hasattr x "getOffset"))
                (if (and (py/hasattr x "getZone") (py/hasattr (.getZone x) "info"))
                  (.-info (.getZone x))
                  (dt/timezone (dt/timedelta 0 (.getTotalSeconds (.getOffset x))))))
        time  (when n
                (let [seconds (quot n 1000000000)]
                  [(quot seconds 3600) (mod (quot seconds 60) 60) (mod seconds 60) (quot (mod n 1000000000) 1000)]))]
    (cond
      (nil? n) (apply dt/date (ymd d))
      (nil? d) (apply dt/time time)
      :else    (apply dt/datetime (concat (ymd d) time [zone])))))

(def ^:private common
  "Methods that all points in time have; those with a number are made from units."
  (merge {"plus" (fn ([x amount] (plus-amount x amount 1)) ([x n u] (check-unit x u) (plus-unit x n u)))
          "minus" (fn ([x amount] (plus-amount x amount -1)) ([x n u] (check-unit x u) (plus-unit x (- n) u)))
          "isBefore" (fn [a b] (neg? (compare a b)))
          "isAfter" (fn [a b] (pos? (compare a b)))
          "isEqual" (fn [a b] (zero? (compare a b)))
          "get" point-field
          "getLong" point-field
          "isSupported" (fn [x field]
                          (cond
                            (nil? field) false
                            (py/hasattr field "field_from_") (.isSupportedBy field x)
                            (get unit-nanos (label field))
                              (let [[days nanos] (.parts_ x) n (get unit-nanos (label field))]
                                (cond
                                  (py/hasattr x "toEpochMilli") (<= n day-nanos)
                                  (< n day-nanos) (some? nanos)
                                  :else (some? days)))
                            (get unit-months (label field))
                              (and (some? (first (.parts_ x))) (not (py/hasattr x "toEpochMilli")))
                            :else (try (point-field x field) true (catch Throwable _ false))))
          "format" (fn [x f] (.format f x))
          "query" (fn [x f] (if (py/hasattr f "queryFrom") (.queryFrom f x) (f x)))
          "getYear" (fn [x] ((ymd (first (.parts_ x))) 0))
          "getMonthValue" (fn [x] ((ymd (first (.parts_ x))) 1))
          "getDayOfMonth" (fn [x] ((ymd (first (.parts_ x))) 2))
          "getMonth" (fn [x] (nth months (dec ((ymd (first (.parts_ x))) 1))))
          "getDayOfWeek" (fn [x] (nth days (mod (+ 3 (first (.parts_ x))) 7)))
          "getDayOfYear" (fn [x] (field-value "DAY_OF_YEAR" (first (.parts_ x)) nil))
          "getHour" (fn [x] (field-value "HOUR_OF_DAY" nil (second (.parts_ x))))
          "getMinute" (fn [x] (field-value "MINUTE_OF_HOUR" nil (second (.parts_ x))))
          "getSecond" (fn [x] (field-value "SECOND_OF_MINUTE" nil (second (.parts_ x))))
          "getNano" (fn [x] (mod (second (.parts_ x)) 1000000000))
          "with" (fn ([x adjuster] (if (fn? adjuster) (adjuster x) (.adjustInto adjuster x)))
                     ([x field n] (with-field x field n)))
          "truncatedTo" (fn [x u] (let [[d t] (.parts_ x) n (nanos-of-unit u)] (.withParts_ x d (* n (quot t n)))))
          "lengthOfMonth" (fn [x] (let [[y m] (ymd (first (.parts_ x)))] (month-length y m)))
          "lengthOfYear" (fn [x] (if (leap? ((ymd (first (.parts_ x))) 0)) 366 365))
          "isLeapYear" (fn [x] (leap? ((ymd (first (.parts_ x))) 0)))}
         (into {}
               (for [[m u] {"Years" "YEARS"
                            "Months" "MONTHS"
                            "Weeks" "WEEKS"
                            "Days" "DAYS"
                            "Hours" "HOURS"
                            "Minutes" "MINUTES"
                            "Seconds" "SECONDS"
                            "Millis" "MILLIS"
                            "Nanos" "NANOS"}
                     [sign k] [["plus" 1] ["minus" -1]]]
                 [(str sign m) (fn [x n] (plus-unit x (* k n) u))]))
         (into {}
               (for [[m f] {"Year" "YEAR"
                            "Month" "MONTH_OF_YEAR"
                            "DayOfMonth" "DAY_OF_MONTH"
                            "DayOfYear" "DAY_OF_YEAR"
                            "Hour" "HOUR_OF_DAY"
                            "Minute" "MINUTE_OF_HOUR"
                            "Second" "SECOND_OF_MINUTE"
                            "Nano" "NANO_OF_SECOND"}]
                 [(str "with" m) (fn [x n] (.with x f (month-number n)))]))))

(def ^:private time-classes (atom #{}))
(defn- point? [x] (contains? @time-classes (class x)))
(doseq [[m f] common] (swap! java/method-table update m (fn [all] (into [[point? f]] all))))
(doseq [m (keys common)] (java/note "java.time" m "As of java.time."))
(defmacro ^:private point
  "A class of what names a moment, or a part of one."
  [full class doc & members]
  `(do (swap! time-classes conj ~class) (java/enter-class ~full ~class ~doc ~@members)))
