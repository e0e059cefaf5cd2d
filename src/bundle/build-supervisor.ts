/**
 * A script for `node -e` that runs a command in a process group of its own, which `@actions/exec` cannot: a shell passes
 * no signal on to what it waits for. The whole group ends, first asked and after a while forced, when the supervisor gets a signal
 * or when its standard input closes, which it does if the process that holds the other end is killed.
 */
export function supervisorScript(graceMs: number): string {
  return `
const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const [program, ...args] = process.argv.slice(1);
const command = spawn(program, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
let stopping = false;

function signalAll(signal) {
  try {
    return process.kill(-command.pid, signal);
  } catch {
    return false;
  }
}

function stop() {
  if (stopping) return;
  stopping = true;
  signalAll('SIGTERM');
  const deadline = Date.now() + ${graceMs};
  setInterval(() => {
    const over = Date.now() >= deadline;
    if (over) signalAll('SIGKILL');
    if (over || !signalAll(0)) process.exit(143);
  }, 20);
}

command.on('error', ({ code, message }) => {
  const why = code === 'ENOENT' ? 'there is no such program on the PATH' : message;
  console.error('cannot start ' + JSON.stringify(program) + ': ' + why);
  process.exit(127);
});
command.on('exit', (code, signal) => {
  if (!stopping) process.exit(code ?? 128 + constants.signals[signal]);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
process.stdin.on('end', stop).on('error', stop).resume();
`;
}
