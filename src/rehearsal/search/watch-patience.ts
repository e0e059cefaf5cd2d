import type { CallRecord } from '../../emulator/wire/call-log.ts';
import type { DestinationResult } from '../../release/outcome.ts';
import { groupOf, type Report, type Sight } from './sight.ts';

/** For so long a run goes on to ask for a deployment where nothing but faults that pass is answered. */
const patience = 4 * 60_000;

const passing = /Throttl|Unavailable|InternalFailure|InternalError|hang up|ECONNRESET|Timeout/;

/** Nobody gives up for a fault of a moment, however long he had waited for his turn before. */
export function watchPatience(sight: Sight, report: Report) {
  /** By group: when the last answer came that was not such a fault. */
  const heard = new Map<string, number>();
  return {
    onCall({ operation, error = '', status, account, region, about }: CallRecord): void {
      if (operation !== 'CreateDeployment') return;
      if (status === 0 || status >= 500 || passing.test(error)) return;
      heard.set([account, region, about].join(' '), sight.now());
    },
    finished({ destination, outcome, reason = '' }: DestinationResult, environment: string): void {
      if (outcome !== 'never-started' || !passing.test(reason)) return;
      const group = groupOf(sight, environment, destination);
      if (!group) return;
      const { account, region, application, deploymentGroup } = group;
      const at = heard.get([account, region, `${application}/${deploymentGroup}`].join(' '));
      if (at !== undefined && sight.now() - at < patience)
        report('nobody gives up for a fault of a moment', `${destination}: ${reason}`);
    },
  };
}
