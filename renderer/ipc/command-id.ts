import { identifierBytes, identifierOf } from '../../shared/identifiers';

/** Makes an identifier for a command, of 132 random bits, 22 URL-safe characters. */
export function newCommandId(): string {
  return identifierOf(crypto.getRandomValues(new Uint8Array(identifierBytes)));
}
