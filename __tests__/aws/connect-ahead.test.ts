import { expect, test } from '@jest/globals';
import { connectAhead } from '../../src/aws/connect-ahead.ts';
import { aDestination } from '../release/makers.ts';

test.each(['look', 'create'] as const)(
  'an address that cannot be told is for the requests themselves to report: %s',
  async (purpose) => {
    const rejected: unknown[] = [];
    const note = (reason: unknown) => rejected.push(reason);
    const opened: URL[] = [];
    const openAhead = (url: URL) => void opened.push(url);
    const agents = async () => ({ openAhead }) as never;
    const client = {
      config: {
        endpointProvider() {
          throw new Error('FIPS and DualStack are enabled, but this partition has neither');
        },
      },
    };
    const clients = { codedeploy: () => client, codedeployOnce: () => client, s3: () => client };
    const ahead = connectAhead({
      agents: { keeping: agents, single: agents, close() {} },
      clients: clients as never,
      credentialsFor: () => undefined as never,
    });
    process.on('unhandledRejection', note);
    try {
      await ahead([aDestination()], purpose);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(rejected).toEqual([]);
    expect(opened).toEqual([]);
  },
);
