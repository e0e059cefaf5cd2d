import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readInputs } from '../../src/cli/arguments.ts';
import { commandNames } from '../../src/cli/commands.ts';
import { optionNames, optionOf } from '../../src/cli/options.ts';
import { outputs } from '../../src/report/outputs.ts';
import { anImage, componentHeader, includeComponent, packageHeader } from './gitlab-component.ts';
import { attribute, fields } from './meta-runner.ts';

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
const inCi = optionNames.filter((name) => optionOf(name).ci);
const variables = ['command', ...inCi].map(
  (name) => `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
);
const job = (given: Record<string, string | boolean>) =>
  includeComponent({ image: anImage, ...given }).deploy;

describe('every input of the code, and no other, is offered by', () => {
  test('the action of GitHub', () => {
    expect(Object.keys(action.inputs).sort()).toEqual(['command', ...inCi].sort());
  });

  test('the recipe of TeamCity', () => {
    const names = fields().map(({ name }) => name);
    const inputs = names.filter((name) => name.startsWith('env.INPUT_'));
    expect(inputs.sort()).toEqual(variables.map((name) => `env.${name}`).sort());
    expect(names.filter((name) => !inputs.includes(name))).toEqual(['env.FANOUT_TOOL_DIR']);
  });

  test('the recipe of TeamCity, what most steps need first, and each matter together under its name', () => {
    const [, ...labels] = fields().map(({ spec }) => attribute(spec, 'label') ?? '');
    const matters = labels.slice(0, -1).map((label) => /^(.+) \/ /.exec(label)?.[1]);
    const firsts = matters.filter((matter, index) => matter !== matters[index - 1]);
    expect(matters[0]).toBeUndefined();
    expect(firsts).toContain('Rehearsal');
    expect(new Set(firsts).size).toBe(firsts.length);
    expect(matters.lastIndexOf(undefined)).toBeLessThan(10);
  });

  test('the component of GitLab', () => {
    const set = Object.keys(job({ environment: 'production' })?.variables ?? {});
    expect(set.filter((name) => name.startsWith('INPUT_')).sort()).toEqual([...variables].sort());
    expect(Object.keys(componentHeader.spec.inputs)).toEqual(
      expect.arrayContaining(['command', ...inCi]),
    );
  });
});

test('the action has the outputs of the code, each explained', () => {
  expect(Object.keys(action.outputs)).toEqual(Object.keys(outputs));
  for (const output of Object.values<{ description: string }>(action.outputs))
    expect(output.description).not.toBe('');
});

test('the action runs a file that is there, after the job too where there is something to finish', () => {
  const { main, post } = action.runs;
  expect(existsSync(new URL(`../../${main}`, import.meta.url))).toBe(true);
  const finishes = (commandNames as readonly string[]).includes('finish');
  expect(post).toBe(finishes ? main : undefined);
});

/** What GitHub sets: every input in upper case with its hyphens, empty where nothing is given. */
function githubVariables(given: Record<string, string>): Record<string, string> {
  const inputs = Object.entries<{ default?: string }>(action.inputs);
  return Object.fromEntries(
    inputs.map(([name, { default: preset = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      // As it is evaluated in a job without a matrix.
      given[name] ?? preset.replace('${{ toJSON(matrix) }}', 'null'),
    ]),
  );
}

/** What TeamCity sets: every field as it is filled in. */
function teamcityVariables(given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    fields().map(({ name, value }) => {
      const variable = name.replace(/^env\./, '');
      const input = variable.replace('INPUT_', '').toLowerCase().replaceAll('_', '-');
      return [variable, given[input] ?? value];
    }),
  );
}

/** What GitLab sets; a variable that it does not know is empty, and the identity token is one that it does. */
function gitlabVariables(given: Record<string, string>): Record<string, string> {
  const set = job({ environment: 'production', ...given })?.variables ?? {};
  return Object.fromEntries(
    Object.entries(set).map(([name, value]) => [name, value.replace('$FANOUT_ID_TOKEN', 'token')]),
  );
}

const systems = [
  ['GitHub', githubVariables],
  ['TeamCity', teamcityVariables],
  ['GitLab', gitlabVariables],
] as const;

describe.each(systems)('in %s', (system, variablesOf) => {
  test('an environment is all that must be given', () => {
    const read = readInputs([], variablesOf({ environment: 'production' }));
    const bare = readInputs(['deploy', 'production'], {});
    if (!read.ok || !bare.ok) throw new Error(JSON.stringify(read));
    const own = {
      GitHub: { leg: 'null' },
      GitLab: { webIdentityToken: 'token', junit: '.fanout/junit.xml' },
      TeamCity: {},
    }[system];
    expect(read.inputs).toEqual({ ...bare.inputs, ...own });
  });

  test('values arrive as they are written', () => {
    const given = {
      environment: 'test',
      var: 'A=1 "2"\nB=$x `y`',
      'deployment-config': "it's: #1",
    };
    const read = readInputs([], variablesOf(given));
    expect(read).toMatchObject({
      ok: true,
      inputs: {
        environment: 'test',
        var: { A: '1 "2"', B: '$x `y`' },
        deploymentConfig: "it's: #1",
      },
    });
  });

  test('what is chosen from is what the code takes', () => {
    const read = readInputs(
      [],
      variablesOf({ environment: 'test', 'file-exists-behavior': 'RETAIN' }),
    );
    expect(read).toMatchObject({ ok: true, inputs: { fileExistsBehavior: 'RETAIN' } });
  });
});

test('a switch of the component is a truth value, and becomes text', () => {
  const read = readInputs([], job({ environment: 'test', 'allow-older': true })?.variables ?? {});
  expect(read).toMatchObject({ ok: true, inputs: { allowOlder: true, json: false } });
});

describe('the commands to choose from', () => {
  const ofComponents = [componentHeader, packageHeader].flatMap(
    ({ spec }) => spec.inputs.command?.options ?? [],
  );
  const offered = commandNames.filter((name) => ofComponents.includes(name));

  test('exist, and need no terminal', () => {
    expect(offered).toContain('deploy');
    expect(offered).not.toContain('emulator');
    expect([...offered].sort()).toEqual([...ofComponents].sort());
  });

  test('are the same in all systems', () => {
    const spec = fields().find(({ name }) => name === 'env.INPUT_COMMAND')?.spec ?? '';
    const items = offered.map((_, index) => attribute(spec, `data_${index + 1}`));
    expect(items).toEqual(offered);
    expect(attribute(spec, `data_${offered.length + 1}`)).toBeUndefined();
    expect(action.inputs.command.description).toContain(offered.join(', '));
  });
});

test('secrets have no default, and are no plain text in the form of TeamCity', () => {
  const secret = inCi.filter((name) => optionOf(name).secret);
  expect(secret.length).toBeGreaterThan(0);
  for (const name of secret) {
    const variable = `env.INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
    expect(fields().find((field) => field.name === variable)).toMatchObject({
      value: '',
      spec: expect.stringMatching(/^password /),
    });
    expect(action.inputs[name].default).toBeUndefined();
    // A variable of the job itself, whose value GitLab masks.
    expect(['', '$FANOUT_ID_TOKEN']).toContain(componentHeader.spec.inputs[name]?.default);
  }
});
