import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AgentVersion } from '../../appspec/agent-versions.ts';
import type { Clock } from '../../clock.ts';
import { defined } from '../../defined.ts';
import type { HostCommand, HostFactory, ObjectReader, SeedGroup } from '../service.ts';
import { Agent, type AgentPorts } from './agent/agent.ts';
import { type PassedOver, PassingOver } from './agent/passed-over.ts';
import { Revisions } from './agent/stored-revisions.ts';
import { Timeouts } from './agent/timeouts.ts';
import { folderMachine } from './folder-machine.ts';
import { type HostSettings, plainHost } from './gaps/settings.ts';
import { programText } from './inside/program.ts';
import type { HttpAnswer, HttpRequest, Machine } from './machine.ts';
import { isBelow } from './sandbox/hidden.ts';
import {
  AGENT_ROOT,
  REVISIONS_INSIDE,
  removeSandboxFolder,
  startSandbox,
} from './sandbox/sandbox.ts';
import { connect } from './sandbox/sandbox-machine.ts';
import { prepareSandboxes, privateFolders } from './sandbox/sandboxing.ts';
import { SYSTEM_ENVIRONMENT } from './sandbox/system-environment.ts';

export type HostOptions = {
  /** A new, empty folder of the caller's that nobody else may enter. */
  root: string;
  objects: ObjectReader;
  /** Tells when time-outs of scripts are over, but never earlier than real work may take; see script.ts. */
  clock: Clock;
  /**
   * What becomes of hooks. `sandbox`: they run in one, and where none can be made they are checked.
   * `check`: they are looked at, not run, and files are installed into a folder. `unsafe`: agent and
   * hooks work on this machine itself, as this user.
   */
  hooks: 'sandbox' | 'check' | 'unsafe';
  /** Whether a revision stands for one that runs well: hooks in which it fails are skipped, and reported. */
  standsForGood?: ((command: HostCommand) => boolean) | undefined;
  /** Shown to no sandbox; the working folder, unless told otherwise. */
  workspace?: string | undefined;
  /** What hosts are beside what this machine is. */
  host?: HostSettings | undefined;
  /** Told what hosts were given beside what this machine has, and what stubs were called with, in words. */
  tell?: ((words: string) => void) | undefined;
  /** Told what was left out on a host, in words. */
  log?: ((words: string) => void) | undefined;
};

export type Hosts = {
  factory: HostFactory;
  /** What is run here, what is not, and why, in words. */
  report: string[];
  /** Why nothing runs on the hosts, where that is so. */
  idle?: string;
  /**
   * Asks a service that listens on a host's own loopback interface; rejects where nothing runs on hosts.
   *
   * @param instance one that the factory made an agent for
   */
  http(instance: string, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Commands that hooks of this instance have called and that do nothing, so that what they start is not there. */
  stubs(instance: string): readonly string[];
  /** In what revisions have failed that stand for good ones. */
  passedOver(): readonly PassedOver[];
  /** Ends all hosts and removes what they left in `root`. */
  close(): Promise<void>;
};

/**
 * Hosts with an agent that carries out AppSpec files as `aws/aws-codedeploy-agent` 1.8 or 2.1 does. Each comes
 * into being with the first event of its instance.
 */
export async function createHosts(options: HostOptions): Promise<Hosts> {
  const { objects, clock, log = () => undefined, tell = log, host = plainHost } = options;
  const own = path.join(options.root, 'hosts');
  await mkdir(own, { mode: 0o700 });
  // An overlay cannot have a layer that is in another one.
  const place = SHOWN.some((folder) => isBelow(own, folder))
    ? mkdtempSync('/tmp/fanout-hosts-')
    : own;
  const store = path.join(place, 'revisions');
  await mkdir(store, { mode: 0o755 });
  const common = {
    revisions: new Revisions(store, objects),
    clock,
    say: log,
    timeouts: new Timeouts(),
    host,
    ...tellOnce(tell),
  };
  const { standsForGood = () => false } = options;
  const passingOver = new PassingOver(standsForGood);
  const kind = await chooseKind(options, { own, place, store });
  const agents = new Map<string, Agent>();
  const all: Agent[] = [];
  return {
    report: kind.report,
    ...defined({ idle: kind.idle }),
    factory: (instance, group) => {
      const version = versionOf(group, all.length);
      const agent = new Agent({
        ...common,
        passingOver,
        version,
        ...kind.ports(String(all.length + 1), instance),
      });
      agents.set(instance, agent);
      all.push(agent);
      return agent;
    },
    http: (instance, request, signal) => {
      const agent = agents.get(instance);
      if (!agent) return Promise.reject(new Error(`there is no host "${instance}"`));
      return agent.http(request, signal);
    },
    stubs: (instance) => agents.get(instance)?.stubs ?? [],
    passedOver: () => passingOver.all,
    close: async () => {
      await Promise.all(all.map((agent) => agent.close()));
      await rm(own, { recursive: true, force: true });
      await rm(place, { recursive: true, force: true });
    },
  };
}

/** What is the same on many hosts is said once. */
function tellOnce(
  log: (words: string) => void,
): Pick<AgentPorts, 'onAccount' | 'onCall' | 'onLost'> {
  const told = new Set<string>();
  const tell = (words: string) => {
    if (told.has(words)) return;
    told.add(words);
    log(words);
  };
  return {
    onLost: tell,
    onAccount: (words) => tell(`hosts were given ${words}, which this machine has not`),
    onCall: (event, { kind, name, args }) =>
      tell(
        kind === 'sudo'
          ? `${name} used sudo in ${event}, which hosts of a rehearsal allow: whether sudoers of the instances does is not rehearsed`
          : `the stub of ${name} was called in ${event}: ${[name, ...args].join(' ')}`,
      ),
  };
}

/** Where both are in use, hosts have them by turns. */
function versionOf({ agents = '1' }: SeedGroup, index: number): AgentVersion {
  if (agents !== 'both') return agents;
  return index % 2 === 0 ? '1' : '2';
}

type Kind = {
  report: string[];
  idle?: string;
  ports(
    name: string,
    instance: string,
  ): Pick<AgentPorts, 'start' | 'remove' | 'inside' | 'hasOwnAccounts'>;
};

/** `place`: where a sandbox may be made; `own`, unless that is below a folder that sandboxes show. */
type Folders = { own: string; place: string; store: string };

const SHOWN = ['/usr', '/etc', '/opt', '/var', '/srv', '/nix', '/gnu'];

async function chooseKind(options: HostOptions, folders: Folders): Promise<Kind> {
  const { own } = folders;
  if (options.hooks === 'unsafe') return unsafeHosts(own);
  if (options.hooks === 'check') return checkedHosts(own, 'that is what was asked for');
  const kind = await sandboxedHosts(options, folders);
  return typeof kind === 'string' ? checkedHosts(own, kind) : kind;
}

/** @returns why there can be none, where that is so */
async function sandboxedHosts(
  { workspace, host = plainHost }: HostOptions,
  { own, place, store }: Folders,
): Promise<Kind | string> {
  const prepared = await prepareSandboxes({
    root: place,
    revisions: store,
    conceal: [...privateFolders(workspace), own],
    host,
  });
  if (!prepared.possible) return prepared.reason;
  const { plan, report } = prepared;
  return {
    report,
    ports: (name, instance) => {
      const folder = path.join(plan.layers.folder, 'hosts', name);
      return {
        start: () => startSandbox(plan, folder, instance),
        remove: () => removeSandboxFolder(plan, folder),
        hasOwnAccounts: true,
        inside: (revision) => `${REVISIONS_INSIDE}/${path.basename(revision)}`,
      };
    },
  };
}

function checkedHosts(own: string, reason: string): Kind {
  return {
    idle: 'hooks are checked but not run',
    report: [
      `hooks are checked but not run: ${reason}`,
      'a check finds missing scripts, interpreters that cannot be found and, for sh and bash, wrong syntax; owners, acls and contexts are not set',
    ],
    ports: (name) => {
      const folder = path.join(own, name);
      return {
        start: async () => {
          await mkdir(folder, { recursive: true });
          return folderMachine(folder, AGENT_ROOT);
        },
        remove: () => rm(folder, { recursive: true, force: true }),
        hasOwnAccounts: false,
        inside: (revision) => revision,
      };
    },
  };
}

async function unsafeHosts(own: string): Promise<Kind> {
  const program = path.join(own, 'agent.cjs');
  const text = programText('kept', { sandboxed: false, consul: 'none' });
  await writeFile(program, text, { mode: 0o600 });
  return {
    report: [
      'hooks run on this machine itself, without any protection: files are installed to where the AppSpec file says, and all hosts share them',
    ],
    ports: (name) => {
      const folder = path.join(own, name);
      return {
        start: () => startUnsafe(program, folder),
        remove: () => rm(folder, { recursive: true, force: true }),
        hasOwnAccounts: false,
        inside: (revision) => revision,
      };
    },
  };
}

async function startUnsafe(program: string, folder: string): Promise<Machine> {
  await mkdir(folder, { recursive: true });
  const child = spawn(process.execPath, [program], {
    cwd: '/',
    env: { ...SYSTEM_ENVIRONMENT },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return connect(child, path.join(folder, 'deployment-root'), () => undefined);
}
