;; SPDX-License-Identifier: MIT
;; Standard input, which the program's commands read, too.
;;
;; Python's streams read more than they are asked for. What read-line and read
;; have not used is given back before a command is started: of a file by moving
;; the offset, which the command shares. A pipe has no offset: so what is in it
;; is looked at by tee(2) and stays there, until all of it has been used or a
;; command comes; then as much is read as has been used.

(in-ns 'clojure.core)

(def ^:private input-state
  "What sys.stdin is: :unread, :file, :lent to a command, a PeekedInput, or :other."
  (volatile! :unread))

(def ^:private RawInput (.-RawIOBase (py/__import__ "io")))

(deftype PeekedInput [fd window given base]
  RawInput
  (readable [_] true)
  (seekable [_] true)
  (fileno [_] fd)
  (tell [this] (+ (.-base this) (.-given this)))
  (seek [this offset]
    (.seek this offset 0))
  (seek [this offset whence]
    (set! (.-given this)
          (if (= 2 whence)
            (py/len (.-window this))
            (- offset (.-base this))))
    (.tell this))
  (use-up [this]
    (let [os (py/__import__ "os")]
      (loop [left (.-given this)]
        (when (pos? left)
          (recur (- left (py/len (.read os fd left)))))))
    (set! (.-base this) (+ (.-base this) (.-given this)))
    (set! (.-given this) 0)
    (set! (.-window this) (py/bytes 0)))
  (has-more [this]
    (let [more? (< (.-given this) (py/len (.-window this)))]
      (when-not more?
        (.use_up this))
      more?))
  (readinto [this buffer]
    (when (= (.-given this) (py/len (.-window this)))
      (.use_up this)
      (set! (.-window this) (cljsh.core/peek-pipe fd)))
    (let [from (.-given this)
          n    (min (py/len buffer) (- (py/len (.-window this)) from))]
      (.__setitem__ buffer (py/slice 0 n) (.__getitem__ (.-window this) (py/slice from (+ from n))))
      (set! (.-given this) (+ from n))
      n)))

(defn- peek-at!
  "Makes the stream one that leaves in the pipe what it has not given."
  [stream fd]
  (let [raw (PeekedInput. fd (py/bytes 0) 0 0)]
    (.__init__ stream (.BufferedReader (py/__import__ "io") raw)
               ** :encoding (.-encoding stream) :errors (.-errors stream) :newline nil)
    raw))

(defn- go-to!
  "Moves the stream, its buffer empty."
  [stream position]
  (.seek stream 0 2)
  (.seek stream position))

(defn- about-to-read!
  "Is called before a stream is read by line or by form."
  [stream]
  (let [state @input-state]
    (when (identical? stream (.-stdin (py/__import__ "sys")))
      (vreset! input-unknown false)
      (vreset! input-state
               (try
                 (let [fd (.fileno stream), os (py/__import__ "os")]
                   (cond
                     (identical? state :lent)                       (do (go-to! stream (.lseek os fd 0 1)) :file)
                     (.seekable stream)                             :file
                     (cljsh.core/peek-pipe? fd)                     (peek-at! stream fd)
                     :else                                          :other))
                 (catch [Exception Error] _ :other))))))

(defn- lend-input!
  "Is called before a command is started: gives back what has not been used."
  []
  (let [state @input-state]
    (when-not (contains? #{:unread :other :lent} state)
      (let [stream (.-stdin (py/__import__ "sys"))
            held   (py/getattr stream "unread_" "")]
        (try
          (go-to! stream (- (.tell stream) (py/len (.encode held))))
          (py/setattr stream "unread_" "")
          (if (identical? state :file)
            (do (vreset! input-state :lent)
                (vreset! input-unknown true))
            (.use_up state))
          (catch [Exception Error] _ nil))))))

(cljsh.core/before-launch! lend-input!)
