;; SPDX-License-Identifier: MIT
(ns clojure.uuid
  "The tag #uuid is read and printed by clojure.core; programs may require this name all the same."
  {:added "1.4"})
