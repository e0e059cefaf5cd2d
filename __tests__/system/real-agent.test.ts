import { execSync } from 'node:child_process';
import { lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { writeAgentFolder } from '../../src/emulator/codedeploy-commands/agent-folder.ts';
import { plainHost } from '../../src/emulator/host/gaps/settings.ts';
import { type Emulator, startEmulator } from '../../src/emulator/server.ts';
import {
  aCommand,
  aGroup,
  aHost,
  appSpec,
  aWorld,
  type Outcome,
  type TestHost,
  type Tree,
  type World,
} from '../emulator/host/host-fixture.ts';
import { behaviourCases } from './host-behaviours.ts';
import {
  archiveCases,
  type BundleCase,
  installCases,
  permissionCases,
  scriptCases,
} from './host-bundles.ts';
import { situationCases } from './host-situations.ts';
import { noAgent, startAgent } from './real-agent.ts';
import { noSandboxes } from './sandboxes.ts';

const reason = noAgent || noSandboxes;
const judged = reason === '' ? test : test.skip;

let world: World;
let emulator: Emulator;
let folder: string;
const said: string[] = [];
beforeAll(async () => {
  if (reason !== '') return;
  folder = mkdtempSync(join(tmpdir(), 'real-agents-'));
  world = await aWorld({ hooks: 'sandbox', host: { ...plainHost, hasNamed: false } });
  const { account, region } = aGroup;
  emulator = await startEmulator({
    clock: systemClock,
    seed: {
      accounts: [{ id: account, name: 'dev', roles: [] }],
      base: { account },
      buckets: [{ name: 'bundles', region, account }],
      groups: [],
    },
    agents: { onHost: () => undefined, say: (words) => said.push(words) },
  });
});
afterAll(async () => {
  if (reason !== '') return;
  await emulator.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

describe(`the emulated host is as a real agent${reason === '' ? '' : ` (skipped: ${reason})`}`, () => {
  describe.each([
    ['scripts', scriptCases],
    ['Install', installCases],
    ['permissions', permissionCases],
    ['archives', archiveCases],
    ['what is seen less often', situationCases],
    ['what every bundle may do', behaviourCases],
  ])('%s', (_, cases) => {
    judged.each(cases)('$name', async (given) => {
      const emulated = world.host();
      const [ours, theirs] = await Promise.all([
        seenOn(emulated, given).finally(() => emulated.agent.close()),
        onRealAgent(emulated.instance, (host) => seenOn(host, given)),
      ]);
      expect(ours).toEqual(theirs);
    });
  });
});

type Seen = { before: Outcome | undefined; outcome: Outcome; tree: string[] };

/** What a bundle reports and leaves behind. */
async function seenOn(host: TestHost, given: BundleCase): Promise<Seen> {
  const { before: first, bundle, type = 'zip', behavior = 'DISALLOW' } = given;
  const before = first && (await host.outcome(first));
  const outcome = await host.outcome(bundle, {
    fileExistsBehavior: behavior,
    revision: { ...aCommand().revision, bundleType: type },
  });
  const { log } = await host.outcome(look);
  return { before, outcome: comparable(outcome), tree: changes(log, outcome) };
}

/**
 * Without ids of processes and the like; and without what is not the agent's but its Ruby's: the code that 3.1 shows below
 * a message, and how a version of its JSON library calls bytes that are not UTF-8.
 */
function comparable(outcome: Outcome): Outcome {
  const [first = ''] = outcome.message.split('\n\n');
  return {
    ...outcome,
    message: first
      .replace(/^(?:partial character in source|source sequence is illegal).*/, 'not UTF-8')
      .replace(/pid \d+/, 'pid …'),
    log: outcome.log.replaceAll(/\b\d{10,}\b/g, '…'),
  };
}

const TOPS = 'opt srv etc var home';
/** What this machine has itself, of which hosts may have folders that were made anew. */
const known = execSync(`find ${TOPS} -maxdepth 6 2>/dev/null || true`, {
  cwd: '/',
  maxBuffer: 1024 ** 3,
});

/** Prints what was changed lately: paths, kinds, modes, owners, targets of links and hashes; packed, as a log is short. */
const look: Tree = {
  'appspec.yml': appSpec({ BeforeInstall: 'look.sh' }),
  known: { text: known },
  'look.sh': `#!/bin/bash
cd / && find ${TOPS} -cmin -10 -printf '%p\\t%y %m %u %g %l\\n' 2>/dev/null |
  awk -F '\\t' 'NR == FNR { known[$0]; next } !($1 in known)' "\${0%/*}/known" - |
  sort | while IFS=$'\\t' read -r path about; do
  echo "$path $about $([ -f "$path" ] && sha256sum < "$path" | cut -c1-12)"
done | gzip -9 | base64 -w0
exit 1
`,
};

/**
 * Without the agents' own notes, whose order is the file system's, what a bundle leaves that could not be unpacked, and what
 * this machine has itself.
 */
function changes(log: string, { event }: Outcome): string[] {
  // What fails there fails before the look as well: nobody gets to look.
  if (event === 'ApplicationStop') return [];
  const [, packed = ''] = /^\[stdout\](\S+)$/m.exec(log) ?? [];
  const own =
    /^var\/log\/aws|^opt\/codedeploy-agent\/(?:state|deployment-root\/(?:deployment-logs|deployment-instructions|ongoing-deployment))|\/bundle\.tar |\/bundle-etag |\/logs\/scripts\.log |^opt\/codedeploy-agent(?:\/deployment-root)? /;
  return gunzipSync(Buffer.from(packed, 'base64'))
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !own.test(line))
    .filter((line) => event !== 'DownloadBundle' || !line.includes('/deployment-archive'))
    .filter((line) => lstatSync(`/${line.split(' ')[0]}`, { throwIfNoEntry: false }) === undefined);
}

async function onRealAgent<T>(instance: string, work: (host: TestHost) => Promise<T>): Promise<T> {
  const host = emulator.openHost?.(instance, aGroup);
  if (!host) throw new Error('the emulator takes no agents');
  const settings = await writeAgentFolder(folder, host, emulator.url);
  const agent = await startAgent(settings, instance);
  try {
    return await work(aHost(instance, host, put));
  } catch (cause) {
    throw new Error(`${instance}: ${agent.said()}\n${said.slice(-5).join('\n')}`, { cause });
  } finally {
    await agent.stop();
  }
}

async function put(key: string, body: Buffer): Promise<string> {
  const { url: endpoint, credentials } = emulator;
  const s3 = new S3Client({ endpoint, region: aGroup.region, credentials, forcePathStyle: true });
  const { ETag = '' } = await s3.send(
    new PutObjectCommand({ Bucket: 'bundles', Key: key, Body: body }),
  );
  return ETag;
}
