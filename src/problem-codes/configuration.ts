import type { Explained } from './explained.ts';

/** Of `fanout.yml` and of scenario files. */
export const configurationCodes = {
  'no-configuration': {
    what: 'there is no configuration file',
    fix: 'name it with --config, or describe a single destination with --application, --deployment-group, --region and --bucket',
  },
  'yaml-invalid': {
    what: 'the file is not YAML, or uses what has no place in it: tabs, tags, keys that are repeated, a second document',
    fix: 'correct it at the line that is named',
  },
  'empty-file': {
    what: 'the file has nothing in it',
    fix: 'write it; README.md has one of six lines',
  },
  'unknown-key': {
    what: 'a key is not one that may stand there',
    fix: 'see the spelling and the indentation; keys of your own begin with "x-"',
  },
  'missing-key': {
    what: 'a key that is needed is not there',
    fix: 'add it, where it stands or in what it inherits from: defaults, environment',
  },
  'bad-value': {
    what: 'a value is not one that its key may have',
    fix: 'write what the message allows',
  },
  'unknown-name': {
    what: 'an account or an environment is named that the configuration does not define',
    fix: 'define it, or see the spelling',
  },
  'unknown-environment': {
    what: 'the environment that is asked for is not in the configuration',
    fix: 'see the spelling; the message lists those that there are',
  },
  'bad-variable': {
    what: 'a variable does not exist, may not stand where it stands, or has no value in this run',
    fix: 'see the spelling; give a value with --var, --build-number or the environment',
  },
  'duplicate-name': {
    what: 'two accounts, waves or destinations are the same',
    fix: 'remove one, or tell them apart by name or deploymentGroup',
  },
  'group-shared': {
    what: 'two environments name the same deployment group, so what is deployed to one runs in the other, without its proof, order and hold',
    fix: 'give each its own groups, or say at one of the two that they share them: sharesGroups: [NAME]',
  },
  'region-unknown': {
    what: 'a region is named that there was not when this fanout was made',
    fix: 'see the spelling; where it is a new region there is nothing to do',
  },
  'no-destinations': {
    what: 'an environment has no destinations, or a destination is meant that it does not have',
    fix: 'give it accounts and regions, or destinations with add: true',
  },
  'too-many-destinations': {
    what: 'the configuration makes more destinations than anybody has',
    fix: 'see that accounts and regions are those that are meant',
  },
  'mixed-partitions': {
    what: 'an account is asked for regions of several partitions, such as aws and aws-cn',
    fix: 'list regions of one partition, and add the others as destinations with accounts of their own',
  },
  'environment-cycle': {
    what: 'environments come after each other in a circle',
    fix: 'remove one of the "after" that are named',
  },
  'wave-mismatch': {
    what: 'a wave matches no destination, or a destination is in no wave',
    fix: 'see the wave’s "match"; a last wave with match: "*" takes the rest',
  },
  'never-open': {
    what: 'no window is for a destination, so it could never be deployed to',
    fix: 'add a window without "match", or one that matches it',
  },
  'check-impossible': {
    what: 'a check can never pass, or there is none where one is needed',
    fix: 'see its timeout, interval and consecutive; verify-then-continue needs a check',
  },
  'secret-without-https': {
    what: 'a check sends a secret in its headers without https',
    fix: 'ask by https: whoever is on the way can read it',
  },
  'no-version': {
    what: 'the version depends on something that this run does not know',
    fix: 'give one with --version, or a --build-number',
  },
  'bad-version': {
    what: 'the version has a form that no version may have',
    fix: 'a version has 1 to 64 letters, digits, ".", "_", "+" or "-", and begins with a letter or a digit',
  },
  'local-version': {
    what: 'there is no build number, and "local" is no version toward AWS',
    fix: 'give --build-number or --version; CI systems give a build number by themselves',
  },
  'policy-too-large': {
    what: 'the policy that a role of the configuration would have is larger than IAM takes',
    fix: 'give environments or configurations their own roles',
  },
  'more-problems': {
    what: 'there are more mistakes than are listed',
    fix: 'correct those that are listed; the others often go with them',
  },
} as const satisfies Record<string, Explained>;
