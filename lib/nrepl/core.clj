;; SPDX-License-Identifier: MIT
(ns nrepl.core
  "A client of nREPL."
  {:added "1.12"}
  (:require [nrepl.transport :as transport]
            [socket :as sock]))

(defn connect
  "Connects to a server; returns a transport. Options :host and :port."
  {:added "1.12"}
  [& {:keys [host port] :or {host "127.0.0.1"}}]
  (transport/bencode (sock/create_connection (py/tuple [host port]))))

(defn client
  "A function that sends a message and returns the lazy seq of the replies to it, until they are done, or for so many milliseconds none comes."
  {:added "1.12"}
  [transport response-timeout]
  (fn send-and-receive
    ([] (take-while some? (repeatedly (fn [] (transport/recv transport response-timeout)))))
    ([msg]
     (let [id (or (:id msg) (str (random-uuid)))]
       (transport/send transport (assoc msg :id id))
       ((fn replies []
          (lazy-seq
            (when-let [r (transport/recv transport response-timeout)]
              (cond
                (not= id (:id r))                    (replies)
                (contains? (set (:status r)) "done") (list r)
                :else                                (cons r (replies)))))))))))

(defn message "Sends a message with a client; returns the replies." {:added "1.12"} [client msg] (client msg))
(defn new-session "Makes a session; returns its id." {:added "1.12"} [client & {:keys [clone]}] (:new-session (first (message client (cond-> {:op "clone"} clone (assoc :session clone))))))
(defn client-session "A client whose messages are of a session, a new one if none is given." {:added "1.12"} [client & {:keys [session]}]
  (let [id (or session (new-session client))] (fn ([] (client)) ([msg] (client (assoc msg :session id))))))

(defn combine-responses
  "Replies as one map: texts of :out, :err joined, all values under :value, all flags under :status."
  {:added "1.12"}
  [responses]
  (reduce (fn [m r]
            (reduce (fn [m [k v]]
                      (case k
                        (:id :ns) (assoc m k v)
                        :value    (update m :value (fnil conj []) v)
                        :status   (update m :status (fnil into #{}) v)
                        :session  (update m :session (fnil conj #{}) v)
                        (update m k (fn [old] (if (and (string? old) (string? v)) (str old v) v)))))
                    m r))
          {} responses))
(defn response-values "The values in replies, read." {:added "1.12"} [responses] (map read-string (:value (combine-responses responses))))
(defn code* "The text of forms." {:added "1.12"} [& forms] (apply str (map pr-str forms)))
(defmacro code "The text of forms." {:added "1.12"} [& forms] (apply code* forms))
