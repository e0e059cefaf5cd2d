import type { InstanceTarget } from '@aws-sdk/client-codedeploy';
import type { Fate } from './scripted.ts';
import { tableOf } from './table.ts';

/** As the emulator tells that a host lacked something. */
const unrehearsed: InstanceTarget = {
  targetId: 'i-1',
  status: 'Succeeded',
  lifecycleEvents: [
    {
      lifecycleEventName: 'ApplicationStart',
      status: 'Succeeded',
      diagnostics: { errorCode: 'Success', message: 'Not rehearsed: the host lacks docker' },
    },
  ],
};

/** What CodeDeploy says of a deployment in the end. Statuses: DeploymentStatus in its model, and one that is not in it. */
export const fates: Readonly<Record<string, Omit<Fate, 'rollback'>>> = {
  Created: { status: 'Created' },
  Queued: { status: 'Queued' },
  InProgress: { status: 'InProgress' },
  Baking: { status: 'Baking' },
  Ready: { status: 'Ready' },
  Paused: { status: 'Paused' },
  Shifted: { status: 'InProgress', details: { instanceTerminationWaitTimeStarted: true } },
  Succeeded: { status: 'Succeeded' },
  'Succeeded on some': {
    status: 'Succeeded',
    details: { deploymentOverview: { Succeeded: 2, Failed: 1 } },
  },
  'Succeeded, not rehearsed': { status: 'Succeeded', targets: [unrehearsed] },
  'Succeeded on some, not rehearsed': {
    status: 'Succeeded',
    details: { deploymentOverview: { Succeeded: 2, Failed: 1 } },
    targets: [unrehearsed],
  },
  Failed: { status: 'Failed' },
  'Failed on none': {
    status: 'Failed',
    details: {
      deploymentOverview: {},
      errorInformation: { code: 'NO_INSTANCES', message: 'none' },
    },
  },
  Stopped: { status: 'Stopped' },
  'Stopped by alarm': {
    status: 'Stopped',
    details: { errorInformation: { code: 'ALARM_ACTIVE', message: 'an alarm is on' } },
  },
  unreadable: { status: 'gone' },
  'not created': { status: 'refused' },
};

/** What comes of CodeDeploy's own rollback. `impossible`: nothing ran before. `never`: none begins, as where it is off. */
export const rollbacks = [
  'succeeded',
  'partly',
  'failed',
  'stopped',
  'unreadable',
  'impossible',
  'never',
] as const;

/** Why the run has stopped the deployment, if it has. */
export const interruptions = ['none', 'timed-out', 'stopped', 'not-verified', 'failed'] as const;

const none = 'failed/stopped/unreadable/impossible/never';

/** What becomes of a destination, before anything is undone. What has not ended by itself is always stopped at last. */
export const destinationRows = tableOf<
  'deployment' | 'stopped for' | 'rollback' | 'failedInstances' | 'empty' | 'outcome'
>(`
  deployment               | stopped for            | rollback         | failedInstances | empty | outcome
  Succeeded/Shifted        | *                      | *                | *               | *     | succeeded
  Succeeded on some        | *                      | *                | warn            | *     | succeeded
  Succeeded on some        | *                      | *                | fail            | *     | failed

  Succeeded, not rehearsed | *                      | *                | *               | *     | not-rehearsed
  Succeeded on some, not rehearsed | *              | *                | warn            | *     | not-rehearsed
  Succeeded on some, not rehearsed | *              | *                | fail            | *     | failed

  Failed                   | none/failed            | succeeded/partly | *               | *     | rolled-back
  Failed                   | none/failed            | ${none}          | *               | *     | failed
  Failed on none           | none                   | succeeded/partly | *               | fail  | rolled-back
  Failed on none           | none                   | ${none}          | *               | fail  | failed
  Failed on none           | none                   | *                | *               | skip  | skipped
  Failed on none           | failed                 | succeeded/partly | *               | *     | rolled-back
  Failed on none           | failed                 | ${none}          | *               | *     | failed
  Stopped/Stopped by alarm | none                   | succeeded/partly | *               | *     | rolled-back
  Stopped/Stopped by alarm | none                   | ${none}          | *               | *     | stopped
  Stopped/Stopped by alarm | failed                 | succeeded/partly | *               | *     | rolled-back
  Stopped/Stopped by alarm | failed                 | ${none}          | *               | *     | failed
  Failed/Failed on none/Stopped/Stopped by alarm | stopped | succeeded/partly | *        | *     | rolled-back
  Failed/Failed on none/Stopped/Stopped by alarm | stopped | ${none}   | *               | *     | stopped
  Failed/Failed on none/Stopped/Stopped by alarm | timed-out    | *    | *               | *     | timed-out
  Failed/Failed on none/Stopped/Stopped by alarm | not-verified | *    | *               | *     | not-verified

  Created/Queued/InProgress/Baking/Ready/Paused | timed-out     | *    | *               | *     | timed-out
  Created/Queued/InProgress/Baking/Ready/Paused | not-verified  | *    | *               | *     | not-verified
  Created/Queued/InProgress/Baking/Ready/Paused | stopped | succeeded/partly | *         | *     | rolled-back
  Created/Queued/InProgress/Baking/Ready/Paused | stopped | ${none}    | *               | *     | stopped
  Created/Queued/InProgress/Baking/Ready/Paused | failed  | succeeded/partly | *         | *     | rolled-back
  Created/Queued/InProgress/Baking/Ready/Paused | failed  | ${none}    | *               | *     | failed
  unreadable               | *                      | *                | *               | *     | failed
  not created              | *                      | *                | *               | *     | never-started
`);

/**
 * What becomes of the run: of that destination, of another one that is under way beside it, and of one in the next
 * wave. `back`: CodeDeploy has put back what ran before. `=` is the outcome as it was. All else goes well.
 */
export const runRows = tableOf<
  | 'outcome'
  | 'back'
  | 'onFailure'
  | 'stopRunning'
  | 'first'
  | 'beside'
  | 'next'
  | 'verdict'
  | 'exit'
>(`
  outcome                              | back | onFailure | stopRunning | first       | beside      | next          | verdict     | exit
  succeeded/skipped                    | *    | *         | *           | =           | succeeded   | succeeded     | succeeded   | 0
  not-rehearsed                        | *    | *         | *           | =           | succeeded   | succeeded     | =           | 0
  failed/stopped/timed-out/rolled-back | *    | continue  | *           | =           | succeeded   | succeeded     | split       | 1
  failed/stopped/timed-out/rolled-back | *    | stop      | no          | =           | succeeded   | never-started | split       | 1
  failed/stopped/timed-out/rolled-back | *    | stop      | yes         | =           | rolled-back | never-started | split       | 1
  failed/stopped/timed-out             | no   | rollback  | *           | rolled-back | rolled-back | never-started | split       | 1
  timed-out/rolled-back                | yes  | rollback  | *           | =           | rolled-back | never-started | split       | 1
  never-started                        | *    | continue  | *           | =           | succeeded   | succeeded     | split       | 1
  never-started                        | *    | stop      | no          | =           | succeeded   | never-started | split       | 1
  never-started                        | *    | stop      | yes         | =           | rolled-back | never-started | split       | 1
  never-started                        | *    | rollback  | *           | =           | rolled-back | never-started | split       | 1
`);
