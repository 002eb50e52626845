;; SPDX-License-Identifier: MIT
;; Specs of numbers and moments between two, a part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

(defn int-in-range?
  "Is it an integer from start up to end, without that?"
  {:added "1.9"}
  [start end x]
  (c/and (int? x) (<= start x) (< x end)))

(defmacro int-in
  "Returns a spec of integers from start up to end, without that."
  {:added "1.9"}
  [start end]
  `(spec (and int? (fn [~'%] (int-in-range? ~start ~end ~'%)))
         :gen (fn [] (gen/large-integer* {:min ~start :max (dec ~end)}))))

(defn inst-in-range?
  "Is it a moment from start up to end, without that?"
  {:added "1.9"}
  [start end x]
  (c/and (inst? x)
         (<= (inst-ms start) (inst-ms x))
         (< (inst-ms x) (inst-ms end))))

(defmacro inst-in
  "Returns a spec of moments from start up to end, without that."
  {:added "1.9"}
  [start end]
  `(spec (and inst? (fn [~'%] (inst-in-range? ~start ~end ~'%)))
         :gen (fn []
                (gen/fmap (fn [ms#] (java.util.Date. ms#))
                          (gen/large-integer* {:min (inst-ms ~start) :max (dec (inst-ms ~end))})))))

(defmacro double-in
  "Returns a spec of floats. Options :infinite? :NaN? :min :max."
  {:added "1.9"}
  [& {:keys [infinite? NaN? min max] :or {infinite? true NaN? true} :as m}]
  `(spec (and double?
              ~@(when-not infinite? [`(fn [~'%] (not (~'Double/isInfinite ~'%)))])
              ~@(when-not NaN? [`(fn [~'%] (not (~'Double/isNaN ~'%)))])
              ~@(when max [`(fn [~'%] (<= ~'% ~max))])
              ~@(when min [`(fn [~'%] (<= ~min ~'%))]))
         :gen (fn [] (gen/double* ~m))))
