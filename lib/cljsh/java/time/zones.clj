;; SPDX-License-Identifier: MIT
;; Zones and offsets; a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(defn- offset-text [s]
  (if (zero? s)
    "Z"
    (let [a (abs s)]
      (str (if (neg? s) "-" "+") (pad (quot a 3600) 2) ":" (pad (mod (quot a 60) 60) 2)
           (when (pos? (mod a 60)) (str ":" (pad (mod a 60) 2)))))))
(deftype ZoneOffset [secs]
  java.time.temporal.TemporalAccessor
  java.time.temporal.TemporalAdjuster
  Object
  (equals [_ o] (and (instance? ZoneOffset o) (= secs (.-secs o))))
  (hashCode [_] (hash secs))
  (getId [_] (offset-text secs))
  (getTotalSeconds [_] secs)
  (toString [_] (offset-text secs))
  (getRules [this] this)
  (normalized [this] this)
  (offsetAt [_ _] secs)
  (offsetOf [_ _] secs)
  (getOffset [this _] this)
  (isFixedOffset [_] true)
  (getDisplayName [_ _ _] (offset-text secs))
  Comparable
  (compareTo [_ o] (compare (.-secs o) secs)))
;; Python knows the years from 1 to 9999: outside of them a zone is as at their limits.
(defn- known-second [secs] (max -62135510400 (min secs 253402214400)))
(deftype ZoneRegion [id info]
  Object
  (equals [_ o] (and (instance? ZoneRegion o) (= id (.-id o)))) (hashCode [_] (hash id)) (getId [_] id) (toString [_] id) (getRules [this] this) (normalized [this] this) (isFixedOffset [_] false) (getDisplayName [_ _ _] id)
  (offsetAt [_ secs] (let [t (+ (dt/datetime 1970 1 1 ** :tzinfo (.-utc dt/timezone)) (dt/timedelta 0 (known-second secs)))] (long (.total_seconds (.utcoffset (.astimezone t info))))))
  (offsetOf [_ secs] ; of a local time: where it is there twice, the first; where it is not, as before the change
    (long (.total_seconds (.utcoffset (.replace (+ (dt/datetime 1970 1 1) (dt/timedelta 0 (known-second secs))) ** :tzinfo info)))))
  (getOffset [this x] (ZoneOffset. (if (py/hasattr x "toLocalTime") (.offsetOf this (fdiv (.-nanos x) 1000000000)) (.offsetAt this (fdiv (.-nanos (moment x)) 1000000000))))))
(defn- parse-offset [s]
  (if (#{"Z" "z"} s)
    0
    (let [[_ sign h m sec] (or (re-matches #"([-+])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?" s)
                               (bad "Invalid ID for ZoneOffset, invalid format: " s))]
      (* (if (= sign "-") -1 1) (+ (* 3600 (parse-long h)) (* 60 (parse-long (or m "0"))) (parse-long (or sec "0")))))))
(defn- region [id]
  (try
    (ZoneRegion. id (.ZoneInfo (py/__import__ "zoneinfo") id))
    (catch [Exception Error] _ (bad "Unknown time-zone ID: " id))))
(defn- zone [id]
  (cond (re-find #"^([-+]|[zZ]$)" id) (ZoneOffset. (parse-offset id))
        (#{"UTC" "GMT" "UT"} id) (ZoneRegion. id (.ZoneInfo (py/__import__ "zoneinfo") "UTC"))
        :else (region id)))
(defn- system-zone []
  (or (some-> (.get (.-environ (py/__import__ "os")) "TZ") not-empty (str/replace ":" "") zone)
      (let [p (.realpath (.-path (py/__import__ "os")) "/etc/localtime") i (.find p "zoneinfo/")]
        (if (neg? i)
          (zone "UTC")
          (let [id (subs p (+ i 9))] (if (#{"UTC" "Etc/UTC"} id) (zone "UTC") (zone (.removeprefix id "Etc/"))))))
      (zone "UTC")))
(java/enter-class java.time.ZoneOffset ZoneOffset "Offsets."
  (UTC "That of UTC." (ZoneOffset. 0))
  (of "Of a text." (fn [s] (ZoneOffset. (parse-offset s))))
  (ofHours "So many." (fn [h] (ZoneOffset. (* 3600 h))))
  (ofHoursMinutes "So many." (fn [h m] (ZoneOffset. (+ (* 3600 h) (* 60 m)))))
  (ofTotalSeconds "So many." (fn [s] (ZoneOffset. s)))
  (systemDefault "That of the process." (fn [] (system-zone)))
  (MIN "The least." (ZoneOffset. -64800))
  (MAX "The greatest." (ZoneOffset. 64800))
  (from "That of a time." (fn [x] (.getOffset x)))
  (ofHoursMinutesSeconds "Of all three." (fn [h m s] (ZoneOffset. (+ (* 3600 h) (* 60 m) s)))))
(java/enter-class java.time.ZoneId ZoneRegion "Time zones."
  (of "Of a name." (fn [id & _] (zone id)))
  (systemDefault "That of the process." (fn [] (system-zone)))
  (getAvailableZoneIds "All names." (fn [] (set (.available_timezones (py/__import__ "zoneinfo")))))
  (from "That of a time." (fn [x] (.getZone x)))
  (SHORT_IDS "Three letters for some."
    {"EST" "-05:00"
     "MST" "-07:00"
     "HST" "-10:00"
     "PST" "America/Los_Angeles"
     "CST" "America/Chicago"
     "JST" "Asia/Tokyo"
     "CTT" "Asia/Shanghai"
     "IST" "Asia/Kolkata"
     "ECT" "Europe/Paris"
     "AET" "Australia/Sydney"})
  (ofOffset "That of an offset." (fn [_ offset] offset)))
