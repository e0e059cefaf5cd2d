import { systemRandom } from '../../random.ts';
import type { Seed, SeedAccount, SeedRole } from '../service.ts';
import { uniqueId } from './sessions.ts';

/** A role that can be assumed, as the seed tells it. */
export type Role = SeedRole & {
  account: SeedAccount;
  partition: string;
  /** Without its path. */
  name: string;
  /** `AROA…` */
  id: string;
};

export function seededRoles(seed: Seed, random = systemRandom): Map<string, Role> {
  const roles = seed.accounts.flatMap((account) =>
    account.roles.map((role): Role => {
      const parts = roleArn.exec(role.arn)?.groups;
      if (!parts) throw new Error(`the seed's role "${role.arn}" is no ARN of a role`);
      const { partition = 'aws', name = '' } = parts;
      return { ...role, account, partition, name, id: uniqueId('AROA', random) };
    }),
  );
  return new Map(roles.map((role) => [role.arn, role]));
}

/** `arn:aws:sts::111111111111:assumed-role/name/session`; the role's path is not part of it. */
export function assumedRoleArn(role: Role, sessionName: string): string {
  return `arn:${role.partition}:sts::${role.account.id}:assumed-role/${role.name}/${sessionName}`;
}

export const roleArn =
  /^arn:(?<partition>aws[\w-]*):iam::(?<account>\d{12}):role\/(?:[\u0021-\u007e]+\/)?(?<name>[\w+=,.@-]{1,64})$/;
