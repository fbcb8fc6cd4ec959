import { z } from 'zod';
import { firstToolChoice, toolChoiceSchema } from '../annotation/tools/tool';
import { limits } from '../limits';
import { lineSchema } from '../names';

export const reachSchema = z.enum(['local-network', 'this-computer']);
/** The devices that can open the site: phones on the same network, or only programs on this computer. */
export type Reach = z.infer<typeof reachSchema>;

export const sessionKeyLifetimesMinutes = [5, 15, 30, 60, 240, 1440] as const;

export const iceServerSchema = z.object({
  urls: z.string().regex(/^(stun|stuns|turn|turns):\S+$/),
  username: z.string().max(200).optional(),
  credential: z.string().max(200).optional(),
});
export type IceServer = z.infer<typeof iceServerSchema>;

/** Everything a representative can set, as it is kept on disk. */
export const settingsSchema = z.object({
  representativeName: lineSchema(limits.nameCharacters),
  siteName: lineSchema(limits.siteNameCharacters),
  reach: reachSchema,
  /** The first port tried; the next free one is used if it is taken. */
  port: z.number().int().min(1024).max(65535),
  /** The host shown to customers; empty for the computer's first address on the local network. */
  address: z.string().max(255),
  sessionKeyLifetimeMinutes: z.number().int().min(1).max(1440),
  /** How long a session waits for a customer whose connection was lost, in minutes. */
  gracePeriodMinutes: z.number().int().min(1).max(120),
  /** How long an ended session is kept, in days since its end; null keeps every session. */
  retentionDays: z.number().int().min(1).max(3650).nullable(),
  colorScheme: z.enum(['system', 'light', 'dark']),
  sounds: z.boolean(),
  notifications: z.boolean(),
  iceServers: z.array(iceServerSchema).max(8),
  /** Video goes through a TURN server only, so that neither side learns the other's address. */
  relayOnly: z.boolean(),
  /** The tool, colour and width that were last chosen for annotating. */
  annotation: toolChoiceSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  representativeName: '',
  siteName: '',
  reach: 'local-network',
  port: 8443,
  address: '',
  sessionKeyLifetimeMinutes: 30,
  gracePeriodMinutes: 10,
  retentionDays: null,
  colorScheme: 'system',
  sounds: true,
  notifications: true,
  iceServers: [],
  relayOnly: false,
  annotation: firstToolChoice,
};

/** A change to some settings; what is left out stays. */
export const settingsChangeSchema = settingsSchema.partial().strict();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;
