import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { planCommand } from '../../src/cli/commands/plan.ts';
import { statusCommand } from '../../src/cli/commands/status.ts';
import { systemClock } from '../../src/clock.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import { UsageError } from '../../src/problem.ts';
import { problemLines } from '../../src/report/problem-lines.ts';
import { aManualClock, anEmulator, inRegions } from '../aws/makers.ts';

const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1'];

function configuration(listed: string[]): string {
  return `
version: 1
application: orders
bundle: { bucket: "deploy-\${region}", version: "1.\${build.number}" }
accounts: { retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
environments:
  test: { accounts: [retail], regions: [${listed}] }
  production: { after: [test], accounts: [retail], regions: [${listed}] }
`;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanout-once-'));
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Given = {
  regions?: string[];
  faults?: Partial<FaultRule>[];
  keys?: boolean;
  empty?: boolean;
};

const situations: [string, Given][] = [
  ['without credentials', { keys: false }],
  ['with three wrong regions', { regions: ['eu-wst-1', 'us-esat-1', 'ap-soth-1'] }],
  ['with three regions where nothing is', { empty: true }],
  [
    'with three regions that do not answer',
    {
      faults: [
        { service: 'codedeploy', then: 'down' },
        { service: 's3', then: 'down' },
      ],
    },
  ],
  [
    'with a role that is denied',
    {
      faults: [
        {
          operation: ['AssumeRole'],
          then: {
            status: 403,
            code: 'AccessDenied',
            message:
              'User: arn:aws:iam::000000000000:user/ci is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/codedeploy-fanout',
          },
        },
      ],
    },
  ],
  [
    'with a role that may do nothing',
    {
      faults: [
        { service: 'codedeploy', then: 'deny' },
        { service: 's3', then: 'deny' },
      ],
    },
  ],
];

const commands = [
  'plan production',
  'plan production --of promote',
  'plan production --of rollback',
  'status',
];

describe.each(commands)('%s says a cause once', (line) => {
  test.each(situations)('%s', async (name, given) => {
    const { text, code } = await run(line, given);
    const told = `$ fanout ${line}\n${text}\nexit code ${code}\n`;
    expectGolden(`${line} ${name}`.replaceAll(/[ -]+/g, '-'), told);
    const hints = told.replace(/\s+/g, ' ').match(/\((?:[^()]|\([^()]*\))*\)/g) ?? [];
    const long = hints.filter((hint) => hint.length > 60);
    expect(long).toEqual([...new Set(long)]);
  });
});

async function run(
  line: string,
  { regions: listed = regions, faults = [], keys = true, empty }: Given,
) {
  await writeFile(join(folder, 'fanout.yml'), configuration(listed));
  // What the network may take is not faster with a faster clock.
  const clock = { ...aManualClock(), patience: systemClock.sleep };
  const destinations = inRegions(regions, { deploymentGroup: 'orders-production' });
  const emulator = await anEmulator(destinations, {
    clock,
    faults,
    change(seed) {
      if (empty) {
        seed.buckets.splice(0);
        seed.groups.splice(0);
      }
    },
  });
  const printed: string[] = [];
  const host = {
    mask: () => undefined,
    debug: () => undefined,
    print: (text: string) => void printed.push(text),
  } as unknown as Host;
  const env = keys ? emulator.env : { AWS_ENDPOINT_URL: emulator.url };
  const signal = new AbortController().signal;
  const ports: CommandPorts = { env, cwd: folder, host, clock, signal };
  const read = readInputs(
    [...line.split(' '), ...(line === 'plan production' ? ['--version', '1.214'] : [])],
    {},
  );
  if (!read.ok) throw new UsageError(read.problems);
  const { inputs } = read;
  try {
    const code =
      inputs.command === 'plan'
        ? await planCommand(inputs, ports)
        : await statusCommand(inputs as Parameters<typeof statusCommand>[0], ports);
    return { code, text: printed.join('\n') };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const lines = error.problems.flatMap((problem) => problemLines(problem, 'error'));
    return { code: 2, text: lines.map(({ text }) => text).join('\n') };
  }
}

function expectGolden(name: string, text: string): void {
  const path = join(import.meta.dirname, 'golden', `${name}.txt`);
  const stable = text.replaceAll(/-[0-9a-f]{8}\b/g, '-RUN');
  if (process.env.UPDATE) {
    mkdirSync(join(import.meta.dirname, 'golden'), { recursive: true });
    writeFileSync(path, stable);
  }
  expect(stable).toBe(readFileSync(path, 'utf8'));
}
