# SPDX-License-Identifier: MIT
# A Slurm of its own: munged, slurmctld and two slurmds, in namespaces of their own, when there is Slurm.
root=
for r in "$here"/../../build/packages /; do [ -x "$r/usr/sbin/slurmctld-wlm" ] && [ -x "$r/usr/sbin/munged" ] && root=$(cd "$r" && pwd) && break; done
root=${root%/}
if [ ! -x "$root/usr/sbin/slurmctld-wlm" ] || [ ! -x "$root/usr/sbin/slurmd-wlm" ] || [ ! -x "$root/usr/bin/srun" ]; then
    skip "Slurm: not there (Debian's slurmctld, slurmd, slurm-client, munge)"
    return 0 2> /dev/null || exit 0
fi
if ! unshare --mount --pid --fork --kill-child --mount-proc true 2> /dev/null; then
    skip "Slurm: no namespaces of our own here (this needs root)"
    return 0 2> /dev/null || exit 0
fi
cat > cluster <<'END'
# cluster DIR ROOT: runs DIR/cases where there is a Slurm of the nodes n1 and n2
dir=$1 root=$2
lib=$root/usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$lib:$lib/slurm-wlm PATH=$root/usr/bin:$root/usr/sbin:$PATH SLURM_CONF=$dir/slurm.conf
mkdir -p "$dir/state" "$dir/spool/n1" "$dir/spool/n2" "$dir/log" "$dir/munge"
chmod 755 "$dir" "$dir/munge"
head -c 1024 /dev/urandom > "$dir/munge/key"
chmod 400 "$dir/munge/key"
munged -F --force --key-file="$dir/munge/key" --socket="$dir/munge/socket" --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" > "$dir/log/munged" 2>&1 &
ports=$(python3 -c 'import socket; s = [socket.socket() for _ in range(3)]; [x.bind(("127.0.0.1", 0)) for x in s]; print(*[x.getsockname()[1] for x in s])')
host=$(hostname)
ctl=${ports%% *} rest=${ports#* }
cat > "$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
SlurmctldPort=$ctl
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool/%n
SlurmctldPidFile=$dir/ctld.pid
SlurmdPidFile=$dir/slurmd-%n.pid
SlurmctldLogFile=$dir/log/ctld
SlurmdLogFile=$dir/log/%n
PluginDir=$lib/slurm-wlm
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MailProg=/bin/true
SchedulerType=sched/builtin
SlurmdParameters=config_overrides
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=${rest% *} CPUs=4 State=UNKNOWN
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=${rest#* } CPUs=4 State=UNKNOWN
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP OverSubscribe=YES
CONF
for i in 1 2 3 4 5 6 7 8 9 10; do [ -S "$dir/munge/socket" ] && break; sleep 0.1; done
slurmctld-wlm -D -f "$SLURM_CONF" > "$dir/log/ctld.out" 2>&1 &
for n in n1 n2; do slurmd-wlm -D -N $n -f "$SLURM_CONF" -d "$root/usr/sbin/slurmstepd-wlm" > "$dir/log/$n.out" 2>&1 & done
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    [ "$(sinfo -h -N -o %t 2> /dev/null | sort -u)" = idle ] && break
    sleep 0.3
done
sh "$dir/cases"
END
cat > cases <<'END'
echo "up: $(sinfo -h -o '%D %t')"
cat > where.clj <<'CLJ'
(let [ps (connect {:launch :srun :nodes 2 :tasks-per-node 2 :program (first *command-line-args*)})]
  (prn (sort (mapv node ps))
       (sort (mapv (fn [p] (call-on p (fn [] (get (.-environ (py/__import__ "os")) "SLURMD_NODENAME")))) ps))
       (mapv (fn [p] (= (py/bytes (range 256)) (call-on p (fn [] (py/bytes (range 256)))))) ps)))
CLJ
timeout 30 cljsh where.clj "$cljsh" 2>&1
for i in 1 2 3 4 5 6 7 8 9 10; do [ -z "$(squeue -h)" ] && break; sleep 0.5; done
echo "left: $(squeue -h | wc -l)"
timeout 30 salloc -Q -N2 -n4 cljsh where.clj "$cljsh" 2>&1
echo '(do (connect {:launch :srun :nodes 9 :timeout 3000}) nil)' > many.clj
timeout 30 cljsh many.clj 2>&1 | grep -q 'Slurm gives no nodes: ' && echo many
# a node that dies
cat > dies.clj <<'CLJ'
(let [[p] (connect {:launch :srun :nodes 1 :program (first *command-line-args*)}), r (monitor p)]
  (spawn-on p (fn [] (.kill (py/__import__ "os") (.getpid (py/__import__ "os")) 9)))
  (prn (receive [d r _ _ why] [d why] :after 5000 :timeout)))
CLJ
timeout 30 cljsh dies.clj "$cljsh" 2> /dev/null
# who is killed leaves no allocation behind
echo '(do (connect {:launch :srun :nodes 2 :program (first *command-line-args*)}) (println "there") (flush) (sleep 60000))' > killed.clj
cljsh killed.clj "$cljsh" > killed.out 2>&1 &
killed=$!
for i in 1 2 3 4 5 6 7 8 9 10; do [ -s killed.out ] && break; sleep 0.3; done
kill -9 $killed
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -z "$(squeue -h)" ] && break; sleep 0.5; done
echo "left: $(squeue -h | wc -l)"
END
ends 0 'up: 2 idle
("n1/1" "n1/2" "n2/1" "n2/2") ("n1" "n1" "n2" "n2") [true true true true]
left: 0
("n1/1" "n1/2" "n2/1" "n2/2") ("n1" "n1" "n2" "n2") [true true true true]
many
[:DOWN :noconnection]
left: 0' timeout 120 unshare --mount --pid --fork --kill-child --mount-proc sh cluster "$PWD" "$root"
