import { type Context, createContext, useContext } from 'react';

/**
 * Makes the context that hands one part of the window down to its components, and the hook that takes it.
 * Each folder owns the contexts of its own parts; the hook throws outside them, as nothing works without its part.
 */
export function partContext<Part>(
  name: string,
): readonly [context: Context<Part | null>, usePart: () => Part] {
  const context = createContext<Part | null>(null);
  const usePart = (): Part => {
    const part = useContext(context);
    if (part === null)
      throw new Error(`${name} is missing: the component is shown outside the window’s parts.`);
    return part;
  };
  return [context, usePart];
}
