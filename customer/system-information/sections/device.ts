import { z } from 'zod';
import type { InformationItem, InformationSection } from '../../../shared/system-information/report';
import { deviceOfUserAgent } from '../../session/device';
import {
  flagOf,
  inferred,
  measured,
  member,
  notAvailable,
  numberOf,
  type PhoneWindow,
  section,
} from './item';

const text = z.string().optional().catch(undefined);

/** What Chromium's User-Agent Client Hints tell (https://wicg.github.io/ua-client-hints/). */
const hintsSchema = z.object({
  model: text,
  platform: text,
  platformVersion: text,
  architecture: text,
  bitness: text,
  mobile: z.boolean().optional().catch(undefined),
  formFactors: z.array(z.string()).optional().catch(undefined),
  fullVersionList: z
    .array(z.object({ brand: z.string(), version: z.string() }))
    .optional()
    .catch(undefined),
});
type Hints = Partial<z.infer<typeof hintsSchema>>;

const wantedHints = ['model', 'platformVersion', 'architecture', 'bitness', 'formFactors', 'fullVersionList'];

/** What the browser tells in so many words, not in its user agent; nothing where it tells nothing. */
export async function readHints({ navigator }: PhoneWindow): Promise<Hints> {
  const data = member(navigator, 'userAgentData');
  const ask = member(data, 'getHighEntropyValues');
  if (typeof ask !== 'function') return {};
  const told: unknown = await Reflect.apply(ask, data, [wantedHints]);
  const hints = hintsSchema.safeParse(told);
  return hints.success ? hints.data : {};
}

export async function deviceSection(window: PhoneWindow): Promise<InformationSection> {
  const { navigator } = window;
  const hints = await readHints(window);
  const { model } = deviceOfUserAgent(navigator.userAgent, navigator.maxTouchPoints);
  return section('device', 'Device', [
    hints.model ? measured('model', 'Model', hints.model) : inferred('model', 'Model', model),
    measured('form', 'Kind', hints.formFactors?.join(', ')),
    measured(
      'mobile',
      'Mobile',
      hints.mobile ?? flagOf(member(member(navigator, 'userAgentData'), 'mobile')),
    ),
    measured('touch-points', 'Touch points', numberOf(navigator.maxTouchPoints)),
    graphics(window),
    // A web page is told neither of these on any device.
    notAvailable('serial-number', 'Serial number'),
    notAvailable('free-memory', 'Free memory'),
  ]);
}

export async function softwareSection(window: PhoneWindow): Promise<InformationSection> {
  const { navigator } = window;
  const hints = await readHints(window);
  const fromText = deviceOfUserAgent(navigator.userAgent, navigator.maxTouchPoints);
  const version = (hints.platformVersion ?? '').replace(/(\.0)+$/, '');
  const brand = hints.fullVersionList?.find(({ brand: name }) => !/not|chromium/i.test(name));
  const engine = hints.fullVersionList?.find(({ brand: name }) => /^chromium$/i.test(name));
  return section('software', 'System and browser', [
    hints.platform
      ? measured('system', 'System', `${hints.platform} ${version}`.trim())
      : inferred('system', 'System', fromText.operatingSystem),
    brand === undefined
      ? inferred('browser', 'Browser', fromText.browser)
      : measured('browser', 'Browser', `${brand.brand} ${brand.version}`),
    engine === undefined
      ? inferred('engine', 'Engine', engineOfUserAgent(navigator.userAgent))
      : measured('engine', 'Engine', `${engine.brand} ${engine.version}`),
    measured(
      'installed',
      'Opened from the home screen',
      window.matchMedia('(display-mode: standalone)').matches,
    ),
    measured('cookies', 'Cookies', flagOf(navigator.cookieEnabled)),
    measured('user-agent', 'User agent', navigator.userAgent),
  ]);
}

function engineOfUserAgent(userAgent: string): string | undefined {
  if (/(?:iPhone|iPad|iPod)/.test(userAgent) || /Version\/\S+ .*Safari\//.test(userAgent)) return 'WebKit';
  if (/Gecko\/\d/.test(userAgent)) return 'Gecko';
  return /Chrome\//.test(userAgent) ? 'Blink' : undefined;
}

/** The graphics processor by the name the browser gives it, which some make vague on purpose. */
function graphics(window: PhoneWindow): InformationItem {
  const context = window.document.createElement('canvas').getContext?.('webgl');
  if (!context) return notAvailable('graphics', 'Graphics');
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return measured('graphics', 'Graphics', typeof name === 'string' ? name : undefined);
}
