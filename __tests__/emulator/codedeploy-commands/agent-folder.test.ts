import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { writeAgentFolder } from '../../../src/emulator/codedeploy-commands/agent-folder.ts';

const host = {
  instance: 'i-0123456789abcdef0',
  region: 'eu-west-1',
  session: {
    secretAccessKey: "it's+a/secret",
    userId: 'AIDA1',
    principal: {
      accessKeyId: 'AKIA1',
      account: '111111111111',
      arn: 'arn:aws:iam::111111111111:user/i-0123456789abcdef0',
    },
  },
};
const url = 'http://127.0.0.1:4566';

test('a folder holds what one agent needs, for its owner only', async () => {
  const parent = join(mkdtempSync(join(tmpdir(), "it's-")), 'agents');
  const settings = await writeAgentFolder(parent, host, url);
  const folder = join(parent, host.instance);
  expect(readdirSync(folder).toSorted()).toEqual([
    'codedeploy.onpremises.yml',
    'codedeployagent.yml',
  ]);
  const mode = (path: string) => statSync(path).mode & 0o777;
  const identity = join(folder, 'codedeploy.onpremises.yml');
  expect([mode(folder), mode(settings), mode(identity)]).toEqual([0o700, 0o600, 0o600]);
  expect(parse(readFileSync(identity, 'utf8'))).toEqual({
    region: 'eu-west-1',
    iam_user_arn: host.session.principal.arn,
    aws_access_key_id: 'AKIA1',
    aws_secret_access_key: "it's+a/secret",
  });
  expect(parse(readFileSync(settings, 'utf8'))).toMatchObject({
    ':on_premises_config_file': identity,
    ':deploy_control_endpoint': url,
    ':s3_endpoint_override': url,
    ':codedeploy_test_profile': 'beta',
  });
});

test('a file that is there is replaced, and a link is not followed', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'agents-'));
  const settings = await writeAgentFolder(parent, host, url);
  const elsewhere = join(parent, 'elsewhere');
  writeFileSync(elsewhere, 'untouched');
  await writeAgentFolder(parent, { ...host, region: 'us-east-1' }, url);
  const identity = join(parent, host.instance, 'codedeploy.onpremises.yml');
  expect(readFileSync(identity, 'utf8')).toContain("region: 'us-east-1'");
  rmSync(settings);
  symlinkSync(elsewhere, settings);
  await writeAgentFolder(parent, host, url);
  expect(readFileSync(elsewhere, 'utf8')).toBe('untouched');
});
