import type { GateResult } from '../release/outcome.ts';

/** What an alarm or a metric came to, in words. */
export function gateText({ kind, name, verdict, message, dryRun }: GateResult): string {
  const what = kind === 'alarm' ? `alarm ${name}` : `gate ${name}`;
  const said = { pass: 'passes', fail: 'fails', inconclusive: 'is inconclusive' }[verdict];
  const follows = dryRun && verdict !== 'pass' ? ', a dry run: nothing follows' : '';
  return `${what} ${said}: ${message}${follows}`;
}
