import type { Applied, Exit, HttpRequest, Presence, Step, TreeEntry } from '../machine.ts';

/**
 * What is said to the program inside a host and what it answers: one JSON object a line over its
 * standard input and output. Bytes are Base64.
 */
export type Question = { id: number } & (
  | { ask: 'stat'; paths: readonly string[] }
  | { ask: 'tree' | 'names' | 'read'; path: string }
  | { ask: 'apply'; steps: readonly Step[] }
  | { ask: 'http'; request: HttpRequest }
  | { ask: 'start'; argv: string[]; env: Record<string, string> }
  /** `of`: the id of a `start`. */
  | { ask: 'signal'; of: number; name: 'SIGTERM' | 'SIGKILL' }
  | { ask: 'ignore'; of: number; stream: 'stdout' | 'stderr' }
  | { ask: 'abandon'; of: number }
);

export type Answer =
  | { ready: true }
  | { id: number; answer: Presence[] | TreeEntry[] | string[] | string | Applied | HttpReply }
  /** A Failure, where there is one. */
  | { id: number; error: unknown }
  /** Of a process that was started. */
  | { id: number; stream: 'stdout' | 'stderr'; chunk: string }
  | { id: number; closed: 'stdout' | 'stderr' }
  | { id: number; exit: Exit };

export type HttpReply = { status: number; headers: Record<string, string>; body: string };
