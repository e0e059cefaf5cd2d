import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '../../clock.ts';
import { expectedSeconds } from '../../page/history-figures.ts';
import type { StatusView } from '../../page/status-view.ts';
import { UsageError } from '../../problem.ts';
import type { RunEvent } from '../../release/events.ts';
import { ownerText } from '../../release/object-keys.ts';
import { serve } from '../../serve/serve.ts';
import { createStatusChannel, type Look } from '../../serve/status-channel.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { notesPaths } from '../recorder.ts';
import { servedPages } from '../served-pages.ts';
import { type Shown, shownEnvironments } from '../shown-environments.ts';
import { openStatusLook, type StatusLook } from '../status-look.ts';

type ServeInputs = InputsOf<'serve'>;

/** Serves what runs where and the run under way, until it is told to stop. */
export async function serveCommand(inputs: ServeInputs, ports: CommandPorts): Promise<number> {
  const { cwd, host, signal } = ports;
  const events =
    inputs.eventsFollowed === undefined ? notesHere(ports) : resolve(cwd, inputs.eventsFollowed);
  const look = hasConfiguration(inputs, cwd) ? await openLook(inputs, ports) : undefined;
  let last: StatusView | undefined;
  const status = look && {
    status: createStatusChannel({
      clock: systemClock,
      signal,
      budget: inputs.calls,
      async look() {
        const seen = await look.look();
        last = seen.view;
        return seen;
      },
    }),
  };
  try {
    await serve(
      {
        port: inputs.servePort,
        events,
        runClock: { now: systemClock.now, pace: 1 },
        ...status,
        expected: (all) => expectedOf(all, last),
      },
      {
        clock: systemClock,
        signal,
        scrub: (value) => host.scrub(value),
        pages: await servedPages({ withStatus: look !== undefined }),
        ready: (url) => host.print(`serving ${look ? `${url}/ and ${url}/run` : `${url}/run`}`),
      },
    );
  } finally {
    look?.close();
  }
  return 0;
}

/** Where a run in this folder writes its notes, or has begun to. */
function notesHere(ports: CommandPorts): string {
  const paths = notesPaths({}, ports);
  return (
    paths.find((path) => existsSync(path)) ?? paths[0] ?? resolve(ports.cwd, '.fanout/run.jsonl')
  );
}

/** Without one there is still a run to be shown, where its file is named. */
function hasConfiguration({ configs, eventsFollowed: events }: ServeInputs, cwd: string): boolean {
  return events === undefined || configs.length > 0 || existsSync(resolve(cwd, 'fanout.yml'));
}

/** By the last runs of the same command in the same environment. */
function expectedOf(events: readonly RunEvent[], view: StatusView | undefined) {
  const started = events.find((event) => event.kind === 'run-started');
  if (started?.kind !== 'run-started') return undefined;
  const known = view?.environments.find(
    ({ environment, owner }) => environment === started.environment && owner === ownerText(started),
  );
  return known && expectedSeconds(known.history, started.command);
}

/** Looks with sessions that are opened again after a fault, at the configuration as it is then. */
async function openLook(
  inputs: ServeInputs,
  ports: CommandPorts,
): Promise<{ look(): Promise<Look>; close(): void }> {
  const files = (inputs.configs.length > 0 ? inputs.configs : ['fanout.yml']).map((file) =>
    resolve(ports.cwd, file),
  );
  let calls = 0;
  let shown: readonly Shown[] = await shownEnvironments(inputs, ports);
  let stamp = stampOf(files);
  let wrong: string | undefined;
  const open = () =>
    openStatusLook(shown, { ...inputs, probe: false }, ports, () => {
      calls++;
    });
  let session: StatusLook = open();
  const anew = () => {
    session.close();
    session = open();
  };

  async function readAgain(): Promise<void> {
    const now = stampOf(files);
    if (now === stamp) return;
    stamp = now;
    try {
      shown = await shownEnvironments(inputs, ports);
      wrong = undefined;
      anew();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const when = new Date(systemClock.now()).toISOString().slice(11, 19);
      const [first] = error.problems;
      const place = first?.file === undefined ? '' : `${first.file}:${first.line ?? 1}: `;
      const more = error.problems.length > 1 ? ` (and ${error.problems.length - 1} more)` : '';
      wrong = `the configuration changed at ${when} UTC and is not valid, so the pages show the earlier one: ${place}${first?.message}${more}`;
    }
  }

  return {
    async look() {
      await readAgain();
      const before = calls;
      const statuses = await session.read();
      const view = await session.view(statuses, systemClock.now());
      // Credentials that have ended may be renewed meanwhile, where only a new session finds them.
      const isUnread = statuses
        .flat()
        .some(({ destinations }) => destinations.some((one) => one.problem));
      if (isUnread) anew();
      return { view, calls: calls - before, notes: wrong === undefined ? [] : [wrong] };
    },
    close: () => session.close(),
  };
}

/** Changes whenever one of the files does. */
function stampOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : 'gone';
    })
    .join();
}
