import type { Diagnostic } from './diagnostic.ts';

/** The command line cannot be understood: shown with a pointer to the help, exit code 2. */
export class UsageError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Something that the user can mend: shown as one message and a hint, exit code 2. Anything else thrown is a bug. */
export class UserError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string, options?: { cause?: unknown }) {
    super(message, options);
    this.hint = hint;
  }
}

/** The inventory has errors, and the command needs one that has none. */
export class InvalidInventory extends UserError {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[], message: string, hint?: string) {
    super(message, hint);
    this.diagnostics = diagnostics;
  }
}

/** Ctrl-C, another signal that ends a program, or the end of input at a question: exit code 130, with a message if something is there by then. */
export class Interrupted extends Error {}

/** The reader of standard output went away, as `head` does: the end, and no mistake. */
export class OutputClosed extends Error {}
