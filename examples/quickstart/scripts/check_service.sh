#!/bin/bash
# Asks the service for its status, for ten seconds, until it answers with the version that is installed. curl would do as well; bash needs no other program.
set -u
expected="{\"version\":\"$(</opt/orders/VERSION)\",\"status\":\"Healthy\"}"

ask() {
  printf 'GET /status HTTP/1.0\r\n\r\n' >&3
  answer=nothing
  # read fails at the end, but has a last line that does not end. It waits five seconds for a service that is silent.
  while ((SECONDS < 10)) && { read -r -t 5 line <&3 || [ -n "$line" ]; }; do
    answer=$line
  done
}

while ((SECONDS < 10)); do
  answer='no answer on port 8080'
  { ask 3<>/dev/tcp/127.0.0.1/8080; } 2>/dev/null
  [ "$answer" = "$expected" ] && exit
  sleep 0.05
done
echo "$answer, expected $expected" >&2
exit 1
