# XCU 2.6.6 Pathname Expansion, 2.14.3 Patterns Used for Filename Expansion

#### files of the directory
$ touch b a c; echo *
a b c
$ touch ab ac bc; echo a*
ab ac
$ touch ab ac bc; echo *c
ac bc
$ touch ab ac bc; echo ?c
ac bc
$ touch ab ac bc; echo [a]*
ab ac
$ touch ab ac bc; echo [!a]*
bc
$ touch ab ac bc; echo a[bc]
ab ac
$ touch ab ac bc; echo *
ab ac bc
$ touch ab ac bc; echo x* a*
x* ab ac
$ touch ab; echo a* a* x
ab ab x
$ echo *
|*
$ echo x?y
x?y
$ echo [ab]
[ab]
$ echo [ab
[ab
$ echo ]
]
$ touch a; echo [a]
a
$ touch '[ab'; echo [ab
[ab
$ touch 1 2 10; echo *
1 10 2
$ touch a.c b.c c.h; echo *.c *.h *.x
a.c b.c c.h *.x
$ touch a 'b c'; printf '<%s>' *; echo
<a><b c>
$ touch 'a  b'; for f in *; do echo "$f"; done
a  b
$ touch '*' a; echo \* '*' "*"
|* * *
$ touch '*' a; printf '<%s>' *; echo
<*><a>
$ touch 'a*' ab; echo a\*
a*
$ touch 'a*' 'a*b' ab; echo a\**
a* a*b
$ touch 'a*' 'a*b' ab; echo 'a*'*
a* a*b
$ touch 'a*' ab; echo "a"*
a* ab
$ touch '?' a; echo ?
|? a
@ note the order is the collation's: ? before a
$ touch a b; echo "*" '*' \*
|* * *
$ touch -- -a b; printf '<%s>' *; echo
<-a><b>
$ touch a b; x='*'; echo $x "$x"
a b *
$ touch a b; x='*'; y=$x; echo "$y"
|*
$ touch a b; x=*; echo "$x"
|*
$ touch a b; echo $(echo '*')
a b
$ touch a b; echo "$(echo '*')"
|*
$ touch a b; x='?'; set -- $x; echo $#
2
$ touch a b; set -- *; echo $# $1 $2
2 a b
$ touch a b; for f in *; do echo $f; done
a
b
$ touch a b; case * in '*') echo yes;; esac
yes
$ touch a; echo x > *; cat a 2>/dev/null; ls | wc -l
2
@ note redirection words are not expanded to pathnames in a non-interactive shell; a file named * is made
$ touch a; cat <<E
> *
> E
|*
$ touch é e; echo ?
e é
$ touch éa; echo [é]a
éa
$ touch A a; echo [[:upper:]]
A
$ touch a 1; echo [[:digit:]] [[:alpha:]]
1 a
$ touch a-b; echo a[-]b a[!x]b
a-b a-b
$ touch 'a\b'; printf '<%s>' a*; echo
<a\b>
$ touch 'a\b'; printf '<%s>' a\\*; echo
<a\b>
$ touch 'a[b'; printf '<%s>' a[[]b a\[*; echo
<a[b><a[b>
$ touch a]; echo a[]] 
a]
$ touch 'a!'; echo a[!b] a[b!]
a! a!
$ touch 'a
> b'; for f in *; do echo "<$f>"; done
<a
b>
$ f=$(printf 'a\377'); touch "$f"; for g in *; do printf %s "$g"; done | od -An -tx1
| 61 ff

#### hidden files: a leading period is matched by a period alone
$ touch .a b; echo *
b
$ touch .a b; echo .*
.a
@ note whether . and .. are among them is unspecified (Issue 8 asks that shells leave them out); dash and bash 5.1 list them
$ touch .a b; echo ?a *a
?a *a
$ touch .a b; echo [.]a
[.]a
$ touch .a b; echo [!b]a
[!b]a
$ touch .a .b; echo .[ab] .?
.a .b .a .b
@ note .? may match .. in shells that list it
$ touch .ab; echo .a* \.a* '.'a*
.ab .ab .ab
$ mkdir d; touch d/.a d/b; echo d/* d/.a*
d/b d/.a
$ mkdir .d; touch .d/a; echo */a .*/a .d/*
|*/a .d/a .d/a
@ note as above for . and ..

#### directories
$ mkdir a b; touch a/x b/x b/y; echo */x
a/x b/x
$ mkdir a b; touch a/x b/x b/y; echo */*
a/x b/x b/y
$ mkdir a b; touch a/x b/x b/y c; echo */
a/ b/
$ mkdir a; touch a/x; echo a/*
a/x
$ mkdir a; touch a/x; echo ./*/x ././a/*
./a/x ././a/x
$ mkdir a; touch a/x; echo a//*
a//x
$ mkdir a; touch a/x; echo "a"/* a'/'* a\/*
a/x a/x a/x
$ mkdir a; touch a/x; echo a?x a*x
a?x a*x
$ mkdir a; touch a/x; echo a[/]x
a[/]x
$ mkdir -p a/b/c; touch a/b/c/f; echo */*/*/* a/*/c/?
a/b/c/f a/b/c/f
$ echo /usr/bi[n]
/usr/bin
$ echo /u*r/bi[n] /us?
/usr/bin /usr
$ mkdir a; touch a/x; echo */x/
|*/x/
$ mkdir a; echo */..
a/..
$ mkdir a; ln -s a l; touch a/x; echo */x
a/x l/x
$ ln -s nowhere l; echo *
l
$ ln -s nowhere l; echo l/* 
l/*
$ touch a; echo a/*
a/*
$ mkdir a; chmod 0 a; echo a/*; chmod 700 a
a/*
$ mkdir a; touch a/x; chmod 111 a; echo a/* a/[x]; chmod 700 a
a/* a/[x]
@ note the directory cannot be read
$ mkdir a; touch a/x; chmod 111 a; echo */x; chmod 700 a
a/x
@ note search permission is enough where no pattern is
$ mkdir 'a b'; touch 'a b/c d'; printf '<%s>' */*; echo
<a b/c d>
$ mkdir '*'; touch '*/x'; echo */x '*'/*
|*/x */x
$ touch f; cd /; echo /us[r] > /dev/null && echo yes
yes

#### set -f
$ touch a; set -f; echo *
|*
$ touch a; set -f; set +f; echo *
a
$ touch a; set -f; x='*'; echo $x
|*
$ touch a; set -o noglob; echo * ?
|* ?
$ touch a; $SH -f -c 'echo *'
|*
$ touch a; set -f; case a in *) echo yes;; esac
yes
$ touch a; (set -f; echo *); echo *
|*
a

#### what has nothing to match stays as it was, less the quotes
$ echo x*"y"'z'\w
x*yzw
$ echo "x"*
x*
$ echo x\ *
x *
$ x='a b*'; printf '<%s>' $x; echo
<a><b*>
$ x='\*'; touch a; printf '<%s>' $x; echo
<\*>
@ note from an expansion the backslash escapes: no file is named *; the word stays
$ x='a\*'; touch 'a*' ab; printf '<%s>' $x; echo
<a\*>
@ note with no other pattern character the word is not expanded (Issue 8)
$ x='a\?*'; touch 'a?b' axb; printf '<%s>' $x; echo
<a?b>
@ note the backslash of an expansion escapes
$ x='\a*'; touch ab; printf '<%s>' $x; echo
<ab>
@ note as above
$ touch ab; x=a; echo $x* "$x"*
ab ab
$ touch 'a*b' acb; x='a*'; echo "$x"b "$x"*
a*b a*b
$ touch 'a*b' acb; x='a*'; echo $x"b"
a*b acb

#### results are sorted, also many
$ i=0; while [ $i -lt 300 ]; do : > f$i; i=$((i+1)); done; set -- f*; echo $# $1 $2 ${300}
300 f0 f1 f99
$ touch b B a A; LC_ALL=C; echo *
A B a b

#### a directory that is read again is what it is now
$ i=0; while [ $i -lt 100 ]; do : > f$i; set -- f*; [ $# = $((i+1)) ] || echo bad; set -- f*; [ $# = $((i+1)) ] || echo bad; i=$((i+1)); done
> while [ $i -gt 1 ]; do i=$((i-1)); rm f$i; set -- f*; [ $# = $i ] || echo bad; done; echo $#
1
$ : > a; sleep 0.2; echo *; echo *; echo *; mv a b; echo *; sleep 0.2; echo *; echo *; mkdir d; echo * d/*; : > d/x; echo */*; rm -r d; echo *
a
a
a
b
b
b
b d d/*
d/x
b
