# SPDX-License-Identifier: MIT
# Signals to the program, and what trap does about them.
me='(def me (str (.getpid (py/__import__ "os"))))'
ends 0 'got :USR1' cljsh -e "$me" -e '(trap :USR1 (fn [s] (println "got" s))) ($ kill -USR1 ~me) (sleep 5)'
ends 0 ':USR2' cljsh -e "$me" -e '(trap "SIGUSR2" (self)) ($ kill -USR2 ~me) (println (receive [:signal s] s))'
ends 0 'a tasklet got :HUP' cljsh -e "$me" -e '(let [main (self), pid (spawn (fn [] (! main :ready) (receive [:signal s] (println "a tasklet got" s)) (! main :done)))]
  (trap :HUP pid) (receive :ready nil) ($ kill -HUP ~me) (receive :done nil))'
ends 0 'not now' cljsh -e "$me" -e '(trap 15 (fn [_] (println "not now"))) ($ kill ~me) (sleep 5) nil'
ends 0 '' cljsh -e "$me" -e '(trap :INT :ignore) ($ kill -INT ~me) (sleep 5) nil'
ends 0 ':ignore nil' cljsh -e '(trap :INT :ignore)' -e '(println (trap :INT :default) (trap :INT))'
ends 0 ':interrupted' cljsh -e "$me" -e '(trap :INT :ignore) (trap :INT nil)' -e '(println (try (.kill (py/__import__ "os") (parse-long me) 2) (sleep 1000) (catch KeyboardInterrupt _ :interrupted)))'
ends 0 '[:EXIT :USR1]' cljsh -e '(trap :USR1 identity) (trap :EXIT identity) (vec (sort (keys (trap))))'
ends 1 '' cljsh -e '(trap :KILL identity)'
ends 1 '' cljsh -e '(trap :NOSUCH identity)'
ends 1 '' cljsh -e '(trap :TERM 7)'
# A command has at its default what is trapped, and what is ignored ignored.
ends 0 "default" cljsh -e '(trap :USR1 identity) ($? sh -c "kill -USR1 $$") (println "default")'
ends 0 'alive' cljsh -e '(trap :USR1 :ignore) ($ sh -c "kill -USR1 $$; echo alive")'
# The end of the program, however it comes.
ends 0 'bye :EXIT' cljsh -e '(trap :EXIT (fn [s] (println "bye" s)))'
ends 4 'bye :EXIT' cljsh -e '(trap :EXIT (fn [s] (println "bye" s))) (exit 4)'
ends 1 'bye :EXIT' cljsh -e '(trap :EXIT (fn [s] (println "bye" s))) (/ 1 0)'
ends 143 'bye :EXIT' cljsh -e "$me" -e '(trap :EXIT (fn [s] (println "bye" s))) ($ kill ~me) (sleep 1000)'
# A trap runs where no simple command does: between the turns of loops, also when the signal came in a subshell of theirs.
for loop in 'until (exit 42); do (exit 42); done' 'while ((1)); do [[ 1 ]]; done' 'for ((;;)); do (:); done' 'while (true); do case a in b) ;; esac; done'; do
    ends 3 'told' cljsh -c "trap 'echo told; exit 3' TERM; (sleep .3; kill \$\$) & $loop"
done
