import { expect } from 'chai';
import { renderGateJunit } from '../../../reports/index.js';
import { asked, gateOn, sideOf } from './sides.js';

describe('a gate as JUnit', () => {
  it('is XML that holds no markup of names, with a failure or an error for each row that did not pass', async () => {
    const name = 'a"<b>&\u0000\u202e\uffff\ud800';
    const result = gateOn(await sideOf('before', asked(60, 1)), await sideOf(name, asked(60, 1)), {
      margin: 1,
    });
    const xml = renderGateJunit(result);
    expect(xml).to.include('name="a&quot;&lt;b&gt;&amp;');
    expect(xml).not.to.match(/[\u0000-\u0008\u202e\uffff\ud800]/);
    expect(xml).to.match(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /);
    expect(xml.match(/<error /g)).to.have.length(1);
    expect(renderGateJunit(result, 'fail').match(/<failure /g)).to.have.length(1);
    expect(renderGateJunit(result, 'pass').match(/<skipped /g)).to.have.length(1);
  });
});
