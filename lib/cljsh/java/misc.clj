;; SPDX-License-Identifier: MIT
(ns cljsh.java.misc
  "Classes of java.util, java.nio and java.lang.reflect that few programs need."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [defmethods enter enter-class statics]]))

(deftype Optional [x]
  Object
  (isPresent [_] (some? x))
  (isEmpty [_] (nil? x))
  (get [this] (.orElseThrow this))
  (orElse [_ y] (if (nil? x) y x))
  (orElseGet [_ f] (if (nil? x) (.get f) x))
  (orElseThrow [_] (if (nil? x) (throw (java.util.NoSuchElementException. "No value present")) x))
  (orElseThrow [_ f] (if (nil? x) (throw (.get f)) x))
  (ifPresent [_ f]
    (when (some? x)
      (.accept f x))
    nil)
  (ifPresentOrElse [_ f otherwise]
    (if (some? x) (.accept f x) (.run otherwise))
    nil)
  (filter [this f] (if (or (nil? x) (.test f x)) this (Optional. nil)))
  (map [this f] (if (nil? x) this (Optional. (.apply f x))))
  (flatMap [this f] (if (nil? x) this (.apply f x)))
  (or [this f] (if (nil? x) (.get f) this))
  (stream [_] ((requiring-resolve 'cljsh.java.util-stream/stream-of) (if (nil? x) [] [x])))
  (value_ [_] x)
  (equals [_ other] (and (instance? Optional other) (= x (.value_ other))))
  (hashCode [_] (if (nil? x) 0 (hash x)))
  (toString [_] (if (nil? x) "Optional.empty" (str "Optional[" x "]"))))
(enter-class java.util.Optional Optional "A value or none."
  (of "A value." (fn [x] (Optional. (if (nil? x) (throw (NullPointerException.)) x))))
  (ofNullable "A value or none." (fn [x] (Optional. x)))
  (empty "None." (fn [] (Optional. nil))))

(statics java.lang.reflect.Array "Arrays."
  (newInstance "A new one." (fn [type & sizes] (apply make-array type sizes))) (getLength "How many there are." count) (get "One." aget) (set "Changes one." (fn [a i x] (aset a i x) nil)))
(statics java.lang.reflect.Modifier "What members are." (isStatic "Never." (fn [_] false)) (isPublic "Always." (fn [_] true)) (isAbstract "Never." (fn [_] false)) (isFinal "Never." (fn [_] false)))
(statics java.lang.management.ManagementFactory "The process."
  (getRuntimeMXBean "It." (fn [] (reify Object (getName [_] (str (.getpid (py/__import__ "os")) "@" (.gethostname (py/__import__ "socket")))) (getPid [_] (.getpid (py/__import__ "os"))) (getUptime [_] (long (* 1000 (.process_time (py/__import__ "time"))))) (getInputArguments [_] []) (getStartTime [_] 0)))))

(deftype ReferenceQueue [references]
  Object
  (poll [_] (when (seq references) (.pop references 0))) (remove [this] (.poll this)) (remove [this _] (.poll this)))
(enter-class java.lang.ref.ReferenceQueue ReferenceQueue "References that were cleared; only a program clears one here." (new "One." (fn [] (ReferenceQueue. (py/list)))))

(deftype Reference [^:mutable x queue ^:mutable queued]
  Object
  (get [_] x) (clear [_] (set! x nil) nil) (isEnqueued [_] queued)
  (refersTo [_ y] (identical? x y))
  (enqueue [this] (set! x nil) (boolean (when (and queue (not queued)) (.append (.-references queue) this) (set! queued true)))))
(doseq [n ["SoftReference" "WeakReference" "PhantomReference" "Reference"]] (enter (str "java.lang.ref." n) Reference))
(statics java.lang.ref.SoftReference "What is referred to; here it is kept." (new "To an object." (fn [x & [queue]] (Reference. x queue false))))
(statics java.lang.ref.WeakReference "What is referred to; here it is kept." (new "To an object." (fn [x & [queue]] (Reference. x queue false))))

(java/enum java.lang.Thread$State "What a thread does." NEW RUNNABLE BLOCKED WAITING TIMED_WAITING TERMINATED)
