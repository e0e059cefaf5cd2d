/** What `fanout` can do: a row here, and the options that name it, make a command. */
const commands = {
  deploy: {
    summary: 'Build once, ship to every account and region, give one verdict',
    positional: 'environment',
    about:
      'Builds the bundle, uploads it to every destination of ENV and deploys it wave by wave. Without a configuration file, --application, --deployment-group, --region and --bucket describe a single destination.',
    examples: [
      ['fanout deploy production', 'all accounts and regions of an environment'],
      ['fanout deploy production --version 1.214', 'a version that was built before'],
      [
        'fanout deploy --application orders --deployment-group web \\\n  --region eu-west-1 --bucket my-bundles',
        'one destination, no file',
      ],
    ],
  },
  status: {
    summary: 'What runs where: versions, failures, drift; changes nothing',
    positional: 'environments',
    about:
      'Asks CodeDeploy what runs in each destination, and the records whether that is proven. Ends with 1 where anything could not be read.',
    examples: [
      ['fanout status', 'all environments'],
      ['fanout status production --probe', 'and what its status endpoints say'],
      ['fanout status --check', 'for a scheduled job: 1 on drift or failure'],
    ],
  },
  lint: {
    summary: 'Check AppSpec file and bundle; needs neither AWS nor a configuration',
    positional: 'source',
    about: 'Checks the AppSpec file of a folder or zip as the CodeDeploy agent reads it.',
    examples: [
      ['fanout lint', 'the source of fanout.yml, else this folder'],
      ['fanout lint build/orders', 'a folder'],
      ['fanout lint --appspec appspec.yml --json', 'an AppSpec file alone'],
    ],
  },
  package: {
    summary: 'Build the zip only: path, size and digests',
    about: 'Builds the bundle as deploy would, and stops there. Needs no credentials.',
    examples: [
      ['fanout package', 'as fanout.yml says'],
      ['fanout package --source dist --version 1.2 --out orders.zip', 'a folder'],
    ],
  },
  rehearse: {
    summary: 'Run a command against an emulator of AWS on this machine',
    positional: 'environment',
    rehearsable: ['deploy'],
    about:
      'Runs the command (deploy unless named) against a fresh emulator in the same process: the same code and output, no AWS account. ENV is the last environment of the file unless named.',
    examples: [
      ['fanout rehearse', 'deploy to the last environment'],
      ['fanout rehearse deploy test --scenario failure.yml', 'with things that go wrong'],
    ],
  },
  emulator: {
    summary: 'Serve STS, S3 and CodeDeploy of the configuration on loopback',
    about:
      'Starts an emulator with the accounts, roles, buckets and deployment groups of the configuration, and prints the environment variables that lead to it.',
    examples: [
      ['fanout emulator --port 4566', 'on a port of your choice'],
      ['fanout emulator --speed 10', 'ten times as fast as real'],
    ],
  },
} as const satisfies Record<string, Command>;

type Command = {
  /** One line for the list of commands. */
  summary: string;
  /** The option that may be given without its name. */
  positional?: 'environment' | 'environments' | 'source';
  /** Commands that may stand before the positional. */
  rehearsable?: readonly string[];
  about: string;
  /** A command line, which may go on in a second, and what it is for. */
  examples: readonly (readonly [string, string])[];
};

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as CommandName[];

export function commandOf(name: CommandName): Command {
  return commands[name];
}
