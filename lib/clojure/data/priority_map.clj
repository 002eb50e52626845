;; SPDX-License-Identifier: MIT
(ns clojure.data.priority-map
  "Maps in the order of their values."
  {:added "1.12"})

(declare pm)
(defn- by-value [comparator keyfn]
  (fn [[p1 k1] [p2 k2]]
    (let [c (.compare comparator (keyfn p1) (keyfn p2))]
      (if (zero? c) (try (compare k1 k2) (catch Throwable _ (compare (hash k1) (hash k2)))) c))))

(deftype PersistentPriorityMap [order items comparator keyfn metadata]
  clojure.lang.IPersistentMap
  (count [_] (count items))
  (valAt [_ k] (get items k))
  (valAt [_ k otherwise] (get items k otherwise))
  (containsKey [_ k] (contains? items k))
  (entryAt [_ k] (find items k))
  (assoc [_ k v]
    (let [order (if-let [[_ old] (find items k)] (disj order [old k]) order)]
      (PersistentPriorityMap. (conj order [v k]) (assoc items k v) comparator keyfn metadata)))
  (without [this k]
    (if-let [[_ old] (find items k)] (PersistentPriorityMap. (disj order [old k]) (dissoc items k) comparator keyfn metadata) this))
  (cons [this x]
    (cond (map-entry? x) (assoc this (key x) (val x)) (vector? x) (assoc this (nth x 0) (nth x 1)) :else (reduce (fn [m [k v]] (assoc m k v)) this x)))
  (empty [_] (pm comparator keyfn metadata))
  (equiv [_ other] (= items other))
  (equals [_ other] (= items other))
  (hasheq [_] (hash items))
  (hashCode [_] (hash items))
  (seq [_] (seq (map (fn [[v k]] (clojure.lang.MapEntry/create k v)) order)))
  clojure.lang.IPersistentStack
  (peek [_] (when-let [[v k] (first order)] (clojure.lang.MapEntry/create k v)))
  (pop [this] (if-let [[_ k] (first order)] (dissoc this k) (throw (IllegalStateException. "Can't pop empty priority map"))))
  clojure.lang.Reversible
  (rseq [_] (seq (map (fn [[v k]] (clojure.lang.MapEntry/create k v)) (rseq order))))
  clojure.lang.Sorted
  (comparator [_] comparator)
  (entryKey [_ e] (val e))
  clojure.lang.IFn
  (invoke [_ k] (get items k))
  (invoke [_ k otherwise] (get items k otherwise))
  clojure.lang.IObj
  (meta [_] metadata)
  (withMeta [_ m] (PersistentPriorityMap. order items comparator keyfn m))
  clojure.lang.IKVReduce
  (kvreduce [_ f init] (reduce (fn [a [v k]] (f a k v)) init order)))

(defn- pm [comparator keyfn metadata] (PersistentPriorityMap. (sorted-set-by (by-value comparator keyfn)) {} comparator keyfn metadata))
(defn priority-map "Returns a map in the order of its values." {:added "1.12"} [& keyvals] (reduce (fn [m [k v]] (assoc m k v)) (pm compare identity {}) (partition 2 keyvals)))
(defn priority-map-by "Returns a map in the order of its values by a comparator." {:added "1.12"} [comparator & keyvals] (reduce (fn [m [k v]] (assoc m k v)) (pm comparator identity {}) (partition 2 keyvals)))
(defn priority-map-keyfn "Returns a map in the order of what keyfn makes of its values." {:added "1.12"} [keyfn & keyvals] (reduce (fn [m [k v]] (assoc m k v)) (pm compare keyfn {}) (partition 2 keyvals)))
(defn priority-map-keyfn-by "Returns a map in the order of what keyfn makes of its values, by a comparator." {:added "1.12"} [keyfn comparator & keyvals] (reduce (fn [m [k v]] (assoc m k v)) (pm comparator keyfn {}) (partition 2 keyvals)))
(defn priority->set-of-items "Returns a sorted map from values to sets of their keys." {:added "1.12"} [m] (reduce (fn [a [k v]] (update a v (fnil conj #{}) k)) (sorted-map) m))
(defn subseq* "Returns the entries whose values a test of a bound holds of." {:added "1.12"} ([m test k] (seq (filter (fn [[_ v]] (test (compare v k) 0)) (seq m)))) ([m t1 k1 t2 k2] (seq (filter (fn [[_ v]] (and (t1 (compare v k1) 0) (t2 (compare v k2) 0))) (seq m)))))
