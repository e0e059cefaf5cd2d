import { ServiceError } from '../service.ts';
import { applicationNamed, assertBatch, type Handler, seconds, toMap } from './context.ts';
import type { Structures } from './model.generated.ts';
import { page } from './paging.ts';
import type { Application } from './state.ts';
import { missing } from './validate-input.ts';
import { anApplication } from './world.ts';

export const createApplication: Handler<'CreateApplication'> = ({ engine, scope }, input) => {
  const { applicationName, computePlatform = 'Server', tags } = input;
  if (computePlatform !== 'Server') {
    const message = `This emulator offers the compute platform Server only, not ${computePlatform}`;
    throw new ServiceError('InvalidComputePlatformException', message);
  }
  assertFree(scope.applications, applicationName);
  const application = anApplication(applicationName, engine.ids, engine.clock.now());
  application.tags = toMap(tags);
  scope.applications.set(applicationName, application);
  return { applicationId: application.id };
};

export const getApplication: Handler<'GetApplication'> = ({ scope }, { applicationName }) => ({
  application: infoOf(applicationNamed(scope, applicationName)),
});

export const batchGetApplications: Handler<'BatchGetApplications'> = (
  { scope },
  { applicationNames },
) => {
  if (applicationNames.length === 0) throw missing('applicationNames');
  assertBatch(applicationNames, 100);
  return {
    applicationsInfo: applicationNames.map((name) => infoOf(applicationNamed(scope, name))),
  };
};

export const listApplications: Handler<'ListApplications'> = (
  { scope, pageSize },
  { nextToken: token },
) => {
  const names = [...scope.applications.keys()].sort();
  const { items, nextToken } = page(names, String, { token, size: pageSize });
  return { applications: items, nextToken };
};

export const updateApplication: Handler<'UpdateApplication'> = ({ scope }, input) => {
  const { applicationName, newApplicationName } = input;
  if (applicationName === undefined) throw missing('applicationName');
  const application = applicationNamed(scope, applicationName);
  if (newApplicationName === undefined || newApplicationName === applicationName) return undefined;
  assertFree(scope.applications, newApplicationName);
  scope.applications.delete(applicationName);
  application.name = newApplicationName;
  scope.applications.set(newApplicationName, application);
  return undefined;
};

/** Deleting what does not exist succeeds: the operation has no error for it. */
export const deleteApplication: Handler<'DeleteApplication'> = ({ scope }, { applicationName }) => {
  scope.applications.delete(applicationName);
  return undefined;
};

function assertFree(applications: ReadonlyMap<string, Application>, name: string): void {
  if (!applications.has(name)) return;
  throw new ServiceError(
    'ApplicationAlreadyExistsException',
    `An application named ${name} already exists`,
  );
}

function infoOf({ id, name, createTime }: Application): Structures['ApplicationInfo'] {
  return {
    applicationId: id,
    applicationName: name,
    createTime: seconds(createTime),
    linkedToGitHub: false,
    computePlatform: 'Server',
  };
}
