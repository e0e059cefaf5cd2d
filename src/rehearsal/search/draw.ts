import { noScenario } from '../../cli/scenario-file.ts';
import type { OutcomeRule } from '../../emulator/codedeploy/outcome-rule.ts';
import type { FaultRule } from '../../emulator/scenario/fault-definition.ts';
import type { MeanwhileRule } from '../../emulator/scenario/meanwhile-definition.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import type { Random } from '../../random.ts';
import { chooser, type Draw } from './chooser.ts';
import type { Scene } from './scene.ts';
import { situations } from './situations.ts';

/**
 * Draws what goes wrong: a situation that is known to be hard, or anything, or both. Situations take turns, so that some dozens
 * of seeds in a row have each of them.
 */
export function drawScenario(random: Random, scene: Scene, turn: number): Scenario {
  const draw = chooser(random);
  const situation = situations[turn % situations.length];
  const isKnown = scene.outline.kinds.length > 0 && draw.chance(0.75);
  const one = isKnown && situation ? situation(draw, scene) : {};
  const rest = isKnown && draw.chance(0.75) ? noScenario : drawAny(draw, scene);
  return {
    ...noScenario,
    faults: [...(one.faults ?? []), ...rest.faults],
    outcomes: [...(one.outcomes ?? []), ...rest.outcomes],
    meanwhile: [...(one.meanwhile ?? []), ...rest.meanwhile].sort((a, b) => a.at - b.at),
  };
}

/**
 * A few faults of seconds to minutes, at times a hook that fails, a kill, another job. Much of it is
 * aimed at a call that the command makes, and what it does about that call is troubled too.
 */
function drawAny(draw: Draw, scene: Scene): Scenario {
  const ids = scene.destinations.map(({ id }) => id);
  const happenings = draw.times(draw.of([0, 1, 1, 2, 3]), () => happening(draw, ids, scene));
  const faults = [
    ...draw.times(draw.of([0, 1, 1, 2]), () => faultOrTwo(draw, scene)).flat(),
    ...(draw.chance(0.06) ? [outage(draw)] : []),
    ...happenings.flatMap((one) => troubleAfter(draw, one)),
  ];
  return {
    ...noScenario,
    faults,
    outcomes: draw.chance(0.35) ? [outcome(draw, ids)] : [],
    meanwhile: happenings.flatMap((one) => [one, ...sequel(draw, one)]),
  };
}

type Service = 'sts' | 's3' | 'codedeploy';

/** The calls that a fault is drawn for; the empty one is all of a service. */
const operations: Record<Service, readonly string[]> = {
  sts: [''],
  s3: ['', 'PutObject', 'GetObject', 'HeadObject', 'ListObjectsV2'],
  codedeploy: [
    ...['', 'CreateDeployment', 'BatchGetDeployments', 'ListDeployments', 'StopDeployment'],
    ...['GetDeploymentGroup', 'BatchGetDeploymentTargets', 'ListDeploymentTargets'],
  ],
};

/** What is asked to find out what became of another call. */
const lookups: Record<Service, readonly string[]> = {
  sts: [''],
  s3: ['', 'GetObject', 'ListObjectsV2'],
  codedeploy: ['', 'ListDeployments', 'ListDeployments', 'BatchGetDeployments', 'StopDeployment'],
};

function faultOrTwo(draw: Draw, scene: Scene): FaultRule[] {
  if (scene.outline.kinds.length === 0 || draw.chance(0.35)) return [fault(draw, scene)];
  const kind = kindOf(draw, scene);
  const { at, about: _, ...call } = draw.of(scene.outline.of(kind));
  const service = call.service as Service;
  const isLost = changes(call) && draw.chance(0.5);
  const then = isLost ? draw.of(losses) : ending(draw, service);
  const aimed = { ...call, service, then };
  return [
    {
      ...aimed,
      ...(draw.chance(0.5) ? around(draw, at) : nth(draw, scene.outline.of(kind).length)),
    },
    ...(draw.chance(0.5) ? [trouble(draw, service, at)] : []),
  ];
}

/** Mostly one that changes something: what becomes of it must be known. */
function kindOf(draw: Draw, { outline }: Scene) {
  const changing = outline.kinds.filter(changes);
  return draw.of(changing.length > 0 && draw.chance(0.6) ? changing : outline.kinds);
}

function changes({ operation }: { operation: string }): boolean {
  return /^(Create|Put|Copy)/.test(operation);
}

/** It is carried out, and whoever asked for it does not learn so; or later than anybody waits. */
const losses: readonly FaultRule['then'][] = ['lost', 'lost', 'truncate', { slow: 70_000 }];

/** Calls of about the moment of one. */
function around(draw: Draw, at: number) {
  const from = Math.max(0, Math.round(at) - 1);
  return {
    from,
    to: from + draw.of([2, 2, 5, 20, 60, 120, 240]),
    ...(draw.chance(0.6) && { times: draw.of([1, 1, 2, 3, 6]) }),
  };
}

/** One or a few calls by their number: whatever else delays them, it is these. */
function nth(draw: Draw, usual: number) {
  return { skip: draw.whole(0, Math.ceil(usual * 1.5)), times: draw.of([1, 1, 2, 3]) };
}

/** Whoever wants to know what became of a call at that time has a hard time. */
function trouble(draw: Draw, service: Service, at: number): FaultRule {
  const operation = draw.of(lookups[service]);
  const from = Math.max(0, Math.floor(at));
  return {
    service,
    ...(operation !== '' && { operation }),
    from,
    to: from + draw.of([5, 30, 120, 300]),
    then: draw.of<FaultRule['then']>([
      ...(['deny', 'throttle', 'down'] as const),
      ...[{ status: 503 }, { late: 30_000 }],
    ]),
  };
}

/** A kill or a cancel is followed by those who look what it has left. */
function troubleAfter(draw: Draw, { at, then }: MeanwhileRule): FaultRule[] {
  if (!isEnd(then) || draw.chance(0.5)) return [];
  const wait = typeof then === 'object' && 'kill' in then ? then.kill : 0;
  return [trouble(draw, draw.of(['codedeploy', 'codedeploy', 's3', 'sts']), (at + wait) / 1000)];
}

/** A service is gone for longer than a lease lasts. */
function outage(draw: Draw): FaultRule {
  const from = draw.whole(3, 40);
  return {
    service: draw.of(['s3', 's3', 'codedeploy', 'sts'] as const),
    from,
    to: from + draw.of([200, 300, 400]),
    then: draw.of<FaultRule['then']>(['down', 'deny', { status: 503 }]),
  };
}

function fault(draw: Draw, { destinations, outline }: Scene): FaultRule {
  const service = draw.of<Service>(['s3', 's3', 'codedeploy', 'codedeploy', 'codedeploy', 'sts']);
  const operation = draw.of(operations[service]);
  const regions = [...new Set(destinations.map(({ region }) => region))];
  const from = draw.whole(0, outline.span);
  return {
    service,
    ...(operation !== '' && { operation }),
    ...(draw.chance(0.5) && { region: draw.of(regions) }),
    from,
    to: from + draw.of([2, 5, 20, 60, 120, 240]),
    ...(draw.chance(0.3) && { every: draw.whole(2, 4) }),
    ...(draw.chance(0.4) && { times: draw.whole(1, 4) }),
    then: ending(draw, service),
  };
}

function ending(draw: Draw, service: Service): FaultRule['then'] {
  return draw.of<FaultRule['then']>([
    ...(['throttle', 'lost', 'lost', 'reset', 'down', 'deny', 'expire', 'truncate'] as const),
    { status: 503 },
    { slow: draw.of([1_000, 20_000, 70_000]) },
    // A run's time is S3's, which does not leap.
    service === 's3' ? 'throttle' : { skew: draw.of([-20, -4, 4, 20]) * 60_000 },
    { late: draw.of([5_000, 30_000]) },
  ]);
}

function outcome(draw: Draw, ids: readonly string[]): OutcomeRule {
  const log = 'the seed has it so';
  return {
    destination: draw.of(ids),
    ...(draw.chance(0.5) && { instance: draw.whole(1, 2) }),
    event: draw.of(['ApplicationStart', 'ValidateService', 'DownloadBundle'] as const),
    deployment: draw.of([1, 1, 2, 'rollback'] as const),
    then: draw.of<OutcomeRule['then']>([
      { fail: { script: 'scripts/start.sh', exitCode: 1, log } },
      { slow: 60_000 },
      { stop: {} },
      'agentDies',
    ]),
  };
}

function happening(draw: Draw, ids: readonly string[], scene: Scene): MeanwhileRule {
  const { others } = scene;
  const at = moment(draw, scene);
  if (draw.chance(0.6)) return { at, then: draw.of(plain) };
  switch (draw.of(aimed)) {
    case 'kill':
      return { at, then: { kill: draw.of([20, 100, 250, 400]) * 1000 } };
    case 'console':
      return { at, then: { console: draw.of(ids) } };
    case 'unwell':
      return { at, then: { unwell: draw.of(ids) }, for: draw.of([20, 120, 900]) * 1000 };
    case 'sleep':
      return { at, then: { sleep: draw.of([30, 100, 200, 600]) * 1000 } };
    case 'clock':
      return { at: draw.of([0, at]), then: { clock: draw.of([-20, -4, 4, 20]) * 60_000 } };
    case 'deploy':
      return { at, then: others.length > 0 ? { deploy: draw.of(others) } : 'deploy' };
  }
}

/** Milliseconds: anywhere, or while a call is on its way or has just been answered. */
function moment(draw: Draw, scene: Scene): number {
  const { outline } = scene;
  if (outline.kinds.length === 0 || draw.chance(0.5))
    return draw.whole(0, outline.span * 1.2) * 1000;
  const { at } = draw.of(outline.of(kindOf(draw, scene)));
  return Math.max(0, Math.round(at * 1000) + draw.of([-300, -50, 50, 150, 400, 2_000]));
}

/** What goes wrong where it meets something else: the jobs that come while the traces of one are left. */
function sequel(draw: Draw, { at, then }: MeanwhileRule): MeanwhileRule[] {
  const isClock = typeof then === 'object' && 'clock' in then;
  if (!(isEnd(then) || isClock) || draw.chance(0.5)) return [];
  return [
    { at: at + draw.of([2, 5, 60]) * 1000, then: draw.of(['twin', 'deploy', 'again'] as const) },
  ];
}

function isEnd(then: MeanwhileRule['then']): boolean {
  return then === 'kill' || then === 'cancel' || (typeof then === 'object' && 'kill' in then);
}

const plain = [
  ...(['kill', 'kill', 'kill', 'cancel', 'cancel', 'deploy', 'promote', 'rollback'] as const),
  ...(['hold', 'unhold', 'twin', 'again', 'stop', 'continue'] as const),
];
const aimed = [
  'kill',
  'console',
  'console',
  'unwell',
  'unwell',
  'clock',
  'sleep',
  'sleep',
  'deploy',
] as const;
