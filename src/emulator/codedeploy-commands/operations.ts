import type { AgentHost, Command } from './agent-host.ts';
import { refused, reportOf } from './report.ts';
import type { Signer } from './signed-message.ts';
import { specificationOf } from './specification.ts';

/** One request of an agent, whose host is told by the key that signed it. */
export type AgentCall = {
  host: AgentHost;
  input: Record<string, unknown>;
  /** As the agent tells it in `x-amz-codedeploy-agent-version`. */
  version: string;
  signer: Signer;
};

/**
 * The operations of `CodeDeployCommandService_v20141006` that the agent calls. Shapes: aws/aws-codedeploy-agent:
 * vendor/gems/codedeploy-commands-1.0.0/apis/CodeDeployCommand.api.json.
 */
export const operations = {
  async PollHostCommand({ host, input, version }) {
    checkHost(host, input);
    const command = await host.poll(version);
    if (!command) return {};
    return {
      HostCommand: {
        HostCommandIdentifier: command.id,
        HostIdentifier: host.session.principal.arn,
        DeploymentExecutionId: command.execution,
        CommandName: command.order.event,
        Nonce: command.nonce,
      },
    };
  },

  async GetDeploymentSpecification({ host, input, signer }) {
    checkHost(host, input);
    const execution = text(input, 'DeploymentExecutionId');
    const command = host.commandOfExecution(execution);
    if (!command) throw refused(`this host has no deployment execution ${execution}`);
    const Payload = await signer.sign(specificationOf(command.order));
    return {
      DeploymentSystem: 'CodeDeploy',
      DeploymentSpecification: { GenericEnvelope: { Format: 'PKCS7/JSON', Payload } },
    };
  },

  async PutHostCommandAcknowledgement({ host, input }) {
    const command = commandOf(host, input);
    diagnosticsOf(input);
    return { CommandStatus: host.acknowledge(command) };
  },

  async PutHostCommandComplete({ host, input }) {
    const command = commandOf(host, input);
    const status = text(input, 'CommandStatus');
    if (status !== 'Succeeded' && status !== 'Failed')
      throw refused(`a command is completed as Succeeded or Failed, not as ${status}`);
    host.complete(command, status, reportOf(status, diagnosticsOf(input)));
    return {};
  },

  async PostHostCommandUpdate({ host, input }) {
    const command = commandOf(host, input);
    diagnosticsOf(input);
    return { CommandStatus: command.status };
  },
} satisfies Record<string, (call: AgentCall) => Promise<object>>;

/** An agent speaks for its own host only. */
function checkHost(host: AgentHost, input: Record<string, unknown>): void {
  const { arn } = host.session.principal;
  const identifier = text(input, 'HostIdentifier');
  if (identifier !== arn) throw refused(`${arn} may not speak for the host ${identifier}`);
}

function commandOf(host: AgentHost, input: Record<string, unknown>): Command {
  const id = text(input, 'HostCommandIdentifier');
  const command = host.commandOf(id);
  if (!command) throw refused(`this host has no command ${id}`);
  return command;
}

function text(input: Record<string, unknown>, name: string): string {
  const value = input[name];
  if (typeof value !== 'string' || value === '') throw refused(`${name} is required, as a text`);
  return value;
}

/** The payload of an envelope: JSON in a text. */
function diagnosticsOf({ Diagnostics: envelope }: Record<string, unknown>): string | undefined {
  if (envelope === undefined || envelope === null) return undefined;
  const { Format, Payload } = envelope as Record<string, unknown>;
  if (Format !== 'JSON') throw refused('the format of diagnostics is JSON');
  if (typeof Payload !== 'string') throw refused('the payload of diagnostics is a text');
  if (Payload.length > MOST_DIAGNOSTICS)
    throw refused(`diagnostics have ${MOST_DIAGNOSTICS} characters at most`);
  return Payload;
}

const MOST_DIAGNOSTICS = 8192;
