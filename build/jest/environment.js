/** Tests run in the realm that is there; what Jest, a test or a test file changes of it is put back. */
export default class Environment {
  global = globalThis;
  #console = globalThis.console;
  #exit = process.exit;
  #afterFile = keepVariables();
  #afterTest = this.#afterFile;

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
