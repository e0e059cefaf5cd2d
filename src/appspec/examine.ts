import { defined } from '../defined.ts';
import type { Agents } from './agent-versions.ts';
import { examineForAgent2 } from './agent2/read-appspec.ts';
import { type AppSpec, type Examination, examineAppSpec } from './appspec.ts';
import type { Rejection } from './rejection.ts';
import type { Position } from './ruby/value.ts';

/** What each agent makes of a file. */
export type BothExaminations = Omit<Examination, 'spec' | 'rejections'> & {
  /** As the fleet's agent reads it, where it can. */
  spec?: AppSpec;
  rejections: Record<'1' | '2', Rejection[]>;
  /** Where agent 1 merges a mapping that agent 2 ignores. */
  merges: Position[];
};

export function examineForBoth(bytes: Uint8Array, fleet: Agents): BothExaminations {
  const { spec: spec1, rejections: first, ...document } = examineAppSpec(bytes);
  const { spec: spec2, rejections: second, merges } = examineForAgent2(bytes);
  const spec = fleet === '2' ? (spec2 ?? spec1) : (spec1 ?? spec2);
  return { ...document, ...defined({ spec }), rejections: { '1': first, '2': second }, merges };
}
