import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import { type Random, systemRandom } from '../random.ts';
import { createCloudWatch } from './cloudwatch/cloudwatch.ts';
import { cloudWatchProtocol } from './cloudwatch/cloudwatch-protocol.ts';
import { codeDeployProtocol } from './codedeploy/codedeploy-protocol.ts';
import type { AgentHost } from './codedeploy-commands/agent-host.ts';
import { type AgentHosts, createAgentHosts } from './codedeploy-commands/agent-hosts.ts';
import { commandsProtocol } from './codedeploy-commands/commands-protocol.ts';
import { type CapturedBuckets, copyOf } from './s3/captured.ts';
import { objectReader } from './s3/object-reader.ts';
import { s3Protocol } from './s3/protocol.ts';
import { seededState } from './s3/state.ts';
import { openStateFolder } from './s3/state-folder.ts';
import { type S3View, viewOf } from './s3/view.ts';
import type { WatchRules } from './scenario/alarm-definition.ts';
import type { FaultRule } from './scenario/fault-definition.ts';
import { createFaults } from './scenario/fault-rules.ts';
import type { CodeDeployService, HostFactory, ObjectReader, Seed } from './service.ts';
import { stsProtocol } from './sts/protocol.ts';
import { seededRoles } from './sts/roles.ts';
import { createSessions } from './sts/sessions.ts';
import { type CallRecord, callLog } from './wire/call-log.ts';
import type { AnswerCheck } from './wire/check-request.ts';
import { type Direct, direct } from './wire/direct.ts';
import { type ExchangePorts, exchange } from './wire/exchange.ts';

export type EmulatorOptions = {
  seed: Seed;
  clock: Clock;
  /**
   * By which clients go where it is not `clock`, as processes of their own do beside a faster emulator. Sessions end and
   * objects are dated by it, so that credentials last as long and a lease is as old as their holder thinks.
   */
  clientClock?: Clock | undefined;
  /** Where ids, secrets and the like come from; the machine unless told otherwise. */
  random?: Random | undefined;
  /** Any free one unless told otherwise; `none`: nothing listens, and requests come by {@link Emulator.request} alone. */
  port?: number | 'none' | undefined;
  /** Makes CodeDeploy; without it every operation of it is refused as not offered. */
  codedeploy?: ((ports: CodeDeployPorts) => CodeDeployService) | undefined;
  /** Hosts are real agents, which take their commands from here. */
  agents?: AgentOptions | undefined;
  /** Answers status checks that other processes ask for; without it none is. */
  checks?: AnswerCheck | undefined;
  faults?: readonly FaultRule[] | undefined;
  /** What becomes of CloudWatch's alarms and metrics. */
  watched?: WatchRules | undefined;
  log?: ((call: CallRecord) => void) | undefined;
  /** Told of a call when it arrives, before anything becomes of it. */
  onArrival?: ((call: Readonly<CallRecord>, body: () => string) => void) | undefined;
  /** The most that a page of a list holds; 1000, as in S3, unless told otherwise. */
  pageSize?: number | undefined;
  /** A folder in which S3 keeps buckets and objects; what is in it is there again after a start. */
  state?: string | undefined;
  /** What is in the buckets at the start, instead of nothing. */
  captured?: CapturedBuckets | undefined;
  /** Told of errors that are the emulator's own; they become warnings of the process unless told otherwise. */
  onBug?: ((error: unknown) => void) | undefined;
};

type CodeDeployPorts = {
  clock: Clock;
  seed: Seed;
  objects: ObjectReader;
  /** Present where hosts are real agents. */
  hosts?: HostFactory | undefined;
};

export type AgentOptions = {
  /** Told of every host when there is one. */
  onHost(host: AgentHost): void;
  /** Told what agents do, in words. */
  say(words: string): void;
};

export type Emulator = {
  /** `http://127.0.0.1:PORT`, the one endpoint of all services, accounts and regions. */
  url: string;
  /** The base principal's; they never expire. */
  credentials: { accessKeyId: string; secretAccessKey: string };
  /** What was asked, oldest first. */
  calls: readonly CallRecord[];
  s3: S3View;
  /** Present where hosts are real agents: makes the host of an instance before its first event, so that its agent can start. */
  openHost?: AgentHosts['open'] | undefined;
  /** Hands a request over within this process; what it gives is what a client would get. */
  request: Direct;
  /** What is in the buckets now, for another emulator of the same seed to begin with. */
  capture(): CapturedBuckets;
  /** Puts other faults in place of the present ones; their seconds count from now. */
  arm(faults: readonly FaultRule[]): void;
  /** The same for what CloudWatch tells. */
  armWatched(rules: WatchRules): void;
  close(): Promise<void>;
};

/** Starts STS, S3, CodeDeploy and CloudWatch on one port of the loopback address. Rejects when the port is taken or the state cannot be read. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { seed, clock, clientClock = clock, random = systemRandom, pageSize = 1000 } = options;
  let faults = createFaults(options.faults ?? [], clock);
  const closing = new AbortController();
  // Every call that a scenario makes slow listens.
  setMaxListeners(0, closing.signal);
  const log = callLog();
  const sessions = createSessions(seed, clientClock, random);
  const { captured } = options;
  const sequence = counter(captured?.sequence);
  const buckets = seededState(seed, { clock: clientClock, random, sequence, pageSize });
  if (captured) buckets.buckets = copyOf(captured.buckets);
  const folder =
    options.state === undefined ? undefined : await openStateFolder(options.state, buckets);
  const agents =
    options.agents &&
    createAgentHosts({ clock, random, sessions, closing: closing.signal, ...options.agents });
  const codedeploy = options.codedeploy?.({
    clock,
    seed,
    objects: objectReader(buckets),
    hosts: agents?.factory,
  });
  const cloudwatch = createCloudWatch(seed, { clock, pageSize });
  if (options.watched) cloudwatch.arm(options.watched);
  const ports: ExchangePorts = {
    clock,
    clientClock,
    random,
    sessions,
    sequence,
    protocols: [
      stsProtocol({ roles: seededRoles(seed, random), sessions }),
      s3Protocol(buckets, folder),
      codeDeployProtocol(codedeploy),
      cloudWatchProtocol(cloudwatch),
      ...(agents ? [commandsProtocol(agents)] : []),
    ],
    faults: { strike: (call) => faults.strike(call) },
    onArrival: options.onArrival,
    checks: options.checks,
    record(call) {
      log.add(call);
      options.log?.(call);
    },
    onBug: options.onBug ?? warn,
    isSealed: options.port === 'none',
    signal: closing.signal,
  };
  const server = options.port === 'none' ? undefined : await listen(ports, options.port);
  const { accessKeyId } = sessions.base.principal;
  return {
    url: server?.url ?? 'http://127.0.0.1',
    request: direct(ports),
    credentials: { accessKeyId, secretAccessKey: sessions.base.secretAccessKey },
    calls: log.calls,
    s3: viewOf(buckets),
    openHost: agents?.open,
    capture: () => ({ buckets: copyOf(buckets.buckets), sequence: sequence() }),
    arm(rules) {
      faults = createFaults(rules, clock);
    },
    armWatched: cloudwatch.arm,
    async close() {
      closing.abort(new Error('the emulator was closed'));
      await server?.close();
      await codedeploy?.close();
    },
  };
}

async function listen(ports: ExchangePorts, port = 0) {
  const server = createServer({ keepAliveTimeout: 120_000 }, (incoming, outgoing) => {
    void exchange(ports, incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function counter(start = 0): () => number {
  let last = start;
  return () => ++last;
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)));
}
