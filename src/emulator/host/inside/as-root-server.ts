import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import { AS_ROOT_SOCKET, type FromRoot, onObjects, type ToRoot } from './as-root-protocol.ts';

/** How long output may be on its way after a command has ended; what runs on in the background may hold it for ever. */
const DRAIN = 300;

/**
 * Runs as root what the stand-in of sudo asks for, whoever calls it: what a file of sudoers would say, nobody here knows.
 * What was started ends with who asked for it. Gives the processes that are under way.
 */
export function serveRoot(): ReadonlySet<ChildProcess> {
  const running = new Set<ChildProcess>();
  const server = net.createServer((socket) => {
    let child: ChildProcess | undefined;
    const say = (message: FromRoot) =>
      socket.writable && socket.write(`${JSON.stringify(message)}\n`);
    socket.on('error', () => undefined);
    socket.on('close', () => child?.exitCode === null && end(child));
    onObjects<ToRoot>(socket, (asked) => {
      if ('input' in asked) feed(child, asked.input);
      else if (!child) {
        child = start(asked, say, () => socket.end());
        running.add(child);
        child.on('close', () => running.delete(child as ChildProcess));
      }
    });
  });
  server.on('error', () => undefined);
  server.listen(AS_ROOT_SOCKET, () => fs.chmodSync(AS_ROOT_SOCKET, 0o666));
  return running;
}

function start(
  { argv, cwd, env }: Extract<ToRoot, { argv: unknown }>,
  say: (message: FromRoot) => void,
  done: () => void,
): ChildProcess {
  const [file = '', ...rest] = argv;
  const child = spawn(file, rest, { cwd, env, detached: true, stdio: 'pipe' });
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk: Buffer) => say({ stream, chunk: chunk.toString('base64') }));
  }
  child.stdin.on('error', () => undefined);
  let isOver = false;
  const over = (exit: number) => {
    if (isOver) return;
    isOver = true;
    say({ exit });
    done();
  };
  child.on('error', () => over(127));
  child.on('exit', (code, signal) => {
    const exit = code ?? 128 + (signal ? os.constants.signals[signal] : 0);
    child.on('close', () => over(exit));
    setTimeout(over, DRAIN, exit).unref();
  });
  return child;
}

function feed(child: ChildProcess | undefined, input: string | null): void {
  if (input === null) child?.stdin?.end();
  else child?.stdin?.write(Buffer.from(input, 'base64'));
}

function end({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGTERM');
  } catch {
    // Nothing is left of it.
  }
}
