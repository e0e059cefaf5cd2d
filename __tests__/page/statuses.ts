import type { ComingView } from '../../src/page/coming-view.ts';
import type { DestinationRow, EnvironmentView, StatusView } from '../../src/page/status-view.ts';
import type { PastRun } from '../../src/release/past-run.ts';

const NOW = Date.UTC(2026, 0, 30, 9);
const HOUR = 3_600_000;

function aRow(id: string, more: Partial<DestinationRow> = {}): DestinationRow {
  return {
    id,
    standing: 'good',
    state: 'release',
    version: '1.214',
    since: NOW - 50 * HOUR,
    build: 'github:9876.1',
    proven: true,
    instances: '3 of 3',
    deploymentId: 'd-ABCDEF123',
    consoleUrl:
      'https://eu-west-1.console.aws.amazon.com/codesuite/codedeploy/deployments/d-ABCDEF123',
    details: [],
    ...more,
  };
}

function aPastRun(index: number, more: Partial<PastRun> = {}): PastRun {
  const failed = index % 6 === 2;
  return {
    at: NOW - index * 13 * HOUR,
    run: `github:${9000 - index}.1`,
    command: 'deploy',
    verdict: failed ? 'rolled-back' : 'succeeded',
    seconds: 200 + ((index * 53) % 400),
    versions: [`1.${214 - index}`],
    deployed: 6,
    succeeded: failed ? 4 : 6,
    ...more,
  } as PastRun;
}

function anEnvironmentView(more: Partial<EnvironmentView> = {}): EnvironmentView {
  return {
    environment: 'production',
    owner: 'orders',
    leading: { version: '1.214', count: 2, since: NOW - 50 * HOUR },
    marks: [],
    notes: [],
    destinations: [aRow('retail/eu-west-1'), aRow('retail/us-east-1')],
    history: {
      runs: Array.from({ length: 50 }, (_, index) => aPastRun(index)),
      of: 83,
      unlisted: [],
    },
    ...more,
  };
}

/** What a promotion would bring. */
const aComing: ComingView = {
  title: 'production would get orders 1.215, proven in test',
  notes: ['1.216 is not proven in test: not verified'],
  from: [
    {
      title:
        '1.214, commit 3fa85f641234 runs in 2 destinations (retail/eu-west-1, retail/us-east-1)',
      commits: '2 commits would be added',
      coming: { texts: ['9b1c2d3e Fix the retry of payments (Ada, 2026-01-28)'], more: 1 },
      leaving: { texts: [], more: 0 },
      files: 'files of the bundle: 1 changed, 1 new, 214 the same',
      changed: {
        texts: ['+ migrations/0012.sql [migration], 1.2 kB', '~ scripts/start.sh [hook], 50 bytes'],
        more: 0,
      },
    },
  ],
};

/** Everything that may be amiss, beside what is as it should be. */
export function aStatus(): StatusView {
  return {
    at: NOW,
    environments: [
      anEnvironmentView({
        environment: 'test',
        leading: { version: '1.215', count: 2, since: NOW - 5 * HOUR },
      }),
      anEnvironmentView({
        marks: [
          { kind: 'unread', text: 'cannot be read in 1 destination' },
          { kind: 'failed', text: 'last attempt failed in 1 destination' },
          { kind: 'split', text: 'split: 1.214 in 2, 1.213 in 1' },
          { kind: 'held', text: 'held by ada: no changes until Monday' },
          { kind: 'behind', text: 'behind test, which runs 1.215' },
        ],
        coming: aComing,
        notes: ['held since 2026-01-29 09:12 by ada: no changes until Monday'],
        destinations: [
          aRow('retail/eu-west-1', {
            hosts: [
              { instance: 'i-1', status: 'Succeeded', event: 'ValidateService', at: NOW - HOUR },
              { instance: 'i-2', status: 'Failed', event: 'ApplicationStart' },
              { instance: 'i-3', status: 'Skipped' },
            ],
          }),
          aRow('retail/us-east-1'),
          aRow('wholesale/eu-west-1', {
            standing: 'bad',
            version: '1.213',
            proven: false,
            details: ['drift: 2 of 3 destinations run 1.214', 'last attempt: 1.214 failed, d-XYZ'],
          }),
          {
            id: 'wholesale/us-east-1',
            standing: 'bad',
            state: 'unknown',
            instances: '',
            details: ['cannot be read: AccessDenied: not allowed'],
          },
          {
            id: 'wholesale/sa-east-1',
            standing: 'untouched',
            state: 'empty',
            instances: '',
            details: [],
          },
          aRow('wholesale/eu-central-1', {
            standing: 'bad',
            lookedAt: NOW - HOUR,
            details: ['cannot be read: ExpiredToken: the security token has expired'],
          }),
        ],
        history: {
          runs: Array.from({ length: 20 }, (_, index) =>
            index === 4
              ? {
                  unread: 's3://b/orders/runs/production/x.json was written by a newer fanout',
                  newer: true,
                }
              : index === 9
                ? {
                    unread: 's3://b/orders/runs/production/y.json is no run’s record',
                    newer: false,
                  }
                : aPastRun(index),
          ),
          of: 20,
          unlisted: [],
        },
      }),
      anEnvironmentView({ owner: 'billing', history: { runs: [], of: 0, unlisted: [] } }),
    ],
  };
}

/** An environment all of whose texts are given. */
export function hostileEnvironment(text: string, index: number): EnvironmentView {
  const listed = { texts: [text], more: 0 };
  return anEnvironmentView({
    environment: `${index}${text}`,
    owner: text,
    leading: { version: text, count: 1 },
    notes: [text],
    marks: [{ kind: 'held', text }],
    coming: {
      title: text,
      notes: [text],
      from: [
        {
          title: text,
          commits: text,
          coming: listed,
          leaving: listed,
          files: text,
          changed: listed,
        },
      ],
    },
    destinations: [
      aRow(text, {
        version: text,
        build: text,
        instances: text,
        hosts: [{ instance: text, status: text, event: text, at: 0 }],
        details: [text],
        deploymentId: text,
        consoleUrl: index % 2 ? text : `https://example.com/${text}`,
      }),
    ],
    history: {
      runs: [
        aPastRun(1, { run: text, reason: text, command: text, verdict: text, versions: [text] }),
        { unread: text, newer: true },
      ],
      of: 2,
      unlisted: [text],
    },
  });
}

/** As many environments, ten of an application, each with as many destinations of ten instances, one of them with a failed last attempt. */
export function aLargeStatus(environments: number, destinations: number): StatusView {
  const ids = Array.from({ length: 10 }, (_, index) => `i-${String(index).padStart(17, '0')}`);
  const rows = (of: number) =>
    Array.from({ length: destinations }, (_, index) =>
      aRow(`account-${index}/eu-west-1`, {
        deploymentId: `d-${String(of * destinations + index).padStart(9, '0')}`,
        hosts: ids.map((instance) => ({ instance, status: 'Succeeded' })),
        ...(index === 7 && { standing: 'bad', details: ['last attempt: 1.214 failed, d-XYZ'] }),
      }),
    );
  return {
    at: NOW,
    environments: Array.from({ length: environments }, (_, index) =>
      anEnvironmentView({
        owner: `orders-${Math.floor(index / 10)}`,
        environment: `environment-${index % 10}`,
        destinations: rows(index),
      }),
    ),
  };
}
