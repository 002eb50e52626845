;; SPDX-License-Identifier: MIT
;; Random programs of processes, held against a model of Erlang's rules:
;;
;;   cljsh tests/fuzz/tasklets.clj [SEED [COUNT]]
;;
;; A program is some processes, each with a script of sends, receives, links,
;; monitors, exits and signals, which the scheduler interleaves as it likes. What
;; must hold however it does:
;;
;;   - a message is received once, by whom it was sent to; two from one sender with
;;     one key in the order they were sent; a selective receive gives its key alone
;;   - a monitor tells once, the reason for which the other has ended, or :noproc
;;   - an exit signal comes as a message only where exits are trapped, and its
;;     reason is that of a link's other end or of a kill
;;   - a process ends by its own doing, by a kill, or by the end of one linked to it,
;;     and if such an end is abnormal while it lives and does not trap, it does end
;;   - none hangs, and none is left
;;
;; Ends with a line N passed, M failed; what failed is printed with its seed.
(ns tasklets
  (:require [random]
            [time]))

(def keys-of-messages [:a :b :c])
(def reasons [:normal :shutdown :oops [:data 1]])

;; --- programs ---------------------------------------------------------------------

(defn random-op [r n]
  (let [other #(.randrange r n), pick #(nth % (.randrange r (count %)))]
    (case (.randrange r 16)
      (0 1 2 3) [:send (other) (pick keys-of-messages)]
      (4 5)     [:receive (pick keys-of-messages) (pick [0 0 1])]
      6         [:receive-any 0]
      7         [:link (other)]
      8         [:unlink (other)]
      9         [:monitor (other)]
      10        [:demonitor]
      11        [:trap (pick [true false])]
      12        (if (zero? (.randrange r 3)) [:die (pick reasons)] [:pass])
      13        (if (zero? (.randrange r 3)) [:throw] [:pass])
      14        (if (zero? (.randrange r 2)) [:kill (other) (pick (conj reasons :kill))] [:pass])
      15        (pick [[:pass] [:sleep 1] [:work 3000]]))))

(defn random-program [r]
  (let [n (+ 2 (.randrange r 5))]
    (vec (repeatedly n (fn [] (vec (repeatedly (.randrange r 13) #(random-op r n))))))))

;; --- running one --------------------------------------------------------------------

(defn note! [log & event] (swap! log conj (vec event)))

(defn took! [log message]
  (note! log :took message))

(defn spin [n] (when (pos? n) (recur (dec n))))

(defn selective
  "A receive of one key; which message it was is noted, with the key."
  [log wanted ms]
  (receive ([:user s t k i] :guard (fn [m] (= wanted (nth m 3)))) (note! log :took [:user s t k i] wanted)
           :after ms nil))

(defn step [me log pids refs [op a b]]
  (case op
    :send        (let [k (count @log)] (note! log :sent a b k) (! (pids a) [:user me a b k]))
    :receive     (selective log a b)
    :receive-any (receive m (took! log m) :after a nil)
    :link        (do (note! log :link a) (link (pids a)) (note! log :linked a))
    :unlink      (do (unlink (pids a)) (note! log :unlinked a))
    :monitor     (let [ref (monitor (pids a))] (swap! refs conj ref) (note! log :monitor a ref))
    :demonitor   (when-let [ref (peek @refs)] (swap! refs pop) (demonitor ref) (note! log :demonitor ref))
    :trap        (do (note! log :trap a) (trap-exit a))
    :die         (do (note! log :die a) (die a))
    :throw       (do (note! log :throw) (throw (ex-info "thrown" {})))
    :kill        (do (note! log :kill a b) (kill (pids a) b))
    :pass        (pass)
    :sleep       (sleep a)
    :work        (spin a)))

(defn process [me script log]
  (receive [:go pids]
    (let [refs (atom [])]
      (run! #(step me log pids refs %) script)
      (loop []
        (when (receive m (do (took! log m) true) :after 0 false)
          (recur)))
      (note! log :finished))))

(defn run-program
  "Runs a program: {:logs […] :reasons […] :pids […]}; a reason :hung is of a process that has not ended in time."
  [program]
  (let [logs  (mapv (fn [_] (atom [])) program)
        begun (mapv (fn [me script log] (spawn-monitor process me script log)) (range) program logs)
        pids  (mapv first begun)]
    (doseq [pid pids] (! pid [:go pids]))
    {:pids    pids
     :logs    (mapv (fn [log] log) logs)
     :reasons (mapv (fn [[pid ref]] (receive [:DOWN ref :process _ reason] reason :after 5000 (do (kill pid :kill) :hung))) begun)}))

;; --- the model ------------------------------------------------------------------------

(defn thrown? [x] (instance? BaseException x))
(defn like? [a b] (or (= a b) (and (thrown? a) (thrown? b))))

(defn events [log kind] (filter #(= kind (first %)) log))

(defn wrong
  "What a run did that it must not: a seq of descriptions."
  [program {:keys [pids logs reasons]}]
  (let [logs   (mapv deref logs)
        n      (count program)
        index  (zipmap pids (range))
        kills  (fn [victim] (for [log logs, [_ who reason] (events log :kill) :when (= who victim)] (if (= reason :kill) :killed reason)))
        linked (fn [i] (distinct (concat (map second (events (logs i) :link))
                                         (for [j (range n), [_ who] (events (logs j) :link) :when (= who i)] j))))]
    (concat
      (for [i (range n) :when (= :hung (reasons i))] [i :hangs])
      ;; messages
      (for [i (range n)
            :let [took (filter #(= :user (first (second %))) (events (logs i) :took))]
            [_ [_ s t k q] :as m] took
            :when (or (not= t i) (not-any? #(= [:sent t k q] %) (events (logs s) :sent)))]
        [i :not-sent-to-it m])
      (for [i (range n)
            [m times] (frequencies (map second (events (logs i) :took)))
            :when (and (> times 1) (= :user (first m)))]
        [i :twice m])
      (for [i (range n)
            [[s k] ms] (group-by (fn [[_ s _ k]] [s k]) (filter #(= :user (first %)) (map second (events (logs i) :took))))
            :when (not (apply < (map #(nth % 4) ms)))]
        [i :out-of-order ms])
      (for [i (range n)
            [_ m wanted] (events (logs i) :took)
            :when (and wanted (not= wanted (nth m 3)))]
        [i :selected wanted m])
      ;; monitors
      (for [i (range n)
            [ref ms] (group-by second (filter #(= :DOWN (first %)) (map second (events (logs i) :took))))
            :let [[_ target] (first (filter #(= ref (nth % 2)) (events (logs i) :monitor)))]
            :when (or (nil? target) (> (count ms) 1)
                      (not-any? #(like? % (nth (first ms) 4)) [(reasons target) :noproc]))]
        [i :down ms (when target (reasons target))])
      ;; exit signals as messages
      (for [i (range n)
            [_ from reason :as m] (filter #(= :EXIT (first %)) (map second (events (logs i) :took)))
            :when (or (empty? (filter second (events (logs i) :trap)))
                      (not-any? #(like? % reason)
                                (concat [:noproc] (when-let [j (index from)] [(reasons j)])
                                        (for [[_ who r] (events (logs (index from)) :kill) :when (= who i)] r))))]
        [i :exit m])
      ;; ends
      (for [i (range n)
            :let [reason (reasons i), log (logs i)
                  own    (concat [:normal] (map second (events log :die)) (when (seq (events log :throw)) [(Exception.)]))
                  others (concat [:noproc] (kills i) (map reasons (linked i)))]
            :when (and (not= :hung reason) (not-any? #(like? % reason) (concat own others)))]
        [i :ended reason])
      (for [i (range n)
            :let [log (logs i)]
            :when (and (seq (events log :finished)) (not= :normal (reasons i)) (empty? (kills i)) (empty? (linked i)))]
        [i :finished-but (reasons i)])
      (for [pid pids :when (alive? pid)] [(index pid) :left]))))

;; --- all -----------------------------------------------------------------------------------

(let [[seed total] (map parse-long *command-line-args*)
      seed  (or seed (mod (time/time_ns) 1000000007))
      total (or total 2000)
      bad   (atom 0)]
  (println "seed" seed "programs" total)
  (dotimes [i total]
    (let [r       (random/Random (+ (* seed 1000003) i))
          program (random-program r)
          run     (run-program program)
          faults  (wrong program run)]
      (when (seq faults)
        (swap! bad inc)
        (when (< @bad 5)
          (println "program" i "of seed" seed)
          (doseq [s program] (println "  " s))
          (println "  reasons" (:reasons run))
          (doseq [f faults] (println "   wrong:" f))))
      (loop [] (when (receive _ true :after 0 false) (recur)))))
  (println (- total @bad) "passed," @bad "failed")
  (exit (if (zero? @bad) 0 1)))
