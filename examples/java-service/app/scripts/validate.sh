#!/bin/bash
set -eu
systemctl is-active billing
curl --fail --silent --show-error --max-time 5 --retry 2 --retry-delay 1 --retry-connrefused http://127.0.0.1:8080/actuator/health
