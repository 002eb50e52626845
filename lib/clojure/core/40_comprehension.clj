;; SPDX-License-Identifier: MIT
;; for and doseq.
;;
;; A binding vector is first cut into levels: a pattern, its collection, and
;; the modifiers (:let :when :while) that follow it.

(in-ns 'clojure.core)

(defn- comprehension-levels
  "Cuts the binding vector of a form into maps of :pattern, :coll and :modifiers."
  [form bindings]
  (check-bindings form bindings)
  (reduce (fn [levels [left right]]
            (if (keyword? left)
              (do
                (when-not (contains? #{:let :when :while} left)
                  (throw (IllegalArgumentException.
                           (str "Invalid '" (first form) "' keyword " left))))
                (when (empty? levels)
                  (throw (IllegalArgumentException.
                           (str (first form) " requires a collection before " left))))
                (conj (pop levels)
                      (update (peek levels) :modifiers conj [left right])))
              (conj levels {:pattern left, :coll right, :modifiers []})))
          []
          (partition 2 bindings)))

(defn- modified
  "Puts a level's modifiers around a form; skip and stop are what to do instead of it."
  [modifiers form skip stop]
  (reduce (fn [form [kind arg]]
            (cond
              (= kind :let)   `(let ~arg ~form)
              (= kind :when)  `(if ~arg ~form ~skip)
              :else           `(if ~arg ~form ~stop)))
          form
          (rseq modifiers)))

(defn- opened-form
  "A form that opens the collection in a local, as opened does."
  [coll]
  `(if (cljsh.core/short? ~coll) ~coll (seq ~coll)))

(defn- level-loop
  "The loop over a level. (each again) makes the form for an element, again being the one that goes on behind it;
  carried is a local that goes from round to round, and is what the loop gives, with its value at first, or nil."
  [{:keys [pattern coll modifiers]} [result _ :as carried] each]
  (let [;; What is left after the chunk at hand; the chunk (or, for a seq
        ;; without chunks, the seq itself as one of a single element); its
        ;; length; the position in it.
        more  (gensym "more__")
        chunk (gensym "chunk__")
        n     (gensym "n__")
        i     (gensym "i__")
        s     (gensym "s__")
        kept  (take 1 carried)
        again `(recur ~@kept ~more ~chunk ~n (inc ~i))]
    `(loop* [~@carried, ~more ~coll, ~chunk nil, ~n 0, ~i 0]
       (if (< ~i ~n)
         (let [~pattern (nth ~chunk ~i)]
           ~(modified modifiers (each again) again result))
         (let* [~s ~(opened-form more)]
           (if ~s
             (let* [c# (cljsh.core/first-run ~s)]
               (if (nil? c#)
                 (recur ~@kept (rest ~s) ~s 1 0)
                 (recur ~@kept (cljsh.core/chunk-after ~s) c# (count c#) 0)))
             ~result))))))

(defn- doseq-form
  "The loop over the first of the levels, around those over the others."
  [levels body]
  (if levels
    (level-loop (first levels) nil (fn [again] `(do ~(doseq-form (next levels) body) ~again)))
    `(do ~@body)))

(defmacro doseq
  "Evaluates the body for every element of one or several nested collections, for its effects.
  Bindings and modifiers are those of for; a modifier may come first. Returns nil."
  {:added "1.0"}
  [seq-exprs & body]
  (let [bindings (if (and (vector? seq-exprs) (keyword? (first seq-exprs)))
                   (into '[_ [nil]] seq-exprs) ; a modifier that comes first is that of a single round
                   seq-exprs)]
    (doseq-form (seq (comprehension-levels &form bindings)) body)))

;; A level of `for` is a function of the seq of its collection and of the tail:
;; what the levels around it give afterwards. Where an element of an outer level
;; has nothing for the levels inside it, the tail is what they give.

(defn- for-level
  "A function that loops over a level with others inside, made by (inner tail)."
  [{:keys [pattern modifiers]} inner]
  (let [level (gensym "level__")
        s     (gensym "s__")
        tail  (gensym "tail__")
        more  (gensym "more__")]
    `(fn ~level [~s ~tail]
       (loop* [~s ~s]
         (if ~s
           (let [~pattern (first ~s)]
             ~(modified modifiers
                        `(let* [~more (rest ~s)]
                           ~(inner `(if (identical? ~more ())
                                      ~tail
                                      (lazy-seq (~level (seq ~more) ~tail)))))
                        `(recur (next ~s))
                        tail))
           ~tail)))))

(defn- filling-loop
  "The loop that puts what the last level gives for the n elements of a chunk, all of them locals, into a buffer.
  It gives true, or false where a :while has ended it."
  [{:keys [pattern modifiers]} body chunk n buffer]
  (let [i (gensym "i__")]
    `(loop* [~i 0]
       (if (< ~i ~n)
         (let [~pattern (nth ~chunk ~i)]
           ~(modified modifiers
                      `(do (chunk-append ~buffer ~body)
                           (recur (inc ~i)))
                      `(recur (inc ~i))
                      false))
         true))))

(defn- for-innermost
  "The function that loops over the last level: what comes in chunks goes out in chunks."
  [{:keys [pattern modifiers], :as level} body]
  (let [f      (gensym "level__")
        s      (gensym "s__")
        tail   (gensym "tail__")
        chunk  (gensym "chunk__")
        n      (gensym "n__")
        buffer (gensym "buffer__")
        more   (gensym "more__")]
    `(fn ~f [~s ~tail]
       (loop* [~s ~s]
         (if ~s
           (let* [~chunk (cljsh.core/first-run ~s)]
             (if (nil? ~chunk)
               (let [~pattern (first ~s)]
                 ~(modified modifiers
                            `(let* [~more (rest ~s)]
                               (cons ~body (lazy-seq (~f (seq ~more) ~tail))))
                            `(recur (next ~s))
                            tail))
               (let* [~n      (count ~chunk)
                      ~buffer (cljsh.core/chunk-room ~chunk)]
                 (if ~(filling-loop level body chunk n buffer)
                   (let* [~more (cljsh.core/chunk-after ~s)]
                     (cljsh.core/before ~buffer
                                        (if (identical? ~more ())
                                          ~tail
                                          (lazy-seq (~f (seq ~more) ~tail)))))
                   (cljsh.core/before ~buffer ~tail)))))
           ~tail)))))

(defn- many-forms?
  "Has x, with what is in it, more than n forms?"
  [x n]
  (let [left (fn left [n x]
               (if (and (coll? x) (> n 0))
                 (reduce left (dec n) x)
                 (dec n)))]
    (not (pos? (left n x)))))

(defn- for-short
  "The loop over the last level where its collection is short and there: without a function, made for each time.
  Everything else is for the function, unless there is too much code to have it once more."
  [{:keys [pattern coll modifiers], :as level} body tail]
  (let [function (for-innermost level body)
        c        (gensym "coll__")
        opened   (opened-form c)]
    (if (many-forms? [pattern modifiers body] 40)
      `(let* [~c ~coll] (~function ~opened ~tail))
      (let [run (gensym "run__"), n (gensym "n__"), after (gensym "tail__"), buffer (gensym "buffer__")]
        `(let* [~c ~coll, ~after ~tail, ~run (cljsh.core/short-run ~c)]
           (if ~run
             (let* [~n (count ~run), ~buffer (cljsh.core/chunk-room ~run)]
               ~(filling-loop level body run n buffer)
               (cljsh.core/before ~buffer ~after))
             (~function (seq ~c) ~after)))))))

;; A consumer of all of it, as reduce is, that has the only reference to a `for` of which nothing is realised, needs
;; none of those seqs: the body of the lazy seq, called with a function and a value, reduces instead (cljsh/vm/flow.c).

(defn- gather-innermost
  "The loop that reduces what the last level gives with the function in the local f, beginning with init.
  The values of a chunk are all there before f gets the first of them, as in the seq."
  [{:keys [coll], :as level} body f init]
  (let [acc    (gensym "acc__")
        more   (gensym "more__")
        s      (gensym "s__")
        run    (gensym "run__")
        n      (gensym "n__")
        after  (gensym "after__")
        buffer (gensym "buffer__")]
    `(loop* [~acc ~init, ~more ~coll]
       (let* [~s ~(opened-form more)]
         (if ~s
           (let* [c#      (cljsh.core/first-run ~s)
                  single# (nil? c#)
                  ~run    (if single# ~s c#)
                  ~n      (if single# 1 (count c#))
                  ~after  (if single# (rest ~s) (cljsh.core/chunk-after ~s))
                  ~buffer (cljsh.core/chunk-room (if single# [nil] c#))
                  on#     ~(filling-loop level body run n buffer)
                  ~acc    (each* ~'reduce ~f ~buffer ~acc)]
             (if (reduced? ~acc)
               ~acc
               (if on# (recur ~acc ~after) ~acc)))
           ~acc)))))

(defn- gather-form
  "The loops that reduce what all levels give, as gather-innermost does for the last of them."
  [levels body f init]
  (if (next levels)
    (let [acc (gensym "acc__")]
      (level-loop (first levels) [acc init]
                  (fn [again]
                    `(let* [~acc ~(gather-form (next levels) body f acc)]
                       (if (reduced? ~acc)
                         ~acc
                         ~again)))))
    (gather-innermost (first levels) body f init)))

(defmacro for
  "Returns a lazy seq of the values of an expression for every combination of elements.
  The bindings are names (or patterns) with collections; the last one varies
  fastest. After one may stand :let [name expr …], :when test, which leaves
  out a combination, and :while test, which ends the collection before it."
  {:added "1.0"}
  [seq-exprs body-expr]
  (let [levels (comprehension-levels &form seq-exprs)]
    (when (empty? levels)
      (throw (IllegalArgumentException. "for requires a collection")))
    (let [open   (fn [coll]
                   (let [c (gensym "coll__")]
                     `(let* [~c ~coll] ~(opened-form c))))
          call   (fn [level function]
                   (fn [tail] `(~function ~(open (:coll level)) ~tail)))
          coll   (gensym "coll__")
          coll-1 (:coll (first levels))
          levels (assoc-in levels [0 :coll] coll)
          body   (reduce (fn [inner level] (call level (for-level level inner)))
                         (fn [tail] (for-short (peek levels) body-expr tail))
                         (rseq (pop levels)))
          f      (gensym "f__")
          acc    (gensym "acc__")]
      `(let* [~coll ~coll-1]
         ~(if (many-forms? [levels body-expr] 60) ; too much code to have it once more
            `(lazy-seq ~(body nil))
            `(cljsh.core/lazy-seq*
              (~(with-meta 'fn* {:once true})
               ([] ~(body nil))
               ([~f ~acc] ~(gather-form (seq levels) body-expr f acc)))))))))

;; --- macros that need seqs --------------------------------------------------

(defmacro as->
  "Binds a name to expr, then to each form in turn, which may use it anywhere."
  {:added "1.5"}
  [expr name & forms]
  `(let [~name ~expr
         ~@(interleave (repeat name) (butlast forms))]
     ~(if (seq forms) (last forms) name)))

(defn- threaded-steps
  "Binds g to expr and to every step in turn; the last step is the value."
  [g expr steps]
  `(let* [~g ~expr
          ~@(interleave (repeat g) (butlast steps))]
     ~(if (seq steps) (last steps) g)))

(defmacro some->
  "Threads a value through forms as with ->, as long as it is not nil."
  {:added "1.5"}
  [expr & forms]
  (let [g (gensym "it__")]
    (threaded-steps g expr
                    (map (fn [form] `(if (nil? ~g) nil (-> ~g ~form))) forms))))

(defmacro some->>
  "Threads a value through forms as with ->>, as long as it is not nil."
  {:added "1.5"}
  [expr & forms]
  (let [g (gensym "it__")]
    (threaded-steps g expr
                    (map (fn [form] `(if (nil? ~g) nil (->> ~g ~form))) forms))))

(defmacro cond->
  "Threads a value as with -> through those forms whose test is truthy.
  Clauses are pairs of test and form; the tests don't see the value."
  {:added "1.5"}
  [expr & clauses]
  (when (odd? (count clauses))
    (throw (IllegalArgumentException. "cond-> requires an even number of forms")))
  (let [g (gensym "it__")]
    (threaded-steps g expr
                    (map (fn [[test form]] `(if ~test (-> ~g ~form) ~g))
                         (partition 2 clauses)))))

(defmacro cond->>
  "Threads a value as with ->> through those forms whose test is truthy.
  Clauses are pairs of test and form; the tests don't see the value."
  {:added "1.5"}
  [expr & clauses]
  (when (odd? (count clauses))
    (throw (IllegalArgumentException. "cond->> requires an even number of forms")))
  (let [g (gensym "it__")]
    (threaded-steps g expr
                    (map (fn [[test form]] `(if ~test (->> ~g ~form) ~g))
                         (partition 2 clauses)))))
