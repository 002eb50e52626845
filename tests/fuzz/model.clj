;; SPDX-License-Identifier: MIT
;; Random programs of processes, and a model of Erlang's rules that they are held against.
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
;; Where processes live on several nodes, the connection to one may be lost: then
;; :noconnection may stand for any other reason between those that it parts.
(ns model
  (:require [cljsh.tasklet :refer [! alive? demonitor die kill-process link monitor pass receive self sleep spawn-monitor trap-exit unlink]]))

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

(defn took!
  "Notes a message that was received; who has ended, in one that says so, by its place in the program."
  [log pids message]
  (note! log :took (if (and (vector? message) (= :EXIT (first message)))
                     (let [[_ from reason] message] [:EXIT (.indexOf pids from) reason])
                     message)))

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
    :receive-any (receive m (took! log pids m) :after a nil)
    :link        (do (note! log :link a) (link (pids a)) (note! log :linked a))
    :unlink      (do (unlink (pids a)) (note! log :unlinked a))
    :monitor     (let [ref (monitor (pids a))] (swap! refs conj ref) (note! log :monitor a ref))
    :demonitor   (when-let [ref (peek @refs)] (swap! refs pop) (demonitor ref) (note! log :demonitor ref))
    :trap        (do (note! log :trap a) (trap-exit a))
    :die         (do (note! log :die a) (die a))
    :throw       (do (note! log :throw) (throw (ex-info "thrown" {})))
    :kill        (do (note! log :kill a b) (kill-process (pids a) b))
    :pass        (pass)
    :sleep       (sleep a)
    :work        (spin a)))

(defn process [me script log]
  (receive [:go pids]
    (let [refs (atom [])]
      (run! #(step me log pids refs %) script)
      (loop []
        (when (receive m (do (took! log pids m) true) :after 0 false)
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
     :reasons (mapv (fn [[pid ref]] (receive [:DOWN ref :process _ reason] reason :after 5000 (do (kill-process pid :kill) :hung))) begun)}))

;; --- the model ------------------------------------------------------------------------

(defn thrown? [x] (instance? BaseException x))
(defn like? [a b] (or (= a b) (and (thrown? a) (thrown? b))))

(defn events [log kind] (filter #(= kind (first %)) log))

(defn wrong
  "What a run did that it must not: a seq of descriptions. lost: the processes whose node was lost, a set of places."
  [program {:keys [pids logs reasons lost]}]
  (let [logs   (mapv deref logs)
        n      (count program)
        parted (fn [& is] (when (some (or lost #{}) is) [:noconnection]))
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
                      (not-any? #(like? % (nth (first ms) 4)) (concat [(reasons target) :noproc] (parted i target))))]
        [i :down ms (when target (reasons target))])
      ;; exit signals as messages
      (for [i (range n)
            [_ from reason :as m] (filter #(= :EXIT (first %)) (map second (events (logs i) :took)))
            :when (or (empty? (filter second (events (logs i) :trap)))
                      (not-any? #(like? % reason)
                                (concat [:noproc] (parted i from) [(get reasons from)]
                                        (for [[_ who r] (events (get logs from) :kill) :when (= who i)] r))))]
        [i :exit m])
      ;; ends
      (for [i (range n)
            :let [reason (reasons i), log (logs i)
                  own    (concat [:normal] (map second (events log :die)) (when (seq (events log :throw)) [(Exception.)]))
                  others (concat [:noproc] (kills i) (map reasons (linked i)) (apply parted i (linked i)))]
            :when (and (not= :hung reason) (not-any? #(like? % reason) (concat own others)))]
        [i :ended reason])
      (for [i (range n)
            :let [log (logs i)]
            :when (and (seq (events log :finished)) (not= :normal (reasons i)) (empty? (kills i)) (empty? (linked i)) (not (parted i)))]
        [i :finished-but (reasons i)])
      (for [i (range n) :when (alive? (pids i))] [i :left]))))

(defn report
  "Says what was wrong with a run."
  [place program run faults]
  (println place)
  (doseq [s program] (println "  " s))
  (println "  reasons" (:reasons run))
  (doseq [f faults] (println "   wrong:" f)))
