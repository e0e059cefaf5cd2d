import type { Explained } from './explained.ts';

/** Of releases, their proof, and of what else is going on in an environment. */
export const releaseCodes = {
  held: {
    what: 'the environment is held: somebody, or a rollback, said that nothing may be deployed to it',
    fix: 'see the reason; `fanout unhold ENV` lifts it',
  },
  'hold-unreadable': {
    what: 'one of the buckets does not tell whether the environment is held, or a run is at work on it',
    fix: 'allow the role s3:GetObject on it, or wait until it answers; the others were asked',
  },
  'lease-taken': {
    what: 'another run is at work on the environment',
    fix: 'wait for it; a lease that is no longer renewed is taken over after three minutes',
  },
  'lease-not-renewed': {
    what: 'the lease of the environment could not be renewed this time',
    fix: 'nothing yet: it is tried again, and nothing new starts once the lease is lost',
  },
  'lease-lost': {
    what: 'another run, or time, has taken the lease of the environment from this run',
    fix: 'see what both runs did with `fanout status ENV`',
  },
  'home-silent': {
    what: 'one of the buckets that keep lease and hold does not answer; the majority does',
    fix: 'nothing for this run; see why, for a second one must not be lost as well',
  },
  'no-majority': {
    what: 'most of the buckets that keep the lease do not answer, so another run could not be seen',
    fix: 'wait until they answer; where nobody else is at work, `fanout rollback ENV --without-lease REASON` goes back all the same',
  },
  'without-lease': {
    what: 'the run goes back without the lease of the environment, as was asked for; it is recorded',
    fix: 'make sure nobody else deploys there until it has ended',
  },
  closed: {
    what: 'the environment is closed for deployments now: a freeze, or outside its windows',
    fix: 'deploy when it is open; rollback goes at any time',
  },
  'window-too-short': {
    what: 'a wave might not end before the window closes',
    fix: 'deploy when the window is open for longer, or shorten timeout and bake',
  },
  'alarm-on': {
    what: 'a CloudWatch alarm of a destination is on already, before anything was deployed there',
    fix: 'wait until it is off, or give --ignore-alarm NAME, which is recorded',
  },
  'alarm-unreadable': {
    what: 'fanout cannot tell whether a CloudWatch alarm of a destination is on',
    fix: 'see that the alarm is there and that the role may call cloudwatch:DescribeAlarms, or set `onInconclusive: continue` under `alarms`',
  },
  'zones-outlast-timeout': {
    what: 'the deployment configuration goes zone by zone, and waits in between for longer than a deployment may take',
    fix: 'set a longer `timeout`, or take another `deploymentConfig`',
  },
  'not-admitted': {
    what: 'a bundle has no tag by which hosts may read it (`bundle.guard`)',
    fix: 'see what `fanout bootstrap --check` says of it; a release that is deployed or promoted is tagged by that run',
  },
  'older-version': {
    what: 'the version is older than what runs there',
    fix: 'pass --allow-older if that is intended, or use `fanout rollback`',
  },
  'version-not-comparable': {
    what: 'fanout cannot tell whether the version is newer than what runs there',
    fix: 'nothing, where that is meant; versions of numbers with dots can be compared',
  },
  'content-differs': {
    what: 'the version has other content than was built before, was asked for, or was proven',
    fix: 'a version has one content: build a new version, or name the earlier one with --version where nothing is built',
  },
  'bytes-differ': {
    what: 'an object in a bucket does not hold the bytes that were recorded or that are to be written',
    fix: 'see who can write to the bucket; nothing of it was deployed: build a new version',
  },
  'bundles-meet': {
    what: 'two services that share an application have built the same version',
    fix: 'give each a name: bundle: { name: worker }',
  },
  'other-commit': {
    what: 'the release of this version was built from another commit than this checkout',
    fix: 'nothing, where that release is meant; else deploy under a new version',
  },
  'release-reused': {
    what: 'the version was built before with the same content, and the zip of that build is deployed',
    fix: 'nothing',
  },
  'no-release': {
    what: 'there is no release of that version in the buckets of the environment',
    fix: 'name a version that was deployed; `fanout status` lists what runs',
  },
  'zip-missing': {
    what: 'the version has a record, but its zip is in no bucket',
    fix: 'see the lifecycle rules of the bucket; build a new version',
  },
  'record-invalid': {
    what: 'a record in a bucket is not one that fanout wrote',
    fix: 'see who changed it; a version whose record was changed cannot be trusted: build a new one',
  },
  'record-unreadable': {
    what: 'the record of a run cannot be read, so that nothing older is taken for proof',
    fix: 'allow reading it, or see what is wrong with it',
  },
  'record-unwritten': {
    what: 'the record of the run, or the end of its lease, could not be written',
    fix: 'allow the role s3:PutObject; without its record the run proves nothing there',
  },
  'not-proven': {
    what: 'the version was not deployed and verified where it has to be first',
    fix: 'deploy and verify it there, or give --force "reason", which is recorded',
  },
  'no-longer-verified': {
    what: 'the version was proven, and no longer passes its checks where it was',
    fix: 'see what is wrong there, or give --force "reason"',
  },
  'nothing-to-promote': {
    what: 'there is nothing to promote: no environment before this one, nothing deployed there, or nothing new',
    fix: 'name the environments before it under "after", or a release with --version',
  },
  'higher-version-proven': {
    what: 'a version with a higher number is proven too, but was deployed before the one that is chosen',
    fix: 'name the one that is meant with --version',
  },
  'earlier-wave-bad': {
    what: 'a destination of a wave before went bad while the wave baked that was deployed by itself',
    fix: 'see what is wrong there; rollback brings the whole environment back',
  },
  'earlier-wave': {
    what: 'a destination of an earlier wave does not run the version, or runs it unproven',
    fix: 'deploy that wave first; --only deploys without regard to the order of waves',
  },
  'deployment-under-way': {
    what: 'the deployment group has a deployment under way',
    fix: 'wait for it; onBusy says what a run does about it',
  },
  'nothing-waits': {
    what: 'no deployment of an earlier run of this environment is under way, so there is nothing to continue or to stop',
    fix: 'see with status what runs where; a deployment of others is left to them',
  },
  'other-version-waits': {
    what: 'what is under way brings another version than the one that was named',
    fix: 'name the version that is meant, or leave the destination out with --except',
  },
  'wrong-platform': {
    what: 'the deployment group deploys to Amazon ECS or AWS Lambda, not to instances',
    fix: 'name a group of the Server (EC2/on-premises) compute platform',
  },
  'traffic-not-ours': {
    what: 'CodeDeploy shifts the traffic by itself, or deploys in place, so that onReady would never be asked',
    fix: 'have the group reroute traffic manually, or take onReady: continue',
  },
  'too-few-instances': {
    what: 'the deployment configuration keeps more instances healthy than there are',
    fix: 'take another deploymentConfig',
  },
  'last-deployment-failed': {
    what: 'the last deployment did not succeed on all instances',
    fix: 'see which scripts the next one runs first: those of what was last installed',
  },
  'application-stop-failed': {
    what: 'ApplicationStop of the release before failed, and the next deployment runs the same script',
    fix: 'deploy once with ignoreApplicationStopFailures: true',
  },
  'cannot-go-back': {
    what: 'there is nothing that a destination could go back to',
    fix: 'name a version with --to',
  },
  'going-back-unproven': {
    what: 'a destination goes back to a release that is not proven there',
    fix: 'nothing, where that is meant; `fanout status` shows what is proven',
  },
  'not-rolled-back': {
    what: 'CodeDeploy was to roll back by itself, and did not or had not begun to',
    fix: 'see the deployment in the console',
  },
  'not-stopped': {
    what: 'a deployment could not be stopped',
    fix: 'allow the role codedeploy:StopDeployment; see its outcome in the console',
  },
  'traffic-waits': {
    what: 'the new instances of a blue/green deployment are ready, and someone must shift the traffic',
    fix: 'reroute the traffic in the console, or by ContinueDeployment with READY_WAIT',
  },
  'termination-not-ended': {
    what: 'the wait before old instances are terminated could not be ended',
    fix: 'allow the role codedeploy:ContinueDeployment, or wait until it is over',
  },
  'instances-unreadable': {
    what: 'instances cannot be read, so that only totals are shown',
    fix: 'allow the role codedeploy:ListDeploymentTargets and codedeploy:BatchGetDeploymentTargets',
  },
  'unfinished-run': {
    what: 'the run before has not come to its end',
    fix: 'if it was interrupted: fanout finish',
  },
  'other-bundle': {
    what: 'an interrupted run was of another bundle (bundle.name) than this configuration has',
    fix: 'finish with the configuration that the run had',
  },
  'unknown-destination': {
    what: 'an interrupted run had begun to deploy to a destination that the configuration does not have',
    fix: 'finish with the configuration that the run had',
  },
  'plan-moved': {
    what: 'something is otherwise than when the plan was made that `--plan` names',
    fix: 'make the plan anew, and have it approved',
  },
  'notice-lost': {
    what: 'a webhook may not have been told of everything',
    fix: 'look whether its address is right and can be reached from the job; the run is not touched by it',
  },
  'host-root-unusable': {
    what: 'the folder or tarball of `rehearsal.host.root` cannot be the root of hosts',
    fix: 'give one as `docker export` or `debootstrap` makes it, with sh, env and setpriv',
  },
  'rehearsal-on-windows': {
    what: 'the bundle is for Windows, and the hosts of a rehearsal are Linux',
    fix: 'rehearse without hosts (`--hooks none`); `fanout lint` checks what can be checked here',
  },
  'rehearsal-not-prepared': {
    what: 'what has to run before the rehearsal could not be deployed on the emulator',
    fix: 'rehearse `deploy` by itself: it shows why it fails',
  },
} as const satisfies Record<string, Explained>;
