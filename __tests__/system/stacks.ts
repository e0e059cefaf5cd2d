import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentGroupCommand,
  GetDeploymentGroupCommand,
  ListApplicationsCommand,
} from '@aws-sdk/client-codedeploy';
import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Resource, Template } from '../../src/bootstrap/cloudformation-template.ts';

export type Stacks = Awaited<ReturnType<typeof openStacks>>;
type Place = { accountId: string; region: string };
type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken: string };

/**
 * Makes stacks in moto. Its CloudFormation knows no identity providers, no policies and versions of buckets and no CodeDeploy: these
 * are made by their own APIs, of the properties of the template.
 */
export async function openStacks(url: string) {
  const keys = new Map<string, Keys>();
  const plain = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sts = new STSClient({ endpoint: url, region: 'eu-west-1', credentials: plain });

  async function keysOf(accountId: string): Promise<Keys> {
    const known = keys.get(accountId);
    if (known) return known;
    const RoleArn = `arn:aws:iam::${accountId}:role/administrator`;
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'tests' });
    const { Credentials: given } = await sts.send(command);
    const made = {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    };
    keys.set(accountId, made);
    return made;
  }

  async function clients({ accountId, region }: Place) {
    const settings = { endpoint: url, region, credentials: await keysOf(accountId) };
    return {
      codedeploy: new CodeDeployClient(settings),
      s3: new S3Client({ ...settings, forcePathStyle: true }),
    };
  }

  /** A call of the query protocol, which moto takes unsigned; its account is told by the key. */
  async function query(service: string, place: Place, values: Record<string, string>) {
    const { accessKeyId } = await keysOf(place.accountId);
    const scope = `${accessKeyId}/20260101/${place.region}/${service}/aws4_request`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      },
      body: new URLSearchParams({ Version: versions[service] ?? '', ...values }),
    });
    return { ok: answer.ok, text: await answer.text() };
  }

  return {
    async create({ template, ...place }: Place & { template: Template }) {
      const made = await query('cloudformation', place, {
        Action: 'CreateStack',
        StackName: 'fanout',
        TemplateBody: JSON.stringify(template),
        'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
      });
      if (!made.ok) throw new Error(made.text);
      const { codedeploy, s3 } = await clients(place);
      for (const [, { Type, Properties }] of madeIn(template, place)) {
        if (Type === 'AWS::IAM::OIDCProvider') {
          const Url = String(Properties.Url);
          const answer = await query('iam', place, {
            Action: 'CreateOpenIDConnectProvider',
            Url,
            'ClientIDList.member.1': String(Object(Properties.ClientIdList)[0]),
            'ThumbprintList.member.1': '0'.repeat(40),
          });
          if (!answer.ok) throw new Error(answer.text);
        }
        const input = plainOf(Properties, template);
        if (Type === 'AWS::S3::Bucket')
          await s3.send(
            new PutBucketVersioningCommand({
              Bucket: input.BucketName,
              VersioningConfiguration: input.VersioningConfiguration,
            }),
          );
        if (Type === 'AWS::S3::BucketPolicy')
          await s3.send(
            new PutBucketPolicyCommand({
              Bucket: input.Bucket,
              Policy: JSON.stringify(input.PolicyDocument),
            }),
          );
        if (Type === 'AWS::CodeDeploy::Application')
          await codedeploy.send(
            new CreateApplicationCommand({ applicationName: input.ApplicationName }),
          );
        if (Type === 'AWS::CodeDeploy::DeploymentGroup')
          await codedeploy.send(
            new CreateDeploymentGroupCommand({
              applicationName: input.ApplicationName,
              deploymentGroupName: input.DeploymentGroupName,
              serviceRoleArn: input.ServiceRoleArn,
            }),
          );
      }
    },

    async look({ template, ...place }: Place & { template: Template }) {
      const { codedeploy, s3 } = await clients(place);
      const looks: Record<string, (input: Plain) => Promise<unknown>> = {
        'AWS::IAM::OIDCProvider': async ({ Url }) =>
          (await query('iam', place, { Action: 'ListOpenIDConnectProviders' })).text.includes(
            String(Url).replace('https://', ''),
          ),
        'AWS::IAM::Role': async ({ RoleName, Policies, ManagedPolicyArns }) => {
          const there = (await query('iam', place, { Action: 'ListRoles' })).text;
          if (RoleName === undefined) return /<RoleName>fanout-InstanceRole/.test(there);
          if (!there.includes(`<RoleName>${RoleName}</RoleName>`)) return false;
          if (ManagedPolicyArns !== undefined) return true;
          const [{ PolicyName }] = Policies;
          const policy = await query('iam', place, {
            Action: 'GetRolePolicy',
            RoleName,
            PolicyName,
          });
          return policy.text.includes('Lock');
        },
        'AWS::IAM::InstanceProfile': async () =>
          /<InstanceProfileName>fanout-/.test(
            (await query('iam', place, { Action: 'ListInstanceProfiles' })).text,
          ),
        'AWS::S3::Bucket': async ({ BucketName: Bucket }) =>
          (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status === 'Enabled',
        'AWS::S3::BucketPolicy': async ({ Bucket }) =>
          (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy?.includes('CreateOnly'),
        'AWS::CodeDeploy::Application': async ({ ApplicationName }) =>
          (await codedeploy.send(new ListApplicationsCommand({}))).applications?.includes(
            ApplicationName,
          ),
        'AWS::CodeDeploy::DeploymentGroup': async (input) =>
          (
            await codedeploy.send(
              new GetDeploymentGroupCommand({
                applicationName: input.ApplicationName,
                deploymentGroupName: input.DeploymentGroupName,
              }),
            )
          ).deploymentGroupInfo,
      };
      return Promise.all(
        madeIn(template, place).map(async ([id, { Type, Properties }]) => {
          const found = looks[Type]?.(plainOf(Properties, template));
          return { id, there: Boolean(await found?.catch(() => false)) };
        }),
      );
    },

    async takePolicy({ bucket: Bucket, ...place }: Place & { bucket: string }) {
      const { s3 } = await clients(place);
      const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
      await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
      return Policy;
    },

    async putPolicy({ bucket: Bucket, ...place }: Place & { bucket: string }, Policy: string) {
      const { s3 } = await clients(place);
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    },

    close: () => sts.destroy(),
  };
}

const versions: Record<string, string> = { cloudformation: '2010-05-15', iam: '2010-05-08' };

// biome-ignore lint/suspicious/noExplicitAny: properties of any resource
type Plain = Record<string, any>;

/** What of a template is made in a region. */
function madeIn({ Conditions = {}, Resources, Parameters = {} }: Template, { region }: Place) {
  const home = Parameters.HomeRegion?.Default;
  const holds = (name: string | undefined) => {
    if (name === undefined) return true;
    const [, expected] = Object(Conditions[name])['Fn::Equals'] ?? [];
    return typeof expected === 'string' ? expected === region : region === home;
  };
  return Object.entries<Resource>(Resources).filter(([, { Condition }]) => holds(Condition));
}

/** With references to buckets, applications and roles by their names. */
function plainOf(properties: Record<string, unknown>, { Resources }: Template): Plain {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const { Ref, 'Fn::If': choice } = Object(value);
      if (choice) return [key, choice[2]];
      const target = Ref === undefined ? undefined : Resources[Ref]?.Properties;
      return [key, target ? (target.BucketName ?? target.ApplicationName) : value];
    }),
  );
}
