import type { Structures } from './model.generated.ts';
import type { Group, Instance, Scope } from './state.ts';

/** The instances that a group's tags and Auto Scaling groups name, in the order they came to be. */
export function instancesOf(scope: Scope, group: Group): Instance[] {
  const { ec2TagFilters, ec2TagSet, autoScalingGroups } = group.settings;
  return select(scope, { tagFilters: ec2TagFilters, ec2TagSet, autoScalingGroups });
}

/** The instances that tags, sets of tags or Auto Scaling groups name; none where nothing is named. */
export function select(scope: Scope, wanted: Structures['TargetInstances']): Instance[] {
  const { tagFilters = [], ec2TagSet, autoScalingGroups = [] } = wanted;
  const sets = (ec2TagSet?.ec2TagSetList ?? []).filter((set) => set.length > 0);
  return [...scope.fleet].filter(
    (instance) =>
      tagFilters.some((filter) => matches(instance, filter)) ||
      (sets.length > 0 && sets.every((set) => set.some((filter) => matches(instance, filter)))) ||
      autoScalingGroups.includes(instance.autoScalingGroup),
  );
}

function matches({ tags }: Instance, { Key, Value, Type }: Structures['EC2TagFilter']): boolean {
  const kind = Type ?? (Key === undefined ? 'VALUE_ONLY' : Value === undefined ? 'KEY_ONLY' : '');
  if (kind === 'KEY_ONLY') return Key !== undefined && Object.hasOwn(tags, Key);
  if (kind === 'VALUE_ONLY') return Object.values(tags).some((value) => value === Value);
  return Key !== undefined && Object.hasOwn(tags, Key) && tags[Key] === Value;
}

/** Adds instances like those that the group was made with. */
export function launch(scope: Scope, group: Group, ids: readonly string[]): Instance[] {
  const { seed } = group;
  const numbers = [...scope.fleet]
    .filter((instance) => instance.seed === seed)
    .map(({ number }) => number);
  const last = Math.max(0, ...numbers);
  const added = ids.map((id, index) => anInstance(id, seed, last + index + 1));
  for (const instance of added) scope.fleet.add(instance);
  return added;
}

function anInstance(id: string, seed: Group['seed'], number: number): Instance {
  const tags = { Application: seed.application, DeploymentGroup: seed.deploymentGroup };
  return { id, seed, number, tags, autoScalingGroup: seed.deploymentGroup, health: new Map() };
}
