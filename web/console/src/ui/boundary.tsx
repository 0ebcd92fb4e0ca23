import { Component, type ReactNode } from "react";

type Props = { message: string; children: ReactNode };

/** A part that fails says so and takes nothing else with it. */
export class CardBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (this.state.failed) return <p style={{ color: "var(--muted)" }}>{this.props.message}</p>;
    return this.props.children;
  }
}
