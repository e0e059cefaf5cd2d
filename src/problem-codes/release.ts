import type { Explained } from './explained.ts';

/** Of releases, their proof, and of what else is going on in an environment. */
export const releaseCodes = {
  held: {
    what: 'the environment is held: somebody, or a rollback, said that nothing may be deployed to it',
    fix: 'read the reason; `fanout unhold ENV` lifts the hold',
  },
  'hold-unreadable': {
    what: 'fanout cannot read from one of the buckets whether the environment is held, or whether another run is working on it',
    fix: 'allow the role s3:GetObject on it, or wait until it answers; the others were asked',
  },
  'hold-not-everywhere': {
    what: 'a hold, or that one was lifted, could not be written to all buckets of most regions of the environment, so a run that sees few of them may not learn of it',
    fix: 'repeat the command once they answer; what answers has it already',
  },
  'lease-taken': {
    what: 'another run is working on the environment',
    fix: 'wait for it; a lease that is no longer renewed is taken over after three minutes',
  },
  'lease-not-renewed': {
    what: 'the lease of the environment could not be renewed this time',
    fix: 'nothing yet: fanout tries again, and starts nothing new once the lease is lost',
  },
  'lease-lost': {
    what: 'this run lost the lease of the environment: another run took it, or it expired',
    fix: 'see what both runs did with `fanout status ENV`',
  },
  'home-silent': {
    what: 'one of the buckets that keep lease and hold does not answer; the majority does',
    fix: 'nothing for this run; find out why, because the lease cannot do without a second one',
  },
  'no-majority': {
    what: 'most of the buckets that keep the lease do not answer, so another run could not be seen',
    fix: 'wait until they answer; if nobody else is deploying, `fanout rollback ENV --without-lease REASON` works without them',
  },
  'without-lease': {
    what: 'the run rolls back without the lease of the environment, as requested; this is recorded',
    fix: 'make sure nobody else deploys there until it has ended',
  },
  closed: {
    what: 'the environment is closed for deployments now: a freeze, or outside its windows',
    fix: 'deploy when it is open; rollback works at any time',
  },
  'window-too-short': {
    what: 'a wave might not end before the window closes',
    fix: 'deploy when the window is open for longer, or shorten timeout and bake',
  },
  'alarm-on': {
    what: 'a CloudWatch alarm of a destination is on already, before anything was deployed there',
    fix: 'wait until it is off, or pass --ignore-alarm NAME, which is recorded',
  },
  'alarm-unreadable': {
    what: 'fanout cannot tell whether a CloudWatch alarm of a destination is on',
    fix: 'check that the alarm exists and that the role may call cloudwatch:DescribeAlarms, or set `onInconclusive: continue` under `alarms`',
  },
  'zones-outlast-timeout': {
    what: 'the deployment configuration goes zone by zone, and waits in between for longer than a deployment may take',
    fix: 'set a longer `timeout`, or choose another `deploymentConfig`',
  },
  'not-admitted': {
    what: 'a bundle has no tag by which hosts may read it (`bundle.guard`)',
    fix: '`fanout bootstrap --check` shows what to tag; a run that deploys or promotes a release tags it',
  },
  'older-version': {
    what: 'the version is older than what runs there',
    fix: 'pass --allow-older if that is intended, or use `fanout rollback`',
  },
  'version-not-comparable': {
    what: 'fanout cannot tell whether the version is newer than what runs there',
    fix: 'nothing, if that is intended; fanout compares versions made of numbers with dots',
  },
  'content-differs': {
    what: 'the content of the version differs from what was built before, requested, or proven',
    fix: 'a version has one content: build a new version, or name the earlier one with --version where nothing is built',
  },
  'bytes-differ': {
    what: 'an object in a bucket does not hold the bytes that were recorded, or that the run would write',
    fix: 'check who can write to the bucket; nothing was deployed: build a new version',
  },
  'bundles-meet': {
    what: 'two services that share an application have built the same version',
    fix: 'give each a name: bundle: { name: worker }',
  },
  'other-commit': {
    what: 'the release of this version was built from another commit than this checkout',
    fix: 'nothing, if you mean that release; otherwise deploy under a new version',
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
    fix: 'check the lifecycle rules of the bucket; build a new version',
  },
  'record-invalid': {
    what: 'a record in a bucket is not one that fanout wrote',
    fix: 'find out who changed it; a version whose record was changed cannot be trusted: build a new one',
  },
  'record-unreadable': {
    what: 'the record of a run cannot be read, so no older record counts as proof',
    fix: 'allow reading it, or check what is wrong with it',
  },
  'record-unwritten': {
    what: 'the record of the run, or the end of its lease, could not be written',
    fix: 'allow the role s3:PutObject; without its record the run proves nothing there',
  },
  'not-proven': {
    what: 'the version was not deployed and verified in the environment that comes first',
    fix: 'deploy and verify it there, or pass --force "reason", which is recorded',
  },
  'no-longer-verified': {
    what: 'the version was proven, but no longer passes its checks there',
    fix: 'check what is wrong there, or pass --force "reason"',
  },
  'nothing-to-promote': {
    what: 'there is nothing to promote: no environment before this one, nothing deployed there, or nothing new',
    fix: 'name the environments before it under "after", or a release with --version',
  },
  'higher-version-proven': {
    what: 'a version with a higher number is proven too, but was deployed before the one that is chosen',
    fix: 'name the one you mean with --version',
  },
  'earlier-wave-bad': {
    what: 'a destination of an earlier wave went bad while a later wave, deployed on its own, was baking',
    fix: 'check what is wrong there; `fanout rollback` takes the whole environment back',
  },
  'earlier-wave': {
    what: 'a destination of an earlier wave does not run the version, or runs it unproven',
    fix: 'deploy that wave first, or use --only, which ignores the order of waves',
  },
  'deployment-under-way': {
    what: 'the deployment group has a deployment under way',
    fix: 'wait for it; onBusy says what a run does about it',
  },
  'nothing-waits': {
    what: 'no deployment of an earlier run is under way in this environment, so there is nothing to continue or stop',
    fix: '`fanout status` shows what runs where; fanout does not touch deployments that others started',
  },
  'other-version-waits': {
    what: 'the deployment under way brings another version than the one that was named',
    fix: 'name the version you mean, or leave the destination out with --except',
  },
  'wrong-platform': {
    what: 'the deployment group deploys to Amazon ECS or AWS Lambda, not to instances',
    fix: 'name a group of the Server (EC2/on-premises) compute platform',
  },
  'traffic-not-ours': {
    what: 'CodeDeploy shifts the traffic by itself, or deploys in place, so onReady would have no effect',
    fix: 'have the group reroute traffic manually, or set onReady: continue',
  },
  'too-few-instances': {
    what: 'the deployment configuration keeps more instances healthy than there are',
    fix: 'choose another deploymentConfig',
  },
  'last-deployment-failed': {
    what: 'the last deployment did not succeed on all instances',
    fix: 'check which scripts the next one runs first: those of the revision installed last',
  },
  'application-stop-failed': {
    what: 'ApplicationStop of the previous release failed, and the next deployment runs the same script',
    fix: 'deploy once with ignoreApplicationStopFailures: true',
  },
  'cannot-go-back': {
    what: 'a destination has nothing to go back to',
    fix: 'name a version with --to',
  },
  'going-back-unproven': {
    what: 'a destination goes back to a release that is not proven there',
    fix: 'nothing, if that is intended; `fanout status` shows what is proven',
  },
  'not-rolled-back': {
    what: 'CodeDeploy should have rolled back by itself, but did not, or had not started',
    fix: 'look at the deployment in the console',
  },
  'not-stopped': {
    what: 'a deployment could not be stopped',
    fix: 'allow the role codedeploy:StopDeployment; the console shows how the deployment ended',
  },
  'traffic-waits': {
    what: 'the new instances of a blue/green deployment are ready, and someone must shift the traffic',
    fix: 'reroute the traffic in the console, or call ContinueDeployment with READY_WAIT',
  },
  'termination-not-ended': {
    what: 'the wait before old instances are terminated could not be ended',
    fix: 'allow the role codedeploy:ContinueDeployment, or wait until it is over',
  },
  'instances-unreadable': {
    what: 'instances cannot be read, so only totals are shown',
    fix: 'allow the role codedeploy:ListDeploymentTargets and codedeploy:BatchGetDeploymentTargets',
  },
  'unfinished-run': {
    what: 'the previous run has not ended',
    fix: 'if it was interrupted: fanout finish',
  },
  'other-bundle': {
    what: 'an interrupted run deployed another bundle (bundle.name) than the one in this configuration',
    fix: 'run finish with the configuration of that run',
  },
  'unknown-destination': {
    what: 'an interrupted run had started to deploy to a destination that is not in the configuration',
    fix: 'run finish with the configuration of that run',
  },
  'plan-moved': {
    what: 'something has changed since the plan in `--plan` was made',
    fix: 'make the plan again, and have it approved',
  },
  'notice-lost': {
    what: 'a webhook may not have got every message',
    fix: 'check that its address is right and that the job can reach it; the run is not affected',
  },
  'host-root-unusable': {
    what: 'the folder or tarball of `rehearsal.host.root` cannot be the root of hosts',
    fix: 'use one made by `docker export` or `debootstrap`, with sh, env and setpriv',
  },
  'rehearsal-on-windows': {
    what: 'the bundle is for Windows, and the hosts of a rehearsal are Linux',
    fix: 'rehearse without hosts (`--hooks none`); `fanout lint` checks what can be checked here',
  },
  'rehearsal-not-prepared': {
    what: 'the release that the rehearsal needs first could not be deployed on the emulator',
    fix: 'rehearse `deploy` by itself: it shows why it fails',
  },
} as const satisfies Record<string, Explained>;
