/** `@jest/globals` for modules that are loaded once for many test files: each name is that of the file that runs. */
export const afterAll = ofFile('afterAll');
export const afterEach = ofFile('afterEach');
export const beforeAll = ofFile('beforeAll');
export const beforeEach = ofFile('beforeEach');
export const describe = ofFile('describe');
export const expect = ofFile('expect');
export const test = ofFile('test');

export const jest = { getSeed: () => globalThis[Symbol.for('jest-seed')] };

function ofFile(name) {
  const current = () => globalThis[Symbol.for('jest-globals')][name];
  return new Proxy(() => undefined, {
    apply: (_target, _self, args) => current()(...args),
    get: (_target, key) => current()[key],
  });
}
