type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for requests of one scheme, as the environment names it; lower-case names win, as in curl.
 * Text that is not a URL is refused by whoever connects.
 */
export function proxyFor(scheme: 'http' | 'https', env: Env): string | undefined {
  const name = `${scheme}_proxy`;
  const proxy = env[name] || env[name.toUpperCase()];
  return proxy?.trim() || undefined;
}

/**
 * Whether a host is reached without the proxy: loopback always, and what NO_PROXY lists. An entry is `*`, a name
 * (with all names below it, with or without a leading `.` or `*.`) or an address, each with an optional port.
 */
export function isDirect(host: string, port: number, env: Env): boolean {
  const name = bare(host);
  if (isLoopback(name)) return true;
  const list = env.no_proxy || env.NO_PROXY || '';
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || covers(entry, name, port));
}

/** Names and addresses of this very machine. */
export function isLoopback(host: string): boolean {
  const name = bare(host);
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    name === '::1'
  );
}

function covers(entry: string, name: string, port: number): boolean {
  const [, listed = '', only] = /^(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  const base = bare(listed.replace(/^\*?\./, ''));
  if (base === '') return false;
  const isAddress = /^[\d.]+$|:/.test(name);
  return name === base || (!isAddress && name.endsWith(`.${base}`));
}

function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
