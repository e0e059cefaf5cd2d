import type { Artifacts } from '../../../src/aws/artifacts.ts';
import type { StoredJson } from '../../../src/aws/json-objects.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Destination } from '../../../src/config/destination.ts';

export type Weather = {
  /** Whether a region answers now to whoever asks from a machine. */
  answers(region: string, machine: string): boolean;
  /** Whether the answer to what was done gets lost. */
  losesAnswer(): boolean;
  /** Milliseconds on the way. */
  latency(): number;
  /** Whether one that does not answer refuses at once; else it says nothing. */
  refuses(): boolean;
};

/** S3 in several regions, with conditional writes and times of its own, as machines see it that are near or cut off. */
export function regionsOf(clock: Clock, weatherNow: () => Weather) {
  const stored = new Map<string, Required<StoredJson>>();
  let writes = 0;

  async function ask<T>(region: string, machine: string, work: () => T, signal?: AbortSignal) {
    const weather = weatherNow();
    await clock.sleep(weather.latency(), signal);
    if (!weather.answers(region, machine)) return silence(signal);
    // What is on its way arrives, even where nobody waits for the answer.
    const answer = work();
    const isLost = weather.losesAnswer();
    await clock.sleep(weather.latency(), signal);
    return isLost || !weather.answers(region, machine) ? silence(signal) : answer;
  }

  async function silence(signal?: AbortSignal): Promise<never> {
    if (!weatherNow().refuses()) await clock.sleep(60_000, signal);
    throw Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' });
  }

  /** S3 tells whole seconds. */
  const time = () => Math.floor(clock.now() / 1000) * 1000;

  return {
    stored,
    /** Everything in AWS as a machine sees it: of buckets only what leases and holds need. */
    seenFrom(machine: string): { artifacts(destination: Destination): Artifacts } {
      return {
        artifacts({ region, bucket }) {
          const artifacts: Pick<Artifacts, 'bucket' | 'readJson' | 'writeJson'> = {
            bucket,
            readJson: (key, signal) =>
              ask(
                region,
                machine,
                () => {
                  const found = stored.get(`${bucket}/${key}`);
                  return found && { ...found, now: time() };
                },
                signal,
              ),
            writeJson: (key, value, condition, signal) =>
              ask(
                region,
                machine,
                () => {
                  const before = stored.get(`${bucket}/${key}`)?.eTag;
                  const expected = 'ifMatch' in condition ? condition.ifMatch : undefined;
                  if (before !== expected) return { written: false as const };
                  const eTag = `e${++writes}`;
                  const now = time();
                  const copy = structuredClone(value);
                  stored.set(`${bucket}/${key}`, { value: copy, eTag, now, written: now });
                  return { written: true as const, eTag, now };
                },
                signal,
              ),
          };
          return artifacts as Artifacts;
        },
      };
    },
  };
}
