;; SPDX-License-Identifier: MIT
;; Instants: Python's datetime, and whatever else says when it is.

(in-ns 'clojure.core)

(defprotocol Inst
  "Things that stand for a moment."
  (inst-ms* [inst]
    "Returns the milliseconds since 1970-01-01T00:00Z of an instant; inst-ms calls it."))

(def ^:private datetimes
  "The module in C behind Python's datetime: it is there at once."
  (py/__import__ "_datetime"))

(extend (.-datetime datetimes)
  Inst
  {:inst-ms* (fn [inst]
               (let [utc   (.-utc (.-timezone datetimes))
                     inst  (if (nil? (.-tzinfo inst))
                             (.replace inst ** {:tzinfo utc})
                             inst)
                     since (- inst (.datetime datetimes 1970 1 1 0 0 0 0 utc))]
                 (+ (* 1000 (+ (* 86400 (.-days since)) (.-seconds since)))
                    (quot (.-microseconds since) 1000))))})

(defn inst-ms
  "Returns the milliseconds since 1970-01-01T00:00Z of an instant."
  {:added "1.9"}
  [inst]
  (inst-ms* inst))

(defn inst?
  "Is x an instant, a datetime.datetime or another implementation of Inst?"
  {:added "1.9"}
  [x]
  (satisfies? Inst x))
