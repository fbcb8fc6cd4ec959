/** Something did not work, and `message` tells a person why and what to do. */
export class ToldError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ToldError';
  }
}
