const preferred = ['video/VP9', 'video/H264', 'video/VP8'] as const;

/** Orders codecs: VP9, H.264, VP8, then the rest as they were (retransmission and error correction among them). */
export function inPreferredOrder<Codec extends { readonly mimeType: string }>(
  codecs: readonly Codec[],
): Codec[] {
  const rank = ({ mimeType }: Codec): number => {
    const index = preferred.findIndex((name) => name.toLowerCase() === mimeType.toLowerCase());
    return index === -1 ? preferred.length : index;
  };
  return [...codecs].sort((a, b) => rank(a) - rank(b));
}

/** Asks `connection` to send video as VP9 where it can; call right after the track was added. */
export function preferVp9(connection: RTCPeerConnection): void {
  const codecs = RTCRtpSender.getCapabilities?.('video')?.codecs;
  if (codecs === undefined) return;
  for (const transceiver of connection.getTransceivers()) {
    // Firefox below 128 has no setCodecPreferences; it then sends what it likes best.
    if (transceiver.sender.track?.kind === 'video' && 'setCodecPreferences' in transceiver) {
      transceiver.setCodecPreferences(inPreferredOrder(codecs));
    }
  }
}
