import type { FaultRule } from '../../emulator/scenario/fault-definition.ts';
import type { MeanwhileRule } from '../../emulator/scenario/meanwhile-definition.ts';
import type { Draw } from './chooser.ts';
import type { Scene } from './scene.ts';

/** What situations are made of. */
export type Then = FaultRule['then'];

export const second = 1_000;
export const minute = 60 * second;

export const s3 = (operation: string) => ({ service: 's3' as const, operation });
export const creation = { service: 'codedeploy' as const, operation: 'CreateDeployment' };
export const outages: readonly Then[] = ['deny', 'throttle', 'down', { status: 503 }];
export const blindness: readonly Then[] = ['deny', 'deny', 'throttle', 'down', { status: 503 }];
export const ends: readonly MeanwhileRule['then'][] = [
  ...(['kill', 'kill', 'cancel'] as const),
  ...[20_000, 100_000].map((kill) => ({ kill })),
];
export const later = ['deploy', 'promote', 'rollback', 'again', 'twin', 'stop'] as const;
export const takers = ['continue', 'continue', 'stop', 'rollback'] as const;

export function between(from: number, long: number) {
  const begin = Math.max(0, Math.round(from));
  return { from: begin, to: begin + long };
}

export function aCreation(draw: Draw) {
  return { operation: 'CreateDeployment', skip: draw.of([0, 0, 1, 2, 4]) };
}

/** The call from which on, and those beside it. */
export function lostCreation(draw: Draw, { skip }: { skip: number }): FaultRule[] {
  const slow = draw.of([20, 70, 100, 115]) * second;
  const then = draw.of<Then>(['lost', 'lost', 'truncate', { slow }, { slow }]);
  return [{ ...creation, skip, times: draw.of([1, 1, 3]), then }];
}

export function blind(draw: Draw, after: NonNullable<FaultRule['after']>): FaultRule[] {
  const then = draw.of(blindness);
  const operation = draw.of([['List*'], ['List*', 'Get*'], ['List*', 'Get*', 'BatchGet*']]);
  return [
    {
      service: 'codedeploy',
      operation,
      after,
      ...between(0, draw.of([8, 12, 20, 40, 90, 200])),
      then,
    },
  ];
}

export function unwell(draw: Draw, { destinations }: Scene): MeanwhileRule & { at: number } {
  const { id } = oneOf(draw, destinations);
  return { at: draw.whole(0, 25) * second, for: 15 * minute, then: { unwell: id } };
}

/** Mostly the first, after which the others come. */
function oneOf(draw: Draw, destinations: Scene['destinations']): Scene['destinations'][number] {
  const [first] = destinations;
  return first && draw.chance(0.6) ? first : draw.of(destinations);
}
