import type { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../clock.ts';
import { timing } from '../release/timing.ts';
import { faultOf } from './faults.ts';
import type { Stacked } from './middleware.ts';

export type Service = 'codedeploy' | 's3' | 'sts' | 'cloudwatch';
type Place = { service: Service; region: string };

/** Since when services answer nothing, or only faults of their own, in which regions. */
export type Silences = {
  /** Has a client's answers noted, repeated tries too. */
  heard<C extends Stacked>(client: C, place: Place): C;
  /**
   * Since when a service of a region has not answered, where another region has since: where nobody does, it may well be
   * this machine's network.
   */
  since(place: Place): number | undefined;
  /** Whether that is long enough to count it as down. */
  isDown(place: Place): boolean;
};

export function openSilences(clock: Clock): Silences {
  const silences = new Map<string, { began: number; last: number }>();
  const answered = new Map<string, number>();

  function note({ service, region }: Place, isAnswer: boolean) {
    const key = `${service} ${region}`;
    const now = clock.now();
    if (isAnswer) {
      silences.delete(key);
      answered.set(region, now);
      return;
    }
    const known = silences.get(key);
    // Where nobody has asked for as long, it may have answered all the while.
    const isSame = known !== undefined && now - known.last < timing.silent;
    silences.set(key, { began: isSame ? known.began : now, last: now });
  }

  return {
    heard(client, place) {
      (client.middlewareStack as STSClient['middlewareStack']).add(
        (next) => async (args) => {
          try {
            const result = await next(args);
            note(place, true);
            return result;
          } catch (error) {
            const isAnswer = answerOf(error);
            if (isAnswer !== undefined) note(place, isAnswer);
            throw error;
          }
        },
        { step: 'deserialize', priority: 'high', name: 'noteSilences' },
      );
      return client;
    },
    since,
    isDown(place) {
      const at = since(place);
      return at !== undefined && clock.now() - at >= timing.silent;
    },
  };

  function since({ service, region }: Place): number | undefined {
    const at = silences.get(`${service} ${region}`)?.began;
    if (at === undefined) return undefined;
    const others = [...answered].filter(([where]) => where !== region);
    return others.some(([, when]) => when > at) ? at : undefined;
  }
}

/** Whether a region has answered with it; undefined where it tells neither, as what a proxy refuses or a handshake that fails. */
function answerOf(error: unknown): boolean | undefined {
  const { kind, status } = faultOf(error);
  if (kind === 'unreachable' || kind === 'server') return false;
  return status !== undefined && kind !== 'proxy' ? true : undefined;
}
