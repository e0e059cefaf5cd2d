import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import type { Inputs } from '../../src/cli/inputs.ts';
import { makeBundle } from '../../src/cli/make-bundle.ts';
import { environmentOf, loadProject } from '../../src/cli/project.ts';
import { type Before, prepareBefore } from '../../src/rehearsal/search/before.ts';
import type { Plot } from '../../src/rehearsal/search/plot.ts';
import { quietHost } from '../../src/rehearsal/search/quiet-host.ts';
import { seededClock } from '../../src/rehearsal/seeded-clock.ts';

export type Scene = { plot: Plot; before: Before };

const config = join(import.meta.dirname, '../../build/search/fanout.yml');
const made = new Map<string, Promise<Scene>>();

/** `production` of build/search/fanout.yml: a canary that bakes, then five destinations, three at once; a failure takes all back. */
export function sceneOf(command: Plot['command']): Promise<Scene> {
  const scene = made.get(command) ?? makeScene(command);
  made.set(command, scene);
  return scene;
}

async function makeScene(command: Plot['command']): Promise<Scene> {
  const args = ['--config', config];
  const read = readInputs(['rehearse', command, 'production', ...args], {});
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
  const inputs = read.inputs as Extract<Inputs, { command: 'rehearse' }>;
  const folder = await mkdtemp(join(tmpdir(), 'fanout-endings-'));
  const { PATH = '', HOME = '' } = process.env;
  const ports: CommandPorts = {
    env: { PATH, HOME },
    cwd: folder,
    host: quietHost([], () => undefined),
    clock: seededClock(),
    signal: new AbortController().signal,
  };
  const project = await loadProject(inputs, ports, { required: true });
  const environment = environmentOf(project, 'production', () => undefined);
  const emit = () => undefined;
  const bundle = await makeBundle(project, join(folder, 'bundle.zip'), { ...ports, emit });
  const plot = { project, environment, command, bundle, ports, args };
  return { plot, before: await prepareBefore(plot, []) };
}
