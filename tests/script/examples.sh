# SPDX-License-Identifier: MIT
# The programs of man/examples.
examples=$here/../../man/examples

# a small dpkg
mkdir -p root/var/log root/var/lib/dpkg
cat > root/var/log/dpkg.log <<'END'
2026-01-02 10:00:00 startup archives unpack
2026-01-02 10:00:01 install hello:amd64 <none> 2.10-3
2026-01-02 10:00:02 status installed hello:amd64 2.10-3
2026-01-03 11:00:00 upgrade bash:amd64 5.2-1 5.2-2
2026-01-03 11:00:01 remove hello:amd64 2.10-3 <none>
END
printf '2025-12-31 09:00:00 install bash:amd64 <none> 5.2-1\n' | gzip > root/var/log/dpkg.log.2.gz
echo broken > root/var/log/dpkg.log.3.gz
cat > root/var/lib/dpkg/status <<'END'
Package: bash
Status: install ok installed
Section: shells
Installed-Size: 7168
Version: 5.2-2
Description: GNU shell
 More: than one line

Package: hello
Status: deinstall ok config-files
Section: devel
Installed-Size: 280
Version: 2.10-3

Package: tar
Status: install ok installed
Section: utils
Installed-Size: 1024
Version: 1.34
END
ends 0 'Days on which packages changed: 3
  2025-12-31  1 install
  2026-01-02  1 install
  2026-01-03  1 remove, 1 upgrade
Changed most often: bash (2), hello (2)
Packages installed: 2 taking 8.0 MiB
Largest packages:
       7.0 MiB  bash 5.2-2
       1.0 MiB  tar 1.34
Largest sections:
       7.0 MiB  shells, 1 packages
       1.0 MiB  utils, 1 packages' "$examples/dpkg-report.clj" root
case $err in *dpkg.log.3.gz*) pass ;; *) fail "a broken log: $err" ;; esac
ends 1 'Days on which packages changed: 0' "$examples/dpkg-report.clj" nowhere
run_it "$examples/dpkg-report.clj"
case $status:$out in 0:*'Packages installed: '*'Largest sections:'*) pass ;; *) fail "this machine's dpkg: $status $err" ;; esac

# a small tree
mkdir -p tree/sub
head -c 3000 /dev/zero > tree/a.txt
head -c 2000 /dev/zero > tree/sub/b.TXT
head -c 100 /dev/zero > tree/sub/none
ln tree/a.txt tree/again.txt
ln -s a.txt tree/link
prints '3 files, 5.0 KiB

Largest files:
     2.9 KiB  tree/a.txt
     2.0 KiB  tree/sub/b.TXT

By type:
     4.9 KiB  .txt       2
       100 B  (none)     1' "$examples/largest-files.clj" tree 2
fails 2 'usage: *' "$examples/largest-files.clj" nowhere
fails 2 'usage: *' "$examples/largest-files.clj" tree many
run_it sh -c '"$1"/largest-files.clj /usr/share/doc | head -n 1' sh "$examples"
case $status:$err:$out in 0::*' files, '*) pass ;; *) fail "largest-files | head: $status $err" ;; esac

printf "Don't panic, don’t! The\nthe naïve THE" > text
prints '       3 the
       1 don'"'"'t' "$examples/word-frequencies.clj" -n 2 text
prints '       2 a' sh -c 'echo a A | "$1"/word-frequencies.clj' sh "$examples"
fails 1 'word-frequencies: nowhere: No such file or directory' "$examples/word-frequencies.clj" nowhere
fails 2 'usage: *' "$examples/word-frequencies.clj" -x
gpl=/usr/share/common-licenses/GPL-3
[ ! -f $gpl ] || prints '     345 the' "$examples/word-frequencies.clj" -n 1 $gpl

mkdir sums sums/dir
echo 1 > 'sums/a b'
echo 2 > "sums/dir/$(printf 'c\377')"
echo 3 > sums/-n
echo 4 > "sums/quote'\""
prints "$(cd sums && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sed 's|  \./|  sums/|')" "$examples/checksums.clj" -j 3 sums
cp "$results.out" list
prints 'all files are as they were' "$examples/checksums.clj" --check list
echo 5 > sums/-n
ends 1 'sums/-n: FAILED
sha256sum: WARNING: 1 computed checksum did NOT match
some files are not as they were' "$examples/checksums.clj" --check list
fails 1 'checksums: nowhere: not a directory' "$examples/checksums.clj" nowhere
fails 2 'usage: *' "$examples/checksums.clj" --check
mkdir empty
prints '' "$examples/checksums.clj" empty

printf 'Name,Unit Price ($),n\n"a, ""b""\nc",1.5,3\nx,,-07\n\ny,1\n' > data.csv
prints '{:name "a, \"b\"\nc", :unit-price 1.5, :n 3}
{:name "x", :unit-price nil, :n "-07"}
{:name "y", :unit-price 1}' "$examples/csv-to-edn.clj" < data.csv
prints '3' sh -c '"$1"/csv-to-edn.clj < data.csv | cljsh -I "(count *input*)"' sh "$examples"
prints '' "$examples/csv-to-edn.clj"
printf 'a,b\n1,2,3\n' > bad.csv
fails 1 'csv-to-edn: row 2 has 3 fields, but there are 2 columns' "$examples/csv-to-edn.clj" < bad.csv

start=$(date +%s)
run_it "$examples/tour.clj"
case $status:$err:$out in
0::*'=> (+ 1/3 1/6)
1/2
'*'[["sh -c '"'exit 3'"': exited with 3" [3]]'*) pass ;;
0::*'exited with 3'*'["fruit.edn" 22 {:apples 4, :pears 5}]'*) pass ;;
*) fail "tour: $status $err" ;;
esac
[ $(($(date +%s) - start)) -le 3 ] && pass || fail 'the tour takes more than 3 seconds'

# tasklets
ends 0 '12 lines from four workers
started anew: true
1 line since then' "$examples/log-server.clj" log
[ "$(wc -l < log)" = 13 ] && pass || fail "log-server: $(cat log)"
printf '%s\n' 1 2 x 3 > lines
ends 1 '' sh -c '"$1"/process-pool.clj 2 sh -c "test \$1 != x" sh < lines' sh "$examples"
case $err in 'x: '*'exited with 1') pass ;; *) fail "process-pool: $err" ;; esac
run_it "$examples/crawler.clj"
case $status:$out in 0:*'30 pages, 1 missing'*) pass ;; *) fail "crawler: $status $out" ;; esac
mkdir summed; echo a > summed/a; echo b > summed/b
prints '87428fc522803d31 summed/a
0263829989b6fd95 summed/b
2 files' "$examples/channels.clj" summed
"$examples/chat.clj" serve room > /dev/null 2>&1 & room=$!
for _ in $(seq 100); do [ -S room ] && break; sleep .1; done
# Nobody is told that they are in the room themselves: dora comes until carl sees her, and goes; then bob may come.
cat > talk.py <<'END'
import socket
def enter(text, seconds):
    s = socket.socket(socket.AF_UNIX)
    s.connect("room")
    s.sendall(text)
    s.settimeout(seconds)
    return s
def hear(person, text):
    while text not in person.heard:
        person.heard += person.socket.recv(100)
class carl: socket, heard = enter(b"carl\n", 1), b""
while b"dora has left" not in carl.heard:
    enter(b"dora\n", 1).close()
    try: hear(carl, b"dora has left")
    except TimeoutError: pass
carl.socket.settimeout(60)
open("open", "w").close()
hear(carl, b"bob comes in")
ann = enter(b"ann\nhello\n", 60)
hear(carl, b"ann: hello")
open("said", "w").close()
END
cat > talk.sh <<'END'
python3 talk.py &
until [ -e open ]; do sleep .1; done
until [ -e said ]; do sleep .1; done | "$1"/chat.clj join room bob | head -2
END
prints 'ann comes in
ann: hello' sh talk.sh "$examples"
kill $room

# processes in workers
prints '40 jobs done, 550 primes below 4000' "$examples/job-queue.clj"
mkdir -p hashed-tree/a
echo hello > hashed-tree/a/x
echo there > hashed-tree/y
prints "$(sha256sum hashed-tree/a/x hashed-tree/y)" "$examples/tree-checksums.clj" hashed-tree
