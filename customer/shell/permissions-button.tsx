import { IconShieldCheck } from '@tabler/icons-react';
import { createContext, useContext } from 'react';
import { RoundButton } from './button';

/** How the list of what the representative may do is opened; null outside a session that is under way. */
export const PermissionsContext = createContext<{
  readonly name: string;
  readonly open: () => void;
} | null>(null);

/** Opens the list of what the representative may do. */
export function PermissionsButton() {
  const permissions = useContext(PermissionsContext);
  if (permissions === null) return null;
  return (
    <RoundButton label={`What ${permissions.name} may do`} onClick={permissions.open}>
      <IconShieldCheck size={24} stroke={1.75} aria-hidden="true" />
    </RoundButton>
  );
}
