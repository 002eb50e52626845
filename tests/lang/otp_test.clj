;; SPDX-License-Identifier: MIT
;; Generic servers and supervisors, with the semantics of Erlang's.
(ns otp-test
  (:require [cljsh.otp.report :as report]
            [cljsh.otp.server :as server]
            [cljsh.otp.supervisor :as supervisor]
            [cljsh.tasklet :refer [! alive? die link monitor process-info process-messages processes receive register schedule self sleep spawn trap-exit unlink whereis]]
            [clojure.test :refer [are deftest is testing]]))

(def reports "What was told while a test ran." (atom []))

(defmacro quiet
  "The value of the body in a tasklet of its own, its reports kept. Servers that it leaves end with it."
  [& body]
  `(binding [report/*listener* (fn [r#] (swap! reports conj r#))]
     (reset! reports [])
     (let [result# (promise)]
       (spawn (fn [] (deliver result# (try [:value (do ~@body)] (catch Throwable e# [:error e#])))))
       (let [[kind# x#] @result#]
         (if (= kind# :value) x# (throw x#))))))

(defn settle
  "Waits a moment, and on a slow machine until all others wait for something; half a minute at most."
  []
  (sleep 120)
  (loop [tries 1500]
    (when (and (pos? tries) (some #(not= :waiting (:status (process-info %))) (remove #{(self)} (processes))))
      (sleep 20)
      (recur (dec tries)))))

(defn data-of [f] (try (f) (catch Exception e (ex-data e))))

(def counter
  {:init        (fn [n] [:ok n])
   :handle-call (fn [request from n]
                  (case request
                    :get   [:reply n n]
                    :inc   [:reply (inc n) (inc n)]
                    :later (do (spawn (fn [] (sleep 5) (server/reply from :later))) [:noreply n])
                    :never [:noreply n]
                    :crash (throw (ex-info "boom" {:k 1}))
                    :die   (die :dead)
                    :self  (server/call (self) :get)
                    :bad   :nonsense
                    :stop  [:stop :normal :bye n]
                    :quit  [:stop :shutdown n]
                    :then  [:reply :ok n [:continue 10]]
                    :idle  [:reply :ok n 5]))
   :handle-cast (fn [message n] (case message :inc [:noreply (inc n)], :crash (/ 1 0)))
   :handle-info (fn [message n] (if (= message :timeout) [:noreply :idle] [:noreply [:info message]]))
   :handle-continue (fn [x n] [:noreply (+ x n)])})

(deftest calls-and-casts
  (is (= [5 6 7 :later 7]
         (quiet (let [s (server/start counter [5])]
                  [(server/call s :get) (server/call s :inc) (do (server/cast s :inc) (server/call s :get))
                   (server/call s :later) (server/get-state s)]))))
  (testing "by name"
    (is (= 1 (quiet (server/start counter [1] :name :otp-counter) (server/call :otp-counter :get)))))
  (testing "other messages"
    (is (= [:info :hello] (quiet (let [s (server/start counter [0])] (! s :hello) (server/call s :get))))))
  (testing "continue, and a time limit for the next message"
    (is (= 11 (quiet (let [s (server/start counter [1])] (server/call s :then) (server/call s :get)))))
    (is (= :idle (quiet (let [s (server/start counter [1])] (server/call s :idle) (settle) (server/call s :get))))))
  (testing "without init the state is the argument"
    (is (= 3 (quiet (server/get-state (server/start {} [3])))))))

(deftest calls-that-fail
  (is (= :noproc (quiet (let [s (server/start counter [0])] (server/stop s) (:reason (data-of #(server/call s :get)))))))
  (is (= {:k 1} (quiet (let [s (server/start counter [0])] (ex-data (:reason (data-of #(server/call s :crash))))))) "what the server threw")
  (is (= :crash (:event (first @reports))))
  (is (= :dead (quiet (let [s (server/start counter [0])] (:reason (data-of #(server/call s :die)))))) "what it gave to die")
  (is (= :calling-self (quiet (let [s (server/start counter [0] :name :otp-self)]
                                (:reason (ex-data (:reason (data-of #(server/call :otp-self :self)))))))))
  (is (= :shutdown (quiet (let [s (server/start counter [0])] (:reason (data-of #(server/call s :quit)))))))
  (is (= :bad-return-value (quiet (let [s (server/start counter [0])] (:reason (ex-data (:reason (data-of #(server/call s :bad)))))))))
  (testing "a name that nobody has"
    (is (= [:noproc :noproc] (for [f [(fn [] (server/call :nobody 1)) (fn [] (server/stop :nobody))]]
                               (try (f) (catch Exception e (:reason (ex-data e)))))))
    (is (nil? (server/cast :nobody 1))))
  (testing "an answer that comes too late is dropped"
    (is (= [:timeout []] (quiet (let [s (server/start counter [0])
                                      r (:reason (data-of #(server/call s :later :timeout 1)))]
                                  (settle)
                                  [r (process-messages (self))])))))
  (testing "a call that stops the server is answered"
    (is (= [:bye false] (quiet (let [s (server/start counter [0]), r (server/call s :stop)] (settle) [r (alive? s)])))))
  (testing "no function for it"
    (is (= :undefined (quiet (let [s (server/start {} [0])] (:reason (ex-data (:reason (data-of #(server/call s 1)))))))))))

(deftest starting
  (is (= {:reason :no} (quiet (data-of #(server/start {:init (fn [] [:stop :no])} [])))))
  (is (nil? (quiet (server/start {:init (fn [] :ignore)} []))))
  (is (thrown-with-msg? Exception #"could not start: init fails"
                        (quiet (server/start {:init (fn [] (throw (Exception. "init fails")))} []))))
  (is (= [:already-started true] (quiet (let [s      (server/start counter [1] :name :otp-twin)
                                              [k p]  (:reason (data-of #(server/start counter [2] :name :otp-twin)))]
                                          [k (= p s)]))))
  (is (= :timeout (quiet (:reason (data-of #(server/start {:init (fn [] (sleep 1000) [:ok 1])} [] :timeout 5))))))
  (is (= :dead (quiet (:reason (data-of #(server/start {:init (fn [] (die :dead))} []))))))
  (testing "the starter sees the error alone, also when linked"
    (is (= [:no []] (quiet (let [r (:reason (data-of #(server/start-link {:init (fn [] [:stop :no])} [])))] (settle) [r (process-messages (self))]))))))

(deftest ends
  (testing "terminate is told why"
    (let [told (atom [])
          s    (fn [] (server/start (assoc counter :terminate (fn [reason state] (swap! told conj [reason state]))) [4]))]
      (quiet (server/stop (s)) (server/stop (s) :reason :shutdown) (data-of #(server/call (s) :stop)))
      (loop [tries 200] (when (and (< (count @told) 3) (pos? tries)) (sleep 5) (recur (dec tries)))) ; the answer comes before
      (is (= [[:normal 4] [:shutdown 4] [:normal 4]] @told))))
  (testing "one that is not linked has no parent, whose exit signal would end it"
    (is (= [:told :why] (quiet (let [me (self)
                                     p  (server/start {:init (fn [] (trap-exit true) [:ok nil])
                                                       :handle-info (fn [[_ from reason] s] (! me [:told reason]) [:noreply s])} [])]
                                 (cljsh.tasklet/kill-process p :why)
                                 (receive m m :after 5000 nil))))))
  (testing "a linked server ends with its parent"
    (is (= false (quiet (let [box    (promise)
                              parent (spawn (fn [] (deliver box (server/start-link counter [1])) (receive :end (die :shutdown))))
                              s      @box]
                          (! parent :end)
                          (settle)
                          (alive? s)))))))

;; --- supervisors ----------------------------------------------------------------------

(defn child [id & {:as more}] (merge {:id id, :start [server/start-link counter [id] :name id]} more))

(defn pids [top] (into {} (map (juxt :id :pid)) (supervisor/which-children top)))

(defn changed
  "The ids of the children that have other pids after f than before."
  [top f]
  (let [before (pids top)]
    (f)
    (settle)
    (set (keep (fn [[id pid]] (when (not= pid (before id)) id)) (pids top)))))

(deftest strategies
  (are [strategy restarted]
    (= restarted (quiet (let [top (supervisor/start-link {:strategy strategy, :intensity 5, :children [(child :a) (child :b) (child :c)]})
                              r   (changed top #(server/cast :b :crash))]
                          (server/stop top)
                          r)))
    :one-for-one  #{:b}
    :one-for-all  #{:a :b :c}
    :rest-for-one #{:b :c}))

(deftest kinds-of-children
  (are [restart reason again?]
    (= again? (quiet (let [top (supervisor/start-link {:intensity 5, :children [(child :a :restart restart)]})
                           pid (whereis :a)]
                       (case reason :crash (server/cast :a :crash) (server/stop :a :reason reason))
                       (settle)
                       (let [now (whereis :a)] (server/stop top) (boolean (and now (not= now pid)))))))
    :permanent :crash true,  :permanent :normal true,  :permanent :shutdown true
    :transient :crash true,  :transient :normal false, :transient :shutdown false
    :temporary :crash false, :temporary :normal false))

(defn- crash
  "Has a server crash, and waits until its supervisor has started it anew; half a minute at most, when it does not."
  [name]
  (let [before (whereis name)]
    (server/cast name :crash)
    (loop [n 6000]
      (when (and (pos? n) (contains? #{nil before} (whereis name)))
        (sleep 5)
        (recur (dec n))))))

(deftest intensity
  (testing "one restart too many, and the supervisor gives up"
    (is (= [:EXIT :shutdown] (quiet (trap-exit true)
                                    (let [top (supervisor/start-link {:intensity 2, :period 3600, :children [(child :a)]})]
                                      (dotimes [_ 2] (crash :a))
                                      (server/cast :a :crash)
                                      (receive [:EXIT top reason] [:EXIT reason] :after 60000 :alive)))))))

(deftest reports-name-who-makes-them
  (let [told (quiet (server/start (dissoc counter :handle-info) [0] :name :named)
                    (! :named :unknown)
                    (let [ref (monitor :named)]
                      (server/cast :named :crash)
                      (receive [:DOWN ref _ _ _] @reports)))]
    (is (= [[:unexpected :named] [:crash :named]] (map (juxt :event :name) told)))
    (is (every? #(re-find #"^\*\*\* #pid\[\d+\] :named " %)
                (map (fn [report] (let [out (java.io.StringWriter.)] (binding [*err* out] (report/print-report report)) (str out))) told)))))

(deftest order-of-ends
  (let [ended (atom [])
        spec  (fn [id] {:id id, :start [server/start-link {:init (fn [] (trap-exit true) [:ok id]), :terminate (fn [_ id] (swap! ended conj id))} []]})]
    (quiet (server/stop (supervisor/start-link {:children [(spec 1) (spec 2) (spec 3)]})))
    (is (= [3 2 1] @ended)))
  (testing "a child that does not end in time is killed"
    (is (= :killed (quiet (let [stubborn (fn [] (spawn (fn [] (trap-exit true) (loop [] (receive _ nil) (recur)))))
                                start    (fn [] (let [p (stubborn)] (link p) p))
                                top      (supervisor/start-link {:children [{:id 1, :start [start], :shutdown 10}]})
                                pid      (:pid (first (supervisor/which-children top)))
                                ref      (monitor pid)]
                            (server/stop top)
                            (receive [:DOWN ref _ _ reason] reason)))))))

(deftest changing-children
  (is (= [{:specs 2, :active 2, :supervisors 0, :workers 2} [:b :a] {:specs 1, :active 1, :supervisors 0, :workers 1}]
         (quiet (let [top (supervisor/start-link {:children [(child :b)]})
                      _   (supervisor/start-child top (child :a))
                      two (supervisor/count-children top)
                      ids (mapv :id (supervisor/which-children top))]
                  (supervisor/terminate-child top :a)
                  (supervisor/delete-child top :a)
                  [two ids (supervisor/count-children top)]))))
  (is (= [:not-found :running :already-started]
         (quiet (let [top (supervisor/start-link {:children [(child :a)]})
                      why (fn [f] (let [r (:reason (data-of f))] (if (vector? r) (first r) r)))]
                  [(why #(supervisor/terminate-child top :z)) (why #(supervisor/delete-child top :a)) (why #(supervisor/start-child top (child :a)))]))))
  (testing "terminated and started again"
    (is (= [nil :a] (quiet (let [top (supervisor/start-link {:children [(child :a)]})]
                             (supervisor/terminate-child top :a)
                             (let [gone (whereis :a)]
                               (supervisor/restart-child top :a)
                               [gone (server/call :a :get)])))))))

(deftest many-of-a-kind
  (is (= [[10 20] 1]
         (quiet (let [top  (supervisor/start-link {:strategy :simple-one-for-one
                                                   :children [{:id :n, :start [server/start-link counter], :restart :temporary}]})
                      a    (supervisor/start-child top [[10]])
                      b    (supervisor/start-child top [[20]])
                      vals [(server/call a :get) (server/call b :get)]]
                  (supervisor/terminate-child top a)
                  [vals (:active (supervisor/count-children top))])))))

(deftest temporary-siblings
  (testing "those that are ended because a sibling is started anew are gone"
    (are [strategy ids] (= ids (quiet (let [top (supervisor/start-link {:strategy strategy, :children [(child :b) (child :a :restart :temporary)]})]
                                        (crash :b)
                                        (mapv :id (supervisor/which-children top)))))
      :one-for-all [:b], :rest-for-one [:b], :one-for-one [:b :a])))

(deftest children-of-one-kind-have-no-names
  (is (= [:simple-one-for-one :simple-one-for-one :simple-one-for-one nil nil :not-found]
         (quiet (let [top (supervisor/start-link {:strategy :simple-one-for-one, :children [{:id :n, :start [server/start-link counter]}]})
                      a   (supervisor/start-child top [[10]])
                      why (fn [f x] (:reason (data-of #(f top x))))]
                  [(why supervisor/terminate-child :n) (why supervisor/restart-child a) (why supervisor/delete-child a)
                   (supervisor/terminate-child top a) (supervisor/terminate-child top a) (why supervisor/terminate-child (self))])))))

(deftest children-that-do-not-start
  (let [bad {:id :bad, :start [server/start-link {:init (fn [] [:stop :no])} []]}]
    (is (= [[:failed-to-start-child :bad :no] nil]
           (quiet [(:reason (data-of #(supervisor/start-link {:children [(child :a) bad]}))) (whereis :a)]))
        "those before it are ended")
    (is (= :no (quiet (:reason (data-of #(supervisor/start-child (supervisor/start-link {}) bad)))))))
  (are [spec re] (thrown-with-msg? Exception re (quiet (supervisor/start-link spec)))
    {:children [{:start [inc]}]}               #"needs an :id"
    {:children [{:id 1}]}                      #"needs a :start"
    {:children [{:id 1 :start [inc] :restart :x}]} #":restart must be"
    {:strategy :all}                           #"strategy cannot be :all"
    {:children [(child :a) (child :a)]}        #"Several children have the :id :a"))

(deftest trees
  (is (= [true true] (quiet (let [inner {:id :inner, :type :supervisor, :start [supervisor/start-link {:children [(child :leaf)]}]}
                                  top   (supervisor/start-link {:intensity 5, :children [inner]})
                                  leaf  (whereis :leaf)]
                              (cljsh.tasklet/kill-process (:pid (first (supervisor/which-children top))) :kill)
                              (settle)
                              (let [again (whereis :leaf)]
                                (server/stop top)
                                [(and (some? again) (not= again leaf)) (nil? (whereis :leaf))]))))))
