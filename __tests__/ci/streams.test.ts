import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { hostNames } from '../../src/ci/detect.ts';
import { openHost } from '../../src/ci/open.ts';
import { gather, noFacts } from '../../src/report/facts.ts';
import { jsonText } from '../../src/report/json.ts';
import { aRun } from '../report/makers.ts';
import { EventClock, printed } from './printed.ts';

const run = aRun();
const ports = { env: {}, clock: new EventClock(), json: false, debug: false, redact: [] };

test.each(hostNames)('with --json, %s keeps stdout for the one object', async (name) => {
  const { stdout, stderr } = await printed(
    name,
    (host) => {
      for (const event of run) host.take(event);
      host.print('for people');
      host.debug('for the curious');
      host.problems([{ code: 'held', message: 'mistake' }], 'error');
      host.mask('a secret');
      host.output('one', 'two');
      host.result(jsonText(run.reduce(gather, noFacts)));
    },
    { json: true, debug: true },
  );
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'succeeded', exitCode: 0 });
  expect(stdout.trimEnd()).not.toContain('\n');
  expect(stderr).toContain('production succeeded');
});

test('with --json TeamCity gets plain lines, for it takes messages from stdout alone', async () => {
  const { stderr } = await printed('teamcity', run, { json: true });
  expect(stderr).not.toContain('##teamcity');
});

test('colours go by the stream that the log goes to', async () => {
  const stdout = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new PassThrough();
  const host = await openHost('terminal', { ...ports, json: true, stdout, stderr });
  host.problems([{ code: 'held', message: 'mistake' }], 'error');
  await host.close();
  expect(String(stderr.read())).toBe('error: mistake\n');
});

test.each(hostNames)('without it, %s has one ordered log on stdout', async (name) => {
  const { stdout, stderr } = await printed(name, run);
  expect(stdout).toContain('production succeeded');
  expect(stderr).toBe('');
});

test.each(hostNames)('close() of %s waits for a slow reader', async (name) => {
  const chunks: string[] = [];
  const slow = new Writable({
    highWaterMark: 10,
    write(chunk, _encoding, done) {
      void setImmediate().then(() => {
        chunks.push(String(chunk));
        done();
      });
    },
  });
  const host = await openHost(name, { ...ports, stdout: slow, stderr: slow });
  for (let line = 0; line < 500; line++) host.print(`line ${line}`);
  expect(chunks.length).toBeLessThan(500);
  await host.close();
  expect(chunks.join('')).toContain('line 499');
});

test.each(hostNames)('a reader that goes away does not stop %s', async (name) => {
  let writes = 0;
  const gone = new Writable({
    write(_chunk, _encoding, done) {
      writes += 1;
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  const host = await openHost(name, { ...ports, stdout: gone, stderr: gone });
  for (const event of run) {
    host.take(event);
    if (event.kind === 'bundle-ready') await setImmediate();
  }
  await host.close();
  expect(writes).toBe(1);
});

test.each(hostNames)('closing %s twice writes everything once', async (name) => {
  const { file } = await printed(name, async (host) => {
    for (const event of run) host.take(event);
    await host.close();
  });
  expect(file('summary').match(/^## /gm)?.length ?? 1).toBe(1);
});
