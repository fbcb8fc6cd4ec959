/** Sightline's mark: a dot seen through a ring on a line. */
export function Mark({ size = 18 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" fill="none" aria-hidden="true">
      <circle cx="9" cy="9" r="5" stroke="var(--sl-accent-text)" strokeWidth="1.9" />
      <circle cx="9" cy="9" r="1.7" fill="var(--sl-accent-text)" />
      <path d="M0.5 9H4M14 9h3.5" stroke="var(--sl-accent-text)" strokeWidth="1.9" strokeLinecap="round" />
    </svg>
  );
}
