;; SPDX-License-Identifier: MIT
;; How times are written and read: DateTimeFormatter and its builder. A part of
;; cljsh.java.time.
;;
;; A format is a vector of elements, each a map: :write makes the text of a time,
;; or nil where the time has no such part; :read gives [fields position] of what
;; stands in a text at a position, with what was read before it in fields, or nil.

(in-ns 'cljsh.java.time)


;; --- patterns ----------------------------------------------------------------------------

(defn- pattern-letter
  "The element of a letter of a pattern that stands there n times."
  [letter n]
  (let [number (fn [field & [most]]
                 (number-element field n (if (= n 1) 19 (or most n)) (if (= n 1) "NORMAL" "NOT_NEGATIVE")))
        words (fn [field] (worded field (case (int n) 4 "FULL" 5 "NARROW" "SHORT")))
        year (fn [field]
               (if (= n 2)
                 (reduced-element field 2 2000)
                 (number-element field n 19 (if (< n 4) "NORMAL" "EXCEEDS_PAD"))))]
    (case (str letter)
      "y" (year "YEAR_OF_ERA")
      "u" (year "YEAR")
      "Y" (let [f java.time.temporal.IsoFields/WEEK_BASED_YEAR]
            (if (= n 2) (reduced-element f 2 2000) (number-element f n 19 (if (< n 4) "NORMAL" "EXCEEDS_PAD"))))
      "w" (number-element java.time.temporal.IsoFields/WEEK_OF_WEEK_BASED_YEAR n 2 "NOT_NEGATIVE")
      ("M" "L") (if (< n 3) (number "MONTH_OF_YEAR") (words "MONTH_OF_YEAR"))
      ("Q" "q") (let [f java.time.temporal.IsoFields/QUARTER_OF_YEAR]
                  (if (< n 3)
                    (number-element f n (max n 1) "NOT_NEGATIVE")
                    (text-element f
                                  (for [i (range 1 5)]
                                    [i (if (= n 3) (str "Q" i) (str (nth ["1st" "2nd" "3rd" "4th"] (dec i)) " quarter"))]))))
      "d" (number "DAY_OF_MONTH")
      "D" (number "DAY_OF_YEAR" 3)
      "E" (words "DAY_OF_WEEK")
      ("e" "c") (if (< n 3) (number-element (.dayOfWeek (WeekFields. 7 1)) n n "NOT_NEGATIVE") (words "DAY_OF_WEEK"))
      "H" (number "HOUR_OF_DAY")
      "k" (number "CLOCK_HOUR_OF_DAY")
      "K" (number "HOUR_OF_AMPM")
      "h" (number "CLOCK_HOUR_OF_AMPM")
      "m" (number "MINUTE_OF_HOUR")
      "s" (number "SECOND_OF_MINUTE")
      "S" (fraction-element "NANO_OF_SECOND" n n false)
      "n" (number-element "NANO_OF_SECOND" n 19 "NOT_NEGATIVE")
      "N" (number-element "NANO_OF_DAY" n 19 "NOT_NEGATIVE")
      "A" (number-element "MILLI_OF_DAY" n 19 "NOT_NEGATIVE")
      "a" (words "AMPM_OF_DAY")
      "G" (words "ERA")
      "g" (number java.time.temporal.JulianFields/MODIFIED_JULIAN_DAY)
      "X" (offset-element (nth ["+HHmm" "+HHMM" "+HH:MM" "+HHMMss" "+HH:MM:ss"] (dec n)) "Z")
      "x" (offset-element (nth ["+HHmm" "+HHMM" "+HH:MM" "+HHMMss" "+HH:MM:ss"] (dec n))
                          (if (= n 1) "+00" (if (odd? n) "+00:00" "+0000")))
      "Z" (case (int n) 4 (localized-offset true) 5 (offset-element "+HH:MM:ss" "Z") (offset-element "+HHMM" "+0000"))
      "O" (localized-offset (= n 4))
      "V" (zone-element zone-id)
      ("z" "v") (zone-element zone-name)
      (throw (IllegalArgumentException. (str "Unknown pattern letter: " letter))))))

(defn- pattern-elements
  "The elements of a pattern of letters, as yyyy-MM-dd['T'HH:mm]."
  [pattern]
  (loop [tokens (re-seq #"''|'(?:[^']|'')*'|p+|([A-Za-z])\1*|[^A-Za-z']" (str pattern)) stack [[]] width nil]
    (if-let [[[text letter] & more] (seq (map (fn [t] (if (vector? t) t [t nil])) tokens))]
      (let [add (fn [element] (update stack (dec (count stack)) conj (if width (padded element width " ") element)))]
        (cond
          (= text "[") (recur more (conj stack []) nil)
          (and (= text "]") (= 1 (count stack)))
            (throw (IllegalArgumentException. "Pattern invalid as it contains ] without previous ["))
          (= text "]") (recur more (update (pop stack) (- (count stack) 2) conj (optional (peek stack))) nil)
          (= text "''") (recur more (add (literal "'")) nil)
          (str/starts-with? text "'")
            (recur more (add (literal (str/replace (subs text 1 (dec (count text))) "''" "'"))) nil)
          (= "p" (subs text 0 1)) (recur more stack (count text))
          letter (recur more (add (pattern-letter (first text) (count text))) nil)
          :else (recur more (add (literal text)) nil)))
      (reduce (fn [inner outer] (conj outer (optional inner))) (peek stack) (reverse (pop stack))))))

;; --- what was read --------------------------------------------------------------------------

(deftype Parsed [days nanos secs zone fields]
  java.time.temporal.TemporalAccessor
  Object
  (toLocalDate [this] (if days (LocalDate. days) (bad "Unable to obtain LocalDate from TemporalAccessor: " this)))
  (toLocalTime [this] (if nanos (LocalTime. nanos) (bad "Unable to obtain LocalTime from TemporalAccessor: " this)))
  (toLocalDateTime [this]
    (if (and days nanos)
      (LocalDateTime. (+ (* day-nanos days) nanos))
      (bad "Unable to obtain LocalDateTime from TemporalAccessor: " this)))
  (parts_ [_] [days nanos])
  (read_ [_ field] (get fields (if (py/hasattr field "field_from_") field (label field))))
  (getOffset [_] (when secs (ZoneOffset. secs)))
  (getZone [_] zone)
  (toOffsetDateTime [this]
    (OffsetDateTime. (.-nanos (.toLocalDateTime this))
                     (or (.getOffset this) (bad "Unable to obtain OffsetDateTime from TemporalAccessor: " this))))
  (toInstant [this]
    (cond
      (get fields "INSTANT_SECONDS")
        (Instant. (+ (* 1000000000 (get fields "INSTANT_SECONDS")) (get fields "NANO_OF_SECOND" 0)))
      (and days nanos (or secs zone)) (.toInstant (zoned (.toLocalDateTime this) (or (.getOffset this) zone)))
      :else (bad "Unable to obtain Instant from TemporalAccessor: " this)))
  (toString [_]
    (str "{"
         (str/join ", " (for [[k v] fields :when (not (keyword? k))] (str (if (string? k) (words k) k) "=" v)))
         "},ISO"
         (when zone (str "," zone))
         (when days (str " resolved to " (date-text days)))
         (when nanos (str (if days "T" " resolved to ") (time-text nanos))))))
(swap! time-classes conj Parsed)

(defn- with-year
  "The fields, with the year that one of an era is: where style is strict the era has to be there."
  [fields style]
  (let [y (get fields "YEAR_OF_ERA")]
    (if (or (nil? y) (get fields "YEAR"))
      fields
      (case (get fields "ERA")
        0 (assoc fields "YEAR" (- 1 y))
        1 (assoc fields "YEAR" y)
        (if (= style "STRICT") fields (assoc fields "YEAR" y))))))

(defn- resolve-date [fields style]
  (let [year (get fields "YEAR")
        month (get fields "MONTH_OF_YEAR")
        day (get fields "DAY_OF_MONTH")
        week (some (fn [[k v]] (when (and (not (string? k)) (not (keyword? k)) (= "WeekOfWeekBasedYear" (str k))) v))
                   fields)
        based (some (fn [[k v]] (when (and (not (string? k)) (not (keyword? k)) (= "WeekBasedYear" (str k))) v)) fields)]
    (cond
      (get fields "EPOCH_DAY") (get fields "EPOCH_DAY")
      (and year month day)
        (case (str style)
          "LENIENT" (+ (add-months (days-of year 1 1) (dec month)) (dec day))
          "STRICT" (check-date year month day)
          (if (and (<= 1 month 12) (<= 1 day 31))
            (days-of year month (min day (month-length year month)))
            (check-date year month day)))
      (and year (get fields "DAY_OF_YEAR")) (+ (days-of year 1 1) (dec (get fields "DAY_OF_YEAR")))
      (and based week (get fields "DAY_OF_WEEK"))
        (+ (week-start based 1 4) (* 7 (dec week)) (dec (get fields "DAY_OF_WEEK"))))))

(defn- resolve-time
  "[nanoseconds of the day, days more]"
  [fields style]
  (let [get-in-range (fn [field]
                       (when-let [n (get fields field)]
                         (if (= style "LENIENT") n (.checkValidValue (range-of-field field) n (words field)))))
        half (get-in-range "AMPM_OF_DAY")
        hour (or (get-in-range "HOUR_OF_DAY")
                 (some-> (get-in-range "CLOCK_HOUR_OF_DAY") (mod 24))
                 (when half
                   (some-> (or (get-in-range "HOUR_OF_AMPM") (some-> (get-in-range "CLOCK_HOUR_OF_AMPM") (mod 12)))
                           (+ (* 12 half)))))
        part (or (get fields "NANO_OF_SECOND") (some-> (get fields "MICRO_OF_SECOND") (* 1000))
                 (some-> (get fields "MILLI_OF_SECOND") (* 1000000)))
        minute (get fields "MINUTE_OF_HOUR")
        sec (get fields "SECOND_OF_MINUTE")]
    (cond
      (get fields "NANO_OF_DAY") [(get fields "NANO_OF_DAY") 0]
      (get fields "MILLI_OF_DAY") [(* 1000000 (get fields "MILLI_OF_DAY")) 0]
      (get fields "SECOND_OF_DAY") [(+ (* 1000000000 (get fields "SECOND_OF_DAY")) (or part 0)) 0]
      (and (= "24" (str (get fields "HOUR_OF_DAY"))) (not= style "STRICT")) [0 1]
      (nil? hour) nil
      (= style "LENIENT") (let [n (+ (* 3600000000000 hour)
                                     (* 60000000000 (or minute 0))
                                     (* 1000000000 (or sec 0))
                                     (or part 0))]
                            [(mod n day-nanos) (fdiv n day-nanos)])
      (and (or sec part) (nil? minute)) nil
      :else [(time-of hour (or (get-in-range "MINUTE_OF_HOUR") 0) (or (get-in-range "SECOND_OF_MINUTE") 0) (or part 0))
             0])))

(defn- parsed
  "What the fields that were read say together."
  [fields zone style]
  (let [fields (with-year (merge (:defaults fields) fields) style)
        [nanos more] (resolve-time fields style)
        days (some-> (resolve-date fields style) (+ (or more 0)))
        seconds (get fields "INSTANT_SECONDS")
        offset (or (get fields "OFFSET_SECONDS") (let [z (:zone fields)] (when (instance? ZoneOffset z) (.-secs z))))
        zone (or (:zone fields) zone)
        local (when seconds
                (+ (* 1000000000 (+ seconds (if zone (.offsetAt zone seconds) (or offset 0))))
                   (get fields "NANO_OF_SECOND" 0)))]
    (if local
      (Parsed. (when (or zone offset) (fdiv local day-nanos))
               (when (or zone offset) (mod local day-nanos))
               (or offset (when zone (.offsetAt zone seconds)))
               zone
               fields)
      (Parsed. days nanos offset zone fields))))

;; --- formatters ---------------------------------------------------------------------------

(defn- parse-failed [text why]
  (throw (java.time.format.DateTimeParseException. (str "Text '" text "' could not be parsed" why))))

(deftype DateTimeFormatter [elements pattern zone style write read]
  Object
  (format [_ x]
    (let [x (cond
              (and zone (instance? Instant x)) (zoned x zone)
              (and zone (instance? ZonedDateTime x)) (zoned x zone)
              (point? x) x
              (inst? x) (zoned (instant (* 1000000 (inst-ms x))) (or zone (ZoneOffset. 0)))
              :else x)]
      (if write (write x) (elements-write elements x))))
  (formatTo [this x out] (.append out (.format this x)) nil)
  (parse [_ text & queries]
    (let [text (str text)
          x (if read
              (read text)
              (let [[fields i] (elements-read elements {} text 0)]
                (cond
                  (nil? fields) (parse-failed text (str " at index " i))
                  (< i (count text)) (parse-failed text (str ", unparsed text found at index " i))
                  :else (try
                          (parsed fields zone style)
                          (catch java.time.DateTimeException e (parse-failed text (str ": " (ex-message e))))))))]
      (if-let [f (first queries)] (if (py/hasattr f "queryFrom") (.queryFrom f x) (f x)) x)))
  (parseBest [this text queries]
    (let [x (.parse this text)]
      (or (some (fn [f] (try (f x) (catch java.time.DateTimeException _ nil))) queries)
          (parse-failed text ": Unable to convert temporal accessor using any of the specified queries"))))
  (withZone [_ z] (DateTimeFormatter. elements pattern z style write read))
  (withResolverStyle [_ s] (DateTimeFormatter. elements pattern zone (str s) write read))
  (withLocale [this _] this)
  (withChronology [this _] this)
  (withDecimalStyle [this _] this)
  (localizedBy [this _] this)
  (getLocale [_] (deref (resolve 'java.util.Locale/US)))
  (getResolverStyle [_] (java.time.format.ResolverStyle/valueOf style))
  (getZone [_] zone)
  (toString [_] (str pattern)))

(defn- formatter [pattern & _] (DateTimeFormatter. (pattern-elements pattern) pattern nil "SMART" nil nil))

(defn- element-of
  "A formatter as an element of another."
  [f]
  {:write (fn [x] (.format f x))
   :read  (fn [fields s i]
            (if-let [elements (.-elements f)]
              (let [[found j] (elements-read elements fields s i)] (when found [found j]))
              (loop [n (count s)] ; one of ISO's: the longest text that it can read
                (when (> n i)
                  (if-let [x (try (.parse f (subs s i n)) (catch [Exception Error] _ nil))]
                    [(cond-> (merge fields (.-fields x))
                       (.-days x)  (assoc "EPOCH_DAY" (.-days x))
                       (.-nanos x) (assoc "NANO_OF_DAY" (.-nanos x))
                       (.-secs x)  (assoc "OFFSET_SECONDS" (.-secs x))
                       (.-zone x)  (assoc :zone (.-zone x)))
                     n]
                    (recur (dec n)))))))})

(defn- map-like-text? [x] (or (map? x) (instance? java.util.Map x)))

(deftype DateTimeFormatterBuilder [^:mutable stack ^:mutable width]
  Object
  (add_ [this element]
    (let [element (if width (padded element (first width) (second width)) element)]
      (set! width nil)
      (set! stack (update stack (dec (count stack)) conj element))
      this))
  (appendPattern [this pattern] (doseq [e (pattern-elements pattern)] (.add_ this e)) this)
  (appendLiteral [this x] (.add_ this (literal (str x))))
  (appendValue [this field]
    (.add_ this (number-element (if (py/hasattr field "field_from_") field (label field)) 1 19 "NORMAL")))
  (appendValue [this field n]
    (.add_ this (number-element (if (py/hasattr field "field_from_") field (label field)) n n "NOT_NEGATIVE")))
  (appendValue [this field least most style]
    (.add_ this (number-element (if (py/hasattr field "field_from_") field (label field)) least most (str style))))
  (appendValueReduced [this field width _ base]
    (.add_ this (reduced-element (label field) width (if (integer? base) base (.getYear base)))))
  (appendText [this field] (.add_ this (worded field "FULL")))
  (appendText [this field x] (.add_ this (if (map-like-text? x) (text-element (label field) (seq x)) (worded field x))))
  (appendFraction [this field least most point] (.add_ this (fraction-element (label field) least most point)))
  (appendInstant [this] (.add_ this (element-of (deref (resolve 'java.time.format.DateTimeFormatter/ISO_INSTANT)))))
  (appendInstant [this _] (.appendInstant this))
  (appendOffset [this pattern zero] (.add_ this (offset-element pattern zero)))
  (appendOffsetId [this] (.add_ this (offset-element "+HH:MM:ss" "Z")))
  (appendLocalizedOffset [this style] (.add_ this (localized-offset (= "FULL" (str style)))))
  (appendZoneId [this] (.add_ this (zone-element zone-id)))
  (appendZoneRegionId [this] (.add_ this (zone-element zone-id)))
  (appendZoneOrOffsetId [this]
    (.add_ this (zone-element (fn [x] (let [[offset z] (zone-parts x)] (str (or z (offset-text offset))))))))
  (appendZoneText [this _] (.add_ this (zone-element zone-name)))
  (append [this f] (.add_ this (element-of f)))
  (appendOptional [this f] (.add_ this (optional [(element-of f)])))
  (optionalStart [this] (set! stack (conj stack [])) this)
  (optionalEnd [this]
    (when (= 1 (count stack))
      (throw (IllegalStateException. "Cannot call optionalEnd() as there was no previous call to optionalStart()")))
    (let [inner (peek stack)] (set! stack (pop stack)) (.add_ this (optional inner))))
  (padNext [this n] (.padNext this n " "))
  (padNext [this n ch] (set! width [n ch]) this)
  (parseCaseInsensitive [this] (.add_ this (setting :fold-case true)))
  (parseCaseSensitive [this] (.add_ this (setting :fold-case false)))
  (parseLenient [this] this)
  (parseStrict [this] this)
  (parseDefaulting [this field n] (.add_ this (default-of field n)))
  (toFormatter [this & _]
    (while (< 1 (count stack)) (.optionalEnd this))
    (DateTimeFormatter. (first stack) "" nil "SMART" nil nil)))
(java/enter-class java.time.format.DateTimeFormatterBuilder DateTimeFormatterBuilder "What formatters are built by."
  (new "An empty one." (fn [] (DateTimeFormatterBuilder. [[]] nil))))

;; --- java.text.SimpleDateFormat reads what is roughly so -------------------------------------

(defn- after-blanks [element]
  (assoc element
         :read
         (fn [fields s i]
           ((:read element) fields
                            s
                            (loop [i i]
                              (if (and (< i (count s)) (contains? #{\space \tab} (nth s i))) (recur (inc i)) i))))))

(defn- recent-year
  "A year of which two digits are there is at most 80 years ago, and 20 ahead."
  [element]
  (assoc element
         :read
         (fn [fields s i]
           (when-let [[fields j] ((:read element) fields s i)]
             (let [n (get fields "YEAR") base (- ((now-in nil) 0) 80)]
               [(if (= 2 (count (str/trim (subs s i j)))) (assoc fields "YEAR" (+ base (mod (- n base) 100))) fields) j])))))

(def ^:private fixed-zones
  "Zones by short names that say whether it is summer time."
  {"EST" -18000
   "EDT" -14400
   "CST" -21600
   "CDT" -18000
   "MST" -25200
   "MDT" -21600
   "PST" -28800
   "PDT" -25200
   "CET" 3600
   "CEST" 7200
   "BST" 3600
   "JST" 32400})

(def ^:private fixed-zone
  {:read (fn [fields s i]
           (let [[all] (re-find #"^([A-Z]{3,4})" (subs s i))]
             (when-let [secs (get fixed-zones all)]
               [(assoc fields "OFFSET_SECONDS" secs) (+ i (count all))])))})

(defn- lenient-elements [pattern]
  (let [letters (fn [t] (when (re-matches #"[A-Za-z]+" t) [(first t) (count t)]))
        number? (fn [t]
                  (when-let [[letter n] (some-> t letters)]
                    (or (contains? #{\y \u \d \D \H \k \K \h \m \s \S} letter) (and (contains? #{\M \L} letter) (< n 3)))))
        noon? (str/includes? pattern "a")
        tokens (map first (re-seq #"(''|'(?:[^']|'')*'|([A-Za-z])\2*|[^A-Za-z'])" pattern))]
    (map (fn [t following]
           (let [[letter n] (letters t)
                 field (get {\y "YEAR"
                             \u "DAY_OF_WEEK"
                             \M "MONTH_OF_YEAR"
                             \L "MONTH_OF_YEAR"
                             \d "DAY_OF_MONTH"
                             \D "DAY_OF_YEAR"
                             \H "HOUR_OF_DAY"
                             \k "CLOCK_HOUR_OF_DAY"
                             \K (if noon? "HOUR_OF_AMPM" "HOUR_OF_DAY")
                             \h (if noon? "CLOCK_HOUR_OF_AMPM" "HOUR_OF_DAY")
                             \m "MINUTE_OF_HOUR"
                             \s "SECOND_OF_MINUTE"
                             \S "MILLI_OF_SECOND"}
                            letter)]
             (cond
               (nil? letter) (if (re-matches #"\s" t)
                               {:read (fn [fields s i]
                                        (let [[all] (re-find #"^(\s+)" (subs s i))]
                                          (when all [fields (+ i (count all))])))}
                               (literal (if (> (count t) 1) (str/replace (str/replace t #"^'|'$" "") "''" "'") t)))
               (number? t) (cond-> (after-blanks (if (number? following)
                                                   (number-element field n n "NOT_NEGATIVE")
                                                   (number-element field 1 9 "NORMAL")))
                             (and (= letter \y) (<= n 2))
                             recent-year)
               (= letter \M) (text-element "MONTH_OF_YEAR"
                               (mapcat (fn [style] (names-of-field "MONTH_OF_YEAR" style)) ["FULL" "SHORT"]))
               (= letter \E) (text-element "DAY_OF_WEEK"
                               (mapcat (fn [style] (names-of-field "DAY_OF_WEEK" style)) ["FULL" "SHORT"]))
               (contains? #{\z \Z \X} letter)
                 (let [gmt (localized-offset false)
                       offset (offset-element "+HHmm" "Z")
                       colon (offset-element "+HH:MM" "Z")
                       named (zone-element zone-name)]
                   {:read (fn [fields s i] (some (fn [e] ((:read e) fields s i)) [gmt colon offset fixed-zone named]))})
               :else (pattern-letter letter n))))
         tokens
         (concat (rest tokens) [nil]))))

(defn- leniently
  "The instant of a text by a pattern: what is not there is that of 1970, what is too much goes on to the next."
  [pattern text zone lenient]
  (let [[fields] (elements-read (lenient-elements pattern) {:fold-case true} text 0)]
    (when-not fields (throw (java.text.ParseException. (str "Unparseable date: " (pr-str text)))))
    (let [hours? (some fields ["HOUR_OF_DAY" "CLOCK_HOUR_OF_DAY" "HOUR_OF_AMPM" "CLOCK_HOUR_OF_AMPM"])
          fields (merge {"YEAR" 1970}
                        (when-not (get fields "DAY_OF_YEAR") {"MONTH_OF_YEAR" 1 "DAY_OF_MONTH" 1})
                        (if hours? {"AMPM_OF_DAY" 0} {"HOUR_OF_DAY" 0})
                        fields)
          x (try
              (parsed fields nil (if lenient "LENIENT" "STRICT"))
              (catch java.time.DateTimeException _
                (throw (java.text.ParseException. (str "Unparseable date: " (pr-str text))))))]
      (.toInstant (zoned (.toLocalDateTime x) (or (.getOffset x) (.getZone x) zone))))))
