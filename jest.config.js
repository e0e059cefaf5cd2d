export default {
  testEnvironment: './build/jest/environment.js',
  runtime: './build/jest/runtime.js',
  testMatch: ['**/__tests__/**/*.test.ts'],
  // What takes long (random input, load, hours of emulated time) is run with the system tests.
  testPathIgnorePatterns: ['/node_modules/', '/__tests__/system/', '\\.slow\\.test\\.ts$'],
  // Node's hooks do it: build/jest/hooks.js.
  transform: {},
  // Every core: by default one is left idle, which on two cores is half of them.
  maxWorkers: '100%',
  // What hangs is told all the same; what is slow on a busy machine is no failure.
  testTimeout: 60_000,
  randomize: true,
};
