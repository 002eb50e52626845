;; SPDX-License-Identifier: MIT
(ns cljsh.erlang
  "Erlang's and Elixir's clusters: this program as one of their nodes.

  (start \"me@host\" ** :cookie \"…\") makes it one; then [:name \"other@host\"] is a
  process to send to, pids that come from there are pids here, and links and
  monitors hold in both directions. Nodes are connected when something is sent
  to them.

    nil true false    the atoms of these names
    keyword           atom
    integer, double   integer, float
    string            binary; one that is no UTF-8 comes as bytes
    vector            tuple
    list, seq         list
    map               map
    pid, reference    pid, reference
    exception         {error, Class, Message}

  What else there is (functions, ports, bit strings, references of other nodes)
  comes as an opaque value, which is sent back as it came. Sets, ratios and
  decimals have no counterpart, and are refused."
  {:added "1.0"}
  (:refer-clojure :exclude [cast])
  (:require [cljsh.node]
            [cljsh.process]
            [cljsh.tasklet :refer [! demonitor die monitor pid? receive register self sleep spawn trap-exit unregister whereis]]
            [clojure.string :as str]))

(alias 'prim 'cljsh.erlang.prim)
(alias 'node-prim 'cljsh.node.prim)

(def ^:private settings
  "Of this node: :timeout, ms for a handshake; :silence, ms after which a node of which nothing is heard is gone; what listens."
  (atom {}))

(def ^:private served
  "Is there who connects to nodes?"
  (atom false))

(defn- known?
  "Does epmd on its host know a node? nil: there is no epmd, or it says nothing."
  [node]
  (let [[alive host] (str/split node #"@")
        port   (parse-long (get (cljsh.process/env) "ERL_EPMD_PORT" "4369"))
        ask    (py/bytes (into [122] (.encode alive)))]
    (try
      (with-open [s (.create_connection (py/__import__ "socket") (py/tuple [host port]) 2)]
        (.sendall s (py/bytes (into [0 (count ask)] ask)))
        (= 0 (second (vec (.recv s 2)))))
      (catch OSError _ nil))))

(defn- problem
  "What is wrong with a node, as a text, from what its handshake has said."
  [node text]
  (str "node " node ": "
       (cond
         (false? (known? node)) "epmd on its host does not know it"
         (re-find #"(?i)input/output|permission|connection reset|broken pipe" text)
         (str "it has refused the connection (" text "): the cookies differ, it does not want this node, or it wants TLS, which is not"
              " spoken here")
         (re-find #"(?i)no route|no such file|unknown|not known|refused" text)
         (str "it cannot be reached (" text "): epmd on its host does not know it, or there is no such host")
         (re-find #"(?i)timed out|timer" text)
         "it has not answered in time (a node that wants TLS does not)"
         :else text)))

;; --- connections ---------------------------------------------------------------------

(defn- serve
  "Starts what serves the link of a connected node until its end."
  [link]
  (cljsh.core/spawn-helper
    (fn []
      (let [wrong (try
                    (while (prim/read link) nil)
                    (catch [Exception Error] e (or (ex-message e) (str (class e)))))]
        (when wrong
          (.write (.-stderr (py/__import__ "sys"))
                  (str "cljsh: the connection to node " (node-prim/link-name link) " was ended: " wrong "\n")))
        (prim/close link :noconnection))))
  (cljsh.core/spawn-helper (fn [] (while (node-prim/link-write link) nil)))
  (cljsh.core/spawn-helper
    (fn []
      (cljsh.node/watch-silence link
        (fn [silent]
          (let [limit (let [ms (:silence @settings)] (- ms (quot ms 20)))]
            (if (>= silent limit)
              (prim/close link :noconnection)
              (do
                (when (>= silent (quot limit 4)) (prim/probe link))
                (cljsh.node/next-look silent limit)))))))))

(defn- attach [node fd]
  (let [link (prim/node-link node)]
    (when (prim/attach link fd)
      (serve link))
    link))

(defn- reach
  "Connects to a node, unless it is connected: nil, or what is wrong, as a text."
  [node]
  (let [link (prim/node-link node)]
    (when-not (prim/connected? link)
      (let [outcome (prim/outcome (prim/handshake :connect node (:timeout @settings)))]
        (cond
          (vector? outcome)                      (do (attach node (first outcome)) nil)
          (prim/connected? (prim/node-link node)) nil ; it has connected meanwhile
          :else (do (prim/close link :noconnection)
                    (problem node outcome)))))))

(defn- serve-wanted
  "Connects to the nodes that something is sent to."
  []
  (loop []
    (let [node (prim/next-wanted)]
      (cljsh.core/spawn-helper
        (fn []
          (when (prim/own-name) (reach node))))
      (recur))))

(defn- accept
  "Takes the connections of others, at a listening descriptor."
  [fd]
  (loop []
    (prim/wait-readable fd)
    (when (= fd (:listening @settings))
      (let [outcome (prim/outcome (prim/handshake :accept fd 5000))]
        (when (vector? outcome)
          (let [[socket node] outcome
                old (prim/node-link node)]
            (when (prim/connected? old) ; it would not connect again if that one were still good
              (prim/close old :noconnection))
            (attach node socket))))
      (recur))))

;; --- services that Erlang expects ---------------------------------------------------------

(defn- text-of
  "The text of Erlang's chardata: strings, numbers, and lists of them."
  [x]
  (cond
    (string? x) x
    (int? x)    (str (char x))
    (bytes? x)  (.decode x "utf-8" "replace")
    (seqable? x) (apply str (map text-of x))
    :else       (str x)))

(declare rpc)

(defn- put-chars
  "Does a request of Erlang's I/O protocol: what is answered."
  [from request]
  (case (when (vector? request) (first request))
    :put_chars (let [[_ & more] request
                     more (if (= 3 (count request)) (rest more) more)]
                 (cond
                   (= 1 (count more)) (do (print (text-of (first more))) (flush) :ok)
                   :else (let [[m f args] (take-last 3 request)]
                           (print (text-of (rpc (cljsh.node/node from) m f args)))
                           (flush)
                           :ok)))
    :requests  (reduce (fn [_ r] (put-chars from r)) :ok (second request))
    [:error :request]))

(defn- group-leader
  "The life of a process that prints what processes elsewhere write."
  []
  (loop []
    (receive
      [:io_request from reply request]
      (spawn (fn [] (! from [:io_reply reply (try (put-chars from request) (catch [Exception Error] _ [:error :terminated]))])))
      _ nil)
    (recur)))

(defn- net-kernel
  "The life of who answers net_adm:ping."
  []
  (loop []
    (receive
      [:$gen_call [pid tag] [:is_auth _]] (! pid [tag :yes])
      _ nil)
    (recur)))

(defn- service [name f]
  (when-not (whereis name)
    (let [pid (promise)]
      (cljsh.core/spawn-helper (fn [] (deliver pid (self)) (f)))
      (register name @pid))))

;; --- this node ----------------------------------------------------------------------------

(defn- default-cookie
  "What ~/.erlang.cookie has."
  []
  (let [file (.expanduser (.-path (py/__import__ "os")) "~/.erlang.cookie")]
    (try
      (str/trim (slurp file))
      (catch OSError _
        (throw (IllegalArgumentException. (str "there is no :cookie, and no file " file)))))))

(defn- address-of [host]
  (try
    (.gethostbyname (py/__import__ "socket") host)
    (catch OSError e
      (throw (ex-info (str "host " host ": " (or (.-strerror e) (ex-message e))) {:host host, :reason :unknown-host} e)))))

(declare stop)

(def ^:private start-options [:cookie :listen :interface :timeout :silence])

(defn start
  "Makes this program a node of an Erlang cluster, by a name such as \"me@host\". Returns the name.
  Options, after **:
    :cookie     the cookie of the cluster (what ~/.erlang.cookie has)
    :listen     false: others cannot connect to this node, and epmd need not run here
    :interface  the IPv4 address to listen at, \"127.0.0.1\" for instance (all of this machine)
    :timeout    ms for the connection to a node (7000)
    :silence    ms after which a node that says nothing, though it is asked, is gone (2000)
  The other nodes see it as a hidden one: nodes(hidden) has it. Connections are neither encrypted nor otherwise
  protected; Erlang's TLS distribution is not spoken."
  {:added "1.0", :kwargs :collect, :arglists '([name] [name ** options])}
  ([name] (start name {}))
  ([name options]
   (let [[alive host :as parts] (when (string? name) (str/split name #"@"))]
     (when-not (and (= 2 (count parts)) (seq alive) (seq host))
       (throw (IllegalArgumentException. (str "The name of an Erlang node is \"name@host\", not " (cljsh.core/show name)))))
     (doseq [k (keys options) :when (not (some #{k} start-options))]
       (throw (IllegalArgumentException. (str "start has no option " (cljsh.core/show k) ", but " (str/join " " start-options)))))
     (let [cookie (:cookie options)
           cookie (cond (nil? cookie) (default-cookie)
                        (or (keyword? cookie) (symbol? cookie)) (clojure.core/name cookie)
                        :else cookie)]
       (prim/begin name alive host (address-of host) cookie (inc (rand-int 0x7ffffffe)))
       (reset! settings {:timeout (:timeout options 7000), :silence (:silence options 2000)})
       (try
         (when (:listen options true)
           (let [[fd port] (prim/listen (:interface options))]
             (swap! settings assoc :listening fd)
             (let [outcome (prim/outcome (prim/handshake :publish port 5000))]
               (when-not (vector? outcome)
                 (throw (ex-info (str "node " name ": it cannot be registered with epmd (" outcome "): epmd does not run here"
                                      " (epmd -daemon starts it), or another node has this name")
                                 {:node name, :reason :no-epmd})))
               (swap! settings assoc :epmd (first outcome)))
             (cljsh.core/spawn-helper (fn [] (accept fd)))))
         (catch Throwable e
           (stop)
           (throw e)))
       (when (compare-and-set! served false true)
         (cljsh.core/spawn-helper serve-wanted))
       (service :net_kernel net-kernel)
       (service :cljsh.erlang/group-leader group-leader)
       name))))

(defn nodes
  "Returns the names of the Erlang nodes that are connected, as a vector."
  {:added "1.0"}
  []
  (vec (for [[name _ link] (node-prim/nodes)
             :when (and (str/includes? name "@") (try (prim/connected? link) (catch TypeError _ false)))]
         name)))

(defn stop
  "This program leaves the cluster: its connections end. Returns nil."
  {:added "1.0"}
  []
  (let [{:keys [listening epmd]} @settings
        close (.-close (py/__import__ "os"))]
    (when (prim/own-name)
      (doseq [node (nodes)] (prim/close (prim/node-link node) :noconnection)))
    (swap! settings dissoc :listening :epmd)
    (doseq [fd [listening epmd] :when fd] (close fd))
    (prim/end)))

(defn connect
  "Connects to an Erlang node; nodes are also connected to when something is sent to them. Returns the pid that stands for
  it, whose end is that of the connection. Throws, with the node and the reason, when it cannot be."
  {:added "1.0"}
  [node]
  (if-let [wrong (reach node)]
    (throw (ex-info wrong {:node node, :reason :noconnection}))
    (prim/node-pid node)))

(defn disconnect
  "Ends the connection to an Erlang node. Returns nil."
  {:added "1.0"}
  [node]
  (prim/close (prim/node-link node) :noconnection))

;; --- calls ------------------------------------------------------------------------------------

(defn named
  "Returns a pid that stands for whoever is registered by a name at a node, for monitor, link and !."
  {:added "1.0"}
  [name node]
  (prim/named name node))

(defn- target [server]
  (if (vector? server)
    (let [[name node] server]
      (connect node)
      (prim/named name node))
    server))

(defn call
  "Calls a gen_server: a pid, or [:name \"other@host\"]. Returns its answer.
  Throws ExceptionInfo, with :reason in its data, when the server is not there (:noproc), ends before it has answered,
  its node is gone (:noconnection), or it does not answer within timeout ms (5000; nil: for ever); an answer that comes
  later is dropped."
  {:added "1.0"}
  ([server request] (call server request 5000))
  ([server request timeout]
   (let [pid  (target server)
         ref  (monitor pid)
         fail (fn [reason]
                (throw (ex-info (str "The call of " (cljsh.core/show server) " failed: " (cljsh.core/show reason)) {:reason reason, :server server, :request request})))
         end  (fn []
                (demonitor ref)
                (prim/unwatch pid)
                (receive [:DOWN ref _ _ _] nil :after 0 nil))]
     (! pid [:$gen_call [(self) ref] request])
     (receive
       [ref value]                   (do (end) value)
       [:DOWN ref :process _ reason] (fail reason)
       :after timeout                (do (end) (fail :timeout))))))

(defn cast
  "Sends a message to a gen_server, a pid or [:name \"other@host\"], without waiting for anything. Returns nil."
  {:added "1.0"}
  [server message]
  (! server [:$gen_cast message])
  nil)

(defn tuple
  "Returns a tuple, for an argument of rpc that is to be one."
  {:added "1.0"}
  [& xs]
  (py/tuple xs))

(defn rpc
  "Calls a function of a module on an Erlang node, and returns its value: (rpc \"other@host\" \"lists\" \"reverse\" [[1 2 3]]).
  An argument that is a vector goes as a list, since it is that what most functions take; say (tuple …) for one that is to
  be a tuple. What it writes comes out here. Throws ExceptionInfo, with :reason in its data, when the function fails
  (Erlang's {badrpc, Reason}) or the node cannot be reached."
  {:added "1.0"}
  ([node module function args] (rpc node module function args nil))
  ([node module function args timeout]
   (let [[m f] (map keyword [module function])
         args   (apply list (map (fn [x] (if (vector? x) (apply list x) x)) args))
         answer (call [:rex node] [:call m f args (or (whereis :cljsh.erlang/group-leader) (self))] timeout)]
     (if (and (vector? answer) (= :badrpc (first answer)))
       (throw (ex-info (str "node " node ": " (name m) ":" (name f) "/" (count args) " failed: " (cljsh.core/show (second answer)))
                       {:reason (second answer), :node node}))
       answer))))
