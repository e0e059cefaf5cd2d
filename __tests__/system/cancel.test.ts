import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RunEvent } from '../../src/release/events.ts';
import { githubFile } from '../ci/parsers.ts';
import { dist, fanout, plainEnvironment, startEmulator } from './fanout.ts';
import { aProject, lateLists, observe } from './project.ts';

type Options = { cwd: string; env: Record<string, string> };

async function withWorld(faults: string[], work: (options: Options) => Promise<void>, speed = 5) {
  const { folder, remove } = aProject('stop-and-rollback', [lateLists, ...faults]);
  const args = ['--speed', String(speed), '--hooks', 'none', '--scenario', 'scenario.yml'];
  const emulator = await startEmulator(args, folder);
  try {
    await work({ cwd: folder, env: emulator.variables });
  } finally {
    await emulator.stop();
    remove();
  }
}

function start(args: string[], { cwd, env }: Options) {
  const child = spawn(process.execPath, [dist, ...args], {
    cwd,
    env: { ...plainEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const watchers: (() => void)[] = [];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
    for (const watcher of watchers) watcher();
  });
  return {
    child,
    /** Waits until something like this is printed. */
    says: (what: RegExp) =>
      new Promise<void>((done, fail) => {
        const look = () => what.test(printed) && done();
        watchers.push(look);
        child.once('exit', () => fail(new Error(`ended before ${what}:\n${printed}`)));
        look();
      }),
  };
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

function eventsIn(path: string): RunEvent[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as RunEvent);
}

const deploy = ['deploy', 'production', '--version', '1.0', '--events', 'events.jsonl'];

describe('a signal in the middle of a deployment', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s stops it within five seconds; finish has nothing to do, and the same run again succeeds',
    async (signal, code) => {
      await withWorld([], async (options) => {
        const { child, says } = start(deploy, options);
        await says(/deployment \S+ created/);
        child.kill(signal);
        expect(await codeOf(child)).toBe(code);
        const events = eventsIn(join(options.cwd, 'events.jsonl'));
        const cancelling = events.find(({ kind }) => kind === 'cancelling');
        const stopping = events.filter(({ kind }) => kind === 'stopping');
        const created = events.filter(({ kind }) => kind === 'created');
        expect(stopping).toHaveLength(created.length);
        const last = stopping.at(-1)?.at ?? Number.NaN;
        expect(last - (cancelling?.at ?? 0)).toBeLessThan(5_000);
        const { deployments } = await observe(options.env);
        expect(deployments.map(({ status }) => status)).not.toContain('Succeeded');

        const finished = await fanout(['finish'], options);
        expect(finished).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('has ended'),
        });
        expect((await fanout(deploy, options)).code).toBe(0);
        expect((await observe(options.env)).running).toEqual(Array(6).fill('1.0'));
      });
    },
  );

  test('a cancelled run is gone once it has reported', async () => {
    await withWorld([], async (options) => {
      // What else the machine does comes and goes: the quickest of some counts.
      const lingered: number[] = [];
      while (lingered.length < 3 && lingered.every((ms) => ms >= 500)) {
        const { child, says } = start(deploy, options);
        await says(/deployment \S+ created/);
        child.kill('SIGTERM');
        expect(await codeOf(child)).toBe(143);
        const ended = Date.now();
        const report = eventsIn(join(options.cwd, 'events.jsonl')).at(-1);
        expect(report?.kind).toBe('run-finished');
        lingered.push(ended - (report?.at ?? 0));
      }
      expect(Math.min(...lingered)).toBeLessThan(500);
    });
  });

  test('a second one ends the run at once, and finish does the rest', async () => {
    const hanging =
      '{ service: codedeploy, operation: [StopDeployment], times: 1, then: { slow: 5m } }';
    await withWorld([hanging], async (options) => {
      const { child, says } = start(deploy, options);
      await says(/deployment \S+ created/);
      child.kill('SIGINT');
      await says(/stopping/);
      const began = Date.now();
      child.kill('SIGTERM');
      expect(await codeOf(child)).toBe(143);
      expect(Date.now() - began).toBeLessThan(2_000);
      const { code, stdout } = await fanout(['finish'], options);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringContaining('released the lease'),
      });
    });
  });
});

test('on GitHub the end of the job finishes what a killed step left, and deploys nothing', async () => {
  await withWorld(
    [],
    async ({ cwd, env }) => {
      const temp = mkdtempSync(join(tmpdir(), 'runner-'));
      const state = join(temp, 'state');
      writeFileSync(state, '');
      const github = {
        GITHUB_ACTIONS: 'true',
        GITHUB_RUN_ID: '9876543',
        GITHUB_RUN_NUMBER: '214',
        GITHUB_STATE: state,
        RUNNER_TEMP: temp,
        INPUT_COMMAND: 'deploy',
        INPUT_ENVIRONMENT: 'production',
      };
      const step = { cwd, env: { ...env, ...github } };
      const { child, says } = start([], step);
      await says(/deployment \S+ created/);
      child.kill('SIGKILL');
      await codeOf(child);
      expect(readFileSync(state, 'utf8')).toMatch(/^isPost<<(.+)\ntrue\n\1\n$/);
      const before = (await observe(env)).deployments.length;

      const output = join(temp, 'output');
      writeFileSync(output, '');
      const ofFinish = { ...step.env, GITHUB_OUTPUT: output, INPUT_COMMAND: 'finish' };
      const notes = readFileSync(join(temp, 'fanout/run.jsonl'));
      const finished = await fanout([], { ...step, env: ofFinish });
      expect(finished.code).toBe(0);
      const { page = '' } = githubFile(readFileSync(output, 'utf8'));
      expect(readFileSync(page, 'utf8')).toMatch(/deploy · [\s\S]*stopped/);
      expect((await observe(env)).deployments).toHaveLength(before);

      // Without such a step the end of the job does the same.
      writeFileSync(join(temp, 'fanout/run.jsonl'), notes);
      const post = await fanout([], { ...step, env: { ...step.env, STATE_isPost: 'true' } });
      expect(finished.stdout).toContain('stopping and rolling back deployment');
      expect(post.stdout).toContain('deploy');
      expect(post.code).toBe(0);
      const other = { ...step.env, STATE_isPost: 'true', INPUT_COMMAND: 'lint' };
      expect(await fanout([], { ...step, env: other })).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
      expect((await observe(env)).deployments).toHaveLength(before);
      rmSync(temp, { recursive: true, force: true });
      // However busy the machine is, the deployment is still under way when the job's end comes to it.
    },
    0.5,
  );
});
