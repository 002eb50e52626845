;; SPDX-License-Identifier: MIT
(ns selmer.parser
  "Templates: {{value|filter}}, {% tag %} … {% endtag %}, {# comment #}."
  {:added "1.12"}
  (:require [clojure.java.io :as io]
            [clojure.string :as str]
            [selmer.filters :as filters]))

(def ^:dynamic *escape* "Are values escaped for HTML?" true)
(defonce ^:private folder (atom nil))
(defonce ^:private tags (atom {}))
(defonce ^:private missing (atom (fn [_tag _context] "")))
(def ^:private blocks "Tags that have an end." #{"if" "for" "ifequal" "ifunequal" "block" "with" "comment" "verbatim" "safe"})

(defn set-resource-path! "Sets the folder that templates are looked for in." {:added "1.12"} [path] (reset! folder (when path (str path))) nil)
(defn resource-path "Returns that folder." {:added "1.12"} [] @folder)
(defn set-missing-value-formatter! "Sets the function of a tag and the context that returns the text of a value that is not there." {:added "1.12"} [f & _] (reset! missing f) nil)
(defn add-filter! "Adds a filter by name." {:added "1.12"} [name f] (filters/add-filter! name f))
(defn add-tag! "Adds a tag by name: a function of its arguments and the context, and of what is between it and an end tag, if that is named." {:added "1.12"} [k f & [end & _]] (swap! tags assoc (name k) [f end]) nil)
(defn remove-tag! "Takes a tag away." {:added "1.12"} [k] (swap! tags dissoc (name k)) nil)
(defn cache-on! "Does nothing." {:added "1.12"} [] nil)
(defn cache-off! "Does nothing." {:added "1.12"} [] nil)
(defmacro without-escaping "Evaluates body, whose templates are not escaped." {:added "1.12"} [& body] `(binding [*escape* false] ~@body))
(defmacro with-escaping "Evaluates body, whose templates are escaped." {:added "1.12"} [& body] `(binding [*escape* true] ~@body))

;; --- reading ------------------------------------------------------------------------

(defn- words [text] (map (fn [[w]] w) (re-seq #"((?:[^\s\"]|\"[^\"]*\")+)" text)))
(defn- tokens [text]
  (loop [i 0, out []]
    (let [m (re-matcher #"(?s)\{\{(.*?)\}\}|\{%(.*?)%\}|\{#(.*?)#\}" (subs text i))]
      (if-let [[whole value tag] (re-find m)]
        (let [at (+ i (first (cljsh.core/matcher-bounds m 0))), before (subs text i at), next-i (+ at (count whole))
              out (if (= before "") out (conj out [:text before]))]
          (cond
            value (recur next-i (conj out [:value (str/trim value)]))
            tag   (let [[n & args] (words tag)]
                    (if (= n "verbatim")
                      (let [end (.find text "{% endverbatim %}" next-i)] (recur (+ end 17) (conj out [:text (subs text next-i end)])))
                      (recur next-i (conj out [:tag n args]))))
            :else (recur next-i out)))
        (if (= i (count text)) out (conj out [:text (subs text i)]))))))

(defn- end-of [n] (or (second (get @tags n)) nil))
(defn- tree
  "The nodes of tokens up to one of some tags: [nodes end-token rest]."
  [toks ends]
  (loop [toks toks, nodes []]
    (if-let [[[kind n args :as tok] & more] (seq toks)]
      (cond
        (and (= kind :tag) (contains? ends n)) [nodes tok more]
        (and (= kind :tag) (or (blocks n) (end-of n)))
        (let [end (if-let [e (end-of n)] (name e) (str "end" n))]
          (loop [more more, parts [], head args, label nil]
            (let [[inner [_ e eargs] more] (tree more #{end "else" "elif" "empty"}), parts (conj parts [label head inner])]
              (if (or (nil? e) (= e end))
                (let [node [:block n args parts], [after end-tok left] (tree more ends)] [(into (conj nodes node) after) end-tok left])
                (recur more parts eargs e)))))
        :else (recur more (conj nodes tok)))
      [nodes nil nil])))

;; --- rendering --------------------------------------------------------------------------

(defn- escape [s] (-> s (.replace "&" "&amp;") (.replace "<" "&lt;") (.replace ">" "&gt;") (.replace "\"" "&quot;") (.replace "'" "&#39;")))
(defn- look-up [context path]
  (if-let [[_ text] (re-matches #"(?s)[\"'](.*)[\"']" path)]
    text
    (or (when (re-matches #"-?\d+(\.\d+)?" path) (or (parse-long path) (parse-double path)))
        (reduce (fn [x k]
                  (cond (nil? x) nil
                        (map? x) (let [v (get x (keyword k) x)] (if (identical? v x) (get x k) v))
                        (re-matches #"\d+" k) (nth (vec x) (parse-long k) nil)
                        :else (get x (keyword k))))
                context (str/split path #"\.")))))
(defn- split-filters [text] (mapv first (re-seq #"((?:[^|\"]|\"[^\"]*\")+)" text)))
(defn- filter-parts [text] (mapv first (re-seq #"((?:[^:\"]|\"[^\"]*\")+)" text)))
(defn- value-of [text context]
  (let [[path & fs] (split-filters text)]
    (reduce (fn [x f]
              (let [[n & args] (filter-parts (str/trim f)), g (or (filters/get-filter n) (throw (IllegalArgumentException. (str "No filter defined with the name '" n "'"))))
                    safe (and (vector? x) (= :safe (first x))), x (if safe (second x) x)
                    y (apply g x (map (fn [a] (if-let [[_ t] (re-matches #"(?s)[\"'](.*)[\"']" a)] t (if (str/starts-with? a "@") (look-up context (subs a 1)) a))) args))]
                (if (and safe (not (and (vector? y) (= :safe (first y))))) [:safe y] y)))
            (look-up context (str/trim path)) fs)))
(defn- plain [x] (if (and (vector? x) (= :safe (first x))) (second x) x))
(defn- text-of [x tag context]
  (cond (and (vector? x) (= :safe (first x))) (str (second x))
        (nil? x) (str (@missing {:tag-value tag} context))
        :else (let [s (if (and (coll? x) (not (string? x))) (str x) (str x))] (if *escape* (escape s) s))))

(defn- truth [x] (let [x (plain x)] (not (or (nil? x) (false? x) (and (or (coll? x) (string? x)) (empty? x) (not (string? x)) false)))))
(defn- condition [args context]
  (let [value (fn [a] (plain (value-of a context))), args (map (fn [a] (if (= a "!=") "not=" a)) args)]
    (letfn [(parse-or [ws] (let [[a ws] (parse-and ws)] (if (= "or" (first ws)) (let [[b ws] (parse-or (rest ws))] [(or a b) ws]) [a ws])))
            (parse-and [ws] (let [[a ws] (parse-not ws)] (if (= "and" (first ws)) (let [[b ws] (parse-and (rest ws))] [(and a b) ws]) [a ws])))
            (parse-not [ws] (if (= "not" (first ws)) (let [[a ws] (parse-not (rest ws))] [(not a) ws]) (parse-test ws)))
            (parse-test [ws]
              (cond
                (contains? #{"any" "all"} (first ws)) (let [xs (map value (rest ws))] [(if (= "any" (first ws)) (boolean (some truth xs)) (every? truth xs)) nil])
                (contains? #{"=" "==" "not=" "<" ">" "<=" ">="} (first ws)) (let [[op a b] ws] [(compare-by op (value a) (value b)) (drop 3 ws)])
                (contains? #{"=" "==" "not=" "<" ">" "<=" ">="} (second ws)) (let [[a op b] ws] [(compare-by op (value a) (value b)) (drop 3 ws)])
                :else [(truth (value-of (first ws) context)) (rest ws)]))
            (compare-by [op a b] (case op ("=" "==") (= a b) "not=" (not= a b) "<" (< a b) ">" (> a b) "<=" (<= a b) ">=" (>= a b)))]
      (first (parse-or args)))))

(declare render-nodes template-text)
(defn- render-for [args parts context]
  (let [in (.index (py/list args) "in"), names (mapcat (fn [a] (remove str/blank? (str/split a #","))) (take in args)), xs (plain (value-of (str/join " " (drop (inc in) args)) context)), xs (if (map? xs) (seq xs) xs), n (count xs)
        [[_ _ body] & others] parts]
    (if (zero? n)
      (if-let [[_ _ inner] (first (filter (fn [[l]] (#{"empty" "else"} l)) others))] (render-nodes inner context) "")
      (str/join (map-indexed (fn [i x]
                               (render-nodes body (merge context (if (next names) (zipmap (map keyword names) x) {(keyword (first names)) x})
                                                         {:forloop {:first (= i 0) :last (= i (dec n)) :counter (inc i) :counter0 i :revcounter (- n i) :revcounter0 (- n i 1) :length n :parentloop (:forloop context) :previous (when (pos? i) (nth (vec xs) (dec i)))}})))
                             xs)))))
(defn- assigned [args context] (into {} (map (fn [a] (let [[k v] (str/split a #"=" 2)] [(keyword k) (plain (value-of v context))]))) args))

(defn- render-node [[kind a b c :as node] context]
  (case kind
    :text  a
    :value (text-of (value-of a context) a context)
    :tag   (case a
             "include" (let [[file with & more] b] (render-nodes (first (tree (tokens (template-text (subs file 1 (dec (count file))))) #{})) (if (= with "with") (merge context (assigned more context)) context)))
             "now" (.format (java.time.format.DateTimeFormatter/ofPattern (str/replace (str/join " " b) "\"" "")) (java.time.LocalDateTime/now))
             "firstof" (text-of (first (filter truth (map (fn [x] (value-of x context)) b))) a context)
             "debug" (escape (pr-str context))
             "script" (str "<script src=" (first b) " type=\"text/javascript\"></script>") "style" (str "<link href=" (first b) " rel=\"stylesheet\" type=\"text/css\" />")
             "extends" ""
             (if-let [[f] (get @tags a)] (str (f (map (fn [x] (str/replace x "\"" "")) b) context)) (throw (IllegalArgumentException. (str "unrecognized tag: " a)))))
    :block (case a
             "if" (loop [[[label head inner] & more] c] (cond (nil? inner) "" (= label "else") (render-nodes inner context) (condition head context) (render-nodes inner context) (seq more) (recur more) :else ""))
             "for" (render-for b c context)
             ("ifequal" "ifunequal") (let [same (= (plain (value-of (first b) context)) (plain (value-of (second b) context))), [[_ _ yes] [_ _ no]] c] (render-nodes (if (= same (= a "ifequal")) yes no) context))
             "with" (render-nodes (nth (first c) 2) (merge context (assigned b context)))
             "comment" "" "safe" (binding [*escape* false] (render-nodes (nth (first c) 2) context))
             "block" (render-nodes (nth (first c) 2) context)
             (let [[f end] (get @tags a), content (render-nodes (nth (first c) 2) context)] (str (f (map (fn [x] (str/replace x "\"" "")) b) context {(keyword a) {:args b :content content}}))))))
(defn- render-nodes [nodes context] (str/join (map (fn [n] (render-node n context)) nodes)))

(defn- template-text [file]
  (let [places (remove nil? [(when @folder (io/file @folder file)) (io/resource file) (io/file file)]), found (first (filter (fn [p] (or (instance? java.net.URL p) (.exists p))) places))]
    (if found (slurp found) (throw (java.io.FileNotFoundException. (str "template: \"" file "\" not found"))))))

(defn- inherited
  "A text in place of which the template that it extends stands, with its blocks."
  [text]
  (loop [text text, outer {}]
    (let [blocks (into {} (map (fn [[whole n body]] [n body])) (re-seq #"(?s)\{%\s*block\s+(\S+)\s*%\}(.*?)\{%\s*endblock\s*%\}" text))
          all (merge-with (fn [mine theirs] (str/replace theirs #"\{\{\s*block\.super\s*\}\}" (fn [_] mine))) blocks outer)]
      (if-let [[_ parent] (re-find #"\{%\s*extends\s+\"([^\"]+)\"\s*%\}" text)]
        (recur (template-text parent) all)
        (str/replace text #"(?s)\{%\s*block\s+(\S+)\s*%\}(.*?)\{%\s*endblock\s*%\}" (fn [[_ n body]] (str/replace (get all n body) #"\{\{\s*block\.super\s*\}\}" (fn [_] body))))))))

(defn render "Returns the text of a template, given as text, with the values of a map." {:added "1.12"} ([template context-map] (render template context-map nil))
  ([template context-map _opts] (render-nodes (first (tree (tokens (inherited template)) #{})) context-map)))
(defn render-template "Does what render does." {:added "1.12"} [template context-map] (render template context-map))
(defn render-file "Returns the text of a template in a file, which is looked for in the resource path, on the load path, here." {:added "1.12"} ([file context-map] (render (template-text (str file)) context-map)) ([file context-map _opts] (render-file file context-map)))
(defn known-variables "Returns the set of the values a template uses, as keywords." {:added "1.12"} [template] (into #{} (comp (filter (fn [[k]] (= k :value))) (map (fn [[_ v]] (keyword (first (str/split (first (split-filters v)) #"\.")))))) (tokens template)))
(defmacro <<  "Returns a text whose {{names}} are the locals of those names." {:added "1.12"} [text] `(render ~text ~(into {} (map (fn [k] [(keyword k) k])) (keys &env))))
