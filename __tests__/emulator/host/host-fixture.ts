import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AdmZip from 'adm-zip';
import type { Agents } from '../../../src/appspec/agent-versions.ts';
import { systemClock } from '../../../src/clock.ts';
import { createHosts, type HostOptions, type Hosts } from '../../../src/emulator/host/hosts.ts';
import {
  type EventReport,
  type HostAgent,
  type HostCommand,
  type ObjectReader,
  type SeedGroup,
  ServiceError,
} from '../../../src/emulator/service.ts';

/** A file's text, or what else it is; files that are only text are 0644, scripts with `#!` 0755. */
type Content = string | { text?: string | Buffer; mode?: number; link?: string; folder?: true };
export type Tree = Record<string, Content>;

/** A zip as Unix programs make it. */
export function zipOf(tree: Tree): Buffer {
  const zip = new AdmZip();
  for (const [name, content] of Object.entries(tree)) {
    const {
      text = '',
      mode,
      link,
      folder,
    } = typeof content === 'string' ? { text: content } : content;
    const isScript = typeof text === 'string' && text.startsWith('#!');
    const data = Buffer.from(link ?? text);
    const usual = folder ? 0o40755 : isScript ? 0o100755 : 0o100644;
    const full = link === undefined ? (mode ?? usual) : 0o120777;
    zip.addFile(folder && !name.endsWith('/') ? `${name}/` : name, data);
    const entry = zip.getEntries().at(-1);
    if (!entry) throw new Error('the zip took no entry');
    entry.header.made = 0x0314;
    entry.attr = (full << 16) >>> 0;
    entry.header.time = new Date(2024, 0, 2, 3, 4, 6);
  }
  return zip.toBuffer();
}

/** With a byte of Latin-1 for each `~`. */
export function withLatin1Name(archive: Buffer): Buffer {
  return Buffer.from(archive.toString('latin1').replaceAll('~', '\xe9'), 'latin1');
}

/** With another checksum for its first file, in both places. */
export function withWrongChecksum(zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  const central = changed.indexOf('PK\x01\x02', 0, 'latin1');
  for (const at of [14, central + 16]) changed.writeUInt32LE(0x12345678, at);
  return changed;
}

/** An AppSpec file of `hooks`, one script of 1 minute an event unless told more, and what else is given. */
export function appSpec(hooks: Record<string, string>, more = ''): string {
  const lines = Object.entries(hooks).map(
    ([event, script]) => `  ${event}:\n    - location: ${script}\n      timeout: 60\n`,
  );
  return `version: 0.0\nos: linux\n${more}${lines.length > 0 ? `hooks:\n${lines.join('')}` : ''}`;
}

/** Objects by `bucket/key`. */
class Objects implements ObjectReader {
  readonly #bodies = new Map<string, Buffer>();

  put(bucket: string, key: string, body: Buffer): void {
    this.#bodies.set(`${bucket}/${key}`, body);
  }

  read({ bucket, key }: { bucket: string; key: string }) {
    const body = this.#bodies.get(`${bucket}/${key}`);
    if (!body) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
    return { body, eTag: `"etag-of-${key}"` };
  }
}

export const aGroup: SeedGroup = {
  account: '111111111111',
  region: 'eu-west-1',
  application: 'orders',
  deploymentGroup: 'orders-production',
  instances: 1,
  destination: 'retail/eu-west-1',
};

export function aCommand(overrides: Partial<HostCommand> = {}): HostCommand {
  return {
    event: 'ApplicationStop',
    deploymentId: 'd-AAAAAAAA1',
    deploymentGroupId: '6a5bb8ae-0000-4000-8000-000000000001',
    deploymentGroup: 'orders-production',
    application: 'orders',
    account: '111111111111',
    region: 'eu-west-1',
    instance: 'i-0123456789abcdef0',
    creator: 'user',
    deploymentType: 'IN_PLACE',
    fileExistsBehavior: 'DISALLOW',
    revision: { bucket: 'bundles', key: 'orders.zip', bundleType: 'zip' },
    ...overrides,
  };
}

export const IN_PLACE = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
];

export type TestHost = {
  instance: string;
  agent: HostAgent;
  /** Deploys until an event fails; the reports by event. Deployments are d-AAAAAAA01, d-AAAAAAA02, … */
  deploy(bundle: Tree | Buffer, how?: How): Promise<Map<string, EventReport>>;
  /** As {@link deploy}: the report of the event that failed, or of the last. */
  outcome(bundle: Tree | Buffer, how?: How): Promise<Outcome>;
};

/** `until`: the last event of a deployment that is stopped; `goesOn`: also after an event that failed. */
type How = Partial<HostCommand> & { until?: string; goesOn?: true };
export type Outcome = EventReport & { event: string };

export type World = {
  hosts: Hosts;
  objects: Objects;
  root: string;
  host(agents?: Agents): TestHost;
  close(): Promise<void>;
};

/** Hosts in a folder of their own. */
export async function aWorld(options: Partial<HostOptions> = {}): Promise<World> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'fanout-host-test-'));
  const objects = new Objects();
  const hosts = await createHosts({
    root,
    objects,
    clock: systemClock,
    hooks: 'check',
    ...options,
  });
  let count = 0;
  return {
    hosts,
    objects,
    root,
    host: (agents = '1') => {
      const instance = `i-${String(++count).padStart(17, '0')}`;
      return aHost(instance, hosts.factory(instance, { ...aGroup, agents }), async (key, body) => {
        objects.put('bundles', key, body);
        return `etag-of-${key}`;
      });
    },
    close: async () => {
      await hosts.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** @param put keeps a bundle in the bucket `bundles`, and tells its eTag */
export function aHost(
  instance: string,
  agent: HostAgent,
  put: (key: string, body: Buffer) => Promise<string>,
): TestHost {
  let deployments = 0;
  const deploy: TestHost['deploy'] = async (bundle, { until, goesOn, ...command } = {}) => {
    const number = ++deployments;
    const key = `${instance}/orders-${number}`;
    const eTag = await put(key, Buffer.isBuffer(bundle) ? bundle : zipOf(bundle));
    const { bundleType = 'zip' } = command.revision ?? {};
    const revision = { bucket: 'bundles', key, bundleType, eTag };
    const reports = new Map<string, EventReport>();
    for (const event of IN_PLACE) {
      const deploymentId = `d-AAAAAAA0${number}`;
      const given = aCommand({ deploymentId, instance, ...command, revision, event });
      const signal = AbortSignal.timeout(60_000);
      await agent.offer?.(given, signal);
      const report = await agent.perform(given, signal);
      reports.set(event, report);
      if ((report.errorCode !== 0 && !goesOn) || event === until) break;
    }
    return reports;
  };
  const outcome: TestHost['outcome'] = async (bundle, how) => {
    const [event = '', report] = [...(await deploy(bundle, how))].at(-1) ?? [];
    if (!report) throw new Error('nothing was performed');
    return { event, ...report };
  };
  return { instance, agent, deploy, outcome };
}
