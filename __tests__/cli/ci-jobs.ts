import fc from '../fast-check.ts';

/** Values are few, so that they meet. */
const few = (...values: string[]) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

/** What a CI system sets for one execution of a job. */
const variables = [
  fc.record({
    GITHUB_ACTIONS: fc.constant('true'),
    GITHUB_RUN_NUMBER: few('5'),
    GITHUB_RUN_ID: few('1', '2'),
    GITHUB_RUN_ATTEMPT: few('1', '2', '3'),
    GITHUB_JOB: few('a', 'b'),
    GITHUB_ACTION: few('x', 'y'),
    GITHUB_SHA: few('abc'),
    INPUT_LEG: few('api', 'worker'),
  }),
  fc.record({
    GITLAB_CI: fc.constant('true'),
    CI_PIPELINE_IID: few('5'),
    CI_PIPELINE_ID: few('1', '2'),
    CI_JOB_ID: few('1', '2', '3'),
    CI_JOB_NAME: few('a', 'b'),
    CI_NODE_INDEX: few('1', '2'),
    CI_COMMIT_SHA: few('abc'),
  }),
  fc.record({
    BUILDKITE: fc.constant('true'),
    BUILDKITE_BUILD_NUMBER: few('5'),
    BUILDKITE_BUILD_ID: few('1', '2'),
    BUILDKITE_JOB_ID: few('1', '2', '3'),
    BUILDKITE_STEP_ID: few('a', 'b'),
    BUILDKITE_RETRY_COUNT: few('0', '1'),
    BUILDKITE_COMMIT: few('abc'),
    INPUT_LEG: few('api', 'worker'),
  }),
  fc.record({
    TF_BUILD: fc.constant('True'),
    BUILD_BUILDNUMBER: few('5'),
    SYSTEM_COLLECTIONURI: fc.constant('https://dev.azure.com/acme/'),
    BUILD_BUILDID: few('1', '2'),
    SYSTEM_JOBATTEMPT: few('1', '2'),
    AGENT_JOBNAME: few('a', 'b'),
    SYSTEM_JOBPOSITIONINPHASE: few('1', '2'),
    BUILD_SOURCEVERSION: few('abc'),
  }),
  fc.record({
    TEAMCITY_VERSION: fc.constant('2026'),
    BUILD_NUMBER: few('5'),
    BUILD_URL: few('https://tc/7', 'https://tc/8'),
    BUILD_VCS_NUMBER: few('abc'),
  }),
  fc.record({
    JENKINS_URL: fc.constant('http://ci/'),
    BUILD_NUMBER: few('5'),
    BUILD_TAG: few('t-5', 'u-5'),
    GIT_COMMIT: few('abc'),
  }),
  fc.record({
    CIRCLECI: fc.constant('true'),
    CIRCLE_BUILD_NUM: few('5'),
    CIRCLE_WORKFLOW_ID: few('1', '2'),
    CIRCLE_JOB: few('a'),
    CIRCLE_SHA1: few('abc'),
  }),
  fc.constant({}),
] as const;

/** One job: where it runs, what lies in its checkout, and what it is told. */
const jobOf = (env: Variables) =>
  fc.record({
    env,
    content: fc.constantFrom<string>('A', 'B'),
    /** `named`: a version by name, whatever lies there; `given`: a version for what is given by name. */
    how: fc.constantFrom<How>('built', 'built', 'built', 'built', 'named', 'given'),
    /** Its checkout: another one, or the one of another job, as on a runner of one's own. */
    folder: fc.integer({ min: 1, max: 2 }),
    environment: fc.constantFrom('staging', 'production'),
    /** Another try of a job before it, whatever lies in its checkout by now. */
    again: fc.boolean(),
  });

/** Jobs that run one after another, some at the same time; mostly of one system, where they have most in common. */
export const ciRounds = fc
  .oneof(
    { weight: 5, arbitrary: fc.constantFrom<Variables>(...variables) },
    { weight: 1, arbitrary: fc.constant<Variables>(fc.oneof(...variables)) },
  )
  .chain((env) =>
    fc.array(fc.array(jobOf(env), { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 3 }),
  );

type How = 'built' | 'named' | 'given';
type Variables = fc.Arbitrary<Readonly<Record<string, string | undefined>>>;

export type CiJob = ReturnType<typeof jobOf> extends fc.Arbitrary<infer T> ? T : never;

/** What tells an execution of a step from others of the same step; the rest of its variables must be alike for a retry. */
const perExecution = [
  'GITHUB_RUN_ATTEMPT',
  'CI_JOB_ID',
  'BUILDKITE_JOB_ID',
  'BUILDKITE_RETRY_COUNT',
  'SYSTEM_JOBATTEMPT',
];
/** The job once more, as its CI system starts it. */
export function triedAgain(job: CiJob, content: string): CiJob {
  const env: Record<string, string | undefined> = { ...job.env };
  const next = (name: string, first: string) => {
    if (env[name] !== undefined) env[name] = String(Number(env[name]) + 1);
    else if (first) env[name] = first;
  };
  if (env.GITHUB_ACTIONS) next('GITHUB_RUN_ATTEMPT', '2');
  if (env.TF_BUILD) next('SYSTEM_JOBATTEMPT', '2');
  if (env.BUILDKITE) next('BUILDKITE_RETRY_COUNT', '1');
  for (const name of ['CI_JOB_ID', 'BUILDKITE_JOB_ID']) next(name, '');
  return { ...job, env, content };
}

const commits = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'BUILDKITE_COMMIT', 'BUILD_SOURCEVERSION'];

/** Whether one may be another try of the other: the same in everything but what each execution has of its own, which differs. */
export function mayRepeat(later: CiJob, earlier: CiJob): boolean {
  const [a, b] = [later.env, earlier.env];
  if (later.environment !== earlier.environment || later.how !== earlier.how) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const alike = [...names].filter((name) => !perExecution.includes(name));
  const differs = perExecution.some((name) => a[name] !== b[name]);
  const isKnown = commits.some((name) => a[name] !== undefined);
  return differs && isKnown && alike.every((name) => a[name] === b[name]);
}
