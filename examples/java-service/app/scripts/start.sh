#!/bin/bash
set -eu
systemctl daemon-reload
systemctl enable billing
systemctl restart billing
