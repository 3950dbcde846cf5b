import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { parseAddress } from '../../../vocabulary/checkpoint/places/address.js';

describe('an address', () => {
  const url = (address: string): string => {
    const parsed = parseAddress(address, {});
    return parsed.kind === 'http' ? parsed.url.href : parsed.path;
  };
  const cases: readonly (readonly [string, string])[] = [
    ['hf://org/model', 'https://huggingface.co/org/model/resolve/main'],
    ['hf://gpt2', 'https://huggingface.co/gpt2/resolve/main'],
    ['hf://org/model@v1.0', 'https://huggingface.co/org/model/resolve/v1.0'],
    ['hf://org/model@refs/pr/3', 'https://huggingface.co/org/model/resolve/refs%2Fpr%2F3'],
    ['hf://org/model/sub/a.gguf', 'https://huggingface.co/org/model/resolve/main/sub/a.gguf'],
    ['hf://org/model@main/a.gguf', 'https://huggingface.co/org/model/resolve/main/a.gguf'],
    ['https://host/dir', 'https://host/dir'],
    ['./dir', './dir'],
  ];
  for (const [address, leads] of cases)
    it(`${address} leads to ${leads}`, () => {
      expect(url(address)).to.equal(leads);
    });

  for (const address of [
    'hf://',
    'hf://org/model@%zz',
    'hf://a b',
    'https://',
    'https://name:secret@host/dir',
  ])
    it(`${address} is refused in one line, without a password`, () => {
      expect(() => url(address))
        .to.throw(UserError)
        .with.property('message')
        .that.does.not.include('secret');
    });

  it('of the hub alone has a token', () => {
    const env = { HF_TOKEN: 'hf_secret' };
    expect(parseAddress('hf://org/model', env)).to.have.nested.property(
      'token.origin',
      'https://huggingface.co',
    );
    expect(parseAddress('https://huggingface.co/org/model', env)).to.have.property('token', undefined);
  });
});
