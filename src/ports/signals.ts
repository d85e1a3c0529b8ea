/** The signals that end a program: Ctrl-C, and what the system sends. */
export interface Signals {
  /**
   * While the action runs, none of them ends the program. The action asks whether one came, and stops in good order:
   * asking is what lets signals in.
   */
  defer<T>(action: (isInterrupted: () => Promise<boolean>) => Promise<T>): Promise<T>;
}
