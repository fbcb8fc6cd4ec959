import { createRequire } from 'node:module';
import { inModules, inRoot } from '../support/paths.mjs';

const builder = createRequire(inModules('electron-builder', 'package.json'));
const { getConfig, validateConfiguration } = builder('app-builder-lib/out/util/config/config');
const { DebugLogger } = builder('builder-util');

let read;

/**
 * Returns electron-builder.yml as electron-builder reads it. @throws when electron-builder's own schema refuses
 * it.
 */
export function configuration() {
  read ??= getConfig(inRoot(), inRoot('electron-builder.yml'), null).then(async (config) => {
    await validate(config);
    return config;
  });
  return read;
}

/** Checks a configuration. @throws when electron-builder's own schema refuses it. */
export const validate = (config) => validateConfiguration(config, new DebugLogger(false));
