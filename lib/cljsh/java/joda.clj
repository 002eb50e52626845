;; SPDX-License-Identifier: MIT
;; org.joda.time over integers: what shows a calendar has its local time as
;; milliseconds since 1970 in `local`; what is a moment has that moment in `ms`
;; and its zone in `zone` as well. Zones, moments and parts of dates are here,
;; what lies between two of them in joda_periods.clj, texts in joda_format.clj.

(ns cljsh.java.joda
  "org.joda.time: time zones, moments, and dates and times without a zone."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter python-class statics]]
            [cljsh.java.time :as time]
            [clojure.string :as str]
            [datetime]))

(def ^:private days-of @#'time/days-of)
(def ^:private ymd @#'time/ymd)
(def ^:private month-length @#'time/month-length)
(def ^:private pad @#'time/pad)
(def ^:private year-text @#'time/year-text)
(def ^:private day-ms 86400000)
(defn ^:no-doc days-since-1970 "The day of a date." [y m d] (days-of y m d))

(java/class-made-by org.joda.time.IllegalFieldValueException "An IllegalArgumentException." IllegalArgumentException)
(java/class-made-by org.joda.time.IllegalInstantException "An IllegalArgumentException." IllegalArgumentException)

(defn ^:no-doc instance
  "Makes an object of a class with these attributes, without its constructor."
  [class attributes]
  (let [x (.__new__ py/object class)]
    (doseq [[k v] attributes] (py/setattr x k v))
    x))

(defn ^:no-doc joda-class
  "Makes a class of org.joda.time and enters it."
  [full doc bases members]
  (java/note full "" doc)
  (enter full (python-class full bases members)))

(defn- marker [full & bases] (joda-class full "What its classes belong to." (if (seq bases) bases [py/object]) {}))
(def ^:no-doc ReadableInstant (marker "org.joda.time.ReadableInstant"))
(def ^:no-doc ReadableDateTime (marker "org.joda.time.ReadableDateTime" ReadableInstant))
(def ^:no-doc ReadablePartial (marker "org.joda.time.ReadablePartial"))
(def ^:no-doc AbstractInstant (marker "org.joda.time.base.AbstractInstant" ReadableDateTime))
(def ^:no-doc BaseDateTime (marker "org.joda.time.base.BaseDateTime" AbstractInstant))
(def ^:no-doc AbstractPartial (marker "org.joda.time.base.AbstractPartial" ReadablePartial))
(def ^:no-doc BaseLocal (marker "org.joda.time.base.BaseLocal" AbstractPartial))

(defn- floor-div [a b] (java.lang.Math/floorDiv a b))

;; --- the clock ---------------------------------------------------------------------

(def ^:private clock "What gives the time: milliseconds since 1970." (atom #(System/currentTimeMillis)))
(defn ^:no-doc now-ms "The time, as DateTimeUtils has it." [] (@clock))
(statics org.joda.time.DateTimeUtils "The clock of org.joda.time."
  (currentTimeMillis "Its time." now-ms)
  (setCurrentMillisFixed "Stops it." (fn [ms] (reset! clock (constantly ms)) nil))
  (setCurrentMillisOffset "Puts it on or back." (fn [ms] (reset! clock #(+ ms (System/currentTimeMillis))) nil))
  (setCurrentMillisSystem "Makes it that of the system again." (fn [] (reset! clock #(System/currentTimeMillis)) nil))
  (getInstantMillis "The time of a moment; nil is now." (fn [x] (if x (.-ms x) (now-ms)))))

(load "joda/zones")
(load "joda/fields")
(load "joda/shared")
(load "joda/moments")
(load "joda/local")
