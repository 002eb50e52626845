;; SPDX-License-Identifier: MIT
;; Running other programs.
;;
;; A command is described by a map
;;
;;   {:argv ["ls" "-l"] :env {"LANG" "C"} :dir "/tmp" :redirects [[1 :write "out.txt"]]}
;;
;; (the header of cljsh/shell/pipeline.h lists what it may hold), a function
;; that takes part in a pipeline is {:fn f}, and a pipeline is a vector of
;; such stages.  cmd, pipe, redirect, env-with and dir-with make them.  start,
;; run and their relatives make a pipeline of C's out of one (prim/pipeline) and
;; launch that.  The macros $ $< $? $&, which write a pipeline down as a shell
;; would, make one at once.

(ns cljsh.process
  "Running other programs: commands, pipelines and jobs as values."
  {:added "1.0"}
  (:require [cljsh.process.descriptors :as descriptors]
            [clojure.string :as str]))

(alias 'prim 'cljsh.process.prim)

(load "process/describe")
(load "process/stages")
(load "process/jobs")
(load "process/language")
(load "process/surroundings")
(load "process/trap")
