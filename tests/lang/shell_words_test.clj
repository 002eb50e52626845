;; SPDX-License-Identifier: MIT
;; What ($ …) reads: what is written is what the program gets.
(ns shell-words-test
  (:require [cljsh.fs :as fs]
            [cljsh.process :as p :refer [$ $< $<lines $? $& wait]]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(deftest as-the-manuals-write-them
  (testing "words from the examples of many programs' manual pages"
    (is (= ["find" "." "-name" "*.c" "-size" "+1M" "-mtime" "-7" "-newermt" "2024-01-01" "-exec" "grep" "-l" "{}" "+" "-print0"]
           ($<lines printf "%s\n" find . -name '*.c' -size +1M -mtime -7 -newermt 2024-01-01 -exec grep -l {} + -print0)))
    (is (= ["find" "/" "-perm" "-4000" "-type" "f" "!" "-user" "root" "-exec" "chmod" "u-s" "{}" ";" "-o" "-path" "./sr*sc"]
           ($<lines printf "%s\n" find / -perm -4000 -type f ! -user root -exec chmod u-s {} \; -o -path ./sr\*sc)))
    (is (= ["tar" "--exclude=*.o" "-cvzf" "backup-2024.01.02.tar.gz" "-C" "/var/www" "html,old" "--mtime=@0" "--strip-components=1"]
           ($<lines printf "%s\n" tar --exclude=*.o -cvzf backup-2024.01.02.tar.gz -C /var/www html,old --mtime=@0 --strip-components=1)))
    (is (= ["rsync" "-avz" "--delete" "--exclude=.git/" "-e" "ssh" "user@host:/srv/data/" "./data/" "--bwlimit=1.5m" "rsync://h:873/mod"]
           ($<lines printf "%s\n" rsync -avz --delete --exclude=.git/ -e ssh user@host:/srv/data/ ./data/ --bwlimit=1.5m rsync://h:873/mod)))
    (is (= ["ssh" "-p" "2222" "-L" "8080:localhost:80" "-o" "ControlPath=~/.ssh/%r@%h:%p" "-i" "~/.ssh/id_ed25519" "git@10.0.0.1"]
           ($<lines printf "%s\n" ssh -p 2222 -L 8080:localhost:80 -o ControlPath=~/.ssh/%r@%h:%p -i ~/.ssh/id_ed25519 git@10.0.0.1)))
    (is (= ["curl" "-fsSL" "-H" "Accept:application/json" "-d" "a=1&b=2" "-u" "user:pa55" "https://x.org:8443/p?q=1&r=%20#frag" "-o" "/tmp/f.1"]
           ($<lines printf "%s\n" curl -fsSL -H Accept:application/json -d a=1&b=2 -u user:pa55 https://x.org:8443/p?q=1&r=%20#frag -o /tmp/f.1)))
    (is (= ["git" "log" "--since=2.weeks" "--pretty=format:%h,%an" "-n" "007" "HEAD~3..HEAD^" "--" ":/src" "@{u}" "stash@{0}" "v1.10" "--abbrev=08"]
           ($<lines printf "%s\n" git log --since=2.weeks --pretty=format:%h,%an -n 007 HEAD~3..HEAD^ -- :/src @{u} stash@{0} v1.10 --abbrev=08)))
    (is (= ["git" "rebase" "-i" "HEAD^^" "--exec=true" "origin/main:refs/heads/x" "+main" "-S0xDEADBEEF"]
           ($<lines printf "%s\n" git rebase -i HEAD^^ --exec=true origin/main:refs/heads/x +main -S0xDEADBEEF)))
    (is (= ["awk" "-F:" "-v" "n=010" "{print $1, \"x\" $NF}" "/etc/passwd"]
           ($<lines printf "%s\n" awk -F: -v n=010 '{print $1, "x" $NF}' /etc/passwd)))
    (is (= ["sed" "-n" "-e" "s/a/b/g" "-e" "1,10p" "-e" "s/[^,]*,//" "-i.bak" "2~3d"]
           ($<lines printf "%s\n" sed -n -e s/a/b/g -e 1,10p -e 's/[^,]*,//' -i.bak 2~3d)))
    (is (= ["grep" "-rnE" "--include=*.{h,c}" "^[a-z]+\\(" "-A3" "-B03" "--color=auto" "-e" "^main"]
           ($<lines printf "%s\n" grep -rnE --include=*.{h,c} '^[a-z]+\(' -A3 -B03 --color=auto -e ^main)))
    (is (= ["ip" "addr" "add" "192.168.0.1/24" "dev" "eth0" "via" "fe80::1%eth0" "2001:db8::/32" "metric" "0100"]
           ($<lines printf "%s\n" ip addr add 192.168.0.1/24 dev eth0 via fe80::1%eth0 2001:db8::/32 metric 0100)))
    (is (= ["iptables" "-A" "INPUT" "-p" "tcp" "--dport" "1024:65535" "-m" "state" "--state" "NEW,ESTABLISHED" "!" "-s" "10.0.0.0/8" "-j" "ACCEPT"]
           ($<lines printf "%s\n" iptables -A INPUT -p tcp --dport 1024:65535 -m state --state NEW,ESTABLISHED ! -s 10.0.0.0/8 -j ACCEPT)))
    (is (= ["dd" "if=/dev/zero" "of=./x" "bs=4M" "count=1k" "skip=0x10" "conv=notrunc,fsync" "iflag=direct" "status=none"]
           ($<lines printf "%s\n" dd if=/dev/zero of=./x bs=4M count=1k skip=0x10 conv=notrunc,fsync iflag=direct status=none)))
    (is (= ["date" "-d" "@1700000000" "+%Y-%m-%dT%H:%M:%S%z" "-d" "2024-02-30T1e3" "+%s.%N"]
           ($<lines printf "%s\n" date -d @1700000000 +%Y-%m-%dT%H:%M:%S%z -d 2024-02-30T1e3 +%s.%N)))
    (is (= ["chmod" "0640" "u+rwX,g-w,o=" "a=r" "4755" "00644"]
           ($<lines printf "%s\n" chmod 0640 u+rwX,g-w,o= a=r 4755 00644)))
    (is (= ["docker" "run" "--rm" "-v" "/a:/b:ro,z" "-p" "127.0.0.1:80:80/tcp" "-e" "K=V=W" "--memory=1.5g" "img:1.10" "sha256:00ff"]
           ($<lines printf "%s\n" docker run --rm -v /a:/b:ro,z -p 127.0.0.1:80:80/tcp -e K=V=W --memory=1.5g img:1.10 sha256:00ff)))
    (is (= ["ffmpeg" "-ss" "00:01:02.500" "-i" "in.mp4" "-vf" "scale=1280:-1,fps=30" "-b:v" "1e6" "-map" "0:a:0" "-r" "30000/1001" "out_%03d.png"]
           ($<lines printf "%s\n" ffmpeg -ss 00:01:02.500 -i in.mp4 -vf scale=1280:-1,fps=30 -b:v 1e6 -map 0:a:0 -r 30000/1001 out_%03d.png)))
    (is (= ["openssl" "req" "-x509" "-newkey" "rsa:4096" "-subj" "/CN=x/O=y,z" "-days" "0365" "-addext" "subjectAltName=DNS:a,IP:1.2.3.4"]
           ($<lines printf "%s\n" openssl req -x509 -newkey rsa:4096 -subj /CN=x/O=y,z -days 0365 -addext subjectAltName=DNS:a,IP:1.2.3.4)))
    (is (= ["sort" "-t," "-k2,2n" "-k1.3,1.5r" "-u" "-S50%" "--parallel=08" "-T/tmp"]
           ($<lines printf "%s\n" sort -t, -k2,2n -k1.3,1.5r -u -S50% --parallel=08 -T/tmp)))
    (is (= ["xargs" "-0" "-I{}" "-n1" "-P08" "sh" "-c" "echo \"$1\"" "_" "{}"]
           ($<lines printf "%s\n" xargs -0 -I{} -n1 -P08 sh -c 'echo "$1"' _ {})))
    (is (= ["ps" "-eo" "pid,ppid,%cpu,args" "--sort=-%mem" "-p" "0001" "-C" "init"]
           ($<lines printf "%s\n" ps -eo pid,ppid,%cpu,args --sort=-%mem -p 0001 -C init)))
    (is (= ["mount" "-t" "nfs" "-o" "rw,noatime,vers=4.20" "srv:/export" "/mnt" "-o" "uid=0x3e8"]
           ($<lines printf "%s\n" mount -t nfs -o rw,noatime,vers=4.20 srv:/export /mnt -o uid=0x3e8)))
    (is (= ["kill" "-9" "%1" "-0123" "-s" "TERM" "--" "-1234"]
           ($<lines printf "%s\n" kill -9 %1 -0123 -s TERM -- -1234)))
    (is (= ["make" "-j04" "CC=gcc-12" "CFLAGS=-O2" "V=1" "-C" "src/../lib" "-f-" "-W" "x.c" "-l2.50"]
           ($<lines printf "%s\n" make -j04 CC=gcc-12 CFLAGS=-O2 V=1 -C src/../lib -f- -W x.c -l2.50)))
    (is (= ["jq" "-r" ".a[0].b,.c" "--arg" "x" "007" "-n" "[.[]]" "--indent" "2" ".[1:-1]"]
           ($<lines printf "%s\n" jq -r .a[0].b,.c --arg x 007 -n [.[]] --indent 2 .[1:-1])))
    (is (= ["gcc" "-DX=0x1F" "-DY=1e-3" "-Wl,-rpath,$ORIGIN/lib" "-std=c++17" "@args.txt" "-o" "a.out" "-I.." "-L."]
           ($<lines printf "%s\n" gcc -DX=0x1F -DY=1e-3 -Wl,-rpath,$ORIGIN/lib -std=c++17 @args.txt -o a.out -I.. -L.)))
    (is (= ["systemctl" "status" "ssh.service" "user@1000.service" "-n" "050" "--since=-5m" "--property=A,B"]
           ($<lines printf "%s\n" systemctl status ssh.service user@1000.service -n 050 --since=-5m --property=A,B)))
    (is (= ["wget" "-c" "-O-" "-q" "--header=X:1" "ftp://u:p@h/f;type=i" "-t" "03" "--limit-rate=200k"]
           ($<lines printf "%s\n" wget -c -O- -q --header=X:1 ftp://u:p@h/f;type=i -t 03 --limit-rate=200k)))
    (is (= ["printf" "%05.2f\\n" "3.14" "%s" "1/2" "-3" "+4" ".5" "5." "1_000" "0b101" "1M" "2N" "08" "#x" "^y" "`z" ",," ","]
           ($<lines printf "%s\n" printf %05.2f\\n 3.14 %s 1/2 -3 +4 .5 5. 1_000 0b101 1M 2N 08 #x ^y `z ,, ,)))
    (is (= ["cp" "-a" "--reflink=auto" "src/{a,b}" "dst/" "-t" "." "-S~" "--backup=numbered" "~" "~/x"]
           ($<lines printf "%s\n" cp -a --reflink=auto src/{a,b} dst/ -t . -S~ --backup=numbered ~ ~/x)))
    (is (= ["echo" "!!" "!$" "$0" "$$" "$?" "$#" "$1" "${x}" "$x$y" "%%" "@" "@a" "^" "^^" "=" "==" ":" "::" ":a" "::b" "/a" "/" "//" "." ".." "..." "-" "--" "---" "+" "++"]
           ($<lines printf "%s\n" echo !! !$ $0 $$ $? $# $1 ${x} $x$y %% @ @a ^ ^^ = == : :: :a ::b /a / // . .. ... - -- --- + ++)))))

(defmacro complaint
  "The message of what reading or compiling a text throws."
  [text]
  `(try (eval (read-string ~text)) :nothing (catch Throwable e# (str (or (ex-cause e#) e#)))))

(deftest values-within-words
  (let [d "dir" n 7 xs ["a" "b"] none nil]
    (are [words line] (= words line)
      ["--dir=dir"]           ($<lines printf "%s\n" --dir=~d)
      ["-Ca b"]               ($<lines printf "%s\n" -C"a b")
      ["dir.txt" "dir/x"]     ($<lines printf "%s\n" ~d.txt ~(str d)/x)
      ["x8y" "8"]             ($<lines printf "%s\n" x(inc n)y (inc n))
      ["7,8"]                 ($<lines printf "%s\n" ~n,~(inc n))
      ["dir7" "7:/x"]         ($<lines printf "%s\n" ~d~n ~n:/x)
      ["a" "b" "c"]           ($<lines printf "%s\n" ~xs c)
      ["~x" "x" "a b" "$x"]   ($<lines printf "%s\n" \~x 'x' 'a b' '$x')
      ["ab cd" "" "x"]        ($<lines printf "%s\n" a"b c"d "" x)
      ["q"]                   ($<lines printf "%s\n" 'q)
      ["a'b"]                 ($<lines printf "%s\n" a"'"b)
      ["1" "2"]               ($<lines printf "%s\n" 1 2 ; a comment
                                )
      ["1" "3"]               ($<lines printf "%s\n" 1 #_2 3)
      ["1" "2"]               ($<lines printf "%s\n" 1 \
                                2))
    (is (= ["k=~d"] ($<lines printf "%s\n" k='~d')))
    (is (thrown? ValueError ($< echo a~xs)) "no guess what several words would be")
    (is (thrown? ValueError ($< echo "/tmp/"~none)))))

(deftest operators-need-no-space
  (fs/with-temp-dir [dir]
    (let [f (fs/join dir "f")]
      ($ echo one >~f)
      (is (= "one\n" (slurp f)))
      ($ echo two>>~f)
      (is (= "one\ntwo\n" (slurp f)))
      (is (= "2" ($< wc -l <~f)))
      ($ sh -c "echo o; echo e >&2" >~f 2>&1)
      (is (= "o\ne\n" (slurp f)))
      ($ sh -c "echo e >&2" 2>~f)
      (is (= "e\n" (slurp f)))
      ($ sh -c "echo o; echo e >&2" &>~f)
      (is (= "o\ne\n" (slurp f)))
      (is (= "2" ($< seq 2|wc -l)))
      (is (= "x" ($< cat <<<x)))
      (is (= "2>" ($< echo "2>")))
      (is (= "| a" ($< echo "|" a)))
      (is (= "a|b <c>" ($< echo a\|b "<c>")))
      (is (true? ($? true&&true)))
      (is (false? ($? false&&true)))
      (is (= "q" ($< false||echo q))))))

(deftest options
  (is (= "1" ($< {:env {:A 1}} sh -c "echo $A")))
  (is (= "1 /usr" ($< {:env {:A 1}} {:dir "/usr"} sh -c "echo $A $PWD")))
  (is (= "e" ($< sh -c "echo e >&2" {:err :out})))
  (is (= "{} {a,b}" ($< echo {} {a,b}))))

(defmacro listing [f] `($< printf "%s,%s,%s" ls ~f --x=~f | cat))
(defmacro built [] (list '$< 'echo 'a 1 '-n 2.5 "b c" '| 'cat))

(deftest macros-build-them
  (let [v "v"]
    (is (= "ls,v,--x=v" (listing v))))
  (is (= "a 1 -n 2.5 b c" (built)))
  (is (= ["x 1" "x 2"] (mapv #($< echo x ~%) [1 2])))
  (is (= '("a" "1.10" (clojure.core/unquote b)) (rest '($ a 1.10 ~b)))))

(deftest other-dollars
  (testing "a name of somebody else's is read as Clojure"
    (is (= [1.1 :k] (let [ns (create-ns 'shell-words-other)]
                      (binding [*ns* ns]
                        (refer 'clojure.core)
                        (eval '(def $ vector))
                        (eval (read-string "($ 1.10 :k)"))))))))

(deftest mistakes
  (are [part text] (str/includes? (complaint text) part)
    "$(...)"              "(cljsh.process/$ echo $(date))"
    "a command is missing" "(cljsh.process/$ a | | b)"
    "a file name is missing" "(cljsh.process/$ a >)"
    "EOF"                   "(cljsh.process/$ a"))
