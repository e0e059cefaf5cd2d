import { readIdentities } from '../../src/bootstrap/identities.ts';
import { type Needs, needsOf } from '../../src/bootstrap/needs.ts';
import type { ExtraRole } from '../../src/bootstrap/role-needs.ts';
import { type Made, templatesOf } from '../../src/bootstrap/templates.ts';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';

type Named = {
  github?: string[];
  gitlab?: string[];
  principal?: string[];
  also?: ExtraRole[];
  objectLockDays?: number;
};

/** What a fanout.yml needs. */
export function neededBy(text: string, { also = [] }: Named = {}): Needs {
  const loaded = loadConfiguration(text, 'fanout.yml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { configuration } = loaded;
  const variables = { vars: {}, env: { EXTERNAL_ID: 'a-secret-of-ours' } };
  const environments = configuration.environments.map((name) => {
    const resolved = resolveEnvironment(configuration, name, variables);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    return resolved.environment;
  });
  const regions = Object.values(configuration.definition.environments).flatMap(
    ({ regions: own = [] }) => own,
  );
  return needsOf(environments, { regions, also });
}

function identitiesOf({ github = [], gitlab = [], principal = [] }: Named) {
  const { identities, problems } = readIdentities({ github, gitlab, principal }, [
    'test',
    'production',
  ]);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return identities;
}

/** The templates of a fanout.yml, by the account or hub that they are for. */
export function templatesFor(
  text: string,
  named: Named = { github: ['acme/orders'] },
): ReadonlyMap<string, Made> {
  const { objectLockDays } = named;
  const made = templatesOf(neededBy(text, named), {
    identities: identitiesOf(named),
    objectLockDays,
  });
  return new Map(made.map((one) => [one.name, one]));
}

/** One resource of a template, which has to be there. */
export function resourceOf(made: Made | undefined, type: string, test = (_: object) => true) {
  const found = Object.values(made?.template.Resources ?? {}).filter(
    (one) => one.Type === type && test(one.Properties),
  );
  if (found.length !== 1) throw new Error(`${found.length} of ${type} are there`);
  return found[0] as (typeof found)[0];
}

export const twoAccounts = `
version: 1
application: orders
bundle: { source: build, bucket: "deploy-\${account.id}-\${region}" }
accounts: { dev: "111111111111", retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
environments:
  test: { accounts: [dev], regions: [eu-west-1] }
  production: { after: [test], accounts: [retail], regions: [eu-west-1, us-east-1] }
`;
