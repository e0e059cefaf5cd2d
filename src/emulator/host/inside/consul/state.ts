import fs from 'node:fs';
import {
  type ConsulCheckDefinition,
  type ConsulService,
  readConsulFile,
} from '../../../../appspec/consul/definitions.ts';
import { makeCheck } from './checks.ts';

/*
 * What an agent of Consul knows of its host: the services and checks of the files in /etc/consul.d and its folders, and
 * those that were registered over its API. Runs inside hosts.
 */

const FOLDER = '/etc/consul.d';

export type CheckState = { definition: ConsulCheckDefinition; status: string; output: string };

export class ConsulState {
  #services = new Map<string, ConsulService>();
  #checks = new Map<string, CheckState>();
  /** Registered over the API: a reload leaves them. */
  readonly #registered = new Set<string>();
  #runsScripts = false;
  #index = 1;
  #last = '';

  /** Reads the files again. Gives why they are refused; nothing changes then. */
  reload(): string[] {
    const problems: string[] = [];
    const services = new Map<string, ConsulService>();
    const checks: ConsulCheckDefinition[] = [];
    let runsScripts = false;
    for (const file of filesBelow(FOLDER)) {
      const read = readConsulFile(fs.readFileSync(file, 'utf8'));
      problems.push(...read.problems.map((problem) => `${file}: ${problem}`));
      for (const service of read.services) services.set(service.id, service);
      checks.push(...read.checks);
      runsScripts ||= read.runsScripts;
    }
    const all = [...[...services.values()].flatMap((one) => one.checks), ...checks];
    if (!runsScripts && all.some(({ kind }) => kind === 'args'))
      problems.push(
        "Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or 'enable_local_script_checks' to true",
      );
    if (problems.length > 0) return problems;
    this.#runsScripts = runsScripts;
    for (const id of [...this.#services.keys()])
      if (!services.has(id) && !this.#registered.has(id)) this.deregister(id);
    for (const service of services.values()) this.register(service, false);
    for (const check of checks) this.#note(check);
    return [];
  }

  register(service: ConsulService, isByApi: boolean): void {
    if (isByApi) this.#registered.add(service.id);
    for (const [id, { definition }] of this.#checks)
      if (definition.serviceId === service.id && !service.checks.some((one) => one.id === id))
        this.#checks.delete(id);
    this.#services.set(service.id, service);
    for (const check of service.checks) this.#note(check);
  }

  deregister(id: string): boolean {
    for (const [checkId, { definition }] of this.#checks)
      if (definition.serviceId === id) this.#checks.delete(checkId);
    this.#registered.delete(id);
    return this.#services.delete(id);
  }

  /** Sets what a check is, as a service does that sends its own signs of life. */
  set(id: string, status: string, output: string): boolean {
    const check = this.#checks.get(id);
    if (!check) return false;
    this.#checks.set(id, { ...check, status, output });
    return true;
  }

  /** Takes a service out of use, or puts it back. */
  maintain(id: string, isOn: boolean, reason: string): boolean {
    if (!this.#services.has(id)) return false;
    const checkId = `_service_maintenance:${id}`;
    this.#checks.delete(checkId);
    if (!isOn) return true;
    const definition = {
      id: checkId,
      name: 'Service Maintenance Mode',
      serviceId: id,
      status: 'critical',
      kind: 'ttl' as const,
    };
    this.#checks.set(checkId, { definition, status: 'critical', output: reason });
    return true;
  }

  get services(): ConsulService[] {
    return [...this.#services.values()];
  }

  get checks(): CheckState[] {
    return [...this.#checks.values()];
  }

  /** Of a service, those of the node among them. */
  checksOf(service: string): CheckState[] {
    return this.checks.filter(
      ({ definition: { serviceId } }) => serviceId === undefined || serviceId === service,
    );
  }

  /** Makes all checks now, whatever their interval. */
  async refresh(): Promise<void> {
    await Promise.all(
      this.checks.map(async ({ definition }) => {
        const made = await makeCheck(definition, this.#runsScripts);
        if (made) this.set(definition.id, made.status, made.output);
      }),
    );
    const now = JSON.stringify([this.services, this.checks.map(({ status }) => status)]);
    if (now !== this.#last) this.#index += 1;
    this.#last = now;
  }

  /** Grows with each change. */
  get index(): number {
    return this.#index;
  }

  /** A check that goes on keeps its state. */
  #note(definition: ConsulCheckDefinition): void {
    const known = this.#checks.get(definition.id);
    this.#checks.set(
      definition.id,
      known ? { ...known, definition } : { definition, status: definition.status, output: '' },
    );
  }
}

function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) return filesBelow(file);
      return entry.name.endsWith('.json') && fs.existsSync(file) ? [file] : [];
    });
}

/** Files of the other language, which nothing here reads. */
export function unreadFiles(folder = FOLDER): string[] {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.hcl')).map((name) => `${folder}/${name}`);
}
