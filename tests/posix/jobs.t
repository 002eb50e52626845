# XCU 2.11 Job Control, jobs, wait, fg, bg, kill of jobs; without a terminal

#### wait
$ true & wait; echo $?
0
$ false & wait; echo $?
0
@ note without operands: 0 when all have ended
$ (exit 3) & wait $!; echo $?
3
$ (exit 3) & x=$!; (exit 4) & y=$!; wait $x; echo $?; wait $y; echo $?
3
4
$ (exit 3) & x=$!; (exit 4) & y=$!; wait $x $y; echo $?
4
$ (exit 3) & x=$!; (exit 4) & y=$!; wait $y $x; echo $?
3
$ (exit 3) & x=$!; sleep 0.2; wait $x; echo $?
3
@ note the status is known though the process has ended long ago
$ (exit 3) & x=$!; sleep 0.1; true; (true); : $(true); wait $x; echo $?
3
$ i=0; while [ $i -lt 20 ]; do (exit $i) & eval "p$i=$!"; i=$((i+1)); done; wait $p7; echo $?; wait $p19; echo $?; wait $p0; echo $?
7
19
0
$ wait 99999999; echo $?
127
$ wait 1; echo $?
127
@ note no child of this shell
$ (exit 3) & x=$!; wait $x 99999999; echo $?
127
$ (exit 3) & x=$!; wait 99999999 $x; echo $?
3
$ wait; echo $?
0
$ (exit 3) & x=$!; wait $x; wait $x; echo $?
127
@ note once it was asked the shell forgets: bash and mksh remember
@ skip bash
@ skip mksh
$ (exit 3) & x=$!; (wait $x; echo $?)
127
@ note in a subshell it is no child
$ (sleep 0.2; exit 5) & wait $!; echo $?
5
$ sleep 0.2 & sleep 0.1 & wait; echo a
a
$ sleep 5 & kill $!; wait $! 2>/dev/null; echo $?
143
$ sleep 5 & kill -KILL $!; wait $! 2>/dev/null; echo $?
137
$ (kill -USR1 $($SH -c 'echo $PPID')) & wait $! 2>/dev/null; kill -l $?
USR1
$ (exit 3) & wait %1; echo $?
3
$ (exit 3) & wait %%; echo $?
3
$ (exit 3) & wait %+; echo $?
3
$ (exit 3) & (exit 4) & wait %1; echo $?
3
$ (exit 3) & (exit 4) & wait %-; echo $?
3
$ sleep 0.1 & wait %sleep; echo $?
0
$ sleep 0.1 & wait %?leep; echo $?
0
$ wait %1 2>/dev/null; echo $?
127
$ wait %nosuch 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ (exit 3) & wait -- $!; echo $?
3
@ note dash 0.5.12 takes -- too
$ true | (exit 3) & wait $!; echo $?
3
$ true && (exit 3) & wait $!; echo $?
3
$ { exit 3; } & wait $!; echo $?
3
$ f() { return 3; }; f & wait $!; echo $?
3
$ while :; do exit 3; done & wait $!; echo $?
3
$ (exit 255) & wait $!; echo $?
255
$ (exit 3) & wait $! > f; echo $?
3
$ (exit 3) & if wait $!; then :; else echo $?; fi
3
$ (exit 3) & wait $! || echo $?
3
$ x=$( (exit 3) & wait $!; echo $?); echo $x
3
$ (sleep 0.1; echo a) & (sleep 0.3; echo b) & wait; echo c
a
b
c
$ f() { sleep 0.1 & wait $!; echo f; }; f
f
$ trap 'echo t' EXIT; (exit 2) & wait $!
? 2
t
$ wait abc 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ set -m; (exit 3) & wait $!; echo $?
3
$ set -m; (exit 3) & wait %1; echo $?
3
$ set -m; (exit 3) & sleep 0.1; wait $!; echo $?
3

#### jobs
$ sleep 1 & jobs | grep -c sleep; kill $!
1
$ sleep 1 & jobs | grep -Ec '^\[1\] \+ +Running'; kill $!
1
@ note "[%d] %c %s %s": the position of the sign; bash --posix writes [1]+ Running
$ sleep 1 & jobs > f; grep -Ec '^\[1\] ?\+ +Running +sleep 1' f; kill $!
1
$ sleep 1 & sleep 2 & jobs > f; grep -Ec '^\[1\] ?- +Running' f; grep -Ec '^\[2\] ?\+ +Running' f; kill %1 %2
1
1
@ note mksh lists the newest first; the marks are the same
$ sleep 1 & jobs -p > f; [ "$(cat f)" = $! ] && echo same; kill $!
same
$ sleep 1 & x=$(jobs -p); [ "$x" = $! ] && echo same; kill $!
same
@ note in a command substitution jobs lists the parent's
$ sleep 1 & x=$(jobs); case $x in *sleep*) echo yes;; esac; kill $!
yes
$ sleep 1 & jobs -l > f; grep -c " $! " f; kill $!
1
$ sleep 1 & sleep 2 & jobs %1 > f; grep -c . f; kill %1 %2
1
$ sleep 1 & jobs %nosuch 2>/dev/null; [ $? -gt 0 ] && echo failed; kill $!
failed
$ jobs; echo $?
0
$ true & wait; jobs
$ true & wait $!; jobs
$ sleep 1 & kill $!; wait; jobs
$ (exit 3) & sleep 0.2; jobs > f; grep -Eo 'Done ?\(?3?\)?|Exit 3' f | head -c 4; echo; jobs
Done
@ note "Done(3)"; bash writes Exit 3 outside of posix mode; once shown it is forgotten
@ skip bash
@ skip mksh
@ skip dash
$ (sleep 1 & jobs | wc -l)
1
$ sleep 1 & (jobs -p | wc -l); kill $!
1
@ note in a subshell before other job commands the parent's: unspecified
@ skip dash
@ skip yash
@ skip mksh
$ sleep 1 | cat & jobs > f; grep -c 'sleep 1 | cat' f; kill $! 2>/dev/null
1
@ note the command may be shown otherwise
@ skip mksh
$ set -m; sleep 1 & jobs > f; grep -c Running f; kill %1
1
$ jobs -x-no-such-option 2>/dev/null; [ $? -gt 0 ] && echo failed
failed

$ (trap - INT; sleep 0.2) & jobs | sed 's/.*(/(/'; wait
(trap - INT; sleep 0.2)
@ note each shell writes the text in its way; one job, one line
$ for i in 1 2; do sleep 0.1; : & done & jobs | wc -l; wait
1
$ case a in (b) ;; a|c) sleep 0.2;; esac & jobs | sed 's/.*case/case/'; wait
case a in (b) ;; (a | c) sleep 0.2 ;; esac
@ note as above
$ { sleep 0.2; cat; sleep 0.1; } <<E & jobs | wc -l; wait
> x
> E
1
x
@ note dash and bash may write x first
#### kill and job identifiers
$ sleep 5 & kill %1; wait $! 2>/dev/null; echo $?
143
@ note jobs have process groups only with -m, and some shells want a terminal for that; kill names jobs all the same
$ sleep 5 & kill %%; wait $! 2>/dev/null; echo $?
143
@ note jobs have process groups only with -m, and some shells want a terminal for that; kill names jobs all the same
$ sleep 5 & kill %sleep; wait $! 2>/dev/null; echo $?
143
@ note jobs have process groups only with -m, and some shells want a terminal for that; kill names jobs all the same
$ sleep 5 & kill -s KILL %1; wait $! 2>/dev/null; echo $?
137
$ sleep 5 & kill -9 %1; wait $! 2>/dev/null; echo $?
137
$ sleep 5 & sleep 6 & kill %1; wait %1 2>/dev/null; echo $?; kill %2; wait %2 2>/dev/null; echo $?
143
143
@ note jobs have process groups only with -m, and some shells want a terminal for that; kill names jobs all the same
$ kill %1 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ set -m; sleep 5 & kill %1; wait $! 2>/dev/null; echo $?
143
@ note jobs have process groups only with -m, and some shells want a terminal for that; kill names jobs all the same
$ set -m; { sleep 5; echo no; } & sleep 0.1; kill %1; wait $! 2>/dev/null; echo $?
143
@ note with job control kill %1 is to the job's whole process group
$ set -m; sleep 5 | sleep 5 & kill %1; wait $! 2>/dev/null; echo $?
143
@ note jobs have process groups only with -m, and some shells want a terminal for that; kill names jobs all the same
$ sleep 0.1 & kill -0 %1 && echo alive; wait
alive
$ sleep 0.1 & kill -0 $! && echo alive; wait
alive

#### process groups
$ set -m; sh -c 'ps -o pgid= -p $$' > f & wait; [ $(cat f) = $! ] && echo leader
leader
$ sh -c 'ps -o pgid= -p $$' > f & wait; [ $(cat f) = $(ps -o pgid= -p $$) ] && echo same
same
$ set -m; sh -c 'echo $(ps -o pgid= -p $$)' > f; [ $(cat f) = $(ps -o pgid= -p $$) ] || echo own
own
$ sh -c 'echo $(ps -o pgid= -p $$)' > f; [ $(cat f) = $(echo $(ps -o pgid= -p $$)) ] && echo same
same
$ set -m; sh -c 'echo $(ps -o pgid= -p $$)' > f | sh -c 'echo $(ps -o pgid= -p $$)' > g; sleep 0.1; cmp f g && echo one
one

#### fg, bg, with set -m
$ fg 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ bg 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ set -m; (exit 3) & fg > /dev/null; echo $?
3
@ note fg without a terminal: mksh and others need one
@ skip mksh
$ set -m; sleep 0.1 & fg %1; echo $?
sleep 0.1
0
@ note fg writes the command
$ set -m; fg %1 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ set -m; sh -c 'kill -STOP $$; echo a' & sleep 0.3; jobs > f; grep -Ec '^\[1\] ?\+ +(Stopped|Suspended)' f; bg > /dev/null; wait; echo b
1
a
b
$ set -m; sh -c 'kill -STOP $$; exit 4' & sleep 0.3; fg > /dev/null; echo $?
4
$ set -m; sh -c 'kill -STOP $$; exit 4'; echo $(($? > 128)); kill -CONT %1; sleep 0.2; wait %1 2>/dev/null; echo done
1
done
@ note jobs have process groups only with -m, and some shells want a terminal for that; kill names jobs all the same
$ set -m; sleep 5 & kill -STOP %1; sleep 0.2; jobs > f; grep -Ec 'Stopped|Suspended' f; kill -KILL %1; wait 2>/dev/null; echo a
1
a
$ set +m; case $- in *m*) echo no;; *) echo yes;; esac
yes
$ set -m; case $- in *m*) echo yes;; esac
yes
$ set -o monitor; case $- in *m*) echo yes;; esac
yes
$ set -m; echo a | cat
a
$ set -m; x=$(echo a); echo $x
a
$ set -m; (echo a); { echo b; }
a
b
#### processes that have ended are gone
$ sleep 0.1 & p=$!; while kill -0 $p 2>/dev/null; do :; done; wait $p; echo $?
0
$ (exit 3) & p=$!; while [ -d /proc/$p ]; do sleep 0.1; done; wait $p; echo $?
3
#### a trap's signal that is there when wait begins
$ trap 'i=1' USR1
> (trap 'exit 3' USR2; while kill -s USR1 $$; do sleep .1; done) &
> wait $!; a=$?; kill -s USR2 $!; wait $!; echo $i $((a > 128)) $?
1 1 3

#### a pipeline in the background: its stages are the shell's children
$ true | sh -c 'echo $$ >pid' & wait $!; [ $! = "$(cat pid)" ]; echo $?
0
$ echo in | cat | (read x; echo $x; exit 3) & wait $!; echo $?
in
3
$ false | true & wait $!; echo $?; true | false & wait $!; echo $?
0
1
$ echo a | (trap 'cat; exit 9' USR1; kill -USR1 $(sh -c 'echo $PPID'); echo no) & wait $!; echo $?
a
9
$ echo stdin | { cat | cat & wait; }; echo $?
0
$ x=$(echo one | cat & wait; echo two | { read y; echo $y; } & wait); echo "$x"
one
two
$ f() { cat; return 4; }; echo f | f | f & wait $!; echo $?
f
4

#### what cannot be run in the background is waited for all the same
$ ./none & wait $!; echo $?
127
! none
$ sleep 1 <./none & p=$!; wait $p; [ $? -gt 0 ] && [ -n "$p" ]; echo $?
0
! none
$ echo a | ./none & wait $!; echo $?; ./none | echo b & wait $!; echo $?
127
b
0
! none

#### a subshell waits for what it has started, wherever the rest of it runs
$ ((exit 5) & l=uli; eval "${l}mit -n 50"; wait $!; echo $? $(ulimit -n)); [ $(ulimit -n) -gt 50 ] && echo back
5 50
back
$ x=$( (exit 5) & l=uli; eval "${l}mit -n 50"; wait $!; echo $? $(ulimit -n)); echo $x; [ $(ulimit -n) -gt 50 ] && echo back
5 50
back
$ echo | { (exit 6) & eval "$(echo UlImIt -n 50 | tr A-Z a-z)"; wait $!; echo $?; }; [ $(ulimit -n) -gt 50 ] && echo back
6
back
$ f() { (exit 4) & wait $!; echo $?; l=uli; eval "${l}mit -n 50"; exit 9; }; (f; echo no); echo $?; [ $(ulimit -n) -gt 50 ] && echo back
4
9
back
$ (: & k=ki p=ID; eval "${k}ll -9 \$(sh -c 'echo \$PP$p')"; echo no) 2>/dev/null; echo $?
137
$ sleep 0.3 & p=$!; (: & wait; [ "$!" != $p ] && echo other); [ "$!" = $p ] && echo same; wait $p; echo $?
other
same
0
$ a=1; (a=2; : & a=3; cd /; umask 077; echo $a; trap 'echo end' EXIT); echo $a; [ "$PWD" != / ] && [ "$(umask)" != 0077 ] && echo back
3
end
1
back
$ x=$(echo one; echo two & wait; echo three); echo $x
one two three

#### a subshell in the background that is one program is that program
$ (sleep 5) & while [ "$(cat /proc/$!/comm)" != sleep ]; do :; done; kill $!; wait $!; [ $? -gt 128 ] && echo yes
yes
@ note mksh and yash keep a process of their own
