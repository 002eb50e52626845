;; SPDX-License-Identifier: MIT
(ns data-readers-test
  "data_readers.clj and data_readers.cljc on the load path."
  (:require [clojure.test :refer [deftest is testing]]
            [tempfile]))

(deftest on-the-load-path-test
  (let [folder (tempfile/mkdtemp)
        path   (cljsh.core/load-path)]
    (spit (str folder "/data_readers.cljc")
          "{dr/twice data-readers-test.its/twice #?@(:cljsh [dr/pair data-readers-test.its/pair] :clj [dr/no a/b])}")
    (spit (str folder "/data_readers.clj") "{dr/other data-readers-test.its/twice}")
    (.append path folder)
    (binding [*data-readers* *data-readers*]
      (try
        (create-ns 'data-readers-test.its)
        (intern 'data-readers-test.its 'twice (fn [x] (* 2 x)))
        (intern 'data-readers-test.its 'pair (fn [x] [x x]))
        (is (= 8 (read-string "#dr/twice 4")))
        (is (= [1 1] (read-string "#dr/pair 1")))
        (is (= 8 (read-string "#dr/other 4")))
        (is (contains? *data-readers* 'dr/twice))
        (is (thrown? Exception (read-string "#dr/no 4")))
        (is (= 5 (binding [*data-readers* {'dr/twice inc}] (read-string "#dr/twice 4"))))
        (testing "two files that do not agree"
          (spit (str folder "/data_readers.clj") "{dr/twice data-readers-test.its/pair}")
          (.append path (str folder "/."))
          (is (thrown-with-msg? Exception #"Conflicting data-reader mapping" (read-string "#dr/unknown 4")))
          (.remove path (str folder "/.")))
        (finally
          (.remove path folder)
          (alter-var-root #'*data-readers* dissoc 'dr/twice 'dr/pair 'dr/other)
          (.rmtree (py/__import__ "shutil") folder))))))
