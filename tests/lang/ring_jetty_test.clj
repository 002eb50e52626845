;; SPDX-License-Identifier: MIT
(ns ring-jetty-test
  (:require [babashka.http-client :as http]
            [clojure.test :refer [deftest is]]
            [org.httpkit.server :as httpkit]
            [ring.adapter.jetty :as jetty]))

(defn- free-port [] (with-open [s (java.net.ServerSocket. 0)] (.getLocalPort s)))

(deftest a-handler-is-served-until-it-is-stopped
  (let [port   (free-port)
        server (jetty/run-jetty (fn [request] {:status 200 :body (str "hi " (:uri request))}) {:port port :join? false})]
    (is (= "hi /x" (:body (http/get (str "http://localhost:" port "/x")))))
    (is (.isRunning server))
    (.stop server)
    (is (nil? (.join server)))))

(deftest a-handler-may-answer-later
  (let [port   (free-port)
        server (jetty/run-jetty (fn [_ respond _] (future (respond {:status 201 :body "later"}))) {:port port :join? false :async? true})]
    (try
      (is (= [201 "later"] ((juxt :status :body) (http/get (str "http://localhost:" port "/")))))
      (finally (.stop server)))))
