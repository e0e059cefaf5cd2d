import { execFile } from 'node:child_process';
import { checkEnvironment } from '../bundle/build-environment.ts';
import type { Commit, CommitsBetween } from '../release/changes.ts';

const MOST = 500;
const LONGEST = 20_000;

/** What git knows of the commits between two, in the checkout that the folder is part of. Nothing is fetched. */
export async function commitsBetween(
  { folder, env }: { folder: string; env: Readonly<Record<string, string | undefined>> },
  before: string,
  after: string,
): Promise<CommitsBetween> {
  const git = (...args: string[]) => runGit(args, folder, env);
  const checkout = await git('rev-parse', '--is-shallow-repository');
  if ('fault' in checkout) return { unknown: checkout.fault };
  const isShallow = checkout.text.trim() === 'true';
  const shallow = isShallow ? `, which is shallow: ${whole}` : '';
  for (const commit of [before, after]) {
    const found = await git('cat-file', '-e', `${commit}^{commit}`);
    if ('fault' in found) return { unknown: `commit ${commit} is not in this checkout${shallow}` };
  }
  const [base, log] = await Promise.all([
    git('merge-base', before, after),
    git('log', '--left-right', `--format=${format}`, `${before}...${after}`),
  ]);
  if ('fault' in base || 'fault' in log)
    return { unknown: `the history between them is not in this checkout${shallow}` };
  const all = log.text.split('\0\n').filter((line) => line !== '');
  const listed = all.slice(0, MOST).map(commitIn);
  return {
    coming: listed.flatMap(({ side, ...commit }) => (side === '>' ? [commit] : [])),
    leaving: listed.flatMap(({ side, ...commit }) => (side === '<' ? [commit] : [])),
    more: all.length - listed.length,
    isShallow,
  };
}

/** What CI systems check out is the last commit alone, unless they are told otherwise. */
const whole = 'get all of its history, with fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab';

const format = ['%m', '%H', '%aI', '%an', '%s'].join('%x00').concat('%x00');

function commitIn(line: string): Commit & { side: string } {
  const [side = '', id = '', time = '', author = '', subject = ''] = line.split('\0');
  return { side, id, time, author, subject };
}

type Answer = { text: string } | { fault: string };

function runGit(
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Answer> {
  // A repository's settings may name programs that show or check what is logged.
  const calm = ['--no-pager', '-c', 'log.showSignature=false', '-c', 'core.fsmonitor=false'];
  // They may also name one that fetches what is missing; a git before 2.45 knows only the second of these.
  const quiet = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0' };
  const options = {
    cwd: folder,
    env: { ...checkEnvironment(env), ...quiet, LC_ALL: 'C' },
    timeout: LONGEST,
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
  } as const;
  return new Promise((resolve) => {
    execFile('git', [...calm, ...args], options, (error, text, said) => {
      if (!error) resolve({ text });
      else if (error.code === 'ENOENT') resolve({ fault: 'git is not installed here' });
      else
        resolve({
          fault: (said.trim().split('\n')[0] || error.message).replace(/^fatal: /, 'git says: '),
        });
    });
  });
}
