# SPDX-License-Identifier: MIT
# The manual page on the JVM's names is made of the table of them.
equal "$(cljsh "$here/../../man/java-page.clj")" "$(cat "$here/../../man/cljsh-java.7")" 'man/cljsh-java.7 is up to date (cljsh man/java-page.clj)'
# Classes that are not here are found out when they are used.
prints '1' cljsh -e '(import java.no.Such) (defn f [^Such x] (if x (Such. 1) 1)) (f nil)'
fails 1 '*java.no.Such is not available*' cljsh -e '(import java.no.Such) (Such. 1)'
prints '"bb"' cljsh -e '(read-string {:read-cond :allow} "#?(:clj \"clj\" :bb \"bb\" :default 1)")'
