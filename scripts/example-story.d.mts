/** Texts of files by their paths in the example. */
type Texts = Readonly<Record<string, string>>;

/** One deploy of the example. */
interface Chapter {
  /** As in 2026-11-23T17:00:00Z. */
  readonly time: string;
  readonly message: string;
  readonly texts: Texts;
}

/** When the last deploy was. */
export const storyTime: string;

/** The deploys of the example, oldest first; `now`: when the last of them is. */
export function tellStory(texts: Texts, now?: string): readonly Chapter[];
