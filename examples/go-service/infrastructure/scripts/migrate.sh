#!/bin/sh
# Runs each migration once, in order: what has run is noted as soon as it has. One that was cut off runs again, so each
# can be repeated. The lock keeps two deployments apart.
set -eu
export ORDERS_DATA=/var/lib/orders
ledger=$ORDERS_DATA/migrations.done
mkdir -p "$ORDERS_DATA"
exec 9> "$ORDERS_DATA/migrations.lock"
flock 9
touch "$ledger"
for file in /opt/orders/migrations/*.sh; do
  name=$(basename "$file")
  if grep -qxF "$name" "$ledger"; then
    echo "$name has run before"
    continue
  fi
  echo "$name runs"
  sh "$file"
  echo "$name" >> "$ledger"
done
chown -R orders:orders "$ORDERS_DATA"
