;; SPDX-License-Identifier: MIT
;; What all that show a calendar have; a part of cljsh.java.joda.

(in-ns 'cljsh.java.joda)

(def ^:private date-fields
  ["year" "era" "yearOfEra" "centuryOfEra" "yearOfCentury" "monthOfYear" "dayOfMonth" "dayOfWeek" "dayOfYear" "weekyear"
   "weekOfWeekyear"])
(def ^:private time-fields
  ["hourOfDay" "minuteOfHour" "minuteOfDay" "secondOfMinute" "secondOfDay" "millisOfSecond" "millisOfDay"])
(defn- capital [s] (str (str/upper-case (subs s 0 1)) (subs s 1)))

(defn- field-members [names]
  (into {} (mapcat (fn [n]
                     {(str "get" (capital n)) (fn [this] (field (.-local this) n))
                      n                       (fn [this] (instance Property {"owner" this "field" n}))
                      (str "with" (capital n)) (fn [this v] (.rebuild_ this (with-field (.-local this) n v)))})
                   names)))

(defn- unit-members [names]
  (into {}
        (mapcat (fn [u]
                  {(str "plus" (capital u)) (fn [this n] (.add_ this u n))
                   (str "minus" (capital u)) (fn [this n] (.add_ this u (- n)))})
                names)))

(defn ^:no-doc field-of-type "The name of a field, of it or of its DateTimeFieldType." [x] (str x))

(defn- add-period
  "An object later by a period: unit by unit, those that it has."
  [this period sign]
  (cond
    (nil? period) this
    (py/hasattr period "values_")
      (reduce (fn [x [u n]] (if (or (zero? n) (not (contains? (.-units_ x) u))) x (.add_ x u (* sign n))))
              this
              (map vector units (.-values_ period)))
    :else (.add_ this "millis" (* sign (if (integer? period) period (.-length period))))))

(defn- shared-members [names supported text]
  (merge (field-members names)
         (unit-members (filter (set supported) units))
         {"units_" (set supported)
          "plus" (fn [this p] (add-period this p 1))
          "minus" (fn [this p] (add-period this p -1))
          "withPeriodAdded" (fn [this p n] (reduce (fn [x _] (add-period x p (if (neg? n) -1 1))) this (range (abs n))))
          "get" (fn [this t] (field (.-local this) (field-of-type t)))
          "isSupported" (fn [_ t] (contains? (set names) (field-of-type t)))
          "property" (fn [this t] (instance Property {"owner" this "field" (field-of-type t)}))
          "withField" (fn [this t v] (.rebuild_ this (with-field (.-local this) (field-of-type t) v)))
          "__str__" text
          "toString" (fn [this & [pattern]]
                       (if pattern ((requiring-resolve 'cljsh.java.joda-format/print-with) pattern this) (text this)))
          "__repr__" text}))

(defn- show-date [local] (let [[y m d] (date-of local)] (str (year-text y) "-" (pad m 2) "-" (pad d 2))))
(defn- show-time [local]
  (let [t (of-day local)]
    (str (pad (quot t 3600000) 2) ":" (pad (mod (quot t 60000) 60) 2) ":" (pad (mod (quot t 1000) 60) 2) "."
         (pad (mod t 1000) 3))))

(defn ^:no-doc local-of-fields
  "The local time of a year, month, day and so on, each in its range."
  [[y m d h mi s ms]]
  (let [m (or m 1) d (or d 1)]
    (check "monthOfYear" m 1 12)
    (check "dayOfMonth" d 1 (month-length y m))
    (doseq [[n v high] [["hourOfDay" h 23] ["minuteOfHour" mi 59] ["secondOfMinute" s 59] ["millisOfSecond" ms 999]]]
      (check n (or v 0) 0 high))
    (of-date y m d (+ (* 3600000 (or h 0)) (* 60000 (or mi 0)) (* 1000 (or s 0)) (or ms 0)))))

(defn ^:no-doc resolve-local
  "The moment of a local time in a zone. A time that the zone leaves out is refused unless `lenient`."
  [local zone lenient]
  (let [ms (- local (offset-of-local zone local))]
    (when-not (or lenient (= local (+ ms (offset-at zone ms))))
      (throw (IllegalArgumentException. (str "Illegal instant due to time zone offset transition (daylight savings time 'gap'): "
                                             (show-date local) "T" (show-time local) " (" zone ")"))))
    ms))
