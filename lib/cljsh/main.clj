;; SPDX-License-Identifier: MIT
(ns cljsh.main
  "What the options -m and -x call."
  {:added "1.0"}
  (:require [clojure.edn :as edn]))

(defn- function
  "Returns the var of a function that is named on the command line; of a namespace, its -main."
  [text]
  (let [sym (symbol text)
        sym (if (namespace sym) sym (symbol text "-main"))]
    (require (symbol (namespace sym)))
    (or (resolve sym)
        (throw (py/LookupError (str "there is no function " sym))))))

(defn entry-point
  "Returns what an entry point names, as packages of Python declare it: \"module:function\", or the name of a console script."
  [text]
  (let [metadata (py/__import__ "importlib.metadata" ** :fromlist ["metadata"])
        [module attrs :as both] (.split text ":" 1)]
    (if (= 2 (count both))
      (reduce (fn [o attr] (py/getattr o attr))
              (.import_module (py/__import__ "importlib") module)
              (.split attrs "."))
      (if-let [found (first (.entry_points metadata ** :group "console_scripts" :name text))]
        (.load found)
        (throw (LookupError. (str "there is no console script " text)))))))

(defn- run-entry-point
  "Calls an entry point as the script that an installer makes for it would, and ends the program with its status."
  [text]
  (let [f    (entry-point text)
        args (seq (next (.-argv (py/__import__ "sys"))))]
    (.exit (py/__import__ "sys")
           (if (= "_main" (second (.split text ":" 1))) ; a -main of ours takes the arguments
             (do (apply f args) nil)
             (f)))))

(defn ^:no-doc use-project
  "Takes the paths, dependencies and reader features of a project's file, before a program of it runs.
  A dependency that cannot be had is told, and missed where it is required."
  [file]
  (let [load-project (requiring-resolve 'babashka.tasks/load-project)]
    (try
      (load-project file)
      (catch [Exception Error] e
        (binding [*out* *err*]
          (println (str "cljsh: " file ": " (ex-message e))))))))

(defn ^:no-doc prepare
  "Adds dependencies, EDN as in deps.edn or nil, and loads a file, if it is not nil, before a program runs."
  [deps init]
  (when deps
    ((requiring-resolve 'babashka.deps/add-deps) (edn/read-string deps)))
  (when init
    (load-file init)))

(defn ^:no-doc run-main
  "Calls NAMESPACE/-main, NAMESPACE/FUNCTION, or the entry point MODULE:FUNCTION, with the command line's arguments."
  [text]
  (if (re-find #":" text)
    (do
      (set! (.-argv (py/__import__ "sys")) (py/list (cons text *command-line-args*)))
      (run-entry-point text))
    (apply (function text) *command-line-args*)))

(defn- value
  "Returns a word of the command line as a number, keyword, boolean, nil or character where it looks like one."
  [word]
  (let [x (try (edn/read-string word) (catch [Exception Error] _ word))]
    (if (or (symbol? x) (coll? x))
      word
      x)))

(defn parse-options
  "Returns the map of options that words say.

  --key value and :key value give {:key value}, --key=value too; a --key that no
  value follows is true, --no-key is false. Words that stand alone are under :args."
  {:added "1.0"}
  [words]
  (let [option (fn [word]
                 (when word
                   (second (re-matches #"(?:--|:)([^-:=\s].*)" word))))]
    (loop [[word & more] words, options {}]
      (if (nil? word)
        options
        (let [text (option word)
              [_ k v] (when text (re-matches #"(?s)([^=]+)=(.*)" text))]
          (cond
            k                           (recur more (assoc options (keyword k) (value v)))
            (nil? text)                 (recur more (update options :args (fnil conj []) (value word)))
            (and (seq more)
                 (not (option (first more))))
            (recur (next more) (assoc options (keyword text) (value (first more))))

            (.startswith text "no-")    (recur more (assoc options (keyword (subs text 3)) false))
            :else                       (recur more (assoc options (keyword text) true))))))))

(defn ^:no-doc run-var
  "Calls a function with a map of options, and prints what it returns."
  [text]
  (let [result ((function text) (parse-options *command-line-args*))]
    (when (some? result)
      (prn result))))
