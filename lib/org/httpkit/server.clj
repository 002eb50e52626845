;; SPDX-License-Identifier: MIT
;; A thread reads the requests of a connection one after another and calls the
;; handler; an answer that is to come later is sent by whoever has its channel.

(ns org.httpkit.server
  "A server of HTTP and WebSockets for Ring handlers."
  {:added "1.12"}
  (:require [clojure.string :as str]
            [socket :as sock]
            [threading]))

(def ^:private reasons (delay (.-responses (py/__import__ "http.client" nil nil (py/tuple ["responses"])))))
(def ^:private head-end (.encode "\r\n\r\n"))
(def ^:private max-head 65536)

;; --- answers -------------------------------------------------------------------------

(defn- body-bytes
  "The body of an answer as bytes."
  [body]
  (cond
    (nil? body)    (py/bytes)
    (string? body) (.encode body "utf-8" "surrogateescape")
    (bytes? body)  (py/bytes body)
    (sequential? body) (.encode (apply str body) "utf-8" "surrogateescape")
    (py/hasattr body "__fspath__") (with-open [f (py/open (str body) "rb")] (.read f))
    (py/hasattr body "read_all") (let [x (.read_all body)] (.close body) (if (string? x) (.encode x "utf-8") x))
    (py/hasattr body "read") (.read body)
    :else (.encode (str body) "utf-8")))

(defn- now-text [] (.formatdate (py/__import__ "email.utils" nil nil (py/tuple ["formatdate"])) ** :usegmt true))

(defn- answer-bytes [response head? keep? server-name chunked?]
  (let [response (if (map? response) response (if (nil? response) {:status 404 :body ""} {:status 200 :body response}))
        status (:status response 200), body (body-bytes (:body response)), headers (:headers response)
        names (into #{} (map (fn [[k _]] (str/lower-case (if (keyword? k) (name k) k)))) headers)
        out (StringBuilder.)]
    (.append out (str "HTTP/1.1 " status " " (.get @reasons status "Unknown") "\r\n"))
    (doseq [[k v] headers, x (if (sequential? v) v [v])] (.append out (str (if (keyword? k) (name k) k) ": " x "\r\n")))
    (when-not (or (names "content-type") (nil? (:body response)) (bytes? (:body response))) (.append out (if (string? (:body response)) "Content-Type: text/html; charset=utf-8\r\n" "")))
    (cond chunked? (.append out "Transfer-Encoding: chunked\r\n")
          (not (names "content-length")) (.append out (str "Content-Length: " (count body) "\r\n")))
    (when server-name (.append out (str "Server: " server-name "\r\n")))
    (.append out (str "Date: " (now-text) "\r\n" (if keep? "" "Connection: close\r\n") "\r\n"))
    (.__add__ (.encode (str out) "latin-1" "replace") (if (or head? chunked?) (py/bytes) body))))

;; --- channels ------------------------------------------------------------------------------

(defprotocol Channel "A connection that can be sent to."
  (open? [ch] "Is it open?") (close [ch] "Closes it; was it open?") (websocket? [ch] "Is it a WebSocket?")
  (send! [ch data] [ch data close-after-send?] "Sends data: a response, a text, bytes. A WebSocket stays open; of HTTP, it is closed afterwards unless close-after-send? is false.")
  (on-receive [ch callback] "Calls back with each message.") (on-ping [ch callback] "Calls back with each ping.")
  (on-close [ch callback] "Calls back with a status when it is closed."))

(defn- frame [opcode payload]
  (let [n (count payload), s (py/__import__ "struct")]
    (.__add__ (cond (< n 126) (py/bytes [(bit-or 128 opcode) n]) (< n 65536) (.pack s ">BBH" (bit-or 128 opcode) 126 n) :else (.pack s ">BBQ" (bit-or 128 opcode) 127 n)) payload)))

(deftype AsyncChannel [socket state done websocket head? server-name]
  Channel
  (open? [_] (:open @state))
  (websocket? [_] (boolean websocket))
  (close [this]
    (let [[old _] (swap-vals! state assoc :open false)]
      (when (:open old)
        (try
          (cond websocket (.sendall socket (frame 8 (py/bytes [3 232])))
                (:started old) (.sendall socket (.encode "0\r\n\r\n")))
          (catch OSError _ nil))
        (.set done)
        (when-let [f (:on-close old)] (f (if websocket 1000 :server-close))))
      (boolean (:open old))))
  (send! [this data] (send! this data (not websocket)))
  (send! [this data close?]
    (if-not (:open @state)
      false
      (try
        (cond
          websocket (let [data (if (map? data) (:body data) data)] (.sendall socket (if (or (bytes? data)) (frame 2 (py/bytes data)) (frame 1 (body-bytes data)))))
          (and close? (not (:started @state))) (do (.sendall socket (answer-bytes data head? false server-name false)) (swap! state assoc :whole true))
          :else (let [first? (not (:started @state)), body (body-bytes (if (map? data) (:body data) data))]
                  (swap! state assoc :started true)
                  (when first? (.sendall socket (answer-bytes (if (map? data) data {:status 200 :body data}) head? false server-name true)))
                  (when (pos? (count body)) (.sendall socket (.__add__ (.__add__ (.encode (str (py/format (count body) "x") "\r\n")) body) (.encode "\r\n"))))))
        (when close? (if websocket (close this) (let [[old _] (swap-vals! state assoc :open false)] (when (:started old) (.sendall socket (.encode "0\r\n\r\n"))) (.set done) (when-let [f (:on-close old)] (f :server-close)))))
        true
        (catch OSError _ (swap! state assoc :open false) (.set done) (when-let [f (:on-close @state)] (f :client-close)) false))))
  (on-receive [_ f] (swap! state assoc :on-receive f) nil)
  (on-ping [_ f] (swap! state assoc :on-ping f) nil)
  (on-close [_ f] (swap! state assoc :on-close f) nil))

(defn- accept-key [k] (.decode (.b64encode (py/__import__ "base64") (.digest (.sha1 (py/__import__ "hashlib") (.encode (str k "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))))) "ascii"))

(defn- read-exact [f n] (let [b (.read f n)] (when (< (count b) n) (throw (EOFError.))) b))
(defn- unmask [payload mask]
  (let [n (count payload), long-mask (.__getitem__ (.__mul__ mask (inc (quot n 4))) (py/slice 0 n))]
    (.to_bytes (.__xor__ (.from_bytes py/int payload "big") (.from_bytes py/int long-mask "big")) n "big")))

(defn- websocket-loop
  "Reads frames until the other side closes; messages in parts are put together."
  [^AsyncChannel ch file]
  (let [s (py/__import__ "struct"), status (volatile! 1006)]
    (try
      (loop [kind nil, parts (py/bytes)]
        (when (open? ch)
          (let [[b1 b2] (read-exact file 2), fin (bit-test b1 7), op (bit-and b1 15), n0 (bit-and b2 127)
                n (case n0 126 (first (.unpack s ">H" (read-exact file 2))) 127 (first (.unpack s ">Q" (read-exact file 8))) n0)
                mask (when (bit-test b2 7) (read-exact file 4)), payload (read-exact file n), payload (if (and mask (pos? n)) (unmask payload mask) payload)]
            (case op
              8 (do (vreset! status (if (>= n 2) (first (.unpack s ">H" (.__getitem__ payload (py/slice 0 2)))) 1005)) (try (.sendall (.-socket ch) (frame 8 payload)) (catch OSError _ nil)))
              9 (do (.sendall (.-socket ch) (frame 10 payload)) (when-let [f (:on-ping @(.-state ch))] (f ch payload)) (recur kind parts))
              10 (recur kind parts)
              (let [kind (if (zero? op) kind op), parts (.__add__ parts payload)]
                (if fin
                  (do (when-let [f (:on-receive @(.-state ch))] (let [data (if (= kind 1) (.decode parts "utf-8" "replace") (py/bytearray parts))] (f data))) (recur nil (py/bytes)))
                  (recur kind parts)))))))
      (catch EOFError _ nil)
      (catch OSError _ nil))
    (let [[old _] (swap-vals! (.-state ch) assoc :open false)]
      (when (and (:open old) (:on-close old)) ((:on-close old) @status)))))

(defn ^:no-doc start-channel
  "Makes the channel of a request; a WebSocket shakes hands."
  [request {:keys [on-open on-close on-receive on-ping init on-handshake-error]}]
  (let [{:keys [socket done server-name]} (::connection request), ws (:websocket? request)
        ch (AsyncChannel. socket (atom {:open true}) done ws (= :head (:request-method request)) server-name)]
    (when on-close (org.httpkit.server/on-close ch (fn [status] (on-close ch status))))
    (when on-receive (org.httpkit.server/on-receive ch (fn [data] (on-receive ch data))))
    (when on-ping (org.httpkit.server/on-ping ch (fn [_ data] (on-ping ch data))))
    (when init (init ch))
    (when ws (.sendall socket (.encode (str "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " (accept-key (get-in request [:headers "sec-websocket-key"])) "\r\n\r\n"))))
    (when on-open (on-open ch))
    {:body ch}))
(defn as-channel "Returns an answer that is sent through a channel, given to the callbacks: :on-open :on-close :on-receive :on-ping, each with the channel first." {:added "1.12"} [ring-req opts] (start-channel ring-req opts))
(defmacro with-channel "Evaluates body with ch bound to the channel of a request." {:added "1.12"} [ring-req ch & body] `(let [answer# (start-channel ~ring-req {}), ~ch (:body answer#)] ~@body answer#))
(defn send-websocket-handshake! "Is done by as-channel." {:added "1.12"} [ch _key] true)

;; --- requests ---------------------------------------------------------------------------------

(defn- read-head
  "The bytes up to the empty line, or nil at the end of the connection."
  [file]
  (let [first-line (.readline file max-head)]
    (when (pos? (count first-line))
      (loop [lines [first-line], n 0]
        (let [line (.readline file max-head), size (count line)]
          (cond
            (or (zero? size) (> n max-head)) nil
            (< size 3) lines
            :else (recur (conj lines line) (+ n size))))))))

(defn- parse-headers [lines]
  (persistent!
    (reduce (fn [m line]
              (let [[k _ v] (.partition (.decode line "latin-1") ":"), k (.lower k), v (.strip v), old (get m k)]
                (assoc! m k (if old (str old (if (= k "cookie") "; " ",") v) v))))
            (transient {}) lines)))

(defn- read-chunks [file]
  (loop [body (py/bytearray)]
    (let [n (py/int (first (.split (.decode (.readline file) "latin-1") ";")) 16)]
      (if (zero? n)
        (do (loop [] (when (> (count (.readline file)) 2) (recur))) (py/bytes body))
        (do (.extend body (read-exact file n)) (.readline file) (recur body))))))

(defn- request-map [lines file {:keys [port ip max-body] :or {max-body 8388608}} address socket done server-name]
  (let [[method target protocol] (.split (.strip (.decode (first lines) "latin-1")) " ")
        headers (parse-headers (rest lines)), [path _ query] (.partition target "?")
        length (some-> (get headers "content-length") parse-long)
        _ (when (and length (> length max-body)) (throw (ex-info "too large" {::status 413})))
        _ (when (= "100-continue" (some-> (get headers "expect") .lower)) (.sendall socket (.encode "HTTP/1.1 100 Continue\r\n\r\n")))
        body (cond (some-> (get headers "transfer-encoding") (str/includes? "chunked")) (read-chunks file) (and length (pos? length)) (read-exact file length))
        ctype (get headers "content-type"), host (get headers "host")]
    {:request-method (keyword (.lower method)) :uri path :query-string (when-not (= query "") query) :headers headers :protocol protocol :scheme :http
     :body (when body (java.io.ByteArrayInputStream. body)) :content-type ctype :content-length length
     :character-encoding (second (re-find #"(?i)charset=([^\s;]+)" (or ctype "")))
     :server-name (if host (first (.split host ":")) ip) :server-port port :remote-addr (or (get headers "x-forwarded-for") (first address))
     :websocket? (= "websocket" (some-> (get headers "upgrade") .lower)) :start-time (System/nanoTime)
     ::connection {:socket socket :done done :server-name server-name}}))

(defn- stays-open? [request response]
  (let [c (some-> (get-in request [:headers "connection"]) .lower), mine (when (map? response) (some (fn [[k v]] (when (= "connection" (str/lower-case (if (keyword? k) (name k) (str k)))) (.lower (str v)))) (:headers response)))]
    (and (not= mine "close") (if (= "HTTP/1.0" (:protocol request)) (= c "keep-alive") (not= c "close")))))

(defn- serve [socket address handler {:keys [server-header error-logger] :or {server-header "http-kit"} :as options}]
  (let [file (.makefile socket "rb" 65536)]
    (try
      (.setsockopt socket sock/IPPROTO_TCP sock/TCP_NODELAY 1)
      (loop []
        (when-let [lines (read-head file)]
          (let [done (threading/Event)
                request (try (request-map lines file options address socket done server-header)
                          (catch ValueError _ {::bad 400}) (catch ExceptionInfo e {::bad (::status (ex-data e) 400)}))]
            (if-let [status (::bad request)]
              (.sendall socket (answer-bytes {:status status :body (.get @reasons status "")} false false server-header false))
              (let [response (try (handler request)
                               (catch Throwable e
                                 (if error-logger (error-logger (str "handler " (ex-message e)) e) (binding [*out* *err*] (println (str (:request-method request) " " (:uri request) ": " (.-__name__ (class e)) ": " (ex-message e)))))
                                 {:status 500 :headers {"Content-Type" "text/plain"} :body (str (ex-message e))}))
                    ch (when (and (map? response) (instance? AsyncChannel (:body response))) (:body response))]
                (cond
                  (and ch (websocket? ch)) (websocket-loop ch file)
                  ch (.wait done)
                  :else (let [keep? (stays-open? request response)]
                          (.sendall socket (answer-bytes response (= :head (:request-method request)) keep? server-header false))
                          (when keep? (recur)))))))))
      (catch OSError _ nil)
      (catch EOFError _ nil)
      (finally
        (try (.close file) (catch OSError _ nil))
        (try (.shutdown socket sock/SHUT_RDWR) (catch OSError _ nil))
        (.close socket)))))

;; --- servers --------------------------------------------------------------------------------------

(defprotocol IHttpServer "A server that runs."
  (server-port [s] "Its port.") (server-status [s] ":running or :stopped.")
  (-server-stop! [s opts] "Stops it; returns a promise."))

(deftype HttpServer [socket port state clients]
  IHttpServer
  (server-port [_] port)
  (server-status [_] @state)
  (-server-stop! [_ {:keys [timeout]}]
    (let [p (promise)]
      (when (compare-and-set! state :running :stopping)
        (try (.shutdown socket sock/SHUT_RDWR) (catch OSError _ nil))
        (.close socket)
        (when timeout (loop [end (+ (System/currentTimeMillis) (min timeout 100))] (when (and (seq @clients) (< (System/currentTimeMillis) end)) (Thread/sleep 5) (recur end))))
        (doseq [c @clients] (try (.shutdown c sock/SHUT_RDWR) (catch OSError _ nil)))
        (reset! state :stopped))
      (deliver p true)
      p)))
(defn server-stop! "Stops a server; returns a promise. Option :timeout, in milliseconds." {:added "1.12"} ([s] (server-stop! s nil)) ([s opts] (-server-stop! s opts)))

(defn run-server
  "Starts a server that calls a Ring handler with each request; returns a function that stops it, whose metadata has :local-port.
  Options: :port, by default 8090, 0 for any, :ip, :max-body in bytes, :server-header, :error-logger; with :legacy-return-value? false it returns the server."
  {:added "1.12"}
  ([handler] (run-server handler nil))
  ([handler {:keys [port ip legacy-return-value? queue-size] :or {port 8090 ip "0.0.0.0" legacy-return-value? true} :as options}]
   (let [socket (sock/create_server (py/tuple [ip port]) ** :backlog 1024), actual (second (.getsockname socket))
         options (assoc options :port actual :ip ip), state (atom :running), clients (atom #{})
         server (HttpServer. socket actual state clients)
         one (bound-fn* (fn [client address] (try (serve client address handler options) (finally (swap! clients disj client)))))
         accept (fn []
                  (when (= :running @state)
                    (when-let [[client address] (try (.accept socket) (catch OSError _ nil))]
                      (swap! clients conj client)
                      (.start (threading/Thread nil one nil (py/tuple [client address]) ** :daemon true))
                      (recur))))]
     (.start (threading/Thread nil accept "http-server" ** :daemon true))
     (if legacy-return-value?
       (with-meta (fn stop-server [& {:keys [timeout] :or {timeout 100}}] (server-stop! server {:timeout timeout}) nil) {:local-port actual :server server})
       server))))
