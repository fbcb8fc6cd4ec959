import { identifierBytes, identifierOf } from '../../shared/identifiers';

/** Makes an identifier of 132 random bits, 22 URL-safe characters. */
export function newIdentifier(): string {
  return identifierOf(crypto.getRandomValues(new Uint8Array(identifierBytes)));
}
