import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyQuickstart, type RunningEmulator, run, startEmulator } from './fanout.ts';

const isInstalled = spawnSync('python3', ['-c', 'import boto3']).status === 0;
const account = '222222222222';

/** As people use it: resources, transfers in parts, paginators and waiters. */
const WALK = `
import boto3, io, os, time
from boto3.s3.transfer import TransferConfig

account, bucket = '${account}', 'deploy-${account}-eu-west-1'
role = f'arn:aws:iam::{account}:role/codedeploy-fanout'
session = boto3.Session(region_name='eu-west-1')
sts = session.client('sts')
assert sts.get_caller_identity()['Arn'].endswith(':user/fanout')
keys = sts.assume_role(RoleArn=role, RoleSessionName='walk', Tags=[])['Credentials']
session = boto3.Session(keys['AccessKeyId'], keys['SecretAccessKey'], keys['SessionToken'], region_name='eu-west-1')
assert session.client('sts').get_caller_identity()['Account'] == account

body = os.urandom(20_000_000)
s3, parts = session.resource('s3'), TransferConfig(multipart_chunksize=8 << 20)
s3.Bucket(bucket).upload_fileobj(io.BytesIO(body), 'big', Config=parts, ExtraArgs={'Metadata': {'version': '1.2'}, 'Tagging': 'team=orders'})
s3.Bucket(bucket).copy({'Bucket': bucket, 'Key': 'big'}, 'copies/a b', Config=parts)
back = io.BytesIO()
s3.Bucket(bucket).download_fileobj('copies/a b', back, Config=parts)
assert back.getvalue() == body
client = s3.meta.client
assert client.head_object(Bucket=bucket, Key='big')['Metadata'] == {'version': '1.2'}
assert client.get_object_tagging(Bucket=bucket, Key='big')['TagSet'] == [{'Key': 'team', 'Value': 'orders'}]
found = [each['Key'] for page in client.get_paginator('list_objects_v2').paginate(Bucket=bucket, PaginationConfig={'PageSize': 1}) for each in page['Contents']]
assert found == ['big', 'copies/a b'], found
try:
    client.put_object(Bucket=bucket, Key='big', Body=b'', IfNoneMatch='*')
    raise AssertionError('written over')
except client.exceptions.ClientError as error:
    assert error.response['Error']['Code'] == 'PreconditionFailed', error
s3.Bucket(bucket).objects.filter(Prefix='copies/').delete()
client.put_object(Bucket=bucket, Key='walk.zip', Body=b'a bundle')

deploy = session.client('codedeploy')
named = {'applicationName': 'walk', 'deploymentGroupName': 'walk-production'}
deploy.create_application(applicationName='walk')
deploy.create_deployment_group(**named, serviceRoleArn=f'arn:aws:iam::{account}:role/codedeploy-service',
    ec2TagFilters=[{'Key': 'DeploymentGroup', 'Value': 'orders-production', 'Type': 'KEY_AND_VALUE'}])
revision = {'revisionType': 'S3', 's3Location': {'bucket': bucket, 'key': 'walk.zip', 'bundleType': 'zip'}}
first = deploy.create_deployment(**named, revision=revision)['deploymentId']
deploy.get_waiter('deployment_successful').wait(deploymentId=first, WaiterConfig={'Delay': 1, 'MaxAttempts': 60})
ids = [each for page in deploy.get_paginator('list_deployment_targets').paginate(deploymentId=first) for each in page['targetIds']]
targets = deploy.batch_get_deployment_targets(deploymentId=first, targetIds=ids)['deploymentTargets']
assert [each['instanceTarget']['status'] for each in targets] == ['Succeeded'] * 3
second = deploy.create_deployment(**named, revision=revision)['deploymentId']
deploy.stop_deployment(deploymentId=second, autoRollbackEnabled=True)
end = time.time() + 60
while 'rollbackInfo' not in (info := deploy.get_deployment(deploymentId=second)['deploymentInfo']) and time.time() < end:
    time.sleep(0.1)
assert info['status'] == 'Stopped', info
back = info['rollbackInfo']['rollbackDeploymentId']
deploy.get_waiter('deployment_successful').wait(deploymentId=back, WaiterConfig={'Delay': 1, 'MaxAttempts': 60})
assert [each for page in deploy.get_paginator('list_deployments').paginate(**named) for each in page['deployments']] == [back, second, first]
try:
    deploy.get_deployment(deploymentId='d-NOTTHERE1')
    raise AssertionError('found')
except deploy.exceptions.DeploymentDoesNotExistException:
    print('walked')
`;

const title = isInstalled ? 'boto3' : 'boto3 (skipped: python3 has no boto3)';
(isInstalled ? describe : describe.skip)(title, () => {
  let quickstart: ReturnType<typeof copyQuickstart>;
  let emulator: RunningEmulator;
  beforeAll(async () => {
    quickstart = copyQuickstart();
    emulator = await startEmulator(['--speed', '10', '--hooks', 'none'], quickstart.folder);
  });
  afterAll(async () => {
    await emulator.stop();
    quickstart.remove();
  });

  test('walks through STS, S3 in parts, a deployment, a stop and its rollback', async () => {
    const { AWS_ENDPOINT_URL: endpoint = '' } = emulator.variables;
    // Versions of boto3 before 1.28 read no AWS_ENDPOINT_URL.
    const pointed = `import boto3.session, functools
for name in ('client', 'resource'):
    setattr(boto3.session.Session, name, functools.partialmethod(getattr(boto3.session.Session, name), endpoint_url='${endpoint}'))
`;
    const env = { ...emulator.variables, AWS_EC2_METADATA_DISABLED: 'true' };
    const walked = await run('python3', ['-c', pointed + WALK], { env });
    expect(walked).toMatchObject({ code: 0, stdout: 'walked\n' });
  });
});
