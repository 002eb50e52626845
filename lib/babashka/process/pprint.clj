;; SPDX-License-Identifier: MIT
(ns babashka.process.pprint
  "Lets clojure.pprint write processes as maps; to require it is enough."
  {:added "1.12"}
  (:require [babashka.process]
            [clojure.pprint :as pprint]))

(defmethod pprint/simple-dispatch babashka.process.Process [process]
  (pprint/simple-dispatch (into {} (dissoc process :input-done :exit-fn))))
