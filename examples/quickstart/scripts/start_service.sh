#!/bin/sh
# The streams are redirected: a service that keeps the hook's own open makes the agent wait until the time-out.
set -eu
cd /opt/orders
nohup node orders.cjs </dev/null >/var/log/orders.log 2>&1 &
echo $! >/run/orders.pid
