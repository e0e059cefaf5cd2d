import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { type Form, type Named, readNamed } from './named-identity.ts';

/** Who comes to assume roles: jobs with identity tokens, or somebody who is known to AWS. */
export type Identities = {
  providers: readonly Provider[];
  principals: readonly Principal[];
};

/** A role or user, and the one environment it comes for; without one it comes for all. */
type Principal = { arn: string; only?: string };

/** A CI system that issues identity tokens. */
export type Provider = {
  system: 'GitHub' | 'GitLab';
  /** Its address without `https://`, as AWS names it. */
  host: string;
  /** None where it comes for none of these environments. */
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
const github: Form = {
  flag: 'github',
  pattern: githubForm,
  like: 'OWNER/REPOSITORY, with ":ref:refs/heads/BRANCH" or without',
  isForAll: ([, , , ref]) => ref !== undefined,
};
const gitlab: Form = {
  flag: 'gitlab',
  pattern: gitlabForm,
  like: 'GROUP/PROJECT, with ":ref_type:branch:ref:BRANCH" or without',
  // Each environment has an audience of its own.
  isForAll: () => false,
};
const principal: Form = {
  flag: 'principal',
  pattern: /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/,
  like: 'the ARN of a role or user',
  isForAll: () => true,
};

/** Reads who is named, and for which of the environments that there are; every mistake is told. */
export function readIdentities(
  inputs: IdentityInputs,
  environments: readonly string[],
): { identities: Identities; problems: Problem[] } {
  const problems: Problem[] = [];
  const named = (texts: readonly string[], form: Form): Named[] =>
    texts.flatMap((text) => {
      const read = readNamed(text, form, environments);
      if ('parts' in read) return [read];
      problems.push(read);
      return [];
    });
  const providers = [
    ...named(inputs.github, github).map((one) => scoped(githubProvider(one.parts), one.only)),
    ...named(inputs.gitlab, gitlab).map((one) => scoped(gitlabProvider(one.parts), one.only)),
  ];
  const principals = named(inputs.principal, principal).map(({ parts: [arn], only }) => ({
    arn,
    ...defined({ only }),
  }));
  return { identities: { providers, principals }, problems };
}

/** Those who come for one of these environments. */
export function comingFor(
  { providers, principals }: Identities,
  environments: readonly string[],
): { providers: Provider[]; principals: string[] } {
  const own = principals.filter(({ only }) => only === undefined || environments.includes(only));
  return {
    providers: providers.filter(({ subjects }) => subjects(environments).length > 0),
    principals: [...new Set(own.map(({ arn }) => arn))],
  };
}

/** The same, for one environment alone. */
function scoped(provider: Provider, only: string | undefined): Provider {
  if (only === undefined) return provider;
  const { subjects, audiences, ...rest } = provider;
  const own = (environments: readonly string[]) => environments.filter((one) => one === only);
  return {
    ...rest,
    subjects: (environments) => (environments.includes(only) ? subjects([only]) : []),
    ...(audiences && { audiences: (environments) => audiences(own(environments)) }),
  };
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
