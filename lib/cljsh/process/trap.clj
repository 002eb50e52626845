;; SPDX-License-Identifier: MIT
;; Signals to this program.

(in-ns 'cljsh.process)

(def ^:private at-first
  "What Python had for a signal before trap was called: a map of numbers."
  (atom {}))

(def ^:private traps
  "What trap has set: a map of names to functions, pids, :ignore."
  (atom {}))

(defn- python-signals [] (py/__import__ "signal"))

(defn- perform
  "Does what a trap says when its signal has come."
  [name action]
  (if (cljsh.tasklet/pid? action)
    (cljsh.tasklet/! action [:signal name])
    (action name))
  nil)

(defn- set-trap [number name action]
  (let [signals (python-signals)]
    (swap! at-first (fn [m] (if (contains? m number) m (assoc m number (.getsignal signals number)))))
    (try
      (.signal signals number (case action
                                (nil :default) (or (@at-first number) (.-SIG_DFL signals))
                                :ignore        (.-SIG_IGN signals)
                                (fn [_ _] (perform name action))))
      (catch OSError _
        (throw (IllegalArgumentException. (str "the signal " name " cannot be trapped")))))))

(def ^:private at-exit
  "Registers once what runs the trap of :EXIT."
  (delay (.register (py/__import__ "atexit")
                    (fn [] (when-let [action (:EXIT @traps)] (perform :EXIT action))))))

(defn trap
  "Says what is done when a signal comes to this program: :TERM, :INT, \"HUP\", 10; :EXIT is the end of the program.

  action: a function, called with the signal's name (a keyword) in the main program, wherever that is; a pid, which gets the
  message [:signal name]; :ignore; nil or :default for what was done at first. Commands that are started have signals with
  a function or a pid at their default, and ignored ones ignored.
  With action, returns the action before; without, the present one (nil: the default); without arguments a map of all."
  {:added "1.0"}
  ([] @traps)
  ([signal]
   (get @traps (prim/signal-key signal)))
  ([signal action]
   (when-not (or (nil? action) (#{:ignore :default} action) (cljsh.tasklet/pid? action) (ifn? action))
     (throw (IllegalArgumentException. (str "a trap is a function, a pid, :ignore, :default or nil, not " (cljsh.core/show action)))))
   (let [name   (prim/signal-key signal)
         before (get @traps name)]
     (if (= name :EXIT)
       @at-exit
       (set-trap (prim/signal-number signal) name action))
     (if (contains? #{nil :default} action)
       (swap! traps dissoc name)
       (swap! traps assoc name action))
     before)))
