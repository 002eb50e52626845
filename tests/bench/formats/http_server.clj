;; SPDX-License-Identifier: MIT
(ns http-server (:require [org.httpkit.server :as server]))

(let [s (server/run-server (fn [request] {:status 200 :headers {"Content-Type" "text/plain"} :body "hello, world"})
                           {:port 0 :ip "127.0.0.1" :legacy-return-value? false})]
  (println (server/server-port s))
  (flush)
  @(promise))
