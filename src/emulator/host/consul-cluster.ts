import { type Clock, settle } from '../../clock.ts';
import type { HttpAnswer } from './machine.ts';

/** Of Consul's API on each host. */
const PORT = 8500;
const between = 1_000;

export type ConsulPorts = {
  /** Asks one host. */
  http(
    instance: string,
    request: { port: number; method: string; path: string },
    signal: AbortSignal,
  ): Promise<HttpAnswer>;
  clock: Clock;
};

/**
 * A cluster of the agents of a destination's hosts: what is asked of it is asked of all, and their answers are one list,
 * with an index that grows whenever the list changes. Hosts that do not answer have left it.
 */
export function consulCluster({ http, clock }: ConsulPorts) {
  const seen = new Map<string, { text: string; index: number }>();

  /** A blocking query is answered when the list is another, or its wait is over. */
  return async (
    instances: readonly string[],
    url: URL,
    signal: AbortSignal,
  ): Promise<{ status: number; headers: Record<string, string>; body: string }> => {
    const query = new URLSearchParams(url.search);
    const known = Number(query.get('index') ?? 0);
    const until = clock.now() + 1000 * Number.parseInt(query.get('wait') ?? '300s', 10);
    for (const key of ['index', 'wait', 'dc', 'ns']) query.delete(key);
    const path = `${url.pathname}?${query}`;
    for (;;) {
      const { text, index } = await list(instances, path, signal);
      if (index === known && clock.now() < until) {
        await settle(clock, between, signal);
        continue;
      }
      const headers = { 'x-consul-index': String(index), 'x-consul-knownleader': 'true' };
      return { status: 200, headers, body: text };
    }
  };

  async function list(instances: readonly string[], path: string, signal: AbortSignal) {
    const answers = await Promise.all(
      instances.map((instance) =>
        http(instance, { port: PORT, method: 'GET', path }, signal).catch((error: unknown) => {
          if (signal.aborted) throw error;
          return undefined;
        }),
      ),
    );
    const entries = answers.flatMap((answer) =>
      answer?.status === 200 ? (JSON.parse(answer.body.toString('utf8')) as unknown[]) : [],
    );
    const text = JSON.stringify(entries);
    const before = seen.get(path);
    const index = before?.text === text ? before.index : (before?.index ?? 0) + 1;
    seen.set(path, { text, index });
    return { text, index };
  }
}
