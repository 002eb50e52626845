# XCU 2.15 set -e, in all contexts

#### a failing command ends the shell
$ set -e; false; echo no
? 1
$ set -e; (exit 3); echo no
? 3
$ set -e; true; echo a
a
$ set -e; no-such-command-x; echo no
? 127
! .
$ set -e; [ a = b ]; echo no
? 1
$ set -e; sh -c 'exit 5'; echo no
? 5
$ $SH -e -c 'false; echo no'
? 1
$ $SH -ec 'false; echo no'
? 1
$ $SH -o errexit -c 'false; echo no'
? 1
$ set -o errexit; false; echo no
? 1
$ set -e; set +e; false; echo a
a
$ set -e; { false; }; echo no
? 1
$ set -e; { false; echo no; }; echo no
? 1
$ set -e; (false); echo no
? 1
$ set -e; (false; echo no); echo no
? 1
$ set -e; (false; echo no) || echo a
no
$ set -e; f() { false; echo no; }; f; echo no
? 1
$ set -e; f() { false; }; f; echo no
? 1
$ set -e; f() { return 3; }; f; echo no
? 3
$ set -e; f() (false; echo no); f; echo no
? 1
$ set -e; eval false; echo no
? 1
$ set -e; eval 'false; echo no'; echo no
? 1
$ set -e; echo 'false; echo no' > f; . ./f; echo no
? 1
$ set -e; x=$(false); echo no
? 1
$ set -e; x=$(exit 4); echo no
? 4
$ set -e; x=`false`; echo no
? 1
$ set -e; x=1$(false)2; echo no
? 1
$ set -e; echo $(false) a
a
$ set -e; : $(false); echo a
a
$ set -e; x=$(false) true; echo a
a
$ set -e; export x=$(false); echo a
a
$ set -e; $(false); echo no
? 1
$ set -e; x=$(false; echo no) ; echo "<$x>"
<no>
@ note whether -e holds in the substitution: the standard says it is a subshell with the option, so it ends; bash without posix mode clears it
@ skip dash
@ skip mksh
@ skip yash
@ skip bash
$ set -e; x=$(false; echo no); echo no
? 1
$ set -e; y=a$(echo b); echo $y
ab
$ set -e; true | false; echo no
? 1
$ set -e; false | true; echo a
a
$ set -e; false | false; echo no
? 1
$ set -e; true | (exit 3); echo no
? 3
$ set -e; for x in a; do false; echo no; done; echo no
? 1
$ set -e; for x in a; do false; done; echo no
? 1
$ set -e; while true; do false; echo no; done; echo no
? 1
$ set -e; if true; then false; echo no; fi; echo no
? 1
$ set -e; if false; then :; else false; fi; echo no
? 1
$ set -e; case a in a) false; echo no;; esac; echo no
? 1
$ set -e; command false; echo no
? 1
$ set -e; cat < nofile; echo no
? >0
! nofile
$ set -e; { echo a; } < nofile; echo no
? >0
! nofile
@ note a failed redirection of a compound command counts
$ set -e; (echo a) < nofile; echo no
? >0
! nofile
$ set -e; for x in a; do echo $x; done < nofile; echo no
? >0
! nofile
$ set -e; while echo no; do break; done < nofile; echo no
? >0
! nofile
$ set -e; if echo no; then :; fi < nofile; echo no
? >0
! nofile
$ set -e; case a in a) echo no;; esac < nofile; echo no
? >0
! nofile
$ set -e; f() { echo no; }; f < nofile; echo no
? >0
! nofile
$ set -e; f() { echo no; } < nofile; f; echo no
? >0
! nofile
$ set -e; echo no < nofile; echo no
? >0
! nofile
$ set -e; < nofile; echo no
? >0
! nofile
$ set -e; x=1 < nofile; echo no
? >0
! nofile
$ set -e; cd /nonexistent; echo no
? >0
! .
$ set -e; read x < /dev/null; echo no
? 1
$ set -e; test; echo no
? 1
$ set -e; kill -0 99999999 2>/dev/null; echo no
? >0
$ set -e; wait 99999999 2>/dev/null; echo no
? 127
$ set -e; sh -c 'kill -TERM $$'; echo no
? 143
$ set -e; trap 'echo t' EXIT; false; echo no
? 1
t
$ set -e; trap 'echo $?' EXIT; (exit 3)
? 3
3
$ set -e; false & echo a; wait; echo b
a
b
$ set -e; false & wait $!; echo no
? 1
$ set -e; getopts a x -b 2>/dev/null; echo $x
? 0
|?

#### the conditions of if, while, until
$ set -e; if false; then echo no; fi; echo a
a
$ set -e; if false; then :; else echo a; fi
a
$ set -e; if (false); then :; fi; echo a
a
$ set -e; if { false; }; then :; fi; echo a
a
$ set -e; if { false; true; }; then echo a; fi
a
$ set -e; if false; true; then echo a; fi
a
$ set -e; if f() { :; }; false; then :; fi; echo a
a
$ set -e; if false; then :; elif false; then :; fi; echo a
a
$ set -e; if false; then :; elif false; true; then echo a; fi
a
$ set -e; while false; do :; done; echo a
a
$ set -e; x=0; while false; [ $x -lt 1 ]; do x=1; done; echo a
a
$ set -e; until true; do :; done; echo a
a
$ set -e; x=0; until [ $x = 2 ]; do x=$((x+1)); done; echo $x
2
$ set -e; x=0; until false; [ $x = 1 ]; do x=1; done; echo a
a
$ set -e; f() { false; echo in; }; if f; then echo a; fi
in
a
$ set -e; f() { false; echo in; }; while f; do break; done; echo a
in
a
$ set -e; if (false; echo in); then echo a; fi
in
a
$ set -e; if eval 'false; echo in'; then echo a; fi
in
a
$ set -e; echo 'false; echo in' > f; if . ./f; then echo a; fi
in
a
$ set -e; if false | false; then :; fi; echo a
a
$ set -e; if x=$(false); then :; else echo a; fi
a
$ set -e; if x=$(false; echo in); then echo $x; fi
in
@ note in the condition -e is ignored, in the substitution's subshell too; bash clears, mksh and yash differ
$ set -e; if cat < nofile; then :; fi 2>/dev/null; echo a
a
$ set -e; if { echo no; } < nofile; then :; fi 2>/dev/null; echo a
a
$ set -e; if command false; then :; fi; echo a
a
$ set -e; if for x in a b; do false; echo $x; done; then echo c; fi
a
b
c
$ set -e; if case a in a) false; echo b;; esac; then echo c; fi
b
c
$ set -e; if if true; then false; fi; then echo no; else echo a; fi
a
$ set -e; if false; then :; fi; false; echo no
? 1
$ set -e; if true; then if false; then :; fi; fi; echo a
a
$ set -e; if set -e; false; then :; fi; echo a
a
$ set -e; f() { set -e; false; echo in; }; if f; then echo a; fi
in
a

#### and-or lists: all but the last
$ set -e; false || true; echo a
a
$ set -e; false && true; echo a
a
$ set -e; true && false; echo no
? 1
$ set -e; true && (exit 3); echo no
? 3
$ set -e; false || false; echo no
? 1
$ set -e; false || (exit 3); echo no
? 3
$ set -e; false && false; echo a
a
$ set -e; false && false || true; echo a
a
$ set -e; false || true && false; echo no
? 1
$ set -e; true || false; echo a
a
$ set -e; true && true && false; echo no
? 1
$ set -e; true && false && true; echo a
a
$ set -e; { false && true; }; echo a
a
$ set -e; { false && true; echo b; }; echo a
b
a
$ set -e; (false && true); echo no
? 1
@ note the subshell itself is a command that failed
$ set -e; (false && true; echo b); echo a
b
a
$ set -e; f() { false && true; }; f; echo no
? 1
@ note the function call is a simple command with status 1
$ set -e; f() { false && true; echo b; }; f; echo a
b
a
$ set -e; if true; then false && true; fi; echo a
a
$ set -e; for x in a; do false && true; done; echo a
a
$ set -e; case a in a) false && true;; esac; echo a
a
$ set -e; while true; do false && true; break; done; echo a
a
$ set -e; eval 'false && true'; echo no
? 1
@ note eval is a simple command; bash and dash end, others go on
@ skip mksh
$ set -e; f() { false; echo in; }; f || echo no
in
$ set -e; f() { false; echo in; }; f && echo a
in
a
$ set -e; { false; echo in; } || echo no
in
$ set -e; { false; echo in; } && echo a
in
a
$ set -e; (false; echo in) && echo a
in
a
$ set -e; eval 'false; echo in' || echo no
in
$ set -e; (set -e; false; echo in) || echo a
in
@ note -e is ignored also when it is set anew
$ set -e; true && f() { false; }; f; echo no
? 1
$ set -e; [ a = b ] && echo no; echo a
a
$ set -e; [ a = a ] || exit 3; echo a
a
$ set -e; x=$(false) || echo a
a
$ set -e; false || x=$(false); echo no
? 1
$ set -e; false | true || echo no; echo a
a
$ set -e; true && true | false; echo no
? 1

#### after !
$ set -e; ! true; echo a
a
$ set -e; ! false; echo a
a
$ set -e; ! { true; }; echo a
a
$ set -e; ! { false; echo in; }; echo a
in
a
$ set -e; f() { false; echo in; }; ! f; echo a
in
a
$ set -e; ! (false; echo in); echo a
in
a
$ set -e; ! true | true; echo a
a
$ set -e; ! eval 'false; echo in'; echo a
in
a
$ set -e; { ! true; }; echo a
a
$ set -e; (! true); echo no
? 1
@ note the subshell failed
$ set -e; f() { ! true; }; f; echo no
? 1
@ note the function failed
$ set -e; if ! true; then :; fi; echo a
a
$ set -e; ! false && echo a
a
$ set -e; true && ! true; echo a
a
$ set -e; ! x=$(true); echo a
a

#### what is left on
$ set -e; (case $- in *e*) echo e;; esac)
e
$ set -e; (set +e; false; echo in); echo a
in
a
$ set -e; { set +e; false; echo in; }; false; echo a
in
a
$ set -e; f() { set +e; }; f; false; echo a
a
$ set -e; sh -c 'false; echo in'; echo a
in
a
$ set -e; (false; echo no) | cat; echo a
a
$ set -e; { false; echo no; } | cat; echo a
a
$ set -e; f() { false; echo no; }; f | cat; echo a
a
$ set -e; echo b | { cat; false; echo no; }; echo no
? 1
b
$ set -e; echo b | (cat; false; echo no); echo no
? 1
b
$ set -e; (false; echo no) & wait $!; echo no
? 1
$ set -e; { false; echo no; } & wait; echo a
a
$ set -e; trap 'false; echo in' EXIT; exit 0
? 1
@ note in the trap -e holds: the trap ends with the status 1
$ set -e; trap 'false; echo no' USR1; kill -USR1 $$; sleep 0.1; echo no
? 1
@ note as above
$ set -e; (exit 3) && :; echo $?
3
$ set -e; false || :; echo $?
0
$ set -e; x=1; x=2 false || echo $x
1
$ set -e; readonly x=1; (x=2) 2>/dev/null || echo a
a
$ set -e; unset x; echo "${x-a}"
a
$ set -e; shift 0; echo a
a
$ set -e; f() { return 0; }; f; echo a
a
$ set -e; exit 0; echo no
$ set -e; (exit 0); echo a
a
$ set -e; ((exit 0)); echo a
a
@ skip bash
@ skip mksh
$ set -e; test -n "" || test -z "" ; echo a
a
$ set -e; true; false || true; set +e; false; echo a
a
$ set -eu; echo ${x-a}
a
$ set -e; : | false | true; echo a
a
$ set -e; f() { for x in 1 2; do [ $x = 2 ] && return 0; done; }; f; echo a
a
$ set -e; while :; do if false; then :; fi; break; done; echo a
a
$ set -e; for x in 1 2; do [ $x = 1 ] && continue; echo $x; done; echo a
2
a
$ set -e; for x in 2 1; do [ $x = 2 ] && echo $x; done; echo a
2
a
$ set -e; [ a = b ] && echo no || echo yes
yes
$ set -e; if true; then [ a = b ] && echo no; fi; echo a
a
$ set -e; { [ a = b ] && echo no; } ; echo a
a
$ set -e; { [ a = b ] && echo no; } > f; echo a
a
@ note the redirected group is no other command
$ set -e; { { false && :; } }; echo a
a
