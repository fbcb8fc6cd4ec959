/** How often something is repeated: a few times in `npm test`, and as often as `npm run long` says there. */
export function repeats<Amount>({ short, long }: { readonly short: Amount; readonly long: Amount }): Amount {
  return process.env.SIGHTLINE_LONG === '1' ? long : short;
}
