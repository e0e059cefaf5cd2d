import type { Scenario } from '../../emulator/scenario/scenario.ts';
import { type Before, prepareBefore } from './before.ts';
import { play } from './play.ts';
import type { Plot, Told } from './plot.ts';
import { openStage } from './stage.ts';

/** Plays a command with all that goes wrong, to its end and beyond; what there is before is made once. */
export function stories(plot: Plot): (seed: number, scenario: Scenario) => Promise<Told> {
  const prepared = new Map<string, Promise<Before>>();
  return async (seed, scenario) => {
    const kind = JSON.stringify(scenario.groups);
    const making = prepared.get(kind) ?? prepareBefore(plot, scenario.groups);
    prepared.set(kind, making);
    const stage = await openStage(plot, { seed, scenario, before: await making });
    try {
      return await play(plot, scenario, stage);
    } finally {
      await stage.close();
    }
  };
}
