import type { IncomingMessage, ServerResponse } from 'node:http';
import { limits } from '../shared/limits';
import type { Exchange } from './exchange';
import type { GuessThrottle } from './guess-throttle';
import type { SecurityLog } from './security-log';
import type { OfferOutcome, WhipEndpoints } from './whip-endpoints';

export interface WhipContext {
  readonly endpoints: WhipEndpoints;
  /** Slows the guessing of tokens. */
  readonly throttle: GuessThrottle;
  readonly security: SecurityLog;
}

const pathPattern = /^\/whip\/([A-Za-z0-9_-]{8,64})(?:\/([A-Za-z0-9_-]{8,64}))?$/;
const bearerPattern = /^Bearer +([A-Za-z0-9._~+/-]{1,200}=*)$/i;
const retryAfterSeconds = '2';

/** A broadcaster may be a page of any origin: what lets it in is the token, never a cookie. */
const crossOrigin: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Location, ETag, Retry-After, WWW-Authenticate',
};

/** Returns whether a path belongs to WHIP. */
export function isWhipPath(path: string): boolean {
  return path.startsWith('/whip/');
}

/**
 * Answers a WHIP request (RFC 9725): POST of an offer at an endpoint, DELETE of the broadcast it made, OPTIONS of both.
 * The answer carries every candidate, and neither trickle ICE nor ICE restart is supported, so PATCH is refused by 501.
 */
export async function answerWhip(context: WhipContext, path: string, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const refuse: Refuse = (status, text, headers = {}) =>
    exchange.refuse(status, text, { ...crossOrigin, ...headers });
  const [, endpointId, resourceId] = pathPattern.exec(path) ?? [];
  if (endpointId === undefined) return refuse(404, 'There is no such endpoint.');
  const methods = resourceId === undefined ? 'POST, OPTIONS' : 'DELETE, OPTIONS';
  if (request.method === 'OPTIONS') return answerOptions(request, response, methods);
  if (request.method === 'PATCH' && resourceId !== undefined) {
    return refuse(501, 'Neither trickle ICE nor ICE restart is supported.');
  }
  if (request.method !== (resourceId === undefined ? 'POST' : 'DELETE')) {
    return refuse(405, `Only ${methods} are answered here.`, { Allow: methods });
  }
  const { endpoints } = context;
  if (!endpoints.has(endpointId)) return refuse(404, 'There is no such endpoint.');
  if (!isAuthorized(context, endpointId, exchange, refuse)) return;
  if (resourceId !== undefined) {
    if (!endpoints.isOn(endpointId, resourceId)) return refuse(404, 'There is no such broadcast.');
    endpoints.endByBroadcaster(endpointId, resourceId);
    response.writeHead(200, { ...crossOrigin, 'Content-Length': 0, 'Cache-Control': 'no-store' }).end();
    return;
  }
  const obstacle = endpoints.obstacle(endpointId);
  if (obstacle !== undefined) return refuse(...refusals[obstacle]);
  const offer = await readOffer(exchange, refuse);
  if (offer === undefined) return;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const outcome = await endpoints.offer(endpointId, offer, gone.signal);
  if (outcome.kind !== 'answered') return refuse(...refusals[outcome.kind]);
  response.writeHead(201, {
    ...crossOrigin,
    'Content-Type': 'application/sdp',
    'Content-Length': Buffer.byteLength(outcome.sdp),
    'Cache-Control': 'no-store',
    Location: `/whip/${endpointId}/${outcome.resourceId}`,
    // Names the one ICE session that a broadcast ever has.
    ETag: `"${outcome.resourceId}"`,
  });
  response.end(outcome.sdp);
}

type Refuse = (status: number, text: string, headers?: Readonly<Record<string, string>>) => void;

function answerOptions(request: IncomingMessage, response: ServerResponse, methods: string): void {
  const isPrivateNetwork = request.headers['access-control-request-private-network'] === 'true';
  response.writeHead(200, {
    ...crossOrigin,
    ...(isPrivateNetwork ? { 'Access-Control-Allow-Private-Network': 'true' } : {}),
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-Match',
    'Access-Control-Max-Age': '600',
    'Accept-Post': 'application/sdp',
    Allow: methods,
    'Content-Length': 0,
  });
  response.end();
}

function isAuthorized(
  { endpoints, throttle, security }: WhipContext,
  endpointId: string,
  { address, request }: Exchange,
  refuse: Refuse,
): boolean {
  const token = bearerPattern.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    refuse(401, 'A broadcast needs its token.', { 'WWW-Authenticate': 'Bearer realm="broadcast"' });
    return false;
  }
  // A token is far too long to be guessed, so who has it never waits for those who guess.
  if (endpoints.admits(endpointId, token)) return true;
  const permission = throttle.check(address);
  if (permission.kind === 'throttled') {
    refuse(429, 'Too many wrong tokens. Wait before the next attempt.', {
      'Retry-After': String(Math.ceil(permission.retryAfterMs / 1_000)),
    });
    return false;
  }
  throttle.noteWrong(address);
  security('wrong-broadcast-token', address);
  refuse(401, 'This is not the token.', {
    'WWW-Authenticate': 'Bearer realm="broadcast", error="invalid_token"',
  });
  return false;
}

async function readOffer(exchange: Exchange, refuse: Refuse): Promise<string | undefined> {
  const contentType = exchange.request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (contentType !== 'application/sdp') {
    refuse(415, 'An offer is application/sdp.', { 'Accept-Post': 'application/sdp' });
    return undefined;
  }
  const body = await exchange.readBody(limits.sdpCharacters);
  switch (body.kind) {
    case 'gone':
      return undefined;
    case 'too-large':
      refuse(413, `An offer may have at most ${limits.sdpCharacters} bytes.`);
      return undefined;
    case 'no-room':
      refuse(503, 'Too much is being sent here. Send it again in a moment.', {
        'Retry-After': retryAfterSeconds,
      });
      return undefined;
    case 'text':
      if (isVideoOffer(body.text)) return body.text;
      refuse(400, 'This is no offer of video in SDP, with ICE and DTLS.');
      return undefined;
  }
}

/** Returns whether a text has the lines without which a video offer cannot be answered. */
function isVideoOffer(sdp: string): boolean {
  const lines = sdp.split(/\r?\n/);
  const has = (beginning: string): boolean => lines.some((line) => line.startsWith(beginning));
  return (
    lines[0] === 'v=0' &&
    ['o=', 's=', 'm=video ', 'a=ice-ufrag:', 'a=ice-pwd:', 'a=fingerprint:'].every(has) &&
    !(has('a=recvonly') && !has('a=sendonly') && !has('a=sendrecv'))
  );
}

const refusals: Readonly<Record<Exclude<OfferOutcome['kind'], 'answered'>, Parameters<Refuse>>> = {
  refused: [406, 'The console does not take this offer.'],
  busy: [409, 'Another app broadcasts here already.'],
  'no-answer': [503, 'The console does not answer.', { 'Retry-After': retryAfterSeconds }],
  closed: [404, 'There is no such endpoint.'],
};
