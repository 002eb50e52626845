;; SPDX-License-Identifier: MIT
(ns cljsh.command
  "What the words tasks, run, doc, nrepl-server and uberscript do on the command line."
  {:added "1.12"}
  (:require [clojure.repl :as repl]
            [clojure.string :as str]))

(defn- tasks [f] (require 'babashka.tasks) @(ns-resolve 'babashka.tasks f))

(defn- show-doc
  "Prints the documentation of a var or a namespace, which is loaded."
  [text]
  (let [sym (symbol text)
        home (when (namespace sym) (symbol (namespace sym)))]
    (when home (require home))
    (let [v (if home (resolve sym) (or (ns-resolve 'clojure.core sym) (try (require sym) (find-ns sym) (catch FileNotFoundError _ nil))))]
      (if v
        (eval (list `repl/doc sym))
        (throw (ex-info (str "there is no documentation of " text) {}))))))

(defn- serve [[port]]
  (let [[host port] (let [[a b] (str/split (or port "1667") #":")] (if b [a b] ["127.0.0.1" a]))]
    ((requiring-resolve 'babashka.nrepl.server/start-server!) {:host host :port (parse-long port)})
    @(promise)))

(defn- run-task
  "Runs a task; a program of it that failed is told of, and its status becomes ours."
  [task args options]
  (try
    (let [value (binding [*command-line-args* (seq args)]
                  ((tasks 'run) (symbol task) options))]
      (when (:prn options)
        (prn value)))
    (catch ExceptionInfo e
      (if-let [status (:babashka/exit (ex-data e))]
        (do
          (binding [*out* *err*]
            (println (str "cljsh: " (ex-message e) ", in the task " task)))
          (System/exit status))
        (throw e)))))

(defn- load-project []
  (or ((tasks 'load-project)) (throw (ex-info "there is no cljsh.edn or bb.edn here" {}))))

(defn- run
  "Runs the task that arguments name, options in front of it, or the :main of the project."
  [args]
  (let [[options [task & more]] (split-with #{"--parallel" "--prn"} args)
        project                 (load-project)]
    (cond
      task            (run-task task more (zipmap (map (fn [option] (keyword (subs option 2))) options) (repeat true)))
      (:main project) (binding [*command-line-args* nil]
                        ((requiring-resolve 'cljsh.main/run-main) (str (:main project))))
      :else           (throw (ex-info "run needs the name of a task, or :main in the project's file" {})))))

(defn- overridden?
  "Has the project here a task of this name that is to go before the word of the command line?"
  [word]
  (when-let [project ((tasks 'load-project))]
    (:override-builtin (get-in project [:tasks (symbol word)]))))

(defn- run-named
  "What a first word does that is no file and none of ours: a task of that name, if there is one."
  [word args]
  (let [project (load-project)]
    (if (contains? (:tasks project) (symbol word))
      (run-task word args {})
      (throw (ex-info (str "there is no file and no task " word) {:task word})))))

(defn -main
  "Does what the first argument says."
  [word & args]
  (cond
    (overridden? word) (run-task word args {})
    :else
    (case word
      "tasks" (do (load-project) ((tasks 'print-tasks)))
      "run"   (run args)
      "doc"   (if (first args) (run! show-doc args) (throw (ex-info "doc needs the name of a var or a namespace" {})))
      ("nrepl-server" "--nrepl-server") (serve args)
      ("uberscript" "--uberscript") (do ((tasks 'load-project)) (apply (requiring-resolve 'cljsh.uberscript/-main) args))
      (run-named word args)))
  nil)
