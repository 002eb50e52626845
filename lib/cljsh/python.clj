;; SPDX-License-Identifier: MIT
(ns cljsh.python
  "What Python says with syntax and Clojure has no form for: items, deletion, context variables, buffers.

  The operators need none: + - * / < <= == bit-and … reach the methods of
  whatever is no Clojure number. Python's module `operator` has the others.")

(defn get-item
  "Returns o[key], where key may be a slice, or a tuple for several dimensions. Raises what Python raises."
  [o key]
  (aget o key))

(defn set-item!
  "Does o[key] = value. Returns the value."
  [o key value]
  (aset o key value))

(defn del-item!
  "Does del o[key]. Returns o."
  [o key]
  (.delitem (py/__import__ "operator") o key)
  o)

(defn del-attr!
  "Does del o.name; name is a string, symbol or keyword. Returns o."
  [o attr]
  (py/delattr o (.replace (name attr) "-" "_"))
  o)

(defn slices
  "Returns a tuple of slices for several dimensions, each from a vector [start stop step?] or a number.
    (get-item matrix (slices [0 2] 1))  ; matrix[0:2, 1]"
  [& dims]
  (py/tuple (map (fn [d] (if (vector? d) (apply py/slice d) d)) dims)))

(defn buffer
  "Returns the memory of bytes, a bytearray, an array … as a memoryview, without copying it."
  [o]
  (py/memoryview o))

(defmacro with-context
  "Evaluates the body with context variables (contextvars.ContextVar) set, and resets them: (with-context [var value …] body …)."
  [bindings & body]
  (when-not (and (vector? bindings) (even? (count bindings)))
    (throw (IllegalArgumentException. "with-context requires a vector for its binding, with an even number of forms")))
  (if (empty? bindings)
    `(do ~@body)
    (let [[v value & more] bindings]
      `(let [v#     ~v
             token# (.set v# ~value)]
         (try
           (with-context [~@more] ~@body)
           (finally (.reset v# token#)))))))

(defn in-context
  "Returns a function that calls f with the context variables as they are now, on whatever thread."
  [f]
  (let [context (.copy_context (py/__import__ "contextvars"))]
    (fn [& args]
      (apply (.-run (.copy context)) f args))))
