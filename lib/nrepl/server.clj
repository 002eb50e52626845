;; SPDX-License-Identifier: MIT
(ns nrepl.server
  "A server of nREPL, which editors evaluate code through."
  {:added "1.12"}
  (:require [clojure.string :as str]
            [nrepl.middleware :as middleware]
            [nrepl.transport :as transport]
            [socket :as sock]
            [threading]))

(defn- reply [{:keys [transport] :as msg} m] (transport/send transport (merge (select-keys msg [:id :session]) m)))
(defn- done [msg & [extra & flags]] (reply msg (assoc (or extra {}) :status (vec (cons :done flags)))))

;; --- sessions -----------------------------------------------------------------------------

(defn- fresh [bindings] {:bindings (atom bindings) :running (atom nil) :last (atom nil) :input (atom {:text "" :waiting nil})})
(defn- fresh-bindings [] {#'*ns* (the-ns 'user) #'*1 nil #'*2 nil #'*3 nil #'*e nil #'*warn-on-reflection* false #'*print-length* nil #'*print-level* nil})
(defn- session-of [{:keys [sessions session]}] (get @sessions session))

;; --- what evaluated code reads and writes --------------------------------------------------

(defn- sending-writer
  "A writer whose text is sent as :out or :err."
  [msg k]
  (let [send-text (fn [t] (when-not (= t "") (reply msg {k t})))]
    (proxy [java.io.Writer] []
      (write
        ([x] (send-text (cond (string? x) x (integer? x) (py/chr x) :else (str/join x))))
        ([x start n] (send-text (subs (if (string? x) x (str/join x)) start (+ start n)))))
      (flush [] nil)
      (close [] nil))))

(defn- take-input!
  "Some of what the client typed; it is asked when there is nothing."
  [msg {:keys [input]} n]
  (let [p (promise)
        {:keys [text]} (swap! input (fn [{:keys [text] :as i}] (if (= text "") (assoc i :waiting p) i)))]
    (when (= text "")
      (reply msg {:status [:need-input]})
      @p)
    (let [text (:text @input), part (subs text 0 (min n (count text)))]
      (swap! input update :text subs (count part))
      part)))

(defn- asking-reader [msg session]
  (proxy [java.io.Reader] []
    (read
      ([] (let [t (take-input! msg session 1)] (if (= t "") -1 (py/ord t))))
      ([array] (.read this array 0 (count array)))
      ([array start n]
       (let [t (take-input! msg session n)]
         (dotimes [i (count t)] (aset array (+ start i) (nth t i)))
         (if (= t "") -1 (count t)))))
    (close [] nil)))

(defn- give-input [{:keys [stdin] :as msg}]
  (when-let [{:keys [input]} (session-of msg)]
    (let [[before] (swap-vals! input (fn [i] {:text (str (:text i) stdin) :waiting nil}))]
      (when-let [p (:waiting before)] (deliver p true))))
  (done msg))

;; --- evaluation ---------------------------------------------------------------------------

(defn- printer
  "The function that writes values: that of the message's option, pr otherwise."
  [msg]
  (let [named (get msg (keyword "nrepl.middleware.print/print")), {:keys [right-margin length level]} (get msg (keyword "nrepl.middleware.print/options"))
        pretty? (and named (str/ends-with? (str named) "pprint"))
        own     (when (and named (not pretty?)) (try (requiring-resolve (symbol named)) (catch Throwable _ nil)))]
    (fn [v]
      (binding [*print-length* (or length *print-length*), *print-level* (or level *print-level*)]
        (cond
          own     (with-out-str (own v *out*))
          pretty? (str/trim-newline (with-out-str (with-bindings {(requiring-resolve 'clojure.pprint/*print-right-margin*) (or right-margin 72)}
                                                    ((requiring-resolve 'clojure.pprint/pprint) v))))
          :else   (pr-str v))))))

(defn- eval-forms
  "Evaluates the forms of a text, which begins at a place of its file, [line column]; each value goes to tell!."
  [code place tell!]
  (let [reader (java.io.PushbackReader. (java.io.StringReader. code)), end (Object.)]
    (set! (.-place_ reader) place)
    (loop []
      (let [form (read {:eof end :read-cond :allow} reader)]
        (when-not (identical? form end)
          (let [v (eval form)]
            (set! *3 *2) (set! *2 *1) (set! *1 v)
            (tell! v)
            (recur)))))))

(defn- tell-error [msg e]
  (reply msg {:err (str (.-__name__ (class e)) ": " (ex-message e) "\n")})
  (reply msg {:status [:eval-error] :ex (str (class e)) :root-ex (str (class (or (last (take-while some? (iterate ex-cause e))) e)))}))

(def ^:private kept "Vars whose values a session keeps." [#'*ns* #'*1 #'*2 #'*3 #'*e #'*warn-on-reflection* #'*print-length* #'*print-level*])

(defn- evaluate
  "Evaluates code in a session; only-last? tells the last value alone, as load-file does."
  [msg session code file only-last?]
  (let [{:keys [bindings]} session, show (printer msg), value (volatile! nil)
        tell (fn [v] (reply msg {:value (show v) :ns (str (ns-name *ns*))}))
        wanted (:ns msg), target (when wanted (find-ns (symbol wanted)))]
    (if (and wanted (nil? target))
      (done msg {:ns wanted} :namespace-not-found :error)
      (do
        (with-bindings (merge @bindings (when target {#'*ns* target})
                              {#'*out* (sending-writer msg :out) #'*err* (sending-writer msg :err) #'*in* (asking-reader msg session) #'*file* (or file "NO_SOURCE_PATH")})
          (try
            (eval-forms code (if only-last? [1 1] [(:line msg 1) (:column msg 1)]) (if only-last? (fn [v] (vreset! value [v])) tell))
            (when only-last? (run! tell @value))
            (catch KeyboardInterrupt e (throw e))
            (catch Throwable e
              (set! *e e)
              (tell-error msg e)))
          (reset! bindings (into {} (map (fn [v] [v @v])) kept)))
        (done msg)))))

(defn- start-evaluation
  "Evaluates beside the reading of messages, after what the session evaluates already."
  [msg code file only-last?]
  (let [session (or (session-of msg) (fresh (fresh-bindings))), before @(:last session), started (promise)
        work (future
               @started
               (when before (try @before (catch Throwable _ nil)))
               (reset! (:running session) (:id msg))
               (try (evaluate msg session code file only-last?)
                 (catch OSError _ nil)
                 (finally (reset! (:running session) nil))))]
    (reset! (:last session) work)
    (deliver started true)))

(defn- interrupt [{:keys [interrupt-id] :as msg}]
  (let [{:keys [running last bindings]} (session-of msg), id (when running @running)]
    (cond
      (nil? id)                                      (done msg nil :session-idle)
      (and interrupt-id (not= interrupt-id id))      (done msg nil :interrupt-id-mismatch :error)
      :else (do (future-cancel @last)
                (reset! running nil)
                (reply (assoc msg :id id) {:status [:done :interrupted]})
                (done msg)))))

;; --- what editors ask ----------------------------------------------------------------------

(defn- completions [prefix wanted]
  (let [n (or (some-> wanted symbol find-ns) (the-ns 'user))
        type-of (fn [v] (cond (not (var? v)) "class" (:macro (meta v)) "macro" (fn? @v) "function" :else "var"))
        [_ a p] (re-matches #"([^/]+)/(.*)" prefix)]
    (if a
      (let [target (or (get (ns-aliases n) (symbol a)) (find-ns (symbol a))
                       (binding [*ns* n] (some-> (first (try (read-string (str "`" a "/x")) (catch Throwable _ nil))) namespace symbol find-ns)))]
        (for [[s v] (sort-by key (when target (ns-publics target))) :when (str/starts-with? (str s) p)] {:candidate (str a "/" s) :type (type-of v) :ns (str (ns-name target))}))
      (concat (for [[s v] (sort-by key (ns-map n)) :when (str/starts-with? (str s) prefix)]
                (cond-> {:candidate (str s) :type (type-of v)} (var? v) (assoc :ns (str (:ns (meta v))))))
              (for [s (sort (distinct (concat (keys (ns-aliases n)) (map ns-name (all-ns))))) :when (str/starts-with? (str s) prefix)] {:candidate (str s) :type "namespace"})))))

(defn- info [sym wanted]
  (when-let [v (try (ns-resolve (or (some-> wanted symbol find-ns) (the-ns 'user)) (symbol sym)) (catch Throwable _ nil))]
    (when (var? v)
      (let [{:keys [doc arglists name ns file line column macro]} (meta v)]
        (cond-> {:name (str name) :ns (str (ns-name ns)) :doc (str doc) :docstring (str doc) :arglists-str (str/join "\n" (map pr-str arglists))
                 :eldoc (mapv (fn [a] (mapv str a)) arglists) :type (if (or macro (fn? @v)) "function" "variable")}
          macro (assoc :macro "true")
          file (assoc :file (str file)) line (assoc :line line) column (assoc :column column))))))

(defn- told-info [{:keys [op sym symbol ns] :as msg}]
  (if-let [m (info (str (or sym symbol)) ns)]
    (done msg (if (= "lookup" op) {:info m} m))
    (done msg nil (if (= "eldoc" op) :no-eldoc :no-info))))

(defn- stacktrace [msg]
  (if-let [e (when-let [s (session-of msg)] (get @(:bindings s) #'*e))]
    (done msg {:class (str (class e)) :message (str (ex-message e))
               :stacktrace (mapv (fn [[f file line]] {:name (str f) :var (str f) :file (str file) :line (or line 0) :type "clj" :flags ["clj"]}) (:trace (Throwable->map e)))})
    (done msg nil :no-error)))

;; --- ops --------------------------------------------------------------------------------------

(defn- clone [{:keys [sessions] :as msg}]
  (let [id (str (random-uuid)), from (session-of msg)]
    (swap! sessions assoc id (fresh (if from @(:bindings from) (fresh-bindings))))
    (done msg {:new-session id})))

(declare ops)
(defn- describe [msg]
  (let [version {:version-string (clojure-version) :major (:major *clojure-version*) :minor (:minor *clojure-version*)}]
    (done msg {:ops (into {} (map (fn [o] [o {}])) (keys ops)) :aux {:current-ns "user"}
               :versions {:clojure version :cljsh version :babashka "1.12.0" :nrepl {:version-string "1.0.0" :major 1 :minor 0}}})))

(defn- told-completions [{:keys [symbol prefix ns context] :as msg}]
  (done msg {:completions (vec (completions (str (or symbol prefix)) ns))}))

(def ^:private ops
  {"clone" clone
   "close" (fn [{:keys [sessions session] :as msg}] (when-let [l (some-> (session-of msg) :last deref)] (future-cancel l)) (swap! sessions dissoc session) (done msg nil :session-closed))
   "describe" describe
   "eval" (fn [msg] (start-evaluation msg (:code msg) (:file msg) false))
   "load-file" (fn [msg] (start-evaluation msg (:file msg) (or (:file-path msg) (:file-name msg)) true))
   "complete" told-completions, "completions" told-completions
   "info" told-info, "lookup" told-info, "eldoc" told-info
   "ls-sessions" (fn [msg] (done msg {:sessions (vec (keys @(:sessions msg)))}))
   "interrupt" interrupt
   "stdin" give-input
   "stacktrace" stacktrace, "analyze-last-stacktrace" stacktrace
   "ns-list" (fn [msg] (done msg {:ns-list (vec (sort (map (comp str ns-name) (all-ns))))}))
   "ns-vars" (fn [msg] (done msg {:ns-vars (vec (sort (map str (keys (ns-publics (symbol (:ns msg)))))))}))
   "classpath" (fn [msg] (done msg {:classpath (vec (cljsh.core/load-path))}))
   "macroexpand" (fn [msg] (done msg {:expansion (binding [*ns* (or (some-> (:ns msg) symbol find-ns) (the-ns 'user))] (pr-str ((if (= "macroexpand-1" (:expander msg)) macroexpand-1 macroexpand) (read-string (:code msg)))))}))})

(defn default-handler
  "The handler of messages, with middleware around it."
  {:added "1.12"}
  [& additional-middleware]
  (middleware/wrap
    (fn [{:keys [op] :as msg}]
      (if-let [f (get ops op)]
        (try (f msg)
          (catch OSError _ nil)
          (catch [Exception Error] e (done msg {:err (str (ex-message e) "\n")} :error)))
        (done msg {:op (str op)} :error :unknown-op)))
    additional-middleware))

(defn- serve [socket sessions handler]
  (let [t (transport/bencode socket)]
    (try
      (loop []
        (when-let [msg (transport/recv t)]
          (try (handler (assoc msg :transport t :sessions sessions))
            (catch OSError e (throw e))
            (catch [Exception Error] e (transport/send t (merge (select-keys msg [:id :session]) {:err (str (ex-message e) "\n") :status [:done :error]}))))
          (recur)))
      (catch OSError _ nil)
      (finally (.close t)))))

(defn start-server
  "Starts a server; returns a map with its :port, which stop-server takes.
  Options :port, 0 for any, :bind, :handler, :middleware, a seq of vars or functions around the handler,
  and :keep-alive, with which the program does not end before the server is stopped."
  {:added "1.12"}
  [& {:keys [port bind host handler middleware keep-alive] :or {port 0}}]
  (let [socket (sock/create_server (py/tuple [(or bind host "127.0.0.1") port])), sessions (atom {})
        handler (or handler (apply default-handler middleware))
        accept  (fn []
                  (when-let [[client _] (try (.accept socket) (catch OSError _ nil))]
                    (.start (threading/Thread nil serve nil (py/tuple [client sessions handler]) ** :daemon true))
                    (recur)))]
    (.start (threading/Thread nil accept ** :daemon true))
    (let [stopped (promise)]
      (when keep-alive (future @stopped))
      {:port (second (.getsockname socket)) :server-socket socket :stopped stopped})))
(defn stop-server "Stops a server." {:added "1.12"} [server] 
  (try (.shutdown (:server-socket server) sock/SHUT_RDWR) (catch OSError _ nil))
  (.close (:server-socket server))
  (some-> (:stopped server) (deliver true))
  nil)
