;; SPDX-License-Identifier: MIT
(ns clojure.data.xml
  "XML: elements, reading and writing."
  {:added "1.12"}
  (:require [clojure.string :as str]
            [clojure.xml :as xml]))

(defrecord Element [tag attrs content])
(defrecord CData [content])
(defrecord Comment [content])

(defn element*
  "Returns an element of a tag, attributes and a seq of contents."
  {:added "1.12"}
  [tag attrs content]
  (->Element tag (or attrs {}) (remove nil? content)))

(defn element
  "Returns an element."
  {:added "1.12"}
  ([tag] (element* tag {} ()))
  ([tag attrs] (element* tag attrs ()))
  ([tag attrs & content] (element* tag attrs content)))

(defn element?
  "Is it an element?"
  {:added "1.12"}
  [x]
  (or (instance? Element x)
      (and (map? x) (contains? x :tag))))

(defn cdata
  "Returns a CDATA section."
  {:added "1.12"}
  [content]
  (->CData content))

(defn xml-comment
  "Returns a comment."
  {:added "1.12"}
  [content]
  (->Comment content))

;; --- names in namespaces -----------------------------------------------------

(def ^:private xml-uri "http://www.w3.org/XML/1998/namespace")

(defn- uri->ns
  "The name of the Clojure namespace that stands for one of XML."
  [uri]
  (str "xmlns." (java.net.URLEncoder/encode uri "UTF-8")))

(defn- uri-of
  "The namespace of XML that a keyword is in, or nil."
  [k]
  (when-let [n (and (keyword? k) (namespace k))]
    (when (str/starts-with? n "xmlns.")
      (java.net.URLDecoder/decode (subs n 6) "UTF-8"))))

(defn qname
  "Returns the keyword of a namespace and a name."
  {:added "1.12"}
  ([local] (keyword local))
  ([uri local] (keyword (uri->ns uri) local)))

(defn alias-uri
  "Makes aliases of namespaces of XML: (alias-uri :D \"DAV:\" …).
  The names are keywords, symbols or strings."
  {:added "1.12"}
  [& pairs]
  (doseq [[a uri] (partition 2 pairs)]
    (alias (symbol (name a))
           (ns-name (create-ns (symbol (uri->ns uri)))))))

;; --- reading -----------------------------------------------------------------

(defn- split-name
  "[prefix local] of a name; the prefix is nil when there is none."
  [n]
  (let [i (.find n ":")]
    (if (neg? i)
      [nil n]
      [(subs n 0 i) (subs n (inc i))])))

(defn- named
  "The keyword of a name, whose prefix stands for a namespace."
  [n scope default?]
  (let [[prefix local] (split-name n)
        uri (if prefix
              (get scope prefix)
              (when default? (get scope "")))]
    (cond
      uri              (qname uri local)
      (= prefix "xml") (qname xml-uri local)
      prefix           (keyword prefix local)
      :else            (keyword local))))

(defn- declared-prefix
  "The prefix that an attribute says the namespace of, \"\" for that of names without one, or nil."
  [attr]
  (cond
    (= attr "xmlns")                  ""
    (str/starts-with? attr "xmlns:") (subs attr 6)))

(defn- resolved
  "An element whose names are strings, with keywords for them."
  [x scope]
  (if-not (and (map? x) (contains? x ::name))
    x
    (let [{::keys [name attrs content]} x
          scope (into scope
                      (keep (fn [[k v]] (when-let [p (declared-prefix k)] [p v])))
                      attrs)]
      (->Element (named name scope true)
                 (into {}
                       (keep (fn [[k v]] (when-not (declared-prefix k) [(named k scope false) v])))
                       attrs)
                 (map (fn [c] (resolved c scope)) content)))))

(defn- raw-element
  "An element whose names are strings, to be resolved."
  [n attrs content]
  {::name n ::attrs attrs ::content content})

(defn- plain-element
  "An element whose names are keywords of the names as they are written."
  [n attrs content]
  (->Element (keyword n)
             (into {} (map (fn [[k v]] [(keyword k) v])) attrs)
             (seq content)))

(defn- read-tree [bytes {:keys [namespace-aware skip-whitespace include-node?] :or {namespace-aware true}}]
  (let [parsed (fn [make]
                 (xml/parse-bytes bytes make
                                  {:skip-whitespace skip-whitespace
                                   :comments (when (contains? include-node? :comment) ->Comment)}))]
    (if namespace-aware
      (resolved (parsed raw-element) {})
      (parsed plain-element))))

(defn- options-of [opts]
  (if (and (= 1 (count opts)) (map? (first opts)))
    (first opts)
    (apply hash-map opts)))

(defn parse-str
  "Returns the element of a text.
  Options: :namespace-aware, by default true, :skip-whitespace, :include-node?."
  {:added "1.12"}
  [s & opts]
  (read-tree (.encode (.removeprefix s "\ufeff") "utf-8" "surrogateescape")
             (options-of opts)))

(defn parse
  "Returns the element that a reader or stream has. Options as those of parse-str."
  {:added "1.12"}
  [source & opts]
  (apply parse-str (if (string? source) source (slurp source)) opts))

;; --- vectors that stand for elements -----------------------------------------

(defn- spread
  "A seq of what is in contents, with that of seqs in place of them."
  [contents]
  (mapcat (fn [c] (if (and (sequential? c) (not (vector? c))) c [c]))
          contents))

(defn- vector->element [x]
  (if (vector? x)
    (let [[tag & more]    x
          [attrs content] (if (map? (first more))
                            [(first more) (rest more)]
                            [{} more])]
      (case tag
        :-cdata   (cdata (first content))
        :-comment (xml-comment (first content))
        (element* tag attrs (map vector->element (spread content)))))
    x))

(defn sexp-as-element
  "Returns the element of a vector [:tag {attributes} content …]."
  {:added "1.12"}
  [sexp]
  (vector->element (if (and (sequential? sexp) (not (vector? sexp)))
                     (first sexp)
                     sexp)))

(defn sexps-as-fragment
  "Returns a seq of the elements of vectors."
  {:added "1.12"}
  [& sexps]
  (map vector->element
       (if (and (= 1 (count sexps)) (seq? (first sexps)))
         (first sexps)
         sexps)))

;; --- writing -----------------------------------------------------------------

(defn- escaped [s]
  (-> (str s)
      (.replace "&" "&amp;")
      (.replace "<" "&lt;")
      (.replace ">" "&gt;")))

(defn- escaped-attribute [s]
  (-> (escaped s)
      (.replace "\"" "&quot;")
      (.replace "\n" "&#xa;")))

(defn- keyword-text
  "A keyword without its colon; else x."
  [x]
  (if (keyword? x) (subs (str x) 1) x))

(defn- content-text [x]
  (if (inst? x)
    (str (java.time.Instant/ofEpochMilli (inst-ms x)))
    (keyword-text x)))

(defn- fresh-prefixes
  "Prefixes for the namespaces of an element's names that scope has none for: a, b, …"
  [{:keys [tag attrs]} scope]
  (let [letters (mapv (fn [n] (str (char (+ 97 n)))) (range 26))
        fresh   (remove (fn [u] (contains? scope u))
                        (distinct (keep uri-of (cons tag (keys attrs)))))]
    (into {}
          (map-indexed (fn [i u] [u (nth letters (+ i (dec (count scope))))]))
          fresh)))

(defn- name-text
  "A name as it is written: with the prefix that its namespace has in scope."
  [k scope]
  (if-let [uri (uri-of k)]
    (let [prefix (get scope uri)]
      (if (= prefix "") (name k) (str prefix ":" (name k))))
    (if (and (keyword? k) (namespace k))
      (str (namespace k) ":" (name k))
      (name k))))

(declare write)

(defn- write-element [^StringBuilder out {:keys [tag attrs content] :as x} scope]
  (let [added    (fresh-prefixes x scope)
        scope    (merge scope added)
        tag-text (name-text tag scope)]
    (.append out (str "<" tag-text))
    (doseq [[k v] attrs]
      (.append out (str " " (name-text k scope) "=\"" (escaped-attribute (keyword-text v)) "\"")))
    (doseq [[uri prefix] added]
      (.append out (str " xmlns:" prefix "=\"" (escaped-attribute uri) "\"")))
    (if (seq (remove nil? content))
      (do
        (.append out ">")
        (run! (fn [c] (write out c scope)) content)
        (.append out (str "</" tag-text ">")))
      (.append out "/>"))))

(defn- write [^StringBuilder out x scope]
  (cond
    (nil? x)                nil
    (instance? CData x)     (.append out (str "<![CDATA["
                                              (.replace (:content x) "]]>" "]]]]><![CDATA[>")
                                              "]]>"))
    (instance? Comment x)   (.append out (str "<!--" (:content x) "-->"))
    (vector? x)             (write out (vector->element x) scope)
    (and (map? x) (:tag x)) (write-element out x scope)
    (sequential? x)         (run! (fn [c] (write out c scope)) x)
    :else                   (.append out (escaped (content-text x)))))

(defn emit-str
  "Returns an element as the text of a document. Options: :encoding, :doctype."
  {:added "1.12"}
  [e & opts]
  (let [{:keys [encoding doctype]} (options-of opts)
        out (StringBuilder.)]
    (.append out (str "<?xml version=\"1.0\" encoding=\"" (or encoding "UTF-8") "\"?>" doctype))
    (write out e {xml-uri "xml"})
    (str out)))

(defn emit
  "Writes an element as a document to a writer, which is returned."
  {:added "1.12"}
  [e writer & opts]
  (.write writer (apply emit-str e opts))
  writer)

;; --- a line for each element -------------------------------------------------

(defn- line-start [depth]
  (str "\n" (apply str (repeat (* 2 depth) " "))))

(defn- only-elements?
  "Has an element elements in it, and no text but blanks?"
  [{:keys [content]}]
  (and (seq content)
       (every? (fn [c] (or (element? c) (and (string? c) (str/blank? c))))
               content)))

(defn- indented [x depth]
  (if (and (element? x) (only-elements? x))
    (assoc x :content (concat (mapcat (fn [c] [(line-start (inc depth)) (indented c (inc depth))])
                                      (filter element? (:content x)))
                              [(line-start depth)]))
    x))

(defn indent-str
  "Returns an element as the text of a document, a line for each element."
  {:added "1.12"}
  [e & opts]
  (let [text (apply emit-str (indented (vector->element e) 0) opts)
        end  (+ 2 (.find text "?>"))]
    (str (subs text 0 end) "\n" (subs text end) "\n")))

(defn indent
  "Writes an element to a writer, a line for each element."
  {:added "1.12"}
  [e writer & opts]
  (.write writer (apply indent-str e opts)))
