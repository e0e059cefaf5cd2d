/** `@jest/globals` for modules that are loaded once for many test files: each name is that of the file that runs. */
export const afterAll = hook('afterAll');
export const afterEach = hook('afterEach');
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const describe = ofFile('describe');
export const expect = ofFile('expect');
export const test = ofFile('test');

export const jest = { getSeed: () => globalThis[Symbol.for('jest-seed')] };

/** Hooks of modules that several test files import: they are set for every file, though the module is evaluated for the first. */
const shared = [];
globalThis[Symbol.for('jest-set-shared-hooks')] = () => {
  for (const [name, args] of shared) globalThis[Symbol.for('jest-globals')][name](...args);
};

function hook(name) {
  return (...args) => {
    if (!isCalledByTest()) shared.push([name, args]);
    return globalThis[Symbol.for('jest-globals')][name](...args);
  };
}

/** What a test file imports is evaluated before the file itself. */
function isCalledByTest() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack.includes('.test.ts');
}

function ofFile(name) {
  const current = () => globalThis[Symbol.for('jest-globals')][name];
  return new Proxy(() => undefined, {
    apply: (_target, _self, args) => current()(...args),
    get: (_target, key) => current()[key],
  });
}
