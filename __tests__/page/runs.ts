import type { DestinationLabel, RunEvent, Unstamped } from '../../src/release/events.ts';
import { type DestinationResult, noInstances } from '../../src/release/outcome.ts';

const START = Date.UTC(2026, 0, 5, 9);
const regions = [
  'eu-west-1',
  'us-east-1',
  'ap-southeast-1',
  'eu-central-1',
  'us-west-2',
  'sa-east-1',
];
const lifecycle = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
];

export function aLabel(account: string, region: string): DestinationLabel {
  return {
    id: `${account}/${region}`,
    account,
    region,
    application: 'orders',
    deploymentGroup: 'orders-production',
  };
}

export function aRun(
  labels: readonly DestinationLabel[],
  events: (Unstamped & { at?: number })[],
): RunEvent[] {
  const waves = [{ name: 'all', destinations: labels.map(({ id }) => id) }];
  const started = {
    kind: 'run-started' as const,
    command: 'deploy',
    environment: 'production',
    application: 'orders',
    run: 'github:1.1',
    destinations: [...labels],
    waves,
  };
  return [started, ...events].map((event, index) => ({
    ...event,
    at: START + ('at' in event && event.at ? event.at : index),
  }));
}

/** The events of one instance's deployment, three seconds each, from a time after the start in milliseconds. */
export function anInstance(
  destination: string,
  instance: string,
  from: number,
  fails = false,
): (Unstamped & { at: number })[] {
  return lifecycle.flatMap((event, index) => {
    const at = from + index * 3000;
    const base = {
      kind: 'instance' as const,
      destination,
      deploymentId: 'd-1',
      role: 'deployment' as const,
      instance,
      event,
    };
    const status = fails && event === 'ValidateService' ? 'Failed' : 'Succeeded';
    return [
      { ...base, status: 'InProgress', at: at + 1 },
      { ...base, status, at: at + 3000 },
    ];
  });
}

export function aResultOf(
  destination: string,
  more: Partial<DestinationResult> = {},
): DestinationResult {
  return {
    destination,
    outcome: 'succeeded',
    version: '1.214',
    before: '1.213',
    seconds: 60,
    instances: { ...noInstances, succeeded: 3 },
    causes: [],
    ...more,
  };
}

/** As many accounts × regions × instances; one destination fails. */
export function aLargeRun(accounts: number, perAccount: number, instances: number): RunEvent[] {
  const labels = Array.from({ length: accounts }, (_, account) =>
    regions.slice(0, perAccount).map((region) => aLabel(`account-${account}`, region)),
  ).flat();
  const counts = { ...noInstances, succeeded: instances };
  const results = labels.map(({ id }, index) =>
    index === 7
      ? aResultOf(id, {
          outcome: 'failed',
          instances: { ...counts, succeeded: instances - 1, failed: 1 },
          causes: [
            {
              instances: ['i-7'],
              of: instances,
              event: 'ValidateService',
              script: 'scripts/check.sh',
              message: 'Script at specified location: scripts/check.sh failed with exit code 1',
              log: 'no answer',
            },
          ],
        })
      : aResultOf(id, { instances: counts }),
  );
  const events = labels.flatMap(({ id }, index) => {
    const from = 5000 + index * 37;
    const lanes = Array.from({ length: instances }, (_, at) =>
      anInstance(
        id,
        `i-${(index * 1000 + at).toString(16).padStart(17, '0')}`,
        from + at * 4000,
        index === 7 && at === 0,
      ),
    ).flat();
    return [
      { kind: 'creating' as const, destination: id, marker: 'm', at: from },
      {
        kind: 'created' as const,
        destination: id,
        deploymentId: `d-${index}`,
        adopted: false,
        consoleUrl: 'https://console.aws.amazon.com/',
        at: from + 1,
      },
      ...lanes,
      {
        kind: 'finished' as const,
        destination: id,
        result: results[index] as DestinationResult,
        at: from + 70_000,
      },
    ];
  });
  const sorted = events.toSorted((a, b) => a.at - b.at);
  return aRun(labels, [
    {
      kind: 'bundle-ready',
      version: '1.214',
      digest: 'sha256:0',
      size: 1,
      reused: false,
      seconds: 1,
      at: 1000,
    },
    ...sorted,
    { kind: 'run-finished', verdict: 'split', exitCode: 1, seconds: 90, results, at: 90_000 },
  ]);
}

/** What an attacker who controls versions, names, logs, reasons and links would try. */
export const hostileTexts = [
  '<script>alert(1)</script>',
  '<img src=x onerror="globalThis.pwned=1">',
  '"><svg onload=globalThis.pwned=1>',
  'javascript:globalThis.pwned=1',
  '</script><script>globalThis.pwned=1</script>',
  '\u202eevil\u2066 \u001b[31mred\u001b[0m \u0007',
  '<!--<script>',
  'a'.repeat(1024 * 1024),
  '\ud800 lone \ufffd',
] as const;

export function hostileRun(texts: readonly string[] = hostileTexts): RunEvent[] {
  const labels = texts.map((text, index) => ({
    ...aLabel(text.slice(0, 300), `region-${index}`),
    id: `${text.slice(0, 300)}/${index}`,
  }));
  const results = labels.map(({ id }, index) =>
    aResultOf(id, {
      outcome: 'failed',
      version: texts[index] as string,
      before: texts[index] as string,
      consoleUrl:
        index % 2
          ? 'javascript:globalThis.pwned=1'
          : 'https://console.aws.amazon.com/"onclick="globalThis.pwned=1',
      causes: [
        {
          instances: [texts[index] as string],
          of: 3,
          event: texts[index] as string,
          script: texts[index] as string,
          message: texts[index] as string,
          log: texts[index] as string,
          advice: texts[index] as string,
        },
      ],
    }),
  );
  return aRun(labels, [
    {
      kind: 'bundle-ready',
      version: texts[0] as string,
      digest: 'd',
      size: 1,
      reused: false,
      seconds: 1,
    },
    ...texts.map((text) => ({
      kind: 'notice' as const,
      level: 'warning' as const,
      problem: {
        code: 'aws-denied' as const,
        destination: text,
        message: text,
        hint: text,
        file: text,
      },
    })),
    ...labels.flatMap(({ id }, index) => anInstance(id, texts[index] as string, 1000)),
    ...results.map((result) => ({
      kind: 'finished' as const,
      destination: result.destination,
      result,
      at: 40_000,
    })),
    { kind: 'run-finished', verdict: 'split', exitCode: 1, seconds: 9, results, at: 41_000 },
  ]);
}
