import { join, parse, resolve } from 'node:path';
import type { RunEvent } from '../release/events.ts';
import type { CommandPorts } from './command-ports.ts';

export type RunPages = {
  /** Without secrets. */
  take(event: RunEvent): void;
  /** The next run that begins goes on with this one, which was interrupted. */
  goOnWith(events: readonly RunEvent[]): void;
  /** Writes the pages: one of all runs of one release into one environment. */
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
      if (kept.length === 0) return;
      try {
        const { pagesOfRuns } = await import('./page-file.ts');
        const runs = kept.map(({ before: earlier, events }) => [earlier, events]);
        const pages = named(await pagesOfRuns(runs));
        // The newest last: where a CI system takes one page, it is that.
        for (const page of pages.toReversed()) await keep(page);
      } catch (error) {
        warn(asked ?? folder, error as Error);
      }
    },
  };

  function begins({ events }: Kept): boolean {
    return events.some(({ kind }) => kind === 'run-started');
  }

  /** Each page with a path of its own, the first with the one that is looked for. */
  function named(pages: readonly RunEvent[][]): Page[] {
    const taken = new Map<string, number>();
    return pages.flatMap((events): Page[] => {
      const name = nameOf(events);
      if (asked === undefined && name === undefined) return [];
      const wanted =
        asked === undefined ? join(host.pageFolder ?? folder, `${name}.html`) : resolve(cwd, asked);
      const count = (taken.get(wanted) ?? 0) + 1;
      taken.set(wanted, count);
      return [{ path: count === 1 ? wanted : numbered(wanted, count), events }];
    });
  }

  async function keep({ path, events }: Page): Promise<void> {
    try {
      const { writePage } = await import('./page-file.ts');
      await writePage(path, events, asked === undefined ? 'ours' : 'chosen');
      host.keepPage?.(path);
    } catch (error) {
      warn(path, error as Error);
    }
  }

  /** A page that cannot be written changes nothing of what was deployed. */
  function warn(path: string, { message: why }: Error): void {
    const message = `cannot write the page "${path}": ${why}`;
    const hint = 'this does not affect the run';
    host.problems([{ code: 'file-unwritable', message, hint }], 'warning');
  }
}

type Page = { path: string; events: readonly RunEvent[] };

/** Beside the page of a newer run. */
function numbered(path: string, count: number): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}-${count}${ext}`);
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
