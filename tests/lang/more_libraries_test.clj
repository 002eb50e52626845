;; SPDX-License-Identifier: MIT
;; HTTP, bencode, SQLite, archives, ordered and sorted collections, combinations, caches: as their documentation says.
(ns more-libraries-test
  (:require [babashka.curl :as curl]
            [babashka.deps :as deps]
            [babashka.fs :as fs]
            [babashka.http-client :as http]
            [babashka.http-client.interceptors :as interceptors]
            [babashka.wait :as wait]
            [bencode.core :as bencode]
            [clojure.core.cache :as cache]
            [clojure.data.xml :as xml]
            [clojure.data.zip :as zf]
            [clojure.data.zip.xml :as zx]
            [clojure.zip :as zip]
            [clojure.core.cache.wrapped :as wrapped]
            [clojure.core.memoize :as memo]
            [clojure.data.priority-map :refer [priority-map priority-map-by]]
            [clojure.java.io :as io]
            [clojure.math.combinatorics :as c]
            [clojure.test :refer [are deftest is testing]]
            [clojure.tools.logging :as log]
            [flatland.ordered.map :refer [ordered-map]]
            [flatland.ordered.set :refer [ordered-set]]
            [nrepl.core :as client]
            [nrepl.middleware :as middleware]
            [nrepl.server :as nrepl]
            [nrepl.transport :as transport]
            [org.httpkit.client :as hk]
            [org.httpkit.server :as server]
            [pod.babashka.go-sqlite3 :as sqlite]
            [selmer.parser :as selmer]
            [taoensso.timbre :as timbre]))

(defn- handler [{:keys [uri request-method query-string body headers] :as request}]
  (case uri
    "/echo"   {:headers {"X-A" "b"} :body (str (name request-method) " " query-string " " (some-> body slurp) " " (get headers "x-h"))}
    "/error"  {:status 500 :body "bad"}
    "/moved"  {:status 302 :headers {"Location" "/echo?r=1"}}
    "/file"   {:body (io/file "/etc/passwd")}
    "/throws" (throw (ex-info "thrown" {}))
    "/later"  (server/as-channel request {:on-open (fn [ch] (future (server/send! ch {:status 201 :body "later"})))})
    "/parts"  (server/with-channel request ch (server/send! ch {:status 200 :body "a"} false) (server/send! ch "b" false) (server/close ch))
    {:status 404 :body "none"}))

(deftest https
  (let [stop (server/run-server handler {:port 0 :ip "127.0.0.1" :error-logger (fn [& _])}), port (:local-port (meta stop)), url (fn [path] (str "http://127.0.0.1:" port path))]
    (try
      (is (contains? (wait/wait-for-port "127.0.0.1" port {:timeout 1000}) :took))
      (are [result form] (= result form)
        [200 "get a=1+2&b=1&b=2  v"] ((juxt :status :body) (http/get (url "/echo") {:query-params {:a "1 2" :b [1 2]} :headers {:x-h "v"}}))
        "post  x=y "       (:body (http/post (url "/echo") {:form-params {:x "y"}}))
        "put  text "       (:body (http/put (url "/echo") {:body "text"}))
        "get r=1  "        (:body (http/get (url "/moved")))
        302                (:status (http/get (url "/moved") {:follow-redirects :never}))
        (slurp "/etc/passwd") (:body (http/get (url "/file")))
        500                (:status (http/get (url "/throws") {:throw false}))
        [201 "later"]      ((juxt :status :body) (http/get (url "/later")))
        "ab"               (:body (http/get (url "/parts")))
        "b"                (get-in (http/get (url "/echo")) [:headers "x-a"])
        "get   "           (slurp (:body (http/get (url "/echo") {:as :stream})))
        200                @(http/get (url "/echo") {:async true :async-then :status})
        [200 "get q=1  "]  ((juxt :status :body) (curl/get (url "/echo") {:query-params {"q" "1"}}))
        404                (:status @(hk/get (url "/none")))
        "get   "           @(hk/get (url "/echo") {} :body)
        0                  (count (:body (http/head (url "/file")))))
      (is (= 500 (try (http/get (url "/error")) (catch Exception e (:status (ex-data e))))))
      (let [shout {:name ::shout :request (fn [r] (assoc-in r [:headers :x-h] "i")) :response (fn [r] (update r :body clojure.string/upper-case))}]
        (is (= "GET   I" (:body (http/get (url "/echo") {:interceptors (cons shout interceptors/default-interceptors)})))))
      (finally (stop))))
  (is (some? (:error @(hk/get "http://127.0.0.1:1/")))))

(deftest url-connections
  (let [stop (server/run-server handler {:port 0 :ip "127.0.0.1" :error-logger (fn [& _])}), port (:local-port (meta stop))
        open (fn [path] (.openConnection (java.net.URL. (str "http://127.0.0.1:" port path))))]
    (try
      (let [c (open "/echo")]
        (.setRequestMethod c "PUT")
        (.setRequestProperty c "X-H" "v")
        (.setDoOutput c true)
        (with-open [out (.getOutputStream c)] (.write out (.getBytes "text")))
        (is (= [200 "put  text v" "b"] [(.getResponseCode c) (slurp (.getInputStream c)) (.getHeaderField c "X-A")]))
        (is (instance? java.net.HttpURLConnection c)))
      (let [c (open "/none")]
        (is (= [404 "none"] [(.getResponseCode c) (slurp (.getErrorStream c))]))
        (is (thrown? java.io.IOException (.getInputStream c))))
      (is (= 302 (.getResponseCode (doto (open "/moved") (.setInstanceFollowRedirects false)))))
      (finally (stop))))
  (let [c (.openConnection (io/as-url (io/file "/etc/passwd")))]
    (is (= [(slurp "/etc/passwd") (.length (io/file "/etc/passwd"))] [(slurp (.getInputStream c)) (.getContentLength c)]))
    (is (pos? (.getLastModified c)))))

(xml/alias-uri 'dav "DAV:" :pom "http://maven.apache.org/POM/4.0.0")

(deftest aliases-of-uris
  (is (= [(xml/qname "DAV:" "a") (xml/qname "http://maven.apache.org/POM/4.0.0" "b")] [::dav/a ::pom/b])))

(deftest text-into-compressed-streams
  (fs/with-temp-dir [dir]
    (let [file (io/file (str dir) "x.gz")]
      (with-open [out (java.util.zip.GZIPOutputStream. (io/output-stream file))]
        (spit out "text ö"))
      (is (= "text ö" (with-open [in (java.util.zip.GZIPInputStream. (io/input-stream file))] (slurp in)))))))

(deftest bencodes
  (let [out (java.io.ByteArrayOutputStream.)]
    (bencode/write-bencode out {"a" 1 :b ["x" {}] "c" -5})
    (is (= "d1:ai1e1:bl1:xdee1:ci-5ee" (str out)))
    (let [m (bencode/read-bencode (java.io.PushbackInputStream. (io/input-stream (.toByteArray out))))]
      (is (= [1 "x" {} -5] [(get m "a") (String. (first (get m "b"))) (second (get m "b")) (get m "c")]))))
  (is (thrown? java.io.EOFException (bencode/read-bencode (java.io.PushbackInputStream. (io/input-stream (.getBytes "d1:a")))))))

(deftest databases
  (fs/with-temp-dir [dir]
    (let [db (str (fs/path dir "x.db"))]
      (sqlite/execute! db ["create table t (a text, b int)"])
      (is (= {:rows-affected 1 :last-inserted-id 1} (sqlite/execute! db ["insert into t values (?, ?)" "x" 1])))
      (is (= [{:a "x" :b 1}] (sqlite/query db ["select * from t where b = ?" 1]))))))

(deftest archives
  (fs/with-temp-dir [dir]
    (let [f (fs/file dir "x.jar")]
      (with-open [z (java.util.zip.ZipOutputStream. (io/output-stream f))]
        (.putNextEntry z (java.util.zip.ZipEntry. "a")) (.write z (.getBytes "AA")))
      (let [j (java.util.jar.JarFile. f)]
        (is (= ["a"] (map #(.getName %) (enumeration-seq (.entries j)))))
        (is (= "AA" (slurp (.getInputStream j (.getEntry j "a")))))))))

(deftest collections
  (are [result form] (= result form)
    [[:b 1] [:c 2] [:a 3]] (seq (priority-map :a 3 :b 1 :c 2))
    [:b 1]                 (peek (priority-map :a 3 :b 1))
    {:a 3}                 (pop (priority-map :a 3 :b 1))
    [[:a 3] [:b 1]]        (seq (priority-map-by > :b 1 :a 3))
    [[:z 1] [:a 2]]        (seq (ordered-map :z 1 :a 2))
    {:a 1 :b 2}            (ordered-map :b 2 :a 1)
    [:a :z]                (keys (assoc (dissoc (ordered-map :z 1 :a 2) :z) :z 3))
    [3 1 2]                (seq (ordered-set 3 1 2 3))
    #{1 2}                 (ordered-set 2 1)))

(deftest combinations
  (are [result form] (= result form)
    [[1 2] [1 3] [2 3]]       (c/combinations [1 2 3] 2)
    [[1 1] [1 2]]             (c/combinations [1 1 2] 2)
    [[] [1] [2] [1 2]]        (c/subsets [1 2])
    [[1 1 2] [1 2 1] [2 1 1]] (c/permutations [1 1 2])
    6                         (count (c/permutations [:c :a :b]))
    [:c :a :b]                (first (c/permutations [:c :a :b]))
    [[1 :a] [1 :b] [2 :a] [2 :b]] (c/cartesian-product [1 2] [:a :b])
    [[1 1] [1 2] [2 1] [2 2]] (c/selections [1 2] 2)
    [[[1 2 3]] [[1 2] [3]] [[1 3] [2]] [[1] [2 3]] [[1] [2] [3]]] (c/partitions [1 2 3])
    [3 1 2]                   (c/nth-permutation [1 2 3] 4)
    4                         (c/permutation-index [3 1 2])
    3                         (c/count-permutations [1 1 2])))

(deftest caches
  (is (= {:a 1 :c 3} (into {} (-> (cache/lru-cache-factory {} :threshold 2) (assoc :a 1) (assoc :b 2) (cache/hit :a) (assoc :c 3)))))
  (is (= {:b 2 :c 3} (into {} (-> (cache/fifo-cache-factory {} :threshold 2) (assoc :a 1) (assoc :b 2) (cache/hit :a) (assoc :c 3)))))
  (is (= [[:x 1] [:x 1]] (let [a (wrapped/fifo-cache-factory {})] [(wrapped/lookup-or-miss a :x (fn [k] [k 1])) (wrapped/lookup a :x)])))
  (let [n (atom 0), f (memo/lru (fn [x] (swap! n inc) (* x 2)) :lru/threshold 2)]
    (is (= [2 2 1] [(f 1) (f 1) @n]))
    (f 2) (f 3) (f 1)
    (is (= 4 @n))
    (is (memo/memoized? f))))

(deftest logs
  (let [w (java.io.StringWriter.)]
    (binding [*err* w] (log/info "seen" 1) (log/debug "unseen") (log/warnf "%d%%" 5))
    (is (re-find #"INFO  more-libraries-test - seen 1\n.*WARN  more-libraries-test - 5%" (str w)))
    (is (not (re-find #"unseen" (str w)))))
  (is (re-find #"WARN \[more-libraries-test:\d+\] - w \{:a 1\}" (with-out-str (timbre/with-level :warn (timbre/info "no") (timbre/warn "w" {:a 1}))))))

(deftest dependencies
  (is (nil? (deps/add-deps '{:deps {org.clojure/tools.cli {:mvn/version "1.0.0"}}})))
  (is (thrown? Exception (deps/add-deps '{:deps {no.such/lib {:mvn/version "1"}}})))
  (fs/with-temp-dir [dir]
    (fs/create-dirs (fs/path dir "src"))
    (spit (fs/file dir "deps.edn") "{:paths [\"src\"]}")
    (spit (fs/file dir "src/deps_test_lib.clj") "(ns deps-test-lib) (def x 5)")
    (deps/add-deps {:deps {'my/lib {:local/root (str dir)}}})
    (require 'deps-test-lib)
    (is (= 5 @(resolve 'deps-test-lib/x)))))

(deftest templates
  (are [text template values] (= text (selmer/render template values))
    "Hello W! 3 none &lt;b&gt; <b> 7" "Hello {{name}}! {{n|add:2}} {{x|default:\"none\"}} {{h}} {{h|safe}} {{a.b.0}}" {:name "W" :n 1 :h "<b>" :a {:b [7]}}
    "1,2,3" "{% for i in xs %}{{i}}{% if not forloop.last %},{% endif %}{% endfor %}" {:xs [1 2 3]}
    "b" "{% if a = 1 %}one{% elif b %}b{% else %}other{% endif %}" {:a 2 :b true}
    "none" "{% for i in xs %}{{i}}{% empty %}none{% endfor %}" {:xs []}
    ":p=1 " "{% for k,v in m %}{{k}}={{v}} {% endfor %}{# comment #}" {:m {:p 1}}
    "2" "{% with y=n|add:1 %}{{y}}{% endwith %}" {:n 1}
    "{{x}}" "{% verbatim %}{{x}}{% endverbatim %}" {})
  (fs/with-temp-dir [dir]
    (spit (fs/file dir "base.html") "<t>{% block title %}T{% endblock %}</t>")
    (selmer/set-resource-path! dir)
    (is (= "<t>T-1</t>" (selmer/render "{% extends \"base.html\" %}{% block title %}{{block.super}}-{{x}}{% endblock %}" {:x 1})))
    (selmer/set-resource-path! nil))
  (is (thrown? Exception (selmer/render "{{x|no-such-filter}}" {:x 1}))))

(deftest nrepl-server
  (let [s (nrepl/start-server), socket (java.net.Socket. "127.0.0.1" (:port s))
        in (java.io.PushbackInputStream. (.getInputStream socket)), out (.getOutputStream socket)
        text (fn [x] (if (bytes? x) (String. x) x))
        ask (fn [m]
              (bencode/write-bencode out m)
              (.flush out)
              (loop [all {}]
                (let [r (into {} (map (fn [[k v]] [k (text v)])) (bencode/read-bencode in)), all (merge-with (fn [a b] (if (and (string? a) (string? b)) (str a b) b)) all r)]
                  (if (some #{"done"} (map text (get r "status"))) all (recur all)))))]
    (try
      (let [session (get (ask {"op" "clone"}) "new-session")
            evaluate (fn [code] (select-keys (ask {"op" "eval" "code" code "session" session}) ["value" "out" "err" "root-ex"]))]
        (is (= {"out" "hi\n" "value" "nil3"} (evaluate "(println \"hi\") (+ 1 2)")))
        (is (= {"value" "3"} (evaluate "*1")))
        (is (re-find #"Divide by zero" (get (evaluate "(/ 1 0)") "err")))
        (is (some #(= "mapv" (text (get % "candidate"))) (get (ask {"op" "complete" "symbol" "map" "session" session}) "completions")))
        (is (= "map" (get (ask {"op" "info" "sym" "map"}) "name")))
        (is (contains? (ask {"op" "describe"}) "ops"))
        (is (= #{"done" "unknown-op" "error"} (set (map text (get (ask {"op" "none"}) "status"))))))
      (finally (.close socket) (nrepl/stop-server s)))))

(deftest sockets
  (let [server (java.net.ServerSocket. 0)
        f (future (with-open [c (.accept server)]
                    (let [in (io/reader (.getInputStream c)), line (.readLine in)]
                      (Thread/sleep 50)
                      [line (loop [s ""] (if (.ready in) (recur (str s (char (.read in)))) s))])))]
    (with-open [c (java.net.Socket. "127.0.0.1" (.getLocalPort server)), w (io/writer (.getOutputStream c))]
      (.write w "one\nüber")
      (.flush w)
      (is (= ["one" "über"] @f)))
    (.close server)))

(deftest queries-of-xml
  (let [z (zip/xml-zip (xml/parse-str "<lib><book id='1'><a>Borges</a><t>Fic\n ciones</t></book><book id='2'><a>X</a><t>Y</t></book></lib>"))]
    (is (= ["Fic ciones"] (zx/xml-> z :lib :book [:a "Borges"] :t zx/text)))
    (is (= ["1" "2"] (zx/xml-> z :book (zx/attr :id))))
    (is (= "X" (zx/xml1-> z :book (zx/attr= :id "2") :a zx/text)))
    (is (= "1.0" (zx/xml1-> (zip/xml-zip (xml/parse-str "<pom><version>1.0</version></pom>")) :pom :version zip/down zip/node)))
    (is (= [:lib :book :a] (map (comp :tag zip/node) (reverse (zf/ancestors (zx/xml1-> z :book :a))))))
    (is (= 11 (count (zf/descendants z))))))

(deftest class-loaders
  (let [loader (.getContextClassLoader (Thread/currentThread))]
    (is (instance? ClassLoader loader))
    (is (nil? (.getResource loader "no/such/thing.edn")))
    (is (= java.io.File (.loadClass loader "java.io.File")))
    (is (thrown? ClassNotFoundException (.loadClass loader "no.such.Thing")))
    (is (empty? (enumeration-seq (.getResources (clojure.lang.RT/makeClassLoader) "no/such/thing.edn"))))))

(deftest standard-streams
  (is (instance? java.io.InputStream System/in))
  (is (instance? java.io.PrintStream System/out))
  (is (instance? java.io.OutputStream System/err)))

(defn- timed
  "Middleware that adds to the last reply of an eval."
  [handler]
  (fn [{:keys [op transport] :as msg}]
    (handler (if (= op "eval")
               (assoc msg :transport (reify transport/Transport
                                       (recv [_] (transport/recv transport))
                                       (recv [_ timeout] (transport/recv transport timeout))
                                       (send [this reply] (transport/send transport (cond-> reply (contains? (set (:status reply)) :done) (assoc :timed 1))) this)))
               msg))))

(deftest nrepl-clients
  (middleware/set-descriptor! #'timed {:requires #{"clone"} :expects #{"eval"} :handles {}})
  (let [s (nrepl/start-server :middleware [#'timed])]
    (try
      (with-open [conn (client/connect :port (:port s))]
        (let [ask (client/client conn 20000), in-session (client/client-session ask)
              told (fn [msg] (client/combine-responses (in-session msg)))]
          (is (= [3 [3]] (client/response-values (ask {:op "eval" :code (client/code (+ 1 2) [3])}))))
          (is (= {:out "1\n" :value ["nil" "5"] :timed 1 :status #{"done"}} (select-keys (told {:op "eval" :code "(println 1) (+ 2 3)"}) [:out :value :timed :status])))
          (testing "a session keeps its namespace and last values"
            (told {:op "eval" :code "(ns nrepl-clients.a) (def q 5)"})
            (is (= ["[5 :k]"] (:value (told {:op "eval" :code "(do [q :k])" :ns "nrepl-clients.a"}))))
            (is (= ["[5 :k]"] (:value (told {:op "eval" :code "*1"})))))
          (testing "what is evaluated has the place that it has in its file"
            (told {:op "eval" :code "(def a 1)\n(def b 2)" :ns "nrepl-clients.a" :file "/tmp/a.clj" :line 10 :column 3})
            (is (= ["[[10 3] [11 1] \"/tmp/a.clj\"]"]
                   (:value (told {:op "eval" :code "(conj (mapv (comp (juxt :line :column) meta) [#'a #'b]) (:file (meta #'a)))" :ns "nrepl-clients.a"})))))
          (testing "a file's last value alone is told"
            (is (= ["3"] (:value (told {:op "load-file" :file "(ns nrepl-clients.b) (def a 1) (+ a 2)" :file-path "/tmp/b.clj"})))))
          (is (= #{"done" "unknown-op" "error"} (:status (told {:op "no-such-op"}))))
          (is (= #{"done" "session-idle"} (:status (told {:op "interrupt"}))))
          (is (some (fn [c] (= "reduce" (:candidate c))) (:completions (told {:op "completions" :prefix "redu" :ns "user"}))))))
      (testing "input is asked for"
        (with-open [conn (client/connect :port (:port s))]
          (let [id (client/new-session (client/client conn 20000))]
            (transport/send conn {:op "eval" :code "(read-line)" :session id :id "in"})
            (is (= ["need-input"] (:status (transport/recv conn 20000))))
            (transport/send conn {:op "stdin" :stdin "typed\n" :session id :id "text"})
            (is (= #{"\"typed\""} (set (keep :value (repeatedly 3 (fn [] (transport/recv conn 20000))))))))))
      (testing "what runs is interrupted"
        (with-open [conn (client/connect :port (:port s))]
          (let [ask (client/client conn 20000), id (client/new-session ask)]
            (doseq [code ["(Thread/sleep 60000)" "(loop [] (recur))"]]
              (transport/send conn {:op "eval" :code code :session id :id "long"})
              (Thread/sleep 300)
              (transport/send conn {:op "interrupt" :session id :id "stop"})
              (is (= [["long" ["done" "interrupted"]] ["stop" ["done"]]] (sort (repeatedly 2 (fn [] ((juxt :id :status) (transport/recv conn 20000)))))))))))
      (finally (nrepl/stop-server s)))))

(defn- listening [backlog]
  (doto ((.-socket (py/__import__ "socket")))
    (.bind (py/tuple ["127.0.0.1" 0]))
    (.listen backlog)))
(deftest servers-that-do-not-answer
  (with-open [server (listening 0)]
    (let [address (.getsockname server), url (str "http://127.0.0.1:" (second address) "/")
          get     (fn [options] (http/get url options))
          waiting (doall (repeatedly 4 #(doto ((.-socket (py/__import__ "socket"))) (.setblocking false) (.connect_ex address))))] ; more than the server keeps
      (is (thrown-with-msg? java.net.http.HttpConnectTimeoutException #"HTTP connect timed out" (get {:client (http/client {:connect-timeout 50})})))
      (is (thrown? java.net.http.HttpTimeoutException (get {:client (http/client {:connect-timeout 50})})))
      (run! #(.close %) waiting)))
  (with-open [server (listening 4)]
    (let [url (str "http://127.0.0.1:" (second (.getsockname server)) "/")]
      (is (= :later (try (http/get url {:timeout 50 :client (http/client {:connect-timeout 5000})})
                      (catch java.net.http.HttpConnectTimeoutException _ :connecting)
                      (catch java.net.http.HttpTimeoutException _ :later)))))))
