;; SPDX-License-Identifier: MIT
(ns clojure.core.async
  "Channels and processes that communicate over them, with the interface of
  core.async.

  A go block is a tasklet, and so is a thread: both wait without holding up
  others, wherever they stand, so that <! and <!! are the same function and may
  be used in functions that a go block calls, in lazy seqs and in callbacks."
  (:refer-clojure :exclude [map merge into reduce take transduce partition partition-by])
  (:require [cljsh.channel :as channel]
            [cljsh.tasklet :refer [sleep spawn]]))

;; --- buffers and channels -----------------------------------------------------------

(deftype ^:private Buffer [kind n])
(alter-meta! #'->Buffer assoc :private true)

(defn- checked-size [n]
  (when-not (and (integer? n) (pos? n))
    (throw (AssertionError. (str "A buffer needs room for one value or more, not " (cljsh.core/show n)))))
  n)

(defn buffer
  "Returns a buffer of n values; when it is full, puts wait."
  [n]
  (Buffer. 1 (checked-size n)))

(defn dropping-buffer
  "Returns a buffer of n values that, when it is full, drops what is put. Puts never wait."
  [n]
  (Buffer. 2 (checked-size n)))

(defn sliding-buffer
  "Returns a buffer of n values that, when it is full, drops the oldest for what is put. Puts never wait."
  [n]
  (Buffer. 3 (checked-size n)))

(defn unblocking-buffer?
  "Returns true if a put into a channel with this buffer never waits."
  [buff]
  (and (instance? Buffer buff) (< 1 (.-kind buff))))

(defn- with-step [ch xform ex-handler]
  (let [push (fn ([c] c) ([c v] (channel/push c v)))]
    (channel/set-step ch (xform push) ex-handler)))

(defn chan
  "Makes a channel. buf-or-n: a buffer, or the size of one; nil or nothing, a put and a take meet.
  xform: a transducer for what is put, needs a buffer. ex-handler: a function of what the
  transducer throws; what it returns, unless nil, goes into the buffer."
  ([] (channel/make 0 0))
  ([buf-or-n] (chan buf-or-n nil))
  ([buf-or-n xform] (chan buf-or-n xform nil))
  ([buf-or-n xform ex-handler]
   (when-not (or (nil? buf-or-n) (number? buf-or-n) (instance? Buffer buf-or-n))
     (throw (IllegalArgumentException. (str "A channel has a buffer or the size of one, not " (cljsh.core/show buf-or-n)))))
   (let [buf (if (number? buf-or-n) (buffer buf-or-n) buf-or-n)
         ch  (if buf (channel/make (.-kind buf) (.-n buf)) (channel/make 0 0))]
     (when (and xform (not buf))
       (throw (AssertionError. "A channel with a transducer needs a buffer")))
     (if xform (with-step ch xform ex-handler) ch))))

(defn promise-chan
  "Makes a channel that takes one value, which all takes get, before and after it is closed.
  xform and ex-handler as of chan."
  ([] (promise-chan nil))
  ([xform] (promise-chan xform nil))
  ([xform ex-handler]
   (let [ch (channel/make 4 1)]
     (if xform (with-step ch xform ex-handler) ch))))

(defn close!
  "Closes a channel: what is in it can still be taken, puts give false, takes of the empty channel nil. Returns nil."
  [chan]
  (channel/close (if-some [view (channel/view chan)] (:behind view) chan)))

(defn timeout
  "Returns a channel that closes after so many milliseconds."
  [msecs]
  (let [ch (chan)]
    (spawn (fn [] (sleep msecs) (close! ch)))
    ch))

;; What map< and others return shows another channel: what is put on it is put on that one, by the function :put, if
;; :put? takes it, and what is taken from it is what :take makes of what is taken from that one. It is itself a channel
;; that nothing is put on or taken from, so that it is asked for where a put or take would have to wait.

(defn- view [ch functions]
  (channel/set-view (channel/make 0 0)
                    (clojure.core/merge {:behind ch, :put? (constantly true), :put identity, :take identity} functions)))

(defn- seen [view v] (when-not (nil? v) ((:take view) v)))

(defn- put-through
  "Calls (f channel value) with what is put on a view, or says that it is done with."
  [view val f]
  (if ((:put? view) val)
    (f (:behind view) ((:put view) val))
    (not (channel/closed? (:behind view)))))

;; --- putting and taking ------------------------------------------------------------------

(defn- wait-for
  "The result of an offer; when the waiting ends otherwise, nobody gets what it would have taken."
  [offer]
  (try
    (channel/await offer)
    (catch BaseException e
      (channel/withdraw offer)
      (throw e))))

(defn <!!
  "Takes a value from a channel, waiting for one; nil when it is closed."
  [port]
  (let [v (channel/take-now port)]
    (if (identical? v ::none)
      (if-some [view (channel/view port)]
        (seen view (<!! (:behind view)))
        (let [offer (channel/offer nil)]
          (channel/offer-take port offer)
          (wait-for offer)))
      v)))

(defn >!!
  "Puts a value, not nil, on a channel, waiting until it is taken or there is room. Returns true, false when the channel is closed."
  [port val]
  (let [r (channel/put-now port val)]
    (if (identical? r ::none)
      (if-some [view (channel/view port)]
        (put-through view val >!!)
        (let [offer (channel/offer nil)]
          (channel/offer-put port val offer)
          (wait-for offer)))
      r)))

(def ^{:arglists '([port])} <! "Takes a value from a channel, waiting for one; nil when it is closed." <!!)
(def ^{:arglists '([port val])} >!
  "Puts a value, not nil, on a channel, waiting until it is taken or there is room. Returns true, false when the channel is closed."
  >!!)

(defn take!
  "Takes a value from a channel and calls (fn1 value); at once on this tasklet if there is a value and on-caller?
  is true (the default), else later on another. Returns nil."
  ([port fn1] (take! port fn1 true))
  ([port fn1 on-caller?]
   (let [v (channel/take-now port)]
     (cond
       (identical? v ::none) (if-some [view (channel/view port)]
                               (take! (:behind view) (fn [v] (fn1 (seen view v))) on-caller?)
                               (channel/offer-take port (channel/offer fn1)))
       on-caller?            (fn1 v)
       :else                 (spawn fn1 v)))
   nil))

(defn put!
  "Puts a value, not nil, on a channel and, if fn1 is given, calls it with true, or false when the channel is closed;
  on-caller? as of take!. Returns false if the channel is closed, else true."
  ([port val] (put! port val nil))
  ([port val fn1] (put! port val fn1 true))
  ([port val fn1 on-caller?]
   (let [r    (channel/put-now port val)
         done (fn [r] (when fn1 (if on-caller? (fn1 r) (spawn fn1 r))) r)]
     (if (identical? r ::none)
       (if-some [view (channel/view port)]
         (if ((:put? view) val)
           (put! (:behind view) ((:put view) val) fn1 on-caller?)
           (done (put-through view val nil)))
         (do (channel/offer-put port val (channel/offer (or fn1 (fn [_]))))
             true))
       (done r)))))

(defn offer!
  "Puts a value on a channel if that is possible at once. Returns true; false when the channel is closed, nil when it takes none now."
  [port val]
  (let [r (channel/put-now port val)]
    (if (identical? r ::none)
      (when-some [view (channel/view port)] (put-through view val offer!))
      r)))

(defn poll!
  "Takes a value from a channel if that is possible at once, else returns nil."
  [port]
  (let [v (channel/take-now port)]
    (if (identical? v ::none)
      (when-some [view (channel/view port)] (seen view (poll! (:behind view))))
      v)))

(declare alts!!)

(defn- alts-through
  "The result of alts!! where some of the ports are views."
  [ports opts]
  (let [ops  (for [op ports
                   :let [ch   (if (vector? op) (nth op 0) op)
                         view (channel/view ch)]]
               (if view
                 {:ch ch, :view view, :put? (vector? op), :done? (and (vector? op) (not ((:put? view) (nth op 1))))
                  :op (if (vector? op) [(:behind view) (nth op 1)] (:behind view))}
                 {:ch ch, :behind ch, :op op}))]
    (if-some [{:keys [view ch]} (first (filter :done? ops))]
      [(not (channel/closed? (:behind view))) ch]
      (let [[v port] (apply alts!! (mapv (fn [{:keys [op view put?]}]
                                           (if (and view put?) [(nth op 0) ((:put view) (nth op 1))] op))
                                         ops)
                            (mapcat identity opts))
            {:keys [ch view put?]} (first (filter #(identical? port (:behind (:view %) (:ch %))) ops))]
        (cond
          (nil? ch)                [v port] ; :default
          (and view (not put?))    [(seen view v) ch]
          :else                    [v ch])))))

(defn alts!!
  "Does one of several operations, the first that is possible, waiting for that; returns [value port].
  ports: a vector of channels to take from and [channel value] to put. Of several that are possible at once, one is
  chosen at random, or the first with :priority true. With :default x, when none is possible at once the result
  is [x :default]."
  [ports & {:as opts}]
  (when-not (seq ports) (throw (AssertionError. "alts must have at least one channel operation")))
  (let [ports   (vec ports)
        order   (if (:priority opts) ports (shuffle ports))
        offer   (channel/offer nil)
        try-now (fn [op]
                  (let [put? (vector? op)
                        ch   (if put? (nth op 0) op)
                        r    (if put? (channel/put-now ch (nth op 1)) (channel/take-now ch))]
                    (when-not (identical? r ::none) [r ch])))]
    (if-some [now (some try-now order)]
      now
      (cond
        (some (fn [op] (channel/view (if (vector? op) (nth op 0) op))) ports)
        (alts-through ports opts)

        (contains? opts :default)
        [(:default opts) :default]

        :else
        (do
          (loop [[op & more :as all] (seq order)]
            (when all
              (when-not (if (vector? op)
                          (channel/offer-put (nth op 0) (nth op 1) offer)
                          (channel/offer-take op offer))
                (recur more))))
          (let [v (wait-for offer)]
            [v (channel/port offer)]))))))

(def ^{:arglists '([ports & {:as opts}])} alts! "Does one of several operations, like alts!!." alts!!)

(defn do-alts
  "Does one of several operations like alts!!, and calls (fret [value port]); at once if one is possible, returning a
  reference to the result then, else nil."
  [fret ports opts]
  (let [r (apply alts!! ports (mapcat identity (assoc opts :default ::none)))]
    (if (= r [::none :default])
      (if (contains? opts :default)
        (atom [(:default opts) :default])
        (do (spawn (fn [] (fret (apply alts!! ports (mapcat identity opts))))) nil))
      (atom r))))

(defn- alt-form [clauses]
  (let [pairs   (partition-all 2 clauses)
        ops     (take-while (fn [[k]] (not (keyword? k))) pairs)
        opts    (clojure.core/into {} (clojure.core/map vec) (drop (count ops) pairs))
        entries (mapcat (fn [[ports expr]]
                          (if (and (vector? ports) (not (and (= 2 (count ports)) false)))
                            (clojure.core/map (fn [p] [p expr]) ports)
                            [[ports expr]]))
                        ops)
        names   (mapv (fn [_] (gensym "port")) entries)
        vals    (mapv (fn [_] (gensym "val")) entries)
        lets    (mapcat (fn [[p _] n v] (if (vector? p) [n (first p) v (second p)] [n p v nil])) entries names vals)
        ports   (mapv (fn [[p _] n v] (if (vector? p) [n v] n)) entries names vals)
        result  (gensym "result")
        port    (gensym "port")]
    `(let [~@lets
           [~result ~port] (alts!! ~ports ~@(mapcat identity (if (contains? opts :default) (assoc opts :default nil) opts)))]
       (cond
         ~@(mapcat (fn [[_ expr] n]
                     [`(identical? ~port ~n)
                      (if (and (seq? expr) (vector? (first expr)))
                        (let [[v ch] (first expr)]
                          `(let [~v ~result ~@(when ch [ch port])] ~@(rest expr)))
                        expr)])
                   entries names)
         (= ~port :default) ~(:default opts)))))

(defmacro alt!
  "Does one of several operations like alts! and evaluates its expression.

  Clauses: ports, a channel to take from, or a vector of such and of [channel value] to put; and an expression, or
  ([value port] expression …), which binds the result. Options follow: :priority true, :default expression."
  [& clauses]
  (alt-form clauses))

(defmacro alt!!
  "The same as alt!."
  [& clauses]
  (alt-form clauses))

;; --- processes ------------------------------------------------------------------------------

(defn thread-call
  "Calls f in a tasklet. Returns a channel that gets its value, unless nil, and is closed then."
  ([f] (thread-call f :mixed))
  ([f workload]
   (let [ch    (chan 1)
         frame (cljsh.core/binding-frame)]
     (spawn (fn []
              (cljsh.core/exchange-bindings frame)
              (try
                (let [v (f)]
                  (when-not (nil? v) (>!! ch v)))
                (finally
                  (close! ch)))))
     ch)))

(defmacro go
  "Evaluates the body in a tasklet. Returns at once, a channel that gets the value of the body, unless nil, and is closed then."
  [& body]
  `(thread-call (^:once fn* [] ~@body)))

(defmacro thread
  "The same as go: a tasklet may compute and wait as long as it likes."
  [& body]
  `(thread-call (^:once fn* [] ~@body)))

(defmacro io-thread
  "The same as go."
  [& body]
  `(thread-call (^:once fn* [] ~@body)))

(defmacro go-loop
  "(go (loop bindings body…))"
  [bindings & body]
  `(go (loop ~bindings ~@body)))

;; --- between channels and collections ---------------------------------------------------------

(defn pipe
  "Puts what is taken from one channel on another, which is closed when the first is, unless close? is false. Returns to."
  ([from to] (pipe from to true))
  ([from to close?]
   (go-loop []
     (let [v (<! from)]
       (if (nil? v)
         (when close? (close! to))
         (when (>! to v)
           (recur)))))
   to))

(defn onto-chan!
  "Puts the elements of coll on a channel, and closes it then, unless close? is false. Returns a channel that closes when all are put."
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?]
   (go-loop [vs (seq coll)]
     (if (and vs (>! ch (first vs)))
       (recur (next vs))
       (when close? (close! ch))))))

(defn onto-chan!!
  "The same as onto-chan!; coll may wait, too, when it is realised."
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?] (onto-chan! ch coll close?)))

(defn ^{:deprecated "1.2"} onto-chan
  "The same as onto-chan!."
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?] (onto-chan! ch coll close?)))

(defn to-chan!
  "Returns a channel that has the elements of coll and closes behind them."
  [coll]
  (let [ch (chan (max 1 (min 100 (bounded-count 100 coll))))]
    (onto-chan! ch coll)
    ch))

(defn to-chan!! "The same as to-chan!." [coll] (to-chan! coll))
(defn ^{:deprecated "1.2"} to-chan "The same as to-chan!." [coll] (to-chan! coll))

(defn reduce
  "Returns a channel that gets the result of reducing, by f from init, what a channel has until it closes. Heeds reduced."
  [f init ch]
  (go-loop [ret init]
    (let [v (<! ch)]
      (if (nil? v)
        ret
        (let [r (f ret v)]
          (if (reduced? r)
            @r
            (recur r)))))))

(defn transduce
  "Returns a channel that gets the result of transducing what a channel has until it closes."
  [xform f init ch]
  (let [f (xform f)]
    (go (f (<! (reduce f init ch))))))

(defn into
  "Returns a channel that gets coll with all that a channel has until it closes."
  [coll ch]
  (reduce conj coll ch))

(defn take
  "Returns a channel that has the first n values of another, and closes then or when that does."
  ([n ch] (take n ch nil))
  ([n ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go
       (loop [x 0]
         (when (< x n)
           (let [v (<! ch)]
             (when-not (nil? v)
               (>! out v)
               (recur (inc x))))))
       (close! out))
     out)))

(defn map
  "Returns a channel that has (f v…) for a value of each channel in turn, until one of them closes."
  ([f chs] (map f chs nil))
  ([f chs buf-or-n]
   (let [chs (vec chs), out (chan buf-or-n)]
     (if (empty? chs)
       (close! out)
       (go-loop []
         (let [vs (mapv <! chs)]
           (if (some nil? vs)
             (close! out)
             (do (>! out (apply f vs))
                 (recur))))))
     out)))

(defn merge
  "Returns a channel that has what all the channels have, in the order it comes, and closes when all have."
  ([chs] (merge chs nil))
  ([chs buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [cs (vec chs)]
       (if (pos? (count cs))
         (let [[v c] (alts! cs)]
           (if (nil? v)
             (recur (filterv #(not= c %) cs))
             (do (>! out v)
                 (recur cs))))
         (close! out)))
     out)))

(defn split
  "Returns two channels, for what p is true of and for what it is not; both close when ch does."
  ([p ch] (split p ch nil nil))
  ([p ch t-buf-or-n f-buf-or-n]
   (let [tc (chan t-buf-or-n), fc (chan f-buf-or-n)]
     (go-loop []
       (let [v (<! ch)]
         (if (nil? v)
           (do (close! tc) (close! fc))
           (when (>! (if (p v) tc fc) v)
             (recur)))))
     [tc fc])))

;; --- pipelines --------------------------------------------------------------------------------

(defn- pipeline*
  "job: a function of a value and a channel, that puts the results there and closes it, perhaps later."
  [n to from close? job]
  (when-not (pos? n) (throw (AssertionError. (str "A pipeline needs one process or more, not " n))))
  (let [jobs (chan n), results (chan n)]
    (dotimes [_ n]
      (go-loop []
        (when-some [[v res] (<! jobs)]
          (job v res)
          (recur))))
    (go-loop []
      (let [v (<! from)]
        (if (nil? v)
          (do (close! jobs) (close! results))
          (let [res (chan 1)]
            (>! jobs [v res])
            (>! results res)
            (recur)))))
    (go-loop []
      (if-some [res (<! results)]
        (when (loop []
                (let [v (<! res)]
                  (cond (nil? v)    true
                        (>! to v)   (recur)
                        :else       false)))
          (recur))
        (when close? (close! to))))))

(defn pipeline
  "Takes from one channel, applies a transducer to each value in one of n tasklets, and puts the results on another in the order
  of the values. to is closed at the end unless close? is false. ex-handler as of chan."
  ([n to xf from] (pipeline n to xf from true))
  ([n to xf from close?] (pipeline n to xf from close? nil))
  ([n to xf from close? ex-handler]
   (pipeline* n to from close?
              (fn [v res]
                (let [ch (chan 1 xf (or ex-handler (fn [e] (throw e))))]
                  (go (try
                        (>! ch v)
                        (finally (close! ch))))
                  (pipe ch res))))))

(defn pipeline-blocking
  "The same as pipeline."
  ([n to xf from] (pipeline n to xf from))
  ([n to xf from close?] (pipeline n to xf from close?))
  ([n to xf from close? ex-handler] (pipeline n to xf from close? ex-handler)))

(defn pipeline-async
  "Takes from one channel and calls (af value result-channel) for each value, at most n at a time before their results have
  come; af returns at once, and what is put on the result channel, until it is closed, goes to the channel to, in the order
  of the values."
  ([n to af from] (pipeline-async n to af from true))
  ([n to af from close?]
   (pipeline* n to from close? (fn [v res] (af v res)))))

;; --- one to many -------------------------------------------------------------------------------

(defprotocol Mux
  (muxch* [_] "Returns the channel behind this."))

(defprotocol Mult
  (tap* [m ch close?] "Adds a channel to those that get everything.")
  (untap* [m ch] "Takes it away.")
  (untap-all* [m] "Takes all away."))

(defn mult
  "Returns a multiple of a channel: every value that it has goes to each channel that is tapped. The next value goes out
  when all have taken the one before. Values that come while there is no tap are dropped."
  [ch]
  (let [cs (atom {})
        m  (reify
             Mux (muxch* [_] ch)
             Mult
             (tap* [_ c close?] (swap! cs assoc c close?) nil)
             (untap* [_ c] (swap! cs dissoc c) nil)
             (untap-all* [_] (reset! cs {}) nil))]
    (go-loop []
      (let [v (<! ch)]
        (if (nil? v)
          (doseq [[c close?] @cs] (when close? (close! c)))
          (let [chs  (keys @cs)
                done (chan (max 1 (count chs)))]
            (doseq [c chs]
              (put! c v (fn [open?]
                          (when-not open? (untap* m c))
                          (put! done true))))
            (dotimes [_ (count chs)] (<! done))
            (recur)))))
    m))

(defn tap
  "Has a channel get all values of a mult; it is closed with the source unless close? is false. Returns the channel."
  ([mult ch] (tap mult ch true))
  ([mult ch close?] (tap* mult ch close?) ch))

(defn untap "Ends what tap began. Returns nil." [mult ch] (untap* mult ch))
(defn untap-all "Takes all channels from a mult. Returns nil." [mult] (untap-all* mult))

(defprotocol Pub
  (sub* [p v ch close?] "Subscribes a channel to a topic.")
  (unsub* [p v ch] "Ends that.")
  (unsub-all* [p] [p v] "Ends all subscriptions, or those to a topic."))

(defn pub
  "Returns a publication of a channel: what has the topic (topic-fn value) goes to the channels subscribed to that topic.
  buf-fn: a function of a topic that returns the buffer of its channel, nil for none."
  ([ch topic-fn] (pub ch topic-fn (constantly nil)))
  ([ch topic-fn buf-fn]
   (let [mults (atom {})
         mult-of (fn [topic]
                   (or (get @mults topic)
                       (get (swap! mults #(if (% topic) % (assoc % topic (mult (chan (buf-fn topic)))))) topic)))
         p     (reify
                 Mux (muxch* [_] ch)
                 Pub
                 (sub* [_ topic c close?] (tap (mult-of topic) c close?))
                 (unsub* [_ topic c] (when-let [m (get @mults topic)] (untap m c)))
                 (unsub-all* [_] (reset! mults {}) nil)
                 (unsub-all* [_ topic] (swap! mults dissoc topic) nil))]
     (go-loop []
       (let [v (<! ch)]
         (if (nil? v)
           (doseq [m (vals @mults)] (close! (muxch* m)))
           (let [topic (topic-fn v)]
             (when-let [m (get @mults topic)]
               (when-not (>! (muxch* m) v)
                 (swap! mults dissoc topic)))
             (recur)))))
     p)))

(defn sub
  "Subscribes a channel to a topic of a pub; it is closed with the source unless close? is false."
  ([p topic ch] (sub p topic ch true))
  ([p topic ch close?] (sub* p topic ch close?)))

(defn unsub "Ends the subscription of a channel to a topic." [p topic ch] (unsub* p topic ch))
(defn unsub-all
  "Ends all subscriptions of a pub, or all to a topic."
  ([p] (unsub-all* p))
  ([p topic] (unsub-all* p topic)))

;; --- many to one --------------------------------------------------------------------------------

(defprotocol Mix
  (admix* [m ch] "Adds a channel.")
  (unmix* [m ch] "Takes it away.")
  (unmix-all* [m] "Takes all away.")
  (toggle* [m state-map] "Changes the states of channels.")
  (solo-mode* [m mode] "Says what becomes of others while some are solo."))

(defn mix
  "Returns a mix: what the channels that are added with admix have goes to out. Each has a state, a map changed by toggle:
  :pause, nothing is taken from it; :mute, what is taken is dropped; :solo, only such channels are heard, and the
  others are muted or, by solo-mode, paused."
  [out]
  (let [cs      (atom {})
        mode    (atom :mute)
        change  (chan (sliding-buffer 1))
        changed (fn [] (put! change true) nil)
        state   (fn []
                  (let [all    @cs
                        with   (fn [k] (set (keys (filter (fn [[_ s]] (k s)) all))))
                        solos  (with :solo)
                        paused (with :pause)]
                    {:solos  solos
                     :mutes  (with :mute)
                     :reads  (conj (if (and (= @mode :pause) (seq solos))
                                     (vec solos)
                                     (vec (remove paused (keys all))))
                                   change)}))
        m       (reify
                  Mux (muxch* [_] out)
                  Mix
                  (admix* [_ ch] (swap! cs assoc ch {}) (changed))
                  (unmix* [_ ch] (swap! cs dissoc ch) (changed))
                  (unmix-all* [_] (reset! cs {}) (changed))
                  (toggle* [_ states] (swap! cs (partial merge-with clojure.core/merge) states) (changed))
                  (solo-mode* [_ new-mode]
                    (when-not (#{:mute :pause} new-mode)
                      (throw (AssertionError. (str "The mode must be :mute or :pause, not " (cljsh.core/show new-mode)))))
                    (reset! mode new-mode)
                    (changed)))]
    (go-loop [{:keys [solos mutes reads]} (state)]
      (let [[v c] (alts! reads)]
        (cond
          (or (nil? v) (identical? c change))
          (do (when (nil? v) (swap! cs dissoc c))
              (recur (state)))
          (or (solos c) (and (empty? solos) (not (mutes c))))
          (when (>! out v) (recur {:solos solos :mutes mutes :reads reads}))
          :else (recur {:solos solos :mutes mutes :reads reads}))))
    m))

(defn admix "Adds a channel to a mix." [mix ch] (admix* mix ch))
(defn unmix "Takes a channel from a mix." [mix ch] (unmix* mix ch))
(defn unmix-all "Takes all channels from a mix." [mix] (unmix-all* mix))
(defn toggle
  "Changes the states of channels in a mix, adding those that are new. state-map: a map of channels to maps of :mute, :pause
  and :solo to booleans."
  [mix state-map]
  (toggle* mix state-map))
(defn solo-mode "Says what becomes of the others while channels of a mix are solo: :mute or :pause." [mix mode] (solo-mode* mix mode))

;; --- what is deprecated in core.async, and used even so -------------------------------------------

(defn- through [xform ch buf-or-n]
  (let [out (chan (or buf-or-n 1) xform)]
    (pipe ch out)))

(defn ^{:deprecated "0.1"} map<
  "Returns a channel that has (f v) for each value of another; what is put on it is put on that one."
  [f ch] (view ch {:take f}))
(defn ^{:deprecated "0.1"} filter<
  "Returns a channel that has what p is true of."
  ([p ch] (filter< p ch nil))
  ([p ch buf-or-n] (through (filter p) ch buf-or-n)))
(defn ^{:deprecated "0.1"} remove<
  "Returns a channel that has what p is not true of."
  ([p ch] (remove< p ch nil))
  ([p ch buf-or-n] (through (remove p) ch buf-or-n)))
(defn ^{:deprecated "0.1"} mapcat<
  "Returns a channel that has the elements of (f v) for each value of another."
  ([f ch] (mapcat< f ch nil))
  ([f ch buf-or-n] (through (mapcat f) ch buf-or-n)))

(defn ^{:deprecated "0.1"} map>
  "Returns a channel for whose values v (f v) is put on another, which is closed when it is. What is taken from it is taken
  from that one."
  [f ch] (view ch {:put f}))
(defn ^{:deprecated "0.1"} filter>
  "Returns a channel of whose values those that p is true of are put on another, which is closed when it is. What is taken
  from it is taken from that one."
  [p ch] (view ch {:put? p}))
(defn ^{:deprecated "0.1"} remove>
  "Returns a channel of whose values those that p is not true of are put on another, which is closed when it is. What is
  taken from it is taken from that one."
  [p ch] (view ch {:put? (complement p)}))
(defn ^{:deprecated "0.1"} mapcat>
  "Returns a channel for whose values v the elements of (f v) are put on another, which is closed when it is."
  ([f ch] (mapcat> f ch nil))
  ([f ch buf-or-n]
   (let [in (chan buf-or-n)]
     (go-loop []
       (let [v (<! in)]
         (if (nil? v)
           (close! ch)
           (when (every? #(>! ch %) (f v))
             (recur)))))
     in)))
(defn ^{:deprecated "0.1"} unique
  "Returns a channel without values that are equal to the one before."
  ([ch] (unique ch nil))
  ([ch buf-or-n] (through (dedupe) ch buf-or-n)))
(defn ^{:deprecated "0.1"} partition
  "Returns a channel of vectors of n values of another; the last may be shorter."
  ([n ch] (partition n ch nil))
  ([n ch buf-or-n] (through (partition-all n) ch buf-or-n)))
(defn ^{:deprecated "0.1"} partition-by
  "Returns a channel of vectors of values that follow each other and give the same (f v)."
  ([f ch] (partition-by f ch nil))
  ([f ch buf-or-n] (through (clojure.core/partition-by f) ch buf-or-n)))
