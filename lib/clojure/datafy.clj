;; SPDX-License-Identifier: MIT
(ns clojure.datafy
  "Looking at things as data, and going from data on to what they stand for."
  (:require [clojure.core.protocols :as p]))

(defn datafy
  "Returns x as data, by the protocol Datafiable.
  If that gives something else that can carry metadata, it gets x under
  :clojure.datafy/obj and the name of its class under :clojure.datafy/class."
  {:added "1.10"}
  [x]
  (let [v (p/datafy x)]
    (if (or (identical? v x) (not (instance? clojure.lang.IObj v)))
      v
      (vary-meta v assoc ::obj x ::class (symbol (.-__qualname__ (class x)))))))

(defn nav
  "Returns what the value v at key or index k of coll stands for, by the protocol Navigable."
  {:added "1.10"}
  [coll k v]
  (p/nav coll k v))

(defn- datafy-ref
  "A reference as a vector of its value."
  [r]
  (with-meta [(deref r)] (meta r)))

(extend-protocol p/Datafiable
  BaseException
  (datafy [e] (Throwable->map e))

  cljsh.Atom
  (datafy [r] (datafy-ref r))

  cljsh.Ref
  (datafy [r] (datafy-ref r))

  cljsh.Agent
  (datafy [r] (datafy-ref r))

  cljsh.Var
  (datafy [r] (datafy-ref r))

  cljsh.Namespace
  (datafy [n]
    (with-meta {:name    (ns-name n)
                :publics (into (sorted-map) (ns-publics n))
                :imports (into (sorted-map) (ns-imports n))
                :interns (into (sorted-map) (ns-interns n))}
               (meta n)))

  py/type
  (datafy [c]
    {:name    (symbol (.-__qualname__ c))
     :module  (.-__module__ c)
     :bases   (vec (.-__bases__ c))
     :members (into (sorted-set) (map str) (py/dir c))}))
