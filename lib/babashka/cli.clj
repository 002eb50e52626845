;; SPDX-License-Identifier: MIT
(ns babashka.cli
  "Arguments of a command line as a map: --name value, :name value, name=value."
  {:added "1.12"}
  (:require [clojure.string :as str]))

;; --- values -----------------------------------------------------------------------

(defn number-char? "Is it a digit, or a sign?" {:added "1.12"} [c] (boolean (re-find #"[-+0-9]" (str c))))

(defn parse-number
  "Returns the number that a text says, or nil."
  {:added "1.12"}
  [x]
  (when (re-matches #"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?|[-+]?\d+/\d+" x)
    (let [n (read-string x)] (when (number? n) n))))

(defn auto-coerce
  "Returns what a text seems to be: a number, a boolean, nil, a keyword, or the text."
  {:added "1.12"}
  [s]
  (if-not (string? s)
    s
    (cond
      (= s "true") true
      (= s "false") false
      (= s "nil") nil
      (re-find #"^[-+]?\d" s) (or (try (parse-number s) (catch [Exception Error] _ nil)) s)
      (and (str/starts-with? s ":") (re-matches #":[^\s:]+" s)) (keyword (subs s 1))
      :else s)))

(defn parse-keyword "Returns the keyword of a text, with or without a colon." {:added "1.12"} [s] (keyword (if (str/starts-with? s ":") (subs s 1) s)))

(defn- coercion-error [s what]
  (throw (ex-info (str "Coerce failure: cannot transform " (if (true? s) "(implicit) true" (str "input " (cljsh.core/show s))) (if (keyword? what) " to " " with ") (if (keyword? what) (name what) what))
                  {:input s :coerce-fn what})))
(defn- coerce* [s f]
  (if-not (string? s)
    s
    (case f
      (:boolean :bool) (cond (= s "true") true (= s "false") false (str/blank? s) true :else (coercion-error s :boolean))
      (:int :long)     (or (parse-long s) (coercion-error s :long))
      :double          (or (parse-double s) (coercion-error s :double))
      :number          (or (parse-number s) (coercion-error s :number))
      (:keyword)       (parse-keyword s)
      :symbol          (symbol s)
      (:string :str)   s
      :edn             (try (read-string s) (catch [Exception Error] _ (coercion-error s :edn)))
      :auto            (auto-coerce s)
      (try (let [v (f s)] (if (nil? v) (coercion-error s f) v))
        (catch ExceptionInfo e (throw e))
        (catch Throwable e (coercion-error s f))))))

(defn coerce
  "Returns a text as f, a function or one of :boolean :int :long :double :number :keyword :symbol :string :edn :auto, makes it."
  {:added "1.12"}
  [s f]
  (coerce* s f))

;; --- options --------------------------------------------------------------------------

(defn- spec-map [spec] (if (map? spec) spec (into {} (map (fn [[k v]] [k v])) spec)))
(defn spec->opts
  "Returns the options of parse-args that a spec says."
  {:added "1.12"}
  ([spec] (spec->opts spec nil))
  ([spec {:keys [exec-args]}]
   (reduce (fn [m [k {:keys [coerce alias default require validate collect] :as s}]]
             (cond-> m
               coerce (assoc-in [:coerce k] coerce)
               alias (assoc-in [:alias alias] k)
               collect (assoc-in [:collect k] collect)
               require (update :require (fnil conj #{}) k)
               validate (assoc-in [:validate k] validate)
               (contains? s :default) (assoc-in [:exec-args k] default)))
           {:exec-args (or exec-args {})} (spec-map spec))))

(def ^:private takes-true "What an option may be that stands alone." #{nil :boolean :bool :auto :edn})
(defn- coerced [v f implicit]
  (cond
    (and implicit (true? v) (keyword? f) (not (takes-true f))) (coercion-error v f)
    f (coerce* v f)
    :else (auto-coerce v)))

(defn- failing
  "What is called with the data of a mistake."
  [{:keys [spec error-fn]}]
  (fn [data]
    (let [data (merge {:spec spec :type :org.babashka/cli} data)]
      (if error-fn (error-fn data) (throw (ex-info (:msg data) data))))))

(defn- known-options [{:keys [spec coerce alias aliases]}]
  (let [from (when spec (spec->opts spec))]
    (set (concat (keys (spec-map spec)) (vals (:alias from)) (vals alias) (vals aliases) (keys coerce)))))

(defn- collected [coll x collect] (if (fn? collect) (collect coll x) (conj (or coll (or collect [])) x)))
(defn- collection-of [c] (when (coll? c) (empty c)))

(defn parse-opts*
  "Returns [opts args] of a command line; see parse-args."
  [args {:keys [spec coerce alias aliases collect no-keyword-opts args->opts repeated-opts ::subcommands] :as opts}]
  (let [known-keys (known-options opts)
        fail (failing opts)
        from (when spec (spec->opts spec opts))
        coerce (merge (:coerce from) coerce), alias (merge (:alias from) aliases alias), collect (merge (:collect from) collect)
        f-of (fn [k] (let [c (get coerce k)] (if (coll? c) (first c) c)))
        into-of (fn [k] (or (get collect k) (collection-of (get coerce k))))
        flag? (fn [k] (#{:boolean :bool} (f-of k)))
        add (fn [m k v implicit]
              (let [v (try (coerced v (f-of k) implicit)
                        (catch ExceptionInfo e (fail {:cause :coerce :msg (ex-message e) :option k :value v :opts m}) ::wrong))
                    c (into-of k)]
                (cond (= v ::wrong) m
                      c (assoc m k (collected (get m k) v c))
                      :else (assoc m k v))))
        hyphens? (fn [a] (and (string? a) (or (re-matches #"--?[^\d\s].*" a) (= a "--")
                                                (and (re-matches #"-\d.*" a) (let [k (keyword (subs a 1))] (or (contains? alias k) (contains? known-keys k)))))))
        colon? (fn [a] (and (string? a) (re-matches #":[^\s:].*" a)))
        ;; the first option says how the others are written: what looks like the other way is a value
        option? (cond
                  no-keyword-opts hyphens?
                  (hyphens? (first (filter (some-fn hyphens? colon?) args))) hyphens?
                  :else (some-fn colon? (partial = "--")))
        colon-option? (fn [x] (and (not (identical? option? hyphens?)) (colon? x)))
        args->opts (when-not (contains? subcommands (first args)) args->opts)
        [words others] (cond
                         args->opts [[] args]
                         ;; words in front are no end of the options, but for what may be a subcommand's
                         (and subcommands (not (option? (first args)))) [args nil]
                         :else (split-with (complement option?) args))]
    (loop [m {}, args (seq others), rest-args (vec words), positional (seq args->opts)]
      (if-not args
        [m rest-args]
        (let [[a & more] args]
          (cond
            (= a "--") [m (into rest-args more)]

            (and (not (option? a)) positional (not (contains? subcommands a)))
            (recur (add m (first positional) a false) more rest-args (if (:repeat opts) positional (next positional)))

            (not (option? a)) [m (into rest-args args)]

            :else
            (let [[_ dashes text] (re-matches #"(?s)(--?|:)(.*)" a)
                  [name value] (let [i (.find text "=")] (if (and (pos? i) (not= dashes ":")) [(subs text 0 i) (subs text (inc i))] [text nil]))
                  short? (= dashes "-")
                  k (keyword name), known (if (= dashes "--") identity (fn [k] (get alias k k)))
                  ;; what a colon is in front of is a value where one is due
                  option? (if (= dashes ":") (fn [x] (and (option? x) (not (colon? x)))) option?)]
              (cond
                ;; -abc as -a -b -c
                (and short? (> (count name) 1) (not (contains? alias k)) (not (contains? coerce k))
                     (or (every? (fn [c] (contains? alias (keyword (str c)))) name)
                         (and (nil? value) (or (nil? more) (option? (first more))))))
                (let [ks (map (fn [c] (known (keyword (str c)))) name)]
                  (if (or (flag? (last ks)) (nil? more) (option? (first more)))
                    (recur (reduce (fn [m k] (add m k true true)) m ks) more rest-args positional)
                    (recur (add (reduce (fn [m k] (add m k true true)) m (butlast ks)) (last ks) (first more) false) (next more) rest-args positional)))

                value (recur (add m (known k) value false) more rest-args positional)

                (and (str/starts-with? name "no-") (= dashes "--") (not (contains? known-keys k)) (or (nil? more) (option? (first more)) (flag? (keyword (subs name 3)))))
                (recur (add m (known (keyword (subs name 3))) false true) more rest-args positional)

                (flag? (known k))
                (if (and more (#{"true" "false"} (first more)))
                  (recur (add m (known k) (first more) false) (next more) rest-args positional)
                  (recur (add m (known k) true true) more rest-args positional))

                (or (nil? more) (and (option? (first more)) (not (re-matches #"-?\d.*" (first more)))))
                (recur (add m (known k) true true) more rest-args positional)

                :else
                (let [k (known k), c (into-of k)]
                  (if (and c (not repeated-opts))
                    (let [[xs others] (split-with (fn [x] (not (or (option? x) (colon-option? x) (contains? subcommands x)))) (next more))
                          xs (cons (first more) xs)] ; all that follow belong to it
                      (recur (reduce (fn [m x] (add m k x false)) m xs) (seq others) rest-args positional))
                    (recur (add m k (first more) false) (next more) rest-args positional)))))))))))

(defn coerce-opts
  "Returns a map with the texts in it coerced. Options :coerce :spec :error-fn."
  {:added "1.12"}
  ([m] (coerce-opts m {}))
  ([m {:keys [spec coerce] :as opts}]
   (let [coerce (merge (:coerce (when spec (spec->opts spec))) coerce), fail (failing opts)]
     (reduce-kv (fn [done k v]
                  (if-let [c (get coerce k)]
                    (let [one (fn [x] (coerced x (if (coll? c) (first c) c) false))]
                      (try
                        (assoc done k (cond (coll? v) (into (empty (if (coll? c) c v)) (map one) v)
                                            (coll? c) (conj (empty c) (one v))
                                            :else (one v)))
                        (catch ExceptionInfo e (fail {:cause :coerce :msg (ex-message e) :option k :value v :opts done}) done)))
                    (assoc done k v)))
                (with-meta {} (meta m)) m))))

(defn validate-opts
  "Complains of options in a map that are unknown, missing or not valid; returns the map.
  Options :spec :restrict :require :validate :coerce :error-fn."
  {:added "1.12"}
  ([m] (validate-opts m {}))
  ([m {:keys [spec restrict closed require validate] :as opts}]
    (let [from (when spec (spec->opts spec opts))
          fail (failing opts)
          require (into (set require) (:require from))
          validate (merge (:validate from) validate)
          restrict (or restrict closed)
          allowed (cond (true? restrict) (known-options opts) (coll? restrict) (set restrict))]
      (when allowed
        (doseq [k (keys m) :when (not (contains? allowed k))]
          (fail {:cause :restrict :msg (str "Unknown option: " k) :restrict allowed :option k :opts m})))
      (doseq [k require :when (not (contains? m k))]
        (fail {:cause :require :msg (str "Required option: " k) :require require :option k :opts m}))
      (doseq [[k v] validate :when (contains? m k)]
        (let [f (if (map? v) (:pred v) v), x (get m k)]
          (when-not (f x)
            (fail {:cause :validate
                   :msg (if (and (map? v) (:ex-msg v)) ((:ex-msg v) {:option k :value x}) (str "Invalid value for option " k ": " x)) :validate validate :option k :value x :opts m}))))
      m)))

(defn parse-args
  "Returns a map of :opts and :args of a command line. Options: :spec, a map or vector of options and what they are ({:port {:coerce :long
  :alias :p :default 80 :desc \"The port\" :ref \"<port>\" :require true :validate pos?}}), or each for itself :coerce :alias :exec-args :require
  :validate :restrict :args->opts :collect :error-fn :no-keyword-opts."
  {:added "1.12"}
  ([args] (parse-args args nil))
  ([args opts]
   (let [[m rest-args] (parse-opts* args opts)
         defaults (merge (when (:spec opts) (:exec-args (spec->opts (:spec opts) opts))) (:exec-args opts))
         m (validate-opts (merge defaults m) opts)]
     (cond-> {:opts m} (seq rest-args) (assoc :args rest-args)))))

(defn parse-opts
  "Returns the options of a command line as a map; the arguments that are none are in its metadata, at :org.babashka/cli :args. Options as of parse-args."
  {:added "1.12"}
  ([args] (parse-opts args nil))
  ([args opts]
   (let [{:keys [opts args]} (parse-args args opts)]
     (cond-> opts (seq args) (vary-meta assoc-in [:org.babashka/cli :args] args)))))

(defn parse-cmds
  "Returns a map of :cmds, the words in front of the options, and :args, what follows."
  {:added "1.12"}
  ([args] (parse-cmds args nil))
  ([args {:keys [no-keyword-opts]}]
   (let [[cmds args] (split-with (fn [a] (not (or (str/starts-with? a "-") (and (not no-keyword-opts) (str/starts-with? a ":"))))) args)]
     {:cmds cmds :args args})))

(defn merge-opts "Merges options." {:added "1.12"} [m & ms] (reduce (fn [a b] (merge-with (fn [x y] (if (and (map? x) (map? y)) (merge x y) y)) a b)) m ms))

;; --- help ---------------------------------------------------------------------------------

(defn- width "How many columns a text takes, colours left out." [s] (count (str/replace (str s) #"\u001b\[[0-?]*[ -/]*[@-~]" "")))
(defn pad "Returns a text, filled up with blanks to len." {:added "1.12"} [len s] (str s (apply str (repeat (- len (width s)) " "))))
(defn pad-cells "Returns rows of texts, whose columns are as wide as their widest." {:added "1.12"} [rows]
  (let [n (apply max 0 (map count rows)), widths (map (fn [i] (apply max 0 (map (fn [r] (width (nth r i ""))) rows))) (range n))]
    (map (fn [row] (map pad widths (concat row (repeat (- n (count row)) "")))) rows)))
(defn format-table "Returns rows of texts as a table. Options :rows :indent." {:added "1.12"} [{:keys [rows indent] :or {indent 2}}]
  (str/join "\n" (map (fn [row] (str/trimr (str (apply str (repeat indent " ")) (str/join " " row))))
                      (pad-cells (mapcat (fn [row] (let [cells (map (fn [c] (vec (str/split-lines (str c)))) row)] ; a cell may have lines
                                                     (for [i (range (apply max 1 (map count cells)))] (map (fn [ls] (get ls i "")) cells)))) rows)))))
(defn opts->table "Returns the rows of a spec for format-table." {:added "1.12"} [{:keys [spec order]}]
  (let [all (if order (map (fn [k] [k (get (spec-map spec) k)]) order) spec)
        col? (fn [f] (some (fn [[_ s]] (f s)) all)), default? (col? (fn [s] (or (contains? s :default) (:default-desc s)))), ref? (col? :ref), alias? (col? :alias)]
    (map (fn [[k {:keys [alias default default-desc ref desc] :as s}]]
           (concat (when alias? [(if alias (str "-" (subs (str alias) 1) ",") "")]) [(str "--" (subs (str k) 1))] (when ref? [(or ref "")]) (when default? [(str (or default-desc (if (contains? s :default) (if (string? default) default (pr-str default)) "")))]) [(or desc "")]))
         all)))
(defn format-opts "Returns the help of a spec as text. Options :spec :indent :order." {:added "1.12"} [{:keys [indent] :or {indent 2} :as opts}]
  (format-table {:rows (opts->table opts) :indent indent}))

;; --- subcommands -----------------------------------------------------------------------------

(defn- table->tree [table]
  (reduce (fn [tree {:keys [cmds] :as entry}]
            (let [entry (dissoc entry :cmds)]
              (if (seq cmds) (update-in tree (interleave (repeat :cmd) cmds) merge entry) (merge tree entry))))
          {} table))

(defn- merge-deep [a b] (merge-with (fn [x y] (if (and (map? x) (map? y)) (merge-deep x y) y)) a b))
(defn- parses? [node] (some (partial contains? node) [:spec :coerce :require :restrict :validate :args->opts :exec-args]))

(defn dispatch
  "Calls the :fn of the entry of a table whose :cmds are the longest that the command line begins with, with a map of :opts :args
  :dispatch. An entry may have the options of parse-args, too, which are those of the commands below it as well; the options of a
  command stand behind its words. One with empty :cmds is for all others."
  {:added "1.12"}
  ([table args] (dispatch table args {}))
  ([table args opts]
   (loop [node (table->tree table), args (seq args), words [], seen {}]
     (let [below  (:cmd node)
           option? (when-let [a (first args)] (or (str/starts-with? a "-") (str/starts-with? a ":")))
           parsed (if (or option? (parses? node))
                    (parse-args args (assoc (update (merge-deep opts (dissoc node :cmd :fn)) :exec-args merge seen) ::subcommands (set (keys below))))
                    {:args args})
           args   (:args parsed)
           seen   (merge seen (:opts parsed))
           word   (first args)]
       (cond
         (contains? below word) (recur (get below word) (next args) (conj words word) seen)
         (:fn node) ((:fn node) {:dispatch words :opts seen :args (seq args)})
         :else
         ((failing (assoc opts :spec nil))
          {:cause (if word :no-match :input-exhausted) :msg (if word (str "Unknown command: " word) "A command is missing")
           :all-commands (keys below) :wrong-input word :opts seen :dispatch words}))))))
