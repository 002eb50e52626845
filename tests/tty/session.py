# SPDX-License-Identifier: MIT
"""The program on a pseudo-terminal, for tests: what is typed at it, and what comes back."""
import fcntl, os, pty, re, select, shutil, signal, struct, sys, tempfile, termios, time

CLJSH = os.path.realpath(sys.argv[1]) if len(sys.argv) > 1 else sys.exit("usage: run CLJSH [NAME…]")
SLOW = 20  # seconds that anything may take


class Session:
    """The program on a pseudo-terminal of its own."""

    def __init__(self, *args, term="xterm", home=None, **env):
        self.home = home or tempfile.mkdtemp(prefix="cljsh-tty.")
        self.keep_home = home is not None
        self.seen = ""
        self.status = None
        ready, go = os.pipe()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.read(ready, 1)
            os.environ.update(env, TERM=term, HOME=self.home, LC_ALL="C.UTF-8")
            for name in ("XDG_STATE_HOME", "NO_COLOR", "CLJSH_PATH"):
                if name not in env:
                    os.environ.pop(name, None)
            os.chdir(self.home)
            os.execv(CLJSH, [CLJSH, *args])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.modes = termios.tcgetattr(self.fd)
        os.write(go, b".")
        os.close(go)
        os.close(ready)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)
        if not self.keep_home:
            shutil.rmtree(self.home, ignore_errors=True)

    def type(self, text):
        os.write(self.fd, text.encode())

    def _read(self, seconds):
        if not select.select([self.fd], [], [], seconds)[0]:
            return None
        try:
            return os.read(self.fd, 65536).decode("utf-8", "replace")
        except OSError:
            return ""

    def expect(self, pattern, seconds=SLOW):
        """Waits until what came since the last time matches; returns the match."""
        end = time.monotonic() + seconds
        while not (match := re.search(pattern, self.seen)):
            part = self._read(max(0, end - time.monotonic()))
            if not part:
                raise AssertionError(f"no {pattern!r} in {self.seen!r}")
            self.seen += part
        self.seen = self.seen[match.end():]
        return match

    def quiet(self, seconds=0.3):
        """What comes until nothing more comes."""
        while part := self._read(seconds):
            self.seen += part
        seen, self.seen = self.seen, ""
        return seen

    def says(self, text, pattern, prompt="user=> "):
        """Types a line, and expects this and the next prompt."""
        self.type(text + "\n")
        match = self.expect(pattern)
        self.expect(re.escape(prompt))
        return match

    def wait(self):
        end = time.monotonic() + SLOW
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
            if part := self._read(0.05):
                self.seen += part
        raise AssertionError("it does not end")

    def prompt(self):
        self.expect("user=> ")
        return self

    def interrupt(self):
        """Types ^C and expects a prompt. The kernel throws away what waits to be
        shown after it has sent the signal, and so may take some of the answer:
        then Enter is pressed for another prompt."""
        self.type("\x03")
        for _ in range(SLOW):
            try:
                self.expect("user=> ", 1)
                self.quiet()
                return
            except AssertionError:
                self.type("\n")
        self.prompt()


def eq(a, b):
    assert a == b, f"{a!r} is not {b!r}"
