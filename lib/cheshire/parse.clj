;; SPDX-License-Identifier: MIT
(ns cheshire.parse
  "How numbers of JSON are read, under the names of Cheshire."
  {:added "1.12"})

(def ^:dynamic *use-bigdecimals?* "Are numbers with a point read as decimals?" false)
