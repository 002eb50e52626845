#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; A log server: one tasklet has the file, all others send it what to write.
;;
;;   log-server.clj FILE
;;
;; It is a generic server (cljsh.otp.server) below a supervisor, which starts it
;; anew when it dies: here because somebody logs what cannot be printed.
(ns log-server
  (:require [cljsh.otp.server :as server]
            [cljsh.otp.supervisor :as supervisor]
            [datetime :refer [datetime]]))

(def log
  {:init        (fn [file] [:ok {:file file, :out (py/open file "a"), :lines 0}])
   :handle-cast (fn [{:keys [level text]} {:keys [out] :as state}]
                  (.write out (str (.isoformat (datetime/now) ** :timespec "seconds") " " (name level) " " text "\n"))
                  (.flush out)
                  [:noreply (update state :lines inc)])
   :handle-call (fn [request _ state]
                  (case request
                    :lines [:reply (:lines state) state]))
   :terminate   (fn [_ {:keys [out]}] (.close out))})

(defn info [text] (server/cast :log {:level :info, :text text}))

(defn worker
  "Computes something, and tells the log of it."
  [id done]
  (dotimes [i 3]
    (sleep (rand-int 20))
    (info (str "worker " id " has done part " (inc i))))
  (! done [:done id]))

(let [[file] *command-line-args*]
  (when-not file
    (binding [*out* *err*] (println "usage: log-server.clj FILE"))
    (exit 2))
  (let [top (supervisor/start-link {:children [{:id :log, :start [server/start-link log [file] :name :log]}]})]
    (doseq [id (range 4)] (spawn worker id (self)))
    (dotimes [_ 4] (receive [:done _] nil))
    (println (server/call :log :lines) "lines from four workers")
    (let [before (whereis :log)]
      (server/cast :log {:level nil, :text "a line without a level kills it"})
      (sleep 50)
      (println "started anew:" (not= before (whereis :log))))
    (info "and goes on")
    (println (server/call :log :lines) "line since then")
    (server/stop top)))
