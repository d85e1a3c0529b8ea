/**
 * A set of clusters as bits: bit i stands for the cluster at index i of the inventory, which is sorted by name.
 * Sets of one inventory have one size and can be combined; a set is never changed after it was made, except by
 * the code that is still filling it.
 */
export class ClusterSet {
  /** How many clusters the inventory has. */
  readonly size: number;
  readonly #words: Uint32Array;

  private constructor(size: number, words: Uint32Array) {
    this.size = size;
    this.#words = words;
  }

  static none(size: number): ClusterSet {
    return new ClusterSet(size, new Uint32Array((size + 31) >>> 5));
  }

  static all(size: number): ClusterSet {
    const words = new Uint32Array((size + 31) >>> 5).fill(0xffffffff);
    if (size & 31) words[words.length - 1] = 2 ** (size & 31) - 1;
    return new ClusterSet(size, words);
  }

  static of(size: number, indices: Iterable<number>): ClusterSet {
    const set = ClusterSet.none(size);
    set.addAll(indices);
    return set;
  }

  /** Those that are in one of these sets at least. */
  static union(size: number, sets: Iterable<ClusterSet>): ClusterSet {
    let all = ClusterSet.none(size);
    for (const set of sets) all = all.or(set);
    return all;
  }

  add(index: number): void {
    if (!(index >= 0 && index < this.size)) throw new RangeError(`no cluster at ${index} of ${this.size}`);
    const word = index >>> 5;
    this.#words[word] = this.#word(word) | (1 << (index & 31));
  }

  addAll(indices: Iterable<number>): void {
    for (const index of indices) this.add(index);
  }

  /** False for an index that the inventory does not have. */
  has(index: number): boolean {
    const word = this.#words[index >>> 5];
    return word !== undefined && (word & (1 << (index & 31))) !== 0;
  }

  and(other: ClusterSet): ClusterSet {
    return this.#with(other, (a, b) => a & b);
  }

  or(other: ClusterSet): ClusterSet {
    return this.#with(other, (a, b) => a | b);
  }

  /** Those of this set that are not in the other. */
  minus(other: ClusterSet): ClusterSet {
    return this.#with(other, (a, b) => a & ~b);
  }

  not(): ClusterSet {
    return ClusterSet.all(this.size).minus(this);
  }

  isEmpty(): boolean {
    return this.#words.every((word) => word === 0);
  }

  equals(other: ClusterSet): boolean {
    this.#mustFit(other);
    return this.#words.every((word, at) => word === other.#words[at]);
  }

  /** These sets, of equal ones the first alone. */
  static distinct(sets: Iterable<ClusterSet>): ClusterSet[] {
    const byHash = new Map<number, ClusterSet[]>();
    const found: ClusterSet[] = [];
    for (const set of sets) {
      const hash = set.#words.reduce((sum, word) => Math.imul(sum ^ word, 16777619), 0);
      const alike = byHash.get(hash) ?? [];
      if (alike.some((other) => other.equals(set))) continue;
      byHash.set(hash, [...alike, set]);
      found.push(set);
    }
    return found;
  }

  count(): number {
    let total = 0;
    for (const word of this.#words) total += bits(word);
    return total;
  }

  /** The indices in it, ascending. */
  *[Symbol.iterator](): IterableIterator<number> {
    for (let at = 0; at < this.#words.length; at++) {
      for (let word = this.#word(at); word !== 0; word &= word - 1) {
        yield at * 32 + 31 - Math.clz32(word & -word);
      }
    }
  }

  /** The first indices in it, ascending. */
  first(count: number): number[] {
    const found: number[] = [];
    for (const index of this) {
      if (found.length === count) break;
      found.push(index);
    }
    return found;
  }

  /** Not by `at`, which is compiled for lists of all sorts: most of the time goes into this line. */
  #word(at: number): number {
    const word = this.#words[at];
    if (word === undefined) throw new RangeError(`there are no clusters at ${at * 32} of ${this.size}`);
    return word;
  }

  #with(other: ClusterSet, combine: (a: number, b: number) => number): ClusterSet {
    this.#mustFit(other);
    const words = new Uint32Array(this.#words.length);
    for (let at = 0; at < words.length; at++) words[at] = combine(this.#word(at), other.#word(at));
    return new ClusterSet(this.size, words);
  }

  #mustFit(other: ClusterSet): void {
    if (other.size !== this.size) throw new RangeError(`sets of ${this.size} and of ${other.size} clusters do not fit`);
  }
}

function bits(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
