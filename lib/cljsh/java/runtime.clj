;; SPDX-License-Identifier: MIT
;; What Clojure itself is made of on the JVM, as far as libraries name it.

(ns cljsh.java.runtime
  "clojure.lang: hashes, iterators and seqs of arrays, as Clojure's own code makes them."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter python-class statics]]))

(defn- named-class [full doc make]
  (enter full (python-class full [py/object] {}))
  (java/note full "" doc)
  (intern (create-ns (symbol full)) 'new make)
  (alter-meta! (find-ns (symbol full)) assoc :doc doc :class-members true)
  (swap! java/static-classes conj full))

(statics clojure.lang.Murmur3 "Hashes."
  (hashInt "Of an integer." hash) (hashLong "Of an integer." hash) (hashUnencodedChars "Of a text." hash)
  (hashOrdered "Of a collection in its order." hash-ordered-coll) (hashUnordered "Of a collection in no order." hash-unordered-coll)
  (mixCollHash "Of a hash and a number of elements." mix-collection-hash))
(statics clojure.lang.LazilyPersistentVector "Vectors."
  (create "A vector of a collection." vec) (createOwning "A vector of an array." vec))
(statics clojure.lang.ArraySeq "Seqs of arrays." (create "A seq of an array, or nil." (fn [& [xs]] (seq xs))))
(statics clojure.lang.IteratorSeq "Seqs of iterators." (create "A seq of an iterator, or nil." iterator-seq))
(statics clojure.lang.EnumerationSeq "Seqs of enumerations." (create "A seq of an enumeration, or nil." enumeration-seq))
(statics clojure.lang.StringSeq "Seqs of texts." (create "A seq of a text's characters, or nil." seq))
(statics clojure.lang.ChunkedCons "Seqs of chunks." (new "A chunk before a seq." (fn ([chunk more] (chunk-cons chunk more)) ([m chunk more] (with-meta (chunk-cons chunk more) m)))))
(statics clojure.lang.ChunkBuffer "Chunks that are being filled." (new "One for so many elements." chunk-buffer))
(statics clojure.lang.TransformerIterator "What a transducer makes of an iterator."
  (create "An iterator." (fn [xform it] (.iterator (vec (eduction xform (iterator-seq it)))))))

(deftype Box [^:mutable content]
  Object
  (val [_] content))
(enter "clojure.lang.Box" Box)
(java/note 'clojure.lang.Box "" "A place for a value.")

(named-class "clojure.lang.SeqIterator" "Iterators over seqs." (fn [s] (.iterator (vec s))))
(named-class "clojure.lang.SeqEnumeration" "Enumerations of seqs." (fn [s] (java.util.Collections/enumeration (vec s))))
