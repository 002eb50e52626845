#!/usr/bin/env bb
;; SPDX-License-Identifier: MIT
;; A CSV file, whose first row has the names, as JSON. Runs on babashka, too:
;;   bb-csv2json.clj FILE [--pretty] [--separator ';']
(require '[babashka.cli :as cli]
         '[cheshire.core :as json]
         '[clojure.data.csv :as csv]
         '[clojure.java.io :as io])

(let [{:keys [file pretty separator]} (cli/parse-opts *command-line-args* {:args->opts [:file] :coerce {:pretty :boolean :separator :string}})]
  (with-open [reader (io/reader file)]
    (let [[names & rows] (csv/read-csv reader :separator (first (or separator ",")))]
      (println (json/generate-string (mapv #(zipmap names %) rows) {:pretty pretty})))))
