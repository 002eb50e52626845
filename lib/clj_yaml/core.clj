;; SPDX-License-Identifier: MIT
(ns clj-yaml.core
  "YAML, through PyYAML."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(defn- yaml []
  (try (py/__import__ "yaml")
    (catch ImportError _ (throw (ImportError. "YAML needs PyYAML, which Debian has as python3-yaml")))))

(def ^:dynamic *keywordize* "Are keys keywords?" true)

(defn- data
  "What PyYAML gives as Clojure data."
  [x {:keys [keywords key-fn]}]
  (letfn [(key-of [k] (cond key-fn (key-fn {:key k}) (and keywords (string? k)) (keyword k) :else (go k)))
          (go [x]
            (cond
              (instance? py/dict x)  (persistent! (reduce (fn [m [k v]] (assoc! m (key-of k) (go v))) (transient (array-map)) (.items x)))
              (instance? py/list x)  (apply list (map go x))
              (instance? py/tuple x) (mapv go x)
              (instance? py/set x)   (into #{} (map go) x)
              (bytes? x)             (byte-array x)
              (and (py/hasattr x "isoformat") (py/hasattr x "hour")) (if (.-tzinfo x) (.astimezone x (.-utc (.-timezone (py/__import__ "datetime")))) (.replace x ** :tzinfo (.-utc (.-timezone (py/__import__ "datetime")))))
              (py/hasattr x "isoformat") ((.-datetime (py/__import__ "datetime")) (.-year x) (.-month x) (.-day x) 0 0 0 0 (.-utc (.-timezone (py/__import__ "datetime"))))
              :else x))]
    (go x)))

(defn- loader [unsafe?]
  (let [y (yaml), c (or (py/getattr y "CSafeLoader" nil) (.-SafeLoader y))]
    c))

(defn- options-of [options]
  (merge {:keywords *keywordize*} (if (and (= 1 (count options)) (map? (first options))) (first options) (apply hash-map options))))

(defn- tagged-loader
  "A loader that keeps tags it does not know: unknown-tag-fn makes a value of a map of :tag and :value."
  [f]
  (let [base (loader false), c (py/type "Loader" (py/tuple [base]) (py/dict))]
    (.add_multi_constructor c "!" (fn [l suffix node]
                                    (f {:tag (str "!" suffix)
                                        :value (case (.-id node) "scalar" (.construct_scalar l node) "sequence" (.construct_sequence l node true) (.construct_mapping l node true))})))
    c))

(defn mark
  "Returns a value with the places where its text begins and ends, maps of :line, :index and :column."
  {:added "1.12"}
  [start end marked]
  (with-meta {:start start :end end :unmark marked} {:type ::marked}))

(defn marked? "Is it a value with its places?" {:added "1.12"} [x] (= ::marked (:type (meta x))))

(defn unmark "Returns a value without its places." {:added "1.12"} [x] (if (marked? x) (:unmark x) x))

(defn- place [m] {:line (.-line m) :index (.-index m) :column (.-column m)})

(defn- of-nodes
  "The values of the documents of a text, read node by node: with their places, with keys of any kind, each key once."
  [string class {:keys [allow-duplicate-keys] :or {allow-duplicate-keys true} :as options}]
  (let [loader (class string)
        scalar (fn [node] (data (.construct_object loader node true) options))
        plain  (dissoc options :mark)]
    (letfn [(go [node options]
              (let [x (case (.-id node)
                        "sequence" (apply list (map (fn [n] (go n options)) (.-value node)))
                        "mapping"  (entries node options)
                        (scalar node))]
                (if (:mark options) (mark (place (.-start_mark node)) (place (.-end_mark node)) x) x)))
            (key-of [node]
              (if (= "scalar" (.-id node))
                (first (keys (data (py/dict [(py/tuple [(.construct_object loader node true) nil])]) options)))
                (go node plain)))
            (entries [node options]
              (.flatten_mapping loader node)
              (reduce (fn [m [k v]]
                        (let [key (key-of k)]
                          (when (and (not allow-duplicate-keys) (contains? m key))
                            (throw (org.yaml.snakeyaml.constructor.DuplicateKeyException. (str "found duplicate key " (.-value k)))))
                          (assoc m key (go v options))))
                      (array-map)
                      (.-value node)))]
      (loop [all []]
        (if (.check_node loader)
          (recur (conj all (go (.get_node loader) options)))
          all)))))

(defn- check-aliases
  "Complains of more references to collections than there may be: few lines can stand for very much."
  [string limit]
  (when (< limit (.count string "*"))
    (let [y (yaml)]
      (loop [events (seq (.parse y string)), collections #{}, n 0]
        (when-let [e (first events)]
          (when (< limit n)
            (throw (org.yaml.snakeyaml.error.YAMLException. (str "Number of aliases for non-scalar nodes exceeds the specified max=" limit))))
          (recur (next events)
                 (if (instance? (.-CollectionStartEvent y) e) (conj collections (.-anchor e)) collections)
                 (if (and (instance? (.-AliasEvent y) e) (collections (.-anchor e))) (inc n) n)))))))

(defn parse-string
  "Returns the value of a YAML text.
  Options: :keywords, by default true, :key-fn, of a map with :key, :load-all, all documents, :unknown-tag-fn,
  :mark, with the places of all values, :allow-duplicate-keys, by default true, and
  :max-aliases-for-collections, by default 50."
  {:added "1.12"}
  [string & options]
  (let [{:keys [load-all unknown-tag-fn max-aliases-for-collections allow-duplicate-keys] :as options} (options-of options)
        c        (if unknown-tag-fn (tagged-loader unknown-tag-fn) (loader false))
        by-nodes (fn [] ((if load-all identity first) (of-nodes string c options)))]
    (check-aliases string (or max-aliases-for-collections 50))
    (if (or (:mark options) (false? allow-duplicate-keys))
      (by-nodes)
      (try
        (if load-all
          (map (fn [x] (data x options)) (py/list (.load_all (yaml) string c)))
          (data (.load (yaml) string c) options))
        (catch org.yaml.snakeyaml.error.YAMLException e
          (if (.__contains__ (str e) "unhashable key") ; a collection is none for Python's dict
            (by-nodes)
            (throw e)))))))

(defn parse-stream
  "Returns the value of the YAML that a reader has. Options as those of parse-string."
  {:added "1.12"}
  [reader & options]
  (apply parse-string (slurp reader) options))

(defn- plain
  "Clojure data as PyYAML writes it."
  [x]
  (cond
    (keyword? x) (subs (str x) 1)
    (symbol? x)  (str x)
    (map? x)     (let [d (py/dict)] (doseq [[k v] x] (.__setitem__ d (plain k) (plain v))) d)
    (set? x)     (py/set (map plain x))
    (or (sequential? x) (instance? py/list x)) (py/list (map plain x))
    (ratio? x)   (double x)
    (uuid? x)    (str x)
    :else        x))

(def ^:private dumper
  (delay
    (let [y (yaml), base (or (py/getattr y "CSafeDumper" nil) (.-SafeDumper y))]
      (py/type "Dumper" (py/tuple [base]) (py/dict {"ignore_aliases" (fn [_ _] true)
                                                    "increase_indent" (fn [this & args] (.increase_indent (py/super (class this) this) (boolean (first args)) false))})))))

(defn generate-string
  "Returns a value as YAML text. Option :dumper-options, a map of :flow-style, :auto, :block or :flow, and :indent."
  {:added "1.12"}
  [x & options]
  (let [{:keys [dumper-options]} (options-of options)
        {:keys [flow-style indent]} dumper-options
        style (case flow-style :block false :flow true nil)]
    (let [text (.dump (yaml) (plain x) nil (if (= style false) (or (py/getattr (yaml) "CSafeDumper" nil) (.-SafeDumper (yaml))) @dumper) ** :default_flow_style style :sort_keys false :allow_unicode true :width 2147483647 :indent (or indent 2))]
      (.removesuffix text "...\n"))))

(defn generate-stream
  "Writes a value as YAML to a writer. Options as those of generate-string."
  {:added "1.12"}
  [writer x & options]
  (.write writer (apply generate-string x options)))
