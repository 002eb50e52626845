#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; A chat over a Unix socket.
;;
;;   chat.clj serve SOCKET          the room
;;   chat.clj join SOCKET NAME      a person in it; lines of standard input are what they say
;;
;; In the room each connection is two tasklets, one that reads and one that writes, and the room itself is one
;; that knows all of them. A person who leaves is noticed by a monitor.
(ns chat
  (:require [os]
            [os.path :as path]
            [socket :refer [socket AF_UNIX SOCK_STREAM SHUT_WR]]))

(defn write-lines
  "Sends each message to the connection, until it is gone."
  [connection]
  (receive text (do (.sendall connection (.encode (str text "\n")))
                    (recur connection))))

(defn read-lines
  "Tells the room what comes from a connection: the name first, then what is said."
  [connection room]
  (let [lines  (line-seq (.makefile connection "r" ** :encoding "utf-8"))
        writer (spawn-link write-lines connection)]
    (! room [:join (self) writer (first lines)])
    (doseq [line (rest lines)]
      (! room [:say (self) line]))
    (die :left))) ; ends the writer, too

(defn tell [people text]
  (doseq [{:keys [writer]} (vals people)] (! writer text)))

(defn room [people]
  (receive
    [:join pid writer name]
    (do (monitor pid)
        (tell people (str name " comes in"))
        (recur (assoc people pid {:writer writer, :name name})))
    [:say pid line]
    (do (tell (dissoc people pid) (str (get-in people [pid :name]) ": " line))
        (recur people))
    [:DOWN _ _ pid _]
    (let [left (dissoc people pid)]
      (tell left (str (get-in people [pid :name]) " has left"))
      (recur left))))

(defn serve [address]
  (let [server (socket AF_UNIX SOCK_STREAM)
        room   (spawn room {})]
    (when (path/exists address) (os/unlink address))
    (.bind server address)
    (.listen server)
    (while true
      (let [[connection _] (.accept server)]
        (spawn read-lines connection room)))))

(defn join [address name]
  (let [connection (socket AF_UNIX SOCK_STREAM)]
    (.connect connection address)
    (.sendall connection (.encode (str name "\n")))
    (spawn (fn []
             (doseq [line (line-seq *in*)]
               (.sendall connection (.encode (str line "\n"))))
             (.shutdown connection SHUT_WR)))
    (doseq [line (line-seq (.makefile connection "r" ** :encoding "utf-8"))]
      (println line)
      (flush))))

(let [[what address name] *command-line-args*]
  (cond
    (and (= what "serve") address)     (serve address)
    (and (= what "join") address name) (join address name)
    :else (do (binding [*out* *err*] (println "usage: chat.clj serve SOCKET | chat.clj join SOCKET NAME"))
              (exit 2))))
