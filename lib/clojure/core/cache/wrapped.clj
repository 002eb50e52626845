;; SPDX-License-Identifier: MIT
(ns clojure.core.cache.wrapped
  "Caches in atoms."
  {:added "1.12"}
  (:require [clojure.core.cache :as c]))

(defn lookup "Returns the value of an entry." {:added "1.12"} ([a e] (c/lookup @a e)) ([a e not-found] (c/lookup @a e not-found)))
(defn lookup-or-miss "Returns the value of an entry, which value-fn makes, once, if it is not there." {:added "1.12"}
  ([a e value-fn] (lookup-or-miss a e (fn [f x] (f x)) value-fn))
  ([a e wrap-fn value-fn] (let [d (delay (wrap-fn value-fn e)), none (Object.)] (loop [n 0] (let [v (c/lookup (swap! a c/through-cache e (fn [_] @d)) e none)] (if (and (identical? v none) (< n 10)) (recur (inc n)) v))))))
(defn has? "Is it there?" {:added "1.12"} [a e] (c/has? @a e))
(defn hit "An entry was found." {:added "1.12"} [a e] (swap! a c/hit e))
(defn miss "Puts an entry there." {:added "1.12"} [a e ret] (swap! a c/miss e ret))
(defn evict "Takes an entry away." {:added "1.12"} [a e] (swap! a c/evict e))
(defn seed "Gives it the entries of a map." {:added "1.12"} [a base] (swap! a c/seed base))
(defn through "As clojure.core.cache/through." {:added "1.12"} ([a item] (through identity a item)) ([f a item] (swap! a c/through-cache item f)) ([w f a item] (swap! a c/through-cache item w f)))
(defn through-cache "As through, with the cache first." {:added "1.12"} ([a item] (through a item)) ([a item f] (through f a item)) ([a item w f] (through w f a item)))
(defmacro ^:private factories [& names] `(do ~@(for [n names] `(defn ~n ~(str "As clojure.core.cache/" n ", in an atom.") {:added "1.12"} [& args#] (atom (apply ~(symbol "clojure.core.cache" (name n)) args#))))))
(factories basic-cache-factory fn-cache-factory fifo-cache-factory lru-cache-factory lu-cache-factory lirs-cache-factory ttl-cache-factory soft-cache-factory)
