;; SPDX-License-Identifier: MIT
(ns cljsh.tasklet
  "Tasklets: processes that share nothing and send each other messages.

  A program has these names without asking for them. What is written in C
  (spawn, self, !, link, monitor …) is in the same namespace.")

(defn receive*
  "Takes the first message out of the mailbox that matcher accepts, waiting for one.

  matcher is a function of a message that returns nil when it does not take the
  message, which then stays in the mailbox, in its place, else a function
  without arguments. That is called when the message has been taken out, and
  its value returned. It is looked at each message once, in the order they came,
  also at those that come later.

  With ms, milliseconds from the call (nil: for ever; 0: only what is there), at
  the end of which (on-timeout) is called and its value returned."
  {:added "1.0"}
  ([matcher]
   (receive* matcher nil nil))
  ([matcher ms on-timeout]
   (loop [message (cljsh.core/receive-first ms)]
     (if (identical? message :cljsh.receive/none)
       (on-timeout)
       (let [then (matcher message)]
         (if (nil? then)
           (recur (cljsh.core/receive-next))
           (do (cljsh.core/receive-take)
               (then))))))))

(defmacro receive
  "Takes the first message out of the mailbox that a pattern matches, waiting for one, and evaluates the expression behind it.

  Clauses: pattern expression, or pattern :guard test expression, the patterns those of clojure.core.match; a name that is
  a local already stands for its value. :after ms expression may be the last: evaluated when so many milliseconds have
  passed (0: when no such message is there; nil: never). Messages that no pattern matches stay, in their order.
  An expression may recur to what is around the receive. In it, spid is the pid of the process that has sent the message."
  {:added "1.0"}
  [& clauses]
  ((requiring-resolve 'cljsh.receive/receive-form) clauses &env))

(defn sleep
  "Waits so many milliseconds; other tasklets go on meanwhile. Returns nil."
  {:added "1.0"}
  [ms]
  (cljsh.core/pause ms))

(defmacro blocking
  "Evaluates the body, which will block its thread in code that is not Clojure's; other tasklets go on at once.
  Without it they do, too, a few milliseconds later, if the code lets Python's global lock go."
  {:added "1.0"}
  [& body]
  `(cljsh.core/call-blocking (fn [] ~@body)))

(defn drive
  "Runs a generator of the raw protocol in this tasklet; see cljsh.tasklet.generator. Returns the value of its return."
  {:added "1.0"}
  [generator]
  ((requiring-resolve 'cljsh.tasklet.generator/drive) generator))

(defn- interrupted?
  "Waits for the end of a future: has KeyboardInterrupt ended it?"
  [result]
  (try
    @result
    false
    (catch ExecutionException e
      (instance? KeyboardInterrupt (.-__cause__ e)))))

(defn schedule
  "Calls f with the arguments in a tasklet; waits until that and all it has spawned, and they, have ended.
  Returns the value of f, or throws what f throws; ProcessExit, when an exit signal has ended it. Ctrl-C interrupts that tasklet (KeyboardInterrupt is thrown in it), and schedule throws it when
  that has ended it; a second Ctrl-C is for who waits."
  {:added "1.0"}
  [f & args]
  (let [result (cljsh.core/future*)
        pid    (cljsh.core/spawn-group result (fn []
                                               (let [value (apply f args)]
                                                 (if (cljsh.core/generator? value)
                                                   (drive value)
                                                   value))))]
    (try
      (cljsh.core/await-group pid)
      (catch KeyboardInterrupt _
        (cljsh.core/interrupt-process pid)
        (when-not (interrupted? result)
          (cljsh.core/await-group pid))))
    (try
      @result
      (catch ExecutionException e
        (let [cause (.-__cause__ e)]
          (if (instance? ExitSignal cause) ; that of the tasklet: who waits for it can catch what tells of it
            (die (.-reason cause))
            (throw cause)))))))

(defn ^:no-doc deadlock-text
  "What is said when nothing can ever wake."
  {:added "1.0"}
  []
  ((requiring-resolve 'cljsh.tasklet.inspect/deadlock-text)))

(defn tasklets
  "Prints a table of the tasklets that have not ended: pid, name, state, messages, reductions, function, place. Returns nil."
  {:added "1.0"}
  []
  ((requiring-resolve 'cljsh.tasklet.inspect/print-tasklets)))

(defn top
  "Shows the tasklets that do most, those of the nodes that this one has started, too, anew each second, until Ctrl-C; once
  where standard output is no terminal. Returns nil.
  Options: :interval in milliseconds (1000), :times, how often (nil: until Ctrl-C), :rows (20)."
  {:added "1.0"}
  [& {:as options}]
  ((requiring-resolve 'cljsh.tasklet.inspect/top) options))
