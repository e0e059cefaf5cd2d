import type { Fix } from './fix.ts';

/** What was never wrong, and by which an invariant speaks that no fix of `fixes.ts` is for. */
export const basics: readonly Fix[] = [
  {
    name: 'a cancelled run looks for what it may have created',
    shows: 'nothing goes on that nobody names',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: 'if (!signal.aborted || !lost) throw error;',
        to: 'if (!signal.aborted || lost || !lost) throw error;',
      },
    ],
  },
  {
    name: 'a run that is refused gives its lease back',
    shows: 'the lease is free in the end',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/guard/guard.ts',
        from: '    await lease.release();\n    throw error;',
        to: '    throw error;',
      },
    ],
  },
  {
    name: 'a record has the version that its deployment brought',
    shows: 'a record names what was deployed',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/records/record-run.ts',
        from: '    ...(artifact && releaseOf(artifact)),\n',
        to: '    ...(artifact && { ...releaseOf(artifact), version: running?.version ?? artifact.version }),\n',
      },
    ],
  },
  {
    name: 'a run in which something failed does not end with 0',
    shows: 'exit 0 is said of success alone',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/verdict.ts',
        from: 'exitCode: isAsAsked(verdict) ? 0 : 1',
        to: 'exitCode: 0',
      },
    ],
  },
  {
    name: 'what was stopped has not succeeded',
    shows: "the verdict's words are true",
    command: 'deploy',
    patches: [
      {
        file: 'src/release/deployment/judge-deployment.ts',
        from: "if (end === 'shifted' || info.status === 'Succeeded')",
        to: "if (end === 'shifted' || info.status !== 'Failed')",
      },
    ],
  },
  {
    name: 'what may not start any more is not waited for',
    shows: 'every command ends',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/run/run-waves.ts',
        from: 'atOnce(wave, gate.failed(wave)) : Infinity',
        to: 'atOnce(wave, gate.failed(wave)) : 0',
      },
    ],
  },
  {
    name: 'finish: what it has stopped has ended',
    shows: 'finish ends',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/finish/settle.ts',
        from: "isSettled: ending.outcome !== 'failed' || isOver(latest) || isLeft,",
        to: 'isSettled: isLeft,',
      },
    ],
  },
  {
    name: 'stop: what could not be stopped does not end well',
    shows: 'stop ends well only when all has ended',
    command: 'deploy',
    environment: 'bluegreen',
    patches: [
      {
        file: 'src/release/run/stop-run.ts',
        from: "if (outcome === 'skipped') return true;",
        to: "if (outcome === 'skipped' || outcome === 'failed') return true;",
      },
    ],
  },
  {
    name: 'continue leaves alone what goes back',
    shows: 'traffic is shifted to nothing but what a run has brought there',
    command: 'deploy',
    environment: 'bluegreen',
    patches: [
      {
        file: 'src/release/run/under-way.ts',
        from: '  if (marker.back) return { left: `${named} is under way there, and goes back` };\n',
        to: '',
      },
    ],
  },
];
