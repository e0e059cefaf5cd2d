import type { Explained } from './explained.ts';

/** Of the build and the bundle. What is wrong with an AppSpec file or inside of a bundle has its rule as its code. */
export const bundleCodes = {
  'build-failed': {
    what: 'the build command could not be started, or ended with an exit code other than 0',
    fix: 'read its output, and run the command by itself in the same folder',
  },
  'build-not-ended': {
    what: 'the build left processes running',
    fix: 'have the build end what it starts: a process left behind could use the credentials that come later',
  },
  'build-sees-processes': {
    what: 'the build could look into the processes around it',
    fix: 'build with `fanout package` in a job without an identity',
  },
  'build-with-identity': {
    what: 'bundle.build would run in a job that holds an identity, and the build could use it',
    fix: 'run `package` in a job without an identity and `deploy --source` its zip in the next one, or allow it with bundle.buildWithIdentity: true',
  },
  'secret-for-build': {
    what: 'bundle.buildEnvironment names a secret, or a variable with which a build could act for the job',
    fix: 'remove it from the list',
  },
  'no-source': {
    what: 'bundle.source does not exist, or is neither a folder nor a .zip file',
    fix: 'check that the build writes to the path in bundle.source',
  },
  'not-packable': {
    what: 'a file of the bundle cannot be read, or cannot be in a zip: a socket, a name that is not UTF-8',
    fix: 'rename or remove it, or leave it out with bundle.exclude',
  },
  'no-appspec': {
    what: 'there is no appspec.yml at the root of the bundle, where hosts look for it',
    fix: 'put it there, or name it with bundle.appspec',
  },
  'source-leads-out': {
    what: 'a link to a place outside the project leads to the folder of bundle.source, which may not hold what was built',
    fix: 'copy what you want to package into a folder of the project, for example with cp -RL',
  },
  'appspec-conflict': {
    what: 'the file of bundle.appspec and the bundle’s own appspec.yml are not the same',
    fix: 'remove one of the two, or unset bundle.appspec',
  },
  'zip-invalid': {
    what: 'the zip is damaged, or holds what hosts would not unpack safely',
    fix: 'make it again, or give a folder: fanout makes the zip',
  },
  'bundle-too-large': {
    what: 'the bundle is larger than can be uploaded to S3',
    fix: 'look at what is in it, and leave out what hosts do not need with bundle.exclude',
  },
  'bundle-changed': {
    what: 'files of the bundle changed while it was packaged or deployed',
    fix: 'check that the build has ended, and that no other job uses the folder',
  },
  'exclude-unused': {
    what: 'bundle.exclude has no effect, because a ready-made zip is used as it is',
    fix: 'leave the files out when the zip is made, or give the folder instead',
  },
  'links-unused': {
    what: 'bundle.links has no effect, because a ready-made zip is used as it is',
    fix: 'copy the links when the zip is made, or give the folder instead',
  },
  'link-not-copied': {
    what: 'bundle.links is copy, but the target of a link is not packed',
    fix: 'leave the link out with bundle.exclude, or pack its target',
  },
  'link-leaves-bundle': {
    what: 'a link leads out of the bundle: on a host it points to whatever is there',
    fix: 'package the file itself, or create the link in a hook',
  },
  'wrapper-folder': {
    what: 'everything in the zip is in one folder, which hosts strip only as long as nothing else is there',
    fix: 'zip the content of that folder instead',
  },
} as const satisfies Record<string, Explained>;
