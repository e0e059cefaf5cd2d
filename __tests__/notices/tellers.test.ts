import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { defined } from '../../src/defined.ts';
import { openTellers } from '../../src/notices/tellers.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { type DestinationResult, noInstances } from '../../src/release/outcome.ts';
import { timing } from '../../src/release/timing.ts';
import { metricsOfRun } from '../../src/report/metrics.ts';
import { noticesOfRun } from '../../src/report/notices.ts';
import type { Resolve } from '../../src/verify/address.ts';
import { listening, serve } from '../verify/servers.ts';

const label = {
  id: 'retail/eu-west-1',
  account: 'retail',
  region: 'eu-west-1',
  application: 'orders',
  deploymentGroup: 'orders',
};

function result(outcome: DestinationResult['outcome']): DestinationResult {
  return {
    destination: label.id,
    outcome,
    version: '1.7',
    seconds: 42,
    instances: { ...noInstances, succeeded: 2, failed: outcome === 'failed' ? 1 : 0 },
    causes: [{ instances: ['i-1'], of: 3, message: 'boom', log: 'password=hunter2' }],
    checks: [{ name: 'status', passed: true, seconds: 3 }],
  };
}

function events(outcome: DestinationResult['outcome'] = 'succeeded'): RunEvent[] {
  return [
    {
      at: 0,
      kind: 'run-started',
      command: 'deploy',
      environment: 'production',
      application: 'orders',
      run: 'github:1.1',
      destinations: [label],
      waves: [{ name: 'all', destinations: [label.id] }],
      by: 'ann <ann@x>',
      link: 'https://ci.example.com/1?a=1&b=2',
    },
    {
      at: 1,
      kind: 'bundle-ready',
      version: '1.7',
      digest: 'ab',
      size: 9,
      reused: false,
      seconds: 2,
    },
    { at: 2, kind: 'wave-started', wave: 'all', index: 1, of: 1, destinations: [label.id] },
    { at: 45, kind: 'finished', destination: label.id, result: result(outcome) },
    { at: 50, kind: 'wave-finished', wave: 'all' },
    {
      at: 60,
      kind: 'run-finished',
      verdict: outcome,
      exitCode: outcome === 'succeeded' ? 0 : 1,
      seconds: 61,
      results: [result(outcome)],
    },
  ];
}

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function listener() {
  const socket = createSocket('udp4');
  sockets.push(socket);
  const packets: string[] = [];
  socket.on('message', (packet) => packets.push(packet.toString('utf8')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { packets, port: socket.address().port };
}

type Tellers = Parameters<typeof openTellers>[0];

/** Has a run told, and gives how long that took, in milliseconds, beside the time the run takes by itself. */
async function tell(
  to: Tellers,
  outcome: DestinationResult['outcome'] = 'succeeded',
  resolve?: Resolve,
) {
  const tellers = openTellers(to, { env: {}, ...defined({ resolve }) });
  for (const event of events(outcome)) {
    for (const teller of tellers) teller.take(event);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const began = performance.now();
  // How late a timer of this machine is at the moment, which is not the run's to answer for.
  const late = new Promise<number>((resolve) => {
    setTimeout(() => resolve(performance.now() - began - timing.notice.dead), timing.notice.dead);
  });
  const problems = (await Promise.all(tellers.map((teller) => teller.close()))).flat();
  const took = performance.now() - began;
  return { took: took - (await late), problems };
}

const statsd = (port: number, tags: 'telegraf' | 'datadog' | 'none' = 'telegraf') => ({
  metrics: { statsd: `udp://127.0.0.1:${port}`, tags, prefix: 'fanout' },
});

describe('metrics', () => {
  test('reach a listener on UDP, a line each, with tags as Telegraf reads them', async () => {
    const { packets, port } = await listener();
    await tell(statsd(port));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const run = 'application=orders,environment=production,command=deploy';
    expect(packets.join('\n').split('\n').toSorted()).toEqual(
      [
        `fanout.run.started,${run}:1|c`,
        `fanout.stage.duration,${run},stage=bundle:2000|ms`,
        `fanout.destination.finished,${run},destination=retail/eu-west-1,outcome=succeeded:1|c`,
        `fanout.destination.duration,${run},destination=retail/eu-west-1,outcome=succeeded:42000|ms`,
        `fanout.instances,${run},destination=retail/eu-west-1,state=succeeded:2|c`,
        `fanout.stage.duration,${run},destination=retail/eu-west-1,stage=verify,check=status:3000|ms`,
        `fanout.stage.duration,${run},stage=wave,wave=all:48|ms`,
        `fanout.run.finished,${run},verdict=succeeded:1|c`,
        `fanout.run.duration,${run},verdict=succeeded:61000|ms`,
      ].toSorted(),
    );
  });

  test.each([
    ['datadog' as const, 'fanout.run.started:1|c|#application:orders,environment:production'],
    ['none' as const, 'fanout.run.started:1|c'],
  ])('are written for %s', async (tags, line) => {
    const { packets, port } = await listener();
    await tell(statsd(port, tags));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(packets.join('\n')).toContain(line);
  });
});

test('the page of metrics names all that a run sends, and no others', () => {
  const page = readFileSync('docs/metrics.md', 'utf8');
  const documented = [...page.matchAll(/^\| `([\w.]+)` \| (c|ms) \|/gm)].map(([, name, type]) =>
    [name, type].join(' '),
  );
  const metricsOf = metricsOfRun();
  const requests = [
    { service: 's3', account: '222222222222', region: 'eu-west-1', retries: 2, throttles: 1 },
  ];
  const object = { region: 'eu-west-1', bucket: 'b', key: 'k', bytes: 1, how: 'uploaded' as const };
  const others: RunEvent[] = [
    { at: 3, kind: 'trouble', destination: label.id, text: 'no answer' },
    { at: 4, kind: 'baking', wave: 'all', ms: 5 },
    { at: 5, kind: 'uploaded', ...object, seconds: 1 },
  ];
  const sent = [...events(), ...others].flatMap((event) => metricsOf(event, requests));
  expect(new Set(sent.map(({ name, type }) => `${name} ${type}`))).toEqual(new Set(documented));
  const stages = sent.flatMap(({ tags: { stage } }) => (stage === undefined ? [] : [stage]));
  for (const stage of stages) expect(page).toContain(`\`${stage}\``);
});

describe('notices', () => {
  async function chat() {
    const texts: string[] = [];
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        texts.push(JSON.parse(body).text);
        response.end('ok');
      });
    });
    return { url, texts };
  }
  const all = ['start', 'failure', 'end'] as const;

  test('tell of start, failure and end, and of no log', async () => {
    const { url, texts } = await chat();
    const { problems } = await tell({ notify: { url, on: all } }, 'failed');
    expect(problems).toEqual([]);
    const link = ' <https://ci.example.com/1?a=1&amp;b=2|build>';
    expect(texts).toEqual([
      `deploy of orders to production: started by ann &lt;ann@x&gt;, 1 destination in 1 wave${link}`,
      `deploy of orders to production 1.7: retail/eu-west-1 failed after 42s${link}`,
      `deploy of orders to production 1.7: failed after 1m 01s, 0 of 1 destination${link}`,
    ]);
    expect(texts.join()).not.toMatch(/boom|hunter2/);
  });

  test('tell what was asked for, and no failure where there is none', async () => {
    const { url, texts } = await chat();
    await tell({ notify: { url, on: ['failure', 'end'] } });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('succeeded after 1m 01s, 1 of 1 destination');
  });

  test('a webhook that refuses them is told', async () => {
    const url = await serve((_, response) => response.writeHead(404).end('no_team'));
    const { problems } = await tell({ notify: { url, on: all } });
    expect(problems.map(({ message }) => message)).toEqual([
      'the webhook under "notify" may not have accepted all notices: status 404',
    ]);
  });
});

describe('a link-local or metadata address is told nothing', () => {
  const notify = (url: string) => ({ notify: { url, on: ['start'] as const } });
  const metrics = (host: string) => ({
    metrics: { ...statsd(9).metrics, statsd: `udp://${host}:8125` },
  });
  const leadsThere: Resolve = async () => [{ address: '169.254.169.254', family: 4 }];
  const refusal = 'is a link-local or metadata address, which is never asked';

  test.each<[string, Tellers]>([
    ['http://169.254.169.254/latest/api/token', notify('http://169.254.169.254/latest/api/token')],
    ['a decimal one', notify('http://2852039166/')],
    ['an octal one', notify('http://0251.0376.0251.0376/')],
    ['a mapped one', notify('http://[::ffff:168.63.129.16]/')],
    ['a name that leads there', notify('http://hooks.example/')],
    ['metrics', metrics('100.100.100.200')],
    ['metrics over IPv6', metrics('[fd00:ec2::254]')],
    ['metrics to a name that leads there', metrics('statsd.example')],
  ])('%s', async (_, to) => {
    const { problems } = await tell(to, 'failed', leadsThere);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(refusal)]);
  });

  test('nor one that a webhook redirects to, which it says', async () => {
    const url = await serve((_, response) =>
      response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
    );
    const { problems } = await tell(notify(url));
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('status 307')]);
  });
});

describe('whoever is dead costs a run less than 100 ms:', () => {
  const notify = (url: string) => ({ notify: { url, on: ['start', 'failure', 'end'] as const } });

  test.each<[string, () => Promise<Tellers> | Tellers]>([
    ['no StatsD server', () => statsd(9)],
    [
      'a name that nobody knows',
      () => ({ metrics: { ...statsd(9).metrics, statsd: 'udp://nobody.invalid:8125' } }),
    ],
    ['a webhook whose port is closed', () => notify('http://127.0.0.1:9/hook')],
    [
      'a webhook that takes connections and never answers',
      async () => notify(`http://127.0.0.1:${await listening(createServer(() => undefined))}/hook`),
    ],
    // RFC 5737: nobody has this address.
    ['a webhook that nothing leads to', () => notify('http://192.0.2.1:81/hook')],
  ])('%s', async (_, make) => {
    const { took } = await tell(await make(), 'failed');
    expect(took).toBeLessThan(100);
  });
});

test.each([
  ['stop', 'stopped', []],
  ['stop', 'rolled-back', []],
  ['stop', 'failed', ['failure']],
  ['deploy', 'stopped', ['failure']],
] as const)('of a %s, a destination that is %s is told as %j', (command, outcome, told) => {
  const noticeOf = noticesOfRun();
  const all = events(outcome).map((event) =>
    event.kind === 'run-started' ? { ...event, command } : event,
  );
  const failures = all
    .flatMap((event) => noticeOf(event) ?? [])
    .filter(({ on }) => on === 'failure');
  expect(failures.map(({ on }) => on)).toEqual(told);
});
