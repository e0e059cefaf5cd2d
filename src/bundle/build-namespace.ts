import { spawnSync } from 'node:child_process';

/**
 * A command line that runs the rest of it where it sees no process but its own, and where all of them end with the first; or
 * why this machine makes none. For a user who is not root the namespace of users also keeps the environment and memory of
 * other processes from it; root can undo the rest.
 */
export function ownNamespace(): { prefix: string[]; asRoot: boolean } | { why: string } {
  if (process.platform !== 'linux') return { why: 'only Linux has process namespaces' };
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? [] : ['--user', '--map-current-user'];
  const flags = [...user, '--mount', '--pid', '--fork', '--kill-child=SIGKILL', '--mount-proc'];
  const tried = spawnSync('unshare', [...flags, 'sh', '-c', ':'], { encoding: 'utf8' });
  if (tried.error) return { why: 'there is no program "unshare"' };
  if (tried.status !== 0)
    return { why: tried.stderr.trim().split('\n')[0] || 'unshare does not work' };
  // The first process of a namespace must collect those that lost their parent.
  const first = 'exec 3<&0; "$@" <&3 3<&- & wait $!';
  return { prefix: ['unshare', ...flags, 'sh', '-c', first, 'sh'], asRoot };
}
