import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { defined } from '../../../defined.ts';
import { commandOf, type Environment, environmentOf, makeFolders } from './service-commands.ts';
import {
  checkKnown,
  load,
  type Refused,
  refusal,
  type Service,
  typeOf,
  value,
  values,
  words,
} from './units.ts';

/*
 * Services as systemd runs them, without a systemd: started, stopped and watched by the one who asks.
 * The processes of a service are those that carry its INVOCATION_ID. Restart= is not carried out; what
 * would change the meaning of a start and is not known here is refused. See systemd.service(5),
 * systemd.exec(5) and systemd.kill(5).
 */

type Activity = 'active' | 'inactive' | 'failed';

/** `pid`: of the shell that waits for the service. `done`: a oneshot that remains. */
type State = { id: string; pid?: number; done?: boolean };

const NOTES = '/run/codedeploy-fanout';
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const CONTROL = 'the control process exited with error code';
const noteFile = (name: string) => `${NOTES}/${name}.json`;
const exitFile = (name: string) => `${NOTES}/${name}.exit`;
const logFile = (name: string) => `${NOTES}/${name}.log`;

function failure(service: Service, why: string): Refused {
  const output = log(service, 10);
  const shown = output ? `\nIts last output:\n${output}` : '';
  return refusal(`Job for ${service.name} failed because ${why}.${shown}`);
}

export function start(service: Service): void {
  fs.mkdirSync(NOTES, { recursive: true });
  const { name } = service;
  if (activity(service).activity === 'active') return;
  checkKnown(service);
  const unmet = (path: string) => path.startsWith('!') === fs.existsSync(path.replace(/^!/, ''));
  if (values(service, 'Unit.AssertPathExists').some(unmet))
    throw failure(service, 'of an assertion');
  if (values(service, 'Unit.ConditionPathExists').some(unmet)) return;
  for (const other of words(service, 'Unit.Requires')) {
    if (other.endsWith('.service')) start(load(other));
  }
  const id = randomUUID().replaceAll('-', '');
  write(name, { id });
  makeFolders(service);
  const environment = environmentOf(service, id);
  runAll(service, 'ExecStartPre', environment);
  if (typeOf(service) === 'oneshot' || typeOf(service) === 'forking') {
    runAll(service, 'ExecStart', environment);
    const oneshot = typeOf(service) === 'oneshot';
    const done = /^(1|yes|true|on)$/i.test(value(service, 'RemainAfterExit') ?? '');
    write(name, { id, done });
    if (oneshot) fs.writeFileSync(exitFile(name), '0');
  } else {
    write(name, { id, ...launch(service, environment) });
  }
  runAll(service, 'ExecStartPost', environment);
}

/** The shell outlives the service by one line, which says how it ended. */
function launch(service: Service, environment: Environment): { pid?: number } {
  const { argv, cwd } = commandOf(service, value(service, 'ExecStart') ?? '', environment);
  if (!fs.existsSync(cwd)) {
    // 200/CHDIR; systemd has reported the start as a success by then.
    fs.writeFileSync(exitFile(service.name), '200');
    return {};
  }
  const script = 'note=$1; shift; "$@"; echo $? > "$note"';
  const child = spawn('sh', ['-c', script, 'service', exitFile(service.name), ...argv], {
    cwd,
    env: { PATH },
    detached: true,
    stdio: ['ignore', ...outputs(service)],
  });
  child.unref();
  return defined({ pid: child.pid });
}

function runAll(service: Service, key: string, environment: Environment): void {
  for (const line of values(service, key)) {
    const code = runOne(service, line, environment);
    if (code === 0) continue;
    fs.writeFileSync(exitFile(service.name), String(code));
    throw failure(service, CONTROL);
  }
}

/** Runs a command of a service to its end. */
function runOne(service: Service, line: string, environment: Environment): number {
  const { argv, cwd } = commandOf(service, line, environment);
  const [file = 'env', ...rest] = argv;
  const stdio = ['ignore', ...outputs(service)] as const;
  const { status } = spawnSync(file, rest, { cwd, env: { PATH }, stdio: [...stdio] });
  return /^[@+!:]*-/.test(line) ? 0 : (status ?? 128);
}

function outputs(service: Service): [number | 'ignore', number | 'ignore'] {
  const journal = fs.openSync(logFile(service.name), 'a');
  const open = (given: string | undefined, inherited: number | 'ignore') => {
    const [, kind, file = ''] = /^(file|append|truncate):(.*)$/.exec(given ?? '') ?? [];
    if (kind) return fs.openSync(file, kind === 'truncate' ? 'w' : 'a');
    if (given === 'null') return 'ignore';
    return given === undefined || given === 'inherit' ? inherited : journal;
  };
  const stdout = open(value(service, 'StandardOutput'), journal);
  return [stdout, open(value(service, 'StandardError'), stdout)];
}

export function stop(service: Service): void {
  const state = stateOf(service.name);
  if (!state) return;
  const environment = control(service, state);
  if (activity(service).activity === 'active') {
    for (const line of values(service, 'ExecStop')) runOne(service, line, environment);
  }
  const signal = (value(service, 'KillSignal') ?? 'SIGTERM') as NodeJS.Signals;
  const until = Date.now() + milliseconds(value(service, 'TimeoutStopSec') ?? '90');
  const told = new Set<number>();
  while (isAlive(state)) {
    for (const pid of processesOf(state)) {
      if (Date.now() > until) kill(pid, 'SIGKILL');
      else if (!told.has(pid)) kill(pid, signal);
      told.add(pid);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  for (const line of values(service, 'ExecStopPost')) runOne(service, line, environment);
  forget(service);
}

export function reload(service: Service): void {
  const { name } = service;
  const state = stateOf(name);
  if (!state || activity(service).activity !== 'active') {
    throw refusal(`${name} is not active, cannot reload.`);
  }
  const lines = values(service, 'ExecReload');
  if (lines.length === 0) {
    throw refusal(`Failed to reload ${name}: Job type reload is not applicable for unit ${name}.`);
  }
  for (const line of lines) {
    if (runOne(service, line, control(service, state)) !== 0) throw failure(service, CONTROL);
  }
}

function control(service: Service, state: State): Environment {
  const MAINPID = String(processesOf(state)[0] ?? 0);
  return { ...environmentOf(service, state.id), MAINPID };
}

function milliseconds(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  const units: Record<string, number> = { ms: 1, min: 60_000, m: 60_000, h: 3_600_000 };
  let total = 0;
  for (const [, number = '0', unit = ''] of text.matchAll(/([\d.]+)\s*([a-z]*)/g)) {
    total += Number(number) * (units[unit] ?? 1000);
  }
  return total;
}

export function activity(service: Service) {
  const state = stateOf(service.name);
  const answer = (now: Activity, pid = 0, exited = false) => ({ activity: now, pid, exited });
  if (!state) return answer('inactive');
  if (isAlive(state)) return answer('active', processesOf(state)[0]);
  if (state.done) return answer('active', 0, true);
  try {
    const code = fs.readFileSync(exitFile(service.name), 'utf8').trim();
    return answer(code === '0' ? 'inactive' : 'failed');
  } catch {
    return answer(state.pid === undefined ? 'inactive' : 'failed');
  }
}

function isAlive(state: State): boolean {
  const waits = state.pid !== undefined && fs.existsSync(`/proc/${state.pid}`);
  return waits || processesOf(state).length > 0;
}

function processesOf({ id }: State): number[] {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const environment = fs.readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
      return environment.includes(`INVOCATION_ID=${id}`);
    } catch {
      return false;
    }
  });
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended meanwhile.
  }
}

function stateOf(name: string): State | undefined {
  try {
    return JSON.parse(fs.readFileSync(noteFile(name), 'utf8')) as State;
  } catch {
    return undefined;
  }
}

function write(name: string, state: State): void {
  fs.rmSync(exitFile(name), { force: true });
  fs.writeFileSync(noteFile(name), JSON.stringify(state));
}

export function forget({ name }: Service): void {
  fs.rmSync(noteFile(name), { force: true });
  fs.rmSync(exitFile(name), { force: true });
}

/** The last lines of what it wrote. */
export function log({ name }: Service, lines: number): string {
  try {
    return fs.readFileSync(logFile(name), 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
