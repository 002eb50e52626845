;; SPDX-License-Identifier: MIT
(ns clojure.data.zip
  "Seqs of places in a tree of clojure.zip, and queries that go from place to place.
  A place can be marked as one whose children a query does not take by itself, see auto."
  {:added "1.12"}
  (:refer-clojure :exclude [ancestors descendants])
  (:require [clojure.zip :as zip]))

(defn auto "Marks whether a query goes from a place to its children by itself." {:added "1.12"} [v x] (vary-meta x assoc :zip-filter/no-auto? (not v)))
(defn auto? "Does a query go from a place to its children by itself?" {:added "1.12"} [x] (not (:zip-filter/no-auto? (meta x))))

(defn- steps [step loc] (take-while some? (rest (iterate (fn [l] (when l (step l))) loc))))
(defn right-locs "The places to the right, nearest first, with loc itself first." {:added "1.12"} [loc] (when loc (cons (auto false loc) (map (partial auto false) (steps zip/right loc)))))
(defn left-locs "The places to the left, nearest first, with loc itself first." {:added "1.12"} [loc] (when loc (cons (auto false loc) (map (partial auto false) (steps zip/left loc)))))
(defn leftmost? "Is nothing to the left?" {:added "1.12"} [loc] (nil? (zip/left loc)))
(defn rightmost? "Is nothing to the right?" {:added "1.12"} [loc] (nil? (zip/right loc)))
(defn children "The places of the children." {:added "1.12"} [loc] (when (zip/branch? loc) (map (partial auto false) (right-locs (zip/down loc)))))
(defn children-auto "The places of the children, which a query leaves by itself." {:added "1.12"} [loc] (when (zip/branch? loc) (map (partial auto true) (right-locs (zip/down loc)))))
(defn descendants "loc and all below it, each before those below it." {:added "1.12"} [loc] (lazy-seq (cons (auto false loc) (mapcat descendants (children loc)))))
(defn ancestors "loc and those above it, nearest first." {:added "1.12"} [loc] (cons (auto false loc) (map (partial auto false) (steps zip/up loc))))

(defn- place? [x] (contains? (meta x) :zip/branch?))
(defn- results
  "What a step gives for a place: places and values as a seq."
  [step loc]
  (let [r (step loc)]
    (cond
      (or (nil? r) (false? r)) nil
      (true? r) (list loc)
      (and (sequential? r) (not (place? r))) r
      :else (list r))))

(defn mapcat-chain
  "What a chain of queries gives for a place. A query is a function of a place, which returns true for
  the place itself, false or nil for nothing, a place or value, or a seq of them; what is no function
  is made one by make-step, or by (make-step query) being nil, called as it is."
  {:added "1.12"}
  [loc queries make-step]
  (reduce (fn [locs query]
            (let [step (or (make-step query) query)] (mapcat (fn [l] (results step l)) locs)))
          (list loc)
          queries))
