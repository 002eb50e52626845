;; SPDX-License-Identifier: MIT
(ns org.httpkit.client
  "Requests to HTTP servers on threads of their own."
  {:added "1.12"}
  (:refer-clojure :exclude [get])
  (:require [cljsh.http.request :as r]
            [clojure.string :as str]))

(def ^:dynamic *default-client* "Not used." nil)
(defn url-encode "Returns a text as part of a URL." {:added "1.12"} [s] (java.net.URLEncoder/encode (str s) "UTF-8"))
(defn query-string "Returns a map of parameters as text." {:added "1.12"} [m] (r/encode m))

(defn- headers-of [m] (into {} (map (fn [[k v]] [(if (keyword? k) (name k) (str k)) (str v)])) m))
(defn- perform [{:keys [url method headers body query-params form-params basic-auth oauth-token multipart timeout as follow-redirects insecure? user-agent] :or {as :auto follow-redirects true} :as opts}]
  (try
    (let [[ctype mbody] (when multipart (r/multipart multipart))
          response (r/exchange {:method (or method :get) :url (r/with-params (r/uri-text url) query-params) :timeout timeout :follow follow-redirects :insecure insecure? :stream (= as :stream)
                                :body (cond mbody mbody form-params (r/encode form-params) :else body)
                                :headers (merge {"Accept-Encoding" "gzip, deflate" "User-Agent" (or user-agent "http-kit/2.0")} (cond-> {} form-params (assoc "Content-Type" "application/x-www-form-urlencoded") ctype (assoc "Content-Type" ctype) basic-auth (assoc "Authorization" (r/basic-auth basic-auth)) oauth-token (assoc "Authorization" (str "Bearer " oauth-token))) (headers-of headers))})
          ctype (str (clojure.core/get (:headers response) "content-type"))]
      {:opts opts :status (:status response) :headers (into {} (map (fn [[k v]] [(keyword k) v])) (:headers response))
       :body (case as :stream (:body response) :byte-array (:body response) :raw-byte-array (:body response)
               :text (.decode (:body response) (r/charset-of (:headers response)) "replace")
               (if (or (= ctype "") (re-find #"text|json|xml|javascript|edn|urlencoded" ctype)) (.decode (:body response) (r/charset-of (:headers response)) "replace") (java.io.ByteArrayInputStream. (:body response))))})
    (catch Throwable e {:opts opts :error e})))

(defn request
  "Sends a request on a thread and returns a promise of a map of :status :headers :body :opts :error; callback, if given, makes what is delivered."
  {:added "1.12"}
  ([opts] (request opts nil))
  ([opts callback]
   (let [p (promise)]
     (doto (Thread. (fn [] (deliver p (let [response (perform opts)] (if callback (callback response) response))))) (.setDaemon true) (.start))
     p)))

(defmacro ^:private request-functions [& names]
  `(do ~@(for [n names]
           `(defn ~n ~(str "Sends a " (str/upper-case (name n)) " request; see request.") {:added "1.12"}
              ([~'url] (request {:url ~'url :method ~(keyword (name n))}))
              ([~'url ~'x] (if (or (fn? ~'x) (var? ~'x)) (request {:url ~'url :method ~(keyword (name n))} ~'x) (request (assoc ~'x :url ~'url :method ~(keyword (name n))))))
              ([~'url ~'opts ~'callback] (request (assoc ~'opts :url ~'url :method ~(keyword (name n))) ~'callback))))))
(request-functions get head post put patch delete options)
