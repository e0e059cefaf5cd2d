import type { CommandName } from './commands.ts';

type OptionType =
  | 'text'
  | 'path'
  /** True or false. */
  | 'flag'
  /** May be given several times; in an environment variable one entry a line, as in the two below. */
  | 'list'
  /** NAME=VALUE */
  | 'pairs'
  /** Regular expressions. */
  | 'patterns'
  | 'duration'
  | 'number'
  | 'choice';

export type Option = {
  type: OptionType;
  commands: readonly CommandName[];
  /** One sentence, for help texts, action.yml and the like. */
  help: string;
  /** What stands for the value in help texts. */
  value?: string;
  /** The value if none is given. */
  default?: string | number;
  /** What holds if none is given, in words, where only the command can tell. */
  otherwise?: string;
  choices?: readonly string[];
  /** Bounds of a number. */
  least?: number;
  most?: number;
  whole?: boolean;
  /** Of a list: the commands for which it has one entry at most. */
  one?: readonly CommandName[];
  /** The flag and the input that give it, where they have another name: what it is for this command. */
  input?: string;
  /** An input of the CI wrappers too. */
  ci: boolean;
  /** To be masked before use. */
  secret?: boolean;
  /** Never a flag: every user of a machine can read its command lines. */
  fromEnvironment?: boolean;
  /** What GitHub gives it where the workflow does not. */
  github?: string;
  /** Part of what describes one destination without a configuration. */
  single?: boolean;
};

const holding = ['hold', 'unhold'] as const;
const ofOne = ['deploy', 'promote', 'rollback', 'finish', ...holding, 'plan'] as const;
const asking = [...ofOne, 'status', 'serve'] as const;
const single = ['deploy', 'finish'] as const;
const recorded = ['deploy', 'promote', 'rollback', 'finish', 'rehearse'] as const;
const local = ['lint', 'package', 'rehearse', 'emulator'] as const;
const all = [...asking, ...local, 'init', 'explain', 'page', 'bootstrap'] as const;
const running = ['deploy', 'promote', 'rollback', 'rehearse'] as const;
const building = ['deploy', 'package', 'rehearse'] as const;
const configured = [...asking, 'package', 'rehearse', 'emulator', 'bootstrap'] as const;

/**
 * Every input there is. Each can be given as a flag (`--role-via`), and as an environment variable, `INPUT_ROLE-VIA` or
 * `INPUT_ROLE_VIA`. Parsing, help and the wrappers of the CI systems are made from this table or compared to it.
 */
export const options = {
  config: {
    type: 'path',
    commands: [...ofOne, ...local],
    help: 'The configuration file; status takes several, one a line.',
    value: 'FILE',
    otherwise: 'fanout.yml',
    ci: true,
  },
  configs: {
    type: 'list',
    commands: ['status', 'serve', 'bootstrap'],
    input: 'config',
    help: 'The configuration file; several give rows of applications, and share templates.',
    value: 'FILE',
    otherwise: 'fanout.yml',
    ci: false,
  },
  environment: {
    type: 'text',
    commands: [...running, ...holding, 'plan'],
    help: 'The environment of the configuration.',
    value: 'ENV',
    ci: true,
  },
  environments: {
    type: 'list',
    commands: ['status', 'serve'],
    input: 'environment',
    help: 'The environments to show.',
    value: 'ENV...',
    otherwise: 'all of the configuration',
    ci: false,
  },
  code: {
    type: 'text',
    commands: ['explain'],
    help: 'The code of a problem, or the name of a rule.',
    value: 'CODE',
    ci: false,
  },
  version: {
    type: 'text',
    commands: [...building, 'promote', 'plan'],
    help: 'The version of the release; one that was built before is used again.',
    value: 'VERSION',
    otherwise: 'from the configuration and the build number; for promote the newest that is proven',
    ci: true,
  },
  digest: {
    type: 'text',
    commands: ['deploy', 'promote'],
    help: 'The content digest that the job which built it gave; other content is refused.',
    value: 'SHA256',
    ci: true,
  },
  'build-number': {
    type: 'text',
    commands: [...building, 'plan'],
    help: 'The number of the build, for ${build.number}.',
    value: 'NUMBER',
    otherwise: "the CI system's",
    ci: true,
  },
  commit: {
    type: 'text',
    commands: [...building, 'plan'],
    help: 'The commit that is built.',
    value: 'SHA',
    otherwise: "the CI system's",
    ci: true,
  },
  leg: {
    type: 'text',
    commands: ['deploy'],
    help: 'Which job of a matrix this is: only a retry of that very job takes what it built before.',
    value: 'TEXT',
    otherwise: 'what the CI system tells; on GitHub the values of the matrix',
    github: '${{ toJSON(matrix) }}',
    ci: true,
  },
  wave: {
    type: 'text',
    commands: [...running, 'plan'],
    help: 'Only this wave of the environment; the waves before it must run the version already.',
    value: 'NAME',
    otherwise: 'all, one after another',
    ci: true,
  },
  only: {
    type: 'list',
    commands: [...running, 'plan'],
    help: 'A glob over destinations, such as "*/eu-west-1"; only those that match.',
    value: 'GLOB',
    otherwise: 'all',
    ci: true,
  },
  except: {
    type: 'list',
    commands: [...running, 'plan'],
    help: 'A glob over destinations; those that match are left out.',
    value: 'GLOB',
    otherwise: 'none',
    ci: true,
  },
  'ignore-alarm': {
    type: 'list',
    commands: ['deploy', 'promote', 'rehearse', 'plan'],
    help: 'A CloudWatch alarm that keeps nothing from going on though it is on; it is recorded.',
    value: 'NAME',
    otherwise: 'none',
    ci: true,
  },
  from: {
    type: 'text',
    commands: ['promote', 'rehearse'],
    help: 'An environment to promote from, in which the release must be proven too.',
    value: 'ENV',
    otherwise: 'those under "after"',
    ci: true,
  },
  force: {
    type: 'text',
    commands: ['deploy', 'promote', 'rehearse'],
    help: 'Why to go on without proof of the environments before; it is recorded. Neither hold nor lease are overridden.',
    value: 'REASON',
    ci: true,
  },
  to: {
    type: 'text',
    commands: ['rollback', 'rehearse'],
    help: 'The version to go back to, in all destinations.',
    value: 'VERSION',
    otherwise: 'the last proven one of each destination',
    ci: true,
  },
  'without-lease': {
    type: 'text',
    commands: ['rollback'],
    help: 'Why to go back although most of the buckets that keep the lease do not answer; it is recorded.',
    value: 'REASON',
    ci: true,
  },
  reason: {
    type: 'text',
    commands: ['rollback', ...holding, 'rehearse'],
    help: 'Why; it is recorded.',
    value: 'TEXT',
    ci: true,
  },
  var: {
    type: 'pairs',
    commands: configured,
    help: 'A value for ${vars.NAME} in the configuration.',
    value: 'NAME=VALUE',
    ci: true,
  },
  build: {
    type: 'text',
    commands: building,
    help: 'Command that builds what is deployed; runs once in bash -euo pipefail.',
    value: 'COMMAND',
    otherwise: 'from the configuration',
    ci: true,
  },
  source: {
    type: 'path',
    commands: [...building, 'lint'],
    help: 'The folder to deploy, or a ready-made zip.',
    value: 'PATH',
    otherwise: 'from the configuration, else this folder',
    ci: true,
  },
  appspec: {
    type: 'list',
    commands: [...building, 'lint'],
    one: building,
    help: 'The AppSpec file; for lint also a folder of them.',
    value: 'FILE',
    otherwise: 'appspec.yml in the source',
    ci: true,
  },
  exclude: {
    type: 'list',
    commands: [...building, 'lint'],
    help: 'A pattern of files to leave out, as in .gitignore.',
    value: 'PATTERN',
    ci: true,
  },
  out: {
    type: 'path',
    commands: ['package', 'page', 'bootstrap'],
    help: 'Where to write the zip, the page, or the folder of templates.',
    value: 'FILE',
    otherwise: 'a temporary folder, page.html, or stdout',
    ci: true,
  },
  application: {
    type: 'text',
    commands: single,
    help: 'The CodeDeploy application, for one destination without a configuration.',
    value: 'NAME',
    single: true,
    ci: true,
  },
  'deployment-group': {
    type: 'text',
    commands: single,
    help: 'The deployment group of that destination.',
    value: 'NAME',
    single: true,
    ci: true,
  },
  region: {
    type: 'text',
    commands: single,
    help: 'The region of that destination.',
    value: 'REGION',
    single: true,
    ci: true,
  },
  bucket: {
    type: 'text',
    commands: single,
    help: 'The bucket for its bundles, in the same region.',
    value: 'BUCKET',
    single: true,
    ci: true,
  },
  'bucket-owner': {
    type: 'text',
    commands: single,
    help: 'The account that owns the bucket.',
    value: 'ID',
    otherwise: "the role's account",
    single: true,
    ci: true,
  },
  kms: {
    type: 'text',
    commands: single,
    help: 'ARN of the KMS key that encrypts bundles.',
    value: 'ARN',
    otherwise: 'as the bucket is set',
    single: true,
    ci: true,
  },
  role: {
    type: 'text',
    commands: single,
    help: 'ARN of the role to assume for that destination.',
    value: 'ARN',
    otherwise: 'the credentials at hand',
    single: true,
    ci: true,
  },
  'role-external-id': {
    type: 'text',
    commands: single,
    help: 'The external id that the role asks for.',
    value: 'ID',
    secret: true,
    single: true,
    ci: true,
  },
  'role-via': {
    type: 'text',
    commands: single,
    help: 'ARN of a role to assume first.',
    value: 'ARN',
    single: true,
    ci: true,
  },
  'web-identity-token': {
    type: 'text',
    commands: asking,
    help: 'An identity token to assume roles with.',
    value: 'TOKEN',
    secret: true,
    fromEnvironment: true,
    ci: true,
  },
  'web-identity-token-file': {
    type: 'path',
    commands: asking,
    help: 'A file that holds such a token; read anew whenever one is needed.',
    value: 'FILE',
    ci: true,
  },
  'web-identity-audience': {
    type: 'text',
    commands: asking,
    help: 'The audience to ask a token of GitHub for.',
    value: 'NAME',
    otherwise: 'that of AWS',
    ci: true,
  },
  timeout: {
    type: 'duration',
    commands: running,
    help: 'How long one deployment may take before it is stopped.',
    value: 'TIME',
    otherwise: 'from the configuration, else 45m',
    ci: true,
  },
  'deployment-config': {
    type: 'text',
    commands: running,
    help: 'The deployment configuration.',
    value: 'NAME',
    otherwise: "from the configuration, else the deployment group's",
    ci: true,
  },
  'file-exists-behavior': {
    type: 'choice',
    commands: running,
    choices: ['DISALLOW', 'OVERWRITE', 'RETAIN'],
    help: 'What to do with files that are there and not from the last deployment.',
    otherwise: 'from the configuration, else DISALLOW',
    ci: true,
  },
  'allow-older': {
    type: 'flag',
    commands: ['deploy', 'promote', 'rehearse', 'plan'],
    help: 'Deploy a version that is older than the one that runs.',
    ci: true,
  },
  'allow-event': {
    type: 'flag',
    commands: ['deploy', 'promote'],
    help: 'Deploy from a job of a change that is not merged: of a pull or merge request, a merge queue, or a workflow that follows one.',
    ci: true,
  },
  state: {
    type: 'path',
    commands: ['emulator'],
    help: 'A folder to keep buckets, objects and CodeDeploy in, for the next start.',
    value: 'FOLDER',
    otherwise: 'everything is gone when it stops',
    ci: false,
  },
  hooks: {
    type: 'choice',
    commands: ['rehearse', 'emulator'],
    choices: ['sandbox', 'check', 'none', 'unsafe', 'agents'],
    help: 'What becomes of hooks on emulated instances: run in a sandbox, only checked, left alone, run on this very machine, or left to real agents.',
    otherwise: 'sandbox where this machine can make one, else check',
    ci: true,
  },
  'agent-config': {
    type: 'path',
    commands: ['rehearse', 'emulator'],
    help: 'Where to write settings and key for each real agent, with --hooks agents.',
    value: 'FOLDER',
    otherwise: '.fanout/agents',
    ci: false,
  },
  offline: {
    type: 'flag',
    commands: ['plan'],
    help: 'Only the destinations and their waves: no credentials, no call to AWS.',
    otherwise: 'on pull and merge requests',
    ci: true,
  },
  probe: {
    type: 'flag',
    commands: ['status'],
    help: 'Also ask the status endpoints that "verify" names, once each.',
    ci: true,
  },
  watch: {
    type: 'flag',
    commands: ['status'],
    help: 'Show it again every 10 seconds, until interrupted.',
    ci: false,
  },
  check: {
    type: 'flag',
    commands: ['status', 'bootstrap'],
    help: 'End with 1 on drift, on instances left behind and after a failed deployment; for bootstrap: compare with what is there, and end with 1 where it is not as needed.',
    ci: true,
  },
  github: {
    type: 'list',
    commands: ['bootstrap'],
    help: 'Whose jobs may assume the roles: OWNER/REPOSITORY, or OWNER@ID/REPOSITORY@ID, each environment by itself; with :ref:refs/heads/BRANCH jobs of a branch that name no environment.',
    value: 'REPOSITORY',
    otherwise: 'nobody on GitHub',
    ci: false,
  },
  gitlab: {
    type: 'list',
    commands: ['bootstrap'],
    help: 'Whose jobs may assume the roles: GROUP/PROJECT, with the audience fanout-ENV; :ref_type:branch:ref:BRANCH names another branch.',
    value: 'PROJECT',
    otherwise: 'nobody on GitLab; the branch is main',
    ci: false,
  },
  principal: {
    type: 'list',
    commands: ['bootstrap'],
    help: 'ARN of a role or user that may assume the roles, such as that of a TeamCity connection.',
    value: 'ARN',
    otherwise: 'nobody',
    ci: false,
  },
  also: {
    type: 'list',
    commands: ['bootstrap'],
    help: 'Beside each role one with this at its end, and rights for nothing else: promote or read.',
    value: 'WHAT',
    otherwise: 'the roles of the configuration alone',
    ci: false,
  },
  policy: {
    type: 'flag',
    commands: ['bootstrap'],
    help: 'Print what roles and buckets allow, action by action, and why; with --json as policies for other tools.',
    ci: false,
  },
  'object-lock': {
    type: 'number',
    commands: ['bootstrap'],
    help: 'Buckets keep each version of an object for so many days, unless somebody deletes it who may bypass governance.',
    value: 'DAYS',
    least: 1,
    most: 36_500,
    whole: true,
    otherwise: 'versions alone',
    ci: false,
  },
  format: {
    type: 'choice',
    commands: ['bootstrap'],
    choices: ['yaml', 'json'],
    help: 'How templates are written.',
    default: 'yaml',
    ci: false,
  },
  overwrite: {
    type: 'flag',
    commands: ['bootstrap'],
    help: 'Replace files that are there and differ.',
    ci: false,
  },
  scenario: {
    type: 'path',
    commands: ['rehearse', 'emulator'],
    help: 'A file that says what goes wrong in the emulator.',
    value: 'FILE',
    ci: true,
  },
  seed: {
    type: 'number',
    commands: ['rehearse'],
    help: 'Run on a clock that leaps, without hooks, every choice by this number: what happens can be had again.',
    value: 'N',
    least: 0,
    most: 4_294_967_295,
    whole: true,
    otherwise: "the machine's time and chance",
    ci: true,
  },
  search: {
    type: 'number',
    commands: ['rehearse'],
    help: 'Try so many seeds from --seed on, each with other faults, kills and jobs beside it, and say what is not as it must be.',
    value: 'N',
    least: 1,
    most: 1_000_000,
    whole: true,
    otherwise: 'one rehearsal',
    ci: false,
  },
  speed: {
    type: 'number',
    commands: ['rehearse', 'emulator'],
    help: 'How many times as fast as real the emulator and its clock run.',
    value: 'N',
    least: 0.1,
    most: 10_000,
    otherwise: '20 for rehearse, 1 for emulator and with real agents',
    ci: true,
  },
  port: {
    type: 'number',
    commands: ['emulator'],
    help: 'The loopback port to listen on; 0 is any free one.',
    value: 'N',
    least: 0,
    most: 65_535,
    whole: true,
    default: 4566,
    ci: false,
  },
  'serve-port': {
    type: 'number',
    commands: ['serve', 'rehearse'],
    input: 'port',
    help: 'The loopback port to serve pages on; 0 is any free one.',
    value: 'N',
    least: 0,
    most: 65_535,
    whole: true,
    default: 4570,
    ci: false,
  },
  serve: {
    type: 'flag',
    commands: ['rehearse'],
    help: 'Show the rehearsal live as a page on loopback, until interrupted.',
    ci: false,
  },
  calls: {
    type: 'number',
    commands: ['serve'],
    help: 'How many calls to AWS a minute it makes at most, on average, however many read its pages.',
    value: 'N',
    least: 1,
    most: 100_000,
    whole: true,
    default: 300,
    ci: false,
  },
  json: {
    type: 'flag',
    commands: [...ofOne, 'status', 'lint', 'package', 'rehearse', 'init', 'explain', 'bootstrap'],
    help: 'Print the result as one JSON object; the log goes to stderr.',
    ci: true,
  },
  folder: {
    type: 'path',
    commands: ['init'],
    help: 'The folder of the repository.',
    value: 'FOLDER',
    otherwise: 'this folder',
    ci: false,
  },
  kind: {
    type: 'choice',
    commands: ['init'],
    choices: ['go', 'node', 'java', 'python', 'docker', 'systemd', 'appspec'],
    help: 'What is deployed.',
    otherwise: 'what its files say',
    ci: false,
  },
  'init-application': {
    type: 'text',
    commands: ['init'],
    input: 'application',
    help: 'The CodeDeploy application.',
    value: 'NAME',
    otherwise: 'what the repository calls itself',
    ci: false,
  },
  account: {
    type: 'list',
    commands: ['init'],
    help: 'An environment and the id of its account, in the order in which releases go.',
    value: 'ENV=ID',
    otherwise: 'test and production, with ids that stand for yours',
    ci: false,
  },
  'init-region': {
    type: 'list',
    commands: ['init'],
    input: 'region',
    help: 'A region that each environment has.',
    value: 'NAME',
    otherwise: 'eu-west-1 and us-east-1',
    ci: false,
  },
  'check-url': {
    type: 'text',
    commands: ['init'],
    help: 'What answers on an instance once the service is well.',
    value: 'URL',
    otherwise: 'systemd is asked whether the service runs',
    ci: false,
  },
  pipeline: {
    type: 'choice',
    commands: ['init'],
    choices: ['github', 'gitlab', 'teamcity', 'jenkins', 'none'],
    help: 'The CI system to write a pipeline for.',
    otherwise: 'what its files say',
    ci: false,
  },
  yes: {
    type: 'flag',
    commands: ['init'],
    help: 'Ask nothing: take what is recognised.',
    ci: false,
  },
  agent: {
    type: 'choice',
    commands: ['lint', 'deploy', 'promote', 'rehearse', 'emulator'],
    choices: ['1', '2', 'both'],
    help: 'Which CodeDeploy agent the hosts run.',
    otherwise: 'as the configuration says, else 1',
    ci: true,
  },
  strict: {
    type: 'flag',
    commands: ['lint', 'rehearse'],
    help: 'Take warnings, and what could not be rehearsed, for errors.',
    ci: true,
  },
  sarif: {
    type: 'path',
    commands: ['lint'],
    help: 'Write the findings to a file in SARIF, for code scanning.',
    value: 'FILE',
    ci: true,
  },
  events: {
    type: 'path',
    commands: recorded,
    help: 'Write what happens to a file, one JSON object a line.',
    value: 'FILE',
    ci: true,
  },
  notes: {
    type: 'path',
    commands: ['deploy', 'promote', 'rollback', 'finish'],
    help: 'Where a run keeps its notes and its zip; finish looks for them there.',
    value: 'DIR',
    otherwise:
      '.fanout, or a temporary folder where that cannot be written to; RUNNER_TEMP on GitHub',
    ci: false,
  },
  'events-followed': {
    type: 'path',
    commands: ['serve'],
    input: 'events',
    help: 'The file of events to follow.',
    value: 'FILE',
    otherwise: 'the notes of the run in this folder',
    ci: false,
  },
  'events-file': {
    type: 'list',
    commands: ['page'],
    help: 'Files that --events wrote, one of each job of a release.',
    value: 'FILE...',
    ci: false,
  },
  page: {
    type: 'path',
    commands: [...recorded, 'status'],
    help: 'Write the run as one page of HTML: timeline, instances, causes; for status, what runs where.',
    value: 'FILE',
    ci: true,
  },
  junit: {
    type: 'path',
    commands: recorded,
    help: 'Write the run to a JUnit file, each destination and each check as a test.',
    value: 'FILE',
    ci: true,
  },
  redact: {
    type: 'patterns',
    commands: recorded,
    help: 'A regular expression; what it matches in text from instances is hidden.',
    value: 'PATTERN',
    ci: true,
  },
  ci: {
    type: 'choice',
    commands: all,
    choices: ['github', 'teamcity', 'gitlab', 'terminal'],
    help: 'Whose log format to use.',
    otherwise: 'what this runs in',
    ci: false,
  },
  debug: {
    type: 'flag',
    commands: all,
    help: 'Say more of what is done.',
    ci: true,
  },
  'no-color': {
    type: 'flag',
    commands: all,
    help: 'Print without colours.',
    ci: false,
  },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

export const optionNames = Object.keys(options) as OptionName[];

export function optionOf(name: OptionName): Option {
  return options[name];
}

/** The name of its flag and input. */
export function flagOf(name: OptionName): string {
  return optionOf(name).input ?? name;
}

/** Whether an option may be given several times. */
export function isMany(type: OptionType): boolean {
  return type === 'list' || type === 'pairs' || type === 'patterns';
}

/** The options that a command takes, in the order of the table. */
export function optionsOf(command: CommandName): OptionName[] {
  return optionNames.filter((name) => optionOf(name).commands.includes(command));
}
