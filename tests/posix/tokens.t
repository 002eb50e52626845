# XCU 2.3 Token Recognition, 2.10 Shell Grammar

#### words and blanks
$ echo   a	b    c
a b c
$    echo a
a
$ 	echo a
a
$ echo a;echo b
a
b
$ echo a ; echo b ;
a
b
$ echo a&&echo b
a
b
$ echo a||echo b
a
$ echo a|cat
a
$ echo a>f;cat f
a
$ echo a >f ;cat<f
a
$ (echo a)
a
$ (echo a;echo b)
a
b
$ { echo a;}
a
$ { echo a
> }
a
$ {echo a; } 2>/dev/null
? >0
$ echo {a}
{a}
$ echo }
}
$ echo { a }
{ a }
$ echo a}b
a}b
$ echo !
|!
$ echo a!b
a!b
$ echo a#b
a#b
$ echo a #b
a
$ echo a;#b
a
$ # nothing
$ #
$  # x
$ echo a # b ' "
a
$ echo a # b \
> echo c
a
c
$ echo a
> # b
> echo c
a
c
$ echo "a # b"
a # b
$ echo $#
0
$ echo ${#}
0
$ x='#a'; echo $x
|#a
$ echo ''#a
|#a
$ echo if
if
$ echo if then else fi
if then else fi
$ echo do done while until for in case esac
do done while until for in case esac
$ echo a=b
a=b
$ echo =
=
$ echo -
-
$ echo --
--
$ echo a 2 > f; cat f
a 2
$ echo a 2> f; cat f
a
$ echo a2> f; cat f
a2
$ echo 2>f a; cat f
a
$ echo a \2> f; cat f
a 2
$ echo a "2"> f; cat f
a 2
$ echo $((1))> f; cat f
1
$ x=2; echo a $x> f; cat f
a 2
$ echo a;;echo b
? >0
! .
$ echo a &;
? >0
$ & echo a
? >0
$ ; echo a
? >0
! .
$ | cat
? >0
$ echo a | | cat
? >0
$ echo a && && echo b
? >0
$ echo a ||
? >0
$ echo a |
? >0
$ echo a &&
? >0
$ echo a &&
> echo b
a
b
$ false ||
> echo b
b
$ echo a |
> cat
a
$ echo a |
>
>
> cat
a
$ echo a &&
>  # comment
> echo b
a
b
$ echo a
> && echo b
? >0
a
$ )
? >0
$ echo a)
? >0
$ (echo a
? >0
$ { echo a
? >0
$ }
? >0
$ echo 'a
? >0
$ echo "a
? >0
$ echo `a
? >0
$ echo $(a
? >0
$ echo ${a
? >0
$ if true; then echo a
? >0
$ if true; fi
? >0
$ if; then echo a; fi
? >0
$ while; do :; done
? >0
$ while false; do done
? >0
$ for; do :; done
? >0
$ for 1 in a; do :; done
? >0
$ for x in a b echo; done
? >0
$ case in esac
? >0
$ case a esac
? >0
$ case a in a) echo a
? >0
$ else
? >0
$ then
? >0
$ fi
? >0
$ do
? >0
$ done
? >0
$ esac
? >0
$ f()
? >0
$ f(
? >0
$ f() }
? >0
$ ()
? >0
$ ( )
? >0
$ { }
? >0
$ { ; }
? >0
$ echo a >
? >0
$ echo a <
? >0
$ echo a >&
? >0
$ echo a > > f
? >0
$ echo a > ; echo b
? >0
$ echo (a)
? >0
$ echo a (b)
? >0
$ a b() { :; }
? >0
$ if true; then :; fi fi
? >0
$ (echo a) b
? >0
$ { echo a; } b
? >0
$ if true; then :; fi echo
? >0
$ for x in a; do :; done done
? >0
$ echo a
> echo )
? >0
a
$ echo a
> if
? >0
a

#### a syntax error ends a non-interactive shell; what came before has run
$ echo a
> ;;
> echo b
? >0
a
! .
$ echo a; ;;
> echo b
? >0
! .
$ (
> echo a
> ;; )
> echo b
? >0
$ eval ';;' 2>/dev/null || echo no
? >0
@ note eval is a special built-in, a syntax error in it ends the shell
$ command eval ';;' 2>/dev/null || echo went on
went on
@ note through command it does not end the shell
$ $SH -c 'echo a; fi' 2>/dev/null; [ $? -ne 0 ] && echo bad
bad
$ $SH -c '(' 2>/dev/null; [ $? -ne 0 ] && echo bad
bad
$ (eval 'if'; echo no) 2>/dev/null; [ $? -ne 0 ] && echo bad
bad
$ echo 'fi' > f; (. ./f; echo no) 2>/dev/null; [ $? -ne 0 ] && echo bad
bad
$ echo 'echo a
> fi' > f; (. ./f; echo no) 2>/dev/null
? >0
a

#### operators are the longest possible
$ true&&echo a||echo b
a
$ false&&echo a||echo b
b
$ echo a>|f;cat f
a
$ echo a>f;echo b>>f;cat f
a
b
$ cat<<E;echo b
> a
> E
a
b
$ echo a 1>f 2>&1;cat f
a
$ echo a>&2
! ^a$
$ echo a 2>&1|cat
a
$ echo a|cat|cat&&echo b
a
b
$ case a in(a)echo y;;esac
y
$ case a in a)echo y;esac
y
$ case a in a)echo y;;
> esac
y
$ for x in a b;do echo $x;done
a
b
$ if true;then echo a;fi
a
$ f(){ echo a;};f
a
$ f () ( echo a );f
a
$ f ( ) { echo a; } ; f
a
$ f()
> {
> echo a
> }
> f
a
$ f()
>
> # comment
> { echo a; }; f
a

#### newlines where the grammar allows them
$ if
> true
> then
> echo a
> else
> echo b
> fi
a
$ while
> false
> do
> echo a
> done
> echo b
b
$ for x
> in a
> do
> echo $x
> done
a
$ for x in a
>
> do echo $x; done
a
$ case a
> in
> a)
> echo y
> ;;
> esac
y
$ case a in
>
> # comment
> (a) echo y ;;
> esac
y
$ (
>
> echo a
>
> )
a
$ {
>
> echo a
>
> }
a
$ if true; then
>
> echo a; fi
a
$ for x in a b
> do echo $x
> done | cat
a
b

#### very long and deep
$ eval "$(i=0; while [ $i -lt 200 ]; do printf '( '; i=$((i+1)); done; echo echo deep; while [ $i -gt 0 ]; do printf ') '; i=$((i-1)); done)"
deep
$ eval "$(i=0; while [ $i -lt 300 ]; do printf 'if true; then '; i=$((i+1)); done; echo 'echo deep;'; while [ $i -gt 0 ]; do printf 'fi; '; i=$((i-1)); done)"
deep
$ eval "echo $(i=0; while [ $i -lt 2000 ]; do printf 'word%d ' $i; i=$((i+1)); done)" | wc -w
2000
$ eval "x=$(i=0; while [ $i -lt 5000 ]; do printf 'abcdefghij'; i=$((i+1)); done)"; echo ${#x}
50000
$ x=a; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do x=$x$x; done; echo ${#x}
65536
$ echo $(echo $(echo $(echo $(echo $(echo $(echo deep))))))
deep
$ echo "$(echo "$(echo "$(echo "$(echo "a  b")")")")"
a  b
$ echo ${a-${b-${c-${d-${e-deep}}}}}
deep

#### what POSIX leaves open is read as in other shells, in posix mode too; what it defines keeps its meaning
$ if [[ abc == a* && -z '' ]]; then echo yes; fi
yes
@ note beyond the standard: dash and yash have no [[
$ x=abcabc; echo "${x/b/-}" "${x//b/-}" "${x:1:2}" "${x^}"
a-cabc a-ca-c bc Abcabc
@ note beyond the standard
$ function f { echo "in $1"; }; f a
in a
@ note beyond the standard
$ cat <<< word; a=(x y z); echo "${a[1]}" ${#a[@]}; x=a; x+=b; echo $x
word
y 3
ab
@ note beyond the standard
$ for ((i = 0; i < 3; i++)); do echo $i; done; ((i == 3)) && echo three
0
1
2
three
@ note beyond the standard
$ echo {a,b}
{a,b}
@ note bash --posix has braces; the standard has none
$ x=1; ((exit 3)); echo $?
3
@ note 2.9.4.1: no arithmetic, so two subshells; bash has an error
$ ((x = 2 + 3)) && echo $x
5
@ note beyond the standard: dash and yash have subshells
$ echo a &>f; wait; cat f
a
@ note & and >f, which the standard reads: bash redirects

#### lines that are continued within words that the grammar knows
$ i\
> f :; the\
> n e\
> cho a; e\
> lse :; f\
> i
a
$ f\
> or x in a; d\
> o echo $x; do\
> ne; c\
> ase a in a) echo c;; es\
> ac; {\
>  echo g; }
a
c
g
$ \
>  # no\
> echo b
b

#### a script that has the same words many times
$ i=0; { while [ $i -lt 40 ]; do echo "f_$i() { echo ab-$i > fa; read -r line < fa; case \$line in ab-$i) word=ok ;; *) word=no ;; esac; cat <<end"; echo "a$i \$word"; echo end; echo }; i=$((i+1)); done; echo f_0; echo f_39; echo 'cat <<end'; echo last; echo end; } > s; . ./s
a0 ok
a39 ok
last

#### a long script, with constructs of all kinds wherever one piece that is read ends and the next begins
$ i=1000; while [ $i -lt 2000 ]; do echo "x=$i; cat <<e"; echo "text $i \$x"; echo e; echo 'f() { case $1 in'; echo 'a) echo "q'; echo '$1";;'; echo 'esac; }; f \'; echo 'a'; i=$((i+1)); done > s
> echo 'echo $LINENO' >> s
> . ./s > o; sed -n '1,3p;$p' o; wc -l < o | tr -d ' '; grep -c '^text \(....\) \1$' o; grep -c '^q$' o; grep -c '^a$' o
text 1000 1000
q
a
8001
3001
1000
1000
1000
$ { echo : first; i=0; while [ $i -lt 4000 ]; do echo "echo line $i of it"; i=$((i+1)); done; } > s
> set -v; . ./s > o 2> e; set +v; cmp s e; wc -l < o | tr -d ' '
4000
