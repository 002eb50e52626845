;; SPDX-License-Identifier: MIT
(ns cheshire.exact
  "JSON that must be one value and nothing behind it, under the names of Cheshire."
  {:added "1.12"}
  (:require [cheshire.core :as core]))

(defn parse-string
  "Returns the value of a JSON text, which has nothing but white space behind it; otherwise throws.
  Arguments as those of cheshire.core/parse-string."
  {:added "1.12"}
  ([string] (core/parse-string string))
  ([string key-fn] (core/parse-string string key-fn))
  ([string key-fn array-coerce-fn] (core/parse-string string key-fn array-coerce-fn)))

(def ^{:added "1.12", :doc "Does what parse-string does.", :arglists '([string] [string key-fn] [string key-fn array-coerce-fn])} parse-string-strict parse-string)
(def ^{:added "1.12", :doc "Does what parse-string does.", :arglists '([string] [string key-fn])} decode parse-string)
(def ^{:added "1.12", :doc "Does what parse-string does.", :arglists '([string] [string key-fn])} decode-strict parse-string)
