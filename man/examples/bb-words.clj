#!/usr/bin/env bb
;; SPDX-License-Identifier: MIT
;; The words of standard input or of files, the most frequent first. Runs on babashka, too:
;;   bb-words.clj [-n HOW-MANY] [FILE ...]
(require '[clojure.java.io :as io]
         '[clojure.string :as str]
         '[clojure.tools.cli :refer [parse-opts]])

(def options
  [["-n" "--number N" "How many words" :default 10 :parse-fn #(Integer/parseInt %) :validate [pos? "Must be positive"]]
   ["-h" "--help"]])

(let [{:keys [options arguments errors summary]} (parse-opts *command-line-args* options)]
  (cond
    (:help options) (println summary)
    errors          (do (binding [*out* *err*] (run! println errors)) (System/exit 1))
    :else
    (let [words (fn [in] (with-open [reader (io/reader in)] (doall (mapcat #(re-seq #"\p{L}+" (str/lower-case %)) (line-seq reader)))))
          all   (mapcat words (or (seq arguments) [*in*]))]
      (doseq [[word n] (take (:number options) (sort-by (juxt (comp - val) key) (frequencies all)))]
        (println n word)))))
