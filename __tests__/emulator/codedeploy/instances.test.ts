import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type EventReport,
  type HostAgent,
  type HostCommand,
  type ObjectReader,
  ServiceError,
} from '../../../src/emulator/service.ts';
import {
  account,
  aGroup,
  anEmulator,
  aRevision,
  eventsOf,
  everyObject,
  region,
} from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

const succeeded: EventReport = { errorCode: 0, scriptName: '', message: 'Succeeded: ', log: '' };

/** Hosts that note their commands, and answer as told. */
function someHosts(
  perform: (command: HostCommand, signal: AbortSignal) => EventReport | Promise<EventReport> = () =>
    succeeded,
) {
  const commands: HostCommand[] = [];
  const closed: string[] = [];
  const made: string[] = [];
  const hosts = (instance: string): HostAgent => {
    made.push(instance);
    return {
      perform: async (command, signal) => {
        commands.push(command);
        return perform(command, signal);
      },
      close: async () => void closed.push(instance),
    };
  };
  return { hosts, commands, closed, made };
}

async function downloadOf(revision: object, objects: ObjectReader = everyObject) {
  emulator = anEmulator({ groups: [aGroup({ instances: 1 })], objects });
  const id = await emulator.deploy({ revision: aRevision('k.zip', revision) });
  await emulator.ended(id);
  const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
  return lifecycleEvents[1];
}

describe('scripted instances', () => {
  test.each([2, 30])(
    'Without hosts, instances are scripted: a hook takes the time that is set for hooks, other events 0.3 seconds. (%i s)',
    async (hookSeconds) => {
      emulator = anEmulator({
        groups: [aGroup({ instances: 1, loadBalancer: true })],
        hookSeconds,
      });
      const id = await emulator.deploy();
      await emulator.ended(id);
      const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
      const short = ['BlockTraffic', 'DownloadBundle', 'Install', 'AllowTraffic'];
      for (const { lifecycleEventName = '', startTime = 0, endTime = 0 } of lifecycleEvents) {
        expect(endTime - startTime).toBeCloseTo(
          short.includes(lifecycleEventName) ? 0.3 : hookSeconds,
          5,
        );
      }
    },
  );

  test('At DownloadBundle a scripted instance reads the object as an instance of its account and region would, and fails in the agent’s words where it is not there, may not be read, or has another eTag.', async () => {
    const asked: object[] = [];
    const objects: ObjectReader = {
      read: (location) => {
        asked.push(location);
        return { body: Buffer.from(''), eTag: '"e1"' };
      },
    };
    expect((await downloadOf({ version: 'v1', eTag: 'e1' }, objects))?.status).toBe('Succeeded');
    expect(asked).toEqual([
      { account, region, bucket: 'deploy-bucket', key: 'k.zip', version: 'v1' },
    ]);
    await emulator.close();

    expect(await downloadOf({ eTag: 'e2' }, objects)).toMatchObject({
      status: 'Failed',
      diagnostics: {
        errorCode: 'UnknownError',
        scriptName: '',
        message: 'Expected deployment artifact bundle etag e2 but was actually "e1"',
      },
    });
    await emulator.close();

    const denied: ObjectReader = {
      read: () => {
        throw new ServiceError('AccessDenied', 'Access Denied', 403);
      },
    };
    expect((await downloadOf({}, denied))?.diagnostics?.message).toBe('Access Denied');
  });

  test('The log tail is cut to its last 4 KB.', async () => {
    emulator = anEmulator({
      groups: [aGroup({ instances: 1 })],
      rules: [[{}, { fail: { script: 's.sh', log: `first ${'é'.repeat(5000)} last` } }]],
    });
    const id = await emulator.deploy();
    await emulator.ended(id);
    const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
    const { logTail = '' } = lifecycleEvents[0]?.diagnostics ?? {};
    expect(Buffer.byteLength(logTail)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(logTail)).toBeGreaterThan(4090);
    expect(logTail).toMatch(/^é+ last$/);
  });
});

describe('hosts', () => {
  test('Hosts carry out all events but BlockTraffic and AllowTraffic; what they take counts on the same clock, also towards the hour.', async () => {
    const { hosts, commands, made } = someHosts(async (command) => {
      if (command.event === 'Install') await emulator.clock.sleep(61 * 60_000);
      return succeeded;
    });
    emulator = anEmulator({ groups: [aGroup({ instances: 1, loadBalancer: true })], hosts });
    const id = await emulator.deploy({
      revision: aRevision('k.zip', { eTag: '"e"' }),
      fileExistsBehavior: 'RETAIN',
    });
    const { status } = await emulator.ended(id);
    expect(status).toBe('Failed');
    expect(commands.map(({ event }) => event)).toEqual([
      'BeforeBlockTraffic',
      'AfterBlockTraffic',
      'ApplicationStop',
      'DownloadBundle',
      'BeforeInstall',
      'Install',
    ]);
    const [target = {}] = await emulator.targets(id);
    expect(eventsOf(target)[1]).toBe('BlockTraffic Succeeded');
    expect(target.lifecycleEvents?.[6]?.diagnostics?.message).toContain('one hour');
    expect(commands[0]).toEqual({
      event: 'BeforeBlockTraffic',
      deploymentId: id,
      deploymentGroupId: (await emulator.group()).deploymentGroupId,
      deploymentGroup: 'orders-production',
      application: 'orders',
      account,
      region,
      instance: made[0],
      creator: 'user',
      deploymentType: 'IN_PLACE',
      fileExistsBehavior: 'RETAIN',
      revision: { bucket: 'deploy-bucket', key: 'k.zip', bundleType: 'zip', eTag: '"e"' },
    });
  });

  test.each([
    [1, 'ScriptMissing'],
    [2, 'ScriptNotExecutable'],
    [3, 'ScriptTimedOut'],
    [4, 'ScriptFailed'],
    [5, 'UnknownError'],
    [6, 'UnknownError'],
    [7, 'UnknownError'],
  ])("the agent's error %i is told as %s", async (errorCode, expected) => {
    const report = { errorCode, scriptName: 'scripts/a.sh', message: 'it failed', log: 'a\nb' };
    const { hosts } = someHosts(({ event }) => (event === 'AfterInstall' ? report : succeeded));
    emulator = anEmulator({ groups: [aGroup({ instances: 1 })], hosts });
    const id = await emulator.deploy();
    expect((await emulator.ended(id)).status).toBe('Failed');
    const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
    expect(lifecycleEvents[4]?.diagnostics).toEqual({
      errorCode: expected,
      scriptName: 'scripts/a.sh',
      message: 'it failed',
      logTail: 'a\nb',
    });
  });

  test('an agent that throws has failed its event', async () => {
    const { hosts } = someHosts(() => {
      throw new Error('the sandbox is gone');
    });
    emulator = anEmulator({ groups: [aGroup({ instances: 1 })], hosts });
    const id = await emulator.deploy();
    await emulator.ended(id);
    const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
    expect(lifecycleEvents[0]?.diagnostics?.message).toBe('the sandbox is gone');
  });

  test('an outcome takes the place of what the host would do', async () => {
    const { hosts, commands } = someHosts();
    emulator = anEmulator({
      groups: [aGroup({ instances: 1 })],
      hosts,
      rules: [[{ event: 'AfterInstall' }, { fail: { script: 's.sh' } }]],
    });
    expect((await emulator.ended(await emulator.deploy())).status).toBe('Failed');
    expect(commands.map(({ event }) => event)).not.toContain('AfterInstall');
  });

  test('an instance keeps its agent from deployment to deployment; terminated, it loses it', async () => {
    const { hosts, made, closed, commands } = someHosts();
    emulator = anEmulator({ groups: [aGroup({ instances: 1, blueGreen: true })], hosts });
    await emulator.ended(await emulator.deploy());
    // The original one had traffic blocked and was terminated; the replacement is left.
    expect([made.length, closed.length]).toEqual([2, 1]);
    await emulator.ended(await emulator.deploy());
    expect([made.length, closed.length]).toEqual([3, 2]);
    expect(commands.every(({ deploymentType }) => deploymentType === 'BLUE_GREEN')).toBe(true);
    await emulator.close();
    expect(closed.toSorted()).toEqual(made.toSorted());
  });

  test('closing ends what hosts are at, and nothing runs afterwards', async () => {
    let ended = 0;
    const { hosts, commands, closed } = someHosts(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            ended += 1;
            resolve(succeeded);
          });
        }),
    );
    emulator = anEmulator({ hosts });
    const id = await emulator.deploy({ deploymentConfigName: 'CodeDeployDefault.AllAtOnce' });
    await emulator.until(id, () => commands.length === 3);
    await emulator.close();
    expect([ended, closed.length, commands.length]).toEqual([3, 3, 3]);
    await expect(emulator.info(id)).rejects.toThrow('closing');
  });
});
