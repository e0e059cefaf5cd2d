import { setFlagsFromString } from 'node:v8';
import type { Emit } from '../release/events.ts';

/**
 * What follows deployments waits for answers, and ends before V8 has earned back what it spends on optimizing the code of AWS's
 * clients: a tenth of the processor time of 100 destinations. It does so for what comes before, a bundle above all. The flag is
 * read whenever a function has become hot, so it may be set at any time.
 */
export function compilingLess(emit: Emit): { emit: Emit; end(): void } {
  let isLess = false;
  return {
    emit(event) {
      if (!isLess && (event.kind === 'bundle-ready' || event.kind === 'leasing')) {
        isLess = true;
        setFlagsFromString('--no-opt');
      }
      emit(event);
    },
    /** What is made of a run at its end is worth it again. */
    end() {
      if (isLess) setFlagsFromString('--opt');
    },
  };
}
