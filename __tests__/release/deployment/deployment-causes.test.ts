import { describe, expect, test } from '@jest/globals';
import { causesOf } from '../../../src/release/deployment/deployment-causes.ts';
import { aDeployment, anInstance } from '../makers.ts';

const noAdvice = () => undefined;
const failed = (message: string, logTail = '') => ({
  lifecycleEventName: 'ValidateService',
  status: 'Failed' as const,
  diagnostics: {
    errorCode: 'ScriptFailed' as const,
    scriptName: 'scripts/check.sh',
    message,
    logTail,
  },
});
const tooManyFailed = {
  code: 'HEALTH_CONSTRAINTS' as const,
  message: 'The overall deployment failed because too many individual instances failed deployment',
};

describe('the causes of a failed deployment', () => {
  test('name event, script, message and log, equal ones once with all their instances', () => {
    const targets = [
      anInstance('i-1', [failed('exit code 1', '[stderr]no answer')]),
      anInstance('i-2', [failed('exit code 1', '[stderr]no answer')]),
      anInstance('i-3', [failed('exit code 2')]),
      anInstance('i-4', [{ lifecycleEventName: 'ValidateService', status: 'Succeeded' }], {
        status: 'Succeeded',
      }),
    ];
    expect(causesOf(aDeployment({ errorInformation: tooManyFailed }), targets, noAdvice)).toEqual([
      {
        instances: ['i-1', 'i-2'],
        of: 4,
        event: 'ValidateService',
        code: 'ScriptFailed',
        script: 'scripts/check.sh',
        message: 'exit code 1',
        log: '[stderr]no answer',
      },
      {
        instances: ['i-3'],
        of: 4,
        event: 'ValidateService',
        code: 'ScriptFailed',
        script: 'scripts/check.sh',
        message: 'exit code 2',
      },
    ]);
  });

  test('take the first event that failed, not those skipped after it', () => {
    const skipped = { lifecycleEventName: 'AfterAllowTraffic', status: 'Skipped' as const };
    const [cause] = causesOf(
      aDeployment(),
      [anInstance('i-1', [failed('first'), skipped])],
      noAdvice,
    );
    expect(cause?.message).toBe('first');
  });

  test('show what is written on a skipped event when the agent never answered', () => {
    const message = 'CodeDeploy agent was not able to receive the lifecycle event.';
    const silent = anInstance('i-1', [
      { lifecycleEventName: 'ApplicationStop', status: 'Skipped' },
      {
        lifecycleEventName: 'DownloadBundle',
        status: 'Skipped',
        diagnostics: { errorCode: 'UnknownError', message },
      },
    ]);
    const [cause] = causesOf(aDeployment({ errorInformation: tooManyFailed }), [silent], noAdvice);
    expect(cause).toMatchObject({ message, event: 'DownloadBundle', instances: ['i-1'] });
  });

  test('are CodeDeploy’s own error only where no instance says anything', () => {
    const info = aDeployment({
      errorInformation: { code: 'NO_INSTANCES', message: 'no instances were found' },
    });
    expect(causesOf(info, [], noAdvice)).toEqual([
      { instances: [], of: 0, code: 'NO_INSTANCES', message: 'no instances were found' },
    ]);
  });

  test('carry advice where there is any', () => {
    const advise = ({ script }: { script?: string }) => script && `look at ${script}`;
    const [cause] = causesOf(aDeployment(), [anInstance('i-1', [failed('exit code 1')])], advise);
    expect(cause?.advice).toBe('look at scripts/check.sh');
  });
});
