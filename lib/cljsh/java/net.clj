;; SPDX-License-Identifier: MIT
(ns cljsh.java.net
  "java.net: URIs, URLs, and text in them."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [charset enter statics]]
            [clojure.string :as str]))

(defn- quoting [] (py/__import__ "urllib.parse" nil nil (py/tuple ["quote"])))

(defn- quoted-runs
  "Text as a form field in a character set of which ASCII is no part: each run of what needs quoting is encoded by itself."
  [s encoding]
  (let [quoted (fn [run] (str/join (map (fn [b] (format "%%%02X" b)) (py/list (java/encoded run encoding)))))]
    (str/replace (str/replace s #"[^A-Za-z0-9*\-._ ]+" quoted) " " "+")))

(defn- unquoted-runs [s encoding]
  (str/replace (str/replace s "+" " ") #"(?:%[0-9a-fA-F]{2})+"
               (fn [run] (java/decoded (.fromhex py/bytes (str/replace run "%" "")) encoding))))

(defn- of-ascii?
  "Is each byte below 128 a character of ASCII, whatever stands before it?"
  [encoding]
  (let [n (charset encoding)]
    (not (or (.startswith n "utf-16") (.startswith n "utf-32") (.startswith n "iso2022") (= n "utf-7") (= n "hz")))))

(statics java.net.URLEncoder "Text in URLs."
  (encode "As a form field."
    (fn ([s] (.quote_plus (quoting) s ** :safe "*-._"))
        ([s encoding]
         (if (of-ascii? encoding)
           (.quote_plus (quoting) s ** :safe "*-._" :encoding (charset encoding))
           (quoted-runs s encoding))))))
(statics java.net.URLDecoder "Text in URLs."
  (decode "Of a form field."
    (fn [s & [encoding]]
      (when-let [bad (re-find #"%(?![0-9a-fA-F]{2}).{0,2}" s)]
        (throw (IllegalArgumentException. (str "URLDecoder: Illegal hex characters in escape (%) pattern: " bad))))
      (if (of-ascii? (or encoding "UTF-8"))
        (.unquote_plus (quoting) s ** :encoding (charset (or encoding "UTF-8")))
        (unquoted-runs s encoding)))))

(defn- unquoted [s] (when s (.unquote (quoting) s)))
(defn- quoted [s safe] (when s (.quote (quoting) s ** :safe (str safe "~!$&'()*+,;=:@"))))

(defn- split-url
  "The parts of a URI or URL: scheme, authority, path, query, fragment."
  [text]
  (let [[_ scheme authority path query fragment]
        (re-matches #"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?" text)]
    (when (and (nil? scheme) (nil? authority) (re-find #"^[^/]*:" path))
      (throw (java.net.URISyntaxException. (str "Expected scheme name at index 0: " text))))
    [scheme (not-empty authority) path query fragment]))

(defn- split-uri
  "The same, of a URI, which has only the characters that it may have."
  [text]
  (when-let [bad (re-find #"[\s<>\"{}|\\^`]|%(?![0-9a-fA-F]{2})" text)]
    (throw (java.net.URISyntaxException. (str "Illegal character in URI at index " (.find text bad) ": " text))))
  (split-url text))

(defn- join-uri [[scheme authority path query fragment]]
  (str (when scheme (str scheme ":")) (when authority (str "//" authority)) path (when query (str "?" query))
       (when fragment (str "#" fragment))))

(java/class-made-by java.net.MalformedURLException
                    "A text that is no URL."
                    (java/python-class "java.net.MalformedURLException" [py/OSError py/ValueError] {}))
(java/class-named "java.net.MalformedURLException")
(java/class-named "java.net.URISyntaxException")

(declare ->URI make-uri make-url)

(defn- hierarchical? [[scheme _ path]] (or (nil? scheme) (.startswith path "/") (= path "")))

(defn- server [authority]
  (when authority
    (let [[_ user host port] (re-matches #"(?:([^@]*)@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?" authority)]
      {:user user :host (not-empty host) :port (if (seq port) (parse-long port) -1)})))

(defn- without-dots [path]
  (let [absolute? (.startswith path "/"), names (str/split path #"/" -1)
        out (reduce (fn [out n] (cond (= n ".") out
                                      (and (= n "..") (seq out) (not (#{".." ""} (peek out)))) (pop out)
                                      :else (conj out n)))
                    [] names)
        end? (#{"." ".."} (last names))]
    (let [text (str/join "/" (if end? (conj out "") out))]
      (if (and absolute? (not (.startswith text "/"))) (str "/" text) text))))

(deftype URI [text parts]
  Object
  (toString [_] text)
  (toASCIIString [_] (.quote (quoting) text ** :safe "%/:=&?~#+!$,;'@()*[]"))
  (equals [_ other] (and (instance? URI other) (= text (.-text other))))
  (hashCode [_] (hash text))
  (getScheme [_] (parts 0))
  (getRawAuthority [_] (parts 1))
  (getAuthority [_] (unquoted (parts 1)))
  (getHost [_] (:host (server (parts 1))))
  (getPort [_] (:port (server (parts 1)) -1))
  (getUserInfo [_] (unquoted (:user (server (parts 1)))))
  (getRawUserInfo [_] (:user (server (parts 1))))
  (getPath [_] (when (hierarchical? parts) (unquoted (parts 2))))
  (getRawPath [_] (when (hierarchical? parts) (parts 2)))
  (getQuery [_] (unquoted (parts 3)))
  (getRawQuery [_] (parts 3))
  (getFragment [_] (unquoted (parts 4)))
  (getRawFragment [_] (parts 4))
  (getSchemeSpecificPart [_] (unquoted (join-uri [nil (parts 1) (parts 2) (parts 3) nil])))
  (getRawSchemeSpecificPart [_] (join-uri [nil (parts 1) (parts 2) (parts 3) nil]))
  (isAbsolute [_] (some? (parts 0)))
  (isOpaque [_] (not (hierarchical? parts)))
  (normalize [_] (make-uri (join-uri (update parts 2 without-dots))))
  (resolve [this other]
    (let [[scheme authority path query fragment :as other] (split-uri (str other)) [s a p q _] parts]
      (cond
        (or scheme (not (hierarchical? parts))) (make-uri (join-uri other))
        authority (make-uri (join-uri [s authority path query fragment]))
        (and (= path "") (nil? query) fragment) (make-uri (join-uri [s a p q fragment]))
        (.startswith path "/") (make-uri (join-uri [s a path query fragment]))
        :else (let [folder (subs p 0 (inc (.rfind p "/")))]
                (make-uri (join-uri [s a (without-dots (str (if (and a (= folder "")) "/" folder) path)) query fragment]))))))
  (relativize [this other]
    (let [[s a p] parts
          other (make-uri (str other))
          [s2 a2 p2 q2 f2] (.-parts other)
          base (if (.endswith p "/") p (str p "/"))]
      (if (and (= s s2) (= a a2) (or (= p p2) (.startswith p2 base)))
        (make-uri (join-uri [nil nil (if (= p p2) "" (subs p2 (count base))) q2 f2]))
        other)))
  (toURL [this] (make-url this))
  Comparable
  (compareTo [_ other] (compare text (.-text other))))

(defn ^:no-doc make-uri
  ([text] (when (nil? text) (throw (NullPointerException. "a text is needed, not nil"))) (URI. text (split-uri text)))
  ([scheme specific fragment]
   (make-uri (str (when scheme (str scheme ":")) (quoted specific "/?%")
                  (when fragment (str "#" (quoted fragment "/?"))))))
  ([scheme host path fragment] (make-uri scheme nil host -1 path nil fragment))
  ([scheme authority path query fragment]
   (make-uri (join-uri [scheme (quoted authority "[]") (or (quoted path "/") "") (quoted query "/?%")
                        (quoted fragment "/?%")])))
  ([scheme user host port path query fragment]
   (make-uri (join-uri [scheme
                        (when host
                          (str (when user (str (quoted user "") "@")) host (when-not (= port -1) (str ":" port))))
                        (or (quoted path "/") "") (quoted query "/?%") (quoted fragment "/?%")]))))

(cljsh.core/name-class! "java.net.URI" URI)
(enter "java.net.URI" URI)
(java/note 'java.net.URI "" "A text that names a thing, by its parts.")
(statics java.net.URI "Texts that name things."
  (new "Of a text, or of its parts." make-uri)
  (create "Of a text."
    (fn [text] (try (make-uri text) (catch ValueError e (throw (IllegalArgumentException. (ex-message e))))))))

;; --- URLs -----------------------------------------------------------------------------

(def ^:private ports {"http" 80 "https" 443 "ftp" 21})

(defn ^:no-doc library-text
  "The text of a library that is part of this program, by its file's name, or nil. clojure/core.clj is in several files."
  [path]
  (or (cljsh.core/library-text (str "cljsh:" path))
      (when (= path "clojure/core.clj")
        (str/join "\n"
          (map cljsh.core/library-text
               (sort (distinct (keep (fn [v]
                                       (let [f (:file (meta v))] (when (and f (.startswith f "cljsh:clojure/core/")) f)))
                                     (vals (ns-publics 'clojure.core))))))))))

(defn- opened [text]
  (let [[scheme _ path] (split-uri text)]
    (case scheme
      "file"  (py/open (unquoted path) "rb")
      "cljsh" (.BytesIO (py/__import__ "io") ; a library that is part of this program
                        (.encode (or (library-text path) (throw (java.io.FileNotFoundException. text))) "utf-8"))
      (.urlopen (py/__import__ "urllib.request" nil nil (py/tuple ["urlopen"])) text))))

(deftype URL [text parts]
  Object
  (toString [_] text)
  (toExternalForm [_] text)
  (equals [_ other] (and (instance? URL other) (= text (.-text other))))
  (hashCode [_] (hash text))
  (getProtocol [_] (parts 0))
  (getAuthority [_] (parts 1))
  (getHost [_] (or (:host (server (parts 1))) ""))
  (getPort [_] (:port (server (parts 1)) -1))
  (getDefaultPort [_] (get ports (parts 0) -1))
  (getUserInfo [_] (:user (server (parts 1))))
  (getPath [_] (parts 2))
  (getQuery [_] (parts 3))
  (getRef [_] (parts 4))
  (getFile [_] (str (parts 2) (when (parts 3) (str "?" (parts 3)))))
  (toURI [_] (make-uri text))
  (openConnection [this] ((requiring-resolve 'cljsh.java.connection/open) this))
  (openStream [_] ((java/class-named "java.io.InputStream") (opened text)))
  (read_all [this] (let [in (opened text)] (try (.read in) (finally (.close in))))))

(defn- make-url
  ([x] (let [text (str x), parts (split-url text)]
         (cond
           (nil? (parts 0)) (throw (java.net.MalformedURLException. (str "no protocol: " text)))
           (not (#{"http" "https" "file" "ftp" "jar" "mailto" "data" "cljsh"} (.lower (parts 0))))
           (throw (java.net.MalformedURLException. (str "unknown protocol: " (.lower (parts 0)))))
           :else (URL. text parts))))
  ([context text] (if (nil? context) (make-url text) (make-url (.resolve (make-uri (str context)) text))))
  ([scheme host file] (make-url (str scheme "://" host file)))
  ([scheme host port file] (make-url (str scheme "://" host (when-not (= port -1) (str ":" port)) file))))

(cljsh.core/name-class! "java.net.URL" URL)
(enter "java.net.URL" URL)
(java/note 'java.net.URL "" "Where something can be read.")
(statics java.net.URL "Where something can be read." (new "Of a text, or of its parts." make-url))

(defmethod print-method URI [u ^java.io.Writer w] (.write w (java/object-text "java.net.URI" u)))
(defmethod print-method URL [u ^java.io.Writer w] (.write w (java/object-text "java.net.URL" u)))

;; --- the network -------------------------------------------------------------------------

(defn- socket-module [] (py/__import__ "socket"))

(deftype InetAddress [name address]
  Object
  (getHostName [_] name) (getHostAddress [_] address) (getCanonicalHostName [_] (.getfqdn (socket-module) name))
  (toString [_] (str name "/" address))
  (isLoopbackAddress [_] (.startswith address "127."))
  (isReachable [_ ms] (try (.close (.create_connection (socket-module) (py/tuple [address 7]) (/ ms 1000.0))) true
                        (catch ConnectionRefusedError _ true) (catch OSError _ false))))
(enter "java.net.InetAddress" InetAddress)
(statics java.net.InetAddress "Hosts."
  (getLocalHost "This one."
    (fn []
      (let [n (.gethostname (socket-module))]
        (InetAddress. n (try (.gethostbyname (socket-module) n) (catch OSError _ "127.0.0.1"))))))
  (getLoopbackAddress "This one." (fn [] (InetAddress. "localhost" "127.0.0.1")))
  (getByName "That of a name." (fn [n] (InetAddress. n (.gethostbyname (socket-module) n)))))

(deftype Socket [^:mutable inner]
  Object
  (getInputStream [_] ((java/class-named "java.io.InputStream") (.makefile inner "rb")))
  (getOutputStream [_] ((java/class-named "java.io.OutputStream") (.makefile inner "wb")))
  (getPort [_] (second (.getpeername inner)))
  (getLocalPort [_] (second (.getsockname inner)))
  (getInetAddress [_] (let [a (first (.getpeername inner))] (InetAddress. a a)))
  (setSoTimeout [_ ms] (.settimeout inner (when (pos? ms) (/ ms 1000.0))) nil)
  (setTcpNoDelay [_ on] (.setsockopt inner 6 1 (if on 1 0)) nil)
  (setKeepAlive [_ on] nil)
  (connect [_ address & [timeout]]
    (set! inner
          (.create_connection (socket-module)
                              (py/tuple [(.-host address) (.-port address)])
                              (when timeout (/ timeout 1000.0))))
    (.settimeout inner nil)
    nil)
  (isConnected [_] (some? inner))
  (isClosed [_] (or (nil? inner) (neg? (.fileno inner))))
  (shutdownOutput [_] (.shutdown inner 1) nil)
  (shutdownInput [_] (.shutdown inner 0) nil)
  (close [_] (when inner (try (.shutdown inner 2) (catch OSError _ nil)) (.close inner)) nil)
  (__enter__ [this] this)
  (__exit__ [this & _] (.close this) false))
(enter "java.net.Socket" Socket)
(defn- host-text [h] (if (string? h) h (.getHostAddress h)))
(statics java.net.Socket "Connections."
  (new "To a host and port."
    (fn ([] (Socket. nil))
        ([host port] (Socket. (.create_connection (socket-module) (py/tuple [(host-text host) port])))))))

(deftype InetSocketAddress [host port]
  Object
  (getHostName [_] host) (getHostString [_] host) (getPort [_] port) (toString [_] (str host ":" port)))
(enter "java.net.InetSocketAddress" InetSocketAddress)
(statics java.net.InetSocketAddress "A host and a port."
  (new "Of both, or of a port here."
    (fn ([port] (InetSocketAddress. "0.0.0.0" port)) ([host port] (InetSocketAddress. (host-text host) port)))))

(deftype ServerSocket [inner]
  Object
  (accept [_] (Socket. (first (.accept inner))))
  (getLocalPort [_] (second (.getsockname inner)))
  (getInetAddress [_] (let [a (first (.getsockname inner))] (InetAddress. a a)))
  (setReuseAddress [_ _on] nil)
  (setSoTimeout [_ ms] (.settimeout inner (when (pos? ms) (/ ms 1000.0))) nil)
  (isClosed [_] (neg? (.fileno inner)))
  (isBound [_] (not (zero? (.getLocalPort _))))
  (getLocalSocketAddress [_] (InetSocketAddress. (first (.getsockname inner)) (second (.getsockname inner))))
  (bind [this address] (.bind this address 50))
  (bind [_ address backlog] (.bind inner (py/tuple [(.-host address) (.-port address)])) (.listen inner backlog) nil)
  (close [_] (try (.shutdown inner 2) (catch OSError _ nil)) (.close inner) nil)
  (__enter__ [this] this)
  (__exit__ [this & _] (.close this) false))
(enter "java.net.ServerSocket" ServerSocket)
(statics java.net.ServerSocket "What waits for connections."
  (new "At a port; 0 is any that is free."
    (fn ([]
         (let [s ((.-socket (socket-module)))]
           (.setsockopt s (.-SOL_SOCKET (socket-module)) (.-SO_REUSEADDR (socket-module)) 1)
           (ServerSocket. s)))
        ([port] (ServerSocket. (.create_server (socket-module) (py/tuple ["" port]) ** :reuse_port false)))
        ([port backlog] (ServerSocket. (.create_server (socket-module) (py/tuple ["" port]) ** :backlog backlog)))
        ([port backlog address]
         (ServerSocket. (.create_server (socket-module) (py/tuple [(host-text address) port]) ** :backlog backlog))))))
