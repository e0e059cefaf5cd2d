import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { builtFolder } from '../../init/build-script.ts';
import { filesFor } from '../../init/files.ts';
import { recognise } from '../../init/recognise.ts';
import { type Answers, hasFile, type Repository } from '../../init/repository.ts';
import { UsageError } from '../../problem.ts';
import { toolVersion } from '../../tool-version.ts';
import { quoted } from '../../words/quoted.ts';
import { asking } from '../ask.ts';
import type { CommandPorts } from '../command-ports.ts';
import { initAnswers } from '../init-answers.ts';
import type { InputsOf } from '../inputs.ts';
import { repositoryAt } from '../repository-files.ts';
import { type NewFiles, writeNewFiles } from '../write-new-files.ts';

/** Writes what a repository needs to be deployed, beside what it has. */
export async function initCommand(
  inputs: InputsOf<'init'>,
  { host, cwd, terminal, signal }: CommandPorts,
): Promise<number> {
  const named = inputs.folder ?? '.';
  const folder = resolve(cwd, named);
  const repository = repositoryAt(folder, named);
  refuseConfigured(repository);
  refuseFilled(repository);
  const recognised = recognise(repository);
  const questions = terminal && !inputs.yes && !inputs.json ? asking(terminal, signal) : undefined;
  try {
    const answers = await initAnswers(inputs, recognised, questions?.ask);
    const { files, notes } = filesFor(repository, recognised, answers, {
      version: toolVersion,
      recipe: recipe(),
    });
    const result = writeNewFiles(folder, files);
    const all = [
      ...notes,
      ...ownNotes(inputs, answers, { inside: repository.inside, isAsked: questions !== undefined }),
    ];
    if (inputs.json) host.result(JSON.stringify({ kind: answers.kind, ...result, notes: all }));
    else host.print(said(result, all));
    return 0;
  } finally {
    questions?.end();
  }
}

/** What is configured says what is deployed: files that fit another answer would not fit it. */
function refuseConfigured(repository: Repository): void {
  if (!hasFile(repository, 'fanout.yml')) return;
  throw new UsageError([
    {
      code: 'already-configured',
      file: 'fanout.yml',
      message: 'already exists, and init overwrites nothing',
      hint: 'try it with: fanout rehearse. To start over, move it away; other existing files are kept',
    },
  ]);
}

/** The build begins with an empty folder, and empties it. */
function refuseFilled({ files }: Repository): void {
  const there = files.filter((path) => path.startsWith(`${builtFolder}/`));
  const others = there.filter((path) => path !== `${builtFolder}/release.env`);
  if (others.length === 0) return;
  const message = `the build would write what is deployed to "${builtFolder}", but that folder already has files, such as ${quoted(others[0] ?? '')}`;
  throw new UsageError([{ code: 'file-unwritable', message, hint: 'move them elsewhere' }]);
}

function ownNotes(
  inputs: InputsOf<'init'>,
  { pipeline }: Answers,
  { inside, isAsked }: { inside: string | undefined; isAsked: boolean },
): string[] {
  const isPlaceholder = inputs.account.length === 0 && !isAsked;
  const isUnasked = pipeline === 'none' && inputs.pipeline === undefined && !isAsked;
  const where = inside === undefined ? '' : ' in this folder';
  return [
    ...(isPlaceholder
      ? ['the account ids in fanout.yml are placeholders: replace them with yours']
      : []),
    ...(isUnasked
      ? [
          `no pipeline is written, because no CI system was recognised${where}: to have one, move fanout.yml away and add --pipeline github, gitlab, teamcity or jenkins; other files are kept`,
        ]
      : []),
    ...(inside !== undefined && pipeline !== 'none'
      ? [
          `CI systems read a pipeline at the root of the repository alone: move what is written of it there, and give each step of fanout the input config: ${inside}/fanout.yml (docs/several-services.md)`,
        ]
      : []),
    `fanout bootstrap --out aws ${trusted[pipeline]} writes what the accounts need, as templates of CloudFormation: roles, buckets, applications and groups`,
  ];
}

/** Who may assume the roles. */
const trusted: Record<Answers['pipeline'], string> = {
  github: '--github OWNER/REPOSITORY',
  gitlab: '--gitlab GROUP/PROJECT',
  teamcity: '--principal ENV=ARN',
  jenkins: '--principal ENV=ARN',
  none: '--principal ENV=ARN',
};

function said({ written, kept }: NewFiles, notes: readonly string[]): string {
  return [
    ...written.map((path) => `wrote  ${path}`),
    ...kept.map((path) => `kept   ${path}, which already existed`),
    '',
    'Now:',
    ...[
      'fanout lint checks what is deployed, fanout rehearse deploys it on this machine',
      ...notes,
    ].map((note) => `- ${note}`),
  ].join('\n');
}

/** TeamCity's, which comes with the file that runs. */
function recipe(): string | undefined {
  try {
    const program = process.argv[1] ?? '';
    return readFileSync(resolve(dirname(program), '../teamcity-meta-runner.xml'), 'utf8');
  } catch {
    return undefined;
  }
}
