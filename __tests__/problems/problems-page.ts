import { awsCodes } from '../../src/problem-codes/aws.ts';
import { bundleCodes } from '../../src/problem-codes/bundle.ts';
import { configurationCodes } from '../../src/problem-codes/configuration.ts';
import type { Explained } from '../../src/problem-codes/explained.ts';
import { inputCodes } from '../../src/problem-codes/inputs.ts';
import { releaseCodes } from '../../src/problem-codes/release.ts';

/** The text of docs/problems.md. */
export function problemsPage(): string {
  return [
    INTRODUCTION,
    '## Inputs and the machine',
    ...sections(inputCodes),
    '## fanout.yml',
    ...sections(configurationCodes),
    '## The build and the bundle',
    ...sections(bundleCodes),
    '## Credentials and AWS',
    ...sections(awsCodes),
    '## Releases and environments',
    ...sections(releaseCodes),
  ]
    .map((part) => part.trim())
    .join('\n\n')
    .concat('\n');
}

const INTRODUCTION = `
# Problems and their codes

Every problem that fanout reports has a code. Messages may change from one version to the next; codes stay, so that scripts can rely on
them. \`--json\` of a run, plan or status that was refused has a list of them:

\`\`\`json
{"verdict":"refused","exitCode":3,"problems":[{"code":"group-missing","destination":"retail/eu-west-1","message":"…","file":null,"line":null,"column":null,"hint":"…"}]}
\`\`\`

What is wrong with an AppSpec file or with a bundle has its rule as its code: [rules.md](rules.md). \`fanout explain CODE\` describes either.

This page is made from the list in \`src/problem-codes\`; \`UPDATE=1 npm test -- __tests__/problems\` writes it again.
`;

function sections(codes: Readonly<Record<string, Explained>>): string[] {
  return Object.entries(codes).flatMap(([code, { what, fix }]) => [
    `### ${code}`,
    `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    `What to do: ${fix}.`,
  ]);
}
