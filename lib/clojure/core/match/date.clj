;; SPDX-License-Identifier: MIT
(ns clojure.core.match.date
  "java.util.Date under map patterns, as {:year y :month m}."
  (:require [clojure.core.match.java :refer [bean-match]]))

(bean-match java.util.Date)
