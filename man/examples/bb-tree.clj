#!/usr/bin/env bb
;; SPDX-License-Identifier: MIT
;; The tree below a directory, as tree(1) shows it. Runs on babashka, too:
;;   bb-tree.clj [DIR]
(ns bb-tree
  (:require [babashka.fs :as fs]))

(defn show [dir indent]
  (let [children (sort-by fs/file-name (fs/list-dir dir))]
    (doseq [[i child] (map-indexed vector children)
            :let [last? (= i (dec (count children)))]]
      (println (str indent (if last? "└── " "├── ") (fs/file-name child)))
      (when (and (fs/directory? child) (not (fs/sym-link? child)))
        (show child (str indent (if last? "    " "│   ")))))))

(when (= *file* (System/getProperty "babashka.file"))
  (let [dir (or (first *command-line-args*) ".")]
    (println dir)
    (show dir "")))
