#!/bin/bash
set -euo pipefail
cd /srv/shop
pm2 startOrReload ecosystem.config.js
pm2 save
