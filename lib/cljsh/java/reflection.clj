;; SPDX-License-Identifier: MIT
(ns cljsh.java.reflection
  "What java.lang's packages tell of arrays, members, references and the process."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter enter-class statics]]))

(statics java.lang.reflect.Array "Arrays."
  (newInstance "A new one." (fn [type & sizes] (apply make-array type sizes)))
  (getLength "How many there are." count)
  (get "One." aget)
  (set "Changes one." (fn [a i x] (aset a i x) nil)))
(statics java.lang.reflect.Modifier "What members are."
  (isStatic "Never." (fn [_] false))
  (isPublic "Always." (fn [_] true))
  (isAbstract "Never." (fn [_] false))
  (isFinal "Never." (fn [_] false)))
(statics java.lang.management.ManagementFactory "The process."
  (getRuntimeMXBean "It."
    (fn []
      (reify
        Object
        (getName [_] (str (.getpid (py/__import__ "os")) "@" (.gethostname (py/__import__ "socket"))))
        (getPid [_] (.getpid (py/__import__ "os")))
        (getUptime [_] (long (* 1000 (.process_time (py/__import__ "time")))))
        (getInputArguments [_] [])
        (getStartTime [_] 0)))))

(deftype ReferenceQueue [references]
  Object
  (poll [_] (when (seq references) (.pop references 0))) (remove [this] (.poll this)) (remove [this _] (.poll this)))
(enter-class java.lang.ref.ReferenceQueue ReferenceQueue "References that were cleared; only a program clears one here."
  (new "One." (fn [] (ReferenceQueue. (py/list)))))

(deftype Reference [^:mutable x queue ^:mutable queued]
  Object
  (get [_] x)
  (clear [_] (set! x nil) nil)
  (isEnqueued [_] queued)
  (refersTo [_ y] (identical? x y))
  (enqueue [this]
    (set! x nil)
    (boolean (when (and queue (not queued)) (.append (.-references queue) this) (set! queued true)))))
(doseq [n ["SoftReference" "WeakReference" "PhantomReference" "Reference"]] (enter (str "java.lang.ref." n) Reference))
(statics java.lang.ref.SoftReference "What is referred to; here it is kept."
  (new "To an object." (fn [x & [queue]] (Reference. x queue false))))
(statics java.lang.ref.WeakReference "What is referred to; here it is kept."
  (new "To an object." (fn [x & [queue]] (Reference. x queue false))))

(java/enum java.lang.Thread$State "What a thread does." NEW RUNNABLE BLOCKED WAITING TIMED_WAITING TERMINATED)
