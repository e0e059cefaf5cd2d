import { describe, expect, test } from '@jest/globals';
import { readInputs } from '../../src/cli/arguments.ts';
import { commandNames } from '../../src/cli/commands.ts';
import { camel, secretsIn } from '../../src/cli/inputs.ts';
import { flagOf, optionNames, optionOf, optionsOf } from '../../src/cli/options.ts';
import { enumerate } from '../../src/words/closest.ts';
import fc from '../fast-check.ts';

type Env = Record<string, string>;

function read(line: string, env: Env = {}) {
  return readInputs(line.split(' ').filter(Boolean), env);
}

function inputsOf(line: string, env: Env = {}): Record<string, unknown> {
  const result = read(line, env);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.inputs;
}

function problemsOf(line: string, env: Env = {}): string[] {
  const result = read(line, env);
  return result.ok
    ? []
    : result.problems.map(({ message, hint }) => (hint ? `${message} (${hint})` : message));
}

describe('which command', () => {
  test.each([
    ['', {}, { command: 'help', exitCode: 2 }],
    ['--help', {}, { command: 'help', exitCode: 0 }],
    ['-h', {}, { command: 'help', exitCode: 0 }],
    ['help', {}, { command: 'help', exitCode: 0 }],
    ['help lint', {}, { command: 'help', exitCode: 0, topic: 'lint' }],
    ['deploy --help', {}, { command: 'help', exitCode: 0, topic: 'deploy' }],
    ['deploy --wrong -h', {}, { command: 'help', exitCode: 0, topic: 'deploy' }],
    ['--version', {}, { command: 'version' }],
    ['--version', { INPUT_COMMAND: 'deploy' }, { command: 'version' }],
    ['deploy test', {}, { command: 'deploy', environment: 'test' }],
    [
      '',
      { INPUT_COMMAND: 'deploy', INPUT_ENVIRONMENT: 'test' },
      { command: 'deploy', environment: 'test' },
    ],
    ['lint', { INPUT_COMMAND: 'deploy' }, { command: 'lint' }],
    ['lint dist', {}, { command: 'lint', source: 'dist' }],
    ['rehearse', {}, { command: 'rehearse', rehearsed: 'deploy' }],
    ['rehearse test', {}, { command: 'rehearse', rehearsed: 'deploy', environment: 'test' }],
    ['rehearse deploy', {}, { command: 'rehearse', rehearsed: 'deploy' }],
    ['rehearse deploy test', {}, { command: 'rehearse', rehearsed: 'deploy', environment: 'test' }],
    [
      'rehearse deploy deploy',
      {},
      { command: 'rehearse', rehearsed: 'deploy', environment: 'deploy' },
    ],
    ['rehearse rollback test', {}, { rehearsed: 'rollback', environment: 'test' }],
    [
      'promote production --from test --force outage',
      {},
      { command: 'promote', environment: 'production', from: 'test', force: 'outage' },
    ],
    ['rollback production --to 1.2', {}, { command: 'rollback', to: '1.2' }],
    [
      '',
      { INPUT_COMMAND: 'hold', INPUT_ENVIRONMENT: 'production', INPUT_REASON: 'no changes' },
      { command: 'hold', environment: 'production', reason: 'no changes' },
    ],
    ['unhold production', {}, { command: 'unhold', environment: 'production' }],
    ['emulator', {}, { command: 'emulator', port: 4566 }],
    ['package', {}, { command: 'package' }],
  ])('%s %j', (line, env, expected) => {
    expect(inputsOf(line, env)).toMatchObject(expected);
  });

  test.each([
    ['deplyo test', 'unknown command "deplyo" (did you mean "deploy"?)'],
    ['ship test', `unknown command "ship" (there are: ${enumerate(commandNames)})`],
    ['ship --help', `unknown command "ship" (there are: ${enumerate(commandNames)})`],
    ['constructor', `unknown command "constructor" (there are: ${enumerate(commandNames)})`],
    ['--json', `no command is given (there are: ${enumerate(commandNames)})`],
    [
      'deploy',
      'no environment is given to deploy to (name one from the configuration, such as: fanout deploy production)',
    ],
    ['promote', '"promote" needs an environment (such as: fanout promote production)'],
    [
      'hold production',
      '"hold" needs --reason (such as: fanout hold production --reason "no changes until Monday")',
    ],
    [
      'rollback production --allow-older',
      `--allow-older is not an option of "rollback" (it is one of: ${enumerate(optionOf('allow-older').commands)})`,
    ],
    ['deploy test more', '"more" is one argument too many'],
    ['emulator test', '"test" is one argument too many'],
    ['package dist', '"dist" is one argument too many'],
  ])('%s', (line, problem) => {
    expect(problemsOf(line)).toEqual([problem]);
  });
});

test('what is not given has its default, or is absent', () => {
  expect(inputsOf('deploy test')).toEqual({
    allowEvent: false,
    command: 'deploy',
    environment: 'test',
    only: [],
    except: [],
    ignoreAlarm: [],
    var: {},
    appspec: [],
    exclude: [],
    redact: [],
    json: false,
    debug: false,
    noColor: false,
    allowOlder: false,
  });
});

describe('values', () => {
  test.each([
    ['--timeout 1h30m', { timeout: 5_400_000 }],
    ['--timeout=45m', { timeout: 2_700_000 }],
    ['--json', { json: true }],
    ['--json=false', { json: false }],
    ['--json false', { json: false }],
    ['--json true', { json: true }],
    ['--json --json', { json: true }],
    ['--exclude a --exclude b', { exclude: ['a', 'b'] }],
    ['--var a=1 --var b=x=y --var c=', { var: { a: '1', b: 'x=y', c: '' } }],
    ['--version=--odd', { version: '--odd' }],
    ['--version -1', { version: '-1' }],
    ['--file-exists-behavior RETAIN', { fileExistsBehavior: 'RETAIN' }],
    ['--redact a+ --redact [0-9]', { redact: [/a+/g, /[0-9]/g] }],
    ['--appspec a.yml', { appspec: ['a.yml'] }],
    ['--no-color --debug', { noColor: true, debug: true }],
    ['--allow-older', { allowOlder: true }],
    ['--config= --version=', {}],
  ])('deploy test %s', (line, expected) => {
    const { command, environment, ...rest } = inputsOf('deploy test');
    expect(inputsOf(`deploy test ${line}`)).toEqual({ command, environment, ...rest, ...expected });
  });

  test.each([
    [
      '--timeout abc',
      '--timeout must be a duration such as "45m", "1h30m" or "90s", a week at most, not "abc"',
    ],
    [
      '--timeout 45',
      '--timeout must be a duration such as "45m", "1h30m" or "90s", a week at most, not "45" (a unit is missing: 45m, 45s)',
    ],
    ['--json=yes', '--json must be "true" or "false", not "yes"'],
    ['--json=True', '--json must be "true" or "false", not "True"'],
    [
      '--file-exists-behavior retain',
      '--file-exists-behavior must be one of DISALLOW, OVERWRITE, RETAIN, not "retain" (did you mean "RETAIN"?)',
    ],
    ['--ci jenkins', '--ci must be one of github, teamcity, gitlab, terminal, not "jenkins"'],
    ['--var a', '--var must be NAME=VALUE, not "a" ("a" does not have that form)'],
    [
      '--var a=1 --var a=2',
      '--var must be given once for each name, not "a=1 a=2" ("a" is given twice)',
    ],
    [
      '--redact [',
      '--redact must be a regular expression, not "[" (Invalid regular expression: /[/g: Unterminated character class)',
    ],
    ['--version', '--version needs a value (write --version=VALUE)'],
    ['--version --json', '--version needs a value (write --version=VALUE)'],
    ['--version 1 --version 2', '--version is given 2 times (keep one of "1", "2")'],
    ['--environment prod', '--environment is given 2 times (keep one of "test", "prod")'],
    ['--appspec a --appspec b', '--appspec takes one value for deploy, not 2'],
    ['--jsn', 'unknown option "--jsn" (did you mean "--json"?)'],
    ['--waive canary', 'unknown option "--waive" (did you mean "--wave"?)'],
    ['-j', 'unknown option "-j" (fanout --help lists what there is)'],
    ['--__proto__ a', 'unknown option "--__proto__" (fanout --help lists what there is)'],
    ['--port 80', '--port is not an option of "deploy" (it is one of: emulator, serve, rehearse)'],
    [
      '--role arn',
      '--role describes a destination without a configuration, but "test" is an environment of one (give one or the other)',
    ],
    [
      '--web-identity-token abc',
      '--web-identity-token is not accepted on the command line (every user of this machine can read a command line: set INPUT_WEB_IDENTITY_TOKEN)',
    ],
  ])('deploy test %s', (line, problem) => {
    expect(problemsOf(`deploy test ${line}`)).toEqual([problem]);
  });

  test.each(['x', '-1', '0', '1e3', '0x10', '', '10001', 'NaN', 'Infinity', '1.', '.5', '1,5'])(
    'rehearse --speed=%s',
    (speed) => {
      const problem = `--speed must be a number from 0.1 to 10000, not "${speed}"`;
      expect(problemsOf(`rehearse --speed=${speed}`)).toEqual(speed === '' ? [] : [problem]);
    },
  );

  test.each(['0.1', '1', '20', '2.5', '10000'])('rehearse --speed %s', (speed) => {
    expect(inputsOf(`rehearse --speed ${speed}`)).toMatchObject({ speed: Number(speed) });
  });

  test.each([
    ['0', 0],
    ['65535', 65_535],
    ['1.5', undefined],
    ['65536', undefined],
  ])('emulator --port %s', (port, value) => {
    const result = read(`emulator --port ${port}`);
    expect(result.ok ? result.inputs : undefined).toEqual(
      value === undefined ? undefined : expect.objectContaining({ port: value }),
    );
  });

  test('every mistake at once', () => {
    expect(
      problemsOf('rehearse test --speed x --timeout 5 --jsn', {
        INPUT_EVENTS: 'e',
        INPUT_JSON: 'on',
      }).map((each) => each.split(' ').slice(0, 3).join(' ')),
    ).toEqual([
      'unknown option "--jsn"',
      '--timeout must be',
      '--speed must be',
      'input "json" must',
    ]);
  });
});

describe('environment variables', () => {
  const deploy = { INPUT_COMMAND: 'deploy', INPUT_ENVIRONMENT: 'test' };
  test.each([
    ['as GitHub sets them', { 'INPUT_DEPLOYMENT-CONFIG': 'a' }, { deploymentConfig: 'a' }],
    ['as others set them', { INPUT_DEPLOYMENT_CONFIG: 'a' }, { deploymentConfig: 'a' }],
    [
      'both: the first',
      { 'INPUT_DEPLOYMENT-CONFIG': 'a', INPUT_DEPLOYMENT_CONFIG: 'b' },
      { deploymentConfig: 'a' },
    ],
    [
      'an empty one of the first kind',
      { 'INPUT_DEPLOYMENT-CONFIG': '', INPUT_DEPLOYMENT_CONFIG: 'b' },
      { deploymentConfig: 'b' },
    ],
    ['blanks around', { INPUT_VERSION: ' 1.2\n' }, { version: '1.2' }],
    ['true', { INPUT_JSON: 'true' }, { json: true }],
    ['false', { INPUT_JSON: 'false' }, { json: false }],
    [
      'a list, one a line',
      { INPUT_EXCLUDE: '*.map\r\n\n  {a,b}/**  \n' },
      { exclude: ['*.map', '{a,b}/**'] },
    ],
    ['pairs, one a line', { INPUT_VAR: 'a=1\nb=2' }, { var: { a: '1', b: '2' } }],
    ['secrets', { INPUT_WEB_IDENTITY_TOKEN: 'jwt' }, { webIdentityToken: 'jwt' }],
    ['inputs of other commands', { INPUT_PORT: 'x', INPUT_OUT: 'a.zip' }, {}],
  ])('%s', (_, env, expected) => {
    expect(inputsOf('', { ...deploy, ...env })).toEqual({ ...inputsOf('', deploy), ...expected });
  });

  test.each([
    ['an empty value is no value', { INPUT_VERSION: '', INPUT_JSON: ' ', INPUT_EXCLUDE: '\n' }],
    ['others are none of ours', { INPUT_WHATEVER: 'x', VERSION: '1' }],
  ])('%s', (_, env) => {
    expect(inputsOf('', { ...deploy, ...env })).toEqual(inputsOf('', deploy));
  });

  test('a flag wins', () => {
    const env = {
      INPUT_VERSION: '1',
      INPUT_EXCLUDE: 'a',
      INPUT_JSON: 'true',
      INPUT_ENVIRONMENT: 'x',
    };
    expect(inputsOf('deploy test --version 2 --exclude b --json=false', env)).toMatchObject({
      environment: 'test',
      version: '2',
      exclude: ['b'],
      json: false,
    });
  });

  test.each([
    [{ INPUT_TIMEOUT: '45' }, 'input "timeout" must be a duration'],
    [{ 'INPUT_FILE-EXISTS-BEHAVIOR': 'x' }, 'input "file-exists-behavior" must be one of'],
    [{ INPUT_ROLE: 'x' }, 'input "role" describes a destination without a configuration'],
  ])('%j', (env, problem) => {
    expect(problemsOf('', { ...deploy, ...env })).toEqual([expect.stringContaining(problem)]);
  });

  test('every option can be given by one', () => {
    const samples = {
      text: 'a',
      path: 'a',
      flag: 'true',
      list: 'a',
      pairs: 'a=1',
      patterns: 'a',
      duration: '1m',
      number: '1',
    };
    for (const name of optionNames) {
      const { type, commands, choices, single } = optionOf(name);
      const [command = ''] = commands;
      const env: Env = { INPUT_COMMAND: command };
      if (!single) env.INPUT_ENVIRONMENT = 'test';
      if (command === 'hold') env.INPUT_REASON = 'a';
      env[`INPUT_${flagOf(name).toUpperCase()}`] =
        type === 'choice' ? (choices?.[0] ?? '') : samples[type];
      expect(inputsOf('', env)).toHaveProperty(camel(name));
    }
  });
});

test('secrets are told, for masking', () => {
  const env = {
    INPUT_WEB_IDENTITY_TOKEN: 'jwt',
    INPUT_APPLICATION: 'a',
    INPUT_ROLE_EXTERNAL_ID: 'id',
  };
  const result = read('deploy', env);
  expect(result.ok && secretsIn(result.inputs)).toEqual(['id', 'jwt']);
});

test('nothing on a command line or in the environment is more than a problem', () => {
  const words = [
    'deploy',
    'lint',
    'rehearse',
    'emulator',
    'package',
    '--',
    '-',
    '-h',
    '--version',
    '',
    ...optionNames.map((name) => `--${name}`),
    ...optionNames.map((name) => `--${name}=1`),
  ];
  const argv = fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 6 });
  const env = fc.dictionary(
    fc.constantFrom('INPUT_COMMAND', ...optionNames.map((name) => `INPUT_${name.toUpperCase()}`)),
    fc.string(),
    { maxKeys: 3 },
  );
  fc.assert(
    fc.property(argv, env, (args, variables) => {
      const result = readInputs(args, variables);
      expect(result.ok || result.problems.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('every option belongs to a command that exists', () => {
  for (const name of optionNames) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(optionOf(name).commands.every((command) => optionsOf(command).includes(name))).toBe(
      true,
    );
  }
});
