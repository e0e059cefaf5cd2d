import fs from 'node:fs';
import * as services from './services.ts';
import { load, type Refused, type Service, values } from './units.ts';

/*
 * A stand-in for systemctl, and for `journalctl -u`, inside a sandbox: no systemd runs there, and in a
 * chroot the real systemctl ignores what it is asked and calls it success. What this one cannot do it
 * refuses, with an exit code that is not 0.
 */

const UNITS = '/etc/systemd/system';
const FLAGS =
  /^(--(now|quiet|no-pager|no-block|no-reload|force|system|full|no-legend|plain|value|all|no-ask-password)|-[qflaxe])$/;
const WITH_VALUE = /^(--(property|lines|unit|output|type)|-[pnuot])$/;
const options = new Map<string, string>();

const verbs: Record<string, (service: Service) => number> = {
  start: (service) => after(services.start, service),
  stop: (service) => after(services.stop, service),
  restart,
  'try-restart': (service) => (isActive(service) ? restart(service) : 0),
  condrestart: (service) => (isActive(service) ? restart(service) : 0),
  reload: (service) => after(services.reload, service),
  'reload-or-restart': (service) => {
    const reloads = isActive(service) && values(service, 'ExecReload').length > 0;
    return reloads ? after(services.reload, service) : restart(service);
  },
  enable: (service) => enable(service) || (options.has('now') ? after(services.start, service) : 0),
  disable: (service) =>
    disable(service) || (options.has('now') ? after(services.stop, service) : 0),
  'is-active': (service) => tell(activity(service), isActive(service) ? 0 : 3),
  'is-failed': (service) => tell(activity(service), activity(service) === 'failed' ? 0 : 1),
  'is-enabled': (service) => {
    const state = enablement(service);
    return tell(state, state === 'disabled' ? 1 : 0);
  },
  status,
  show,
  cat: (service) => tell(`# ${service.file}\n${fs.readFileSync(service.file, 'utf8')}`),
  'reset-failed': (service) =>
    activity(service) === 'failed' ? after(services.forget, service) : 0,
};

process.exitCode = heed(() => main(readArguments(process.argv.slice(2))));

function heed(work: () => number): number {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error) throw error;
    const { refused, code } = error as Refused;
    process.stderr.write(`${refused}\n`);
    return code;
  }
}

function refuse(what: string): never {
  throw {
    refused: `systemctl: ${what} is not supported in a sandbox`,
    code: 1,
  } satisfies Refused;
}

function readArguments(given: readonly string[]): string[] {
  const words: string[] = [];
  for (let index = 0; index < given.length; index++) {
    const word = given[index] ?? '';
    const [name = '', ...rest] = word.split('=');
    if (!word.startsWith('-')) words.push(word);
    else if (FLAGS.test(word)) options.set(word.replace(/^-+/, ''), '');
    else if (WITH_VALUE.test(name)) {
      const value = rest.length > 0 ? rest.join('=') : (given[++index] ?? '');
      options.set(name.replace(/^-+/, '').charAt(0), value);
    } else refuse(`the option ${word}`);
  }
  return words;
}

function main([command = 'list-units', ...names]: string[]): number {
  if (process.argv[1]?.endsWith('journalctl')) {
    const unit = options.get('u') ?? refuse('a journal without --unit');
    return tell(services.log(load(fullName(unit)), lineCount()));
  }
  if (command === 'daemon-reload' || command === 'daemon-reexec') return 0;
  if (command === 'reset-failed' && names.length === 0) return 0;
  const verb = Object.hasOwn(verbs, command) ? verbs[command] : undefined;
  if (!verb) return refuse(`"${command}"`);
  if (names.length === 0) throw { refused: 'Too few arguments.', code: 1 } satisfies Refused;
  // The units after one that fails are still worked on, as by the real one.
  const codes = names.map((name) => heed(() => verb(load(fullName(name)))));
  return codes.find((code) => code !== 0) ?? 0;
}

function fullName(name: string): string {
  const full = /\.[a-z]+$/.test(name) ? name : `${name}.service`;
  if (!full.endsWith('.service') || full.includes('/')) refuse(`the unit ${name}`);
  return full;
}

function after(work: (service: Service) => void, service: Service): number {
  work(service);
  return 0;
}

function tell(text: string, code = 0): number {
  const quiet = options.has('q') || options.has('quiet');
  if (!quiet) process.stdout.write(`${text.trimEnd()}\n`);
  return code;
}

function activity(service: Service): string {
  return services.activity(service).activity;
}

function isActive(service: Service): boolean {
  return activity(service) === 'active';
}

function restart(service: Service): number {
  services.stop(service);
  services.start(service);
  return 0;
}

function enable(service: Service): number {
  const targets = values(service, 'Install.WantedBy').flatMap((line) => line.split(/\s+/));
  for (const target of targets) {
    const link = `${UNITS}/${target}.wants/${service.name}`;
    if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
    fs.mkdirSync(`${UNITS}/${target}.wants`, { recursive: true });
    fs.symlinkSync(service.file, link);
    process.stderr.write(`Created symlink ${link} -> ${service.file}.\n`);
  }
  return 0;
}

function disable(service: Service): number {
  for (const link of wants(service)) {
    fs.rmSync(link);
    process.stderr.write(`Removed "${link}".\n`);
  }
  return 0;
}

function wants({ name }: Service): string[] {
  if (!fs.existsSync(UNITS)) return [];
  const folders = fs.readdirSync(UNITS).filter((entry) => entry.endsWith('.wants'));
  const links = folders.map((folder) => `${UNITS}/${folder}/${name}`);
  return links.filter((link) => fs.lstatSync(link, { throwIfNoEntry: false }));
}

function enablement(service: Service): string {
  if (wants(service).length > 0) return 'enabled';
  return values(service, 'Install.WantedBy').length > 0 ? 'disabled' : 'static';
}

function status(service: Service): number {
  const { activity: now, pid, exited } = services.activity(service);
  const words = { active: 'active (running)', inactive: 'inactive (dead)', failed: 'failed' };
  const description = values(service, 'Unit.Description').at(-1) ?? service.name;
  const lines = [
    `${service.name} - ${description}`,
    `     Loaded: loaded (${service.file}; ${enablement(service)})`,
    `     Active: ${exited ? 'active (exited)' : words[now]}`,
    ...(pid ? [`   Main PID: ${pid}`] : []),
    '',
    services.log(service, lineCount()),
  ];
  return tell(lines.join('\n'), now === 'active' ? 0 : 3);
}

function show(service: Service): number {
  const { activity: now, pid, exited } = services.activity(service);
  const running = exited ? 'exited' : 'running';
  const shown: Record<string, string> = {
    Id: service.name,
    LoadState: 'loaded',
    ActiveState: now,
    SubState: now === 'active' ? running : now === 'failed' ? 'failed' : 'dead',
    MainPID: String(pid),
    FragmentPath: service.file,
  };
  const wanted = options.get('p')?.split(',') ?? Object.keys(shown);
  const lines = wanted
    .filter((key) => Object.hasOwn(shown, key))
    .map((key) => (options.has('value') ? `${shown[key]}` : `${key}=${shown[key]}`));
  return tell(lines.join('\n'));
}

function lineCount(): number {
  return Number(options.get('n') ?? 10) || 10;
}
