;; SPDX-License-Identifier: MIT
(ns cljsh.sh
  "The command language from Clojure.

    (require '[cljsh.sh :as sh :refer [sh]])
    (sh \"for f in *.txt; do wc -l \\\"$f\\\"; done\")
    (sh \"cp -- \\\"$from\\\" \\\"${to[@]}\\\"\" {:from file :to [a b]})

  A text runs in a subshell of its own, with the environment, directory and
  descriptors of the task; what it does to variables or the directory stays in
  it. Values come in as variables and are never read as shell text: there is
  nothing to quote, and nothing that could be injected. A collection becomes an
  array.

  The text can be had as data: parse, unparse."
  (:require [clojure.string :as str]
            [cljsh.sh.prim :as prim]
            [cljsh.sh.syntax :as syntax]))

(defn status
  "Runs shell text and returns its exit status.
  parameters is a map of variables' names to values; args are $1 and the following."
  {:added "1.0"}
  ([text] (status text nil))
  ([text parameters & args] (prim/run-text text parameters args false)))

(defn- failed [text status out]
  (let [line (first (str/split-lines text))]
    (throw (ex-info (str "shell text failed with status " status ": " line)
                    (cond-> {:status status :text text} out (assoc :out out))))))

(defn sh
  "Runs shell text; throws when it fails, with the status as :status of ex-data.
  parameters is a map of variables' names to values; args are $1 and the following."
  {:added "1.0"}
  ([text] (sh text nil))
  ([text parameters & args]
   (let [status (prim/run-text text parameters args false)]
     (when-not (zero? status) (failed text status nil)))))

(defn out
  "Runs shell text and returns what it writes to standard output, without the newlines at its end.
  Throws when it fails, with :status and :out."
  {:added "1.0"}
  ([text] (out text nil))
  ([text parameters & args]
   (let [[status written] (prim/run-text text parameters args true)]
     (if (zero? status) (str/replace written #"\n+\z" "") (failed text status written)))))

(defn lines
  "Runs shell text and returns a vector of the lines that it writes to standard output; throws when it fails."
  {:added "1.0"}
  [text & more]
  (let [written (apply out text more)]
    (if (= written "") [] (str/split written #"\n" -1))))

(def ^{:arglists '([text & {:keys [file posix aliases]}]) :added "1.0"
       :doc "Returns a vector of the complete commands of a text, as data; see cljsh.sh.syntax/parse."}
  parse syntax/parse)

(def ^{:arglists '([commands]) :added "1.0"
       :doc "Returns commands that are data as shell text; see cljsh.sh.syntax/unparse."}
  unparse syntax/unparse)
