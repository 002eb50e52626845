;; SPDX-License-Identifier: MIT
(ns clojure.data.json
  "JSON: read-str, write-str and their like."
  {:added "1.12"}
  (:refer-clojure :exclude [read])
  (:require [clojure.string :as str]))

(alias 'prim 'cljsh.process.prim)

(defprotocol JSONWriter "What can be written as JSON." (-write [object out options] "Writes object as JSON to a writer."))

(defn- decimals [x] (cond (map? x) (into {} (map (fn [[k v]] [k (decimals v)])) x) (vector? x) (mapv decimals x) (float? x) (bigdec x) :else x))
(defn- with-values [x value-fn]
  (cond
    (map? x)    (reduce-kv (fn [m k v] (let [v (value-fn k (with-values v value-fn))] (if (identical? v value-fn) m (assoc m k v)))) {} x)
    (vector? x) (mapv (fn [v] (with-values v value-fn)) x)
    :else       x))

(defn- options-of [options] (if (and (= 1 (count options)) (map? (first options))) (first options) (apply hash-map options)))

(defn- finish [x {:keys [value-fn bigdec]}]
  (cond-> x bigdec decimals value-fn (with-values value-fn)))

(defn- fail-eof [options]
  (if (get options :eof-error? true) (throw (java.io.EOFException. "JSON error (end-of-file)")) (:eof-value options)))

(defn read-str
  "Returns the first JSON value of a text. Options: :key-fn, what makes keys of strings; :value-fn, of a key and a value, what replaces the
  value; :bigdec, are numbers with a point decimals?; :eof-error? and :eof-value."
  {:added "1.12"}
  [string & options]
  (let [options (options-of options)]
    (if (str/blank? string)
      (fail-eof options)
      (let [x (try (prim/json-parse string (:key-fn options identity))
                (catch ValueError e
                  (let [[_ end] (try (.raw_decode ((.-JSONDecoder (py/__import__ "json"))) (.lstrip string)) (catch ValueError _ nil))]
                    (if end (prim/json-parse (subs (.lstrip string) 0 end) (:key-fn options identity)) (throw (Exception. (str "JSON error: " (ex-message e))))))))]
        (finish x options)))))

(defn- next-text
  "The text of the next JSON value of a reader, whose rest stays in it; \"\" at its end."
  [reader]
  (let [take-char (fn [] (.read reader 1))]
    (loop [text "", depth 0, quoted false]
      (let [c (take-char)]
        (cond
          (= c "") text
          quoted (cond (= c "\\") (recur (str text c (take-char)) depth true)
                       (= c "\"") (if (zero? depth) (str text c) (recur (str text c) depth false))
                       :else (recur (str text c) depth true))
          (and (= text "") (str/blank? c)) (recur text depth false)
          (= c "\"") (recur (str text c) depth true)
          (#{"[" "{"} c) (recur (str text c) (inc depth) false)
          (#{"]" "}"} c) (if (= depth 1) (str text c) (recur (str text c) (dec depth) false))
          (and (zero? depth) (or (str/blank? c) (= c ","))) (do (when (py/hasattr reader "unread") (.unread reader (py/ord c))) text)
          :else (recur (str text c) depth false))))))

(defn read
  "Reads one JSON value from a reader. Options as those of read-str."
  {:added "1.12"}
  [reader & options]
  (let [options (options-of options), text (next-text reader)]
    (if (= text "") (fail-eof options) (read-str text options))))

;; --- writing ------------------------------------------------------------------------

(def ^:dynamic ^:private *options* {})
(defn- key-text [k] (cond (nil? k) (throw (Exception. "JSON object keys cannot be nil/null")) (instance? clojure.lang.Named k) (name k) :else (str k)))

(defn- own? [x] (and (some? x) (satisfies? JSONWriter x)))
(defn- prepared
  "A value as JSON's own types, with the keys and values that the options make."
  [x {:keys [key-fn value-fn default-write-fn] :as options}]
  (letfn [(go [x]
            (cond
              (own? x) (let [w (java.io.StringWriter.)] (-write x w options) (prim/json-parse (str w) identity))
              (map? x) (reduce-kv (fn [m k v] (let [v (if value-fn (value-fn k v) v)] (if (identical? v value-fn) m (assoc m (key-fn k) (go v))))) (array-map) x)
              (instance? clojure.lang.Named x) (name x)
              (or (sequential? x) (set? x)) (mapv go x)
              (or (nil? x) (string? x) (number? x) (boolean? x) (uuid? x)) (if (uuid? x) (str x) x)
              (instance? java.util.Map x) (go (into {} x))
              (instance? java.util.Collection x) (mapv go x)
              (inst? x) (str (java.time.Instant/ofEpochMilli (inst-ms x)))
              (var? x) (go @x)
              (instance? clojure.lang.IDeref x) (go @x)
              default-write-fn (let [w (java.io.StringWriter.)] (default-write-fn x w options) (prim/json-parse (str w) identity))
              :else (throw (Exception. (str "Don't know how to write JSON of " (class x))))))]
    (go x)))

(defn- escaped
  "JSON text with what the options want escaped: all but ASCII, slashes."
  [text {:keys [escape-unicode escape-slash escape-js-separators]}]
  (cond-> text
    escape-slash (str/replace "/" "\\/")
    escape-unicode (str/replace #"[^\x00-\x7f]" (fn [c] (let [t (.dumps (py/__import__ "json") c)] (subs t 1 (dec (count t))))))
    (and escape-js-separators (not escape-unicode)) (str/replace #"[\u2028\u2029]" (fn [c] (str "\\u" (py/format (py/ord c) "04x"))))))

(defn write-str
  "Returns a value as JSON text. Options: :key-fn, what makes keys; :value-fn, of a key and a value; :escape-unicode, :escape-slash,
  :escape-js-separators, by default true; :indent; :default-write-fn."
  {:added "1.12"}
  [x & options]
  (let [options (merge {:escape-unicode true :escape-slash true :escape-js-separators true :key-fn key-text} (options-of options))]
    (escaped (prim/json-text (prepared x options) (if (:indent options) 2 false)) options)))

(defn write
  "Writes a value as JSON to a writer. Options as those of write-str."
  {:added "1.12"}
  [x writer & options]
  (.write writer (write-str x (options-of options)))
  nil)

(defn pprint
  "Prints a value as JSON over several lines. Options as those of write-str."
  {:added "1.12"}
  [x & options]
  (println (write-str x (merge {:escape-slash true} (options-of options) {:indent true}))))
(def ^{:doc "Does what pprint does."} pprint-json pprint)
(defn print-json "Prints a value as JSON." {:added "1.12"} [x & options] (print (write-str x (options-of options))))
(defn json-str "Does what write-str does." {:added "1.12"} [x & options] (write-str x (options-of options)))
(defn read-json "Returns the JSON value of a text or reader, with keys as keywords." {:added "1.12"} ([x] (read-json x true)) ([x keywordize?] (read-str (if (string? x) x (slurp x)) :key-fn (if keywordize? keyword identity))))
