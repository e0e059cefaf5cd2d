import { UsageError } from '../problem.ts';

/** A content digest as another job handed it on. */
export function digestFrom(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new UsageError([
    {
      code: 'bad-option-value',
      message: `--digest "${text}" is not a content digest`,
      hint: 'it has 64 hex digits: the output "digest" of the job that built the bundle',
    },
  ]);
}
