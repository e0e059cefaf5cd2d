import type { CredentialsFacts } from './credentials-error.ts';

/** What an error is about, as far as the advice needs it. */
export type Circumstances = {
  /** The call that failed, as IAM names it: `codedeploy:GetDeploymentGroup`; empty where none was made. */
  operation: string;
  account: string;
  /** Of the bucket. */
  owner: string;
  region: string;
  role: string | undefined;
  application: string;
  deploymentGroup: string;
  deploymentConfig: string;
  bucket: string;
  /** AWS's own sentence. */
  said: string;
  /** Where credentials could not be had. */
  credentials: Pick<CredentialsFacts, 'claims' | 'job'>;
};

export type Advice = string | ((about: Circumstances) => string | undefined);

export type AdviceTable = Readonly<Record<string, Advice>>;

/** Who is to be allowed something. */
export function whoOf({ role }: Pick<Circumstances, 'role'>): string {
  return role ? `role "${role}"` : 'the credentials in use';
}
