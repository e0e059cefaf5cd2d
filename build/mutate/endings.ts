import { ofClocks } from './endings/clocks.ts';
import { ofFaults } from './endings/faults.ts';
import { ofFinish } from './endings/finish.ts';
import { ofGoingBack } from './endings/going-back.ts';
import { ofLease } from './endings/lease.ts';
import { ofProof } from './endings/proof.ts';
import { ofRates } from './endings/rates.ts';
import { ofSmallThings } from './endings/small.ts';
import { ofStatus } from './endings/status.ts';
import type { Removal } from './removal.ts';

/** What makes the record right, the lease kept and every deployment followed, however a run ends. */
export const endings: readonly Removal[] = [
  ...ofFinish,
  ...ofLease,
  ...ofClocks,
  ...ofFaults,
  ...ofGoingBack,
  ...ofProof,
  ...ofStatus,
  ...ofRates,
  ...ofSmallThings,
];
