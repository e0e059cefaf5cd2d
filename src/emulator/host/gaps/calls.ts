import { readIfPossible } from '../agent/machine-files.ts';
import type { Machine } from '../machine.ts';
import { CALLS } from './stubs.ts';

/** `sudo`: `name` is the user who called it. */
export type Call = { kind: 'stub' | 'lacked' | 'sudo'; name: string; args: string[] };

const kinds: readonly string[] = ['stub', 'lacked', 'sudo'] satisfies Call['kind'][];

/** What stubs and placeholders of a host were called with since the last time. */
export async function takeCalls(machine: Machine): Promise<Call[]> {
  const text = (await readIfPossible(machine, CALLS))?.toString('utf8') ?? '';
  if (text === '') return [];
  await machine.apply([{ do: 'write', path: CALLS, text: '' }]);
  return text.split('\x1e').flatMap((record) => {
    const [kind, name, ...args] = record.split('\x1f');
    if (!kind || !kinds.includes(kind) || !name) return [];
    return [{ kind: kind as Call['kind'], name, args: args.slice(0, -1) }];
  });
}
