;; SPDX-License-Identifier: MIT
(ns babashka.tasks
  "The tasks of a project, in its cljsh.edn or bb.edn."
  {:added "1.12"}
  (:require [babashka.classpath :as cp]
            [babashka.process :as p]
            [clojure.string :as str]))

(def ^:private project (atom nil))
(def ^:private values "What tasks returned: name -> promise." (atom {}))
(def ^:dynamic ^:private *task* nil)

(defn project-file "Returns the path of the project's file, cljsh.edn or bb.edn in this directory, or nil." {:added "1.12"} []
  (first (filter (fn [f] (.exists (java.io.File. f))) ["cljsh.edn" "bb.edn"])))

(defn- read-project
  "Reads a project's text: EDN, and in its tasks 'x, @x, #(…) and #\"…\" as in programs."
  [text]
  (binding [*read-eval* false, *default-data-reader-fn* (fn [_ x] x)]
    (read-string text)))

(defn load-project
  "Reads the project's file, adds its :paths and :deps to the load path, and sets its :reader-features; returns it, or nil if there is none."
  {:added "1.12"}
  ([] (load-project (project-file)))
  ([file]
   (when file
     (let [m (try (read-project (slurp file))
               (catch [Exception Error] e (throw (ex-info (str file ": " (ex-message e)) {:file file}))))]
       (when-not (map? m) (throw (ex-info (str file " does not hold a map") {:file file})))
       (doseq [path (:paths m)] (cp/add-classpath (if (str/starts-with? path "/") path (str (.getParent (.getAbsoluteFile (java.io.File. file))) "/" path))))
       (when-let [features (:reader-features m)] (cljsh.core/set-project-features! (vec features)))
       (when (seq (:deps m)) ((requiring-resolve 'babashka.deps/add-deps) (select-keys m [:deps])))
       (reset! project m)))))

(defn- tasks [] (:tasks @project))
(defn- task-of [n]
  (let [t (get (tasks) n ::none)]
    (cond
      (= t ::none) (throw (ex-info (str "No such task: " n (when-let [all (seq (sort (remove (fn [task] (str/starts-with? task "-")) (map str (filter symbol? (keys (tasks)))))))] (str "; there are " (str/join ", " all)))) {:task n}))
      (map? t) (assoc t :name n)
      :else {:task t :name n})))

(defn- order
  "The tasks that one depends on, each behind its own, and it."
  [n]
  (letfn [(visit [[done path :as state] n]
            (cond
              (some #{n} done) state
              (some #{n} path) (throw (ex-info (str "tasks depend on each other: " (str/join " -> " (conj path n))) {:task n}))
              :else (let [[done _] (reduce (fn [[done _] d] (visit [done (conj path n)] d)) [done path] (:depends (task-of n)))] [(conj done n) path])))]
    (first (visit [[] []] n))))

(defn current-task "Returns the task that runs: a map with :name." {:added "1.12"} [] *task*)
(defn shell
  "Runs a program as babashka.process/shell does. Where it fails, and nothing runs the task but the command line, its status becomes that of cljsh."
  {:added "1.12"}
  [& args]
  (try
    (apply p/shell args)
    (catch ExceptionInfo e
      (throw (if-let [status (when (= ::p/error (:type (ex-data e))) (:exit (ex-data e)))]
               (ex-info (ex-message e) (assoc (ex-data e) :babashka/exit status) e)
               e)))))

(defn clojure "Runs the program clojure with arguments." {:added "1.12"} [& args]
  (apply shell (if (map? (first args)) (into [(first args) "clojure"] (rest args)) (cons "clojure" args))))

(defn- in-user [form] (binding [*ns* (the-ns 'user)] (eval form)))
(defn- prepare []
  (binding [*ns* (create-ns 'user)]
    (refer 'clojure.core)
    (refer 'babashka.tasks :only '[shell clojure run exec current-task])
    (doseq [r (:requires (tasks))] (require r))
    (when-let [init (:init (tasks))] (eval init))))

(defn- perform [n]
  (let [{:keys [task requires] :as t} (task-of n)]
    (binding [*task* t, *ns* (the-ns 'user)]
      (doseq [r requires] (require r))
      (eval (:enter t (:enter (tasks)))) ; nil, where a task is to have none
      (let [v (cond
                (qualified-symbol? task) (apply (requiring-resolve task) *command-line-args*)
                :else (eval task))]
        (eval (:leave t (:leave (tasks))))
        (intern 'user (with-meta n {}) v)
        v))))

(def ^:private prepared (delay (prepare)))

(defn run
  "Runs a task and before it those it depends on, each once; returns its value. Option :parallel: those that do not depend on each other run at the same time."
  {:added "1.12"}
  ([task] (run task nil))
  ([task {:keys [parallel]}]
   (when (nil? @project) (load-project))
   @prepared
   (let [names (order task)
         start (fn [n]
                 (let [fresh (promise), [old _] (swap-vals! values (fn [m] (if (contains? m n) m (assoc m n fresh))))]
                   (when-not (contains? old n)
                     (let [work (fn []
                                  (try
                                    (doseq [d (:depends (task-of n))] (let [x @(get @values d)] (when (instance? Throwable x) (throw x))))
                                    (deliver fresh (perform n))
                                    (catch Throwable e (deliver fresh e))))]
                       (if parallel (future (work)) (work))))))]
     (run! start names)
     (let [v @(get @values task)]
       (if (instance? Throwable v) (throw v) v)))))

(defn exec
  "Calls a function, named by a symbol, with the options of the command line as a map. Its :org.babashka/cli says how they are read;
  before them go, of the same name, the :exec-args of it, of the task, and of opts."
  {:added "1.12"}
  ([sym] (exec sym nil))
  ([sym opts]
   (let [f    (requiring-resolve sym)
         spec (:org.babashka/cli (meta f))
         args (merge (:exec-args spec) (:exec-args *task*) (:exec-args opts))]
     (f ((requiring-resolve 'babashka.cli/parse-opts) *command-line-args* (assoc (merge spec opts) :exec-args args))))))

(defn print-tasks "Prints the names of the tasks and what they do." {:added "1.12"} []
  (let [shown (sort (filter (fn [n] (and (symbol? n) (not (str/starts-with? (str n) "-")) (not (:private (let [t (get (tasks) n)] (when (map? t) t)))))) (keys (tasks))))]
    (if (empty? shown)
      (println "No tasks found.")
      (let [width (apply max (map (comp count str) shown))]
        (println "The following tasks are available:\n")
        (doseq [n shown :let [t (get (tasks) n), doc (or (when (map? t) (:doc t)) (when (qualified-symbol? t) (some-> (try (requiring-resolve t) (catch Throwable _ nil)) meta :doc)))]]
          (println (str/trimr (str (.ljust (str n) width) " " (first (str/split-lines (str doc)))))))))))
