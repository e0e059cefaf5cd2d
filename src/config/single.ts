import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { quoted } from '../words/quoted.ts';
import type { Destination, Environment } from './destination.ts';
import { foreignAccountIn } from './foreign-bucket.ts';
import { type Form, forms } from './forms.ts';
import { partitionOf, regionPattern } from './partition.ts';
import { regionDoubt } from './regions.ts';

/** The inputs that describe a destination without a configuration file, by their names on the command line. */
export type SingleOptions = {
  application?: string | undefined;
  deploymentGroup?: string | undefined;
  region?: string | undefined;
  bucket?: string | undefined;
  role?: string | undefined;
  roleExternalId?: string | undefined;
  roleVia?: string | undefined;
  kms?: string | undefined;
  bucketOwner?: string | undefined;
};

const needed = ['application', 'deploymentGroup', 'region', 'bucket'] as const;
const minute = 60_000;

/**
 * An environment `default` with one destination. Its account is the role's; without a role its name is `default` and its
 * id is for the credentials at hand to tell. Problems name the inputs.
 */
export function singleDestination(
  options: SingleOptions,
): { ok: true; environment: Environment } | { ok: false; problems: Problem[] } {
  const problems = check(options);
  if (problems.length > 0) return { ok: false, problems };
  const destination = destinationOf(options);
  return {
    ok: true,
    environment: {
      name: 'default',
      application: destination.application,
      waves: [
        {
          name: 'all',
          destinations: [destination],
          maxParallel: 1,
          maxFailures: 0,
          failureMode: 'soft',
          bake: 0,
        },
      ],
      after: [],
      onFailure: 'stop',
      stopRunning: false,
      onOlder: 'refuse',
      onCancel: 'stop-and-rollback',
    },
  };
}

function destinationOf(options: SingleOptions): Destination {
  const { application = '', deploymentGroup = '', region = '', bucket = '' } = options;
  const { role: arn, roleExternalId: externalId, roleVia: via, kms } = options;
  const accountId = arn === undefined ? undefined : accountOf(arn);
  const name = accountId ?? 'default';
  const bucketOwner = options.bucketOwner ?? accountId;
  const role = arn === undefined ? undefined : { arn, ...defined({ externalId, via }) };
  return {
    id: `${name}/${region}`,
    account: { name, ...defined({ id: accountId }) },
    region,
    partition: partitionOf(region),
    application,
    deploymentGroup,
    bucket,
    ...defined({ bucketOwner, kms, role }),
    ignoreApplicationStopFailures: false,
    updateOutdatedInstancesOnly: false,
    rollback: {},
    timeout: 45 * minute,
    onBusy: 'wait',
    busyTimeout: 30 * minute,
    onReady: 'continue',
    failedInstances: 'warn',
    empty: 'fail',
    verify: [],
  };
}

function check(options: SingleOptions): Problem[] {
  const missing: Problem[] = needed
    .filter((key) => options[key] === undefined)
    .map((key) => ({
      code: 'missing-option',
      message: `${flag(key)} is missing`,
      hint: 'without a configuration file, the destination needs --application, --deployment-group, --region and --bucket',
    }));
  const place = defined({ region: options.region });
  const wrong = Object.entries(shapes).flatMap(([key, form]): Problem[] => {
    const value = options[key as keyof SingleOptions];
    const phrase = value === undefined ? undefined : form(value, place);
    const shown = key === 'roleExternalId' ? '' : `, not ${quoted(value ?? '')}`;
    return phrase === undefined
      ? []
      : [{ code: 'bad-option-value', message: `${flag(key)} must be ${phrase}${shown}` }];
  });
  const lonely: Problem[] = (['roleExternalId', 'roleVia'] as const)
    .filter((key) => options[key] !== undefined && options.role === undefined)
    .map((key) => ({ code: 'missing-option', message: `${flag(key)} also needs --role` }));
  return [...missing, ...wrong, ...lonely, ...foreign(options)];
}

function foreign({ bucket = '', bucketOwner, role }: SingleOptions): Problem[] {
  const account = role === undefined ? undefined : accountOf(role);
  const named = bucketOwner === undefined ? foreignAccountIn(bucket, account) : undefined;
  if (named === undefined) return [];
  return [
    {
      code: 'bad-option-value',
      message: `--bucket ${quoted(bucket)} names account ${named}, and the role is of account ${account}`,
      hint: `if you mean a bucket of that account, pass --bucket-owner ${named}`,
    },
  ];
}

const shapes: Record<keyof SingleOptions, Form> = {
  application: forms.name,
  deploymentGroup: forms.name,
  region: (value) => {
    if (!regionPattern.test(value)) return 'a region such as "eu-west-1" or "us-gov-west-1"';
    const doubt = regionDoubt(value);
    return doubt?.wrong ? `a region that exists (${doubt.hint})` : undefined;
  },
  bucket: forms.bucket,
  role: forms.roleAnywhere,
  roleExternalId: forms.externalId,
  roleVia: forms.roleAnywhere,
  kms: forms.key,
  bucketOwner: forms.accountId,
};

function accountOf(roleArn: string): string | undefined {
  return roleArn.split(':')[4];
}

function flag(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
