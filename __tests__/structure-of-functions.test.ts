import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseAst } from 'rolldown/parseAst';

const MOST_LINES = 50;

const factory = 'what it gives is short functions that share what it keeps';
const list = 'a list that is read from top to bottom';
const inOrder = 'steps whose order is the point, and which share what was found before';

/** What is longer, and why it is not parted. */
const exceptions: Record<string, string> = {
  'src/aws/access.ts openAccess': factory,
  'src/aws/clients.ts openClients': factory,
  'src/aws/codedeploy.ts codeDeployCalls': factory,
  'src/aws/session.ts openAws': factory,
  'src/aws/sts.ts openSts': factory,
  'src/aws/turns.ts openTurns': factory,
  'src/bundle/packers.ts threadPackers': factory,
  'src/cli/recorder.ts openRecorder': factory,
  'src/cli/run-pages.ts openRunPages': factory,
  'src/cli/status-look.ts openStatusLook': factory,
  'src/emulator/cloudwatch/cloudwatch.ts createCloudWatch': factory,
  'src/emulator/codedeploy/codedeploy.ts createCodeDeploy': factory,
  'src/emulator/host/agent/install-plan.ts planInstall': factory,
  'src/emulator/host/hosts.ts createHosts': factory,
  'src/emulator/host/inside/file-work.ts fileWork': factory,
  'src/emulator/host/inside/unpack.ts unpacking': factory,
  'src/emulator/host/sandbox/sandbox-machine.ts connect': factory,
  'src/emulator/server.ts startEmulator': factory,
  'src/rehearsal/leaping-clock.ts leapingClock': factory,
  'src/rehearsal/search/job.ts openJob': factory,
  'src/rehearsal/search/stage.ts openStage': factory,
  'src/rehearsal/search/watch-changes.ts watchChanges': factory,
  'src/rehearsal/search/watch-records.ts watchRecords': factory,
  'src/rehearsal/search/watch.ts watch': factory,
  'src/release/deployment/poll-deployments.ts pollDeployments': factory,
  'src/release/guard/attempt-lease.ts leaseAttempts': factory,
  'src/release/guard/ballots.ts openBallots': factory,
  'src/release/guard/keep-lease.ts keepLease': factory,
  'src/release/records/spread-inside.ts spreadInside': factory,
  'src/release/run/carry-out.ts destinationWork': factory,
  'src/release/run/waves-gate.ts openGate': factory,
  'src/report/metrics.ts metricsOfRun': factory,
  'src/serve/run-channel.ts createRunChannel': factory,
  'src/serve/status-channel.ts createStatusChannel': factory,

  'src/appspec/yaml/scanner.ts fetch': list,
  'src/bundle/build-supervisor.ts supervisorScript': list,
  'src/cli/init-answers.ts initAnswers': list,
  'src/config/resolve-destination.ts resolveDestination': list,
  'src/emulator/s3/list-versions.ts listObjectVersions': list,
  'src/page/browser/run-app.tsx RunApp': list,
  'src/page/parts/verdict.tsx Verdict': list,
  'src/policies/guard-policy.ts statementsOf': list,
  'src/policies/role-policy.ts s3Statements': list,
  'src/release/saved-plan.ts movedSince': list,

  'src/cli/commands/rehearse.ts rehearse': inOrder,
  'src/cli/commands/serve.ts openLook': inOrder,
  'src/cli/make-bundle.ts build': inOrder,
  'src/cli/open-session.ts openSession': inOrder,
  'src/cli/run-command.ts runCommand': inOrder,
  'src/rehearsal/search/play.ts play': inOrder,
  'src/rehearsal/search/search.ts search': inOrder,
  'src/release/deployment/create-deployment.ts createDeployment': inOrder,
  'src/release/deployment/follow.ts followAlone': inOrder,
  'src/release/deployment/watch-instances.ts watchInstances': inOrder,
  'src/release/guard/lease.ts takeLease': inOrder,
  'src/release/run/bake.ts bake': inOrder,
  'src/release/run/look-before-wave.ts lookBeforeWave': inOrder,
};

test('no function is longer than fits on a screen, but for those that say why', () => {
  const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => longFunctions(join('src', file).replaceAll('\\', '/')));
  const tooLong = found.filter((one) => exceptions[one] === undefined);
  const noLonger = Object.keys(exceptions).filter((one) => !found.includes(one));
  expect({ tooLong, noLonger }).toEqual({ tooLong: [], noLonger: [] });
});

type Node = { type?: string; start?: number; end?: number; id?: unknown; key?: unknown };

function longFunctions(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  if (text.split('\n').length <= MOST_LINES) return [];
  const found: string[] = [];
  visit(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }), '');
  return found;

  function visit(node: unknown, owner: string): void {
    if (typeof node !== 'object' || node === null) return;
    const { type, start, end, id, key } = node as Node;
    const name = (id as { name?: string })?.name ?? (key as { name?: string })?.name ?? owner;
    if (/^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type ?? '')) {
      const lines = text.slice(start, end).split('\n').length;
      if (lines > MOST_LINES) found.push(`${file} ${name}`);
    }
    for (const child of Object.values(node)) visit(child, name);
  }
}
