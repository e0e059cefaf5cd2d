import type { Emit } from '../events.ts';
import type { GateResult } from '../outcome.ts';
import type { Results } from './results.ts';
import type { Told } from './watch.ts';

/** Tells what an alarm or a metric came to, and keeps it with what became of the destination. Checks have their own place. */
export function noteGate(
  { destination, watch, verdict, text }: Omit<Told, 'acts'>,
  wave: string,
  results: Results,
  emit: Emit,
): void {
  const { kind, name, dryRun } = watch;
  if (kind === 'check') return;
  const gate: GateResult = {
    kind,
    name,
    verdict,
    message: text,
    ...(dryRun && { dryRun: true as const }),
  };
  emit({ kind: 'gate', destination, wave, gate });
  const result = results.get(destination);
  if (!result) return;
  const others = (result.gates ?? []).filter((one) => one.kind !== kind || one.name !== name);
  results.set(destination, { ...result, gates: [...others, gate] });
}
