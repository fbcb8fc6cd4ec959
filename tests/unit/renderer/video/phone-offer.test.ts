import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PeerPath } from '../../../../renderer/video/peer';
import { candidatesPerPeer, mayUseCandidate } from '../../../../renderer/video/phone-candidate';
import { broadcastSections, checkOffer, phoneSections } from '../../../../renderer/video/phone-offer';

const anyPath: PeerPath = { iceServers: [], relayOnly: false };
const relayed: PeerPath = { iceServers: [{ urls: 'turn:turn.example:3478' }], relayOnly: true };

function candidate(address: string, { transport = 'udp', port = '50000', type = 'host' } = {}): string {
  return `candidate:1 1 ${transport} 2113937151 ${address} ${port} typ ${type} generation 0`;
}

describe('the candidates of a phone [V1]', () => {
  it.each([
    '192.0.2.7',
    '10.0.0.1',
    '2001:db8::7',
    'fe80::1',
    '::ffff:192.0.2.7',
    '1c2d3e4f-0000-4000-8000-0123456789ab.local',
  ])('takes UDP to %s', (address) => {
    expect(mayUseCandidate(candidate(address), anyPath)).toBe(true);
    expect(mayUseCandidate(candidate(address, { transport: 'UDP' }), anyPath)).toBe(true);
    expect(mayUseCandidate(candidate(address, { transport: 'tcp' }), anyPath)).toBe(false);
  });

  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::127.0.0.1',
    '0.0.0.0',
    '::',
    '224.0.0.251',
    '255.255.255.255',
    'ff02::1',
    'localhost',
    'intranet.example',
    'a.b.local',
    '2130706433',
    '0x7f.1',
    '300.1.1.1',
    '[::1]',
    '::1%lo',
    '',
  ])('passes over %s', (address) => {
    expect(mayUseCandidate(candidate(address), anyPath)).toBe(false);
  });

  it.each(['0', '-1', '65536', '1e3', 'x'])('passes over the port %s', (port) => {
    expect(mayUseCandidate(candidate('192.0.2.7', { port }), anyPath)).toBe(false);
  });

  it('takes relayed ones alone where everything is relayed', () => {
    for (const type of ['host', 'srflx', 'prflx']) {
      expect(mayUseCandidate(candidate('192.0.2.7', { type }), anyPath)).toBe(true);
      expect(mayUseCandidate(candidate('192.0.2.7', { type }), relayed)).toBe(false);
    }
    expect(mayUseCandidate(candidate('192.0.2.7', { type: 'relay' }), relayed)).toBe(true);
  });

  it.each(['turn:127.0.0.1:3478', 'turns:localhost:5349?transport=tcp', 'stun:[::1]:3478'])(
    'takes loopback beside an ICE server there, %s',
    (urls) => {
      expect(mayUseCandidate(candidate('127.0.0.1'), { iceServers: [{ urls }], relayOnly: false })).toBe(
        true,
      );
    },
  );

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => candidate(text)),
        ),
        (text) => {
          expect(typeof mayUseCandidate(text, anyPath)).toBe('boolean');
        },
      ),
    );
  });
});

const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96';
const data = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel';
const audio = 'm=audio 9 UDP/TLS/RTP/SAVPF 111';
const sdp = (...lines: string[]): string => ['v=0', ...lines, ''].join('\r\n');

describe('an offer [V2]', () => {
  it.each([
    ['of video and a data channel', phoneSections, sdp(data, video), true],
    ['of video alone', phoneSections, sdp(video), true],
    ['of two videos', phoneSections, sdp(video, video), false],
    ['of two data channels', phoneSections, sdp(video, data, data), false],
    ['with sound', phoneSections, sdp(video, audio), false],
    ['with another kind', phoneSections, sdp(video, 'm=constructor 9 UDP x'), false],
    ['with a second video after a lone CR', phoneSections, `v=0\r${video}\r${video}`, false],
    ['of a broadcaster, with sound', broadcastSections, sdp(video, audio), true],
    ['of a broadcaster, with a data channel', broadcastSections, sdp(video, data), false],
    ['of a broadcaster, with two sounds', broadcastSections, sdp(video, audio, audio), false],
  ])('%s', (_what, sections, offer, isTaken) => {
    const checked = checkOffer(offer, sections, anyPath);
    if (isTaken) expect(checked).toEqual({ sdp: offer, candidates: 0 });
    else expect(checked).toBeNull();
  });

  it('holds the candidates that may be used, and no more than there may be', () => {
    const good = `a=${candidate('192.0.2.7')}`;
    const bad = `a=${candidate('127.0.0.1')}`;
    expect(checkOffer(sdp(video, bad, good, bad), phoneSections, anyPath)).toEqual({
      sdp: sdp(video, good),
      candidates: 1,
    });
    const many = checkOffer(sdp(video, ...Array<string>(500).fill(good)), phoneSections, anyPath);
    expect(many?.candidates).toBe(candidatesPerPeer);
    expect(many?.sdp.match(/a=candidate/g)).toHaveLength(candidatesPerPeer);
  });

  it('never passes on a section or a candidate that the rules leave out', () => {
    const line = fc.oneof(
      fc.constantFrom(video, data, audio, `a=${candidate('127.0.0.1')}`, `a=${candidate('192.0.2.7')}`),
      fc.string(),
    );
    const ends = fc.constantFrom('\r\n', '\n', '\r');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, ends), { maxLength: 12 }), (lines) => {
        const checked = checkOffer(lines.flat().join(''), phoneSections, anyPath, 2);
        if (checked === null) return;
        const told = checked.sdp.split('\r\n');
        expect(told.filter((each) => each.startsWith('m=')).length).toBeLessThanOrEqual(2);
        expect(told.filter((each) => each.startsWith('a=candidate:')).length).toBe(checked.candidates);
        expect(checked.candidates).toBeLessThanOrEqual(2);
        expect(checked.sdp).not.toContain(' 127.0.0.1 ');
      }),
    );
  });
});
