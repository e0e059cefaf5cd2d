import type { Removal } from '../removal.ts';

const turns = '__tests__/aws/turns.test.ts';
const wire = '__tests__/aws/turns-over-the-wire.test.ts';

/** Of how often AWS is asked. What 300 destinations take in memory follows from no single place: `run-memory.test.ts` measures it. */
export const ofRates: readonly Removal[] = [
  {
    name: '60 groups at ten calls a second are not refused by the preflight',
    patches: [
      {
        file: 'src/aws/clients.ts',
        from: 'codedeployPatient: codeDeploy({ attempts: 5, patient: true }, brief),',
        to: 'codedeployPatient: codeDeploy({ attempts: 2 }, brief),',
      },
      {
        file: 'src/aws/turns.ts',
        from: 'rate = Math.max(least, share * lately());',
        to: 'rate = lately() < 0 ? Math.max(least, share) : undefined;',
      },
      {
        file: 'src/release/guard/guard.ts',
        from: 'request.acceptsPartial ? aws : patientSession(aws, ports)',
        to: 'aws',
      },
    ],
    test: '__tests__/system/rehearse-seed.test.ts',
    title: 'sixty groups of one account and region get their release',
  },
  {
    name: 'one limiter for each account and region, whatever the role',
    patches: [
      {
        file: 'src/aws/clients.ts',
        from: 'return turnsIn(identity?.account ?? accessKeyId, region);',
        to: 'return turnsIn(accessKeyId, region);',
      },
    ],
    test: wire,
    title:
      'what was too much for one role of an account holds back the others, in that region alone',
  },
  {
    name: 'creations come before reads',
    patches: [
      {
        file: 'src/aws/clients.ts',
        from: 'codedeployOnce: codeDeploy({ attempts: 1, urgent: true }, single),',
        to: 'codedeployOnce: codeDeploy({ attempts: 1 }, single),',
      },
    ],
    test: wire,
    title: 'a creation goes before reads that came first',
  },
  {
    name: 'and so does whatever is urgent',
    patches: [
      {
        file: 'src/aws/turns.ts',
        from: '(urgent.shift() ?? others.shift())?.();',
        to: '(others.shift() ?? urgent.shift())?.();',
      },
    ],
    test: turns,
    title: 'let urgent ones go first',
  },
  {
    name: 'GetDeploymentConfig goes out once for each name, not for each group',
    patches: [
      {
        file: 'src/release/guard/preflight.ts',
        from: 'const asking = asked.get(key) ?? aws.',
        to: 'const asking = aws.',
      },
    ],
    test: '__tests__/release/guard/preflight.test.ts',
    title: 'a deployment configuration .* that groups of one account and region share',
  },
  {
    name: 'GetDeploymentGroup goes out before the lease and under it, and not again before a creation',
    patches: [
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: "role === 'deployment' && !isNew ?",
        to: "role === 'deployment' ?",
      },
    ],
    test: '__tests__/release/run/round-trips.slow.test.ts',
    title: 'each group is asked for twice before its deployment is created',
  },
  {
    name: 'the preflight is as patient as a creation',
    patches: [
      {
        file: 'src/release/guard/guard.ts',
        from: 'request.acceptsPartial ? aws : patientSession(aws, ports)',
        to: 'aws',
      },
    ],
    test: '__tests__/release/run/faults.test.ts',
    title: 'what CodeDeploy throttles for minutes refuses no run that a creation would wait out',
  },
];
