import type { Problem } from '../problem.ts';
import { quoted } from '../words/quoted.ts';

/** Who comes to assume roles: jobs with identity tokens, or somebody who is known to AWS. */
export type Identities = {
  providers: readonly Provider[];
  /** ARNs of roles and users. */
  principals: readonly string[];
};

/** A CI system that issues identity tokens. */
export type Provider = {
  system: 'GitHub' | 'GitLab';
  /** Its address without `https://`, as AWS names it. */
  host: string;
  subjects(environments: readonly string[]): string[];
  /** Absent: the partition's own. */
  audiences?(environments: readonly string[]): string[];
};

export type IdentityInputs = {
  github: readonly string[];
  gitlab: readonly string[];
  principal: readonly string[];
};

const name = '[A-Za-z0-9_.-]+';
// With ids or without: https://docs.github.com/en/actions/reference/security/oidc
const githubForm = new RegExp(
  `^(?:https://([\\w.-]+)/)?(${name}(?:@\\d+)?/${name}(?:@\\d+)?)(?::(ref:refs/[\\w./-]+))?$`,
);
const gitlabForm = new RegExp(
  `^(?:https://([\\w.-]+)/)?(${name}(?:/${name})+)(?::(ref_type:(?:branch|tag):ref:[\\w./-]+))?$`,
);
const principalForm = /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/;

/** Reads who is named; every mistake is told. */
export function readIdentities({ github, gitlab, principal }: IdentityInputs): {
  identities: Identities;
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const refuse = (flag: string, text: string, like: string) => {
    const message = `--${flag} must be ${like}, not ${quoted(text)}`;
    problems.push({ code: 'bad-option-value', message });
  };
  const providers = [
    ...github.flatMap((text) => {
      const found = githubForm.exec(text);
      if (found) return [githubProvider(found)];
      refuse('github', text, 'OWNER/REPOSITORY, with ":ref:refs/heads/BRANCH" or without');
      return [];
    }),
    ...gitlab.flatMap((text) => {
      const found = gitlabForm.exec(text);
      if (found) return [gitlabProvider(found)];
      refuse('gitlab', text, 'GROUP/PROJECT, with ":ref_type:branch:ref:BRANCH" or without');
      return [];
    }),
  ];
  for (const text of principal)
    if (!principalForm.test(text)) refuse('principal', text, 'the ARN of a role or user');
  return { identities: { providers, principals: principal }, problems };
}

function githubProvider([, server, repository = '', ref]: readonly string[]): Provider {
  return {
    system: 'GitHub',
    host: githubHost(server),
    subjects: (environments) =>
      ref === undefined
        ? environments.map((environment) => `repo:${repository}:environment:${environment}`)
        : [`repo:${repository}:${ref}`],
  };
}

function githubHost(server: string | undefined): string {
  if (server === undefined || server === 'github.com') return 'token.actions.githubusercontent.com';
  // https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency
  if (server.endsWith('.ghe.com')) return `token.actions.${server}`;
  return `${server}/_services/token`;
}

/** GitLab's subject tells environments not apart, so each has an audience of its own: see docs/gitlab.md. */
function gitlabProvider([, server = 'gitlab.com', project = '', ref]: readonly string[]): Provider {
  return {
    system: 'GitLab',
    host: server,
    subjects: () => [`project_path:${project}:${ref ?? 'ref_type:branch:ref:main'}`],
    audiences: (environments) => environments.map((environment) => `fanout-${environment}`),
  };
}
