;; SPDX-License-Identifier: MIT
;; Dates and times without a zone; a part of cljsh.java.joda.

(in-ns 'cljsh.java.joda)

(defn ^:no-doc local-object
  "An object of a class without a zone: what it does not show is left out."
  [class local]
  (instance class {"local" ((.-cut_ class) local)}))

(defn- local-arguments [cut whole args]
  (let [zone (some zone-argument args), values (vec (remove zone-argument args)), x (first values)]
    (cond (empty? values) (let [ms (now-ms)] (+ ms (offset-at (or zone (default-zone)) ms)))
          (or (next values) (and whole (integer? x))) (local-of-fields (whole values))
          (string? x) (.-local (((requiring-resolve 'cljsh.java.joda-format/local-reader)) x))
          (py/hasattr x "local") (.-local x)
          :else (let [ms (ms-of x)] (+ ms (offset-at (or zone (default-zone)) ms))))))

(defn- local-class [full doc names supported cut text whole more]
  (let [cut (py/staticmethod cut)
        class (joda-class full
                          doc
                          [BaseLocal]
                          (merge (shared-members names supported (fn [this] (text (.-local this))))
                                 {"__init__" (fn [this & args]
                                               (py/setattr this "local" (.cut_ this (local-arguments cut whole args)))
                                               nil)
                                  "cut_" cut
                                  "rebuild_" (fn [this local] (local-object (class this) local))
                                  "add_" (fn [this unit n]
                                           (local-object (class this) (add-local (.-local this) unit n)))
                                  "isEqual" (fn [this o] (= (.-local this) (.-local o)))
                                  "isBefore" (fn [this o] (< (.-local this) (.-local o)))
                                  "isAfter" (fn [this o] (> (.-local this) (.-local o)))
                                  "compareTo" (fn [this o] (compare (.-local this) (.-local o)))
                                  "__lt__" (fn [this o] (< (.-local this) (.-local o)))
                                  "__gt__" (fn [this o] (> (.-local this) (.-local o)))
                                  "__eq__" (fn [this o] (and (instance? (class this) o) (= (.-local this) (.-local o))))
                                  "equals" (fn [this o] (= this o))
                                  "__hash__" (fn [this] (py/hash (.-local this)))
                                  "getChronology" (fn [_] (iso-chronology utc))}
                                 more))]
    class))

(defn- at-zone [local z] (let [z (or (zone-argument z) (default-zone))] (date-time (resolve-local local z true) z)))
(def ^:private to-date
  {"toDate" (fn [this & _] (let [z (default-zone)] (java.util.Date. (resolve-local (.-local this) z true))))})

(def ^:no-doc LocalDateTime
  (local-class "org.joda.time.LocalDateTime"
               "A date and time without a zone."
               (into date-fields time-fields)
               units
               identity
               (fn [local] (str (show-date local) "T" (show-time local)))
               (fn [values] (if (next values) values (throw (IllegalArgumentException. "use fields"))))
               (merge to-date
                      {"__init__" (fn [this & args]
                                    (let [x (first (remove zone-argument args))
                                          one (= 1 (count (remove zone-argument args)))]
                                      (py/setattr this
                                                  "local"
                                                  (if (and one (integer? x))
                                                    (+ x (offset-at (or (some zone-argument args) (default-zone)) x))
                                                    (local-arguments identity identity args)))
                                      nil))
                       "toDateTime" (fn [this & [z]] (at-zone (.-local this) z))
                       "toLocalDate" (fn [this] (local-object LocalDate (.-local this)))
                       "toLocalTime" (fn [this] (local-object LocalTime (.-local this)))
                       "withDate" (fn [this y m d]
                                    (.rebuild_ this (+ (local-of-fields [y m d]) (of-day (.-local this)))))
                       "withTime" (fn [this h mi s ms]
                                    (.rebuild_ this
                                               (+ (- (.-local this) (of-day (.-local this)))
                                                  (of-day (local-of-fields [1970 1 1 h mi s ms])))))})))

(defn- made-of-parts
  "Has a class be made of a moment, which a zone shows, or of parts, of which whole makes those of a date and time."
  [class whole]
  (py/setattr class
              "__init__"
              (fn [this & args]
                (let [values (remove zone-argument args) x (first values) z (or (some zone-argument args) (default-zone))]
                  (py/setattr this
                              "local"
                              (.cut_ this
                                     (if (and (= 1 (count values)) (integer? x))
                                       (+ x (offset-at z x))
                                       (local-arguments identity whole args))))
                  nil))))

(def ^:no-doc LocalDate
  (local-class "org.joda.time.LocalDate"
               "A date without a zone."
               date-fields
               ["years" "months" "weeks" "days"]
               (fn [local] (- local (of-day local)))
               show-date
               nil
               (merge to-date
                      {"toDateTimeAtStartOfDay" (fn [this & [z]] (at-zone (.-local this) z))
                       "toDateTimeAtMidnight" (fn [this & [z]] (at-zone (.-local this) z))
                       "toDateMidnight" (fn [this & [z]] (.toDateMidnight (at-zone (.-local this) z)))
                       "toDateTimeAtCurrentTime" (fn [this & [z]]
                                                   (let [z (or z (default-zone)) ms (now-ms)]
                                                     (at-zone (+ (.-local this) (of-day (+ ms (offset-at z ms)))) z)))
                       "toDateTime" (fn [this time & [z]] (at-zone (+ (.-local this) (.-local time)) z))
                       "toLocalDateTime" (fn [this time] (local-object LocalDateTime (+ (.-local this) (.-local time))))})))
(made-of-parts LocalDate identity)

(def ^:no-doc LocalTime
  (local-class "org.joda.time.LocalTime"
               "A time of day without a zone."
               time-fields
               ["hours" "minutes" "seconds" "millis"]
               of-day
               show-time
               (fn [values] (into [1970 1 1] values))
               {"toDateTimeToday" (fn [this & [z]]
                                    (let [z (or (zone-argument z) (default-zone))
                                          ms (now-ms)
                                          local (+ ms (offset-at z ms))]
                                      (at-zone (+ (- local (of-day local)) (.-local this)) z)))
                "toDateTime" (fn [this x] (.withTime (.toDateTime x) this))}))
(made-of-parts LocalTime (fn [v] (into [1970 1 1] v)))

(def ^:no-doc YearMonth
  (local-class "org.joda.time.YearMonth"
               "A month of a year."
               ["year" "monthOfYear"]
               ["years" "months"]
               (fn [local] (let [[y m] (date-of local)] (of-date y m 1 0)))
               (fn [local] (subs (show-date local) 0 (- (count (show-date local)) 3)))
               identity
               {"toLocalDate" (fn [this d] (local-object LocalDate (with-field (.-local this) "dayOfMonth" d)))}))

(doseq [[name class] {"LocalDate" LocalDate "LocalTime" LocalTime "LocalDateTime" LocalDateTime "YearMonth" YearMonth}
        [member doc f] [["now" "Now."
                         (fn [& [z]]
                           (let [z (or (zone-argument z) (default-zone)) ms (now-ms)]
                             (local-object class (+ ms (offset-at z ms)))))]
                        ["parse" "Of a text."
                         (fn [s & [formatter]]
                           (local-object class
                                         (if formatter
                                           (.-local (.parseLocalDateTime formatter s))
                                           (.-local ((requiring-resolve 'cljsh.java.joda-format/read-local) s)))))]
                        ["fromDateFields" "That of a java.util.Date."
                         (fn [d] (let [ms (inst-ms d)] (local-object class (+ ms (offset-at (default-zone) ms)))))]]]
  (py/setattr class member (py/staticmethod f))
  (java/note (str "org.joda.time." name) member doc))
(py/setattr LocalTime "fromMillisOfDay" (py/staticmethod (fn [ms] (local-object LocalTime ms))))
(py/setattr LocalTime "MIDNIGHT" (local-object LocalTime 0))

(defn ^:no-doc print-as-object [class]
  (defmethod print-method class
    [x ^java.io.Writer w]
    (.write w (java/object-text (str (.-__module__ (clojure.core/class x)) "." (.-__name__ (clojure.core/class x))) x))))
(run! print-as-object
      [DateTime DateMidnight Instant MutableDateTime LocalDate LocalTime LocalDateTime YearMonth DateTimeZone])
