import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hostNames } from '../../src/ci/detect.ts';
import type { HostName } from '../../src/ci/host.ts';
import { defined } from '../../src/defined.ts';
import { aToken } from '../aws/makers.ts';
import { type Job, jobs, requestToken } from './ci-jobs.ts';
import { aCiProject, type CiProject } from './ci-project.ts';
import { dist, fanout, plainEnvironment, type RunningEmulator, startEmulator } from './fanout.ts';

const externalId = 'the-external-id-of-the-role';
const statusToken = 'the-secret-of-the-status-page';

/** What a job is not to give away, beside what AWS gives it. */
const variables = { EXTERNAL_ID: externalId, STATUS_TOKEN: statusToken };

/** Prints whatever it is given, as careless builds do. */
const chattyBuild = `import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('build', { recursive: true });
writeFileSync('build/appspec.yml', 'version: 0.0\\nos: linux\\nfiles:\\n  - source: app.txt\\n    destination: /opt/orders\\n');
writeFileSync('build/app.txt', process.env.VERSION);
for (const [name, value] of Object.entries(process.env)) console.log(name + '=' + value);
`;

/** Every other command, with every form in which it tells of something, through a pipe. */
const others = [
  [
    'deploy',
    'production',
    '--build-number',
    '216',
    '--json',
    '--page',
    'd.html',
    '--events',
    'd.jsonl',
    '--junit',
    'd.xml',
  ],
  ['plan', 'production', '--build-number', '217', '--json'],
  ['plan', 'production', '--build-number', '217'],
  ['status', '--probe', '--json'],
  ['status', '--probe', '--page', 's.html'],
  ['rollback', 'production', '--json', '--reason', 'to see'],
  ['hold', 'production', '--reason', 'to see'],
  ['unhold', 'production'],
  ['package', '--build-number', '218', '--json', '--out', 'x.zip'],
  ['lint', 'build', '--json', '--sarif', 'l.sarif'],
  ['bootstrap', '--policy', 'deploy'],
  ['rehearse', '--hooks', 'none', '--speed', '1000', '--build-number', '219', '--json'],
];

/** What every CI system's job may run beside `deploy`. `deploy` is killed while it is at work, for `finish`. */
const everywhere = [
  ['promote', 'last', '--json', '--page', 'pr.html', '--events', 'pr.jsonl', '--junit', 'pr.xml'],
  ['status', '--probe', '--page', 's.html'],
  ['deploy', 'production', '--build-number', '229'],
  ['rollback', 'production', '--reason', 'to see', '--page', 'rb.html', '--events', 'rb.jsonl'],
  ['unhold', 'production'],
  ['deploy', 'production', '--build-number', '230', '--allow-older', '--events', 'k.jsonl'],
  ['finish', '--page', 'f.html', '--junit', 'f.xml'],
  ['page', 'pr.jsonl', '--out', 'again.html'],
  ['serve', 'production', '--port', '0', '--events', 'e.jsonl'],
];

type Watched = {
  project: CiProject;
  emulator: RunningEmulator;
  secrets: string[];
  asked: (string | undefined)[];
  done: Job[];
  /** What the commands of {@link everywhere} said, and where one serves, its pages and news. */
  more: Job[];
};

const places = new Map<HostName, Watched>();
const servers: Server[] = [];
const commandLines = new Set<string>();
let watching: NodeJS.Timeout | undefined;

beforeAll(async () => {
  watching = setInterval(watchCommandLines, 100);
  await Promise.all(hostNames.map(async (host) => places.set(host, await runIn(host))));
}, 300_000);
afterAll(async () => {
  clearInterval(watching);
  for (const { project, emulator } of places.values()) {
    await emulator.stop();
    project.remove();
  }
  for (const server of servers) server.close();
});

describe.each(hostNames)('%s, with debug on,', (host) => {
  test('deploys with what is secret, first well and then badly', () => {
    const { done, secrets, asked } = placeOf(host);
    expect(done.slice(0, 2).map(({ code }) => code)).toEqual([0, 1]);
    expect(done[0]?.stdout).toMatch(/debug.*STS AssumeRole/);
    // Of the role on the way and of the one behind it, in both jobs: access keys, secret keys and session tokens.
    expect(secrets.length).toBeGreaterThanOrEqual(12);
    expect(new Set(asked)).toEqual(new Set([`Bearer ${statusToken}`]));
  });

  test('prints none of it', () => {
    const { done, more, secrets } = placeOf(host);
    for (const { stdout, stderr } of [...done, ...more]) {
      for (const secret of secrets) expect(stdout).not.toContain(secret);
      for (const secret of secrets) expect(stderr).not.toContain(secret);
    }
  });

  test('tells of promote, rollback, an interrupted run and its end, and serves it', () => {
    const [promote, status, deploy, rollback, unhold, killed, finish, page, serve] =
      placeOf(host).more;
    expect(JSON.parse(promote?.stdout ?? '')).toMatchObject({ verdict: 'succeeded', exitCode: 0 });
    const went = [status, deploy, rollback, unhold, page].map((job) => job?.code);
    expect(went).toEqual([0, 0, 0, 0, 0]);
    expect(killed?.code).toBe(null);
    // Its deployment may have succeeded before anybody could stop it.
    expect(finish?.stdout).toContain('1.230');
    expect(serve?.stdout).toMatch(/<html[\s\S]*data: /);
  });

  test('writes none of it to a file, and leaves no temporary file behind', () => {
    const { project, secrets } = placeOf(host);
    const root = join(project.folder, '..');
    const paths = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(paths).toEqual(
      expect.arrayContaining([
        expect.stringContaining('run.jsonl'),
        ...['e.jsonl', 'pr.html', 'pr.jsonl', 'pr.xml', 's.html', 'rb.html', 'k.jsonl'].map(
          (name) => join(project.folder, name),
        ),
        ...['f.html', 'f.xml', 'again.html'].map((name) => join(project.folder, name)),
      ]),
    );
    for (const path of paths) {
      const text = readFileSync(path, 'latin1');
      for (const secret of secrets) expect([path, text.includes(secret)]).toEqual([path, false]);
    }
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
  });
});

test('every command that tells of a run has been heard', () => {
  const told = placeOf('terminal').done.slice(2);
  const silent = told.flatMap(({ stdout, stderr }, index) =>
    stdout + stderr === '' || /unknown option|takes no/.test(stdout + stderr)
      ? [others[index]]
      : [],
  );
  expect(silent).toEqual([]);
  const { folder } = placeOf('terminal').project;
  for (const file of ['p.html', 'd.html', 'd.xml', 's.html', 'l.sarif'])
    expect([file, readFileSync(join(folder, file), 'utf8').length > 100]).toEqual([file, true]);
});

test('no command line has any of it', () => {
  const all = [...commandLines].join('\n');
  expect(all).toMatch(/index\.cjs/);
  for (const { secrets } of places.values())
    for (const secret of secrets) expect(all).not.toContain(secret);
});

async function runIn(host: HostName): Promise<Watched> {
  const status = await aStatusPage();
  const project = aCiProject((text) => withSecrets(text, status.url), chattyBuild);
  const world = aCiProject((text) => withoutVariables(withSecrets(text, status.url)));
  const temporary = join(project.folder, '../tmp');
  mkdirSync(temporary);
  const quick = ['--speed', '1000', '--hooks', 'none', '--scenario', project.scenario];
  const emulator = await startEmulator(quick, world.folder);
  const wire = await overheard(emulator.variables.AWS_ENDPOINT_URL ?? '');
  const token = host === 'terminal' ? undefined : aToken({ jti: `token-of-${host}` });
  const given = {
    folder: project.folder,
    aws: { ...emulator.variables, AWS_ENDPOINT_URL: wire.url },
    variables: {
      ...variables,
      TMPDIR: temporary,
      ...(host === 'github' && { RUNNER_DEBUG: '1' }),
    },
    inputs: {
      command: 'deploy',
      environment: 'production',
      debug: 'true',
      events: 'e.jsonl',
      junit: 'j.xml',
      page: 'p.html',
    },
    ...defined({ token }),
  };
  const done = [
    await jobs[host]({ ...given, buildNumber: 214 }),
    await jobs[host]({ ...given, buildNumber: 215 }),
  ];
  if (host === 'terminal') {
    const env = { ...given.aws, ...given.variables, LANG: 'C.UTF-8' };
    for (const args of others)
      done.push({
        ...(await fanout(
          [...args, '--debug'].filter((arg) => arg !== ''),
          { cwd: project.folder, env },
        )),
        files: {},
        pages: [],
      });
  }
  const env = {
    ...given.aws,
    ...given.variables,
    LANG: 'C.UTF-8',
    ...defined({ INPUT_WEB_IDENTITY_TOKEN: token }),
  };
  if (token !== undefined)
    for (const name of ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN'])
      delete (env as Record<string, string>)[`AWS_${name}`];
  const more: Job[] = [];
  for (const args of everywhere)
    more.push(await tellingJob([...args, '--ci', host, '--debug'], { cwd: project.folder, env }));
  const own = token ?? emulator.variables.AWS_SECRET_ACCESS_KEY ?? '';
  const secrets = [...wire.minted(), own, externalId, statusToken, requestToken];
  world.remove();
  return { project, emulator, secrets, asked: status.asked, done, more };
}

/** Runs a command to its end; one that serves until its pages have been read, and one that is to be killed until it is at work. */
async function tellingJob(
  args: string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<Job> {
  const [command] = args;
  const isKilled = args.includes('k.jsonl');
  if (command !== 'serve' && !isKilled)
    return { ...(await fanout(args, { cwd, env })), files: {}, pages: [] };
  const child = spawn(process.execPath, [dist, ...args], {
    cwd,
    env: { ...plainEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const closed = once(child, 'close');
  let watching: NodeJS.Timeout | undefined;
  const seen = new Promise<string>((found) => {
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text) => {
        output[name] += text;
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output.stdout + output.stderr) ?? [];
        if (url && !isKilled) found(url);
      });
    if (isKilled) watching = setInterval(() => isCreated(join(cwd, 'k.jsonl')) && found(''), 20);
    child.once('exit', () => found(''));
  });
  const url = await seen;
  clearInterval(watching);
  if (url)
    for (const path of ['/', '/run', '/news', '/run/news'])
      output.stdout += await firstOf(url + path);
  child.kill(isKilled ? 'SIGKILL' : 'SIGTERM');
  const [code] = (await closed) as [number | null];
  return { code, ...output, files: {}, pages: [] };
}

/** Whether a run has written that a deployment is there. */
function isCreated(events: string): boolean {
  return existsSync(events) && readFileSync(events, 'utf8').includes('"kind":"created"');
}

/** A page, or what a channel of news says first. */
async function firstOf(url: string): Promise<string> {
  const response = await fetch(url);
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) break;
  }
  return `${url} ${response.status}\n${text}\n`;
}

/** One region, behind a role that asks for an external id, with a status page that asks for a secret. */
function withSecrets(text: string, url: string): string {
  return text
    .replace(
      'role/codedeploy-fanout" }',
      'role/codedeploy-fanout", via: "arn:aws:iam::999999999999:role/hub", externalId: "${env.EXTERNAL_ID}" }',
    )
    .replace('[ap-southeast-1, eu-west-1, us-east-1]', '[eu-west-1]')
    .replace(/ {4}waves:\n(?: {6}.*\n)+/, '')
    .replace(
      /rehearsal: /,
      `  last:
    after: [production]
    accounts: [retail]
    regions: [eu-west-1]
    verify:
      - { name: status, http: { url: "${url}", headers: { Authorization: "Bearer \${env.STATUS_TOKEN}" } }, consecutive: 1 }
rehearsal: `,
    )
    .replace(
      /- \{ name: smoke test,[^\n]*/,
      `- { name: status, http: { url: "${url}", headers: { Authorization: "Bearer \${env.STATUS_TOKEN}" } }, consecutive: 1 }`,
    );
}

/** AWS knows the external id itself. */
function withoutVariables(text: string): string {
  return text
    .replace('${env.EXTERNAL_ID}', externalId)
    .replaceAll('${env.STATUS_TOKEN}', statusToken);
}

function placeOf(host: HostName): Watched {
  const place = places.get(host);
  if (!place) throw new Error(`nothing ran in ${host}`);
  return place;
}

async function aStatusPage() {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.end('{}');
  });
  return { url: `http://${await listening(server)}/status`, asked };
}

/** A way to the emulator on which all that is said is heard. */
async function overheard(url: string) {
  let said = '';
  const server = createTcpServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    far.on('data', (data) => {
      said += data.toString('latin1');
    });
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  return {
    url: `http://${await listening(server)}`,
    /** All keys and tokens that AWS has given out. */
    minted() {
      const found = said.matchAll(/<(AccessKeyId|SecretAccessKey|SessionToken)>([^<]+)</g);
      return [...new Set([...found].map(([, , value = '']) => value))];
    },
  };
}

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Every user of a machine can read these. */
function watchCommandLines(): void {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      commandLines.add(readFileSync(`/proc/${id}/cmdline`, 'utf8'));
    } catch {
      // It has ended meanwhile.
    }
  }
}
