# XCU 2.3.1 Alias Substitution, alias, unalias

#### a name is replaced when the line is read
$ alias aa='echo b'
> aa
b
@ skip bash
$ alias aa='echo b'
> aa c
b c
$ alias aa='echo b'; aa 2>/dev/null; echo $?
127
@ note the whole line is read before the alias is made
$ alias aa=echo
> aa a; aa b
a
b
$ alias aa='echo a; echo b'
> aa
a
b
$ alias aa='echo a;'
> aa echo b
a
b
$ alias aa='if true; then'
> aa echo a; fi
a
$ alias aa='for x in'
> aa a b; do echo $x; done
a
b
$ alias aa='(' bb=')'
> aa echo a; bb
a
$ alias aa='{' bb='}'
> aa echo a; bb
a
$ alias aa='echo "a'
> aa  b"
a  b
$ alias aa='X=1'
> aa sh -c 'echo $X'
1
$ alias aa='> f'
> aa echo a; cat f
a
$ alias aa='echo a >'
> aa f; cat f
a
$ alias aa='echo a |'
> aa cat
a
$ alias aa=''
> aa echo a
a
$ alias aa=' '
> aa echo a
a
$ alias aa='# '
> aa echo no
> echo a
a
$ alias aa='echo $x'
> x=1; aa; x=2; aa
1
2
$ x=1; alias aa="echo $x"
> x=2; aa
1

#### where it is looked for: the first word of a command
$ alias aa='echo b'
> echo aa
aa
$ alias aa='echo b'
> X=1 aa
b
$ alias aa='echo b'
> > f aa; cat f
b
$ alias aa='echo b'
> true; aa && aa
b
b
$ alias aa='echo b'
> false || aa
b
$ alias aa='echo b'
> if true; then aa; fi
b
$ alias aa='echo b'
> if aa; then :; else :; fi
b
$ alias aa='echo b'
> for x in aa; do echo $x; aa; done
aa
b
$ alias aa='echo b'
> case aa in aa) echo c; aa;; esac
c
b
$ alias aa='echo b'
> (aa); { aa; }
b
b
$ alias aa='echo b'
> true | aa
b
$ alias aa='echo b'
> ! aa
? 1
b
$ alias aa='echo b'
> echo $(aa) `aa`
b b
$ alias aa='echo b'
> echo "$(aa)"
b
$ alias aa='echo b'
> eval aa
b
$ alias aa='echo b'
> x=aa; $x 2>/dev/null; echo $?
127
$ alias aa='echo b'
> \aa 2>/dev/null; 'aa' 2>/dev/null; "aa" 2>/dev/null; a\a 2>/dev/null; echo $?
127
$ alias aa='echo b'
> aa=1; echo $aa
1
$ alias aa='echo b'
> while aa; do break; done
b
$ alias aa='echo b'
> until aa; do :; done
b
$ alias aa='echo b'
> aa &
> wait
b
$ alias aa='echo b'
> f() { aa; }; f
b
$ f() { aa; }
> alias aa='echo b'
> f 2>/dev/null; echo $?
127
@ note the function was read before
$ alias aa='echo b'
> f() { aa; }
> unalias aa
> f
b
$ alias aa='echo b'
> echo a; { true
> aa; }
a
b

#### reserved words that stand where one is expected are no aliases
$ alias if='echo no'
> if true; then echo a; fi
a
@ note whether a reserved word may be an alias in its place is unspecified (2.3.1): they are aliases in bash and dash
@ skip dash
@ skip bash
@ skip mksh
@ skip yash
$ alias true=false
> true; echo $?
1
$ alias echo='printf "<%s>\n"'
> echo a
<a>
$ alias :='echo a'
> :
a
$ alias cd='echo cd'
> cd /
cd /

#### a name is not replaced again within its own text
$ alias echo='echo x'
> echo a
x a
$ alias aa=bb bb=aa
> aa 2>/dev/null; echo $?
127
$ alias aa=bb bb='echo b'
> aa
b
$ alias aa='bb c' bb='echo b'
> aa d
b c d
$ alias aa='aa; echo b'
> aa 2>/dev/null
b
$ alias ls='ls -d'
> ls /
/
$ alias aa='echo b; bb' bb='echo c'
> aa
b
c

#### a blank at the end: the next word is looked at too
$ alias aa='echo ' bb=c
> aa bb
c
$ alias aa='echo' bb=c
> aa bb
bb
$ alias aa='echo ' bb='c ' cc=d
> aa bb cc
c d
$ alias aa='echo ' bb=c cc=d
> aa bb cc
c cc
$ alias aa='echo	' bb=c
> aa bb
c
$ alias aa='echo a ' bb=c
> aa bb
a c
$ alias aa='command ' bb='echo c'
> aa bb
c
$ alias aa='aa2 ' aa2='echo ' bb=c
> aa bb
c
$ alias aa='echo ' 
> aa aa
echo
@ note the second aa is looked at as well; its text stands after the first
$ alias aa='env ' bb='echo c'
> aa bb
c
$ alias aa='X=1 ' bb='echo c'
> aa bb
c
$ alias aa='echo ' bb=c
> aa "bb" \bb 'bb'
bb bb bb
$ alias aa='for x ' bb=in
> aa bb a b; do echo $x; done
a
b
$ alias aa='echo ' b1='x y'
> aa b1
x y

#### aliases in the grammar's other places
$ alias dd=do
> for x in a; dd echo $x; done
a
@ note where a reserved word may stand an alias is looked for in bash and mksh; unspecified: dash and yash too
$ alias tt=then ff=fi
> if true; tt echo a; ff
a
$ alias aa='echo b'
> aa;aa
b
b
$ alias aa='echo b'
> aa|cat
b
$ alias aa='echo b'
> aa>f;cat f
b
$ alias aa='echo b'
> (aa)
b
$ alias aa='f() { echo g; }'
> aa
> f
g
$ alias aa='cat <<E
> a
> E
> '
> aa
a
@ note a here-document within the alias' text
@ skip mksh
@ skip yash

#### alias, unalias
$ alias aa='echo b'; alias aa
aa='echo b'
$ alias aa="it's"; x=$(alias aa); unalias aa; eval "alias $x"; alias aa > f; [ "$(cat f)" = "$x" ] && echo same
same
$ alias aa=b bb=c; alias aa bb | sed "s/'//g"
aa=b
bb=c
$ alias aa=b; unalias aa; alias aa 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ alias nosuch; [ $? -gt 0 ] && echo failed
failed
! nosuch
$ unalias nosuch; [ $? -gt 0 ] && echo failed
failed
! nosuch
$ alias aa=b bb=c; unalias -a; alias | grep -E '^(aa|bb)='; echo end
end
$ alias aa=b bb=c; unalias aa bb; alias | grep -E '^(aa|bb)='; echo end
end
$ alias aa=b; alias | grep '^aa=' | sed "s/'//g"
aa=b
$ alias aa='echo 1'
> alias aa='echo 2'
> aa
2
$ alias aa='echo b'
> unalias aa
> aa 2>/dev/null; echo $?
127
$ alias a-b='echo c' a.b='echo d' 2>/dev/null
> a-b
c
@ note names may have ! % , - @ too
$ alias !!='echo c'
> !!
c
$ alias a%='echo c'
> a%
c
$ alias aa=
> alias aa
aa=''
@ note dash writes aa='', others quote as they need
@ skip yash
$ alias aa='a b' > f; cat f
$ alias aa=x nosuch 2>/dev/null; echo $(($? > 0)); alias aa | sed "s/'//g"
1
aa=x
$ alias -- aa='echo b'
> aa
b
$ unalias -- aa 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ x='echo b'; alias aa="$x"
> aa
b
$ x='a b'; alias aa=$x 2>/dev/null; alias aa | sed "s/'//g"
aa=a
@ note alias is no declaration utility, its operand is split; mksh and bash differ
@ skip mksh
@ skip bash
$ (alias aa=b); alias aa 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ alias aa='echo b'
> (aa)
b
$ alias aa='echo b'; $SH -c 'aa' 2>/dev/null; echo $?
127
$ alias aa='echo b'
> (unalias aa)
> aa
b
#### an alias in the place of an argument
$ alias e='echo ' a=b b=c
> e a
c
$ alias e='echo ' a='b x ' b='c d ' x=y z=w
> e a z
c d y w
$ alias e='echo ' a='b b' b='c ' z=w
> e a z
c c w
$ alias a='for ' b='i in'
> a b x; do echo $i; done
x
$ alias c='case ' y=z
> c y in y) echo y;; z) echo z;; esac
z
#### an alias that stands for nothing
$ alias b=' '
> true && b
> echo and
> false || b
> echo or
> echo piped | b
> cat
and
or
piped
$ alias e=
> true && e
> echo a
> e
> e echo b
a
b
#### what an alias may stand for
$ alias s=';;'
> case a in
>   (b) s
>   (a) echo A
> esac
A
$ alias def='f()' f='func'
> def
> { echo f; }
> func
f
@ note mksh does not look for the name
$ alias f=func
> f() { echo f; }
> unalias f; func
f
@ note mksh does not look for the name
$ alias 3=: 2=echo
> 3>/dev/null echo a
> 2>f echo b
a
b
