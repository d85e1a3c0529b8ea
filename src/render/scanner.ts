/** What a scan may find: text, `${`, `}`, or the end; `other` is a character that may not stand there. */
export type Token = 'text' | 'open' | 'close' | 'end' | 'other';

/** Which tokens a scan looks for. */
export interface Wanted {
  readonly text?: boolean;
  readonly open?: boolean;
  readonly close?: boolean;
  /** Every character is text, up to the next dollar: that can be found faster. */
  readonly all?: boolean;
  /** Characters that a second one, or a backslash in front, takes the meaning from. */
  readonly escapes?: 'dollar' | 'dollar and backslash';
}

/** Whether a character may be the next of a text; `count` is how many it would have with it. */
export type Accepts = (char: string, count: number) => boolean;

/** Reads an expression of shell variables from left to right, in the steps of Flux's envsubst. */
export class Scanner {
  readonly #source: string;
  #at = 0;
  /** The text that was found last. */
  text = '';
  /** How many expressions are open around the one that is read. */
  nesting = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Where the next character stands, in UTF-16 code units from 0. */
  get position(): number {
    return this.#at;
  }

  /** Goes on to read from another place, outside of expressions. */
  seek(position: number): void {
    this.nesting = 0;
    this.#at = position;
  }

  /** The next character; empty at the end. */
  peek(): string {
    return this.#charAt(this.#at);
  }

  /** The one after the next. */
  peekSecond(): string {
    return this.#charAt(this.#at + this.peek().length);
  }

  scan(accepts: Accepts, wanted: Wanted): Token {
    const char = this.peek();
    if (char === '') return 'end';
    if (wanted.open && this.#source.startsWith('${', this.#at)) {
      this.#at += 2;
      return 'open';
    }
    if (wanted.close && char === '}') {
      this.#at += 1;
      return 'close';
    }
    return wanted.text && this.#scanText(accepts, wanted) ? 'text' : 'other';
  }

  #scanText(accepts: Accepts, wanted: Wanted): boolean {
    const start = this.#at;
    const pieces: string[] = [];
    let from = start;
    let dropped = 0;
    for (let char = this.peek(); char !== ''; char = this.peek()) {
      const isFirst = this.#at === start;
      if (!isFirst && wanted.open && this.#source.startsWith('${', this.#at)) break;
      if (this.#isEscaped(char, wanted)) {
        pieces.push(this.#source.slice(from, this.#at));
        dropped += 1;
        from = this.#at + 1;
        this.#at = from + this.peekSecond().length;
        continue;
      }
      if (!accepts(char, this.#at + char.length - start - dropped)) {
        if (isFirst) return false;
        break;
      }
      this.#at += char.length;
      if (wanted.all) this.#skipToDollar();
    }
    this.text = pieces.join('') + this.#source.slice(from, this.#at);
    return true;
  }

  #skipToDollar(): void {
    const next = this.#source.indexOf('$', this.#at);
    this.#at = next < 0 ? this.#source.length : next;
  }

  #isEscaped(char: string, { escapes }: Wanted): boolean {
    if (escapes === undefined) return false;
    if (char === '$') return this.peekSecond() === '$';
    return char === '\\' && escapes === 'dollar and backslash' && ['/', '\\'].includes(this.peekSecond());
  }

  #charAt(index: number): string {
    const code = this.#source.codePointAt(index);
    return code === undefined ? '' : String.fromCodePoint(code);
  }
}
