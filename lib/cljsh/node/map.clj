;; SPDX-License-Identifier: MIT
;; Work over collections, in chunks that workers ask for one after the other.

(in-ns 'cljsh.node)

(defn- work
  "The life of a process that asks for chunks and does f to each, until there are none."
  [f boss]
  (! boss [:idle (self)])
  (loop []
    (receive
      [:chunk i xs] (do (! boss [:done (self) i (try [:ok (f xs)] (catch Exception e [:failed e]))])
                        (recur))
      :stop nil)))

(defn- run-chunks
  "The values of f for each chunk, in order, computed by n processes on other nodes. A chunk whose worker has died is given
  to another one."
  [f chunks n]
  (let [boss  (self)
        start (fn [] (first (spawn-monitor-on work f boss)))
        pids  (volatile! #{})]
    (dotimes [_ (min n (max 1 (count chunks)))] (vswap! pids conj (start)))
    (try
      (loop [todo (into clojure.lang.PersistentQueue/EMPTY (map-indexed vector chunks)), running {}, done {}, deaths 0]
        (if (= (count done) (count chunks))
          (mapv done (range (count chunks)))
          (receive
            [:idle pid]
            (if-let [[i xs] (peek todo)]
              (do (! pid [:chunk i xs])
                  (recur (pop todo) (assoc running pid [[i xs]]) done deaths))
              (recur todo running done deaths))
            [:done pid i [how value]]
            (if (= how :failed)
              (throw value)
              (let [left (filterv (fn [[k _]] (not= k i)) (running pid))]
                (if-let [[k xs] (peek todo)]
                  (do (! pid [:chunk k xs])
                      (recur (pop todo) (assoc running pid (conj left [k xs])) (assoc done i value) deaths))
                  (recur todo (assoc running pid left) (assoc done i value) deaths))))
            [:DOWN _ :process pid reason]
            (let [lost (running pid)]
              (vswap! pids disj pid)
              (when (> deaths (+ 10 (* 3 n)))
                (throw (ex-info (str "too many workers have died; the last one for " (pr-str reason)) {:reason reason})))
              (when (or (seq lost) (seq todo) (empty? @pids))
                (vswap! pids conj (start)))
              (recur (into todo (filter (fn [[i _]] (not (contains? done i))) lost)) (dissoc running pid) done (inc deaths))))))
      (finally
        (doseq [pid @pids] (! pid :stop))))))

(defn- chunks-of
  "A collection in chunks, several for each process, so that none waits for the slowest."
  [coll n size]
  (let [xs   (vec coll)
        size (or size (max 1 (quot (count xs) (* 8 n))))]
    (mapv vec (partition-all size xs))))

(defn pmap-on
  "Returns a vector of the values of f for the elements of a collection, computed by workers on this machine.
  They take the elements in chunks, each the next one when it has done the last. Throws what f throws, with its data
  and causes. A chunk whose worker dies is done again by another one. Options, in a map: :chunk, how many elements
  there are in one; :workers, how many processes."
  {:added "1.0"}
  ([f coll] (pmap-on {} f coll))
  ([{:keys [chunk workers]} f coll]
   (let [n (or workers (most-workers))]
     (in-process (fn []
                   (into [] cat (run-chunks (fn [xs] (mapv f xs)) (chunks-of coll n chunk) n)))))))

(defn map-reduce-on
  "Applies f to the elements of a collection and combines the values with reducef, in order, both by workers on this machine.
  reducef must be associative; without arguments it gives the value for an empty collection. Options as of pmap-on."
  {:added "1.0"}
  ([f reducef coll] (map-reduce-on {} f reducef coll))
  ([{:keys [chunk workers]} f reducef coll]
   (let [n  (or workers (most-workers))
         cs (chunks-of coll n chunk)]
     (if (empty? cs)
       (reducef)
       (in-process (fn []
                     (reduce reducef (run-chunks (fn [xs] (reduce reducef (map f xs))) cs n))))))))
