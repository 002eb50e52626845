;; SPDX-License-Identifier: MIT
(ns clojure.core.rrb-vector
  "Vectors that can be joined and cut, under the names of core.rrb-vector.
  The vectors are Clojure's own: a part of one is had at once, joining two takes
  as long as the shorter of them, or the second, has elements."
  {:added "1.12"}
  (:refer-clojure :exclude [vector vector-of vec subvec])
  (:require [clojure.core :as core]))

(defn vector
  "Returns a vector of its arguments."
  {:added "1.12"}
  [& elements]
  (core/vec elements))

(defn vec
  "Returns a vector of a collection's elements."
  {:added "1.12"}
  [coll]
  (core/vec coll))

(defn vector-of
  "Returns a vector of elements of one type, :int and so on, as clojure.core/vector-of."
  {:added "1.12"}
  [t & elements]
  (apply core/vector-of t elements))

(defn catvec
  "Returns a vector of the elements of all vectors, one behind the other."
  {:added "1.12"}
  ([] [])
  ([v] v)
  ([v w] (into v w))
  ([v w & more] (reduce into (into v w) more)))

(defn subvec
  "Returns the vector of the elements from start up to end, or to the last."
  {:added "1.12"}
  ([v start] (core/subvec v start))
  ([v start end] (core/subvec v start end)))
