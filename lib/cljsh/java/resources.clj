;; SPDX-License-Identifier: MIT
(ns cljsh.java.resources
  "Texts by keys for languages: java.util.ResourceBundle over files of properties
  on the load path, and gettext's look-ups in them."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [clojure.java.io :as io]
            [clojure.string :as str]))

;; A bundle's parent has what it has not itself.
(defn- line [bundle] (take-while some? (iterate (fn [b] (py/getattr b "parent" nil)) bundle)))

(def ^:private ResourceBundle
  (java/python-class "java.util.ResourceBundle"
    [py/object]
    {"getObject" (fn [this k]
                   (if-some [x (some (fn [b] (.handleGetObject b k)) (line this))]
                     x
                     (throw (java.util.MissingResourceException. (str "Can't find resource for bundle "
                                                                      (.getBaseBundleName this) ", key " k)))))
     "getString" (fn [this k] (.getObject this k))
     "getStringArray" (fn [this k] (.getObject this k))
     "containsKey" (fn [this k] (some? (some (fn [b] (.handleGetObject b k)) (line this))))
     "keySet" (fn [this] (set (enumeration-seq (.getKeys this))))
     "setParent" (fn [this parent] (set! (.-parent this) parent) nil)
     "getLocale" (fn [this] (py/getattr this "locale" java.util.Locale/ROOT))
     "getBaseBundleName" (fn [this] (py/getattr this "base_name" nil))}))
(enter "java.util.ResourceBundle" ResourceBundle)
(java/note 'java.util.ResourceBundle "" "Texts by keys, for a language.")

(def ^:private MapBundle
  (java/python-class "java.util.PropertyResourceBundle"
    [ResourceBundle]
    {"__init__" (fn [this texts] (set! (.-texts this) (into {} texts)) nil)
     "handleGetObject" (fn [this k] (get (.-texts this) k))
     "getKeys" (fn [this]
                 (java.util.Collections/enumeration (distinct (mapcat (fn [b] (keys (.-texts b))) (line this)))))}))
(enter "java.util.PropertyResourceBundle" MapBundle)
(java/note 'java.util.PropertyResourceBundle "" "Texts of a file of properties.")

;; A class of a program's has getContents: an array of pairs.
(def ^:private ListResourceBundle
  (java/python-class "java.util.ListResourceBundle" [ResourceBundle]
    {"handleGetObject" (fn [this k] (get (into {} (map vec) (.getContents this)) k))
     "getKeys"         (fn [this] (java.util.Collections/enumeration (mapv first (.getContents this))))}))
(enter "java.util.ListResourceBundle" ListResourceBundle)
(java/note 'java.util.ListResourceBundle "" "Texts that a class of a program's has in its getContents.")

(defn- properties [text]
  (doto (java.util.Properties.) (.load (java.io.StringReader. text))))

(defn- candidates
  "The endings of the names of files for a language, the most general first."
  [locale]
  (let [parts (filter seq (.split (str locale) "_"))]
    (map (fn [n] (str/join (map (fn [p] (str "_" p)) (take n parts)))) (range (inc (count parts))))))

(defn- bundle-file [base ending]
  (io/resource (str (str/replace base "." "/") ending ".properties")))

(defn- bundle-of [base locale]
  (reduce (fn [parent ending]
            (if-let [url (bundle-file base ending)]
              (doto (MapBundle (properties (slurp url)))
                    (.setParent parent)
                    (py/setattr "base_name" base)
                    (py/setattr "locale"
                      (java.util.Locale/forLanguageTag (str/replace (subs ending (min 1 (count ending))) "_" "-"))))
              parent))
          nil
          (candidates locale)))

(defn- bundle
  "The texts of a base name for a language, for that of the process, or for any."
  ([base] (bundle base (java.util.Locale/getDefault)))
  ([base locale & _]
   (when (or (nil? base) (nil? locale)) (throw (NullPointerException.)))
   (let [found (bundle-of base locale)]
     (or (when (and found (seq (str (.getLocale found)))) found)
         (bundle-of base (java.util.Locale/getDefault))
         found
         (throw (java.util.MissingResourceException. (str "Can't find bundle for base name " base ", locale " locale)))))))

(statics java.util.ResourceBundle "Texts by keys, for languages."
  (getBundle "Those of a base name: of base_LANGUAGE_COUNTRY.properties and the more general files." bundle)
  (clearCache "Does nothing: nothing is kept." (fn [& _] nil)))
(statics java.util.PropertyResourceBundle "Texts of a file of properties."
  (new "Of a reader or stream." (fn [source] (MapBundle (properties (slurp source))))))

;; --- gettext ---------------------------------------------------------------------

(defn- text-of
  "The text of a key, or nil."
  [catalog k]
  (when (and catalog (.containsKey catalog k)) (.getObject catalog k)))

(defn- numbered
  "The form of a text for a number: a catalog may have several, and say by pluralEval which."
  [catalog k singular plural n]
  (let [x (text-of catalog k)]
    (cond
      (nil? x)    (if (= n 1) singular plural)
      (string? x) x
      :else       (nth (vec x) (if (py/hasattr catalog "pluralEval") (.pluralEval catalog n) (if (= n 1) 0 1))))))

(def ^:private GettextResource (java/python-class "gnu.gettext.GettextResource" [ResourceBundle] {}))
(enter "gnu.gettext.GettextResource" GettextResource)
(statics gnu.gettext.GettextResource "Look-ups of messages; what is not there stands for itself."
  (getBundle "As that of ResourceBundle." bundle)
  (gettext "The text of a message." (fn [catalog message] (or (text-of catalog message) message)))
  (ngettext "That for a number." (fn [catalog message plural n] (numbered catalog message message plural n)))
  (pgettext "That of a message in a context."
    (fn [catalog context message] (or (text-of catalog (str context "\u0004" message)) message)))
  (npgettext "That for a number."
    (fn [catalog context message plural n] (numbered catalog (str context "\u0004" message) message plural n))))
