;; SPDX-License-Identifier: MIT
(ns clojure.data.zip.xml
  "Queries over a zipper of XML, as zip/xml-zip makes it:
    (xml-> loc :books :book [:author \"Borges\"] :title text)"
  {:added "1.12"}
  (:require [clojure.data.zip :as zf]
            [clojure.string :as str]
            [clojure.zip :as zip]))

(declare xml->)
(defn attr
  "The value of an attribute at a place; without a place, a query for it."
  {:added "1.12"}
  ([attrname] (fn [loc] (attr loc attrname)))
  ([loc attrname] (when (zip/branch? loc) (get (:attrs (zip/node loc)) attrname))))
(defn attr= "A query: where an attribute has that value." {:added "1.12"} [attrname attrval] (fn [loc] (= attrval (attr loc attrname))))

(defn tag=
  "A query: the place itself if it has that tag, else its children that have it."
  {:added "1.12"}
  [tagname]
  (let [tagged? (fn [loc] (and (zip/branch? loc) (= tagname (:tag (zip/node loc)))))]
    (fn [loc] (or (tagged? loc) (filter tagged? (zf/children-auto loc))))))

(defn text
  "All the text below a place, with runs of space as one and none at the ends."
  {:added "1.12"}
  [loc]
  (-> (str/join (filter string? (tree-seq (complement string?) :content (zip/node loc))))
      (str/replace #"[\s\u00a0]+" " ")
      str/trim))
(defn text= "A query: where the text is s." {:added "1.12"} [s] (fn [loc] (= s (text loc))))
(defn seq-test "A query: where other queries find something." {:added "1.12"} [queries] (fn [loc] (boolean (seq (apply xml-> loc queries)))))

(defn xml->
  "What queries find from a place on. A keyword is the tag of the place or of children, a string the text
  of the place, a vector queries that must find something there, a function is called with the place."
  {:added "1.12"}
  [loc & queries]
  (zf/mapcat-chain loc queries
                   (fn [q]
                     (cond
                       (keyword? q) (tag= q)
                       (string? q)  (text= q)
                       (vector? q)  (seq-test q)))))
(defn xml1-> "The first that xml-> finds, or nil." {:added "1.12"} [loc & queries] (first (apply xml-> loc queries)))
