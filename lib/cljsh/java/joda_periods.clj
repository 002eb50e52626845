;; SPDX-License-Identifier: MIT
;; What lies between two moments: a period counts calendar units, in `values_`,
;; a duration milliseconds, in `length`; an interval has a beginning and an end.

(ns cljsh.java.joda-periods
  "org.joda.time: periods, durations and intervals."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter python-class statics]]
            [cljsh.java.joda :as joda :refer
             [add-local date-time default-zone instance joda-class ms-of now-ms unit-ms units utc]]
            [clojure.string :as str]))

(defn- capital [s] (str (str/upper-case (subs s 0 1)) (subs s 1)))

;; --- types of periods -------------------------------------------------------------------

(def ^:no-doc PeriodType
  (joda-class "org.joda.time.PeriodType" "Which units a period has." [py/object]
    {"getName"     (fn [t] (.-label t))
     "size"        (fn [t] (count (.-units t)))
     "isSupported" (fn [t f] (contains? (.-units t) (str f)))
     "__eq__"      (fn [t o] (and (instance? (class t) o) (= (.-units t) (.-units o))))
     "__hash__"    (fn [t] (py/hash (.-units t)))
     "__str__"     (fn [t] (str "PeriodType[" (.-label t) "]"))
     "toString"    (fn [t] (str t))}))
(defn- period-type [label & of-these] (instance PeriodType {"label" label "units" (set of-these)}))
(doseq [u units :let [t (period-type (capital u) u)]] (py/setattr PeriodType u (py/staticmethod (fn [] t))))
(doseq [[member & of-these] [(into ["standard"] units) (into ["yearMonthDayTime"] (remove #{"weeks"} units))
                             (into ["yearWeekDayTime"] (remove #{"months"} units))
                             (into ["yearDayTime"] (remove #{"months" "weeks"} units)) (into ["dayTime"] (drop 3 units))
                             (into ["time"] (drop 4 units)) ["yearMonthDay" "years" "months" "days"]
                             ["yearWeekDay" "years" "weeks" "days"] ["yearDay" "years" "days"]]
        :let [t (apply period-type (capital member) of-these)]]
  (py/setattr PeriodType member (py/staticmethod (fn [] t)))
  (java/note 'org.joda.time.PeriodType member "A type of period."))
(def ^:private standard (.standard PeriodType))

;; --- periods ------------------------------------------------------------------------------

(def ^:no-doc ReadablePeriod (joda-class "org.joda.time.ReadablePeriod" "What its classes belong to." [py/object] {}))
(def ^:no-doc ReadableDuration
  (joda-class "org.joda.time.ReadableDuration" "What its classes belong to." [py/object] {}))
(def ^:no-doc ReadableInterval
  (joda-class "org.joda.time.ReadableInterval" "What its classes belong to." [py/object] {}))
(enter "org.joda.time.base.AbstractInterval" ReadableInterval)
(enter "org.joda.time.base.BaseSingleFieldPeriod"
  (python-class "org.joda.time.base.BaseSingleFieldPeriod" [ReadablePeriod] {}))
(def ^:private Single (java/class-named "org.joda.time.base.BaseSingleFieldPeriod"))
(declare Period Duration Interval period duration)

(defn- value [p unit] (nth (.-values_ p) (.indexOf units unit)))
(defn- period-of
  "A period of a map from units to numbers."
  [m & [type]]
  (period (mapv (fn [u] (get m u 0)) units) (or type standard)))

(defn- standard-ms
  "The length of a period whose units have one."
  [p name]
  (doseq [[unit say] [["months" "months"] ["years" "years"]]]
    (when-not (zero? (value p unit))
      (throw (UnsupportedOperationException. (str "Cannot convert to " name " as this period contains " say " and " say
                                                  " vary in length")))))
  (reduce + (map (fn [u n] (* n (get unit-ms u 0))) units (.-values_ p))))

(defn- show-period [p]
  (let [v (partial value p)
        part (fn [unit letter] (when-not (zero? (v unit)) (str (v unit) letter)))
        ms (+ (* 1000 (v "seconds")) (v "millis"))
        secs (when-not (zero? ms)
               (str (when (neg? ms) "-")
                    (quot (abs ms) 1000)
                    (when-not (zero? (rem ms 1000)) (str "." (.zfill (str (rem (abs ms) 1000)) 3)))
                    "S"))
        date (str (part "years" "Y") (part "months" "M") (part "weeks" "W") (part "days" "D"))
        time (str (part "hours" "H") (part "minutes" "M") secs)]
    (cond (seq time) (str "P" date "T" time) (seq date) (str "P" date) :else "PT0S")))

(defn- single-of [unit n]
  (instance (java/class-named (str "org.joda.time." (capital unit)))
            {"values_" (mapv (fn [u] (if (= u unit) n 0)) units) "n_" n}))

(def ^:private whole-members
  (merge
    (into {} (for [u units] {(str "get" (capital u)) (fn [p] (value p u))}))
    (into {} (for [u (drop 2 (butlast units))]
               {(str "toStandard" (capital u)) (fn [p] (single-of u (quot (standard-ms p (capital u)) (unit-ms u))))}))
    {"toPeriod"   (fn [p] (period (.-values_ p) standard))
     "toStandardDuration" (fn [p] (duration (standard-ms p "Duration")))
     "getPeriodType" (fn [p] (if (py/hasattr p "type_") (.-type_ p) standard))
     "get"        (fn [p f] (value p (str f)))
     "getValues"  (fn [p] (int-array (.-values_ p)))
     "toDurationFrom" (fn [p x] (duration (- (.-ms (.plus (.toDateTime x) p)) (.-ms x))))
     "__eq__"     (fn [p o] (and (instance? ReadablePeriod o) (= (.-values_ p) (.-values_ o))))
     "equals"     (fn [p o] (= p o))
     "__hash__"   (fn [p] (py/hash (py/tuple (.-values_ p))))
     "__str__"    show-period
     "toString"   (fn [p & [formatter]] (if formatter (.print formatter p) (show-period p)))}))

(defn- parse-period [s]
  (let [[_ y mo w d h mi sign sec part] (re-matches #"P(?:([-+]?\d+)Y)?(?:([-+]?\d+)M)?(?:([-+]?\d+)W)?(?:([-+]?\d+)D)?(?:T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?)(\d+)(?:\.(\d{1,3}))?S)?)?"
                                                    (str s))
        n (fn [x] (if x (parse-long x) 0))
        signed (fn [x] (if (= sign "-") (- x) x))]
    (when-not (or y mo w d h mi sec) (throw (IllegalArgumentException. (str "Invalid format: \"" s "\""))))
    (period [(n y) (n mo) (n w) (n d) (n h) (n mi) (signed (n sec))
             (signed (if part (parse-long (.ljust part 3 "0")) 0))]
            standard)))

(defn- count-units
  "How often a unit fits between two local times, and the time after that."
  [a b unit]
  (if-let [ms (unit-ms unit)]
    (let [n (quot (- b a) ms)] [n (+ a (* n ms))])
    (let [months (- (+ (* 12 (joda/field b "year")) (joda/field b "monthOfYear"))
                    (+ (* 12 (joda/field a "year")) (joda/field a "monthOfYear")))
          guess (if (= unit "years") (quot months 12) months)
          past? (fn [n] (let [t (add-local a unit n)] (if (neg? n) (< t b) (> t b))))
          n (if (and (not (zero? guess)) (past? guess)) (if (neg? guess) (inc guess) (dec guess)) guess)]
      [n (add-local a unit n)])))

(defn- between
  "The units of a type between two moments or two times without a zone."
  [a b type]
  (let [has (.-units type), date? (some #(has %) ["years" "months" "weeks" "days"]), zone (when (py/hasattr a "ms") (.-zone a))
        [la lb] (if zone [(.-local a) (+ (.-ms b) (joda/offset-at zone (.-ms b)))] [(.-local a) (.-local b)])
        step (fn [[found t end] unit] (if (has unit) (let [[n t] (count-units t end unit)] [(assoc found unit n) t end]) [found t end]))
        [found t] (reduce step [{} la lb] (take 4 units))
        ;; the hours of a moment are those that pass, not those that a clock shows
        [t end] (if zone [(if date? (joda/resolve-local t zone true) (.-ms a)) (.-ms b)] [t lb])]
    (period-of (first (reduce step [found t end] (drop 4 units))) type)))

(defn- moment [x]
  (cond
    (nil? x) (date-time (now-ms) (default-zone))
    (integer? x) (date-time x utc)
    (py/hasattr x "local") x
    :else (date-time (ms-of x) (default-zone))))
(defn- of-length [ms type] (between (date-time 0 utc) (date-time ms utc) type))
(def ^:private time-type (.time PeriodType))

(defn- period-values [args]
  (let [type (or (some (fn [x] (when (instance? PeriodType x) x)) args) standard)
        args (vec (remove (fn [x] (or (instance? PeriodType x) (instance? joda/Chronology x))) args))
        [a b] args]
    (case (count args)
      0 [(vec (repeat 8 0)) type]
      1 (cond
          (string? a) [(.-values_ (parse-period a)) type]
          (integer? a) [(.-values_ (of-length a (if (= type standard) time-type type))) type]
          (nil? a) [(vec (repeat 8 0)) type]
          (py/hasattr a "values_") [(.-values_ a) type]
          (py/hasattr a "end_") [(.-values_ (.toPeriod a type)) type]
          :else [(.-values_ (of-length (.-length a) (if (= type standard) time-type type))) type])
      2 [(.-values_ (between (if (py/hasattr a "length")
                               (date-time (- (.-ms (moment b)) (.-length a)) (.-zone (moment b)))
                               (moment a))
                             (if (py/hasattr b "length")
                               (date-time (+ (.-ms (moment a)) (.-length b)) (.-zone (moment a)))
                               (moment b))
                             type)) type]
      4 [(into [0 0 0 0] args) type]
      [(vec args) type])))

(defn- combine [p o sign]
  (period (mapv (fn [a b] (+ a (* sign b))) (.-values_ p) (if o (.-values_ o) (repeat 0))) (.-type_ p)))
(def ^:no-doc Period
  (joda-class "org.joda.time.Period"
              "Numbers of calendar units."
              [ReadablePeriod]
              (merge whole-members
                     (into {}
                           (for [u units]
                             {(str "with" (capital u)) (fn [p n]
                                                         (period (assoc (.-values_ p) (.indexOf units u) n) (.-type_ p)))
                              (str "plus" (capital u)) (fn [p n]
                                                         (period (update (.-values_ p) (.indexOf units u) + n)
                                                                 (.-type_ p)))
                              (str "minus" (capital u)) (fn [p n]
                                                          (period (update (.-values_ p) (.indexOf units u) - n)
                                                                  (.-type_ p)))}))
                     {"__init__" (fn [p & args]
                                   (let [[v t] (period-values args)]
                                     (py/setattr p "values_" v)
                                     (py/setattr p "type_" t)
                                     nil))
                      "plus" (fn [p o] (combine p o 1))
                      "minus" (fn [p o] (combine p o -1))
                      "negated" (fn [p] (period (mapv - (.-values_ p)) (.-type_ p)))
                      "multipliedBy" (fn [p n] (period (mapv (fn [v] (* v n)) (.-values_ p)) (.-type_ p)))
                      "withPeriodType" (fn [p t] (period (.-values_ p) (or t standard)))
                      "withFields" (fn [p o]
                                     (period (mapv (fn [a b] (if (zero? b) a b)) (.-values_ p) (.-values_ o))
                                             (.-type_ p)))
                      "toMutablePeriod" identity
                      "normalizedStandard" (fn [p & [type]]
                                             (let [type (or type standard)
                                                   months (+ (* 12 (value p "years")) (value p "months"))
                                                   rest-of (of-length (reduce +
                                                                              (map (fn [u n] (* n (get unit-ms u 0)))
                                                                                   units
                                                                                   (.-values_ p)))
                                                                      (instance PeriodType
                                                                                {"label" ""
                                                                                 "units" (disj (.-units type)
                                                                                               "years"
                                                                                               "months")}))]
                                               (period (into [(quot months 12) (rem months 12)]
                                                             (drop 2 (.-values_ rest-of)))
                                                       type)))})))
(defn- period [values type] (instance Period {"values_" values "type_" type}))
(py/setattr Period "ZERO" (period (vec (repeat 8 0)) standard))
(doseq [u units]
  (py/setattr Period u (fn [n] (period-of {u n})))
  (py/setattr Period u (py/staticmethod (py/getattr Period u)))
  (java/note 'org.joda.time.Period u "So many of them."))
(statics org.joda.time.Period "Numbers of calendar units."
  (parse "Of a text such as P1Y2DT3H."
    (fn [s & [formatter]] (if formatter (.parsePeriod formatter s) (parse-period s))))
  (fieldDifference "The differences of the fields of two dates without a zone."
    (fn [a b]
      (period-of (into {}
                       (for [[unit f] [["years" "year"] ["months" "monthOfYear"] ["days" "dayOfMonth"]
                                       ["hours" "hourOfDay"] ["minutes" "minuteOfHour"] ["seconds" "secondOfMinute"]
                                       ["millis" "millisOfSecond"]]
                             :when (contains? (.-units_ a) unit)]
                         [unit (- (joda/field (.-local b) f) (joda/field (.-local a) f))]))))))

(doseq [unit (butlast units)]
  (let [full (str "org.joda.time." (capital unit))
        n (fn [x] (cond (nil? x) 0 (integer? x) x :else (.-n_ x)))
        make (fn [p k] (single-of unit k))
        class (joda-class full
                          (str "So many " unit ".")
                          [Single]
                          (merge whole-members
                                 {"__init__" (fn [p k]
                                               (let [k (if (string? k) (value (parse-period k) unit) k)]
                                                 (py/setattr p "n_" k)
                                                 (py/setattr p "values_" (mapv (fn [u] (if (= u unit) k 0)) units))
                                                 nil))
                                  "plus" (fn [p o] (make p (+ (.-n_ p) (n o))))
                                  "minus" (fn [p o] (make p (- (.-n_ p) (n o))))
                                  "multipliedBy" (fn [p k] (make p (* (.-n_ p) k)))
                                  "dividedBy" (fn [p k] (make p (quot (.-n_ p) k)))
                                  "negated" (fn [p] (make p (- (.-n_ p))))
                                  "isGreaterThan" (fn [p o] (> (.-n_ p) (n o)))
                                  "isLessThan" (fn [p o] (< (.-n_ p) (n o)))
                                  "compareTo" (fn [p o] (compare (.-n_ p) (n o)))
                                  "__lt__" (fn [p o] (< (.-n_ p) (n o)))
                                  "__gt__" (fn [p o] (> (.-n_ p) (n o)))
                                  "getPeriodType" (fn [_] (py/getattr PeriodType unit nil))}))]
    (let [type (period-type (capital unit) unit)] (py/setattr class "getPeriodType" (fn [_] type)))
    (doseq [[member doc f] [[unit "So many." (fn [k] (single-of unit k))]
                            [(str unit "Between") "Those between two times."
                             (fn [a b]
                               (let [t (period-type "" unit)]
                                 (single-of unit (value (between (moment a) (moment b) t) unit))))]
                            [(str unit "In") "Those of an interval."
                             (fn [i] (single-of unit (if i (value (.toPeriod i (period-type "" unit)) unit) 0)))]
                            [(str "parse" (capital unit)) "Of a text."
                             (fn [s] (single-of unit (value (parse-period s) unit)))]
                            [(str "standard" (capital unit) "In") "Those of a period."
                             (fn [p] (single-of unit (if p (quot (standard-ms p (capital unit)) (unit-ms unit)) 0)))]]]
      (py/setattr class member (py/staticmethod f))
      (java/note full member doc))
    (doseq [[label k] [["ZERO" 0] ["ONE" 1] ["TWO" 2] ["THREE" 3] ["FOUR" 4] ["FIVE" 5] ["SIX" 6] ["SEVEN" 7]]]
      (py/setattr class label (single-of unit k)))))

;; --- durations ----------------------------------------------------------------------------------

(defn- length-of [x] (cond (nil? x) 0 (integer? x) x :else (.-length x)))
(def ^:no-doc Duration
  (joda-class "org.joda.time.Duration"
              "A number of milliseconds."
              [ReadableDuration]
              (merge (into {}
                           (for [u ["seconds" "minutes" "hours" "days"]]
                             {(str "getStandard" (capital u)) (fn [d] (quot (.-length d) (unit-ms u)))
                              (str "toStandard" (capital u)) (fn [d] (single-of u (quot (.-length d) (unit-ms u))))}))
                     {"__init__" (fn [d & [a b]]
                                   (py/setattr d
                                               "length"
                                               (cond
                                                 b (- (ms-of b) (ms-of a))
                                                 (integer? a) a
                                                 (string? a) (let [[_ sign s f] (re-matches #"PT(-?)(\d+)(?:\.(\d{1,3}))?S"
                                                                                            a)]
                                                               (* (if (= sign "-") -1 1)
                                                                  (+ (* 1000 (parse-long s))
                                                                     (if f (parse-long (.ljust f 3 "0")) 0))))
                                                 (and a (py/hasattr a "end_")) (.toDurationMillis a)
                                                 :else (length-of a)))
                                   nil)
                      "getMillis" (fn [d] (.-length d))
                      "plus" (fn [d o] (duration (+ (.-length d) (length-of o))))
                      "minus" (fn [d o] (duration (- (.-length d) (length-of o))))
                      "multipliedBy" (fn [d n] (duration (* (.-length d) n)))
                      "dividedBy" (fn [d n] (duration (quot (.-length d) n)))
                      "negated" (fn [d] (duration (- (.-length d))))
                      "abs" (fn [d] (duration (abs (.-length d))))
                      "toDuration" identity
                      "toPeriod" (fn [d & [type]]
                                   (of-length (.-length d) (if (instance? PeriodType type) type time-type)))
                      "toIntervalFrom" (fn [d x] (Interval x (date-time (+ (ms-of x) (.-length d)) (.-zone x))))
                      "isEqual" (fn [d o] (= (.-length d) (length-of o)))
                      "isLongerThan" (fn [d o] (> (.-length d) (length-of o)))
                      "isShorterThan" (fn [d o] (< (.-length d) (length-of o)))
                      "compareTo" (fn [d o] (compare (.-length d) (length-of o)))
                      "__lt__" (fn [d o] (< (.-length d) (length-of o)))
                      "__gt__" (fn [d o] (> (.-length d) (length-of o)))
                      "__eq__" (fn [d o] (and (instance? ReadableDuration o) (= (.-length d) (.-length o))))
                      "equals" (fn [d o] (= d o))
                      "__hash__" (fn [d] (py/hash (.-length d)))
                      "__str__" (fn [d]
                                  (let [ms (.-length d)]
                                    (str "PT"
                                         (when (neg? ms) "-")
                                         (quot (abs ms) 1000)
                                         (when-not (zero? (rem ms 1000)) (str "." (.zfill (str (rem (abs ms) 1000)) 3)))
                                         "S")))
                      "toString" (fn [d] (str d))})))
(defn- duration [ms] (instance Duration {"length" ms}))
(py/setattr Duration "ZERO" (duration 0))
(statics org.joda.time.Duration "Numbers of milliseconds."
  (millis "So many milliseconds." duration)
  (standardSeconds "So many seconds." (fn [n] (duration (* 1000 n))))
  (standardMinutes "So many minutes." (fn [n] (duration (* 60000 n))))
  (standardHours "So many hours." (fn [n] (duration (* 3600000 n))))
  (standardDays "So many days of 24 hours." (fn [n] (duration (* 86400000 n))))
  (parse "Of a text such as PT1.5S." (fn [s] (Duration s))))

;; --- intervals -------------------------------------------------------------------------------------

(defn- make-interval [a b zone]
  (when (< b a) (throw (IllegalArgumentException. "The end instant must be greater than the start instant")))
  (instance Interval {"start_" a "end_" b "zone" zone}))
(defn- limits "Beginning and end of an interval, or of a moment." [x]
  (if (and x (py/hasattr x "end_")) [(.-start_ x) (.-end_ x)] (let [ms (ms-of x)] [ms ms])))
(defn- interval-of [args]
  (let [args (remove (fn [x] (or (instance? joda/Chronology x) (instance? joda/DateTimeZone x))) args)
        [a b] args
        zone (or (some (fn [x] (when (and x (py/hasattr x "zone")) (.-zone x))) args) (default-zone))
        later (fn [x p sign]
                (if (py/hasattr p "values_")
                  (.-ms (if (pos? sign) (.plus (moment x) p) (.minus (moment x) p)))
                  (+ (ms-of x) (* sign (.-length p)))))
        amount? (fn [x] (and x (or (py/hasattr x "values_") (py/hasattr x "length"))))]
    (cond
      (and (= 1 (count args)) (string? a))
        (let [[s e] (str/split a #"/")
              read (requiring-resolve 'cljsh.java.joda-format/read-moment)
              start (when-not (str/starts-with? s "P") (date-time (read s (default-zone)) (default-zone)))
              end (when-not (str/starts-with? e "P") (date-time (read e (default-zone)) (default-zone)))]
          [(if start (.-ms start) (.-ms (.minus end (parse-period s))))
           (if end (.-ms end) (.-ms (.plus start (parse-period e)))) zone])
      (= 1 (count args)) (conj (limits a) zone)
      (amount? b) [(ms-of a) (later a b 1) zone]
      (amount? a) [(later b a -1) (ms-of b) zone]
      :else [(ms-of a) (ms-of b) zone])))
(def ^:no-doc Interval
  (joda-class "org.joda.time.Interval"
              "From a moment up to another, without it."
              [ReadableInterval]
              {"__init__" (fn [i & args]
                            (let [[a b zone] (interval-of args)]
                              (make-interval a b zone)
                              (py/setattr i "start_" a)
                              (py/setattr i "end_" b)
                              (py/setattr i "zone" zone)
                              nil))
               "getStart" (fn [i] (date-time (.-start_ i) (.-zone i)))
               "getEnd" (fn [i] (date-time (.-end_ i) (.-zone i)))
               "getStartMillis" (fn [i] (.-start_ i))
               "getEndMillis" (fn [i] (.-end_ i))
               "getChronology" (fn [i] (joda/iso-chronology (.-zone i)))
               "toDurationMillis" (fn [i] (- (.-end_ i) (.-start_ i)))
               "toDuration" (fn [i] (duration (- (.-end_ i) (.-start_ i))))
               "toInterval" identity
               "toPeriod" (fn [i & [type]] (between (.getStart i) (.getEnd i) (or type standard)))
               "contains" (fn [i x]
                            (if (and x (py/hasattr x "end_"))
                              (and (<= (.-start_ i) (.-start_ x)) (< (.-start_ x) (.-end_ i)) (<= (.-end_ x) (.-end_ i)))
                              (let [ms (ms-of x)] (and (<= (.-start_ i) ms) (< ms (.-end_ i))))))
               "containsNow" (fn [i] (.contains i nil))
               "overlaps" (fn [i o] (let [[a b] (limits o)] (and (< (.-start_ i) b) (< a (.-end_ i)))))
               "overlap" (fn [i o]
                           (let [[a b] (limits o)]
                             (when (.overlaps i o) (make-interval (max a (.-start_ i)) (min b (.-end_ i)) (.-zone i)))))
               "gap" (fn [i o]
                       (let [[a b] (limits o)]
                         (cond
                           (> (.-start_ i) b) (make-interval b (.-start_ i) (.-zone i))
                           (> a (.-end_ i)) (make-interval (.-end_ i) a (.-zone i)))))
               "abuts" (fn [i o] (let [[a b] (limits o)] (or (= b (.-start_ i)) (= a (.-end_ i)))))
               "isEqual" (fn [i o] (= (limits i) (limits o)))
               "isBefore" (fn [i o] (<= (.-end_ i) (first (limits o))))
               "isAfter" (fn [i o]
                           (if (and o (py/hasattr o "end_")) (>= (.-start_ i) (.-end_ o)) (> (.-start_ i) (ms-of o))))
               "isBeforeNow" (fn [i] (<= (.-end_ i) (now-ms)))
               "isAfterNow" (fn [i] (> (.-start_ i) (now-ms)))
               "withStart" (fn [i x] (make-interval (ms-of x) (.-end_ i) (.-zone i)))
               "withEnd" (fn [i x] (make-interval (.-start_ i) (ms-of x) (.-zone i)))
               "withStartMillis" (fn [i ms] (make-interval ms (.-end_ i) (.-zone i)))
               "withEndMillis" (fn [i ms] (make-interval (.-start_ i) ms (.-zone i)))
               "withDurationAfterStart" (fn [i d]
                                          (make-interval (.-start_ i) (+ (.-start_ i) (length-of d)) (.-zone i)))
               "withPeriodAfterStart" (fn [i p] (make-interval (.-start_ i) (.-ms (.plus (.getStart i) p)) (.-zone i)))
               "withChronology" (fn [i c] (make-interval (.-start_ i) (.-end_ i) (.-zone c)))
               "__eq__" (fn [i o]
                          (and (instance? ReadableInterval o) (= (limits i) (limits o)) (= (.-zone i) (.-zone o))))
               "equals" (fn [i o] (= i o))
               "__hash__" (fn [i] (py/hash (py/tuple [(.-start_ i) (.-end_ i)])))
               "__str__" (fn [i] (str (.getStart i) "/" (.getEnd i)))
               "toString" (fn [i] (str i))}))
(statics org.joda.time.Interval "From a moment up to another."
  (parse "Of a text: two parts with a slash." (fn [s] (Interval s))))

(run! joda/print-as-object [PeriodType ReadablePeriod ReadableDuration ReadableInterval])
