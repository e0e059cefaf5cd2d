import { awsCodes } from './problem-codes/aws.ts';
import { bundleCodes } from './problem-codes/bundle.ts';
import { configurationCodes } from './problem-codes/configuration.ts';
import type { Explained } from './problem-codes/explained.ts';
import { inputCodes } from './problem-codes/inputs.ts';
import { releaseCodes } from './problem-codes/release.ts';

/** Every kind of problem there is, beside the rules of `fanout lint`. Codes stay as they are: scripts rely on them. */
export const problemCodes = {
  ...inputCodes,
  ...configurationCodes,
  ...bundleCodes,
  ...awsCodes,
  ...releaseCodes,
} satisfies Record<string, Explained>;

export type ProblemCode = keyof typeof problemCodes;
