;; SPDX-License-Identifier: MIT
;; Agents: values that change by actions, which are functions sent to them.
;;
;; The actions of one agent run one after another in the order they were sent;
;; what waits is in a queue, and the first of the queue is what runs now. The
;; control of an agent is an atom with the map
;;
;;   :queue   the actions
;;   :error   the exception the agent has failed with, or nil
;;   :mode    :fail or :continue
;;   :handler a function of agent and exception, or nil
;;
;; An action is a map: :agent :f :args :frame (the bindings of the sender) and
;; :executor, a function that calls its argument on some thread.

(in-ns 'clojure.core)

(def ^{:dynamic true, :added "1.0"
       :doc "The agent whose action runs on this thread, else nil."}
  *agent* nil)

(def ^:private executors
  "Where send and send-off run actions; the functions of Clojure's names, and shutdown-agents, change it."
  (atom {:send cljsh.core/spawn-tasklet, :send-off cljsh.core/spawn-tasklet}))

(defn- executor-fn
  "Makes an executor into a function that calls its argument on some thread.
  An executor is such a function, or has the method submit of Python's."
  [executor]
  (if (py/hasattr executor "submit")
    (fn [thunk] (.submit executor thunk))
    executor))

(def ^:private empty-queue
  "No actions."
  (cljsh.core/queue-empty))

;; --- running ----------------------------------------------------------------

(declare release-pending-sends run-actions)

(defn- execute
  "Has the actions of an agent run, beginning with the first of its queue, which is this one."
  [action]
  ((:executor action) (fn [] (run-actions action))))

(defn- enqueue
  "Puts an action into its agent's queue, and starts it if it is the first."
  [action]
  (let [[before _] (swap-vals! (cljsh.core/agent-control (:agent action))
                               (fn [control]
                                 (assoc control :queue (conj (:queue control) action))))]
    (when (and (nil? (peek (:queue before))) (nil? (:error before)))
      (execute action))))

(defn- dispatch
  "Sends an action: now or, in a transaction or an action, when that has ended."
  [action]
  (cond
    (cljsh.core/tx-running?) (cljsh.core/tx-hold! action)
    (cljsh.core/held-sends)  (cljsh.core/hold-sends! (conj (cljsh.core/held-sends) action))
    :else                    (enqueue action)))

(defn- act
  "Runs an action and returns the exception that ended it, or nil."
  [{:keys [agent f args frame]}]
  (let [before (cljsh.core/exchange-bindings frame)]
    (try
      (push-thread-bindings {#'*agent* agent})
      (cljsh.core/hold-sends! [])
      (cljsh.core/agent-set! agent (apply f @agent args) true)
      (release-pending-sends)
      nil
      (catch Throwable e
        (when (instance? SystemExit e)
          (throw e))
        (cljsh.core/hold-sends! nil) ; those it made are dropped; the handler may send
        (when-let [handler (:handler @(cljsh.core/agent-control agent))]
          (try
            (handler agent e)
            (catch [Exception Error] _ nil)))
        e)
      (finally
        (cljsh.core/hold-sends! nil)
        (cljsh.core/exchange-bindings before)))))

(defn- run-actions
  "Runs an action and those that follow it in the queue, as far as they have the same executor.
  After a number of them another agent's turn comes."
  [action]
  (loop [action action, turns 20]
    (let [error   (act action)
          control (cljsh.core/agent-control (:agent action))
          after   (swap! control
                         (fn [{:keys [queue mode] :as control}]
                           (assoc control
                                  :queue (pop queue)
                                  :error (if (= mode :continue) nil error))))
          action' (peek (:queue after))]
      (when (and action' (nil? (:error after)))
        (if (and (pos? turns) (identical? (:executor action) (:executor action')))
          (recur action' (dec turns))
          (execute action'))))))

;; --- agents -----------------------------------------------------------------

(defn agent
  "Makes an agent with a state, which the actions that are sent to it change.
  Options: :meta, a map; :validator, a function of a state that must return
  true; :error-handler, a function of agent and exception; :error-mode,
  :continue (with a handler the default) or :fail, what an exception in an
  action does: nothing more, or that the agent takes no actions until
  restart-agent."
  {:added "1.0"}
  [state & {:keys [meta validator error-handler error-mode]}]
  (let [control {:queue   empty-queue
                 :error   nil
                 :handler error-handler
                 :mode    (or error-mode (if error-handler :continue :fail))}
        a       (cljsh.core/agent* state (atom control))]
    (when meta
      (reset-meta! a meta))
    (when validator
      (set-validator! a validator))
    a))

(defn agent-error
  "Returns the exception an agent has failed with, or nil."
  {:added "1.2"}
  [a]
  (:error @(cljsh.core/agent-control a)))

(defn send-via
  "Sends an action to an agent, to be run by an executor; returns the agent.
  Some thread will make the state of the agent (apply f state args). An
  executor is a function that calls its argument on some thread, or an object
  with the method submit, as those of Python's concurrent.futures. Within a
  transaction, or an action of an agent, the sending is put off until that has
  succeeded."
  {:added "1.5"}
  [executor a f & args]
  (when-let [error (agent-error a)]
    (let [refusal (RuntimeError. "Agent is failed, needs restart")]
      (set! (.-__cause__ refusal) error)
      (throw refusal)))
  (dispatch {:agent    a
             :f        f
             :args     args
             :frame    (cljsh.core/binding-frame)
             :executor (executor-fn executor)})
  a)

(defn send
  "Sends an action to an agent, to be run by one of a few threads; returns the agent.
  Some thread will make the state of the agent (apply f state args). For
  actions that do not wait for anything else: see send-off."
  {:added "1.0"}
  [a f & args]
  (apply send-via (:send @executors) a f args))

(defn send-off
  "Sends an action that may wait, for input, say, to an agent; returns the agent.
  Some thread will make the state of the agent (apply f state args)."
  {:added "1.0"}
  [a f & args]
  (apply send-via (:send-off @executors) a f args))

(defn release-pending-sends
  "Sends at once what the running action has sent so far, instead of when it ends.
  Returns the number of sends; 0 outside of an action."
  {:added "1.0"}
  []
  (if-let [held (cljsh.core/held-sends)]
    (do (doseq [action held]
          (enqueue action))
        (cljsh.core/hold-sends! [])
        (count held))
    0))

(defn set-agent-send-executor!
  "Sets the executor that send uses; see send-via."
  {:added "1.5"}
  [executor]
  (swap! executors assoc :send (executor-fn executor))
  nil)

(defn set-agent-send-off-executor!
  "Sets the executor that send-off uses; see send-via."
  {:added "1.5"}
  [executor]
  (swap! executors assoc :send-off (executor-fn executor))
  nil)

(defn- refuse
  "What executes actions after shutdown-agents."
  [_]
  (throw (RejectedExecutionException. "the agents have been shut down")))

(defn shutdown-agents
  "Has send and send-off refuse further actions; those that were sent still run.
  The program ends without it, when its main thread does."
  {:added "1.0"}
  []
  (reset! executors {:send refuse, :send-off refuse})
  nil)

;; --- failed agents ----------------------------------------------------------

(defn restart-agent
  "Has a failed agent go on with a new state, which is returned.
  The actions that wait are run, or with :clear-actions true dropped."
  {:added "1.2"}
  [a new-state & {:keys [clear-actions]}]
  (let [control (cljsh.core/agent-control a)]
    (when-not (:error @control)
      (throw (RuntimeError. "Agent does not need a restart")))
    (cljsh.core/agent-set! a new-state false)
    (let [after (swap! control
                       (fn [control]
                         (assoc control
                                :error nil
                                :queue (if clear-actions empty-queue (:queue control)))))]
      (when-let [action (peek (:queue after))]
        (execute action)))
    new-state))

(defn agent-errors
  "Returns a list of the exception an agent has failed with, or nil; see agent-error."
  {:added "1.0"}
  [a]
  (when-let [error (agent-error a)]
    (list error)))

(defn clear-agent-errors
  "Has a failed agent go on with the state it has; see restart-agent."
  {:added "1.0"}
  [a]
  (restart-agent a @a))

(defn set-error-handler!
  "Sets the function of agent and exception that is called when an action throws, or nil."
  {:added "1.2"}
  [a handler-fn]
  (swap! (cljsh.core/agent-control a) assoc :handler handler-fn)
  nil)

(defn error-handler
  "Returns the function of agent and exception that is called when an action throws, or nil."
  {:added "1.2"}
  [a]
  (:handler @(cljsh.core/agent-control a)))

(defn set-error-mode!
  "Sets what an exception in an action does: :fail, the agent must be restarted; or :continue."
  {:added "1.2"}
  [a mode-keyword]
  (swap! (cljsh.core/agent-control a) assoc :mode mode-keyword)
  nil)

(defn error-mode
  "Returns what an exception in an action of the agent does: :fail or :continue."
  {:added "1.2"}
  [a]
  (:mode @(cljsh.core/agent-control a)))

;; --- waiting ----------------------------------------------------------------

(defmacro io!
  "Evaluates the body, which does what can't be undone: throws in a transaction.
  A string as its first form is the message."
  {:added "1.1"}
  [& body]
  (let [message (if (string? (first body)) (first body) "I/O in transaction")
        body    (if (string? (first body)) (next body) body)]
    `(if (cljsh.core/tx-running?)
       (throw (IllegalStateException. ~message))
       (do ~@body))))

(defn- reached
  "Returns a promise delivered when all actions sent to the agents so far from here have run."
  [agents]
  (when *agent*
    (throw (Exception. "Can't await in agent action")))
  (let [done (promise)
        left (atom (count agents))
        mark (fn [state]
               (when (zero? (swap! left dec))
                 (deliver done true))
               state)]
    (when (empty? agents)
      (deliver done true))
    (doseq [a agents]
      (send a mark))
    done))

(defn await
  "Waits until all actions sent so far from here, thread or action, to the agents have run. Returns nil.
  Waits as long as a failed agent is not restarted.

  In an ^:async function, (await x) waits for a Python awaitable instead, without holding up its event loop, and
  gives its value. Elsewhere a single awaitable is run to its end by an event loop of its own, and its value returned."
  {:added "1.0"}
  [& agents]
  (if (and (= 1 (count agents)) (cljsh.core/awaitable? (first agents)))
    (run-awaitable (first agents))
    (io! "await in transaction"
      @(reached agents)
      nil)))

(defn await1
  "Waits until the actions sent to one agent have run, and returns it."
  [a]
  (when (pos? (count (:queue @(cljsh.core/agent-control a))))
    (await a))
  a)

(defn await-for
  "Waits like await, but at most that many milliseconds; returns whether all actions have run."
  {:added "1.0"}
  [timeout-ms & agents]
  (io! "await-for in transaction"
    (deref (reached agents) timeout-ms false)))

;; --- seque ------------------------------------------------------------------

(defn seque
  "Returns a lazy seq of the elements of s, which another thread computes ahead of what is consumed.
  It is at most n (100) elements ahead, or as many as the maxsize of a Python
  queue given instead of n."
  {:added "1.0"}
  ([s] (seque 100 s))
  ([n-or-q s]
   (let [limit  (cond
                  (number? n-or-q)               n-or-q
                  (py/hasattr n-or-q "maxsize") (.-maxsize n-or-q)
                  :else                          (.remainingCapacity n-or-q))
         ;; :items, what is computed already; :taker, a promise that somebody waits for, or nil
         buffer (atom {:items empty-queue, :taker nil})
         offer  (fn [item]
                  (let [[before _] (swap-vals! buffer
                                               (fn [{:keys [items]}]
                                                 {:items (conj items item), :taker nil}))]
                    (when-let [taker (:taker before)]
                      (deliver taker true))))
         full?  (fn [] (>= (count (:items @buffer)) limit))
         ;; the state of the agent is what is still to be offered, or nil after the end
         fill   (fn [s]
                  (loop [s s]
                    (cond
                      (nil? s) nil
                      (full?)  s
                      :else
                      (let [[item more]
                            (try
                              (if-let [s (seq s)]
                                [[:item (first s)] (rest s)]
                                [[:end] nil])
                              (catch [Exception Error] e
                                [[:error e] nil]))]
                        (offer item)
                        (recur more)))))
         filler (agent (or s ()))
         take   (fn take []
                  (let [taker (promise)
                        [before _] (swap-vals! buffer
                                               (fn [{:keys [items] :as buffer}]
                                                 (case (first (peek items))
                                                   nil   (assoc buffer :taker taker)
                                                   :item (assoc buffer :items (pop items))
                                                   buffer)))] ; the end stays the end
                    (if-let [item (peek (:items before))]
                      item
                      (do @taker
                          (recur)))))
         drain  (fn drain []
                  (lazy-seq
                    (let [[kind x] (take)]
                      (case kind
                        :item  (do (send-off filler fill)
                                   (cons x (drain)))
                        :end   nil
                        :error (throw x)))))]
     (send-off filler fill)
     (drain))))
