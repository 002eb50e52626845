;; SPDX-License-Identifier: MIT
(ns cljsh.java.identity-map
  "java.util.IdentityHashMap: a dict of Python's by what keys are, not by what they equal."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter-class]]
            [clojure.string :as str]))

(defn- identity-of
  "What two keys have in common if they are the same object; numbers and keywords are what they say."
  [k]
  (if (or (nil? k) (keyword? k) (boolean? k) (number? k))
    k
    (py/tuple [(py/id k)])))

;; entries: identity-of a key -> [key value]
(deftype IdentityHashMap [entries]
  java.util.Map
  (get [_ k] (second (.get entries (identity-of k))))
  (getOrDefault [_ k otherwise] (if-some [e (.get entries (identity-of k))] (second e) otherwise))
  (containsKey [_ k] (contains? entries (identity-of k)))
  (containsValue [_ v] (boolean (some (fn [[_ x]] (identical? v x)) (vals entries))))
  (put [this k v] (let [old (.get this k)] (.__setitem__ entries (identity-of k) [k v]) old))
  (putAll [this m] (run! (fn [[k v]] (.put this k v)) m) nil)
  (remove [_ k] (second (.pop entries (identity-of k) nil)))
  (clear [_] (.clear entries) nil)
  (size [_] (count entries))
  (isEmpty [_] (zero? (count entries)))
  clojure.lang.Counted
  (count [_] (count entries))
  clojure.lang.Seqable
  (seq [_] (seq (map (fn [[k v]] (clojure.lang.MapEntry/create k v)) (vals entries))))
  Object
  (equals [this other] (or (identical? this other) (= (into {} this) other)))
  (hashCode [this] (java/java-hash (into {} this)))
  (toString [this]
    (str "{" (str/join ", " (map (fn [[k v]] (str (if (nil? k) "null" k) "=" (if (nil? v) "null" v))) this)) "}")))

(enter-class java.util.IdentityHashMap IdentityHashMap "A map whose keys are the same object, not equal ones."
  (new "Empty, or of a map."
    (fn
      ([] (IdentityHashMap. (py/dict)))
      ([x] (let [m (IdentityHashMap. (py/dict))]
             (when-not (integer? x)
               (.putAll m x))
             m)))))

(defmethod print-method IdentityHashMap [m w]
  (.write w (str "{" (str/join ", " (map (fn [[k v]] (str (pr-str k) " " (pr-str v))) m)) "}")))
