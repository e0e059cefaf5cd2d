import { defined } from '../defined.ts';
import type { DeploymentRole, DestinationLabel, RunEvent } from '../release/events.ts';
import type { DestinationResult, InstanceCounts } from '../release/outcome.ts';
import { noInstances } from '../release/outcome.ts';
import { statusText } from './status-text.ts';

type DestinationState =
  | 'pending'
  | 'waiting'
  | 'creating'
  | 'deploying'
  | 'deployed'
  | 'stopping'
  | 'rolling-back'
  | 'done';

export type InstanceEvent = { event: string; status: string };

/** What is known of a destination so far, as far as it is shown. */
export type DestinationView = {
  label: DestinationLabel;
  state: DestinationState;
  /** Why it waits, or what is in the way. */
  detail?: string;
  deploymentId?: string;
  consoleUrl?: string;
  /** Milliseconds since the epoch. */
  startedAt?: number;
  endedAt?: number;
  /** Of the deployment that `state` speaks of. */
  counts: InstanceCounts;
  /** The lifecycle event heard of last. */
  event?: string;
  /** Lifecycle events of each instance, in order, by the deployment's role and the instance. */
  instances: { [R in DeploymentRole]: ReadonlyMap<string, readonly InstanceEvent[]> };
  /** Failed lifecycle events so far. */
  failures: number;
  /** The last status line of each deployment, so that it is not said twice. */
  said: { [R in DeploymentRole]?: string };
  result?: DestinationResult;
};

export function newDestination(label: DestinationLabel): DestinationView {
  const instances = { deployment: new Map(), rollback: new Map(), related: new Map() };
  return { label, state: 'pending', counts: noInstances, instances, failures: 0, said: {} };
}

/** The destination after one of its events. */
export function advanceDestination(view: DestinationView, event: RunEvent): DestinationView {
  switch (event.kind) {
    case 'waiting':
      return { ...view, state: 'waiting', detail: event.reason };
    case 'creating':
      return { ...begun(view, event.at), state: 'creating' };
    case 'created': {
      const { deploymentId, consoleUrl } = event;
      const link = defined({ consoleUrl });
      return { ...begun(view, event.at), state: 'deploying', deploymentId, ...link };
    }
    case 'status':
      return withStatus(view, event);
    case 'instance':
      return withInstance(view, event);
    case 'trouble':
      return { ...view, detail: event.text };
    case 'stopping':
      return { ...view, state: 'stopping', detail: event.reason };
    case 'rolling-back':
      return { ...withoutDetail(view), state: 'rolling-back', counts: noInstances };
    case 'finished':
      return { ...withoutDetail(view), state: 'done', endedAt: event.at, result: event.result };
    default:
      return view;
  }
}

function withStatus(
  view: DestinationView,
  event: Extract<RunEvent, { kind: 'status' }>,
): DestinationView {
  const said = { ...view.said, [event.role]: statusText(event) };
  if (event.role === 'related') return { ...view, said };
  if (event.role === 'deployment' && view.state === 'rolling-back') return { ...view, said };
  const ended = event.role === 'deployment' && event.status === 'Succeeded';
  return {
    ...withoutDetail(view),
    said,
    counts: event.counts,
    // Between zones it had waited.
    ...(view.state === 'waiting' && { state: 'deploying' as const }),
    ...(ended && { state: 'deployed' as const }),
  };
}

function withInstance(
  view: DestinationView,
  { role, instance, event, status }: Extract<RunEvent, { kind: 'instance' }>,
): DestinationView {
  const before = view.instances[role].get(instance) ?? [];
  const known = before.findIndex((each) => each.event === event);
  const after = known < 0 ? [...before, { event, status }] : before.with(known, { event, status });
  const ofRole = new Map(view.instances[role]).set(instance, after);
  return {
    ...view,
    ...(role !== 'related' && { event }),
    instances: { ...view.instances, [role]: ofRole },
    failures: view.failures + (status === 'Failed' ? 1 : 0),
  };
}

function begun(view: DestinationView, at: number): DestinationView {
  return { ...withoutDetail(view), startedAt: view.startedAt ?? at };
}

function withoutDetail({ detail: _, ...view }: DestinationView): DestinationView {
  return view;
}
