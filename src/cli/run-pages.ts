import { join, resolve } from 'node:path';
import type { RunEvent } from '../release/events.ts';
import type { CommandPorts } from './command-ports.ts';

export type RunPages = {
  /** Without secrets. */
  take(event: RunEvent): void;
  /** The next run that begins goes on with this one, which was interrupted. */
  goOnWith(events: readonly RunEvent[]): void;
  /** Writes a page of each run. */
  close(): Promise<void>;
};

type Kept = { before: readonly RunEvent[]; events: RunEvent[] };

const noPages: RunPages = { take() {}, goOnWith() {}, async close() {} };

/** Pages of runs: into the file that was asked for, else one for each run where the CI system keeps what builds make. */
export function openRunPages(
  asked: string | undefined,
  folder: string,
  { host, cwd }: Pick<CommandPorts, 'host' | 'cwd'>,
): RunPages {
  if (asked === undefined && !host.keepPage) return noPages;
  const kept: Kept[] = [];
  let before: readonly RunEvent[] = [];
  return {
    take(event) {
      const last = kept.at(-1);
      if (!last || (event.kind === 'run-started' && begins(last))) {
        kept.push({ before, events: [event] });
        before = [];
      } else last.events.push(event);
    },
    goOnWith(events) {
      before = events;
    },
    async close() {
      for (const run of kept) await keep(run);
    },
  };

  function begins({ events }: Kept): boolean {
    return events.some(({ kind }) => kind === 'run-started');
  }

  /** A page that cannot be written changes nothing of what was deployed. */
  async function keep({ before: earlier, events }: Kept): Promise<void> {
    const name = nameOf(events);
    if (asked === undefined && name === undefined) return;
    const path =
      asked === undefined ? join(host.pageFolder ?? folder, `${name}.html`) : resolve(cwd, asked);
    try {
      const { writePage } = await import('./page-file.ts');
      await writePage(path, [earlier, events], asked === undefined ? 'ours' : 'chosen');
      host.keepPage?.(path);
    } catch (error) {
      const message = `cannot write the page "${asked ?? path}": ${(error as Error).message}`;
      const hint = 'the run itself is not touched by this';
      host.problems([{ code: 'file-unwritable', message, hint }], 'warning');
    }
  }
}

/** After the environment, and the part of it that the run was for; undefined where none has begun. */
function nameOf(events: readonly RunEvent[]): string | undefined {
  const started = events.find((event) => event.kind === 'run-started');
  if (!started) return undefined;
  const { environment, of, waves } = started;
  const words = [environment, ...(of === undefined ? [] : waves.map(({ name }) => name))];
  return words
    .join('-')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^\.+/, '')
    .slice(0, 100);
}
