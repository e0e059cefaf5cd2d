#!/bin/bash
set -euo pipefail
cd /opt/api
docker compose --env-file release.env up --detach --remove-orphans
