#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; The SHA-256 sums of all files of a tree, computed on all processors:
;;
;;   tree-checksums.clj [FOLDER]
;;
;; Prints lines as sha256sum does, in the order of the names; what cannot be
;; read is told on standard error, and the status is 1.

(ns tree-checksums
  (:require [hashlib]
            [os]
            [os.path :as path]))

(defn files-below
  "The regular files of a tree, sorted."
  [folder]
  (sort (for [[dir _ names] (os/walk folder)
              n             names
              :let          [file (path/join dir n)]
              :when         (and (path/isfile file) (not (path/islink file)))]
          file)))

(defn sum
  "[file sum nil], or [file nil why]."
  [file]
  (try
    (let [h (hashlib/sha256)]
      (with-open [in (py/open file "rb")]
        (loop []
          (let [block (.read in 1048576)]
            (when (pos? (count block))
              (.update h block)
              (recur)))))
      [file (.hexdigest h) nil])
    (catch OSError e [file nil (.-strerror e)])))

(let [results (pmap-on sum (files-below (or (first *command-line-args*) ".")))]
  (doseq [[file digest why] results]
    (if digest
      (println (str digest "  " file))
      (binding [*out* *err*]
        (println (str file ": " why)))))
  (when (some peek results) (exit 1)))
