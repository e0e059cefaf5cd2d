import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { HostName } from '../../src/ci/host.ts';
import { defined } from '../../src/defined.ts';
import { githubFile, teamcityMessages } from '../ci/parsers.ts';
import { anImage, includeComponent } from '../wrappers/gitlab-component.ts';
import { fields, scripts } from '../wrappers/meta-runner.ts';
import { dist, type Ran, repository, run } from './fanout.ts';

export type Given = {
  /** The checkout. */
  folder: string;
  /** How AWS is reached: the emulator's address, and credentials of a user where the job has some. */
  aws: Record<string, string>;
  buildNumber: number;
  /** By the names of the inputs, such as `allow-older`. */
  inputs: Record<string, string>;
  /** The identity token that GitHub and GitLab issue; without it the job has the user's credentials. */
  token?: string;
  /** Variables of the job beside what the CI sets. */
  variables?: Record<string, string>;
};

/** A job that has ended: its log, and the files it handed to the CI, by their names. */
export type Job = Ran & {
  files: Record<string, string>;
  /** The pages that the CI keeps, found as it finds them. */
  pages: string[];
};

const commit = '3fa85f6412345678901234567890123456789012';

/**
 * Runs the tool as each CI does: the scripts of our wrappers, every variable that the wrappers and the CI set, and
 * afterwards what is run at the end of a job.
 */
export const jobs: { [H in HostName]: (given: Given) => Promise<Job> } = {
  async github({ folder, aws, buildNumber, inputs, token, variables }) {
    const temp = join(folder, '../temp');
    const fileNames = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV'];
    const paths = fileNames.map((name) => [name, join(temp, name)] as const);
    mkdirSync(temp, { recursive: true });
    for (const [, path] of paths) writeFileSync(path, '');
    const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8'));
    const presets = Object.entries<{ default?: string }>(action.inputs);
    const issuer = token === undefined ? undefined : await anIssuer(token);
    const env = {
      ...reachable(aws, token),
      ...variables,
      ...issuer?.variables,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION: '__acme_codedeploy-fanout',
      GITHUB_ACTOR: 'someone',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_JOB: 'production',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_REPOSITORY: 'acme/orders',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_RUN_ID: `98765${buildNumber}`,
      GITHUB_RUN_NUMBER: String(buildNumber),
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_SHA: commit,
      GITHUB_WORKFLOW: 'deploy',
      GITHUB_WORKSPACE: folder,
      RUNNER_OS: 'Linux',
      RUNNER_TEMP: temp,
      ...Object.fromEntries(paths),
      ...Object.fromEntries(
        presets.map(([name, { default: preset = '' }]) => [
          `INPUT_${name.toUpperCase()}`,
          inputs[name] ?? preset,
        ]),
      ),
    };
    try {
      const main = await run(process.execPath, [join(repository, action.runs.main)], {
        cwd: folder,
        env,
      });
      const files = read(paths);
      const saved = Object.entries(githubFile(files.GITHUB_STATE ?? ''));
      const state = Object.fromEntries(saved.map(([name, value]) => [`STATE_${name}`, value]));
      const post = await run(process.execPath, [join(repository, action.runs.post)], {
        cwd: folder,
        env: { ...env, ...state },
      });
      const page = githubFile(files.GITHUB_OUTPUT ?? '').page;
      return together(main, post, { ...files }, page ? [page] : []);
    } finally {
      issuer?.close();
    }
  },

  async teamcity({ folder, aws, buildNumber, inputs, token, variables }) {
    const filled: Record<string, string> = {
      ...inputs,
      ...defined({ 'web-identity-token': token }),
    };
    const form = fields().map(({ name, value }) => {
      const variable = name.replace(/^env\./, '');
      const input = variable.replace('INPUT_', '').toLowerCase().replaceAll('_', '-');
      return [variable, filled[input] ?? value];
    });
    const env = {
      ...reachable(aws, token),
      ...variables,
      TEAMCITY_VERSION: '2025.11 (build 207000)',
      TEAMCITY_PROJECT_NAME: 'Orders',
      TEAMCITY_BUILDCONF_NAME: 'Production',
      BUILD_NUMBER: String(buildNumber),
      BUILD_URL: `https://teamcity.example.com/buildConfiguration/Orders_Production/98765${buildNumber}`,
      BUILD_VCS_NUMBER: commit,
      ...Object.fromEntries(form),
      FANOUT_TOOL_DIR: repository,
    };
    const [main, last] = await inOrder(
      scripts().map(({ script }) => script),
      { cwd: folder, env },
    );
    const published = teamcityMessages(main.stdout).flatMap(({ name, data }) =>
      name === 'publishArtifacts' ? (data.split(' => ')[0] ?? []) : [],
    );
    const files = read([['junit.xml', join(folder, filled.junit ?? 'junit.xml')]]);
    return together(main, last, files, published);
  },

  async gitlab({ folder, aws, buildNumber, inputs, token, variables }) {
    const values = Object.entries(inputs).map(([name, value]) => [name, value === 'true' || value]);
    const chosen = {
      environment: 'production',
      image: anImage,
      ...Object.fromEntries(values),
    };
    const job = includeComponent({ ...chosen, 'tool-path': dist }).deploy;
    const set = Object.entries(job?.variables ?? {}).map(([name, value]) => {
      return [name, value.replace('$FANOUT_ID_TOKEN', token ?? '')];
    });
    const env = {
      ...reachable(aws, token),
      ...variables,
      CI: 'true',
      GITLAB_CI: 'true',
      CI_COMMIT_REF_NAME: 'main',
      CI_COMMIT_SHA: commit,
      CI_ENVIRONMENT_NAME: 'production',
      CI_JOB_ID: `98765${buildNumber}`,
      CI_JOB_NAME: 'deploy',
      CI_JOB_URL: `https://gitlab.example.com/acme/orders/-/jobs/98765${buildNumber}`,
      CI_PIPELINE_IID: String(buildNumber),
      CI_PROJECT_DIR: folder,
      CI_PROJECT_PATH: 'acme/orders',
      GITLAB_USER_LOGIN: 'someone',
      ...Object.fromEntries(set),
      ...defined({ FANOUT_ID_TOKEN: token }),
    };
    const parts = [job?.script ?? [], job?.after_script ?? []].map((lines) => lines.join('\n'));
    const [main, after] = await inOrder(parts, { cwd: folder, env });
    const reports = ['outputs.env', 'annotations.json', 'junit.xml'];
    const kept = job?.artifacts.paths.map((path) => join(folder, dirname(path))) ?? [];
    return together(
      main,
      after,
      read(reports.map((name) => [name, join(folder, '.fanout', name)])),
      kept.flatMap((at) =>
        readdirSync(at).flatMap((name) => (/\.html$/.test(name) ? join(at, name) : [])),
      ),
    );
  },

  async terminal({ folder, aws, buildNumber, inputs, token, variables }) {
    const { command = '', environment = '', ...others } = inputs;
    const flags = Object.entries(others).map(([name, value]) =>
      value === 'true' ? `--${name}` : `--${name}=${value}`,
    );
    const env = { ...reachable(aws, token), ...variables, LANG: 'C.UTF-8', TERM: 'xterm' };
    const version = `--version=1.${buildNumber}`;
    const main = await run(process.execPath, [dist, command, environment, version, ...flags], {
      cwd: folder,
      env: token === undefined ? env : { ...env, INPUT_WEB_IDENTITY_TOKEN: token },
    });
    return { ...main, files: {}, pages: [] };
  },
};

/** With a token there are no other credentials. */
function reachable(aws: Record<string, string>, token: string | undefined): Record<string, string> {
  if (token === undefined) return aws;
  return Object.fromEntries(
    Object.entries(aws).filter(([name]) => !/^AWS_(ACCESS|SECRET|SESSION)/.test(name)),
  );
}

async function inOrder(
  scripts: readonly string[],
  options: { cwd: string; env: Record<string, string> },
): Promise<[Ran, Ran]> {
  const [first = '', last = ''] = scripts;
  const main = await run('sh', ['-c', first], options);
  return [main, await run('sh', ['-c', last], options)];
}

/** One log, as the CI shows it; the job fails with its first part. */
function together(
  main: Ran,
  last: Ran,
  files: Record<string, string>,
  pages: readonly string[],
): Job {
  if (last.code !== 0) throw new Error(`the end of the job failed: ${last.stdout}${last.stderr}`);
  const [stdout, stderr] = [main.stdout + last.stdout, main.stderr + last.stderr];
  return {
    code: main.code,
    stdout,
    stderr,
    files,
    pages: pages.map((path) => readFileSync(path, 'utf8')),
  };
}

function read(paths: readonly (readonly [name: string, path: string])[]): Record<string, string> {
  const there = paths.filter(([, path]) => existsSync(path));
  return Object.fromEntries(there.map(([name, path]) => [name, readFileSync(path, 'utf8')]));
}

/** GitHub's token endpoint. */
async function anIssuer(token: string) {
  const server = createServer((request, response) => {
    const permitted = request.headers.authorization === `Bearer ${requestToken}`;
    response.statusCode = permitted ? 200 : 401;
    response.end(JSON.stringify({ value: permitted ? token : '' }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    variables: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    },
    close: () => server.close(),
  };
}

export const requestToken = 'the-right-to-ask-for-tokens';
