;; SPDX-License-Identifier: MIT
(ns clojure.core.specs.alpha
  "Specs of the forms of Clojure's macros."
  {:added "1.9"}
  (:require [clojure.spec.alpha :as s]))

(s/def ::local-name (s/and simple-symbol? (fn [x] (not= '& x))))
(s/def ::binding-form (s/or :local-symbol ::local-name :seq-destructure ::seq-binding-form :map-destructure ::map-binding-form))
(s/def ::seq-binding-form (s/and vector? (s/cat :forms (s/* ::binding-form) :rest-forms (s/? (s/cat :ampersand #{'&} :form ::binding-form)) :as-form (s/? (s/cat :as #{:as} :as-sym ::local-name)))))
(s/def ::keys (s/coll-of ident? :kind vector?))
(s/def ::syms (s/coll-of symbol? :kind vector?))
(s/def ::strs (s/coll-of simple-symbol? :kind vector?))
(s/def ::or (s/map-of simple-symbol? any?))
(s/def ::as ::local-name)
(s/def ::map-special-binding (s/keys :opt-un [::as ::or ::keys ::syms ::strs]))
(s/def ::map-binding (s/tuple ::binding-form any?))
(s/def ::ns-keys (s/tuple (s/and qualified-keyword? (fn [k] (contains? #{"keys" "syms"} (name k)))) (s/coll-of simple-symbol? :kind vector?)))
(s/def ::map-bindings (s/every (s/or :map-binding ::map-binding :qualified-keys-or-syms ::ns-keys :special-binding (s/tuple #{:as :or :keys :syms :strs} any?)) :kind map?))
(s/def ::map-binding-form (s/merge ::map-bindings ::map-special-binding))
(s/def ::binding (s/cat :form ::binding-form :init-expr any?))
(s/def ::bindings (s/and vector? (s/* ::binding)))
(s/def ::param-list (s/and vector? (s/cat :params (s/* ::binding-form) :var-params (s/? (s/cat :ampersand #{'&} :var-form ::binding-form)))))
(s/def ::params+body (s/cat :params ::param-list :body (s/alt :prepost+body (s/cat :prepost map? :body (s/+ any?)) :body (s/* any?))))
(s/def ::defn-args (s/cat :fn-name simple-symbol? :docstring (s/? string?) :meta (s/? map?)
                          :fn-tail (s/alt :arity-1 ::params+body :arity-n (s/cat :bodies (s/+ (s/spec ::params+body)) :attr-map (s/? map?)))))
(s/def ::fn-args (s/cat :fn-name (s/? simple-symbol?) :fn-tail (s/alt :arity-1 ::params+body :arity-n (s/+ (s/spec ::params+body)))))
(s/def ::let-args (s/cat :bindings ::bindings :body (s/* any?)))
