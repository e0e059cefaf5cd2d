import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fanout, repository } from './fanout.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenario-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rehearses the quickstart under a scenario; hooks do not matter here. */
function rehearse(scenario: string) {
  const config = join(repository, 'examples/quickstart/fanout.yml');
  const options = ['--config', config, '--hooks', 'none', '--speed', '100'];
  return fanout(['rehearse', ...options, '--scenario', scenario]);
}

async function rehearseText(text: string) {
  const file = join(folder, 'scenario.yml');
  writeFileSync(file, `${text}\n`);
  const { code, stdout, stderr } = await rehearse(file);
  // Faults of the scenario must not show as faults of the program.
  expect(stderr).not.toContain('Warning');
  return { code, said: `${stdout}${stderr}` };
}

describe('what a scenario lets go wrong for good is told as it is:', () => {
  const codedeploy = 'service: codedeploy, region: us-east-1';
  test.each<[string, string, number, RegExp]>([
    ['throttling', `${codedeploy}, then: throttle`, 3, /was throttled: ThrottlingException/],
    [
      '500',
      `${codedeploy}, then: { status: 500 }`,
      3,
      /failed in the service: InternalFailure: the scenario has it so/,
    ],
    [
      'a page of HTML',
      `${codedeploy}, then: { status: 503, html: true }`,
      3,
      /HTTP 503: the answer is a web page/,
    ],
    ['resets', 'service: sts, then: reset', 3, /cannot be assumed: .*ECONNRESET/],
    ['answers that are cut off', 'service: sts, then: truncate', 3, /cannot be assumed: HTTP 200/],
    ['a region that is down', 'region: eu-west-1, then: down', 3, /eu-west-1: .* got no answer/],
    [
      'credentials that expire',
      'service: codedeploy, then: expire',
      3,
      /was refused: ExpiredTokenException/,
    ],
    [
      'rights that are missing',
      `${codedeploy}, operation: CreateDeployment, then: deny`,
      1,
      /AccessDeniedException: .*codedeploy:CreateDeployment/,
    ],
  ])('%s', async (_, fault, exitCode, words) => {
    const { code, said } = await rehearseText(`faults: [{ ${fault} }]`);
    expect({ code, said }).toEqual({ code: exitCode, said: expect.stringMatching(words) });
  });
});

describe('what a scenario lets go wrong for a while is lived through:', () => {
  test.each([
    ['throttling by rate', 'service: codedeploy, rate: 3, then: throttle'],
    ['500', 'every: 5, then: { status: 500 }'],
    ['pages of HTML', 'every: 5, then: { status: 503, html: true }'],
    ['slow answers', 'then: { slow: 2s }'],
    ['resets', 'every: 5, then: reset'],
    ['answers lost after the effect', 'service: codedeploy, operation: Create*, then: lost'],
    ['answers that are cut off', 'service: s3, every: 3, then: truncate'],
    ['clocks that are off', 'then: { skew: 20m }'],
    ['a clock that is behind', 'service: codedeploy, then: { skew: -20m }'],
    [
      'credentials that expire',
      'service: codedeploy, operation: BatchGet*, times: 2, then: expire',
    ],
    ['late lists', 'then: { late: 30s }'],
    [
      'a region that is down',
      'region: eu-west-1, operation: BatchGetDeployments, skip: 4, times: 6, then: down',
    ],
  ])('%s', async (_, fault) => {
    const { code, said } = await rehearseText(`faults: [{ ${fault} }]`);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringMatching(/production succeeded: .* all 6 destinations/),
    });
  });
});

describe('what becomes of instances is told as CodeDeploy tells it:', () => {
  test.each<[string, string, RegExp[]]>([
    [
      'an agent that never answers',
      'outcomes: [{ destination: "*/us-east-1", instance: 1, then: hang }]',
      [/retail\/us-east-1 +rolled back/, /CodeDeploy agent was not able to receive the lifecycle/],
    ],
    [
      'an agent that dies, of which nothing is heard within the timeout',
      'outcomes: [{ destination: "*/us-east-1", instance: 3, event: Install, then: agentDies }]',
      [/retail\/us-east-1 +timed out/],
    ],
    [
      'a full disk',
      'outcomes: [{ destination: "*/us-east-1", instance: 1, then: diskFull }]',
      [/retail\/us-east-1 +rolled back/, /The disk is \(or was\) full during extraction/],
    ],
    [
      'a group without instances',
      'groups: [{ destination: retail/us-east-1, instances: 0 }]',
      [/retail\/us-east-1 +failed/, /NO_INSTANCES/],
    ],
    [
      'a role that is missing',
      'outcomes: [{ destination: retail/us-east-1, then: { error: IAM_ROLE_MISSING } }]',
      [/retail\/us-east-1 +rolled back/, /IAM_ROLE_MISSING/],
    ],
  ])('%s', async (_, scenario, words) => {
    const { code, said } = await rehearseText(scenario);
    expect(code).toBe(1);
    for (const word of words) expect(said).toMatch(word);
  });
});

test('a scenario that sets up what is not there is refused', async () => {
  const { code, said } = await rehearseText(
    'groups: [{ destination: retail/us-west-1, instances: 1 }]',
  );
  expect({ code, said }).toEqual({
    code: 2,
    said: expect.stringContaining('groups[0].destination of the scenario names none of '),
  });
});
