;; SPDX-License-Identifier: MIT
;; A thousand nodes in one program: random programs of processes (model.clj) that live on them, under delays, hangs, cuts of
;; connections and deaths of nodes, held against the same model as those of one node.
;;
;;   cljsh tests/fuzz/nodes.clj [SEED [PROGRAMS [WORKERS]]]
;;
;; What runs is the protocol itself (cljsh/node/, cljsh.node): both ends of each
;; connection are links whose bytes are carried by hand, in pieces, late, and
;; not at all when the connection is to be lost. Each worker sees the others as
;; if it were a program of its own: it knows the processes elsewhere by what it
;; was told over its link alone. With CLJSH_STRESS_TIME (a debug build) no time
;; is waited for.
;;
;; Ends with a line N passed, M failed; what failed is printed with its seed.
(ns nodes
  (:require [cljsh.node]
            [cljsh.tasklet :refer [! alive? kill-process monitor receive self sleep spawn]]
            [os]
            [os.path :as path]
            [random]
            [sys]
            [time]))

(load-file (path/join (path/dirname *file*) "model.clj"))
(alias 'prim 'cljsh.node.prim)

(def read-link @#'cljsh.node/read-link)
(def watch-link @#'cljsh.node/watch-link)
(def end-link @#'cljsh.node/end-link)
(def state-of @#'cljsh.node/state-of)

(alter-var-root #'cljsh.node/log (constantly (fn [& _] nil))) ; each lost connection would be told

(def chance (random/Random)) ; seeded below
(defn below [n] (.randrange chance n))

;; --- a worker ------------------------------------------------------------------------
;; {:number, :here, its link at the parent, :there, the other end, :pid, its processes :tasks, :hung-until, :lost}

(def parent-id (prim/own-id))
(def workers (atom [])) ; number -> atom of the worker that has it now

(defn knows-code!
  "What the programs are made of need not be sent: it is the same in all of this program."
  [link]
  (let [known (prim/known link)]
    (doseq [n ['model 'nodes], v (vals (ns-interns n))] (.__setitem__ known v (state-of v)))
    (prim/up-to-date! link)))

(defn lose!
  "The connection is gone, for both ends, sooner or later; the worker ends."
  [worker]
  (when-not (:lost @worker)
    (swap! worker assoc :lost true)
    (spawn (fn []
             (sleep (below 20))
             (end-link (:here @worker) nil)))
    (spawn (fn []
             (sleep (below 20))
             (end-link (:there @worker) nil)
             (doseq [t (:tasks @worker)] (kill-process t :kill))))))

(defn carry
  "Carries bytes one way until the connection is lost."
  [worker from to]
  (loop []
    (when (and (prim/link-write from) (not (:lost @worker)))
      (let [bytes (prim/link-take from (inc (below 3000)))]
        (when (zero? (below 4)) (sleep (below 6)))
        (while (and (< (prim/now-ms) (:hung-until @worker)) (not (:lost @worker))) (sleep 5))
        (when (and (not (:lost @worker)) (prim/link-open? to))
          (prim/link-give to bytes))
        (recur)))))

(defn beat
  "Says now and then that a side is there, as the thread in beat.c does for real connections."
  [worker link]
  (while (and (prim/link-open? link) (not (:lost @worker)))
    (prim/link-probe link)
    (sleep 500)))

(defn serve
  "What cljsh.node does for a link, but for carrying it. When one end is given up, so is the other."
  [worker link]
  (spawn (fn []
           (let [problem (read-link link)]
             (when problem (swap! worker assoc :problem problem))
             (lose! worker))))
  (spawn (fn [] (watch-link link)))
  (spawn (fn [] (beat worker link))))

(defn start [number]
  (let [id     (prim/new-id)
        here   (prim/make-link nil nil true)
        there  (prim/make-link nil nil false)
        worker (atom {:number number, :here here, :there there, :tasks [], :hung-until 0, :lost false})]
    (prim/carry! here parent-id)
    (prim/carry! there id)
    (swap! worker assoc :pid (prim/name-link! here id (str "w" number)))
    (prim/name-link! there parent-id "parent")
    (doseq [link [here there]] (knows-code! link) (serve worker link))
    (spawn (fn [] (carry worker here there)))
    (spawn (fn [] (carry worker there here)))
    worker))

(defn lost? [worker] (or (:lost @worker) (not (prim/link-open? (:here @worker)))))

(defn worker-of
  "The worker with a number; another one, when it was lost."
  [number]
  (let [worker (@workers number)]
    (if (lost? worker)
      (let [new (start number)]
        (swap! workers assoc number new)
        new)
      worker)))

;; --- programs --------------------------------------------------------------------------

(def logs (atom {}))     ; [program place] -> log
(def places (atom {}))   ; the same -> worker

(defn process [program place script]
  (let [worker (@places [program place])]
    (swap! worker update :tasks conj (self))
    (if (:lost @worker)
      (kill-process (self) :kill)
      (model/process place script (@logs [program place])))))

(defn disturb
  "Does something to one of the workers, or not."
  [worker]
  (case (below 12)
    0 (do (sleep (below 8)) (lose! worker))
    1 (do (sleep (below 8)) (swap! worker assoc :hung-until (+ (prim/now-ms) (below 200))))
    2 (do (sleep (below 8)) (swap! worker assoc :hung-until (+ (prim/now-ms) 5000))) ; longer than its silence is borne
    nil))

(defn run-program [program id]
  (let [n       (count program)
        placed  (mapv (fn [_] (worker-of (below (count @workers)))) program)
        keys    (mapv (fn [i] [id i]) (range n))
        _       (swap! logs into (map (fn [k] [k (atom [])]) keys))
        _       (swap! places into (map vector keys placed))
        begun   (mapv (fn [i script worker]
                        (try
                          (prim/spawn-there (:here @worker) [process [id i script] 0 {}] :monitor)
                          (catch Exception _ nil))) ; it is lost already
                      (range) program placed)]
    (if (some nil? begun)
      (doseq [[pid] (remove nil? begun)] (kill-process pid :kill))
      (let [pids (mapv first begun)]
        (doseq [pid pids] (! pid [:go pids]))
        (when (zero? (below 3)) (spawn (fn [] (disturb (placed (below n))))))
        (let [reasons (mapv (fn [[pid ref]]
                              (receive [:DOWN ref :process _ reason] reason :after 30000 (do (kill-process pid :kill) :hung)))
                            begun)]
          {:pids    pids
           :logs    (mapv @logs keys)
           :lost    (into #{} (filter (fn [i] (lost? (placed i)))) (range n))
           :reasons reasons})))))

(defn forget [program id]
  (doseq [i (range (count program))]
    (swap! (@places [id i]) assoc :tasks (filterv alive? (:tasks @(@places [id i]))))
    (swap! logs dissoc [id i])
    (swap! places dissoc [id i])))

;; --- all ---------------------------------------------------------------------------------

(def at-once 40)

(defn run-one
  "Runs the program of a number: what is wrong with it, a seq; nil for one that could not begin."
  [seed i bad]
  (let [program (model/random-program (random/Random (+ (* seed 1000003) i)))
        run     (run-program program i)
        faults  (when run (doall (model/wrong program run)))]
    (when (and (seq faults) (< (swap! bad inc) 5))
      (model/report (str "program " i " of seed " seed ", lost " (:lost run)) program run faults))
    (forget program i)
    (when run 1)))

(defn all [seed total many]
  (reset! workers (mapv start (range many)))
  (let [bad  (atom 0)
        next (atom -1)
        ran  (atom 0)
        me   (self)]
    (dotimes [_ at-once]
      (spawn (fn []
               (loop []
                 (let [i (swap! next inc)]
                   (if (< i total)
                     (do (when (run-one seed i bad) (swap! ran inc))
                         (loop [] (when (receive _ true :after 0 false) (recur)))
                         (recur))
                     (! me :done)))))))
    (dotimes [_ at-once] (receive :done nil))
    (let [problems (frequencies (keep (comp :problem deref) @workers))]
      (when (seq problems)
        (println "problems:" problems)
        (swap! bad inc)))
    (println "programs that ran:" @ran "of" total)
    (println (- total @bad) "passed," @bad "failed")
    (if (and (zero? @bad) (> (* 2 @ran) total)) 0 1)))

(let [[seed total many] (map parse-long *command-line-args*)
      seed  (or seed (mod (time/time_ns) 1000000007))
      total (or total 1000)
      many  (or many 1000)]
  (println "seed" seed "programs" total "workers" many)
  (.seed chance seed)
  (let [status (promise)]
    (spawn (fn [] (deliver status (try (all seed total many) (catch Throwable e (println "failed:" e) 2)))))
    (exit @status)))
