#!/bin/sh
# systemd runs the service: nothing here keeps the hook's output open, for which the agent would wait.
set -eu
systemctl daemon-reload
systemctl enable orders
systemctl restart orders
# Its definition was installed with the release; the agent reads it again, and knows the new version from then on.
consul reload
