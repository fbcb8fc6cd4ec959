import { Component, type ReactNode } from 'react';
import { WindowFailed } from './plain-message';

interface Props {
  readonly children: ReactNode;
}

/** Shows a plain message where drawing the page failed. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <WindowFailed /> : this.props.children;
  }
}
