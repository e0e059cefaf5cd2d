import { expect, test } from '@jest/globals';
import { ciBuild } from '../../../src/ci/systems.ts';
import { defined } from '../../../src/defined.ts';
import {
  type Claim,
  differentContent,
  mayTake,
} from '../../../src/release/records/earlier-bytes.ts';
import type { ReleaseRecord } from '../../../src/release/release-record.ts';
import fc from '../../fast-check.ts';

/** One execution of a job: what its CI sets, by the system. Values are few, so that they meet. */
const few = (...values: string[]) => fc.constantFrom(undefined, ...values);
const jobs = fc.oneof(
  fc.record({
    GITHUB_ACTIONS: fc.constant('true'),
    GITHUB_RUN_ID: few('1', '2'),
    GITHUB_RUN_ATTEMPT: few('1', '2', '3'),
    GITHUB_JOB: few('a', 'b'),
    GITHUB_ACTION: few('x', 'y'),
  }),
  fc.record({
    GITLAB_CI: fc.constant('true'),
    CI_PIPELINE_ID: few('1', '2'),
    CI_JOB_ID: few('1', '2', '3'),
    CI_JOB_NAME: few('a', 'b'),
    CI_NODE_INDEX: few('1', '2'),
  }),
  fc.record({
    BUILDKITE: fc.constant('true'),
    BUILDKITE_BUILD_ID: few('1', '2'),
    BUILDKITE_JOB_ID: few('1', '2', '3'),
    BUILDKITE_STEP_ID: few('a', 'b'),
    BUILDKITE_PARALLEL_JOB: few('0', '1'),
    BUILDKITE_RETRY_COUNT: few('0', '1'),
  }),
  fc.record({
    TF_BUILD: fc.constant('True'),
    SYSTEM_COLLECTIONURI: fc.constant('https://dev.azure.com/acme/'),
    BUILD_BUILDID: few('1', '2'),
    SYSTEM_JOBATTEMPT: few('1', '2'),
    AGENT_JOBNAME: few('a', 'b'),
    SYSTEM_JOBPOSITIONINPHASE: few('1', '2'),
  }),
  fc.record({
    TEAMCITY_VERSION: fc.constant('2026'),
    BUILD_NUMBER: few('5'),
    BUILD_URL: few('https://tc/7', 'https://tc/8'),
  }),
  fc.record({
    JENKINS_URL: fc.constant('http://ci/'),
    BUILD_NUMBER: few('5'),
    BUILD_TAG: few('t-5', 'u-5'),
  }),
  fc.record({
    CIRCLECI: fc.constant('true'),
    CIRCLE_WORKFLOW_ID: few('1', '2'),
    CIRCLE_JOB: few('a'),
  }),
  fc.constant({}),
);

const run = fc.record({
  env: jobs,
  leg: few('api', 'worker'),
  count: fc.constantFrom(0, 1),
  commit: few('abc', 'def'),
  versionGiven: fc.boolean(),
});
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

/** As `originOf` puts a step together: unknown where its CI cannot tell jobs of a matrix apart. */
function stepOf({ env, leg, count }: Run): string | undefined {
  const { pipeline, step, needsLeg } = ciBuild(env);
  const isKnown = pipeline && step && (leg !== undefined || !needsLeg);
  return isKnown ? `${pipeline}/${step}#${leg}.${count}` : undefined;
}

function claimOf(one: Run): Claim {
  const step = stepOf(one);
  const { run: id = 'local:1', isRetry } = ciBuild(one.env);
  return {
    version: '1',
    versionGiven: one.versionGiven,
    run: id,
    repeated: isRetry && step !== undefined,
    isLaterPart: false,
    ...defined({ commit: one.commit }),
    origin: { recipe: 'r', source: '.', environment: 'test', ...defined({ step }) },
  };
}

function recordOf(one: Run): ReleaseRecord {
  const { commit, origin, run: build } = claimOf(one);
  const bytes = { digest: 'a'.repeat(64), sha256: 'b'.repeat(64), size: 1 };
  return { version: '1', ...bytes, build, time: '', ...defined({ commit }), ...origin };
}

test('under no combination of what CI systems say does a run take bytes that are not its own or asked for by name', () => {
  let taken = 0;
  fc.assert(
    fc.property(run, run, (first, second) => {
      const [record, claim] = [recordOf(first), claimOf(second)];
      if (!mayTake(record, claim)) return;
      taken += 1;
      if (second.versionGiven) return;
      // What is the same step in every respect, of the same known commit, in another execution.
      expect(second.commit).toBeDefined();
      expect(first.commit).toBe(second.commit);
      expect(stepOf(first)).toBeDefined();
      expect(stepOf(first)).toBe(stepOf(second));
      expect(first.leg).toBe(second.leg);
      expect(claim.run).not.toBe(record.build);
      const { pipeline, step } = ciBuild(first.env);
      expect(ciBuild(second.env)).toMatchObject({ pipeline, step, isRetry: true });
    }),
    { numRuns: 20_000 },
  );
  expect(taken).toBeGreaterThan(0);
});

test('what was built and differs is refused whatever the rest says', () => {
  fc.assert(
    fc.property(run, run, (first, second) => {
      const refusal = differentContent(
        recordOf(first),
        { digest: 'c'.repeat(64) },
        claimOf(second),
      );
      expect(refusal.problems[0]?.message).toContain('exists with other content');
    }),
  );
});
