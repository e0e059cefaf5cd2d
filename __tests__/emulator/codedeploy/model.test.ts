import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { operations, shapes } from '../../../src/emulator/codedeploy/model.generated.ts';
import { offered } from '../../../src/emulator/codedeploy/offered.ts';
import { assertError, assertOutput } from '../../../src/emulator/codedeploy/validate-output.ts';
import { ServiceError } from '../../../src/emulator/service.ts';
import { anEmulator, refusal } from './emulator.ts';
import { violationsOf } from './violations.ts';

const emulator = anEmulator();
afterAll(() => emulator.close());

/** One line for each violation: what is wrong, and the error it is refused with. */
const golden = new URL('golden/violations.txt', import.meta.url);
const violations = offered.flatMap(violationsOf);

describe("requests are held against AWS's model", () => {
  test("Required members, lengths, patterns and enumerations are checked before anything else, with the error names of AWS's model.", async () => {
    const lines = await Promise.all(
      violations.map(async ({ operation, what, input }) => {
        const { code } = await refusal(emulator.send(operation, input));
        return `${operation} ${what}: ${code}`;
      }),
    );
    expect(lines).toEqual(readFileSync(golden, 'utf8').trimEnd().split('\n'));
  });

  test.each(violations)(
    "$operation with $what is refused with one of the operation's own errors",
    async ({ operation, input }) => {
      const { code } = await refusal(emulator.send(operation, input));
      expect(operations[operation]?.errors).toContain(code);
    },
  );

  test('every offered operation with a rule has a violation in the list', () => {
    const ruled = offered.filter((operation) => {
      const shape = shapes[operations[operation]?.input ?? ''];
      return shape?.kind === 'structure' && (shape.required ?? []).length > 0;
    });
    const covered = new Set(violations.map(({ operation }) => operation));
    expect(ruled.filter((operation) => !covered.has(operation))).toEqual([]);
  });

  test.each([
    [
      'CreateDeployment',
      { applicationName: 7 },
      'applicationName must be a string, but is a number',
    ],
    [
      'CreateDeployment',
      { applicationName: 'a', revision: [] },
      'revision must be an object, but is a list',
    ],
    [
      'BatchGetDeployments',
      { deploymentIds: 'd-1' },
      'deploymentIds must be a list, but is a string',
    ],
    [
      'BatchGetDeployments',
      { deploymentIds: [null] },
      'deploymentIds[0] must be a string, but is null',
    ],
    [
      'StopDeployment',
      { deploymentId: 'd-1', autoRollbackEnabled: 'yes' },
      'autoRollbackEnabled must be true or false, but is a string',
    ],
    [
      'ListDeployments',
      { createTimeRange: { start: '2026-01-01T00:00:00Z' } },
      'createTimeRange.start must be a number, but is a string',
    ],
    [
      'CreateDeploymentConfig',
      { deploymentConfigName: 'c', minimumHealthyHosts: { type: 'HOST_COUNT', value: 1.5 } },
      'minimumHealthyHosts.value must be a whole number, but is a number',
    ],
    ['GetDeployment', 'd-1', 'the body must be an object, but is a string'],
  ])(
    'A member of the wrong JSON type is a `SerializationException`; null counts as not given; unknown members are passed over. (%s %j)',
    async (operation, input, message) => {
      expect(await refusal(emulator.send(operation, input))).toEqual({
        code: 'SerializationException',
        message,
      });
    },
  );

  test('null counts as not given, and unknown members are passed over', async () => {
    const input = { applicationName: null, deploymentGroupName: null, newest: { member: 1 } };
    await expect(emulator.send('ListDeployments', input)).resolves.toMatchObject({
      deployments: [],
    });
  });

  test('an empty body is an empty input', async () => {
    await expect(emulator.send('ListApplications', undefined)).resolves.toMatchObject({
      applications: ['orders'],
    });
  });

  test.each([
    [
      'AddTagsToOnPremisesInstances',
      'This emulator does not offer AddTagsToOnPremisesInstances of CodeDeploy',
    ],
    ['CreatDeployment', 'CodeDeploy has no operation CreatDeployment'],
    ['constructor', 'CodeDeploy has no operation constructor'],
  ])(
    'An operation that is not offered is refused with `UnknownOperationException` and HTTP 501. (%s)',
    async (operation, message) => {
      const answer = await emulator.send(operation, {}).catch((error: unknown) => error);
      expect(answer).toMatchObject({ code: 'UnknownOperationException', status: 501, message });
    },
  );
});

describe("answers are held against AWS's model", () => {
  test.each([
    [
      'GetDeployment',
      { deploymentInfo: { status: 'Succeeded', createTime: 1_800_000_000.5 } },
      undefined,
    ],
    ['GetDeployment', { deploymentInfo: { status: undefined } }, undefined],
    ['DeleteApplication', undefined, undefined],
    ['GetDeployment', undefined, 'the answer of GetDeployment is missing'],
    [
      'GetDeployment',
      { deploymentInfo: { state: 'Succeeded' } },
      'unknown member .deploymentInfo.state',
    ],
    [
      'GetDeployment',
      { deploymentInfo: { createTime: '2026-01-01T00:00:00Z' } },
      'no timestamp at .deploymentInfo.createTime',
    ],
    [
      'GetDeployment',
      { deploymentInfo: { createTime: 1_800_000_000_000 } },
      'no timestamp at .deploymentInfo.createTime',
    ],
    ['GetDeployment', { deploymentInfo: { status: 'Done' } }, '"Done" at .deploymentInfo.status'],
    [
      'GetDeployment',
      { deploymentInfo: { deploymentStatusMessages: 'none' } },
      'no list at .deploymentInfo.deploymentStatusMessages',
    ],
    ['ListDeployments', { deployments: [1] }, 'no string at .deployments[]'],
    ['DeleteApplication', {}, 'DeleteApplication answers with an empty body'],
  ] as const)(
    "Every answer is held against the model before it goes out: times are numbers, unknown members an error of the emulator's own. (%s %j)",
    (operation, output, problem) => {
      const check = () => assertOutput(operation, output);
      if (problem === undefined) expect(check).not.toThrow();
      else expect(check).toThrow(problem);
    },
  );

  test("A refusal whose name is not in the operation's list of errors is an error of the emulator's own.", () => {
    const refused = new ServiceError('AlarmsLimitExceededException', 'too many');
    expect(() => assertError('CreateDeployment', refused)).not.toThrow();
    expect(() => assertError('GetDeployment', refused)).toThrow(
      'GetDeployment has no error AlarmsLimitExceededException',
    );
    expect(() =>
      assertError('GetDeployment', new ServiceError('SerializationException', 'x')),
    ).not.toThrow();
  });
});
