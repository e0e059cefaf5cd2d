import { copies } from './copies.ts';
import { destinations } from './destinations.ts';
import { firstCommand } from './first-command.ts';
import { firstCreation } from './first-creation.ts';
import { following } from './following.ts';
import { lint } from './lint.ts';
import { records } from './records.ts';
import type { Bench } from './row.ts';
import { script } from './script.ts';
import { start } from './start.ts';
import { upload } from './upload.ts';
import { zips } from './zips.ts';

export const benches: readonly Bench[] = [
  start,
  firstCommand,
  lint,
  following,
  script,
  firstCreation,
  upload,
  copies,
  records,
  zips,
  destinations,
];
