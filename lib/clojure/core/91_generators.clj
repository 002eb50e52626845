;; SPDX-License-Identifier: MIT
;; Generators and coroutines: Python's, made of functions. What makes them is
;; in the compiler and in vm/generator.c.

(in-ns 'clojure.core)

(defmacro yield
  "Hands x out of the function this stands in, whose calls give Python generators: iterators, and seqable.
  The value is what the generator is sent when it goes on, nil from a plain iteration."
  [x]
  (list 'yield* 'value x))

(defmacro yield-from
  "Hands out all that iterating over the iterable x gives, as Python's yield from; what is sent goes to x.
  The value is what x, if a generator, returns at its end."
  [x]
  (list 'yield* 'from x))

(defmacro async
  "A Python coroutine that evaluates the body once it is awaited; in it, (await x) waits for the awaitable x."
  [& body]
  `((fn ~(with-meta [] {:async true}) ~@body)))

(declare await)

(defn- run-awaitable
  "Runs the awaitable x to its end in an event loop of its own, and returns its value."
  [x]
  (.run (py/__import__ "asyncio") (async (await x))))
