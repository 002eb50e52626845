;; SPDX-License-Identifier: MIT
(ns babashka.classpath
  "The load path, as a program sees and extends it."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(defn add-classpath "Adds folders, with : between them, to the end of the load path." {:added "1.12"} [extra-classpath]
  (doseq [folder (remove str/blank? (str/split (str extra-classpath) #":"))]
    (let [folder (.abspath (py/__import__ "os.path" nil nil (py/tuple ["abspath"])) folder)]
      (when-not (some #{folder} (cljsh.core/load-path)) (.append (cljsh.core/load-path) folder))))
  nil)
(defn get-classpath "Returns the load path, with : between its folders." {:added "1.12"} [] (str/join ":" (cljsh.core/load-path)))
(defn split-classpath "Returns the folders of a load path." {:added "1.12"} [cp] (vec (str/split cp #":")))
