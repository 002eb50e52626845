;; SPDX-License-Identifier: MIT
;; Writes man/cljsh-java.7, out of the table in cljsh.java and the namespaces below it: cljsh man/java-page.clj > man/cljsh-java.7
(require '[clojure.string :as str])

(defn escaped [text]
  (-> text
      (str/replace "\\" "\\e")
      (str/replace "-" "\\-")
      (str/replace #"^([.'])" "\\\\&$1")))

(defn word
  "An argument of a macro of mdoc: quoted, since it may be one of its names, and safe from a dot in front."
  [text]
  (str "\"\\&" (str/replace (escaped text) "\"" "\\(dq") "\""))

;; Every namespace that has classes.
(doseq [home (sort (distinct (vals @#'cljsh.java/homes)))]
  (require home))
(require 'cljsh.java.joda-periods 'cljsh.java.wrapped)
(def table @cljsh.java/documentation)

(defn documented? [class] (some-> (find-ns (symbol class)) meta :doc))
(def static-classes (filter documented? (distinct (map first table))))
(def made (filter (fn [[_ member _]] (= "" member)) table))
(def kinds (remove (set (concat static-classes (map first made))) (distinct (map first table))))

(defn entries [of]
  (println ".Bl -tag -width valueOf -compact")
  (doseq [[_ member doc] (sort-by second (distinct (filter #(= of (first %)) table))) :when (not= member "")]
    (println (str ".It Ic " (word member)))
    (println (escaped doc)))
  (println ".El"))

(println ".\\\" SPDX-License-Identifier: MIT
.\\\" Made by man/java-page.clj out of lib/cljsh/java.clj.
.Dd November 29, 2026
.Dt CLJSH-JAVA 7
.Os
.Sh NAME
.Nm cljsh-java
.Nd what names of the JVM stand for
.Sh DESCRIPTION
Programs written for Clojure on the JVM name its classes.
In
.Xr cljsh 1
those below stand for something; the class of an import, a type hint,
.Ic catch ,
.Ic instance?\\&
or an untaken branch may be any, and is an error only when it is used.
Static members are vars of a namespace that has the name of the class; classes of
java.lang need no import.
.Bd -literal -offset indent -compact
(Math/sqrt 9)  (Integer/parseInt \\(dqff\\(dq 16)  (System/getProperty \\(dquser.dir\\(dq)
(let [sb (StringBuilder.)] (.append sb 1) (str sb))
(.toUpperCase \\(dqa\\(dq)  (.getMessage e)  (java.util.UUID/randomUUID)
.Ed
.Pp
A method is looked for here when the object has none of that name: what Python's
classes have under the same name stays theirs
.Pq Ic .split , .replace , .join ,
but for
.Ic .split
by what is a regular expression to the eye, having a backslash, a class in brackets, something
repeated or alternatives:
.Ic (.split s \\(dq[,;]\\(dq) ,
.Ic (.split s \\(dq, *\\(dq) ;
and with a limit of two or more, which counts parts as on the JVM:
.Ic (.split s \\(dq=\\(dq 2) .
.Pp
java.util.Map, List, Set, Collection, Iterator and Map$Entry, Iterable, Comparable, Runnable and Callable are
abstract classes: our types and Python's are their instances.
Of the branches of a reader conditional that hold, in the order :cljsh, :bb, :clj, :default, the first counts; behind :default none does.")
(println ".Sh STATIC MEMBERS")
(doseq [class (sort static-classes)]
  (println (str ".Ss " (escaped class)))
  (println (escaped (:doc (meta (find-ns (symbol class))))))
  (entries class))
(println ".Sh METHODS")
(doseq [kind (sort kinds)]
  (println (str ".Ss Of " (escaped kind)))
  (entries kind))
(println ".Sh CLASSES")
(println ".Bl -tag -width java.util.concurrent -compact")
(doseq [[class _ doc] (sort (distinct made))]
  (println (str ".It " (word class)))
  (println (escaped doc)))
(println ".El
.Sh SEE ALSO
.Xr cljsh 1 ,
.Xr cljsh-python 7")
