import type { Clock } from '../clock.ts';
import { timing } from '../release/timing.ts';

/** Whose turn it is to ask one service in one account and region. */
export type Turns = {
  /** Resolves when it is this call's turn: at once, until a call was refused for its rate. */
  enter(isUrgent: boolean): Promise<void>;
  answered(): void;
  /** It was too many. */
  throttled(): void;
};

/**
 * AWS counts what an account asks in a region, whoever asks it: once that was too much, all calls there share what was
 * answered lately, urgent ones first, and little by little a bit more. Until then nobody waits, nor once `closed` is aborted.
 */
export function openTurns(clock: Clock, closed: AbortSignal): Turns {
  const { window, share, least, more, free } = timing.request.rate;
  const urgent: (() => void)[] = [];
  const others: (() => void)[] = [];
  let answers: number[] = [];
  /** Calls a second; absent where nobody has to wait. */
  let rate: number | undefined;
  let changedAt = 0;
  let nextAt = 0;
  let isPacing = false;

  async function pace() {
    if (isPacing) return;
    isPacing = true;
    for (let next = urgent[0] ?? others[0]; next; next = urgent[0] ?? others[0]) {
      const wait = nextAt - clock.now();
      if (rate !== undefined && wait > 0) await clock.sleep(wait, closed).catch(() => undefined);
      nextAt = Math.max(nextAt, clock.now()) + window / (rate ?? free);
      (urgent.shift() ?? others.shift())?.();
    }
    isPacing = false;
  }

  const lately = () => {
    answers = answers.filter((at) => clock.now() - at < window);
    return answers.length;
  };

  return {
    async enter(isUrgent) {
      if (rate === undefined && !isPacing) return;
      await new Promise<void>((resolve) => {
        (isUrgent ? urgent : others).push(resolve);
        void pace();
      });
    },
    answered() {
      answers.push(clock.now());
      lately();
      if (rate === undefined || clock.now() - changedAt < window) return;
      changedAt = clock.now();
      rate *= more;
      if (rate > free) rate = undefined;
    },
    throttled() {
      const now = clock.now();
      // Those that were under way together are refused together.
      if (rate !== undefined && now - changedAt < window) return;
      changedAt = now;
      rate = Math.max(least, share * lately());
      nextAt = Math.max(nextAt, now + window / rate);
    },
  };
}
