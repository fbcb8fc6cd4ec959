import { tidyText } from '../../shared/names';
import type { Device } from '../../shared/session/device';

/** A phone's description of itself, as text a person may have made up. */
export function tidyDevice(device: Device): Device {
  return {
    model: tidyText(device.model),
    operatingSystem: tidyText(device.operatingSystem),
    browser: tidyText(device.browser),
    language: tidyText(device.language),
  };
}
