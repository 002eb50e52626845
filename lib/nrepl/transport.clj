;; SPDX-License-Identifier: MIT
(ns nrepl.transport
  "How messages of nREPL, maps with keywords as keys, go to and fro."
  {:added "1.12"}
  (:refer-clojure :exclude [send])
  (:require [bencode.core :as b]))

(defprotocol Transport
  "What messages are read from and written to."
  (recv [this] [this timeout] "The next message, or nil when there is none any more, or within so many milliseconds.")
  (send [this msg] "Sends a message; returns the transport."))

(defn- text [x]
  (cond
    (bytes? x)  (String. x "UTF-8")
    (map? x)    (into {} (map (fn [[k v]] [(keyword k) (text v)])) x)
    (vector? x) (mapv text x)
    :else       x))

(defn- plain
  "What bencode can write: keywords are their names, booleans and other values their texts."
  [x]
  (cond
    (instance? clojure.lang.Named x) (if (namespace x) (str (namespace x) "/" (name x)) (name x))
    (map? x)                         (into {} (map (fn [[k v]] [(plain k) (plain v)])) x)
    (or (sequential? x) (set? x))    (mapv plain x)
    (or (string? x) (integer? x) (bytes? x)) x
    (nil? x)                         []
    :else                            (str x)))

(defrecord BencodeTransport [in out lock close]
  Transport
  (recv [_] (try (text (b/read-bencode in)) (catch java.io.EOFException _ nil) (catch OSError _ nil)))
  (recv [this timeout] (let [got (future (recv this))] (deref got timeout nil)))
  (send [this msg]
    (locking lock
      (b/write-bencode out (plain msg))
      (.flush out))
    this)
  java.io.Closeable
  (close [_] (close) nil))

(defn bencode
  "A transport over a socket of Python's, or over a stream to read and one to write."
  {:added "1.12"}
  ([socket]
   (let [open (fn [class-name mode] ((cljsh.java/class-named class-name) (.makefile socket mode)))]
     (->BencodeTransport (java.io.PushbackInputStream. (open "java.io.InputStream" "rb")) (open "java.io.OutputStream" "wb") (Object.)
                         (fn [] (try (.shutdown socket 2) (catch OSError _ nil)) (.close socket)))))
  ([in out] (->BencodeTransport (java.io.PushbackInputStream. in) out (Object.) (fn [] (.close in) (.close out)))))
