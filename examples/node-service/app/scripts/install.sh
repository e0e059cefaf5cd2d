#!/bin/bash
set -euo pipefail
cd /srv/shop
npm install --omit=dev --no-audit --no-fund
node --check server.js
node -e 'require("./ecosystem.config.js")'
