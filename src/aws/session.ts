import { type Clock, wallTime } from '../clock.ts';
import type { Destination, Role } from '../config/destination.ts';
import { mapLimited } from '../limit.ts';
import { type Problem, RefusedError } from '../problem.ts';
import { type Random, systemRandom } from '../random.ts';
import { unlessCancelled } from '../release/cancel.ts';
import type { TracedRequest } from '../release/request-counts.ts';
import { timing } from '../release/timing.ts';
import { openAccess } from './access.ts';
import { describeFault } from './advice.ts';
import { type Artifacts, artifactsOf } from './artifacts.ts';
import { type Base, type BaseOptions, openBase, openProfile } from './base-credentials.ts';
import { openUploadBuffers } from './buffers.ts';
import { type Connect, openClients } from './clients.ts';
import { type CloudWatchCalls, cloudWatchCalls } from './cloudwatch.ts';
import { type CodeDeployCalls, codeDeployCalls } from './codedeploy.ts';
import { connectAhead } from './connect-ahead.ts';
import type { Identity } from './credentials.ts';
import { openAgents } from './http-agents.ts';
import { jobFacts, type TokenOptions, tokenSource } from './identity-token.ts';
import { lifetimeOf, lifetimeProblem } from './lifetime.ts';
import { type RunIdentity, sessionName, sessionTags, sourceIdentity } from './role-session.ts';
import { openSilences, type Silences } from './silences.ts';
import { openSts } from './sts.ts';

export type AwsOptions = TokenOptions & {
  clock: Clock;
  /** Spreads what is tried again; the machine's own chance unless told otherwise. */
  random?: Random | undefined;
  /** How requests reach AWS, instead of connections. */
  connect?: Connect | undefined;
  env: Readonly<Record<string, string | undefined>>;
  /** Told every secret before it is used. */
  mask: (secret: string) => void;
  /** Told of every request to AWS, without what is in it. */
  debug?: ((text: string) => void) | undefined;
  onRequest?: ((request: TracedRequest) => void) | undefined;
  /** Of identity tokens; the partition's own unless told otherwise. */
  audience?: string | undefined;
  run: RunIdentity;
  /** `read` uses the role for reading where a destination has one. */
  access: 'deploy' | 'read';
  /** How long the run may take, in ms: a session that cannot be renewed is asked for that long. */
  neededMs?: number | undefined;
  /** Ends {@link AwsSession.identify}; stopping and cleaning up must still work after a cancel. */
  signal: AbortSignal;
};

/** Everything in AWS that one run works with: one set of credentials for each role, one of connections for all. */
export type AwsSession = {
  /** Tells which destinations there are, before the first call: STS may be asked in the region of any. */
  announce(destinations: readonly Destination[]): void;
  codedeploy(destination: Destination): CodeDeployCalls;
  cloudwatch(destination: Destination): CloudWatchCalls;
  artifacts(destination: Destination): Artifacts;
  /**
   * Gets all credentials at once and gives whose they are, in the order of the destinations. Rejects with a
   * {@link RefusedError} that holds what is wrong with any of them.
   */
  identify(destinations: readonly Destination[]): Promise<(Identity & { destination: string })[]>;
  /** Who comes for a destination's role, before any is assumed; undefined where that is an identity token's bearer. */
  caller(destination: Destination): Promise<Identity | undefined>;
  /** Says that deployments are about to be created there: their connections are opened meanwhile. */
  expectCreation(destinations: readonly Destination[]): void;
  /** What to say about the credentials before a run that may take so long: warnings. Call it after `identify`. */
  lifetime(destinations: readonly Destination[], neededMs: number): Problem[];
  /** What sessions were opened without that nobody had asked for: it is told, and hinders nothing. */
  untagged(destinations: readonly Destination[]): Problem[];
  /** Since when a service of a region has not answered while other regions do. */
  silentSince: Silences['since'];
  /** Whether it counts as down. */
  isDown: Silences['isDown'];
  /** Closes all connections. */
  close(): void;
};

export function openAws(options: AwsOptions): AwsSession {
  const {
    clock,
    random = systemRandom,
    connect,
    env,
    mask,
    run,
    signal,
    debug,
    onRequest,
  } = options;
  const agents = openAgents(env);
  const closing = new AbortController();
  const closed = closing.signal;
  const silences = openSilences(clock);
  const clients = openClients({
    clock,
    random,
    env,
    agents,
    debug,
    onRequest,
    connect,
    closed,
    silences,
  });
  const regions = new Map<string, Set<string>>();
  const regionsOf = (partition: string) => [...(regions.get(partition) ?? [])];
  const job = jobFacts(env, options);
  const named = { sessionName: sessionName(run), job };
  const sts = openSts({ clock, random, clients, regions: regionsOf, mask, ...named });
  const start: BaseOptions = {
    env,
    clock,
    mask,
    sts,
    job,
    requestHandler: clients.requestHandler,
    region: () => [...regions.keys()].flatMap(regionsOf)[0],
  };
  const byProfile = new Map<string, Base>();
  const profiled = (profile: string): Base => {
    const known = byProfile.get(profile) ?? openProfile(profile, start);
    byProfile.set(profile, known);
    return known;
  };
  const access = openAccess({
    clock,
    sts,
    base: openBase(start),
    profiled,
    token: tokenSource(options, { env, mask }),
    audience: options.audience,
    tags: sessionTags(run.tags),
    sourceIdentity: sourceIdentity(run),
    usefulSeconds: usefulSeconds(options.neededMs),
  });
  const buffers = openUploadBuffers();

  const roleOf = (destination: Destination): Role | undefined =>
    options.access === 'read' ? (destination.readRole ?? destination.role) : destination.role;

  function announce(destinations: readonly Destination[]) {
    for (const { partition, region } of destinations) {
      const known = regions.get(partition) ?? new Set();
      regions.set(partition, known.add(region));
    }
  }

  function credentialsFor(destination: Destination) {
    announce([destination]);
    return access.credentials(destination, roleOf(destination));
  }

  // Without a network between there is nothing to connect to.
  const ahead = connect ? undefined : connectAhead({ agents, clients, credentialsFor });

  async function identify(destination: Destination): Promise<Identified> {
    const { id } = destination;
    try {
      return { id, identity: await access.identity(destination, roleOf(destination)) };
    } catch (error) {
      return { id, problem: { destination: id, ...describeFault(error, { destination }) } };
    }
  }

  return {
    codedeploy: (destination) => codeDeployCalls(destination, credentialsFor(destination), clients),

    cloudwatch: (destination) => cloudWatchCalls(destination, credentialsFor(destination), clients),

    artifacts: (destination) =>
      artifactsOf(destination, credentialsFor(destination), { clients, clock, random, buffers }),

    announce,

    async identify(destinations) {
      announce(destinations);
      void ahead?.(destinations, 'look');
      const found = await unlessCancelled(
        () => mapLimited(destinations, timing.atOnce.roles, identify),
        signal,
      );
      const problems = found.flatMap(({ problem }) => problem ?? []);
      if (problems.length > 0) throw new RefusedError(problems);
      return found.flatMap(({ id, identity }) =>
        identity ? [{ destination: id, ...identity }] : [],
      );
    },

    caller: (destination) => access.caller(destination),
    expectCreation: (destinations) => void ahead?.(destinations, 'create'),

    lifetime(destinations, neededMs) {
      const problems = destinations.flatMap((destination) => {
        const role = roleOf(destination);
        const lifetime = lifetimeOf(access.facts(destination, role));
        const problem = lifetimeProblem(lifetime, wallTime(clock), neededMs);
        return [...(problem ? [problem] : []), ...access.unsent(destination, role)];
      });
      return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
    },

    untagged(destinations) {
      const problems = destinations.flatMap((one) => access.untagged(one, roleOf(one)));
      return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
    },

    silentSince: silences.since,

    isDown: silences.isDown,

    close() {
      closing.abort();
      agents.close();
    },
  };
}

/** Sessions last 15 minutes to 12 hours; an hour is what every role allows. */
function usefulSeconds(neededMs = Number.POSITIVE_INFINITY): number {
  const spare = 15 * 60;
  return Math.min(12 * 3600, Math.max(3600, Math.ceil(neededMs / 1000) + spare));
}

type Identified = { id: string; identity?: Identity; problem?: Problem };
