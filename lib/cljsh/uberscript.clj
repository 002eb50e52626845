;; SPDX-License-Identifier: MIT
(ns cljsh.uberscript
  "One file out of a program and the libraries of the load path that it requires: cljsh --uberscript."
  {:added "1.12"}
  (:require [clojure.java.io :as io]
            [clojure.string :as str])
  (:import [java.io PushbackReader StringReader]))

(defn- source-of
  "The file on the load path with the source of a namespace, or nil: what is part of cljsh, or a module of Python, is not taken along."
  [lib]
  (let [path (-> (str lib) (str/replace "-" "_") (str/replace "." "/"))]
    (first (for [folder (cljsh.core/load-path)
                 ending [".cljsh" ".clj" ".cljc"]
                 :let   [file (io/file (str (when (seq folder) (str folder "/")) path ending))]
                 :when  (.isFile file)]
             (str file)))))

(defn- libs-of
  "The namespaces that an argument of require names: a.b, [a.b …], (a b [c …])."
  [spec]
  (cond
    (and (sequential? spec) (= 'quote (first spec))) (recur (second spec))
    (symbol? spec)                                   [spec]
    (and (vector? spec) (or (nil? (second spec)) (keyword? (second spec)))) [(first spec)]
    (sequential? spec)                               (mapcat (fn [s] (map (fn [lib] (symbol (str (first spec) "." lib))) (libs-of s)))
                                                             (rest spec))))

(defn- aliases-of [spec]
  (let [spec (if (and (sequential? spec) (= 'quote (first spec))) (second spec) spec)]
    (when (and (vector? spec) (symbol? (first spec)))
      (let [{:keys [as as-alias]} (apply hash-map (take (* 2 (quot (count (rest spec)) 2)) (rest spec)))]
        (for [a [as as-alias] :when (symbol? a)] [a (first spec)])))))

(defn- specs-of
  "The arguments of the requires in a form at the top level of a file."
  [form]
  (when (seq? form)
    (case (first form)
      ns            (mapcat rest (filter (fn [r] (and (sequential? r) (contains? #{:require :use} (first r)))) form))
      (require use) (rest form)
      do            (mapcat specs-of (rest form))
      nil)))

(defn- required
  "The namespaces that a text requires at its top level, in order.
  Where the text cannot be read without being run, what stands behind is not seen."
  [text]
  (let [reader  (PushbackReader. (StringReader. text))
        scratch (create-ns (gensym "uberscript"))]
    (try
      (binding [*ns* scratch, *default-data-reader-fn* (fn [_ x] x)]
        (loop [libs []]
          (let [form (try (read {:eof ::end, :read-cond :allow} reader) (catch [Exception Error] _ ::end))]
            (if (= form ::end)
              (distinct libs)
              (let [specs (remove keyword? (specs-of form))]
                (doseq [spec specs, [a lib] (aliases-of spec)]
                  (try (alias a (ns-name (create-ns lib))) (catch [Exception Error] _ nil)))
                (recur (into libs (mapcat libs-of specs))))))))
      (finally (remove-ns (ns-name scratch))))))

(defn- without-first-line [text] (str/replace text #"^#!.*" ""))

(defn- collect
  "Adds [lib text] of a namespace, behind those of what it requires; visiting: those that wait for it."
  [found visiting lib]
  (if (or (some (fn [[l]] (= l lib)) found) (visiting lib))
    found
    (if-let [file (source-of lib)]
      (let [text (slurp file)]
        (conj (reduce (fn [found l] (collect found (conj visiting lib) l)) found (required text))
              [lib text file]))
      found)))

(defn script
  "Returns the text of a program that needs no load path.
  Its end is given as {:main namespace}, whose -main gets the arguments of the
  command line, {:main namespace/function}, or {:file path} of a script."
  {:added "1.12"}
  [{:keys [main file]}]
  (let [lib  (when main (symbol (or (namespace (symbol main)) (name (symbol main)))))
        end  (if main
               (let [f (if (namespace (symbol main)) (symbol main) (symbol (str main) "-main"))]
                 (str "(ns user (:require [" lib "]))\n(apply " f " *command-line-args*)\n"))
               (str "(ns user)\n" (str/trim (without-first-line (slurp file))) "\n"))
        libs (reduce (fn [found l] (collect found #{} l)) [] (if main [lib] (required (slurp file))))]
    (when (and main (empty? libs))
      (throw (ex-info (str "there is no " lib " on the load path") {:main main})))
    (str "#!/usr/bin/env cljsh\n"
         (str/join (for [[lib text] libs] (str ";; " lib "\n" (str/trim (without-first-line text)) "\n\n")))
         end)))

(defn -main
  "Writes the script: TARGET -m NAMESPACE[/FUNCTION], or TARGET [-f] FILE."
  {:added "1.12"}
  [& args]
  (let [[target & more] args
        [option value :as both] (if (= 1 (count more)) ["-f" (first more)] more)]
    (when-not (and (= 2 (count both)) (contains? #{"-m" "--main" "-f" "--file"} option))
      (throw (ex-info "--uberscript needs the file to write, and -m NAMESPACE or a script" {})))
    (spit target (script (if (contains? #{"-m" "--main"} option) {:main value} {:file value})))
    (.setExecutable (io/file target) true)
    nil))
