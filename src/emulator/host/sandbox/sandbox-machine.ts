import type { ChildProcess } from 'node:child_process';
import type { Answer, HttpReply, Question } from '../inside/inside-protocol.ts';
import {
  type Exit,
  type Failure,
  FileFailure,
  type HttpAnswer,
  type Machine,
  MachineLost,
  type Output,
  type Processes,
  type Running,
} from '../machine.ts';

/** A host whose program is asked over the standard input and output of a process. */
export type RemoteMachine = Machine & {
  processes: Processes;
  /** Ends it for a reason, which whoever is at work on it is told. */
  end(why: string): void;
};

/** Far above what a list of half a million files takes. */
const LINE_LIMIT = 128 * 1024 * 1024;
const TIMEOUT = 2000;

type Pending = { resolve: (answer: never) => void; reject: (reason: Error) => void };
type Distributive<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/**
 * Talks to the program inside. What comes back is written by somebody who may be in the hands of a hook:
 * it is never used for anything outside of that host.
 *
 * @param onLine sees each line until it says that the program is ready
 * @throws {MachineLost} when the process ends first; its message ends with what the process complained of
 */
export async function connect(
  child: ChildProcess,
  agentRoot: string,
  onLine: (line: string) => Promise<void> | void,
): Promise<RemoteMachine> {
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error('the host needs three pipes');
  const pending = new Map<number, Pending>();
  const running = new Map<number, ReturnType<typeof track>>();
  let nextId = 0;
  let lost: MachineLost | undefined;
  let complaints = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  // A pipe that breaks is noticed by the end of the process.
  stdin.on('error', () => undefined);

  const ended = new Promise<void>((resolve) => {
    const end = (reason: string) => {
      const detail = complaints.trim().replaceAll('\n', '; ');
      lost ??= new MachineLost(detail ? `${reason}: ${detail}` : reason);
      for (const { reject } of pending.values()) reject(lost);
      for (const run of running.values()) run.lose(lost);
      pending.clear();
      running.clear();
      resolve();
    };
    child.on('error', (error) => end(error.message));
    child.on('close', () => end('the host ended'));
  });

  await new Promise<void>((resolve, reject) => {
    void ended.then(() => reject(lost ?? new MachineLost('the host ended')));
    readLines(stdout, LINE_LIMIT, (line) => {
      if (line === undefined) {
        child.kill('SIGKILL');
      } else if (line.startsWith('{')) {
        const answer = parse(line);
        if (!answer) child.kill('SIGKILL');
        else if ('ready' in answer) resolve();
        else receive(answer);
      } else {
        Promise.resolve(onLine(line)).catch((error: unknown) => {
          complaints += `${error instanceof Error ? error.message : String(error)}\n`;
          child.kill('SIGKILL');
        });
      }
    });
  });

  function receive(answer: Exclude<Answer, { ready: true }>): void {
    const { id } = answer;
    if ('answer' in answer || 'error' in answer) {
      const waiting = pending.get(id);
      pending.delete(id);
      if ('answer' in answer) waiting?.resolve(answer.answer as never);
      else waiting?.reject(new FileFailure(answer.error as Failure));
      return;
    }
    const run = running.get(id);
    if ('chunk' in answer) run?.output(answer.stream, Buffer.from(answer.chunk, 'base64'));
    else if ('closed' in answer) run?.close(answer.closed);
    else run?.exit(answer.exit);
  }

  function send(question: Distributive<Question>): number {
    const id = ++nextId;
    stdin?.write(`${JSON.stringify({ id, ...question })}\n`);
    return id;
  }

  function ask<T>(question: Distributive<Question>): Promise<T> {
    if (lost) return Promise.reject(lost);
    return new Promise((resolve, reject) => {
      pending.set(send(question), { resolve, reject });
    });
  }

  return {
    agentRoot,
    stat: (paths) => ask({ ask: 'stat', paths }),
    tree: (path) => ask({ ask: 'tree', path }),
    names: (path) => ask({ ask: 'names', path }),
    read: async (path) => Buffer.from(await ask<string>({ ask: 'read', path }), 'base64'),
    apply: (steps) => ask({ ask: 'apply', steps }),
    processes: {
      start({ argv, env }, output): Running {
        const id = send({ ask: 'start', argv, env });
        const run = track(output);
        if (lost) run.lose(lost);
        else running.set(id, run);
        return {
          exited: run.exited,
          closed: run.closed,
          signal: (name) => void send({ ask: 'signal', of: id, name }),
          ignore: (stream) => void send({ ask: 'ignore', of: id, stream }),
          abandon: () => void send({ ask: 'abandon', of: id }),
        };
      },
      http: (request, signal) => unlessAborted(askHttp(request), signal),
    },
    end(why) {
      lost ??= new MachineLost(`the host was ended: ${why}`);
      child.kill('SIGKILL');
    },
    async close() {
      stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT);
      await ended;
      clearTimeout(timer);
    },
  };

  async function askHttp(request: Parameters<Processes['http']>[0]): Promise<HttpAnswer> {
    const reply = await ask<HttpReply>({ ask: 'http', request });
    return { ...reply, body: Buffer.from(reply.body, 'base64') };
  }
}

function parse(line: string): Answer | undefined {
  try {
    return JSON.parse(line) as Answer;
  } catch {
    return undefined;
  }
}

/** The promises of a process, and what settles them. */
function track(output: Output) {
  const exited = deferred<Exit>();
  const stdout = deferred<void>();
  const stderr = deferred<void>();
  const all = [exited, stdout, stderr];
  // Whoever waits for one of them is told; nobody need wait for all.
  for (const { promise } of all) promise.catch(() => undefined);
  return {
    exited: exited.promise,
    closed: { stdout: stdout.promise, stderr: stderr.promise },
    output,
    exit: (exit: Exit) => exited.resolve(exit),
    close: (stream: 'stdout' | 'stderr') => (stream === 'stdout' ? stdout : stderr).resolve(),
    lose: (reason: MachineLost) => {
      for (const { reject } of all) reject(reason);
    },
  };
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Calls back with each line, and with undefined when one is longer than `limit`. */
function readLines(
  stream: NodeJS.ReadableStream,
  limit: number,
  onLine: (line: string | undefined) => void,
): void {
  let parts: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      onLine(Buffer.concat([...parts, chunk.subarray(from, at)]).toString('utf8'));
      parts = [];
      size = 0;
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    if (rest.length > 0) parts.push(rest);
    size += rest.length;
    if (size > limit) onLine(undefined);
  });
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
