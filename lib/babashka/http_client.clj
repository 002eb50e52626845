;; SPDX-License-Identifier: MIT
(ns babashka.http-client
  "Requests to HTTP servers."
  {:added "1.12"}
  (:refer-clojure :exclude [get send])
  (:require [cljsh.http.request :as r]
            [clojure.string :as str]))

(def default-client-opts "What a client is made with if nothing else is said." {:follow-redirects :normal :request {:headers {:accept "*/*" :accept-encoding ["gzip" "deflate"] :user-agent "babashka.http-client/cljsh"}}})
(defn client "Returns a client with options: :request, the defaults of its requests, :follow-redirects, :connect-timeout." {:added "1.12"} [opts] opts)

(defn- header-name [k] (str/join "-" (map str/capitalize (str/split (if (instance? clojure.lang.Named k) (name k) (str k)) #"-"))))
(defn- header-map [headers] (into {} (keep (fn [[k v]] (when (some? v) [(if (keyword? k) (header-name k) (str k)) (if (sequential? v) (str/join ", " v) (str v))]))) headers))
(defn- exceptional? [status] (not (contains? #{200 201 202 203 204 205 206 207 300 301 302 303 304 307} status)))

(defn- prepared
  "A request with defaults, parameters and credentials put where they belong."
  [{:keys [uri url method headers query-params form-params body basic-auth oauth-token multipart client] :as req}]
  (let [defaults (:request (or client default-client-opts))
        uri (r/with-params (r/uri-text (or uri url (throw (IllegalArgumentException. "a request needs a :uri")))) query-params)
        [ctype mbody] (when multipart (r/multipart multipart))
        headers (merge (header-map (:headers defaults))
                       (cond-> {} form-params (assoc "Content-Type" "application/x-www-form-urlencoded") ctype (assoc "Content-Type" ctype)
                               (or basic-auth (:basic-auth defaults)) (assoc "Authorization" (r/basic-auth (or basic-auth (:basic-auth defaults)))) oauth-token (assoc "Authorization" (str "Bearer " oauth-token)))
                       (when-let [a (:accept req)] {"Accept" (if (= a :json) "application/json" (str a))})
                       (header-map headers))]
    {:method (or method :get) :url uri :headers headers :body (cond mbody mbody form-params (if (map? form-params) (r/encode form-params) form-params) :else body)
     :timeout (or (:timeout req) (:timeout defaults) (:connect-timeout client)) :stream (= :stream (:as req))
     :follow (not (contains? #{false :never} (clojure.core/get req :follow-redirects (clojure.core/get client :follow-redirects true))))}))

(defn- answer [req]
  (let [{:keys [status headers body uri version]} (r/exchange (prepared req))
        body (case (:as req) :stream body :bytes body (if (:stream req) body (.decode body (r/charset-of headers) "replace")))
        response {:status status :headers headers :body body :version version :uri (java.net.URI. uri) :request (dissoc req :client)}]
    (if (and (exceptional? status) (:throw req true))
      (throw (ex-info (str "Exceptional status code: " status) response))
      response)))

(defn request
  "Sends a request, a map of :uri :method :headers :body :query-params :form-params :multipart :basic-auth :oauth-token :as (:string, :bytes, :stream)
  :throw :timeout :follow-redirects :client :async :async-then :async-catch, and returns a map of :status :headers :body."
  {:added "1.12"}
  [{:keys [async async-then async-catch] :as req}]
  (if async
    (let [f (java.util.concurrent.CompletableFuture/supplyAsync (reify java.util.function.Supplier (get [_] (answer req))))
          f (if async-then (.thenApply f (reify java.util.function.Function (apply [_ x] (async-then x)))) f)]
      (if async-catch (.exceptionally f (reify java.util.function.Function (apply [_ e] (async-catch {:ex e :request req})))) f))
    (answer req)))

(defmacro ^:private request-functions [& names]
  `(do ~@(for [n names]
           `(defn ~n ~(str "Sends a " (str/upper-case (name n)) " request to a URI; options as of request.") {:added "1.12"}
              ([~'uri] (~n ~'uri nil))
              ([~'uri ~'opts] (request (assoc ~'opts :uri ~'uri :method ~(keyword (name n)))))))))
(request-functions get head delete options post put patch)
(def ^{:doc "Does what request does."} send request)
