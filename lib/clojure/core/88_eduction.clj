;; SPDX-License-Identifier: MIT
;; eduction: a transducer together with what it is to be applied to.

(in-ns 'clojure.core)

(deftype Eduction [xform coll]
  Sequential

  Seqable
  (seq [_] (seq (sequence xform coll)))

  IReduceInit
  (reduce [_ f init] (transduce xform (completing f) init coll)))

(defn eduction
  "Returns what the transducers make of coll, computed anew each time it is reduced or walked through."
  {:added "1.7", :arglists '([xform* coll])}
  [& xforms]
  (Eduction. (apply comp (butlast xforms)) (last xforms)))
