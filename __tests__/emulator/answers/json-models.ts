import type { Model } from './against-model.ts';

const envelope: Model = { Format: 'string', Payload: 'string' };

/** Source: aws/aws-codedeploy-agent: vendor/gems/codedeploy-commands-1.0.0/apis/CodeDeployCommand.api.json. */
export const commandAnswers: Record<string, Model> = {
  PollHostCommand: {
    HostCommand: {
      HostCommandIdentifier: 'string',
      HostIdentifier: 'string',
      DeploymentExecutionId: 'string',
      CommandName: 'string',
      Nonce: 'number',
    },
  },
  GetDeploymentSpecification: {
    DeploymentSystem: 'string',
    DeploymentSpecification: {
      GenericEnvelope: envelope,
      VariantId: 'string',
      VariantEnvelope: envelope,
    },
  },
  PutHostCommandAcknowledgement: { CommandStatus: 'string' },
  PutHostCommandComplete: {},
  PostHostCommandUpdate: { CommandStatus: 'string' },
};

/** Times are numbers in JSON 1.0. */
const alarm: Model = {
  AlarmName: 'string',
  AlarmArn: 'string',
  AlarmDescription: 'string',
  ActionsEnabled: 'boolean',
  StateValue: 'string',
  StateReason: 'string',
  StateReasonData: 'string',
  StateUpdatedTimestamp: 'number',
  StateTransitionedTimestamp: 'number',
};
const message: Model = { Code: 'string', Value: 'string' };

/** Source: aws/api-models-aws: monitoring-2010-08-01, of what any alarm and any result has. */
export const cloudWatchAnswers: Record<string, Model> = {
  DescribeAlarms: { MetricAlarms: [alarm], CompositeAlarms: [alarm], NextToken: 'string' },
  GetMetricData: {
    MetricDataResults: [
      {
        Id: 'string',
        Label: 'string',
        Timestamps: ['number'],
        Values: ['number'],
        StatusCode: 'string',
        Messages: [message],
      },
    ],
    Messages: [message],
    NextToken: 'string',
  },
};
