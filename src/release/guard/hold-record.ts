import type { Problem } from '../../problem.ts';
import type { Hold } from '../hold.ts';
import { type Home, type Homes, type Kept, readOthers } from './homes.ts';

type Ports = Parameters<typeof readOthers>[2];

/** Every place in which an environment is held, its own home first; `unread` is told of other homes that do not answer. */
export async function findHolds(
  homes: Homes,
  key: string,
  ports: Ports,
): Promise<{ home: Home; hold: Hold }[]> {
  const own = holdIn(await homes.own.read(key));
  const others = await readOthers(homes, key, ports);
  return [
    ...(own ? [{ home: homes.own, hold: own }] : []),
    ...others.flatMap(({ home, kept }) => {
      const hold = holdIn(kept);
      return hold ? [{ home, hold }] : [];
    }),
  ];
}

export async function readHold(homes: Homes, key: string, ports: Ports): Promise<Hold | undefined> {
  return (await findHolds(homes, key, ports))[0]?.hold;
}

function holdIn(kept: Kept | undefined): Hold | undefined {
  const hold = kept?.value as Hold | undefined;
  return hold?.held ? hold : undefined;
}

/** Sets or lifts a hold; of two at the same time the later one stands, and both have been written. */
export async function writeHold(
  home: Pick<Home, 'read' | 'write'>,
  key: string,
  hold: Hold,
): Promise<void> {
  while (!(await home.write(key, hold, await home.read(key))));
}

export function heldProblem(environment: string, { reason, by, time }: Hold): Problem {
  return {
    code: 'held',
    message: `${environment} is held since ${time} by ${by}: ${reason}`,
    hint: `lift the hold with: fanout unhold ${environment}`,
  };
}
