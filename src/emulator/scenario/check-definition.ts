import * as z from 'zod';
import { matchesGlob } from '../../config/glob.ts';
import { globs } from '../../config/scalars.ts';

/** One entry of a scenario's `checks:`: what a status endpoint answers instead of a host. */
export const checkRule = z
  .strictObject({
    destination: globs.optional().describe('Such as "*/eu-west-1". Default: every destination.'),
    url: globs.optional().describe('Such as "https://*/status". Default: every address.'),
    status: z.int().min(200).max(599).default(200).describe('Default: 200.'),
    body: z
      .string()
      .default('')
      .describe('${version} in it is the version that was last deployed there. Default: empty.'),
  })
  .describe('What status endpoints answer instead of hosts.');

export type CheckRule = z.output<typeof checkRule>;

/** What is answered; of several rules that fit the last one decides. */
export function scriptedAnswer(
  rules: readonly CheckRule[],
  { destination, url, version }: { destination: string; url: string; version: () => string },
): { status: number; body: string } | undefined {
  const fits = (patterns: CheckRule['url'], text: string) =>
    patterns === undefined || [patterns].flat().some((pattern) => matchesGlob(pattern, text));
  const rule = rules.findLast((one) => fits(one.destination, destination) && fits(one.url, url));
  return rule && { status: rule.status, body: rule.body.replaceAll('${version}', version) };
}
