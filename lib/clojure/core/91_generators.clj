;; SPDX-License-Identifier: MIT
;; Generators and coroutines: Python's, made of functions. What makes them is
;; in the compiler and in vm/generator.c.

(in-ns 'clojure.core)

(defmacro yield
  "Hands x, or nil, out of the function this stands in, whose calls give Python generators: iterators, and seqable.
  The value is what the generator is sent when it goes on, nil from a plain iteration."
  ([] (list 'yield* 'value nil))
  ([x] (list 'yield* 'value x)))

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

(def ^:private runner
  "The main thread's asyncio.Runner, which keeps its event loop from one await to the next."
  (atom nil))

(def ^:private thread-runner
  "Another thread's, which lives as long as one await."
  (delay ((.-local (py/__import__ "threading")))))

(defn- main-thread? []
  (let [threading (py/__import__ "threading")]
    (identical? (.current_thread threading) (.main_thread threading))))

(defn- runner-here
  "The runner of this thread, with its loop as the thread's current one."
  [asyncio]
  (let [made (if (main-thread?)
               (or @runner
                   (let [r ((.-Runner asyncio))]
                     (.register (py/__import__ "atexit") (fn [] (.close r)))
                     (reset! runner r)))
               (or (py/getattr @thread-runner "runner" nil)
                   (set! (.-runner @thread-runner) ((.-Runner asyncio)))))]
    (.set_event_loop asyncio (.get_loop made))
    made))

;; The compiler calls this before what stands in an (await …) outside of
;; ^:async functions is evaluated: gather and futures belong to a loop. Without
;; asyncio nothing can be awaited but agents.
(intern 'cljsh.core (with-meta 'event-loop-ready {:doc "Makes an event loop the current one of the thread, once asyncio is loaded."})
  (fn []
    (when-let [asyncio (.get (.-modules (py/__import__ "sys")) "asyncio")]
      (when-not (._get_running_loop asyncio)
        (runner-here asyncio)))
    nil))

(defn- run-awaitable
  "Runs the awaitable x to its end in the thread's event loop, and returns its value."
  [x]
  (let [asyncio (py/__import__ "asyncio")]
    (when (._get_running_loop asyncio)
      (when (py/hasattr x "close") (.close x))
      (throw (IllegalStateException.
               (str "await stands outside of an ^:async function while the thread's event loop runs. "
                    "A fn inside an ^:async function is a function of its own, as are the bodies of for, lazy-seq and doseq over them: "
                    "mark it, (fn ^:async [x] ...), and await its call; or use loop"))))
    (let [made (runner-here asyncio)]
      (try
        (.run made (async (await x)))
        (finally
          (when-not (main-thread?)
            (.close made)
            (py/delattr @thread-runner "runner")))))))

(intern 'cljsh.core (with-meta 'await-reference
                      {:doc "What a coroutine waits by for a future, promise or whatever else can be dereferenced: an iterator, as __await__ returns it.
  A tasklet waits meanwhile, and tells the coroutine's event loop. When the coroutine is cancelled, so is a future."})
  (fn [reference]
    (let [asyncio (py/__import__ "asyncio")
          loop    (.get_running_loop asyncio)
          waiting (.create_future loop)
          settle  (fn [set x]
                    (try
                      (.call_soon_threadsafe loop (fn [] (when-not (.done waiting) (set x))))
                      (catch RuntimeError _ nil)))] ; the loop has been closed meanwhile
      (.add_done_callback waiting (fn [_] (when (and (.cancelled waiting) (future? reference)) (future-cancel reference))))
      (cljsh.tasklet/spawn (fn []
                             (let [[value failure] (try [@reference nil] (catch Throwable e [nil e]))]
                               (if failure
                                 (settle (.-set_exception waiting) failure)
                                 (settle (.-set_result waiting) value)))))
      (.__await__ waiting))))
