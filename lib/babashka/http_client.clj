;; SPDX-License-Identifier: MIT
(ns babashka.http-client
  "Requests to HTTP servers."
  {:added "1.12"}
  (:refer-clojure :exclude [get send])
  (:require [babashka.http-client.interceptors :as interceptors]
            [cljsh.http.request :as r]
            [clojure.string :as str]))

(def default-client-opts "What a client is made with if nothing else is said." {:follow-redirects :normal :request {:headers {:accept "*/*" :accept-encoding ["gzip" "deflate"] :user-agent "babashka.http-client/cljsh"}}})
(defn client "Returns a client with options: :request, the defaults of its requests, :interceptors, :follow-redirects, :connect-timeout." {:added "1.12"} [opts] opts)

(defn- header-name [k] (str/join "-" (map str/capitalize (str/split (if (instance? clojure.lang.Named k) (name k) (str k)) #"-"))))
(defn- header-map [headers] (into {} (keep (fn [[k v]] (when (some? v) [(if (keyword? k) (header-name k) (str k)) (if (sequential? v) (str/join ", " v) (str v))]))) headers))

(defn- joined-headers
  "The headers of several maps; of those whose names are the same the last counts. The names that interceptors set are keywords."
  [& maps]
  (let [label (fn [k] (str/lower-case (if (keyword? k) (name k) (str k))))]
    (reduce (fn [all [k v]]
              (let [l (label k)]
                (assoc (apply dissoc all (filter (fn [other] (= l (label other))) (keys all)))
                       (if (#{"accept" "authorization" "content-type"} l) (keyword l) k) v)))
            {} (mapcat seq maps))))

(defn- send-once
  "Sends a request that the interceptors have done their part with."
  [{:keys [uri method headers body timeout client] :as req}]
  (let [{:keys [status headers body uri version]}
        (r/exchange {:method (or method :get) :url (str uri) :headers (header-map headers) :body body :raw true
                     :timeout timeout :connect-timeout (:connect-timeout client)
                     :follow (not (contains? #{false :never} (clojure.core/get req :follow-redirects (clojure.core/get client :follow-redirects true))))})]
    {:status status :headers headers :body body :version version :uri (java.net.URI. uri) :request (dissoc req :client)}))

(defn- answer [{:keys [client] :as req}]
  (let [defaults (:request (or client default-client-opts))
        req (assoc (merge defaults req) :headers (joined-headers (:headers defaults) (:headers req)))
        chain (or (:interceptors req) (:interceptors client) interceptors/default-interceptors)
        through (fn [value key chain] (reduce (fn [value i] (if-let [f (key i)] (f value) value)) value chain))]
    (-> req
        (through :request chain)
        send-once
        (through :response (reverse chain)))))

(defn request
  "Sends a request, a map of :uri :method :headers :body :query-params :form-params :multipart :basic-auth :oauth-token :as (:string, :bytes, :stream)
  :throw :timeout :follow-redirects :client :interceptors :async :async-then :async-catch, and returns a map of :status :headers :body."
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
