import type { Machine } from '../machine.ts';
import { CALLS } from './stubs.ts';

export type Call = { kind: 'stub' | 'lacked'; name: string; args: string[] };

/** What stubs and placeholders of a host were called with since the last time. */
export async function takeCalls(machine: Machine): Promise<Call[]> {
  const [found] = await machine.stat([CALLS]);
  if (found?.kind !== 'file') return [];
  const text = (await machine.read(CALLS)).toString('utf8');
  if (text === '') return [];
  await machine.apply([{ do: 'write', path: CALLS, text: '' }]);
  return text.split('\x1e').flatMap((record) => {
    const [kind, name, ...args] = record.split('\x1f');
    if ((kind !== 'stub' && kind !== 'lacked') || !name) return [];
    return [{ kind, name, args: args.slice(0, -1) }];
  });
}
