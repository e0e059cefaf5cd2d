import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { fanout, type RunningEmulator, startEmulator } from './fanout.ts';
import { fetchPackages } from './fetched-packages.ts';
import { aProject } from './project.ts';

let project: ReturnType<typeof aProject>;
let emulator: RunningEmulator;
const processes: ChildProcess[] = [];
const sockets: Socket[] = [];

beforeEach(async () => {
  project = aProject('stop', [
    '{ service: codedeploy, operation: [GetDeploymentGroup], account: "222222222222", region: eu-west-1, times: 3, then: throttle }',
  ]);
  const args = ['--hooks', 'none', '--speed', '60', '--scenario', 'scenario.yml'];
  emulator = await startEmulator(args, project.folder);
});
afterEach(async () => {
  for (const process of processes.splice(0)) process.kill();
  for (const socket of sockets.splice(0)) socket.close();
  await emulator.stop();
  project.remove();
});

async function deploy(version: string, metrics: string) {
  const file = join(project.folder, 'fanout.yml');
  const text = readFileSync(file, 'utf8').replace(/^metrics: .*\n/m, '');
  writeFileSync(file, `${text}metrics: ${metrics}\n`);
  const args = ['deploy', 'production', '--version', version];
  return fanout(args, { cwd: project.folder, env: emulator.variables });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

test('a run tells a listener of its stages, destinations, instances, retries and throttles', async () => {
  const socket = createSocket('udp4');
  sockets.push(socket);
  const lines: string[] = [];
  socket.on('message', (packet) => lines.push(...packet.toString('utf8').split('\n')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const ran = await deploy('1.1', `{ statsd: "udp://127.0.0.1:${port}" }`);
  expect(ran).toMatchObject({ code: 0 });
  const all = ',application=orders,environment=production,command=deploy';
  const place = ',service=codedeploy,account=222222222222,region=eu-west-1';
  expect(lines).toEqual(
    expect.arrayContaining([
      `fanout.run.started${all}:1|c`,
      `fanout.request.retries${all}${place}:3|c`,
      `fanout.request.throttles${all}${place}:3|c`,
      `fanout.destination.finished${all},destination=retail/us-east-1,outcome=succeeded:1|c`,
      `fanout.instances${all},destination=retail/us-east-1,state=succeeded:1|c`,
      expect.stringMatching(/^fanout\.stage\.duration,.*,stage=wave,wave=canary:\d+\|ms$/),
      `fanout.run.finished${all},verdict=succeeded:1|c`,
    ]),
  );
  for (const line of lines) expect(line).toMatch(/^[\w.]+(?:,\w+=[^,=:|]+)*:\d+\|(?:c|ms)$/);
});

const fetched = fetchPackages('statsd@0.9.0', ['statsd@0.9.0'], ['--omit=optional']);
if ('missing' in fetched) console.warn(`skipped: ${fetched.missing}`);

('missing' in fetched ? test.skip : test)(
  "StatsD's own server takes all of them, with tags and without",
  async () => {
    if ('missing' in fetched) return;
    const [port, management] = [await freePort(), await freePort()];
    const config = join(project.folder, 'statsd.js');
    // Nothing is flushed while the test asks for it.
    const settings = { port, mgmt_port: management, flushInterval: 3_600_000, backends: [] };
    writeFileSync(config, `(${JSON.stringify(settings)})`);
    const script = join(fetched.modules, 'statsd/stats.js');
    processes.push(spawn(process.execPath, [script, config], { stdio: 'ignore' }));
    await asked(management, 'health', /up/);
    for (const tags of ['none', 'telegraf'])
      expect(
        await deploy(
          tags === 'none' ? '1.2' : '1.3',
          `{ statsd: "udp://127.0.0.1:${port}", tags: ${tags} }`,
        ),
      ).toMatchObject({ code: 0 });
    const counters = await asked(management, 'counters', /run\.finished.*run\.finished/s);
    expect(counters).toMatch(/'fanout\.run\.finished': 1\b/);
    expect(counters).toMatch(/'fanout\.destination\.finished': 6\b/);
    expect(counters).toMatch(/bad_lines_seen': 0\b/);
    expect(await asked(management, 'timers', /run\.duration/)).toMatch(/'fanout\.stage\.duration'/);
  },
);

/** What the server's own console answers, once it is as it is to be. */
async function asked(port: number, command: string, awaited: RegExp): Promise<string> {
  const deadline = systemClock.now() + 30_000;
  let answer = '';
  while (systemClock.now() < deadline) {
    answer = await ask(port, command).catch((error: Error) => error.message);
    if (awaited.test(answer)) return answer;
    await systemClock.sleep(50);
  }
  throw new Error(`StatsD answers ${command} with ${answer}`);
}

function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\n`));
    let answer = '';
    socket.on('data', (part) => {
      answer += part;
      if (!/END|health: /.test(answer)) return;
      socket.destroy();
      resolve(answer);
    });
    socket.on('error', reject);
  });
}
