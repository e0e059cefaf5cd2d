import type { Host } from '../../ci/host.ts';
import type { RunEvent } from '../../release/events.ts';

/** A host that keeps what it is told: one line a problem, and the events. */
export function quietHost(said: string[], take: (event: RunEvent) => void): Host {
  return {
    name: 'github',
    mask() {},
    scrub: (value) => value,
    take,
    problems(problems) {
      said.push(...problems.map(({ message }) => message));
    },
    print: (text) => void said.push(text),
    debug() {},
    result() {},
    output() {},
    saveState() {},
    async close() {},
  };
}
