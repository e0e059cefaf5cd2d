import { hasFile, type NewFile, type Repository } from '../repository.ts';
import type { MakeService } from '../service.ts';

/** One binary, which knows its version by the linker. */
export const goService: MakeService = (repository, { name, folder, program = name }) => {
  const main = mainPackage(repository, name);
  return {
    build: [
      '# What the instances run: GOARCH=arm64 is for Graviton.',
      'export GOOS=linux GOARCH="${GOARCH:-amd64}" CGO_ENABLED=0',
      'go build -trimpath -buildvcs=false \\',
      '  -ldflags "-s -w -buildid= -X main.version=$VERSION" \\',
      `  -o "$bundle/app/${program}" ${main ?? '.'}`,
    ],
    command: `${folder}/${program}`,
    starter: main === undefined ? starter(repository, name) : [],
    image: 'golang:1',
  };
};

function mainPackage({ files, read }: Repository, name: string): string | undefined {
  const folders = new Set(
    files
      .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'))
      .filter((path) => /^package main\b/m.test(read(path) ?? ''))
      .map((path) => path.split('/').slice(0, -1).join('/')),
  );
  const inOrder = ['', `cmd/${name}`, ...[...folders].toSorted()];
  const found = inOrder.find((folder) => folders.has(folder));
  return found === undefined ? undefined : found === '' ? '.' : `./${found}`;
}

function starter(repository: Repository, name: string): NewFile[] {
  // Without a dot it might be the name of a package of Go's own, such as go or log.
  const module = `module example.com/${name}\n\ngo 1.19\n`;
  return [
    ...(hasFile(repository, 'go.mod') ? [] : [{ path: 'go.mod', text: module }]),
    { path: 'main.go', text: MAIN },
  ];
}

const MAIN = `// A small HTTP service that reports its version and health at /status.
package main

import (
	"encoding/json"
	"log"
	"net/http"
)

// Set by the linker: see codedeploy/build.sh.
var version = "unknown"

func main() {
	http.HandleFunc("/status", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"version": version, "health": "Healthy"})
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`;
