;; SPDX-License-Identifier: MIT
(ns hiccup.util
  "What Hiccup's namespaces share: text that is safe, texts of values, URLs."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(def ^:dynamic *html-mode* "How elements without content are written: :xhtml, :html, :xml, :sgml." :xhtml)
(def ^:dynamic *escape-strings?* "Are texts escaped?" true)
(def ^:dynamic *base-url* "What relative URLs are below." nil)

(defprotocol ToString "Values as text in HTML." (to-str [x] "Returns a value as text."))
(extend-protocol ToString
  clojure.lang.Keyword (to-str [k] (name k))
  clojure.lang.Ratio (to-str [r] (str (float r)))
  java.net.URI (to-str [u] (if (and *base-url* (nil? (.getHost u)) (str/starts-with? (str (.getPath u)) "/")) (str *base-url* u) (str u)))
  Object (to-str [x] (str x))
  nil (to-str [_] ""))

(defprotocol ToURI "Values as URIs." (to-uri [x] "Returns a value as a URI."))
(extend-protocol ToURI java.net.URI (to-uri [u] u) String (to-uri [s] (java.net.URI. s)))

(defn as-str "Returns values as one text." {:added "1.12"} [& xs] (apply str (map to-str xs)))

(deftype RawString [s]
  Object
  (toString [_] s)
  (equals [_ o] (and (instance? RawString o) (= s (.-s o))))
  (hashCode [_] (hash s)))
(defn raw-string "Returns text that is not escaped." {:added "1.12"} [& xs] (RawString. (apply str xs)))
(defn raw-string? "Is it text that is not escaped?" {:added "1.12"} [x] (instance? RawString x))

(defn escape-html
  "Returns a text with what HTML would take for markup escaped."
  {:added "1.12"}
  [text]
  (-> (as-str text) (.replace "&" "&amp;") (.replace "<" "&lt;") (.replace ">" "&gt;") (.replace "\"" "&quot;") (.replace "'" (if (= *html-mode* :sgml) "&#39;" "&apos;"))))
(defn ^:no-doc escaped [x] (if *escape-strings?* (escape-html x) (as-str x)))

(defmacro with-base-url "Evaluates body with relative URLs below one." {:added "1.12"} [base-url & body] `(binding [*base-url* ~base-url] ~@body))
(defn url-encode "Returns a value, or a map of parameters, as part of a URL." {:added "1.12"} [x]
  (if (map? x) (str/join "&" (for [[k v] x :when (some? v)] (str (url-encode k) "=" (url-encode v)))) (java.net.URLEncoder/encode (to-str x) "UTF-8")))
(defn url "Returns a URI of texts, and a map of parameters at the end." {:added "1.12"} [& args]
  (let [params (last args), parts (if (map? params) (butlast args) args)]
    (java.net.URI. (str (apply str (map to-str parts)) (when (map? params) (str "?" (url-encode params)))))))
