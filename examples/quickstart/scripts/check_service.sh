#!/bin/sh
set -eu
exec node /opt/orders/check.mjs
