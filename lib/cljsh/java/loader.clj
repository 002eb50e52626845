;; SPDX-License-Identifier: MIT
(ns cljsh.java.loader
  "Class loaders: there is one search path, the load path, and what is asked of a loader is looked for there."
  {:added "1.12"}
  (:require [babashka.classpath :as classpath]
            [cljsh.java :as java :refer [enter python-class statics]]
            [clojure.java.io :as io]))

(defn- resources
  "The URLs of a name in all folders of the load path."
  [n]
  (for [folder (distinct (cljsh.core/load-path))
        :let [f (io/file folder (str n))]
        :when (.exists f)]
    (io/as-url (.getAbsoluteFile f))))

(defn- load-class [_ n & _]
  (or (java/class-named (str n)) (throw (ClassNotFoundException. (str n)))))

(def ^:private members
  {"__init__"            (fn [& _] nil)
   "getResource"         (fn [_ n] (io/resource (str n)))
   "getResources"        (fn [_ n] (py/iter (resources n)))
   "findResource"        (fn [_ n] (io/resource (str n)))
   "getResourceAsStream" (fn [_ n] (some-> (io/resource (str n)) io/input-stream))
   "loadClass"           load-class
   "findClass"           load-class
   "getParent"           (fn [_] nil)
   "getName"             (fn [_] "app")
   "getURLs"             (fn [_] (into-array (map (fn [folder] (io/as-url (io/file folder))) (cljsh.core/load-path))))
   "addURL"              (fn [_ url] (classpath/add-classpath (.getPath (io/as-url url))))
   "close"               (fn [_] nil)})

(def ClassLoader (enter "java.lang.ClassLoader" (python-class "java.lang.ClassLoader" [py/object] members)))
(java/note 'java.lang.ClassLoader "" "Looks for resources and classes; all loaders look along the load path.")
(def ^:private URLClassLoader
  (enter "java.net.URLClassLoader"
    (python-class "java.net.URLClassLoader"
      [ClassLoader]
      {"__init__" (fn [_ & [urls]]
                    (when (seqable? urls) (doseq [url urls] (classpath/add-classpath (.getPath (io/as-url url)))))
                    nil)})))
(java/note 'java.net.URLClassLoader "" "Adds folders and jars to the load path.")
(enter "clojure.lang.DynamicClassLoader"
  (python-class "clojure.lang.DynamicClassLoader" [URLClassLoader] {"__init__" (fn [& _] nil)}))
(java/note 'clojure.lang.DynamicClassLoader "" "Adds folders and jars to the load path.")

(def system "The one that all threads have." (ClassLoader))
(statics java.lang.ClassLoader "Looks for resources and classes along the load path."
  (getSystemClassLoader "The one that all threads have." (fn [] system))
  (getSystemResource "The URL of a name, or nil." (fn [n] (io/resource (str n))))
  (getSystemResourceAsStream "A stream of a name's bytes, or nil." (fn [n] (.getResourceAsStream system n))))
