;; SPDX-License-Identifier: MIT
;; Moments: DateTime, Instant and their kind; a part of cljsh.java.joda.

(in-ns 'cljsh.java.joda)

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
