/** A command line that is wrong, with its files and what it says. */

export const target = '  - { id: a, base_url: "http://127.0.0.1:9/v1", model: m }';
export const suite = (...lines: string[]): string => `${lines.join('\n')}\n`;

export const manifest = (hash: string, detection?: unknown): string =>
  JSON.stringify({
    schema: 1,
    made_by: 'run',
    suite: { name: 'other', hash },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: {},
    targets: [{ id: 'a', model: 'm' }],
    repeats: 1,
    prompts: 0,
    detection,
  });

export const sample = (repeat: number): string =>
  JSON.stringify({
    key: `k${repeat}`,
    target: 'a',
    prompt: 'p',
    language: 'ja',
    repeat,
    answer: '今日は天気です。',
    attempts: 1,
  });

export interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** The whole of standard error, one line. */
  readonly says: RegExp;
}

/** A suite with this target. */
export const withTarget = (one: string): Case['files'] => ({
  's.yaml': suite('targets:', `  - ${one}`, 'prompts: [{ language: ja }]'),
});

/** A suite with these lines on top. */
export const settings = (...lines: string[]): Case['files'] => ({
  's.yaml': suite(...lines, 'targets:', target, 'prompts: [{ language: ja }]'),
});
