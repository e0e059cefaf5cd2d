import { type Clock, within } from '../../../src/clock.ts';
import type { Home, Kept } from '../../../src/release/guard/homes.ts';

type OlderRecord = { run: string; token?: string; since: string; until?: string };

const holdsFor = 2 * 60_000;
const takenOverAfter = 3 * 60_000;

/**
 * The lease as fanouts had it that know but one home: taken there alone, with a look into all other buckets after it was
 * written. Waits for as long as it takes.
 */
export async function takeOlderLease(
  { own, others, key, run, token }: Older,
  clock: Clock,
  random: () => number,
) {
  let elsewhere = false;
  for (;;) {
    const found = await own.read(key).catch(() => 'silent' as const);
    if (found !== 'silent') {
      const theirs = found?.value as OlderRecord | undefined;
      if (elsewhere) elsewhere = await isHeldElsewhere();
      const isFree = !theirs?.until || theirs.token === token || age(found) >= takenOverAfter;
      if (isFree && !elsewhere) {
        const since = new Date(clock.now()).toISOString();
        const record = { run, token, since, until: 'later' };
        const kept = await own.write(key, record, found).catch(() => undefined);
        elsewhere = kept !== undefined && (await isHeldElsewhere());
        if (kept && !elsewhere) return keep(kept, record);
        if (kept) await own.write(key, { run, since }, kept).catch(() => undefined);
      }
    }
    await clock.sleep(5_000 + (elsewhere ? random() * 10_000 : 0));
  }

  async function isHeldElsewhere(): Promise<boolean> {
    const all = await Promise.all(
      others.map((home) =>
        within(15_000, { clock }, (signal) => home.read(key, signal)).catch(() => undefined),
      ),
    );
    return all.some((kept) => {
      const theirs = kept?.value as OlderRecord | undefined;
      return theirs?.until && theirs.token !== token && age(kept) < takenOverAfter;
    });
  }

  function keep(first: Kept, record: OlderRecord) {
    const lost = new AbortController();
    const ended = new AbortController();
    let kept = first;
    let heldUntil = clock.now() + holdsFor;
    const renewOnce = async (signal: AbortSignal) => {
      const renewed = await own.write(key, record, kept, signal);
      if (renewed) return renewed;
      const found = await own.read(key, signal);
      return (found?.value as OlderRecord | undefined)?.token === token ? found : undefined;
    };
    const renew = async () => {
      for (let pause = 30_000; ; ) {
        const rest = Math.max(0, heldUntil - clock.now());
        await clock.sleep(Math.min(pause, rest), ended.signal).catch(() => undefined);
        if (ended.signal.aborted) return;
        const sent = clock.now();
        try {
          const ms = Math.max(5_000, Math.min(20_000, heldUntil - sent));
          const renewed = await within(ms, { clock, outer: ended.signal }, renewOnce);
          if (!renewed) return lost.abort();
          kept = renewed;
          heldUntil = sent + holdsFor;
          pause = 30_000;
        } catch {
          if (ended.signal.aborted) return;
          if (clock.now() >= heldUntil) return lost.abort();
          pause = 10_000;
        }
      }
    };
    void renew();
    return {
      lost: lost.signal,
      async release() {
        ended.abort();
        const free = { run, since: record.since };
        await within(10_000, { clock }, (signal) => own.write(key, free, kept, signal)).catch(
          () => undefined,
        );
      },
    };
  }
}

type Older = { own: Home; others: readonly Home[]; key: string; run: string; token: string };

function age(kept: Kept | undefined): number {
  return (kept?.now ?? 0) - (kept?.written ?? 0);
}
