import { noScenario } from '../../cli/scenario-file.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import { type Before, prepareBefore } from './before.ts';
import { type Outline, outlineOf } from './outline.ts';
import { play } from './play.ts';
import type { Plot, Told } from './plot.ts';
import { openStage } from './stage.ts';

export type Stories = {
  /** Plays the command with all that goes wrong, to its end and beyond. */
  tell(seed: number, scenario: Scenario): Promise<Told>;
  /** What the command does where nothing goes wrong. */
  outline(): Promise<Outline>;
};

/** What there is before a story is made once for all of a kind. */
export function stories(plot: Plot): Stories {
  const prepared = new Map<string, Promise<Before>>();

  async function playOn(
    seed: number,
    scenario: Scenario,
  ): Promise<{ told: Told; outline: Outline }> {
    const kind = JSON.stringify(scenario.groups);
    const making = prepared.get(kind) ?? prepareBefore(plot, scenario.groups);
    prepared.set(kind, making);
    const stage = await openStage(plot, { seed, scenario, before: await making });
    try {
      const began = stage.world.clock.now();
      const told = await play(plot, scenario, stage);
      return { told, outline: outlineOf(stage.emulation.emulator.calls, began) };
    } finally {
      await stage.close();
    }
  }

  return {
    tell: async (seed, scenario) => (await playOn(seed, scenario)).told,
    outline: async () => (await playOn(0, noScenario)).outline,
  };
}
