;; SPDX-License-Identifier: MIT
(ns clojure.java.javadoc
  "Opens the documentation of Java's classes in a browser."
  {:added "1.2"}
  (:require [clojure.java.browse :refer [browse-url]]
            [clojure.string :as str])
  (:import [java.io File]))

(def ^{:dynamic true :added "1.2"} *feeling-lucky-url* "Where a class is looked for that nothing else knows." "http://www.google.com/search?btnI=I%27m%20Feeling%20Lucky&q=allinurl:")
(def ^{:dynamic true :added "1.2"} *feeling-lucky* "Whether such a class is looked for there." true)
(def ^{:dynamic true :added "1.2"} *local-javadocs* "Folders with documentation." (ref (list)))
(def ^{:dynamic true :added "1.11"} *core-java-api* "The documentation of Java itself; %s is a module." "https://docs.oracle.com/en/java/javase/17/docs/api/%s/")
(def ^{:dynamic true :added "1.2"} *remote-javadocs* "The addresses of documentation by the packages' names."
  (ref (sorted-map "org.apache.commons.codec."   "http://commons.apache.org/proper/commons-codec/apidocs/"
                   "org.apache.commons.io."      "http://commons.apache.org/proper/commons-io/javadocs/api-release/"
                   "org.apache.commons.lang."    "http://commons.apache.org/proper/commons-lang/javadocs/api-2.6/"
                   "org.apache.commons.lang3."   "http://commons.apache.org/proper/commons-lang/javadocs/api-release/"
                   "com.google.common."          "http://google.github.io/guava/releases/23.0/api/docs/")))

(def ^:private modules
  "In which module of Java's a package is."
  {"java.sql" "java.sql", "javax.sql" "java.sql", "java.net.http" "java.net.http", "java.util.logging" "java.logging"
   "java.awt" "java.desktop", "javax.swing" "java.desktop", "java.beans" "java.desktop", "java.rmi" "java.rmi"
   "java.util.prefs" "java.prefs", "javax.xml" "java.xml", "org.w3c.dom" "java.xml", "org.xml.sax" "java.xml"
   "javax.naming" "java.naming", "javax.script" "java.scripting", "java.lang.management" "java.management"
   "javax.management" "java.management", "java.lang.instrument" "java.instrument"
   "java." "java.base", "javax.crypto" "java.base", "javax.net" "java.base", "javax.security.auth" "java.base"})

(defn add-local-javadoc
  "Adds a folder with documentation."
  {:added "1.2"}
  [path]
  (dosync (commute *local-javadocs* conj path)))

(defn add-remote-javadoc
  "Adds an address with the documentation of the classes whose names begin with package-prefix."
  {:added "1.2"}
  [package-prefix url]
  (dosync (commute *remote-javadocs* assoc package-prefix url)))

(defn- longest-prefix
  "The value of the longest key of m that a name begins with."
  [m classname]
  (->> m
       (filter (fn [[prefix]] (str/starts-with? classname prefix)))
       (sort-by (comp count key))
       last
       second))

(defn- javadoc-url
  "The address of a class's documentation, by its name."
  {:tag String}
  [^String classname]
  (let [path  (str (.replace (first (str/split classname #"\$" 2)) "." "/") ".html")
        local (first (filter (fn [file] (.exists file)) (map (fn [dir] (File. dir path)) @*local-javadocs*)))]
    (if local
      (str (.toURI local))
      (if-let [address (longest-prefix @*remote-javadocs* classname)]
        (str address path)
        (if-let [module (longest-prefix modules classname)]
          (str (format *core-java-api* module) path)
          (when *feeling-lucky*
            (str *feeling-lucky-url* path)))))))

(defn javadoc
  "Opens the documentation of a class, or of the class of an object, in a browser."
  {:added "1.2"}
  [class-or-object]
  (let [c         (if (class? class-or-object) class-or-object (class class-or-object))
        classname (.getName c)]
    (if-let [url (javadoc-url classname)]
      (browse-url url)
      (println "Could not find Javadoc for" c))))
