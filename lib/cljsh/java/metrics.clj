;; SPDX-License-Identifier: MIT
(ns cljsh.java.metrics
  "com.codahale.metrics: counters, gauges, meters, histograms and timers, by their
  names in registries, and what reports them."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [clojure.string :as str]
            [random]
            [time]))

(defn- entered [label doc class]
  (let [full (str "com.codahale.metrics." label)]
    (cljsh.core/name-class! full class)
    (java/note full "" doc)
    (enter full class)))

(defmacro ^:private interfaces [& names-and-docs]
  `(do
     ~@(for [[label doc] (partition 2 names-and-docs)]
         `(def ~(symbol label)
            (entered ~label ~doc (cljsh.core/make-interface ~(str "com.codahale.metrics." label) [] []))))))

(interfaces "Metric"
  "What is measured." "Gauge" "A value that is asked for: getValue." "Counting" "What has a count." "Metered"
  "What has rates." "Sampling" "What has a sample." "MetricSet" "Metrics by name: getMetrics." "MetricFilter"
  "Is a metric wanted? matches is given its name and it." "Reporter" "What tells of metrics." "Reservoir"
  "What keeps a sample." "MetricRegistryListener" "What is told of metrics that come and go.")

;; --- samples ---------------------------------------------------------------------

(deftype Snapshot [values]
  Object
  (getValues [_] (py/list values))
  (size [_] (count values))
  (getValue [_ quantile]
    (when-not (<= 0.0 quantile 1.0) (throw (IllegalArgumentException. (str quantile " is not in [0..1]"))))
    (let [n (count values) at (* quantile (inc n)) i (long at)]
      (cond
        (zero? n) 0.0
        (< i 1) (double (first values))
        (>= i n) (double (peek values))
        :else (let [below (nth values (dec i)) above (nth values i)] (double (+ below (* (- at i) (- above below))))))))
  (getMedian [this] (.getValue this 0.5))
  (get75thPercentile [this] (.getValue this 0.75))
  (get95thPercentile [this] (.getValue this 0.95))
  (get98thPercentile [this] (.getValue this 0.98))
  (get99thPercentile [this] (.getValue this 0.99))
  (get999thPercentile [this] (.getValue this 0.999))
  (getMin [_] (if (seq values) (first values) 0))
  (getMax [_] (if (seq values) (peek values) 0))
  (getMean [_] (if (seq values) (/ (reduce + 0.0 values) (count values)) 0.0))
  (getStdDev [this]
    (let [n (count values) mean (.getMean this)]
      (if (< n 2) 0.0 (Math/sqrt (/ (reduce + (map (fn [x] (* (- x mean) (- x mean))) values)) (dec n)))))))
(entered "Snapshot" "The values of a sample, in order." Snapshot)
(defn- snapshot [values] (Snapshot. (vec (sort values))))

;; kept: an atom, [how many there were, the values]; add gives both after one more.
(deftype Sample [kept add current]
  Reservoir
  Object
  (size [_] (count (current (second @kept))))
  (update [_ x] (swap! kept add x) nil)
  (getSnapshot [_] (snapshot (current (second @kept)))))

(defn- uniform
  "Each value has the same chance to be kept."
  [size]
  (Sample. (atom [0 []])
           (fn [[n values] x]
             (if (< n size)
               [(inc n) (conj values x)]
               (let [i (random/randrange (inc n))]
                 [(inc n) (if (< i size) (assoc values i x) values)])))
           identity))

(defn- decaying
  "New values have a better chance to be kept: each has a priority that grows with time, and the least goes."
  [size alpha]
  (let [start (time/monotonic)]
    (Sample. (atom [0 (sorted-map)])
             (fn [[n values] x]
               (let [priority (- (* alpha (- (time/monotonic) start)) (Math/log (- 1.0 (random/random))))
                     values   (assoc values [priority n] x)]
                 [(inc n) (if (> (count values) size) (dissoc values (key (first values))) values)]))
             vals)))

(defn- latest [size]
  (Sample. (atom [0 []])
           (fn [[n values] x] [(inc n) (conj (if (= size (count values)) (subvec values 1) values) x)])
           identity))

(defn- recent [n unit]
  (let [window (/ (.toNanos unit n) 1e9)
        young  (fn [values] (drop-while (fn [[at _]] (< at (- (time/monotonic) window))) values))]
    (Sample. (atom [0 []])
             (fn [[n values] x] [(inc n) (conj (vec (young values)) [(time/monotonic) x])])
             (fn [values] (map second (young values))))))

(statics com.codahale.metrics.UniformReservoir "A sample of all."
  (new "Of so many, or 1028." (fn ([] (uniform 1028)) ([size] (uniform size)))))
(statics com.codahale.metrics.ExponentiallyDecayingReservoir "A sample that prefers what is new."
  (new "Of so many and a factor, or 1028 and 0.015."
    (fn ([] (decaying 1028 0.015)) ([size alpha & _] (decaying size alpha)))))
(statics com.codahale.metrics.SlidingWindowReservoir "The last ones." (new "So many." latest))
(statics com.codahale.metrics.SlidingTimeWindowReservoir "Those of a time."
  (new "So long." (fn [n unit & _] (recent n unit))))

;; --- metrics ---------------------------------------------------------------------

(deftype Counter [n]
  Metric Counting
  Object
  (inc [_] (swap! n inc) nil) (inc [_ by] (swap! n + by) nil)
  (dec [_] (swap! n dec) nil) (dec [_ by] (swap! n - by) nil)
  (getCount [_] @n))
(entered "Counter" "A number that goes up and down." Counter)
(defn- counter [] (Counter. (atom 0)))
(statics com.codahale.metrics.Counter "A number." (new "0." counter))

(def ^:private tick "So many seconds are an interval of the averages." 5)

(defn- ticked
  "Rates after intervals have passed: the count of the first is all there was, in the others there was nothing."
  [{:keys [uncounted rates last-tick] :as state} now]
  (let [passed (quot (- now last-tick) tick)]
    (if (pos? passed)
      (let [passed (long passed)]
        (assoc state
               :last-tick
               (+ last-tick (* tick passed))
               :uncounted
               0
               :rates
               (into {}
                     (for [[minutes rate] rates]
                       (let [alpha (- 1.0 (Math/exp (/ (- tick) 60.0 minutes)))
                             seen (/ uncounted (double tick))
                             rate (if rate (+ rate (* alpha (- seen rate))) seen)]
                         [minutes (* rate (Math/pow (- 1.0 alpha) (dec passed)))])))))
      state)))

(defn- average [state minutes] (double (or (get-in (swap! state ticked (time/monotonic)) [:rates minutes]) 0.0)))

(deftype Meter [state]
  Metric
  Metered
  Counting
  Object
  (mark [this] (.mark this 1))
  (mark [_ n] (swap! state (fn [s] (-> (ticked s (time/monotonic)) (update :count + n) (update :uncounted + n)))) nil)
  (getCount [_] (:count @state))
  (getMeanRate [_]
    (let [{:keys [count start]} @state] (if (zero? count) 0.0 (/ count (max 1e-9 (- (time/monotonic) start))))))
  (getOneMinuteRate [_] (average state 1))
  (getFiveMinuteRate [_] (average state 5))
  (getFifteenMinuteRate [_] (average state 15)))
(entered "Meter" "How often something happens." Meter)
(defn- meter []
  (let [now (time/monotonic)]
    (Meter. (atom {:count 0 :uncounted 0 :start now :last-tick now :rates {1 nil 5 nil 15 nil}}))))
(statics com.codahale.metrics.Meter "How often something happens." (new "One." (fn [& _] (meter))))

(deftype Histogram [n reservoir]
  Metric Sampling Counting
  Object
  (update [_ x] (swap! n inc) (.update reservoir x) nil)
  (getCount [_] @n)
  (getSnapshot [_] (.getSnapshot reservoir)))
(entered "Histogram" "How values are distributed." Histogram)
(defn- histogram ([] (histogram (decaying 1028 0.015))) ([reservoir] (Histogram. (atom 0) reservoir)))
(statics com.codahale.metrics.Histogram "How values are distributed." (new "Over a reservoir." histogram))

(deftype TimerContext [timer start]
  java.io.Closeable
  (stop [_]
    (let [passed (- (time/monotonic_ns) start)] (.update timer passed java.util.concurrent.TimeUnit/NANOSECONDS) passed))
  (close [this] (.stop this) nil)
  (__enter__ [this] this)
  (__exit__ [this & _] (.stop this) false))
(entered "Timer$Context" "A time that is being taken." TimerContext)

(deftype Timer [histogram meter]
  Metric
  Metered
  Sampling
  Counting
  Object
  (update [_ n unit] (when-not (neg? n) (.update histogram (.toNanos unit n)) (.mark meter)) nil)
  (time [this] (TimerContext. this (time/monotonic_ns)))
  (time [this f] (with-open [_ (.time this)] (if (fn? f) (f) (.call f))))
  (getCount [_] (.getCount histogram))
  (getSnapshot [_] (.getSnapshot histogram))
  (getMeanRate [_] (.getMeanRate meter))
  (getOneMinuteRate [_] (.getOneMinuteRate meter))
  (getFiveMinuteRate [_] (.getFiveMinuteRate meter))
  (getFifteenMinuteRate [_] (.getFifteenMinuteRate meter)))
(entered "Timer" "How long something takes, and how often it happens." Timer)
(defn- timer ([] (Timer. (histogram) (meter))) ([reservoir & _] (Timer. (histogram reservoir) (meter))))
(statics com.codahale.metrics.Timer "How long something takes." (new "Over a reservoir." timer))

;; --- registries --------------------------------------------------------------------

(statics com.codahale.metrics.MetricFilter "Is a metric wanted?"
  (ALL "Each is." (reify MetricFilter (matches [_ _ _] true))))

(defn- full-name [label & parts]
  (str/join "." (remove str/blank? (map (fn [x] (cond (class? x) (.getName x) (nil? x) "" :else (str x)))
                                        (mapcat (fn [x] (if (instance? py/list x) x [x])) (cons label parts))))))

(deftype MetricRegistry [metrics]
  MetricSet
  Object
  (register [_ label metric]
    (if (instance? MetricSet metric)
      (doseq [[k m] (.getMetrics metric)] (swap! metrics assoc (full-name label k) m))
      (do
        (when (contains? @metrics label)
          (throw (IllegalArgumentException. (str "A metric named " label " already exists"))))
        (swap! metrics assoc label metric)))
    metric)
  (registerAll [this all] (doseq [[k m] (.getMetrics all)] (.register this k m)) nil)
  (made_ [_ label class f]
    (let [m (get (swap! metrics (fn [all] (if (contains? all label) all (assoc all label (f))))) label)]
      (if (instance? class m)
        m
        (throw (IllegalArgumentException. (str label " is already used for a different type of metric"))))))
  (counter [this label] (.made_ this label Counter counter))
  (meter [this label] (.made_ this label Meter meter))
  (histogram [this label] (.made_ this label Histogram histogram))
  (timer [this label] (.made_ this label Timer timer))
  (gauge [this label supplier] (.made_ this label Gauge (fn [] (.newMetric supplier))))
  (remove [_ label] (contains? (first (swap-vals! metrics dissoc label)) label))
  (removeMatching [_ wanted]
    (swap! metrics (fn [all] (into (sorted-map) (remove (fn [[k m]] (.matches wanted k m))) all)))
    nil)
  (getNames [_] (apply sorted-set (keys @metrics)))
  (getMetrics [_] @metrics)
  (those_ [_ class wanted]
    (into (sorted-map) (filter (fn [[k m]] (and (instance? class m) (.matches wanted k m)))) @metrics))
  (getGauges [this] (.getGauges this com.codahale.metrics.MetricFilter/ALL))
  (getGauges [this wanted] (.those_ this Gauge wanted))
  (getCounters [this] (.getCounters this com.codahale.metrics.MetricFilter/ALL))
  (getCounters [this wanted] (.those_ this Counter wanted))
  (getMeters [this] (.getMeters this com.codahale.metrics.MetricFilter/ALL))
  (getMeters [this wanted] (.those_ this Meter wanted))
  (getHistograms [this] (.getHistograms this com.codahale.metrics.MetricFilter/ALL))
  (getHistograms [this wanted] (.those_ this Histogram wanted))
  (getTimers [this] (.getTimers this com.codahale.metrics.MetricFilter/ALL))
  (getTimers [this wanted] (.those_ this Timer wanted)))
(entered "MetricRegistry" "Metrics by their names." MetricRegistry)
(statics com.codahale.metrics.MetricRegistry "Metrics by their names."
  (new "An empty one." (fn [] (MetricRegistry. (atom (sorted-map)))))
  (name "A name of parts, with dots between." full-name))
