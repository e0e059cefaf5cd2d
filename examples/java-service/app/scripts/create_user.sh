#!/bin/bash
set -eu
id billing >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin billing
