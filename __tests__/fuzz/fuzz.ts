import { test } from '@jest/globals';
import fc from '../fast-check.ts';

/** How long each target is tried: a few seconds among the tests, more by `FUZZ_SECONDS=600 npm run fuzz`. */
const seconds = Number(process.env.FUZZ_SECONDS || 3);

/** Tries a property with ever new input until its time is over; what breaks it comes with a seed that repeats it. */
export function fuzz<Input>(
  title: string,
  input: fc.Arbitrary<Input>,
  holds: (input: Input) => void | Promise<void>,
): void {
  test(
    title,
    async () => {
      let tried = 0;
      await fc.assert(
        fc.asyncProperty(input, async (given) => {
          tried++;
          await holds(given);
        }),
        { numRuns: 1e9, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false },
      );
      if (process.env.FUZZ_SECONDS) process.stdout.write(`${title}: ${tried} inputs\n`);
    },
    (seconds + 60) * 1000,
  );
}

/** Text that somebody might write who means harm, and what chance makes. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.string({ maxLength: 5 }) },
        {
          weight: 5,
          arbitrary: fc.constantFrom(
            '::error::',
            '::set-output name=version::',
            '##[error]',
            '##teamcity[',
            "']",
            '\n',
            '\r',
            '\u2028',
            '\u0085',
            '\0',
            '\u001b[2J',
            '\u001b]8;;https://evil.example\u0007',
            '\u009b2J',
            '\u202e',
            '\ud800',
            '<script>',
            '</pre>',
            ']]>',
            '&evil;',
            '```',
            '|',
            '__proto__',
            '${env.SECRET}',
            '$(touch evil)',
            '../',
            'section_start:1:evil',
          ),
        },
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);
