import type { Clock } from '../../clock.ts';
import { type Random, systemRandom } from '../../random.ts';
import type { Principal, Seed } from '../service.ts';
import type { Tag } from './tags.ts';

/** Credentials that the emulator believes, and whose they are. */
export type Session = {
  secretAccessKey: string;
  sessionToken?: string;
  /** Milliseconds since the epoch by the emulator's clock; absent for the base credentials, which never expire. */
  expires?: number;
  /** `AROA…:name` or `AIDA…`, as GetCallerIdentity tells it. */
  userId: string;
  principal: Principal;
  /** Session tags, inherited ones among them. */
  tags?: readonly Tag[];
  /** Keys of those that the sessions have which come of this one, in small letters. */
  transitive?: ReadonlySet<string>;
  sourceIdentity?: string;
};

/** What a session is opened with. */
type Opening = {
  account: string;
  arn: string;
  role: string;
  userId: string;
  seconds: number;
} & Pick<Session, 'tags' | 'transitive' | 'sourceIdentity'>;

export type Sessions = {
  /** The IAM user that holds the base credentials. */
  base: Session;
  find(accessKeyId: string): Session | undefined;
  /** Mints credentials for a role session. */
  open(role: Opening): Session;
  /** Mints a key for an IAM user, which never expires. */
  addUser(user: { account: string; arn: string }): Session;
  /** Lets a session's credentials expire now. */
  expire(accessKeyId: string): void;
};

export function createSessions(seed: Seed, clock: Clock, random = systemRandom): Sessions {
  const account = seed.base?.account ?? '000000000000';
  const base = userSession(
    { account, arn: seed.base?.arn ?? `arn:aws:iam::${account}:user/fanout` },
    random,
  );
  const sessions = new Map([[base.principal.accessKeyId, base]]);
  return {
    base,
    find: (accessKeyId) => sessions.get(accessKeyId),
    open({ account, arn, role, userId, seconds, ...given }) {
      forgetLongExpired(sessions, clock.now());
      const session: Session = {
        secretAccessKey: secret(random),
        sessionToken: random.bytes(192).toString('base64'),
        expires: clock.now() + seconds * 1000,
        userId,
        principal: { accessKeyId: uniqueId('ASIA', random), account, arn, role },
        ...given,
      };
      sessions.set(session.principal.accessKeyId, session);
      return session;
    },
    addUser(user) {
      const session = userSession(user, random);
      sessions.set(session.principal.accessKeyId, session);
      return session;
    },
    expire(accessKeyId) {
      const session = sessions.get(accessKeyId);
      if (session?.expires !== undefined) session.expires = clock.now();
    },
  };
}

function userSession({ account, arn }: { account: string; arn: string }, random: Random): Session {
  return {
    secretAccessKey: secret(random),
    userId: uniqueId('AIDA', random),
    principal: { accessKeyId: uniqueId('AKIA', random), account, arn },
  };
}

/** A prefix that tells the kind, and sixteen letters and digits, as IAM makes them: `ASIA…`, `AROA…`. */
export function uniqueId(prefix: string, random: Random): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return prefix + Array.from(random.bytes(16), (byte) => letters[byte % 32]).join('');
}

function secret(random: Random): string {
  return random.bytes(30).toString('base64');
}

/** Expired credentials are remembered for a day, so that they are refused as expired and not as unknown. */
function forgetLongExpired(sessions: Map<string, Session>, now: number): void {
  if (sessions.size < 1000) return;
  for (const [id, { expires }] of sessions) {
    if (expires !== undefined && expires < now - 86_400_000) sessions.delete(id);
  }
}
