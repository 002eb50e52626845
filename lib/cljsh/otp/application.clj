;; SPDX-License-Identifier: MIT
(ns cljsh.otp.application
  "Applications, after Erlang's: parts of a program that are started and stopped as a whole.

  An application is a map:

    :name          a keyword
    :start         [f & args]: f starts a linked process, as a rule a supervisor, and returns its pid
    :applications  a vector of others (maps, or names of known ones) that must run before it
    :stop          a function without arguments, called when it has ended; may be left out
    :env           a map of settings, for env

  What an application's end means is its type, which start says:

    :temporary     it is reported, no more (the default)
    :transient     an end for another reason than :normal or :shutdown ends all applications
    :permanent     any end does"
  (:refer-clojure :exclude [load])
  (:require [cljsh.otp.report :as report]
            [cljsh.otp.server :as server]
            [cljsh.tasklet :refer [alive? kill-process monitor receive trap-exit unlink whereis]]))

(def ^:private controller ::controller)

(defn- ended? [reason]
  (or (#{:normal :shutdown} reason) (and (vector? reason) (= :shutdown (first reason)))))

(defn- end
  "Ends an application's process and waits for it; calls :stop."
  [{:keys [pid app]}]
  (when pid
    (let [ref (monitor pid)]
      (kill-process pid :shutdown)
      (receive [:DOWN ref _ _ _] nil)
      (unlink pid)
      (receive [:EXIT pid _] nil :after 0 nil)))
  (when-let [f (:stop app)] (f)))

(defn- end-all
  "Ends all running applications, the last started first."
  [{:keys [order running] :as state}]
  (doseq [name (rseq order)] (end (running name)))
  (assoc state :order [] :running {}))

(defn- checked [app known]
  (let [app (if (map? app) app (get known app app))]
    (cond
      (not (map? app)) (throw (ex-info (str "No application is known by the name " (cljsh.core/show app)) {:reason :unknown-application, :application app}))
      (not (keyword? (:name app))) (throw (ex-info (str "An application needs a :name, a keyword: " (cljsh.core/show app)) {:reason :invalid-application}))
      (not (and (vector? (:start app)) (ifn? (first (:start app)))))
      (throw (ex-info (str "The application " (:name app) " needs a :start, [f & args]") {:reason :invalid-application}))
      :else app)))

(defn- started
  "The state with an application running, those it needs before it. Throws when one does not start: it has started none then."
  [state app type above]
  (let [{:keys [name applications] [f & args] :start :as app} (checked app (:known state))]
    (cond
      (contains? (:running state) name) state
      (some #{name} above) (throw (ex-info (str "Applications need each other: " (cljsh.core/show (conj above name))) {:reason :circular, :applications (conj above name)}))
      :else
      (let [state (reduce (fn [s a] (started s a type (conj above name))) (assoc-in state [:known name] app) applications)
            pid   (apply f args)]
        (when-not (and (cljsh.tasklet/pid? pid) (alive? pid))
          (throw (ex-info (str "The application " name " started no process: " (cljsh.core/show pid)) {:reason :bad-return-value, :application name})))
        (-> state
            (assoc-in [:running name] {:app app, :pid pid, :type type})
            (update :order conj name))))))

(defn- try-start [state app type]
  (try
    (let [after (started state app type [])]
      [:reply [:ok (:pid ((:running after) (if (map? app) (:name app) app)))] after])
    (catch [Exception Error] e
      ;; What was started for it stays, as Erlang has it: they are applications in their own right.
      [:reply [:error e] state])))

(defn- process-ended [{:keys [running] :as state} pid reason]
  (if-let [[name {:keys [app type]}] (first (filter #(= pid (:pid (val %))) running))]
    (let [rest-of (-> state (update :running dissoc name) (update :order #(filterv (complement #{name}) %)))
          all?    (case type :permanent true, :transient (not (ended? reason)), :temporary false)]
      (when-let [f (:stop app)] (f))
      (when-not (ended? reason)
        (report/supervisor {:supervisor name, :child :application, :pid pid, :reason reason
                            :restarts (if all? "all applications are ended" "it stays ended")}))
      [:noreply (if all? (end-all rest-of) rest-of)])
    [:noreply state]))

(def ^:private callbacks
  {:init        (fn []
                  (trap-exit true)
                  [:ok {:known {}, :running {}, :order []}])
   :handle-call (fn [[what app x] _ state]
                  (case what
                    :start (try-start state app x)
                    :stop  (if-let [one (get-in state [:running app])]
                             (do (end one)
                                 [:reply [:ok nil] (-> state (update :running dissoc app) (update :order #(filterv (complement #{app}) %)))])
                             [:reply [:error (ex-info (str "The application " (cljsh.core/show app) " does not run") {:reason :not-started, :application app})] state])
                    :load  [:reply [:ok nil] (assoc-in state [:known (:name app)] app)]
                    :which [:reply [:ok (mapv (fn [name] (let [{:keys [pid type]} ((:running state) name)] {:name name, :pid pid, :type type})) (:order state))] state]
                    :env   [:reply [:ok (get-in state [:known app :env x])] state]
                    :put   (let [[k v] x] [:reply [:ok nil] (assoc-in state [:known app :env k] v)])))
   :handle-info (fn [message state]
                  (if (and (vector? message) (= :EXIT (first message)))
                    (process-ended state (nth message 1) (nth message 2))
                    [:noreply state]))
   :terminate   (fn [_ state] (end-all state))})

(defn- ask [& request]
  (when-not (whereis controller)
    (try
      (server/start callbacks [] :name controller)
      (catch ExceptionInfo e ; somebody else was faster
        (when-not (whereis controller) (throw e)))))
  (let [[kind x] (server/call controller (vec request) :timeout nil)]
    (if (= kind :ok)
      x
      (throw x))))

(defn load
  "Makes an application known by its name, without starting it. Returns nil."
  [app]
  (ask :load app))

(defn start
  "Starts an application (a map, or the name of a known one) after those it needs; returns its process's pid.
  type: :temporary (the default), :transient or :permanent. One that runs already is left as it is.
  Throws when it, or one that it needs, does not start."
  ([app]
   (start app :temporary))
  ([app type]
   (when-not (#{:temporary :transient :permanent} type)
     (throw (IllegalArgumentException. (str "an application is :temporary, :transient or :permanent, not " (cljsh.core/show type)))))
   (ask :start app type)))

(defn stop
  "Ends an application by its name, and waits until its processes have ended. Returns nil; those that it needed go on."
  [name]
  (ask :stop name))

(defn stop-all
  "Ends all applications, the last started first. Returns nil."
  []
  (doseq [{:keys [name]} (rseq (ask :which))]
    (ask :stop name)))

(defn which-applications
  "Returns a vector of maps :name :pid :type of the applications that run, in the order of their start."
  []
  (ask :which))

(defn env
  "Returns a setting of an application: from its :env, or as put-env has set it; else not-found (nil)."
  ([name k]
   (env name k nil))
  ([name k not-found]
   (let [x (ask :env name k)]
     (if (nil? x) not-found x))))

(defn put-env
  "Sets a setting of an application. Returns nil."
  [name k value]
  (ask :put name [k value]))
