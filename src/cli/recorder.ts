import { join, relative, resolve } from 'node:path';
import { ciBuild } from '../ci/systems.ts';
import type { Environment } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { openTellers } from '../notices/tellers.ts';
import { type Problem, together } from '../problem.ts';
import type { Emit, RunEvent } from '../release/events.ts';
import {
  makeNotesFolder,
  type Notes,
  openNotes,
  openRunNotes,
} from '../release/finish/run-notes.ts';
import { countRequests, type TracedRequest } from '../release/request-counts.ts';
import { actorOf } from './actor.ts';
import type { CommandPorts } from './command-ports.ts';
import { inFirst, isOurs, notesFolders } from './notes-folder.ts';
import { openRunPages, type RunPages } from './run-pages.ts';

export type Recorder = {
  emit: Emit;
  /** Where a run keeps what it makes; absolute. */
  folder: string;
  /** The next run that is recorded goes on with an interrupted one, on one page. */
  goOnWith: RunPages['goOnWith'];
  /** To hear about every request to AWS. */
  noteRequest(request: TracedRequest): void;
  /** Writes the page, where one is made. */
  close(): Promise<void>;
};

/** Hands every event of a run to its notes, its events file and its host; secrets reach none of them. */
export function openRecorder(
  inputs: { events?: string | undefined; page?: string | undefined; notes?: string | undefined },
  ports: CommandPorts,
  {
    notes = true,
    environment,
  }: {
    /** Whether a run begins, which keeps notes. */
    notes?: boolean;
    /** Whose run it is, for those that hear about it. */
    environment?: Environment;
  } = {},
): Recorder {
  const { host, clock, cwd } = ports;
  const {
    folder,
    opened: ours,
    problem,
  } = inFirst(
    notesFolders(inputs, ports),
    (folder): ReturnType<typeof openRunNotes> | undefined => {
      if (ports.isRehearsal) makeNotesFolder(folder);
      return notes && !ports.isRehearsal ? openRunNotes(notesIn(folder)) : undefined;
    },
  );
  if (problem) host.problems([problem], 'warning');
  if (ours?.aside !== undefined) host.problems([unfinished(relative(cwd, ours.aside))], 'warning');
  const files = [
    ...(ours ? [ours] : []),
    ...(inputs.events ? [openNotes(resolve(cwd, inputs.events))] : []),
  ];
  const counts = countRequests();
  const tellers =
    environment && !ports.isRehearsal ? openTellers(environment, { env: ports.env }) : [];
  const pages = openRunPages(inputs.page, folder, ports);

  /** A full disk must not end the following of deployments that are under way. */
  function write(file: Notes, event: RunEvent) {
    try {
      file.write(event);
    } catch (error) {
      files.splice(files.indexOf(file), 1);
      const message = `the run's notes can no longer be written: ${(error as Error).message}`;
      host.problems(
        [
          {
            code: 'file-unwritable',
            message,
            hint: 'if this run is killed now, fanout finish cannot complete it',
          },
        ],
        'warning',
      );
    }
  }

  return {
    folder,
    emit(unstamped) {
      const stamped: RunEvent = { at: clock.now(), ...unstamped };
      const told: RunEvent =
        stamped.kind === 'run-started'
          ? { ...stamped, ...circumstances(ports, stamped.run) }
          : stamped;
      const event = ports.isRehearsal ? withoutLinks(told) : told;
      // A log ends with the verdict, so that what led to it comes before.
      if (event.kind === 'run-finished' && event.problems)
        host.problems(together(event.problems), 'error');
      const shown = host.take(event);
      for (const file of [...files]) write(file, shown);
      pages.take(shown);
      const requests = countedAt.has(shown.kind) ? counts.take() : [];
      for (const teller of tellers) teller.take(shown, requests);
    },
    noteRequest: counts.note,
    goOnWith: pages.goOnWith,
    async close() {
      for (const file of files) file.close();
      const lost = await Promise.all(tellers.map((teller) => teller.close()));
      if (lost.flat().length > 0) host.problems(lost.flat(), 'warning');
      await pages.close();
    },
  };
}

/** With these, metrics are told how requests fared since the one before. */
const countedAt: ReadonlySet<RunEvent['kind']> = new Set(['wave-finished', 'run-finished']);

/** Who started a run and where, as far as the machine knows. */
function circumstances({ env, isRehearsal }: CommandPorts, run: string) {
  const { link } = ciBuild(env);
  return {
    by: actorOf(env, run),
    ...defined({ link }),
    ...(isRehearsal && { rehearsal: true as const }),
  };
}

/** In AWS's console there is nothing of a rehearsal. */
function withoutLinks(event: RunEvent): RunEvent {
  switch (event.kind) {
    case 'created':
      return unlinked(event);
    case 'finished':
      return { ...event, result: unlinked(event.result) };
    case 'run-finished':
      return { ...event, results: event.results.map(unlinked) };
    default:
      return event;
  }
}

function unlinked<T extends { consoleUrl?: string }>(linked: T): T {
  const { consoleUrl: _, ...rest } = linked;
  return rest as T;
}

function unfinished(path: string): Problem {
  return {
    code: 'unfinished-run',
    message: `the previous run has not ended; its notes are kept as "${path}"`,
    hint: 'if it was interrupted: fanout finish',
  };
}

/** The notes that there may be of runs here, in the place to prefer first. */
export function notesPaths(
  inputs: { notes?: string | undefined },
  ports: Pick<CommandPorts, 'env' | 'cwd'>,
): string[] {
  const folders = notesFolders(inputs, ports);
  return folders.filter((folder) => isOurs(folder, folders)).map(notesIn);
}

function notesIn(folder: string): string {
  return join(folder, 'run.jsonl');
}
