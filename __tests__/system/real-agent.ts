import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SYSTEM_ENVIRONMENT } from '../../src/emulator/host/sandbox/system-environment.ts';

/** How to start the agent of this machine: what `CODEDEPLOY_AGENT` names, a checkout or a program, else the one installed. */
const given = process.env.CODEDEPLOY_AGENT ?? '';
const installed = '/opt/codedeploy-agent/bin/codedeploy-agent';
const namespaces = ['--mount', '--pid', '--uts', '--fork', '--kill-child', '--mount-proc'];

/** Why no real agent can be run here; "" where one can. */
export const noAgent = whyNot();

function whyNot(): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it takes root on Linux';
  if (given === '' && !existsSync(installed))
    return 'no codedeploy-agent is installed, and CODEDEPLOY_AGENT names none';
  if (given !== '' && !existsSync(given))
    return `CODEDEPLOY_AGENT names ${given}, which is not there`;
  const view = spawnSync('unshare', [...namespaces, 'true']);
  if (view.status !== 0) return 'unshare can make no namespaces here';
  const said = spawnSync('bash', ['-c', `${program()} --help`], { env: environment() });
  return said.status === 0 ? '' : `the agent does not start: ${said.stderr}`;
}

/** Starts an agent in a view of this machine that is gone with it. */
export async function startAgent(settings: string, instance: string) {
  const layers = mkdtempSync(join(tmpdir(), 'agent-'));
  const child = spawn('unshare', [...namespaces, 'bash', '-c', script, 'agent', settings, layers], {
    cwd: '/',
    env: { ...environment(), AGENT: program(), INSTANCE: instance },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  return {
    said: () => said,
    async stop() {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      rmSync(layers, { recursive: true, force: true });
    },
  };
}

/** The agent's own unit starts it by `bash -a -c`. */
const script = `set -e
hostname "$INSTANCE"
mount -t tmpfs tmpfs "$2"
for folder in /opt /srv /var /etc /home /usr; do
  mkdir -p "$2$folder/up" "$2$folder/work"
  mount -t overlay overlay -o "lowerdir=$folder,upperdir=$2$folder/up,workdir=$2$folder/work" "$folder"
done
mkdir -p /opt/codedeploy-agent/state/.pid /opt/codedeploy-agent/deployment-root /var/log/aws/codedeploy-agent
cd /
settings=$1; agent=$AGENT; set --; unset AGENT INSTANCE OLDPWD
env -u SHLVL -u _ bash -a -c "$agent --config_file '$settings' start" || { cat /var/log/aws/codedeploy-agent/*.log >&2; exit 1; }
exec sleep infinity`;

function environment(): Record<string, string> {
  const own = { ...SYSTEM_ENVIRONMENT } as Record<string, string>;
  const libraries = [...librariesOf(given), process.env.RUBYLIB ?? ''].filter(
    (path) => path !== '',
  );
  return libraries.length === 0 ? own : { ...own, RUBYLIB: libraries.join(':') };
}

/** What a checkout brings along; its other gems must be installed. */
function librariesOf(checkout: string): string[] {
  const gems = join(checkout, 'vendor/gems');
  if (checkout === '' || !existsSync(gems)) return [];
  const own = readdirSync(gems).flatMap((gem) => [join(gems, gem, 'lib'), join(gems, gem, 'sdks')]);
  return [join(checkout, 'lib'), ...own.filter((path) => existsSync(path))];
}

function program(): string {
  if (given === '') return installed;
  const main = join(given, 'lib/codedeploy-agent.rb');
  return existsSync(main) ? `ruby ${main}` : given;
}
