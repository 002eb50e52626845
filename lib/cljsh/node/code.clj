;; SPDX-License-Identifier: MIT
;; Code that travels.
;;
;; A function goes over a link with its code and what it closes over; vars and
;; classes in it go by their names. Those of the program's own namespaces have
;; to be made at the other end first, each once, and again when it was changed
;; here: ship sends definitions for all that a message needs, and what they
;; need in turn. What a value cannot be made without (a class, a function that
;; is the root of a var, a protocol) goes before it; what is only used when code
;; runs (a var) may follow, as long as it comes before the message.
;;
;; Another machine keeps definitions in its cache, by the hash of their bytes:
;; it is asked first which of them it has, and gets only the others.

(in-ns 'cljsh.node)

(defn- state-of
  "What tells whether a var or class is still as it was sent."
  [x]
  (if (var? x)
    (let [v (cljsh.core/get-root x)]
      (cond
        (cljsh.core/multi? v)    [v (methods v) (prefers v)]
        (prim/protocol-object? v) [v (:impls v)]
        :else                    [v]))
    [x]))

(defn- same-state? [a b]
  (and (some? a) (= (count a) (count b)) (every? true? (map identical? a b))))

(defn- simple? [x]
  (or (nil? x) (boolean? x) (number? x) (string? x) (keyword? x) (symbol? x)))

(defn- var-meta
  "The metadata of a var that travel."
  [v]
  (into {} (filter (fn [[k x]] (and (not (#{:ns :name} k)) (or (simple? x) (= k :arglists)))) (meta v))))

(defn- var-place [v] [(str (ns-name (cljsh.core/var-ns v))) (name (cljsh.core/var-symbol v))])

(declare remote?)

(def ^:private answers
  "Of questions to other machines: number -> promise of the answer."
  (atom {:next 1}))

(defn- content-hash
  "What a definition is called in the cache."
  [bytes]
  (subs (.hexdigest (.sha256 (py/__import__ "hashlib") (.__add__ (.encode (prim/build)) bytes))) 0 32))

(defn- missing
  "Asks a node which of the definitions with these hashes it has not in its cache: a set."
  [link hashes]
  (let [answer (promise)
        number (:next (swap! answers (fn [m] (assoc m (:next m) answer :next (inc (:next m))))))
        number (dec number)]
    (prim/request link [:have? number hashes])
    (loop []
      (let [there (deref answer 200 nil)]
        (cond
          there                   (do (swap! answers dissoc number) there)
          (prim/link-open? link)  (recur)
          :else                   (set hashes))))))

(defn- send-definitions
  "Sends definitions, [bytes lasts] each, in their order."
  [link definitions]
  (if (or (not (remote? link)) (prim/handling?))
    (doseq [[bytes] definitions] (prim/send-definition link bytes))
    (let [named (mapv (fn [[bytes lasts]] [bytes (when lasts (content-hash bytes))]) definitions)
          lacks (if-let [hashes (seq (keep second named))] (missing link (vec hashes)) #{})]
      (doseq [[bytes hash] named]
        (cond
          (nil? hash)             (prim/send-definition link bytes)
          (contains? lacks hash)  (prim/request link [:code hash bytes])
          :else                   (prim/request link [:cached hash]))))))

(defn- shipper
  "Functions that send definitions over a link: visit those that x needs, rest what may follow; finish sends what waits still."
  [link]
  (let [known (prim/known link)
        seen  (volatile! #{})
        later (volatile! [])
        ready (volatile! [])]
    (letfn [(emit [v definition]
              (let [[bytes needs lasts] (prim/definition link v (into [:define] definition))]
                (doseq [[x late] needs]
                  (if late (vswap! later conj [visit x]) (visit x)))
                (vswap! ready conj [bytes lasts])))
            (visit-var [v]
              (let [[ns-text n] (var-place v), m (var-meta v)
                    x (cljsh.core/get-root v)]
                (cond
                  (and (nil? x) (not (bound? v))) (emit nil [:declare ns-text n m])
                  (cljsh.core/multi? x)
                  (do (visit-hierarchy)
                      (emit v [:multi ns-text n m (prim/multi-parts x) (methods x) (prefers x)]))
                  (prim/protocol-object? x)
                  (do (when-not (identical? x (first (.get known v))) ; else it has been extended, and its methods stay
                        (emit nil [:protocol ns-text n m (:sigs x) (:doc x) (prim/via-metadata? x)])
                        (doseq [k (keys (:sigs x)) ; before any class that implements them
                                :let [method (get (ns-interns (symbol ns-text)) (symbol (name k)))]]
                          (when (and method (prim/protocol-method? (cljsh.core/get-root method)))
                            (visit method))))
                      (vswap! later conj [(fn [_] (emit v [:extend ns-text n (:impls x)])) nil]))
                  (prim/protocol-method? x)
                  (do (visit (:var (prim/method-protocol x)))
                      (emit nil [:method ns-text n m (var-place (:var (prim/method-protocol x)))]))
                  (prim/class-parts x) (do (visit x) (emit nil [:var ns-text n m x]))
                  :else (emit v [:var ns-text n m x]))))
            (visit-class [c]
              (let [[kind full fields mutable names functions specs v] (prim/class-parts c)
                    [ns-text n] (var-place v)]
                (emit nil [:class ns-text n kind full fields mutable])
                (vswap! later conj [(fn [_] (emit nil [:finish c names functions specs])) nil])))
            (visit-hierarchy []
              (let [v #'clojure.core/global-hierarchy, state (state-of v)]
                (when-not (same-state? (.get known v) state)
                  (emit nil [:hierarchy (cljsh.core/get-root v)])
                  (.__setitem__ known v state))))
            (visit [x]
              (when-not (contains? @seen x)
                (vswap! seen conj x)
                (let [state (state-of x)]
                  (when-not (same-state? (.get known x) state)
                    (try
                      (if (var? x) (visit-var x) (visit-class x))
                      (catch TypeError e
                        (throw (if (:cljsh.node/refused (ex-data e))
                                 e
                                 (ex-info (str (ex-message e) ", in what " (if (var? x) (cljsh.core/var-symbol x) (cljsh.core/show x)) " is")
                                          {:cljsh.node/refused true} e)))))
                    (.__setitem__ known x state)))))]
      {:visit visit
       :finish (fn []
                 (let [all @ready]
                   (vreset! ready [])
                   (send-definitions link all)))
       :rest  (fn []
                (while (seq @later)
                  (let [[f x] (first @later)]
                    (vswap! later subvec 1)
                    (f x))))})))

(defn ship
  "Sends the definitions that the other node needs: needs has [var-or-class late] for each. Called before the message."
  [link needs]
  (let [{:keys [visit rest finish]} (shipper link)]
    (try
      (doseq [[x state] (vec (.items (prim/known link)))]
        (when-not (same-state? state (state-of x)) (visit x)))
      (doseq [[x late] needs] (when-not late (visit x)))
      (doseq [[x late] needs] (when late (visit x)))
      (rest)
      (finally (finish))) ; also when something is refused: what was visited counts as sent
    (prim/up-to-date! link)))

;; --- at the other end -----------------------------------------------------------

(def ^:private parent
  "The link to the node that this one works for, or nil."
  (atom nil))

(defn- own-var [ns-text n]
  (let [ns (create-ns (symbol ns-text))]
    (when (empty? (ns-refers ns)) (cljsh.core/refer-all ns (the-ns 'clojure.core)))
    (intern ns (symbol n))))

(defn- define-root [v m x]
  (cljsh.core/set-var-meta! v (merge (meta v) m))
  (cljsh.core/set-root! v x))

(defn- make-definition
  "Does what a definition says; override: also where there is one already. Returns the var or class it is about."
  [override [kind & args]]
  (case kind
    :finish    (let [[c names functions specs] args]
                 (when (or override (prim/unfinished? c))
                   (cljsh.core/finish-class! c names functions specs))
                 c)
    :hierarchy (when override
                 (cljsh.core/set-root! #'clojure.core/global-hierarchy (first args))
                 #'clojure.core/global-hierarchy)
    (let [[ns-text n & args] args
          v (own-var ns-text n)]
      (when (or override (not (bound? v)) (= kind :extend))
        (case kind
          :declare  (cljsh.core/set-var-meta! v (merge (meta v) (first args)))
          :var      (define-root v (first args) (second args))
          :class    (let [[class-kind full fields mutable] args]
                      (cljsh.core/set-root! v (cljsh.core/make-class class-kind full fields mutable)))
          :multi    (let [[m [multi-name dispatch default hierarchy] all preferred] args
                          multi (cljsh.core/make-multi multi-name dispatch default hierarchy)]
                      (doseq [[value method] all] (cljsh.core/add-method multi value method))
                      (doseq [[x over] preferred, y over] (prefer-method multi x y))
                      (define-root v m multi))
          :protocol (let [[m sigs doc via-metadata] args]
                      (define-root v m (cljsh.core/make-protocol v sigs doc via-metadata)))
          :method   (let [[m [protocol-ns protocol-name]] args]
                      (define-root v m (cljsh.core/make-protocol-method @(own-var protocol-ns protocol-name) (symbol n))))
          :extend   (doseq [[c impl] (first args)]
                      (cljsh.core/extend-protocol! (cljsh.core/get-root v) c impl))))
      v)))

(defn- define
  "Does what a definition says that came over a link."
  [link definition]
  (let [x (make-definition (identical? link @parent) definition)]
    (when x
      (.__setitem__ (prim/known link) x (state-of x))
      (when (and (= :class (first definition)) (class? (cljsh.core/get-root x)))
        (let [c (cljsh.core/get-root x)] (.__setitem__ (prim/known link) c (state-of c)))))))

(def ^:private found
  "What was found in the cache when the other node asked: hash -> bytes."
  (atom {}))

(defn- look-for
  "Which of the hashes are not in the cache, a set; what is there is kept at hand."
  [hashes]
  (into #{}
        (remove (fn [hash]
                  (let [bytes (prim/cached-code hash)]
                    (when (and bytes (= hash (content-hash bytes)))
                      (swap! found assoc hash bytes)))))
        hashes))

(defn- code-of
  "The definition that has come with its hash, which is put into the cache, or without, from there."
  ([link hash]
   (let [bytes (get @found hash)]
     (swap! found dissoc hash)
     (prim/message-of link bytes)))
  ([link hash bytes]
   (when (= hash (content-hash bytes))
     (prim/cache-code! hash bytes))
   (prim/message-of link bytes)))

;; --- what cannot travel -------------------------------------------------------------

(defn- parts
  "The parts of a value, each with the step that leads to it."
  [x]
  (cond
    (pid? x)             nil
    (or (map? x)
        (instance? py/dict x)) (mapcat (fn [[k v]] [[k v] [[:key k] k]]) x)
    (vector? x)          (map-indexed vector x)
    (coll? x)            (map-indexed vector (take 100000 x))
    (some #(instance? % x) [py/list py/tuple py/set py/frozenset]) (map-indexed vector (vec x))
    :else                (map-indexed (fn [i v] [[:closed-over i] v]) (prim/closed-over x))))

(defn- culprit
  "Where in a value the first part is that cannot travel: [path part]."
  [link x]
  (loop [path [], x x]
    (if-let [[step part] (first (remove (fn [[_ part]] (prim/can-travel? link part)) (parts x)))]
      (recur (conj path step) part)
      [path x])))

(defn refused
  "Throws, for a value that could not be sent for a reason, what says where in it the part is that cannot travel."
  [link x reason]
  (let [[path part] (culprit link x)]
    (throw (ex-info (str "This cannot be sent to node " (prim/link-name link) ": " (ex-message reason)
                         (when (seq path) (str "; it is at " (pr-str path))))
                    {:path path, :type (cljsh.core/show (class part)), :node (prim/link-name link)}
                    reason))))
