import { ServiceError } from '../service.ts';
import type { Engine } from './engine/engine.ts';
import type { Operations, Structures } from './model.generated.ts';
import type { Offered } from './offered.ts';
import type { Application, Deployment, DeploymentConfig, Group, Scope } from './state.ts';

/** What an operation works on: CodeDeploy in the caller's account and region. */
export type Context = {
  engine: Engine;
  scope: Scope;
  pageSize: number;
  /** The moment of which lists and batches of deployments tell; undefined: now. */
  asOf?: number | undefined;
};

/** One operation: an answer of the model's shape, or a {@link ServiceError}. Async only where it has to wait. */
export type Handler<O extends Offered> = (
  context: Context,
  input: Operations[O]['input'],
) => Operations[O]['output'] | Promise<Operations[O]['output']>;

export function applicationNamed(scope: Scope, name: string): Application {
  const application = scope.applications.get(name);
  if (application) return application;
  throw new ServiceError(
    'ApplicationDoesNotExistException',
    `No application found for name: ${name}`,
  );
}

export function groupNamed(scope: Scope, application: string, name: string): Group {
  const group = applicationNamed(scope, application).groups.get(name);
  if (group) return group;
  throw new ServiceError(
    'DeploymentGroupDoesNotExistException',
    `No Deployment Group found for name: ${name}`,
  );
}

export function configNamed(scope: Scope, name: string): DeploymentConfig {
  const config = scope.configs.get(name);
  if (config) return config;
  const message = `No Deployment Configuration found for name: ${name}`;
  throw new ServiceError('DeploymentConfigDoesNotExistException', message);
}

export function deploymentWithId(scope: Scope, id: string): Deployment {
  const deployment = scope.deployments.get(assertDeploymentId(id));
  if (deployment) return deployment;
  throw new ServiceError(
    'DeploymentDoesNotExistException',
    `The deployment ${id} could not be found`,
  );
}

export function assertDeploymentId(id: string): string {
  if (/^d-[A-Z0-9]+$/.test(id)) return id;
  throw new ServiceError(
    'InvalidDeploymentIdException',
    `Specified DeploymentId is not in the valid format: ${id}`,
  );
}

export function assertBatch(
  items: readonly unknown[],
  most: number,
  code = 'BatchLimitExceededException',
): void {
  if (items.length <= most) return;
  throw new ServiceError(
    code,
    `${items.length} were asked for; the most for this request is ${most}`,
  );
}

export function assertDescription(description: string | undefined): void {
  if (description === undefined || description.length <= 256) return;
  const message = `The description has ${description.length} characters; the most is 256`;
  throw new ServiceError('DescriptionTooLongException', message);
}

export function toMap(tags: readonly Structures['Tag'][] | undefined): Map<string, string> {
  return new Map((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** Seconds since the epoch, as the API writes times. */
export function seconds(ms: number): number {
  return ms / 1000;
}
