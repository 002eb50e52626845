;; SPDX-License-Identifier: MIT
(ns babashka.http-client.interceptors
  "What babashka.http-client does with a request before it is sent, and with the response: maps of :name, :request and
  :response, functions of one. Requests go through them in order, responses in the reverse."
  {:added "1.12"}
  (:require [cljsh.http.request :as r]))

(defn- on-request
  "An interceptor that changes requests that have a key, by a function of the request and the value at it."
  [name key f]
  {:name name :request (fn [request] (if-some [v (key request)] (f request v) request))})

(def construct-uri
  "Request: a map as :uri becomes a URI."
  {:name ::construct-uri
   :request (fn [request] (assoc request :uri (java.net.URI. (r/uri-text (or (:uri request) (:url request) (throw (IllegalArgumentException. "a request needs a :uri")))))))})

(def accept-header
  "Request: :accept, :json or a text, becomes a header."
  (on-request ::accept-header :accept (fn [request accept] (assoc-in request [:headers :accept] (if (= accept :json) "application/json" (str accept))))))

(def basic-auth
  "Request: :basic-auth, [user password] or a map of :user and :pass, becomes a header."
  (on-request ::basic-auth :basic-auth (fn [request auth] (assoc-in request [:headers :authorization] (r/basic-auth auth)))))

(def oauth-token
  "Request: :oauth-token becomes a header."
  (on-request ::oauth-token :oauth-token (fn [request token] (assoc-in request [:headers :authorization] (str "Bearer " token)))))

(def query-params
  "Request: :query-params, a map, is added to the URI."
  (on-request ::query-params :query-params (fn [request params] (assoc request :uri (java.net.URI. (r/with-params (str (:uri request)) params))))))

(defn- with-type [request type] (update request :headers (fn [headers] (merge {:content-type type} headers))))

(def form-params
  "Request: :form-params becomes the body."
  (on-request ::form-params :form-params
              (fn [request params] (with-type (assoc request :body (if (map? params) (r/encode params) params)) "application/x-www-form-urlencoded"))))

(def multipart
  "Request: :multipart, a collection of parts, becomes the body."
  (on-request ::multipart :multipart
              (fn [request parts] (let [[type body] (r/multipart parts)] (with-type (assoc request :body body) type)))))

(def decompress-body
  "Response: what came packed by gzip or deflate is unpacked, unless the request has :decompress-body false."
  {:name ::decompress
   :response (fn [{:keys [headers body request] :as response}]
               (let [encoding (get headers "content-encoding")]
                 (if (and (contains? #{"gzip" "deflate"} encoding) (not (false? (:decompress-body request))))
                   (assoc response :body (java.io.ByteArrayInputStream. (let [bytes (.read_all body)] (if (pos? (count bytes)) (r/unpacked bytes encoding) bytes))))
                   response)))})

(def decode-body
  "Response: the body as the request's :as says, :string if nothing, :bytes, or :stream."
  {:name ::decode-body
   :response (fn [{:keys [headers body request] :as response}]
               (let [whole (fn [] (with-open [in body] (.read_all in)))]
                 (assoc response :body (case (or (:as request) :string)
                                         :stream body
                                         :bytes  (whole)
                                         :string (.decode (whole) (r/charset-of headers) "replace")))))})

(def ^:private unexceptional #{200 201 202 203 204 205 206 207 300 301 302 303 304 307})

(def throw-on-exceptional-status-code
  "Response: a status that is none of success is thrown, with the response as its data, unless the request has :throw false."
  {:name ::throw-on-exceptional-status-code
   :response (fn [{:keys [status request] :as response}]
               (if (or (contains? unexceptional status) (false? (:throw request)))
                 response
                 (throw (ex-info (str "Exceptional status code: " status) response))))})

(def default-interceptors
  "Those of a request that names none in :interceptors."
  [throw-on-exceptional-status-code construct-uri accept-header basic-auth oauth-token query-params form-params multipart decode-body decompress-body])
