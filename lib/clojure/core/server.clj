;; SPDX-License-Identifier: MIT
(ns clojure.core.server
  "Servers that evaluate: a prompt, or one for programs (prepl)."
  {:added "1.8"}
  (:require [clojure.edn :as edn]
            [clojure.main :as main]
            [socket :as sock]
            [threading]))

(defonce ^:private servers (atom {}))
(def ^:dynamic *session* "What is known of the connection." nil)

(defn prepl
  "Reads forms of a reader, evaluates them and calls out-fn with a map for each value (:tag :ret), text printed (:out, :err) and tap (:tap)."
  {:added "1.10"}
  [in-reader out-fn & {:keys [stdin]}]
  (let [end (Object.), writer (fn [tag] (proxy [java.io.Writer] [] (write [x & _] (out-fn {:tag tag :val (if (string? x) x (apply str x))})) (flush [] nil) (close [] nil))), tap (fn [x] (out-fn {:tag :tap :val x}))]
    (binding [*ns* (the-ns 'user), *1 nil, *2 nil, *3 nil, *e nil, *out* (writer :out), *err* (writer :err)]
      (add-tap tap)
      (try
        (loop []
          (when (try
                  (let [[form text] (read+string {:eof end :read-cond :allow} in-reader)]
                    (if (identical? form end)
                      false
                      (let [start (System/nanoTime), v (eval form), ms (quot (- (System/nanoTime) start) 1000000)]
                        (set! *3 *2) (set! *2 *1) (set! *1 v)
                        (out-fn {:tag :ret :val (if (instance? Throwable v) (Throwable->map v) v) :ns (str (ns-name *ns*)) :ms ms :form text})
                        (not= form :repl/quit))))
                  (catch Throwable e
                    (set! *e e)
                    (out-fn {:tag :ret :val (Throwable->map e) :ns (str (ns-name *ns*)) :exception true})
                    true))
            (recur)))
        (finally (remove-tap tap))))))
(defn io-prepl "A prepl of *in* that writes maps to *out*." {:added "1.10"} [& {:keys [valf] :or {valf pr-str}}]
  (let [out *out*, lock (Object.)]
    (prepl *in* (fn [m] (binding [*out* out] (locking lock (prn (if (#{:ret :tap} (:tag m)) (update m :val valf) m)) (flush)))))))
(defn repl "A prompt of *in* and *out*." {:added "1.8"} [] (main/repl))
(defn- validate-opts
  "Throws, with the options as data, when they are not those of a server."
  [{:keys [port] :as opts}]
  (doseq [wanted [:name :port :accept]]
    (when (nil? (get opts wanted))
      (throw (ex-info (str "Missing required socket server property " wanted) opts)))
    (when (and (= wanted :port) (not (and (integer? port) (<= 0 port 65535))))
      (throw (ex-info (str "Invalid socket server port: " port) opts)))))

(defn- parse-props
  "The options of servers that properties name: clojure.server.NAME, each a map."
  [props]
  (for [[k v] (into {} props)
        :let [[_ server] (re-matches #"clojure\.server\.(.*)" (str k))]
        :when server]
    (assoc (edn/read-string (str v)) :name server)))

(defn start-server
  "Starts a server whose connections call :accept, a symbol, with *in* and *out* bound to them. Options :name :port :address :args."
  {:added "1.8"}
  [{:keys [name port address accept args] :or {address "127.0.0.1"} :as opts}]
  (validate-opts opts)
  (let [socket (sock/create_server (py/tuple [address port])), f (requiring-resolve accept)
        serve (fn [client] (let [in (java.io.PushbackReader. (java.io.InputStreamReader. ((cljsh.java/class-named "java.io.InputStream") (.makefile client "rb")))), out (.makefile client "w")]
                             (try (binding [*in* in, *out* out, *session* {:server name}] (apply f args)) (catch OSError _ nil) (finally (try (.close out) (catch OSError _ nil)) (.close client)))))]
    (swap! servers assoc name socket)
    (.start (threading/Thread nil (fn [] (loop [] (when-let [[client _] (try (.accept socket) (catch OSError _ nil))] (.start (threading/Thread nil serve nil (py/tuple [client]) ** :daemon true)) (recur)))) ** :daemon true))
    ((requiring-resolve 'cljsh.java.net/->ServerSocket) socket)))
(defn stop-server "Stops a server by its name, or all." {:added "1.8"} ([] (run! stop-server (keys @servers))) ([name] (when-let [s (get @servers name)] (swap! servers dissoc name) (try (.shutdown s 2) (catch OSError _ nil)) (.close s) true)))
(defn stop-servers "Stops all servers." {:added "1.8"} [] (stop-server))

(defn start-servers
  "Starts the servers that properties name: clojure.server.NAME, an EDN map of options of start-server."
  {:added "1.8"}
  [system-props]
  (doseq [opts (parse-props system-props)]
    (start-server opts)))

(defn repl-init
  "What a prompt over a connection begins with."
  {:added "1.8"}
  []
  (in-ns 'user)
  (apply require main/repl-requires))

(defn repl-read
  "Reads a form for a prompt over a connection: :repl/quit ends it."
  {:added "1.8"}
  [request-prompt request-exit]
  (let [form (main/repl-read request-prompt request-exit)]
    (if (= form :repl/quit) request-exit form)))

(defn remote-prepl
  "Connects to a prepl, sends it the forms of in-reader and calls out-fn with the maps that it answers.
  Option :valf makes values of the texts in :val, :readf reads the answers."
  {:added "1.10"}
  [host port in-reader out-fn & {:keys [valf readf] :or {valf read-string, readf (fn [r end] (read r false end))}}]
  (let [client  (sock/create_connection (py/tuple [(or host "127.0.0.1") port]))
        answers (java.io.PushbackReader. (java.io.InputStreamReader. ((cljsh.java/class-named "java.io.InputStream") (.makefile client "rb"))))
        writer  (.makefile client "w")
        end     (Object.)
        reading (future
                  (loop []
                    (let [m (readf answers end)]
                      (when-not (identical? m end)
                        (out-fn (if (#{:ret :tap} (:tag m))
                                  (try (update m :val valf)
                                    (catch Throwable e (assoc m :val (Throwable->map e) :exception true)))
                                  m))
                        (recur)))))]
    (try
      (loop []
        (let [[form text] (read+string {:eof end :read-cond :allow} in-reader)]
          (when-not (identical? form end)
            (.write writer (str text "\n"))
            (.flush writer)
            (recur))))
      (.shutdown client sock/SHUT_WR)
      @reading
      (finally (.close client)))))
