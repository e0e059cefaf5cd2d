import type { OutcomeRule } from '../../src/emulator/codedeploy/outcome-rule.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import type { Job } from '../../src/rehearsal/search/job.ts';
import type { RunEvent } from '../../src/release/events.ts';
import type { Play } from './play-ending.ts';

/** One of the second wave fails, and everything goes back. */
const fails: OutcomeRule = {
  destination: 'wholesale/us-east-1',
  version: ['*1.2*'],
  event: 'ApplicationStart',
  then: { fail: { script: 'scripts/start.sh', exitCode: 1, log: 'no port' } },
};

export const plays = {
  deploy: { command: 'deploy' },
  'deploy that is undone': { command: 'deploy', outcomes: [fails] },
  promote: { command: 'promote' },
  rollback: { command: 'rollback' },
} satisfies Record<string, Play>;
export type PlayName = keyof typeof plays;
export const playNames = Object.keys(plays) as PlayName[];

type Moment = (event: RunEvent, job: Job) => boolean;

const nth = (count: number, isOne: (event: RunEvent) => boolean): Moment => {
  return (event, { events }) => isOne(event) && events.filter(isOne).length === count;
};
const of = (kind: RunEvent['kind'], count = 1) => nth(count, (event) => event.kind === kind);
const inWaves = (play: PlayName) => play !== 'rollback';
const inUndo = (play: PlayName) => play === 'deploy that is undone';
const always = () => true;

/** When it is killed, and the plays that come to that. */
export const moments: readonly { name: string; at: Moment; isIn: (play: PlayName) => boolean }[] = [
  { name: 'as it starts', at: of('run-started'), isIn: always },
  { name: 'asking for the lease', at: of('leasing'), isIn: always },
  { name: 'with the lease', at: of('leased'), isIn: always },
  { name: 'bringing the bundle', at: of('uploaded'), isIn: inWaves },
  { name: 'creating the first', at: of('creating'), isIn: always },
  { name: 'following the first', at: of('created'), isIn: always },
  { name: 'verifying the first', at: isSucceeded, isIn: always },
  { name: 'baking', at: of('baking'), isIn: inWaves },
  { name: 'creating the third', at: of('creating', 3), isIn: always },
  { name: 'following four', at: of('created', 4), isIn: always },
  { name: 'the fourth has ended', at: of('finished', 4), isIn: always },
  { name: 'going back begins', at: nth(1, isGoingBack), isIn: inUndo },
  { name: 'creating a way back', at: of('creating', 7), isIn: inUndo },
  { name: 'following ways back', at: nth(2, isWayBack), isIn: inUndo },
  { name: 'three are back', at: (event, job) => hasGoneBack(3)(event, job), isIn: inUndo },
  { name: 'writing records', at: isLastFinished, isIn: always },
  { name: 'as it ends', at: of('run-finished'), isIn: always },
];

function isSucceeded(event: RunEvent): boolean {
  return event.kind === 'status' && event.status === 'Succeeded' && event.role === 'deployment';
}

function isGoingBack(event: RunEvent): boolean {
  return event.kind === 'step' && event.text.startsWith('rolling back');
}

function isWayBack(event: RunEvent): boolean {
  return event.kind === 'rolling-back' && event.by === 'fanout';
}

function hasGoneBack(count: number): Moment {
  return nth(count, (event) => event.kind === 'finished' && event.result.outcome === 'rolled-back');
}

/** Six end, and where everything goes back the five of them that the run itself takes back. */
function isLastFinished(event: RunEvent, { events }: Job): boolean {
  if (event.kind !== 'finished') return false;
  const ended = events.filter(({ kind }) => kind === 'finished').length;
  const isUndone = events.some(isGoingBack);
  const hasFailed = events.some(
    (one) => one.kind === 'finished' && !/^(succeeded|skipped)$/.test(one.result.outcome),
  );
  return hasFailed ? isUndone && ended === 11 : ended === 6;
}

const minute = { from: 0, to: 60 };
const services = ['sts', 's3', 'codedeploy'] as const;
const create = { operation: 'CreateDeployment' };
const third = { operation: 'CreateDeployment', skip: 2 };

/** What passes, and must leave no trace. */
export const outages: Readonly<Record<string, FaultRule[]>> = {
  'every fifth call is throttled': services.map((service) => ({
    service,
    every: 5,
    then: 'throttle',
  })),
  'every fifth call fails with 503': services.map((service) => ({
    service,
    every: 5,
    then: { status: 503 },
  })),
  'every second creation is carried out and not answered': [
    { service: 'codedeploy', operation: 'CreateDeployment', every: 2, then: 'lost' },
  ],
  'the same, and lists are ten minutes late': [
    { service: 'codedeploy', operation: 'CreateDeployment', every: 2, then: 'lost' },
    { service: 'codedeploy', operation: 'ListDeployments', then: { late: 600_000 } },
  ],
  'every third write to S3 is carried out and not answered': [
    { service: 's3', operation: ['PutObject', 'CopyObject'], every: 3, then: 'lost' },
  ],
  'every call takes three seconds': [{ then: { slow: 3_000 } }],
  ...Object.fromEntries(
    services.flatMap((service) => [
      [`${service} is down for a minute from the start`, [{ service, ...minute, then: 'down' }]],
      [
        `${service} is down for a minute from the first creation`,
        [{ service, after: create, ...minute, then: 'down' }],
      ],
      [
        `${service} is down for a minute from the third creation`,
        [{ service, after: third, ...minute, then: 'down' }],
      ],
    ]),
  ),
};

/** Every action that a run or its `finish` calls. */
export const denied: readonly string[] = [
  'sts:AssumeRole',
  ...['ListObjectsV2', 'GetObject', 'HeadObject', 'HeadBucket', 'PutObject', 'CopyObject'].map(
    (operation) => `s3:${operation}`,
  ),
  ...[
    ...['GetDeploymentGroup', 'GetDeploymentConfig', 'CreateDeployment', 'BatchGetDeployments'],
    ...['ListDeployments', 'ListDeploymentTargets', 'BatchGetDeploymentTargets'],
  ].map((operation) => `codedeploy:${operation}`),
];

/** Those that `finish` needs. */
export const atFinish: readonly string[] = [
  ...['sts:AssumeRole', 's3:GetObject', 's3:PutObject'],
  ...['codedeploy:BatchGetDeployments', 'codedeploy:StopDeployment'],
];

/** What may become of a call, from the start to the end. */
export const faultKinds: readonly FaultRule['then'][] = [
  ...(['throttle', 'reset', 'down', 'lost', 'truncate', 'expire', 'deny'] as const),
  ...[{ status: 503 }, { status: 503, html: true }, { status: 400 }],
];
