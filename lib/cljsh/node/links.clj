;; SPDX-License-Identifier: MIT
;; Links: what serves them, watches over them, and ends them.

(in-ns 'cljsh.node)

(def ^:private connections
  "link -> {:name :host :pid :job :kind :worker or :host, :index}: the nodes that this one has started."
  (atom {}))

(defn- remote?
  "Does a link lead to another machine, or may it?"
  [link]
  (= :host (:kind (get @connections link))))

(defn- sign-interval
  "A node says so often, in milliseconds, that it is there."
  [timeout]
  (quot timeout 8))

(def ^:private settings
  "What set-heartbeat! and set-workers! set."
  (atom {:timeout 2000, :workers nil, :idle 60000}))

(defn- set-timeout!
  "Sets within what time a node that gives no sign of life is taken for dead, and how often this one does."
  [ms]
  (prim/set-beat! (sign-interval ms))
  (swap! settings (fn [{:keys [timeout] :as all}]
                    (assoc all :timeout ms, :longer timeout, :until (+ (prim/now-ms) (quot timeout 2))))))

(defn- timeout-now
  "The timeout that holds: after it was made shorter, for a while the longer one, until all nodes know."
  []
  (let [{:keys [timeout longer until]} @settings]
    (if (and longer (< (prim/now-ms) until)) (max timeout longer) timeout)))

(def ^:private patience
  "So many times the timeout a worker on another machine waits for a sign of whoever started it, who may be stopped."
  60)

(defn- log
  "Says something on standard error; a worker's reaches that of who started it."
  [& words]
  (let [text (str (apply str words) "\n")
        err  (.-stderr (py/__import__ "sys"))]
    (.write err text)
    (.flush err)))

(defn- error-text [e]
  (if (instance? BaseException e) (or (ex-message e) (cljsh.core/show (class e))) (pr-str e)))

(defn- forget-connection
  "What remains to be done when a node has gone: its process is told to end, and waited for."
  [link]
  (when-let [{:keys [job]} (get @connections link)]
    (swap! connections dissoc link)
    (when job
      (cljsh.core/spawn-helper
        (fn []
          (when-not (cljsh.process/wait job 200)
            (cljsh.process/kill job :kill)
            (cljsh.process/wait job)))))))

(defn- end-link
  "Ends a link; with what is wrong, if anything, as a text."
  [link problem]
  (when (prim/link-open? link)
    (when problem
      (log "cljsh: the connection to node " (prim/link-name link) " was ended: " problem))
    (prim/close-link link :noconnection)
    (forget-connection link)
    (when (identical? link @parent)
      (cljsh.process/exit 0))))

;; --- output ---------------------------------------------------------------------

(deftype Output [link number ^:unsynchronized-mutable buffer]
  Object
  (write [this text]
    (set! buffer (str buffer text))
    (when (or (str/includes? text "\n") (> (count buffer) 8192))
      (.flush this))
    (count text))
  (flush [_]
    (when-not (= "" buffer)
      (let [text buffer]
        (set! buffer "")
        (when (prim/link-open? link)
          (prim/request link [:output number text]))))
    nil))

(def ^:private outputs
  "What *out* is for processes elsewhere, by numbers: number -> writer."
  (atom {:next 1}))

(defn- output-number
  "The number of what *out* is bound to here; 0 for the program's standard output."
  []
  (let [out *out*]
    (cond
      (identical? out (cljsh.core/get-root #'*out*)) 0
      (instance? Output out) (.-number out)
      :else
      (let [known (first (keep (fn [[n w]] (when (identical? w out) n)) @outputs))]
        (or known
            (let [n (:next @outputs)]
              (swap! outputs assoc n out :next (inc n))
              n))))))

(defn- write-output
  "Writes what a process elsewhere has written."
  [number text]
  (let [out (if (zero? number) (cljsh.core/get-root #'*out*) (get @outputs number (cljsh.core/get-root #'*out*)))]
    (.write out text)
    (.flush out)))

;; --- serving ---------------------------------------------------------------------

(defn- spawn-for
  "Starts the process that the other node asks for."
  [link number x]
  (if (vector? x)
    (try
      (let [[f args output bindings] x
            out (Output link output "")]
        (with-bindings* (assoc bindings #'*out* out)
          (fn []
            (prim/spawn-here number
                             (fn [& args]
                               (try
                                 (apply f args)
                                 (finally (.flush out))))
                             args))))
      (catch [Exception Error] e
        (prim/end-number link number e)))
    (prim/end-number link number x)))

(declare spawn-for-worker worker-idle? stop-worker)

(defn- do-request
  "Does what the other node asks for."
  [link [kind & args]]
  (case kind
    :define   (define link args)
    (:code :cached) (do-request link (apply code-of link args))
    :have?    (let [[number hashes] args] (prim/request link [:missing number (look-for hashes)]))
    :missing  (let [[number hashes] args] (some-> (get @answers number) (deliver hashes)))
    :output   (apply write-output args)
    :spawn-on (apply spawn-for-worker args)
    :set      (set-timeout! (:timeout (first args)))
    :log      (log (first args))
    :stop     (end-link link nil)
    nil))

(defn- read-link
  "Reads from a link until its end: what was wrong, as a text, or nil."
  [link]
  (try
    (loop []
      (let [request (prim/link-read link)]
        (when (vector? request)
          (let [[kind number x] request]
            (if (= kind :spawn)
              (spawn-for link number x)
              (do-request link x))))
        (when request (recur))))
    (catch [Exception Error] e
      (error-text e))))

(defn ^:no-doc watch-silence
  "Looks at a link until its end: calls look with the milliseconds for which nothing has come that this program could
  have seen, which gives those until the next look, or nil for none. While this program was late itself, because it was
  stopped or the machine is busy, it has not seen whether anything came."
  [link look]
  (loop [before 0, excused 0, pause (look 0)]
    (when pause
      (let [start (prim/now-ms)]
        (sleep pause)
        (when (prim/link-open? link)
          (let [took    (- (prim/now-ms) start)
                silent  (prim/link-tick link)
                heard?  (< silent (+ before (min took pause)))
                excused (min silent (+ (if heard? 0 excused) (max 0 (- took pause))))]
            (recur silent excused (look (- silent excused)))))))))

(defn ^:no-doc next-look
  "The milliseconds until the next look at a link that has been silent for so many, and must not be for bound."
  [silent bound]
  (max 5 (min 500 (quot bound 4) (- bound silent))))

(defn- silence-limit
  "After so many milliseconds of silence a link is at its end, in good time before the timeout; nil: it never is. A parent
  may be stopped (Ctrl-Z): a worker on the same machine is told by the kernel when it has ended, one elsewhere is patient."
  [link timeout]
  (let [limit (- timeout (quot timeout 20))]
    (cond
      (not (identical? link @parent)) limit
      (:parent-is-here @settings)     nil
      :else                           (* patience limit))))

(defn- watch-link
  "Looks after a link until its end: signs of life, idle workers."
  [link]
  (let [idle-since (volatile! nil)]
    (watch-silence link
      (fn [silent]
        (let [idle    (:idle @settings)
              timeout (timeout-now) ; which may be another than before
              limit   (silence-limit link timeout)
              now     (prim/now-ms)]
          (vreset! idle-since (when (worker-idle? link) (or @idle-since now)))
          (cond
            (and limit (>= silent limit)) (end-link link (str "nothing was heard of it for " silent " ms"))
            (and @idle-since (> (- now @idle-since) idle)) (stop-worker link)
            limit (next-look silent limit)
            :else (next-look 0 timeout)))))))

(defn- serve
  "Starts what serves a link: reading, writing, watching over it. before is called first, and may throw."
  [link before]
  (cljsh.core/spawn-helper
    (fn []
      (let [problem (try
                      (before)
                      (cljsh.core/spawn-helper (fn [] (watch-link link)))
                      (read-link link)
                      (catch [Exception Error] e (error-text e)))]
        (end-link link problem))))
  (cljsh.core/spawn-helper (fn [] (while (prim/link-write link) nil))))

;; --- introductions ---------------------------------------------------------------

(defn- introduce
  "Says to the other node who this one is, and who it is itself."
  [link id name kind]
  (prim/write-hello link (str/join " " [(prim/build) (prim/own-id) (prim/own-name) id name (:timeout @settings) kind])))

(defn- answered
  "Looks at what the other node says of itself; throws when it is none, or another program."
  [link name ms]
  (let [[line before ended?] (prim/read-hello link ms)
        before (str/trim before)
        [build] (when line (str/split line #" "))]
    (cond
      (nil? line)
      (throw (ex-info (str "node " name ": "
                           (if ended? "it has ended" "no cljsh --worker has answered there")
                           (when (seq before) (str "; what came instead: " (pr-str (subs before 0 (min 200 (count before)))))))
                      {:node name, :reason :no-answer, :output before}))
      (not= build (prim/build))
      (throw (ex-info (str "node " name " is another build of cljsh: " build ", and here " (prim/build))
                      {:node name, :reason :other-build, :build build})))
    before))

(defn run-worker
  "What cljsh --worker does: serves the node at the other end of standard input and output until it has gone."
  []
  (let [[in out] (prim/take-streams)
        link     (prim/make-link in out false)]
    (try
      (prim/write-hello link (prim/build))
      (catch BrokenPipeError _ ; who has started it has changed its mind
        (cljsh.process/exit 2)))
    (let [[line before] (prim/read-hello link 60000)]
      (when-not line
        (log "cljsh --worker: nobody has said hello on standard input; it is for another cljsh to start")
        (cljsh.process/exit 2))
      (let [[build parent-id parent-name id name timeout kind] (str/split line #" ")]
        (when-not (= build (prim/build))
          (cljsh.process/exit 3))
        (prim/set-own-id! id)
        (prim/set-own-name! name)
        (set-timeout! (parse-long timeout))
        (reset! parent link)
        (when (= "worker" kind)
          (swap! settings assoc :parent-is-here true)
          (prim/share! link))
        (prim/name-link! link parent-id parent-name)
        (serve link (fn []))
        (prim/set-baseline! 3)
        (try
          (loop [] (receive _ (recur)))
          (catch ProcessExit e 0))))))
