;; SPDX-License-Identifier: MIT
(ns rrb-vector-test
  "clojure.core.rrb-vector and the parts of Cheshire that are other names; interfaces whose methods are spelt as Python spells them."
  (:require [cheshire.custom :as custom]
            [cheshire.exact :as exact]
            [clojure.core.rrb-vector :as rrb]
            [clojure.test :refer [deftest is]]))

(deftest vectors-are-joined-and-cut
  (is (= [] (rrb/catvec)))
  (is (= [1 2 3 4 5] (rrb/catvec [1] [2 3] [4] [5])))
  (is (vector? (rrb/catvec [1] [2])))
  (is (= [2 3] (rrb/subvec [1 2 3] 1)))
  (is (= [2] (rrb/subvec [1 2 3] 1 2)))
  (is (= [1 2] (rrb/vector 1 2) (rrb/vec '(1 2)) (rrb/vector-of :int 1 2)))
  (is (thrown? IndexOutOfBoundsException (rrb/subvec [1] 2))))

(deftest cheshire-under-its-other-names
  (is (= {:a 1} (custom/decode (custom/encode {:a 1}) true)))
  (is (= {"a" [1]} (exact/parse-string "{\"a\": [1]} ")))
  (is (thrown? Exception (exact/decode "{} 1"))))

(gen-interface :name rrb_vector_test.Spelt :methods [[add_to [Object] Object]])
(deftype Number_ [n] rrb_vector_test.Spelt (add-to [_ x] (+ n x)))
(deftest a-method-may-be-spelt-with-either
  (is (= [6 6] [(.add-to (Number_. 1) 5) (.add_to (Number_. 1) 5)])))
