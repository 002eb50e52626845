;; SPDX-License-Identifier: MIT
(ns clojure.repl.deps
  "Adds libraries to the running program: folders, jars, Git repositories."
  {:added "1.12"}
  (:require [babashka.deps :as deps]
            [clojure.edn :as edn]))

(defn add-libs
  "Adds libraries, a map from their names to where they come from, to the load path.
  Returns the names of those that were added; what is there already, or is part
  of cljsh, is left as it is."
  {:added "1.12"}
  [lib-coords]
  (let [before (set (cljsh.core/load-path))]
    (vec (for [[lib coord] lib-coords
               :when (do (deps/add-deps {:deps {lib coord}})
                         (some (complement before) (cljsh.core/load-path)))]
           lib))))

(defn add-lib
  "Adds a library to the load path. Where it comes from may be left out for those that are part of cljsh."
  {:added "1.12"}
  ([lib coord] (add-libs {lib coord}))
  ([lib] (add-libs {lib {:mvn/version "RELEASE"}})))

(defn sync-deps
  "Adds the libraries that deps.edn names and that are not on the load path yet; :aliases are those of it to use."
  {:added "1.12"}
  [& {:keys [aliases]}]
  (let [before (set (cljsh.core/load-path))]
    (deps/add-deps (edn/read-string {:default (fn [_ x] x)} (slurp "deps.edn")) {:aliases aliases})
    (vec (remove before (cljsh.core/load-path)))))
