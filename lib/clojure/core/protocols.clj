;; SPDX-License-Identifier: MIT
(ns clojure.core.protocols
  "What a type implements to be reduced, and to be looked at as data, its own way.")

;; --- reducing ---------------------------------------------------------------
;;
;; reduce and reduce-kv ask these for types that have or were given them, beside
;; what Object and nil were given here; and callers name them.

(defprotocol CollReduce
  "Collections that reduce themselves. Where f gives a reduced value, that is the result."
  (coll-reduce [coll f] [coll f val]
    "Reduces a collection, beginning with val or, without it, with the first element or (f)."))

(defprotocol InternalReduce
  "Seqs that reduce what is left of them."
  (internal-reduce [seq f start]
    "Reduces a seq, beginning with start."))

(defprotocol IKVReduce
  "Collections that reduce themselves by key and value."
  (kv-reduce [amap f init]
    "Reduces with a function of result, key and value."))

(extend-protocol CollReduce
  nil
  (coll-reduce
    ([_ f] (f))
    ([_ _ val] val))

  Object
  (coll-reduce
    ([coll f] (reduce f coll))
    ([coll f val] (reduce f val coll))))

(extend-protocol InternalReduce
  nil
  (internal-reduce [_ _ start] start)

  Object
  (internal-reduce [s f start] (reduce f start s)))

(extend-protocol IKVReduce
  nil
  (kv-reduce [_ _ init] init)

  Object
  (kv-reduce [amap f init] (reduce-kv f init amap)))

(cljsh.core/watch-reduce! coll-reduce kv-reduce)

;; --- data -------------------------------------------------------------------

(defprotocol Datafiable
  "Things that can be shown as data."
  :extend-via-metadata true
  (datafy [o]
    "Returns a view of o as data; o itself by default."))

(defprotocol Navigable
  "Collections that lead from an element to what it stands for."
  :extend-via-metadata true
  (nav [coll k v]
    "Returns what the value v at key k of coll stands for, perhaps v itself; k is nil for no key."))

(extend-protocol Datafiable
  nil
  (datafy [_] nil)

  Object
  (datafy [x] x))

(extend-protocol Navigable
  Object
  (nav [_ _ x] x))
