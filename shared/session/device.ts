import { z } from 'zod';
import { limits } from '../limits';
import { lineSchema } from '../names';

const deviceText = lineSchema(limits.deviceTextCharacters);

/** What the phone says of itself when it joins; each text may be empty where the browser does not tell. */
export const deviceSchema = z.object({
  /** Model as far as known, e.g. "iPhone" or "Pixel 8". */
  model: deviceText,
  /** Operating system and version, e.g. "iOS 18.6". */
  operatingSystem: deviceText,
  /** Browser and version, e.g. "Safari 18.6". */
  browser: deviceText,
  /** The browser's first language as a BCP 47 tag, e.g. "sv-SE". */
  language: deviceText,
});

export type Device = z.infer<typeof deviceSchema>;
