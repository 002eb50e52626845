;; SPDX-License-Identifier: MIT
;; The system: properties, threads, time, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- now-ns [] (.time_ns (py/__import__ "time")))

(def ^:private properties
  "System properties that programs set."
  (atom {}))

(defn- known-properties []
  (let [os (py/__import__ "os") uname (delay (.uname os))]
    {"user.dir" #(.getcwd os)
     "user.home" #(.expanduser (.-path os) "~")
     "user.name" #(.getuser (py/__import__ "getpass"))
     "java.io.tmpdir" #(.gettempdir (py/__import__ "tempfile"))
     "line.separator" (constantly "\n")
     "file.separator" (constantly "/")
     "path.separator" (constantly ":")
     "os.name" #(.-sysname @uname)
     "os.arch" #(.-machine @uname)
     "os.version" #(.-release @uname)
     "file.encoding" (constantly "UTF-8")
     "java.version" (constantly "0")
     "java.runtime.version" (constantly "0")
     "java.specification.version" (constantly "0")
     "java.vm.name" (constantly "cljsh")
     "java.vendor" (constantly "cljsh")
     "babashka.version" (constantly "1.12.0")
     "babashka.file" #(not-empty (first (.-argv (py/__import__ "sys"))))
     "java.class.path" (constantly "")}))

(defn- property
  ([k] (property k nil))
  ([k otherwise]
   (if-let [[_ v] (find @properties k)]
     v
     (if-let [f (get (known-properties) k)] (f) otherwise))))

(defn- environment [] (into {} (.items (.-environ (py/__import__ "os")))))

;; System/in and System/out are streams of bytes there, and texts in Python. So
;; each is both: bytes by the JVM's methods, a text by Python's.

(defn- standard-stream
  "A stream of a class of that name over one of sys's, with methods of its own."
  [class-name label methods]
  (let [stream (fn [] (py/getattr (py/__import__ "sys") label))]
    ((python-class (str "java.io." class-name) [py/object]
       (assoc methods
              "inner"       (py/property (fn [_] (stream)))
              "__getattr__" (fn [_ k] (py/getattr (stream) k))
              "__iter__"    (fn [_] (py/iter (stream)))
              "__enter__"   identity
              "__exit__"    (fn [& _] false)
              "close"       (fn [_] nil))))))

(def ^:private reading-bytes
  {"read" (fn ([this] (let [b (.read (.-buffer this) 1)] (if (zero? (count b)) -1 (first b))))
              ([this x] (if (integer? x) (.read (.-inner this) x) (.read this x 0 (count x))))
              ([this array offset n]
               (let [b (.read1 (.-buffer this) n)]
                 (.__setitem__ array (py/slice offset (+ offset (count b))) b)
                 (if (zero? (count b)) -1 (count b)))))
   "read_all" (fn [this] (.read (.-inner this)))
   "readAllBytes" (fn [this] (.read (.-buffer this)))
   "available" (fn [this]
                 (if (seq (first (.select (py/__import__ "select") (py/list [(.-inner this)]) (py/list) (py/list) 0)))
                   (count (.peek (.-buffer this) 1))
                   0))})

(defn- write-standard
  ([this x]
   (if (string? x)
     (.write (.-inner this) x)
     (let [out (.-buffer this)]
       (.flush (.-inner this))
       (.write out (if (integer? x) (py/bytes [(bit-and x 255)]) (py/bytes x)))
       nil)))
  ([this x offset n] (write-standard this (.__getitem__ x (py/slice offset (+ offset n))))))

(def ^:private writing-bytes
  {"write"      write-standard
   "append"     (fn [this x & [start end]] (write-standard this (if end (subs (str x) start end) (str x))) this)
   "print"      (fn [this x] (write-standard this (if (nil? x) "null" (str x))) nil)
   "println"    (fn [this & [x :as given]] (write-standard this (str (if (and given (nil? x)) "null" x) "\n")) nil)
   "printf"     (fn [this f & args] (write-standard this (apply format f args)) this)
   "format"     (fn [this f & args] (write-standard this (apply format f args)) this)
   "checkError" (fn [_] false)
   "flush"      (fn [this] (.flush (.-inner this)) nil)})

(def ^:no-doc standard-streams
  "Standard input, output and error as the JVM's programs know them."
  {:in (standard-stream "StandardInput" "stdin" reading-bytes)
   :out (standard-stream "StandardOutput" "stdout" writing-bytes)
   :err (standard-stream "StandardError" "stderr" writing-bytes)})

(statics java.lang.System "The process and its surroundings."
  (currentTimeMillis "The time in milliseconds since 1970." (fn [] (quot (now-ns) 1000000)))
  (nanoTime "A clock in nanoseconds." (let [clock (.-perf_counter_ns (py/__import__ "time"))] (fn [] (clock))))
  (getenv "A variable of the environment or nil; all of them."
    (fn ([] (environment)) ([k] (.get (.-environ (py/__import__ "os")) k))))
  (getProperty "A system property, another value or nil." property)
  (setProperty "Sets a system property; returns what it was."
    (fn [k v] (let [old (property k)] (swap! properties assoc k v) old)))
  (clearProperty "Takes a system property away; returns what it was."
    (fn [k] (let [old (property k)] (swap! properties assoc k nil) old)))
  (getProperties "All system properties."
    (fn [] (into (into {} (map (fn [[k f]] [k (f)])) (known-properties)) @properties)))
  (exit "Ends the program." (fn [status] (cljsh.process/exit status)))
  (lineSeparator "What ends a line." (fn [] "\n"))
  (setOut "Binds *out*." (fn [out] (alter-var-root #'*out* (constantly out)) nil))
  (setErr "Binds *err*." (fn [out] (alter-var-root #'*err* (constantly out)) nil))
  (setIn "Binds *in*." (fn [in] (alter-var-root #'*in* (constantly in)) nil))
  (getSecurityManager "There is none." (fn [] nil))
  (console "The terminal, or nil."
    (fn [] (when (.isatty (.-stdin (py/__import__ "sys"))) (.-stdin (py/__import__ "sys")))))
  (out "Standard output." (:out standard-streams))
  (err "Standard error." (:err standard-streams))
  (in "Standard input." (:in standard-streams))
  (identityHashCode "A number of the object." (fn [x] (unchecked-int (py/id x))))
  (gc "Collects garbage." (fn [] (.collect (py/__import__ "gc")) nil))
  (arraycopy "Copies elements from one array into another."
    (fn [from i to j n] (.__setitem__ to (py/slice j (+ j n)) (.__getitem__ from (py/slice i (+ i n)))) nil)))

(defn- threading [] (py/__import__ "threading"))

(class-made-by java.lang.Thread "A thread: Python's threading.Thread." (.-Thread (threading)))
(def ^:private uncaught-handler (atom nil))

;; An interrupt is an event of the thread; it wakes those that were made here from sleep and from waiting.
(defn- interrupts [t]
  (or (py/getattr t "cljsh_interrupts" nil)
      (let [event ((.-Event (threading)))]
        (set! (.-cljsh_interrupts t) event)
        event)))
(defn- interrupted-now
  "Was this thread interrupted? It counts as seen."
  []
  (let [event (py/getattr (.current_thread (threading)) "cljsh_interrupts" nil)]
    (boolean (when (and event (.is_set event))
               (.clear event)
               true))))
;; Of Java's waiting (cljsh.java.monitor): a thread that waits has the promise that ends it.
(defn ^:no-doc throw-if-interrupted []
  (when (interrupted-now)
    (throw (InterruptedException.))))
(defn ^:no-doc waits-for [told]
  (let [t (.current_thread (threading))]
    (when (py/hasattr t "cljsh_interrupts")
      (set! (.-cljsh_told t) told))))
(defn- interrupt [t]
  (.set (interrupts t))
  (when-let [told (py/getattr t "cljsh_told" nil)]
    (deliver told false))
  nil)
(defn- new-thread [target & [thread-name]]
  (let [t ((.-Thread (threading)) nil target thread-name)]
    (interrupts t)
    t))
(defn- sleep-ms [ms]
  (when (neg? ms) (throw (IllegalArgumentException. "timeout value is negative")))
  (if-let [event (py/getattr (.current_thread (threading)) "cljsh_interrupts" nil)]
    (when (.wait event (/ ms 1000.0))
      (.clear event)
      (throw (InterruptedException. "sleep interrupted")))
    (cljsh.core/pause ms)))
(defn- watch-threads
  "Lets handlers of exceptions hear of what threads throw."
  []
  (set! (.-excepthook (threading))
        (fn [args]
          (if-let [h (or (py/getattr (.-thread args) "cljsh_handler" nil) @uncaught-handler)]
            (.uncaughtException h (.-thread args) (.-exc_value args))
            (.__excepthook__ (threading) args)))))

(defn ^:no-doc tell-uncaught
  "Tells of an exception that a thread threw and nobody asks for."
  [thread e]
  (.excepthook (threading) (.ExceptHookArgs (threading) (py/tuple [(class e) e (.-__traceback__ e) thread])))
  nil)

(deftype ThreadGroup []
  Object
  (uncaughtException [_ thread e] (tell-uncaught thread e)))

(statics java.lang.Thread "Threads."
  (sleep "Waits so many milliseconds." (fn ([ms] (sleep-ms ms)) ([ms nanos] (sleep-ms (+ ms (/ nanos 1e6))))))
  (getAllStackTraces "None." (fn [] {})) (onSpinWait "Lets others go on." (fn [] nil)) (setDefaultUncaughtExceptionHandler "What is called with what a thread throws."
    (fn [h]
      (reset! uncaught-handler h)
      (watch-threads)
      nil))
  (getDefaultUncaughtExceptionHandler "What setDefaultUncaughtExceptionHandler was given, or nil." (fn [] @uncaught-handler))
  (startVirtualThread "A thread that calls a function." (fn [f] (doto ((.-Thread (threading)) ** :target f :daemon true) (.start)))) (ofVirtual "What makes threads." (fn [] (reify Object (start [_ f] (doto ((.-Thread (threading)) ** :target f :daemon true) (.start))))))
  (currentThread "The thread that asks; the one that a program begins in is named main." (fn [] (let [t (.current_thread (threading))] (when (= "MainThread" (.-name t)) (set! (.-name t) "main")) t)))
  (yield "Lets others go on." (fn [] (cljsh.tasklet/pass)))
  (interrupted "Was this thread interrupted? Then it no longer is." (fn [] (interrupted-now)))
  (new "A thread that will call a function." (fn ([] (new-thread nil))
                                          ([x] (if (or (nil? x) (string? x)) (new-thread nil x) (new-thread x)))
                                          ([x y] (if (string? y) (new-thread (when-not (instance? ThreadGroup x) x) y) (new-thread y))) ; a group may stand in front
                                          ([_ f thread-name] (new-thread f thread-name))
                                          ([_ f thread-name _stack-size] (new-thread f thread-name)))))
(defn- thread-state [label]
  (load-classes "java.lang.Thread$State")
  ((ns-resolve 'java.lang.Thread$State 'valueOf) label))
(defn- thread? [x] (and (py/hasattr x "_started") (py/hasattr x "is_alive")))
(defmethods "Thread" thread?
  (setDaemon "Does the program end without it?" (fn [t on] (set! (.-daemon t) on) nil))
  (isDaemon "Does the program end without it?" (fn [t] (.-daemon t)))
  (getContextClassLoader "The one there is." class-loader)
  (setContextClassLoader "Does nothing." (fn [_ _] nil))
  (setUncaughtExceptionHandler "What is called with what it throws."
    (fn [t h] (set! (.-cljsh_handler t) h) (watch-threads) nil))
  (getUncaughtExceptionHandler "What is called with what it throws."
    (fn [t] (or (py/getattr t "cljsh_handler" nil) (ThreadGroup.))))
  (getPriority "Always 5." (fn [_] 5))
  (setPriority "Does nothing." (fn [_ _] nil))
  (getThreadGroup "There is none." (fn [_] nil))
  (getState "Thread$State/RUNNABLE or TERMINATED."
    (fn [t] (thread-state (cond (.is_alive t) "RUNNABLE" (.-ident t) "TERMINATED" :else "NEW"))))
  (getName "Its name." (fn [t] (.-name t)))
  (setName "Names it." (fn [t n] (set! (.-name t) n) nil))
  (isAlive "Does it run?" (fn [t] (.is_alive t)))
  (getId "Its number." (fn [t] (.-ident t)))
  (interrupt "Marks the thread, and wakes it when it sleeps or waits." interrupt)
  (isInterrupted "Was it interrupted?" (fn [t] (.is_set (interrupts t))))
  (getStackTrace "Of the call of this, and no more."
    (fn [_]
      (py/list [((class-named "java.lang.StackTraceElement") "java.lang.Thread" "getStackTrace" "Thread.java" nil)]))))

(deftype ^:private JavaRuntime []
  Object
  (availableProcessors [_] (or (.cpu_count (py/__import__ "os")) 1))
  (addShutdownHook [_ t] (.register (py/__import__ "atexit") (fn [] (.start t) (.join t))) nil)
  (totalMemory [_] (* (.sysconf (py/__import__ "os") "SC_PHYS_PAGES") (.sysconf (py/__import__ "os") "SC_PAGE_SIZE")))
  (freeMemory [_] (* (.sysconf (py/__import__ "os") "SC_AVPHYS_PAGES") (.sysconf (py/__import__ "os") "SC_PAGE_SIZE")))
  (maxMemory [_] 9223372036854775807)
  (exec [_ command]
    ((requiring-resolve 'cljsh.java.process/start) (if (string? command)
                                                     (str/split (str/trim command) #"\s+")
                                                     (vec command))
                                                   {}))
  (gc [_] (.collect (py/__import__ "gc")) nil)
  (exit [_ status] (cljsh.process/exit status))
  (halt [_ status] (._exit (py/__import__ "os") status)))
(def ^:private the-runtime (JavaRuntime.))
(statics java.lang.Runtime "The process."
  (getRuntime "It." (fn [] the-runtime))
  (version "That of the JVM whose names these are: 21."
    (fn []
      (reify
        Object
        (feature [_] 21)
        (interim [_] 0)
        (update [_] 0)
        (patch [_] 0)
        (major [_] 21)
        (minor [_] 0)
        (toString [_] "21")))))
