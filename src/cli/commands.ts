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
  promote: {
    summary: 'Take what is proven before ENV into ENV: the same bytes, never rebuilt',
    positional: 'environment',
    required: ['environment'],
    about:
      'Takes the newest release that was deployed and verified in every destination of the environments that ENV comes "after", verifies it there once more, copies it and deploys it. Refused, with destinations and reasons, if there is none.',
    examples: [
      ['fanout promote production', 'the newest release that is proven'],
      ['fanout promote production --version 1.214', 'a release of your choice, if it is proven'],
      [
        'fanout promote production --version 1.215 \\\n  --force "outage, hotfix"',
        'without proof; the reason is recorded',
      ],
    ],
  },
  rollback: {
    summary: 'Take ENV back to the last release that was proven there, and hold it',
    positional: 'environment',
    required: ['environment'],
    about:
      'Deploys to each destination the last release that was proven there before the one that runs, and says beforehand which. ENV is held from then on: nothing is deployed or promoted into it until it is released with unhold.',
    examples: [
      ['fanout rollback production', 'to what was proven before'],
      ['fanout rollback production --to 1.212', 'to a version of your choice, everywhere'],
    ],
  },
  continue: {
    summary: 'Shift traffic to the blue/green deployments that an earlier run left ready',
    positional: 'environment',
    required: ['environment'],
    about:
      'Continues the deployments that earlier runs left under way in ENV, above all blue/green ones that wait for traffic (onReady: leave): shifts traffic wave by wave, follows them to their end, verifies and records them. Leaves alone what others have started. Refused if nothing is under way, and while ENV is held.',
    examples: [
      ['fanout continue production', 'once somebody has looked at the new instances'],
      ['fanout continue production --version 1.214', 'that version, and no other'],
    ],
  },
  stop: {
    summary: 'Stop what an earlier run left under way in ENV',
    positional: 'environment',
    required: ['environment'],
    about:
      'Stops the deployments that earlier runs left under way in ENV, and CodeDeploy rolls them back as "onCancel" says. Follows them to their end and records it. Does not stop a run that is still at work: cancel that run. Leaves alone rollbacks and what others have started.',
    examples: [
      ['fanout stop production', 'instead of continue'],
      ['fanout stop production --reason "wrong images"', 'with the reason, which is recorded'],
    ],
  },
  finish: {
    summary: 'Complete what an interrupted run left: stop or leave, record, report',
    about:
      'Reads the notes of the last run in this folder. If that run was killed, stops or leaves its deployments as "onCancel" says, writes its record and releases its lease; if it finished, does nothing. Without a configuration it takes the same options as deploy.',
    examples: [['fanout finish', 'as the last step of a job, also after a failure']],
  },
  hold: {
    summary: 'Refuse deployments and promotions into ENV until unhold',
    positional: 'environment',
    required: ['environment', 'reason'],
    about:
      'Records that ENV is held, by whom and why. With --from and --until the hold begins and ends by itself, and no wave starts that might not end before it. Deployments under way continue; rollback is never refused.',
    examples: [
      ['fanout hold production --reason "no changes until Monday"', 'with the reason'],
      [
        'fanout hold production --from 2026-12-20T18:00[Europe/London] \\\n  --until 2026-12-27 --reason "Christmas"',
        'for a time',
      ],
    ],
  },
  unhold: {
    summary: 'Lift the hold of ENV',
    positional: 'environment',
    required: ['environment'],
    about:
      'Lifts the holds of ENV: the one that hold or rollback has set, and holds for a time that have begun. If there is none, lifts the planned ones. Says what it lifted.',
    examples: [['fanout unhold production', 'from now on deployments are accepted again']],
  },
  plan: {
    summary: 'What a run would do and what blocks it; changes nothing',
    positional: 'environment',
    required: ['environment'],
    about:
      'Checks everything that deploy would, or promote or rollback (--of), and neither builds nor changes anything. Exits with 3 if something blocks the run. On a pull or merge request it works offline.',
    examples: [
      ['fanout plan production', 'what runs, what would run, what blocks it'],
      ['fanout plan production --of promote', 'what would be promoted, or why nothing would'],
      ['fanout plan production --of rollback', 'what each destination would go back to'],
      ['fanout plan production --offline', 'the destinations alone, without credentials'],
    ],
  },
  changes: {
    summary: 'What a promotion into ENV would bring: commits and files; changes nothing',
    positional: 'environment',
    required: ['environment'],
    about:
      'Compares what runs in ENV with the newest release that is proven before it: the commits between the two, as this checkout has them, and the files of the bundle that differ, with AppSpec file, migrations, hooks and units first. Files are compared by size, mode and CRC-32 as the zips in S3 list them. Exits with 1 if anything could not be read.',
    examples: [
      ['fanout changes production', 'before it is approved'],
      ['fanout changes production --version 1.214 --json', 'of a version of your choice'],
      ['fanout changes production --out notes.md', 'as release notes'],
    ],
  },
  status: {
    summary: 'What runs where: versions, failures, drift; changes nothing',
    positional: 'environments',
    about:
      'Asks CodeDeploy what runs in each destination, and the records whether that is proven. Exits with 1 if anything could not be read.',
    examples: [
      ['fanout status', 'all environments'],
      ['fanout status production --probe', 'and what its status endpoints say'],
      ['fanout status --page status.html', 'as a page, with the last runs of each environment'],
      ['fanout status --check', 'for a scheduled job: 1 on drift or failure'],
      [
        'fanout status --config orders/fanout.yml \\\n  --config billing/fanout.yml',
        'several applications, a row for each first',
      ],
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
  init: {
    summary: 'Write what a repository needs to be deployed: fanout.yml, hooks, pipeline',
    positional: 'folder',
    about:
      'Recognises what FOLDER is (Go, Node, Java, Python, a Dockerfile, systemd units, an AppSpec file) and its CI system, and writes a commented fanout.yml, an AppSpec file with hooks, a build script and a pipeline. Asks on a terminal. Existing files are kept; a folder with a fanout.yml is refused.',
    examples: [
      ['fanout init', 'asks, on a terminal'],
      [
        'fanout init --yes --account test=111111111111 \\\n  --account production=222222222222 --region eu-west-1',
        'asks nothing',
      ],
    ],
  },
  explain: {
    summary: 'Explain a rule or a problem by its code: what it is, what to do',
    positional: 'code',
    required: ['code'],
    about:
      'Explains a lint rule or a kind of problem at length, by its code. Findings end with the code, and --json has it for every problem. Needs nothing else.',
    examples: [
      ['fanout explain files/relative-destination', 'a rule of lint'],
      ['fanout explain not-proven', 'a problem'],
    ],
  },
  page: {
    summary: 'Make one page from the events of one or several jobs',
    positional: 'events-file',
    required: ['events-file'],
    about:
      'Reads files that --events wrote and makes one self-contained HTML page: verdict, causes, timeline, instances. Several files are parts of one release, such as waves that ran in separate jobs.',
    examples: [
      ['fanout page events.jsonl', 'writes page.html'],
      ['fanout page canary.jsonl rest.jsonl --out release.html', 'from two jobs'],
    ],
  },
  serve: {
    positional: 'environments',
    summary: 'Serve what runs where and the run under way as live pages, on loopback',
    about:
      'Serves two pages that update themselves: what runs where, read with the read roles while somebody looks, and the run that writes its notes in this folder, or the events file that is named. It only reads, and answers only this machine. Stop it with Ctrl-C.',
    examples: [
      ['fanout serve', 'what runs where, and the run in this folder'],
      ['fanout serve --events events.jsonl --port 0', 'a run’s file of events, on any free port'],
      [
        'fanout serve --config orders/fanout.yml --calls 60',
        'with at most 60 calls to AWS a minute',
      ],
    ],
  },
  rehearse: {
    summary: 'Run a command against an emulator of AWS on this machine',
    positional: 'environment',
    rehearsable: ['deploy', 'promote', 'rollback'],
    about:
      'Runs the command (deploy unless named) against a fresh emulator in the same process: the same code and output, no AWS account. What promote and rollback need is deployed first, silently. ENV is the last environment of the file unless named.',
    examples: [
      ['fanout rehearse', 'deploy to the last environment'],
      ['fanout rehearse rollback production', 'what a rollback does and says'],
      ['fanout rehearse deploy test --scenario failure.yml', 'with things that go wrong'],
      ['fanout rehearse --serve', 'as a live page on this machine'],
    ],
  },
  bootstrap: {
    summary: 'Write what the configuration needs on AWS, as CloudFormation',
    about:
      'Writes a CloudFormation template for each account of the configuration, and one for the account of the roles from which others are assumed: identity providers, roles with the least they need, buckets, applications, deployment groups. Changes nothing on AWS, and reads nothing there without --check. Several configurations share the same templates.',
    examples: [
      ['fanout bootstrap --github acme/orders --out aws', 'a file for each account'],
      ['fanout bootstrap --policy', 'what roles and buckets allow, and why'],
      ['fanout bootstrap --check', 'whether it is there: read-only'],
    ],
  },
  emulator: {
    summary: 'Serve STS, S3 and CodeDeploy of the configuration on loopback',
    about:
      'Starts an emulator with the accounts, roles, buckets and deployment groups of the configuration, and prints the environment variables that lead to it.',
    examples: [
      ['fanout emulator --port 4566', 'on a port of your choice'],
      ['fanout emulator --speed 10', 'ten times faster than real time'],
    ],
  },
} as const satisfies Record<string, Command>;

type Command = {
  /** One line for the list of commands. */
  summary: string;
  /** The option that may be given without its name. */
  positional?: 'environment' | 'environments' | 'source' | 'code' | 'events-file' | 'folder';
  /** Options without which it does nothing. */
  required?: readonly ('environment' | 'reason' | 'code' | 'events-file')[];
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
