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
              "getNanos"   (fn [this] (py/getattr this "nanos_" (* 1000 (.-microsecond this))))
              "setNanos"   (fn [this n] (set! (.-nanos_ this) n) nil)})))
(def ^:private Date
  (py/type "Date" (py/tuple [datetime/datetime])
    (py/dict {"__module__" "java.sql", "__str__" (fn [this] (local-text this "%Y-%m-%d"))
              "toLocalDate" (fn [this] ((requiring-resolve 'java.time.LocalDate/parse) (str this)))})))
(def ^:private Time
  (py/type "Time" (py/tuple [datetime/datetime])
    (py/dict {"__module__" "java.sql", "__str__" (fn [this] (local-text this "%H:%M:%S"))})))

(defn ^:no-doc of-datetime
  "A Timestamp of a moment in UTC, and of nanoseconds, of which a datetime has but the microseconds."
  [t nanos]
  (doto (Timestamp (.-year t)
                   (.-month t)
                   (.-day t)
                   (.-hour t)
                   (.-minute t)
                   (.-second t)
                   (quot nanos 1000)
                   (.-utc datetime/timezone))
        (.setNanos nanos)))

(defn- nano-text
  "A Timestamp as the reader has it, with nine digits behind the point."
  [t]
  (str "#inst \"" (.strftime t "%Y-%m-%dT%H:%M:%S.") (format "%09d" (.getNanos t)) "-00:00\""))

(defmethod print-method Timestamp [t ^java.io.Writer w] (.write w (nano-text t)))
(defmethod print-dup Timestamp [t ^java.io.Writer w] (.write w (nano-text t)))

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
        ([year month day hour minute second nanos]
         (local Timestamp (+ 1900 year) (inc month) day hour minute second (quot nanos 1000)))))
  (from "That of an instant." (fn [x] ((of-ms Timestamp) (inst-ms x))))
  (valueOf "Of a text, yyyy-mm-dd hh:mm:ss.f…."
    (fn [s]
      (if-let [[_ y mo d h mi sec f] (re-matches #"(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)(?:\.(\d{1,9}))?" (str s))]
        (local Timestamp
               (number-of y)
               (number-of mo)
               (number-of d)
               (number-of h)
               (number-of mi)
               (number-of sec)
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

;; What libraries name, and drivers of databases would have.
(statics java.sql.ResultSet "What a query gives."
  (TYPE_FORWARD_ONLY "A kind." 1003) (TYPE_SCROLL_INSENSITIVE "A kind." 1004) (TYPE_SCROLL_SENSITIVE "A kind." 1005)
  (CONCUR_READ_ONLY "It cannot be changed." 1007) (CONCUR_UPDATABLE "It can." 1008)
  (HOLD_CURSORS_OVER_COMMIT "It stays open." 1) (CLOSE_CURSORS_AT_COMMIT "It does not." 2)
  (FETCH_FORWARD "A direction." 1000) (FETCH_REVERSE "A direction." 1001) (FETCH_UNKNOWN "None." 1002))
(statics java.sql.Statement "A statement."
  (RETURN_GENERATED_KEYS "Keys are given." 1)
  (NO_GENERATED_KEYS "They are not." 2)
  (SUCCESS_NO_INFO "How many rows is not known." -2)
  (EXECUTE_FAILED "It failed." -3))
(statics java.sql.Connection "A connection."
  (TRANSACTION_NONE "A level." 0) (TRANSACTION_READ_UNCOMMITTED "A level." 1) (TRANSACTION_READ_COMMITTED "A level." 2)
  (TRANSACTION_REPEATABLE_READ "A level." 4) (TRANSACTION_SERIALIZABLE "A level." 8))
(statics java.sql.Types "The types of columns."
  (ARRAY "A type." 2003)
  (BIGINT "A type." -5)
  (BINARY "A type." -2)
  (BIT "A type." -7)
  (BLOB "A type." 2004)
  (BOOLEAN "A type." 16)
  (CHAR "A type." 1)
  (CLOB "A type." 2005)
  (DATE "A type." 91)
  (DECIMAL "A type." 3)
  (DOUBLE "A type." 8)
  (FLOAT "A type." 6)
  (INTEGER "A type." 4)
  (LONGVARCHAR "A type." -1)
  (NULL "A type." 0)
  (NUMERIC "A type." 2)
  (NVARCHAR "A type." -9)
  (OTHER "A type." 1111)
  (REAL "A type." 7)
  (SMALLINT "A type." 5)
  (TIME "A type." 92)
  (TIMESTAMP "A type." 93)
  (TIMESTAMP_WITH_TIMEZONE "A type." 2014)
  (TINYINT "A type." -6)
  (VARBINARY "A type." -3)
  (VARCHAR "A type." 12))
