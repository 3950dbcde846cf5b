import { expect } from 'chai';
import { UserError } from '../../files/index.js';

describe('a problem of the user’s', () => {
  it('is a line of a bounded length, whatever a file holds that stands in it', () => {
    const long = 'x'.repeat(1e6);
    const { message, problem } = new UserError(long, `${long}:1`, 'mend it');
    expect(message).to.match(/^x+…: x+…; mend it$/);
    expect(message.length).to.be.below(5000);
    expect(problem).to.deep.equal({
      what: `${'x'.repeat(2000)}…`,
      where: `${'x'.repeat(2000)}…`,
      todo: 'mend it',
    });
    expect(new UserError('wrong', 'a:1').message).to.equal('a:1: wrong');
  });
});
