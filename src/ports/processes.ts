/** A run of a program. The number alone does not identify it, since the system gives numbers again. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The name of the machine, or of the container. */
  readonly machine: string;
  /** When it was started: milliseconds since 1970. */
  readonly started: number;
}

/** The processes of the machine. */
export interface Processes {
  /** This run. */
  readonly self: ProcessIdentity;
  /** Whether a process is there; undefined if that cannot be known from here, since it is on another machine. */
  isRunning(process: ProcessIdentity): boolean | undefined;
}
