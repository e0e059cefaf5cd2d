export default {
  testEnvironment: 'node',
  testMatch: ['**/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/__tests__/system/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './build/jest-transform.js' },
  setupFiles: ['./__tests__/setup.js'],
  randomize: true,
  coverageProvider: 'v8',
};
