import fs from 'node:fs';
import { read, type Unit } from './unit-file.ts';

/* Finds and reads services as systemd does; see systemd.unit(5). Runs inside hosts. */

export type Service = { name: string; file: string; unit: Unit };

/** What is refused, with systemctl's exit code for it. */
export type Refused = { refused: string; code: number };

const FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map(
  (base) => `${base}/systemd/system`,
);

/** To be thrown. */
export function refusal(refused: string, code = 1): Refused {
  return { refused, code };
}

/** Throws {@link Refused} where there is no such unit, or it cannot be read. */
export function load(name: string): Service {
  const template = name.replace(/@.*(?=\.service$)/, '@');
  const files = FOLDERS.flatMap((folder) => [`${folder}/${name}`, `${folder}/${template}`]);
  const file = files.find((candidate) => fs.existsSync(candidate));
  if (!file) throw refusal(`Unit ${name} could not be found.`, 5);
  if (fs.realpathSync(file) === '/dev/null') throw refusal(`Unit ${name} is masked.`);
  const parts = FOLDERS.map((folder) => `${folder}/${name}.d`).flatMap((folder) =>
    fs.existsSync(folder)
      ? fs
          .readdirSync(folder)
          .sort()
          .map((part) => `${folder}/${part}`)
      : [],
  );
  const texts = [file, ...parts.filter((part) => part.endsWith('.conf'))].map((path) =>
    fs.readFileSync(path, 'utf8'),
  );
  return { name, file, unit: read(texts.map((text) => specify(text, name))) };
}

function specify(text: string, name: string): string {
  const bare = name.replace(/\.service$/, '');
  const at = bare.indexOf('@');
  const [prefix, instance] = at < 0 ? [bare, ''] : [bare.slice(0, at), bare.slice(at + 1)];
  const specifiers: Record<string, string> = {
    '%': '%',
    n: name,
    N: bare,
    p: prefix,
    i: instance,
    I: instance,
    t: '/run',
    S: '/var/lib',
    L: '/var/log',
    C: '/var/cache',
    E: '/etc',
    h: '/root',
  };
  const replace = (_: string, letter: string) => {
    const value = specifiers[letter];
    if (value !== undefined) return value;
    throw refusal(`Unit ${name}: %${letter} is not supported in a sandbox.`);
  };
  return text.replace(/^(?!\s*[#;]).*$/gm, (line) => line.replace(/%(.)/g, replace));
}

/** Of `Section.Key`, or of a key of [Service]. */
export function values(service: Service, key: string): string[] {
  return service.unit[key.includes('.') ? key : `Service.${key}`] ?? [];
}

export function value(service: Service, key: string): string | undefined {
  return values(service, key).at(-1);
}

export function words(service: Service, key: string): string[] {
  return values(service, key).flatMap((line) => line.split(/\s+/));
}

export function typeOf(service: Service): string {
  return value(service, 'Type') ?? 'simple';
}

/** Throws {@link Refused} where a start would mean something that is not known here. */
export function checkKnown(service: Service): void {
  const types = ['simple', 'exec', 'idle', 'oneshot', 'forking'];
  const unknown = Object.keys(service.unit).filter(
    (key) =>
      values(service, key).length > 0 &&
      (/^Service\.(DynamicUser|RootDirectory|RootImage|Sockets|ExecCondition)$/.test(key) ||
        /^Unit\.(Condition|Assert)(?!PathExists$)/.test(key)),
  );
  if (!types.includes(typeOf(service))) unknown.push(`Service.Type=${typeOf(service)}`);
  if (unknown.length > 0) {
    const list = unknown.map((key) => key.replace(/^\w+\./, '')).join(', ');
    throw refusal(`Unit ${service.name}: ${list} is not supported in a sandbox.`);
  }
  const commands = values(service, 'ExecStart').length;
  if (typeOf(service) !== 'oneshot' && commands !== 1) {
    throw refusal(
      `Failed to start ${service.name}: Unit ${service.name} has a bad unit file setting.`,
    );
  }
}
