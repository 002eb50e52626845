# XCU 2.14 Pattern Matching Notation, in case

#### ordinary, ? and *
@ table set -f; case {} ;; *) echo no;; esac
a in a) echo yes => yes
a in b) echo yes => no
ab in a) echo yes => no
a in ab) echo yes => no
a in ?) echo yes => yes
ab in ?) echo yes => no
'' in ?) echo yes => no
ab in ??) echo yes => yes
ab in ?b) echo yes => yes
ab in a?) echo yes => yes
ab in ?a) echo yes => no
'' in *) echo yes => yes
abc in *) echo yes => yes
abc in a*) echo yes => yes
abc in *c) echo yes => yes
abc in *b*) echo yes => yes
abc in *d*) echo yes => no
abc in a*c) echo yes => yes
abc in a*b) echo yes => no
abc in *a*b*c*) echo yes => yes
abc in **) echo yes => yes
abc in a**c) echo yes => yes
abc in ?*) echo yes => yes
'' in ?*) echo yes => no
abc in *?) echo yes => yes
abc in ???) echo yes => yes
abc in ????) echo yes => no
abc in ?*?*?) echo yes => yes
ab in ?*?*?) echo yes => no
a/b in *) echo yes => yes
a/b in a*b) echo yes => yes
a/b in a?b) echo yes => yes
.a in *) echo yes => yes
.a in ?a) echo yes => yes
.a in [.]a) echo yes => yes
aab in *ab) echo yes => yes
aaab in a*ab) echo yes => yes
mississippi in *ss*ss*) echo yes => yes
mississippi in *issip*) echo yes => yes
mississippi in m*i*i*i*i) echo yes => yes
mississippi in m*i*i*i*i*i) echo yes => no
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa in *a*a*a*a*a*a*b) echo yes => no
'' in '') echo yes => yes
'' in "") echo yes => yes
a in '') echo yes => no
A in a) echo yes => no
@ end

#### quoted characters match themselves
@ table set -f; case {} ;; *) echo no;; esac
'*' in \*) echo yes => yes
a in \*) echo yes => no
'*' in '*') echo yes => yes
a in '*') echo yes => no
'*' in "*") echo yes => yes
a in "*") echo yes => no
'?' in \?) echo yes => yes
a in \?) echo yes => no
a in '?') echo yes => no
'[a]' in '[a]') echo yes => yes
a in '[a]') echo yes => no
'[a]' in \[a]) echo yes => yes
'[a]' in \[a\]) echo yes => yes
'[a]' in [a\]) echo yes => yes
'[a]' in "["a]) echo yes => yes
a in \a) echo yes => yes
'\a' in \\a) echo yes => yes
'\a' in '\a') echo yes => yes
a in '\a') echo yes => no
'\' in \\) echo yes => yes
'\' in '\') echo yes => yes
'\\' in \\\\) echo yes => yes
'a*b' in a\*b) echo yes => yes
axb in a\*b) echo yes => no
'a*b' in a'*'b) echo yes => yes
a*b in a"*"b) echo yes => yes
'ab' in 'a'*) echo yes => yes
'ab' in "a"?) echo yes => yes
'a b' in a\ b) echo yes => yes
'a b' in 'a b') echo yes => yes
'a b' in "a "*) echo yes => yes
'$x' in \$x) echo yes => yes
'$x' in '$x') echo yes => yes
'a)' in a\)) echo yes => yes
'a)' in 'a)') echo yes => yes
'a|b' in a\|b) echo yes => yes
'a|b' in 'a|b') echo yes => yes
a in 'a|b') echo yes => no
'"' in \") echo yes => yes
'"' in '"') echo yes => yes
"'" in \') echo yes => yes
"'" in "'") echo yes => yes
esac in esac\ ) echo yes => no
'#' in \#) echo yes => yes
'!' in !) echo yes => yes
'^' in ^) echo yes => yes
']' in ]) echo yes => yes
'-' in -) echo yes => yes
'{a}' in {a}) echo yes => yes
@ end

#### bracket expressions
@ table set -f; case {} ;; *) echo no;; esac
a in [a]) echo yes => yes
b in [a]) echo yes => no
a in [ab]) echo yes => yes
b in [ab]) echo yes => yes
c in [ab]) echo yes => no
ab in [ab]) echo yes => no
ab in [ab][ab]) echo yes => yes
'' in [ab]) echo yes => no
] in [A-\]]) echo yes => yes
a in [a-c]) echo yes => yes
b in [a-c]) echo yes => yes
c in [a-c]) echo yes => yes
d in [a-c]) echo yes => no
5 in [0-9]) echo yes => yes
a in [0-9]) echo yes => no
a in [a-a]) echo yes => yes
e in [a-cd-f]) echo yes => yes
z in [a-cxz]) echo yes => yes
y in [a-cxz]) echo yes => no
a in [!a]) echo yes => no
b in [!a]) echo yes => yes
'' in [!a]) echo yes => no
b in [!a-c]) echo yes => no
d in [!a-c]) echo yes => yes
'!' in [a!]) echo yes => yes
'!' in [!!]) echo yes => no
a in [!!]) echo yes => yes
'^' in [a^]) echo yes => yes
']' in []]) echo yes => yes
a in []a]) echo yes => yes
']' in []a]) echo yes => yes
']' in [a]) echo yes => no
']' in [!]]) echo yes => no
a in [!]]) echo yes => yes
a in [!]a]) echo yes => no
- in [-]) echo yes => yes
- in [a-]) echo yes => yes
- in [-a]) echo yes => yes
a in [-a]) echo yes => yes
- in [!-]) echo yes => no
a in [!-]) echo yes => yes
- in [a-c]) echo yes => no
- in [a\-c]) echo yes => yes
b in [a\-c]) echo yes => no
b in [a'-'c]) echo yes => no
- in [a"-"c]) echo yes => yes
'[' in [[]) echo yes => yes
'[' in [a[]) echo yes => yes
'*' in [*]) echo yes => yes
a in [*]) echo yes => no
'?' in [?]) echo yes => yes
a in [?]) echo yes => no
'$' in [$]) echo yes => yes
'\' in [\\]) echo yes => yes
a in [\a]) echo yes => yes
'\' in [\a]) echo yes => no
']' in [\]]) echo yes => yes
a in [\]a]) echo yes => yes
'"' in ['"']) echo yes => yes
' ' in [\ ]) echo yes => yes
' ' in [' ']) echo yes => yes
' ' in [" a"]) echo yes => yes
'a' in [" a"]) echo yes => yes
a in ['a']) echo yes => yes
b in ['a-c']) echo yes => no
- in ['a-c']) echo yes => yes
a in ["!a"]) echo yes => yes
'!' in ["!a"]) echo yes => yes
b in ["!a"]) echo yes => no
b in [\!a]) echo yes => no
'!' in [\!a]) echo yes => yes
'[a' in [a) echo yes => yes
a in [a) echo yes => no
'[' in [) echo yes => yes
'[]' in []) echo yes => yes
'[!]' in [!]) echo yes => yes
'a[' in a[) echo yes => yes
'[ab' in [*) echo yes => yes
a/b in a[/]b) echo yes => yes
a/b in a[!x]b) echo yes => yes
'&' in [\&]) echo yes => yes
'&' in ['&']) echo yes => yes
';' in [';']) echo yes => yes
'(' in ['(']) echo yes => yes
')' in [\)]) echo yes => yes
'|' in ['|']) echo yes => yes
x1 in x[0-9]) echo yes => yes
x10 in x[0-9]) echo yes => no
x10 in x[0-9]*) echo yes => yes
x10 in x[0-9][0-9]) echo yes => yes
abc in [a][b][c]) echo yes => yes
abc in *[c]) echo yes => yes
abc in [a]*) echo yes => yes
abc in ?[b]?) echo yes => yes
a.b in *[.]*) echo yes => yes
ab in *[.]*) echo yes => no
@ end

#### character classes
@ table set -f; case {} ;; *) echo no;; esac
a in [[:alpha:]]) echo yes => yes
1 in [[:alpha:]]) echo yes => no
1 in [[:digit:]]) echo yes => yes
a in [[:digit:]]) echo yes => no
a in [[:alnum:]]) echo yes => yes
1 in [[:alnum:]]) echo yes => yes
- in [[:alnum:]]) echo yes => no
A in [[:upper:]]) echo yes => yes
a in [[:upper:]]) echo yes => no
a in [[:lower:]]) echo yes => yes
A in [[:lower:]]) echo yes => no
' ' in [[:space:]]) echo yes => yes
'	' in [[:space:]]) echo yes => yes
a in [[:space:]]) echo yes => no
' ' in [[:blank:]]) echo yes => yes
'	' in [[:blank:]]) echo yes => yes
. in [[:punct:]]) echo yes => yes
a in [[:punct:]]) echo yes => no
f in [[:xdigit:]]) echo yes => yes
F in [[:xdigit:]]) echo yes => yes
g in [[:xdigit:]]) echo yes => no
a in [[:print:]]) echo yes => yes
' ' in [[:print:]]) echo yes => yes
a in [[:graph:]]) echo yes => yes
' ' in [[:graph:]]) echo yes => no
'	' in [[:cntrl:]]) echo yes => yes
a in [[:cntrl:]]) echo yes => no
a in [![:alpha:]]) echo yes => no
1 in [![:alpha:]]) echo yes => yes
1 in [[:alpha:][:digit:]]) echo yes => yes
- in [[:alpha:]-]) echo yes => yes
_ in [[:alpha:]_]) echo yes => yes
1 in [[:alpha:]_]) echo yes => no
5 in [[:alpha:]0-9]) echo yes => yes
a in [![:digit:][:upper:]]) echo yes => yes
abc in [[:alpha:]][[:alpha:]][[:alpha:]]) echo yes => yes
a1 in [[:alpha:]][[:digit:]]) echo yes => yes
a1b in [[:alpha:]]*[[:alpha:]]) echo yes => yes
':' in [[:alpha:]]) echo yes => no
l in [:alpha:]) echo yes => yes
':' in [:alpha:]) echo yes => yes
d in [:alpha:]) echo yes => no
a in ["[:alpha:]"]) echo yes => yes
z in ["[:alpha:]"]) echo yes => no
a in [[.a.]]) echo yes => yes
b in [[.a.]]) echo yes => no
- in [[.-.]]) echo yes => yes
b in [[.a.]-c]) echo yes => yes
- in [[.hyphen.]]) echo yes => yes
+ in [[.hyphen.]]) echo yes => no
. in [[.comma.]-[.slash.]]) echo yes => yes
'[' in [![.left-square-bracket.]]) echo yes => no
x in [[.nonsense.]x]) echo yes => yes
a in [[=a=]]) echo yes => yes
b in [[=a=]b]) echo yes => yes
c in [[=a=]b]) echo yes => no
@ end

#### characters of more than a byte
@ table set -f; case {} ;; *) echo no;; esac
é in ?) echo yes => yes
éa in ?a) echo yes => yes
é in ??) echo yes => no
é in é) echo yes => yes
é in [é]) echo yes => yes
è in [é]) echo yes => no
é in [!a]) echo yes => yes
é in [[:alpha:]]) echo yes => yes
aéb in a?b) echo yes => yes
aéb in a*b) echo yes => yes
aéb in *é*) echo yes => yes
é in *) echo yes => yes
😀 in ?) echo yes => yes
É in [[:upper:]]) echo yes => yes
@ end

#### patterns from expansions
$ p='a*'; case abc in $p) echo yes;; *) echo no;; esac
yes
$ p='a*'; case abc in "$p") echo yes;; *) echo no;; esac
no
$ p='a*'; case 'a*' in "$p") echo yes;; *) echo no;; esac
yes
$ p='[ab]'; case a in $p) echo yes;; *) echo no;; esac
yes
$ p='[ab]'; case a in "$p") echo yes;; *) echo no;; esac
no
$ p='\*'; case '*' in $p) echo yes;; *) echo no;; esac
yes
$ p='\*'; case a in $p) echo yes;; *) echo no;; esac
no
$ p='\*'; case '\*' in "$p") echo yes;; *) echo no;; esac
yes
$ p='\a'; case a in $p) echo yes;; *) echo no;; esac
yes
$ p='\\'; case '\' in $p) echo yes;; *) echo no;; esac
yes
$ p='*'; case 'abc' in a$p) echo yes;; *) echo no;; esac
yes
$ p='*'; case 'abc' in a"$p") echo yes;; *) echo no;; esac
no
$ p='*' q=b; case abc in "a"$p"$q"$p) echo yes;; *) echo no;; esac
yes
$ p='a|b'; case a in $p) echo yes;; *) echo no;; esac
no
$ p='a b'; case 'a b' in $p) echo yes;; *) echo no;; esac
yes
$ p='  a '; case '  a ' in $p) echo yes;; *) echo no;; esac
yes
$ p=; case '' in $p) echo yes;; *) echo no;; esac
yes
$ case a in $(echo '?')) echo yes;; *) echo no;; esac
yes
$ case a in "$(echo '?')") echo yes;; *) echo no;; esac
no
$ case a in `echo '?'`) echo yes;; *) echo no;; esac
yes
$ case 3 in $((1+2))) echo yes;; *) echo no;; esac
yes
$ p='"a"'; case '"a"' in $p) echo yes;; *) echo no;; esac
yes
$ p="'a'"; case "'a'" in $p) echo yes;; *) echo no;; esac
yes
$ p='a]'; case a in [$p) echo yes;; *) echo no;; esac
yes
$ p='a-c'; case b in [$p]) echo yes;; *) echo no;; esac
yes
$ p='a-c'; case b in ["$p"]) echo yes;; *) echo no;; esac
no
$ p='!a'; case b in [$p]) echo yes;; *) echo no;; esac
yes
$ p='[[:digit:]]'; case 5 in $p) echo yes;; *) echo no;; esac
yes
$ p='[[:digit:]]*'; case 5abc in $p) echo yes;; *) echo no;; esac
yes
$ p=$(printf 'a\nb'); case 'a
> b' in $p) echo yes;; *) echo no;; esac
yes
$ case 'a
> b' in a?b) echo yes;; *) echo no;; esac
yes
$ case 'a
> b' in *b) echo yes;; *) echo no;; esac
yes
$ x='*'; case $x in \*) echo yes;; *) echo no;; esac
yes
$ x='\*'; case $x in '\*') echo yes;; *) echo no;; esac
yes
$ x='[a]'; case $x in "$x") echo yes;; *) echo no;; esac
yes
$ x='[a]'; case $x in $x) echo yes;; *) echo no;; esac
no
$ IFS=:; p='a:b'; case a:b in $p) echo yes;; *) echo no;; esac
yes
$ HOME='/[a]'; case '/[a]/b' in ~/b) echo yes;; *) echo no;; esac
yes
$ x=abc; case $x in ${x%c}?) echo yes;; *) echo no;; esac
yes
$ case abc in ${u-a*}) echo yes;; *) echo no;; esac
yes
$ case abc in ${u-"a*"}) echo yes;; *) echo no;; esac
no
$ case 'a*' in ${u-"a*"}) echo yes;; *) echo no;; esac
yes
$ case abc in "${u-a*}") echo yes;; *) echo no;; esac
no
