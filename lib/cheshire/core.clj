;; SPDX-License-Identifier: MIT
(ns cheshire.core
  "JSON, under the names of Cheshire."
  {:added "1.12"}
  (:require [cheshire.factory :as factory]
            [cheshire.generate :as generate]
            [cheshire.parse :as parse]
            [clojure.string :as str]))

(alias 'prim 'cljsh.process.prim)

(defn- key-maker [key-fn]
  (cond (true? key-fn) nil (or (nil? key-fn) (false? key-fn)) identity :else key-fn))

(defn- coerced
  "A value with its arrays made by array-coerce-fn, which returns the collection for a key."
  [x array-coerce-fn]
  (letfn [(go [k x]
            (cond
              (map? x)    (into {} (map (fn [[k v]] [k (go k v)])) x)
              (vector? x) (into (array-coerce-fn k) (map (fn [v] (go k v))) x)
              :else       x))]
    (go nil x)))

(defn- decimals [x]
  (letfn [(go [x] (cond (map? x) (into {} (map (fn [[k v]] [k (go v)])) x) (vector? x) (mapv go x) (float? x) (bigdec x) :else x))] (go x)))

(defn parse-string
  "Returns the value of a JSON text; nil of nil or an empty text. key-fn makes the keys, true makes keywords, otherwise they are strings.
  array-coerce-fn returns, for a key, the collection its array goes into."
  {:added "1.12"}
  ([string] (parse-string string nil nil))
  ([string key-fn] (parse-string string key-fn nil))
  ([string key-fn array-coerce-fn]
   (when-not (or (nil? string) (str/blank? string))
     (let [x (if factory/*json-factory*
               (factory/with-non-numeric (prim/json-parse (factory/strict-text string) (key-maker key-fn)))
               (prim/json-parse string (key-maker key-fn)))
           x (if parse/*use-bigdecimals?* (decimals x) x)]
       (if array-coerce-fn (coerced x array-coerce-fn) x)))))

(def ^{:added "1.12", :doc "Does what parse-string does.", :arglists '([string] [string key-fn] [string key-fn array-coerce-fn])} parse-string-strict parse-string)

(defn- whole [reader] (if (string? reader) reader (slurp reader)))

(defn parse-stream
  "Returns the JSON value that a reader has, or nil at its end. Arguments as those of parse-string."
  {:added "1.12"}
  ([rdr] (parse-stream rdr nil nil))
  ([rdr key-fn] (parse-stream rdr key-fn nil))
  ([rdr key-fn array-coerce-fn] (when rdr (parse-string (whole rdr) key-fn array-coerce-fn))))
(def ^{:added "1.12", :doc "Does what parse-stream does.", :arglists '([rdr] [rdr key-fn] [rdr key-fn array-coerce-fn])} parse-stream-strict parse-stream)

(defn parsed-seq
  "Returns a lazy seq of the JSON values in a reader, one behind the other. Arguments as those of parse-string."
  {:added "1.12"}
  ([reader] (parsed-seq reader nil nil))
  ([reader key-fn] (parsed-seq reader key-fn nil))
  ([reader key-fn array-coerce-fn]
   (let [text (whole reader), decoder ((.-JSONDecoder (py/__import__ "json")))]
     (letfn [(from [i]
               (lazy-seq
                 (let [i (loop [i i] (if (and (< i (count text)) (str/blank? (subs text i (inc i)))) (recur (inc i)) i))]
                   (when (< i (count text))
                     (let [end (second (.raw_decode decoder text i))]
                       (cons (parse-string (subs text i end) key-fn array-coerce-fn) (from end)))))))]
       (if (re-find #"^\s*\[" text)
         (seq (parse-string text key-fn array-coerce-fn))
         (from 0))))))

(defn- unquoted-names [text]
  (str/replace text #"(\"(?:\\.|[^\"\\])*\")(\s*:)?" (fn [[all label colon]] (if colon (str (subs label 1 (dec (count label))) colon) all))))

(defn generate-string
  "Returns a value as JSON text. Options: :pretty true, :key-fn, what makes keys, :date-format as of SimpleDateFormat, :escape-non-ascii."
  {:added "1.12"}
  ([obj] (generate-string obj nil))
  ([obj {:keys [pretty key-fn date-format escape-non-ascii] :as opts}]
   (let [obj  (if (or key-fn date-format) (generate/prepared obj key-fn date-format) obj)
         text (generate/json-text obj (if pretty 2 false))
         text (if pretty (generate/pretty-text text) text)
         text (if (false? (:quote-field-names factory/*json-factory*)) (unquoted-names text) text)]
     (if escape-non-ascii
       (str/replace text #"[^\x00-\x7f]" (fn [c] (subs (.dumps (py/__import__ "json") c) 1 (dec (count (.dumps (py/__import__ "json") c))))))
       text))))

(defn generate-stream
  "Writes a value as JSON to a writer, which is returned. Options as those of generate-string."
  {:added "1.12"}
  ([obj writer] (generate-stream obj writer nil))
  ([obj writer opts] (.write writer (generate-string obj opts)) writer))

;; --- one value in pieces --------------------------------------------------------

(def ^:dynamic *generator* "What write writes to." nil)
(def ^:dynamic *opt-map* "The options of with-writer." nil)

(defn create-generator "Returns what writes JSON to a writer piece by piece." {:added "1.12"} [writer] (generate/generator writer))

(defmacro with-writer
  "Evaluates body, in which calls of write add to one JSON text, which goes to a writer; returns the writer."
  {:added "1.12"}
  [[writer opt-map] & body]
  `(let [writer# ~writer]
     (binding [*generator* (create-generator writer#), *opt-map* ~opt-map]
       ~@body
       (.flush *generator*)
       writer#)))

(defn- write-parts
  "Writes a collection, or without its begin or end, as wholeness has it."
  [g obj wholeness]
  (let [begun? (contains? #{:all :start :start-inner} wholeness), ended? (contains? #{:all :end} wholeness)
        part   (fn [x] (if (and (= :start-inner wholeness) (coll? x)) (write-parts g x :start) (generate/generate g x (:date-format *opt-map*) nil (:key-fn *opt-map*))))]
    (if (map? obj)
      (do (when begun? (.writeStartObject g))
          (doseq [[k v] obj]
            (.writeFieldName g ((or (:key-fn *opt-map*) (fn [k] (if (keyword? k) (subs (str k) 1) (str k)))) k))
            (part v))
          (when ended? (.writeEndObject g)))
      (do (when begun? (.writeStartArray g))
          (run! part obj)
          (when ended? (.writeEndArray g))))))

(defn write
  "Writes a value within with-writer: wholly, or of a collection :start, without its end; :start-inner, without its end and that of the last within;
  :end, without its begin; anything else, neither."
  {:added "1.12"}
  ([obj] (write obj nil))
  ([obj wholeness]
   (if (or (contains? #{nil :all} wholeness) (not (coll? obj)))
     (generate/generate *generator* obj (:date-format *opt-map*) nil (:key-fn *opt-map*))
     (write-parts *generator* obj wholeness))))

(defn create-pretty-printer "Returns options for :pretty; here all that is pretty is alike." {:added "1.12"} [options] options)
(def default-pretty-print-options "What create-pretty-printer takes." {:indentation "  " :line-break "\n" :indent-arrays? false :indent-objects? true})

(def ^{:added "1.12", :doc "Does what generate-string does.", :arglists '([obj] [obj opts])} encode generate-string)
(def ^{:added "1.12", :doc "Does what generate-stream does.", :arglists '([obj writer] [obj writer opts])} encode-stream generate-stream)
(def ^{:added "1.12", :doc "Does what parse-string does.", :arglists '([string] [string key-fn])} decode parse-string)
(def ^{:added "1.12", :doc "Does what parse-string does.", :arglists '([string] [string key-fn])} decode-strict parse-string-strict)
(def ^{:added "1.12", :doc "Does what parse-stream does.", :arglists '([rdr] [rdr key-fn])} decode-stream parse-stream)
