import type { DestinationLabel, EventOf, RunEvent } from './events.ts';
import { type DestinationResult, type InstanceCounts, noInstances } from './outcome.ts';

/** Where one destination is at. */
export type DestinationProgress = {
  label: DestinationLabel;
  wave: string;
  state: 'pending' | 'waiting' | 'creating' | 'running' | 'stopping' | 'rolling-back' | 'finished';
  deploymentId?: string;
  consoleUrl?: string;
  /** CodeDeploy's word for the deployment that is followed now. */
  status?: string;
  /** Of the deployment that is followed now: the rollback's while it rolls back. */
  counts: InstanceCounts;
  /** When the deployment was created. */
  since?: number;
  trouble?: string;
  result?: DestinationResult;
};

/** The whole run at one moment: a fold over its events, and all that a page or a table needs. */
export type Progress = {
  run?: EventOf<'run-started'>;
  bundle?: EventOf<'bundle-ready'>;
  wave?: { name: string; index: number; of: number };
  destinations: ReadonlyMap<string, DestinationProgress>;
  finished?: EventOf<'run-finished'>;
};

export const noProgress: Progress = { destinations: new Map() };

export function advance(progress: Progress, event: RunEvent): Progress {
  switch (event.kind) {
    case 'run-started':
      return { ...progress, run: event, destinations: started(event) };
    case 'bundle-ready':
      return { ...progress, bundle: event };
    case 'wave-started':
      return { ...progress, wave: { name: event.wave, index: event.index, of: event.of } };
    case 'run-finished':
      return { ...progress, finished: event };
    case 'step':
    case 'notice':
    case 'uploaded':
    case 'baking':
    case 'wave-finished':
    case 'cancelling':
      return progress;
    default: {
      const before = progress.destinations.get(event.destination);
      if (!before) return progress;
      const after = { ...before, ...change(before, event) };
      return {
        ...progress,
        destinations: new Map(progress.destinations).set(event.destination, after),
      };
    }
  }
}

function started(event: EventOf<'run-started'>): Map<string, DestinationProgress> {
  const waves = new Map(
    event.waves.flatMap((wave) => wave.destinations.map((id) => [id, wave.name] as const)),
  );
  return new Map(
    event.destinations.map((label) => [
      label.id,
      { label, wave: waves.get(label.id) ?? '', state: 'pending', counts: noInstances },
    ]),
  );
}

type DestinationEvent = Extract<RunEvent, { kind: DestinationEventKind }>;
type DestinationEventKind =
  | 'waiting'
  | 'creating'
  | 'created'
  | 'status'
  | 'instance'
  | 'trouble'
  | 'stopping'
  | 'rolling-back'
  | 'finished';

function change(
  before: DestinationProgress,
  event: DestinationEvent,
): Partial<DestinationProgress> {
  switch (event.kind) {
    case 'waiting':
      return { state: 'waiting' };
    case 'creating':
      return { state: 'creating' };
    case 'created':
      return {
        state: 'running',
        deploymentId: event.deploymentId,
        consoleUrl: event.consoleUrl,
        since: event.at,
      };
    case 'status':
      return { status: event.status, counts: event.counts, trouble: '' };
    case 'instance':
      return {};
    case 'trouble':
      return { trouble: event.text };
    case 'stopping':
      return { state: 'stopping' };
    case 'rolling-back':
      return { state: 'rolling-back', counts: noInstances };
    case 'finished':
      return { state: 'finished', result: event.result, counts: event.result.instances };
    default:
      return before;
  }
}
