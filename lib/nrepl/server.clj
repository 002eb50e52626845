;; SPDX-License-Identifier: MIT
(ns nrepl.server
  "A server of nREPL, which editors evaluate code through."
  {:added "1.12"}
  (:require [bencode.core :as bencode]
            [clojure.string :as str]
            [socket :as sock]
            [threading]))

(defn- text [x] (if (bytes? x) (String. x "UTF-8") x))
(defn- message [m] (into {} (map (fn [[k v]] [k (if (bytes? v) (text v) v)])) m))

(defn- send-message [{:keys [out lock]} request reply]
  (locking lock
    (bencode/write-bencode out (merge (select-keys request ["id" "session"]) reply))
    (.flush out)))
(defn- done [connection request & [extra & flags]] (send-message connection request (assoc (or extra {}) "status" (vec (cons "done" flags)))))

(defn- sending-writer
  "A writer whose text is sent as out or err."
  [connection request k]
  (proxy [java.io.Writer] []
    (write [x & more] (let [t (cond (string? x) x (integer? x) (py/chr x) :else (str/join x)), t (if (seq more) (subs t (first more) (+ (first more) (second more))) t)] (when-not (= t "") (send-message connection request {k t}))))
    (flush [] nil)
    (close [] nil)))

(defn- session-of [{:keys [sessions]} request] (get @sessions (get request "session")))
(defn- fresh [] {:bindings (atom {#'*ns* (the-ns 'user) #'*1 nil #'*2 nil #'*3 nil #'*e nil}) :thread (atom nil)})

(defn- evaluate [connection request code file line]
  (let [{:keys [bindings]} (or (session-of connection request) (fresh))
        wanted (get request "ns"), target (when wanted (find-ns (symbol wanted)))
        out (sending-writer connection request "out"), err (sending-writer connection request "err")]
    (if (and wanted (nil? target))
      (done connection request {"ns" wanted} "namespace-not-found" "error")
      (with-bindings (merge @bindings (when target {#'*ns* target}) {#'*out* out #'*err* err #'*file* (or file "NO_SOURCE_PATH")})
        (try
          (let [reader (java.io.PushbackReader. (java.io.StringReader. code)), end (Object.)]
            (loop []
              (let [form (read {:eof end :read-cond :allow} reader)]
                (when-not (identical? form end)
                  (let [v (eval form)]
                    (set! *3 *2) (set! *2 *1) (set! *1 v)
                    (send-message connection request {"value" (pr-str v) "ns" (str (ns-name *ns*))})
                    (recur))))))
          (reset! bindings {#'*ns* *ns* #'*1 *1 #'*2 *2 #'*3 *3 #'*e *e})
          (done connection request)
          (catch Throwable e
            (swap! bindings assoc #'*e e #'*ns* *ns*)
            (send-message connection request {"err" (str (.-__name__ (class e)) ": " (ex-message e) "\n")})
            (send-message connection request {"ex" (str (class e)) "root-ex" (str (class (or (ex-cause e) e))) "status" ["eval-error"]})
            (done connection request)))))))

(defn- completions [prefix wanted]
  (let [n (or (some-> wanted symbol find-ns) (the-ns 'user))
        type-of (fn [v] (cond (not (var? v)) "class" (:macro (meta v)) "macro" (fn? @v) "function" :else "var"))
        [_ a p] (re-matches #"([^/]+)/(.*)" prefix)]
    (if a
      (let [target (or (get (ns-aliases n) (symbol a)) (find-ns (symbol a)))]
        (for [[s v] (sort-by key (when target (ns-publics target))) :when (str/starts-with? (str s) p)] {"candidate" (str a "/" s) "type" (type-of v) "ns" (str (ns-name target))}))
      (concat (for [[s v] (sort-by key (ns-map n)) :when (str/starts-with? (str s) prefix)] {"candidate" (str s) "type" (type-of v)})
              (for [s (sort (concat (keys (ns-aliases n)) (map ns-name (all-ns)))) :when (str/starts-with? (str s) prefix)] {"candidate" (str s) "type" "namespace"})))))

(defn- info [sym ns-name]
  (when-let [v (try (ns-resolve (or (some-> ns-name symbol find-ns) (the-ns 'user)) (symbol sym)) (catch Throwable _ nil))]
    (when (var? v)
      (let [{:keys [doc arglists name ns file line column macro]} (meta v)]
        (cond-> {"name" (str name) "ns" (str (clojure.core/ns-name ns)) "doc" (str doc) "arglists-str" (str/join "\n" (map pr-str arglists)) "eldoc" (mapv (fn [a] (mapv str a)) arglists) "type" (if (fn? @v) "function" "variable")}
          file (assoc "file" (str file)) line (assoc "line" line) column (assoc "column" column))))))

(def ^:private ops ["clone" "close" "describe" "eval" "load-file" "complete" "completions" "info" "lookup" "eldoc" "interrupt" "ls-sessions" "stdin" "stacktrace" "analyze-last-stacktrace"])

(defn- handle [{:keys [sessions] :as connection} request]
  (let [sym (or (get request "sym") (get request "symbol")), session (session-of connection request)]
    (case (get request "op")
      "clone" (let [id (str (random-uuid))] (swap! sessions assoc id (fresh)) (done connection request {"new-session" id}))
      "close" (do (swap! sessions dissoc (get request "session")) (done connection request nil "session-closed"))
      "describe" (done connection request {"ops" (into {} (map (fn [o] [o {}])) ops) "versions" {"clojure" {"version-string" (clojure-version)} "cljsh" {"version-string" (clojure-version)} "nrepl" {"version-string" "1.0.0" "major" 1 "minor" 0}} "aux" {"current-ns" "user"}})
      "eval" (evaluate connection request (get request "code") (get request "file") (get request "line"))
      "load-file" (evaluate connection request (get request "file") (get request "file-path") 1)
      ("complete" "completions") (done connection request {"completions" (vec (completions (str (or (get request "symbol") (get request "prefix"))) (get request "ns")))})
      ("info" "lookup" "eldoc") (if-let [m (info (str sym) (get request "ns"))] (done connection request (if (= "lookup" (get request "op")) {"info" m} m)) (done connection request nil "no-info" "no-eldoc"))
      "ls-sessions" (done connection request {"sessions" (vec (keys @sessions))})
      "interrupt" (do (when-let [t (some-> session :thread deref)] (.PyThreadState_SetAsyncExc (.-pythonapi (py/__import__ "ctypes")) (.c_ulong (py/__import__ "ctypes") (.-ident t)) (.py_object (py/__import__ "ctypes") py/KeyboardInterrupt))) (done connection request))
      ("stacktrace" "analyze-last-stacktrace") (let [e (when session (get @(:bindings session) #'*e))] (if e (done connection request {"class" (str (class e)) "message" (str (ex-message e)) "stacktrace" (mapv (fn [[f file line]] {"name" (str f) "file" (str file) "line" (or line 0)}) (:trace (Throwable->map e)))}) (done connection request nil "no-error")))
      "stdin" (done connection request)
      (done connection request nil "unknown-op" "error"))))

(defn- serve [socket sessions]
  (let [in (java.io.PushbackInputStream. ((cljsh.java/class-named "java.io.InputStream") (.makefile socket "rb")))
        connection {:out ((cljsh.java/class-named "java.io.OutputStream") (.makefile socket "wb")) :lock (Object.) :sessions sessions}]
    (try
      (loop []
        (let [request (message (bencode/read-bencode in)), work (fn [] (try (handle connection request)
                                                                                     (catch OSError _ nil)
                                                                                     (catch Exception e (done connection request {"err" (str (ex-message e) "\n")} "error"))))]
          (if (#{"eval" "load-file"} (get request "op"))
            (let [t (threading/Thread nil work ** :daemon true), session (session-of connection request), before (some-> session :thread deref)]
              (when session (reset! (:thread session) t))
              (.start (threading/Thread nil (fn [] (when before (.join before)) (.start t)) ** :daemon true)))
            (work))
          (recur)))
      (catch java.io.EOFException _ nil)
      (catch OSError _ nil)
      (finally (.close socket)))))

(defn start-server
  "Starts a server; returns a map with its :port, which stop-server takes. Options :port, 0 for any, and :bind."
  {:added "1.12"}
  [& {:keys [port bind host] :or {port 0}}]
  (let [socket (sock/create_server (py/tuple [(or bind host "127.0.0.1") port])), sessions (atom {})]
    (.start (threading/Thread nil (fn [] (loop [] (when-let [[client _] (try (.accept socket) (catch OSError _ nil))] (.start (threading/Thread nil serve nil (py/tuple [client sessions]) ** :daemon true)) (recur)))) ** :daemon true))
    {:port (second (.getsockname socket)) :server-socket socket}))
(defn stop-server "Stops a server." {:added "1.12"} [server] (try (.shutdown (:server-socket server) sock/SHUT_RDWR) (catch OSError _ nil)) (.close (:server-socket server)) nil)
