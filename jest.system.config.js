import base from './jest.config.js';

/** Tests over dist/ with real processes: slower, and each names what it skips for want of a tool. */
export default {
  ...base,
  testMatch: ['**/__tests__/system/**/*.test.ts', '**/__tests__/**/*.slow.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // One after another: some measure time, others take both cores for themselves.
  maxWorkers: 1,
  testTimeout: 120_000,
  // They run in one process: what one file left open would keep a run of half an hour from its end.
  forceExit: true,
};
