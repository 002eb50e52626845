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

(defn -main
  "Does what the first argument says."
  [word & args]
  (case word
    "tasks" (if ((tasks 'load-project)) ((tasks 'print-tasks)) (throw (ex-info "there is no cljsh.edn or bb.edn here" {})))
    "run" (let [parallel (= "--parallel" (first args)), [task & args] (if parallel (rest args) args)]
            (let [project (or ((tasks 'load-project)) (throw (ex-info "there is no cljsh.edn or bb.edn here" {})))]
              (binding [*command-line-args* (seq args)]
                (cond
                  task            ((tasks 'run) (symbol task) {:parallel parallel})
                  (:main project) ((requiring-resolve 'cljsh.main/run-main) (str (:main project)))
                  :else           (throw (ex-info "run needs the name of a task, or :main in the project's file" {}))))))
    "doc" (if (first args) (run! show-doc args) (throw (ex-info "doc needs the name of a var or a namespace" {})))
    ("nrepl-server" "--nrepl-server") (serve args)
    ("uberscript" "--uberscript") (do ((tasks 'load-project)) (apply (requiring-resolve 'cljsh.uberscript/-main) args)))
  nil)
