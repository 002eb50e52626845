;; SPDX-License-Identifier: MIT
(ns clojure.core.match.java
  "Objects with getters under map patterns."
  (:require [cljsh.match :as match]
            [clojure.string :as str])
  (:import [clojure.lang Reflector]))

(defn- key-of
  "The key that a method's name stands for, or nil: getAbsolutePath, :absolute-path; isHidden, :hidden?."
  [method]
  (when-let [[_ prefix words] (re-find #"^(get|is)([A-Z].*)$" method)]
    (let [dashed (-> words
                     (str/replace #"([A-Z]+)([A-Z][a-z])" "$1-$2")
                     (str/replace #"([a-z]+)([A-Z])" "$1-$2")
                     (str/lower-case))]
      (keyword (if (= prefix "is") (str dashed "?") dashed)))))

(defn- getter
  "The name of the usual getter for a key: isHidden for :hidden?, getFooBar for :foo-bar."
  [k]
  (let [words (map str/capitalize (str/split (name k) #"-"))]
    (if (str/ends-with? (name k) "?")
      (str "is" (subs (str/join words) 0 (dec (count (str/join words)))))
      (str "get" (str/join words)))))

(defn ^:no-doc under
  "What the getter of x for the key k gives; not-found if it has none."
  [x k not-found]
  (if (keyword? k)
    (let [method (or (some #(when (= k (key-of %)) %) (py/dir x)) (getter k))]
      (try
        (Reflector/invokeNoArgInstanceMember x method)
        (catch AttributeError e
          (if (= method (.-name e)) not-found (throw e)))))
    not-found))

(defmacro bean-match
  "Has map patterns match objects of the class by what their getters give:
  :visible? stands for isVisible, :text for getText, :absolute-path for getAbsolutePath, :fud-factor for getFUDFactor."
  [class]
  `(extend-type ~class
     match/IMatchLookup
     (~'val-at [x# k# not-found#] (under x# k# not-found#))))
