// Loaded into the console's main process before the app: its clock can be set, and one example name leads to this computer.
const dns = require('node:dns');

const RealDate = Date;
let ahead = 0;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RealDate.now() + ahead] : parts));
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
globalThis.moveClock = (milliseconds) => {
  ahead += milliseconds;
};
const begin = Number(process.env.SIGHTLINE_PICTURES_BEGIN);
if (Number.isFinite(begin)) ahead = begin - RealDate.now();

const { lookup } = dns;
dns.lookup = (name, ...rest) =>
  lookup(name === process.env.SIGHTLINE_PICTURES_HOST ? '127.0.0.1' : name, ...rest);
