;; SPDX-License-Identifier: MIT
(ns flatland.ordered.set
  "Sets in the order in which elements were added."
  {:added "1.12"})

(declare ordered-set)
(deftype OrderedSet [items order next-number metadata]
  clojure.lang.IPersistentSet
  (count [_] (count items))
  (get [_ k] (when (contains? items k) k))
  (contains [_ k] (contains? items k))
  (cons [this k] (if (contains? items k) this (OrderedSet. (assoc items k next-number) (assoc order next-number k) (inc next-number) metadata)))
  (disjoin [this k] (if-let [n (get items k)] (OrderedSet. (dissoc items k) (dissoc order n) next-number metadata) this))
  (empty [_] (with-meta (ordered-set) metadata))
  (equiv [_ other] (= (set (keys items)) other))
  (equals [_ other] (= (set (keys items)) other))
  (hasheq [_] (hash (set (keys items))))
  (hashCode [_] (hash (set (keys items))))
  (seq [_] (seq (vals order)))
  clojure.lang.Reversible
  (rseq [_] (seq (map val (rseq order))))
  clojure.lang.IFn
  (invoke [_ k] (when (contains? items k) k))
  clojure.lang.IObj
  (meta [_] metadata)
  (withMeta [_ m] (OrderedSet. items order next-number m)))

(def ^:private nothing (OrderedSet. {} (sorted-map) 0 nil))
(defn ordered-set "Returns a set that keeps the order of its elements." {:added "1.12"} [& xs] (into nothing xs))
(defn into-ordered-set "Returns the elements of a collection as a set that keeps their order." {:added "1.12"} [items] (into nothing items))
(defmethod print-method OrderedSet [s ^java.io.Writer w] (.write w "#ordered/set ") (print-method (seq s) w))
