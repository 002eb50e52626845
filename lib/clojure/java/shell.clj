;; SPDX-License-Identifier: MIT
(ns clojure.java.shell
  "Runs a program and waits for it."
  {:added "1.2"}
  (:require [cljsh.java.process :as process]
            [clojure.java.io :as io]))

(def ^:dynamic *sh-dir* "The directory that sh runs programs in; nil is the current one." nil)
(def ^:dynamic *sh-env* "The environment that sh runs programs with; nil is the current one." nil)

(defmacro with-sh-dir
  "Evaluates forms with the directory of sh set."
  {:added "1.2"}
  [dir & forms]
  `(binding [*sh-dir* ~dir] ~@forms))

(defmacro with-sh-env
  "Evaluates forms with the environment of sh set."
  {:added "1.2"}
  [env & forms]
  `(binding [*sh-env* ~env] ~@forms))

(defn- variables
  "An environment, a map or a seq of NAME=VALUE, as a map of strings."
  [env]
  (cond
    (nil? env) nil
    (map? env) (into {} (map (fn [[k v]] [(if (string? k) k (name k)) (str v)])) env)
    :else      (into {} (map (fn [text] (let [[k v] (.split text "=" 1)] [k v]))) env)))

(defn- as-env-strings
  "An environment as an array of NAME=VALUE, or nil."
  [env]
  (when env
    (py/list (map (fn [[k v]] (str k "=" v)) (variables env)))))

(defn- input-bytes [in encoding]
  (cond
    (nil? in)    nil
    (string? in) (.encode in (cljsh.java/charset encoding) "surrogateescape")
    (bytes? in)  (py/bytes in)
    :else        (with-open [stream (io/input-stream in)] (.read_all stream))))

(defn- parse-args
  "The words of a command and the map of options that the arguments of sh are."
  [args]
  (let [[cmd opts] (split-with string? args)
        {:keys [in-enc out-enc] :as opts} (merge {:in-enc "UTF-8", :out-enc "UTF-8", :dir *sh-dir*, :env *sh-env*}
                                                 (apply hash-map opts))]
    [cmd (assoc opts :in-enc (or in-enc "UTF-8") :out-enc (or out-enc "UTF-8"))]))

(defn sh
  "Runs a program, given by its words, and returns a map of :exit, :out and :err.
  Options behind the words: :in, what it reads, a text, File, stream or bytes;
  :in-enc and :out-enc, encodings, of which :bytes as :out-enc gives bytes; :env, a
  map or strings, in place of the environment; :dir, where it runs."
  {:added "1.2"}
  [& args]
  (let [[cmd {:keys [in in-enc out-enc env dir]}] (parse-args args)
        in         (input-bytes in in-enc)
        proc       (process/start cmd {:dir (when dir (io/as-file dir)) :env (variables env)})
        [out err]  (.communicate (.-popen proc) in)
        text       (fn [b] (.decode b "utf-8" "surrogateescape"))]
    {:exit (.waitFor proc)
     :out  (if (= out-enc :bytes) out (.decode out (cljsh.java/charset out-enc) "surrogateescape"))
     :err  (text err)}))
