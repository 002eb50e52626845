# SPDX-License-Identifier: MIT
# Workers on this machine, and on others: an sshd of our own on loopback, when there is one.

# --- workers ----------------------------------------------------------------------

prints '[:hi "worker-1"]' cljsh '(let [me (self)] (spawn-on (fn [] (! me [:hi (node)]))) (receive x x))'
prints 'there
3' cljsh '(call-on (fn [x] (println "there") (inc x)) 2)'
run_it cljsh '(call-on (fn [] (.write (.-stderr (py/__import__ "sys")) "a complaint\n")))'
case $err in *'[worker-1] a complaint'*) pass ;; *) fail "stderr of a worker: $err" ;; esac
printf 'no hello\nat all\n' > noise
for input in /dev/null noise; do
    run_it cljsh --worker < "$input"
    case $status$err in 2*hello*) pass ;; *) fail "--worker without anybody who asks: $status, $err" ;; esac
done

# what a program has started ends with it, however that ends
cat > parent.clj <<'END'
(println (call-on (fn [] (.getpid (py/__import__ "os")))))
(flush)
(sleep 60000)
END
cljsh parent.clj > worker.pid &
parent=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -s worker.pid ] || sleep 0.1; done
worker=$(cat worker.pid)
kill -9 $parent
wait $parent 2> /dev/null
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do kill -0 "$worker" 2> /dev/null && sleep 0.1; done
if kill -0 "$worker" 2> /dev/null; then fail "a worker outlives its parent"; else pass; fi

# one that is stopped is gone within two seconds; whoever was stopped himself has heard of all that came
cat > stopped.clj <<'END'
(require '[os] '[time])
(defn echo [] (receive [from x] (do (! from x) (recur))))
(let [[p ref] (spawn-monitor-on echo)
      os-pid  (call-on p (fn [] (os/getpid)))
      then    (time/monotonic)]
  (os/kill os-pid 19)
  (prn (receive [:DOWN _ _ _ why] why :after 6000 :timeout) (< 1.3 (- (time/monotonic) then) 2.4)))
END
ends 0 ':noconnection true' cljsh stopped.clj
cat > waits.clj <<'END'
(require '[os])
(defn echo [] (receive [from x] (do (! from x) (recur))))
(let [[p ref] (spawn-monitor-on echo)]
  (println (os/getpid) (call-on p (fn [] (os/getpid))))
  (flush)
  (prn (receive [:DOWN _ _ _ why] why :after 4500 :there))
  (! p [(self) 1])
  (prn (receive x x :after 1000 :nothing)))
END
for who in 1 1,2; do # the parent; both
    rm -f waits.out
    cljsh waits.clj > waits.out &
    waits=$!
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -s waits.out ] || sleep 0.3; done
    pids=$(cut -d ' ' -f $who < waits.out)
    kill -STOP $pids
    sleep 3
    kill -CONT $pids
    wait $waits
    prints ':there
1' tail -n 2 waits.out
done
# a shorter time is known to both sides before it counts
prints ':there
:there
:there' cljsh '
  (let [[p ref] (spawn-monitor-on (fn [] (receive :never nil)))]
    (doseq [ms [700 2000 500]]
      (set-heartbeat! ms)
      (prn (receive [:DOWN _ _ _ why] why :after 1200 :there))))'

# as many as sixty-four at once: a token goes round all of them, and eight that are killed harm no other
cat > many.clj <<'END'
(defn hop [] (receive [:next pid] (loop [] (receive [:token n] (do (! pid [:token (inc n)]) (recur)) :stop nil))))
(defn any [] (receive x x :after 20000 :timeout))
(set-workers! 64)
(while (< (count (workers)) 64) (spawn-on + 1 2))
(let [begun (mapv (fn [w] (spawn-monitor-on w hop)) (workers))
      pids  (mapv first begun)]
  (doseq [[p q] (map vector pids (conj (subvec pids 1) (self)))] (! p [:next q]))
  (! (first pids) [:token 0])
  (prn (count (distinct (map node pids))) (any))
  (prn (= (range 6400) (pmap-on {:chunk 10} identity (range 6400))))
  (doseq [w (take 8 (workers))] (kill w :kill))
  (prn (frequencies (for [_ (range 8)] (nth (any) 4))))
  (let [left (filter alive? pids)]
    (doseq [p left] (! p :stop))
    (prn (frequencies (for [_ left] (nth (any) 4))))))
END
ends 0 '64 [:token 64]
true
{:noconnection 8}
{:normal 56}' cljsh many.clj

# --- launchers --------------------------------------------------------------------

prints '["there" 3]' cljsh "(let [[p] (connect \"there\" ** :launch [\"$cljsh\" \"--worker\"])] [(node p) (call-on p + 1 2)])"
prints '["h/1" "h/2"]' cljsh "(mapv node (connect \"h\" ** :launch [\"$cljsh\" \"--worker\"] :workers 2))"
prints '5' cljsh "(do (connect \"noisy\" ** :launch [\"sh\" \"-c\" \"echo Welcome; echo; exec $cljsh --worker\"]) (call-on \"noisy\" + 2 3))"
fails 1 '*node x: no cljsh --worker has answered*motd*' cljsh '(connect "x" ** :launch ["sh" "-c" "echo motd; sleep 5"] :timeout 300)'
fails 1 '*node x: it has ended*it said: no such thing*' cljsh '(connect "x" ** :launch ["sh" "-c" "echo no such thing >&2; exit 3"])'
fails 1 '*node x:*nothing-like-it*' cljsh '(connect "x" ** :launch ["nothing-like-it"])'
fails 1 '*node x is another build of cljsh: 0-old*' cljsh '(connect "x" ** :launch ["sh" "-c" "echo cljsh-node 0-old; sleep 5"])'
fails 1 '*A host is a string*' cljsh '(connect "-oProxyCommand=true")'
fails 1 '*connect has no option :wokers*:workers*' cljsh '(connect "x" ** :wokers 2)'
fails 1 '*:workers of connect is a positive integer, not 0*' cljsh '(connect "x" ** :workers 0)'

# a frame that is none ends the connection and nothing else
build=$(cljsh '(do (require (quote cljsh.node)) (cljsh.node.prim/build))' | tr -d '"')
ends 0 '[:DOWN :noconnection 4]' cljsh "
  (let [p (first (connect \"bad\" ** :launch [\"sh\" \"-c\" \"echo cljsh-node $build; sleep 0.2; head -c 16 /dev/zero; sleep 5\"]))
        r (monitor p)]
    (receive [d _ _ _ why] [d why (call-on + 2 2)] :after 5000 :timeout))"
case $err in *'node bad was ended: a frame is malformed'*) pass ;; *) fail "a frame that is none: $err" ;; esac

# another machine keeps code in its cache: it is sent there once; what is damaged there is sent again
cat > code.clj <<'END'
(defn helper [x] (+ x 1))
(defprotocol Sized (size [x]))
(defrecord Block [a] Sized (size [_] (helper a)))
(defn work [r] (helper (size r)))
(let [[folder launch] *command-line-args*
      [p] (connect "there" ** :launch [launch "--worker"] :env {"XDG_CACHE_HOME" folder})
      sent (fn [] (:sent-bytes (second (cluster))))]
  (prn (call-on p work (->Block 3)) (> (sent) 1200)))
END
mkdir -m 700 cache-there
prints '5 true' cljsh code.clj "$PWD/cache-there" "$cljsh"
prints '5 false' cljsh code.clj "$PWD/cache-there" "$cljsh"
for f in cache-there/cljsh/*; do echo x >> "$f"; done
prints '5 true' cljsh code.clj "$PWD/cache-there" "$cljsh"
prints '5 false' cljsh code.clj "$PWD/cache-there" "$cljsh"
prints '5 true' cljsh code.clj /dev/full "$cljsh"

# --- ssh -----------------------------------------------------------------------------

sshd=
for f in /usr/sbin/sshd "$here"/../../build/packages/usr/sbin/sshd; do [ -x "$f" ] && sshd=$(cd "$(dirname "$f")" && pwd)/sshd && break; done
if [ -z "$sshd" ] || ! command -v ssh ssh-keygen > /dev/null; then
    skip "ssh to other machines: no sshd (Debian's openssh-server)"
    return 0 2> /dev/null || exit 0
fi
LD_LIBRARY_PATH=$(dirname "$sshd")/../lib/x86_64-linux-gnu:$(dirname "$sshd")/../../lib/x86_64-linux-gnu
mkdir -m 700 ssh ssh/small
ssh-keygen -q -t ed25519 -N '' -f ssh/host
ssh-keygen -q -t ed25519 -N '' -f ssh/user
cp ssh/user.pub ssh/authorized
me=$(id -un)
start_sshd() { # PORT: in a mount namespace of its own when we are root, whom sshd asks for a user and a folder
    cat > "ssh/config-$1" <<END
Port $1
ListenAddress 127.0.0.1
HostKey $PWD/ssh/host
AuthorizedKeysFile $PWD/ssh/authorized
PidFile $PWD/ssh/pid-$1
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
AcceptEnv PATH
PermitUserEnvironment yes
END
    if [ "$(id -u)" = 0 ]; then
        { cat /etc/passwd; echo 'sshd:x:100:65534::/run/sshd:/usr/sbin/nologin'; } > ssh/passwd
        LD_LIBRARY_PATH=$LD_LIBRARY_PATH unshare --mount sh -c '
            mount -t tmpfs tmpfs /run && mkdir -p /run/sshd && mount --bind ssh/passwd /etc/passwd &&
            mount -t tmpfs -o size=1m tmpfs ssh/small && exec "$@"' sh \
            "$sshd" -D -f "$PWD/ssh/config-$1" -E "$PWD/ssh/log-$1" &
    else
        LD_LIBRARY_PATH=$LD_LIBRARY_PATH "$sshd" -D -f "$PWD/ssh/config-$1" -E "$PWD/ssh/log-$1" &
    fi
    eval "sshd_$2=$!"
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port_1=$(free_port) port_2=$(free_port)
start_sshd "$port_1" 1
start_sshd "$port_2" 2
cat > ssh/client <<END
Host one
  Port $port_1
Host two
  Port $port_2
Host one two
  HostName 127.0.0.1
  User $me
  IdentityFile $PWD/ssh/user
  UserKnownHostsFile $PWD/ssh/known
  StrictHostKeyChecking accept-new
Host stranger
  HostName 127.0.0.1
  Port $port_1
  User $me
  IdentityFile $PWD/ssh/host
  IdentitiesOnly yes
  UserKnownHostsFile $PWD/ssh/known
  StrictHostKeyChecking accept-new
END
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    ssh -F ssh/client -o BatchMode=yes one true 2> /dev/null && ssh -F ssh/client -o BatchMode=yes two true 2> /dev/null && break
    sleep 0.2
done
options=":ssh-options [\"-F\" \"$PWD/ssh/client\"]"
if ! ssh -F ssh/client -o BatchMode=yes one true 2> ssh/why; then
    skip "ssh to other machines: the sshd of the test does not let us in: $(tail -n 1 ssh/why)"
else
    prints '["one" 3]' cljsh "(let [[p] (connect \"one\" ** $options :program \"$cljsh\")] [(node p) (call-on p + 1 2)])"
    prints '[["one" 2] ["two" 3]]' cljsh "
      (do (connect \"one\" ** $options :program \"$cljsh\") (connect \"two\" ** $options :program \"$cljsh\")
          (mapv (fn [h n] [h (call-on h inc n)]) [\"one\" \"two\"] [1 2]))"
    # what has died there is known here within two seconds
    prints '[:DOWN :noconnection true]' cljsh "
      (let [[p] (connect \"one\" ** $options :program \"$cljsh\")
            ms  (fn [] (cljsh.node.prim/now-ms))
            [q r] (spawn-monitor-on \"one\" (fn [] (.kill (py/__import__ \"os\") (.getpid (py/__import__ \"os\")) 9)))
            then (ms)]
        (receive [d _ _ _ why] [d why (< (- (ms) then) 2000)] :after 5000 :timeout))"
    printf 'the cat and the dog\n' > words-1
    printf 'The bird, and a cat\n' > words-2
    prints '3 the
2 and
2 cat
1 a
1 bird
1 dog' env CLJSH_PROGRAM="$cljsh" cljsh "$here/../../man/examples/word-count-ssh.clj" one,two "$PWD/words-1" "$PWD/words-2" -- -F "$PWD/ssh/client"
    fails 1 '*node one:*not-there*' cljsh "(connect \"one\" ** $options :program \"not-there\")"
    fails 1 '*node stranger:*Permission denied*' cljsh "(connect \"stranger\" ** $options :program \"$cljsh\")"
    fails 1 '*node no.such.host.invalid:*' cljsh "(connect \"no.such.host.invalid\" ** $options :timeout 3000)"
    # copied there; the home of the other side is ours
    home=$PWD/home
    mkdir home
    echo "XDG_CACHE_HOME=$home" > ssh/environment
    sed "s|^AcceptEnv.*|SetEnv XDG_CACHE_HOME=$home|" "ssh/config-$port_1" > ssh/config-new && cp ssh/config-new "ssh/config-$port_1"
    kill -HUP "$(cat "ssh/pid-$port_1")"
    sleep 0.5
    prints '[3 true]' cljsh "
      (do (connect \"one\" ** $options :install true)
          [(call-on \"one\" + 1 2) (call-on \"one\" (fn [] (.startswith (.readlink (py/__import__ \"os\") \"/proc/self/exe\") \"$home\")))])"
    prints '3' cljsh "(do (connect \"one\" ** $options :install true) (call-on \"one\" + 1 2))"
    # the disk there is too small for it, and then for any code: which does without a cache
    if [ "$(id -u)" = 0 ]; then
        sed "s|^AcceptEnv.*|SetEnv XDG_CACHE_HOME=$PWD/ssh/small|" "ssh/config-$port_2" > ssh/config-new && cp ssh/config-new "ssh/config-$port_2"
        kill -HUP "$(cat "ssh/pid-$port_2")"
        sleep 0.5
        fails 1 '*node two: the program could not be copied there: *No space left on device*' cljsh "(connect \"two\" ** $options :install true)"
        ssh -F ssh/client two "find $PWD/ssh/small -type f; head -c 2000000 /dev/zero > $PWD/ssh/small/full; df --output=avail $PWD/ssh/small | tail -n 1" > left 2> /dev/null
        prints 0 tr -d ' ' < left
        cat > full-disk.clj <<'END'
(defrecord Block [a])
(def table (vec (range 20000)))
(defn work [{:keys [a]}] (reduce + a table))
(let [[program config] *command-line-args*]
  (connect "two" ** :ssh-options ["-F" config] :program program)
  (prn (call-on "two" work (->Block 1))))
END
        prints 199990001 cljsh full-disk.clj "$cljsh" "$PWD/ssh/client"
    else
        skip "a full disk at the other end: no file system of our own here (this needs root)"
    fi
fi
for port in "$port_1" "$port_2"; do [ ! -s "ssh/pid-$port" ] || kill "$(cat "ssh/pid-$port")"; done
wait "$sshd_1" "$sshd_2" 2> /dev/null
