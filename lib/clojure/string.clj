;; SPDX-License-Identifier: MIT
(ns clojure.string
  "Strings: searching, splitting, joining, replacing, changing case.
  The functions are primitives of cljsh; indices count characters (code points)."
  (:refer-clojure :exclude [replace reverse]))
