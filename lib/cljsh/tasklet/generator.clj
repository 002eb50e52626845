;; SPDX-License-Identifier: MIT
(ns cljsh.tasklet.generator
  "The raw protocol of tasklets: a generator that tells the scheduler what it wants.

  A tasklet whose function returns a generator, Python's or one of a function
  with yield, goes on as that generator. It yields tuples (state & args), the
  state one of these keywords, or for Python its name as a string; what a state
  gives is the value of the yield:

    ::spawn f & args   starts a tasklet: its pid
    ::send pid message sends a message: the message
    ::recv             takes a message out of the mailbox, waiting for one: the message;
    ::recv ms          after so many milliseconds nil
    ::next-msg         puts the message of the last ::recv back and takes the next one: the message
    ::become f & args  goes on as a call of f
    ::die reason       ends; the reason may be left out
    ::yield            lets others run: nil

  The keywords are those of this namespace or of cljsh.tasklet."
  (:refer-clojure :exclude [cast])
  (:require [cljsh.tasklet :refer [! become die pass spawn]]))

(defn- state-name
  "The name of a state, whatever it is written as."
  [state]
  (cond
    (keyword? state) (name state)
    (string? state)  (let [[_ plain] (re-matches #"(?::*)(?:.*/)?(.*)" state)]
                       (.replace plain "_" "-"))))

(defn- bad [command]
  (throw (IllegalArgumentException.
           (str "A tasklet's generator yields (state & args), a state being ::spawn, ::send, ::recv, ::next-msg, ::become, ::die or ::yield; not "
                (pr-str command)))))

(defn- received [message]
  (when-not (identical? message :cljsh.receive/none) message))

(defn- obey
  "Does what a generator has asked for, and returns what it gets for that."
  [command state args]
  (case state
    "spawn"  (if (seq args) (apply spawn args) (bad command))
    "send"   (if (= 2 (count args)) (! (first args) (second args)) (bad command))
    "recv"   (received (cljsh.core/receive-first (first args)))
    "become" (if (seq args) (apply become args) (bad command))
    "die"    (die (if (seq args) (first args) :normal))
    "yield"  (do (pass) nil)
    (bad command)))

(defn drive
  "Runs a generator of the raw protocol to its end in this tasklet; returns the value of its return."
  [generator]
  (try
    (loop [answer nil, looking? false]
      (let [command (.send generator answer)
            words   (when (or (sequential? command) (instance? py/tuple command) (instance? py/list command)) (seq command))
            state   (state-name (first words))]
        (if (and looking? (= "next-msg" state))
          (recur (received (cljsh.core/receive-next)) true)
          (do
            ;; The message that it has been given counts as taken once it wants anything but the next one.
            (when (and looking? (some? answer)) (cljsh.core/receive-take))
            (recur (obey command state (rest words)) (= "recv" state))))))
    (catch StopIteration e
      (.-value e))
    (finally
      (.close generator))))
