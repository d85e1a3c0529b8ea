/** What a terminal obeys, what turns the order of letters around, and what takes no room: all that a reader does not see. */
const unseen = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`;

/** The second sign of `##vso[` or `##[`: Azure Pipelines and GitHub Actions take these for commands wherever they stand. */
const commandSign = String.raw`(?<=#)#(?=[A-Za-z]{0,20}\[)`;

/** Letters that a joiner joins or keeps apart. */
const joined = String.raw`[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}]`;

const picture = String.raw`\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0e\ufe0f]?`;

/** Unseen signs that belong to what is seen: parts of emoji, forms of Chinese characters, joiners between letters. */
const belonging = [
  String.raw`\u{1f3f4}[\u{e0061}-\u{e007a}]{3,6}\u{e007f}`,
  String.raw`${picture}(?:\u200d${picture})*`,
  String.raw`[#*0-9]\ufe0f\u20e3`,
  String.raw`\p{Script=Han}[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=${joined})[\u200c\u200d](?=${joined})`,
].join('|');

/** What Style makes. */
const ownColors = String.raw`\u001b\[(?:1|2|22|31|32|33|36|39)m`;

const hazards = new RegExp(`${ownColors}|${belonging}|(?<hazard>${unseen}|${commandSign})`, 'gu');

/** What nearly no line and no text of lines has. To look for it takes no time; to look for hazards does. */
const unusual = { line: /[^\x20-\x7e]|##/, lines: /[^\n\x20-\x7e]|##/ } as const;

/** Signs that stay as they are in a text, though a reader does not see them. */
const kept = { none: '', tabs: '\t', lines: '\t\n', all: '\t\n\r' } as const;

interface Writing {
  readonly keep: keyof typeof kept;
  /** Whether the colors of a Style stay. */
  readonly hasColors?: boolean;
  write(sign: string): string;
}

/** Writes what a reader does not see, or what a machine would obey, in another way; all else stays. */
function replaceHazards(text: string, { keep, hasColors = false, write }: Writing): string {
  const stay = kept[keep];
  if (!(stay.includes('\n') ? unusual.lines : unusual.line).test(text)) return text;
  return text.replace(hazards, (sign, ...rest) => {
    const groups: Readonly<Record<string, string | undefined>> = rest.at(-1);
    if (groups['hazard'] !== undefined) return stay.includes(sign) ? sign : write(sign);
    const isColor = sign.startsWith('\u001b');
    return isColor && !hasColors ? `${write('\u001b')}${sign.slice(1)}` : sign;
  });
}

/** Whether a text holds something that `jsonEscapes` writes in another way. */
export function isHazardous(text: string): boolean {
  return jsonEscapes(text) !== text;
}

/**
 * A text of somebody else's on one line, with nothing in it that would move the cursor, hide or turn around what is
 * beside it, or be a command to a pipeline: it is shown, never obeyed.
 */
export function printable(text: string): string {
  return replaceHazards(text, { keep: 'none', write: (sign) => (kept.all.includes(sign) ? ' ' : visible(sign)) });
}

/** A line of a file, with its tabs. */
export function printableLine(text: string): string {
  return replaceHazards(text, { keep: 'tabs', write: visible });
}

/** A text of somebody else's with its line ends and tabs, for a form that escapes line ends. */
export function printableText(text: string): string {
  return replaceHazards(text, { keep: 'all', write: visible });
}

/**
 * Lines of ours, the last wall for what is in them: nothing but the colors of a Style stays, if there are any, and no
 * line begins like a command of GitHub Actions.
 */
export function printableLines(text: string, hasColors = false): string {
  const shown = replaceHazards(text.replaceAll('\r\n', '\n'), { keep: 'lines', hasColors, write: visible });
  return shown.includes('::') ? shown.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a') : shown;
}

/** Text of JSON, or of scalars of YAML in double quotes, with the same meaning. Line ends between tokens stay. */
export function jsonEscapes(text: string): string {
  return replaceHazards(text, { keep: 'lines', write: codeUnits });
}

/** `\u202e`, and `\u{e0041}` for what has more than four digits. */
function visible(sign: string): string {
  return sign.length === 1 ? codeUnits(sign) : `\\u{${sign.codePointAt(0)?.toString(16)}}`;
}

function codeUnits(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) => {
    return `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}
