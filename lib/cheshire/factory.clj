;; SPDX-License-Identifier: MIT
(ns cheshire.factory
  "What JSON may be beside what the standard says, under the names of Cheshire: a factory is a map of options."
  {:added "1.12"}
  (:require [clojure.string :as str]
            [clojure.walk :as walk]))

(def default-date-format "How dates are written." "yyyy-MM-dd'T'HH:mm:ss'Z'")

(def default-factory-options
  "What a factory allows that is asked for nothing."
  {:auto-close-source false, :allow-comments false, :allow-unquoted-field-names false, :allow-single-quotes false
   :allow-unquoted-control-chars true, :allow-backslash-escaping false, :allow-numeric-leading-zeros false
   :allow-non-numeric-numbers false, :intern-field-names false, :canonicalize-field-names false
   :quote-field-names true, :strict-duplicate-detection false})

(defn make-json-factory "Returns a factory with these options." {:added "1.12"} [opts] (merge default-factory-options opts))
(def json-factory "The factory that counts when no other is bound." (make-json-factory nil))
(def ^:dynamic *json-factory* "The factory that counts, or nil." nil)

;; --- reading --------------------------------------------------------------------

(def ^:private token
  "A string, a comment, a word or number; all else is left as it is."
  #"(?s)\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|//[^\n]*|/\*.*?\*/|-?[A-Za-z_$][\w$]*|-?\d[\w.+-]*")

(def ^:private non-numeric
  {"NaN" ##NaN, "INF" ##Inf, "Infinity" ##Inf, "-INF" ##-Inf, "-Infinity" ##-Inf})

(defn- double-quoted [s]
  (str "\"" (-> (subs s 1 (dec (count s))) (str/replace "\\'" "'") (str/replace #"(?<!\\)\"" "\\\\\"")) "\""))

(defn- strict-token [options t]
  (let [allows (fn [option] (get options option))]
    (cond
      (str/starts-with? t "\"") (if (allows :allow-backslash-escaping) (str/replace t #"\\([^\"\\/bfnrtu])" "$1") t)
      (str/starts-with? t "'")  (if (allows :allow-single-quotes) (double-quoted t) t)
      (str/starts-with? t "/")  (if (allows :allow-comments) " " t)
      (contains? #{"true" "false" "null"} t) t
      (contains? non-numeric t) (if (allows :allow-non-numeric-numbers) (str "\"\\u0000" t "\"") t)
      (re-find #"^-?0\d" t)     (if (allows :allow-numeric-leading-zeros) (str/replace t #"^(-?)0+(?=\d)" "$1") t)
      (re-find #"^[A-Za-z_$]" t) (if (allows :allow-unquoted-field-names) (str "\"" t "\"") t)
      :else t)))

(defn- no-key-twice [pairs]
  (when-not (or (empty? pairs) (apply distinct? (map first pairs)))
    (throw (com.fasterxml.jackson.core.JsonParseException. (str "Duplicate field '" (ffirst (filter (fn [[_ n]] (> n 1)) (frequencies (map first pairs)))) "'"))))
  pairs)

(def ^:private lenient
  [:allow-comments :allow-unquoted-field-names :allow-single-quotes :allow-backslash-escaping :allow-numeric-leading-zeros :allow-non-numeric-numbers])

(defn ^:no-doc strict-text
  "A text as the standard has it, of one with what the factory allows."
  [text]
  (let [options *json-factory*
        text    (if (some options lenient) (str/replace text token (fn [t] (strict-token options t))) text)]
    (when (:strict-duplicate-detection options)
      (.loads (py/__import__ "json") text ** :object_pairs_hook no-key-twice))
    text))

(defn ^:no-doc with-non-numeric
  "A value, with the numbers that JSON has no words for, and strict-text has made strings of."
  [x]
  (if (:allow-non-numeric-numbers *json-factory*)
    (walk/postwalk (fn [x] (if (and (string? x) (str/starts-with? x "\u0000")) (get non-numeric (subs x 1) x) x)) x)
    x))
