/** What a site tells of that may be an attack; `detail` is an address as limits are counted by, or a number. */
export type SiteSecurityEvent =
  | 'wrong-session-key'
  | 'guessing-began'
  | 'resume-refused'
  | 'wrong-broadcast-token'
  | 'socket-refused'
  | 'phone-refused'
  | 'phone-disconnected';

/** Takes a security event of a site down. */
export type SecurityLog = (event: SiteSecurityEvent, address: string) => void;
