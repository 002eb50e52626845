;; SPDX-License-Identifier: MIT
(ns ring.adapter.jetty
  "Runs a handler in a server, as Ring's adapter for Jetty does; the server is the one of org.httpkit.server."
  {:added "1.12"}
  (:require [org.httpkit.server :as server]))

(defn run-jetty
  "Starts a server for a handler. Options: :port (80), :host, :join? (true: wait
  until the server stops), :async? (the handler takes respond and raise).
  Returns the server; .stop ends it, .join waits for that."
  {:added "1.12"}
  [handler options]
  (let [ended   (promise)
        handle  (if (:async? options)
                  (fn [request]
                    (let [answer (promise)]
                      (handler request (fn [response] (deliver answer [:ok response])) (fn [e] (deliver answer [:failed e])))
                      (let [[how x] @answer] (if (= how :ok) x (throw x)))))
                  handler)
        running (server/run-server handle {:port (:port options 80) :ip (:host options "0.0.0.0") :legacy-return-value? false})
        jetty   (reify Object
                  (stop [_] (server/server-stop! running) (deliver ended true) nil)
                  (join [_] @ended nil)
                  (isRunning [_] (not (realized? ended)))
                  (getURI [_] (java.net.URI. (str "http://localhost:" (server/server-port running) "/"))))]
    (when-let [configure (:configurator options)] (configure jetty))
    (when (:join? options true) (.join jetty))
    jetty))
