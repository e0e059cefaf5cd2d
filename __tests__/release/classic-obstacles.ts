import type { Destination, Environment } from '../../src/config/destination.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';
import { digestOf, type World } from './world.ts';

/** A failure that CodeDeploy's users know, and what finds it by asking AWS before anything is uploaded. */
export type ClassicObstacle = {
  /** What they see. */
  seen: string;
  cause: string;
  /** What is found instead; `…` stands for anything. */
  found: string;
  /** Brings it about; gives how the destination is configured. */
  given(world: World): Promise<Partial<Destination>>;
};

/** One destination; CodeDeploy does not roll back there, so that what failed stays. */
export function obstructed(overrides: Partial<Destination> = {}): Environment {
  const destination = aDestination({ rollback: { auto: [] }, ...overrides });
  return anEnvironment({ waves: [aWave({ destinations: [destination] })] });
}

const environment = obstructed();
const fail = (script: string) => ({ fail: { script, exitCode: 1, log: '' } });

export const classicObstacles: ClassicObstacle[] = [
  {
    seen: 'ApplicationDoesNotExistException, DeploymentGroupDoesNotExistException',
    cause: 'the name, the account or the region is wrong',
    found: 'codedeploy:GetDeploymentGroup found nothing…',
    given: async () => ({ deploymentGroup: 'orders-prodution' }),
  },
  {
    seen: 'DeploymentConfigDoesNotExistException',
    cause: 'the deployment configuration is misspelt',
    found: 'codedeploy:GetDeploymentConfig found nothing…',
    given: async () => ({ deploymentConfig: 'CodeDeployDefault.OneAtTime' }),
  },
  {
    seen: 'AccessDeniedException, reported by other tools as a missing application',
    cause: 'the role may not read the deployment group',
    found: 'codedeploy:GetDeploymentGroup was denied…',
    async given(world) {
      world.emulator.arm([{ operation: ['GetDeploymentGroup'], then: 'deny' }]);
      return {};
    },
  },
  {
    seen: 'AccessDenied for sts:AssumeRole in the middle of a rollout',
    cause: 'the role of one account is missing or does not trust the build',
    found: 'role "arn:aws:iam::222222222222:role/gone" cannot be assumed…',
    given: async () => ({
      role: { arn: 'arn:aws:iam::222222222222:role/gone', sessionTags: false },
    }),
  },
  {
    seen: 'The bucket you are attempting to access must be addressed using the specified endpoint',
    cause: 'the bucket is in another region than the instances',
    found: 'bucket "deploy-222222222222-us-east-1" is in us-east-1, not in eu-west-1…',
    given: async () => ({ bucket: 'deploy-222222222222-us-east-1' }),
  },
  {
    seen: 'DownloadBundle: AccessDenied',
    cause: 'the bucket belongs to another account',
    found: 's3:HeadBucket was denied…',
    given: async () => ({ bucket: 'deploy-333333333333-eu-west-1' }),
  },
  {
    seen: 'DeploymentLimitExceededException: … already has an active Deployment',
    cause: 'another deployment of the group is under way',
    found: 'deployment d-… of 1.213 is under way (…onBusy: wait)',
    async given(world) {
      await world.deploy({ environment, version: '1.213' });
      world.arm([{ event: 'AfterInstall', then: { slow: 3_600_000 } }]);
      const someone = await world.someoneIn('retail/eu-west-1');
      await someone.begin(`orders/1.213-${digestOf('hello').slice(0, 16)}.zip`);
      return { onBusy: 'wait' };
    },
  },
  {
    seen: 'HEALTH_CONSTRAINTS_INVALID',
    cause: 'the configuration keeps more instances healthy than there are',
    found: 'KeepFive keeps 5 instances healthy, and orders-production had 3…',
    async given(world) {
      await world.deploy({ environment, version: '1.213' });
      await (await world.someoneIn('retail/eu-west-1')).keepHealthy('KeepFive', 5);
      return { deploymentConfig: 'KeepFive' };
    },
  },
  {
    seen: 'ApplicationStop fails although the script is fixed',
    cause: 'it is the script of the release that was installed before',
    found:
      'ApplicationStop of 1.212 failed on 1 of 3 instances in d-…, and the next deployment runs the same script (…ignoreApplicationStopFailures: true…)',
    async given(world) {
      await world.deploy({ environment, version: '1.212' });
      world.arm([{ event: 'ApplicationStop', then: fail('stop.sh') }]);
      await world.deploy({ environment, version: '1.213', content: 'fixed' });
      return {};
    },
  },
  {
    seen: 'hooks of a release that failed run in the next deployment',
    cause: 'its Install had succeeded on some instances',
    found:
      'the last deployment, d-… of 1.213, failed (instances: 1 failed, 2 skipped) (ApplicationStop is run from what was last installed: of 1.213 on 1, of 1.212 on 2 of 3 instances)',
    async given(world) {
      await world.deploy({ environment, version: '1.212' });
      world.arm([{ event: 'AfterInstall', then: fail('migrate.sh') }]);
      await world.deploy({ environment, version: '1.213', content: 'new' });
      return {};
    },
  },
];
