/** How often something is repeated: a few times in `npm test`, and as often as `npm run long` says there. */
export function repeats({ short, long }: { readonly short: number; readonly long: number }): number {
  return process.env.SIGHTLINE_LONG === '1' ? long : short;
}
