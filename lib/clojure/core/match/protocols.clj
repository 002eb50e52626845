;; SPDX-License-Identifier: MIT
(ns clojure.core.match.protocols
  "IMatchLookup, which says what map patterns look into beside maps."
  (:require [cljsh.match])
  (:import [cljsh.match IMatchLookup]))

(doseq [sym '[IMatchLookup val-at]]
  (intern *ns* (with-meta sym (dissoc (meta (ns-resolve 'cljsh.match sym)) :ns :name)) @(ns-resolve 'cljsh.match sym)))
