;; SPDX-License-Identifier: MIT
(ns cljsh.inspection
  "Teaches Python's module inspect where functions of Clojure are written. It is loaded when a program imports inspect."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(def ^:private inspect (py/__import__ "inspect"))

(defn- unwrapped
  "The function of Clojure that an object is, or a var of it holds, or a wrapper has within; or nil."
  [x]
  (let [x (if (var? x) (when (bound? x) @x) x)
        x (if (fn? x) x (py/getattr x "__func__" x))]
    (when (and (fn? x) (py/hasattr x "__code__") (instance? clojure.lang.AFunction x))
      x)))

(defn- source-lines
  "The lines of the file in which a function of Clojure is written."
  [f]
  (let [file (.-co_filename (.-__code__ f))
        text (or (cljsh.core/library-text file)
                 (str/join (.getlines (py/__import__ "linecache") file)))]
    (when (= text "")
      (throw (OSError. "could not get source code")))
    (py/list (.splitlines text true))))

(defn- form-lines
  "Of lines, those that the first form takes up."
  [lines]
  (let [[_ text] (read+string (java.io.StringReader. (str/join lines)))]
    (py/list (take (count (.splitlines text)) lines))))

(defn- replacing
  "Replaces a function of inspect: f gets the replaced one, and its arguments."
  [member f]
  (let [old (py/getattr inspect member)]
    (py/setattr inspect member
      (.update_wrapper (py/__import__ "functools") (fn [x & args] (apply f old x args)) old))))

(replacing "isfunction" (fn [old x] (if (unwrapped x) true (old x))))

(replacing "getfile"
  (fn [old x]
    (if-let [f (unwrapped x)]
      (.-co_filename (.-__code__ f))
      (old x))))

(replacing "findsource"
  (fn [old x]
    (if-let [f (unwrapped x)]
      (py/tuple [(source-lines f) (dec (.-co_firstlineno (.-__code__ f)))])
      (old x))))

(replacing "getsourcelines"
  (fn [old x]
    (if-let [f (unwrapped x)]
      (let [line (.-co_firstlineno (.-__code__ f))]
        (py/tuple [(form-lines (py/list (drop (dec line) (source-lines f)))) line]))
      (old x))))
