#!/bin/bash
set -euo pipefail
cd /opt/api
docker compose --env-file release.env ps --status running api
docker compose --env-file release.env exec -T api wget -qO- http://127.0.0.1:8080/health
