import type { GroupName } from '../seed.ts';
import { textOf } from './bytes.ts';
import { isOwnPeer } from './peer.ts';
import { type Reply, textReply } from './reply.ts';
import { header, type Incoming, type RequestHead, readBody } from './request.ts';

/** A status check of a group that another process of the same user wants answered. */
export type CheckRequest = GroupName & { url: string; headers: Record<string, string> };

/** An answer of a host, or why there is none; `isNotRehearsed` where that is not the release's fault. */
export type CheckReply =
  | { status: number; headers: Readonly<Record<string, string>>; body: string }
  | { error: string; isNotRehearsed?: true };

export type AnswerCheck = (request: CheckRequest, signal: AbortSignal) => Promise<CheckReply>;

/** Marks these requests; no client of AWS sends it. */
const MARK = 'x-fanout-check';

export function isCheck(head: RequestHead): boolean {
  return head.method === 'POST' && header(head, MARK) !== undefined;
}

/** Never throws for what is asked: that is a reply. */
export async function answerCheck(
  incoming: Incoming,
  answer: AnswerCheck,
  { about, signal }: { about: (text: string) => void; signal: AbortSignal },
): Promise<Reply> {
  if (incoming.socket && !isOwnPeer(incoming.socket))
    return told(403, { error: 'the emulator answers checks of its own user and root only' });
  const text = textOf(await readBody(incoming, 1024 ** 2));
  const request = parsed(text);
  if (!request) return told(400, { error: 'the body is not a check' });
  about(request.url);
  return told(200, await answer(request, signal));
}

function told(status: number, reply: CheckReply): Reply {
  return textReply(status, 'application/json', JSON.stringify(reply));
}

function parsed(text: string): CheckRequest | undefined {
  try {
    const request = JSON.parse(text) as CheckRequest;
    const { account, region, application, deploymentGroup, url, headers } = request;
    const texts = [account, region, application, deploymentGroup, url, ...Object.values(headers)];
    return texts.every((each) => typeof each === 'string') && URL.canParse(url)
      ? request
      : undefined;
  } catch {
    return undefined;
  }
}
