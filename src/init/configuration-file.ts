import { builtFolder, bundleFolder } from './build-script.ts';
import type { Answers, NewFile } from './repository.ts';

export type BundleAnswer = { source: string; build?: string | undefined; exclude?: string[] };

/** The configuration with a comment wherever somebody may want to change something. */
export function configurationFile(
  answers: Answers,
  bundle: BundleAnswer,
  hasConsul: boolean,
): NewFile {
  const { application, environments, regions } = answers;
  const text = `# What is deployed, and where. Every key: docs/configuration.md of codedeploy-fanout.
# \`fanout rehearse\` tries it on this machine, \`fanout plan ENV\` shows what would block it on AWS.
version: 1
application: ${scalar(application)}
bundle:
${buildLines(bundle)}
  source: ${scalar(bundle.source)} # its content is the root of the zip; appspec.yml is there
${bundle.exclude ? `  exclude: [${bundle.exclude.map(pattern).join(', ')}]\n` : ''}  version: "1.\${build.number}" # the CI system's number
  bucket: deploy-\${account.id}-\${region} # one in each account and region
accounts:
${environments.map(({ name, account }) => `  ${scalar(name)}: "${account}"`).join('\n')}
defaults:
  role: arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout # is assumed in each account
  deploymentGroup: ${/^[\w-]+$/.test(application) ? application : 'service'}-\${environment}
  timeout: 15m # of one deployment, which is stopped then
  # What must hold in a destination before it counts as succeeded, asked from where fanout runs:
  # verify:
  #   - http:
  #       url: https://\${region}.example.com/status
  #       json: { version: "\${version}", health: Healthy }
${hasConsul ? consulCheck : ''}environments:
${environments.map((each, index) => environmentText(each.name, environments[index - 1]?.name, regions)).join('\n')}
`;
  return { path: 'fanout.yml', text };
}

const consulCheck = `  #   - consul: # this version's instances are registered and passing on all hosts
  #       url: https://consul.\${region}.example.com
  #       service: NAME
`;

function buildLines({ build, source }: BundleAnswer): string {
  if (build === undefined)
    return '  # build: make build # runs once, before the zip is made, without credentials';
  return source === bundleFolder
    ? `  build: ${build} # runs once, without credentials; fills ${builtFolder}`
    : `  build: ${build} # runs once, without credentials`;
}

function environmentText(
  name: string,
  before: string | undefined,
  regions: readonly string[],
): string {
  const [first = ''] = regions;
  const many = regions.length > 1;
  return [
    `  ${scalar(name)}:`,
    ...(before === undefined
      ? []
      : [`    after: [${scalar(before)}] # takes only what is deployed and verified there`]),
    `    accounts: [${scalar(name)}]`,
    `    regions: [${regions.join(', ')}]`,
    ...(before === undefined || !many
      ? []
      : [
          '    waves: # one after another',
          `      - { name: first, match: { region: ${first} }, bake: 1m }`,
          '      - { name: rest, match: "*" }',
        ]),
    ...(before === undefined
      ? []
      : ['    onFailure: rollback # everything this run touched goes back to what ran before']),
  ].join('\n');
}

function pattern(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : JSON.stringify(text);
}

/** Text that YAML reads as this text, and nothing else. */
function scalar(text: string): string {
  const plain =
    /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
