;; SPDX-License-Identifier: MIT
;; Instants: what Inst is extended to, and Python's datetime, which is not
;; imported before it is used.

(in-ns 'clojure.core)

(defprotocol Inst
  "Moments in time."
  (inst-ms* [inst]
    "Returns the milliseconds since 1970-01-01T00:00Z of an instant; inst-ms calls it."))

(defn- datetime-ms
  "The milliseconds since 1970-01-01T00:00Z of a datetime, taken as UTC if it has no zone."
  [inst]
  (let [datetime (py/__import__ "datetime")
        utc      (.-utc (.-timezone datetime))
        inst     (if (nil? (.-tzinfo inst))
                   (.replace inst ** {:tzinfo utc})
                   inst)
        since    (- inst (.datetime datetime 1970 1 1 0 0 0 0 utc))]
    (+ (* 1000 (+ (* 86400 (.-days since)) (.-seconds since)))
       (quot (.-microseconds since) 1000))))

(def ^:private datetime-to-be
  "A class that datetime.datetime counts as a subclass of, without there being one yet."
  ((py/type "ClassToBe" (py/tuple [py/type])
            (py/dict {"__subclasscheck__"
                      (fn [_ c] (boolean (some (fn [above] (and (= "datetime" (.-__module__ above)) (= "datetime" (.-__name__ above))))
                                               (.-__mro__ c))))}))
   "Datetime" (py/tuple [py/object]) (py/dict {})))

(extend-type datetime-to-be Inst
  (inst-ms* [inst] (datetime-ms inst)))

(defn inst-ms
  "Returns the milliseconds since 1970-01-01T00:00Z of an instant."
  {:added "1.9"}
  [inst]
  (if (from-module? "datetime" "datetime" inst)
    (datetime-ms inst)
    (inst-ms* inst)))

(defn inst?
  "Is x an instant: a datetime.datetime, or of a type that Inst was extended to?"
  {:added "1.9"}
  [x]
  (or (from-module? "datetime" "datetime" x) ; the usual one, at once
      (satisfies? Inst x)))
