;; SPDX-License-Identifier: MIT
;; java.util.Properties, read from and written to files, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- unescaped [s]
  (str/replace s
               #"\\(u[0-9a-fA-F]{4}|.)"
               (fn [[_ c]]
                 (case (first c)
                   \n "\n"
                   \t "\t"
                   \r "\r"
                   \f "\f"
                   \u (if (= 5 (count c)) (str (char (Integer/parseInt (subs c 1) 16))) "u")
                   c))))
(defn- property-lines
  "The lines of a file of properties: without comments, and those that go on in the next one joined."
  [text]
  (->> (reduce (fn [[done part] line]
                 (let [line (str/triml line)]
                   (cond
                     (and (nil? part) (or (= line "") (re-find #"^[#!]" line))) [done nil]
                     (odd? (count (re-find #"\\*$" line))) [done (str part (subs line 0 (dec (count line))))]
                     :else [(conj done (str part line)) nil])))
               [[] nil]
               (str/split text #"\r\n|\r|\n"))
       ((fn [[done part]] (cond-> done part (conj part))))))
(defn- load-properties [p from]
  (doseq [line (property-lines (slurp from))
          :let [[_ k v] (re-matches #"(?s)((?:[^\\=:\s]|\\.)*)\s*[=:]?\s*(.*)" line)]]
    (.__setitem__ p (unescaped k) (unescaped v)))
  nil)
(defn- escaped [s] (str/replace s #"[\\=:#!\n\t\r]" (fn [c] (get {"\n" "\\n" "\t" "\\t" "\r" "\\r"} c (str "\\" c)))))
(defn- store-properties [p out comment]
  (let [text (str (when comment (str "#" comment "\n"))
                  (str/join (map (fn [[k v]] (str (str/replace (escaped k) " " "\\ ") "=" (escaped v) "\n")) p)))]
    (if (instance? (class-named "java.io.OutputStream") out) (.write out (.getBytes text)) (.write out text))
    (.flush out)))
(defmethods "Properties" (fn [x] (instance? java.util.Properties x))
  (load "Reads them from a reader or a stream." load-properties)
  (store "Writes them, after a comment." store-properties)
  (stringPropertyNames "The names." (fn [p] (set (.keys p))))
  (propertyNames "The names." (fn [p] (java.util.Collections/enumeration (vec (.keys p)))))
  (list "Prints them." (fn [p out] (doseq [[k v] p] (.println out (str k "=" v))))))
