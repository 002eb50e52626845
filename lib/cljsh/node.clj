;; SPDX-License-Identifier: MIT
(ns cljsh.node
  "Workers, other machines: processes that live elsewhere.

  A node is a program like this one that shares nothing with it: a worker on
  this machine, or one on another, reached by ssh or another launcher. Pids,
  !, links and monitors do not care where a process lives; what a message
  holds is copied, functions with the code they need.

  A program has these names without asking for them."
  {:added "1.0"}
  (:require [cljsh.process]
            [cljsh.process.descriptors :as descriptors]
            [cljsh.tasklet :refer [! demonitor die kill-process link monitor pid? receive self sleep spawn trap-exit unlink]]
            [clojure.string :as str]))

(alias 'prim 'cljsh.node.prim)
(alias 'process-prim 'cljsh.process.prim)

(load "node/code")
(load "node/links")
(load "node/workers")
(load "node/spawn")
(load "node/map")
