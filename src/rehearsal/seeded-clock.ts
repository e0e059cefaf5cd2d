import type { Clock } from '../clock.ts';
import { isMachineAtWork } from './machine-at-work.ts';
import { openSleepers } from './sleepers.ts';

/** A clock that leaps to the next moment for which somebody waits, once nothing else can be done. */
export type SeededClock = Required<Omit<Clock, 'patience' | 'settle' | 'atPace' | 'wall'>> &
  Pick<Clock, 'wall'> & {
    /** Resolves once nothing else can be done at this moment; who waits for that at the same time comes in the order of names. */
    turn(name: string): Promise<void>;
  };

type Turn = { name: string; come: () => void };

/** 2027-01-15T08:00:00Z */
const usualStart = 1_800_000_000_000;

/**
 * Disk and child processes take none of its time, whatever of the machine's they take: while they are at work, or
 * something is done {@link Clock.aside}, it stands still. So what happens does not depend on how fast the machine is.
 */
export function seededClock(start = usualStart): SeededClock {
  const sleepers = openSleepers(start, () => plan());
  let turns: Turn[] = [];
  let isPlanned = false;
  let aside = 0;

  const go = () => {
    isPlanned = false;
    if (aside > 0) return;
    if (isMachineAtWork()) return plan();
    if (turns.length > 0) takeTurns();
    else sleepers.wakeNext();
    plan();
  };
  const takeTurns = () => {
    const due = turns.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    turns = [];
    for (const { come } of due) come();
  };
  const plan = () => {
    if (isPlanned || aside > 0 || (sleepers.count === 0 && turns.length === 0)) return;
    isPlanned = true;
    setImmediate(go);
  };

  return {
    now: sleepers.now,
    sleep: sleepers.sleep,
    turn: (name) =>
      new Promise((resolve) => {
        turns.push({ name, come: resolve });
        plan();
      }),
    async aside(work) {
      aside += 1;
      try {
        return await work();
      } finally {
        aside -= 1;
        plan();
      }
    },
  };
}
