/** Bounds on everything a phone or a representative may send; breaking one gives a named refusal. */
export const limits = {
  /** Bytes of UTF-8 in one control message. Large enough for an SDP offer, small enough to parse at once. */
  messageBytes: 64 * 1024,
  /** Messages one phone may send in any 10 seconds before it is told to slow down. */
  messagesPerTenSeconds: 300,
  /** Characters of a chat message. */
  chatMessageCharacters: 4000,
  /** Characters of a customer's or representative's name. */
  nameCharacters: 80,
  /** Characters of the customer's description of the problem. */
  descriptionCharacters: 500,
  /** Characters of a session key's reference (ticket number). */
  referenceCharacters: 80,
  /** Characters of a session key's note. */
  noteCharacters: 1000,
  /** Characters of the reason given when a customer is declined. */
  declineReasonCharacters: 300,
  /** Characters of a site's name. */
  siteNameCharacters: 60,
  /** Characters of each text in a device description. */
  deviceTextCharacters: 120,
  /** Characters of one WebRTC signal, as JSON text. */
  signalCharacters: 48 * 1024,
  /** Bytes of one picture (photo, screenshot, still, snapshot). */
  pictureBytes: 64 * 1024 * 1024,
  /** Pixels of one picture, across times down, as its own head tells them. */
  picturePixels: 50_000_000,
  /** Pixels of all frames of one moving picture together. */
  movingPixels: 500_000_000,
  /** Pictures of one session that may be on their way at once. */
  uploadsAtOnce: 4,
  /** Bytes of all pictures that one customer may send in a session. */
  uploadedBytes: 2 * 1024 * 1024 * 1024,
  /** Bytes of one piece of a recording, as the console's page sends it. */
  recordingPieceBytes: 32 * 1024 * 1024,
  /** Characters of a file's name. */
  fileNameCharacters: 255,
  /** Characters of a WHIP offer or answer. */
  sdpCharacters: 256 * 1024,
  /** Bytes of UTF-8 in one report of system information, as JSON; it travels as one message and stands in one event. */
  systemInformationBytes: 40 * 1024,
  /** Sections of a report of system information. */
  systemInformationSections: 40,
  /** Items in one section of it. */
  systemInformationItems: 60,
  /** Characters of each text in it. */
  systemInformationCharacters: 300,
  /** Characters of the representative's notes on a session. */
  notesCharacters: 10_000,
  /** Events in one `events` message. */
  eventsPerMessage: 100,
  /** Phones connected to one site at once. */
  connectionsPerSite: 500,
  /** Phones connected at once that belong to no session. */
  unjoinedConnections: 200,
  /** Phones connected from one address at once. */
  connectionsPerAddress: 50,
  /** Customers waiting at once, over all representatives of a site. */
  waitingCustomers: 100,
  /** Session keys open at once for one representative. */
  openSessionKeys: 50,
} as const;

/** How often each side of a session socket sends `ping`, in milliseconds. */
export const pingIntervalMs = 2_000;

/** A connection that has not joined a session for this long, in milliseconds, is closed. */
export const unjoinedMs = 300_000;

/** A session socket silent for longer than this, in milliseconds, is taken as lost. */
export const silenceLimitMs = 6_000;
