;; SPDX-License-Identifier: MIT
(ns clojure.core.match.regex
  "Regular expressions as patterns. They are part of clojure.core.match here; a
  program that asks for this namespace gets them as well."
  (:require clojure.core.match))
