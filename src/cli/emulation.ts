import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connect } from '../aws/clients.ts';
import type { Clock } from '../clock.ts';
import { allDestinations, type Environment } from '../config/destination.ts';
import { defined } from '../defined.ts';
import {
  type CapturedScopes,
  createCodeDeploy,
  type EmulatedCodeDeploy,
} from '../emulator/codedeploy/codedeploy.ts';
import type { PassedOver } from '../emulator/host/agent/passed-over.ts';
import type { CapturedBuckets } from '../emulator/s3/captured.ts';
import type { Scenario } from '../emulator/scenario/scenario.ts';
import { seedOf } from '../emulator/seed.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../emulator/server.ts';
import type { HostFactory, ObjectReader, Seed } from '../emulator/service.ts';
import type { CallRecord } from '../emulator/wire/call-log.ts';
import { UsageError } from '../problem.ts';
import type { Seeded } from '../rehearsal/seeded.ts';
import { wireTo } from '../rehearsal/wire.ts';
import type { HttpGet } from '../verify/verify.ts';
import { agentConfiguration } from './agent-configuration.ts';
import { answeredChecks, answerOthers } from './answered-checks.ts';
import { guardedBuckets } from './guarded-buckets.ts';
import { type HookMode, openHosts } from './open-hosts.ts';
import { environmentOf, type Project } from './project.ts';
import { refuseIdleRules } from './scenario-file.ts';
import { servingHosts } from './serving-hosts.ts';

export type Emulation = {
  emulator: Emulator;
  codedeploy: EmulatedCodeDeploy;
  /** ARNs of the roles that there are. */
  roles: string[];
  /** What leads every AWS SDK and tool to it. */
  variables: Record<string, string>;
  /** Present where there is no port to connect to. */
  connect?: Connect;
  /** Answers status checks. */
  httpGet: HttpGet;
  /** Why no host can be asked, where that is so. */
  unanswered?: string;
  /** Events in which what runs before has failed, so that it goes without them. */
  passedOver(): readonly PassedOver[];
  /** All that there is now, for another emulation of the same project to begin with. Nothing may be under way. */
  capture(): Captured;
  close(): Promise<void>;
};

/** All that there is in an emulation at a moment. */
export type Captured = { s3: CapturedBuckets; codedeploy: CapturedScopes };

export type EmulationOptions = {
  clock: Clock;
  /** By which clients go, where that is another. */
  clientClock?: Clock | undefined;
  scenario: Scenario;
  /** Absolute: hidden from hooks. */
  workspace: string;
  hooks: HookMode | undefined;
  /** What stands for a release that runs well, whatever its hooks do. */
  versionBefore?: string | undefined;
  /** Absolute: where the settings of real agents go. */
  agentFolders?: string | undefined;
  port?: number | undefined;
  /** Everything happens in this process alone, and as this chance has it. */
  seeded?: Seeded | undefined;
  /** Absolute: where state is kept from one start to the next. */
  state?: string | undefined;
  /** What there is at the start. */
  captured?: Captured | undefined;
  log?: ((call: CallRecord) => void) | undefined;
  /** Told of each call as it arrives, before anything becomes of it. */
  onArrival?: EmulatorOptions['onArrival'] | undefined;
  /** Told what becomes of hooks on this machine, in words. */
  say: (text: string) => void;
};

/** Starts an emulator with everything the configuration's environments expect to find. */
export async function startEmulation(
  project: Project,
  options: EmulationOptions,
): Promise<Emulation> {
  const { scenario } = options;
  const environments = environmentsOf(project);
  const { instances = 3 } = project.configuration?.rehearsal ?? {};
  const bare = seedOf(environments, instances, scenario.groups, project.agentsGiven);
  const seed = { ...bare, buckets: guardedBuckets(bare.buckets, environments) };
  refuseIdleRules(scenario, seed);
  const folder = await mkdtemp(join(tmpdir(), 'fanout-emulator-'));
  const endings = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of endings.toReversed()) await end();
  };
  try {
    const parts = await assemble({ project, environments, seed, options, folder, endings });
    return { ...parts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Assembly = {
  project: Project;
  environments: readonly Environment[];
  seed: Seed;
  options: EmulationOptions;
  /** For what hosts need on disk. */
  folder: string;
  /** What undoes each thing that was begun, the last one first. */
  endings: (() => Promise<void>)[];
};

async function assemble(assembly: Assembly): Promise<Omit<Emulation, 'close'>> {
  const { environments, seed, options, endings } = assembly;
  const { clock, seeded, say, agentFolders, hooks = 'sandbox' } = options;
  const { checks: rules } = options.scenario;
  let services: Services | undefined;
  const hosts = await openHosts({
    ...assembly,
    ...options,
    objects: { read: (location) => required(services).objects.read(location) },
  });
  if (hosts) endings.push(() => hosts.close());
  const unanswered = hosts ? hosts.idle : idle[hooks === 'agents' ? 'agents' : 'none'];
  const isAsked = environments.some(isChecked);
  const isAnswered = unanswered === undefined || rules.length > 0;
  if (isAsked && !isAnswered) say(`status checks are not rehearsed: ${unanswered}`);
  const agents =
    hooks === 'agents' && agentFolders !== undefined
      ? agentConfiguration(agentFolders, say)
      : undefined;
  const serving = servingHosts(clock);
  const view = () => required(services).codedeploy.view();
  const httpGet = answeredChecks({ clock, rules, hosts, serving, unanswered, view });
  const emulator = await openServices(assembly, {
    hosts: hosts && serving.noting(hosts.factory),
    agents: agents?.options,
    checks: answerOthers(environments.flatMap(allDestinations), httpGet),
    onMade: (made) => {
      services = made;
    },
  });
  endings.push(() => emulator.close());
  const { codedeploy } = required(services);
  await agents?.begin(emulator, codedeploy);
  return {
    emulator,
    codedeploy,
    roles: seed.accounts.flatMap(({ roles }) => roles.map(({ arn }) => arn)),
    variables: {
      ...variablesFor(emulator, environments),
      // Where nothing here can answer, checks are asked where they always are.
      ...(isAsked && isAnswered && { INPUT_CHECKS_AT: emulator.url }),
    },
    ...(seeded && { connect: wireTo(emulator.request, seeded) }),
    capture: () => ({ s3: emulator.capture(), codedeploy: codedeploy.capture() }),
    httpGet,
    ...(rules.length === 0 && defined({ unanswered })),
    passedOver: () => hosts?.passedOver() ?? [],
  };
}

/** What hosts and checks need of the emulator, which is made after them. */
type Services = { objects: ObjectReader; codedeploy: EmulatedCodeDeploy };

type Served = Pick<EmulatorOptions, 'agents' | 'checks'> & {
  hosts: HostFactory | undefined;
  onMade(services: Services): void;
};

/** STS, S3 and CodeDeploy. Rejects with a {@link UsageError} where the port is taken. */
async function openServices(
  { project, seed, options }: Assembly,
  { hosts, agents, checks, onMade }: Served,
): Promise<Emulator> {
  const { clock, clientClock = clock, scenario, port, seeded, state, captured } = options;
  const { hookSeconds = 2 } = project.configuration?.rehearsal ?? {};
  return startEmulator({
    seed,
    clock,
    clientClock,
    faults: scenario.faults,
    watched: scenario,
    port: seeded ? 'none' : port,
    random: seeded?.random,
    state,
    log: options.log,
    agents,
    checks,
    onArrival: options.onArrival,
    captured: captured?.s3,
    codedeploy: (ports) => {
      const codedeploy = createCodeDeploy({
        ...ports,
        hookSeconds,
        idSeed: seeded && Math.floor(seeded.random.next() * 2 ** 32),
        outcomes: scenario.outcomes,
        hosts: hosts ?? ports.hosts,
        state,
        captured: captured?.codedeploy,
      });
      onMade({ objects: ports.objects, codedeploy });
      return codedeploy;
    },
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    const message = `port ${port} is in use; choose another one with --port`;
    throw new UsageError([{ code: 'port-in-use', message }], { cause: error });
  });
}

/** Why nothing answers where the emulator has no hosts of its own. */
const idle = {
  none: 'no hook runs, so nothing answers',
  agents: 'the hosts of real agents cannot be asked from here',
} as const;

function isChecked({ waves }: Environment): boolean {
  return waves.some(({ destinations }) => destinations.some(({ verify }) => verify.length > 0));
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the emulator was not made with CodeDeploy');
  return value;
}

function environmentsOf(project: Project): Environment[] {
  const names = project.configuration?.environments ?? [];
  return names.map((name) => environmentOf(project, name, () => undefined));
}

function variablesFor(
  { url, credentials }: Emulator,
  environments: readonly Environment[],
): Record<string, string> {
  const region = environments[0]?.waves[0]?.destinations[0]?.region ?? 'us-east-1';
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}
