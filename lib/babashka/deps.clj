;; SPDX-License-Identifier: MIT
(ns babashka.deps
  "Dependencies that a program adds: local roots, and Git repositories that git can clone."
  {:added "1.12"}
  (:require [babashka.classpath :as cp]
            [babashka.fs :as fs]
            [clojure.edn :as edn]
            [clojure.string :as str]))

(defn- paths-of
  "The folders of the project at a root, and those of its dependencies."
  [root resolve-dep]
  (let [project (some (fn [n] (let [f (fs/path root n)] (when (fs/exists? f) (edn/read-string {:default (fn [_ x] x)} (slurp (str f)))))) ["deps.edn" "bb.edn"])]
    (concat (map (fn [p] (str (fs/path root (if (keyword? p) "src" p)))) (:paths project ["src"]))
            (mapcat resolve-dep (:deps project)))))

(defn- git-url [lib dep]
  (or (:git/url dep)
      (when-let [[_ host owner] (re-matches #"(?:io|com)\.(github|gitlab)\.([^/]+)" (str (namespace lib)))] (str "https://" host ".com/" owner "/" (name lib) ".git"))))

(defn- checkout [lib {:git/keys [sha tag] :keys [sha-old] :as dep}]
  (let [sha (or sha (:sha dep)), url (or (git-url lib dep) (throw (ex-info (str "no :git/url for " lib) {:lib lib})))
        dir (str (fs/path (fs/xdg-cache-home) "cljsh" "gitlibs" (namespace lib) (name lib) (or sha tag)))
        git (fn [& args] (let [r (.run (py/__import__ "subprocess") (py/list (cons "git" args)) ** :capture_output true :text true)] (when-not (zero? (.-returncode r)) (throw (ex-info (str "git " (str/join " " args) ": " (.strip (.-stderr r))) {:lib lib})))))]
    (when-not (fs/exists? dir)
      (git "clone" "--quiet" url dir)
      (try (git "-C" dir "checkout" "--quiet" (or sha tag)) (catch [Exception Error] e (fs/delete-tree dir) (throw e))))
    dir))

(defn- there? [lib]
  (let [parts (map (fn [s] (str/replace s "-" "_")) (str/split (str (name lib)) #"\."))]
    (some (fn [folder] (or (fs/exists? (str folder "/" (str/join "/" parts))) (some (fn [ext] (fs/exists? (str folder "/" (str/join "/" parts) ext))) [".clj" ".cljc" ".cljsh"]))) (cljsh.core/load-path))))

(def ^:private own
  "Libraries that are part of cljsh."
  '#{org.clojure/clojure org.clojure/tools.cli org.clojure/data.csv org.clojure/data.json org.clojure/data.xml org.clojure/data.zip org.clojure/core.async org.clojure/core.match org.clojure/spec.alpha org.clojure/core.specs.alpha
     org.clojure/tools.logging babashka/fs babashka/process org.babashka/cli org.babashka/http-client cheshire/cheshire clj-commons/clj-yaml hiccup/hiccup selmer/selmer com.taoensso/timbre http-kit/http-kit
     org.clojure/core.cache org.clojure/core.memoize org.clojure/data.priority-map org.clojure/math.combinatorics org.flatland/ordered})

(defn- folders [[lib dep] base]
  (cond
    (:local/root dep) (let [root (str (fs/path base (:local/root dep)))] (if (str/ends-with? root ".jar") [root] (paths-of root (fn [d] (folders d root)))))
    (or (:git/sha dep) (:sha dep) (:git/tag dep)) (let [dir (checkout lib dep), dir (if (:deps/root dep) (str (fs/path dir (:deps/root dep))) dir)] (paths-of dir (fn [d] (folders d dir))))
    (or (contains? own lib) (there? lib)) []
    (:mvn/version dep)
    (let [jar (fs/path (fs/home) ".m2/repository" (str/replace (or (namespace lib) (name lib)) "." "/") (name lib) (:mvn/version dep) (str (name lib) "-" (:mvn/version dep) ".jar"))]
      (if (fs/exists? jar)
        [(str jar)]
        (throw (ex-info (str "the library " lib " " (:mvn/version dep) " is neither part of cljsh nor on the load path, and no jar of it is in ~/.m2") {:lib lib :version (:mvn/version dep)}))))
    :else (throw (ex-info (str "how to get " lib " is not said") {:lib lib}))))

(defn add-deps
  "Adds dependencies, {:deps {lib {:local/root …}}}, to the load path: local roots, jars, Git repositories; what is part of cljsh is there already."
  {:added "1.12"}
  ([deps-map] (add-deps deps-map nil))
  ([deps-map {:keys [aliases]}]
   (doseq [dep (merge (:deps deps-map) (apply merge (map (fn [a] (:extra-deps (get-in deps-map [:aliases a]))) aliases))), folder (folders dep ".")]
     (cp/add-classpath folder))
   nil))
(defn clojure "Runs the program clojure with arguments; returns the process." {:added "1.12"} [args & _] ((requiring-resolve 'babashka.process/process) (into ["clojure"] args) {:inherit true}))
