;; SPDX-License-Identifier: MIT
;; Changing what references hold, and metadata.

(in-ns 'clojure.core)

(declare swap!)

(defn swap-vals!
  "Sets an atom to (f value & args) and returns the vector of its old and new values."
  {:added "1.9"}
  ([atom f]
   (let [old @atom, new (f old)]
     (if (compare-and-set! atom old new)
       [old new]
       (recur atom f))))
  ([atom f x]
   (let [old @atom, new (f old x)]
     (if (compare-and-set! atom old new)
       [old new]
       (recur atom f x))))
  ([atom f x y]
   (let [old @atom, new (f old x y)]
     (if (compare-and-set! atom old new)
       [old new]
       (recur atom f x y))))
  ([atom f x y & args]
   (loop []
     (let [old @atom, new (apply f old x y args)]
       (if (compare-and-set! atom old new)
         [old new]
         (recur))))))

(defmacro vswap!
  "Sets a volatile to (f value & args), not atomically, and returns the new value."
  {:added "1.7"}
  [vol f & args]
  `(let* [volatile# ~vol]
     (vreset! volatile# (~f (deref volatile#) ~@args))))

(defn vary-meta
  "Returns a copy of obj whose metadata is (f metadata & args)."
  {:added "1.0"}
  ([obj f] (with-meta obj (f (meta obj))))
  ([obj f x] (with-meta obj (f (meta obj) x)))
  ([obj f x y] (with-meta obj (f (meta obj) x y)))
  ([obj f x y & args] (with-meta obj (apply f (meta obj) x y args))))

(defn alter-meta!
  "Sets the metadata of a var, namespace or reference to (f metadata & args), and returns it."
  {:added "1.0"}
  [iref f & args]
  (reset-meta! iref (apply f (meta iref) args)))
