import { type InstanceTarget, StopDeploymentCommand } from '@aws-sdk/client-codedeploy';
import { describe, expect, test } from '@jest/globals';
import { operations } from '../../../src/emulator/codedeploy-commands/operations.ts';
import { anEmulator } from '../an-emulator.ts';
import { aWorldOfAgents, reach } from './agents-world.ts';
import { anAgent, askedOfAgents, type HostCommand } from './an-agent.ts';

const minute = 60_000;
const events = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
];
const statuses = (target: InstanceTarget | undefined) =>
  target?.lifecycleEvents?.map(({ status }) => status);

test('An agent is answered on the same port as the other services, as `codedeploy-commands`.', async () => {
  const { emulator, agents } = await aWorldOfAgents();
  const { port } = new URL(emulator.url);
  expect(Number(port)).toBeGreaterThan(0);
  await agents[0].call('PollSomethingElse', {});
  expect(emulator.calls.at(-1)).toMatchObject({
    service: 'codedeploy-commands',
    region: 'eu-west-1',
  });
});

test('Without `--hooks agents` its calls are refused with HTTP 501, and the message says so.', async () => {
  const { url, credentials } = await anEmulator();
  const agent = anAgent(url, { ...credentials, arn: 'arn:aws:iam::1:user/a', region: 'eu-west-1' });
  expect(await agent.call('PollHostCommand', {})).toEqual({
    status: 501,
    body: {
      __type: 'UnknownOperationException',
      message:
        'the emulator offers STS, S3, CodeDeploy and CloudWatch, not "codedeploy-commands": it takes agents when it is started with --hooks agents',
    },
  });
});

describe('a deployment on a real agent', () => {
  test('The next event of an instance is handed out when the one before was completed.', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    const deploymentId = await world.deploy();
    const taken: string[] = [];
    for (const _ of events) {
      const command = (await agent.poll()) as HostCommand;
      taken.push(command.CommandName);
      expect(await agent.acknowledge(command)).toEqual({
        status: 200,
        body: { CommandStatus: 'InProgress' },
      });
      expect(await agent.complete(command)).toEqual({ status: 200, body: {} });
    }
    expect(taken).toEqual(events);
    expect(await world.ended(deploymentId)).toBe('Succeeded');
    const [target] = await world.targets(deploymentId);
    expect(target?.lifecycleEvents?.map(({ diagnostics }) => diagnostics?.errorCode)).toEqual(
      events.map(() => 'Success'),
    );
  });

  test('what it is told of the deployment', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    const deploymentId = await world.deploy();
    const command = (await agent.poll()) as HostCommand;
    expect(command.DeploymentExecutionId).toMatch(/^[^/]+\/[^/]+\/[^/]+\/.{1,80}$/);
    expect(await agent.specification(command)).toEqual({
      DeploymentId: deploymentId,
      DeploymentGroupId: expect.stringMatching(/^[\da-f-]{36}$/),
      DeploymentGroupName: 'orders-test',
      ApplicationName: 'orders',
      DeploymentCreator: 'user',
      DeploymentType: 'IN_PLACE',
      Revision: {
        RevisionType: 'S3',
        S3Revision: { Bucket: 'dev-ireland', Key: 'orders/1.1-abc.zip', BundleType: 'zip' },
      },
      AgentActionOverrides: { AgentOverrides: { FileExistsBehavior: 'OVERWRITE' } },
    });
  });

  test('what it is told of a deployment in the mode RESTART', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    const first = await world.deploy();
    const last = await reach(agent, 'ValidateService');
    await agent.acknowledge(last);
    await agent.complete(last);
    expect(await world.ended(first)).toBe('Succeeded');
    await world.restart();
    const command = await reach(agent, 'DownloadBundle');
    expect(await agent.specification(command)).toMatchObject({
      Revision: { S3Revision: { Key: 'orders/1.1-abc.zip' } },
      ReuseArchiveFromDeploymentId: first,
    });
  });

  test('The first report of an event counts; the agent sends a failure twice.', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    const deploymentId = await world.deploy();
    const command = await reach(agent, 'AfterInstall');
    await agent.acknowledge(command);
    const message = 'Script at specified location: hooks/after failed with exit code 3';
    const log = 'LifecycleEvent - AfterInstall\nScript - hooks/after\n[stderr]no disk\n';
    const script_name = 'hooks/after';
    await agent.complete(command, 'Failed', { error_code: 4, script_name, message, log });
    const again = { error_code: 5, script_name: '', message: 'again', log: '' };
    expect(await agent.complete(command, 'Failed', again)).toEqual({ status: 200, body: {} });
    expect(await agent.complete(command)).toEqual({ status: 200, body: {} });
    expect(await world.ended(deploymentId)).toBe('Failed');
    const [target] = await world.targets(deploymentId);
    expect(statuses(target)?.slice(4)).toEqual(['Failed', 'Skipped', 'Skipped']);
    expect(target?.lifecycleEvents?.[4]?.diagnostics).toEqual({
      errorCode: 'ScriptFailed',
      scriptName: script_name,
      message,
      logTail: log,
    });
  });

  test('A report without acknowledgement counts where it is a failure.', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    const deploymentId = await world.deploy();
    const command = (await agent.poll()) as HostCommand;
    expect(await agent.complete(command)).toMatchObject({ status: 400 });
    const minimal = { error_code: 'Unknown', script_name: 'a', message: 'no bundle', log: '' };
    await agent.complete(command, 'Failed', minimal);
    expect(await world.ended(deploymentId)).toBe('Failed');
    const [target] = await world.targets(deploymentId);
    expect(target?.lifecycleEvents?.[0]?.diagnostics).toMatchObject({
      errorCode: 'UnknownError',
      message: 'no bundle',
    });
  });

  test('Two agents work at the same time, each on what is its own.', async () => {
    const world = await aWorldOfAgents({
      instances: 2,
      deploymentConfig: 'CodeDeployDefault.AllAtOnce',
    });
    const deploymentId = await world.deploy();
    const commands = await Promise.all(world.agents.map((agent) => agent.poll()));
    expect(commands.map((command) => command?.HostIdentifier)).toEqual(
      world.identities.map(({ arn }) => arn),
    );
    const work = world.agents.map(async (agent, index) => {
      const first = commands[index] as HostCommand;
      await agent.acknowledge(first);
      await agent.complete(first);
      const last = await reach(agent, 'ValidateService');
      await agent.acknowledge(last);
      await agent.complete(last);
    });
    await Promise.all(work);
    expect(await world.ended(deploymentId)).toBe('Succeeded');
    expect((await world.targets(deploymentId)).map(({ status }) => status)).toEqual([
      'Succeeded',
      'Succeeded',
    ]);
  });
});

describe('A stop lets an event that was taken go to its end, and withdraws one that was not: its acknowledgement is answered `Failed`, and the agent leaves it.', () => {
  test('one that was taken', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    const deploymentId = await world.deploy();
    const command = await reach(agent, 'Install');
    await agent.acknowledge(command);
    const stop = new StopDeploymentCommand({ deploymentId });
    expect((await world.client.send(stop)).status).toBe('Pending');
    await agent.complete(command);
    expect(await world.ended(deploymentId)).toBe('Stopped');
    expect(statuses((await world.targets(deploymentId))[0])?.slice(3)).toEqual([
      'Succeeded',
      'Skipped',
      'Skipped',
      'Skipped',
    ]);
  });

  test('one that was not', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    const deploymentId = await world.deploy();
    const command = (await agent.poll()) as HostCommand;
    await world.client.send(new StopDeploymentCommand({ deploymentId }));
    expect(await world.ended(deploymentId)).toBe('Stopped');
    expect(new Set(statuses((await world.targets(deploymentId))[0]))).toEqual(new Set(['Skipped']));
    expect(await agent.acknowledge(command)).toEqual({
      status: 200,
      body: { CommandStatus: 'Failed' },
    });
  });
});

describe('An event that no agent has taken within five minutes fails its instance, and so does one that is not completed within an hour.', () => {
  test('an agent that never polls', async () => {
    const world = await aWorldOfAgents();
    const deploymentId = await world.deploy();
    await world.clock.held(5 * minute);
    world.clock.pass(5 * minute);
    expect(await world.ended(deploymentId)).toBe('Failed');
    const [target] = await world.targets(deploymentId);
    expect(target?.lifecycleEvents?.[0]?.diagnostics?.message).toContain(
      'CodeDeploy agent was not able to receive the lifecycle event',
    );
    expect(world.said.at(-1)).toMatch(
      /^dev\/eu-west-1 i-[\da-f]+ \(no agent has polled yet\): no agent took ApplicationStop of d-/,
    );
  });

  test('an agent that vanishes while a script runs', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    const deploymentId = await world.deploy();
    const command = await reach(agent, 'AfterInstall');
    await agent.acknowledge(command);
    await world.clock.held(60 * minute);
    world.clock.pass(59 * minute);
    expect(statuses((await world.targets(deploymentId))[0])?.[4]).toBe('InProgress');
    world.clock.pass(2 * minute);
    expect(await world.ended(deploymentId)).toBe('Failed');
    expect(await agent.complete(command)).toEqual({ status: 200, body: {} });
    expect(statuses((await world.targets(deploymentId))[0])?.[4]).toBe('Failed');
    expect(world.said.at(-1)).toContain('no report of AfterInstall');
  });

  test('A command that nobody acknowledged within a minute is handed out again.', async () => {
    const world = await aWorldOfAgents();
    const [agent] = world.agents;
    await world.deploy();
    const command = (await agent.poll()) as HostCommand;
    const empty = agent.poll();
    await world.clock.held(20_000);
    world.clock.pass(20_000);
    expect(await empty).toBeUndefined();
    world.clock.pass(minute);
    expect(await agent.poll()).toEqual(command);
  });
});

test('A poll is held for up to 20 seconds where there is nothing to do.', async () => {
  const world = await aWorldOfAgents();
  const [agent] = world.agents;
  const answer = agent.poll();
  let isAnswered = false;
  void answer.then(() => {
    isAnswered = true;
  });
  await world.clock.held(20_000);
  world.clock.pass(19_000);
  // Another call goes its whole way meanwhile.
  await agent.call('PollSomethingElse', {});
  expect(isAnswered).toBe(false);
  world.clock.pass(1000);
  expect(await answer).toBeUndefined();
});

describe('An agent speaks for its own host only; what it says of a command that there is not, or acknowledges again, is refused.', () => {
  async function inTheMiddle() {
    const world = await aWorldOfAgents({ instances: 2 });
    await world.deploy();
    const polls = world.agents.map((agent) => agent.poll());
    const index = await Promise.race(
      polls.map(async (poll, index) => {
        const command = await poll;
        return command ? index : new Promise<never>(() => undefined);
      }),
    );
    const command = (await polls[index]) as HostCommand;
    const own = world.agents[index] ?? world.agents[0];
    const other = world.agents[1 - index] ?? world.agents[0];
    return { ...world, own, other, command, index };
  }

  test.each(['PutHostCommandAcknowledgement', 'PutHostCommandComplete'])(
    '%s of a command that there is not',
    async (operation) => {
      const { own } = await inTheMiddle();
      const input = { HostCommandIdentifier: 'forged', CommandStatus: 'Succeeded' };
      expect(await own.call(operation, input)).toMatchObject({
        status: 400,
        body: { __type: 'ClientException' },
      });
    },
  );

  test('an acknowledgement that comes again, before and after the end', async () => {
    const { own, command } = await inTheMiddle();
    await own.acknowledge(command);
    const refused = { status: 400, body: { __type: 'ClientException' } };
    expect(await own.acknowledge(command)).toMatchObject(refused);
    await own.complete(command);
    expect(await own.acknowledge(command)).toMatchObject(refused);
  });

  test('everything about a command of another host', async () => {
    const { own, other, command } = await inTheMiddle();
    const refused = { status: 400, body: { __type: 'ClientException' } };
    const { DeploymentExecutionId, HostIdentifier } = command;
    expect(await other.acknowledge(command)).toMatchObject(refused);
    expect(await other.complete(command, 'Failed')).toMatchObject(refused);
    expect(await other.call('PollHostCommand', { HostIdentifier })).toMatchObject(refused);
    for (const host of [HostIdentifier, 'arn:aws:iam::111111111111:user/nobody']) {
      expect(
        await other.call('GetDeploymentSpecification', {
          DeploymentExecutionId,
          HostIdentifier: host,
        }),
      ).toMatchObject(refused);
    }
    expect(await own.acknowledge(command)).toMatchObject({ status: 200 });
  });

  test('a key that is no agent’s, and one that is not known', async () => {
    const { emulator, identities, command } = await inTheMiddle();
    const [identity] = identities;
    const base = anAgent(emulator.url, { ...identity, ...emulator.credentials });
    expect(await base.acknowledge(command)).toMatchObject({
      status: 400,
      body: { __type: 'AccessDeniedException' },
    });
    const unknown = anAgent(emulator.url, { ...identity, secretAccessKey: 'another' });
    expect(await unknown.acknowledge(command)).toMatchObject({
      status: 400,
      body: { __type: 'InvalidSignatureException' },
    });
  });

  test.each([
    ['PollHostCommand', {}, 'HostIdentifier is required'],
    ['PutHostCommandAcknowledgement', {}, 'HostCommandIdentifier is required'],
    ['GetDeploymentSpecification', { HostIdentifier: 7 }, 'HostIdentifier is required'],
  ])('%s of %j', async (operation, input, message) => {
    const { own } = await inTheMiddle();
    expect((await own.call(operation, input)).body.message).toContain(message);
  });

  test.each([
    [{ Format: 'TEXT', Payload: '{}' }, 'the format of diagnostics is JSON'],
    [{ Format: 'JSON', Payload: 'no' }, 'the diagnostics are not JSON'],
    [{ Format: 'JSON', Payload: '7' }, 'the diagnostics are no JSON object'],
    [{ Format: 'JSON', Payload: 'x'.repeat(8193) }, 'diagnostics have 8192 characters at most'],
    [{ Format: 'JSON' }, 'the payload of diagnostics is a text'],
  ])('of diagnostics %#', async (Diagnostics, message) => {
    const { own, command } = await inTheMiddle();
    const { HostCommandIdentifier } = command;
    const input = { HostCommandIdentifier, CommandStatus: 'Failed', Diagnostics };
    expect(await own.call('PutHostCommandComplete', input)).toMatchObject({
      status: 400,
      body: { __type: 'ClientException', message },
    });
  });
});

test('An operation that agents do not call is refused with HTTP 501.', async () => {
  const { agents } = await aWorldOfAgents();
  expect(await agents[0].call('PollSomethingElse', {})).toMatchObject({
    status: 501,
    body: { __type: 'UnknownOperationException' },
  });
});

test('The log tells host, version of the agent and last poll.', async () => {
  const world = await aWorldOfAgents();
  await world.deploy();
  await reach(world.agents[0], 'DownloadBundle');
  expect(world.said.map((line) => line.replace(/i-\w+|d-\w+|\d{4}-.*?Z/g, '…'))).toEqual(
    ['polls for commands', 'takes ApplicationStop of …', 'ApplicationStop of … succeeded'].map(
      (words) => `dev/eu-west-1 … (agent OFFICIAL_1.8.1-12_deb, last poll …): ${words}`,
    ),
  );
});

test('every operation answers an agent with what its model has, and with nothing else', async () => {
  const { agents, deploy } = await aWorldOfAgents();
  const [agent] = agents;
  await deploy();
  let command: HostCommand | undefined;
  while (!command) command = await agent.poll();
  const { HostCommandIdentifier } = command;
  await agent.specification(command);
  await agent.acknowledge(command);
  await agent.call('PostHostCommandUpdate', { HostCommandIdentifier });
  await agent.complete(command);
  expect(Object.keys(operations).filter((name) => !askedOfAgents.has(name))).toEqual([]);
});
