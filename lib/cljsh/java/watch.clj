;; SPDX-License-Identifier: MIT
(ns cljsh.java.watch
  "java.nio.file.WatchService: what happens in folders, over the system's inotify."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [cljsh.java.file]
            [collections]
            [ctypes]
            [os]
            [select]
            [struct]
            [time]))

(defn- libc [f & args]
  (let [r (apply (py/getattr (ctypes/CDLL nil ** :use_errno true) f) args)]
    (when (neg? r)
      (throw (java.io.IOException. (os/strerror (ctypes/get_errno)))))
    r))

(deftype Kind [label]
  Object
  (name [_] label) (toString [_] label) (type [_] (java/class-named "java.nio.file.Path")))
(enter "java.nio.file.WatchEvent$Kind" Kind)
(java/note "java.nio.file.WatchEvent$Kind" "" "What has happened.")
(def ^:private kinds
  (into {} (map (fn [label] [label (Kind. label)])) ["ENTRY_CREATE" "ENTRY_DELETE" "ENTRY_MODIFY" "OVERFLOW"]))
(statics java.nio.file.StandardWatchEventKinds "What can happen in a folder."
  (ENTRY_CREATE "A name is new." (kinds "ENTRY_CREATE"))
  (ENTRY_DELETE "A name is gone." (kinds "ENTRY_DELETE"))
  (ENTRY_MODIFY "What a name stands for has changed." (kinds "ENTRY_MODIFY"))
  (OVERFLOW "More than could be told." (kinds "OVERFLOW")))

;; The bits of inotify(7) for each kind, and those of what is told.
(def ^:private masks
  {"ENTRY_CREATE" (bit-or 0x100 0x80) "ENTRY_DELETE" (bit-or 0x200 0x40) "ENTRY_MODIFY" (bit-or 0x2 0x4)})
(def ^:private overflow 0x4000)
(def ^:private ignored 0x8000)

(defn- kind-of [mask]
  (if (pos? (bit-and mask overflow))
    "OVERFLOW"
    (some (fn [[label bits]] (when (pos? (bit-and mask bits)) label)) masks)))

(deftype WatchEvent [kind context n]
  Object
  (kind [_] kind) (context [_] context) (count [_] n)
  (toString [_] (str kind " " context)))
(enter "java.nio.file.WatchEvent" WatchEvent)
(java/note "java.nio.file.WatchEvent" "" "Something that has happened.")

;; events: an atom, a vector; ready?: whether the key is in the queue of its service, or taken out and not reset.
(deftype WatchKey [service descriptor folder events ^:mutable signalled ^:mutable valid]
  Object
  (watchable [_] folder)
  (pollEvents [_] (let [[old _] (reset-vals! events [])] old))
  (isValid [_] valid)
  (signal_ [this] (when-not signalled (set! signalled true) (.append (.-signalled service) this)) nil)
  (invalidate_ [_] (set! valid false) nil)
  (reset [this]
    (set! signalled false)
    (when (and valid (seq @events)) (.signal_ this))
    valid)
  (cancel [_]
    (when valid
      (set! valid false)
      (swap! (.-keys service) dissoc descriptor)
      (libc "inotify_rm_watch" (.-fd service) descriptor))
    nil))
(enter "java.nio.file.WatchKey" WatchKey)
(java/note "java.nio.file.WatchKey" "" "A folder that is watched.")

(defn- add-event
  "Adds an event to those of a key: the same one again counts once more."
  [events label context]
  (let [last-one (peek events)]
    (if (and last-one (= label (str (.kind last-one))) (= (str context) (str (.context last-one))))
      (conj (pop events) (WatchEvent. (kinds label) context (inc (.count last-one))))
      (conj events (WatchEvent. (kinds label) context 1)))))

(defn- read-events
  "Tells the keys of what inotify's bytes say."
  [service octets]
  (loop [at 0]
    (when (< at (count octets))
      (let [[descriptor mask _ n] (struct/unpack_from "iIII" octets at)
            text (.rstrip (.__getitem__ octets (py/slice (+ at 16) (+ at 16 n))) (py/bytes [0]))]
        (doseq [k (if (pos? (bit-and mask overflow))
                    (vals @(.-keys service))
                    (some-> (get @(.-keys service) descriptor) list))]
          (if (pos? (bit-and mask ignored))
            (do (.invalidate_ k) (.signal_ k))
            (when-let [label (kind-of mask)]
              (swap! (.-events k)
                     add-event
                     label
                     (when (seq text) ((ns-resolve 'java.nio.file.Path 'of) (os/fsdecode text))))
              (.signal_ k))))
        (recur (+ at 16 n))))))

(defn- folder-of [path] (java.io.File. (str path)))

;; fd is inotify's; keys an atom, descriptor -> key; signalled the keys that have something to tell, a deque of Python's;
;; what is written to the pipe ends all waiting.
(deftype WatchService [fd keys signalled pipe ^:mutable open]
  Object
  (register_ [this folder wanted]
    (.check_ this)
    (let [text       (str folder)
          mask       (reduce bit-or 0 (map (fn [k] (get masks (str k) 0)) wanted))
          descriptor (try (libc "inotify_add_watch" fd (os/fsencode text) (bit-or mask 0x01000000)) ; only folders
                          (catch java.io.IOException e
                            (throw (if (.exists (folder-of text)) (if (.isDirectory (folder-of text)) e (java.nio.file.NotDirectoryException. text)) (java.nio.file.NoSuchFileException. text)))))]
      (or (get @keys descriptor)
          (let [k (WatchKey. this descriptor folder (atom []) false true)]
            (swap! keys assoc descriptor k)
            k))))
  (check_ [_] (when-not open (throw (java.nio.file.ClosedWatchServiceException. "closed"))))
  (wait_ [this seconds]
    (let [end (when seconds (+ (time/monotonic) seconds))]
      (loop []
        (.check_ this)
        (or (when (pos? (py/len signalled)) (.popleft signalled))
            (let [left    (when end (max 0 (- end (time/monotonic))))
                  [ready] (if left (select/select [fd (first pipe)] [] [] left) (select/select [fd (first pipe)] [] []))]
              (.check_ this)
              (when (some (fn [d] (= fd d)) ready) (read-events this (os/read fd 65536)))
              (when (or (seq ready) (nil? left)) (recur)))))))
  (take [this] (.wait_ this nil))
  (poll [this]
    (.check_ this)
    (.wait_ this 0))
  (poll [this n unit] (.wait_ this (/ (.toNanos unit n) 1e9)))
  (close [_]
    (when open
      (set! open false)
      (os/write (second pipe) (py/bytes [0]))
      (os/close fd))
    nil)
  (__enter__ [this] this) (__exit__ [this & _] (.close this) false))
(enter "java.nio.file.WatchService" WatchService)
(java/note "java.nio.file.WatchService" "" "What tells of folders that are watched.")

(defn ^:no-doc service
  "A new service."
  []
  (WatchService. (libc "inotify_init1" 02000000) (atom {}) (collections/deque) (vec (os/pipe)) true))

(defn ^:no-doc register
  "Has a service watch a folder."
  [folder service kinds]
  (.register_ service folder (vec kinds)))
