;; SPDX-License-Identifier: MIT
;; Joda's zones; a part of cljsh.java.joda.

(in-ns 'cljsh.java.joda)

(declare DateTimeZone)

(defn- zone? [x] (instance? DateTimeZone x))
(defn ^:no-doc offset-at
  "How far a zone is from UTC at a moment, in milliseconds."
  [zone ms]
  (* 1000 (.offsetAt (.-rule zone) (floor-div ms 1000))))
(defn- offset-of-local [zone local] (* 1000 (.offsetOf (.-rule zone) (floor-div local 1000))))
(defn ^:no-doc offset-text
  "An offset as +hh:mm, with seconds where there are some."
  [offset]
  (let [a (quot (abs offset) 1000) s (mod a 60)]
    (str (if (neg? offset) "-" "+") (pad (quot a 3600) 2) ":" (pad (mod (quot a 60) 60) 2)
         (when (pos? s) (str ":" (pad s 2))))))

(defn- zone-members []
  {"getID" (fn [z] (.-id z))
   "toString" (fn [z] (.-id z))
   "__str__" (fn [z] (.-id z))
   "__eq__" (fn [z o] (and (zone? o) (= (.-id z) (.-id o))))
   "__hash__" (fn [z] (py/hash (.-id z)))
   "isFixed" (fn [z] (.isFixedOffset (.-rule z)))
   "getOffset" (fn [z x] (offset-at z (if (integer? x) x (if x (.-ms x) (now-ms)))))
   "getStandardOffset" (fn [z _] (.getRawOffset (.toTimeZone z)))
   "isStandardOffset" (fn [z ms] (= (offset-at z ms) (.getRawOffset (.toTimeZone z))))
   "getOffsetFromLocal" (fn [z local] (offset-of-local z local))
   "convertUTCToLocal" (fn [z ms] (+ ms (offset-at z ms)))
   "convertLocalToUTC" (fn [z local & _] (- local (offset-of-local z local)))
   "getName" (fn [z & _] (.-id z))
   "getNameKey" (fn [z ms] (.getShortName z ms))
   "getShortName" (fn [z ms & _]
                    (let [rule (.-rule z)]
                      (if (py/hasattr rule "info")
                        (.tzname (.fromtimestamp datetime/datetime (floor-div ms 1000) (.-info rule)))
                        (.-id z))))
   "toTimeZone" (fn [z] (.-rule z))})

(def ^:no-doc DateTimeZone (joda-class "org.joda.time.DateTimeZone" "A time zone." [py/object] (zone-members)))

(def ^:private zones "Those that have been named: id -> zone." (atom {}))
(defn- named-zone [id rule]
  (get (swap! zones (fn [all] (if (contains? all id) all (assoc all id (instance DateTimeZone {"id" id "rule" rule})))))
       id))
(def ^:no-doc utc "The zone UTC." (named-zone "UTC" (@#'time/zone "UTC")))

(defn- fixed-zone [offset]
  (when-not (< -86400000 offset 86400000)
    (throw (IllegalArgumentException. (str "Offset is too large: " offset))))
  (if (zero? offset) utc (named-zone (offset-text offset) (@#'time/zone (offset-text offset)))))

(declare default-zone)
(defn ^:no-doc zone-of-id
  "The zone of an id such as Europe/Paris or +02:00."
  [id]
  (cond
    (nil? id) (default-zone)
    (#{"UTC" "GMT" "UT" "Z" "Etc/UTC"} id) (if (= id "Etc/UTC") (named-zone id (.-rule utc)) utc)
    (re-find #"^[-+]" id) (fixed-zone (* 1000 (@#'time/parse-offset id)))
    :else (or (get @zones id)
              (named-zone id
                          (try
                            (@#'time/zone id)
                            (catch [Exception Error] _
                              (throw (IllegalArgumentException. (str "The datetime zone id '" id "' is not recognised")))))))))

(def ^:private default (atom nil))
(defn ^:no-doc default-zone "The zone of the process, or what setDefault has made it." []
  (or @default (let [rule (@#'time/system-zone)] (zone-of-id (.getId rule)))))

(statics org.joda.time.DateTimeZone "Time zones."
  (UTC "The zone UTC." utc)
  (forID "Of a name, or +hh:mm." zone-of-id)
  (forOffsetHours "So many hours from UTC." (fn [h] (fixed-zone (* 3600000 h))))
  (forOffsetHoursMinutes "So many hours and minutes from UTC."
    (fn [h m]
      (when (or (not (<= -23 h 23)) (not (<= -59 m 59)) (and (pos? h) (neg? m)))
        (throw (IllegalArgumentException. "Hours or minutes out of range")))
      (fixed-zone (* 60000 (if (neg? h) (- (* 60 h) (abs m)) (+ (* 60 h) m))))))
  (forOffsetMillis "So many milliseconds from UTC." fixed-zone)
  (forTimeZone "That of a java.util.TimeZone." (fn [z] (if z (zone-of-id (.getID z)) (default-zone))))
  (getAvailableIDs "The names of all." (fn [] (set (.available_timezones (py/__import__ "zoneinfo")))))
  (getDefault "That of the process." default-zone)
  (setDefault "Changes the default." (fn [z] (reset! default z) nil)))

(def ^:no-doc Chronology
  (joda-class "org.joda.time.Chronology" "A calendar in a zone: the ISO calendar." [py/object]
    {"getZone"  (fn [c] (.-zone c))
     "withZone" (fn [c z] (instance (class c) {"zone" (or z (default-zone))}))
     "withUTC"  (fn [c] (instance (class c) {"zone" utc}))
     "__eq__"   (fn [c o] (and (instance? (class c) o) (= (.-zone c) (.-zone o))))
     "__hash__" (fn [c] (py/hash (.-zone c)))
     "__str__"  (fn [c] (str "ISOChronology[" (.-zone c) "]"))
     "toString" (fn [c] (str c))}))
(defn ^:no-doc iso-chronology "The calendar of a zone." [zone] (instance Chronology {"zone" zone}))
(enter "org.joda.time.chrono.ISOChronology" Chronology)
(statics org.joda.time.chrono.ISOChronology "The ISO calendar."
  (getInstance "That of a zone." (fn [& [z]] (iso-chronology (or z (default-zone)))))
  (getInstanceUTC "That of UTC." (fn [] (iso-chronology utc))))

(defn- zone-argument "The zone that an argument of a constructor names, or nil." [x]
  (cond (zone? x) x (instance? Chronology x) (.-zone x)))
