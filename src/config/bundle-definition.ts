import * as z from 'zod';
import { keyPrefix, name, template } from './scalars.ts';
import { destinationSettings } from './settings-definition.ts';

/** What is deployed, and where it is stored. */
export const bundle = z.strictObject({
  name: name
    .optional()
    .describe(
      'Of services that share an application, which one this is: its releases, records, lease and hold are kept apart from those of the others. Default: none, the application has one bundle.',
    ),
  prefix: keyPrefix
    .optional()
    .describe(
      'What all keys begin with, in buckets that others use too: bundles, records, lease and hold are below `PREFIX/APPLICATION/`, and the policies of `bootstrap` allow nothing beside it. With another one everything begins anew: what was built and proven below the old one is not found. Default: none.',
    ),
  build: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe(
      'Command that builds what is deployed, once, without credentials in its environment: a text runs in `bash -euo pipefail`, a list runs as it is. It gets VERSION and BUILD_NUMBER as environment variables; nothing is put into the text.',
    ),
  buildEnvironment: z
    .array(z.string().regex(/^[A-Za-z_]\w*\*?$/, { error: 'the name of an environment variable' }))
    .optional()
    .describe(
      'Environment variables that the build gets in addition to PATH, HOME, proxies, those of tool chains and what the CI tells of the job; a "*" at the end matches any letters.',
    ),
  buildWithIdentity: z
    .boolean()
    .optional()
    .describe(
      'true: the build may run in a CI job that holds an identity for AWS. It could use that identity; `package` in a job without one and `deploy` in the next is the safe way. Default: false.',
    ),
  source: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The folder whose content is the zip's root, or a ready-made .zip. Relative to this file. Default: its folder.",
    ),
  appspec: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The AppSpec file, placed in the root of the zip as appspec.yml. Relative to this file. Default: appspec.yml in the source.',
    ),
  exclude: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Patterns of files to leave out, in the syntax of .gitignore, in addition to those of .codedeployignore. .git is always left out.',
    ),
  links: z
    .enum(['keep', 'copy'], { error: 'keep or copy' })
    .optional()
    .describe(
      'What is packed for a symbolic link to a file: keep (default) packs the link, copy the content of the file. Agent 2 fails on the second deployment of a bundle with such links.',
    ),
  version: template
    .optional()
    .describe(
      'The version of a release, e.g. "1.${build.number}". It may use build.number, commit and vars.NAME. Default: ${build.number}.',
    ),
  guard: z
    .boolean()
    .optional()
    .describe(
      'true: S3 lets hosts read nothing but what a run of their environment has tagged for them (`fanout-ENVIRONMENT`) once its checks were passed, by the policies that `bootstrap` writes. Every destination needs a `role`. Default: false.',
    ),
  bucket: destinationSettings.bucket,
  kms: destinationSettings.kms,
  sse: destinationSettings.sse,
  bucketOwner: destinationSettings.bucketOwner,
});
