#!/bin/bash
set -euo pipefail
cd /opt/api
. /opt/api/release.env
systemctl is-active --quiet docker || systemctl start docker
aws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin "$REGISTRY"
docker compose --env-file release.env pull --quiet
