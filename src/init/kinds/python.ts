import { copySources } from '../copy-sources.ts';
import { hasFile } from '../repository.ts';
import type { MakeService } from '../service.ts';

const usual = ['main.py', 'app.py', 'server.py', 'service.py'];

/** The sources, and wheels of what they depend on: instances need no package index. */
export const pythonService: MakeService = (repository, { folder }) => {
  const entry = usual.find((path) => hasFile(repository, path));
  return {
    build: [
      '# Everything but hidden files and what is only about the deployment.',
      ...copySources(['build', 'venv']),
      'find "$bundle/app" -name __pycache__ -prune -exec rm -rf {} +',
      '# Wheels fit the version of Python that makes them: build with that of the instances.',
      'if [ -s requirements.txt ]; then',
      '  python3 -m pip wheel --requirement requirements.txt --wheel-dir "$bundle/app/wheels"',
      'fi',
    ],
    command: `${folder}/venv/bin/python ${folder}/${entry ?? 'service.py'}`,
    unit: ['Environment=PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1'],
    install: [
      `if [ -s ${folder}/requirements.txt ]; then`,
      `  python3 -m venv --clear ${folder}/venv`,
      `  ${folder}/venv/bin/pip install --no-index --find-links ${folder}/wheels \\`,
      `    --requirement ${folder}/requirements.txt`,
      'else',
      `  python3 -m venv --clear --without-pip ${folder}/venv`,
      'fi',
    ],
    starter: entry === undefined ? [{ path: 'service.py', text: SERVICE }] : [],
    image: 'python:3',
  };
};

const SERVICE = `"""A small HTTP service that reports its version and health at /status."""
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Set by systemd: see codedeploy/systemd.
VERSION = os.environ.get("VERSION", "unknown")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path == "/status"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({"version": VERSION, "health": "Healthy"} if found else {}).encode())


if __name__ == "__main__":
    ThreadingHTTPServer(("", 8080), Handler).serve_forever()
`;
