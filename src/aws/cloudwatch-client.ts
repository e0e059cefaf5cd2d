import { CodeDeployClient, type CodeDeployClientConfig } from '@aws-sdk/client-codedeploy';
import { partition } from '@aws-sdk/core/client';
import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import { makeBuilder } from '@smithy/core/client';
import { getEndpointPlugin } from '@smithy/core/endpoints';

/**
 * CloudWatch as the SDK speaks to it, for two operations. AWS's own client of it would add 0.3 MB to what a runner loads; but
 * for names, address and shapes it is the one of CodeDeploy. Of the protocols in the service's model it speaks JSON 1.0.
 */
export function cloudWatchClient(config: CodeDeployClientConfig): CloudWatchClient {
  const client = new CodeDeployClient({
    ...config,
    serviceId: 'CloudWatch',
    ...{ signingName: 'monitoring' },
    protocol: AwsJson1_0Protocol,
    protocolSettings: {
      defaultNamespace: namespace,
      serviceTarget: target,
      version: '2010-08-01',
      awsQueryCompatible: true,
    },
    endpointProvider: ({ Endpoint, Region = '', UseFIPS, UseDualStack }) => {
      const { dnsSuffix, dualStackDnsSuffix } = partition(Region);
      const host = `monitoring${UseFIPS ? '-fips' : ''}.${Region}.${UseDualStack ? dualStackDnsSuffix : dnsSuffix}`;
      return { url: new URL(String(Endpoint ?? `https://${host}`)) };
    },
  });
  return client as unknown as CloudWatchClient;
}

export type CloudWatchClient = {
  send(command: DescribeAlarmsCommand): Promise<DescribeAlarmsOutput>;
  send(command: GetMetricDataCommand): Promise<GetMetricDataOutput>;
  middlewareStack: CodeDeployClient['middlewareStack'];
};

export type AlarmOutput = {
  AlarmName?: string;
  StateValue?: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  StateReason?: string;
  StateTransitionedTimestamp?: Date;
  StateUpdatedTimestamp?: Date;
};
type DescribeAlarmsInput = { AlarmNames: string[]; AlarmTypes: string[]; NextToken?: string };
type DescribeAlarmsOutput = {
  MetricAlarms?: AlarmOutput[];
  CompositeAlarms?: AlarmOutput[];
  NextToken?: string;
};
export type MetricStatInput = {
  Metric: { Namespace: string; MetricName: string; Dimensions: { Name: string; Value: string }[] };
  Period: number;
  Stat: string;
};
type GetMetricDataInput = {
  MetricDataQueries: { Id: string; MetricStat: MetricStatInput }[];
  StartTime: Date;
  EndTime: Date;
  ScanBy: 'TimestampDescending';
};
export type MetricDataOutput = {
  Id?: string;
  Timestamps?: Date[];
  Values?: number[];
  StatusCode?: string;
  Messages?: { Code?: string; Value?: string }[];
};
type GetMetricDataOutput = { MetricDataResults?: MetricDataOutput[] };

const namespace = 'com.amazonaws.cloudwatch';
const target = 'GraniteServiceVersion20100801';

const endpointParameters = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const;

// biome-ignore lint/suspicious/noExplicitAny: commands are built for the types of one client, and this one speaks for another
const command = makeBuilder<any, any, any>(
  endpointParameters,
  target,
  'CloudWatchClient',
  getEndpointPlugin,
);

/** Kinds of members, and of lists of them, as the SDK numbers them (@smithy/types: schema/sentinels). */
const text = 0;
const number = 1;
const time = 4;
const listOf = 64;

function shape(name: string, members: Record<string, unknown>): unknown[] {
  return [3, namespace, name, 0, Object.keys(members), Object.values(members)];
}

function list(name: string, member: unknown[]) {
  return [1, namespace, `${name}s`, 0, member];
}

function operation(name: string, input: unknown[], output: unknown[]): OperationSchema {
  return [9, namespace, name, 0, () => input, () => output] as unknown as OperationSchema;
}

type OperationSchema = Parameters<typeof command>[3];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const alarm = shape('Alarm', {
  AlarmName: text,
  StateValue: text,
  StateReason: text,
  StateTransitionedTimestamp: time,
  StateUpdatedTimestamp: time,
});

const describeAlarms = operation(
  'DescribeAlarms',
  shape('DescribeAlarmsInput', {
    AlarmNames: listOf + text,
    AlarmTypes: listOf + text,
    NextToken: text,
  }),
  shape('DescribeAlarmsOutput', {
    MetricAlarms: list('MetricAlarm', alarm),
    CompositeAlarms: list('CompositeAlarm', alarm),
    NextToken: text,
  }),
);

const metric = shape('Metric', {
  Namespace: text,
  MetricName: text,
  Dimensions: list('Dimension', shape('Dimension', { Name: text, Value: text })),
});
const metricStat = shape('MetricStat', { Metric: metric, Period: number, Stat: text });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const getMetricData = operation(
  'GetMetricData',
  shape('GetMetricDataInput', {
    MetricDataQueries: list(
      'MetricDataQuery',
      shape('MetricDataQuery', { Id: text, MetricStat: metricStat }),
    ),
    StartTime: time,
    EndTime: time,
    ScanBy: text,
  }),
  shape('GetMetricDataOutput', {
    MetricDataResults: list(
      'MetricDataResult',
      shape('MetricDataResult', {
        Id: text,
        Timestamps: listOf + time,
        Values: listOf + number,
        StatusCode: text,
        Messages: list('MessageData', shape('MessageData', { Code: text, Value: text })),
      }),
    ),
  }),
);

export class DescribeAlarmsCommand extends command<DescribeAlarmsInput, DescribeAlarmsOutput>(
  {},
  () => [],
  'DescribeAlarms',
  describeAlarms,
) {}

export class GetMetricDataCommand extends command<GetMetricDataInput, GetMetricDataOutput>(
  {},
  () => [],
  'GetMetricData',
  getMetricData,
) {}
