import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { plainHost } from '../../src/emulator/host/gaps/settings.ts';
import { aCommand, appSpec, aWorld, type Tree, type World } from '../emulator/host/host-fixture.ts';
import { tarOf } from '../emulator/host/tar-fixture.ts';
import { sandboxed } from './sandboxes.ts';

let world: World;
const said: string[] = [];
beforeAll(async () => {
  world = await aWorld({
    hooks: 'sandbox',
    host: { ...plainHost, hasNamed: false },
    log: (words) => said.push(words),
  });
});
afterAll(() => world.close());

async function outcomeOf(script: string, more = '', agents: '1' | '2' = '2') {
  const host = world.host(agents);
  const spec = `version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: a.sh\n${more}`;
  const outcome = await host.outcome({ 'appspec.yml': spec, 'a.sh': script });
  await host.agent.close();
  return outcome;
}

/** Of a log with its times and headers, what the script wrote. */
const written = (log: string) =>
  log
    .split('\n')
    .flatMap((line) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (\[std.*)/.exec(line)?.[1] ?? []);

describe('agent 2 runs scripts', () => {
  sandboxed(
    'A script without an interpreter line runs for the user that runas names.',
    async () => {
      expect(await outcomeOf('exit 0\n', '      runas: root\n')).toMatchObject({ errorCode: 0 });
    },
  );

  sandboxed('A space in a location does no harm without runas.', async () => {
    const spec = appSpec({ AfterInstall: '"a b.sh"' });
    const bundle: Tree = { 'appspec.yml': spec, 'a b.sh': '#!/bin/sh\n' };
    expect(await world.host('2').outcome(bundle)).toMatchObject({ errorCode: 0 });
  });

  sandboxed('An interpreter that is not there is told without its name.', async () => {
    for (const first of ['#!/bin/none\n', '#!/bin/sh\r\n']) {
      expect(await outcomeOf(first)).toMatchObject({
        errorCode: 4,
        message:
          'Script at specified location: a.sh failed with error No such file or directory (os error 2)',
      });
    }
  });

  sandboxed('What a link of a script leads to is made executable.', async () => {
    const bundle: Tree = {
      'appspec.yml': appSpec({ AfterInstall: 'a.sh' }),
      'a.sh': { link: 'b.sh' },
      'b.sh': { text: '#!/bin/sh\n', mode: 0o100644 },
    };
    expect(await world.host('2').outcome(bundle)).toMatchObject({ errorCode: 0 });
  });

  sandboxed('A tar with a name that climbs is unpacked without it.', async () => {
    const bundle = tarOf([
      { name: 'appspec.yml', text: appSpec({ AfterInstall: 'a.sh' }) },
      { name: 'a.sh', text: '#!/bin/sh\nls "${0%/*}"; exit 1\n', mode: 0o755 },
      { name: '../../x', text: 'x' },
    ]);
    const { revision } = aCommand();
    const how = { revision: { ...revision, bundleType: 'tar' } };
    const { log } = await world.host('2').outcome(bundle, how);
    expect(written(log)).toEqual(['[stdout]a.sh', '[stdout]appspec.yml']);
  });

  sandboxed('A script that a signal ends has the exit code 1.', async () => {
    expect(await outcomeOf('#!/bin/sh\nkill -9 $$\n')).toMatchObject({
      errorCode: 4,
      message: 'Script at specified location: a.sh failed with exit code 1',
    });
  });

  sandboxed('Five seconds after SIGTERM the process group gets SIGKILL.', async () => {
    const script = '#!/bin/sh\ntrap "echo asked" TERM\nwhile :; do sleep 0.2; done\n';
    const outcome = await outcomeOf(script, '      timeout: 1\n');
    expect(outcome).toMatchObject({
      errorCode: 3,
      message: 'Script at specified location: a.sh failed to complete in 1 seconds',
    });
    expect(written(outcome.log)).toContain('[stdout]asked');
  });

  sandboxed('Whichever output a child keeps open, it is called STDOUT.', async () => {
    const outcome = await outcomeOf('#!/bin/sh\nsleep 9 > /dev/null &\n', '      timeout: 1\n');
    expect(outcome).toMatchObject({
      errorCode: 6,
      message: 'Script at specified location: a.sh failed to close STDOUT',
    });
  });

  sandboxed(
    'Lines have their times, and lose control characters and colours; empty ones are left out.',
    async () => {
      const script = "#!/bin/sh\nprintf '\\033[31mred\\033[0m\\ttab\\r\\n\\n' >&2\nexit 3\n";
      const outcome = await outcomeOf(script);
      expect(written(outcome.log)).toEqual(['[stderr]redtab']);
      expect(outcome.log).toMatch(/^.{19} LifecycleEvent - AfterInstall\n.{19} Script - a\.sh\n/);
    },
  );

  sandboxed('Bytes that are not UTF-8 are replaced, and fail nothing.', async () => {
    expect(written((await outcomeOf("#!/bin/sh\nprintf 'caf\\351\\n'\nexit 3\n")).log)).toEqual([
      '[stdout]caf\ufffd',
    ]);
    expect(await outcomeOf("#!/bin/sh\nprintf 'caf\\351\\n'\n")).toMatchObject({ errorCode: 0 });
  });

  sandboxed(
    'A log is whole lines from the end, 2,048 bytes with their times at most.',
    async () => {
      const { log } = await outcomeOf(
        '#!/bin/sh\nfor i in $(seq -w 100); do echo "line $i é"; done\nexit 1\n',
      );
      expect(Buffer.byteLength(log)).toBeLessThanOrEqual(2048);
      const lines = written(log);
      expect(lines).toHaveLength(Math.floor(2048 / 40));
      expect(lines.at(-1)).toBe('[stdout]line 100 é');
    },
  );

  sandboxed('A line that is too long for it takes with it all before it.', async () => {
    const script = '#!/bin/sh\necho before\nprintf "%3000s\\n" x\necho after\nexit 1\n';
    expect(written((await outcomeOf(script)).log)).toEqual(['[stdout]after']);
  });

  sandboxed('BUNDLE_ETAG is set from the download.', async () => {
    const script = '#!/bin/sh\ntest -n "$BUNDLE_ETAG" && env | grep ^BUNDLE_ETAG\nexit 1\n';
    expect(written((await outcomeOf(script)).log)[0]).toMatch(/^\[stdout\]BUNDLE_ETAG=etag-of-/);
  });

  sandboxed(
    'An owner or a group that does not exist changes nothing, which only the emulator says.',
    async () => {
      const spec = appSpec(
        { AfterInstall: 'a.sh' },
        'files:\n  - { source: app, destination: /opt/app }\npermissions:\n  - { object: /opt/app/a, owner: nobody-here, group: none-here }\n',
      );
      const bundle = {
        'appspec.yml': spec,
        'app/a': '',
        'a.sh': '#!/bin/sh\ntest "$(stat -c %U:%G /opt/app/a)" = root:root\n',
      };
      expect(await world.host('2').outcome(bundle)).toMatchObject({ errorCode: 0 });
      expect(said.join('\n')).toContain('the owner "nobody-here" does not exist here');
      expect(await world.host('1').outcome(bundle)).toMatchObject({ event: 'Install' });
    },
  );
});
