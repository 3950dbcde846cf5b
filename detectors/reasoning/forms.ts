/**
 * The markup in which models write their reasoning, where no server has set it apart: what opens it and what closes it. As in the chat
 * templates of the models and in the reasoning parsers of vLLM, SGLang and llama.cpp.
 */

/** Elements: DeepSeek, Qwen, GLM, MiniMax, EXAONE, Seed, Claude by prompting, and many who were trained on answers of those. */
const ELEMENTS = [
  'think',
  'thinking',
  'thought',
  'thoughts',
  'reasoning',
  'reason',
  'scratchpad',
  'seed:think',
] as const;

/** What opens, what closes. In any case. */
const FORMS: readonly (readonly [open: string, close: string])[] = [
  ...ELEMENTS.map((name) => [`<${name}>`, `</${name}>`] as const),
  // Magistral.
  ['[THINK]', '[/THINK]'],
  // Kimi.
  ['◁think▷', '◁/think▷'],
  // Command A.
  ['<|START_THINKING|>', '<|END_THINKING|>'],
  // Gemma 4, and MedGemma in tokens that Gemma 3 has to spare.
  ['<|channel>thought', '<channel|>'],
  ['<unused94>thought', '<unused95>'],
  // OpenThinker, Sky-T1.
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  // Apertus.
  ['<|inner_prefix|>', '<|inner_suffix|>'],
  // openPangu.
  ['[unused16]', '[unused17]'],
];

/** What a tag is: its form, and whether it opens. */
export interface TagKind {
  readonly form: number;
  readonly opens: boolean;
}

const kinds: ReadonlyMap<string, TagKind> = new Map(
  FORMS.flatMap(([open, close], form): [string, TagKind][] => [
    [open.toLowerCase(), { form, opens: true }],
    [close.toLowerCase(), { form, opens: false }],
  ]),
);

/** The kind of what {@link TAGS} matches. */
export const kindOf = (tag: string): TagKind => kinds.get(tag.toLowerCase()) as TagKind;

/** Every tag of every form; the longer name first. */
export const TAGS = new RegExp(
  [...kinds.keys()]
    .sort((a, b) => b.length - a.length)
    .map((tag) => tag.replace(/[[\]|/]/g, '\\$&'))
    .join('|'),
  'gi',
);

/** What some models wrap the answer behind their reasoning in: Hunyuan, ERNIE, Command A, OpenThinker. */
export const WRAPPINGS: readonly (readonly [open: RegExp, close: RegExp])[] = [
  [/^<answer>/i, /<\/answer>\s*$/i],
  [/^<response>/i, /<\/response>\s*$/i],
  [/^<\|START_(?:RESPONSE|TEXT)\|>/, /<\|END_(?:RESPONSE|TEXT)\|>\s*$/],
  [/^<\|begin_of_solution\|>/, /<\|end_of_solution\|>\s*$/],
];

/** Granite 3.2 says in words where its reasoning begins and where it ends. */
export const IN_WORDS = {
  open: /^\s*Here(?:['’]s| is) my thought process:/,
  close: /\bHere(?:['’]s| is) my response:/,
} as const;
