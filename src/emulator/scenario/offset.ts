import * as z from 'zod';
import { parseDuration } from '../../words/duration.ts';

const signedForm = 'a duration such as "20m", or "-20m" for a clock that is behind';

/** A duration that may be negative, in milliseconds. */
export const offset = z
  .string({ error: signedForm })
  .regex(/^-?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/, { error: signedForm })
  .transform((text, context) => {
    const ms = parseDuration(text.replace('-', ''));
    if (ms === undefined) context.addIssue({ code: 'custom', message: signedForm });
    return (text.startsWith('-') ? -1 : 1) * (ms ?? 0);
  });
