import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Agents, together } from '../appspec/agents.ts';
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
import { createHosts } from '../emulator/host/hosts.ts';
import type { CapturedBuckets } from '../emulator/s3/captured.ts';
import { isNamed } from '../emulator/scenario/group-definition.ts';
import { parseScenario, type Scenario } from '../emulator/scenario/scenario.ts';
import { seedOf } from '../emulator/seed.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../emulator/server.ts';
import type { ObjectReader, Seed } from '../emulator/service.ts';
import type { CallRecord } from '../emulator/wire/call-log.ts';
import { type Problem, UsageError } from '../problem.ts';
import type { Seeded } from '../rehearsal/seeded.ts';
import { wireTo } from '../rehearsal/wire.ts';
import { versionOfKey } from '../release/keys.ts';
import type { HttpGet } from '../verify/verify.ts';
import { enumerate } from '../words/closest.ts';
import { agentConfiguration } from './agent-configuration.ts';
import { answeredChecks, answerOthers } from './answered-checks.ts';
import { hostRoot } from './host-root.ts';
import { hostSettings } from './host-settings.ts';
import { environmentOf, type Project } from './project.ts';
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

type HookMode = 'sandbox' | 'check' | 'none' | 'unsafe' | 'agents';

/** Starts an emulator with everything the configuration's environments expect to find. */
export async function startEmulation(
  project: Project,
  {
    clock,
    clientClock = clock,
    scenario,
    workspace,
    hooks = 'sandbox',
    versionBefore,
    agentFolders,
    port,
    seeded,
    state,
    captured,
    log,
    onArrival,
    say,
  }: EmulationOptions,
): Promise<Emulation> {
  const environments = environmentsOf(project);
  const { instances = 3, hookSeconds = 2 } = project.configuration?.rehearsal ?? {};
  const seed = seedOf(environments, instances, scenario.groups, project.agentsGiven);
  refuseIdle(scenario, seed);
  const folder = await mkdtemp(join(tmpdir(), 'fanout-emulator-'));
  const given = project.configuration?.rehearsal.host.root;
  const hostsAreOurs = hooks !== 'none' && hooks !== 'agents';
  const root = await hostRoot(hostsAreOurs ? given : undefined, project.folder, folder).catch(
    async (error: unknown) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    },
  );
  let reader: ObjectReader | undefined;
  const hosts =
    hooks === 'none' || hooks === 'agents'
      ? undefined
      : await createHosts({
          root: folder,
          clock,
          hooks,
          workspace,
          standsForGood: ({ revision: { key } }) =>
            versionBefore !== undefined && versionOfKey(key) === versionBefore,
          host: {
            ...hostSettings(project),
            isInConsul: environments.some(isInConsul),
            ...defined({ root }),
          },
          tell: say,
          objects: { read: (location) => required(reader).read(location) },
        });
  const fleet = together(seed.groups.map(({ agents = '1' }) => agents));
  if (hosts && fleet !== '1') say(agentReport(fleet));
  for (const line of hosts?.report ?? []) say(line);
  const unanswered = hosts ? hosts.idle : idle[hooks === 'agents' ? 'agents' : 'none'];
  const { checks: rules } = scenario;
  const isAsked = environments.some(isChecked);
  if (unanswered !== undefined && rules.length === 0 && isAsked)
    say(`status checks are not rehearsed: ${unanswered}`);
  const agents =
    hooks === 'agents' && agentFolders !== undefined
      ? agentConfiguration(agentFolders, say)
      : undefined;
  const serving = servingHosts();
  let codedeploy: EmulatedCodeDeploy | undefined;
  const httpGet = answeredChecks({
    clock,
    rules,
    hosts,
    serving,
    unanswered,
    view: () => required(codedeploy).view(),
  });
  const emulator = await startEmulator({
    seed,
    clock,
    clientClock,
    faults: scenario.faults,
    watched: scenario,
    port: seeded ? 'none' : port,
    random: seeded?.random,
    state,
    log,
    agents: agents?.options,
    checks: answerOthers(environments.flatMap(allDestinations), httpGet),
    onArrival,
    captured: captured?.s3,
    codedeploy: (ports) => {
      reader = ports.objects;
      codedeploy = createCodeDeploy({
        ...ports,
        hookSeconds,
        idSeed: seeded && Math.floor(seeded.random.next() * 2 ** 32),
        outcomes: scenario.outcomes,
        hosts: hosts && serving.noting(hosts.factory),
        state,
        captured: captured?.codedeploy,
      });
      return codedeploy;
    },
  }).catch(async (error: NodeJS.ErrnoException) => {
    await hosts?.close();
    await rm(folder, { recursive: true, force: true });
    if (error.code !== 'EADDRINUSE') throw error;
    const message = `port ${port} is in use; choose another one with --port`;
    throw new UsageError([{ code: 'port-in-use', message }], { cause: error });
  });
  const close = async () => {
    await emulator.close();
    await hosts?.close();
    await rm(folder, { recursive: true, force: true });
  };
  await agents?.begin(emulator, required(codedeploy)).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    emulator,
    codedeploy: required(codedeploy),
    roles: seed.accounts.flatMap(({ roles }) => roles.map(({ arn }) => arn)),
    variables: {
      ...variablesFor(emulator, environments),
      // Where nothing here can answer, checks are asked where they always are.
      ...(isAsked &&
        (unanswered === undefined || rules.length > 0) && { INPUT_CHECKS_AT: emulator.url }),
    },
    ...(seeded && { connect: wireTo(emulator.request, seeded) }),
    capture: () => ({ s3: emulator.capture(), codedeploy: required(codedeploy).capture() }),
    httpGet,
    ...(rules.length === 0 && defined({ unanswered })),
    passedOver: () => hosts?.passedOver() ?? [],
    close,
  };
}

function agentReport(fleet: Agents): string {
  if (fleet === 'both')
    return 'hosts run CodeDeploy agent 1 or 2, by turns or as their environment says';
  return `hosts run CodeDeploy agent ${fleet}`;
}

/** Why nothing answers where the emulator has no hosts of its own. */
const idle = {
  none: 'no hook runs, so nothing answers',
  agents: 'the hosts of real agents cannot be asked from here',
} as const;

function isChecked({ waves }: Environment): boolean {
  return waves.some(({ destinations }) => destinations.some(({ verify }) => verify.length > 0));
}

function isInConsul({ waves }: Environment): boolean {
  return waves.some(({ destinations }) =>
    destinations.some(({ verify }) => verify.some(({ kind }) => kind === 'consul')),
  );
}

/** What a scenario sets up must be there. */
function refuseIdle({ groups: rules }: Scenario, { groups }: Seed): void {
  const ids = groups.map(({ destination }) => destination);
  const problems = rules.flatMap((rule, index): Problem[] => {
    if (groups.some((group) => isNamed(group, rule.destination))) return [];
    const message = `groups[${index}].destination of the scenario names none of ${enumerate(ids)}`;
    return [{ code: 'bad-value', message }];
  });
  if (problems.length > 0) throw new UsageError(problems);
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the emulator was not made with CodeDeploy');
  return value;
}

export const noScenario: Scenario = {
  groups: [],
  faults: [],
  outcomes: [],
  alarms: [],
  metrics: [],
  checks: [],
  meanwhile: [],
};

/** What people and other jobs do meanwhile is done by a search alone. */
export function refuseMeanwhile({ meanwhile }: Scenario): void {
  if (meanwhile.length === 0) return;
  throw new UsageError([
    {
      code: 'options-conflict',
      message: 'the scenario has "meanwhile", which only a search carries out',
      hint: 'fanout rehearse --search 1 --scenario FILE',
    },
  ]);
}

/** Rejects with a {@link UsageError} that holds every mistake of the file. */
export async function readScenario(path: string | undefined, cwd: string): Promise<Scenario> {
  if (path === undefined) return noScenario;
  let text: string;
  try {
    text = await readFile(resolve(cwd, path), 'utf8');
  } catch (error) {
    const message = `cannot read the scenario "${path}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unreadable', message }], { cause: error });
  }
  const parsed = parseScenario(text, path);
  if (!parsed.ok) throw new UsageError(parsed.problems);
  return parsed.scenario;
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
