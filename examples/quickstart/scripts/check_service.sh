#!/bin/bash
# Asks the service for its status, for ten seconds, until it answers with the version that is installed. curl would do as well; bash needs no other program.
set -u
expected="{\"version\":\"$(</opt/orders/VERSION)\",\"status\":\"Healthy\"}"

ask() {
  printf 'GET /status HTTP/1.0\r\n\r\n' >&3
  # read fails at the last line, which does not end, but has it all the same. It waits a second for one that is silent.
  while ((SECONDS < 10)) && read -r -t 1 line <&3; do :; done
  answer=${line:-nothing}
}

while ((SECONDS < 10)); do
  answer='no answer on port 8080'
  { ask 3<>/dev/tcp/127.0.0.1/8080; } 2>/dev/null
  [ "$answer" = "$expected" ] && exit
  sleep 0.05
done
echo "$answer, expected $expected" >&2
exit 1
