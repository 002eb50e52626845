# SPDX-License-Identifier: MIT
"""Job control of the command language at a prompt."""
import os, re, signal, subprocess, termios, time

from session import CLJSH, SLOW, Session, eq

PROMPT = "%% "


class Shell(Session):
    def __init__(self, *args, **env):
        super().__init__(*(args or ("--posix", "-i")), PS1=PROMPT, ENV="", HISTFILE="", **env)

    def prompt(self):
        self.expect(PROMPT)
        return self

    def says(self, text, pattern, prompt=PROMPT):
        return super().says(text, pattern, prompt)

    def does(self, text):
        """Types a line and gives what it says up to the next prompt."""
        self.quiet()
        self.type(text + "\n")
        self.expect(r"\r?\n")
        return self.expect("(?s)(.*?)" + PROMPT).group(1).replace("\r", "")

    def stops(self, text="Stopped"):
        time.sleep(0.3)
        self.type("\x1a")
        self.expect(text)
        self.prompt()

    def interrupt(self):
        time.sleep(0.3)
        self.type("\x03")
        self.prompt()


def ended(pid):
    for _ in range(SLOW * 10):
        try:
            with open(f"/proc/{pid}/stat") as f:
                if f.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


def test_job_interrupted():
    with Shell().prompt() as s:
        s.type("sleep 100\n")
        s.interrupt()
        eq(s.does("echo $?"), "130\n")


def test_job_stopped_and_continued():
    with Shell().prompt() as s:
        s.type("sleep 100\n")
        s.stops()
        eq(s.does("echo $?"), "148\n")
        assert re.search(r"\[1\] \+ Stopped.* sleep 100", s.does("jobs"))
        assert re.search(r"\[1\] sleep 100", s.does("bg"))
        assert re.search(r"\[1\] \+ Running.* sleep 100", s.does("jobs"))
        s.type("fg\n")
        s.expect("sleep 100")
        s.interrupt()
        eq(s.does("jobs"), "")


def test_job_is_a_pipeline():
    with Shell().prompt() as s:
        s.type("sleep 100 | cat | cat\n")
        s.stops()
        eq(len(s.does("jobs").splitlines()), 1)
        s.type("fg %sleep\n")
        s.expect(r"sleep 100 \| cat \| cat")
        s.interrupt()
        eq(s.does("jobs"), "")


def test_job_whose_leader_has_ended():
    with Shell().prompt() as s:
        s.type("true | sleep 100\n")
        s.stops()
        s.type("fg\n")
        s.stops()
        s.type("fg\n")
        s.interrupt()
        eq(s.does("jobs"), "")


def test_job_of_a_subshell():
    with Shell().prompt() as s:
        s.type("(sleep 100; echo no)\n")
        s.stops()
        s.type("fg\n")
        s.interrupt()
        eq(s.does("jobs; echo done"), "done\n")


def test_loop_is_interrupted():
    with Shell().prompt() as s:
        s.type("while :; do sleep 0.1; done\n")
        s.interrupt()
        s.type("while :; do :; done\n")
        s.interrupt()
        eq(s.does("echo $?"), "130\n")


def test_background_reader_stops():
    with Shell().prompt() as s:
        s.does("cat > f &")
        time.sleep(0.3)
        assert "Stopped" in s.does("") + s.does("jobs")
        s.type("fg\n")
        s.expect("cat > f")
        s.type("typed\n")
        time.sleep(0.2)
        s.type("\x04")
        s.prompt()
        eq(s.does("cat f"), "typed\n")


def test_modes_are_given_back():
    with Shell().prompt() as s:
        before = s.does("stty -a")
        s.does("sh -c 'stty raw -echo; kill -KILL $$'")
        eq(s.does("stty -a"), before)
        s.does("stty -echoctl")
        assert "-echoctl" in s.does("stty -a")


def test_modes_of_a_stopped_job():
    with Shell().prompt() as s:
        s.does("sh -c 'stty -echoe; kill -STOP $$; stty -a > f'")
        assert "-echoe" not in s.does("stty -a")
        s.does("fg")
        assert "-echoe" in s.does("cat f")


def test_end_is_told():
    with Shell().prompt() as s:
        assert re.search(r"\[1\] \d+", s.does("sleep 0.1 &"))
        time.sleep(0.5)
        assert re.search(r"\[1\] ?\+ Done.* sleep 0.1", s.does(""))
        eq(s.does("jobs"), "")


def test_stopped_jobs_at_exit():
    with Shell().prompt() as s:
        s.type("sleep 100\n")
        s.stops()
        pid = int(s.does("jobs -p"))
        assert "stopped jobs" in s.does("exit")
        assert "stopped jobs" in (s.does("true") and "") + s.does("exit")
        s.type("exit 3\n")
        eq(s.wait(), 3)
        assert ended(pid)


def test_hangup_of_a_login_shell():
    for login in (True, False):
        with Shell("--posix", "-li" if login else "-i").prompt() as s:
            s.does("sleep 100 & echo $! > f")
            s.does("nohup sleep 100 > /dev/null 2>&1 & echo $! > g")
            pids = [int(s.does("cat " + f)) for f in "fg"]
            s.type("exit\n")
            eq(s.wait(), 0)
            if login:
                assert ended(pids[0])
            for pid in pids[login:]:
                os.kill(pid, signal.SIGTERM)


def test_nested_shells():
    with Shell(SH=CLJSH).prompt() as s:
        s.does("$SH --posix -i")
        s.type("sleep 100\n")
        s.stops()
        assert "sleep 100" in s.does("jobs")
        s.type("suspend\n")
        s.expect("Stopped")
        s.prompt()
        assert "--posix" in s.does("jobs")
        s.type("fg\n")
        s.expect("--posix")
        assert "sleep 100" in s.does("jobs")
        s.does("kill %1; wait; exit")
        eq(s.does("jobs; echo outer"), "outer\n")


def test_names_of_jobs():
    with Shell().prompt() as s:
        s.does("sleep 100 & sleep 101 & sleep 102 &")
        assert "sleep 101" in s.does("jobs %2")
        assert "sleep 102" in s.does("jobs %+")
        assert "sleep 101" in s.does("jobs %-")
        assert "sleep 102" in s.does("jobs %?102")
        assert "more than one" in s.does("jobs %sleep")
        s.does("kill %1 %2 %3; wait")


def test_told_at_once():
    with Shell().prompt() as s:
        s.does("set -b; sleep 0.2 &")
        s.expect("Done")


def test_terminal_of_a_script():
    """Job control in a script: its jobs have the terminal, and it goes on when one is stopped."""
    with Session("-c", "set -m; sleep 100; echo status $?; jobs; kill %1; stty -a | head -n 1") as s:
        time.sleep(0.5)
        s.type("\x1a")
        s.expect("status 148")
        s.expect("Stopped")
        s.expect("speed")
        eq(s.wait(), 0)
