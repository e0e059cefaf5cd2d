import fs from 'node:fs';
import { words as splitWords } from './unit-file.ts';
import { refusal, type Service, value, values, words as wordsOf } from './units.ts';

/* As what, where and with which variables the commands of a service run; see systemd.exec(5). Runs inside hosts. */

/** Set before the program: where only one user id exists, services run as root whatever User= says. */
declare const oneUser: boolean;

export type Environment = Record<string, string>;

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A line of Exec…= as words, the first being a program, and the folder it runs in. */
export function commandOf(service: Service, line: string, environment: Environment) {
  const [, prefixes = '', rest = ''] = /^([-@+!:]*)(.*)$/s.exec(line) ?? [];
  const words = splitWords(rest, environment);
  if (prefixes.includes('@') || words.includes(';')) {
    throw refusal(`Unit ${service.name}: "${line}" is not supported in a sandbox.`);
  }
  const assignments = Object.entries(environment).map(([name, text]) => `${name}=${text}`);
  const change = /[+!]/.test(prefixes) ? [] : userChange(service);
  return {
    argv: ['env', '-i', ...assignments, ...change, ...words],
    cwd: workingDirectory(service),
  };
}

function workingDirectory(service: Service): string {
  const given = value(service, 'WorkingDirectory') ?? '/';
  const folder = given.replace(/^-/, '');
  const actual = folder === '~' ? (account(service)?.home ?? '/root') : folder;
  return given.startsWith('-') && !fs.existsSync(actual) ? '/' : actual;
}

function userChange(service: Service): string[] {
  const user = account(service);
  const group = value(service, 'Group') ?? user?.gid;
  if (oneUser || group === undefined) return [];
  const rest = user ? [`--reuid=${user.uid}`, '--init-groups'] : ['--clear-groups'];
  return ['setpriv', `--regid=${group}`, ...rest];
}

function account(service: Service) {
  const name = value(service, 'User');
  if (name === undefined || name === 'root') return undefined;
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = accounts
    .map((text) => text.split(':'))
    .find((fields) => fields[0] === name || fields[2] === name);
  if (!line) throw refusal(`Failed to start ${service.name}: there is no user ${name}.`);
  const [user = '', , uid = '', gid = '', , home = '/', shell = '/bin/sh'] = line;
  return { user, uid, gid, home, shell };
}

export function environmentOf(service: Service, id: string): Environment {
  const user = account(service);
  const environment: Environment = { PATH };
  if (user) {
    const { user: name, home, shell } = user;
    Object.assign(environment, { HOME: home, USER: name, LOGNAME: name, SHELL: shell });
  }
  for (const line of values(service, 'Environment')) {
    for (const word of splitWords(line.replaceAll('$', '$$$$'), {})) {
      const at = word.indexOf('=');
      if (at > 0) environment[word.slice(0, at)] = word.slice(at + 1);
    }
  }
  for (const given of values(service, 'EnvironmentFile')) {
    const file = given.replace(/^-/, '');
    if (fs.existsSync(file)) Object.assign(environment, readEnvironment(file));
    else if (!given.startsWith('-')) {
      throw refusal(`Failed to start ${service.name}: there is no environment file ${file}.`);
    }
  }
  return { ...environment, INVOCATION_ID: id };
}

function readEnvironment(file: string): Environment {
  const lines = fs.readFileSync(file, 'utf8').matchAll(/^\s*([A-Za-z_]\w*)=(.*)$/gm);
  return Object.fromEntries(
    [...lines].map(([, name = '', text = '']) => [
      name,
      text.trim().replace(/^(["'])(.*)\1$/, '$2'),
    ]),
  );
}

/** RuntimeDirectory= and its like. */
export function makeFolders(service: Service): void {
  const bases: Environment = {
    RuntimeDirectory: '/run',
    StateDirectory: '/var/lib',
    CacheDirectory: '/var/cache',
    LogsDirectory: '/var/log',
  };
  const user = account(service);
  for (const [key, base] of Object.entries(bases)) {
    for (const name of wordsOf(service, key)) {
      fs.mkdirSync(`${base}/${name}`, { recursive: true });
      if (!user || oneUser) continue;
      fs.chownSync(`${base}/${name}`, Number(user.uid), Number(user.gid));
    }
  }
}
