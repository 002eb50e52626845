;; SPDX-License-Identifier: MIT
;; Nodes that this one starts: workers on this machine, others by ssh or
;; whatever else starts a command elsewhere.

(in-ns 'cljsh.node)

(defn- program
  "The file of the program that runs."
  []
  (let [os (py/__import__ "os")
        file (.readlink os "/proc/self/exe")]
    (if (.exists (.-path os) file) file "/proc/self/exe")))

(defn- forward-errors
  "Passes on what a node writes to its standard error, each line with its name; the last ones stay in the atom."
  [job name last-lines]
  (when-let [fd (process-prim/take-fd job :err nil)]
    (cljsh.core/spawn-helper
      (fn []
        (doseq [line (descriptors/reader-lines (process-prim/line-reader fd nil nil))
                :let [line (.rstrip line "\r")]] ; ssh ends lines so, as if for a terminal
          (swap! last-lines (fn [ls] (vec (take-last 5 (conj ls line)))))
          (log "[" name "] " line))))))

(defn- start-node
  "Starts a node by a command: its connection, with its link. Waits for its answer when patience (ms) is given."
  [kind host name argv env patience]
  (let [job  (process-prim/launch (process-prim/pipeline {:argv argv, :env (or env {})}) false true [[0 :in-pipe] [1 :out-pipe] [2 :err-pipe]])
        errors (atom [])]
    (when-let [error (first (process-prim/start-errors job))]
      (throw (ex-info (str "node " name ": " error) {:node name, :reason :not-started})))
    (let [link (prim/make-link (process-prim/take-fd job :out nil) (process-prim/take-fd job :in nil) true)
          id   (prim/new-id)
          connection {:name name, :host host, :kind kind, :job job, :link link, :errors errors, :since (prim/now-ms)}]
      (forward-errors job name errors)
      (when (= :worker kind) (prim/share! link))
      (try
        (try (introduce link id name (clojure.core/name kind)) (catch OSError _ nil)) ; it has ended: why is told below
        (when patience (answered link name patience))
        (catch [Exception Error] e
          (let [own-end? (cljsh.process/wait job 200)]
            (cljsh.process/kill job :kill)
            (cljsh.process/wait job 1000)
            (sleep 20) ; what it said last
            (throw (ex-info (str (ex-message e)
                                 (when (and own-end? (seq argv)) (str ", the status of " (first argv) " being " (:status job)))
                                 (when (seq @errors) (str "; it said: " (str/join " / " @errors))))
                            (merge (ex-data e) {:node name} (when own-end? {:status (:status job)}) (when (seq @errors) {:errors @errors}))
                            e)))))
      (let [pid        (prim/name-link! link id name)
            connection (assoc connection :pid pid)]
        (swap! connections assoc link connection)
        (prim/set-beat! (sign-interval (:timeout @settings)))
        (serve link (fn [] (when-not patience (answered link name 10000))))
        connection))))

;; --- workers on this machine -------------------------------------------------------

(def ^:private worker-count (atom 0))

(defn- start-worker []
  (start-node :worker nil (str "worker-" (swap! worker-count inc)) [(program) "--worker"] nil nil))

(defn- local-workers [] (filterv (fn [c] (and (= :worker (:kind c)) (prim/link-open? (:link c)))) (vals @connections)))

(defn- most-workers [] (or (:workers @settings) (count (.sched_getaffinity (py/__import__ "os") 0))))

(defn- load-of [connection] (prim/link-load (:link connection)))

(defn- least-busy [cs] (first (sort-by (juxt load-of :spawned :since) cs)))

(defn- with-spawned [c] (assoc c :spawned (:spawned (prim/link-info (:link c)))))

(def ^:private full
  "With so many tasklets waiting for their turn a worker takes no more."
  100000)

(defn- a-worker
  "The worker that has the least to do; a new one when all are busy and there may be more. Waits while all are full."
  []
  (let [cs   (mapv with-spawned (local-workers))
        best (least-busy cs)]
    (cond
      (nil? best) (start-worker)
      (and (pos? (load-of best)) (< (count cs) (most-workers))) (start-worker)
      (>= (load-of best) full) (do (sleep 5) (recur))
      :else best)))

(defn- worker-idle?
  "Is it a worker of this machine on which nothing runs?"
  [link]
  (let [c (get @connections link)]
    (and c (= :worker (:kind c))
         (let [{:keys [tasklets starting]} (prim/link-info link)]
           (and (zero? tasklets) (zero? starting))))))

(defn- stop-worker
  "Has a node end."
  [link]
  (when (prim/link-open? link)
    (prim/request link [:stop])
    (end-link link nil)))

(defn workers
  "Returns the pids of the workers on this machine, as a vector.
  They are started when spawn-on needs them, at most as many as set-workers! says, and end when they are idle for a
  minute. The end of the pid is the end of the worker."
  {:added "1.0"}
  []
  (mapv :pid (sort-by :since (local-workers))))

(defn set-workers!
  "Sets how many workers there may be on this machine; nil: as many as processors. Ends those that are too many.
  Returns n."
  {:added "1.0"}
  [n]
  (when-not (or (nil? n) (pos-int? n))
    (throw (IllegalArgumentException. (str "The number of workers is a positive integer or nil, not " (cljsh.core/show n)))))
  (swap! settings assoc :workers n)
  (doseq [c (drop (most-workers) (sort-by :since (local-workers)))]
    (stop-worker (:link c)))
  n)

(defn set-heartbeat!
  "Sets within how many milliseconds a node that gives no sign of life is taken for dead (2000); each gives eight in
  that time. Returns ms."
  {:added "1.0"}
  [ms]
  (when-not (and (number? ms) (>= ms 20))
    (throw (IllegalArgumentException. (str "A time of at least 20 milliseconds is needed, not " (cljsh.core/show ms)))))
  (set-timeout! (long ms))
  (doseq [link (keys @connections)]
    (prim/request link [:set {:timeout (long ms)}]))
  ms)

;; --- other machines -----------------------------------------------------------------

(defn- host-connections [host]
  (filterv (fn [c] (and (= host (:host c)) (prim/link-open? (:link c)))) (vals @connections)))

(defn- shell-quote [s] (str "'" (str/replace s "'" "'\\''") "'"))

(defn- install-command
  "What a shell at the other end does: takes the program from standard input into the cache, unless it is there."
  [build]
  (let [folder "${XDG_CACHE_HOME:-$HOME/.cache}/cljsh/bin"]
    (str "d=" folder "; f=$d/cljsh-" build "; mkdir -p \"$d\" && chmod 700 \"$d\" && "
         "{ cat > \"$f.$$\" && chmod 755 \"$f.$$\" && mv \"$f.$$\" \"$f\"; } || { e=$?; rm -f \"$f.$$\"; exit $e; }")))

(defn- installed-command [build]
  (str "f=${XDG_CACHE_HOME:-$HOME/.cache}/cljsh/bin/cljsh-" build "; if [ -x \"$f\" ]; then exec \"$f\" --worker; "
       "else exec cljsh --worker; fi"))

(defn- ssh-argv [options host command]
  (into ["ssh" "-T" "-o" "BatchMode=yes" "-o" "ServerAliveInterval=15"] (concat (:ssh-options options) ["--" host command])))

(defn- install
  "Copies this program to another machine, if it is not there yet."
  [host options]
  (let [build   (prim/build)
        present (cljsh.process/run-job (cljsh.process/redirect
                                         (apply cljsh.process/cmd
                                                (ssh-argv options host (str "test -x \"${XDG_CACHE_HOME:-$HOME/.cache}/cljsh/bin/cljsh-" build "\"")))
                                         {:in :null, :out :null, :err :capture}))]
    (when-not (zero? (:status present))
      (let [job (cljsh.process/run-job (cljsh.process/redirect (apply cljsh.process/cmd (ssh-argv options host (install-command build)))
                                                               {:in [:file (program)], :out :null, :err :capture}))]
        (when-not (zero? (:status job))
          (throw (ex-info (str "node " host ": the program could not be copied there: " (str/trim (or (:err job) "")))
                          {:node host, :reason :not-installed, :status (:status job)})))))))

(defn- launch-argv
  "The command that starts a worker on a host."
  [host {:keys [launch program] :as options}]
  (let [worker (or program "cljsh")]
    (cond
      (nil? launch)   (ssh-argv options host (if (:install options) (installed-command (prim/build)) (str "exec " worker " --worker")))
      (vector? launch) (mapv str launch)
      (fn? launch)    (mapv str (launch host))
      (= :srun launch) (into ["srun" "--nodes=1" "--ntasks=1" "--quiet" "--unbuffered" "--input=all" "--overlap"]
                             (concat (when-let [id (:job-id options)] [(str "--jobid=" id)])
                                     (:srun-options options) (when host [(str "--nodelist=" host)]) [worker "--worker"]))
      :else (throw (IllegalArgumentException. (str ":launch is a vector of words, a function of the host, or :srun, not " (cljsh.core/show launch)))))))

(defn- slurm-hosts
  "The hosts that Slurm's name for several means, that of the allocation that we are in when there is none; nil outside of one."
  ([] (slurm-hosts (get (cljsh.process/env) "SLURM_JOB_NODELIST")))
  ([list]
   (when list
     (vec (cljsh.process/run-lines (cljsh.process/cmd "scontrol" "show" "hostnames" list))))))

(defn- allocate
  "Has Slurm give us nodes: {:id :hosts :release}. It is over when release is called, and when this program ends: then the
  command in it has no standard input any more."
  [nodes per options]
  (let [salloc (process-prim/pipeline {:argv (into ["salloc" "--quiet" (str "--nodes=" nodes) (str "--ntasks-per-node=" per)
                                                    (str "--immediate=" (max 1 (quot (:timeout options 20000) 1000)))]
                                                   (concat (:salloc-options options)
                                                           ["sh" "-c" "echo \"$SLURM_JOB_ID $SLURM_JOB_NODELIST\"; exec cat > /dev/null"]))
                                       :env (:env options {})})
        job    (process-prim/launch salloc false true [[0 :in-pipe] [1 :out-pipe] [2 :err-pipe]])
        errors (atom [])
        fail   (fn [why] (throw (ex-info (str "Slurm gives no nodes: " why) {:reason :not-started})))]
    (when-let [error (first (process-prim/start-errors job))]
      (fail error))
    (let [in  (process-prim/take-fd job :in nil)
          release (fn []
                    (.close (py/__import__ "os") in)
                    (cljsh.core/spawn-helper (fn []
                                               (when-not (cljsh.process/wait job 2000)
                                                 (cljsh.process/kill job :kill)
                                                 (cljsh.process/wait job)))))
          out (process-prim/take-fd job :out nil)
          said (promise)]
      (forward-errors job "salloc" errors)
      (cljsh.core/spawn-helper
        (fn []
          (doseq [line (descriptors/reader-lines (process-prim/line-reader out nil nil))] (deliver said line))
          (deliver said nil)))
      (let [[id list] (some-> (deref said (:timeout options 20000) nil) (str/split #" "))]
        (when-not list
          (cljsh.process/kill job :term) ; it takes back what it has asked for
          (cljsh.process/wait job 5000)
          (release)
          (fail (if (seq @errors) (str/join " / " @errors) "it has not answered in time")))
        {:id id, :hosts (slurm-hosts list), :release release}))))

(defn- release-after
  "Gives an allocation back when the nodes of these pids have gone."
  [{:keys [release]} pids]
  (cljsh.core/spawn-helper
    (fn []
      (doseq [pid pids]
        (let [ref (monitor pid)]
          (receive [:DOWN ref _ _ _] nil)))
      (release))))

(def ^:private connect-options
  [:workers :install :program :ssh-options :launch :env :timeout :host :nodes :tasks-per-node :salloc-options :srun-options])

(defn- check-options [options]
  (doseq [k (keys options)]
    (when-not (some #{k} connect-options)
      (throw (IllegalArgumentException. (str "connect has no option " (cljsh.core/show k) ", but " (str/join " " connect-options))))))
  (doseq [k [:workers :nodes :tasks-per-node], :let [n (get options k 1)]]
    (when-not (pos-int? n)
      (throw (IllegalArgumentException. (str k " of connect is a positive integer, not " (cljsh.core/show n)))))))

(defn connect
  "Starts workers on another machine and returns their pids, as a vector.

  (connect \"host\") runs `ssh host cljsh --worker`, so what ssh's configuration says holds. Options, after **:
    :workers      how many (1)
    :install      true: copies this program there first, if it is missing
    :program      what cljsh is called there
    :ssh-options  more words for ssh
    :launch       another way to start one: a vector of words, or a function of the host that returns one; :srun
    :env          variables for the command, a map
    :timeout      milliseconds for the start (20000)
  (connect {:launch :srun :nodes 4 :tasks-per-node 2}) takes hosts from Slurm: those of the allocation that this program runs
  in, or of one that is made, with :salloc-options, and ends with them; :srun-options are words for srun. When one cannot be started, those
  that were are ended, and an exception says which and why."
  {:added "1.0", :kwargs :collect, :arglists '([host] [host ** options])}
  ([host] (connect host {}))
  ([host options]
   (let [options (merge (when (map? host) host) options)
         host    (if (map? host) (:host host) host)
         _       (check-options options)
         per     (or (:tasks-per-node options) (:workers options) 1)
         allocation (when (and (= :srun (:launch options)) (nil? host) (nil? (slurm-hosts)))
                      (allocate (:nodes options 1) per options))
         options (assoc options :job-id (:id allocation))
         hosts   (cond
                   host [host]
                   (= :srun (:launch options)) (or (:hosts allocation) (take (:nodes options 1000000) (slurm-hosts)))
                   :else [nil])
         started (atom [])]
     (when-not (if (nil? host) (:launch options) (and (string? host) (seq host) (not (str/starts-with? host "-"))))
       (throw (IllegalArgumentException. (str "A host is a string that does not begin with a dash, not " (cljsh.core/show host)))))
     (try
       (doseq [[h i] (map vector hosts (range))]
         (when (and (:install options) h) (install h options))
         (dotimes [k per]
           (let [label (or h (str (name (if (keyword? (:launch options)) (:launch options) :node)) "-" (inc i)))
                 n     (count (host-connections label))]
             (swap! started conj
                    (start-node :host label (if (and (zero? n) (= per 1)) label (str label "/" (inc n)))
                                (launch-argv h options) (:env options) (:timeout options 20000))))))
       (let [pids (mapv :pid @started)]
         (when allocation (release-after allocation pids))
         pids)
       (catch Throwable e
         (doseq [c @started] (stop-worker (:link c)))
         (when allocation ((:release allocation)))
         (throw e))))))

(defn disconnect
  "Ends a node that connect or spawn-on has started: a pid of it, its name, or the host's. Returns nil."
  {:added "1.0"}
  [node]
  (let [found (filterv (fn [c] (or (= node (:name c)) (= node (:host c))
                                   (and (pid? node) (identical? (:link c) (prim/pid-link node)))))
                       (vals @connections))]
    (when (empty? found)
      (throw (IllegalArgumentException. (str "There is no connection to " (cljsh.core/show node)))))
    (doseq [c found] (stop-worker (:link c)))
    nil))

(defn node
  "Returns the name of the node that a process lives on, a string; without argument, of this one."
  {:added "1.0"}
  ([] (prim/own-name))
  ([pid] (prim/pid-node pid)))

(defn nodes
  "Returns the names of the other nodes that are connected, as a vector."
  {:added "1.0"}
  []
  (mapv first (prim/nodes)))

(def ^:private looks
  "link -> [ms frames rate], of the last time that (cluster) has looked."
  (atom {}))

(defn- messages-per-second [link frames]
  (let [now (prim/now-ms)
        [then before rate] (get @looks link [(:since (get @connections link) now) 0 0.0])]
    (if (< (- now then) 1000)
      rate
      (let [rate (/ (* 1000.0 (- frames before)) (- now then))]
        (swap! looks (fn [m] (assoc (select-keys m (keys @connections)) link [now frames rate])))
        rate))))

(defn cluster
  "Returns a vector of maps, one for each node: its :name, :pid, :host, :load (tasklets that wait for their turn), :tasklets,
  :memory (bytes), :latency (microseconds, of the last probe), :sent and :received (frames), :sent-bytes, :unwritten (bytes),
  :messages-per-second (frames both ways, since the last look, a second ago or longer, or since the start)."
  {:added "1.0"}
  []
  (doseq [link (keys @connections)] (prim/link-probe link))
  (when (seq @connections) (sleep 20))
  (into [{:name (prim/own-name), :pid (self), :host nil, :load 0, :tasklets (count (cljsh.tasklet/processes))}]
        (map (fn [[link c]]
               (let [info (prim/link-info link)]
                 (merge (select-keys c [:name :pid :host])
                        (dissoc info :starting :spawned)
                        {:messages-per-second (messages-per-second link (+ (:sent info) (:received info)))}))))
        (sort-by (comp :since val) @connections)))
