# SPDX-License-Identifier: MIT
# The manual page on the JVM's names is made of the table of them.
equal "$(cljsh "$here/../../man/java-page.clj")" "$(cat "$here/../../man/cljsh-java.7")" 'man/cljsh-java.7 is up to date (cljsh man/java-page.clj)'
# Classes that are not here are found out when they are used.
prints '1' cljsh -e '(import java.no.Such) (defn f [^Such x] (if x (Such. 1) 1)) (f nil)'
fails 1 '*java.no.Such is not available*' cljsh -e '(import java.no.Such) (Such. 1)'
prints '"bb"' cljsh -e '(read-string {:read-cond :allow} "#?(:clj \"clj\" :bb \"bb\" :default 1)")'
# Keys one by one, from a terminal of its own.
cat > keys.clj <<'EOF'
(ns keys (:import [org.jline.terminal TerminalBuilder]))
(with-open [term (-> (TerminalBuilder/builder) (.system true) (.build))]
  (.enterRawMode term)
  (let [out (.writer term), in (.reader term)]
    (.write out "ready ")
    (.flush out)
    (loop [ks []]
      (let [c (.read in 50)]
        (cond (= c -2) (recur ks)
              (= c (int \q)) (.write out (str ks))
              :else (recur (conj ks c)))))
    (.flush out)))
EOF
cat > keys.py <<'EOF'
import os, pty
pid, fd = pty.fork()
if not pid: os.execvp("cljsh", ["cljsh", "keys.clj"])
def until(end):
    text = b""
    while not text.rstrip().endswith(end): text += os.read(fd, 100)
    return text
until(b"ready")
os.write(fd, "aé\x1b[Aq".encode())
print(until(b"]").strip().decode())
os.waitpid(pid, 0)
EOF
prints '[97 233 27 91 65]' timeout 30 python3 keys.py
# Where there is no terminal its characters come from what is read.
prints '[97 233 27 91 65]' setsid -w sh -c 'printf "a\303\251\033[Aq" | cljsh keys.clj | sed "s/ready //"; echo'
# exit waits for no other thread.
fails 3 '*' timeout 20 cljsh -e '(.start (Thread. (fn [] (while true (inc 1))))) (Thread/sleep 50) (exit 3)'
