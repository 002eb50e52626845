# XCU test, [

#### one argument
@ table test {}; echo $?
a => 0
'' => 1
 => 1
-n => 0
-f => 0
! => 0
'(' => 0
= => 0
-z => 0
-- => 0
- => 0
' ' => 0
0 => 0
false => 0
"$unset" => 1
$unset => 1
@ end

#### two arguments
@ table test {}; echo $?
-n a => 0
-n '' => 1
-z a => 1
-z '' => 0
! a => 1
! '' => 0
! ! => 1
! -n => 1
-n = => 0
-z = => 1
-n -n => 0
-z -z => 1
-n ! => 0
-n '(' => 0
@ end

#### strings
@ table test {}; echo $?
a = a => 0
a = b => 1
a != b => 0
a != a => 1
'' = '' => 0
'' = a => 1
a = '' => 1
'a b' = 'a b' => 0
-n = -n => 0
-f = -f => 0
! = ! => 0
! = a => 1
'(' = '(' => 0
'(' = ')' => 1
= = = => 0
-z != a => 0
a = A => 1
1 = 01 => 1
'*' = '*' => 0
é = é => 0
é = e => 1
! a = a => 1
! a = b => 0
! a != a => 0
! -n a => 1
! -z a => 0
! ! a => 0
! ! '' => 1
@ end

#### < and > (Issue 8), by collation
@ table test {} 2>/dev/null; echo $?
a \< b => 0
b \< a => 1
a \< a => 1
b \> a => 0
a \> b => 1
10 \< 9 => 0
abc \> abb => 0
'' \< a => 0
@ end

#### integers
@ table test {}; echo $?
1 -eq 1 => 0
1 -eq 2 => 1
1 -ne 2 => 0
1 -ne 1 => 1
1 -lt 2 => 0
2 -lt 1 => 1
1 -lt 1 => 1
1 -le 1 => 0
2 -le 1 => 1
2 -gt 1 => 0
1 -gt 1 => 1
1 -ge 1 => 0
1 -ge 2 => 1
-1 -lt 0 => 0
-1 -eq -1 => 0
01 -eq 1 => 0
010 -eq 10 => 0
+1 -eq 1 => 0
0 -eq -0 => 0
9223372036854775807 -gt 9223372036854775806 => 0
-9223372036854775808 -lt 0 => 0
' 1' -eq 1 => 0
! 1 -eq 1 => 1
! 1 -eq 2 => 0
@ end
$ test a -eq 1; echo $?
2
! .
$ test 1 -eq a; echo $?
2
! .
$ test '' -eq 0; echo $?
2
@ note an empty word is no integer; mksh takes it for 0
$ test 1.5 -eq 1; echo $?
2
! .
$ test 0x10 -eq 16 2>/dev/null; echo $?
2
@ note a decimal integer is wanted; mksh takes 0x10
$ test 1x -eq 1 2>/dev/null; echo $?
2

#### files
$ > f; [ -e f ] && echo yes
yes
$ [ -e f ]; echo $?
1
$ > f; [ -f f ] && echo yes
yes
$ mkdir d; [ -f d ]; echo $?
1
$ mkdir d; [ -d d ] && echo yes
yes
$ > f; [ -d f ]; echo $?
1
$ [ -d nofile ]; echo $?
1
$ > f; [ -s f ]; echo $?
1
$ echo a > f; [ -s f ] && echo yes
yes
$ > f; [ -r f ] && [ -w f ] && echo yes
yes
$ > f; chmod 0 f; [ -r f ] || [ -w f ] || echo none
none
@ note as root the answer differs
$ > f; [ -x f ]; echo $?
1
$ > f; chmod +x f; [ -x f ] && echo yes
yes
$ mkdir d; [ -x d ] && echo yes
yes
$ > f; ln -s f l; [ -h l ] && [ -L l ] && echo yes
yes
$ > f; [ -h f ] || [ -L f ] || echo none
none
$ > f; ln -s f l; [ -f l ] && echo yes
yes
$ ln -s nowhere l; [ -e l ]; echo $?
1
$ ln -s nowhere l; [ -h l ]; echo $?
0
$ mkfifo p; [ -p p ] && echo yes
yes
$ > f; [ -p f ]; echo $?
1
$ [ -c /dev/null ] && echo yes
yes
$ [ -b /dev/null ]; echo $?
1
$ > f; [ -S f ]; echo $?
1
$ > f; chmod u+s f; [ -u f ] && echo yes
yes
$ > f; chmod g+s f; [ -g f ] && echo yes
yes
$ > f; [ -u f ] || [ -g f ] || echo none
none
$ [ -t 0 ]; echo $?
1
$ [ -t 1 ]; echo $?
1
$ [ -t 99 ]; echo $?
1
$ [ -t x ]; echo $?
1
! ^$
@ note what is no descriptor is no terminal; others call it a mistake
$ [ -t '' ]; echo $?
1
@ note the same
$ [ -t -1 ]; echo $?
1
$ > f; > g; touch -d '2001-01-01' f; [ g -nt f ] && echo yes
yes
$ > f; > g; touch -d '2001-01-01' f; [ f -nt g ]; echo $?
1
$ > f; > g; touch -d '2001-01-01' f; [ f -ot g ] && echo yes
yes
$ > f; [ f -nt nofile ] && [ nofile -ot f ] && echo yes
yes
@ note Issue 8: a file that is there is newer than one that is not
$ [ no1 -nt no2 ]; echo $?
1
$ > f; ln f g; [ f -ef g ] && echo yes
yes
$ > f; > g; [ f -ef g ]; echo $?
1
$ > f; ln -s f l; [ f -ef l ] && echo yes
yes
$ [ f -ef f ]; echo $?
1
@ note no file, no same file
$ > 'a b'; [ -f 'a b' ] && echo yes
yes
$ [ -f '' ]; echo $?
1
$ [ -e '' ]; echo $?
1
$ [ -d / ] && [ -d . ] && [ -d .. ] && echo yes
yes
$ > f; [ -f f/ ]; echo $?
1
$ > f; ! [ -d f ] && echo yes
yes
$ > f; [ ! -d f ] && echo yes
yes
$ mkdir d; chmod 0 d; [ -e d/f ]; echo $?; chmod 700 d
1

#### [
$ [ a ]; echo $?
0
$ [ ]; echo $?
1
$ [ '' ]; echo $?
1
$ [ a = a ]; echo $?
0
$ [ a = a; echo $?
2
! .
$ [; echo $?
2
! .
$ [ a b ]; echo $?
2
! .
$ [ a b c ]; echo $?
2
! .
$ [ -q a ]; echo $?
2
! .
$ [ a = b = c ]; echo $?
2
! .
$ [ a -zz b ]; echo $?
2
! .
$ [ ] ]; echo $?
0
$ [ '!' ]; echo $?
0
$ [ x = ] ]; echo $?
1
$ [a = a] 2>/dev/null; echo $?
127
$ x='a b'; [ "$x" = 'a b' ] && echo yes
yes
$ x='a b'; [ $x = 'a b' ] 2>/dev/null; echo $?
2
$ x=; [ "$x" ]; echo $?
1
$ x=-f; [ "$x" ]; echo $?
0
$ x='!'; [ "$x" = a ]; echo $?
1
$ x='('; [ "$x" = '(' ]; echo $?
0
$ x='='; [ "$x" = "$x" ]; echo $?
0
$ [ -n "$x" ] || [ -z "$x" ] && echo yes
yes
$ [ a ] && [ b ] && echo yes
yes
$ if [ 1 -lt 2 ]; then echo yes; fi
yes
$ ! [ a = b ]; echo $?
0
$ command [ a = a ]; echo $?
0
$ [ a = a ] > f; echo $?
0

#### -a, -o and parentheses, which Issue 8 has no more, as everybody has them
@ table test {}; echo $?
a -a b => 0
a -a '' => 1
a -o '' => 0
'' -o b => 0
'' -o '' => 1
1 -eq 1 -a 2 -eq 2 => 0
1 -eq 1 -a 2 -eq 3 => 1
1 -eq 2 -o 2 -eq 2 => 0
'(' a ')' => 0
'(' '' ')' => 1
'(' a = a ')' => 0
! '(' a = b ')' => 0
'(' a = b -o a = a ')' -a b = b => 0
a = a -o a = b -a b = c => 0
-n a -a -n b => 0
-z '' -a -z a => 1
@ end
#### /dev/stdin and /dev/fd/N are the shell's own descriptors
$ echo a | { [ -p /dev/stdin ] && echo pipe; }; [ -p /dev/stdin ] < /dev/null || echo no pipe
pipe
no pipe
$ f() { if [ -p /dev/stdin ]; then cat; else echo none; fi; }; echo hi | f; f < /dev/null
hi
none
$ exec 7< /etc/passwd; [ -e /dev/fd/7 ] && [ -f /dev/fd/7 ] && [ -r /dev/fd/7 ] && echo ok; [ -e /dev/fd/8 ] || echo none
ok
none
$ exec 7< /etc/passwd; [ /dev/fd/7 -ef /etc/passwd ] && [ ! /dev/fd/7 -ef /etc/group ] && echo ok
ok
$ : > f; [ -s /dev/stdin ] < f || echo empty; echo x > f; [ -s /dev/stdin ] < f && echo full
empty
full
