import { jest } from '@jest/globals';
import fc from 'fast-check';

/**
 * fast-check, drawing from the seed that jest prints at the end of a run: `--seed` repeats the order of tests and their random
 * input alike. `RANDOM_SEED` takes its place where the command line cannot be had, as behind `npm cit`.
 */
fc.configureGlobal({ seed: Number(process.env.RANDOM_SEED ?? jest.getSeed()) | 0 });

export { default } from 'fast-check';
