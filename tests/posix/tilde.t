# XCU 2.6.1 Tilde Expansion

#### at the beginning of a word
@ table HOME=/h/me; echo {}
~ => /h/me
~/ => /h/me/
~/a => /h/me/a
~/a/~ => /h/me/a/~
~/'a b' => /h/me/a b
~/$HOME => /h/me//h/me
a~ => a~
a/~ => a/~
~~ => ~~
"~" => ~
'~' => ~
\~ => ~
"~/a" => ~/a
"~"/a => ~/a
\~/a => ~/a
~"/a" => ~/a
~\/a => ~/a
~''/a => ~/a
''~ => ~
""~/a => ~/a
x~/a => x~/a
$x~ => ~
a:~ => a:~
a=~ => a=~
a:~/b => a:~/b
--x=~/b => --x=~/b
-~ => -~
~no-such-user-x => ~no-such-user-x
~no-such-user-x/a => ~no-such-user-x/a
~root => /root
~root/a => /root/a
~roo't' => ~root
~"root" => ~root
~$x => ~
~:a => ~:a
{~} => {~}
@ end
$ HOME=; echo "<$(echo ~)>" "<$(printf '<%s>' ~)>"
<> <<>>
@ note an empty HOME gives an empty field
$ HOME='a  b'; printf '<%s>' ~; echo
<a  b>
$ HOME='*'; touch x; echo ~
*
$ HOME='$x'; echo ~
$x
$ HOME=/h/; echo ~/a
/h/a
@ note Issue 8: if HOME ends in a slash and a slash follows, one is left out
$ HOME=/; echo ~/a
/a
@ note Issue 8 as above
$ HOME=/; echo ~
/
$ HOME=//; echo ~
//

$ HOME=/a/; echo ~ ~/ ~/b
/a/ /a/ /a/b
$ HOME=//; echo ~ ~/b
// //b
@ note of the two slashes one goes, and // is not /
$ HOME=; echo "[$(printf %s ~)]"
[]
#### in assignments: after = and after each unquoted colon
@ table HOME=/h; x={}; echo "$x"
~ => /h
~/a => /h/a
~:~ => /h:/h
~/a:~/b => /h/a:/h/b
a:~ => a:/h
a:~/b => a:/h/b
a~ => a~
a:b~ => a:b~
:~ => :/h
~: => /h:
::~ => ::/h
~root:~ => /root:/h
"~" => ~
a":~" => a:~
a\:~ => a:~
a":"~ => a:~
a:"~" => a:~
a:\~ => a:~
'a':~ => a:/h
~:no~:~ => /h:no~:/h
a=~ => a=~
$y~ => ~
$y:~ => :/h
~/a:$y:~/b => /h/a::/h/b
@ end
$ HOME=/h; export x=~; echo $x
/h
$ HOME=/h; export x=~:~/a; echo $x
/h:/h/a
$ HOME=/h; readonly x=~; echo $x
/h
$ HOME=/h; readonly x=a:~; echo $x
a:/h
$ HOME=/h; x=~ sh -c 'echo $x'
/h
$ HOME=/h; PATH=$PATH:~/bin; echo ${PATH##*:}
/h/bin
$ HOME=/h; command export x=~; echo $x
/h

#### elsewhere
$ HOME=/h; for x in ~ ~/a; do echo $x; done
/h
/h/a
$ HOME=/h; case ~ in /h) echo yes;; esac
yes
$ HOME=/h; case /h/a in ~/a) echo yes;; esac
yes
$ HOME=/h; case a in ~) echo no;; *) echo yes;; esac
yes
$ HOME='*'; case a in ~) echo no;; *) echo yes;; esac
yes
@ note what tilde expansion gave is as if quoted
$ HOME=$PWD; echo a > ~/f; cat < ~/f
a
$ HOME=/h; cat <<E
> ~ ~/a
> E
~ ~/a
$ HOME=/h; echo $(echo ~)
/h
$ HOME=/h; x='~'; echo $x
~
$ HOME=/h; x='~/a'; echo $x
~/a
$ HOME=/h; echo ${x:-~} ${x:-~/b} ${x:-a~}
/h /h/b a~
$ HOME=/h; echo "${x:-~}"
~
$ HOME=/h; x=/h/a; echo ${x#~}
/a
$ HOME=/h; x=/h/a; echo ${x#~/}
a
$ HOME=/h; set -- ~; echo $1
/h
$ HOME=/h; echo "$(echo ~)"
/h
$ HOME=/h; eval 'echo ~'
/h
$ HOME=/tmp; cd ~ && pwd
/tmp
$ HOME=/h; f() { echo $1; }; f ~
/h
$ HOME=/h; unset HOME; echo ~root
/root
$ HOME=/a; HOME=/b echo ~
/a
$ HOME=/a; x=~; HOME=/b; y=~; echo $x $y
/a /b
