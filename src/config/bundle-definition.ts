import * as z from 'zod';
import { keyPrefix, name, template } from './scalars.ts';
import { destinationSettings } from './settings-definition.ts';

/** What is deployed, and where it is stored. */
export const bundle = z.strictObject({
  name: name
    .optional()
    .describe(
      'The name of this service, where several share an application: its releases, records, lease and hold are kept apart from those of the others. Default: none, the application has one bundle.',
    ),
  prefix: keyPrefix
    .optional()
    .describe(
      'The start of all keys, for buckets that others use too: bundles, records, lease and hold are below `PREFIX/APPLICATION/`, and the policies of `bootstrap` allow nothing outside it. A new prefix starts from nothing: fanout does not find what was built and proven below the old one. Default: none.',
    ),
  build: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe(
      'Command that builds what is deployed, once, without credentials in its environment: text runs in `bash -euo pipefail`, a list runs as it is. It gets VERSION and BUILD_NUMBER as environment variables; fanout never changes the text.',
    ),
  buildEnvironment: z
    .array(z.string().regex(/^[A-Za-z_]\w*\*?$/, { error: 'the name of an environment variable' }))
    .optional()
    .describe(
      'Environment variables that the build gets in addition to PATH, HOME, proxies, those of tool chains and what the CI says about the job; a "*" at the end matches any letters.',
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
      'How a symbolic link to a file is packed: keep (default) packs the link, copy packs the content of the file. Agent 2 fails on the second deployment of a bundle with such links.',
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
      'true: S3 lets hosts read only what a run of their environment has tagged for them (`fanout-ENVIRONMENT`) after its checks, by the policies that `bootstrap` writes. Every destination needs a `role`. Default: false.',
    ),
  bucket: destinationSettings.bucket,
  kms: destinationSettings.kms,
  sse: destinationSettings.sse,
  bucketOwner: destinationSettings.bucketOwner,
});
