import type { Command } from './define.ts';

/** The headings of `resedge --help`, in their order. */
export const groups = ['Inventory', 'Questions', 'Placement', 'Checks', 'Delivery', 'Helpers'] as const;

/** A command as the list of commands knows it, before it is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** Other words for it. */
  readonly aliases?: readonly string[];
  /** One line for the list of commands, without a full stop. */
  readonly summary: string;
  readonly group?: (typeof groups)[number];
  /** For programs: no list shows it. */
  readonly hidden?: true;
  /** Absent if the command only holds others. */
  load?(): Promise<{ readonly command: Command }>;
  /** Commands whose name begins with this one: `rollout start`. */
  readonly commands?: readonly CommandEntry[];
}
