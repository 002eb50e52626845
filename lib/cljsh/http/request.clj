;; SPDX-License-Identifier: MIT
(ns cljsh.http.request
  "One exchange with an HTTP server, over Python's http.client; what the clients share."
  {:added "1.12"}
  (:require [clojure.string :as str]
            [http.client :as http]))

(defn- text-of [x] (if (keyword? x) (subs (str x) 1) (str x)))
(defn encode
  "Returns a map of parameters as form fields; a collection as a value gives one field for each element."
  {:added "1.12"}
  [params]
  (str/join "&" (for [[k v] params, x (if (sequential? v) v [v]) :when (some? x)]
                  (str (java.net.URLEncoder/encode (text-of k) "UTF-8") "=" (java.net.URLEncoder/encode (text-of x) "UTF-8")))))

(defn with-params
  "Returns a URL with parameters added."
  {:added "1.12"}
  [url params]
  (if (seq params) (str url (if (str/includes? url "?") "&" "?") (encode params)) url))

(defn uri-text
  "Returns a URL, also one that is given as a map of its parts."
  {:added "1.12"}
  [uri]
  (if (map? uri)
    (let [{:keys [scheme host port path query]} uri]
      (str (if scheme (name scheme) "https") "://" host (when port (str ":" port)) path (when (seq query) (str "?" (if (map? query) (encode query) query)))))
    (str uri)))

(defn basic-auth
  "Returns the value of the header Authorization of a user and a password: [user password], \"user:password\", a map of :user and :pass."
  {:added "1.12"}
  [auth]
  (let [[user pass] (cond (string? auth) (str/split auth #":" 2) (map? auth) [(:user auth) (:pass auth)] :else auth)]
    (str "Basic " (.decode (.b64encode (py/__import__ "base64") (.encode (str user ":" pass) "utf-8")) "ascii"))))

(defn multipart
  "Returns [content-type bytes] of parts, maps of :name :content :filename :content-type."
  {:added "1.12"}
  [parts]
  (let [boundary (str "cljsh" (str/replace (str (random-uuid)) "-" "")), out (py/bytearray)
        add (fn [x] (.extend out (if (string? x) (.encode x "utf-8" "surrogateescape") (py/bytes x))))]
    (doseq [{:keys [content content-type] part-name :name file-name* :file-name filename :filename part :part-name} parts
            :let [file-name (or file-name* filename (when (py/hasattr content "getName") (.getName content)))]]
      (add (str "--" boundary "\r\nContent-Disposition: form-data; name=\"" (text-of (or part-name part)) "\"" (when file-name (str "; filename=\"" file-name "\"")) "\r\n"))
      (when-let [t (or content-type (when file-name (or (first (.guess_type (py/__import__ "mimetypes") file-name)) "application/octet-stream")))] (add (str "Content-Type: " t "\r\n")))
      (add "\r\n")
      (add (cond (or (string? content) (bytes? content)) content (or (py/hasattr content "__fspath__") (py/hasattr content "read")) (.read_all ((requiring-resolve 'clojure.java.io/input-stream) content)) :else (str content)))
      (add "\r\n"))
    (add (str "--" boundary "--\r\n"))
    [(str "multipart/form-data; boundary=" boundary) (py/bytes out)]))

(defn- body-bytes [body]
  (cond (nil? body) nil (string? body) (.encode body "utf-8" "surrogateescape") (bytes? body) (py/bytes body)
        :else (with-open [in ((requiring-resolve 'clojure.java.io/input-stream) body)] (.read_all in))))

(defn- connect
  "Connects, within a time of its own if one is given; afterwards the time of the request counts."
  [conn seconds connect-seconds]
  (when connect-seconds
    (set! (.-timeout conn) connect-seconds)
    (try (.connect conn)
      (catch TimeoutError e (throw (java.net.http.HttpConnectTimeoutException. "HTTP connect timed out"))))
    (.settimeout (.-sock conn) seconds)))

(defn- once [method url headers body {:keys [timeout connect-timeout insecure]}]
  (let [u (java.net.URI. (str/replace url " " "%20")), https? (= "https" (.getScheme u)), secs (when timeout (/ timeout 1000.0))
        port (.getPort u), host (or (.getHost u) (throw (IllegalArgumentException. (str "no host in the URL " url))))
        context (when https? (let [s (py/__import__ "ssl")] (if insecure (._create_unverified_context s) (.create_default_context s))))
        conn (if https?
               (http/HTTPSConnection host (if (= port -1) 443 port) ** :timeout secs :context context)
               (http/HTTPConnection host (if (= port -1) 80 port) ** :timeout secs))]
    (connect conn secs (when connect-timeout (/ connect-timeout 1000.0)))
    (.request conn (str/upper-case (name method)) (str (or (not-empty (.getRawPath u)) "/") (when (.getRawQuery u) (str "?" (.getRawQuery u)))) body (py/dict headers))
    [conn (.getresponse conn)]))

(defn- header-map [response]
  (reduce (fn [m [k v]] (let [k (str/lower-case k), old (get m k)] (assoc m k (cond (nil? old) v (vector? old) (conj old v) :else [old v])))) {} (.getheaders response)))

(defn unpacked
  "Returns what bytes are that came in an encoding, gzip or deflate."
  {:added "1.12"}
  [bytes encoding]
  (case encoding
    "gzip" (.decompress (py/__import__ "gzip") bytes)
    "deflate" (let [z (py/__import__ "zlib")] (try (.decompress z bytes) (catch [Exception Error] _ (.decompress z bytes -15))))
    bytes))

(defn exchange
  "Sends a request and returns a map of :status, :headers, :body (bytes, or a stream if :stream is asked for; as it came, if :raw is), :uri. Redirections are followed unless follow is false."
  {:added "1.12"}
  [{:keys [method url headers body follow stream raw] :or {follow true} :as options}]
  (loop [method method, url url, body (body-bytes body), headers headers, hops 0]
    (let [[conn response] (once method url headers body options)
          status (.-status response), found (header-map response), location (get found "location")]
      (if (and follow location (#{301 302 303 307 308} status) (< hops 20))
        (let [url (str (.resolve (java.net.URI. url) location)), see (or (= status 303) (and (#{301 302} status) (= :post method)))]
          (.close conn)
          (recur (if see :get method) url (when-not see body) (if see (dissoc headers "Content-Type" "content-type" "Content-Length") headers) (inc hops)))
        {:status status :headers found :uri url :version (if (= 11 (.-version response)) :http1.1 :http1.0)
         :body (if (or raw (and stream (nil? (get found "content-encoding"))))
                 ((cljsh.java/class-named "java.io.InputStream") response)
                 (let [bytes (.read response)] (.close conn) (let [bytes (unpacked bytes (get found "content-encoding"))] (if stream (java.io.ByteArrayInputStream. bytes) bytes))))}))))

(defn charset-of
  "Returns the character set that the header Content-Type says, or UTF-8."
  {:added "1.12"}
  [headers]
  (let [t (str (get headers "content-type")), [_ c] (re-find #"(?i)charset=\"?([^\s;\"]+)" t)]
    (or (when c (try (cljsh.java/charset c) (catch IllegalArgumentException _ nil))) "UTF-8")))
