import { countAll } from '../release/outcome.ts';
import { timing } from '../release/timing.ts';
import { duration, many } from '../words/quantities.ts';
import type { DestinationView } from './destination-view.ts';
import { type Line, line } from './line.ts';

export type Quiet = {
  /** When the last line was printed, and when the run began; milliseconds since the epoch. */
  lastLineAt: number;
  startedAt: number;
  /** What the run as a whole is doing. */
  phase?: string | undefined;
  destinations: Iterable<DestinationView>;
};

/** After a minute of silence: what is still under way. */
export function heartbeat(quiet: Quiet, now: number): Line | undefined {
  if (now - quiet.lastLineAt < timing.silence) return undefined;
  const after = duration((now - quiet.startedAt) / 1000);
  const active = [...quiet.destinations].filter(isActive);
  if (active.length === 0) {
    return quiet.phase === undefined
      ? undefined
      : line(`still under way after ${after}: ${quiet.phase}`, 'dim');
  }
  const shown = active.slice(0, SHOWN).map((view) => `${view.label.id} (${doing(view)})`);
  const more = active.length > SHOWN ? ` and ${active.length - SHOWN} more` : '';
  const what = many(active.length, 'destination');
  return line(`still under way after ${after}, ${what}: ${shown.join(', ')}${more}`, 'dim');
}

const SHOWN = 4;

export function isActive({ state }: DestinationView): boolean {
  return state !== 'pending' && state !== 'done';
}

/** `2 of 3 instances done, ValidateService`. */
export function doing(view: DestinationView): string {
  const all = countAll(view.counts);
  const progress = all > 0 ? `${view.counts.succeeded} of ${all} instances done` : '';
  const parts = { ...states, deploying: '' }[view.state];
  const event =
    view.state === 'deploying' || view.state === 'rolling-back' ? view.event : undefined;
  return [parts, progress, event, view.detail].filter((part) => part).join(', ') || 'deploying';
}

const states: { [S in DestinationView['state']]: string } = {
  pending: 'not started',
  waiting: 'waiting',
  creating: 'being created',
  deploying: 'deploying',
  deployed: 'deployed, being verified',
  stopping: 'stopping',
  'rolling-back': 'rolling back',
  done: 'done',
};
