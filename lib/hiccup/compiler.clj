;; SPDX-License-Identifier: MIT
(ns hiccup.compiler
  "HTML of vectors."
  {:added "1.12"}
  (:require [clojure.string :as str]
            [hiccup.util :as util]))

(def ^:private void #{"area" "base" "br" "col" "command" "embed" "hr" "img" "input" "keygen" "link" "meta" "param" "source" "track" "wbr"})

(declare raw?)
(defn- attribute [k v]
  (let [n (util/to-str k)]
    (cond
      (nil? v) ""
      (false? v) ""
      (true? v) (if (#{:xhtml :xml} util/*html-mode*) (str " " n "=\"" n "\"") (str " " n))
      :else (let [text (cond
                         (and (= n "style") (map? v)) (str/join (map (fn [[a b]] (str (util/to-str a) ":" (util/to-str b) ";")) v))
                         (and (= n "class") (sequential? v)) (str/join " " (map util/to-str (remove nil? v)))
                         (raw? v) nil
                         :else (util/to-str v))]
              (str " " n "=\"" (if (nil? text) (str v) (util/escape-html text)) "\"")))))
(defn- raw? [x] (util/raw-string? x))

(defn render-attr-map "Returns a map of attributes as text." {:added "1.12"} [attrs]
  (apply str (sort (map (fn [[k v]] (attribute k v)) attrs))))

(defn normalize-element
  "Returns [tag attributes content] of a vector: [:div#id.class {…} …]."
  {:added "1.12"}
  [[tag & content]]
  (when-not (or (keyword? tag) (symbol? tag) (string? tag)) (throw (IllegalArgumentException. (str tag " is not a valid element name"))))
  (let [[_ t id class] (re-matches #"([^\s\.#]+)(?:#([^\s\.#]+))?(?:\.([^\s#]+))?" (util/as-str (if (and (keyword? tag) (namespace tag)) (str (namespace tag) ":" (name tag)) tag)))
        classes (when class (str/replace class "." " "))
        [attrs content] (if (map? (first content)) [(first content) (next content)] [{} content])
        own (:class attrs)
        joined (let [c (if (sequential? own) (str/join " " (map util/to-str (remove nil? own))) (when own (util/to-str own)))] (if (and classes c) (str classes " " c) (or classes c)))]
    [t (cond-> (merge (when id {:id id}) attrs) joined (assoc :class joined)) content]))

(defn- container? [t] (not (contains? void t)))

(declare render-html)
(defn- render-element [element]
  (let [[t attrs content] (normalize-element element)]
    (if (or (seq content) (and (container? t) (not= util/*html-mode* :xml)))
      (str "<" t (render-attr-map attrs) ">" (apply str (map render-html content)) "</" t ">")
      (str "<" t (render-attr-map attrs) (if (#{:html :sgml} util/*html-mode*) ">" " />")))))

(defn render-html
  "Returns HTML of a vector, a seq of such, or a value."
  {:added "1.12"}
  [x]
  (cond
    (vector? x) (render-element x)
    (seq? x)    (apply str (map render-html x))
    (raw? x)    (str x)
    (nil? x)    ""
    :else       (util/escaped x)))
