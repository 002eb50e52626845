#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""http_load.py COMMAND…: starts a server, which prints its port, asks it 20,000
times over 50 connections that are kept, and prints the seconds that took."""
import selectors
import socket
import subprocess
import sys
from time import perf_counter

REQUESTS, CONNECTIONS = 20000, 50
REQUEST = b"GET /hello HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n"
BODY = b"hello, world"


def complete(data):
    """Is it a whole response?"""
    head, gap, body = data.partition(b"\r\n\r\n")
    return bool(gap) and body == BODY and head.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200"))


def main():
    server = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
    try:
        port = int(server.stdout.readline())
        start, left, got = perf_counter(), REQUESTS, 0
        waiting = selectors.DefaultSelector()
        for _ in range(CONNECTIONS):
            s = socket.create_connection(("127.0.0.1", port))
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            s.sendall(REQUEST)
            left -= 1
            waiting.register(s, selectors.EVENT_READ, [b""])
        while got < REQUESTS:
            for key, _ in waiting.select(20) or sys.exit("no answer"):
                more = key.fileobj.recv(65536)
                if not more:
                    sys.exit("the server closed a connection")
                key.data[0] += more
                if complete(key.data[0]):
                    got += 1
                    key.data[0] = b""
                    if left:
                        key.fileobj.sendall(REQUEST)
                        left -= 1
        print("http", perf_counter() - start, got)
    finally:
        server.terminate()
        server.wait()


main()
