import type { Clock } from '../clock.ts';
import type { Check, Destination } from '../config/destination.ts';
import { complete } from '../config/template.ts';
import type { Cause } from '../release/outcome.ts';
import { runCheck } from './command.ts';
import { compare } from './expectation.ts';
import type { Answer } from './get.ts';

/** What the texts of a check may still name when it is made. */
export type VerifyValues = { version: string; digest: string };

/** Asks a destination's endpoint; in a rehearsal one of its emulated hosts. */
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

/** An HTTP answer that takes longer is a failed try; a command may take all the time its check has. */
const longestRequest = 30_000;

/** Makes all checks of a destination at once. Gives why it is not verified; nothing when it is. */
export async function verify(
  destination: Destination,
  values: VerifyValues,
  ports: VerifyPorts,
): Promise<Cause[]> {
  const failures = await Promise.all(
    destination.verify.map((check) => untilItHolds(check, destination, values, ports)),
  );
  return failures.filter((cause) => cause !== undefined);
}

/** Makes one check once. Gives what is wrong, or nothing. */
export async function ask(
  check: Check,
  destination: Destination,
  values: VerifyValues,
  ports: VerifyPorts,
): Promise<string | undefined> {
  return (await tryOnce(check, destination, values, { ...ports, left: check.timeout }))?.problem;
}

/** Tries until the check has held `consecutive` times in a row, or its time is up. */
async function untilItHolds(
  check: Check,
  destination: Destination,
  values: VerifyValues,
  ports: VerifyPorts,
): Promise<Cause | undefined> {
  const { clock, signal } = ports;
  const until = clock.now() + check.timeout;
  let held = 0;
  let tries = 0;
  let last: Failure = { problem: 'it was not tried' };
  for (;;) {
    const left = Math.max(0, until - clock.now());
    const failure = await tryOnce(check, destination, values, { ...ports, left });
    signal.throwIfAborted();
    tries += 1;
    held = failure ? 0 : held + 1;
    // A try that had no time left to be answered says less than the one before.
    if (failure && !(failure.cutShort && tries > 1)) last = failure;
    if (held >= check.consecutive) return undefined;
    if (clock.now() + check.interval > until) break;
    await clock.sleep(check.interval, signal);
  }
  const asked =
    held > 0 ? `; it held ${held} of ${check.consecutive} times in a row at the end` : '';
  return {
    instances: [],
    of: 0,
    event: 'verification',
    script: check.name,
    message: `${last.problem} (${tries} ${tries === 1 ? 'try' : 'tries'} in ${Math.round(check.timeout / 1000)} s${asked})`,
    ...(last.log ? { log: last.log } : {}),
  };
}

type Failure = {
  problem: string;
  log?: string;
  /** It had less time than a try usually has, and that was not enough. */
  cutShort?: boolean;
};

async function tryOnce(
  check: Check,
  destination: Destination,
  values: VerifyValues,
  { left, ...ports }: VerifyPorts & { left: number },
): Promise<Failure | undefined> {
  const limit = check.kind === 'http' ? Math.min(left, longestRequest) : left;
  const timeout = new AbortController();
  const done = new AbortController();
  ports.clock.sleep(limit, done.signal).then(
    () => timeout.abort(),
    () => undefined,
  );
  const signal = AbortSignal.any([ports.signal, timeout.signal]);
  const late = () => timeout.signal.aborted && !ports.signal.aborted;
  const tooLate = {
    problem: `no answer within ${Math.round(limit / 1000)} s`,
    cutShort: left < longestRequest,
  };
  try {
    const failure =
      check.kind === 'http'
        ? await tryHttp(check, values, (url, headers) =>
            ports.get(destination, url, headers, signal),
          )
        : await runCheck(check.command, {
            signal,
            cwd: ports.cwd,
            env: { ...ports.env, ...variables(destination, values) },
          });
    return failure && late() ? { ...failure, ...tooLate } : failure;
  } catch (error) {
    return late() ? tooLate : { problem: (error as Error).message || 'the request failed' };
  } finally {
    done.abort();
  }
}

async function tryHttp(
  check: Extract<Check, { kind: 'http' }>,
  values: VerifyValues,
  get: (url: URL, headers: Readonly<Record<string, string>>) => Promise<Answer>,
): Promise<Failure | undefined> {
  const url = new URL(complete(check.url, values));
  const answer = await get(url, fillAll(check.headers, values));
  const problems = compare(answer, {
    status: check.status,
    json: fillAll(check.json, values),
    ...(check.contains === undefined ? {} : { contains: complete(check.contains, values) }),
  });
  if (problems.length === 0) return undefined;
  const asked = check.name === check.url ? '' : `${url.origin}${url.pathname}: `;
  return { problem: `${asked}${problems.join('; ')}` };
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

function fillAll<T>(value: T, values: VerifyValues): T {
  if (typeof value === 'string') return complete(value, values) as T;
  if (Array.isArray(value)) return value.map((item) => fillAll(item, values)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillAll(item, values)]),
  ) as T;
}
