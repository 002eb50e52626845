# SPDX-License-Identifier: MIT
import json
import sys
from time import process_time

text = open(sys.argv[1] + "/records.json", encoding="utf-8").read()
start = process_time()
parsed = json.loads(text)
middle = process_time()
back = json.dumps(parsed, ensure_ascii=False, separators=(",", ":"))
print("json", process_time() - start, len(parsed))
print("parse", middle - start)
print("generate", process_time() - middle)
