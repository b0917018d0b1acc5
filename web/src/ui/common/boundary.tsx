import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What is shown instead of what broke. `again` draws it anew; `times`: how often it broke. */
  readonly fallback: (broken: { readonly again: () => void; readonly times: number }) => ReactNode;
  readonly children: ReactNode;
}

/** Where an exception of the drawing ends: without one React takes the whole page away. */
export class Boundary extends Component<BoundaryProps, { readonly broken: boolean; readonly times: number }> {
  override state = { broken: false, times: 0 };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(): void {
    this.setState(({ times }) => ({ times: times + 1 }));
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return this.props.fallback({ again: () => this.setState({ broken: false }), times: this.state.times });
  }
}
