;; SPDX-License-Identifier: MIT
;; org.joda.time.format: a formatter has `items`, each of which can write a part
;; of an object and read it from a text. An item is a text, [:field name width
;; how], or one of the shapes that `write-item` and `read-item` list together.

(ns cljsh.java.joda-format
  "org.joda.time.format: times as texts, by patterns and by ISO 8601."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [statics]]
            [cljsh.java.joda :as joda :refer [date-time default-zone field instance joda-class utc zone-of-id]]
            [clojure.string :as str]))

(defn- pad [n width] (if (neg? n) (str "-" (.zfill (str (- n)) width)) (.zfill (str n) width)))

;; --- writing -----------------------------------------------------------------------------

(defn- offset-text [x colon? zero]
  (let [o (if (py/hasattr x "ms") (- (.-local x) (.-ms x)) 0), a (quot (abs o) 60000)]
    (cond (not (py/hasattr x "ms")) "" ; what has no zone has no offset
          (and zero (zero? o)) zero
          :else (str (if (neg? o) "-" "+") (pad (quot a 60) 2) (when colon? ":") (pad (mod a 60) 2)))))

(defn- write-item [x item]
  (if (string? item) item
    (let [[kind a b c] item, local (.-local x)]
      (case kind
        :number   (pad (field local a) b)                        ; field, least width, most digits read
        :two      (pad (mod (field local a) 100) 2)              ; field: the year of a century
        :text     (joda/field-text a (field local a) b)          ; field, short?
        :fraction (let [t (.zfill (str (field local "millisOfSecond")) 3)] (if (<= a 3) (subs t 0 a) (.ljust t a "0"))) ; least digits, most digits
        :offset   (offset-text x a b)                            ; colon?, text for zero or nil
        :zone-id  (if (py/hasattr x "zone") (str (.-zone x)) "")
        :zone-name (if (py/hasattr x "ms") (.getShortName (.-zone x) (.-ms x)) "")
        :or       (str/join (map (fn [i] (write-item x i)) (first a)))
        :optional (str/join (map (fn [i] (write-item x i)) a))))))

;; --- reading -------------------------------------------------------------------------------
;; A reader is given the text, the place, and what has been found; it returns the
;; place after what it has read and what is known then, or nil.

(declare read-items)

(defn- digits-at
  "Up to so many digits, at a place."
  [text at most sign?]
  (let [from (if (and sign? (< at (count text)) (#{"-" "+"} (subs text at (inc at)))) (inc at) at)]
    (loop [i from]
      (if (and (< i (count text)) (< (- i from) most) (.isdigit (subs text i (inc i))))
        (recur (inc i))
        (when (> i from) i)))))

(def ^:private months
  ["january" "february" "march" "april" "may" "june" "july" "august" "september" "october" "november" "december"])
(def ^:private weekdays ["monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday"])

(defn- read-name [text at found name]
  (let [all (case name "monthOfYear" months "dayOfWeek" weekdays "halfdayOfDay" ["am" "pm"] ["bc" "ad"])
        base (if (#{"halfdayOfDay" "era"} name) 0 1)
        low (str/lower-case (subs text at))
        hit (some (fn [[i t]] (when (str/starts-with? low t) [i (count t)]))
                  (concat (map-indexed vector all) (map-indexed (fn [i t] [i (subs t 0 (min 3 (count t)))]) all)))]
    (when hit [(+ at (second hit)) (assoc found name (+ base (first hit)))])))

(defn- read-offset [text at found zero]
  (if (and zero (str/starts-with? (subs text at) zero))
    [(+ at (count zero)) (assoc found :offset 0)]
    (when-let [[all sign h m s] (re-find #"^([-+])(\d{2})(?::?(\d{2}))?(?::?(\d{2}))?" (subs text at))]
      [(+ at (count all))
       (assoc found
              :offset
              (* (if (= sign "-") -1000 1000)
                 (+ (* 3600 (parse-long h)) (* 60 (parse-long (or m "0"))) (parse-long (or s "0")))))])))

(defn- read-item [text at found item]
  (if (string? item)
    (when (str/starts-with? (str/lower-case (subs text at)) (str/lower-case item)) [(+ at (count item)) found])
    (let [[kind a b c] item]
      (case kind
        :number   (when-let [end (digits-at text at (or c 9) (#{"year" "weekyear" "yearOfEra"} a))] [end (assoc found a (parse-long (str/replace (subs text at end) "+" "")))])
        :two      (when-let [end (digits-at text at 9 true)]
                    (let [n (parse-long (str/replace (subs text at end) "+" "")), pivot (get found :pivot 2000), low (- pivot 50)]
                      [end (assoc found a (if (and (= 2 (- end at)) (nat-int? n)) (+ low (mod (- n low) 100)) n))]))
        :text     (read-name text at found a)
        :fraction (when-let [end (digits-at text at b false)] [end (assoc found "millisOfSecond" (parse-long (subs (.ljust (subs text at end) 3 "0") 0 3)))])
        :offset   (read-offset text at found b)
        (:zone-id :zone-name) (when-let [id (re-find #"^[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+)*" (subs text at))]
                                (when-let [z (try (zone-of-id (get {"PST" "America/Los_Angeles" "PDT" "America/Los_Angeles" "EST" "America/New_York" "EDT" "America/New_York" "CST" "America/Chicago" "CDT" "America/Chicago" "MST" "America/Denver" "MDT" "America/Denver"} id id)) (catch [Exception Error] _ nil))]
                                  [(+ at (count id)) (assoc found :zone z)]))
        ;; of several, the one that reads furthest
        :or       (reduce (fn [best items] (let [r (read-items text at found items)] (if (and r (or (nil? best) (> (first r) (first best)))) r best))) nil a)
        :optional (or (read-items text at found a) [at found])))))

(defn- read-items [text at found items]
  (reduce (fn [[at found] item] (or (read-item text at found item) (reduced nil))) [at found] items))

(defn- bad-format [text] (throw (IllegalArgumentException. (str "Invalid format: \"" text "\""))))

(def ^:private order
  "Fields in the order in which they are set."
  ["era" "year" "yearOfEra" "centuryOfEra" "yearOfCentury" "weekyear" "monthOfYear" "weekOfWeekyear" "dayOfYear"
   "dayOfMonth" "dayOfWeek" "halfdayOfDay" "hourOfDay" "clockhourOfDay" "hourOfHalfday" "clockhourOfHalfday"
   "minuteOfDay" "minuteOfHour" "secondOfDay" "secondOfMinute" "millisOfDay" "millisOfSecond"])

(defn- local-of
  "The local time of the fields that have been read."
  [found default-year]
  (let [start (.-local (date-time (- (* 86400000 (joda/days-since-1970 (if (or (found "year") (found "yearOfEra") (found "weekyear")) 1970 default-year) 1 1)) 0) utc))
        start (if (found "weekyear") (+ start (* 86400000 (- 4 (field start "dayOfWeek")))) start) ; a day of the first week
        set (fn [local name] (if-let [v (found name)] (joda/with-field local name v) local))
        local (reduce set start (if (found "weekyear") order (remove #{"weekOfWeekyear"} order)))]
    (if (and (found "weekyear") (not (found "dayOfWeek"))) (joda/with-field local "dayOfWeek" 1) local)))

(defn- read-whole [f text]
  (let [text (str text)
        [end found] (or (read-items text 0 {:pivot (or (.-pivot f) 2000)} (.-items f)) (bad-format text))]
    (when (not= end (count text))
      (throw (IllegalArgumentException. (str "Invalid format: \"" text "\" is malformed at \"" (subs text end) "\""))))
    [(try
       (local-of found (or (.-year f) 2000))
       (catch IllegalArgumentException e
         (throw (IllegalArgumentException. (str "Cannot parse \"" text "\": " (ex-message e)))))) found]))

;; --- formatters ------------------------------------------------------------------------------

(declare DateTimeFormatter)
(defn- formatter-of [items]
  (instance DateTimeFormatter {"items" (vec items) "zone" nil "year" nil "pivot" nil "keep" false "locale" nil}))
(defn- but [f & changes]
  (instance DateTimeFormatter
            (merge (into {} (for [k ["items" "zone" "year" "pivot" "keep" "locale"]] [k (py/getattr f k)]))
                   (apply hash-map changes))))

(defn- shown "What a formatter writes of: a moment in its zone, or what has none." [f x]
  (cond (nil? x) (date-time (joda/now-ms) (or (.-zone f) (default-zone)))
        (integer? x) (date-time x (or (.-zone f) (default-zone)))
        (py/hasattr x "ms") (if (.-zone f) (date-time (.-ms x) (.-zone f)) x)
        (py/hasattr x "local") x
        :else (date-time (joda/ms-of x) (or (.-zone f) (default-zone)))))

(defn- parse-moment [f text]
  (let [[local found] (read-whole f text)
        zone (or (.-zone f) (default-zone))
        offset (:offset found)
        ms (cond
             offset (- local offset)
             (:zone found) (joda/resolve-local local (:zone found) false)
             :else (joda/resolve-local local zone false))]
    (date-time ms
               (cond
                 (.-zone f) (.-zone f)
                 (and (.-keep f) offset) (zone-of-id (if (zero? offset) "UTC" (joda/offset-text offset)))
                 (:zone found) (:zone found)
                 :else zone))))

(def ^:no-doc DateTimeFormatter
  (joda-class "org.joda.time.format.DateTimeFormatter" "Writes times and reads them." [py/object]
    {"print"         (fn [f x] (let [x (shown f x)] (str/join (map (fn [i] (write-item x i)) (.-items f)))))
     "printTo"       (fn [f out x] (.append out (.print f x)) nil)
     "parseDateTime" parse-moment
     "parseMutableDateTime" (fn [f text] (.toMutableDateTime (parse-moment f text)))
     "parseMillis"   (fn [f text] (.-ms (parse-moment f text)))
     "parseLocalDateTime" (fn [f text] (joda/local-object joda/LocalDateTime (first (read-whole f text))))
     "parseLocalDate" (fn [f text] (joda/local-object joda/LocalDate (first (read-whole f text))))
     "parseLocalTime" (fn [f text] (joda/local-object joda/LocalTime (first (read-whole f text))))
     "withZone"      (fn [f z] (but f "zone" z "keep" false))
     "withZoneUTC"   (fn [f] (but f "zone" utc "keep" false))
     "withOffsetParsed" (fn [f] (but f "zone" nil "keep" true))
     "withLocale"    (fn [f l] (but f "locale" l))
     "withChronology" (fn [f c] (but f "zone" (when c (.-zone c))))
     "withPivotYear" (fn [f y] (but f "pivot" y))
     "withDefaultYear" (fn [f y] (but f "year" y))
     "getZone"       (fn [f] (.-zone f))
     "getLocale"     (fn [f] (.-locale f))
     "getPivotYear"  (fn [f] (.-pivot f))
     "getDefaultYear" (fn [f] (or (.-year f) 2000))
     "isPrinter"     (fn [_] true)
     "isParser"      (fn [_] true)
     "getPrinter"    identity
     "getParser"     identity}))
(java/enter "org.joda.time.format.DateTimePrinter" DateTimeFormatter)
(java/enter "org.joda.time.format.DateTimeParser" DateTimeFormatter)

;; --- patterns -----------------------------------------------------------------------------------

(defn- letter-item [letter n last?]
  (let [number (fn [name most] [:number name n (if last? (max n most) n)])]
    (case letter
      "y" (if (= n 2) [:two "year"] [:number "year" n (if last? 9 (max n 4))])
      "Y" (if (= n 2) [:two "yearOfEra"] [:number "yearOfEra" n (if last? 9 (max n 4))])
      "x" (if (= n 2) [:two "weekyear"] [:number "weekyear" n (if last? 9 (max n 4))])
      "C" (number "centuryOfEra" 9)
      "G" [:text "era" true]
      "M" (if (>= n 3) [:text "monthOfYear" (= n 3)] (number "monthOfYear" 2))
      "d" (number "dayOfMonth" 2)
      "D" (number "dayOfYear" 3)
      "e" (number "dayOfWeek" 1)
      "E" [:text "dayOfWeek" (< n 4)]
      "w" (number "weekOfWeekyear" 2)
      "a" [:text "halfdayOfDay" true]
      "K" (number "hourOfHalfday" 2)
      "h" (number "clockhourOfHalfday" 2)
      "H" (number "hourOfDay" 2)
      "k" (number "clockhourOfDay" 2)
      "m" (number "minuteOfHour" 2)
      "s" (number "secondOfMinute" 2)
      "S" [:fraction n n]
      "Z" (case (int n) 1 [:offset false nil] 2 [:offset true nil] [:zone-id])
      "z" [:zone-name]
      (throw (IllegalArgumentException. (str "Illegal pattern component: " (.ljust "" n letter)))))))

(defn- pattern-items [pattern]
  (when (empty? pattern) (throw (IllegalArgumentException. "Invalid pattern specification")))
  (let [tokens (map first (re-seq #"(''|'(?:[^']|'')*'|([A-Za-z])\2*|[^A-Za-z']+)" pattern))
        letters? (fn [t] (and t (re-matches #"[A-Za-z]+" t)))]
    (map (fn [t next-one]
           (cond
             (= t "''") "'"
             (str/starts-with? t "'") (str/replace (subs t 1 (dec (count t))) "''" "'")
             (letters? t) (letter-item (subs t 0 1) (count t) (not (letters? next-one)))
             :else t))
         tokens
         (concat (rest tokens) [nil]))))
(def ^:private for-pattern (memoize (fn [pattern] (formatter-of (pattern-items (str pattern))))))
(defn ^:no-doc print-with
  "Writes an object by a pattern, or by a formatter."
  [pattern x]
  (.print (if (string? pattern) (for-pattern pattern) pattern) x))

(defn- style-pattern [style]
  (let [[d t] (map str style)
        date ({"S" "M/d/yy" "M" "MMM d, yyyy" "L" "MMMM d, yyyy" "F" "EEEE, MMMM d, yyyy"} d)
        time ({"S" "h:mm a" "M" "h:mm:ss a" "L" "h:mm:ss a z" "F" "h:mm:ss a z"} t)]
    (str/join (if (#{"L" "F"} d) " " " ") (remove nil? [date time]))))
(statics org.joda.time.format.DateTimeFormat "Formatters of patterns."
  (forPattern "Of letters: yyyy-MM-dd." for-pattern)
  (forStyle "Of a style for the date and one for the time: S, M, L, F or -." (fn [s] (for-pattern (style-pattern s))))
  (shortDate "A style." (fn [] (for-pattern (style-pattern "S-"))))
  (mediumDate "A style." (fn [] (for-pattern (style-pattern "M-"))))
  (longDate "A style." (fn [] (for-pattern (style-pattern "L-"))))
  (fullDate "A style." (fn [] (for-pattern (style-pattern "F-"))))
  (shortTime "A style." (fn [] (for-pattern (style-pattern "-S"))))
  (mediumTime "A style." (fn [] (for-pattern (style-pattern "-M"))))
  (shortDateTime "A style." (fn [] (for-pattern (style-pattern "SS"))))
  (mediumDateTime "A style." (fn [] (for-pattern (style-pattern "MM")))))

;; --- ISO 8601 -------------------------------------------------------------------------------------

(def ^:private parts
  "The parts of ISO 8601's texts; the basic ones have no separators."
  (let [y [:number "year" 4 9]
        by [:number "year" 4 4]
        mo [:number "monthOfYear" 2 2]
        d [:number "dayOfMonth" 2 2]
        dy [:number "dayOfYear" 3 3]
        wy [:number "weekyear" 4 9]
        bwy [:number "weekyear" 4 4]
        w [:number "weekOfWeekyear" 2 2]
        dw [:number "dayOfWeek" 1 1]
        h [:number "hourOfDay" 2 2]
        mi [:number "minuteOfHour" 2 2]
        s [:number "secondOfMinute" 2 2]
        z [:offset true "Z"]
        bz [:offset false "Z"]
        fr [:fraction 3 9]]
    {:date [y "-" mo "-" d]
     :ordinal [y "-" dy]
     :week [wy "-W" w "-" dw]
     :basic-date [by mo d]
     :basic-ordinal [by dy]
     :basic-week [bwy "W" w dw]
     :hm [h ":" mi]
     :hms [h ":" mi ":" s]
     :hmsf [h ":" mi ":" s "." fr]
     :time [h ":" mi ":" s "." fr z]
     :time-no-ms [h ":" mi ":" s z]
     :basic-time [h mi s "." fr bz]
     :basic-time-no-ms [h mi s bz]
     :y [y]
     :ym [y "-" mo]
     :wy [wy]
     :wyw [wy "-W" w]
     :h [h]
     :any-date [[:or [[y [:optional ["-" mo [:optional ["-" d]]]]] [wy "-W" w [:optional ["-" dw]]] [y "-" dy]]]]
     :any-time [h [:or [[":" mi [:or [[":" s [:or [[[:or [["."] [","]]] [:fraction 3 9]] []]]] []]]] []]]]
     :zone [:optional [[:or [[z] [bz]]]]]}))
(defn- iso [& items]
  (formatter-of (mapcat (fn [i] (if (keyword? i) (let [p (parts i)] (if (= i :zone) [p] p)) [i])) items)))

(def ^:private iso-formatters
  {"basicDate" [:basic-date]
   "basicDateTime" [:basic-date "T" :basic-time]
   "basicDateTimeNoMillis" [:basic-date "T" :basic-time-no-ms]
   "basicOrdinalDate" [:basic-ordinal]
   "basicOrdinalDateTime" [:basic-ordinal "T" :basic-time]
   "basicOrdinalDateTimeNoMillis" [:basic-ordinal "T" :basic-time-no-ms]
   "basicTime" [:basic-time]
   "basicTimeNoMillis" [:basic-time-no-ms]
   "basicTTime" ["T" :basic-time]
   "basicTTimeNoMillis" ["T" :basic-time-no-ms]
   "basicWeekDate" [:basic-week]
   "basicWeekDateTime" [:basic-week "T" :basic-time]
   "basicWeekDateTimeNoMillis" [:basic-week "T" :basic-time-no-ms]
   "date" [:date]
   "yearMonthDay" [:date]
   "dateElementParser" [:any-date]
   "dateParser" [:any-date [:optional ["T" (parts :zone)]]]
   "localDateParser" [:any-date]
   "dateHour" [:date "T" :h]
   "dateHourMinute" [:date "T" :hm]
   "dateHourMinuteSecond" [:date "T" :hms]
   "dateHourMinuteSecondFraction" [:date "T" :hmsf]
   "dateHourMinuteSecondMillis" [:date "T" :hmsf]
   "dateOptionalTimeParser" [:any-date [:optional (into ["T"] (concat [[:optional (parts :any-time)]] [(parts :zone)]))]]
   "localDateOptionalTimeParser" [:any-date [:optional (into ["T"] (parts :any-time))]]
   "dateTime" [:date "T" :time]
   "dateTimeNoMillis" [:date "T" :time-no-ms]
   "dateTimeParser" [[:or
                      [(into [[:optional ["T"]]] (concat (parts :any-time) [(parts :zone)]))
                       (concat (parts :any-date)
                               [[:optional (into ["T"] (concat [[:optional (parts :any-time)]] [(parts :zone)]))]])]]]
   "hour" [:h]
   "hourMinute" [:hm]
   "hourMinuteSecond" [:hms]
   "hourMinuteSecondFraction" [:hmsf]
   "hourMinuteSecondMillis" [:hmsf]
   "localTimeParser" [[:optional ["T"]] :any-time]
   "timeElementParser" [:any-time]
   "timeParser" [[:optional ["T"]] :any-time :zone]
   "ordinalDate" [:ordinal]
   "ordinalDateTime" [:ordinal "T" :time]
   "ordinalDateTimeNoMillis" [:ordinal "T" :time-no-ms]
   "time" [:time]
   "timeNoMillis" [:time-no-ms]
   "tTime" ["T" :time]
   "tTimeNoMillis" ["T" :time-no-ms]
   "weekDate" [:week]
   "weekDateTime" [:week "T" :time]
   "weekDateTimeNoMillis" [:week "T" :time-no-ms]
   "weekyear" [:wy]
   "weekyearWeek" [:wyw]
   "weekyearWeekDay" [:week]
   "year" [:y]
   "yearMonth" [:ym]})
(create-ns 'org.joda.time.format.ISODateTimeFormat)
(statics org.joda.time.format.ISODateTimeFormat "Formatters of ISO 8601.")
(doseq [[member items] iso-formatters]
  (let [f (delay (apply iso items))]
    (intern 'org.joda.time.format.ISODateTimeFormat (symbol member) (fn [] @f))
    (java/note 'org.joda.time.format.ISODateTimeFormat member "One of these.")))

(def ^:private any-moment (delay (apply iso (iso-formatters "dateOptionalTimeParser"))))
(defn ^:no-doc default-parser
  "The formatter that reads any of ISO 8601's dates, and keeps its offset."
  []
  (.withOffsetParsed @any-moment))
(defn ^:no-doc read-moment
  "The moment of a text of ISO 8601; in the zone where the text has none."
  [text zone]
  (.-ms (parse-moment (but @any-moment "zone" zone) text)))
(def ^:private any-local (delay (apply iso (iso-formatters "dateTimeParser"))))
(defn ^:no-doc read-local "The local time of a text of ISO 8601." [text] (.parseLocalDateTime @any-local text))
(defn ^:no-doc local-reader "Reads a local time." [] read-local)

;; --- made of parts ------------------------------------------------------------------------------------

(defn- add-items [b & items] (py/setattr b "items" (into (.-items b) items)) b)
(joda-class "org.joda.time.format.DateTimeFormatterBuilder"
            "Makes a formatter of parts."
            [py/object]
            (merge {"__init__" (fn [b] (py/setattr b "items" []) nil)
                    "append" (fn ([b f] (apply add-items b (.-items f)))
                                 ([b printer parsers]
                                  (let [parsers (if (py/hasattr parsers "items") [parsers] (remove nil? parsers))
                                        printer (when (and printer (py/hasattr printer "items")) (.-items printer))]
                                    (add-items b
                                               [:or
                                                (distinct (cons (or printer (.-items (first parsers)))
                                                                (map (fn [p] (.-items p)) parsers)))]))))
                    "appendPattern" (fn [b pattern] (apply add-items b (pattern-items pattern)))
                    "appendLiteral" (fn [b text] (add-items b (str text)))
                    "appendOptional" (fn [b f] (add-items b [:optional (.-items f)]))
                    "appendTimeZoneOffset" (fn [b zero colon? & _]
                                             (add-items b [:offset (boolean (if (string? colon?) true colon?)) zero]))
                    "appendTimeZoneId" (fn [b] (add-items b [:zone-id]))
                    "appendFractionOfSecond" (fn [b least most] (add-items b [:fraction least most]))
                    "appendMonthOfYearText" (fn [b] (add-items b [:text "monthOfYear" false]))
                    "appendMonthOfYearShortText" (fn [b] (add-items b [:text "monthOfYear" true]))
                    "appendDayOfWeekText" (fn [b] (add-items b [:text "dayOfWeek" false]))
                    "appendDayOfWeekShortText" (fn [b] (add-items b [:text "dayOfWeek" true]))
                    "appendHalfdayOfDayText" (fn [b] (add-items b [:text "halfdayOfDay" true]))
                    "appendTwoDigitYear" (fn [b pivot & _] (add-items b [:two "year"]))
                    "appendYear" (fn [b least most] (add-items b [:number "year" least most]))
                    "appendWeekyear" (fn [b least most] (add-items b [:number "weekyear" least most]))
                    "clear" (fn [b] (py/setattr b "items" []) nil)
                    "toFormatter" (fn [b] (formatter-of (.-items b)))
                    "toParser" (fn [b] (formatter-of (.-items b)))
                    "toPrinter" (fn [b] (formatter-of (.-items b)))}
                   (into {}
                         (for [[member name most] [["MonthOfYear" "monthOfYear" 2] ["DayOfMonth" "dayOfMonth" 2]
                                                   ["DayOfYear" "dayOfYear" 3] ["DayOfWeek" "dayOfWeek" 1]
                                                   ["WeekOfWeekyear" "weekOfWeekyear" 2] ["HourOfDay" "hourOfDay" 2]
                                                   ["HourOfHalfday" "hourOfHalfday" 2]
                                                   ["ClockhourOfDay" "clockhourOfDay" 2]
                                                   ["ClockhourOfHalfday" "clockhourOfHalfday" 2]
                                                   ["MinuteOfHour" "minuteOfHour" 2]
                                                   ["SecondOfMinute" "secondOfMinute" 2]
                                                   ["MillisOfSecond" "millisOfSecond" 3]]]
                           {(str "append" member) (fn [b least] (add-items b [:number name least (max least most)]))}))))

(run! joda/print-as-object [DateTimeFormatter])
