;; SPDX-License-Identifier: MIT
(ns cljsh.protocol
  "Protocols made of Python classes, as Clojure-Py did it.

  A class whose public methods are what others can do becomes a protocol: its
  methods become functions that dispatch on the class of their first argument.
  Classes that inherit from it take part by extend-for-all-subclasses, all
  others by extend-for-types, extend and its kin.")

(def ^:private tagged
  "The protocols of classes: class -> protocol."
  (atom {}))

(defn- public-methods
  "The names of the functions that a class itself or a base of it (but object) has, without those in _."
  [tp]
  (distinct
    (for [c     (.mro tp)
          :when (not (identical? c Object))
          [n f] (.items (py/dict (.-__dict__ c)))
          :when (and (not= \_ (first n)) (py/callable f))]
      n)))

(defn protocol-of
  "Returns the protocol that was made of a class, or nil."
  [tp]
  (get @tagged tp))

(defn protocol-from-type
  "Makes a protocol of the public methods of a class, in the namespace of that name, and returns it.
  The namespace is created if need be. It gets a var for the protocol, named
  as the class is, and one for each method; each dispatches on the class of
  its first argument. (A class has one protocol; made again, it replaces the
  former one.)"
  [ns-name tp]
  (let [target (create-ns (symbol (name ns-name)))
        pvar   (intern target (symbol (.-__name__ tp)))
        names  (public-methods tp)
        p      (cljsh.core/make-protocol
                 pvar
                 (into {} (map (fn [n] [(keyword n) {:name (symbol n), :arglists nil,
                                                     :doc (.-__doc__ (py/getattr tp n))}])
                               names))
                 (.-__doc__ tp)
                 false)]
    (cljsh.core/set-root! pvar p)
    (doseq [n names]
      (cljsh.core/set-root! (intern target (symbol n))
                            (cljsh.core/make-protocol-method p (symbol n))))
    (swap! tagged assoc tp p)
    p))

(defn extend-for-types
  "Implements one function of a protocol for several classes (or nil) by f. Returns nil."
  [protocol-fn types f]
  (doseq [t types]
    (cljsh.core/extend-method! protocol-fn t f)))

(defn extend-for-type
  "Implements one function of a protocol for a class (or nil) by f. Returns nil."
  [protocol-fn type f]
  (cljsh.core/extend-method! protocol-fn type f)
  nil)

(defn- all-subclasses
  "A class and everything that inherits from it."
  [tp]
  (tree-seq (constantly true)
            (fn [c] (seq (.__subclasses__ py/type c)))
            tp))

(defn extend-for-all-subclasses
  "Implements the protocol of a class for the class and all that inherit from it, by their own methods.
  Classes made later inherit the implementation; called again, they get their
  own. Returns nil."
  [tp]
  (let [p (protocol-of tp)]
    (when (nil? p)
      (throw (IllegalArgumentException. (str (cljsh.core/show tp) " was not made a protocol"))))
    (doseq [c (distinct (all-subclasses tp))]
      (extend c p (into {} (map (fn [n] [(keyword n) (py/getattr c n)])
                                (public-methods tp)))))))
