;; SPDX-License-Identifier: MIT
(ns clojure.tools.logging
  "Logging to standard error, by level."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(def ^:private order {:trace 0 :debug 1 :info 2 :warn 3 :error 4 :fatal 5})
(def ^:dynamic *level* "The least level that is written; CLJSH_LOG_LEVEL sets it." (keyword (str/lower-case (or (System/getenv "CLJSH_LOG_LEVEL") "info"))))
(def ^:dynamic *logger-factory* "Not used." nil)
(def ^:dynamic *tx-agent-levels* "Not used." #{:info :warn})
(defn ^:no-doc on? [level] (>= (order level 2) (order *level* 2)))
(defn log*
  "Writes a line of a level, with an exception if there is one."
  [logger level throwable message]
  (binding [*out* *err*]
    (println (str (.strftime (.now (.-datetime (py/__import__ "datetime"))) "%Y-%m-%d %H:%M:%S") " " (.ljust (str/upper-case (name level)) 5) " " logger " - " message))
    (when throwable (print (str/join (.format_exception (py/__import__ "traceback") throwable))))
    (flush)))
(defmacro log "Logs a message of a level." {:added "1.12"}
  ([level message] `(log ~level nil ~message))
  ([level throwable message] `(log ~(str (ns-name *ns*)) ~level ~throwable ~message))
  ([logger-ns level throwable message] `(when (on? ~level) (log* ~logger-ns ~level ~throwable ~message) nil)))
(defmacro logp "Logs values of a level, printed; an exception may come first." {:added "1.12"} [level x & more]
  `(when (on? ~level)
     (let [x# ~x] (if (instance? Throwable x#) (log* ~(str (ns-name *ns*)) ~level x# (print-str ~@more)) (log* ~(str (ns-name *ns*)) ~level nil (print-str x# ~@more))))))
(defmacro logf "Logs a text by a template; an exception may come first." {:added "1.12"} [level x & more]
  `(when (on? ~level)
     (let [x# ~x] (if (instance? Throwable x#) (log* ~(str (ns-name *ns*)) ~level x# (format ~@(or (seq more) [""]))) (log* ~(str (ns-name *ns*)) ~level nil (format x# ~@more))))))
(defmacro enabled? "Are messages of a level written?" {:added "1.12"} ([level] `(on? ~level)) ([level _] `(on? ~level)))
(defmacro spy "Returns the value of an expression, and logs both." {:added "1.12"} ([expr] `(spy :debug ~expr)) ([level expr] `(let [v# ~expr] (log ~level (str '~expr " => " (pr-str v#))) v#)))
(defmacro spyf "Returns the value of an expression, and logs it by a template." {:added "1.12"} ([fmt expr] `(spyf :debug ~fmt ~expr)) ([level fmt expr] `(let [v# ~expr] (log ~level (format ~fmt (pr-str v#))) v#)))
(defmacro ^:private levels [& names]
  `(do ~@(for [n names] `(do (defmacro ~n ~(str "Logs values as " n ".") {:added "1.12"} [& args#] (list* 'clojure.tools.logging/logp ~(keyword (name n)) args#))
                             (defmacro ~(symbol (str n "f")) ~(str "Logs a text by a template as " n ".") {:added "1.12"} [& args#] (list* 'clojure.tools.logging/logf ~(keyword (name n)) args#))))))
(levels trace debug info warn error fatal)
(defmacro with-logs "Evaluates body." {:added "1.12"} [_ & body] `(do ~@body))
