import { expect } from 'chai';
import { askServers, type Heard, json, typedEvents } from '../one-answer.js';
import { conversation, LIMIT } from './conversation.js';

describe('an endpoint that is asked for text completions', () => {
  const { ask, close } = askServers(conversation);
  afterEach(close);

  const completion = {
    model: 'base-1',
    system_fingerprint: 'fp',
    choices: [
      {
        text: ' 晴れです。',
        finish_reason: 'length',
        logprobs: {
          tokens: [' 晴れ', 'です。'],
          token_logprobs: [-0.5, -0.25],
          top_logprobs: [{ ' 晴れ': -0.5, ' 雨': -1.5 }, null],
        },
      },
    ],
    usage: { prompt_tokens: 9, completion_tokens: 2 },
  };
  const read = {
    answer: ' 晴れです。',
    finish_reason: 'length',
    model: 'base-1',
    system_fingerprint: 'fp',
    usage: { prompt_tokens: 9, completion_tokens: 2 },
    logprobs: [
      [
        ' 晴れ',
        -0.5,
        [
          [' 晴れ', -0.5],
          [' 雨', -1.5],
        ],
      ],
      ['です。', -0.25],
    ],
  };

  it('sends the prompt as text, and reads text with its probabilities', async () => {
    const { reply, heard } = await ask(json(completion), { api: 'completions', ...LIMIT, logprobs: 2 });
    expect(reply).to.deep.include(read);
    const [{ request, body }] = heard as [Heard];
    expect(request.url).to.equal('/v1/completions');
    expect(body).to.deep.equal({
      model: 'm',
      prompt: '短く。\n\nやあ\n\nはい\n\n天気は？',
      max_tokens: 50,
      temperature: 0.5,
      logprobs: 2,
      seed: 5,
    });
  });

  it('makes the text by a template', async () => {
    const template =
      '{{#each messages}}<|im_start|>{{role}}\n{{content}}<|im_end|>\n{{/each}}<|im_start|>assistant\n';
    const prompts: unknown[] = [];
    for (const one of [template, 'Q: {{prompt}} <{{system}}>\nA:']) {
      const { heard } = await ask(json(completion), { api: 'completions', ...LIMIT, template: one });
      prompts.push(heard[0]?.body.prompt);
    }
    expect(prompts).to.deep.equal([
      '<|im_start|>system\n短く。<|im_end|>\n<|im_start|>user\nやあ<|im_end|>\n<|im_start|>assistant\nはい<|im_end|>\n<|im_start|>user\n天気は？<|im_end|>\n<|im_start|>assistant\n',
      'Q: 天気は？ <短く。>\nA:',
    ]);
  });

  it('streams', async () => {
    const piece = (given: string, tokens: readonly string[], finish: string | null = null) => ({
      model: 'base-1',
      choices: [
        { text: given, finish_reason: finish, logprobs: { tokens, token_logprobs: tokens.map(() => -1) } },
      ],
    });
    const { reply, heard } = await ask(
      typedEvents(piece(' 晴れ', [' 晴れ']), piece('です。', ['です。'], 'stop'), {
        choices: [],
        usage: { prompt_tokens: 9, completion_tokens: 2 },
      }),
      { api: 'completions', ...LIMIT, stream: true },
    );
    expect(heard[0]?.body).to.deep.include({ stream: true, stream_options: { include_usage: true } });
    expect(reply).to.deep.include({
      answer: ' 晴れです。',
      finish_reason: 'stop',
      usage: read.usage,
      logprobs: [
        [' 晴れ', -1],
        ['です。', -1],
      ],
    });
    expect(reply).to.have.property('first_token_ms');
  });

  it('streams the probabilities of a whole answer at once', async () => {
    const tokens = Array(200_000).fill('a');
    const logprobs = { tokens, token_logprobs: tokens.map(() => -1) };
    const { reply } = await ask(typedEvents({ choices: [{ text: 'a', finish_reason: 'stop', logprobs }] }), {
      api: 'completions',
      ...LIMIT,
      stream: true,
      retries: 0,
    });
    expect(reply?.logprobs).to.have.length(tokens.length);
  });

  it('is asked again where the stream is cut off, and quoted where a body is none', async () => {
    const cut = typedEvents({ choices: [{ text: ' 晴', finish_reason: null }] });
    const target = { api: 'completions', ...LIMIT, stream: true, retries: 1 } as const;
    const again = await ask([cut, json(completion)], target);
    expect(again.reply).to.deep.include({ answer: ' 晴れです。', retried: ['body'] });
    const none = await ask(json({ ok: 1 }), { ...target, retries: 0 });
    expect(none.reply).to.deep.include({ error: { kind: 'body', message: '{"ok":1}' } });
  });
});
