#!/bin/sh
# Nothing to stop is no failure: the machine may have been restarted.
set -eu
if [ -f /run/orders.pid ]; then
  kill "$(cat /run/orders.pid)" 2>/dev/null || true
  rm -f /run/orders.pid
fi
