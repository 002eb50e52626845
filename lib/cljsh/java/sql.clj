;; SPDX-License-Identifier: MIT
(ns cljsh.java.sql
  "java.sql: the types of a database's dates and times. Databases themselves are
  reached by Python's modules, and pod.babashka.go-sqlite3."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [datetime]))


(defn- local
  "A moment of the local time zone, by the numbers of a calendar."
  [class year & more]
  (let [t (.astimezone (apply datetime/datetime year more))]
    (.fromtimestamp class (.timestamp t) (.-utc datetime/timezone))))

(defn- local-text [this form] (.strftime (.astimezone this) form))

(def ^:private Timestamp
  (py/type "Timestamp" (py/tuple [datetime/datetime])
    (py/dict {"__module__" "java.sql"
              "__str__"    (fn [this]
                             (let [f (.rstrip (local-text this "%f") "0")]
                               (str (local-text this "%Y-%m-%d %H:%M:%S.") (if (= f "") "0" f))))
              "getNanos"   (fn [this] (* 1000 (.-microsecond this)))})))
(def ^:private Date
  (py/type "Date" (py/tuple [datetime/datetime])
    (py/dict {"__module__" "java.sql", "__str__" (fn [this] (local-text this "%Y-%m-%d"))
              "toLocalDate" (fn [this] ((requiring-resolve 'java.time.LocalDate/parse) (str this)))})))
(def ^:private Time
  (py/type "Time" (py/tuple [datetime/datetime])
    (py/dict {"__module__" "java.sql", "__str__" (fn [this] (local-text this "%H:%M:%S"))})))

(defn- of-ms [class] (fn [ms] (.fromtimestamp class (/ ms 1000.0) (.-utc datetime/timezone))))
(defn- number-of [s] (py/int s))

(enter "java.sql.Timestamp" Timestamp)
(enter "java.sql.Date" Date)
(enter "java.sql.Time" Time)
(java/note 'java.sql.Timestamp "" "A moment, as a database has it.")
(java/note 'java.sql.Date "" "A day, as a database has it.")
(java/note 'java.sql.Time "" "A time of day, as a database has it.")

(statics java.sql.Timestamp "A moment, as a database has it."
  (new "Of milliseconds since 1970, or of year - 1900, month - 1, day, hour, minute, second, nanoseconds."
    (fn ([ms] ((of-ms Timestamp) ms))
        ([year month day hour minute second nanos] (local Timestamp (+ 1900 year) (inc month) day hour minute second (quot nanos 1000)))))
  (from "That of an instant." (fn [x] ((of-ms Timestamp) (inst-ms x))))
  (valueOf "Of a text, yyyy-mm-dd hh:mm:ss.f…."
    (fn [s]
      (if-let [[_ y mo d h mi sec f] (re-matches #"(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)(?:\.(\d{1,9}))?" (str s))]
        (local Timestamp (number-of y) (number-of mo) (number-of d) (number-of h) (number-of mi) (number-of sec)
               (number-of (subs (str (or f "") "000000") 0 6)))
        (throw (IllegalArgumentException. "Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff]"))))))
(statics java.sql.Date "A day, as a database has it."
  (new "Of milliseconds since 1970, or of year - 1900, month - 1, day."
    (fn ([ms] ((of-ms Date) ms))
        ([year month day] (local Date (+ 1900 year) (inc month) day))))
  (valueOf "Of a text, yyyy-mm-dd, or a LocalDate."
    (fn [s]
      (if-let [[_ y mo d] (re-matches #"(\d+)-(\d+)-(\d+)" (str s))]
        (local Date (number-of y) (number-of mo) (number-of d))
        (throw (IllegalArgumentException. (str s " is not of the form yyyy-mm-dd")))))))
(statics java.sql.Time "A time of day, as a database has it."
  (new "Of milliseconds since 1970, or of hour, minute, second."
    (fn ([ms] ((of-ms Time) ms))
        ([hour minute second] (local Time 1970 1 1 hour minute second))))
  (valueOf "Of a text, hh:mm:ss."
    (fn [s]
      (if-let [[_ h m sec] (re-matches #"(\d+):(\d+):(\d+)" (str s))]
        (local Time 1970 1 1 (number-of h) (number-of m) (number-of sec))
        (throw (IllegalArgumentException. (str s " is not of the form hh:mm:ss")))))))
