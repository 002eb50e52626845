;; SPDX-License-Identifier: MIT
(ns pod.babashka.go-sqlite3
  "SQLite: execute! and query, through Python's sqlite3."
  {:added "1.12"}
  (:require [sqlite3]))

(deftype ^:private Connection [inner])
(defn get-connection "Opens a database, a path or a map of :dbname, and keeps it open." {:added "1.12"} [db] (Connection. (sqlite3/connect (if (map? db) (:dbname db) (str db)) ** :isolation_level nil)))
(defn close-connection "Closes a database." {:added "1.12"} [conn] (.close (.-inner conn)) nil)

(defn- value [x] (cond (string? x) x (boolean? x) (if x 1 0) (keyword? x) (name x) (instance? py/bytearray x) (py/bytes x) (inst? x) (str x) (uuid? x) (str x) :else x))
(defn- with-db [db f]
  (if (instance? Connection db)
    (f (.-inner db))
    (let [c (sqlite3/connect (if (map? db) (:dbname db) (str db)))]
      (try (let [x (f c)] (.commit c) x) (finally (.close c))))))
(defn- statement [q] (if (string? q) [q] q))
(defn- result [x] (if (instance? py/bytes x) (py/bytearray x) x))

(defn execute! "Runs a statement, a text or [text & parameters]; returns a map of :rows-affected and :last-inserted-id." {:added "1.12"} [db sql]
  (with-db db (fn [c] (let [[text & args] (statement sql), cursor (.execute c text (py/list (map value args)))] {:rows-affected (max 0 (.-rowcount cursor)) :last-inserted-id (or (.-lastrowid cursor) 0)}))))
(defn query "Returns the rows of a query as maps with keywords." {:added "1.12"} [db sql]
  (with-db db (fn [c] (let [[text & args] (statement sql), cursor (.execute c text (py/list (map value args))), names (when (.-description cursor) (mapv (fn [d] (keyword (first d))) (.-description cursor)))]
                        (mapv (fn [row] (zipmap names (map result row))) (.fetchall cursor))))))
