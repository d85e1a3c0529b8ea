/** How a program ended. */
export interface ProgramResult {
  readonly code: number;
  readonly out: string;
  /** Standard error; if the program was stopped, why. */
  readonly err: string;
}

/** Other programs of the machine, which are used if they are installed. */
export interface Programs {
  /** Whether there is such a program on the PATH. */
  has(name: string): boolean;
  /**
   * Runs a program of the PATH to its end, whatever its exit code. No shell is in between: an argument is what it is.
   * It reads `input` and nothing else, so it cannot ask.
   */
  run(name: string, args: readonly string[], input?: string): Promise<ProgramResult>;
}
