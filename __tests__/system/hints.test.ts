import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type CommandName, commandNames, commandOf } from '../../src/cli/commands.ts';
import { flagOf, optionNames, optionOf } from '../../src/cli/options.ts';
import { fanout } from './fanout.ts';

const file = (settings: string, vars = 'other: x') => `version: 1
application: orders
bundle: { source: src, ${settings}bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
vars: { ${vars} }
defaults: { deploymentGroup: "orders-\${vars.color}" }
environments: { production: { accounts: [retail], regions: [eu-west-1] } }
`;

/** What is wrong, and the configuration that there is. */
const situations = {
  'there is no configuration': undefined,
  'a variable has no value': file(''),
  'the version is not known': file('version: "${commit}", ', 'color: blue'),
  'a profile is not there': file('', 'color: blue'),
};

const folder = mkdtempSync(join(tmpdir(), 'hints-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Serve until they are stopped. */
const lasting: readonly CommandName[] = ['serve', 'emulator'];
const walked = commandNames.filter((command) => !lasting.includes(command));

describe.each(Object.entries(situations))('where %s', (situation, configuration) => {
  const cwd = join(folder, situation.replaceAll(' ', '-'));
  mkdirSync(join(cwd, 'src'), { recursive: true });
  writeFileSync(join(cwd, 'src/appspec.yml'), 'version: 0.0\nos: linux\n');
  if (configuration) writeFileSync(join(cwd, 'fanout.yml'), configuration);

  test('no command advises a flag that it does not take', async () => {
    const env = { AWS_PROFILE: 'missing', AWS_CONFIG_FILE: '/nowhere' };
    const said = await Promise.all(
      walked.map(async (command) => {
        const { stdout, stderr } = await fanout([command, ...positionals(command)], { cwd, env });
        return `${stdout}${stderr}`
          .split('\n')
          .flatMap((line) =>
            notTaken(command, line).map((flag) => `${command} --${flag}: ${line}`),
          );
      }),
    );
    expect(said.flat()).toEqual([]);
  });
});

function positionals(command: CommandName): string[] {
  if (command === 'hold') return ['production', '--reason', 'a test'];
  return commandOf(command).positional === 'environment' ? ['production'] : [];
}

function notTaken(command: CommandName, line: string): string[] {
  return [...line.matchAll(/--([a-z][a-z-]+)/g)]
    .filter(({ 1: flag = '', index }) => {
      const named = /.*\bfanout ([a-z]+)/.exec(line.slice(0, index))?.[1] ?? command;
      return flag !== 'help' && !takes(named, flag);
    })
    .map(([, flag = '']) => flag);
}

function takes(command: string, flag: string): boolean {
  return optionNames.some((name) => {
    const taken: readonly string[] = optionOf(name).commands;
    return flagOf(name) === flag && taken.includes(command);
  });
}
