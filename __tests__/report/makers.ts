import { defined } from '../../src/defined.ts';
import type { Diagnostics, RunEvent, Unstamped } from '../../src/release/events.ts';
import type { Cause, DestinationResult } from '../../src/release/outcome.ts';
import { noInstances } from '../../src/release/outcome.ts';
import { judge } from '../../src/release/verdict.ts';
import { type Facts, gather, noFacts } from '../../src/report/facts.ts';

export const START = Date.UTC(2026, 10, 20, 16, 58, 0);

export function aCause(overrides: Partial<Cause> = {}): Cause {
  return {
    instances: ['i-0a1b2c3d4e5f60003'],
    of: 3,
    event: 'ValidateService',
    script: 'scripts/check_service.sh',
    code: 'ScriptFailed',
    message:
      'Script at specified location: scripts/check_service.sh run as user root failed with exit code 1',
    log: [
      'LifecycleEvent - ValidateService',
      'Script - scripts/check_service.sh',
      '[stdout]waiting for http://localhost:8080/status',
      '[stderr]curl: (7) Failed to connect to localhost port 8080: Connection refused',
    ].join('\n'),
    advice: 'see why the service does not come up: journalctl -u orders on the instance',
    ...overrides,
  };
}

export function aResult(overrides: Partial<DestinationResult> = {}): DestinationResult {
  const { destination = 'retail/eu-west-1' } = overrides;
  const deploymentId = deploymentOf(destination);
  return {
    destination,
    outcome: 'succeeded',
    version: '1.214',
    deploymentId,
    seconds: 62,
    instances: { ...noInstances, succeeded: 3 },
    causes: [],
    consoleUrl: consoleUrl(destination, deploymentId),
    ...overrides,
  };
}

export function aRolledBackResult(overrides: Partial<DestinationResult> = {}): DestinationResult {
  const { destination = 'retail/eu-west-1' } = overrides;
  return aResult({
    outcome: 'rolled-back',
    seconds: 191,
    instances: { ...noInstances, succeeded: 2, failed: 1 },
    causes: [aCause()],
    rollback: {
      deploymentId: deploymentOf(`rollback of ${destination}`),
      status: 'succeeded',
      version: '1.213',
      complete: true,
      by: 'codedeploy',
    },
    ...overrides,
  });
}

export function factsOf(results: DestinationResult[], events: Unstamped[] = []): Facts {
  const all: Unstamped[] = [
    {
      kind: 'run-started',
      command: 'deploy',
      environment: 'production',
      application: 'orders',
      run: 'github:9876543.1',
      destinations: results.map(({ destination }) => aLabel(destination)),
      waves: [{ name: 'all', destinations: results.map(({ destination }) => destination) }],
    },
    ...events,
    {
      kind: 'run-finished',
      ...judge(results),
      seconds: 312,
      results,
    },
  ];
  return all.reduce((facts, event) => gather(facts, { at: START, ...event }), noFacts);
}

export function aLabel(id: string) {
  const [account = '', region = '', group = 'orders-production'] = id.split('/');
  const accountId = account === 'retail' ? '222222222222' : '333333333333';
  return { id, account, accountId, region, application: 'orders', deploymentGroup: group };
}

const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1'];
const events = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
];

export type Script = {
  destinations?: string[];
  waves?: { name: string; destinations: string[] }[];
  instances?: number;
  /** What an instance reports when its last lifecycle event fails; its destination is then rolled back. */
  fails?: (destination: string, instance: number) => Diagnostics | undefined;
  advice?: string;
};

/** A run as its events: by default one of 2 accounts × 3 regions × 3 instances in three waves, all of it succeeding. */
export function aRun(script: Script = {}): RunEvent[] {
  const {
    destinations = ['retail', 'wholesale'].flatMap((account) => {
      return regions.map((region) => `${account}/${region}`);
    }),
    waves = [
      { name: 'canary', destinations: ['retail/ap-southeast-1'] },
      { name: 'europe', destinations: ['retail/eu-west-1', 'wholesale/eu-west-1'] },
      {
        name: 'rest',
        destinations: ['retail/us-east-1', 'wholesale/us-east-1', 'wholesale/ap-southeast-1'],
      },
    ],
  } = script;
  const told: RunEvent[] = [];
  let at = START;
  const tell = (seconds: number, event: Unstamped) => {
    at += seconds * 1000;
    told.push({ at, ...event });
  };
  tell(0, {
    kind: 'run-started',
    command: 'deploy',
    environment: 'production',
    application: 'orders',
    run: 'github:9876543.1',
    destinations: destinations.map(aLabel),
    waves,
  });
  tell(0, { kind: 'step', text: 'building: make build' });
  tell(14, {
    kind: 'bundle-ready',
    version: '1.214',
    digest: '3fa85f64b1c94d0e8f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f80912',
    size: 12_345_678,
    path: '/build/orders-1.214.zip',
    entries: 241,
    reused: false,
    seconds: 14,
  });
  for (const destination of destinations) tell(1, upload(destination));
  const results = new Map<string, DestinationResult>();
  for (const [index, { name, destinations: members }] of waves.entries()) {
    if ([...results.values()].some(({ outcome }) => outcome !== 'succeeded')) break;
    tell(1, {
      kind: 'wave-started',
      wave: name,
      index: index + 1,
      of: waves.length,
      destinations: members,
    });
    for (const destination of members)
      results.set(destination, deployTo(destination, script, tell));
    tell(1, { kind: 'wave-finished', wave: name });
  }
  const all = destinations.map(
    (destination) => results.get(destination) ?? neverStarted(destination),
  );
  tell(1, {
    kind: 'run-finished',
    ...judge(all),
    seconds: Math.round((at - START) / 1000),
    results: all,
  });
  return told;
}

type Tell = (seconds: number, event: Unstamped) => void;

function deployTo(destination: string, script: Script, tell: Tell): DestinationResult {
  const { instances = 3, fails, advice = aCause().advice } = script;
  const deploymentId = deploymentOf(destination);
  const url = consoleUrl(destination, deploymentId);
  tell(1, { kind: 'creating', destination, marker: 'fanout/1 v=1.214 env=production' });
  tell(1, { kind: 'created', destination, deploymentId, adopted: false, consoleUrl: url });
  const base = { destination, deploymentId, role: 'deployment' } as const;
  const causes: Cause[] = [];
  let [succeeded, failed] = [0, 0];
  const status = (word: string) => {
    const pending = instances - succeeded - failed;
    const counts = { ...noInstances, pending, succeeded, failed };
    tell(1, { kind: 'status', ...base, status: word, counts });
  };
  status('InProgress');
  for (let number = 1; number <= instances; number++) {
    const instance = instanceOf(destination, number);
    const diagnostics = fails?.(destination, number);
    for (const event of events) {
      const bad = diagnostics !== undefined && event === events.at(-1);
      tell(2, {
        kind: 'instance',
        ...base,
        instance,
        event,
        status: bad ? 'Failed' : 'Succeeded',
        ...(bad && { diagnostics }),
      });
    }
    if (diagnostics) {
      failed += 1;
      causes.push({
        ...diagnostics,
        instances: [instance],
        of: instances,
        event: 'ValidateService',
        message: diagnostics.message ?? '',
        ...defined({ advice }),
      });
    } else succeeded += 1;
    status('InProgress');
  }
  status(failed > 0 ? 'Failed' : 'Succeeded');
  const counts = { ...noInstances, succeeded, failed };
  const rollback = failed > 0 ? rollBack(destination, instances, tell) : undefined;
  const result = aResult({
    destination,
    outcome: rollback ? 'rolled-back' : 'succeeded',
    instances: counts,
    causes,
    seconds: rollback ? 91 : 48,
    ...defined({ rollback }),
  });
  tell(1, { kind: 'finished', destination, result });
  return result;
}

function rollBack(destination: string, instances: number, tell: Tell) {
  const deploymentId = deploymentOf(`rollback of ${destination}`);
  const version = '1.213';
  tell(3, { kind: 'rolling-back', destination, deploymentId, by: 'codedeploy', version });
  for (const done of [0, instances]) {
    const counts = { ...noInstances, pending: instances - done, succeeded: done };
    const status = done === instances ? 'Succeeded' : 'InProgress';
    tell(8, { kind: 'status', destination, deploymentId, role: 'rollback', status, counts });
  }
  return { deploymentId, status: 'succeeded', version, complete: true, by: 'codedeploy' } as const;
}

function neverStarted(destination: string): DestinationResult {
  return {
    destination,
    outcome: 'never-started',
    version: '1.214',
    seconds: 0,
    instances: noInstances,
    causes: [],
    reason: 'an earlier wave failed',
  };
}

function upload(destination: string): Unstamped {
  const { region, accountId } = aLabel(destination);
  return {
    kind: 'uploaded',
    bucket: `deploy-${accountId}-${region}`,
    region,
    key: 'orders/1.214-3fa85f64.zip',
    bytes: 12_345_678,
    how: 'uploaded',
    seconds: 1,
  };
}

/** Ids that look like CodeDeploy's and EC2's, the same for the same name. */
function deploymentOf(name: string): string {
  return `d-${number(name).toString(36).toUpperCase().padStart(9, 'X').slice(-9)}`;
}

function instanceOf(destination: string, index: number): string {
  return `i-0${number(`${destination} ${index}`).toString(16).padStart(16, 'a').slice(-16)}`;
}

function number(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 131 + character.charCodeAt(0)) % 90_071_992_547_409;
  return hash;
}

function consoleUrl(destination: string, deploymentId: string): string {
  const { region } = aLabel(destination);
  return `https://${region}.console.aws.amazon.com/codesuite/codedeploy/deployments/${deploymentId}?region=${region}`;
}
