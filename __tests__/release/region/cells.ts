import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import type { RunEvent } from '../../../src/release/events.ts';

export const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1', 'us-west-2'] as const;

export const commands = ['deploy', 'promote', 'rollback'] as const;
export type Command = (typeof commands)[number];

const faults = {
  down: { then: 'down' },
  hangs: { then: { slow: 3_600_000 } },
  slow: { then: { slow: 4_000 } },
  denied: { then: 'deny' },
  '5xx': { then: { status: 503 } },
} satisfies Record<string, Pick<FaultRule, 'then'>>;
export type Fault = keyof typeof faults;
export const kinds = Object.keys(faults) as Fault[];

/** Where roles are assumed in the region itself, and it says "denied", that is taken for the role's. */
export function rulesOf(fault: Fault, region: string): FaultRule[] {
  const services = fault === 'denied' ? (['s3', 'codedeploy'] as const) : [undefined];
  return services.map((service) => ({
    ...(service ? { service } : {}),
    region: [region],
    ...faults[fault],
  }));
}

type Trigger = (event: RunEvent, so: { region: string; ended: number }) => boolean;

/** The event at which a region begins to fail; `ended`: how many destinations have ended by then. */
const triggers = {
  before: ({ kind }) => kind === 'run-started',
  lease: ({ kind }) => kind === 'leasing',
  upload: (event) => event.kind === 'step' && event.text.startsWith('bringing the bundle'),
  creation: ({ kind }) => kind === 'wave-started',
  following: (event, { region }) =>
    event.kind === 'created' && event.destination === `retail/${region}`,
  verify: (event, { region }) =>
    event.kind === 'status' &&
    event.status === 'Succeeded' &&
    event.destination === `retail/${region}`,
  bake: ({ kind }) => kind === 'baking',
  rollback: (event) => event.kind === 'step' && event.text.startsWith('rolling back'),
  records: (_, { ended }) => ended === regions.length,
} satisfies Record<string, Trigger>;
export type Moment = keyof typeof triggers;
export const moments = Object.keys(triggers) as Moment[];

export function hasCome(moment: Moment, ...seen: Parameters<Trigger>): boolean {
  return (triggers[moment] as Trigger)(...seen);
}

/** Going back uploads nothing, does not bake, and is not itself gone back from. */
export function isPlayed(command: Command, moment: Moment): boolean {
  return command !== 'rollback' || !['upload', 'bake', 'rollback'].includes(moment);
}

export type Expected = {
  exit: number;
  /** Absent where nothing is deployed. */
  region?: string;
  others?: string;
};

/** What becomes of the run, of the region's destination and of the others. */
export function expected(command: Command, moment: Moment, fault: Fault): Expected {
  const well = moment === 'rollback' ? 'rolled-back' : 'succeeded';
  if (fault === 'slow') return { exit: moment === 'rollback' ? 1 : 0, region: well, others: well };
  switch (moment) {
    case 'before':
    case 'lease':
    case 'upload':
      return command === 'rollback'
        ? { exit: 1, region: 'never-started', others: well }
        : { exit: 3 };
    case 'creation':
      // Only a denial says that there is no deployment.
      return { exit: 1, region: fault === 'denied' ? 'never-started' : 'failed', others: well };
    case 'following':
    case 'rollback':
      return { exit: 1, region: 'failed', others: well };
    default:
      return { exit: 1, region: 'not-verified', others: well };
  }
}
