;; SPDX-License-Identifier: MIT
(ns cljsh.java.slf4j
  "org.slf4j: loggers by name, over Python's logging, so that what is set there
  counts here as well; and what programs name of ch.qos.logback, its usual other
  half: levels, appenders, patterns, a configuration as XML."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [clojure.string :as str]
            [logging]))

(defn- entered [full doc class]
  (cljsh.core/name-class! full class)
  (java/note full "" doc)
  (enter full class))

(defmacro ^:private interface [full doc]
  `(entered ~(str full) ~doc (cljsh.core/make-interface ~(str full) [] [])))

;; --- levels -------------------------------------------------------------------

;; A level's number is a thousand times Python's.
(deftype Level [levelStr levelInt]
  Object
  (toString [_] levelStr) (toInt [_] levelInt) (toInteger [_] levelInt)
  (isGreaterOrEqual [_ other] (>= levelInt (.-levelInt other))))
(entered "ch.qos.logback.classic.Level" "How much a message matters." Level)

(def ^:private levels
  (mapv (fn [[label n]] (Level. label n))
        [["OFF" 2147483647] ["ERROR" 40000] ["WARN" 30000] ["INFO" 20000] ["DEBUG" 10000] ["TRACE" 5000]
         ["ALL" -2147483648]]))
(defn- level-named
  ([label] (level-named label "DEBUG"))
  ([label otherwise]
   (let [label (if (integer? label) label (.toUpperCase (str label)))]
     (or (first (filter (fn [l] (or (= label (.-levelStr l)) (= label (.-levelInt l)))) levels))
         (if (string? otherwise) (level-named otherwise) otherwise)))))
(statics ch.qos.logback.classic.Level "How much a message matters."
  (OFF "None matters enough." (level-named "OFF"))
  (ERROR "A failure." (level-named "ERROR"))
  (WARN "What may become one." (level-named "WARN"))
  (INFO "What is usual." (level-named "INFO"))
  (DEBUG "Detail." (level-named "DEBUG"))
  (TRACE "More." (level-named "TRACE"))
  (ALL "All matter." (level-named "ALL"))
  (toLevel "That of a name or number; otherwise DEBUG, or a given one." level-named)
  (valueOf "That of a name or number, or DEBUG." level-named))

(defn- python-level [level] (max 1 (min 1000 (quot (.-levelInt level) 1000))))
(defn- level-of [python]
  (first (filter (fn [l] (>= python (python-level l))) levels)))

(doseq [[n label] {5 "TRACE" 30 "WARN"}]
  (.addLevelName logging n label))

;; --- what a thread says of itself ------------------------------------------------

(def ^:private context (.ContextVar (py/__import__ "contextvars") "mdc" ** :default nil))
(defn- context-map [] (or (.get context) {}))

(deftype ^:private ContextEntry [k]
  java.io.Closeable
  (close [_] (.set context (dissoc (context-map) k)) nil)
  (__enter__ [this] this) (__exit__ [this & _] (.close this) false))

(statics org.slf4j.MDC "What is told with each message of a thread."
  (put "Adds a value under a key." (fn [k v] (.set context (assoc (context-map) k v)) nil))
  (putCloseable "The same, until it is closed." (fn [k v] (.set context (assoc (context-map) k v)) (ContextEntry. k)))
  (get "The value of a key." (fn [k] (get (context-map) k)))
  (remove "Takes a key away." (fn [k] (.set context (dissoc (context-map) k)) nil))
  (clear "Takes all away." (fn [] (.set context nil) nil))
  (getCopyOfContextMap "All of it." (fn [] (.get context)))
  (setContextMap "Sets all of it." (fn [m] (.set context (into {} m)) nil)))
(statics org.slf4j.MDC$MDCCloseable "Takes a key away when it is closed." (of "By its key." (fn [k] (ContextEntry. k))))

(deftype ^:private Marker [label]
  Object
  (getName [_] label) (toString [_] label) (contains [_ other] (= label (str other))) (hasReferences [_] false)
  (equals [_ other] (and (instance? Marker other) (= label (.-label other)))) (hashCode [_] (hash label)))
(entered "org.slf4j.Marker" "A name that messages carry." Marker)
(def ^:private markers (memoize (fn [label] (Marker. label))))
(statics org.slf4j.MarkerFactory "Markers."
  (getMarker "That of a name." markers) (getDetachedMarker "A new one." (fn [label] (Marker. label))))

;; --- messages ------------------------------------------------------------------

(defn- filled
  "A message with its {} replaced by arguments, and the arguments that are left; \\{} is the two characters."
  [message args]
  (loop [text (str message), out "", args args]
    (let [i (.find text "{}")]
      (cond
        (or (neg? i) (empty? args)) [(str out text) args]
        (and (pos? i) (= \\ (nth text (dec i))))
        (recur (subs text (+ i 2)) (str out (subs text 0 (dec i)) "{}") args)
        :else
        (recur (subs text (+ i 2)) (str out (subs text 0 i) (first args)) (rest args))))))

(defn- arguments
  "What follows a message: arguments, or an array of them."
  [args]
  (if (and (= 1 (count args)) (instance? py/list (first args))) (vec (first args)) (vec args)))

(defn- log
  "Gives a logger what a call of one of its methods has: perhaps a marker, a message, arguments, an exception."
  [logger level [message & more :as all]]
  (if (instance? Marker message)
    (log logger level (rest all))
    (let [inner (.-inner logger), python (python-level level)]
      (when (.isEnabledFor inner python)
        (let [args (arguments more)
              [text left] (filled message args)
              error (when (instance? Throwable (peek args)) (peek args))]
          (.log inner python "%s" text ** :exc_info (when (seq left) error)
                :extra (py/dict {"message_" (str message) "arguments_" args "context_" (context-map)}))))
      nil)))

(deftype ThrowableProxy [throwable]
  Object
  (getThrowable [_] throwable) (getMessage [_] (.getMessage throwable)) (getClassName [_] (.getName (class throwable)))
  (getCause [_] (when-let [c (.getCause throwable)] (ThrowableProxy. c))))
(entered "ch.qos.logback.classic.spi.ThrowableProxy" "A message's exception." ThrowableProxy)
(interface ch.qos.logback.classic.spi.IThrowableProxy "A message's exception.")

;; The record is Python's.
(deftype LoggingEvent [record]
  Object
  (getLoggerName [_] (if (= "root" (.-name record)) "ROOT" (.-name record)))
  (getLevel [_] (level-of (.-levelno record)))
  (getMessage [_] (py/getattr record "message_" (.-msg record)))
  (getFormattedMessage [_] (.getMessage record))
  (getArgumentArray [_] (py/list (py/getattr record "arguments_" [])))
  (getThrowableProxy [_] (when-let [info (.-exc_info record)] (when-let [e (second info)] (ThrowableProxy. e))))
  (getThreadName [_] (.-threadName record))
  (getTimeStamp [_] (long (* 1000 (.-created record))))
  (getMDCPropertyMap [_] (py/getattr record "context_" {}))
  (getMdc [this] (.getMDCPropertyMap this))
  (toString [this] (str "[" (.getLevel this) "] " (.getFormattedMessage this))))
(entered "ch.qos.logback.classic.spi.LoggingEvent" "A message." LoggingEvent)
(entered "ch.qos.logback.classic.spi.ILoggingEvent" "A message." LoggingEvent)

;; --- appenders -----------------------------------------------------------------

(interface ch.qos.logback.core.spi.LifeCycle "What is started and stopped.")
(interface ch.qos.logback.core.Appender "Where messages go: doAppend is called with each.")
(interface ch.qos.logback.core.Layout "How a message is written.")
(interface org.slf4j.ILoggerFactory "What has loggers by name.")

(defn- date-text [form ms]
  (.format (java.text.SimpleDateFormat. (if (contains? #{nil "" "ISO8601"} form) "yyyy-MM-dd HH:mm:ss,SSS" form))
           (java.util.Date. ms)))

(defn- short-logger
  "A logger's name in so many characters, if its packages' first letters suffice."
  [label width]
  (let [parts (vec (.split label "."))]
    (loop [i 0 parts parts]
      (if (or (<= (count (str/join "." parts)) width) (>= i (dec (count parts))))
        (str/join "." parts)
        (recur (inc i)
               (if (= width 0) (update parts i (constantly "")) (update parts i (fn [p] (subs p 0 (min 1 (count p)))))))))))

(defn- trace-text [event]
  (if-let [p (.getThrowableProxy event)]
    (.join "" (.format_exception (py/__import__ "traceback") (.getThrowable p)))
    ""))

(defn- conversion [event word option]
  (case word
    ("d" "date") (date-text option (.getTimeStamp event))
    ("p" "le" "level") (str (.getLevel event))
    ("t" "thread") (.getThreadName event)
    ("c" "lo" "logger") (let [label (.getLoggerName event)]
                          (if option (str/replace (short-logger label (parse-long option)) #"^\.+" "") label))
    ("m" "msg" "message") (.getFormattedMessage event)
    ("n") "\n"
    ("ex" "exception" "throwable" "xEx" "rEx") (trace-text event)
    ("nopex" "nopexception") ""
    ("X" "mdc") (let [m (.getMDCPropertyMap event)]
                  (if option (str (get m option)) (str/join ", " (map (fn [[k v]] (str k "=" v)) m))))
    (str "%PARSER_ERROR[" word "]")))

(defn- laid-out
  "A message by a pattern; its exception follows unless the pattern says where it is."
  [pattern event]
  (let [text (str/replace pattern #"%(-?\d+)?(?:\.(\d+))?([A-Za-z]+)(?:\{([^}]*)\})?|\\(.)"
               (fn [[_ width most word option escaped]]
                 (if escaped
                   escaped
                   (let [s (conversion event word option)
                         s (if (and most (> (count s) (parse-long most))) (subs s (- (count s) (parse-long most))) s)]
                     (if width (format (str "%" width "s") s) s)))))]
    (if (re-find #"%(nopex|ex|exception|throwable|xEx|rEx)\b" pattern) text (str text (trace-text event)))))

(def ^:private usual-pattern "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n")

(defn- component
  "A class whose instances have properties, which are set by setName and read by getName, and are started and stopped."
  [full doc bases members]
  (entered full doc
    (java/python-class full bases
      (merge {"start"      (fn [this] (set! (.-started this) true) nil)
              "stop"       (fn [this] (set! (.-started this) false) nil)
              "isStarted"  (fn [this] (py/getattr this "started" false))
              "setContext" (fn [this c] (set! (.-context this) c) nil)
              "getContext" (fn [this] (py/getattr this "context" nil))}
             members))))

(defn- property [field]
  (let [label (str (.toUpperCase (subs field 0 1)) (subs field 1))]
    {(str "set" label) (fn [this x] (py/setattr this field x) nil)
     (str "get" label) (fn [this] (py/getattr this field nil))}))

(def ^:private layout-members
  (merge (property "pattern")
         {"doLayout" (fn [this event] (laid-out (or (.getPattern this) usual-pattern) event))
          "encode"   (fn [this event] (.encode (.doLayout this event) "utf-8"))
          "getLayout" identity}))
(component "ch.qos.logback.classic.PatternLayout" "A message as a pattern has it." [py/object] layout-members)
(component "ch.qos.logback.classic.encoder.PatternLayoutEncoder"
           "A message as a pattern has it."
           [py/object]
           layout-members)

(def ^:private AppenderBase
  (component "ch.qos.logback.core.AppenderBase" "Where messages go: append is called with each while it is started."
    [py/object]
    (merge (property "name")
           {"doAppend"  (fn [this event] (when (.isStarted this) (.append this event)) nil)
            "addFilter" (fn [_ _] nil)})))
(entered "ch.qos.logback.core.UnsynchronizedAppenderBase" "The same." AppenderBase)

(defn- written [appender event]
  (if-let [l (or (.getLayout appender) (.getEncoder appender))]
    (.doLayout l event)
    (laid-out usual-pattern event)))

(def ^:private writing (merge (property "layout") (property "encoder") (property "target")))
(component "ch.qos.logback.core.ConsoleAppender"
           "Messages go to standard output, or to the target System.err."
           [AppenderBase]
           (assoc writing
                  "append"
                  (fn [this event]
                    (let [out (if (= "System.err" (.getTarget this)) *err* *out*)]
                      (.write out (written this event))
                      (.flush out)))))
(component "ch.qos.logback.core.FileAppender" "Messages go to a file." [AppenderBase]
  (merge writing (property "file") (property "append_")
         {"setAppend" (fn [this on] (set! (.-append_ this) on) nil)
          "start"     (fn [this]
                        (when (false? (py/getattr this "append_" true)) (spit (.getFile this) ""))
                        (set! (.-started this) true) nil)
          "append"    (fn [this event] (spit (.getFile this) (written this event) :append true))}))

;; An appender is a handler of Python's.
(def ^:private Handler
  (py/type "Appending" (py/tuple [(.-Handler logging)])
    (py/dict {"emit" (fn [this record] (.doAppend (.-appender this) (LoggingEvent. record)))})))
(defn- appending [appender]
  (doto (Handler) (py/setattr "appender" appender)))
(defn- appender-handlers [inner]
  (filter (fn [h] (instance? Handler h)) (.-handlers inner)))

;; --- loggers -------------------------------------------------------------------

(defmacro ^:private at-level
  "The methods of a level: NAME and isNAMEEnabled."
  [class & labels]
  `(do ~@(for [label labels
               :let [upper (.toUpperCase label)]]
           `(do (py/setattr ~class ~label (fn [this# & all#] (log this# (level-named ~upper) all#)))
                (py/setattr ~class ~(str "is" (.capitalize label) "Enabled")
                  (fn [this# & _#] (.isEnabledFor (.-inner this#) (python-level (level-named ~upper)))))))))

(declare loggers)

(deftype Logger [inner]
  Object
  (getName [_] (if (= "root" (.-name inner)) "ROOT" (.-name inner)))
  (getLevel [_] (when (pos? (.-level inner)) (level-of (.-level inner))))
  (getEffectiveLevel [_] (level-of (.getEffectiveLevel inner)))
  (setLevel [_ level] (.setLevel inner (if level (python-level level) 0)) nil)
  (isEnabledFor [_ level] (.isEnabledFor inner (python-level level)))
  (addAppender [_ a]
    (when-not (some (fn [h] (identical? a (.-appender h))) (appender-handlers inner)) (.addHandler inner (appending a)))
    nil)
  (detachAppender [_ a]
    (let [found (filter (fn [h] (or (identical? a (.-appender h)) (and (string? a) (= a (.getName (.-appender h))))))
                        (vec (appender-handlers inner)))]
      (run! (fn [h] (.removeHandler inner h)) found)
      (boolean (seq found))))
  (detachAndStopAllAppenders [_] (run! (fn [h] (.removeHandler inner h)) (vec (appender-handlers inner))) nil)
  (getAppender [_ label]
    (first (filter (fn [a] (= label (.getName a))) (map (fn [h] (.-appender h)) (appender-handlers inner)))))
  (isAttached [_ a] (boolean (some (fn [h] (identical? a (.-appender h))) (appender-handlers inner))))
  (iteratorForAppenders [_] (.iterator (mapv (fn [h] (.-appender h)) (appender-handlers inner))))
  (isAdditive [_] (.-propagate inner))
  (setAdditive [_ on] (set! (.-propagate inner) (boolean on)) nil)
  (getLoggerContext [_] loggers)
  (toString [this] (str "Logger[" (.getName this) "]")))
(at-level Logger "trace" "debug" "info" "warn" "error")
(entered "org.slf4j.Logger" "What messages are given to: Python's logging, by the same names." Logger)
(entered "ch.qos.logback.classic.Logger" "The same, which can be set." Logger)
(statics org.slf4j.Logger "What messages are given to." (ROOT_LOGGER_NAME "The name of the one above all." "ROOT"))
(statics ch.qos.logback.classic.Logger "What messages are given to."
  (ROOT_LOGGER_NAME "The name of the one above all." "ROOT"))

(def ^:private named
  (memoize (fn [label] (Logger. (if (.equalsIgnoreCase label "ROOT") (.getLogger logging) (.getLogger logging label))))))
(defn- logger [x]
  ;; Where nothing is set, messages go where Python's go, from INFO upwards.
  (when (empty? (.-handlers (.getLogger logging)))
    (.basicConfig logging ** :format "%(asctime)s %(levelname)s %(name)s - %(message)s" :level 20))
  (named (if (class? x) (.getName x) (str x))))

(defn- all-loggers []
  (into [(logger "ROOT")] (map logger) (sort (keys (.-loggerDict (.-manager (.getLogger logging)))))))

(deftype LoggerContext [^:mutable label ^:mutable properties]
  Object
  (getLogger [_ x] (logger x))
  (exists [_ x] (when (contains? (.-loggerDict (.-manager (.getLogger logging))) (str x)) (logger x)))
  (getLoggerList [_] (all-loggers))
  (reset [_]
    (doseq [l (all-loggers)]
      (.detachAndStopAllAppenders l)
      (.setLevel l nil))
    (.setLevel (.getLogger logging) 10)
    (run! (fn [h] (.removeHandler (.getLogger logging) h)) (vec (.-handlers (.getLogger logging))))
    nil)
  (start [_] nil) (stop [this] (.reset this)) (isStarted [_] true)
  (getName [_] label) (setName [_ s] (set! label s) nil)
  (putProperty [_ k v] (set! properties (assoc properties k v)) nil) (getProperty [_ k] (get properties k)))
(entered "ch.qos.logback.classic.LoggerContext" "All loggers." LoggerContext)
(def ^:private loggers (LoggerContext. "default" {}))

(statics org.slf4j.LoggerFactory "Loggers."
  (getLogger "That of a name, or of a class." logger)
  (getILoggerFactory "What has them." (fn [] loggers)))

;; --- a configuration -------------------------------------------------------------

(defn- made
  "The appender that an element of logback.xml describes."
  [element]
  (let [appender ((or (java/class-named (.get element "class"))
                      (throw (IllegalArgumentException. (str "no appender " (.get element "class"))))))]
    (.setName appender (.get element "name"))
    (.setEncoder appender ((java/class-named "ch.qos.logback.classic.encoder.PatternLayoutEncoder")))
    (doseq [e (.iter element) :let [text (str/trim (or (.-text e) ""))]]
      (case (.-tag e)
        "pattern" (.setPattern (.getEncoder appender) text)
        "file" (.setFile appender text)
        "append" (.setAppend appender (= text "true"))
        "target" (.setTarget appender text)
        nil))
    (doto appender .start)))

(defn- configure [source]
  (let [tree (.fromstring (py/__import__ "xml.etree.ElementTree" ** :fromlist ["fromstring"]) (slurp source))
        appenders (into {} (map (fn [e] [(.get e "name") (delay (made e))])) (.findall tree "appender"))]
    (doseq [e (concat (.findall tree "root") (.findall tree "logger"))
            :let [l (logger (or (.get e "name") "ROOT"))]]
      (when-let [level (.get e "level")] (.setLevel l (level-named level)))
      (when-let [on (.get e "additivity")] (.setAdditive l (= on "true")))
      (doseq [a (.findall e "appender-ref")]
        (.addAppender l @(get appenders (.get a "ref")))))))

(component "ch.qos.logback.classic.joran.JoranConfigurator"
           "Sets loggers as XML says, which doConfigure is given."
           [py/object]
           {"doConfigure" (fn [_ source] (configure source) nil)})
