import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { scenarioSchemaText } from '../../../build/generate-schema.ts';
import { parseScenario } from '../../../src/emulator/scenario/scenario.ts';

const examples = new URL('../../../examples/scenarios/', import.meta.url);

function problemsOf(text: string) {
  const parsed = parseScenario(text, 'scenario.yml');
  if (parsed.ok) throw new Error('the scenario has no mistake');
  return parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

const schema = new URL('../../../schema/scenario.schema.json', import.meta.url);

test('schema/scenario.schema.json is what the definition gives; UPDATE=1 npm test -- scenario writes it', () => {
  const text = scenarioSchemaText();
  if (process.env.UPDATE === '1') writeFileSync(schema, text);
  expect(readFileSync(schema, 'utf8')).toBe(text);
});

describe('a scenario', () => {
  test('tells which calls go wrong, and how', () => {
    const parsed = parseScenario(
      `
faults:
  - { service: codedeploy, operation: "BatchGet*", rate: 2, then: throttle }
  - { region: [eu-west-1, us-*], from: 10, to: 70.5, then: down }
  - then: { status: 503, html: true }
    skip: 2
    times: 1
  - { operation: [UploadPart, PutObject], every: 3, then: { slow: 1m30s } }
  - { account: "111111111111", principal: "*readonly*", then: { skew: -20m } }
  - { then: { late: 30s } }
`,
      'scenario.yml',
    );
    expect(parsed).toEqual({
      ok: true,
      scenario: {
        faults: [
          { service: 'codedeploy', operation: 'BatchGet*', rate: 2, then: 'throttle' },
          { region: ['eu-west-1', 'us-*'], from: 10, to: 70.5, then: 'down' },
          { skip: 2, times: 1, then: { status: 503, html: true } },
          { operation: ['UploadPart', 'PutObject'], every: 3, then: { slow: 90_000 } },
          { account: '111111111111', principal: '*readonly*', then: { skew: -1_200_000 } },
          { then: { late: 30_000 } },
        ],
        groups: [],
        outcomes: [],
        alarms: [],
        metrics: [],
        checks: [],
        meanwhile: [],
      },
    });
  });

  test('tells what deployment groups are like', () => {
    const parsed = parseScenario(
      `
groups:
  - { destination: "*/us-*", blueGreen: true, readyWait: 10m, terminationWait: 1h }
  - { instances: 0, loadBalancer: true, alarms: [errors] }
`,
      'scenario.yml',
    );
    expect(parsed).toMatchObject({
      scenario: {
        groups: [
          { blueGreen: true, readyWait: 600_000, terminationWait: 3_600_000 },
          { instances: 0, loadBalancer: true, alarms: ['errors'] },
        ],
      },
    });
  });

  test('tells waits that CodeDeploy cannot count, and those that nothing waits for', () => {
    expect(
      problemsOf(`groups:
  - { blueGreen: true, readyWait: 90s }
  - { terminationWait: 5m }
`),
    ).toEqual([
      expect.stringMatching(/^2:35 groups\[0\]\.readyWait must be a duration in whole minutes/),
      expect.stringMatching(/^3:24 groups\[1\]\.terminationWait must be left out/),
    ]);
  });

  test('tells every mistake with its place', () => {
    expect(
      problemsOf(`faults:
  - { service: ec2, then: throttle }
  - { operation: "*", times: 0, then: reset }
  - { from: 20, to: 10, then: down }
  - { then: explode }
  - { then: { slow: 3 } }
  - { region: eu-west-1 }
  - { then: down, retries: 3 }
fault: []
`),
    ).toEqual([
      '2:16 faults[0].service must be one of sts, s3, codedeploy, codedeploy-commands, cloudwatch, not "ec2"',
      '3:30 faults[1].times must be at least 1, not the number "0"',
      expect.stringMatching(/^4:.*later than "from"/),
      expect.stringMatching(/^5:13 .*throttle.*not "explode"/),
      expect.stringMatching(/^6:/),
      expect.stringMatching(/^7:.*then/),
      expect.stringMatching(/^8:.*retries/),
      expect.stringMatching(/^9:.*fault/),
    ]);
  });

  test.each(readdirSync(examples))('examples/scenarios/%s is one', (name) => {
    const parsed = parseScenario(readFileSync(new URL(name, examples), 'utf8'), name);
    expect(parsed).toMatchObject({ ok: true });
  });
});
