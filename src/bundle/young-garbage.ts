import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes. */
const often = 4 * 1024 * 1024;

/**
 * Has V8 look for young garbage after every few MiB that are told of. By itself it lets more than 40 MB of zlib's outputs wait
 * for that, since they are hardly anything in its own heap; a look takes a millisecond.
 */
export function youngGarbage(): { told(bytes: number): void } {
  let waiting = 0;
  let collect: ((options: { type: 'minor' }) => void) | undefined;
  return {
    told(bytes) {
      waiting += bytes;
      if (waiting < often) return;
      waiting = 0;
      collect ??= collector();
      collect({ type: 'minor' });
    },
  };
}

function collector(): (options: { type: 'minor' }) => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
