;; SPDX-License-Identifier: MIT
(ns taoensso.timbre
  "Logging by level, to appenders: the usual part of Timbre."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(def ^:private order {:trace 0 :debug 1 :info 2 :warn 3 :error 4 :fatal 5 :report 6})

;; --- lines and where they go -------------------------------------------------

(defn- trace-text [e]
  (str/join (.format_exception (py/__import__ "traceback") e)))

(defn default-output-fn
  "Returns the line of a message."
  {:added "1.12"}
  ([data] (default-output-fn nil data))
  ([_opts {:keys [level timestamp_ ?ns-str ?file ?line msg_ ?err hostname_]}]
   (str (force timestamp_) " " (force hostname_) " " (str/upper-case (name level))
        " [" (or ?ns-str ?file "?") ":" (or ?line "?") "] - "
        (force msg_)
        (when ?err (str "\n" (trace-text ?err))))))

(defn println-appender
  "Returns an appender that prints. Option :stream, :auto, :std-out, :std-err."
  {:added "1.12"}
  ([] (println-appender nil))
  ([{:keys [stream]}]
   {:enabled? true
    :fn       (fn [{:keys [output_]}]
                (binding [*out* (if (= stream :std-err) *err* *out*)]
                  (println (force output_))))}))

(defn spit-appender
  "Returns an appender that writes to a file. Option :fname."
  {:added "1.12"}
  ([] (spit-appender nil))
  ([{:keys [fname] :or {fname "./timbre-spit.log"}}]
   {:enabled? true
    :fn       (fn [{:keys [output_]}]
                (spit fname (str (force output_) "\n") :append true))}))

;; --- the configuration -------------------------------------------------------

(def default-timestamp-opts
  "How times are written."
  {:pattern "yy-MM-dd HH:mm:ss" :timezone :utc})

(def default-config
  "What the configuration is at first."
  {:min-level      :debug
   :ns-filter      #{"*"}
   :middleware     []
   :timestamp-opts default-timestamp-opts
   :output-fn      default-output-fn
   :appenders      {:println (println-appender)}})

(def ^:dynamic *config*
  "The configuration: :min-level :appenders :output-fn :middleware :timestamp-opts."
  default-config)

(def ^:dynamic *context* "What is with each message, at :context." nil)

(defn- merged [a b]
  (merge-with (fn [x y] (if (and (map? x) (map? y)) (merged x y) y))
              a
              b))

(defn swap-config!
  "Changes the configuration."
  {:added "1.12"}
  [f & args]
  (apply alter-var-root #'*config* f args))

(defn set-config!
  "Sets the configuration."
  {:added "1.12"}
  [config]
  (alter-var-root #'*config* (constantly config)))

(defn merge-config!
  "Merges into the configuration."
  {:added "1.12"}
  [m]
  (swap-config! merged m))

(defn set-level!
  "Sets the least level."
  {:added "1.12"}
  [level]
  (swap-config! assoc :min-level level))

(defn set-min-level!
  "Sets the least level."
  {:added "1.12"}
  [level]
  (set-level! level))

(defn set-ns-min-level!
  "Sets the least level of a namespace."
  {:added "1.12"}
  ([level] (set-level! level))
  ([_ level] (set-level! level)))

(defmacro with-config
  "Evaluates body with a configuration."
  {:added "1.12"}
  [config & body]
  `(binding [*config* ~config]
     ~@body))

(defmacro with-merged-config
  "Evaluates body with a map merged into the configuration."
  {:added "1.12"}
  [config & body]
  `(with-config (#'merged *config* ~config)
     ~@body))

(defmacro with-level
  "Evaluates body with a least level."
  {:added "1.12"}
  [level & body]
  `(with-config (assoc *config* :min-level ~level)
     ~@body))

(defmacro with-min-level
  "Evaluates body with a least level."
  {:added "1.12"}
  [level & body]
  `(with-level ~level ~@body))

(defmacro with-context
  "Evaluates body with something with each message."
  {:added "1.12"}
  [context & body]
  `(binding [*context* ~context]
     ~@body))

(defmacro with-context+
  "Evaluates body with more with each message."
  {:added "1.12"}
  [context & body]
  `(with-context (merge *context* ~context)
     ~@body))

;; --- what is logged ----------------------------------------------------------

(defn- matches?
  "Does a pattern, in which * stands for anything, hold of a namespace's name?"
  [pattern ns-str]
  (let [regex (-> (str pattern)
                  (str/replace "." "\\.")
                  (str/replace "*" ".*"))]
    (re-matches (re-pattern regex) ns-str)))

(defn- level-for
  "The level of the first of pairs [pattern-or-patterns level] that holds of a namespace's name, or nil."
  [pairs ns-str]
  (some (fn [[patterns level]]
          (when (some (fn [p] (matches? p ns-str))
                      (if (coll? patterns) patterns [patterns]))
            level))
        pairs))

(defn- min-level [ns-str]
  (let [level (or (:min-level *config*) (:level *config*) :debug)]
    (if (keyword? level)
      level
      (or (level-for level ns-str) :debug))))

(defn may-log?
  "Would a message of a level be written?"
  {:added "1.12"}
  ([level] (may-log? level (str (ns-name *ns*))))
  ([level ns-str]
   (>= (order level 0)
       (order (min-level ns-str) 0))))

(defn- shown [x]
  (cond
    (string? x) x
    (nil? x)    "nil"
    :else       (pr-str x)))

(defn- timestamp []
  (let [pattern (:pattern (:timestamp-opts *config*) (:pattern default-timestamp-opts))]
    (delay (.format (java.time.format.DateTimeFormatter/ofPattern pattern)
                    (java.time.ZonedDateTime/now (java.time.ZoneId/of "UTC"))))))

(defn- message-data
  "What middleware and appenders are told of a message."
  [level {:keys [ns-str file line template]} args]
  (let [err  (when (instance? Throwable (first args)) (first args))
        args (if err (rest args) args)]
    {:level      level
     :?ns-str    ns-str
     :?file      file
     :?line      line
     :?err       err
     :vargs      (vec args)
     :context    *context*
     :config     *config*
     :instant    (java.util.Date.)
     :timestamp_ (timestamp)
     :hostname_  (delay (.gethostname (py/__import__ "socket")))
     :msg_       (delay (if template
                          (apply format args)
                          (str/join " " (map shown args))))}))

(defn- append
  "Hands a message to an appender that wants it."
  [{:keys [enabled? fn min-level output-fn] :or {enabled? true}} {:keys [level] :as data}]
  (when (and enabled? fn (or (nil? min-level) (>= (order level) (order min-level))))
    (let [output-fn (if (fn? output-fn) output-fn (:output-fn *config*))]
      (fn (assoc data
                 :output_   (delay (output-fn data))
                 :output-fn output-fn)))))

(defn ^:no-doc write [level {:keys [ns-str] :as place} args]
  (when (may-log? level ns-str)
    (when-let [data (reduce (fn [data f] (when data (f data)))
                            (message-data level place args)
                            (:middleware *config*))]
      (run! (fn [[_ appender]] (append appender data))
            (:appenders *config*))))
  nil)

(defn- place
  "Where a logging form stands."
  [form]
  {:ns-str (str (ns-name *ns*)) :file *file* :line (:line (meta form))})

(defmacro log
  "Logs values of a level."
  {:added "1.12"}
  [level & args]
  `(write ~level ~(place &form) (list ~@args)))

(defmacro logf
  "Logs a text by a template."
  {:added "1.12"}
  [level & args]
  `(write ~level ~(assoc (place &form) :template true) (list ~@args)))

;; --- a macro for each level --------------------------------------------------

(defn- level-macro [sym doc logger level]
  `(defmacro ~sym
     ~doc
     {:added "1.12"}
     [& args#]
     (with-meta (list* '~logger ~(keyword (name level)) args#)
                (meta ~'&form))))

(defmacro ^:private levels [& names]
  `(do
     ~@(for [n names]
         (level-macro n (str "Logs values as " n ".") `log n))
     ~@(for [n names]
         (level-macro (symbol (str n "f")) (str "Logs a text by a template as " n ".") `logf n))))

(levels trace debug info warn error fatal report)

(defmacro spy
  "Returns the value of an expression, and logs both."
  {:added "1.12"}
  ([form] `(spy :debug ~form))
  ([level form] `(spy ~level '~form ~form))
  ([level form-name form]
   `(let [v# ~form]
      (log ~level ~form-name "=>" v#)
      v#)))

(defmacro log-errors
  "Evaluates body; returns nil and logs what it throws."
  {:added "1.12"}
  [& body]
  `(try ~@body (catch Throwable e# (error e#) nil)))

(defmacro log-and-rethrow-errors
  "Evaluates body; logs what it throws and throws it."
  {:added "1.12"}
  [& body]
  `(try ~@body (catch Throwable e# (error e#) (throw e#))))
