;; SPDX-License-Identifier: MIT
(ns cljsh.otp.supervisor
  "Supervisors, after Erlang's: a process that starts others, its children, and
  starts them anew when they end.

  A supervisor is described by a map:

    :strategy   :one-for-one         a child that ends is started anew
                :one-for-all         all are, when one ends
                :rest-for-one        it and those that were started after it
                :simple-one-for-one  children of one kind, that start-child starts
    :intensity  how many restarts (1) may happen within
    :period     so many seconds (5); one more, and the supervisor gives up, with the reason :shutdown
    :children   a vector of children; of :simple-one-for-one the one kind

  A child is a map:

    :id         what it is called, unique among its siblings
    :start      [f & args]: f starts a linked process and returns its pid, or nil if there is to be none
    :restart    :permanent always (the default); :transient unless it ends with :normal, :shutdown or
                [:shutdown x]; :temporary never
    :shutdown   how it is ended: milliseconds that it has after the signal :shutdown (5000; of a supervisor
                :infinity), before it gets :kill; or :kill at once
    :type       :worker (the default) or :supervisor
    :on         where it lives, if not here: true, in a worker on this machine; a host, a node's name or a pid, as of
                spawn-on. f is called there, and again on another worker when its node dies
    :significant  with :auto-shutdown of the supervisor (:any-significant, :all-significant): its end, when it is not
                restarted, ends the supervisor

  Children are started in their order, and ended in the reverse."
  (:require [cljsh.otp.report :as report]
            [cljsh.otp.server :as server]
            [cljsh.node :as node]
            [cljsh.tasklet :refer [! alive? demonitor die kill-process link monitor pid? receive self trap-exit unlink]]
            [time]))

(defn- invalid [spec what]
  (throw (ex-info (str "A child " what ": " (cljsh.core/show spec)) {:reason :invalid-child, :child spec})))

(defn- checked-child [spec]
  (when-not (map? spec) (invalid spec "must be a map"))
  (when-not (contains? spec :id) (invalid spec "needs an :id"))
  (when-not (and (vector? (:start spec)) (ifn? (first (:start spec)))) (invalid spec "needs a :start, [f & args]"))
  (let [{:keys [restart type shutdown] :as child} (merge {:restart :permanent, :type :worker} spec)
        child (assoc child :shutdown (or shutdown (if (= type :supervisor) :infinity 5000)))]
    (when-not (#{:permanent :transient :temporary} restart) (invalid spec ":restart must be :permanent, :transient or :temporary"))
    (when-not (#{:worker :supervisor} type) (invalid spec ":type must be :worker or :supervisor"))
    (when-not (or (#{:kill :infinity} (:shutdown child)) (nat-int? (:shutdown child)))
      (invalid spec ":shutdown must be milliseconds, :infinity or :kill"))
    child))

(defn- now [] (time/monotonic))

;; --- children --------------------------------------------------------------------

(defn begin-there
  "Starts a child on another node for its supervisor, which gets [tag [:ok pid]] or [tag [:error reason]]."
  [supervisor tag f args]
  (! supervisor [tag (try
                       (let [pid (binding [server/*parent* supervisor] (apply f args))]
                         (when pid (unlink pid)) ; the supervisor links to it
                         [:ok pid])
                       (catch Throwable e [:error (report/reason e)]))]))

(defn- start-there
  "Starts a child on another node and returns its pid, linked to this process, or nil."
  [where f args]
  (let [tag (str "start " (pr-str (self)) (gensym))
        [_ ref] (apply node/spawn-monitor-on (concat (when-not (true? where) [where]) [begin-there (self) tag f args]))]
    (receive
      [tag [:ok pid]]  (do (demonitor ref)
                           (when pid (link pid))
                           pid)
      [tag [:error e]] (do (demonitor ref)
                           (if (instance? BaseException e) (throw e) (die e)))
      [:DOWN ref :process _ reason]
      (throw (ex-info (str "The node ended while the child started: " (cljsh.core/show reason)) {:reason reason})))))

(defn- start-one
  "Starts a child: [pid nil], pid perhaps nil, or [nil reason]."
  [{[f & args] :start, :keys [on]}]
  (try
    [(if on (start-there on f args) (apply f args)) nil]
    (catch Throwable e [nil (:reason (ex-data e) (report/reason e))])))

(defn- end-one
  "Ends a child and waits for that; the reason it gave."
  [{:keys [pid shutdown]}]
  (when pid
    (let [ref    (monitor pid)
          killed (fn [] (kill-process pid :kill) (receive [:DOWN ref _ _ reason] reason))
          reason (if (= shutdown :kill)
                   (killed)
                   (do (kill-process pid :shutdown)
                       (receive [:DOWN ref _ _ reason] reason
                                :after (when-not (= shutdown :infinity) shutdown) (killed))))]
      (unlink pid)
      (receive [:EXIT pid _] nil :after 0 nil)
      reason)))

(defn- end-all
  "Ends children, the last first; they stay in the list without pids."
  [children]
  (reduce (fn [ended child] (end-one child) (cons (dissoc child :pid) ended)) () (reverse children)))

(defn- start-all
  "Starts those without a pid, in order: [children nil], or [children started so far, [id reason]]."
  [children]
  (loop [done [], [child & more :as all] children]
    (cond
      (empty? all) [done nil]
      (:pid child) (recur (conj done child) more)
      :else (let [[pid reason] (start-one child)]
              (if reason
                [(into done all) [(:id child) reason]]
                (recur (conj done (assoc child :pid pid)) more))))))

(defn- place [pred children] (first (keep-indexed (fn [i c] (when (pred c) i)) children)))

;; --- restarting -------------------------------------------------------------------

(defn- too-many?
  "[true or false, the times of restarts that still count, with this one]"
  [{:keys [restarts intensity period]}]
  (let [t    (now)
        kept (conj (filterv #(<= (- t %) period) restarts) t)]
    [(> (count kept) intensity) kept]))

(defn- normal? [reason]
  (or (contains? #{:normal :shutdown} reason) (and (vector? reason) (= :shutdown (first reason)))))

(defn- restart?
  [{:keys [restart]} reason]
  (case restart
    :permanent true
    :transient (not (normal? reason))
    :temporary false))

(defn- restarted
  "The state with the children at i started anew, as the strategy says; or [:stop …]."
  [{:keys [strategy children] :as state} i]
  (let [[stop? times] (too-many? state)
        state (assoc state :restarts times)]
    (if stop?
      [:stop :shutdown (update state :children #(vec (update (vec %) i dissoc :pid)))]
      (let [children (update (vec children) i dissoc :pid)
            from     (case strategy (:one-for-one :simple-one-for-one) i, :one-for-all 0, :rest-for-one i)
            to       (case strategy (:one-for-one :simple-one-for-one) (inc i) (count children))
            ended    (end-all (subvec children from to))
            [begun failed] (start-all (remove #(= :temporary (:restart %)) ended)) ; such are never started anew
            state    (assoc state :children (vec (concat (subvec children 0 from) begun (subvec children to))))]
        (if-not failed
          [:noreply state]
          (let [[id reason] failed
                k (place #(= id (:id %)) (:children state))]
            (report/supervisor {:supervisor (self), :child id, :reason reason, :restarts "it did not start; it is tried again"})
            (recur state k)))))))

(defn- without-temporary [{:keys [strategy children] :as state} child]
  (if (or (= :temporary (:restart child)) (= :simple-one-for-one strategy))
    (assoc state :children (filterv #(not (identical? child %)) children))
    (assoc state :children (mapv #(if (identical? child %) (dissoc % :pid) %) children))))

(defn- automatic-end? [{:keys [auto-shutdown children]} child]
  (and (:significant child)
       (case auto-shutdown
         :any-significant true
         :all-significant (not-any? #(and (:significant %) (:pid %)) (remove #{child} children))
         false)))

(defn- child-ended [{:keys [children] :as state} pid reason]
  (if-let [i (place #(= pid (:pid %)) children)]
    (let [child (nth children i), again? (restart? child reason)]
      (when-not (normal? reason)
        (report/supervisor {:supervisor (self), :child (:id child), :pid pid, :reason reason
                            :restarts (if again? "it is started anew" "it stays ended")}))
      (cond
        again?                       (restarted state i)
        (automatic-end? state child) [:stop :shutdown (without-temporary state child)]
        :else                        [:noreply (without-temporary state child)]))
    [:noreply state]))

;; --- requests ----------------------------------------------------------------------

(defn- added
  [{:keys [strategy children template] :as state} spec]
  (let [child (if (= strategy :simple-one-for-one)
                (assoc template :start (into (:start template) spec), :id (gensym "child"))
                (try (checked-child spec) (catch [Exception Error] e e)))
        twin  (when (map? child) (first (filter #(= (:id child) (:id %)) children)))]
    (cond
      (instance? BaseException child) [:reply [:error (:reason (ex-data child) child)] state]
      twin  [:reply [:error (if (:pid twin) [:already-started (:pid twin)] :already-present)] state]
      :else (let [[pid reason] (start-one child)]
              (cond
                reason [:reply [:error reason] state]
                (and (nil? pid) (or (= strategy :simple-one-for-one) (= :temporary (:restart child)))) [:reply [:ok nil] state]
                :else [:reply [:ok pid] (assoc state :children (conj (vec children) (assoc child :pid pid)))])))))

(defn- changed
  "Answers a request about one child: f gets it and its index."
  [{:keys [children strategy] :as state} what id f]
  (if (= :simple-one-for-one strategy)
    (let [i (place #(= id (:pid %)) children)]
      (cond
        (not (and (= what :terminate-child) (pid? id))) [:reply [:error :simple-one-for-one] state] ; its children have no names
        i             (f (nth children i) i)
        (alive? id)   [:reply [:error :not-found] state]
        :else         [:reply [:ok] state]))
    (if-let [i (place #(= id (:id %)) children)]
      (f (nth children i) i)
      [:reply [:error :not-found] state])))

(defn- answer [[what x] _ {:keys [children] :as state}]
  (case what
    :start-child     (added state x)
    :terminate-child (changed state what x (fn [child _]
                                             (end-one child)
                                             [:reply [:ok] (without-temporary state child)]))
    :restart-child   (changed state what x (fn [child i]
                                             (if (:pid child)
                                               [:reply [:error :running] state]
                                               (let [[pid reason] (start-one child)]
                                                 (if reason
                                                   [:reply [:error reason] state]
                                                   [:reply [:ok pid] (assoc-in state [:children i :pid] pid)])))))
    :delete-child    (changed state what x (fn [child _]
                                             (if (:pid child)
                                               [:reply [:error :running] state]
                                               [:reply [:ok] (update state :children (fn [all] (filterv #(not (identical? child %)) all)))])))
    :which-children  [:reply (mapv (fn [c] {:id (:id c), :pid (:pid c), :type (:type c)}) children) state]
    :count-children  [:reply {:specs       (if (= :simple-one-for-one (:strategy state)) 1 (count children))
                              :active      (count (filter :pid children))
                              :supervisors (count (filter #(= :supervisor (:type %)) children))
                              :workers     (count (filter #(= :worker (:type %)) children))} state]))

(def ^:private callbacks
  {:init (fn [{:keys [strategy intensity period children auto-shutdown] :or {strategy :one-for-one, intensity 1, period 5, auto-shutdown :never}}]
           (when-not (#{:one-for-one :one-for-all :rest-for-one :simple-one-for-one} strategy)
             (throw (ex-info (str "A supervisor's :strategy cannot be " (cljsh.core/show strategy)) {:reason :invalid-supervisor})))
           (let [simple?  (= strategy :simple-one-for-one)
                 checked  (mapv checked-child children)
                 state    {:strategy strategy, :intensity intensity, :period period, :auto-shutdown auto-shutdown, :restarts [], :children []}]
             (when-let [twice (seq (keep (fn [[id n]] (when (> n 1) id)) (frequencies (map :id checked))))]
               (throw (ex-info (str "Several children have the :id " (cljsh.core/show (first twice))) {:reason :invalid-supervisor})))
             (when (and simple? (not= 1 (count checked)))
               (throw (ex-info "A :simple-one-for-one supervisor has one kind of children" {:reason :invalid-supervisor})))
             (trap-exit true)
             (if simple?
               [:ok (assoc state :template (first checked))]
               (let [[begun failed] (start-all checked)]
                 (if failed
                   (do (end-all begun)
                       [:stop [:failed-to-start-child (first failed) (second failed)]])
                   [:ok (assoc state :children begun)])))))
   :handle-call answer
   :handle-info (fn [message state]
                  (if (and (vector? message) (= :EXIT (first message)))
                    (child-ended state (nth message 1) (nth message 2))
                    [:noreply state]))
   :terminate   (fn [_ state] (end-all (:children state)))
   :format-state (fn [state] (mapv #(select-keys % [:id :pid]) (:children state)))})

;; --- what others call ------------------------------------------------------------------

(defn start-link
  "Starts a supervisor and its children, linked to this process. Returns its pid.
  Options: :name, to be registered by. Throws ExceptionInfo when a child does not start: those before it are ended then."
  [spec & {:as options}]
  (server/start-link callbacks [spec] options))

(defn- ask [supervisor request]
  (let [[kind x] (server/call supervisor request :timeout nil)]
    (if (= kind :ok)
      x
      (throw (ex-info (str "The supervisor refuses " (name (first request)) ": " (cljsh.core/show x)) {:reason x})))))

(defn start-child
  "Adds a child to a supervisor and starts it; returns its pid, or nil. Of a :simple-one-for-one supervisor, child is a seq
  of further arguments for its start function."
  [supervisor child]
  (ask supervisor [:start-child child]))

(defn terminate-child
  "Ends a child, by its :id (of :simple-one-for-one by its pid); unless temporary, restart-child can start it again. Returns nil."
  [supervisor id]
  (ask supervisor [:terminate-child id]))

(defn restart-child
  "Starts a child that terminate-child has ended. Returns its pid."
  [supervisor id]
  (ask supervisor [:restart-child id]))

(defn delete-child
  "Takes a child that is not running from a supervisor. Returns nil."
  [supervisor id]
  (ask supervisor [:delete-child id]))

(defn which-children
  "Returns a vector of maps :id :pid :type of a supervisor's children, in their order."
  [supervisor]
  (server/call supervisor [:which-children] :timeout nil))

(defn count-children
  "Returns a map of how many children a supervisor has: :specs :active :supervisors :workers."
  [supervisor]
  (server/call supervisor [:count-children] :timeout nil))
