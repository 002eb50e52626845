;; SPDX-License-Identifier: MIT
(ns cljsh.java.logging
  "java.util.logging: loggers by name and their levels, over Python's logging."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [logging]))

(deftype Level [label value python]
  Object
  (getName [_] label) (getLocalizedName [_] label) (intValue [_] value) (toString [_] label))
(enter "java.util.logging.Level" Level)
(java/note 'java.util.logging.Level "" "How much a message matters.")
(def ^:private levels
  (mapv (fn [[label value python]] (Level. label value python))
        [["OFF" 2147483647 1000] ["SEVERE" 1000 40] ["WARNING" 900 30] ["INFO" 800 20] ["CONFIG" 700 15]
         ["FINE" 500 10] ["FINER" 400 7] ["FINEST" 300 5] ["ALL" -2147483648 1]]))
(defn- level-named [label]
  (or (first (filter (fn [l] (= label (str l))) levels))
      (throw (IllegalArgumentException. (str "Bad level \"" label "\"")))))
(statics java.util.logging.Level "How much a message matters."
  (OFF "None matters enough." (level-named "OFF"))
  (SEVERE "A failure." (level-named "SEVERE"))
  (WARNING "What may become one." (level-named "WARNING"))
  (INFO "What is usual." (level-named "INFO"))
  (CONFIG "What is set." (level-named "CONFIG"))
  (FINE "Detail." (level-named "FINE"))
  (FINER "More." (level-named "FINER"))
  (FINEST "Most." (level-named "FINEST"))
  (ALL "All matter." (level-named "ALL"))
  (parse "That of a name." level-named))
(def ^:private level-names "Has Python's logging know them; done when there is a logger."
  (delay (doseq [l levels]
           (.addLevelName logging (.-python l) (str l)))))

(defn- level-of [python]
  (first (filter (fn [l] (>= python (.-python l))) levels)))

(defn- text-of
  "A message with {0} {1} … filled in."
  [message args]
  (reduce-kv (fn [text i x] (.replace text (str "{" i "}") (str x))) (str message) (vec args)))

(deftype Logger [inner]
  Object
  (getName [_] (.-name inner))
  (getLevel [_] (when (pos? (.-level inner)) (level-of (.-level inner))))
  (setLevel [_ level] (.setLevel inner (if level (.-python level) 0)) nil)
  (getParent [_] (when-let [p (.-parent inner)] (Logger. p)))
  (isLoggable [_ level] (.isEnabledFor inner (.-python level)))
  (log [_ level message] (.log inner (.-python level) "%s" (str (if (fn? message) (message) message))) nil)
  (log [_ level message x]
    (cond
      (instance? Throwable x) (.log inner (.-python level) "%s" (str message) ** :exc_info x)
      (instance? py/list x)   (.log inner (.-python level) "%s" (text-of message x))
      :else                   (.log inner (.-python level) "%s" (text-of message [x])))
    nil)
  (logp [this level _class _method message] (.log this level message))
  (logp [this level _class _method message x] (.log this level message x))
  (severe [this message] (.log this (level-named "SEVERE") message))
  (warning [this message] (.log this (level-named "WARNING") message))
  (info [this message] (.log this (level-named "INFO") message))
  (config [this message] (.log this (level-named "CONFIG") message))
  (fine [this message] (.log this (level-named "FINE") message))
  (finer [this message] (.log this (level-named "FINER") message))
  (finest [this message] (.log this (level-named "FINEST") message))
  (getHandlers [_] (py/list (.-handlers inner)))
  (addHandler [_ h] (.addHandler inner h) nil)
  (removeHandler [_ h] (.removeHandler inner h) nil)
  (setUseParentHandlers [_ on] (set! (.-propagate inner) (boolean on)) nil)
  (getUseParentHandlers [_] (.-propagate inner)))
(enter "java.util.logging.Logger" Logger)
(java/note 'java.util.logging.Logger "" "What messages are given to: Python's logging, by the same names.")

(defn- logger [n]
  @level-names
  (when (not-any? (fn [h] true) (.-handlers (.getLogger logging)))
    (.basicConfig logging ** :format "%(asctime)s %(name)s\n%(levelname)s: %(message)s" :level 20))
  (Logger. (if (= n "") (.getLogger logging) (.getLogger logging n))))
(statics java.util.logging.Logger "What messages are given to."
  (getLogger "That of a name; \"\" is the root of all." logger)
  (getGlobal "The one named global." (fn [] (logger "global")))
  (getAnonymousLogger "One without a name." (fn [] (logger "anonymous"))))
