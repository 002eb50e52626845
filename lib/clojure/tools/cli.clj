;; SPDX-License-Identifier: MIT
(ns clojure.tools.cli
  "Arguments of a command line by a description of its options."
  {:added "1.12"}
  (:require [clojure.string :as str]))

;; --- tokens -------------------------------------------------------------------------

(defn- tokenize
  "Splits arguments into [:short-opt \"-a\" value?] and [:long-opt \"--a\" value?], and the arguments that are none."
  [required args options]
  (loop [opts [], argv [], [arg & more :as all] args]
    (if-not (seq all)
      [opts argv]
      (cond
        (= arg "--") [opts (into argv more)]

        (re-find #"^--\S+=" arg)
        (let [[_ name value] (re-matches #"(?s)(--[^=]+)=(.*)" arg)] (recur (conj opts [:long-opt name value]) argv more))

        (str/starts-with? arg "--")
        (if (contains? required arg)
          (recur (conj opts [:long-opt arg (first more)]) argv (next more))
          (recur (conj opts [:long-opt arg]) argv more))

        (and (str/starts-with? arg "-") (not= arg "-"))
        (let [[found rest-args]
              (loop [found [], chars (seq (subs arg 1)), rest-args more]
                (if-let [[c & cs] chars]
                  (let [opt (str "-" c)]
                    (if (contains? required opt)
                      (if cs
                        [(conj found [:short-opt opt (apply str cs)]) rest-args]
                        [(conj found [:short-opt opt (first rest-args)]) (next rest-args)])
                      (recur (conj found [:short-opt opt]) cs rest-args)))
                  [found rest-args]))]
          (recur (into opts found) argv rest-args))

        (:in-order options) [opts (into argv all)]
        :else (recur opts (conj argv arg) more)))))

;; --- specifications ------------------------------------------------------------------

(defn- compile-spec [spec]
  (let [spec    (if (map? spec) (mapcat identity spec) spec)
        sopt-lopt-desc (take-while (fn [x] (or (string? x) (nil? x))) spec)
        more    (apply hash-map (drop (count sopt-lopt-desc) spec))
        [short-opt long-opt desc] sopt-lopt-desc
        long-opt (or long-opt (:long-opt more))
        [_ opt required] (when long-opt (re-find #"^(--[^ =]+)(?:[ =](.*))?" long-opt))
        [_ no name]  (when opt (re-find #"^--(\[no-\])?(.*)" opt))
        id      (or (:id more) (when name (keyword name)))
        assoc-fn (:assoc-fn more)
        update-fn (:update-fn more)]
    (when (and (:update-fn more) (:assoc-fn more)) (throw (AssertionError. ":assoc-fn and :update-fn cannot both be given")))
    (merge {:default-desc nil}
           (select-keys more [:id :default :default-fn :default-desc :parse-fn :assoc-fn :update-fn :multi :post-validation :missing :desc :short-opt])
           (when (contains? more :required) {})
           {:id id :short-opt (or short-opt (:short-opt more)) :long-opt (when name (str "--" name))
            :no (boolean no)
            :required (or required (:required more))
            :desc (or desc (:desc more))}
           (let [v (:validate more)
                 fns (or (:validate-fn more) (take-nth 2 v)), msgs (or (:validate-msg more) (take-nth 2 (rest v)))]
             {:validate-fn (if (fn? fns) [fns] (vec fns)), :validate-msg (if (or (string? msgs) (fn? msgs)) [msgs] (vec msgs))}))))

(defn- compile-specs [specs]
  (let [specs (mapv compile-spec specs), dup (fn [k] (let [xs (keep k specs)] (not= (count xs) (count (distinct xs)))))]
    (when-not (every? (fn [s] (some? (:id s))) specs) (throw (AssertionError. "every option needs an :id, or a long name")))
    (when (or (dup :short-opt) (dup :long-opt)) (throw (AssertionError. "an option is described twice")))
    specs))

(defn- defaults-of [specs]
  (into {} (keep (fn [s] (when (contains? s :default) [(:id s) (:default s)]))) specs))
(defn- default-fns [specs]
  (reduce (fn [m s] (if (contains? s :default-fn) (assoc m (:id s) (:default-fn s)) m)) {} specs))

(defn get-default-options
  "Returns a map of the options that have defaults."
  {:added "1.12"}
  [option-specs]
  (let [specs (compile-specs option-specs), vals (defaults-of specs)]
    (persistent! (reduce-kv (fn [m k f] (assoc! m k (f vals))) (transient vals) (default-fns specs)))))

(defn- find-spec [specs kind opt]
  (first (filter (fn [s] (or (= opt (kind s))
                             (and (= kind :long-opt) (:no s) (= opt (str "--no-" (subs (:long-opt s) 2))))))
                 specs)))

(defn- missing-argument [opt spec] (str "Missing required argument for " (pr-str (str opt " " (:required spec)))))
(defn- validate [value spec opt arg]
  (loop [[f & fs] (:validate-fn spec), [msg & msgs] (:validate-msg spec)]
    (cond
      (nil? f) [value nil]
      (try (f value) (catch Throwable _ false)) (recur fs msgs)
      :else [::error (str "Failed to validate " (pr-str (str opt (when arg (str " " arg))))
                          (when msg (str ": " (if (string? msg) msg (msg value)))))])))

(defn- parse-value [spec opt arg]
  (let [raw (cond (:required spec) arg
                  (and (:no spec) (str/starts-with? opt "--no-")) false
                  :else (if (= (str opt) "") nil true))]
    (if (and (:required spec) (nil? arg))
      [::error (missing-argument opt spec)]
      (if-let [f (:parse-fn spec)]
        (try [(f raw) nil]
          (catch Throwable e [::error (str "Error while parsing option " (pr-str (str opt " " arg)) ": " (if (instance? ExceptionInfo e) (ex-message e) e))]))
        [raw nil]))))

(defn- process-token [specs [m ids errors] [kind opt arg]]
  (let [spec (find-spec specs kind opt)]
    (if (nil? spec)
      [m ids (conj errors (str "Unknown option: " (pr-str (str opt))))]
      (let [[value error] (parse-value spec opt arg)
            [value error] (if (or error (:post-validation spec)) [value error] (validate value spec opt arg))]
        (if error
          [m ids (conj errors error)]
          (let [id (:id spec)
                m2 (cond
                     (:update-fn spec) (if (:multi spec) (update m id (:update-fn spec) value)
                                         (update m id (:update-fn spec)))
                     (:assoc-fn spec)  ((:assoc-fn spec) m id value)
                     :else             (assoc m id value))
                [v2 e2] (if (:post-validation spec) (validate (get m2 id) spec opt arg) [nil nil])]
            (if e2 [m ids (conj errors e2)] [m2 (conj ids id) errors])))))))

(defn- parse-tokens [specs tokens {:keys [no-defaults strict]}]
  (let [start (if no-defaults {} (defaults-of specs))
        [m ids errors] (reduce (fn [state token] (process-token specs state token)) [start #{} []] tokens)
        errors (into errors (keep (fn [s] (when (and (:missing s) (not (contains? ids (:id s))) (nil? (get m (:id s)))) (:missing s)))) specs)
        m (if no-defaults m (reduce-kv (fn [all k f] (if (contains? ids k) all (assoc all k (f all)))) m (default-fns specs)))]
    [m (seq errors)]))

;; --- summary --------------------------------------------------------------------------

(defn make-summary-part
  "Returns the columns of an option in the summary: names, default, description."
  {:added "1.12"}
  [show-defaults? spec]
  (let [{:keys [short-opt long-opt required default default-desc default-fn desc no id]} spec
        opt (cond (and short-opt long-opt) (str short-opt ", " (if no (str "--[no-]" (subs long-opt 2)) long-opt))
                  long-opt (str "    " (if no (str "--[no-]" (subs long-opt 2)) long-opt))
                  short-opt short-opt)
        opt (if required (str opt " " required) opt)
        dd  (if show-defaults? (or default-desc (if (and required (contains? spec :default)) (str default) "")) "")]
    (if show-defaults? [opt dd (or desc "")] [opt (or desc "")])))

(defn format-lines
  "Returns lines of columns of given widths."
  {:added "1.12"}
  [lens parts]
  (map (fn [part] (str/trimr (str "  " (str/join "  " (map (fn [len x] (.ljust (str x) len)) lens part))))) parts))

(defn summarize
  "Returns the summary of options that parse-opts gives."
  {:added "1.12"}
  [specs]
  (if (seq specs)
    (let [show (boolean (some (fn [s] (or (:default-desc s) (and (:required s) (contains? s :default)))) specs))
          parts (map (fn [s] (make-summary-part show s)) specs)
          lens (apply map (fn [& xs] (apply max (map count xs))) parts)]
      (str/join "\n" (format-lines lens parts)))
    ""))

(defn- required-opts [specs]
  (into #{} (mapcat (fn [s] (when (:required s) (remove nil? [(:short-opt s) (:long-opt s)])))) specs))

(defn parse-opts
  "Returns a map of :options, :arguments, :summary and :errors of a command line.

  An option is described by [short long-and-argument description & {:keys
  [id default default-desc default-fn parse-fn assoc-fn update-fn multi validate
  validate-fn validate-msg missing post-validation]}], as [\"-p\" \"--port PORT\"
  \"The port\" :default 80 :parse-fn parse-long :validate [pos? \"must be positive\"]].
  Options: :in-order, :no-defaults, :strict, :summary-fn."
  {:added "1.12"}
  [args option-specs & options]
  (let [{:keys [in-order no-defaults strict summary-fn] :as opts} (apply hash-map options)
        specs (compile-specs option-specs)
        required (required-opts specs)
        [tokens more] (tokenize required args opts)
        tokens (if strict
                 (map (fn [[kind opt arg :as t]] (if (and arg (or (contains? required arg) (find-spec specs :long-opt arg) (find-spec specs :short-opt arg))) [kind opt] t)) tokens)
                 tokens)
        [m errors] (parse-tokens specs tokens opts)]
    {:options m :arguments more :summary ((or summary-fn summarize) specs) :errors errors}))

;; --- the way of before -----------------------------------------------------------------

(defn cli
  "Returns [options arguments banner]: the way before parse-opts. Options are described by [\"-p\" \"--port\" \"doc\" :default 80 :parse-fn f :flag true]."
  {:added "1.12"}
  [args & specs]
  (let [[desc specs] (if (string? (first specs)) [(first specs) (rest specs)] ["Usage:" specs])
        specs (map (fn [spec]
                     (let [[names [doc & more]] (split-with (fn [x] (and (string? x) (str/starts-with? x "-"))) spec)
                           [doc more] (if (string? doc) [doc more] ["" (cons doc more)])
                           opts (apply hash-map (remove nil? more))
                           long-name (last names), flag (or (:flag opts) (str/includes? long-name "[no-]"))
                           base (str/replace long-name #"^-+(\[no-\])?" "")]
                       {:short-opt (when (next names) (first names)) :long-opt (str "--" base) :id (keyword base) :desc doc :no flag :required (when-not flag "VALUE") :parse-fn (:parse-fn opts identity)
                        :assoc-fn (:assoc-fn opts) :validate-fn [] :default (:default opts (when flag false)) :flag flag}))
                   specs)
        specs (map (fn [s] (cond-> s (nil? (:default s)) (dissoc :default) (nil? (:assoc-fn s)) (dissoc :assoc-fn) (:flag s) (dissoc :parse-fn))) specs)
        [tokens more] (tokenize (required-opts specs) args {})
        [m errors] (parse-tokens specs tokens {})]
    (when (seq errors) (throw (Exception. (str/join "\n" errors))))
    [m more (str desc "\n\n" (summarize specs))]))
