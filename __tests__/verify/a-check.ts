import type { RequestListener } from 'node:http';
import { openAgents } from '../../src/aws/http-agents.ts';
import type { Check, Destination } from '../../src/config/destination.ts';
import { defined } from '../../src/defined.ts';
import type { Cause } from '../../src/release/outcome.ts';
import type { Resolve } from '../../src/verify/address.ts';
import { type RequestPorts, request } from '../../src/verify/request.ts';
import { verify } from '../../src/verify/verify.ts';
import { handClock } from '../release/hand-clock.ts';
import { aDestination } from '../release/makers.ts';

type HttpCheck = Extract<Check, { kind: 'http' }>;

const interval = 5_000;
/** Of Consul. */
const betweenQueries = 1_000;

/** Seven tries in 30 seconds, of which two in a row must hold. */
export function anHttpCheck(url: string, overrides: Partial<HttpCheck> = {}): HttpCheck {
  return {
    kind: 'http',
    name: 'status',
    url,
    status: 200,
    json: { version: '${version}' },
    headers: {},
    timeout: 30_000,
    interval,
    consecutive: 2,
    failures: 3,
    ...overrides,
  };
}

/** A program of Node, tried once. */
export function aCommand(script: string): Check {
  const command = [process.execPath, '-e', script];
  return {
    kind: 'command',
    name: 'smoke',
    command,
    timeout: 4_000,
    interval,
    consecutive: 1,
    failures: 3,
  };
}

export function json(value: unknown): RequestListener {
  return (_request, response) => response.end(JSON.stringify(value));
}

type CheckPorts = {
  time?: ReturnType<typeof aTime>;
  resolve?: Resolve;
  agents?: RequestPorts['agents'];
  /** Where proxies are configured. */
  env?: Record<string, string>;
  signal?: AbortSignal;
  release?: { hosts(): Promise<string[]> };
  account?: Destination['account'];
};

/**
 * Time that passes only between tries, whatever a try takes on the machine, and where a test has it pass:
 * a server may, to be slow.
 */
export function aTime() {
  const { clock, pass } = handClock();
  const sleep: typeof clock.sleep = (ms, signal) =>
    ms === interval || ms === betweenQueries ? pass(ms) : clock.sleep(ms, signal);
  return { clock: { now: clock.now, sleep }, pass };
}

/** Makes a check of the destination that runs 1.214, until it holds or its time is up. */
export async function causeIn(one: Check, ports: CheckPorts = {}): Promise<Cause | undefined> {
  const { time = aTime(), env = {}, resolve, signal = new AbortController().signal } = ports;
  const { account } = ports;
  const agents = openAgents(env);
  try {
    const [cause] = await verify(
      aDestination({ verify: [one], ...defined({ account }) }),
      { version: '1.214', digest: 'ab', ...ports.release },
      {
        get: async (_, address, headers, until) =>
          request(
            address,
            { headers },
            {
              agents: ports.agents ?? (await agents.single()),
              signal: until,
              ...defined({ resolve }),
            },
          ),
        clock: time.clock,
        signal,
        env: { PATH: process.env.PATH ?? '' },
        cwd: process.cwd(),
      },
    );
    return cause;
  } finally {
    agents.close();
  }
}

/** What is wrong, or nothing. */
export async function problemIn(one: Check, ports: CheckPorts = {}): Promise<string | undefined> {
  return (await causeIn(one, ports))?.message;
}
