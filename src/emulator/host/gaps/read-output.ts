import { basename } from 'node:path';
import { keptFrom } from './confined.ts';
import { knownUnits } from './units.ts';

/** Which words of a script's output mean that this host lacks something; what it lacks is in the first group, if any. */
const NETWORK: readonly RegExp[] = [
  // curl, wget, apt, git, ssh, Python, Node.js, Go, Java, yum and dnf, each in its own words.
  /Could not resolve (?:host(?:name)?:? ?|proxy:? ?)?'?"?([\w.-]+)/i,
  /unable to resolve host address ['‘"]?([\w.-]+)/i,
  /Temporary failure (?:in name resolution|resolving '?([\w.-]+)?)/i,
  /Name or service not known|nodename nor servname provided/i,
  /getaddrinfo (?:EAI_AGAIN|ENOTFOUND) ?([\w.-]+)?/,
  /\bEAI_AGAIN\b|\bENETUNREACH\b|Network is unreachable|No route to host/i,
  /dial tcp: lookup ([\w.-]+)/,
  /UnknownHostException:? ?([\w.-]+)?/,
  /Cannot find a valid baseurl for repo|Failed to download metadata for repo|Could not retrieve mirrorlist/i,
  /E: Unable to locate package (\S+)|has no installation candidate/,
  /Could not connect to the endpoint URL/i,
  /Unable to locate credentials|NoCredentialProviders|Unable to load (?:AWS )?credentials/i,
];

const DOCKER =
  /Cannot connect to the Docker daemon|docker(?:\.sock)?: connect: |error during connect: .*docker/i;

const NOT_FOUND: readonly RegExp[] = [
  // bash, dash, env, which, nohup and the like, the kernel's refusal of an interpreter
  /(?:^|[\s:\]])([^\s:'‘’"`\]]+): command not found/,
  /: \d+: ([^\s:]+): not found/,
  /exec: ([^\s:]+): not found/,
  /env: ['‘`]?([^\s:'’]+)['’]?: No such file or directory/,
  /which: no (\S+) in \(/,
  /failed to (?:run command|execute) ['‘`]?([^\s:'’]+)['’]?: No such file/,
  /: ([^\s:]+): bad interpreter: No such file/,
  /(?:^|[\s:\]])(\/\S+\/s?bin\/[^\s:'/]+): (?:No such file or directory|not found)/,
];

const UNIT = /Unit (\S+?)(?:\.service)? (?:could not be found|not found|not loaded|does not exist)/;
const UNIT_OF_INIT = /(?:^|[\s\]])(\S+): unrecognized service/;
const STAND_IN = /(?:systemctl|Unit \S+|su|sudo): .* is not supported in a sandbox/;
const USERS =
  /(?:invalid user:? ?|user )['‘`"]?(ec2-user|ubuntu|admin|centos|debian|rocky|fedora|bitnami|ssm-user|www-data|nginx|apache|tomcat|jenkins|deploy)['’"]?(?:$|[:' ]| does not exist)/;

/** What one line of output says that the host lacks, as an engineer would name it. */
export function lackedBy(line: string, programs: ReadonlySet<string>): string | undefined {
  if (DOCKER.test(line)) return 'a Docker daemon';
  for (const pattern of NOT_FOUND) {
    const name = basename(pattern.exec(line)?.[1] ?? '');
    if (name !== '' && programs.has(name)) return name;
  }
  const unit = UNIT.exec(line)?.[1] ?? UNIT_OF_INIT.exec(line)?.[1];
  if (unit !== undefined && knownUnits.has(unit)) return `the unit ${unit}.service`;
  if (STAND_IN.test(line)) return `a real systemd: ${line.trim()}`;
  const kept = keptFrom(line);
  if (kept !== undefined) return kept;
  const user = USERS.exec(line)?.[1];
  if (user !== undefined && /invalid user|does not exist|no such user/i.test(line))
    return `the user ${user}`;
  for (const pattern of NETWORK) {
    const match = pattern.exec(line);
    if (match)
      return match[1] ? `a network (to reach ${match[1].replace(/\.$/, '')})` : 'a network';
  }
  return undefined;
}
