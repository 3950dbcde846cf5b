/** Probes of several states beside each other. */

import { expect } from 'chai';
import { probeChanges, probedStates } from '../../../vocabulary/report/index.js';
import { probe } from '../../harness/cli/vocab-found.js';

const forgotten = (...ids: readonly number[]) => ids.map((id) => ({ id, text: String(id) }));

const states = (...found: readonly ReturnType<typeof probe>[]) =>
  probedStates(found.map((of, i) => ({ state: `s${i}`, of })));

describe('probes of several states', () => {
  it('count tokens that came back and were lost, over those decided in both', () => {
    const [change] = probeChanges(
      states(probe('', forgotten(1, 2, 3), [4, 5, 9]), probe('', forgotten(5, 1), [2, 3, 4, 8])),
    );
    expect(change).to.deep.include({ tokens: 5, recovered: 2, lost: 1, p: 1 });
  });

  it('have no p-value where no token changed, nor where none is shared', () => {
    const same = probe('', forgotten(1), [2]);
    const [first, second] = probeChanges(states(same, same, probe('', forgotten(7), [8])));
    expect([first?.tokens, first?.p]).to.deep.equal([2, null]);
    expect([second?.tokens, second?.p]).to.deep.equal([0, null]);
  });

  it('are significant from six tokens on that all came back', () => {
    const ps = [5, 6].map((count) => {
      const ids = Array.from({ length: count }, (_, id) => id);
      return probeChanges(states(probe('', forgotten(...ids), []), probe('', [], ids)))[0]?.p ?? 1;
    });
    expect(ps.map((p) => p < 0.05)).to.deep.equal([false, true]);
  });

  it('name the targets of a state that has several', () => {
    const one = probe('', [], [1], 'a');
    const two = { ...one, targets: [...one.targets, ...probe('', [], [1], 'b').targets] };
    expect(states(one, two).map(({ state }) => state)).to.deep.equal(['s0', 's1 a', 's1 b']);
  });
});
