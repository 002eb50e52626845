;; SPDX-License-Identifier: MIT
(ns cljsh.java.companions
  "Classes that libraries of Clojure bring along, written in Java: what they are for, done with what is here."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]))

(statics clojure.lang.PersistentUnrolledVector "Short vectors, of clj-tuple."
  (create "A vector." vector)
  (EMPTY "An empty one." []))

(statics clojure.lang.PersistentUnrolledMap "Small maps, of clj-tuple."
  (create "A map of keys and values." array-map)
  (EMPTY "An empty one." {}))

;; --- specter ---------------------------------------------------------------------

(deftype MutableCell [^:mutable content]
  Object
  (get [_] content)
  (set [_ x] (set! content x) nil))
(enter "com.rpl.specter.MutableCell" MutableCell)
(java/note 'com.rpl.specter.MutableCell "" "A place for a value, of specter.")

(statics com.rpl.specter.Util "Arrays, of specter."
  (makeObjectArray "An array of a length." object-array))

;; --- riddley ---------------------------------------------------------------------
;; What stands for a local while code is walked: the compiler here makes nothing of it.

(deftype LocalBinding [index sym tag init])
(statics riddley.Util "Locals of code that is walked, of riddley."
  (localBinding "A local that a form was bound to." ->LocalBinding)
  (localArgument "A parameter." (fn [index sym tag] (->LocalBinding index sym tag nil))))

;; --- potemkin --------------------------------------------------------------------
;; An entry that asks the map for its value when that is needed.

(deftype LazyEntry [m k]
  clojure.lang.IMapEntry
  (key [_] k)
  (val [_] (get m k))
  (getKey [_] k)
  (getValue [_] (get m k))
  clojure.lang.Indexed
  (nth [this i] (case i 0 k 1 (get m k) (throw (IndexOutOfBoundsException. (str i)))))
  (nth [this i not-found] (case i 0 k 1 (get m k) not-found))
  clojure.lang.ILookup
  (valAt [this i] (nth this i nil))
  (valAt [this i not-found] (nth this i not-found))
  clojure.lang.Counted
  (count [_] 2)
  clojure.lang.Sequential
  clojure.lang.Seqable
  (seq [_] (list k (get m k)))
  clojure.lang.IHashEq
  (hasheq [_] (hash [k (get m k)]))
  Object
  (hashCode [_] (.hashCode [k (get m k)]))
  (equals [_ other] (= [k (get m k)] other))
  (toString [_] (str [k (get m k)])))
(defmethod print-method LazyEntry [e writer] (print-method [(key e) (val e)] writer))
(statics potemkin.PersistentMapProxy$MapEntry "Entries of potemkin's maps."
  (new "The entry of a key of a map; its value is asked for when it is needed." ->LazyEntry))
