/** Tests run in the realm that is there; what Jest changes of it for a file is put back. */
export default class Environment {
  global = globalThis;
  #console = globalThis.console;
  #exit = process.exit;

  getVmContext() {
    return null;
  }

  async setup() {}

  async teardown() {
    globalThis.console = this.#console;
    process.exit = this.#exit;
  }
}
