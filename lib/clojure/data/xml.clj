;; SPDX-License-Identifier: MIT
(ns clojure.data.xml
  "XML: elements, reading and writing."
  {:added "1.12"}
  (:require [clojure.string :as str]
            [clojure.xml :as xml]))

(defrecord Element [tag attrs content])
(defrecord CData [content])
(defrecord Comment [content])

(defn element* "Returns an element of a tag, attributes and a seq of contents." {:added "1.12"} [tag attrs content] (->Element tag (or attrs {}) (remove nil? content)))
(defn element "Returns an element." {:added "1.12"} ([tag] (element* tag {} ())) ([tag attrs] (element* tag attrs ())) ([tag attrs & content] (element* tag attrs content)))
(defn element? "Is it an element?" {:added "1.12"} [x] (or (instance? Element x) (and (map? x) (contains? x :tag))))
(defn cdata "Returns a CDATA section." {:added "1.12"} [content] (->CData content))
(defn xml-comment "Returns a comment." {:added "1.12"} [content] (->Comment content))

(defn qname "Returns the keyword of a namespace and a name." {:added "1.12"} ([local] (keyword local)) ([uri local] (keyword (str "xmlns." (java.net.URLEncoder/encode uri "UTF-8")) local)))
(defn alias-uri "Makes aliases of namespaces of XML: (alias-uri :D \"DAV:\" …); the names are keywords, symbols or strings." {:added "1.12"} [& pairs]
  (doseq [[a uri] (partition 2 pairs)]
    (alias (symbol (name a)) (ns-name (create-ns (symbol (str "xmlns." (java.net.URLEncoder/encode uri "UTF-8"))))))))

(defn- named
  "The keyword of a name, whose prefix stands for a namespace."
  [n scope default?]
  (let [[prefix local] (let [i (.find n ":")] (if (neg? i) [nil n] [(subs n 0 i) (subs n (inc i))]))
        uri (if prefix (get scope prefix) (when default? (get scope "")))]
    (cond uri (qname uri local) (= prefix "xml") (keyword "xmlns.http%3A%2F%2Fwww.w3.org%2FXML%2F1998%2Fnamespace" local) prefix (keyword prefix local) :else (keyword local))))

(defn- resolved
  "An element whose names are strings, with keywords for them."
  [x scope]
  (if-not (and (map? x) (contains? x ::name))
    x
    (let [own   (into {} (keep (fn [[k v]] (cond (= k "xmlns") ["" v] (str/starts-with? k "xmlns:") [(subs k 6) v]))) (::attrs x))
          scope (merge scope own)]
      (->Element (named (::name x) scope true)
                 (into {} (keep (fn [[k v]] (when-not (or (= k "xmlns") (str/starts-with? k "xmlns:")) [(named k scope false) v]))) (::attrs x))
                 (map (fn [c] (resolved c scope)) (::content x))))))

(defn- read-tree [bytes {:keys [namespace-aware skip-whitespace include-node?] :or {namespace-aware true}}]
  (let [comments (when (contains? include-node? :comment) ->Comment)]
    (if namespace-aware
      (resolved (xml/parse-bytes bytes (fn [n attrs content] {::name n ::attrs attrs ::content content}) {:skip-whitespace skip-whitespace :comments comments}) {})
      (xml/parse-bytes bytes (fn [n attrs content] (->Element (keyword n) (into {} (map (fn [[k v]] [(keyword k) v])) attrs) (seq content))) {:skip-whitespace skip-whitespace :comments comments}))))

(defn- options-of [opts] (if (and (= 1 (count opts)) (map? (first opts))) (first opts) (apply hash-map opts)))
(defn parse-str "Returns the element of a text. Options: :namespace-aware, by default true, :skip-whitespace, :include-node?." {:added "1.12"} [s & opts] (read-tree (.encode (.removeprefix s "\ufeff") "utf-8" "surrogateescape") (options-of opts)))
(defn parse "Returns the element that a reader or stream has. Options as those of parse-str." {:added "1.12"} [source & opts]
  (let [x (if (string? source) source (slurp source))] (apply parse-str x opts)))

;; --- writing -------------------------------------------------------------------------

(defn- escaped [s attribute?]
  (let [s (-> (str s) (.replace "&" "&amp;") (.replace "<" "&lt;") (.replace ">" "&gt;"))] (if attribute? (-> s (.replace "\"" "&quot;") (.replace "\n" "&#xa;")) s)))

(defn- uri-of [k] (when-let [n (and (keyword? k) (namespace k))] (when (str/starts-with? n "xmlns.") (java.net.URLDecoder/decode (subs n 6) "UTF-8"))))
(defn- vector->element [x]
  (if (vector? x)
    (let [[tag & more] x, [attrs content] (if (map? (first more)) [(first more) (rest more)] [{} more])]
      (case tag :-cdata (cdata (first content)) :-comment (xml-comment (first content)) (element* tag attrs (map vector->element (mapcat (fn [c] (if (and (sequential? c) (not (vector? c))) c [c])) content)))))
    x))
(defn sexp-as-element "Returns the element of a vector [:tag {attributes} content …]." {:added "1.12"} [sexp] (vector->element (if (and (sequential? sexp) (not (vector? sexp))) (first sexp) sexp)))
(defn sexps-as-fragment "Returns a seq of the elements of vectors." {:added "1.12"} [& sexps] (map vector->element (if (and (= 1 (count sexps)) (seq? (first sexps))) (first sexps) sexps)))

(defn- attr-text [v] (cond (keyword? v) (subs (str v) 1) :else (str v)))
(defn- write [^StringBuilder out x scope]
  (cond
    (nil? x) nil
    (instance? CData x)   (.append out (str "<![CDATA[" (.replace (:content x) "]]>" "]]]]><![CDATA[>") "]]>"))
    (instance? Comment x) (.append out (str "<!--" (:content x) "-->"))
    (vector? x)           (write out (vector->element x) scope)
    (and (map? x) (:tag x))
    (let [{:keys [tag attrs content]} x
          uris  (distinct (keep uri-of (cons tag (keys attrs))))
          fresh (remove (fn [u] (or (contains? scope u) (= u "http://www.w3.org/XML/1998/namespace"))) uris)
          scope (merge {"http://www.w3.org/XML/1998/namespace" "xml"} scope)
          added (into {} (map-indexed (fn [i u] [u (nth (map (fn [n] (str (char (+ 97 n)))) (range 26)) (+ i (dec (count scope))))])) fresh)
          scope (merge scope added)
          text  (fn [k] (if-let [u (uri-of k)] (let [p (get scope u)] (if (= p "") (name k) (str p ":" (name k)))) (if (and (keyword? k) (namespace k)) (str (namespace k) ":" (name k)) (name k))))
          tag-text (text tag)]
      (.append out (str "<" tag-text))
      (doseq [[k v] attrs] (.append out (str " " (text k) "=\"" (escaped (attr-text v) true) "\"")))
      (doseq [[u p] added] (.append out (str " xmlns:" p "=\"" (escaped u true) "\"")))
      (if (seq (remove nil? content))
        (do (.append out ">") (run! (fn [c] (write out c scope)) content) (.append out (str "</" tag-text ">")))
        (.append out "/>")))
    (and (sequential? x)) (run! (fn [c] (write out c scope)) x)
    :else (.append out (escaped (cond (inst? x) (str (java.time.Instant/ofEpochMilli (inst-ms x))) (keyword? x) (attr-text x) :else x) false))))

(defn emit-str
  "Returns an element as the text of a document. Options: :encoding, :doctype."
  {:added "1.12"}
  [e & opts]
  (let [{:keys [encoding doctype]} (options-of opts), out (StringBuilder.)]
    (.append out (str "<?xml version=\"1.0\" encoding=\"" (or encoding "UTF-8") "\"?>" doctype))
    (write out e {})
    (str out)))
(defn emit "Writes an element as a document to a writer, which is returned." {:added "1.12"} [e writer & opts] (.write writer (apply emit-str e opts)) writer)

(defn- indented [x depth]
  (if (and (element? x) (seq (:content x)) (every? (fn [c] (or (element? c) (and (string? c) (str/blank? c)))) (:content x)))
    (let [pad (str "\n" (apply str (repeat (* 2 (inc depth)) " ")))]
      (assoc x :content (concat (mapcat (fn [c] [pad (indented c (inc depth))]) (filter element? (:content x))) [(str "\n" (apply str (repeat (* 2 depth) " ")))])))
    x))
(defn indent-str "Returns an element as the text of a document, a line for each element." {:added "1.12"} [e & opts]
  (let [t (apply emit-str (indented (if (vector? e) (vector->element e) e) 0) opts), i (inc (.find t "?>"))] (str (subs t 0 (inc i)) "\n" (subs t (inc i)) "\n")))
(defn indent "Writes an element to a writer, a line for each element." {:added "1.12"} [e writer & opts] (.write writer (apply indent-str e opts)))
