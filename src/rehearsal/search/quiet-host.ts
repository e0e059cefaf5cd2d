import type { Host } from '../../ci/host.ts';
import type { RunEvent } from '../../release/events.ts';
import { gather, noFacts } from '../../report/facts.ts';

/** A host that keeps what it is told: one line a problem, and the events. */
export function quietHost(said: string[], tell: (event: RunEvent) => void): Host {
  let facts = noFacts;
  return {
    name: 'github',
    mask() {},
    scrub: (value) => value,
    take(event) {
      facts = gather(facts, event);
      tell(event);
      return event;
    },
    get facts() {
      return facts;
    },
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
