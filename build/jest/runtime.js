import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { SourceMaps } from './source-maps.js';

const require = createRequire(import.meta.url);
const HANDLERS = Symbol.for('EVENT_HANDLERS');

/**
 * Runs test files as Node itself would, one after another in the same realm. What they import is loaded once for all files of
 * a process: loading the SDK and zod again for each file took more than half of the time that all tests take.
 */
export default class Runtime {
  #query;
  #storages = [];

  constructor(
    _projectConfig,
    _environment,
    _resolver,
    _transformer,
    _files,
    _options,
    _path,
    config,
  ) {
    globalThis[Symbol.for('jest-seed')] = config.seed;
    // What has changed since the last time is loaded again only where somebody watches.
    this.#query = config.watch || config.watchAll ? `?at=${Date.now()}` : '';
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    if (path.endsWith('.test.ts')) globalThis[Symbol.for('jest-set-shared-hooks')]?.();
    return import(`${pathToFileURL(path).href}${this.#query}`);
  }

  /** Jest's own modules have the state of one file. */
  requireInternalModule(path) {
    delete globalThis[HANDLERS];
    delete require.cache[path];
    return this.#noteStorages(() => require(path));
  }

  /** What jest-circus makes for each file would slow down every promise of all files after it. */
  #noteStorages(load) {
    const storages = this.#storages;
    const hooks = require('node:async_hooks');
    const own = Object.getOwnPropertyDescriptor(hooks, 'AsyncLocalStorage');
    const value = class extends AsyncLocalStorage {
      constructor() {
        super();
        storages.push(this);
      }
    };
    // Since Node 22 it can only be read.
    Object.defineProperty(hooks, 'AsyncLocalStorage', { configurable: true, value });
    try {
      return load();
    } finally {
      Object.defineProperty(hooks, 'AsyncLocalStorage', own);
    }
  }

  requireModule(path) {
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    globalThis[Symbol.for('jest-globals')] = globals;
  }

  getSourceMaps() {
    return new SourceMaps();
  }

  getAllCoverageInfoCopy() {}

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {
    for (const storage of this.#storages) storage.disable();
  }
}
