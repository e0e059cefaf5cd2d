#!/bin/bash
# Runs from the release that was installed before. Nothing to stop is not a failure.
set -eu
cd /opt/api || exit 0
docker compose --env-file release.env down || true
