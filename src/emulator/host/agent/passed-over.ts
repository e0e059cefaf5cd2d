import { scriptEvents } from '../../../appspec/lifecycle-events.ts';
import type { EventReport, HostCommand } from '../../service.ts';

/** An event in which a revision has failed that goes without it, and without those that follow. */
export type PassedOver = { event: string; report: EventReport };

/** Of the revision's own scripts, in their order: those that come before are of the revision before. */
const OWN: readonly string[] = scriptEvents.slice(scriptEvents.indexOf('BeforeInstall'));

/**
 * Revisions that stand for ones which run well. From the event on in which one fails its hooks are passed over, on all hosts:
 * what it has done by then is the state that they are left in. What is lacking on hosts is told as ever.
 */
export class PassingOver {
  readonly #standsForGood: (command: HostCommand) => boolean;
  /** By revision. */
  readonly #failed = new Map<string, PassedOver>();

  constructor(standsForGood: (command: HostCommand) => boolean) {
    this.#standsForGood = standsForGood;
  }

  get all(): readonly PassedOver[] {
    return [...this.#failed.values()];
  }

  has(command: HostCommand): boolean {
    const failed = this.#failed.get(keyOf(command));
    return failed !== undefined && OWN.indexOf(command.event) >= OWN.indexOf(failed.event);
  }

  /** Whether this failure is passed over from now on. */
  takes(command: HostCommand, report: EventReport): boolean {
    const { event } = command;
    if (report.errorCode === 0 || report.lacking || !OWN.includes(event)) return false;
    if (!this.#standsForGood(command)) return false;
    // Hosts that are at it at the same time may each fail, and elsewhere.
    if (!this.has(command)) this.#failed.set(keyOf(command), { event, report });
    return true;
  }
}

function keyOf({ revision }: HostCommand): string {
  return JSON.stringify([revision.bucket, revision.key]);
}
