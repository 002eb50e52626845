;; SPDX-License-Identifier: MIT
(ns babashka.pods
  "Programs that speak the protocol of pods: their functions become vars."
  {:added "1.12"}
  (:require [bencode.core :as b]
            [clojure.edn :as edn]
            [clojure.string :as str]))

(def ^:private own "Pods whose namespaces are part of cljsh." '#{org.babashka/go-sqlite3})

(defn- text [x] (if (bytes? x) (String. x "UTF-8") x))
(defn- decode [format] (case format "json" (let [f (requiring-resolve 'cheshire.core/parse-string)] (fn [s] (f s true))) edn/read-string))
(defn- encode [format] (case format "json" (requiring-resolve 'cheshire.core/generate-string) pr-str))

(defn- invocation
  "Sends an invocation; each result goes to take!, until the pod says that it is done."
  [{:keys [in out format lock]} var-name args take!]
  (locking lock
    (let [id (str (random-uuid))]
      (b/write-bencode out {"op" "invoke" "id" id "var" var-name "args" ((encode format) (vec args))})
      (.flush out)
      (loop []
        (let [m (b/read-bencode in), status (set (map text (get m "status")))]
          (when-let [o (get m "out")] (print (text o)) (flush))
          (when-let [e (get m "err")] (binding [*out* *err*] (print (text e)) (flush)))
          (when (contains? m "value") (take! ((decode format) (text (get m "value")))))
          (cond
            (contains? status "error") (throw (ex-info (str (text (get m "ex-message"))) (or (some-> (get m "ex-data") text ((decode format))) {})))
            (contains? status "done") nil
            :else (recur)))))))

(defn- call
  "Sends an invocation and waits for its result, the last value."
  [pod var-name args]
  (let [result (volatile! nil)]
    (invocation pod var-name args (fn [v] (vreset! result v)))
    @result))

(defn- stream
  "Sends an invocation whose results come one after the other; returns a channel of them."
  [pod var-name args]
  (let [chan ((requiring-resolve 'clojure.core.async/chan)), put! (requiring-resolve 'clojure.core.async/>!!), close! (requiring-resolve 'clojure.core.async/close!)]
    (future (try (invocation pod var-name args (fn [v] (put! chan v))) (finally (close! chan))))
    chan))

(defn- invoke-with-handlers
  "Sends an invocation whose results are given to functions: :success, :error, :done."
  [pod var-name args {:keys [success error done]}]
  (future
    (try
      (invocation pod var-name args (or success (fn [_] nil)))
      (when done (done))
      (catch Throwable e (if error (error {:ex-message (ex-message e) :ex-data (ex-data e)}) (throw e)))))
  nil)

(defn- define-var
  "Makes a var of a pod's in a namespace: of code, or one that asks the pod."
  [pod ns-name described]
  (let [vname (text (get described "name")), full (str ns-name "/" vname)]
    (if-let [code (get described "code")]
      (binding [*ns* (the-ns ns-name)] (refer-clojure) (eval (read-string (text code))))
      (let [ask (if (= "true" (text (get described "async"))) stream call)]
        (intern ns-name (with-meta (symbol vname) (or (some-> (get described "meta") text read-string) {}))
                (fn [& args] (ask pod full args)))))))

(defn- described-namespaces
  "Names of namespaces with their vars; the pod may also have told all vars in one list."
  [described]
  (concat (for [n (get described "namespaces")] [(text (get n "name")) (get n "vars")])
          (group-by (fn [v] (text (get v "namespace"))) (get described "vars"))))

(defn load-pod
  "Starts a pod, a command or a vector of one, and defines its functions in its namespaces; those that are part of cljsh are there already."
  {:added "1.12"}
  ([spec] (load-pod spec nil nil))
  ([spec version] (load-pod spec version nil))
  ([spec version opts]
   (if (or (contains? own spec) (and (symbol? spec) (= "go-sqlite3" (name spec))))
     {:pod/id (str spec)}
     (if (symbol? spec)
       (throw (ex-info (str "the pod " spec " " version " is in a registry on the network, which cljsh does not ask; start it by a command") {:pod spec}))
       (let [start (requiring-resolve 'babashka.process/process)
             proc  (start (if (string? spec) [spec] (vec spec)) {:err :inherit :extra-env {"BABASHKA_POD" "true"}})
             in    (java.io.PushbackInputStream. (:out proc)), out (:in proc)
             _     (do (b/write-bencode out {"op" "describe" "id" (str (random-uuid))}) (.flush out))
             described (b/read-bencode in), format (text (get described "format"))
             pod {:in in :out out :format format :lock (Object.) :proc proc}]
         (doseq [[n vars] (described-namespaces described), :let [n (symbol n)]]
           (create-ns n)
           (run! (fn [v] (define-var pod n v)) vars))
         (.register (py/__import__ "atexit")
                    (fn []
                      (when (contains? (get described "ops") "shutdown")
                        (try (b/write-bencode out {"op" "shutdown" "id" "0"}) (.flush out) (catch Throwable _ nil)))
                      (.destroy (:proc proc))))
         {:pod/id (text (get described "id" "pod")) ::pod pod})))))
(defn unload-pod "Ends a pod." {:added "1.12"} [pod] (when-let [p (::pod pod)] (.destroy (:proc (:proc p)))) nil)
(defn invoke
  "Calls a function of a pod. With :handlers, functions :success, :error and :done, it does not wait."
  {:added "1.12"}
  ([pod sym args] (invoke pod sym args nil))
  ([pod sym args {:keys [handlers]}]
   (if handlers
     (invoke-with-handlers (::pod pod) (str sym) args handlers)
     (call (::pod pod) (str sym) args))))
