/** Mocha's spec reporter, closing with the one line that machines read: `N passed, N failed`. */

import Mocha from 'mocha';

export default class Reporter extends Mocha.reporters.Spec {
  override done(failures: number, fn?: (failures: number) => void): void {
    const { passes, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : '';
    process.stdout.write(`${passes} passed, ${this.stats.failures} failed${skipped}\n`);
    fn?.(failures);
  }
}
