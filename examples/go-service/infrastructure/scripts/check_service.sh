#!/bin/sh
# What goes to stdout and stderr is in the build log when this fails.
set -eu
if ! curl --fail --silent --show-error --max-time 5 --retry 20 --retry-delay 1 --retry-connrefused http://127.0.0.1:8080/status; then
  echo 'the service does not answer; its last log lines:' >&2
  journalctl --unit orders --lines 20 --no-pager >&2
  exit 1
fi
