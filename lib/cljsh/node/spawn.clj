;; SPDX-License-Identifier: MIT
;; spawn-on and its kin.

(in-ns 'cljsh.node)

(defn- conveyed
  "The bindings of the program's own vars that are in force."
  []
  (into {} (remove (fn [[v _]]
                     (let [ns (cljsh.core/var-ns v)]
                       (or (nil? ns) (prim/built-in? (str (ns-name ns)))))))
        (get-thread-bindings)))

(defn- on-host
  "A connection to a host, the one with the least to do; it is made if there is none."
  [host]
  (when (empty? (host-connections host))
    (connect host))
  (least-busy (mapv with-spawned (host-connections host))))

(defn- target
  "The link of what a first argument of spawn-on says: nil a worker, a host, a node's name, a pid."
  [where]
  (cond
    (nil? where)    (:link (a-worker))
    (pid? where)    (or (prim/pid-link where)
                        (throw (IllegalArgumentException. (str (cljsh.core/show where) " is of no node that is connected"))))
    (string? where) (or (:link (first (filter (fn [c] (and (= where (:name c)) (prim/link-open? (:link c)))) (vals @connections))))
                        (:link (on-host where)))
    :else           (throw (IllegalArgumentException. (str "A node is a string or a pid, not " (cljsh.core/show where))))))

(defn- ask-parent
  "Has the node that this worker works for start a process somewhere: its pid."
  [where x]
  (let [tag (Object.)
        mark (str (prim/own-name) "-" (prim/new-id))]
    (prim/request @parent [:spawn-on (self) mark where x])
    (receive
      [mark pid] (if (instance? BaseException pid) (throw pid) pid)
      :after 60000 (throw (ex-info "the parent has not answered" {:reason :timeout})))))

(defn- spawn-for-worker
  "Starts a process somewhere for a worker that has asked for it."
  [asking mark where x]
  (spawn (fn []
           (! asking [mark (try
                             (prim/spawn-there (target where) x nil)
                             (catch [Exception Error] e e))]))))

(defn- where-and-function
  "[where f args] of the arguments of spawn-on."
  [args]
  (let [[x & more] args]
    (if (or (string? x) (pid? x))
      (if (seq more)
        [x (first more) (rest more)]
        (throw (IllegalArgumentException. "spawn-on needs a function")))
      [nil x more])))

(defn- explained
  "What says that something of a request cannot travel, with the path as one sees it who has called spawn-on, or call-on,
  which puts some arguments of its own before the function."
  [e own]
  (let [{[part & path] :path, :keys [node type] :as data} (ex-data e)]
    (if-not (and path (int? part))
      e
      (let [steps (case (int part)
                    0 (into [:function] path)
                    1 (let [[i & inside] path]
                        (if (= i (dec own))
                          (into [:function] inside)
                          (into [:argument (- i own)] inside)))
                    (into [:binding] path))]
        (ex-info (str "This cannot be sent to node " node ": a value of type " type ", which is at " (cljsh.core/show steps))
                 (assoc data :path steps) (ex-cause e))))))

(defn- start-on
  "What spawn-on and its kind do; `own` is how many of the arguments are call-on's."
  [how args own]
  (let [[where f args] (where-and-function args)
        x [f (vec args) (output-number) (conveyed)]]
    (when-not (ifn? f)
      (throw (IllegalArgumentException. (str "spawn-on needs a function, not " (cljsh.core/show f)))))
    (if (and @parent (not (pid? where)))
      (let [pid (ask-parent where x)]
        (case how
          :link    (do (link pid) pid)
          :monitor [pid (monitor pid)]
          pid))
      (try
        (prim/spawn-there (target where) x how)
        (catch ExceptionInfo e
          (throw (explained e own)))))))

(defn spawn-on
  "Starts a process that calls f with the arguments on another node, and returns its pid.
  (spawn-on f & args): in a worker on this machine, the one that has the least to do; as many as processors are started
  when they are first needed. (spawn-on \"host\" f & args): on that machine, which is connected to if it is not yet.
  (spawn-on pid f & args): on the node of that process, a worker of (workers) for instance. Bindings of the
  program's own vars are conveyed; what is written to *out* comes out here."
  {:added "1.0", :arglists '([f & args] [host f & args])}
  [& args]
  (start-on nil args 0))

(defn spawn-link-on
  "Starts a process like spawn-on, that is linked to this one."
  {:added "1.0", :arglists '([f & args] [host f & args])}
  [& args]
  (start-on :link args 0))

(defn spawn-monitor-on
  "Starts a process like spawn-on, that this process monitors; returns [pid ref]."
  {:added "1.0", :arglists '([f & args] [host f & args])}
  [& args]
  (start-on :monitor args 0))

(defn- answer
  "Sends a process the value of a call."
  [pid tag f & args]
  (! pid [tag (apply f args)]))

(defn call-on
  "Calls f with the arguments on another node, as spawn-on does, and returns its value; throws what it throws, with its data."
  {:added "1.0", :arglists '([f & args] [host f & args])}
  [& args]
  (let [[where f args] (where-and-function args)
        reply (prim/new-id)
        [pid ref] (start-on :monitor (concat (when where [where]) [answer (self) reply f] args) 3)]
    (receive
      [reply value] (do (demonitor ref)
                        (receive [:DOWN ref _ _ _] nil :after 0 nil)
                        value)
      [:DOWN ref :process _ reason] (throw (if (instance? BaseException reason)
                                             reason
                                             (ex-info (str "the process on node " (node pid) " has ended: " (cljsh.core/show reason))
                                                      {:reason reason, :node (node pid)}))))))

(defn- in-process
  "The value of (f) in a process of its own, whose mailbox is nobody else's; throws what it throws."
  [f]
  (try
    @(future-call f)
    (catch ExecutionException e
      (throw (.-__cause__ e)))))

(defn ^:no-doc ask-all
  "Calls f on all nodes that this one has started: a vector of [name value] of those that answer within ms."
  {:added "1.0"}
  [f ms]
  (let [cs (filterv (fn [c] (prim/link-open? (:link c))) (sort-by :since (vals @connections)))]
    (when (seq cs)
      (in-process
        (fn []
          (let [me    (self)
                until (+ (prim/now-ms) ms)]
            (doseq [{:keys [pid name]} cs]
              (spawn-on pid answer me name f))
            (loop [got {}]
              (if (= (count got) (count cs))
                (sort-by key got)
                (receive
                  [name value] (recur (assoc got name value))
                  :after (max 0 (- until (prim/now-ms))) (sort-by key got))))))))))
