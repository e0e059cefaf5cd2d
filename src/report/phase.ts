import type { RunEvent } from '../release/events.ts';
import { duration } from '../words/quantities.ts';

/** What a run as a whole is doing after an event, in words; it is said while no destination is under way. */
export function phaseAfter(before: string | undefined, event: RunEvent): string | undefined {
  switch (event.kind) {
    case 'step':
      return event.text;
    case 'leasing':
      return 'taking the lease of the environment and reading what runs there';
    case 'bundle-ready':
      return event.reused ? before : 'checking the bundle';
    case 'wave-started':
      return `wave ${event.wave}`;
    case 'baking':
      return `wave ${event.wave} bakes for ${duration(event.ms / 1000)}`;
    case 'wave-finished':
      return "writing the run's records";
    case 'cancelling':
      return `cancelling after ${event.signal}`;
    default:
      return before;
  }
}
