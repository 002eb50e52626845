;; SPDX-License-Identifier: MIT
;; Text that grows, and streams, a part of cljsh.java.

(in-ns 'cljsh.java)

(def StringBuilder "Text that grows." (.-StringBuilder (py/__import__ "cljsh")))
(enter "java.lang.StringBuilder" StringBuilder)
(enter "java.lang.StringBuffer" StringBuilder)
(doseq [n (py/dir StringBuilder), :when (not (.startswith n "_"))]
  (note "StringBuilder" n (.-__doc__ (py/getattr StringBuilder n))))
(statics java.lang.StringBuilder "Text that grows by .append." (new "Empty, or with a text." StringBuilder))
(statics java.lang.StringBuffer "Text that grows by .append." (new "Empty, or with a text." StringBuilder))

(defn- stream? [x] (py/hasattr x "readable"))
(defmethods "Writer" (fn [x] (py/hasattr x "write"))
  (append "Writes; returns the stream." (fn [w x] (.write w (str x)) w))
  (print "Writes text." (fn [w x] (.write w (str x)) nil))
  (println "Writes a line." (fn ([w] (.write w "\n") nil) ([w x] (.write w (str x "\n")) nil)))
  (toByteArray "The bytes written so far." (fn [s] (.getvalue s)))
  (getBuffer "The text so far." (fn [s] (.getvalue s))))
(defmethods "StringWriter" (fn [x] (py/hasattr x "getvalue"))
  (toString "What was written." (fn [s] (.getvalue s))))
(swap! method-table
       update
       "toString"
       (fn [entries] (conj (vec (filter (fn [[p _]] (not= p any?)) entries)) [any? (fn [x] (str x))])))
(defmethods "Reader" stream?
  (readLine "The next line without its end, or nil."
    (fn [r] (let [line (.readline r)] (when-not (= line "") (.rstrip line "\n")))))
  (lines "The lines." (fn [r] (map (fn [l] (.rstrip l "\n")) (iterator-seq (py/iter r)))))
  (ready "Can be read." (fn [r] (.readable r)))
  (unread "Goes back." (fn [r _] (.seek r (dec (.tell r))) nil)))

(defn flushing-writer
  "A stream for text that calls flush-fn with what was written since the last time when it is flushed, and close-fn, if there is one, when it is closed."
  [flush-fn close-fn]
  (let [text (volatile! [])
        flush (fn [_] (let [all (apply str @text)] (vreset! text []) (when (pos? (count all)) (flush-fn all)) nil))
        names {"write" (fn ([_ x] (vswap! text conj (if (int? x) (char x) (str x))) nil)
                           ([_ x from n] (vswap! text conj (subs (if (string? x) x (apply str x)) from (+ from n))) nil))
               "flush" flush
               "close" (fn [w] (flush w) (when close-fn (close-fn)) nil)}]
    ((cljsh.core/make-host-class "clojure.core"
                                 "PrintWriterOn"
                                 []
                                 (keys names)
                                 (vals names)
                                 [(class-named "java.io.Writer")]))))
