#!/bin/bash
# Runs from the release that was installed before. Nothing to stop is not a failure.
pm2 stop shop || true
