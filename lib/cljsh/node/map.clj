;; SPDX-License-Identifier: MIT
;; Work over collections, in chunks, by processes on several nodes.
;;
;; Each process begins with a share of its own, a run of chunks one after the
;; other; when it is through with that it steals half of what the one with the
;; most has left, from its end. The shares are kept by whoever hands out, so that
;; one can be stolen from that computes, or has died. A process has one chunk at
;; a time, or two when they take so little that it would wait for the next one.

(in-ns 'cljsh.node)

(def ^:private quick
  "A chunk that takes fewer milliseconds is not worth waiting for the next."
  5)

(defn- work
  "The life of a process that asks for chunks and does f to each, until there are none."
  [f boss]
  (! boss [:idle (self)])
  (loop []
    (receive
      [:chunk i xs] (let [start (prim/now-ms)
                          value (try [:ok (f xs)] (catch [Exception Error] e [:failed e]))]
                      (! boss [:done (self) i value (- (prim/now-ms) start)])
                      (recur))
      :stop nil)))

(defn- shares-of
  "The shares of so many processes in chunks 0 … n-1: [from to] each."
  [n processes]
  (mapv (fn [k] [(quot (* k n) processes) (quot (* (inc k) n) processes)]) (range processes)))

(defn- left [[from to]] (- to from))

(defn- next-chunk
  "[chunk shares again]: what a process does next, nil for nothing. shares is pid -> share, again the chunks of those that died."
  [shares again pid]
  (let [[from to :as own] (get shares pid [0 0])]
    (if (seq again)
      [(first again) shares (rest again)]
      (if (< from to)
        [from (assoc shares pid [(inc from) to]) again]
        (let [[victim [from to]] (when (seq shares) (apply max-key (comp left val) shares))]
          (if (and victim (< from to))
            (let [middle (quot (+ from to) 2)]
              [middle (assoc shares victim [from middle] pid [(inc middle) to]) again])
            [nil shares again]))))))

(defn- run-chunks
  "The values of f for each chunk, in order, computed by n processes on other nodes. What a worker that has died was given
  goes to others."
  [f chunks n]
  (let [boss  (self)
        total (count chunks)
        n     (min n (max 1 total))
        start (fn [] (first (spawn-monitor-on work f boss)))
        begun (vec (repeatedly n start))
        pids  (volatile! (set begun))
        give  (fn [state pid]
                (let [[i shares again] (next-chunk (:shares state) (:again state) pid)]
                  (if (nil? i)
                    state
                    (do (! pid [:chunk i (nth chunks i)])
                        (assoc (update-in state [:running pid] (fnil conj []) i) :shares shares :again again)))))]
    (try
      (loop [{:keys [running done shares] :as state}
             {:shares (zipmap begun (shares-of total n)), :again (), :running {}, :done {}, :deaths 0}]
        (if (= (count done) total)
          (mapv done (range total))
          (receive
            [:idle pid] (recur (give state pid))
            [:done pid i [how value] ms]
            (if (= how :failed)
              (throw value)
              (let [state (-> state
                              (assoc-in [:done i] value)
                              (update-in [:running pid] (fn [all] (filterv (fn [k] (not= k i)) all)))
                              (give pid))]
                (recur (if (and (< ms quick) (= 1 (count (get-in state [:running pid]))) (< 1 (left (get (:shares state) pid [0 0]))))
                         (give state pid)
                         state))))
            [:DOWN _ :process pid reason]
            (let [lost (remove (fn [i] (contains? done i)) (running pid))]
              (vswap! pids disj pid)
              (when (> (:deaths state) (+ 10 (* 3 n)))
                (throw (ex-info (str "too many workers have died; the last one for " (cljsh.core/show reason)) {:reason reason})))
              (when (or (seq lost) (some pos? (map left (vals shares))) (empty? @pids))
                (vswap! pids conj (start)))
              (recur (-> state
                         (update :running dissoc pid)
                         (update :again concat lost)
                         (update :deaths inc)))))))
      (finally
        (doseq [pid @pids] (! pid :stop))))))

(defn- chunks-of
  "A collection in chunks, several for each process, so that none waits for the slowest."
  [coll n size]
  (let [xs   (vec coll)
        size (or size (max 1 (quot (count xs) (* 8 n))))]
    (mapv vec (partition-all size xs))))

(defn- check-map-options [options]
  (when-not (map? options)
    (throw (IllegalArgumentException. (str "The options of pmap-on and map-reduce-on are a map, before the function, not "
                                           (cljsh.core/show options)))))
  (doseq [[k n] options]
    (when-not (#{:chunk :workers} k)
      (throw (IllegalArgumentException. (str "pmap-on and map-reduce-on have no option " (cljsh.core/show k) ", but :chunk and :workers"))))
    (when-not (or (nil? n) (pos-int? n))
      (throw (IllegalArgumentException. (str k " is a positive integer, not " (cljsh.core/show n)))))))

(defn pmap-on
  "Returns a vector of the values of f for the elements of a collection, computed by workers on this machine.
  They take the elements in chunks; who is through with his share steals from the others. Throws what f throws, with its data
  and causes. A chunk whose worker dies is done again by another one. Options, in a map: :chunk, how many elements
  there are in one; :workers, how many processes."
  {:added "1.0"}
  ([f coll] (pmap-on {} f coll))
  ([{:keys [chunk workers] :as options} f coll]
   (check-map-options options)
   (let [n (or workers (most-workers))]
     (in-process (fn []
                   (into [] cat (run-chunks (fn [xs] (mapv f xs)) (chunks-of coll n chunk) n)))))))

(defn map-reduce-on
  "Applies f to the elements of a collection and combines the values with reducef, in order, both by workers on this machine.
  reducef must be associative; without arguments it gives the value for an empty collection. Options as of pmap-on."
  {:added "1.0"}
  ([f reducef coll] (map-reduce-on {} f reducef coll))
  ([{:keys [chunk workers] :as options} f reducef coll]
   (check-map-options options)
   (let [n  (or workers (most-workers))
         cs (chunks-of coll n chunk)]
     (if (empty? cs)
       (reducef)
       (in-process (fn []
                     (reduce reducef (run-chunks (fn [xs] (reduce reducef (map f xs))) cs n))))))))
