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

(def ^:private blocks
  "Tags that have an end."
  #{"if" "for" "ifequal" "ifunequal" "block" "with" "comment" "verbatim" "safe"})

;; --- settings ----------------------------------------------------------------

(defn set-resource-path!
  "Sets the folder that templates are looked for in."
  {:added "1.12"}
  [path]
  (reset! folder (when path (str path)))
  nil)

(defn resource-path
  "Returns that folder."
  {:added "1.12"}
  []
  @folder)

(defn set-missing-value-formatter!
  "Sets the function of a tag and the context that returns the text of a value that is not there."
  {:added "1.12"}
  [f & _]
  (reset! missing f)
  nil)

(defn add-filter!
  "Adds a filter by name."
  {:added "1.12"}
  [name f]
  (filters/add-filter! name f))

(defn add-tag!
  "Adds a tag by name: a function of its arguments and the context, and of what is between it
  and an end tag, if that is named."
  {:added "1.12"}
  [k f & [end & _]]
  (swap! tags assoc (name k) [f end])
  nil)

(defn remove-tag!
  "Takes a tag away."
  {:added "1.12"}
  [k]
  (swap! tags dissoc (name k))
  nil)

(defn cache-on!
  "Does nothing."
  {:added "1.12"}
  []
  nil)

(defn cache-off!
  "Does nothing."
  {:added "1.12"}
  []
  nil)

(defmacro without-escaping
  "Evaluates body, whose templates are not escaped."
  {:added "1.12"}
  [& body]
  `(binding [*escape* false]
     ~@body))

(defmacro with-escaping
  "Evaluates body, whose templates are escaped."
  {:added "1.12"}
  [& body]
  `(binding [*escape* true]
     ~@body))

;; --- reading -----------------------------------------------------------------

(defn- words [text]
  (map first (re-seq #"((?:[^\s\"]|\"[^\"]*\")+)" text)))

(def ^:private markup #"(?s)\{\{(.*?)\}\}|\{%(.*?)%\}|\{#(.*?)#\}")
(def ^:private end-of-verbatim "{% endverbatim %}")

(defn- next-markup
  "The first markup of a text from i on, or nil: [its index, that behind it, value, tag]."
  [text i]
  (let [m (re-matcher markup (subs text i))]
    (when-let [[whole value tag] (re-find m)]
      (let [at (+ i (first (cljsh.core/matcher-bounds m 0)))]
        [at (+ at (count whole)) value tag]))))

(defn- tokens [text]
  (loop [i 0, out []]
    (if-let [[at behind value tag] (next-markup text i)]
      (let [out      (if (= at i) out (conj out [:text (subs text i at)]))
            [n & args] (when tag (words tag))]
        (cond
          value            (recur behind (conj out [:value (str/trim value)]))
          (nil? tag)       (recur behind out)
          (= n "verbatim") (let [end (.find text end-of-verbatim behind)]
                             (recur (+ end (count end-of-verbatim))
                                    (conj out [:text (subs text behind end)])))
          :else            (recur behind (conj out [:tag n args]))))
      (if (= i (count text))
        out
        (conj out [:text (subs text i)])))))

(defn- end-of [n]
  (second (get @tags n)))

(declare block-parts)

(defn- tree
  "The nodes of tokens up to one of some tags: [nodes end-token rest]."
  [toks ends]
  (loop [toks toks, nodes []]
    (if-let [[[kind n args :as tok] & more] (seq toks)]
      (cond
        (and (= kind :tag) (contains? ends n))
        [nodes tok more]

        (and (= kind :tag) (or (blocks n) (end-of n)))
        (let [[parts more] (block-parts n args more)]
          (recur more (conj nodes [:block n args parts])))

        :else
        (recur more (conj nodes tok)))
      [nodes nil nil])))

(defn- block-parts
  "What is between the tag n and its end, by the tags between them: [parts rest].
  A part is [tag arguments nodes]; the tag of the first is nil."
  [n args toks]
  (let [end (if-let [e (end-of n)] (name e) (str "end" n))]
    (loop [toks toks, parts [], label nil, args args]
      (let [[nodes [_ tag tag-args] more] (tree toks #{end "else" "elif" "empty"})
            parts (conj parts [label args nodes])]
        (if (or (nil? tag) (= tag end))
          [parts more]
          (recur more parts tag tag-args))))))

;; --- values ------------------------------------------------------------------

(defn- escape [s]
  (-> s
      (.replace "&" "&amp;")
      (.replace "<" "&lt;")
      (.replace ">" "&gt;")
      (.replace "\"" "&quot;")
      (.replace "'" "&#39;")))

(defn- quoted
  "The text between quotes, or nil if x is not in quotes."
  [x]
  (second (re-matches #"(?s)[\"'](.*)[\"']" x)))

(defn- unquoted
  "A tag's argument without quotes."
  [x]
  (str/replace x "\"" ""))

(defn- safe? [x]
  (and (vector? x) (= :safe (first x))))

(defn- plain [x]
  (if (safe? x) (second x) x))

(defn- part-of [x k]
  (cond
    (nil? x)              nil
    (map? x)              (get x (keyword k) (get x k))
    (re-matches #"\d+" k) (nth (vec x) (parse-long k) nil)
    :else                 (get x (keyword k))))

(defn- look-up [context path]
  (or (quoted path)
      (when (re-matches #"-?\d+(\.\d+)?" path)
        (or (parse-long path) (parse-double path)))
      (reduce part-of context (str/split path #"\."))))

(defn- split-filters [text]
  (mapv first (re-seq #"((?:[^|\"]|\"[^\"]*\")+)" text)))

(defn- filter-parts [text]
  (mapv first (re-seq #"((?:[^:\"]|\"[^\"]*\")+)" text)))

(defn- filter-argument [text context]
  (or (quoted text)
      (if (str/starts-with? text "@")
        (look-up context (subs text 1))
        text)))

(defn- filtered
  "A value after a filter; what is safe stays so."
  [x text context]
  (let [[n & args] (filter-parts (str/trim text))
        f (or (filters/get-filter n)
              (throw (IllegalArgumentException. (str "No filter defined with the name '" n "'"))))
        y (apply f (plain x) (map (fn [a] (filter-argument a context)) args))]
    (if (and (safe? x) (not (safe? y)))
      [:safe y]
      y)))

(defn- value-of [text context]
  (let [[path & fs] (split-filters text)]
    (reduce (fn [x f] (filtered x f context))
            (look-up context (str/trim path))
            fs)))

(defn- plain-value [text context]
  (plain (value-of text context)))

(defn- text-of [x tag context]
  (cond
    (safe? x) (str (second x))
    (nil? x)  (str (@missing {:tag-value tag} context))
    *escape*  (escape (str x))
    :else     (str x)))

(defn- assigned
  "The map of arguments as name=value."
  [args context]
  (into {}
        (map (fn [a]
               (let [[k v] (str/split a #"=" 2)]
                 [(keyword k) (plain-value v context)])))
        args))

;; --- conditions --------------------------------------------------------------

(defn- truth [x]
  (boolean (plain x)))

(def ^:private comparisons
  {"=" = "==" = "not=" not= "!=" not= "<" < ">" > "<=" <= ">=" >=})

(defn- condition
  "Does what the words of an if say hold?"
  [words context]
  (letfn [(value [w] (plain-value w context))
          ;; Each takes words and returns [what holds, the words behind].
          (parse-or [ws]
            (let [[a ws] (parse-and ws)]
              (if (= "or" (first ws))
                (let [[b ws] (parse-or (rest ws))]
                  [(or a b) ws])
                [a ws])))
          (parse-and [ws]
            (let [[a ws] (parse-not ws)]
              (if (= "and" (first ws))
                (let [[b ws] (parse-and (rest ws))]
                  [(and a b) ws])
                [a ws])))
          (parse-not [ws]
            (if (= "not" (first ws))
              (let [[a ws] (parse-not (rest ws))]
                [(not a) ws])
              (parse-test ws)))
          (parse-test [[a b c :as ws]]
            (cond
              (= "any" a)     [(boolean (some truth (map value (rest ws)))) nil]
              (= "all" a)     [(every? truth (map value (rest ws))) nil]
              (comparisons a) [((comparisons a) (value b) (value c)) (drop 3 ws)]
              (comparisons b) [((comparisons b) (value a) (value c)) (drop 3 ws)]
              :else           [(truth (value-of a context)) (rest ws)]))]
    (first (parse-or words))))

;; --- rendering ---------------------------------------------------------------

(declare render-nodes template-text)

(defn- nodes-of [text]
  (first (tree (tokens text) #{})))

(defn- loop-state
  "What a template knows of the i-th turn of a loop over xs."
  [xs i context]
  (let [n (count xs)]
    {:first       (= i 0)
     :last        (= i (dec n))
     :counter     (inc i)
     :counter0    i
     :revcounter  (- n i)
     :revcounter0 (- n i 1)
     :length      n
     :parentloop  (:forloop context)
     :previous    (when (pos? i) (nth (vec xs) (dec i)))}))

(defn- render-for [args [[_ _ body] & others] context]
  (let [in    (.index (py/list args) "in")
        names (map keyword (remove str/blank? (mapcat (fn [a] (str/split a #",")) (take in args))))
        xs    (plain-value (str/join " " (drop (inc in) args)) context)
        xs    (if (map? xs) (seq xs) xs)
        bound (fn [x] (if (next names) (zipmap names x) {(first names) x}))
        turn  (fn [i x]
                (render-nodes body (merge context (bound x) {:forloop (loop-state xs i context)})))]
    (if (zero? (count xs))
      (if-let [[_ _ nodes] (first (filter (fn [[label]] (#{"empty" "else"} label)) others))]
        (render-nodes nodes context)
        "")
      (str/join (map-indexed turn xs)))))

(defn- render-if [parts context]
  (let [holds? (fn [[label args _]] (or (= label "else") (condition args context)))]
    (if-let [[_ _ nodes] (first (drop-while (complement holds?) parts))]
      (render-nodes nodes context)
      "")))

(defn- render-equal
  "The nodes before else when it is as same? says whether two arguments are equal, or those behind it."
  [[a b] [[_ _ yes] [_ _ no]] same? context]
  (let [equal? (= (plain-value a context) (plain-value b context))]
    (render-nodes (if (= equal? same?) yes no) context)))

(defn- render-include [[file with & more] context]
  (render-nodes (nodes-of (template-text (subs file 1 (dec (count file)))))
                (if (= with "with")
                  (merge context (assigned more context))
                  context)))

(defn- now-text [args]
  (.format (java.time.format.DateTimeFormatter/ofPattern (unquoted (str/join " " args)))
           (java.time.LocalDateTime/now)))

(defn- render-tag [n args context]
  (case n
    "include" (render-include args context)
    "now"     (now-text args)
    "firstof" (text-of (first (filter truth (map (fn [x] (value-of x context)) args))) n context)
    "debug"   (escape (pr-str context))
    "script"  (str "<script src=" (first args) " type=\"text/javascript\"></script>")
    "style"   (str "<link href=" (first args) " rel=\"stylesheet\" type=\"text/css\" />")
    "extends" ""
    (if-let [[f] (get @tags n)]
      (str (f (map unquoted args) context))
      (throw (IllegalArgumentException. (str "unrecognized tag: " n))))))

(defn- render-block [n args [[_ _ nodes] :as parts] context]
  (case n
    "if"        (render-if parts context)
    "for"       (render-for args parts context)
    "ifequal"   (render-equal args parts true context)
    "ifunequal" (render-equal args parts false context)
    "with"      (render-nodes nodes (merge context (assigned args context)))
    "comment"   ""
    "safe"      (binding [*escape* false] (render-nodes nodes context))
    "block"     (render-nodes nodes context)
    (let [[f]     (get @tags n)
          content (render-nodes nodes context)]
      (str (f (map unquoted args) context {(keyword n) {:args args :content content}})))))

(defn- render-node [[kind a b c] context]
  (case kind
    :text  a
    :value (text-of (value-of a context) a context)
    :tag   (render-tag a b context)
    :block (render-block a b c context)))

(defn- render-nodes [nodes context]
  (str/join (map (fn [n] (render-node n context)) nodes)))

;; --- templates in files ------------------------------------------------------

(defn- there? [place]
  (or (instance? java.net.URL place) (.exists place)))

(defn- template-text [file]
  (let [places (remove nil? [(when @folder (io/file @folder file))
                             (io/resource file)
                             (io/file file)])]
    (if-let [found (first (filter there? places))]
      (slurp found)
      (throw (java.io.FileNotFoundException. (str "template: \"" file "\" not found"))))))

(def ^:private block-pattern #"(?s)\{%\s*block\s+(\S+)\s*%\}(.*?)\{%\s*endblock\s*%\}")

(defn- with-super
  "A block's text with that of the block it stands for where it says block.super."
  [text super]
  (str/replace text #"\{\{\s*block\.super\s*\}\}" (fn [_] super)))

(defn- inherited
  "A text in place of which the template that it extends stands, with its blocks."
  [text]
  (loop [text text, outer {}]
    (let [own (into {} (map (fn [[_ n body]] [n body])) (re-seq block-pattern text))
          all (merge-with (fn [mine theirs] (with-super theirs mine)) own outer)]
      (if-let [[_ parent] (re-find #"\{%\s*extends\s+\"([^\"]+)\"\s*%\}" text)]
        (recur (template-text parent) all)
        (str/replace text block-pattern (fn [[_ n body]] (with-super (get all n body) body)))))))

;; --- what is called ----------------------------------------------------------

(defn render
  "Returns the text of a template, given as text, with the values of a map."
  {:added "1.12"}
  ([template context-map] (render template context-map nil))
  ([template context-map _opts]
   (render-nodes (nodes-of (inherited template)) context-map)))

(defn render-template
  "Does what render does."
  {:added "1.12"}
  [template context-map]
  (render template context-map))

(defn render-file
  "Returns the text of a template in a file.
  It is looked for in the resource path, on the load path, here."
  {:added "1.12"}
  ([file context-map] (render (template-text (str file)) context-map))
  ([file context-map _opts] (render-file file context-map)))

(defn known-variables
  "Returns the set of the values a template uses, as keywords."
  {:added "1.12"}
  [template]
  (into #{}
        (for [[kind text] (tokens template)
              :when (= kind :value)
              :let [path (first (split-filters text))]]
          (keyword (first (str/split path #"\."))))))

(defmacro <<
  "Returns a text whose {{names}} are the locals of those names."
  {:added "1.12"}
  [text]
  `(render ~text ~(into {} (map (fn [k] [(keyword k) k])) (keys &env))))
