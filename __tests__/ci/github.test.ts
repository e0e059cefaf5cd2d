import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { UsageError } from '../../src/problem.ts';
import { aCause, aRolledBackResult, aRun, factsOf } from '../report/makers.ts';
import { githubCommands, githubFile } from './parsers.ts';
import { EventClock, printed } from './printed.ts';

test('a problem is an annotation at its place, with what to do', async () => {
  const { stdout } = await printed('github', (host) => {
    host.problems(
      [
        {
          message: 'unknown key "a,b: 100%"',
          file: 'f,1.yml',
          line: 3,
          column: 5,
          hint: 'remove it',
        },
      ],
      'error',
    );
  });
  expect(githubCommands(stdout)).toEqual([
    {
      name: 'error',
      attributes: { file: 'f,1.yml', line: '3', col: '5' },
      data: 'unknown key "a,b: 100%"\nremove it',
    },
  ]);
});

test('a message that GitHub would cut is cut with a mark', async () => {
  const { stdout } = await printed('github', (host) => {
    host.problems([{ message: `${'long message '.repeat(150)}\n`.repeat(4) }], 'error');
  });
  const [annotation] = githubCommands(stdout);
  expect(annotation?.data.length).toBeLessThanOrEqual(4096);
  expect(annotation?.data.endsWith('…')).toBe(true);
});

test('a warning of the run is told once', async () => {
  const { stdout } = await printed('github', [
    {
      at: 0,
      kind: 'notice',
      level: 'warning',
      destination: 'a/b',
      problem: { message: 'no alarms' },
    },
    { at: 0, kind: 'notice', level: 'info', problem: { message: 'by the way' } },
  ]);
  expect(stdout).toBe('::warning::a/b: no alarms\nby the way\n');
});

test('outputs tell later steps what runs where', async () => {
  const { file } = await printed('github', aRun());
  const { 'deployment-ids': ids = '', ...outputs } = githubFile(file('output'));
  expect(outputs).toMatchObject({
    version: '1.214',
    verdict: 'succeeded',
    zip: '/build/orders-1.214.zip',
  });
  expect(outputs.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.keys(JSON.parse(ids))).toHaveLength(6);
});

test('an annotation says where, what, and what to do', async () => {
  const result = aRolledBackResult({ causes: [aCause()] });
  const { finished } = factsOf([result]);
  const { stdout } = await printed('github', finished ? [finished] : []);
  const [annotation] = githubCommands(stdout).filter(({ name }) => name === 'error');
  expect(annotation?.attributes.title).toBe(
    'retail/eu-west-1: scripts/check_service.sh exit 1 in ValidateService',
  );
  for (const part of [
    'i-0a1b2c3d4e5f60003',
    'Connection refused',
    '1.213 on every instance',
    'journalctl',
    'https://',
  ]) {
    expect(annotation?.data).toContain(part);
  }
});

test('instances that failed in a deployment that succeeded are a warning', async () => {
  const { finished } = factsOf([{ ...aRolledBackResult(), outcome: 'succeeded' }]);
  const { stdout } = await printed('github', finished ? [finished] : []);
  expect(githubCommands(stdout).map(({ name }) => name)).toEqual(['group', 'warning', 'endgroup']);
});

test('a file that cannot be written is a warning, not the end of a run', async () => {
  const { stdout } = await printed('github', aRun(), {
    env: { GITHUB_OUTPUT: '/proc/none/output' },
  });
  expect(stdout).toContain('::warning::cannot write to GITHUB_OUTPUT: ENOENT');
  expect(stdout).toContain('production succeeded');
});

describe('the identity token', () => {
  const token = 'header.payload.signature';

  async function ask(
    answer: RequestListener,
    use: (host: Host) => Promise<void>,
  ): Promise<{ asked: (string | undefined)[]; stdout: string }> {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.headers.authorization} ${request.url}`);
      answer(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
    };
    const clock = new EventClock();
    clock.sleep = () => Promise.resolve();
    try {
      const { stdout } = await printed('github', use, { env, clock });
      return { asked, stdout };
    } finally {
      await new Promise((closed) => server.close(closed));
    }
  }

  test('is asked for, and masked before anybody can print it', async () => {
    const { asked, stdout } = await ask(
      (_, response) => response.end(JSON.stringify({ value: token })),
      async (host) => {
        expect(await host.idToken?.('sts.amazonaws.com')).toBe(token);
        host.print(`oops ${token}`);
      },
    );
    expect(asked).toEqual(['Bearer bearer /token?api-version=2.0&audience=sts.amazonaws.com']);
    expect(stdout).toBe(`::add-mask::${token}\noops ***\n`);
  });

  test('is asked for again when the service is busy', async () => {
    let times = 0;
    const { asked } = await ask(
      (_, response) => {
        times += 1;
        response.statusCode = times < 3 ? 503 : 200;
        response.end(JSON.stringify({ value: token }));
      },
      async (host) => expect(await host.idToken?.('a')).toBe(token),
    );
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['refused', 403, '{"value":"secret"}', 'status 403'],
    ['nonsense', 200, '<html>secret', 'its answer holds none'],
  ])('that is %s is explained without the answer', async (_, status, body, why) => {
    const { asked } = await ask(
      (_request, response) => {
        response.statusCode = status;
        response.end(body);
      },
      async (host) => {
        const error = await host.idToken?.('a').catch((caught: Error) => caught);
        expect(String(error)).toContain(why);
        expect(String(error)).not.toContain('secret');
      },
    );
    expect(asked).toHaveLength(1);
  });

  test('that the job may not ask for names the permission to add', async () => {
    await printed('github', async (host) => {
      const error = await host.idToken?.('a').catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(UsageError);
      const [problem] = (error as UsageError).problems;
      expect(problem?.hint).toContain('permissions: { id-token: write, contents: read }');
    });
  });
});
