;; SPDX-License-Identifier: MIT
;; The posts of April 2012 on concurrency: tasklets as Python generators that
;; yield [state & args] to a scheduler. Generators are what the language gives
;; for that; the scheduler here is the loop that the posts describe.
(ns seeds-tasklets-test
  (:require [clojure.string :as str]
            [clojure.test :refer [deftest is]]
            [tempfile]))

(deftest generators
  (let [gen-test (fn [] (yield 1) (yield 2) (yield 3))
        z        (gen-test)]
    (is (= [1 2 3] [(py/next z) (py/next z) (py/next z)]))
    (is (thrown? StopIteration (py/next z))))
  (let [printed     (atom [])
        print-stuff (fn []
                      (loop []
                        (let [x (yield "Ready")]
                          (when (not= x "Stop")
                            (swap! printed conj x)
                            (recur)))))
        z           (print-stuff)]
    (is (= "Ready" (py/next z) (.send z 1) (.send z 1) (.send z 4) (.send z 5)))
    (is (thrown? StopIteration (.send z "Stop")))
    (is (= [1 1 4 5] @printed))))

;; --- what a tasklet says to the scheduler -------------------------------------

(defmacro spawn [f & args] `(yield [::spawn ~f ~@args]))
(defmacro ! [pid message] `(yield [::send ~pid ~message]))
(defmacro become [f & args] `(yield [::become ~f ~@args]))
(defmacro die [] `(yield [::die]))

(defn matches
  "The bindings of a pattern, [:keyword name …] or a single keyword, for a message; nil if it does not match."
  [pattern message]
  (let [message (if (vector? message) message [message])]
    (when (and (= (count pattern) (count message))
               (every? (fn [[p m]] (or (symbol? p) (= p m))) (map vector pattern message)))
      (into {} (filter (comp symbol? key)) (zipmap pattern message)))))

(defmacro receive
  "Waits for a message that one of the patterns matches. A message is [spid content]."
  [& clauses]
  (let [got (gensym "got"), found (gensym "found"), patterns (map first (partition 2 clauses))]
    `(let [[~'spid ~got] (loop [m# (yield [::recv])] ; a recur in a body is for the loop around all this
                           (if (some (fn [p#] (matches p# (second m#))) '~(vec patterns))
                             m#
                             (recur (yield [::next-msg]))))]
       (cond
         ~@(mapcat (fn [[pattern body]]
                     [`(matches '~pattern ~got)
                      `(let [~found (matches '~pattern ~got)
                             ~@(mapcat (fn [n] [n `(get ~found '~n)]) (filter symbol? pattern))]
                         ~body)])
                   (partition 2 clauses))))))

;; --- the scheduler ---------------------------------------------------------------

(defn schedule
  "Runs tasklets, beginning with f, until none can go on. Returns what (yield [::note x]) noted."
  [f & args]
  (let [pids (atom 0), notes (atom []), tasks (atom {}), ready (atom clojure.lang.PersistentQueue/EMPTY)
        add   (fn [f args]
                (let [pid (swap! pids inc)]
                  (swap! tasks assoc pid {:task (apply f args), :queue [], :at 0})
                  (swap! ready conj [pid nil])
                  pid))
        again (fn [pid value] (swap! ready conj [pid value]))
        ;; A message for a tasklet that waits: the one at the place it has searched to.
        hand  (fn [pid]
                (let [{:keys [queue at waits]} (@tasks pid)]
                  (when (and waits (< at (count queue)))
                    (swap! tasks update pid assoc
                           :waits false, :looks-at (queue at), :queue (into (subvec queue 0 at) (subvec queue (inc at))))
                    (again pid (queue at)))))
        act   (fn [pid [state & args]]
                (case state
                  ::spawn    (again pid (add (first args) (rest args)))
                  ::send     (let [[to message] args]
                               (when (@tasks to)
                                 (swap! tasks update-in [to :queue] conj [pid message])
                                 (hand to))
                               (again pid nil))
                  ::recv     (do (swap! tasks update pid assoc :waits true, :at 0) (hand pid))
                  ::next-msg (let [{:keys [at looks-at]} (@tasks pid)]
                               (swap! tasks update-in [pid :queue]
                                      (fn [q] (into (conj (subvec q 0 at) looks-at) (subvec q at))))
                               (swap! tasks update pid assoc :waits true, :at (inc at))
                               (hand pid))
                  ::become   (do (swap! tasks update pid assoc :task (apply (first args) (rest args)))
                                 (again pid nil))
                  ::die      (swap! tasks dissoc pid)
                  ::yield    (again pid nil)
                  ::note     (do (swap! notes conj (first args)) (again pid nil))))]
    (add f args)
    (while (peek @ready)
      (let [[pid value] (peek @ready)]
        (swap! ready pop)
        (when-let [task (:task (@tasks pid))]
          (let [said (try (.send task value) (catch StopIteration _ [::die]))]
            (act pid said)))))
    @notes))

;; --- the posts' tasklets ----------------------------------------------------------

(defn universal-server []
  (receive [f args]
           (become (fn [] (yield [::note (apply f args)])))))

(defn crazy-server []
  (receive [:ping]          (! spid :pong)
           [:clone]         (! spid (spawn crazy-server))
           [:become fn args] (become fn args)
           [:die]           (die)))

(defn log-info [file]
  (loop [file (py/open file "w")]
    (receive [:log message] (do (.write file (str message "\n"))
                                (recur file))
             [:stop]        (do (.close file) (die)))))

(deftest universal-servers
  (is (= [6] (schedule (fn [] (let [pid (spawn universal-server)] (! pid [+ [1 2 3]])))))))

(deftest crazy-servers
  (is (= [:pong] (schedule (fn []
                             (let [pid (spawn crazy-server)]
                               (! pid [:ping])
                               (receive [:pong] (yield [::note :pong])))))))
  (is (= [:pong] (schedule (fn []
                             (let [pid (spawn crazy-server)]
                               (! pid [:clone])
                               (receive [clone] (do (! clone [:ping])
                                                    (receive [:pong] (yield [::note :pong]))))))))
      "a clone answers too")
  (is (= [[:became 5]] (schedule (fn []
                                   (let [pid (spawn crazy-server)]
                                     (! pid [:become (fn [x] (yield [::note [:became x]])) 5]))))))
  (is (= [:searched] (schedule (fn []
                                 (let [me (spawn (fn [] (receive [:second] (receive [:first] (yield [::note :searched])))))]
                                   (! me [:first])
                                   (! me [:second])))))
      "a message that does not match yet is passed over"))

(deftest logging
  (let [file            (tempfile/mktemp)
        log-hello-world (fn []
                          (let [pid (spawn log-info file)]
                            (! pid [:log "Hello"])
                            (! pid [:log "World"])
                            (! pid :stop)))]
    (schedule log-hello-world)
    (is (= ["Hello" "World"] (str/split-lines (slurp file))))))

(deftest a-hundred-thousand
  (is (= 100000 (count (schedule (fn []
                                   (dotimes [i 100000]
                                     (spawn (fn [] (yield [::note i]))))))))))
