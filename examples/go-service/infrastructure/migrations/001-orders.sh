#!/bin/sh
# Makes the file of orders; run a second time it leaves what is there.
set -eu
[ -e "$ORDERS_DATA/orders.csv" ] || echo 'id,customer' > "$ORDERS_DATA/orders.csv"
