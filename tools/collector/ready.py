"""Waits until somebody listens on a port of this machine and a file has its last export: ready.py PORT FILE NAME."""

import pathlib
import socket
import sys
import time

port, file, name = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
for _ in range(600):
    with socket.socket() as probe:
        listening = probe.connect_ex(("127.0.0.1", port)) == 0
    if listening and f"export {name}=" in file.read_text(encoding="utf-8"):
        sys.exit(0)
    time.sleep(0.2)
sys.exit("the Collector or the embedded world did not come up: see collector.log and world.log")
