;; SPDX-License-Identifier: MIT
;; The functions that everything after them needs, macros included.

(in-ns 'clojure.core)

(defn apply
  "Calls f with the arguments given before args and then the elements of args.
  A function with a rest parameter takes from args only what its fixed
  parameters need, so args may be infinite."
  {:added "1.0"}
  ([f args] (apply f args))
  ([f x args] (apply f x args))
  ([f x y args] (apply f x y args))
  ([f x y z args] (apply f x y z args))
  ([f a b c d & args] (apply f a b c d (apply list* args))))
