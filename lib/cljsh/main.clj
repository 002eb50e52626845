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

(defn ^:no-doc run-main
  "Calls NAMESPACE/-main, or NAMESPACE/FUNCTION, with the command line's arguments."
  [text]
  (apply (function text) *command-line-args*))

(defn- value
  "Returns a word of the command line as a number, keyword, boolean, nil or character where it looks like one."
  [word]
  (let [x (try (edn/read-string word) (catch Exception _ word))]
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
