import type { Scenario } from '../../emulator/scenario/scenario.ts';
import type { Violation } from './sight.ts';

/**
 * The least of a scenario that still breaks one of the same invariants: what goes wrong is left out one by one, over and
 * over, until nothing more can be left out.
 */
export async function shrink(
  scenario: Scenario,
  violations: readonly Violation[],
  violationsOf: (scenario: Scenario) => Promise<Violation[]>,
): Promise<Scenario> {
  const broken = new Set(violations.map(({ invariant }) => invariant));
  for (const smaller of withoutOne(scenario)) {
    const left = await violationsOf(smaller);
    if (left.some(({ invariant }) => broken.has(invariant)))
      return shrink(smaller, violations, violationsOf);
  }
  return scenario;
}

function withoutOne(scenario: Scenario): Scenario[] {
  const { faults, outcomes, meanwhile } = scenario;
  return [
    ...without(faults).map((left) => ({ ...scenario, faults: left })),
    ...without(outcomes).map((left) => ({ ...scenario, outcomes: left })),
    ...without(meanwhile).map((left) => ({ ...scenario, meanwhile: left })),
  ];
}

function without<T>(items: readonly T[]): T[][] {
  return items.map((_, index) => items.filter((__, other) => other !== index));
}
