import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { RunEvent } from '../../src/release/events.ts';
import { aLabel, anInstance, aResultOf, aRun } from '../page/runs.ts';
import { chromiumPath, launch, screenshots, sizes, violations } from './browser.ts';
import {
  copyQuickstart,
  dist,
  fanout,
  plainEnvironment,
  type RunningEmulator,
  startEmulator,
} from './fanout.ts';

/** How much slower everything is while others work on this machine. */
const busy = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

const labels = [aLabel('retail', 'eu-west-1'), aLabel('retail', 'us-east-1')];

/** A run that goes on: two destinations at work, by the clock of the machine. */
function underWay(more: Parameters<typeof aRun>[1] = []): RunEvent[] {
  const began = aRun(labels, [
    { kind: 'creating', destination: labels[0]?.id ?? '', marker: 'm', at: 10 },
    ...anInstance(labels[0]?.id ?? '', 'i-1', 20).slice(0, 6),
    ...more,
  ]);
  const shift = Date.now() - (began.at(-1)?.at ?? 0);
  return began.map((event) => ({ ...event, at: event.at + shift }));
}

const line = (event: unknown) => `${JSON.stringify(event)}\n`;

let quickstart: ReturnType<typeof copyQuickstart>;
const opened: { end(): unknown }[] = [];

beforeEach(() => {
  quickstart = copyQuickstart();
});

afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.end();
  quickstart.remove();
});

type Serving = { url: string; child: ChildProcess; output(): string };

async function startServe(
  args: readonly string[],
  { command = ['serve'], env = {} }: { command?: string[]; env?: Record<string, string> } = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [dist, ...command, ...args], {
    cwd: quickstart.folder,
    env: { ...plainEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  opened.push({
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  });
  let output = '';
  const url = await new Promise<string>((done, fail) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
        if (found) done(found);
      });
    child.once('exit', (code) => fail(new Error(`it ended with ${code}: ${output}`)));
  });
  return { url, child, output: () => output };
}

type Heard = { id: string; kind: string; data: unknown };

/** Listens as a browser does, until enough was heard. */
async function listen(
  url: string,
  headers: Record<string, string>,
  enough: (heard: Heard[]) => boolean,
): Promise<Heard[]> {
  const [response] = (await once(get(url, { headers }), 'response')) as [IncomingMessage];
  const heard: Heard[] = [];
  let text = '';
  for await (const piece of response.setEncoding('utf8')) {
    text += piece;
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1] ?? '';
      if (field('data') === '') continue;
      heard.push({ id: field('id'), kind: field('event'), data: JSON.parse(field('data')) });
    }
    if (enough(heard)) break;
  }
  response.destroy();
  return heard;
}

const eventsIn = (heard: Heard[]) =>
  heard.flatMap(({ kind, data }) => (kind === 'beat' ? [] : (data as RunEvent[])));

function asked(url: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  return new Promise<IncomingMessage>((done, fail) => {
    request(url, { ...options }, (response) => {
      response.resume();
      done(response);
    })
      .once('error', fail)
      .end();
  });
}

test('it answers its own name only, changes nothing, and sends a policy with every page', async () => {
  const file = join(quickstart.folder, 'events.jsonl');
  writeFileSync(file, underWay().map(line).join(''));
  const { url } = await startServe(['--port', '0', '--events', file]);
  const page = await asked(`${url}/run`);
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'; .*frame-ancestors 'none'$/,
  );
  const status = async (path: string, options: Parameters<typeof asked>[1]) =>
    (await asked(`${url}${path}`, options)).statusCode;
  const { port } = new URL(url);
  expect(await status('/run', { headers: { host: `localhost:${port}` } })).toBe(200);
  expect(await status('/run', { headers: { host: 'evil.example' } })).toBe(403);
  expect(await status('/run', { headers: { host: `evil.example:${port}` } })).toBe(403);
  expect(await status('/run', { method: 'POST' })).toBe(405);
  expect(await status('/etc/passwd', {})).toBe(404);
  expect(await status('/constructor', {})).toBe(404);
  const news = '/run/news';
  expect(await status(news, { headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403);
  expect(await status(news, { headers: { 'sec-fetch-site': 'same-site' } })).toBe(403);
  expect(await status(news, { headers: { origin: 'http://127.0.0.1:1' } })).toBe(403);
});

test('a reader that comes back misses nothing and hears nothing twice', async () => {
  const file = join(quickstart.folder, 'events.jsonl');
  const [first = [], second = [], third = []] = [0, 1, 2].map((part) =>
    underWay().filter((_, index) => index % 3 === part),
  );
  writeFileSync(file, first.map(line).join(''));
  const { url } = await startServe(['--port', '0', '--events', file]);
  const news = `${url}/run/news`;
  const began = await listen(news, {}, (heard) => eventsIn(heard).length >= first.length);
  const lastId = began.findLast(({ id }) => id !== '')?.id ?? '';
  // A line that is not whole yet is no event.
  const all = second.map(line).join('');
  appendFileSync(file, all.slice(0, 30));
  appendFileSync(file, all.slice(30));
  const back = await listen(
    news,
    { 'last-event-id': lastId },
    (heard) => eventsIn(heard).length >= second.length,
  );
  expect([...eventsIn(began), ...eventsIn(back)]).toEqual([...first, ...second]);
  // What another server told, or of a run before, is no place to go on from.
  const stranger = await listen(news, { 'last-event-id': 'abc-3' }, (heard) => heard.length > 0);
  expect(stranger[0]).toMatchObject({ kind: 'reset', data: [...first, ...second] });
  // A run that begins anew in the same file, as notes do.
  const anew = listen(
    news,
    { 'last-event-id': back.findLast(({ id }) => id !== '')?.id ?? '' },
    (heard) => heard.some(({ kind }) => kind === 'reset') && eventsIn(heard).length >= third.length,
  );
  writeFileSync(file, third.map(line).join(''));
  expect(eventsIn(await anew)).toEqual(third);
});

test('what is no event, or of a newer fanout, is said beside the events', async () => {
  const file = join(quickstart.folder, 'events.jsonl');
  writeFileSync(file, underWay().map(line).join(''));
  const { url } = await startServe(['--port', '0', '--events', file]);
  const notesIn = (heard: Heard[]) =>
    heard.flatMap(({ kind, data }) => (kind === 'beat' ? (data as { notes: string[] }).notes : []));
  const heard = listen(`${url}/run/news`, {}, (all) => notesIn(all).length >= 2);
  appendFileSync(file, `${line({ kind: 'teleported', at: 1 })}not json\n`);
  const notes = notesIn(await heard).join('\n');
  expect(notes).toContain('newer fanout are skipped: teleported');
  expect(notes).toContain('is not an event of a run');
});

test('a port in use, and a configuration that is wrong, are told at once', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  opened.push({ end: () => taken.close() });
  const { port } = taken.address() as { port: number };
  const inUse = await fanout(['serve', '--port', String(port)], { cwd: quickstart.folder });
  expect(inUse.code).toBe(2);
  expect(inUse.stdout + inUse.stderr).toContain(
    `port ${port} is in use; choose another one with --port`,
  );
  writeFileSync(join(quickstart.folder, 'fanout.yml'), 'version: 1\n');
  const wrong = await fanout(['serve', '--port', '0'], { cwd: quickstart.folder });
  expect(wrong.code).toBe(2);
});

describe('what runs where', () => {
  let emulator: RunningEmulator;
  /** How many calls to AWS there were so far. */
  let calls: () => Promise<number>;
  let marks = 0;
  let isStopped: boolean;

  beforeEach(async () => {
    isStopped = false;
    let log = '';
    emulator = await startEmulator([], quickstart.folder, (text) => {
      log += text;
    });
    calls = async () => {
      // What came before is in the log once this request is, however slowly that is read.
      const mark = `mark-${++marks}`;
      await (await fetch(`${emulator.variables.AWS_ENDPOINT_URL}/${mark}/x`)).text();
      const deadline = Date.now() + 60_000;
      while (!log.includes(`${mark}/x`) && Date.now() < deadline) await new Promise(setImmediate);
      const lines = log.slice(0, log.lastIndexOf('\n', log.indexOf(mark)) + 1).split('\n');
      return lines.filter((each) => /^(sts|s3|codedeploy) (?!.*mark-)/i.test(each)).length;
    };
    opened.push({ end: () => isStopped || emulator.stop() });
  });

  const isStatus = (heard: Heard[]) =>
    heard.some(({ kind, data }) => kind === 'status' && !(data as { pending?: boolean }).pending);

  test('20 readers cause the calls of one, and nobody causes none', async () => {
    const alone = await startServe(['--port', '0'], { env: emulator.variables });
    expect(await calls()).toBe(0);
    await listen(`${alone.url}/news`, {}, isStatus);
    const ofOne = await calls();
    alone.child.kill('SIGTERM');
    await once(alone.child, 'exit');
    const crowd = await startServe(['--port', '0'], { env: emulator.variables });
    const before = await calls();
    await Promise.all(Array.from({ length: 20 }, () => listen(`${crowd.url}/news`, {}, isStatus)));
    expect(ofOne).toBeGreaterThan(10);
    expect((await calls()) - before).toBe(ofOne);
  });

  test('a configuration that changes while it serves is taken up, or said to be wrong', async () => {
    const config = join(quickstart.folder, 'fanout.yml');
    const { url } = await startServe(['--port', '0', '--calls', '100000'], {
      env: emulator.variables,
    });
    await listen(`${url}/news`, {}, isStatus);
    const good = readFileSync(config, 'utf8');
    writeFileSync(config, `${good}\nnonsense: 1\n`);
    const heard = await listen(`${url}/news`, {}, (all) =>
      all.some(({ data }) => JSON.stringify(data).includes('nonsense')),
    );
    const text = JSON.stringify(heard.at(-1)?.data);
    expect(text).toMatch(
      /the configuration changed at .* is not valid, so the pages show the earlier one/,
    );
    expect(text).toMatch(/fanout\.yml:\d+: /);
  });

  test('it goes on while AWS cannot be reached, and shows what it saw with the time', async () => {
    const { url } = await startServe(['--port', '0', '--calls', '100000'], {
      env: emulator.variables,
    });
    await listen(`${url}/news`, {}, isStatus);
    await emulator.stop();
    isStopped = true;
    const heard = await listen(`${url}/news`, {}, (all) =>
      all.some(({ data }) => JSON.stringify(data).includes('cannot be read')),
    );
    expect(JSON.stringify(heard)).toMatch(/"lookedAt":\d+|"state":"unknown"/);
  });
});

(chromiumPath ? describe : describe.skip)('in Chromium (skipped where it is missing)', () => {
  let browser: Browser;

  beforeEach(async () => {
    browser = await launch();
    opened.push({ end: () => browser.close() });
  });

  async function openPage(url: string) {
    const context = await browser.newContext({ viewport: sizes.laptop });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(url);
    await page.locator('.live [role=status]').waitFor();
    return { page, faults };
  }

  test('an event is on an open page within a second; a server that died is told with the time', async () => {
    const file = join(quickstart.folder, 'events.jsonl');
    writeFileSync(file, underWay().map(line).join(''));
    const { url, child } = await startServe(['--port', '0', '--events', file]);
    const { page, faults } = await openPage(`${url}/run`);
    await page.getByRole('button', { name: 'retail/eu-west-1' }).click();
    const lanes = page.getByRole('list', { name: 'instances of retail/eu-west-1' });
    await page.locator('line.now').first().waitFor({ state: 'attached' });
    const took: number[] = [];
    for (let instance = 2; instance <= 5; instance++) {
      const [event] = anInstance(labels[0]?.id ?? '', `i-${instance}`, 0);
      const began = performance.now();
      appendFileSync(file, line({ ...event, at: Date.now() }));
      await lanes.getByText(`i-${instance}`).waitFor();
      took.push(performance.now() - began);
    }
    expect(took.filter((ms) => ms > 1000 * busy())).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'live-laptop.png'), fullPage: true });
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);

    child.kill('SIGKILL');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/no word from the server since \d\d:\d\d:\d\d/);
    await page.screenshot({ path: join(screenshots, 'live-lost.png') });

    // Where it serves again on the same port, the page goes on by itself and has what it missed.
    const [event] = anInstance(labels[0]?.id ?? '', 'i-9', 0);
    appendFileSync(file, line({ ...event, at: Date.now() }));
    await startServe(['--events', file, '--port', new URL(url).port]);
    await lanes.getByText('i-9').waitFor();
    await alert.waitFor({ state: 'detached' });
    const results = labels.map(({ id }) => aResultOf(id));
    for (const result of results)
      appendFileSync(
        file,
        line({ kind: 'finished', destination: result.destination, result, at: Date.now() }),
      );
    appendFileSync(
      file,
      line({
        kind: 'run-finished',
        verdict: 'succeeded',
        exitCode: 0,
        seconds: 9,
        results,
        at: Date.now(),
      }),
    );
    await page.getByText('the run is over').waitFor();
    expect(await page.locator('h1').textContent()).toContain('production succeeded');
  });

  test('a rehearsal is shown from its start to its end, and served on until interrupted', async () => {
    const { url, child, output } = await startServe(
      ['--port', '0', '--config', 'fanout.yml', '--speed', '10'],
      {
        command: ['rehearse', '--serve'],
      },
    );
    const { page, faults } = await openPage(`${url}/run`);
    await page.locator('.timeline .wave .row').first().waitFor();
    await page.locator('.row.busy').first().waitFor();
    await pictures(page, 'rehearsal-live');
    await page.getByText('the run is over').waitFor({ timeout: 100_000 });
    expect(await page.locator('h1').textContent()).toContain('production succeeded');
    await pictures(page, 'rehearsal-over');
    expect(faults).toEqual([]);
    while (!output().includes('its page stays up until you press Ctrl-C'))
      await once(child.stdout as NodeJS.ReadableStream, 'data');
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  test('what runs where is filled in while the page is open', async () => {
    const emulator = await startEmulator([], quickstart.folder);
    opened.push({ end: () => emulator.stop() });
    const { url } = await startServe(['--port', '0'], { env: emulator.variables });
    const { page, faults } = await openPage(`${url}/`);
    await page.locator('section.environment').first().waitFor();
    expect(await page.locator('.live').textContent()).toMatch(/a look took \d+ calls to AWS/);
    await page.screenshot({ path: join(screenshots, 'status-live.png'), fullPage: true });
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

/** In each size, light and dark. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      const path = join(screenshots, `${name}-${size}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.setViewportSize(sizes.laptop);
}
