;; SPDX-License-Identifier: MIT
(ns clojure.xml
  "XML as maps of :tag :attrs :content."
  {:added "1.0"}
  (:require [clojure.java.io :as io]))

(def tag "The tag of an element." :tag)
(def attrs "The attributes of an element." :attrs)
(def content "What an element holds." :content)

(defn- name-of [n] (keyword n))

(defn ^:no-doc parse-bytes
  "The tree of XML, given as bytes; make makes an element of a name, attributes and a vector of contents."
  [bytes make {:keys [skip-whitespace text comments]}]
  (let [parser (.ParserCreate (py/__import__ "xml.parsers.expat" nil nil (py/tuple ["ParserCreate"])))
        stack  (volatile! [[nil nil []]])
        add    (fn [x] (vswap! stack (fn [s] (update s (dec (count s)) update 2 conj x))))
        chars  (volatile! [])
        flush! (fn [] (when (seq @chars) (let [t (.join "" (py/list @chars))] (vreset! chars []) (when-not (and skip-whitespace (clojure.string/blank? t)) (add t)))))]
    (set! (.-ordered_attributes parser) true)
    (set! (.-StartElementHandler parser)
          (fn [n attrs] (flush!) (vswap! stack conj [n (partition 2 attrs) []]) nil))
    (set! (.-EndElementHandler parser)
          (fn [_] (flush!)
            (let [[n attrs content] (peek @stack)] (vswap! stack pop) (add (make n attrs content)) nil)))
    (set! (.-CharacterDataHandler parser) (fn [t] (vswap! chars conj t) nil))
    (when comments (set! (.-CommentHandler parser) (fn [t] (flush!) (add (comments t)) nil)))
    (.Parse parser bytes true)
    (first (filter map? (nth (peek @stack) 2)))))

(defn parse
  "Returns the element that a file, URI or stream has: a map of :tag, :attrs and :content."
  {:added "1.0"}
  ([s] (parse s nil))
  ([s _startparse]
   (let [bytes (if (py/hasattr s "read_all") (.read_all s) (with-open [in (io/input-stream s)] (.read_all in)))]
     (parse-bytes (if (string? bytes) (.encode bytes "utf-8") bytes)
                  (fn [n attrs content] {:tag (name-of n) :attrs (when (seq attrs) (into {} (map (fn [[k v]] [(name-of k) v])) attrs)) :content (when (seq content) content)})
                  {:skip-whitespace true}))))

(defn emit-element
  "Prints an element."
  {:added "1.0"}
  [e]
  (if (string? e)
    (println e)
    (do
      (print (str "<" (name (:tag e))))
      (doseq [[k v] (:attrs e)] (print (str " " (name k) "='" v "'")))
      (if (:content e)
        (do (println ">") (run! emit-element (:content e)) (println (str "</" (name (:tag e)) ">")))
        (println "/>")))))

(defn emit
  "Prints an element as a document."
  {:added "1.0"}
  [x]
  (println "<?xml version='1.0' encoding='UTF-8'?>")
  (emit-element x))
