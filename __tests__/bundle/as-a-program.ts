import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { compileProgram } from '../compile-program.ts';
import { tempFolder } from './temp-tree.ts';

export type Surroundings = {
  cwd?: string;
  umask?: string;
  env?: Record<string, string>;
  uid?: number;
  /** Node to run it. */
  node?: string;
};

/** Makes prepareBundle() a program of its own, for what only another process can have: umask, time zone, user. */
export function compilePrepare(): (settings: object, around: Surroundings) => ProgramResult {
  const folder = tempFolder();
  // Another user is to run it.
  chmodSync(folder, 0o755);
  const file = join(folder, 'prepare.mjs');
  compileProgram('src/bundle/prepare.ts', file, 'es');
  return (settings, around) => runPrepare(file, settings, around);
}

type ProgramResult = { sha256?: string; digest?: string; problems?: { message: string }[] };

const script = `
  const [file, settings, out] = process.argv.slice(1);
  const { prepareBundle } = await import(file);
  const context = { cwd: process.cwd(), out, signal: new AbortController().signal };
  const result = await prepareBundle(JSON.parse(settings), context).then(
    ({ bundle: { sha256, digest } }) => ({ sha256, digest }),
    ({ problems, stack }) => ({ problems, stack }),
  );
  console.log(JSON.stringify(result));
`;

function runPrepare(file: string, settings: object, around: Surroundings): ProgramResult {
  const {
    umask = '022',
    cwd = tempFolder(),
    env = {},
    uid,
    node: program = process.execPath,
  } = around;
  const out = join(cwd, 'work/out.zip');
  const node = [program, '--input-type=module', '-e', script, '--', file];
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', `umask ${umask}; exec "$@"`, 'sh', ...node, JSON.stringify(settings), out],
    { cwd, encoding: 'utf8', env: { PATH: process.env.PATH, ...env }, ...(uid && { uid }) },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}
