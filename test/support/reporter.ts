/** Mocha's spec reporter; it names what was skipped, and closes with the one line that machines read: `N passed, N failed`. */

import Mocha from 'mocha';

export default class Reporter extends Mocha.reporters.Spec {
  readonly #skipped: string[] = [];

  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pending', (test) => this.#skipped.push(test.fullTitle()));
  }

  override done(failures: number, fn?: (failures: number) => void): void {
    for (const title of this.#skipped) process.stdout.write(`SKIPPED: ${title}\n`);
    const skipped = this.#skipped.length > 0 ? `, ${this.#skipped.length} skipped` : '';
    process.stdout.write(`${this.stats.passes} passed, ${this.stats.failures} failed${skipped}\n`);
    fn?.(failures);
  }
}
