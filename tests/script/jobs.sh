# SPDX-License-Identifier: MIT
# Jobs of both languages in one shell: each sees what the other has started.
ends 0 '[1] + Running sleep 50' cljsh -c ': ~(str ($& sleep 50)); jobs; kill %1; wait'
ends 5 '' cljsh -c ': ~(str ($& sh -c "exit 5")); wait $!'
ends 5 '' cljsh -c ': ~(str ($& sh -c "exit 5")); wait %1'
ends 5 '' cljsh -c ': ~(str ($& sh -c "exit 5")); wait -n'
ends 0 '7 5' cljsh -c '(exit 7) & : ~(str ($& sh -c "exit 5")); echo ~(map wait (cljsh.process/jobs)); jobs'
ends 0 '[1] - Running sleep 50
[2] + Running sleep 51
1 2' cljsh -c 'sleep 50 & : ~(str ($& sleep 51)); jobs; echo ~(map :number (cljsh.process/jobs)); kill %1 %2; wait'
ends 0 'sleep 50 running 143' cljsh -c 'sleep 50 & echo ~((juxt (comp first :commands) (comp name :state) (comp wait kill)) (cljsh.process/find-job "%1"))'
ends 0 'true' cljsh -c 'sleep 50 & p=$!; echo ~(= (:pid (first (cljsh.process/jobs))) (parse-long (getenv "p" (str (:pid (cljsh.process/find-job "%sleep")))))); kill %1'
ends 0 'in a subshell: 
outside: 1' cljsh -c ': ~(str ($& sleep 50)); (sleep 0 & wait; echo "in a subshell:" ~(count (cljsh.process/jobs)) | tr -d 0); echo "outside:" ~(count (cljsh.process/jobs)); kill %1'
ends 0 'both' cljsh -c 'sleep 0.3 & : ~(str ($& sleep 0.4)); wait; [ -z "$(jobs)" ] && echo both'
ends 0 'stopped
done 0' cljsh -c 'set -m; : ~(str ($& sleep 0.5)); kill -STOP %1; until [ -n "$(jobs -s)" ]; do sleep 0.05; done; echo stopped; fg > /dev/null; echo "done $?"'
ends 0 '' cljsh -c ': ~(str ($& sleep 50)); disown; jobs; kill $!'
# None of those that nobody waits for stays behind dead.
ends 1 '' cljsh -c 'cat <(echo a) > /dev/null; echo a | cat > /dev/null; sleep 0.2; true; /bin/true; ps -o stat= --ppid $$ | grep Z'
