#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; A pipeline of channels (core.async): checksums of the files below a folder.
;;
;;   channels.clj [FOLDER]
;;
;; One process walks the tree, four compute, and the results come in order; a ticker shows on standard error
;; how far it is; after ten seconds it gives up.
(ns channels
  (:require [clojure.core.async :as a :refer [<! <!! >! alt! chan close! go go-loop pipeline timeout]]
            [cljsh.fs :as fs]
            [hashlib :refer [sha256]]))

(defn checksum [path]
  (with-open [file (py/open path "rb")]
    [(subs (.hexdigest (sha256 (.read file))) 0 16) path]))

(defn files
  "Returns a channel of the regular files below a folder."
  [folder]
  (let [out (chan 32)]
    (go (doseq [path (sort (map str (fs/walk folder))) :when (fs/file? path)]
          (>! out path))
        (close! out))
    out))

(defn show
  "Prints the sums that come until the channel closes or the time is over. Returns how many there were."
  [sums deadline]
  (loop [n 0, tick (timeout 200)]
    (a/alt!!
      sums     ([sum] (if sum
                        (do (println (first sum) (second sum))
                            (recur (inc n) tick))
                        n))
      tick     (do (binding [*out* *err*] (println "…" n "files"))
                   (recur n (timeout 200)))
      deadline (do (binding [*out* *err*] (println "it takes too long"))
                   n)
      :priority true)))

(let [folder (or (first *command-line-args*) ".")
      sums   (chan 32)]
  (pipeline 4 sums (map checksum) (files folder))
  (println (show sums (timeout 10000)) "files"))
