import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import readline from 'node:readline';
import { serveRoot } from './as-root-server.ts';
import { startConsul } from './consul/server.ts';
import { type FileWork, fileWork, type Owners } from './file-work.ts';
import type { Answer, Question } from './inside-protocol.ts';

/*
 * The program inside a host: carries out what it is asked over its standard input until that ends, then
 * ends whatever it started.
 */

/** Set before the program. */
declare const owners: Owners;
declare const sandboxed: boolean;
declare const consul: 'none' | 'asked' | 'on';

const BODY_LIMIT = 1024 * 1024;
const TIMEOUT = 60_000;
const children = new Map<number, ChildProcess>();
const asRoot = sandboxed ? serveRoot() : new Set<ChildProcess>();
const files: FileWork = fileWork((path) => path, owners);

readline
  .createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  .on('line', (line) => {
    const question = JSON.parse(line) as Question;
    try {
      handle(question);
    } catch (error) {
      say({ id: question.id, error: error instanceof Error ? { text: error.message } : error });
    }
  })
  .on('close', () => {
    for (const child of [...children.values(), ...asRoot]) kill(child, 'SIGKILL');
    process.exit(0);
  });
if (consul !== 'none') startConsul(consul);
say({ ready: true });

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function handle(question: Question): void {
  const { id, ask } = question;
  if (ask === 'http') request(question);
  else if (ask === 'start') start(question);
  else if (ask === 'signal') kill(children.get(question.of), question.name);
  else if (ask === 'ignore') children.get(question.of)?.[question.stream]?.pause();
  else if (ask === 'abandon') abandon(children.get(question.of));
  else say({ id, answer: work(question) });
}

function work(question: Extract<Question, { ask: keyof FileWork }>) {
  switch (question.ask) {
    case 'stat':
      return files.stat(question.paths);
    case 'apply':
      return files.apply(question.steps);
    default:
      return files[question.ask](question.path);
  }
}

function start({ id, argv, env }: Extract<Question, { ask: 'start' }>): void {
  const [file = '', ...rest] = argv;
  // A session of its own: the group is signalled as a whole, and there is no terminal to read from.
  const child = spawn(file, rest, {
    cwd: '/',
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.set(id, child);
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk: Buffer) =>
      say({ id, stream, chunk: chunk.toString('base64') }),
    );
    child[stream].on('error', () => undefined);
    child[stream].on('close', () => say({ id, closed: stream }));
  }
  child.on('error', (error: NodeJS.ErrnoException) =>
    say({ id, exit: { failed: error.code ?? error.message } }),
  );
  child.on('exit', (code) => say({ id, exit: { code, pid: child.pid ?? 0 } }));
}

function abandon(child: ChildProcess | undefined): void {
  child?.stdout?.destroy();
  child?.stderr?.destroy();
}

/** A group outlives its first process as long as anything is left in it. */
function kill(child: ChildProcess | undefined, name: 'SIGTERM' | 'SIGKILL'): void {
  if (!child?.pid) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // Nothing is left of it.
  }
}

function request({ id, request: wanted }: Extract<Question, { ask: 'http' }>): void {
  const { port, method, path, headers = {} } = wanted;
  const call = http.request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > BODY_LIMIT) response.destroy(new Error(`more than ${BODY_LIMIT} bytes`));
      else chunks.push(chunk);
    });
    response.on('error', fail);
    response.on('end', () => {
      const fields = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
      const body = Buffer.concat(chunks).toString('base64');
      const reply = { status: response.statusCode ?? 0, headers: Object.fromEntries(fields) };
      say({ id, answer: { ...reply, body } });
    });
  });
  const fail = (error: NodeJS.ErrnoException) =>
    say({ id, error: { text: error.code ?? error.message } });
  call.setTimeout(TIMEOUT, () => call.destroy(new Error('it does not answer')));
  call.on('error', fail);
  call.end();
}
