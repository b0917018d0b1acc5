import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What is shown instead of what broke. `again` draws it anew; `times`: how often it was asked to. */
  readonly fallback: (broken: { readonly again: () => void; readonly times: number }) => ReactNode;
  /** What it draws: when that is another, drawing it may succeed, and is tried by itself. */
  readonly next?: unknown;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly broken: boolean;
  readonly times: number;
}

/** Where an exception of the drawing ends: without one React takes the whole page away. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: false, times: 0 };

  static getDerivedStateFromError(): Pick<BoundaryState, 'broken'> {
    return { broken: true };
  }

  override componentDidUpdate(before: BoundaryProps, { broken }: BoundaryState): void {
    if (broken && before.next !== this.props.next) this.setState({ broken: false });
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const again = () => this.setState(({ times }) => ({ broken: false, times: times + 1 }));
    return this.props.fallback({ again, times: this.state.times });
  }
}
