import { withAny } from '../any-signal.ts';
import { aside, type Clock, settle } from '../clock.ts';
import type { Check, Destination } from '../config/destination.ts';
import { type Cause, notRehearsed } from '../release/outcome.ts';
import { timing } from '../release/timing.ts';
import { runCheck } from './command.ts';
import { type ConsulMemory, checkConsul } from './consul-check.ts';
import { checkAnswer, type VerifyValues } from './http-check.ts';
import { NotRehearsedError } from './not-rehearsed.ts';
import type { Answer } from './request.ts';
import { requestFault } from './request-fault.ts';

/** Asks a destination's endpoint, following no redirect; in a rehearsal one of its emulated hosts. */
export type HttpGet = (
  destination: Destination,
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Answer>;

export type VerifyPorts = {
  get: HttpGet;
  clock: Clock;
  signal: AbortSignal;
  /** For commands; free of credentials. */
  env: NodeJS.ProcessEnv;
  cwd: string;
};

/** Makes all checks of a destination at once, each until it holds or, where that is said, `once`. Gives why it is not verified; nothing when it is. */
export async function verify(
  destination: Destination,
  values: VerifyValues,
  ports: VerifyPorts,
  { once = false }: { once?: boolean } = {},
): Promise<Cause[]> {
  const failures = await Promise.all(
    destination.verify
      .map((check) => (once ? { ...check, consecutive: 1, timeout: 0 } : check))
      .map((check) => untilItHolds(check, destination, values, ports)),
  );
  return failures.filter((cause) => cause !== undefined);
}

/** Makes one check once. Gives what is wrong, or nothing. */
export async function ask(
  check: Check,
  destination: Destination,
  values: VerifyValues,
  ports: VerifyPorts,
): Promise<CheckFailure | undefined> {
  return tryOnce(check, limitOf(check, check.timeout), {}, destination, values, ports);
}

/** Tries until the check has held `consecutive` times in a row, or its time is up. */
async function untilItHolds(
  check: Check,
  destination: Destination,
  values: VerifyValues,
  ports: VerifyPorts,
): Promise<Cause | undefined> {
  const { clock, signal } = ports;
  const began = clock.now();
  const until = began + check.timeout;
  let held = 0;
  let tries = 0;
  let last: CheckFailure = { problem: 'it was not tried' };
  const memory: ConsulMemory = {};
  for (;;) {
    const limit = limitOf(check, until - clock.now());
    const failure = await tryOnce(check, limit, memory, destination, values, ports);
    signal.throwIfAborted();
    tries += 1;
    held = failure ? 0 : held + 1;
    if (failure) last = failure;
    if (held >= check.consecutive) return undefined;
    if (failure?.code === notRehearsed || failure?.isFinal) break;
    if (clock.now() + check.interval > until) break;
    // A blocking query waits for a change by itself; a state that holds is looked at again in full.
    if (!failure) delete memory.index;
    const pause = memory.index === undefined ? check.interval : timing.check.betweenQueries;
    await (failure ? settle(clock, pause, signal) : clock.sleep(pause, signal));
  }
  const { problem, isFinal: _, ...details } = last;
  const long = `${tries} ${tries === 1 ? 'try' : 'tries'} in ${inSeconds(clock.now() - began)}`;
  const asked =
    held > 0 ? `; it held ${held} of ${check.consecutive} times in a row at the end` : '';
  return {
    instances: [],
    of: 0,
    event: 'verification',
    script: check.name,
    message: `${problem} (${long}${asked})`,
    ...details,
  };
}

/**
 * How long one try may take. One that begins just before the check's time is up is as good as any other; a
 * command may take all that is left.
 */
function limitOf({ kind, timeout, interval }: Check, left: number): number {
  const fair = timeout === 0 ? timing.check.answer : Math.min(timeout, timing.check.answer);
  if (kind === 'command') return Math.max(left, fair);
  // Consul adds up to a sixteenth to what it holds an answer back.
  return kind === 'consul' ? fair + Math.ceil((interval * 17) / 16) : fair;
}

export type CheckFailure = Pick<Cause, 'log' | 'advice' | 'code'> & {
  problem: string;
  /** No further try can end otherwise. */
  isFinal?: true;
};

async function tryOnce(
  check: Check,
  limit: number,
  memory: ConsulMemory,
  destination: Destination,
  values: VerifyValues,
  ports: VerifyPorts,
): Promise<CheckFailure | undefined> {
  const timeout = new AbortController();
  const done = new AbortController();
  ports.clock.sleep(limit, done.signal).then(
    () => timeout.abort(),
    () => undefined,
  );
  const late = () => timeout.signal.aborted && !ports.signal.aborted;
  const tooLate = `no answer within ${inSeconds(limit)}`;
  try {
    const failure = await withAny([ports.signal, timeout.signal], (signal) =>
      makeCheck(check, memory, destination, values, { ...ports, signal }),
    );
    return failure && late() ? { ...failure, problem: tooLate } : failure;
  } catch (error) {
    if (late()) return { problem: tooLate };
    const isMissing = error instanceof NotRehearsedError;
    return { ...requestFault(error), ...(isMissing && { code: notRehearsed }) };
  } finally {
    done.abort();
  }
}

async function makeCheck(
  check: Check,
  memory: ConsulMemory,
  destination: Destination,
  values: VerifyValues,
  { clock, get, signal, cwd, env }: VerifyPorts,
): Promise<CheckFailure | undefined> {
  if (check.kind === 'command')
    return aside(clock, () =>
      runCheck(check.command, {
        signal,
        cwd,
        env: { ...env, ...variables(destination, values) },
      }),
    );
  const getOne = (url: URL, headers: Readonly<Record<string, string>>) =>
    get(destination, url, headers, signal);
  if (check.kind === 'consul')
    return checkConsul(check, values, { get: getOne, wait: check.interval, memory });
  const problem = await checkAnswer(check, values, getOne);
  return problem === undefined ? undefined : { problem };
}

function variables(
  { account, region, application, deploymentGroup }: Destination,
  { version, digest }: VerifyValues,
) {
  return {
    VERSION: version,
    DIGEST: digest,
    APPLICATION: application,
    DEPLOYMENT_GROUP: deploymentGroup,
    ACCOUNT_NAME: account.name,
    ACCOUNT_ID: account.id ?? '',
    REGION: region,
  };
}

function inSeconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
