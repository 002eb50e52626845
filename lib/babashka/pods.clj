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

(defn- call
  "Sends an invocation and waits for its result."
  [{:keys [in out format handlers lock]} var-name args]
  (locking lock
    (let [id (str (random-uuid))]
      (b/write-bencode out {"op" "invoke" "id" id "var" var-name "args" ((encode format) (vec args))})
      (.flush out)
      (loop [result nil]
        (let [m (b/read-bencode in), status (set (map text (get m "status")))]
          (when-let [o (get m "out")] (print (text o)) (flush))
          (when-let [e (get m "err")] (binding [*out* *err*] (print (text e)) (flush)))
          (let [result (if (contains? m "value") ((decode format) (text (get m "value"))) result)]
            (cond
              (contains? status "error") (throw (ex-info (str (text (get m "ex-message"))) (or (some-> (get m "ex-data") text ((decode format))) {})))
              (contains? status "done") result
              :else (recur result))))))))

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
         (doseq [n (get described "namespaces")]
           (let [ns-name (symbol (text (get n "name")))]
             (create-ns ns-name)
             (doseq [v (get n "vars")]
               (let [vname (text (get v "name"))]
                 (if-let [code (get v "code")]
                   (binding [*ns* (the-ns ns-name)] (refer-clojure) (eval (read-string (text code))))
                   (intern ns-name (symbol vname) (fn [& args] (call pod (str ns-name "/" vname) args))))))))
         (.register (py/__import__ "atexit") (fn [] (try (b/write-bencode out {"op" "shutdown" "id" "0"}) (.flush out) (catch Throwable _ nil)) (.destroy (:proc proc))))
         {:pod/id (text (get described "id" "pod")) ::pod pod})))))
(defn unload-pod "Ends a pod." {:added "1.12"} [pod] (when-let [p (::pod pod)] (.destroy (:proc (:proc p)))) nil)
(defn invoke "Calls a function of a pod." {:added "1.12"} [pod sym args & _] (call (::pod pod) (str sym) args))
