#!/usr/bin/env bb
;; SPDX-License-Identifier: MIT
;; Notes in an EDN file, with subcommands. Runs on babashka, too:
;;   bb-notes.clj add TEXT [--tag TAG ...] | list [--tag TAG] | remove NUMBER     (--file FILE)
(ns bb-notes
  (:require [babashka.cli :as cli]
            [babashka.fs :as fs]
            [clojure.edn :as edn]))

(defn notes [file] (if (fs/exists? file) (edn/read-string (slurp file)) []))

(defn add [{{:keys [file text tag]} :opts}]
  (spit file (pr-str (conj (notes file) {:text text :tags (set tag)}))))

(defn list-notes [{{:keys [file tag]} :opts}]
  (doseq [[i {:keys [text tags]}] (map-indexed vector (notes file))
          :when (or (empty? tag) (some tags tag))]
    (println (str (inc i) ". " text (apply str (map #(str " #" %) (sort tags)))))))

(defn remove-note [{{:keys [file number]} :opts}]
  (let [all (notes file)]
    (spit file (pr-str (into (subvec all 0 (dec number)) (subvec all number))))))

(def spec {:file {:default "notes.edn"} :tag {:coerce [:string]}})

(cli/dispatch
  [{:cmds ["add"] :fn add :spec spec :args->opts [:text]}
   {:cmds ["list"] :fn list-notes :spec spec}
   {:cmds ["remove"] :fn remove-note :spec spec :args->opts [:number] :coerce {:number :long}}
   {:cmds [] :fn (fn [_] (println "bb-notes.clj add TEXT | list | remove NUMBER"))}]
  *command-line-args*)
