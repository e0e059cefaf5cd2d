#!/bin/sh
set -eu
id orders >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin orders
