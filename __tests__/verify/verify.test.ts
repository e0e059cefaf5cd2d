import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openAgents } from '../../src/aws/agents.ts';
import { type Clock, scaledClock } from '../../src/clock.ts';
import type { Check } from '../../src/config/destination.ts';
import { get } from '../../src/verify/get.ts';
import { verify } from '../../src/verify/verify.ts';
import { aDestination } from '../release/makers.ts';

/** The pause between two tries of {@link anHttpCheck}; what is left of its time after some of them is never as long. */
const interval = 7_000;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (value: unknown): RequestListener => {
  return (_request, response) => response.end(JSON.stringify(value));
};

function anHttpCheck(
  url: string,
  overrides: Partial<Extract<Check, { kind: 'http' }>> = {},
): Check {
  return {
    kind: 'http',
    name: 'status',
    url,
    status: 200,
    json: { version: '${version}' },
    headers: {},
    timeout: 30_000,
    interval,
    consecutive: 2,
    ...overrides,
  };
}

/** Pauses are over at once, and no time passes but in them: however busy the machine, no answer is late. */
function betweenTries(): Clock {
  let now = 0;
  return {
    now: () => now,
    sleep(ms, signal) {
      if (ms === interval) now += ms;
      else if (signal) return new Promise((_, reject) => signal.addEventListener('abort', reject));
      return Promise.resolve();
    },
  };
}

const fast = scaledClock(50);

async function check(one: Check, clock = betweenTries()): Promise<string | undefined> {
  const agents = openAgents({});
  try {
    const [cause] = await verify(
      aDestination({ verify: [one] }),
      { version: '1.214', digest: 'ab' },
      {
        get: async (_, address, headers, signal) =>
          get(address, headers, { agents: await agents.single(), signal }),
        clock,
        signal: new AbortController().signal,
        env: { PATH: process.env.PATH ?? '' },
        cwd: process.cwd(),
      },
    );
    return cause && [cause.message, cause.log].filter(Boolean).join('\n');
  } finally {
    agents.close();
  }
}

describe('a destination is verified', () => {
  test('when its status endpoint answers with the version, several times in a row', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      json({ version: '1.214' })(request, response);
    });
    expect(await check(anHttpCheck(`${url}/status`, { consecutive: 3 }))).toBeUndefined();
    expect(asked).toBe(3);
  });

  test('by exact key first, by JSON Pointer otherwise', async () => {
    const url = await serve(
      json({ '/Status for SQS queue': 'Healthy', health: { 'a/b': [{ ok: true }] } }),
    );
    const expected = { '/Status for SQS queue': 'Healthy', '/health/a~1b/0/ok': true };
    expect(await check(anHttpCheck(url, { json: expected }))).toBeUndefined();
  });

  test('once it has become ready', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      if (asked < 3) response.writeHead(503).end();
      else json({ version: '1.214' })(request, response);
    });
    expect(await check(anHttpCheck(url))).toBeUndefined();
  });

  test('after a redirect within its host', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/status' }).end();
      else json({ version: '1.214' })(request, response);
    });
    expect(await check(anHttpCheck(url))).toBeUndefined();
  });
});

describe('a destination is not verified', () => {
  test('when another version answers, and nothing else of the answer is told', async () => {
    const url = await serve(json({ version: '1.213', password: 'hunter2' }));
    const problem = await check(anHttpCheck(`${url}/status`));
    expect(problem).toContain('/status: version is "1.213", expected "1.214"');
    expect(problem).not.toContain('hunter2');
  });

  test('when it flaps', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      json({ version: asked % 2 ? '1.214' : '1.213' })(request, response);
    });
    expect(await check(anHttpCheck(url))).toContain('version is "1.213"');
  });

  test.each<[string, RequestListener, string]>([
    ['never ready', (_, response) => response.writeHead(503).end(), 'status 503, expected 200'],
    ['not JSON', (_, response) => response.end('<html>'), 'the body is not JSON'],
    ['larger than 1 MiB', (_, response) => response.end('x'.repeat(10e6)), 'larger than 1048576'],
    [
      'a redirect to another host',
      (_, response) => response.writeHead(301, { location: 'http://localhost:9/' }).end(),
      'redirected to another host, "localhost"',
    ],
    [
      'a redirect without end',
      (_, response) => response.writeHead(301, { location: '/' }).end(),
      'more than 5 redirects',
    ],
  ])('when its answer is %s', async (_, listener, problem) => {
    expect(await check(anHttpCheck(await serve(listener)))).toContain(problem);
  });

  test('when it does not answer in time', async () => {
    const url = await serve(() => undefined);
    const slow = anHttpCheck(url, { timeout: 300, interval: 100 });
    expect(await check(slow, fast)).toMatch(/no answer within \d+ s/);
  });

  test('for what it last answered, not for a last try that was cut short', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503).end();
    });
    const cut = anHttpCheck(url, { timeout: 25_000, interval: 1 });
    expect(await check(cut, fast)).toContain('status 503, expected 200 (2 tries');
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[fe80::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fd00:ec2::254]/',
    'http://2852039166/',
    'http://0.0.0.0/',
  ])('by asking %s, which is never asked', async (url) => {
    expect(await check(anHttpCheck(url))).toContain('a link-local or metadata address');
  });
});

describe('a command', () => {
  const aCommand = (script: string): Check => ({
    kind: 'command',
    name: 'smoke',
    command: [process.execPath, '-e', script],
    timeout: 100_000,
    interval: 80_000,
    consecutive: 1,
  });

  test('gets its values as environment variables', async () => {
    const script = `process.exit(process.env.VERSION === '1.214' && process.env.REGION === 'eu-west-1' ? 0 : 9)`;
    expect(await check(aCommand(script), fast)).toBeUndefined();
  });

  test('that fails is told with its exit code and its last words', async () => {
    const problem = await check(aCommand(`console.error('no queue'); process.exit(3)`), fast);
    expect(problem).toMatch(/failed with exit code 3 \(\d+ tr/);
    expect(problem).toContain('no queue');
  });

  test('may take all the time of its check, and not more; what it started ends with it', async () => {
    // 50 times as fast: 40 s of the check are 0.8 s of the machine.
    const long = { ...aCommand('setTimeout(() => process.exit(0), 100)'), timeout: 120_000 };
    expect(await check(long, fast)).toBeUndefined();
    const endless = { ...aCommand('setInterval(() => undefined, 1000)'), timeout: 40_000 };
    expect(await check(endless, fast)).toContain('no answer within 40 s');
  });
});
