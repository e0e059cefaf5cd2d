#!/bin/bash
# Runs from the release that was installed before. Nothing to stop is no failure.
set -eu
if systemctl is-active --quiet billing; then
  systemctl stop billing
fi
