#!/bin/sh
# Runs from the release that was installed before. Nothing to stop is not a failure.
set -eu
if systemctl is-active --quiet orders; then
  systemctl stop orders
fi
