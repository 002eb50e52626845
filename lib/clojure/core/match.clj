;; SPDX-License-Identifier: MIT
(ns clojure.core.match
  "Pattern matching: (match [x y] [1 _] :a [_ {:k v}] v :else :none).

  A pattern is
    a literal, 'symbol  what is = to it
    _                   anything
    name                anything, bound to the name; if the name is a local
                        outside of the match, what is = to its value
    [p q & r]           a vector, its elements, and the rest of it
    ([p q & r] :seq)    a sequential collection, looked at as a seq
    {:k p}              a map that has the key
    (p :only [:k …])    a map that has no other keys
    (:or p q)           one of them
    (p :guard f)        what p matches and f (or each of a vector of functions)
                        is true for; :when says the same
    (p :as name)        what p matches, bound to the name
    (p :<< f)           what gives, when f is called with it, what p matches
    #\"re\"               a string that the whole of the expression matches
  Within a vector the parentheses of :guard, :when, :as and :<< may be left out.

  The clauses become a decision tree: each part of a value is looked at once on
  the way to a clause. New kinds of patterns are added by the multimethods
  emit-pattern, emit-pattern-for-syntax and to-source."
  (:require [cljsh.match])
  (:import [cljsh.match IMatchLookup]))

;; receive needs the engine, cljsh.match, whatever library of this name is on
;; the load path: this namespace is only the names of the public ones.
(doseq [[sym v] (ns-publics 'cljsh.match)
        :when (not (:no-doc (meta v)))]
  (.setDynamic (intern *ns* (with-meta sym (dissoc (meta v) :ns :name)) @v) (boolean (:dynamic (meta v)))))
