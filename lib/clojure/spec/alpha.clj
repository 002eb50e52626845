;; SPDX-License-Identifier: MIT
;; A spec is an object with functions (see alpha/registry.clj). A regular
;; expression over a sequence is a map with ::op (see alpha/regex.clj).

(ns clojure.spec.alpha
  "Descriptions of data: what is valid, what its parts are, why something is not."
  {:added "1.9"}
  (:refer-clojure :exclude [+ * and assert or cat def keys merge])
  (:require [clojure.spec.gen.alpha :as gen]
            [clojure.string :as str]
            [clojure.walk :as walk]))

(alias 'c 'clojure.core)

(def ^:dynamic *recursion-limit* "How deep generators of specs that contain themselves go." 4)
(def ^:dynamic *fspec-iterations* "How often a function is called to conform to a spec of functions." 21)
(def ^:dynamic *coll-check-limit* "How many elements every looks at." 101)
(def ^:dynamic *coll-error-limit* "How many failures among the elements of every are told." 20)
(def ^:dynamic *compile-asserts* "Are assertions compiled?" true)

(defprotocol Spec
  "What can be a spec."
  (conform* [spec x] "Conforms.")
  (unform* [spec y] "Undoes that.")
  (explain* [spec path via in x] "The problems.")
  (gen* [spec overrides path rmap] "The generator.")
  (with-gen* [spec gfn] "With another generator.")
  (describe* [spec] "Its form."))

(defprotocol Specize
  "What stands for a spec."
  (specize* [x] [x form] "The spec."))

(load "alpha/registry")
(load "alpha/explain")
(load "alpha/generators")
(load "alpha/predicates")
(load "alpha/keys")
(load "alpha/collections")
(load "alpha/regex")
(load "alpha/functions")
(load "alpha/ranges")
