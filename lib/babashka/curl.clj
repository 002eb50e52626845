;; SPDX-License-Identifier: MIT
(ns babashka.curl
  "Requests to HTTP servers, under the names of babashka.curl."
  {:added "1.12"}
  (:refer-clojure :exclude [get])
  (:require [babashka.http-client :as client]
            [cljsh.http.request :as r]
            [clojure.string :as str]))

(defn request
  "Sends a request, a map of :url :method :headers :body :query-params :form-params :basic-auth :as (:stream, :bytes) :throw :follow-redirects,
  and returns a map of :status :headers :body."
  {:added "1.12"}
  [{:keys [url as throw raw-args follow-redirects] :as opts}]
  (let [options (set raw-args)
        response (client/request (-> (dissoc opts :url :raw-args :debug :err :process :response)
                                     (assoc :uri (r/uri-text url) :throw (clojure.core/get opts :throw true))
                                     (cond-> (or (= false follow-redirects)) (assoc :follow-redirects :never)
                                             (vector? (:form-params opts)) (update :form-params identity))))]
    (assoc (select-keys response [:status :headers :body]) :err "" :process nil)))

(defmacro ^:private request-functions [& names]
  `(do ~@(for [n names]
           `(defn ~n ~(str "Sends a " (str/upper-case (name n)) " request; options as of request.") {:added "1.12"}
              ([~'url] (~n ~'url nil))
              ([~'url ~'opts] (request (assoc ~'opts :url ~'url :method ~(keyword (name n)))))))))
(request-functions get head post put patch delete)
