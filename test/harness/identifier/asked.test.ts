import { expect } from 'chai';
import { detect, type Policy, policyFor } from '../../../detectors/index.js';
import { detectorBy, loadIdentifier } from '../../../harness/identifier/index.js';

const GERMAN = 'Das Wetter in Berlin ist heute schön, und morgen wird es regnen. ';
const SPANISH = 'El tiempo en la ciudad es muy bueno hoy, y mañana va a llover. ';
const JAPANESE = '値段を посмотреть しましょう。';

const [ja, de] = ['ja', 'de'].map((tag) => policyFor(tag) as Policy) as [Policy, Policy];

describe('detection by an identifier that is loaded when it is asked', () => {
  it('finds what detection by that identifier finds, loading it once, for the first text that needs it', async () => {
    const identifier = await loadIdentifier('fasttext');
    let loads = 0;
    const detector = detectorBy(async () => {
      loads++;
      return identifier;
    });
    for (const [text, policy, loaded] of [
      [JAPANESE, ja, 0],
      ['', de, 0],
      [GERMAN + SPANISH, de, 1],
      [SPANISH, de, 1],
      [JAPANESE, ja, 1],
    ] as const) {
      expect(await detector(text, policy)).to.deep.equal(detect(text, policy, { identifier }));
      expect(loads, text).to.equal(loaded);
    }
  });

  it('hands over what the context says', async () => {
    const detector = detectorBy(async () => expect.fail('was loaded'));
    expect((await detector(JAPANESE, ja)).mixed).to.equal(true);
    expect((await detector(JAPANESE, ja, { prompt: 'посмотреть' })).mixed).to.equal(false);
  });

  it('passes on what goes wrong', async () => {
    const detector = detectorBy(async () => {
      throw new Error('no such file');
    });
    const failure = await detector(GERMAN + SPANISH, de).catch((error: Error) => error.message);
    expect(failure).to.equal('no such file');
  });
});
