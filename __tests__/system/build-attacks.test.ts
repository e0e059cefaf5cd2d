import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ownNamespace } from '../../src/bundle/build-namespace.ts';
import { aToken } from '../aws/makers.ts';
import { jobs } from './ci-jobs.ts';
import { aCiProject } from './ci-project.ts';
import { fanout } from './fanout.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A build of one file, after `attack`. */
const building = (
  attack: string,
) => `import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
${attack}
mkdirSync('build', { recursive: true });
writeFileSync('build/appspec.yml', 'version: 0.0\\nos: linux\\nfiles:\\n  - source: app.txt\\n    destination: /opt/orders\\n');
writeFileSync('build/app.txt', 'x');
`;

function aProject(attack: string, edit?: (text: string) => string) {
  const project = aCiProject(edit, building(attack));
  endings.push(() => project.remove());
  const home = join(project.folder, '../home');
  mkdirSync(home);
  return { ...project, home };
}

/** A service on this machine that is not AWS, and what it is told. */
async function anEavesdropper() {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text) => {
      body += text;
    });
    request.on('end', () => {
      heard.push(body);
      response.statusCode = 403;
      response.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  endings.push(() => server.close());
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Where nothing answers, so that nothing of a test leaves the machine. */
const nowhere = { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' };

test.each(['github', 'gitlab'] as const)(
  'on %s a build that writes ~/.aws/config leads no token to where it likes',
  async (host) => {
    const ear = await anEavesdropper();
    const config = `[default]\nendpoint_url = ${ear.url}\nregion = eu-west-1\n`;
    const { folder, home } = aProject(
      `mkdirSync(process.env.HOME + '/.aws', { recursive: true });
writeFileSync(process.env.HOME + '/.aws/config', ${JSON.stringify(config)});`,
    );
    const job = await jobs[host]({
      folder,
      aws: {},
      buildNumber: 214,
      inputs: { command: 'deploy', environment: 'production' },
      token: aToken({ canary: 'of-the-token' }),
      variables: { HOME: home, ...nowhere },
    });
    expect(existsSync(join(home, '.aws/config'))).toBe(true);
    expect(job.code).not.toBe(0);
    expect(ear.heard).toEqual([]);
  },
  60_000,
);

test('an endpoint that only a file names gets no token, also where the file was there before', async () => {
  const ear = await anEavesdropper();
  const { folder, home } = aProject('');
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws/config'), `[default]\nendpoint_url = ${ear.url}\n`);
  const job = await jobs.github({
    folder,
    aws: {},
    buildNumber: 214,
    inputs: { command: 'deploy', environment: 'production' },
    token: aToken(),
    variables: { HOME: home, ...nowhere },
  });
  expect(job.stdout).toContain('the identity token is not sent to');
  expect(ear.heard).toEqual([]);
});

describe('a profile', () => {
  const role = 'arn:aws:iam::222222222222:role/codedeploy-fanout';

  /** Asks with a token in a file, as somebody does who has set AWS_PROFILE to `deploy`. */
  async function asked(config: (url: string, token: string) => string) {
    const ear = await anEavesdropper();
    const { folder, home } = aProject('');
    const token = join(home, 'token');
    writeFileSync(token, aToken({ canary: 'of-the-token' }));
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws/config'), config(ear.url, token));
    const given = { AWS_WEB_IDENTITY_TOKEN_FILE: token, AWS_ROLE_ARN: role, AWS_PROFILE: 'deploy' };
    const env = { HOME: home, ...nowhere, ...given };
    const { code, stdout } = await fanout(['status', 'production'], { cwd: folder, env });
    expect(code).not.toBe(0);
    const said = stdout.replaceAll(/\s+/g, ' ');
    return { heard: ear.heard.filter((text) => text.includes('WebIdentity')), said };
  }

  test('with a token of its own and an endpoint that only the file names gets that token nowhere', async () => {
    const { heard, said } = await asked(
      (url, token) =>
        `[profile deploy]\nendpoint_url = ${url}\nrole_arn = ${role}\nweb_identity_token_file = ${token}\n`,
    );
    expect(heard).toEqual([]);
    expect(said).toContain('the identity token is not sent to');
  });

  test('without credentials has the token of the job sent nowhere by its endpoint', async () => {
    const { heard, said } = await asked((url) => `[profile deploy]\nendpoint_url = ${url}\n`);
    expect(heard).toEqual([]);
    expect(said).toContain('the identity token is not sent to');
  });

  test('that is in no file is refused, and nothing else takes its place', async () => {
    const { heard, said } = await asked((url) => `[default]\nendpoint_url = ${url}\n`);
    expect(heard).toEqual([]);
    expect(said).toContain('there is no profile "deploy"');
  });
});

const linux = process.platform === 'linux' ? describe : describe.skip;

linux('a process that a build leaves behind', () => {
  const setsid = `spawn('setsid', ['sleep', '61.7'], { detached: true, stdio: 'ignore' }).unref();`;
  const isAlive = () =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).includes('sleep 61.7');

  test('is ended, and named, though it has left group and session', async () => {
    const { folder, home } = aProject(setsid);
    const { code, stdout } = await fanout(['package', '--version', '1', '--out', 'x.zip'], {
      cwd: folder,
      env: { HOME: home },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/the build left "(sleep|setsid)" running, which is ended now/);
    expect(isAlive()).toBe(false);
  });

  ('prefix' in ownNamespace() ? test : test.skip)(
    'is ended also where it hides, in a job with an identity',
    async () => {
      const { folder, home } = aProject(setsid.replace("'ignore' }", "'ignore', env: {} }"));
      const env = { HOME: home, AWS_PROFILE: 'deploy', FANOUT_CI: 'gitlab' };
      const { code, stdout } = await fanout(['package', '--version', '1'], { cwd: folder, env });
      expect(code).toBe(0);
      expect(stdout).toMatch(/the build left "(sleep|setsid)" running, which is ended now/);
      expect(isAlive()).toBe(false);
    },
  );
});

const apart = 'prefix' in ownNamespace() ? test : test.skip;

apart(
  'a build in a job with an identity finds it in no environment, its own or another’s',
  async () => {
    const { folder, home } = aProject(`const seen = readdirSync('/proc').flatMap((name) => {
  try {
    return [readFileSync('/proc/' + name + '/environ', 'utf8')];
  } catch {
    return [];
  }
});
writeFileSync('seen.txt', seen.join('\\n'));`);
    const env = {
      HOME: home,
      FANOUT_CI: 'gitlab',
      AWS_ACCESS_KEY_ID: 'AKIACANARY',
      AWS_SECRET_ACCESS_KEY: 'the-canary-of-the-job',
    };
    const { code } = await fanout(['package', '--version', '1'], { cwd: folder, env });
    expect(code).toBe(0);
    const seen = readFileSync(join(folder, 'seen.txt'), 'utf8');
    expect(seen).toContain('FANOUT_BUILD=');
    expect(seen).not.toContain('the-canary-of-the-job');
  },
);

test('a secret of the configuration, and those of tools, reach no build, whatever they are called', async () => {
  const { folder, home } = aProject(
    `writeFileSync('seen.txt', JSON.stringify(process.env));`,
    (text) =>
      text.replace(
        'codedeploy-fanout" }',
        'codedeploy-fanout", externalId: "$' + '{env.CI_PLAIN_NAME}" }',
      ),
  );
  const env = { HOME: home, CI_PLAIN_NAME: 'canary-one', VAULT_TOKEN: 'canary-two' };
  const { code } = await fanout(['package', '--version', '1'], { cwd: folder, env });
  expect(code).toBe(0);
  expect(readFileSync(join(folder, 'seen.txt'), 'utf8')).not.toContain('canary');
});

describe('a build in a CI job with an identity', () => {
  const refusing = (text: string) => text.replace('  buildWithIdentity: true\n', '');
  const attack = "writeFileSync('ran.txt', '');";

  test.each(['package', 'deploy'])('is refused by `%s`, before it runs', async (command) => {
    const { folder } = aProject(attack, refusing);
    const job = await jobs.github({
      folder,
      aws: {},
      buildNumber: 214,
      inputs: { command, environment: 'production' },
      token: aToken(),
    });
    expect(job.code).toBe(3);
    expect(job.stdout).toContain(
      'bundle.build is not run, because this job has the right to ask GitHub',
    );
    expect(existsSync(join(folder, 'ran.txt'))).toBe(false);
  });

  test('is not needed where the zip is given that `package` made', async () => {
    const { folder, home } = aProject(attack, refusing);
    const made = await fanout(['package', '--version', '1', '--out', 'bundle.zip'], {
      cwd: folder,
      env: { HOME: home, CI: 'true', GITLAB_CI: 'true' },
    });
    expect(made.code).toBe(0);
    const env = { HOME: home, GITLAB_CI: 'true', AWS_PROFILE: 'deploy' };
    const args = ['package', '--version', '1', '--source', 'bundle.zip', '--json'];
    const again = await fanout(args, { cwd: folder, env });
    expect(again.code).toBe(0);
  });
});

describe('the build of a rehearsal', () => {
  const rehearsing = { command: 'rehearse', hooks: 'check', speed: '100' };

  test('is refused beside an identity like any other', async () => {
    const { folder } = aProject("writeFileSync('ran.txt', '');", (text) =>
      text.replace('  buildWithIdentity: true\n', ''),
    );
    const job = await jobs.github({
      folder,
      aws: {},
      buildNumber: 214,
      inputs: rehearsing,
      token: aToken(),
    });
    expect(job.code).toBe(3);
    expect(job.stdout).toContain('bundle.build is not run, because this job has the right');
    expect(existsSync(join(folder, 'ran.txt'))).toBe(false);
  });

  test('has the environment of a build, and what it leaves running is ended', async () => {
    const { folder, home } = aProject(`writeFileSync('seen.txt', JSON.stringify(process.env));
spawn('setsid', ['sleep', '61.8'], { detached: true, stdio: 'ignore' }).unref();`);
    const env = { HOME: home, VAULT_TOKEN: 'canary', AWS_SECRET_ACCESS_KEY: 'canary' };
    const args = ['rehearse', '--hooks', 'check', '--speed', '100', '--version', '1'];
    const { code, stdout } = await fanout(args, { cwd: folder, env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/the build left "(sleep|setsid)" running, which is ended now/);
    expect(readFileSync(join(folder, 'seen.txt'), 'utf8')).not.toMatch(/canary|AWS_/);
  });
});
