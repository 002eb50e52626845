;; SPDX-License-Identifier: MIT
;; What Clojure itself is made of on the JVM, as far as libraries name it.

(ns cljsh.java.runtime
  "clojure.lang: hashes, iterators and seqs of arrays, as Clojure's own code makes them."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter python-class statics]]
            [clojure.edn :as edn]))

(defn- named-class [full doc make]
  (enter full (python-class full [py/object] {}))
  (java/note full "" doc)
  (intern (create-ns (symbol full)) 'new make)
  (alter-meta! (find-ns (symbol full)) assoc :doc doc :class-members true)
  (swap! java/static-classes conj full))

(statics clojure.lang.Murmur3 "Hashes."
  (hashInt "Of an integer." hash)
  (hashLong "Of an integer." hash)
  (hashUnencodedChars "Of a text." hash)
  (hashOrdered "Of a collection in its order." hash-ordered-coll)
  (hashUnordered "Of a collection in no order." hash-unordered-coll)
  (mixCollHash "Of a hash and a number of elements." mix-collection-hash))
(defn- chunked [xs]
  (let [b (chunk-buffer (count xs))]
    (doseq [x xs] (chunk-append b x))
    (chunk b)))

(statics clojure.lang.LazilyPersistentVector "Vectors."
  (create "A vector of a collection." vec) (createOwning "A vector of an array." vec))
(statics clojure.lang.ArraySeq "Seqs of arrays." (create "A seq of an array, or nil." (fn [& [xs]] (seq xs))))
(statics clojure.lang.IteratorSeq "Seqs of iterators." (create "A seq of an iterator, or nil." iterator-seq))
(statics clojure.lang.EnumerationSeq "Seqs of enumerations."
  (create "A seq of an enumeration, or nil." enumeration-seq))
(statics clojure.lang.StringSeq "Seqs of texts." (create "A seq of a text's characters, or nil." seq))
(statics clojure.lang.ChunkedCons "Seqs of chunks."
  (new "A chunk before a seq."
    (fn ([chunk more] (chunk-cons chunk more)) ([m chunk more] (with-meta (chunk-cons chunk more) m)))))
(statics clojure.lang.ArrayChunk "Parts of arrays."
  (new "An array, from an index on, up to another."
    (fn ([xs] (chunked xs))
        ([xs from] (chunked (drop from xs)))
        ([xs from to] (chunked (take (- to from) (drop from xs)))))))
(statics clojure.lang.LispReader "The reader." (read "The next form of a stream." (fn [in & _] (read in))))
(statics clojure.lang.EdnReader "The reader of data."
  (read "The next value of a stream." (fn [in opts & _] (edn/read (if (map? opts) opts {}) in)))
  (readString "The value of a text." (fn [s opts] (edn/read-string opts s))))
(statics clojure.lang.ChunkBuffer "Chunks that are being filled." (new "One for so many elements." chunk-buffer))
(statics clojure.lang.TransformerIterator "What a transducer makes of an iterator."
  (create "An iterator." (fn [xform it] (.iterator (sequence xform (iterator-seq it))))))

(enter "clojure.lang.Box"
  (python-class "clojure.lang.Box" [py/object] {"__init__" (fn [this x] (set! (.-val this) x) nil)}))
(java/note 'clojure.lang.Box "" "A place for a value.")

(named-class "clojure.lang.SeqIterator" "Iterators over seqs." (fn [s] (.iterator (sequence s))))
(named-class "clojure.lang.SeqEnumeration" "Enumerations of seqs." (fn [s] (java.util.Collections/enumeration (vec s))))
