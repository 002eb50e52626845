;; SPDX-License-Identifier: MIT
(ns babashka.nrepl.server
  "A server of nREPL, under the names of babashka.nrepl."
  {:added "1.12"}
  (:require [nrepl.server :as server]))

(defn start-server! "Starts a server. Options :port, 1667 if not given, :host, :quiet, and :middleware, vars or functions around the handler of messages." {:added "1.12"} ([] (start-server! nil))
  ([{:keys [port host quiet middleware] :or {port 1667 host "127.0.0.1"}}]
   (let [s (server/start-server :port port :bind host :middleware middleware :keep-alive true)]
     (when-not quiet (println (str "Started nREPL server at " host ":" (:port s))) (flush))
     (assoc s :socket (:server-socket s)))))
(defn stop-server! "Stops a server." {:added "1.12"} [server] (server/stop-server server))
