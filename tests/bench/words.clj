;; SPDX-License-Identifier: MIT
(ns words (:require [clojure.string :as str] [cljsh.io :as io]))

(doseq [[word n] (->> (io/read-lines (first *command-line-args*))
                      (mapcat #(str/split % #"\s+"))
                      frequencies
                      (sort-by val >)
                      (take 10))]
  (println n word))
