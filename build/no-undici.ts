/** Stands in for undici, which `@actions/http-client` names but which nothing in the bundle calls. */
export class ProxyAgent {
  constructor() {
    throw new Error('undici is left out of this bundle');
  }
}
