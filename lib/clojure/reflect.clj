;; SPDX-License-Identifier: MIT
(ns clojure.reflect
  "What members a class has."
  {:added "1.3"}
  (:require [clojure.set :as set]))

(defrecord Method [name return-type declaring-class parameter-types exception-types flags])
(defrecord Field [name type declaring-class flags])
(defrecord Constructor [name declaring-class parameter-types exception-types flags])

(defn flag-descriptors "There are none." {:added "1.3"} [] nil)

(defprotocol TypeReference "What names a class." (typename [o] "Returns the full name of a class."))
(extend-protocol TypeReference
  clojure.lang.Symbol (typename [s] (name s))
  String (typename [s] s)
  Object (typename [c] (str (.-__module__ c) "." (.-__qualname__ c))))

(defn- member-of [class n]
  (let [x (try (py/getattr class n) (catch Throwable _ nil)), here (symbol (typename class))]
    (if (py/callable x)
      (->Method (symbol n) 'java.lang.Object here [] [] #{:public})
      (->Field (symbol n) 'java.lang.Object here #{:public}))))

(defn type-reflect
  "Returns a map of :bases, :flags and :members of a class; with :ancestors true, those above it, too."
  {:added "1.3"}
  [typeref & {:keys [ancestors]}]
  (let [class (if (class? typeref) typeref (resolve (symbol (typename typeref))))
        names (if ancestors (py/dir class) (keys (py/dict (py/vars class))))]
    (cond-> {:bases   (set (map (comp symbol typename) (.-__bases__ class)))
             :flags   #{:public}
             :members (set (map (fn [n] (member-of class n)) (remove (fn [n] (.startswith n "__")) names)))}
      ancestors (assoc :ancestors (set (map (comp symbol typename) (rest (.-__mro__ class))))))))

(defn reflect
  "Does what type-reflect does, with an object or its class."
  {:added "1.3"}
  [obj & options]
  (apply type-reflect (if (class? obj) obj (class obj)) options))
