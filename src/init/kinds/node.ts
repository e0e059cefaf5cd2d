import { defined } from '../../defined.ts';
import { copySources } from '../copy-sources.ts';
import { hasFile, type Repository } from '../repository.ts';
import type { MakeService } from '../service.ts';

/** The sources and what they depend on, run by the instances' own Node. */
export const nodeService: MakeService = (repository, { folder }) => {
  const { entry, scripts, hasDependencies } = manifest(repository);
  const npmrc = hasFile(repository, '.npmrc') ? ' --userconfig "$PWD/.npmrc"' : '';
  const install = hasFile(repository, 'package-lock.json') ? 'npm ci' : 'npm install';
  const builds = scripts.build !== undefined;
  return {
    build: [
      ...(builds ? [install, 'npm run build'] : []),
      '# Everything but hidden files, what tools have made and what is only about the deployment.',
      ...copySources(['node_modules']),
      ...(hasDependencies ? [`${install} --omit=dev --prefix "$bundle/app"${npmrc}`] : []),
    ],
    command: `/usr/bin/env node ${folder}/${entry ?? 'server.mjs'}`,
    starter: entry === undefined ? [{ path: 'server.mjs', text: SERVER }] : [],
  };
};

function manifest(repository: Repository): {
  entry?: string;
  scripts: Record<string, unknown>;
  hasDependencies: boolean;
} {
  const { main, scripts, dependencies } = parsed(repository.read('package.json'));
  const started = /^node\s+(?:--?\S+\s+)*([\w./-]+)/.exec(String(Object(scripts).start ?? ''))?.[1];
  const made = Object(scripts).build !== undefined;
  const candidates = [started, typeof main === 'string' ? main : undefined].flatMap((path) =>
    path === undefined ? [] : [path.replace(/^\.\//, '')],
  );
  const usual = ['server.mjs', 'server.js', 'index.mjs', 'index.js', 'app.js', 'src/index.js'];
  // What a build makes is not there yet.
  const entry = made && candidates[0] ? candidates[0] : undefined;
  const there = [...candidates, ...usual].find((path) => hasFile(repository, path));
  const chosen = entry ?? there;
  return {
    ...defined({ entry: chosen }),
    scripts: Object(scripts),
    hasDependencies: Object.keys(Object(dependencies)).length > 0,
  };
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    return Object(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

const SERVER = `// A small HTTP service that reports its version and health at /status.
import { createServer } from "node:http";

// Set by systemd: see codedeploy/systemd.
const version = process.env.VERSION ?? 'unknown';

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json');
  if (request.url === '/status') response.end(JSON.stringify({ version, health: 'Healthy' }));
  else response.writeHead(404).end('{}');
});
server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit()));
`;
