import type { Explained } from './explained.ts';

/** Of the build and the bundle. What is wrong with an AppSpec file or inside of a bundle has its rule as its code. */
export const bundleCodes = {
  'build-failed': {
    what: 'the build command could not be started, or ended with an exit code other than 0',
    fix: 'see its output, and run it by itself in the same folder',
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
    what: 'bundle.build is to run in a job that holds an identity, which a build could use',
    fix: 'run `package` in a job without an identity and `deploy --source` its zip in the next one, or allow it with bundle.buildWithIdentity: true',
  },
  'secret-for-build': {
    what: 'bundle.buildEnvironment names a secret, or a variable with which a build could act for the job',
    fix: 'remove it from the list',
  },
  'no-source': {
    what: 'bundle.source does not exist, or is neither a folder nor a .zip file',
    fix: 'see that the build writes to where bundle.source says',
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
    what: 'the folder of bundle.source lies behind a link that leads out of the project: what is there is not what was built',
    fix: 'copy what is to be packaged into a folder of the project, as with cp -RL',
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
    fix: 'see what is in it, and leave out what hosts do not need with bundle.exclude',
  },
  'bundle-changed': {
    what: 'files of the bundle changed while it was packaged or deployed',
    fix: 'see that the build has ended, and that no other job uses the folder',
  },
  'exclude-unused': {
    what: 'bundle.exclude has no effect, since a ready-made zip is taken as it is',
    fix: 'leave the files out when the zip is made, or give the folder instead',
  },
  'links-unused': {
    what: 'bundle.links has no effect, since a ready-made zip is taken as it is',
    fix: 'copy the links when the zip is made, or give the folder instead',
  },
  'link-not-copied': {
    what: 'bundle.links is copy, and a link leads to nothing that is packed',
    fix: 'leave the link out with bundle.exclude, or pack what it leads to',
  },
  'link-leaves-bundle': {
    what: 'a link leads out of the bundle: on a host it points at whatever is there',
    fix: 'package the file itself, or create the link in a hook',
  },
  'wrapper-folder': {
    what: 'everything in the zip is in one folder, which hosts strip only as long as nothing else is there',
    fix: 'zip the content of that folder instead',
  },
} as const satisfies Record<string, Explained>;
