/** Where people and scripts read what a command says. */
export interface Terminal {
  /** Results, to standard output. Throws OutputClosed if nobody reads it any more. */
  out(text: string): void;
  /** All else, to standard error. */
  err(text: string): void;
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  readonly inIsTty: boolean;
  /** The width of the terminal in columns; 80 if there is none. */
  readonly columns: number;
  /** Standard input, whole, in whatever encoding it has. */
  readInput(): Promise<Uint8Array>;
}
