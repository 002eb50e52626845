;; SPDX-License-Identifier: MIT
;; ISO's texts of dates and times, and java.time.format.DateTimeFormatter; a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(java/enum java.time.format.SignStyle "When a sign is written." NORMAL ALWAYS NEVER NOT_NEGATIVE EXCEEDS_PAD)

(def ^:private iso-re
  #"(?:([-+]?\d{4,9})-?(\d\d)-?(\d\d))?(?:[T ]?(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?:(Z|z|[-+]\d\d(?::?\d\d)?(?::?\d\d)?))?(?:\[([^\]]+)\])?")
(defn- iso [s]
  (let [[all y m d h mi sec f o z] (or (re-matches iso-re s)
                                       (throw (java.time.format.DateTimeParseException. (str "Text '" s
                                                                                             "' could not be parsed at index 0"))))]
    (try
      (parsed (into {:zone (some-> z zone)}
                    (filter second)
                    (let [n (fn [x] (some-> x parse-long))]
                      {"YEAR" (n y)
                       "MONTH_OF_YEAR" (n m)
                       "DAY_OF_MONTH" (n d)
                       "HOUR_OF_DAY" (n h)
                       "MINUTE_OF_HOUR" (n mi)
                       "SECOND_OF_MINUTE" (or (n sec) (when h 0))
                       "NANO_OF_SECOND" (or (some-> f (.ljust 9 "0") parse-long) (when h 0))
                       "OFFSET_SECONDS" (some-> o parse-offset)}))
              nil
              "STRICT")
      (catch java.time.DateTimeException e (parse-failed s (str ": " (ex-message e)))))))
(defn- text-in [s kind]
  (let [s (str s)
        fail (fn []
               (throw (java.time.format.DateTimeParseException. (str "Text '" s "' could not be parsed at index 0"))))
        x (iso s)
        ok (case kind
             :date (and (.-days x) (nil? (.-nanos x)))
             :time (and (nil? (.-days x)) (.-nanos x))
             :date-time (and (.-days x) (.-nanos x) (nil? (.-secs x)))
             (and (.-days x) (.-nanos x) (.-secs x)))]
    (if-not ok
      (fail)
      (case kind
        :date (.toLocalDate x)
        :time (.toLocalTime x)
        :date-time (.toLocalDateTime x)
        :instant (.toInstant x)
        :offset (.toOffsetDateTime x)
        :zoned (zoned (.toInstant (.toOffsetDateTime x)) (or (.-zone x) (ZoneOffset. (.-secs x))))))))
(defn- local-text [x]
  (let [[d n] (.parts_ x) s (quot (or n 0) 1000000000)]
    (str (when d (date-text d))
         (when n
           (str (when d "T")
                (pad (quot s 3600) 2)
                ":"
                (pad (mod (quot s 60) 60) 2)
                ":"
                (pad (mod s 60) 2)
                (let [f (.rstrip (pad (mod n 1000000000) 9) "0")] (when (seq f) (str "." f))))))))
(defn- iso-format [name write] (DateTimeFormatter. nil name nil "STRICT" write iso))
(def ^:private with-offset
  (fn [x] (str (local-text x) (offset-text (or (first (zone-parts x)) (bad "Unable to extract the offset"))))))
(java/enter-class java.time.format.DateTimeFormatter DateTimeFormatter "How times are written."
  (ofPattern "Of letters." formatter)
  (ISO_LOCAL_DATE "2020-01-31" (iso-format "ISO_LOCAL_DATE" (fn [x] (date-text (first (.parts_ x))))))
  (ISO_DATE "2020-01-31" (iso-format "ISO_DATE" (fn [x] (date-text (first (.parts_ x))))))
  (ISO_LOCAL_TIME "10:15:30" (iso-format "ISO_LOCAL_TIME" (fn [x] (local-text (.toLocalTime x)))))
  (ISO_TIME "10:15:30" (iso-format "ISO_TIME" (fn [x] (local-text (.toLocalTime x)))))
  (ISO_LOCAL_DATE_TIME "2020-01-31T10:15:30" (iso-format "ISO_LOCAL_DATE_TIME" local-text))
  (ISO_OFFSET_DATE_TIME "2020-01-31T10:15:30+01:00" (iso-format "ISO_OFFSET_DATE_TIME" with-offset))
  (ISO_INSTANT "2020-01-31T10:15:30Z" (iso-format "ISO_INSTANT" (fn [x] (str (moment x)))))
  (ISO_ZONED_DATE_TIME "With the zone."
    (iso-format "ISO_ZONED_DATE_TIME"
      (fn [x]
        (str (with-offset x)
             (let [z (second (zone-parts x))] (when (and z (not (instance? ZoneOffset z))) (str "[" z "]")))))))
  (ISO_DATE_TIME "With the zone if there is one."
    (iso-format "ISO_DATE_TIME" (fn [x] (if (first (zone-parts x)) (with-offset x) (local-text x)))))
  (BASIC_ISO_DATE "20200131"
    (iso-format "BASIC_ISO_DATE" (fn [x] (str/replace (date-text (first (.parts_ x))) "-" ""))))
  (RFC_1123_DATE_TIME "Tue, 3 Jun 2008 11:05:30 GMT"
    (DateTimeFormatter. (conj (pattern-elements "EEE, d MMM yyyy HH:mm:ss ") (offset-element "+HHMM" "GMT"))
                        "RFC_1123_DATE_TIME"
                        nil
                        "SMART"
                        nil
                        nil))
  (ofLocalizedDate "As it is usual."
    (fn [style]
      (formatter (case (str style) "SHORT" "M/d/yy" "MEDIUM" "MMM d, yyyy" "LONG" "MMMM d, yyyy" "EEEE, MMMM d, yyyy"))))
  (ISO_OFFSET_DATE "2020-01-31+01:00"
    (iso-format "ISO_OFFSET_DATE" (fn [x] (str (date-text (first (.parts_ x))) (offset-text (first (zone-parts x)))))))
  (ISO_OFFSET_TIME "10:15:30+01:00"
    (iso-format "ISO_OFFSET_TIME" (fn [x] (str (local-text (.toLocalTime x)) (offset-text (first (zone-parts x)))))))
  (ISO_ORDINAL_DATE "2020-031"
    (iso-format "ISO_ORDINAL_DATE" (fn [x] (str (year-text (.getYear x)) "-" (pad (.getDayOfYear x) 3)))))
  (ISO_WEEK_DATE "2020-W05-5"
    (iso-format "ISO_WEEK_DATE"
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
