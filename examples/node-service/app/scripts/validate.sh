#!/bin/bash
set -euo pipefail
curl --fail --silent --show-error --max-time 5 --retry 2 --retry-delay 1 --retry-connrefused http://127.0.0.1:3000/health
