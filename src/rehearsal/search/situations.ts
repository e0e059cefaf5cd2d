import type { Scenario } from '../../emulator/scenario/scenario.ts';
import type { Draw } from './chooser.ts';
import type { Scene } from './scene.ts';
import {
  aCreation,
  between,
  blind,
  blindness,
  creation,
  ends,
  later,
  lostCreation,
  minute,
  outages,
  s3,
  second,
  type Then,
  takers,
  unwell,
} from './troubles.ts';

type Situation = (draw: Draw, scene: Scene) => Partial<Scenario>;

/**
 * Where runs have come to wrong endings, or nearly so: several things that go wrong together. What exactly, when and for how
 * long is drawn.
 */
export const situations: readonly Situation[] = [
  /** What is written is written, and nobody learns so: a lease that is renewed above all. */
  (draw, { outline }) => {
    const writes = outline.of(s3('PutObject'));
    const leases = writes.filter(({ about = '' }) => about.includes('/locks/'));
    const { at } = draw.of(leases.length > 0 && draw.chance(0.7) ? leases : writes);
    const then = draw.of<Then>(['lost', 'lost', 'truncate']);
    return {
      faults: [{ ...s3('PutObject'), ...between(at - 2, draw.of([4, 8, 15, 40])), then }],
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

  /** Its machine sleeps for longer than a lease holds, and another job comes. */
  (draw) => {
    const at = draw.whole(3, 60) * second;
    return {
      meanwhile: [
        { at, then: { sleep: draw.of([150, 200, 300, 600]) * second } },
        { at: at + draw.of([1, 5, 30]) * second, then: 'deploy' },
      ],
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
    const operation = draw.of(['*', 'BatchGet*', 'AssumeRole', ['List*', 'Get*']]);
    // The first are on the way of the answer to it.
    const at = draw.of([0.02, 0.05, 0.1, 0.3, 1, 3, 6, 10]) * second;
    return {
      faults: [{ ...rule, operation }],
      meanwhile: [{ after: call, at, then: draw.of(ends) }],
    };
  },

  /** The answer to a creation is lost, and what is asked about it is not answered. */
  (draw) => {
    const call = aCreation(draw);
    return { faults: [...lostCreation(draw, call), ...blind(draw, call)] };
  },

  /** The same, and that is the end of the process: who finishes it does not see what it left either. */
  (draw) => {
    const call = aCreation(draw);
    const then = draw.of(['lost', 'lost', 'truncate'] as const);
    const operation = draw.of([['List*', 'Get*'], ['List*', 'Get*', 'BatchGet*'], ['List*']]);
    const long = between(0, draw.of([60, 150, 300]));
    return {
      faults: [
        { ...creation, skip: call.skip, times: draw.of([1, 3]), then },
        { service: 'codedeploy', operation, after: call, ...long, then: draw.of(blindness) },
      ],
      meanwhile: [{ after: call, at: draw.of([1, 4, 8]) * second, then: draw.of(ends) }],
    };
  },

  /** A creation is carried out later than anybody waits for its answer. */
  (draw) => {
    const call = aCreation(draw);
    const slow = draw.of([35, 60, 100, 115]) * second;
    return {
      faults: [{ ...creation, skip: call.skip, times: draw.of([1, 1, 3]), then: { slow } }],
      meanwhile: draw.chance(0.3)
        ? [{ after: call, at: draw.of([1, 20, 45]) * second, then: draw.of(ends) }]
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
        ...(draw.chance(0.6) ? [{ at: draw.of([300, 500]) * second, then: draw.of(later) }] : []),
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

  /** A group is busy for minutes, and then its call is refused. */
  (draw, { destinations }) => {
    const then = draw.of<Then>(['throttle', 'throttle', 'throttle', { status: 503 }, 'reset']);
    const [first] = destinations;
    return {
      faults: [{ ...creation, skip: 1, times: draw.of([1, 2]), then }],
      outcomes: [
        {
          ...(first && { destination: first.id }),
          deployment: 1,
          then: { slow: draw.of([100, 120, 150]) * second },
        },
      ],
      meanwhile: destinations.map(({ id }) => ({ at: 1 * second, then: { console: id } })),
    };
  },

  /** Something is deployed that does not hold, and somebody goes back to what held, or on. */
  (draw, scene) => ({
    meanwhile: [
      unwell(draw, scene),
      { at: draw.of([400, 600]) * second, then: draw.of(['rollback', 'rollback', ...later]) },
    ],
  }),

  /** What comes after something that did not hold goes well, and somebody goes back all the same: past what did not hold. */
  (draw, scene) => {
    const heals = draw.of([400, 600]) * second;
    const next = heals + draw.of([300, 600]) * second;
    const back = next + draw.of([900, 1500]) * second;
    return {
      meanwhile: [
        { ...unwell(draw, scene), for: heals },
        { at: next, then: 'deploy' },
        { at: back, then: 'rollback' },
      ],
    };
  },

  /** What a run has left under way, or ready, is taken up by another, which is interrupted too. */
  (draw, scene) => {
    const { outline, isLeft } = scene;
    const left = isLeft ? outline.span : draw.whole(2, outline.span);
    const at = (left + draw.of(isLeft ? [2, 20, 100] : [20, 200, 240])) * second;
    const then = draw.of(['continue', 'continue', 'stop', 'stop', 'deploy', 'rollback'] as const);
    const calls = draw.of(['ContinueDeployment', 'StopDeployment', 'BatchGet*', 'List*', '*']);
    const trouble = draw.of<Then>(['lost', 'throttle', 'deny', 'down', { status: 503 }]);
    const from = at / second + draw.of([0, 2, 5]);
    const hit = { service: 'codedeploy', operation: calls, then: trouble } as const;
    return {
      faults: draw.chance(0.4) ? [{ ...hit, ...between(from, draw.of([2, 8, 30, 120])) }] : [],
      meanwhile: [
        ...(isLeft ? [] : [{ at: left * second, then: { kill: 600 * second } }]),
        ...(draw.chance(0.3) ? [{ ...unwell(draw, scene), at: at - 1 }] : []),
        { at, then },
        ...(draw.chance(0.6)
          ? [{ at: at + draw.of([1, 2, 4, 8, 20, 40]) * second, then: draw.of(ends) }]
          : []),
        ...(draw.chance(0.5)
          ? [{ at: at + draw.of([30, 300]) * second, then: draw.of([...takers, ...later]) }]
          : []),
      ],
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
