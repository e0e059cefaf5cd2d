import { aside, type Clock } from '../clock.ts';
import type { Destination } from '../config/destination.ts';
import type { EmulatedCodeDeploy } from '../emulator/codedeploy/codedeploy.ts';
import { consulCluster } from '../emulator/host/consul-cluster.ts';
import type { Hosts } from '../emulator/host/hosts.ts';
import { NOT_MADE } from '../emulator/host/inside/consul/checks.ts';
import { type CheckRule, scriptedAnswer } from '../emulator/scenario/check-definition.ts';
import { type GroupName, groupKey, groupOf } from '../emulator/seed.ts';
import type { AnswerCheck } from '../emulator/wire/check-request.ts';
import { versionOfKey } from '../release/object-keys.ts';
import { isConsulsAddress } from '../verify/consul-check.ts';
import { NotRehearsedError } from '../verify/not-rehearsed.ts';
import type { HttpGet } from '../verify/verify.ts';
import type { servingHosts } from './serving-hosts.ts';

type Answering = {
  clock: Clock;
  rules: readonly CheckRule[];
  hosts: Hosts | undefined;
  serving: Pick<ReturnType<typeof servingHosts>, 'of' | 'all'>;
  /** Why no host can be asked, where that is so. */
  unanswered: string | undefined;
  view: EmulatedCodeDeploy['view'];
};

/** Answers status checks of an emulation: as its scenario has it, else a host of the destination does. */
export function answeredChecks({ rules, view, unanswered, ...ports }: Answering): HttpGet {
  const askHost = askHosts(ports);
  return async (destination, url, headers, signal) => {
    const key = groupKey(groupOf(destination));
    const group = () => view().find((one) => groupKey(one) === key);
    const scripted = scriptedAnswer(rules, {
      destination: destination.id,
      url: url.href,
      version: () => {
        const healthy = group()?.instances.findLast((one) => one.healthy && one.key);
        return versionOfKey(healthy?.key) ?? '';
      },
    });
    if (scripted) return { headers: {}, ...scripted };
    if (unanswered !== undefined) throw new NotRehearsedError(unanswered);
    return askHost(destination, url, headers, signal);
  };
}

/** The same for another process, which names the group. */
export function answerOthers(destinations: readonly Destination[], get: HttpGet): AnswerCheck {
  const known = new Map(destinations.map((one) => [groupKey(groupOf(one)), one]));
  return async ({ url, headers, ...group }, signal) => {
    const destination = known.get(groupKey(named(group)));
    if (!destination)
      return { error: `the emulator was started without the group ${groupKey(named(group))}` };
    try {
      return await get(destination, new URL(url), headers, signal);
    } catch (error) {
      const { message } = error as Error;
      return {
        error: message,
        ...(error instanceof NotRehearsedError && { isNotRehearsed: true }),
      };
    }
  };
}

/** Where nobody told the account's id, the emulator has one. */
function named({ account, ...group }: GroupName): GroupName {
  return { ...group, account: account || groupOf({ ...group, account: {} }).account };
}

const servicePort = 8080;

/** Asks a host of the destination, on the address's port, or 8080 where it names none. */
function askHosts({
  hosts,
  serving,
  clock,
}: Pick<Answering, 'hosts' | 'serving' | 'clock'>): HttpGet {
  const http: Hosts['http'] = (...asked) =>
    aside(clock, () =>
      hosts ? hosts.http(...asked) : Promise.reject(new Error('there are no hosts')),
    );
  const consul = hosts && consulCluster({ http, clock });
  return async (destination, url, headers, signal) => {
    const key = groupKey(groupOf(destination));
    if (!hosts || !consul) throw new Error('no service of the instances can be asked from here');
    if (destination.verify.some((check) => isConsulsAddress(check, url))) {
      const answer = await consul(serving.all(key), url, signal);
      if (answer.body.includes(NOT_MADE)) throw new NotRehearsedError(notMadeIn(answer.body));
      return answer;
    }
    const instance = serving.of(key);
    if (!instance) throw new Error('no release was validated on an emulated host yet');
    const port = url.port === '' ? servicePort : Number(url.port);
    const path = `${url.pathname}${url.search}`;
    const request = { port, method: 'GET', path, headers: { ...headers, host: url.host } };
    const answer = await http(instance, request, signal).catch((error: Error) => {
      const stubs = hosts.stubs(instance);
      if (stubs.length === 0) throw error;
      const message = `${error.message}, and hooks called stubs that start nothing: ${stubs.join(', ')}`;
      throw new NotRehearsedError(message, { cause: error });
    });
    return { ...answer, body: answer.body.toString('utf8') };
  };
}

function notMadeIn(body: string): string {
  const [, kind = ''] = new RegExp(`${NOT_MADE}(\\w+)`).exec(body) ?? [];
  return `checks of Consul by ${kind} are not made on hosts of a rehearsal`;
}
