;; SPDX-License-Identifier: MIT
(ns flatland.ordered.map
  "Maps in the order in which keys were added."
  {:added "1.12"})

(declare ordered-map)
(deftype OrderedMap [items order next-number metadata]
  clojure.lang.IPersistentMap
  (count [_] (count items))
  (valAt [_ k] (if-let [e (get items k)] (nth e 1) nil))
  (valAt [_ k otherwise] (if-let [e (get items k)] (nth e 1) otherwise))
  (containsKey [_ k] (contains? items k))
  (entryAt [_ k] (when-let [e (find items k)] (clojure.lang.MapEntry/create (key e) (nth (val e) 1))))
  (assoc [_ k v]
    (if-let [[n] (get items k)]
      (OrderedMap. (assoc items k [n v]) order next-number metadata)
      (OrderedMap. (assoc items k [next-number v]) (assoc order next-number k) (inc next-number) metadata)))
  (without [this k]
    (if-let [[n] (get items k)] (OrderedMap. (dissoc items k) (dissoc order n) next-number metadata) this))
  (cons [this x]
    (cond (map-entry? x) (assoc this (key x) (val x)) (vector? x) (assoc this (nth x 0) (nth x 1)) :else (reduce (fn [m [k v]] (assoc m k v)) this x)))
  (empty [_] (with-meta (ordered-map) metadata))
  (equiv [this other] (= (into {} (seq this)) other))
  (equals [this other] (= (into {} (seq this)) other))
  (hasheq [this] (hash (into {} (seq this))))
  (hashCode [this] (hash (into {} (seq this))))
  (seq [_] (seq (map (fn [[_ k]] (clojure.lang.MapEntry/create k (nth (get items k) 1))) order)))
  clojure.lang.Reversible
  (rseq [_] (seq (map (fn [[_ k]] (clojure.lang.MapEntry/create k (nth (get items k) 1))) (rseq order))))
  clojure.lang.IFn
  (invoke [this k] (get this k))
  (invoke [this k otherwise] (get this k otherwise))
  clojure.lang.IObj
  (meta [_] metadata)
  (withMeta [_ m] (OrderedMap. items order next-number m))
  clojure.lang.IKVReduce
  (kvreduce [_ f init] (reduce (fn [a [_ k]] (f a k (nth (get items k) 1))) init order)))

(def ^:private nothing (OrderedMap. {} (sorted-map) 0 nil))
(defn ordered-map "Returns a map that keeps the order of its keys: of keys and values, or of a collection of entries." {:added "1.12"}
  ([] nothing) ([coll] (into nothing coll)) ([k v & more] (apply assoc nothing k v more)))
(defmethod print-method OrderedMap [m ^java.io.Writer w] (.write w "#ordered/map ") (print-method (seq m) w))
