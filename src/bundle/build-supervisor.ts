/**
 * A script for `node -e` that runs a command in a process group of its own, which `@actions/exec` cannot: a shell passes
 * no signal on to what it waits for. The whole group ends, first asked and after a while forced, when the supervisor gets a signal
 * or when its standard input closes, which it does if the process that holds the other end is killed. What the command leaves
 * running is ended with it, and told in a line that begins with the mark: all of its own namespace, or else the command's
 * group and what carries the mark in its environment (where there is a /proc to look in).
 */
export function supervisorScript({
  graceMs,
  mark,
  alone,
}: {
  graceMs: number;
  /** The value of FANOUT_BUILD in the command's environment. */
  mark: string;
  /** The supervisor is in a process namespace of its own. */
  alone: boolean;
}): string {
  return `
const { spawn } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');
const { constants } = require('node:os');
const [program, ...args] = process.argv.slice(1);
const mark = ${JSON.stringify(mark)};
const command = spawn(program, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, FANOUT_BUILD: mark } });
let stopping = false;

function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function leftRunning() {
  let pids = [];
  try {
    pids = readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).map(Number);
  } catch {}
  return pids.filter((pid) => pid !== process.pid).flatMap((pid) => {
    try {
      const stat = readFileSync('/proc/' + pid + '/stat', 'latin1');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const mine = ${alone} ? pid !== 1 : Number(group) === command.pid || readFileSync('/proc/' + pid + '/environ', 'latin1').split('\\0').includes('FANOUT_BUILD=' + mark);
      return state !== 'Z' && state !== 'X' && mine ? [{ pid, name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')) }] : [];
    } catch {
      return [];
    }
  });
}

function endAll(done) {
  const told = new Map();
  const deadline = Date.now() + 5000;
  const again = () => {
    const left = leftRunning();
    for (const { pid, name } of left) told.set(pid, name);
    for (const { pid } of left) signal(pid, 'SIGKILL');
    signal(-command.pid, 'SIGKILL');
    if (left.length > 0 && Date.now() < deadline) return setTimeout(again, 20);
    for (const name of told.values()) process.stderr.write('\\n' + mark + (left.length > 0 ? ' alive ' : ' ended ') + JSON.stringify(name) + '\\n');
    done();
  };
  again();
}

function stop() {
  if (stopping) return;
  stopping = true;
  signal(-command.pid, 'SIGTERM');
  const deadline = Date.now() + ${graceMs};
  const timer = setInterval(() => {
    const over = Date.now() >= deadline;
    if (!over && signal(-command.pid, 0)) return;
    clearInterval(timer);
    endAll(() => process.exit(143));
  }, 20);
}

command.on('error', ({ code, message }) => {
  const why = code === 'ENOENT' ? 'there is no such program on the PATH' : message;
  console.error('cannot start ' + JSON.stringify(program) + ': ' + why);
  process.exit(127);
});
command.on('exit', (code, by) => {
  if (!stopping) endAll(() => process.exit(code ?? 128 + constants.signals[by]));
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop);
process.stdin.on('end', stop).on('error', stop).resume();
`;
}
