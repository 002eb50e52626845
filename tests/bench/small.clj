#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; A small everyday script: which users of a list may log in, by shell.
(require '[clojure.string :as str] '[clojure.set :as set] '[clojure.edn :as edn])

(def config (edn/read-string "{:ignore #{\"sync\" \"nobody\"}, :minimum 0}"))

(defn parse [line]
  (let [[name _ uid _ _ home shell] (str/split line #":")]
    {:name name, :uid (parse-long uid), :home home, :shell shell}))

(def users (map parse (str/split-lines (slurp "/etc/passwd"))))
(def names (set (map :name users)))
(def shells (set (remove #(str/starts-with? % "#") (str/split-lines (run-str (cmd "cat" "/etc/shells"))))))

(println (count names) "users," (count (set/difference names (:ignore config))) "of them counted")
(doseq [[shell group] (sort-by key (group-by :shell (filter #(contains? shells (:shell %)) users)))
        :when (<= (:minimum config) (count group))]
  (println (format "%-20s %s" shell (str/join " " (sort (map :name group))))))
