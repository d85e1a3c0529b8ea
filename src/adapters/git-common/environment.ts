/** The variables of the environment, as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;
