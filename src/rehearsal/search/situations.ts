import type { FaultRule } from '../../emulator/scenario/fault-definition.ts';
import type { MeanwhileRule } from '../../emulator/scenario/meanwhile-definition.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import type { Draw } from './chooser.ts';
import type { Scene } from './scene.ts';

type Situation = (draw: Draw, scene: Scene) => Partial<Scenario>;
type Then = FaultRule['then'];

/**
 * Where runs have come to wrong endings, or nearly so: several things that go wrong together. What exactly, when and for how
 * long is drawn.
 */
export const situations: readonly Situation[] = [
  /** What is written is written, and nobody learns so. */
  (draw, { outline }) => {
    const { at } = draw.of(outline.of(s3('PutObject')));
    return {
      faults: [{ ...s3('PutObject'), ...between(at - 1, draw.of([2, 4, 15])), then: 'lost' }],
    };
  },

  /** Nothing can be written for longer than a lease holds, and another job comes. */
  (draw) => {
    const from = draw.whole(2, 60);
    const then = draw.of(outages);
    return {
      faults: [{ ...s3('PutObject'), ...between(from, draw.of([240, 300, 400])), then }],
      meanwhile: [{ at: (from + draw.of([100, 200, 300])) * second, then: 'deploy' }],
    };
  },

  /** It is finished when another job of the same CI run has long gone on. */
  (draw) => {
    const at = draw.whole(1, 40) * second;
    const finishAfter = draw.of([200, 230, 260, 300, 400]) * second;
    return {
      meanwhile: [
        { at, then: { kill: finishAfter } },
        { at: at + draw.of([1, 5, 30, 100]) * second, then: 'twin' },
      ],
    };
  },

  /** It is killed where deployments are under way, and whoever finishes it can see little. */
  (draw) => {
    const call = aCreation(draw);
    const rule = { after: call, ...between(0, draw.of([30, 120, 300])), then: draw.of(blindness) };
    const operation = draw.of(['*', 'BatchGet*', 'Get*', 'AssumeRole']);
    return {
      faults: [{ ...rule, operation }],
      meanwhile: [{ after: call, at: draw.of([1, 3, 6, 10]) * second, then: draw.of(ends) }],
    };
  },

  /** The answer to a creation is lost, what is asked about it is not answered, and perhaps that is the end of the process. */
  (draw) => {
    const call = aCreation(draw);
    return {
      faults: [...lostCreation(draw, call), ...blind(draw, call)],
      meanwhile: draw.chance(0.5)
        ? [{ after: call, at: draw.of([1, 4, 8, 12]) * second, then: draw.of(ends) }]
        : [],
    };
  },

  /** The same, where the deployment fails before it has begun. */
  (draw, { destinations }) => {
    const call = aCreation(draw);
    const destination = draw.chance(0.5) ? {} : { destination: draw.of(destinations).id };
    return {
      faults: [...lostCreation(draw, call), ...blind(draw, call)],
      outcomes: [
        { ...destination, deployment: draw.of([1, 1, 2]), then: { error: 'REVISION_MISSING' } },
      ],
    };
  },

  /** A check does not hold, and all goes back; something happens on the way. */
  (draw, scene) => {
    const call = { operation: 'CreateDeployment', skip: draw.of([1, 1, 1, 2, 4]) };
    const faults = draw.chance(0.4) ? [...lostCreation(draw, call), ...blind(draw, call)] : [];
    const then = draw.of([...ends, ...ends, 'deploy', 'rollback'] as const);
    return {
      faults,
      meanwhile: [
        unwell(draw, scene),
        { after: call, at: draw.of([0.2, 2, 8, 15]) * second, then },
        ...(draw.chance(0.4) ? [{ at: draw.of([300, 500]) * second, then: draw.of(later) }] : []),
      ],
    };
  },

  /** What goes back never ends, its run is killed, and another comes. */
  (draw, scene) => {
    const back = { operation: 'CreateDeployment', skip: 1 };
    return {
      outcomes: [{ deployment: draw.of([2, 2, 'rollback']), then: 'agentDies' }],
      meanwhile: [
        unwell(draw, scene),
        {
          after: back,
          at: draw.of([2, 10]) * second,
          then: { kill: draw.of([250, 400]) * second },
        },
        { after: back, at: draw.of([3, 20]) * second, then: draw.of(['deploy', 'rollback']) },
      ],
    };
  },

  /** A check does not hold for some time only. */
  (draw, scene) => ({
    meanwhile: [{ ...unwell(draw, scene), for: draw.of([15, 40, 80, 130]) * second }],
  }),

  /** Machines do not agree about the time. */
  (draw, { outline }) => {
    const clock = draw.of([-20, -8, -4, 4, 8, 20]) * minute;
    const at = draw.of([0, 0, draw.whole(1, outline.span) * second]);
    const comes = draw.whole(10, outline.span) * second;
    return {
      meanwhile: [
        { at, then: { clock } },
        { at: comes, then: draw.of(later) },
        ...(draw.chance(0.5) ? [{ at: comes + 300 * second, then: draw.of(later) }] : []),
      ],
    };
  },

  /** A group is busy for minutes, and then one call is refused. */
  (draw, { destinations, outline }) => {
    const [first] = outline.of(creation);
    const destination = oneOf(draw, destinations).id;
    const from = (first?.at ?? 10) + draw.of([310, 330, 400]);
    const then = draw.of<Then>(['throttle', { status: 503 }, 'reset']);
    return {
      faults: [{ ...creation, ...between(from, 200), times: draw.of([1, 2]), then }],
      outcomes: [{ destination, deployment: 1, then: { slow: draw.of([100, 120, 150]) * second } }],
      meanwhile: destinations.map(({ id }) => ({ at: 1 * second, then: { console: id } })),
    };
  },

  /** The end of a run cannot be written down, for a while. */
  (draw, { outline }) => {
    const last = outline.of(s3('PutObject')).at(-1)?.at ?? 0;
    const long = draw.of([20, 60, 120, 200, 400]);
    return {
      faults: [
        { ...s3('PutObject'), ...between(last - draw.whole(1, 6), long), then: draw.of(outages) },
      ],
    };
  },

  /** An instance is left behind, and its deployment succeeds anyway. */
  (draw, { destinations }) => ({
    outcomes: [
      {
        destination: draw.of(destinations).id,
        instance: draw.of([1, 2, 3, 3, 3]),
        event: 'ApplicationStart',
        deployment: 1,
        then: { fail: { script: 'scripts/start.sh', exitCode: 1, log: 'the seed has it so' } },
      },
    ],
  }),

  /** Nothing of the buckets can be read at the start. */
  (draw) => {
    const operation = draw.of(['*', 'HeadObject', 'GetObject', 'ListObjectsV2', 'HeadBucket']);
    const then = draw.of<Then>(['deny', 'down', 'throttle', 'truncate', 'reset', { status: 503 }]);
    const region = draw.chance(0.5) ? {} : { times: draw.of([1, 3, 9]) };
    return {
      faults: [{ service: 's3', operation, ...region, ...between(0, draw.of([3, 60, 200])), then }],
    };
  },
];

const second = 1_000;
const minute = 60 * second;

const s3 = (operation: string) => ({ service: 's3' as const, operation });
const creation = { service: 'codedeploy' as const, operation: 'CreateDeployment' };
const outages: readonly Then[] = ['deny', 'throttle', 'down', { status: 503 }];
const blindness: readonly Then[] = ['deny', 'deny', 'throttle', 'down', { status: 503 }];
const ends: readonly MeanwhileRule['then'][] = [
  ...(['kill', 'kill', 'cancel'] as const),
  ...[20_000, 100_000].map((kill) => ({ kill })),
];
const later = ['deploy', 'promote', 'rollback', 'again', 'twin'] as const;

function between(from: number, long: number) {
  const begin = Math.max(0, Math.round(from));
  return { from: begin, to: begin + long };
}

function aCreation(draw: Draw) {
  return { operation: 'CreateDeployment', skip: draw.of([0, 0, 1, 2, 4]) };
}

/** The call from which on, and those beside it. */
function lostCreation(draw: Draw, { skip }: { skip: number }): FaultRule[] {
  const then = draw.of<Then>(['lost', 'lost', 'truncate', { slow: 20_000 }, { slow: 70_000 }]);
  return [{ ...creation, skip, times: draw.of([1, 1, 3]), then }];
}

function blind(draw: Draw, after: NonNullable<FaultRule['after']>): FaultRule[] {
  const then = draw.of(blindness);
  const operation = draw.of([['List*'], ['List*', 'Get*'], ['List*', 'Get*', 'BatchGet*']]);
  const long = draw.of([8, 12, 20, 40, 90, 200]);
  return [{ service: 'codedeploy', operation, after, ...between(0, long), then }];
}

function unwell(draw: Draw, { destinations }: Scene): MeanwhileRule & { at: number } {
  const { id } = oneOf(draw, destinations);
  return { at: draw.whole(0, 25) * second, for: 15 * minute, then: { unwell: id } };
}

/** Mostly the first, after which the others come. */
function oneOf(draw: Draw, destinations: Scene['destinations']): Scene['destinations'][number] {
  const [first] = destinations;
  return first && draw.chance(0.6) ? first : draw.of(destinations);
}
