import { createContext, type Provider, useContext } from 'react';

/** Makes the way in which a page hands one part to what is shown within it: what provides the part, and the hook that takes it. */
export function partContext<Part>(name: string): readonly [Provider<Part | null>, () => Part] {
  const context = createContext<Part | null>(null);
  const usePart = (): Part => {
    const part = useContext(context);
    if (part === null) throw new Error(`No ${name} is provided around what is shown here.`);
    return part;
  };
  return [context.Provider, usePart];
}
