;; SPDX-License-Identifier: MIT
(ns cljsh.otp.server
  "Generic servers, after Erlang's gen_server: a process that keeps a state and
  answers requests one after the other.

  A server is described by a map of functions:

    :init            (fn [& args]) gives the first state; without it, the state is the one argument
    :handle-call     (fn [request from state]) for (call server request)
    :handle-cast     (fn [message state])      for (cast server message)
    :handle-info     (fn [message state])      for every other message; without it, it is reported and dropped
    :handle-continue (fn [x state])            for [:continue x]
    :terminate       (fn [reason state])       called before the server ends by what a function returned or
                                               threw, or because its parent has ended or asks it to
    :format-state    (fn [state])              what a report shows of the state

  They return:

    init             [:ok state]  [:ok state then]  [:stop reason]  :ignore
    handle-call      [:reply value state]  [:reply value state then]  [:noreply state]  [:noreply state then]
                     [:stop reason value state]  [:stop reason state]
    the others       [:noreply state]  [:noreply state then]  [:stop reason state]

  gen_server:call and cast of a connected Erlang node (see cljsh.erlang) reach it, too.

  then is a number of milliseconds, after which handle-info gets :timeout if no
  message has come before, or [:continue x]."
  (:refer-clojure :exclude [cast])
  (:require [cljsh.otp.report :as report]
            [cljsh.tasklet :refer [! demonitor die link monitor receive register self spawn unlink whereis]]))

(def ^:private last-messages 10) ; that a report shows

;; --- clients --------------------------------------------------------------------

(defn reply
  "Answers a call, from the server or any other process; from is what handle-call got. Returns value.
  A caller who waits no longer does not get it."
  [from value]
  (if (vector? from) ; Erlang's: a process, and what the answer is to be marked with
    (! (first from) [(second from) value])
    (! from value))
  value)

(defn- failed-call [server request reason]
  (ex-info (str "The call of " (cljsh.core/show server) " failed: "
                (if (instance? BaseException reason) (or (ex-message reason) (cljsh.core/show reason)) (cljsh.core/show reason)))
           {:reason reason, :server server, :request request}
           (when (instance? BaseException reason) reason)))

(defn- pid-of [server] (if (or (keyword? server) (symbol? server)) (whereis server) server))

(defn- tell
  "Sends a message to a server; to a name that nobody has, nothing."
  [server message]
  (when-some [to (pid-of server)]
    (! to message)))

(defn- ask
  "Sends [tag from request] to a server and waits for the answer."
  [server tag request timeout]
  (when (= (self) (pid-of server)) ; it would wait for itself
    (throw (failed-call server request :calling-self)))
  (let [ref (monitor server {:alias true})]
    (tell server [tag ref request])
    (receive
      [ref value]                  value
      [:DOWN ref :process _ reason] (throw (failed-call server request reason))
      :after timeout
      (do (demonitor ref)
          (receive [ref _] nil, [:DOWN ref _ _ _] nil, :after 0 nil) ; what came just now
          (throw (ex-info (str (cljsh.core/show server) " has not answered within " timeout " ms")
                          {:reason :timeout, :server server, :request request}))))))

(defn call
  "Sends a request to a server, a pid or name, and returns its answer.
  Options: :timeout, milliseconds (5000; nil for ever). Throws ExceptionInfo, with :reason in its data, when the
  server is not there (:noproc), ends before it has answered (its reason), does not answer in time
  (:timeout), or is the caller itself (:calling-self); an answer that comes later is dropped."
  [server request & {:keys [timeout] :or {timeout 5000}}]
  (ask server ::call request timeout))

(defn cast
  "Sends a message to a server, a pid or name, without waiting for anything; also when nobody is there. Returns nil."
  [server message]
  (tell server [::cast message])
  nil)

(defn get-state
  "Returns the state of a server, for inspection. Options: :timeout, as of call."
  [server & {:keys [timeout] :or {timeout 5000}}]
  (ask server ::system :get-state timeout))

(defn stop
  "Has a server end and waits until it has. Returns nil.
  Options: :reason (:normal), :timeout (nil, for ever). Throws when it ends for another reason or takes too long."
  [server & {:keys [reason timeout] :or {reason :normal}}]
  (let [ref (monitor server)]
    (tell server [::system nil [:stop reason]])
    (receive
      [:DOWN ref :process _ why] (when-not (= why reason)
                                   (throw (failed-call server :stop why)))
      :after timeout
      (do (demonitor ref)
          (throw (ex-info (str (cljsh.core/show server) " has not ended within " timeout " ms") {:reason :timeout, :server server}))))))

;; --- the server's loop --------------------------------------------------------------

(defn- ends
  "Calls terminate, reports an end that is not meant, and ends this process."
  [{:keys [callbacks parent recent]} reason state last-message]
  (let [reason (try
                 (when-let [f (:terminate callbacks)] (f reason state))
                 reason
                 (catch Throwable e (report/reason e)))]
    (when-not (or (#{:normal :shutdown} reason) (and (vector? reason) (= :shutdown (first reason))))
      (report/crash {:pid (self), :reason reason, :last-message last-message, :recent recent,
                     :state ((:format-state callbacks identity) state)}))
    (die reason)))

(defn- bad-return [f result]
  (ex-info (str f " returned " (binding [*print-length* 10 *print-level* 4] (cljsh.core/show result)) ", which is not one of its results")
           {:reason :bad-return-value, :function f, :result result}))

(defn- then-of
  "What follows [:noreply state then]: nil, milliseconds, or [:continue x]."
  [f result then]
  (if (or (nil? then) (= :infinity then) (number? then) (and (vector? then) (= :continue (first then))))
    (if (= :infinity then) nil then)
    (throw (bad-return f result))))

(defn- handled
  "What a function's result means: [state then], after an answer has been given; or it ends the server."
  [server f result from message old-state]
  (let [[kind a b c] (when (vector? result) result)
        n            (if (vector? result) (count result) 0)]
    (cond
      (and (= kind :noreply) (<= 2 n 3)) [a (then-of f result b)]
      (and (= kind :reply) from (<= 3 n 4)) (do (reply from a) [b (then-of f result c)])
      (and (= kind :stop) (= n 3)) (ends server a b message)
      (and (= kind :stop) (= n 4) from) (do (reply from b) (ends server a c message))
      :else (ends server (bad-return f result) old-state message))))

(defn- run
  "Calls one of the functions; what it throws ends the server."
  [server f from message state & args]
  (let [result (try
                 [(apply (get-in server [:callbacks f]) args)]
                 (catch Throwable e {:reason (report/reason e)}))]
    (if (vector? result)
      (handled server f (first result) from message state)
      (ends server (:reason result) state message))))

(defn- no-function [server f message state]
  (ends server (ex-info (str "the server has no " f) {:reason :undefined, :function f}) state message))

(defn- dispatch
  "What a message does: [state then]."
  [{:keys [callbacks parent] :as server} message state]
  (let [[tag from request] (when (vector? message) message)]
    (case tag
      ::call   (if (:handle-call callbacks)
                 (run server :handle-call from message state request from state)
                 (no-function server :handle-call message state))
      :$gen_call (recur server [::call from request] state) ; gen_server:call
      :$gen_cast (recur server [::cast from] state)
      ::cast   (if (:handle-cast callbacks)
                 (run server :handle-cast nil message state from state) ; [::cast message]
                 (no-function server :handle-cast message state))
      ::system (cond
                 (= :get-state request) (do (reply from state) [state nil])
                 (vector? request)      (ends server (second request) state message))
      (cond
        (and (= :EXIT tag) (= parent from)) (ends server (nth message 2) state message)
        (:handle-info callbacks)            (run server :handle-info nil message state message state)
        (= :timeout message)                [state nil]
        :else (do (report/unexpected {:pid (self), :message message}) [state nil])))))

(defn- serve [server state then]
  (loop [server server, state state, then then]
    (if (vector? then)
      (let [[state then] (if (get-in server [:callbacks :handle-continue])
                           (run server :handle-continue nil then state (second then) state)
                           (no-function server :handle-continue then state))]
        (recur server state then))
      (let [message (receive m m, :after then :timeout)
            server  (update server :recent #(vec (take-last last-messages (conj % message))))
            [state then] (dispatch server message state)]
        (recur server state then)))))

;; --- starting ----------------------------------------------------------------------

(defn- first-state
  "What init gives: [:ok state then], [:stop reason], or :ignore."
  [callbacks args]
  (let [result (try
                 (if-let [f (:init callbacks)]
                   (apply f args)
                   [:ok (first args)])
                 (catch Throwable e [:stop (report/reason e)]))]
    (if (or (= :ignore result)
            (and (vector? result) (or (and (= :ok (first result)) (<= 2 (count result) 3))
                                      (and (= :stop (first result)) (= 2 (count result))))))
      result
      [:stop (bad-return :init result)])))

(defn- begin
  "The life of a server; parent waits for [ref what]."
  [callbacks args {:keys [name]} parent ref linked?]
  (let [fail (fn [what reason]
               (when linked? (unlink parent)) ; it gets the reason by an answer alone
               (! ref what)
               (die reason))]
    (when name
      (try
        (register name (self))
        (catch IllegalArgumentException _
          (fail [:error [:already-started (whereis name)]] :normal))))
    (let [[kind a then :as result] (let [r (first-state callbacks args)] (if (= :ignore r) [:ignore] r))]
      (case kind
        :ok     (do (! ref [:ok])
                    (serve {:callbacks callbacks, :parent (when linked? parent), :recent []} a (then-of :init result then)))
        :ignore (fail [:ignore] :normal)
        :stop   (fail [:error a] (if (instance? BaseException a) :normal a))))))

(def ^:dynamic *parent*
  "The process that servers are started for, where that is another than the one that starts them."
  nil)

(defn- start* [callbacks args {:keys [timeout] :as options} linked?]
  (let [parent     (or *parent* (self))
        ;; The child tells its beginning by an alias: who has given up does not get it.
        starter    (promise)
        pid        (spawn (fn []
                            (when linked? (link parent))
                            (let [ref @starter]
                              (begin callbacks args options parent ref linked?))))
        ref        (monitor pid {:alias true})]
    (deliver starter ref)
    (receive
      [ref [:ok]]     pid
      [ref [:ignore]] nil
      [ref [:error reason]]
      (throw (ex-info (str "The server could not start: " (if (instance? BaseException reason) (or (ex-message reason) (cljsh.core/show reason)) (cljsh.core/show reason)))
                      {:reason reason} (when (instance? BaseException reason) reason)))
      [:DOWN ref :process _ reason]
      (throw (ex-info (str "The server ended while it started: " (cljsh.core/show reason)) {:reason reason}
                      (when (instance? BaseException reason) reason)))
      :after timeout
      (do (when linked? (unlink pid))
          (cljsh.tasklet/kill-process pid :kill)
          (demonitor ref)
          (throw (ex-info (str "The server has not started within " timeout " ms") {:reason :timeout}))))))

(defn start
  "Starts a server from its map of functions, and waits until init has returned. Returns its pid, nil for :ignore.
  args: a seq of arguments for init. Options: :name, to be registered by; :timeout, milliseconds for init.
  Throws ExceptionInfo, with :reason in its data, when init stops or throws, or the name is taken
  ([:already-started pid])."
  [callbacks args & {:as options}]
  (start* callbacks args options false))

(defn start-link
  "Starts a server like start, linked to this process, its parent."
  [callbacks args & {:as options}]
  (start* callbacks args options true))
