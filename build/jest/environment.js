import { setTimeout } from 'node:timers/promises';

/** Tests run in the realm that is there; what Jest, a test or a test file changes of it is put back. */
export default class Environment {
  global = globalThis;
  #console = globalThis.console;
  #exit = process.exit;
  #afterFile = keepVariables();
  #afterTest = this.#afterFile;
  #before = openNow();
  #isEnded;

  constructor({ globalConfig }) {
    this.#isEnded = globalConfig.forceExit;
  }

  getVmContext() {
    return null;
  }

  async setup() {}

  handleTestEvent({ name }) {
    if (name === 'test_start') this.#afterTest = keepVariables();
    if (name === 'test_done') this.#afterTest();
  }

  async teardown() {
    this.#afterFile();
    globalThis.console = this.#console;
    process.exit = this.#exit;
    // Connections close a moment after whoever closes them was told that they do, and processes end: seconds on a busy machine.
    for (let tries = 0; !this.#isEnded && this.#leftOpen().length > 0; tries++) {
      if (tries === 600)
        throw new Error(`its tests leave open what they do not close: ${this.#leftOpen()}`);
      await setTimeout(50);
    }
  }

  #leftOpen() {
    const left = openNow();
    for (const kind of this.#before) if (left.includes(kind)) left.splice(left.indexOf(kind), 1);
    return left;
  }
}

/** All test files of a process have one `process.env`. */
function keepVariables() {
  const kept = { ...process.env };
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
    for (const [name, value] of Object.entries(kept))
      if (process.env[name] !== value) process.env[name] = value;
  };
}

/** Servers, sockets and processes that keep this process from ending, each by its kind. */
function openNow() {
  return process.getActiveResourcesInfo().filter((kind) => /^(?:TCP|UDP|Process)/.test(kind));
}
