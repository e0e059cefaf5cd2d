#!/bin/sh
# Adds a column; run a second time it finds it there.
set -eu
head -n 1 "$ORDERS_DATA/orders.csv" | grep -q ',total' || sed -i '1s/$/,total/' "$ORDERS_DATA/orders.csv"
