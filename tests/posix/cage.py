# SPDX-License-Identifier: MIT
"""A box for programs that are not to be trusted with the machine, as a shell that is being written."""
import os, shutil, subprocess, sys


def caged(visible=()):
    """Starts this program again where nothing can be harmed: not as root, with processes of its own, on a file
    system that is read-only but for a /tmp of its own, in which the files `visible` can be seen. Where bwrap
    cannot do that, nothing is done; true within the box."""
    if os.environ.get("CLJSH_CAGED"):
        return True
    if not shutil.which("bwrap"):
        return False
    box = ["bwrap", "--unshare-user", "--uid", "1000", "--gid", "1000", "--unshare-pid", "--unshare-ipc", "--die-with-parent",
           "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--setenv", "CLJSH_CAGED", "1", "--unsetenv", "TMPDIR"]
    top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__)))) # also where the sources lie below /tmp
    for path in {os.path.realpath(path) for path in (*visible, top) if path.startswith("/tmp/") and os.path.exists(path)}:
        box += ["--ro-bind", path, path]
    if subprocess.run([*box, "true"], stderr=subprocess.DEVNULL).returncode != 0:
        return False
    os.execvp(box[0], [*box, sys.executable, *sys.argv])
