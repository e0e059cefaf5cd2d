import type { OutcomeRule } from '../../emulator/codedeploy/outcomes.ts';
import type { FaultRule } from '../../emulator/scenario/fault-definition.ts';
import type { MeanwhileRule } from '../../emulator/scenario/meanwhile-definition.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import type { Random } from '../../random.ts';

/** Draws what goes wrong: a few faults of some seconds to minutes, at times a hook that fails, a kill, another job. */
export function drawScenario(
  random: Random,
  destinations: readonly { id: string; region: string }[],
  /** Names of the environments besides. */
  others: readonly string[],
): Scenario {
  const draw = chooser(random);
  const regions = [...new Set(destinations.map(({ region }) => region))];
  const ids = destinations.map(({ id }) => id);
  return {
    groups: [],
    faults: draw.times(draw.whole(0, 3), () => fault(draw, regions)),
    outcomes: draw.chance(0.35) ? [outcome(draw, ids)] : [],
    alarms: [],
    metrics: [],
    meanwhile: draw
      .times(draw.of([0, 1, 1, 2, 3]), () => happening(draw, ids, others))
      .flatMap((one) => [one, ...sequel(draw, one)])
      .sort((a, b) => a.at - b.at),
  };
}

type Draw = ReturnType<typeof chooser>;

/** The calls that a fault is drawn for; the empty one is all of a service. */
const operations = {
  sts: [''],
  s3: ['', 'PutObject', 'GetObject', 'HeadObject', 'ListObjectsV2'],
  codedeploy: [
    '',
    'CreateDeployment',
    'BatchGetDeployments',
    'ListDeployments',
    'StopDeployment',
    'GetDeploymentGroup',
    'BatchGetDeploymentTargets',
    'ListDeploymentTargets',
  ],
} as const;

function fault(draw: Draw, regions: readonly string[]): FaultRule {
  const service = draw.of(['s3', 's3', 'codedeploy', 'codedeploy', 'codedeploy', 'sts'] as const);
  const operation = draw.of<string>(operations[service]);
  const from = draw.whole(0, 150);
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

function ending(draw: Draw, service: keyof typeof operations): FaultRule['then'] {
  return draw.of<FaultRule['then']>([
    'throttle',
    'lost',
    'lost',
    'reset',
    'down',
    'deny',
    'expire',
    'truncate',
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

function happening(draw: Draw, ids: readonly string[], others: readonly string[]): MeanwhileRule {
  const at = draw.whole(0, 180) * 1000;
  if (draw.chance(0.6)) return { at, then: draw.of(plain) };
  switch (draw.of(aimed)) {
    case 'kill':
      return { at, then: { kill: draw.of([20, 100, 400]) * 1000 } };
    case 'console':
      return { at, then: { console: draw.of(ids) } };
    case 'unwell':
      return { at, then: { unwell: draw.of(ids) }, for: draw.of([20, 120, 900]) * 1000 };
    case 'clock':
      return { at: draw.of([0, at]), then: { clock: draw.of([-20, -4, 4, 20]) * 60_000 } };
    case 'deploy':
      return { at, then: others.length > 0 ? { deploy: draw.of(others) } : 'deploy' };
  }
}

/** What goes wrong where it meets something else: the jobs that come while a dead one's traces are left. */
function sequel(draw: Draw, { at, then }: MeanwhileRule): MeanwhileRule[] {
  const isLate = typeof then === 'object' && ('kill' in then || 'clock' in then);
  if (!isLate || draw.chance(0.5)) return [];
  return [
    { at: at + draw.of([5, 60]) * 1000, then: draw.of(['twin', 'deploy', 'again'] as const) },
  ];
}

const plain = [
  ...(['kill', 'kill', 'kill', 'cancel', 'cancel', 'deploy', 'promote', 'rollback'] as const),
  ...(['hold', 'unhold', 'twin', 'again'] as const),
];
const aimed = [
  'kill',
  'console',
  'console',
  'unwell',
  'unwell',
  'clock',
  'clock',
  'deploy',
] as const;

function chooser(random: Random) {
  const whole = (least: number, most: number) =>
    least + Math.floor(random.next() * (most - least + 1));
  return {
    whole,
    chance: (part: number) => random.next() < part,
    of: <T>(items: readonly T[]): T => items[whole(0, items.length - 1)] as T,
    times: <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make),
  };
}
