import type { EventOf, RunEvent, RunEventKind } from '../release/events.ts';
import { ownerText } from '../release/object-keys.ts';
import { countAll, type GateResult } from '../release/outcome.ts';
import { bytes, duration, list, many } from '../words/quantities.ts';
import { scriptExitCode } from './causes.ts';
import type { DestinationView } from './destination-view.ts';
import { gateText } from './gate-text.ts';
import { type Line, line, lineOf } from './line.ts';
import { inWords, outcomeText, toneOf } from './outcomes.ts';
import { problemLines } from './problem-lines.ts';
import { progressText, statusText } from './status-text.ts';

type Describers = { [K in RunEventKind]: (event: EventOf<K>) => Line[] };

/** What a log says of an event. Lifecycle events that succeed say nothing: they are counted by the status. */
export function describe(event: RunEvent): Line[] {
  const describer = describers[event.kind] as (event: RunEvent) => Line[];
  return describer(event);
}

/** Failures of one destination that are said at once; its block has them all. */
const FAILURES_SAID = 3;

/** What is new in an event: {@link describe}, less what was said of the destination before. */
export function news(view: DestinationView | undefined, event: RunEvent): Line[] {
  if (event.kind === 'status' && view?.said[event.role] === statusText(event)) return [];
  // That it was created was said with its id.
  if (event.kind === 'status' && event.status === 'Created' && event.role !== 'related') return [];
  if (event.kind === 'trouble' && view?.detail === event.text) return [];
  if (event.kind === 'waiting' && view?.state === 'waiting' && view.detail === event.reason) {
    return [];
  }
  // Where nothing was begun, the end says so, with the reason once for all.
  if (event.kind === 'finished' && event.result.outcome === 'never-started') return [];
  if (event.kind === 'finished') return [endLine(event, view?.said.deployment)];
  if (event.kind === 'instance' && event.status === 'Failed' && view) {
    if (view.failures > FAILURES_SAID) return [];
    if (view.failures === FAILURES_SAID) {
      return [lineOf(event.destination, 'more instances failed: all are listed at the end', 'bad')];
    }
  }
  return describe(event);
}

/** How far the deployment came is left out where that was `said`: after a rollback it would be read as the rollback's. */
function endLine({ destination, result }: EventOf<'finished'>, said = ''): Line {
  const progress = countAll(result.instances) > 0 ? progressText(result.instances) : '';
  const parts = [outcomeText(result), said.endsWith(progress) ? '' : progress, result.reason];
  const text = parts.filter((part) => part).join(': ');
  return lineOf(destination, text, toneOf(result.outcome));
}

const describers: Describers = {
  'run-started': ({ command, environment, destinations, waves, run, of, ...owner }) => {
    const count = of === undefined ? '' : `${destinations.length} of `;
    const which =
      waves.length === 1 && of !== undefined
        ? `wave ${waves[0]?.name}`
        : many(waves.length, 'wave');
    const where = `${count}${many(of ?? destinations.length, 'destination')} in ${which}`;
    const what = `${command} ${ownerText(owner)} to ${environment}`;
    return [line(`${what}: ${where} (run ${run})`, 'strong')];
  },
  step: ({ text }) => [line(text)],
  leasing: () => [],
  leased: () => [],
  // On a terminal rows stand for what a destination does, but not for what it should be known of it.
  notice: ({ level, problem }) => {
    const { destination, ...rest } = problem;
    if (destination === undefined || level === 'info') return problemLines(problem, level);
    return problemLines(rest, level).map((each) => ({ ...each, destination }));
  },
  'bundle-ready': ({ version, digest, size, entries, reused, seconds }) => {
    const what = `bundle ${version} (${digest.slice(0, 8)}, ${bytes(size)})`;
    if (reused) return [line(`${what} exists already: reused, not rebuilt`)];
    const content = entries === undefined ? '' : `, ${entries} entries`;
    return [line(`${what} ready in ${duration(seconds)}${content}`)];
  },
  uploaded: ({ bucket, region, key, bytes: size, how, seconds }) => {
    const where = `s3://${bucket}/${key} (${region})`;
    if (how === 'present') return [line(`already in ${where}`)];
    const verb = how === 'copied' ? 'copied' : 'uploaded';
    return [line(`${verb} ${bytes(size)} to ${where} in ${duration(seconds)}`)];
  },
  'wave-started': ({ wave, index, of, destinations }) => [
    line(`wave ${index} of ${of}, ${wave}: ${list(destinations, 6)}`, 'strong'),
  ],
  baking: ({ wave, ms, watched }) => {
    const text = `wave ${wave} bakes for ${duration(ms / 1000)}`;
    if (watched === undefined) return [line(text)];
    if (watched.length === 0) return [line(`${text}, only waiting: there is nothing to watch`)];
    return [line(`${text}, watching ${list(watched, 3)}`)];
  },
  'wave-finished': ({ wave }) => [line(`wave ${wave} ended`)],
  cancelling: ({ signal, policy }) => [
    line(`${signal} received: cancelling (onCancel: ${policy})`, 'warn'),
  ],
  waiting: ({ destination, reason }) => [lineOf(destination, `waiting: ${reason}`)],
  creating: () => [],
  created: ({ destination, deploymentId, adopted, consoleUrl }) => {
    const how = adopted ? 'found again: created by this run, or by the run it repeats' : 'created';
    const link = consoleUrl === undefined ? '' : `: ${consoleUrl}`;
    return [lineOf(destination, `deployment ${deploymentId} ${how}${link}`)];
  },
  status: (event) => {
    const tone = event.status === 'Failed' || event.status === 'Stopped' ? 'bad' : 'plain';
    return [lineOf(event.destination, statusText(event), tone)];
  },
  instance: (event) => {
    if (event.status !== 'Failed') return [];
    const said = failureText(event);
    return [
      lineOf(event.destination, `${deploymentPrefix(event)}${event.instance}: ${said}`, 'bad'),
    ];
  },
  trouble: ({ destination, text }) => [lineOf(destination, text, 'warn')],
  stopping: ({ destination, deploymentId, rollback, reason }) => {
    const how = rollback ? 'stopping and rolling back' : 'stopping';
    return [lineOf(destination, `${how} deployment ${deploymentId}: ${reason}`, 'warn')];
  },
  'rolling-back': ({ destination, deploymentId, by, version }) => {
    const who = by === 'codedeploy' ? 'CodeDeploy rolls back' : 'rolling back';
    const what = version === undefined ? '' : ` to ${version}`;
    return [lineOf(destination, `${who}${what}: deployment ${deploymentId}`, 'warn')];
  },
  gate: ({ destination, gate }) => [gateLine(destination, gate)],
  finished: (event) => [endLine(event)],
  'run-finished': ({ verdict, exitCode, seconds }) => [
    line(`${inWords(verdict)} after ${duration(seconds)}, exit code ${exitCode}`, toneOf(verdict)),
  ],
};

function gateLine(destination: string, gate: GateResult): Line {
  const tone = gate.verdict === 'pass' || gate.dryRun ? 'plain' : 'bad';
  return lineOf(destination, gateText(gate), tone);
}

function deploymentPrefix({ role, deploymentId }: EventOf<'instance'>): string {
  if (role === 'deployment') return '';
  return role === 'rollback' ? 'rollback: ' : `related deployment ${deploymentId}: `;
}

function failureText({ event, diagnostics = {} }: EventOf<'instance'>): string {
  const { script, code, message } = diagnostics;
  const exit = message === undefined ? undefined : scriptExitCode(message);
  if (script && exit !== undefined) return `${event} failed: ${script} exit ${exit}`;
  const rest = [script, code, message].filter((part) => part).join(', ');
  return rest ? `${event} failed: ${rest}` : `${event} failed`;
}
