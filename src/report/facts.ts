import type { EventOf, RunEvent } from '../release/events.ts';

/** What a run has said about itself, for what is written at its end. */
export type Facts = {
  started?: EventOf<'run-started'>;
  bundle?: EventOf<'bundle-ready'>;
  finished?: EventOf<'run-finished'>;
  /** Warnings, in order. */
  warnings: EventOf<'notice'>[];
};

export const noFacts: Facts = { warnings: [] };

export function gather(facts: Facts, event: RunEvent): Facts {
  switch (event.kind) {
    case 'run-started':
      return { ...facts, started: event };
    case 'bundle-ready':
      return { ...facts, bundle: event };
    case 'run-finished':
      return { ...facts, finished: event };
    case 'notice':
      return event.level === 'warning' ? { ...facts, warnings: [...facts.warnings, event] } : facts;
    default:
      return facts;
  }
}
