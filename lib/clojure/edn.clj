;; SPDX-License-Identifier: MIT
(ns clojure.edn
  "Reading data in edn, the part of Clojure's syntax that is data and runs nothing."
  (:refer-clojure :exclude [read read-string]))

(defn read
  "Reads the next value from stream, *in* if none is given.
  opts may have :eof, a value to return at the end instead of throwing,
  :readers, a map of tag symbols to functions, and :default, a function of a tag
  and its value for tags without a reader."
  {:added "1.5"}
  ([] (read *in*))
  ([stream] (read {} stream))
  ([opts stream] (first (cljsh.core/read-with read-string opts stream))))
