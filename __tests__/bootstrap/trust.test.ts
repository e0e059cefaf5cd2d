import { expect, test } from '@jest/globals';
import { readIdentities } from '../../src/bootstrap/identities.ts';
import { resourceOf, templatesFor, twoAccounts } from './configured.ts';

type Statement = {
  Principal: Record<string, string>;
  Action: unknown;
  Condition?: { StringEquals: Record<string, unknown> };
};

function trustOf(
  named: Parameters<typeof templatesFor>[1],
  account: string,
  text = twoAccounts,
  role = 'codedeploy-fanout',
) {
  const { AssumeRolePolicyDocument } = resourceOf(
    templatesFor(text, named).get(account),
    'AWS::IAM::Role',
    (one) => Object.values(one).includes(role),
  ).Properties as { AssumeRolePolicyDocument: { Statement: Statement[] } };
  return AssumeRolePolicyDocument.Statement;
}

const dev = 'account-dev-111111111111';
const retail = 'account-retail-222222222222';

test('a job of GitHub is let in by its environment, in both forms of the subject', () => {
  const github = ['acme/orders', 'acme@123456/orders@456789'];
  expect(trustOf({ github }, retail)).toMatchObject([
    {
      Principal: {
        Federated: 'arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com',
      },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': ['sts.amazonaws.com'],
          'token.actions.githubusercontent.com:sub': [
            'repo:acme/orders:environment:production',
            'repo:acme@123456/orders@456789:environment:production',
          ],
        },
      },
    },
  ]);
});

test('what promotes from an environment is let in there too', () => {
  const [statement] = trustOf({ github: ['acme/orders'] }, dev);
  expect(statement?.Condition?.StringEquals['token.actions.githubusercontent.com:sub']).toEqual([
    'repo:acme/orders:environment:production',
    'repo:acme/orders:environment:test',
  ]);
});

test('where a role for reading is named, what promotes has that one and not the other', () => {
  const text = twoAccounts.replace(
    '\n  deploymentGroup',
    '\n  readRole: arn:aws:iam::${account.id}:role/reader\n  deploymentGroup',
  );
  const named = { github: ['acme/orders'] };
  const subjects = (role: string) =>
    trustOf(named, dev, text, role)[0]?.Condition?.StringEquals[
      'token.actions.githubusercontent.com:sub'
    ];
  expect(subjects('codedeploy-fanout')).toEqual(['repo:acme/orders:environment:test']);
  expect(subjects('reader')).toContain('repo:acme/orders:environment:production');
});

test('a branch of GitHub is let in by its ref, and a server of one’s own has its own provider', () => {
  const github = ['*=https://github.example.com/acme/orders:ref:refs/heads/main'];
  expect(trustOf({ github }, retail)[0]).toMatchObject({
    Principal: {
      Federated: 'arn:aws:iam::222222222222:oidc-provider/github.example.com/_services/token',
    },
    Condition: {
      StringEquals: {
        'github.example.com/_services/token:sub': ['repo:acme/orders:ref:refs/heads/main'],
      },
    },
  });
});

test('GitLab is told by branch, and environments by their audiences', () => {
  expect(trustOf({ gitlab: ['acme/shop/orders'] }, retail)[0]?.Condition?.StringEquals).toEqual({
    'gitlab.com:aud': ['fanout-production'],
    'gitlab.com:sub': ['project_path:acme/shop/orders:ref_type:branch:ref:main'],
  });
});

test('a principal needs the external id, which stands in no template', () => {
  const text = twoAccounts.replace(
    'role: arn:aws:iam::${account.id}:role/codedeploy-fanout',
    'role: { arn: "arn:aws:iam::${account.id}:role/codedeploy-fanout", externalId: "${env.EXTERNAL_ID}" }',
  );
  const arn = 'arn:aws:iam::999999999999:role/teamcity';
  const principal = [`*=${arn}`];
  expect(trustOf({ principal }, retail, text)).toMatchObject([
    {
      Principal: { AWS: [arn] },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
    },
  ]);
  const made = templatesFor(text, { principal });
  expect(JSON.stringify([...made.values()])).not.toContain('a-secret-of-ours');
  expect(made.get(retail)?.template.Parameters).toMatchObject({ ExternalId: { NoEcho: true } });
});

test('where a role is assumed from another, only that one is let in, and the hub lets the jobs in', () => {
  const text = twoAccounts.replace(
    'role: arn:aws:iam::${account.id}:role/codedeploy-fanout',
    'role: { arn: "arn:aws:iam::${account.id}:role/codedeploy-fanout", via: "arn:aws:iam::999999999999:role/hub" }',
  );
  const named = { github: ['acme/orders'] };
  expect(trustOf(named, retail, text)).toMatchObject([
    {
      Principal: { AWS: ['arn:aws:iam::999999999999:role/hub'] },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ]);
  const made = templatesFor(text, named);
  expect([...made.keys()][0]).toBe('hub-999999999999');
  const { Policies } = resourceOf(made.get('hub-999999999999'), 'AWS::IAM::Role').Properties;
  expect(Policies).toMatchObject([
    {
      PolicyDocument: {
        Statement: [
          {
            Action: ['sts:AssumeRole', 'sts:TagSession'],
            Resource: [
              'arn:aws:iam::111111111111:role/codedeploy-fanout',
              'arn:aws:iam::222222222222:role/codedeploy-fanout',
            ],
          },
        ],
      },
    },
  ]);
  expect(JSON.stringify(made.get(retail)?.template)).not.toContain('OIDCProvider');
});

test('a role of an account from which others are assumed is made once, first, with what both need', () => {
  const hub = 'arn:aws:iam::111111111111:role/codedeploy-fanout';
  const text = twoAccounts.replace(
    'role: arn:aws:iam::${account.id}:role/codedeploy-fanout',
    `role: { arn: "arn:aws:iam::\${account.id}:role/codedeploy-fanout", via: "${hub}", externalId: "\${env.EXTERNAL_ID}" }`,
  );
  const named = { github: ['acme/orders'], principal: ['*=arn:aws:iam::999999999999:role/ci'] };
  const made = templatesFor(text, named);
  expect([...made.keys()]).toEqual([dev, retail]);
  expect(trustOf(named, retail, text)).toMatchObject([
    { Principal: { AWS: [hub] }, Condition: { StringEquals: { 'sts:ExternalId': {} } } },
  ]);
  // IAM takes no principal that is not there, and a role is not while it is being made.
  const [github, principals, itself] = trustOf(named, dev, text);
  expect(github?.Condition?.StringEquals['token.actions.githubusercontent.com:sub']).toEqual([
    'repo:acme/orders:environment:production',
    'repo:acme/orders:environment:test',
  ]);
  expect(principals).toEqual({
    Sid: 'FromPrincipals',
    Effect: 'Allow',
    Principal: { AWS: ['arn:aws:iam::999999999999:role/ci'] },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  });
  expect(itself).toMatchObject({
    Principal: { AWS: ['arn:aws:iam::111111111111:root'] },
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': hub },
      StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } },
    },
  });
  const { Policies } = resourceOf(made.get(dev), 'AWS::IAM::Role', (one) =>
    Object.values(one).includes('codedeploy-fanout'),
  ).Properties;
  expect(Policies).toMatchObject([
    {
      PolicyDocument: {
        Statement: expect.arrayContaining([
          expect.objectContaining({ Sid: 'AssumeRoles' }),
          expect.objectContaining({ Sid: 'Lock' }),
        ]),
      },
    },
  ]);
});

/** Who is let in where, by the last word of what names them. */
function letInto(named: Parameters<typeof templatesFor>[1], text = twoAccounts) {
  const ends = (account: string, role?: string) =>
    trustOf(named, account, text, role).flatMap(({ Principal, Condition }) =>
      Principal.AWS === undefined
        ? Object.entries(Condition?.StringEquals ?? {})
            .filter(([key]) => key.endsWith(':sub'))
            .flatMap(([, subjects]) => subjects as string[])
        : [Principal.AWS].flat(),
    );
  return { ends };
}

const readers = twoAccounts.replace(
  '\n  deploymentGroup',
  '\n  readRole: arn:aws:iam::${account.id}:role/reader\n  deploymentGroup',
);

test('whoever comes for one environment is let into its roles, and into what it reads before a promotion', () => {
  const ci = 'arn:aws:iam::999999999999:role/ci';
  const { ends } = letInto(
    {
      github: ['acme/none', 'production=acme/orders:ref:refs/heads/main'],
      gitlab: ['test=acme/orders:ref_type:branch:ref:develop', 'production=acme/orders'],
      principal: [`test=${ci}-test`, `production=${ci}-production`],
    },
    readers,
  );
  const develop = 'project_path:acme/orders:ref_type:branch:ref:develop';
  const main = 'project_path:acme/orders:ref_type:branch:ref:main';
  expect(ends(dev)).toEqual(['repo:acme/none:environment:test', develop, `${ci}-test`]);
  expect(ends(retail)).toEqual([
    'repo:acme/none:environment:production',
    'repo:acme/orders:ref:refs/heads/main',
    main,
    `${ci}-production`,
  ]);
  expect(ends(dev, 'reader')).toEqual(
    expect.arrayContaining([develop, main, `${ci}-test`, `${ci}-production`]),
  );
  expect(ends(retail, 'reader')).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/test|develop/)]),
  );
});

test('a provider is made only where somebody comes with it, with the audiences of those', () => {
  const made = templatesFor(readers, { github: ['acme/orders'], gitlab: ['production=acme/shop'] });
  const audiences = (account: string) =>
    Object.values(made.get(account)?.template.Resources ?? {})
      .filter(({ Type }) => Type === 'AWS::IAM::OIDCProvider')
      .map(({ Properties }) => [Properties.Url, Properties.ClientIdList]);
  expect(audiences(retail)).toContainEqual(['https://gitlab.com', ['fanout-production']]);
  const alone = twoAccounts.replace('after: [test], ', '');
  const apart = templatesFor(alone, { github: ['acme/orders'], gitlab: ['production=acme/shop'] });
  expect(JSON.stringify(apart.get(dev)?.template)).not.toContain('gitlab.com');
});

test.each([
  [{ principal: ['arn:aws:iam::999999999999:role/ci'] }, 'would be let into the roles of all'],
  [{ github: ['acme/orders:ref:refs/heads/main'] }, 'would be let into the roles of all'],
  [{ github: ['staging=acme/orders'] }, 'for an environment "staging" that no file has'],
  [{ gitlab: ['Production=acme/orders'] }, 'for an environment "Production" that no file has'],
  [{ principal: ['production=*'] }, 'the ARN of a role or user'],
  [{ principal: ['=arn:aws:iam::999999999999:role/ci'] }, 'the ARN of a role or user'],
])('%j does not say for which environment, and is refused', (given, words) => {
  const named = { github: [], gitlab: [], principal: [], ...given };
  const { problems, identities } = readIdentities(named, ['test', 'production']);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
  expect(identities).toEqual({ providers: [], principals: [] });
});

test('with one environment there is nothing to say, and a role’s name may have an equals sign', () => {
  const principal = [
    'arn:aws:iam::999999999999:role/a=b',
    'test=arn:aws:iam::999999999999:role/a=b',
  ];
  const named = { github: ['acme/orders:ref:refs/heads/main'], gitlab: [], principal };
  const { problems, identities } = readIdentities(named, ['test']);
  expect(problems).toEqual([]);
  expect(identities.principals.map(({ arn }) => arn)).toEqual([principal[0], principal[0]]);
});

test.each([
  [{ github: ['acme'] }, 'OWNER/REPOSITORY'],
  [{ github: ['acme/*'] }, 'OWNER/REPOSITORY'],
  [{ github: ['acme/orders:environment:*'] }, 'OWNER/REPOSITORY'],
  [{ gitlab: ['acme/orders:ref_type:branch:ref:*'] }, 'GROUP/PROJECT'],
  [{ principal: ['*'] }, 'the ARN of a role or user'],
  [{ principal: ['arn:aws:iam::999999999999:root'] }, 'the ARN of a role or user'],
])('%j would let in more than is meant, and is refused', (given, words) => {
  const { problems } = readIdentities({ github: [], gitlab: [], principal: [], ...given }, [
    'production',
  ]);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
});
