/** Where the program inside a host takes what is to be run as root. */
export const AS_ROOT_SOCKET = '/run/codedeploy-fanout/as-root';

/**
 * One JSON object a line. First what is to be run; then its standard input, Base64, and null for its end. No descriptors go
 * along: a host's processes cannot become root by themselves, since they may not gain privileges.
 */
export type ToRoot =
  | { argv: readonly string[]; cwd: string; env: Record<string, string> }
  | { input: string | null };

export type FromRoot =
  | { stream: 'stdout' | 'stderr'; chunk: string }
  /** 127 where it could not be started. */
  | { exit: number };

/** Calls back with each line of a stream, read as JSON. */
export function onObjects<T>(stream: NodeJS.ReadableStream, take: (object: T) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(JSON.parse(line) as T);
  });
}
