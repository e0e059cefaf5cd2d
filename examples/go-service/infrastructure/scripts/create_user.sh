#!/bin/sh
set -eu
id orders >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin orders
install -d -o orders -g orders -m 0750 /var/lib/orders /var/spool/orders
install -d -m 0755 /etc/orders
