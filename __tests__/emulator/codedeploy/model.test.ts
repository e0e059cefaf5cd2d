import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { operations, shapes } from '../../../src/emulator/codedeploy/model.generated.ts';
import { offered } from '../../../src/emulator/codedeploy/offered.ts';
import { anEmulator, refusal } from './emulator.ts';
import { violationsOf } from './violations.ts';

const emulator = anEmulator();
afterAll(() => emulator.close());

/** One line for each violation: what is wrong, and the error it is refused with. */
const golden = new URL('golden/violations.txt', import.meta.url);
const violations = offered.flatMap(violationsOf);

describe("requests are held against AWS's model", () => {
  test('required members, lengths, patterns and enumerations give the errors of the list', async () => {
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
  ])('%s with a wrong JSON type is a SerializationException', async (operation, input, message) => {
    expect(await refusal(emulator.send(operation, input))).toEqual({
      code: 'SerializationException',
      message,
    });
  });

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
  ])('%s, which is not offered, is refused loudly', async (operation, message) => {
    const answer = await emulator.send(operation, {}).catch((error: unknown) => error);
    expect(answer).toMatchObject({ code: 'UnknownOperationException', status: 501, message });
  });
});
