import { limits } from '../../shared/limits';
import type { Device } from '../../shared/session/device';

interface Brand {
  readonly brand: string;
  readonly version: string;
}

/** What Chromium's User-Agent Client Hints tell (https://wicg.github.io/ua-client-hints/). */
interface UserAgentData {
  readonly brands: readonly Brand[];
  readonly platform: string;
  getHighEntropyValues(hints: readonly string[]): Promise<{
    readonly model?: string;
    readonly platformVersion?: string;
    readonly fullVersionList?: readonly Brand[];
  }>;
}

/** What the browser tells of the device; what it does not tell stays empty. Never rejects. */
export async function readDevice(browser: Navigator = navigator): Promise<Device> {
  const fromText = deviceOfUserAgent(browser.userAgent, browser.maxTouchPoints);
  const fromHints = await readHints(browser);
  return cut({ ...fromText, ...fromHints, language: browser.language });
}

async function readHints(browser: Navigator): Promise<Partial<Device>> {
  const data = (browser as Navigator & { readonly userAgentData?: UserAgentData }).userAgentData;
  if (data === undefined) return {};
  try {
    const values = await data.getHighEntropyValues(['model', 'platformVersion', 'fullVersionList']);
    const known = (values.fullVersionList ?? data.brands).find(({ brand }) => !/not|chromium/i.test(brand));
    const version = (values.platformVersion ?? '').replace(/(\.0)+$/, '');
    return {
      ...(values.model ? { model: values.model } : {}),
      ...(data.platform ? { operatingSystem: `${data.platform} ${version}`.trim() } : {}),
      ...(known === undefined
        ? {}
        : { browser: `${known.brand.replace('Google ', '')} ${known.version.split('.')[0] ?? ''}`.trim() }),
    };
  } catch {
    return {};
  }
}

/** The device as far as its user agent text tells; `touchPoints` tells an iPad from a Mac. */
export function deviceOfUserAgent(userAgent: string, touchPoints: number): Omit<Device, 'language'> {
  const isIPad = /iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1);
  const isIPhone = /iPhone/.test(userAgent);
  const appleVersion = /OS (\d+)[_.](\d+)/.exec(userAgent);
  const android = /Android (\d+(?:\.\d+)?)(?:; ([^;)]+?)(?: Build\/[^;)]*)?)?[;)]/.exec(userAgent);
  const browser =
    /(?:EdgA|EdgiOS|Edg)\/(\d+)/.exec(userAgent) !== null
      ? named('Edge', /(?:EdgA|EdgiOS|Edg)\/(\d+)/, userAgent)
      : /SamsungBrowser/.test(userAgent)
        ? named('Samsung Internet', /SamsungBrowser\/(\d+)/, userAgent)
        : /(?:Firefox|FxiOS)\//.test(userAgent)
          ? named('Firefox', /(?:Firefox|FxiOS)\/(\d+)/, userAgent)
          : /(?:Chrome|CriOS)\//.test(userAgent)
            ? named('Chrome', /(?:Chrome|CriOS)\/(\d+)/, userAgent)
            : /Safari\//.test(userAgent)
              ? named('Safari', /Version\/(\d+(?:\.\d+)?)/, userAgent)
              : '';
  if (isIPhone || isIPad) {
    const version = isIPhone && appleVersion !== null ? ` ${appleVersion[1]}.${appleVersion[2]}` : '';
    return {
      model: isIPhone ? 'iPhone' : 'iPad',
      operatingSystem: `${isIPhone ? 'iOS' : 'iPadOS'}${version}`,
      browser,
    };
  }
  if (android !== null) {
    const model =
      android[2] === undefined || android[2] === 'K' || /^(Mobile|Tablet)$/.test(android[2])
        ? ''
        : android[2];
    return { model, operatingSystem: `Android ${android[1]}`, browser };
  }
  const operatingSystem = /Windows/.test(userAgent)
    ? 'Windows'
    : /Macintosh/.test(userAgent)
      ? 'macOS'
      : /CrOS/.test(userAgent)
        ? 'ChromeOS'
        : /Linux/.test(userAgent)
          ? 'Linux'
          : '';
  return { model: '', operatingSystem, browser };
}

function named(name: string, version: RegExp, userAgent: string): string {
  const found = version.exec(userAgent);
  return found === null ? name : `${name} ${found[1]}`;
}

function cut(device: Device): Device {
  const short = (text: string): string => text.slice(0, limits.deviceTextCharacters);
  return {
    model: short(device.model),
    operatingSystem: short(device.operatingSystem),
    browser: short(device.browser),
    language: short(device.language),
  };
}
