;; SPDX-License-Identifier: MIT
(ns cljsh.java.optional
  "java.util.Optional."
  {:added "1.12"}
  (:require [cljsh.java :refer [enter-class]]))

(deftype Optional [x]
  Object
  (isPresent [_] (some? x))
  (isEmpty [_] (nil? x))
  (get [this] (.orElseThrow this))
  (orElse [_ y] (if (nil? x) y x))
  (orElseGet [_ f] (if (nil? x) (.get f) x))
  (orElseThrow [_] (if (nil? x) (throw (java.util.NoSuchElementException. "No value present")) x))
  (orElseThrow [_ f] (if (nil? x) (throw (.get f)) x))
  (ifPresent [_ f]
    (when (some? x)
      (.accept f x))
    nil)
  (ifPresentOrElse [_ f otherwise]
    (if (some? x) (.accept f x) (.run otherwise))
    nil)
  (filter [this f] (if (or (nil? x) (.test f x)) this (Optional. nil)))
  (map [this f] (if (nil? x) this (Optional. (.apply f x))))
  (flatMap [this f] (if (nil? x) this (.apply f x)))
  (or [this f] (if (nil? x) (.get f) this))
  (stream [_] ((requiring-resolve 'cljsh.java.util-stream/stream-of) (if (nil? x) [] [x])))
  (value_ [_] x)
  (equals [_ other] (and (instance? Optional other) (= x (.value_ other))))
  (hashCode [_] (if (nil? x) 0 (hash x)))
  (toString [_] (if (nil? x) "Optional.empty" (str "Optional[" x "]"))))
(enter-class java.util.Optional Optional "A value or none."
  (of "A value." (fn [x] (Optional. (if (nil? x) (throw (NullPointerException.)) x))))
  (ofNullable "A value or none." (fn [x] (Optional. x)))
  (empty "None." (fn [] (Optional. nil))))
