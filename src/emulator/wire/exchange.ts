import type { Clock } from '../../clock.ts';
import { defined } from '../../defined.ts';
import type { Random } from '../../random.ts';
import { authenticate, type Proof, unframed } from '../auth/authenticate.ts';
import { AuthenticationError } from '../auth/authentication-error.ts';
import { type Claim, claimOf } from '../auth/claim.ts';
import { scriptedReply } from '../scenario/fault-reply.ts';
import type { FaultEffect, Faults } from '../scenario/fault-rules.ts';
import { ServiceError } from '../service.ts';
import type { Sessions } from '../sts/sessions.ts';
import { type Bytes, textOf } from './bytes.ts';
import type { CallRecord } from './call-log.ts';
import { type AnswerCheck, answerCheck, isCheck } from './check-request.ts';
import { foreignReason } from './loopback.ts';
import { isOwnPeer } from './peer.ts';
import { notOffered, refusalFor, unknownService } from './refusals.ts';
import { type Outgoing, type Reply, reset, send, textReply } from './reply.ts';
import {
  drain,
  type Incoming,
  type RequestHead,
  readBody,
  readHead,
  type WireRequest,
} from './request.ts';
import type { Operation, Protocol } from './service-protocol.ts';

export type ExchangePorts = {
  clock: Clock;
  /** By which clients go, and what they hear about times. */
  clientClock: Clock;
  random: Random;
  sessions: Sessions;
  protocols: readonly Protocol[];
  faults: Faults;
  sequence: () => number;
  record: (call: CallRecord) => void;
  /** Told of a call whose operation is known, before anything becomes of it. */
  onArrival?: ((call: Readonly<CallRecord>, body: () => string) => void) | undefined;
  checks?: AnswerCheck | undefined;
  /** Told of every error that is the emulator's own. */
  onBug: (error: unknown) => void;
  /** Nobody but this process can send requests: signatures name who asks, and are not checked. */
  isSealed: boolean;
  /** Aborted when the emulator is closed. */
  signal: AbortSignal;
};

/** Answers one request, from its first byte to its record in the log. Never throws. */
export async function exchange(
  ports: ExchangePorts,
  incoming: Incoming,
  outgoing: Outgoing,
): Promise<void> {
  const arrived = ports.sequence();
  const record: CallRecord = {
    service: 'unknown',
    operation: '',
    status: 0,
    at: ports.clock.now(),
  };
  try {
    const head = readHead(incoming);
    record.operation = `${head.method} ${head.path}`;
    const foreign = foreignReason(head);
    if (foreign === undefined) await answer(ports, { head, arrived, record, incoming, outgoing });
    else await sendText(outgoing, record, 403, foreign, ports.clientClock.now());
  } catch (error) {
    if (error instanceof ServiceError)
      await sendText(outgoing, record, 400, error.message, ports.clientClock.now());
    else if (!incoming.destroyed && !ports.signal.aborted) ports.onBug(error);
    outgoing.destroy();
  } finally {
    ports.record(record);
  }
}

type Arrival = {
  head: RequestHead;
  arrived: number;
  record: CallRecord;
  incoming: Incoming;
  outgoing: Outgoing;
};

async function answeredCheck(
  { signal, clientClock }: ExchangePorts,
  answer: AnswerCheck,
  { record, incoming, outgoing }: Arrival,
): Promise<void> {
  Object.assign(record, { service: 'checks', operation: 'GET' });
  const reply = await answerCheck(incoming, answer, {
    about: (url) => Object.assign(record, { about: url }),
    signal,
  });
  record.status = reply.status;
  await send(outgoing, reply, { date: new Date(clientClock.now()) });
}

/** One request on its way through: what it claims, and what the scenario does to it. */
type Passage = Arrival & {
  claim: Claim;
  protocol: Protocol;
  requestId: string;
  effect: FaultEffect;
};

async function answer(ports: ExchangePorts, arrival: Arrival): Promise<void> {
  const { head, record, outgoing } = arrival;
  if (ports.checks && isCheck(head)) return answeredCheck(ports, ports.checks, arrival);
  const claim = claimOf(head);
  const protocol = ports.protocols.find(({ name }) => name === claim.service);
  if (!protocol) {
    Object.assign(record, { status: 501, about: claim.service });
    return send(outgoing, unknownService(head, claim.service), {
      date: new Date(ports.clientClock.now()),
    });
  }
  record.service = protocol.name;
  const effect: FaultEffect = { names: [], slow: 0, skew: 0, late: 0 };
  const passage: Passage = { ...arrival, claim, protocol, requestId: ports.random.uuid(), effect };
  const reply = await carriedOut(ports, passage).catch((error) => refused(ports, passage, error));
  const { ending } = passage.effect;
  if (!reply || ending === 'lost') return reset(outgoing);
  // An answer in the middle of a body would not reach every client.
  await drain(passage.incoming);
  record.status = reply.status;
  await send(outgoing, reply, {
    date: new Date(ports.clientClock.now() + passage.effect.skew),
    truncate: ending === 'truncate',
  });
}

/** Undefined where there should be no answer. Throws for every refusal. */
async function carriedOut(ports: ExchangePorts, passage: Passage): Promise<Reply | undefined> {
  const { protocol, head, requestId } = passage;
  // Operation and caller of a request to S3 are told by its head: nobody unknown gets to send gigabytes.
  const early = protocol.name === 's3' ? undefined : await whole(passage);
  const operation = noted(ports, passage, early ?? head);
  const { effect } = passage;
  if (effect.ending === 'reset' || effect.ending === 'down') return undefined;
  const scripted = scriptedReply(effect.ending, { protocol, request: head, requestId });
  const delay = () => ports.clock.sleep(effect.slow, ports.signal);
  if (scripted) {
    if (effect.slow > 0) await delay();
    return scripted;
  }
  const proof = believe(ports, passage, { operation, body: early?.body });
  const request = early ?? (await whole(passage));
  if (effect.slow > 0) await delay();
  if (!operation.offered) throw notOffered(protocol, operation);
  return protocol.handle({
    operation: operation.name,
    request: early || !proof ? request : unframed(request, proof),
    requestId,
    region: passage.claim.region,
    arrived: passage.arrived,
    ...defined({ session: proof?.session }),
    skew: effect.skew,
    ...(effect.late > 0 && { asOf: ports.clientClock.now() - effect.late }),
  });
}

async function whole({ head, incoming, protocol }: Passage): Promise<WireRequest> {
  return { ...head, body: await readBody(incoming, protocol.maxBody) };
}

/** Puts down what a request asks for, and lets the scenario decide what becomes of it. */
function noted(
  ports: ExchangePorts,
  passage: Passage,
  request: RequestHead | WireRequest,
): Operation {
  const { record, claim, protocol } = passage;
  const operation = protocol.operationOf(request);
  const principal = ports.sessions.find(claim.signature?.accessKeyId ?? '')?.principal;
  const { region } = claim;
  const account = defined({ account: principal?.account });
  const { name, about } = operation;
  Object.assign(record, { operation: name, ...account }, region && { region }, about && { about });
  const sender = defined({ principal: principal?.arn });
  ports.onArrival?.({ ...record, ...sender }, () =>
    'body' in request ? textOf(request.body) : '',
  );
  passage.effect = ports.faults.strike({
    service: protocol.name,
    operation: name,
    region,
    ...account,
    ...sender,
  });
  if (passage.effect.names.length > 0) record.fault = passage.effect.names.join(', ');
  return operation;
}

/** Who is asking; undefined where that needs no proof. Throws where it is not to be believed, or not allowed. */
function believe(
  ports: ExchangePorts,
  { claim, protocol, effect, head, record, incoming }: Passage,
  { operation, body }: { operation: Operation; body: Bytes | undefined },
): Proof | undefined {
  if (claim.error) throw claim.error;
  if (!claim.signature) {
    if (protocol.takesUnsigned(operation.name)) {
      if (incoming.socket && !isOwnPeer(incoming.socket)) throw foreignPeer();
      return undefined;
    }
    throw new AuthenticationError('missing');
  }
  if (effect.ending === 'expire') ports.sessions.expire(claim.signature.accessKeyId);
  const proof = authenticate(head, {
    signature: claim.signature,
    protocol,
    sessions: ports.sessions,
    machineTime: Date.now(),
    skew: effect.skew,
    now: ports.clientClock.now(),
    body,
    isSealed: ports.isSealed,
  });
  const { account, arn } = proof.session.principal;
  record.principal = arn;
  if (effect.ending === 'deny') {
    const { name, about } = operation;
    throw protocol.denied({
      operation: name,
      region: claim.region,
      account,
      arn,
      ...defined({ about }),
    });
  }
  return proof;
}

/** Nobody's signature is on a web identity token: another user of this machine could write one. */
function foreignPeer(): ServiceError {
  const message = 'the emulator takes unsigned requests from its own user and root only';
  return new ServiceError('AccessDenied', message, 403);
}

function refused(ports: ExchangePorts, passage: Passage, error: unknown): Reply {
  const { protocol, head: request, requestId, record, incoming } = passage;
  // Nobody is left to be told, or nobody is left to tell.
  if ((incoming.destroyed && !incoming.complete) || ports.signal.aborted) throw error;
  const refusal = refusalFor(error, { protocol, onBug: ports.onBug });
  record.error = refusal.code;
  return protocol.refusal(refusal, { request, requestId });
}

async function sendText(
  outgoing: Outgoing,
  record: CallRecord,
  status: number,
  text: string,
  now: number,
): Promise<void> {
  record.status = status;
  const reply = textReply(status, 'text/plain', `${text}\n`);
  await send(outgoing, reply, { date: new Date(now) });
}
