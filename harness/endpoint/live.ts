/** The requests that run, and what aborts each: in a list, since a set of which some come and go all the time holds on to those that went. */

export class Live {
  readonly #aborts: (() => void)[] = [];

  get size(): number {
    return this.#aborts.length;
  }

  add(abort: () => void): void {
    this.#aborts.push(abort);
  }

  /** Takes out one that was added; the last one comes in its place. */
  delete(abort: () => void): void {
    const last = this.#aborts.pop();
    if (last === undefined || last === abort) return;
    const place = this.#aborts.indexOf(abort);
    if (place >= 0) this.#aborts[place] = last;
    else this.#aborts.push(last);
  }

  abort(): void {
    for (const abort of [...this.#aborts]) abort();
  }
}
