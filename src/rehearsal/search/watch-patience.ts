import type { CallRecord } from '../../emulator/wire/call-log.ts';
import type { DestinationResult } from '../../release/outcome.ts';
import { groupOf, type Report, type Sight } from './sight.ts';

/** For so long a run goes on to ask for a deployment where nothing but faults that pass is answered. */
const patience = 4 * 60_000;

const passing = /Throttl|Unavailable|InternalFailure|InternalError|hang up|ECONNRESET|Timeout/;

/** What is answered, so that nobody takes the region for one that is down. */
const answered = /Throttl|Unavailable|InternalFailure|InternalError/;

/** Nobody gives up for a fault of a moment, however long he had waited for his turn before. */
export function watchPatience(sight: Sight, report: Report) {
  /** By group: since when only such faults were answered. */
  const failing = new Map<string, number>();
  return {
    onCall({
      operation,
      error = '',
      fault,
      status,
      account,
      region,
      about = '',
    }: CallRecord): void {
      if (operation !== 'CreateDeployment') return;
      // Application and group, and the deployment configuration after them.
      const group = about.split('/').slice(0, 2).join('/');
      const place = [account, region, group].join(' ');
      const isPassing =
        status === 0 || status >= 500 || fault === 'throttle' || passing.test(error);
      if (isPassing) failing.set(place, failing.get(place) ?? sight.now());
      else failing.delete(place);
    },
    finished(result: DestinationResult, environment: string): void {
      const { destination, outcome, reason = '', causes } = result;
      const why = [reason, ...causes.map(({ message = '' }) => message)].join('; ');
      if (outcome !== 'never-started' || !answered.test(why)) return;
      const group = groupOf(sight, environment, destination);
      if (!group) return;
      const { account, region, application, deploymentGroup } = group;
      const since = failing.get([account, region, `${application}/${deploymentGroup}`].join(' '));
      if (since !== undefined && sight.now() - since < patience)
        report('nobody gives up for a fault of a moment', `${destination}: ${why}`);
    },
  };
}
