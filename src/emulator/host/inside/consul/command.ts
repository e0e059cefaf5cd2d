import fs from 'node:fs';
import http from 'node:http';
import { readConsulFile } from '../../../../appspec/consul/definitions.ts';
import { SOCKET } from './server.ts';

/*
 * A stand-in for the `consul` command, which asks the stand-in for the agent. What it does not know it refuses.
 * https://developer.hashicorp.com/consul/commands. Runs inside hosts.
 */

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const flags = new Map(
  process.argv
    .slice(2)
    .filter((word) => word.startsWith('-'))
    .map((word) => {
      const [name = '', ...rest] = word.replace(/^-+/, '').split('=');
      return [name, rest.join('=')] as const;
    }),
);

main(words).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);

async function main([command = '', ...rest]: readonly string[]): Promise<number> {
  switch (command) {
    case 'reload':
      return reload();
    case 'services':
      return services(rest);
    case 'members':
      return print(
        'Node  Address  Status',
        (await get('/v1/agent/members')).map(
          (one) => `${one.Name}  ${one.Addr}:${one.Port}  alive`,
        ),
      );
    case 'catalog':
      return catalog(rest);
    case 'validate':
      return validate(rest);
    case 'maint':
      return maintain();
    case 'info':
      return print('agent:', ['\tcheck_monitors = 0']);
    case 'version':
      return print('Consul (stand-in of codedeploy-fanout)', []);
    default:
      throw new Error(`consul: "${command}" is not supported in a sandbox`);
  }
}

async function reload(): Promise<number> {
  const { status, body } = await send('PUT', '/v1/agent/reload');
  if (status !== 200)
    throw new Error(`Error reloading: Unexpected response code: ${status} (${body})`);
  if (body) process.stderr.write(`${body}\n`);
  return print('Configuration reload triggered', []);
}

async function services([verb = '', ...files]: readonly string[]): Promise<number> {
  if (verb === 'register') {
    const bodies = files.length > 0 ? files.flatMap(servicesIn) : [fromFlags()];
    for (const body of bodies) {
      await put('/v1/agent/service/register', JSON.stringify(body));
      process.stdout.write(`Registered service: ${body.name}\n`);
    }
    return 0;
  }
  if (verb === 'deregister') {
    const ids = flags.has('id')
      ? [flags.get('id') ?? '']
      : files.flatMap(servicesIn).map(({ id }) => id);
    for (const id of ids) {
      await put(`/v1/agent/service/deregister/${encodeURIComponent(id)}`);
      process.stdout.write(`Deregistered service: ${id}\n`);
    }
    return 0;
  }
  throw new Error(`consul services: "${verb}" is not supported in a sandbox`);
}

function servicesIn(file: string) {
  const { services: found, problems } = readConsulFile(fs.readFileSync(file, 'utf8'));
  if (problems.length > 0) throw new Error(`Error: ${file}: ${problems.join('; ')}`);
  return found.map(({ checks, ...one }) => ({ ...one, checks: checks.map(rawCheck) }));
}

/** As a file has it. */
function rawCheck(check: ReturnType<typeof readConsulFile>['checks'][number]) {
  const { kind, ...rest } = check;
  if (kind === 'http') return { ...rest, http: check.url, interval: '10s' };
  if (kind === 'tcp') return { ...rest, tcp: check.address, interval: '10s' };
  if (kind === 'ttl') return { ...rest, ttl: '30s' };
  return { ...rest, interval: '10s' };
}

function fromFlags() {
  const name = flags.get('name') ?? '';
  const port = flags.get('port');
  return {
    name,
    id: flags.get('id') ?? name,
    ...(port !== undefined && { port: Number(port) }),
    ...(flags.has('tag') && { tags: [flags.get('tag')] }),
  };
}

async function catalog([what = '']: readonly string[]): Promise<number> {
  if (what === 'services') return print('', Object.keys(await get('/v1/catalog/services')));
  if (what === 'nodes')
    return print(
      'Node',
      (await get('/v1/catalog/nodes')).map(({ Node }) => String(Node)),
    );
  throw new Error(`consul catalog: "${what}" is not supported in a sandbox`);
}

function validate(paths: readonly string[]): number {
  const files = paths.flatMap((path) =>
    fs.statSync(path).isDirectory()
      ? fs
          .readdirSync(path)
          .filter((name) => name.endsWith('.json'))
          .map((name) => `${path}/${name}`)
      : [path],
  );
  const problems = files.flatMap((file) =>
    readConsulFile(fs.readFileSync(file, 'utf8')).problems.map((problem) => `${file}: ${problem}`),
  );
  if (problems.length > 0) throw new Error(`Config validation failed: ${problems.join('; ')}`);
  return print('Configuration is valid!', []);
}

async function maintain(): Promise<number> {
  const id = flags.get('service');
  if (id === undefined) throw new Error('consul maint: a node is not supported in a sandbox');
  const isOn = flags.has('enable');
  const reason = encodeURIComponent(flags.get('reason') ?? '');
  await put(
    `/v1/agent/service/maintenance/${encodeURIComponent(id)}?enable=${isOn}&reason=${reason}`,
  );
  return print(`Service maintenance is now ${isOn ? 'enabled' : 'disabled'} for "${id}"`, []);
}

function print(head: string, lines: readonly string[]): number {
  process.stdout.write(`${[head, ...lines].filter(Boolean).join('\n')}\n`);
  return 0;
}

async function put(path: string, body?: string): Promise<void> {
  const answer = await send('PUT', path, body);
  if (answer.status !== 200)
    throw new Error(`Error: Unexpected response code: ${answer.status} (${answer.body})`);
}

async function get(path: string): Promise<Record<string, unknown>[]> {
  return JSON.parse((await send('GET', path)).body);
}

function send(method: string, path: string, body = ''): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = http.request({ socketPath: SOCKET, method, path }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    call.on('error', ({ message }) => reject(new Error(`Error contacting the agent: ${message}`)));
    call.end(body);
  });
}
