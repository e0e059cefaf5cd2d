import type { Explained } from './explained.ts';

/** Of `fanout.yml` and of scenario files. */
export const configurationCodes = {
  'no-configuration': {
    what: 'there is no configuration file',
    fix: 'name it with --config, or describe a single destination with --application, --deployment-group, --region and --bucket',
  },
  'yaml-invalid': {
    what: 'the file is not YAML, or uses what fanout.yml does not allow: tabs, tags, repeated keys, a second document',
    fix: 'correct it at the line that is named',
  },
  'empty-file': {
    what: 'the file has nothing in it',
    fix: 'write it; README.md has one of six lines',
  },
  'unknown-key': {
    what: 'a key is unknown in this place',
    fix: 'check the spelling and the indentation; keys of your own begin with "x-"',
  },
  'missing-key': {
    what: 'a required key is missing',
    fix: 'add it there, or in what that inherits from: defaults, environment',
  },
  'bad-value': {
    what: 'a key has a value that it cannot have',
    fix: 'use one of the values in the message',
  },
  'unknown-name': {
    what: 'the configuration does not define an account or environment that it names',
    fix: 'define it, or check the spelling',
  },
  'unknown-environment': {
    what: 'the requested environment is not in the configuration',
    fix: 'check the spelling; the message lists the environments',
  },
  'bad-variable': {
    what: 'a variable does not exist, is not allowed in this place, or has no value in this run',
    fix: 'check the spelling; give a value with --var, --build-number or the environment',
  },
  'duplicate-name': {
    what: 'two accounts, waves or destinations are the same',
    fix: 'remove one, or tell them apart by name or deploymentGroup',
  },
  'group-shared': {
    what: 'two environments name the same deployment group, so a release deployed to one also runs in the other, without its proof, order and hold',
    fix: 'give each its own groups, or say at one of the two that they share them: sharesGroups: [NAME]',
  },
  'region-unknown': {
    what: 'a region was not known when this version of fanout was made',
    fix: 'check the spelling; for a new region there is nothing to do',
  },
  'no-destinations': {
    what: 'an environment has no destinations, or does not have a destination that is named',
    fix: 'give it accounts and regions, or destinations with add: true',
  },
  'too-many-destinations': {
    what: 'the configuration makes more destinations than fanout accepts',
    fix: 'check that accounts and regions are the ones you mean',
  },
  'mixed-partitions': {
    what: 'an account is used in regions of several partitions, such as aws and aws-cn',
    fix: 'list regions of one partition, and add the others as destinations with accounts of their own',
  },
  'environment-cycle': {
    what: 'environments come "after" each other in a circle',
    fix: 'remove one of the "after" entries in the message',
  },
  'wave-mismatch': {
    what: 'a wave matches no destination, or a destination is in no wave',
    fix: 'check the wave’s "match"; a last wave with match: "*" takes the rest',
  },
  'never-open': {
    what: 'no window covers a destination, so it could never be deployed to',
    fix: 'add a window without "match", or one that matches it',
  },
  'check-impossible': {
    what: 'a check can never pass, or there is none where one is needed',
    fix: 'check its timeout, interval and consecutive; verify-then-continue needs a check',
  },
  'secret-without-https': {
    what: 'a check sends a secret in its headers without https',
    fix: 'use https: anybody on the network path can read it',
  },
  'no-version': {
    what: 'the version depends on something that this run does not know',
    fix: 'give one with --version, or a --build-number',
  },
  'bad-version': {
    what: 'the version is not valid',
    fix: 'a version has 1 to 64 letters, digits, ".", "_", "+" or "-", and begins with a letter or a digit',
  },
  'local-version': {
    what: 'there is no build number, and "local" cannot be deployed to AWS',
    fix: 'give --build-number or --version; CI systems provide a build number',
  },
  'policy-too-large': {
    what: 'the policy that a role or bucket of the configuration would have is larger than IAM or S3 allows',
    fix: 'give environments or configurations their own roles, and accounts their own buckets',
  },
  'more-problems': {
    what: 'there are more mistakes than the list shows',
    fix: 'correct the ones in the list; the others often go with them',
  },
} as const satisfies Record<string, Explained>;
