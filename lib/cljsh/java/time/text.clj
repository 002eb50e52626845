;; SPDX-License-Identifier: MIT
;; java.util.Date and TimeZone, and java.text over java.time; a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(defn- zdt-of [x z] (zoned (instant (* 1000000 (inst-ms x))) z))
(defmethods "Date" (fn [x] (and (inst? x) (not (point? x)))) ; the times of java.time have such methods of their own
  (toInstant "Its Instant." (fn [d] (if (point? d) (moment d) (instant (* 1000 (quot (+ (* 1000 (inst-ms d)) (mod (py/getattr d "microsecond" 0) 1000)) 1))))))
  (getYear "Years since 1900." (fn [d] (- (.-year d) 1900)))
  (getMonth "The month, from 0." (fn [d] (dec (.-month d)))) (getDate "The day of the month." (fn [d] (.-day d)))
  (getDay "The day of the week, Sunday is 0." (fn [d] (mod (.isoweekday d) 7))) (getTimezoneOffset "0." (fn [_] 0))
  (getHours "The hour." (fn [d] (.-hour d))) (getMinutes "The minute." (fn [d] (.-minute d))) (getSeconds "The second." (fn [d] (.-second d))))
(statics java.util.Date "Moments: datetime.datetime in UTC."
  (from "That of an Instant." (fn [i] (java.util.Date. (.toEpochMilli i)))))

(deftype SimpleDateFormat [^:mutable pattern ^:mutable zone ^:mutable lenient]
  Object
  (setTimeZone [_ z] (set! zone (if (py/hasattr z "offsetAt") z (cljsh.java.time/zone (.getID z)))) nil)
  (getTimeZone [_] zone)
  (setLenient [_ on] (set! lenient on) nil)
  (isLenient [_] lenient)
  (toPattern [_] pattern)
  (applyPattern [_ p] (set! pattern p) nil)
  (format [_ d] (.format (formatter pattern) (zoned (instant (* 1000000 (if (integer? d) d (inst-ms d)))) zone)))
  (parse [_ s] (java.util.Date. (.toEpochMilli (leniently pattern (str s) zone lenient)))))
(java/enter-class java.text.SimpleDateFormat SimpleDateFormat "How dates are written."
  (new "Of letters." (fn [pattern & _] (SimpleDateFormat. pattern (system-zone) true))))
(defmethods "TimeZone" (fn [x] (py/hasattr x "offsetAt"))
  (getID "Its name." (fn [z] (if (= "Z" (.getId z)) "UTC" (.getId z))))
  (toZoneId "Itself." identity)
  (getRawOffset "Its difference from UTC in milliseconds, without summer time."
    (fn [z] (* 1000 (min (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
  (inDaylightTime "Is it summer time?"
    (fn [z d] (not= (.offsetAt z (quot (inst-ms d) 1000)) (min (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
  (useDaylightTime "Has it summer time?" (fn [z] (not= (.offsetAt z 1704067200) (.offsetAt z 1719792000)))))
(statics java.util.TimeZone "Zones."
  (getTimeZone "Of a name." (fn [id] (if (string? id) (try (zone id) (catch ValueError _ (zone "UTC"))) id)))
  (getDefault "That of the process." (fn [] (system-zone)))
  (setDefault "Does nothing." (fn [_] nil)))

(statics java.text.Normalizer "Unicode's forms."
  (normalize "In a form." (fn [s form] (.normalize (py/__import__ "unicodedata") (str form) s))))
(java/enum java.text.Normalizer$Form "Unicode's forms." NFC NFD NFKC NFKD)
