#!/bin/bash
# Asks the service for its status until it answers with the version that is installed. curl would do as well; bash needs no other program.
set -u
expected="{\"version\":\"$(</opt/orders/VERSION)\",\"status\":\"Healthy\"}"

ask() {
  printf 'GET /status HTTP/1.0\r\n\r\n' >&3
  mapfile -t lines <&3
  answer=${lines[-1]:-nothing}
}

for ((tries = 0; tries < 50; tries++)); do
  answer='no answer on port 8080'
  { ask 3<>/dev/tcp/127.0.0.1/8080; } 2>/dev/null
  [ "$answer" = "$expected" ] && exit
  sleep 0.1
done
echo "$answer, expected $expected" >&2
exit 1
